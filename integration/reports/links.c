// SPDX-License-Identifier: Apache-2.0
/*
 * From a number to what it counted: the filters of a row, in the language of the list; and what the
 * keys of rows are called.
 */
#include "base/time/clock.h"
#include "integration/reports/inside.h"
#include "platform/auth/auth.h"

#define RANGES_MAX 40 /* of one row: an hour of the day, many days long */

/* --- filters --- */

static void word_put(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

static void bound_put(struct json_out *o, const char *key, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(ms, iso);
	json_key(o, key);
	json_put_c(o, iso);
}

static void range_put(struct report *r, struct json_out *o, const int64_t *from, const int64_t *to)
{
	json_map(o);
	word_put(o, "field", r->when.field);
	word_put(o, "operator", TEXT("range"));
	json_key(o, "value");
	json_map(o);
	if (from)
		bound_put(o, "gte", *from);
	if (to)
		bound_put(o, "lt", *to);
	json_close(o);
	json_close(o);
}

static bool slot_fits(const struct report *r, const struct slot *s, const struct group *g)
{
	for (size_t i = 0; i < r->dim_count; i++)
		if (r->dims[i].bucket && !text_same(s->labels[i], g->keys[i]))
			return false;
	return !s->before;
}

/* The stretches of a row: neighbours are one, and several are joined by OR. */
static bool slots_put(struct report *r, const struct group *g, struct json_out *o)
{
	int64_t from[RANGES_MAX], to[RANGES_MAX];
	size_t count = 0;

	for (size_t i = 0; i < r->slot_count; i++) {
		const struct slot *s = &r->slots[i];

		if (!slot_fits(r, s, g))
			continue;
		if (count && to[count - 1] == s->from) {
			to[count - 1] = s->to;
			continue;
		}
		if (count == RANGES_MAX)
			return false;
		from[count] = s->from;
		to[count++] = s->to;
	}
	if (count == 1) {
		range_put(r, o, &from[0], &to[0]);
		return true;
	}
	json_map(o);
	word_put(o, "group", TEXT("OR"));
	json_key(o, "filters");
	json_list(o);
	for (size_t i = 0; i < count; i++)
		range_put(r, o, &from[i], &to[i]);
	json_close(o);
	json_close(o);
	return count > 0;
}

static void equal_put(const struct dim *d, const struct group *g, size_t i, struct json_out *o)
{
	json_map(o);
	word_put(o, "field", d->field);
	word_put(o, "operator", g->nulls[i] ? TEXT("not_exists") : TEXT("eq"));
	if (!g->nulls[i]) {
		json_key(o, "value");
		if (d->at.kind == FILTER_FLAG)
			json_put_flag(o, text_is(g->keys[i], "true"));
		else
			json_put_text(o, g->keys[i]);
	}
	json_close(o);
}

bool group_filters_put(struct report *r, const struct group *g, struct json_out *o)
{
	bool fits = true;

	json_list(o);
	for (const struct json *v = json_first(r->filters); v; v = json_after(r->filters, v))
		json_put(o, v);
	if (report_buckets(r))
		fits = slots_put(r, g, o);
	else if (r->has_from || r->has_to)
		range_put(r, o, r->has_from ? &r->from : NULL, r->has_to ? &r->to : NULL);
	for (size_t i = 0; i < r->dim_count; i++)
		if (!r->dims[i].bucket)
			equal_put(&r->dims[i], g, i, o);
	json_close(o);
	return fits && !o->to->full;
}

/* --- names --- */

static void name_take(struct report *r, struct group *groups, size_t count, size_t dim,
		      const struct group *known)
{
	(void)r;
	for (size_t i = 0; i < count; i++)
		if (text_same(groups[i].keys[dim], known->keys[0])) {
			groups[i].labels[dim] = known->labels[0];
			groups[i].place = known->place;
		}
}

/* Stages stand in their pipelines, in their order. */
static void stages_name(struct report *r, struct group *groups, size_t count, size_t dim,
			struct text stages)
{
	const struct json *list;
	struct text why;

	if (json_read(r->call->arena, text_copy(r->call->arena, stages), &list, &why))
		return;
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct group known = { .place = ++r->stage_count };
		known.keys[0] = json_text(json_get(v, "id"));
		known.labels[0] = json_text(json_get(v, "name"));
		name_take(r, groups, count, dim, &known);
	}
}

void groups_name(struct report *r, struct group *groups, size_t count, size_t dim)
{
	const struct naming *naming = naming_of(r->dims[dim].field);
	struct call *call = r->call;
	struct buffer ids = buffer_open(call->arena, (size_t)1 << 20);
	struct json_out o = json_open(&ids);

	if (!naming || !count ||
	    (call->caller && !auth_holds(call->caller, text_of(naming->scope))))
		return;
	json_list(&o);
	for (size_t i = 0; i < count; i++)
		if (!groups[i].nulls[dim])
			json_put_text(&o, groups[i].keys[dim]);
	json_close(&o);
	call_set_text(call, "labelled", buffer_text(&ids));
	bool stages = text_is(r->dims[dim].field, "pipelineStageId");
	struct rows *rows = store_ask(call, naming->sql);
	while (rows_next(rows)) {
		if (stages) {
			stages_name(r, groups, count, dim, rows_text(rows, "stages"));
			continue;
		}
		struct group known = { 0 };
		known.keys[0] = rows_text(rows, "id");
		known.labels[0] = text_copy(call->arena, rows_text(rows, "name"));
		name_take(r, groups, count, dim, &known);
	}
	rows_close(rows);
}
