// SPDX-License-Identifier: Apache-2.0
/*
 * Free slots, the best first.
 */
#include "domain/availability/suggest.h"

#include "base/time/clock.h"

#define LOAD_POINTS 400
#define PART_POINTS 400
#define NEXT_POINTS 100
#define NEAR_POINTS 200

static const struct {
	const char *name;
	int until;
} parts[] = {
#define X(name, wire, until) { wire, until },
	DAY_PART_TABLE(X)
#undef X
};

const char *day_part_name(enum day_part part)
{
	return part == DAY_PART_ANY ? "" : parts[part].name;
}

enum day_part day_part_find(struct text name)
{
	enum day_part part = 0;

	while (part < DAY_PART_ANY && !text_is(name, parts[part].name))
		part++;
	return part;
}

/* What the clock on the wall reads there, as milliseconds since 1970 on that clock. */
static int64_t wall_ms(const struct zone *zone, int64_t ms)
{
	return ms + zone_offset(zone, ms / 1000) * 1000;
}

enum day_part day_part_at(const struct zone *zone, int64_t ms)
{
	int64_t hour = wall_ms(zone, ms) / HOUR_MS % 24;
	enum day_part part = 0;

	while (part < DAY_PART_EVENING && hour >= parts[part].until)
		part++;
	return part;
}

static int part_points(enum day_part part, enum day_part prefer)
{
	if (part == prefer || prefer == DAY_PART_ANY)
		return PART_POINTS;
	return part + 1 == prefer || prefer + 1 == part ? NEXT_POINTS : 0;
}

/* A slot while the best are looked for. */
struct candidate {
	struct suggestion s;
	int64_t day;
	int64_t more; /* suggested on its day */
	bool taken;
};

static int points(const struct candidate *c)
{
	return (int)(LOAD_POINTS / (1 + c->s.load + c->more)) + c->s.part_points + c->s.near_points;
}

static int64_t day_load(const int64_t *days, size_t count, int64_t day)
{
	int64_t load = 0;

	for (size_t i = 0; i < count; i++)
		load += days[i] == day;
	return load;
}

static void candidates_make(struct arena *a, const struct suggest_query *q,
			    const struct starts *slots, const struct starts *busy,
			    struct candidate *out)
{
	int64_t *days = arena_take(a, (busy->count + 1) * sizeof(*days));
	int64_t span = q->to_ms > q->from_ms ? q->to_ms - q->from_ms : 1;

	for (size_t i = 0; i < busy->count; i++)
		days[i] = zone_day(q->zone, busy->at_ms[i]);
	for (size_t i = 0; i < slots->count; i++) {
		int64_t at = slots->at_ms[i], day = zone_day(q->zone, at);
		bool same = i && out[i - 1].day == day;
		enum day_part part = day_part_at(q->zone, at);
		int64_t load = same ? out[i - 1].s.load : day_load(days, busy->count, day);

		out[i] = (struct candidate){
			.day = day,
			.s = { .start_ms = at,
			       .part = part,
			       .load = load,
			       .days = day - zone_day(q->zone, q->from_ms),
			       .load_points = (int)(LOAD_POINTS / (1 + load)),
			       .part_points = part_points(part, q->prefer),
			       .near_points = (int)(NEAR_POINTS * (q->to_ms - at) / span) },
		};
	}
}

static struct candidate *best(struct candidate *all, size_t count)
{
	struct candidate *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (!all[i].taken && (!found || points(&all[i]) > points(found)))
			found = &all[i];
	return found;
}

size_t slots_suggest(struct arena *a, const struct suggest_query *query, const struct starts *slots,
		     const struct starts *busy, struct suggestion out[SUGGEST_MAX])
{
	struct candidate *all = arena_take(a, (slots->count + 1) * sizeof(*all));
	size_t most = query->count < SUGGEST_MAX ? query->count : SUGGEST_MAX, count = 0;

	candidates_make(a, query, slots, busy, all);
	while (count < most && count < slots->count) {
		struct candidate *c = best(all, slots->count);
		c->taken = true;
		out[count] = c->s;
		out[count++].load_points = (int)(LOAD_POINTS / (1 + c->s.load + c->more));
		for (size_t i = 0; i < slots->count; i++)
			all[i].more += all[i].day == c->day;
	}
	return count;
}

struct text suggestion_reason(struct arena *a, const struct suggest_query *query,
			      const struct suggestion *s)
{
	struct buffer b = buffer_open(a, 400);

	if (s->load == 0)
		buffer_add(&b, TEXT("no appointments on that day yet"));
	else
		buffer_format(&b, "%lld appointment%s on that day", (long long)s->load,
			      s->load == 1 ? "" : "s");
	buffer_format(&b, " (%d of %d points); in the %s", s->load_points, LOAD_POINTS,
		      day_part_name(s->part));
	if (query->prefer == s->part)
		buffer_add(&b, TEXT(", as preferred"));
	else if (query->prefer != DAY_PART_ANY)
		buffer_format(&b, ", not in the %s", day_part_name(query->prefer));
	buffer_format(&b, " (%d of %d); ", s->part_points, PART_POINTS);
	if (s->days == 0)
		buffer_add(&b, TEXT("on the first day"));
	else
		buffer_format(&b, "%lld day%s later", (long long)s->days, s->days == 1 ? "" : "s");
	buffer_format(&b, " (%d of %d)", s->near_points, NEAR_POINTS);
	return buffer_text(&b);
}
