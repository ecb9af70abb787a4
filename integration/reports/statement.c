// SPDX-License-Identifier: Apache-2.0
/*
 * The statement that counts: one for all groups, one for everything together.
 *
 *	SELECT k0, k1, count(…) …                                       what is measured
 *	FROM (SELECT k0, k1, p, m, m as ten-thousandths                 each thing once in a group
 *	      FROM slots CROSS JOIN contact LEFT JOIN d0 … WHERE …)
 *	GROUP BY k0, k1
 *
 * p is 0 for the stretch of time that is asked for, 1 for the one before.  Where it is counted by
 * time, each slot is a range of the index by time; else the whole stretch is.  Numbers are summed
 * as whole ten-thousandths, so that no sum depends on the order in which it is made.
 */
#include "integration/reports/inside.h"

#define SIDE "EXISTS (SELECT 1 FROM "

/* --- where a field is --- */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       c == '_' || c == ':' || c == '.';
}

/* The text with `alias.` called otherwise. */
static struct text renamed(struct arena *a, struct text t, struct text alias, int place)
{
	struct buffer b = buffer_open(a, FILTER_SQL_MAX);

	for (size_t i = 0; i < t.size; i++) {
		bool begins = i == 0 || !is_word(t.at[i - 1]);
		if (begins && t.size - i > alias.size && !memcmp(t.at + i, alias.at, alias.size) &&
		    t.at[i + alias.size] == '.') {
			buffer_format(&b, "d%d", place);
			i += alias.size - 1;
		} else {
			buffer_byte(&b, t.at[i]);
		}
	}
	return buffer_text(&b);
}

/* "EXISTS (SELECT 1 FROM contact_tag t WHERE … AND " as a join of the same rows. */
static bool side_join(struct report *r, struct dim *d, int place)
{
	struct arena *a = r->call->arena;
	struct text rest = d->at.side, table, alias, on;

	if (!text_starts(rest, SIDE) || !text_ends(rest, " AND "))
		return false;
	rest = (struct text){ rest.at + sizeof(SIDE) - 1, rest.size - sizeof(SIDE) + 1 };
	if (!text_split(&rest, ' ', &table) || !text_split(&rest, ' ', &alias) ||
	    !text_starts(rest, "WHERE "))
		return false;
	on = (struct text){ rest.at + 6, rest.size - 6 - 5 };
	on = renamed(a, on, alias, place);
	d->join = text_format(a, " LEFT JOIN %.*s d%d ON %.*s", (int)table.size, table.at, place,
			      (int)on.size, on.at);
	d->column = text_c(a, renamed(a, text_of(d->at.column), alias, place));
	return true;
}

bool dim_place(struct report *r, struct dim *d, int place)
{
	static const char fold[] = "fold(";
	struct arena *a = r->call->arena;
	size_t size;

	d->at = (struct filter_place){ 0 };
	if (!r->filter->find(r->filter, d->field, &d->at) || d->at.nested_only)
		return false;
	r->filter->value_count++; /* what it has bound is its own */
	d->column = d->at.column;
	if (d->at.side.size)
		return side_join(r, d, place);
	size = strlen(d->column);
	if (text_starts(text_of(d->column), fold) && d->column[size - 1] == ')')
		d->spelt = text_c(
			a, (struct text){ d->column + sizeof(fold) - 1, size - sizeof(fold) });
	return true;
}

/* --- the things --- */

static void key_say(struct report *r, struct buffer *b, size_t i, bool grouped)
{
	const struct dim *d = &r->dims[i];

	if (!grouped || i >= r->dim_count)
		buffer_format(b, "NULL AS k%zu, NULL AS s%zu, ", i, i);
	else if (d->bucket)
		buffer_format(b, "substr(slot.value, %d, 10) AS k%zu, NULL AS s%zu, ", i ? 48 : 37,
			      i, i);
	else if (d->at.kind == FILTER_FLAG)
		buffer_format(b,
			      "CASE WHEN %s IS NULL THEN NULL WHEN %s THEN 'true' ELSE 'false' END"
			      " AS k%zu, NULL AS s%zu, ",
			      d->column, d->column, i, i);
	else
		buffer_format(b, "%s AS k%zu, %s AS s%zu, ", d->column, i,
			      d->spelt ? d->spelt : "NULL", i);
}

static void from_say(struct report *r, struct buffer *b, bool grouped)
{
	bool slots = grouped && report_buckets(r);

	buffer_format(b, " FROM %s%s", slots ? "json_each(:reportSlots) AS slot CROSS JOIN " : "",
		      r->thing.table);
	for (size_t i = 0; grouped && i < r->dim_count; i++)
		buffer_add(b, r->dims[i].join);
	buffer_add(b, r->measured.join);
	if (!slots) /* else it is one of those */
		buffer_add(b, r->when.join);
	buffer_format(b, " WHERE %s = :locationId%s", r->thing.location, r->thing.also);
	if (slots)
		buffer_format(b,
			      " AND %s >= CAST(substr(slot.value, 1, 16) AS BIGINT)"
			      " AND %s < CAST(substr(slot.value, 18, 16) AS BIGINT)",
			      r->when.column, r->when.column);
	if (!slots && r->has_from)
		buffer_format(b, " AND %s >= :reportBefore", r->when.column);
	if (!slots && r->has_to)
		buffer_format(b, " AND %s < :reportTo", r->when.column);
	buffer_add(b, buffer_text(&r->filter->sql));
}

