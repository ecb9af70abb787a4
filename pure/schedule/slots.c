// SPDX-License-Identifier: Apache-2.0
/*
 * Free slots, and the reasons why others are not: every start of the grids is put to the judge.
 */
#include "pure/schedule/inside.h"

/* 31 local days, one of which may be longer by an hour or two [5.4] */
#define QUERY_MAX_MS (31 * DAY_MS + 2 * 3600000)

static enum err say(struct arena *a, struct text *why, const char *sentence)
{
	*why = text_copy(a, text_of(sentence));
	return ERR_BAD;
}

static bool is_member(const struct calendar *c, struct text user)
{
	for (size_t i = 0; c->type != CALENDAR_EVENT && i < c->team_count; i++)
		if (text_same(c->team[i].user, user))
			return true;
	return false;
}

static enum err query_check(struct arena *a, const struct schedule_input *w, const struct query *q,
			    struct text *why)
{
	if (q->from_ms < INSTANT_LEAST || q->from_ms > INSTANT_MAX)
		return say(a, why, "startDate is outside the years that are served");
	if (q->to_ms < q->from_ms)
		return say(a, why, "endDate must not be before startDate");
	if (q->to_ms - q->from_ms > QUERY_MAX_MS)
		return say(a, why, "Date range cannot be more than 31 days");
	for (size_t i = 0; i < q->user_count; i++) {
		struct text user = q->users[i];
		if (is_member(&w->calendar, user))
			continue;
		*why = text_format(a, "User %.*s is not a team member of this calendar",
				   (int)user.size, user.at);
		return ERR_BAD;
	}
	return ERR_OK;
}

static size_t piece_at(const struct pieces *p, int64_t minute)
{
	size_t i = p->count - 1;
	while (i > 0 && p->at[i].start > minute)
		i--;
	return i;
}

/* The first minute of the date that a minute has: back through the pieces, as long as the minute
 * before is not of an earlier date. */
static int64_t date_start(const struct pieces *p, int64_t minute)
{
	int64_t day = pieces_day(p, minute), start;
	size_t i = piece_at(p, minute);
	for (;; i--) {
		start = day * DAY_MIN - p->at[i].offset;
		if (start > p->at[i].start)
			return start;
		start = p->at[i].start;
		if (i == 0 || pieces_day(p, start - 1) < day)
			return start;
	}
}

static int64_t date_end(const struct pieces *p, int64_t minute)
{
	int64_t day = pieces_day(p, minute), end;
	size_t i = piece_at(p, minute);
	for (;; i++) {
		end = (day + 1) * DAY_MIN - p->at[i].offset - 1;
		if (end < p->at[i].end - 1)
			return end;
		end = p->at[i].end - 1;
		if (i + 1 == p->count || pieces_day(p, end + 1) > day)
			return end;
	}
}

static struct range whole_dates(struct arena *a, const struct zone *z, struct range window)
{
	struct pieces p = pieces_of(a, z, window.start - 3 * DAY_MIN, window.end + 3 * DAY_MIN);
	return (struct range){ date_start(&p, window.start), date_end(&p, window.end) };
}

/* One question, ready to be put to each start. */
struct search {
	struct view view;
	struct ask ask;
	struct range asked;    /* starts that were asked for; the view may be wider */
	struct numbers starts; /* on the grids */
};

static const bool *wanted_lanes(const struct view *v, const struct query *q)
{
	if (!q->user_count || v->calendar->type == CALENDAR_EVENT)
		return NULL;
	bool *wanted = arena_take(v->arena, v->lane_count * sizeof(*wanted));
	for (size_t i = 0; i < q->user_count; i++)
		wanted[view_lane(v, q->users[i])] = true;
	return wanted;
}

/* All grids as one, each start once. */
static void starts_gather(struct search *s)
{
	struct numbers all = { 0 };
	for (size_t i = 0; i < s->view.source_count; i++) {
		const struct numbers *grid = &s->view.sources[i].grid;
		if (s->view.source_count == 1) {
			s->starts = *grid;
			return;
		}
		for (size_t j = 0; j < grid->count; j++)
			numbers_add(s->view.arena, &all, grid->at[j]);
	}
	numbers_sort(s->view.arena, all.at, all.count);
	s->starts.at = all.at;
	for (size_t i = 0; i < all.count; i++)
		if (!i || all.at[i] != all.at[i - 1])
			s->starts.at[s->starts.count++] = all.at[i];
}

static enum err search_open(struct arena *a, const struct schedule_input *w, const struct query *q,
			    struct search *s, struct text *why)
{
	*s = (struct search){ 0 };
	enum err e = query_check(a, w, q, why);
	s->asked = (struct range){ divide_up(q->from_ms, MINUTE_MS), q->to_ms / MINUTE_MS };
	if (e || !w->calendar.active || s->asked.end < s->asked.start)
		return e;
	struct range window = q->look_busy ? whole_dates(a, w->zone, s->asked) : s->asked;
	e = view_open(a, w, &(struct looking){ .window = window }, &s->view, why);
	if (e)
		return e;
	s->ask.wanted = wanted_lanes(&s->view, q);
	starts_gather(s);
	return ERR_OK;
}

