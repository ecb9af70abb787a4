// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about numbers share.  Inside the room only.
 *
 * A report goes: ask (what was sent, read and refused), slots (the stretches of time), statement
 * (one that counts), answer (its rows, each with the filters that list what it counted).
 */
#ifndef GROUNDLEVEL_INTEGRATION_REPORTS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_REPORTS_INSIDE_H

#include "base/time/zone.h"
#include "domain/objects/objects.h"
#include "integration/reports/reports.h"

#define DIMS_MAX    2
#define ROWS_MAX    1000
#define SLOTS_MAX   10000
#define FINE_LIMIT  "100000000000" /* numbers beyond are not known to ten-thousandths */
#define TENTHOUSAND 10000
#define HALF	    INT64_C(100000000) /* sums are kept as two halves, so that none overflows */

/* --- what can be counted: counted.c --- */

struct counted {
	const char *of;	   /* contacts: the word of the row */
	const char *table; /* what is read, and what else it says of each */
	const char *id, *location, *also;
	/* An empty filter that knows the fields.  NULL: refused. */
	struct filter *(*filter)(struct call *call, struct counted *thing);
	const char *custom; /* what custom fields begin with: customFields. */
};

/* The thing of that name and the row that lists it; NULL: there is none. */
const struct op *counted_find(struct call *call, struct text of, struct counted *thing,
			      const struct counting **counting);
bool counted_word(struct text words, struct text word); /* does one stand among them? */
/* What can be named of a field's values, by ids: statement gives id and name of :labelled; NULL. */
struct naming {
	const char *field, *scope, *sql;
};
const struct naming *naming_of(struct text field);

/* --- what is asked: ask.c --- */

enum measure {
	MEASURE_COUNT,
	MEASURE_SUM,
	MEASURE_AVG,
	MEASURE_MIN,
	MEASURE_MAX,
	MEASURE_DISTINCT
};
enum bucket { NO_BUCKET, BY_DAY, BY_WEEK, BY_MONTH, BY_QUARTER, BY_YEAR, BY_HOUR, BY_WEEKDAY };

/* A field that is counted by, measured or that says when: where it is. */
struct dim {
	struct text field;
	enum bucket bucket;
	struct filter_place at;
	const char *column; /* of the row, or of what is joined */
	struct text join;   /* the side table that has it, or empty */
	const char *spelt;  /* as people spell it, where the column is folded; or NULL */
};

struct slot {
	int64_t from, to;
	bool before;		      /* of the stretch before */
	struct text labels[DIMS_MAX]; /* of those that are buckets */
};

struct report {
	struct call *call;
	const struct op *list; /* the row that lists what is counted */
	const struct counting *counting;
	struct counted thing;
	struct filter *filter;
	const struct json *filters;
	enum measure measure;
	struct dim measured, when, dims[DIMS_MAX];
	size_t dim_count;
	int64_t from, to, before; /* `before`: where the stretch before begins */
	bool has_from, has_to, compares;
	const struct zone *zone;
	int64_t limit;
	struct slot *slots;
	size_t slot_count;
	int64_t stage_count; /* stages named so far, in their order */
};

bool report_buckets(const struct report *r); /* is it counted by time? */
bool bucket_turns(enum bucket bucket);	     /* weekday, hour: comes again and again */
/* Reads the query: what is not known or does not fit is refused. */
enum err report_ask(struct call *call, struct report *r);

/* --- stretches of time: slots.c --- */

/* The first instant of a local day; of one that the zone leaves out, that of the next. */
int64_t day_start(const struct zone *z, int64_t day);
/* So many whole days of the clock on the wall, or months, earlier: how a stretch before begins. */
int64_t stretch_before(const struct zone *z, int64_t from, int64_t to);
enum err slots_make(struct report *r);
struct text slots_text(struct report *r); /* as the statement reads them */

/* --- the statement: statement.c --- */

/* Where the field is found; a side table is joined as d<place>.  false: it cannot be. */
bool dim_place(struct report *r, struct dim *d, int place);
/* All groups, or one of everything; ends with a LIMIT :reportMost. */
struct text report_statement(struct report *r, bool grouped);
/* The first and the last time: `least` and `most`. */
struct text report_span(struct report *r);

/* --- the reply: answer.c --- */

struct number {
	__int128 value; /* in ten-thousandths */
	bool none;	/* there is nothing of which it could be */
};

struct group {
	struct text keys[DIMS_MAX], labels[DIMS_MAX];
	bool nulls[DIMS_MAX];
	struct number now, before;
	int64_t place; /* where a stage stands in its pipeline */
};

void number_put(struct json_out *o, struct number n);
/* The filters that list what a group counted, into the reply; false: they would be too many. */
bool group_filters_put(struct report *r, const struct group *g, struct json_out *o);
/* Names of the keys, where there are any and they may be known. */
void groups_name(struct report *r, struct group *groups, size_t count, size_t dim);

#endif