/* Each thing once in each of its groups, which a join may make of it more often. */
static void things_say(struct report *r, struct buffer *b, bool grouped)
{
	bool joined = r->measured.join.size || r->when.join.size;

	for (size_t i = 0; i < r->dim_count; i++)
		joined |= r->dims[i].join.size > 0;
	buffer_format(b, "SELECT %s", joined ? "DISTINCT " : "");
	if (joined)
		buffer_format(b, "%s AS thing, ", r->thing.id);
	key_say(r, b, 0, grouped);
	key_say(r, b, 1, grouped);
	buffer_format(b, "%s AS m, ", r->measured.column ? r->measured.column : "NULL");
	if (!r->compares)
		buffer_format(b, "0 AS p");
	else if (grouped && report_buckets(r))
		buffer_format(b, "CAST(substr(slot.value, 35, 1) AS BIGINT) AS p");
	else
		buffer_format(b, "CASE WHEN %s >= :reportFrom THEN 0 ELSE 1 END AS p",
			      r->when.column);
	from_say(r, b, grouped);
}

/* --- what is measured --- */

static void measure_say(const struct report *r, struct buffer *b, int p)
{
	switch (r->measure) {
	case MEASURE_COUNT:
		buffer_format(b, ", count(CASE WHEN p = %d THEN 1 END) AS n%d", p, p);
		break;
	case MEASURE_DISTINCT:
		buffer_format(b, ", count(DISTINCT CASE WHEN p = %d THEN m END) AS n%d", p, p);
		break;
	case MEASURE_SUM:
	case MEASURE_AVG:
		buffer_format(b,
			      ", CAST(sum(CASE WHEN p = %d THEN w / 100000000 END) AS BIGINT) AS"
			      " high%d, CAST(sum(CASE WHEN p = %d THEN w %% 100000000 END) AS"
			      " BIGINT) AS low%d, count(CASE WHEN p = %d THEN w END) AS n%d",
			      p, p, p, p, p, p);
		break;
	case MEASURE_MIN:
	case MEASURE_MAX:
		buffer_format(b, ", %s(CASE WHEN p = %d THEN w END) AS n%d",
			      r->measure == MEASURE_MIN ? "min" : "max", p, p);
		break;
	}
}

static bool is_numbers(const struct report *r)
{
	return r->measure != MEASURE_COUNT && r->measure != MEASURE_DISTINCT;
}

/* In time where it is by time, else the greatest first. */
static const char *order_of(const struct report *r)
{
	if (report_buckets(r))
		return " ORDER BY (k0 IS NULL), k0, (k1 IS NULL), k1";
	switch (r->measure) {
	case MEASURE_SUM:
		return " ORDER BY (high0 IS NULL), high0 * 100000000.0 + low0 DESC,"
		       " (k0 IS NULL), k0, (k1 IS NULL), k1";
	case MEASURE_AVG:
		return " ORDER BY n0 = 0, (high0 * 100000000.0 + low0) / nullif(n0, 0) DESC,"
		       " (k0 IS NULL), k0, (k1 IS NULL), k1";
	default:
		return " ORDER BY (n0 IS NULL), n0 DESC, (k0 IS NULL), k0, (k1 IS NULL), k1";
	}
}

struct text report_statement(struct report *r, bool grouped)
{
	struct buffer b = buffer_open(r->call->arena, 4 * (size_t)FILTER_SQL_MAX);

	buffer_format(&b,
		      "SELECT * FROM (SELECT /* grows: what is counted is read */"
		      " %s, max(s0) AS s0, max(s1) AS s1",
		      grouped ? "k0, k1" : "max(k0) AS k0, max(k1) AS k1");
	measure_say(r, &b, 0);
	if (r->compares)
		measure_say(r, &b, 1);
	if (is_numbers(r)) {
		buffer_format(&b, ", max(CASE WHEN m IS NOT NULL AND (w IS NULL OR abs(m * 10000 -"
				  " w) > 0.000001 + abs(m) * 0.00000000001) THEN 1 ELSE 0 END)"
				  " AS fine FROM (SELECT k0, s0, k1, s1, p, m, CASE WHEN abs(m)"
				  " <= " FINE_LIMIT " THEN CAST(round(m * 10000) AS BIGINT) END"
				  " AS w FROM (");
		things_say(r, &b, grouped);
		buffer_format(&b, ") AS thing) AS counted");
	} else {
		buffer_format(&b, " FROM (");
		things_say(r, &b, grouped);
		buffer_format(&b, ") AS counted");
	}
	buffer_format(&b, "%s) AS found%s LIMIT :reportMost", grouped ? " GROUP BY k0, k1" : "",
		      grouped ? order_of(r) : "");
	return buffer_text(&b);
}

struct text report_span(struct report *r)
{
	struct buffer b = buffer_open(r->call->arena, FILTER_SQL_MAX);

	buffer_format(&b,
		      "SELECT /* grows: unless an index knows both ends */"
		      " CAST(min(%s) AS BIGINT) AS least, CAST(max(%s) AS BIGINT) AS most FROM %s",
		      r->when.column, r->when.column, r->thing.table);
	buffer_add(&b, r->when.join);
	buffer_format(&b, " WHERE %s = :locationId%s", r->thing.location, r->thing.also);
	return buffer_text(&b);
}