/* --- look busy: a share of each date is hidden, the same until the next booking [12] --- */

/* FNV-1a over "calendar|epoch|ms", then stirred. */
static uint64_t hash_of(const struct calendar *c, int64_t minute)
{
	char tail[48];
	int size = snprintf(tail, sizeof(tail), "|%lld|%lld", (long long)c->booking_epoch,
			    (long long)minute * MINUTE_MS);
	uint64_t h = 0xcbf29ce484222325;
	for (size_t i = 0; i < c->id.size; i++)
		h = (h ^ (unsigned char)c->id.at[i]) * 0x100000001b3;
	for (int i = 0; i < size; i++)
		h = (h ^ (unsigned char)tail[i]) * 0x100000001b3;
	h ^= h >> 30;
	h *= 0xbf58476d1ce4e5b9;
	h ^= h >> 27;
	h *= 0x94d049bb133111eb;
	return h ^ h >> 31;
}

/* A number that sorts as the hash does. */
static int64_t rank_of(const struct calendar *c, int64_t minute)
{
	return (int64_t)(hash_of(c, minute) ^ UINT64_C(1) << 63);
}

/* Keeps all but the `hidden` smallest ranks; of equal ones the earlier are hidden first. */
static void date_keep(const struct view *v, const struct numbers *date, struct numbers *kept)
{
	struct arena *a = v->arena;
	size_t hidden = date->count * (size_t)v->calendar->busy_percent / 100;
	int64_t *ranks = arena_bytes(a, date->count * sizeof(*ranks));
	int64_t *sorted = arena_bytes(a, date->count * sizeof(*sorted));
	for (size_t i = 0; i < date->count; i++)
		ranks[i] = rank_of(v->calendar, date->at[i]);
	memcpy(sorted, ranks, date->count * sizeof(*sorted));
	numbers_sort(a, sorted, date->count);
	int64_t limit = hidden ? sorted[hidden - 1] : INT64_MIN;
	size_t below = numbers_below(sorted, date->count, limit);
	size_t equal = hidden - below; /* so many of those at the limit are hidden too */
	for (size_t i = 0; i < date->count; i++) {
		if (ranks[i] < limit)
			continue;
		if (ranks[i] == limit && equal) {
			equal--;
			continue;
		}
		numbers_add(a, kept, date->at[i]);
	}
}

static struct numbers look_busy(const struct view *v, const struct numbers *starts)
{
	struct numbers kept = { 0 };
	if (!v->calendar->busy_percent || v->calendar->type == CALENDAR_CLASS)
		return *starts;
	struct numbers *dates = arena_take(v->arena, v->day_count * sizeof(*dates));
	for (size_t i = 0; i < starts->count; i++) {
		int64_t day = pieces_day(&v->local, starts->at[i]);
		numbers_add(v->arena, &dates[day - v->day_first], starts->at[i]);
	}
	for (size_t i = 0; i < v->day_count; i++)
		date_keep(v, &dates[i], &kept);
	numbers_sort(v->arena, kept.at, kept.count);
	return kept;
}

static struct starts starts_of(const struct numbers *minutes, struct range within)
{
	size_t first = numbers_below(minutes->at, minutes->count, within.start);
	size_t after = numbers_below(minutes->at, minutes->count, within.end + 1);
	int64_t *at = minutes->at + first;
	size_t count = after - first;
	for (size_t i = 0; i < count; i++)
		at[i] *= MINUTE_MS;
	return (struct starts){ at, count };
}

enum err slots_find(struct arena *a, const struct schedule_input *w, const struct query *q,
		    struct starts *out, struct text *why)
{
	struct search s;
	struct numbers found = { 0 };
	*out = (struct starts){ 0 };
	enum err e = search_open(a, w, q, &s, why);
	for (size_t i = 0; !e && i < s.starts.count; i++)
		if (judge(&s.view, &s.ask, s.starts.at[i], NULL, NULL))
			numbers_add(a, &found, s.starts.at[i]);
	if (e || !found.count)
		return e;
	if (q->look_busy)
		found = look_busy(&s.view, &found);
	*out = starts_of(&found, s.asked);
	return ERR_OK;
}

enum err slots_explain(struct arena *a, const struct schedule_input *w, const struct query *q,
		       struct explanation *out, struct text *why)
{
	struct search s;
	struct numbers found = { 0 };
	*out = (struct explanation){ 0 };
	enum err e = search_open(a, w, q, &s, why);
	struct missing *missing = e ? NULL : arena_bytes(a, s.starts.count * sizeof(*missing));
	size_t count = 0;
	for (size_t i = 0; !e && i < s.starts.count; i++) {
		struct notes notes = { .arena = a };
		int64_t start = s.starts.at[i];
		if (judge(&s.view, &s.ask, start, NULL, &notes))
			numbers_add(a, &found, start);
		else if (notes.count)
			missing[count++] = (struct missing){ start * MINUTE_MS, notes.at,
							     notes.count };
	}
	if (!e && found.count)
		out->offered = starts_of(&found, s.view.window);
	out->missing = missing;
	out->missing_count = count;
	return e;
}
