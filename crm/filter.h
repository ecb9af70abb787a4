// SPDX-License-Identifier: Apache-2.0
/*
 * Filters as clients send them, made into a condition of SQL.  Inside the room only.
 *
 *	[{"field": "email", "operator": "eq", "value": "a@b.c"},
 *	 {"group": "OR", "filters": [ … ]}]
 *
 * A list is joined by AND.  Values are always bound, never written into the text.  The subject says
 * where a field is; the table of operators is in filter.c.
 */
#ifndef GROUNDLEVEL_CRM_FILTER_H
#define GROUNDLEVEL_CRM_FILTER_H

#include "base/call.h"

#define FILTER_SQL_MAX   (64 << 10)
#define FILTER_DEPTH_MAX 8
#define FILTER_VALUES    150 /* bound in one statement */
#define HEAD_LETTERS     200

enum filter_kind { FILTER_TEXT, FILTER_FOLDED, FILTER_NUMBER, FILTER_INSTANT, FILTER_FLAG };

/* Where a field is.  In a side table: `side` is "x.id IN (SELECT … WHERE … AND " and is closed by
 * the compiler; a `nested` filter names columns of that side row by `inside`. */
struct filter_place {
	enum filter_kind kind;
	const char *column;  /* expression to be compared */
	struct text side;    /* empty: column of the row itself */
	const char *head;    /* its first HEAD_LETTERS letters, which have an index; or NULL */
	const char *finds;   /* table whose text search holds the value too; or NULL */
	bool nested_only;
	const struct filter_inside *inside;
	size_t inside_count;
};

struct filter_inside {
	const char *field, *column;
};

struct filter {
	struct call *call;
	struct buffer sql;   /* what is asked so far; the caller may add to it */
	size_t value_count;
	void *owner;
	/* false: there is no such field.  May bind values of its own with filter_bind. */
	bool (*find)(struct filter *f, struct text field, struct filter_place *out);
};

void filter_open(struct filter *f, struct call *call);
/* Adds " AND (…)" for the list; refuses with the sentences that upstream uses.  NULL: nothing. */
enum err filter_add(struct filter *f, const struct json *filters);
/* Adds the condition of one filter that is no group. */
enum err filter_one(struct filter *f, const struct json *filter);
/* Binds a value and writes its name (":f7") into the text. */
void filter_bind(struct filter *f, struct value v);
void filter_bind_text(struct filter *f, struct text t);
void filter_say(struct filter *f, const char *sql);
struct text filter_head(struct text t); /* cut to HEAD_LETTERS */
/* A pattern for LIKE … ESCAPE '\': what is special is escaped, stars become % when `stars`. */
struct text filter_pattern(struct arena *a, struct text t, bool stars);

#endif
