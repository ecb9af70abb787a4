// SPDX-License-Identifier: Apache-2.0
/*
 * The reply: the rows in their order with what they are called, and for each the filters by which
 * the list of the things shows exactly what was counted.
 */
#include "base/core/settings.h"
#include "base/time/clock.h"
#include "integration/reports/inside.h"
#include "platform/auth/auth.h"

/* --- numbers --- */

void number_put(struct json_out *o, struct number n)
{
	char digits[64];
	__int128 left = n.value < 0 ? -n.value : n.value;
	int part = (int)(left % TENTHOUSAND), places = 4;
	size_t at = sizeof(digits);

	if (n.none) {
		json_put_null(o);
		return;
	}
	left /= TENTHOUSAND;
	for (; places && part % 10 == 0; places--)
		part /= 10;
	for (; places; places--, part /= 10)
		digits[--at] = (char)('0' + part % 10);
	if (at < sizeof(digits))
		digits[--at] = '.';
	do
		digits[--at] = (char)('0' + (int)(left % 10));
	while (left /= 10);
	if (n.value < 0)
		digits[--at] = '-';
	json_put_raw(o, (struct text){ digits + at, sizeof(digits) - at });
}

/* To the nearest; a half goes away from zero. */
static __int128 divided(__int128 a, int64_t by)
{
	return a < 0 ? -((-a + by / 2) / by) : (a + by / 2) / by;
}

static struct number number_read(const struct report *r, struct rows *rows, bool before)
{
	const char *n = before ? "n1" : "n0", *high = before ? "high1" : "high0";
	struct number out = { 0, false };
	int64_t count = rows_whole(rows, n);

	switch (r->measure) {
	case MEASURE_COUNT:
	case MEASURE_DISTINCT:
		out.value = (__int128)count * TENTHOUSAND;
		return out;
	case MEASURE_MIN:
	case MEASURE_MAX:
		out.none = rows_null(rows, n);
		out.value = count;
		return out;
	case MEASURE_SUM:
	case MEASURE_AVG:
		break;
	}
	if (!rows_null(rows, high))
		out.value = (__int128)rows_whole(rows, high) * HALF +
			    rows_whole(rows, before ? "low1" : "low0");
	if (r->measure == MEASURE_AVG) {
		out.none = count == 0;
		out.value = count ? divided(out.value, count) : 0;
	}
	return out;
}

/* --- reading --- */

static struct text text_kept(struct report *r, struct rows *rows, const char *column)
{
	return text_copy(r->call->arena, text_trim(rows_text(rows, column)));
}

static void group_read(struct report *r, struct rows *rows, struct group *g)
{
	static const char *const keys[] = { "k0", "k1" }, *const spelt[] = { "s0", "s1" };

	*g = (struct group){ .now = number_read(r, rows, false) };
	if (r->compares)
		g->before = number_read(r, rows, true);
	for (size_t i = 0; i < r->dim_count; i++) {
		g->nulls[i] = rows_null(rows, keys[i]);
		g->keys[i] = r->dims[i].bucket
				     ? text_kept(r, rows, keys[i])
				     : text_copy(r->call->arena, rows_text(rows, keys[i]));
		g->labels[i] = rows_null(rows, spelt[i]) ? g->keys[i]
							 : text_kept(r, rows, spelt[i]);
	}
}

static enum err fine_refuse(struct report *r)
{
	return refuse(r->call, ERR_INVALID,
		      "%.*s has numbers of more than four decimals, or beyond " FINE_LIMIT
		      ": they cannot be added up exactly.",
		      (int)r->measured.field.size, r->measured.field.at);
}

static size_t groups_read(struct report *r, struct group *groups, bool grouped)
{
	call_set_whole(r->call, "reportMost", grouped ? r->limit + 1 : 1);
	struct rows *rows = store_ask_made(r->call, report_statement(r, grouped));
	size_t count = 0;
	bool fine = false;

	while (rows_next(rows) && count < (size_t)r->limit + 1) {
		if (r->measure != MEASURE_COUNT && r->measure != MEASURE_DISTINCT)
			fine |= rows_whole(rows, "fine") != 0;
		group_read(r, rows, &groups[count++]);
	}
	rows_close(rows);
	if (fine && !r->call->err)
		fine_refuse(r);
	return count;
}

/* --- days on which there was nothing --- */

static bool is_empty_number(const struct report *r)
{
	return r->measure != MEASURE_COUNT && r->measure != MEASURE_DISTINCT &&
	       r->measure != MEASURE_SUM;
}

/* By one time alone, all its stretches have a row, in the order of time. */
static enum err gaps_fill(struct report *r, struct group **groups, size_t *count)
{
	struct number nothing = { 0, is_empty_number(r) };
	struct group *all = arena_take(r->call->arena, sizeof(*all) * ((size_t)r->limit + 1));
	size_t filled = 0, last;

