// SPDX-License-Identifier: Apache-2.0
/* Answers in the form of the wire. */
#include "pure/schedule/inside.h"

static const struct {
	const char *code, *about;
} reasons[] = {
#define X(name, wire, text) { wire, text },
	REASON_TABLE(X)
#undef X
};

const char *reason_code(enum reason r)
{
	return reasons[r].code;
}

const char *reason_about(enum reason r)
{
	return reasons[r].about;
}

static void start_put(struct json_out *o, const struct zone *z, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];
	zone_text(z, ms, text);
	json_put_text(o, (struct text){ text, sizeof(text) - 1 });
}

static void date_open(struct json_out *o, const struct zone *z, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];
	zone_text(z, ms, text);
	json_key_text(o, (struct text){ text, 10 });
	json_map(o);
	json_key(o, "slots");
	json_list(o);
}

static void date_close(struct json_out *o)
{
	json_close(o);
	json_close(o);
}

/* The slots by date, and for one date by instant: where a date comes back after midnight, the order
 * is another than that of the instants.  day * count + index sorts so. */
static int64_t *order_of(struct arena *a, const struct starts *s, const struct zone *z)
{
	int64_t *order = arena_bytes(a, s->count * sizeof(*order));
	for (size_t i = 0; i < s->count; i++)
		order[i] = zone_day(z, s->at_ms[i]) * (int64_t)s->count + (int64_t)i;
	numbers_sort(a, order, s->count);
	return order;
}

void slots_write(struct arena *a, const struct starts *s, const struct zone *z, struct json_out *o)
{
	const int64_t *order = order_of(a, s, z);
	int64_t count = (int64_t)s->count, day = INT64_MIN;
	for (size_t i = 0; i < s->count; i++) {
		int64_t start_ms = s->at_ms[remainder_of(order[i], count)];
		if (!i || divide_down(order[i], count) != day) {
			if (i)
				date_close(o);
			day = divide_down(order[i], count);
			date_open(o, z, start_ms);
		}
		start_put(o, z, start_ms);
	}
	if (s->count)
		date_close(o);
}

/* "ann:BOOKED"; what is of the calendar: "PAST" */
static void note_put(struct arena *a, struct json_out *o, const struct note *n)
{
	const char *code = reason_code(n->reason);
	if (n->user.size)
		json_put_text(o, text_format(a, "%.*s:%s", (int)n->user.size, n->user.at, code));
	else
		json_put_c(o, code);
}

void explanation_write(struct arena *a, const struct explanation *e, const struct zone *z,
		       struct json_out *o)
{
	json_key(o, "available");
	json_list(o);
	for (size_t i = 0; i < e->offered.count; i++)
		start_put(o, z, e->offered.at_ms[i]);
	json_close(o);
	json_key(o, "unavailable");
	json_list(o);
	for (size_t i = 0; i < e->missing_count; i++) {
		const struct missing *m = &e->missing[i];
		json_map(o);
		json_key(o, "start");
		start_put(o, z, m->start_ms);
		json_key(o, "reasons");
		json_list(o);
		for (size_t j = 0; j < m->note_count; j++)
			note_put(a, o, &m->notes[j]);
		json_close(o);
		json_close(o);
	}
	json_close(o);
}
