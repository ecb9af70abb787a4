// SPDX-License-Identifier: Apache-2.0
/*
 * What the two files of the search of records share: what is asked, and where things are.
 * Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_OBJECTS_RECORD_SEARCH_H
#define GROUNDLEVEL_DOMAIN_OBJECTS_RECORD_SEARCH_H

#include "domain/objects/objects.h"
#include "domain/objects/records.h"

#define RECORD_FEW_MAX 5000

/* Where the records of an object are: custom objects share one table. */
struct record_source {
	const char *object_key; /* NULL: all others */
	const char *table, *columns, *created, *updated;
};

struct record_search {
	struct call *call;
	struct object object;
	struct field_defs defs;
	const struct record_source *source;
	struct filter filter; /* its text is the condition; its owner is this */
	const char *order;    /* column of the first sort */
	bool ascending;
	bool keyed; /* the order is by a column, so searchAfter works */
	struct text order_by;
	struct buffer sorts; /* of few: what they are sorted by, beside their ids */
	bool few;	     /* few fit: begin with them */
	bool leads;	     /* the filter that is written is the one to begin with */
	bool probes;	     /* or is being counted: by the side table */
	struct text probe;   /* the side table of the filter that is being counted */
	struct filter bare;  /* `filter` before the filters were written */
};

/* The object of that key or id, which has records of its own; else refuses. */
enum err record_object_need(struct call *call, struct text name, struct object *out);
const struct record_source *record_source_of(struct text object_key);
/* The field of "properties.age" or "age", whose short key is then left in *key; or NULL. */
const struct field_def *record_property_find(struct record_search *s, struct text *key);
bool record_property_numbered(const struct field_def *def); /* compared by record_value.number */
/* Writes the expression of what a record itself shows of a property; false: that stands in the side
 * table alone (lists, dates, what businesses have). */
bool record_shown_say(struct record_search *s, const struct field_def *def, struct text key);
bool record_place_find(struct filter *f, struct text field, struct filter_place *out);
/* Is this filter about a property whose values are numbers? */
bool record_is_numbered(struct record_search *s, const struct json *filter);
/* Does this filter alone leave few records? */
bool record_few_by(struct record_search *s, const struct json *filter);

#endif
