// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about the search of opportunities share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_OPPORTUNITIES_SEARCH_H
#define GROUNDLEVEL_DOMAIN_OPPORTUNITIES_SEARCH_H

#include "domain/opportunities/inside.h"

/* Those by which a search may begin: each has an index, and all but the last two are counted. */
enum lead { LEAD_NONE, LEAD_PIPELINE, LEAD_STAGE, LEAD_STATUS, LEAD_PERSON, LEAD_CONTACT, LEAD_ID };

#define PLACE_NAMES 3

struct place {
	const char *names[PLACE_NAMES]; /* pipeline_id, pipelineId */
	struct filter_place at;
	const char *sort; /* what it is sorted by; NULL: it cannot be */
	enum lead lead;
};

const struct place *opportunity_place(struct text name); /* or NULL */
/* A filter's `find`: any of these, custom_fields.<id or key>.  Its owner is a struct field_defs. */
bool opportunity_place_find(struct filter *f, struct text name, struct filter_place *out);
/* The same of custom fields only, in a condition that looks up who has such a value. */
bool opportunity_lead_find(struct filter *f, struct text name, struct filter_place *out);

#define ROWS_MAX  10000 /* reached by the number of a page; past it nothing is counted */
#define SORTS_MAX 3

struct sort {
	const struct place *by;
	bool down;
};

struct search {
	struct filter filter;
	struct field_defs defs;
	struct opportunity_mix mix;
	struct text contact, id;
	bool few;     /* the order is made afterwards: no index is tempted to begin with it */
	bool counted; /* nothing but the mix is asked for, so the counters know how many fit */
	bool hidden;  /* what it begins with is spelled out: the tenant must not lead */
	bool after;   /* behind a row of the page before */
	struct sort sorts[SORTS_MAX];
	size_t sort_count;
	int64_t limit, offset, fetch, total;
};

/* What a row is sorted by, as the statement says it. */
const char *search_sort_text(const struct search *s, size_t i);
/* Opens with the order: what was sent, or the newest first. */
enum err search_order_read(struct call *call, struct search *s);
/* Ends the statement: behind which row the page begins, the order, how many. */
enum err search_page_say(struct call *call, struct search *s);

#define HITS_MAX 500

/* A row of the page, and what it is sorted by, as JSON: [1784283980635,"id"]. */
struct hit {
	struct text id, sort;
};

/* Writes "meta"; last: NULL on an empty page. */
void search_meta_put(struct call *call, const struct search *s, const struct hit *last, bool more);

struct details {
	bool notes, tasks, events;
};

/* Writes "opportunities": […] of these, in this order. */
enum err opportunities_put(struct call *call, const struct hit *hits, size_t count,
			   struct details details);

#endif