	if (r->dim_count != 1 || !r->dims[0].bucket)
		return ERR_OK;
	for (size_t i = 0; i < r->slot_count && !r->slots[i].before; i++) {
		struct text label = r->slots[i].labels[0];
		for (last = filled; last && !text_same(all[last - 1].keys[0], label);)
			last = bucket_turns(r->dims[0].bucket) ? last - 1 : 0;
		if (last)
			continue;
		if (filled == (size_t)r->limit)
			return refuse(r->call, ERR_INVALID,
				      "These are more than %lld stretches of time: ask for longer"
				      " ones, or for less.",
				      (long long)r->limit);
		all[filled] = (struct group){ .now = nothing, .before = nothing };
		all[filled].keys[0] = all[filled].labels[0] = label;
		for (size_t j = 0; j < *count; j++)
			if (text_same((*groups)[j].keys[0], label))
				all[filled] = (*groups)[j];
		filled++;
	}
	*groups = all;
	*count = filled;
	return ERR_OK;
}

static int place_order(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

static int key_order(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	struct text s = x->keys[0], t = y->keys[0];
	int order = memcmp(s.at, t.at, s.size < t.size ? s.size : t.size);

	return order ? order : (s.size > t.size) - (s.size < t.size);
}

/* Stages as in their pipelines, weekdays and hours as they come; all else stands in order. */
static void order(const struct report *r, struct group *groups, size_t count)
{
	for (size_t i = 0; i < count; i++) /* what is alike stays as it is */
		groups[i].place = groups[i].place * ROWS_MAX + (int64_t)i;
	if (r->stage_count)
		qsort(groups, count, sizeof(*groups), place_order);
	if (r->dim_count == 1 && bucket_turns(r->dims[0].bucket))
		qsort(groups, count, sizeof(*groups), key_order);
}

/* --- writing --- */

static void instant_put(struct json_out *o, const char *key, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(ms, iso);
	json_key(o, key);
	json_put_c(o, iso);
}

static void texts_put(struct report *r, const char *key, const struct group *g, bool labels)
{
	struct json_out *o = &r->call->out;

	json_key(o, key);
	json_list(o);
	for (size_t i = 0; i < r->dim_count; i++)
		if (g->nulls[i])
			json_put_null(o);
		else
			json_put_text(o, labels ? g->labels[i] : g->keys[i]);
	json_close(o);
}

static void group_put(struct report *r, const struct group *g)
{
	struct json_out *o = &r->call->out;
	struct buffer filters = buffer_open(r->call->arena, FILTER_SQL_MAX);
	struct json_out made = json_open(&filters);

	json_map(o);
	texts_put(r, "keys", g, false);
	texts_put(r, "labels", g, true);
	json_key(o, "value");
	number_put(o, g->now);
	if (r->compares) {
		json_key(o, "before");
		number_put(o, g->before);
	}
	if (group_filters_put(r, g, &made)) {
		json_key(o, "filters");
		json_put_raw(o, buffer_text(&filters));
	}
	json_close(o);
}

static void rest_put(struct report *r, const struct group *all, bool more)
{
	struct json_out *o = &r->call->out;

	json_key(o, "total");
	number_put(o, all->now);
	if (r->compares) {
		json_key(o, "before");
		number_put(o, all->before);
	}
	json_key(o, "list");
	json_put_text(o, r->list->name);
	if (r->has_from)
		instant_put(o, "from", r->from);
	if (r->has_to)
		instant_put(o, "to", r->to);
	json_key(o, "zone");
	json_put_text(o, zone_name(r->zone));
	json_key(o, "more");
	json_put_flag(o, more);
	instant_put(o, "asOf", r->call->now_ms);
	json_key(o, "exact");
	json_put_flag(o, true);
}

static void values_set(struct report *r)
{
	call_set_whole(r->call, "reportFrom", r->from);
	call_set_whole(r->call, "reportTo", r->to);
	call_set_whole(r->call, "reportBefore", r->before);
	if (report_buckets(r))
		call_set_text(r->call, "reportSlots", slots_text(r));
}

static enum err report_give(struct report *r)
{
	struct group *groups = arena_take(r->call->arena, sizeof(*groups) * (ROWS_MAX + 1));
	struct group all;
	size_t count;
	enum err e;

	values_set(r);
	groups_read(r, &all, false);
	groups[0] = all;
	count = r->dim_count ? groups_read(r, groups, true) : 1;
	if (r->call->err)
		return r->call->err;
	bool more = count > (size_t)r->limit;
	count -= more;
	for (size_t i = 0; i < r->dim_count; i++)
		groups_name(r, groups, count, i);
	e = gaps_fill(r, &groups, &count);
	if (e)
		return e;
	order(r, groups, count);
	json_key(&r->call->out, "rows");
	json_list(&r->call->out);
	for (size_t i = 0; i < count; i++)
		group_put(r, &groups[i]);
	json_close(&r->call->out);
	rest_put(r, &all, more);
	return r->call->err;
}

/* All in one state of the data, and no longer than report_ms. */
enum err report_query(struct call *call)
{
	const struct settings *s = call->app->settings;
	struct still still = store_still(call, s ? settings_whole(s->report_ms) : 2000);
	struct report r;
	enum err e = report_ask(call, &r);

	if (!e)
		e = report_give(&r);
	store_still_end(call, still);
	return e ? e : call->err;
}
