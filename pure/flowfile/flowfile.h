// SPDX-License-Identifier: Apache-2.0
/*
 * A flow as its file says it: read, and held against the rows of the catalogue.
 *
 *	flow_read ─▶ struct flow ─▶ plan/ (what a run does next) ─▶ engine/ (does it)
 *
 * What was read never changes; any thread may use it.
 */
#ifndef GROUNDLEVEL_PURE_FLOWFILE_FLOWFILE_H
#define GROUNDLEVEL_PURE_FLOWFILE_FLOWFILE_H

#include "pure/flowfile/trigger.h"
#include "pure/flowfile/two_way.h"
#include "pure/flowfile/vocabulary.h"
#include "pure/mapping/mapping.h"

#define FLOW_STEPS_MAX	 200
#define FLOW_NESTING_MAX 5
#define FLOW_ITEMS_MAX	 10000
#define FLOW_EFFECTS	 100000 /* of a day, where the file says nothing */
#define FLOW_EFFECTS_MAX 1000000
#define FLOW_QUEUED	 2000 /* likewise */
#define FLOW_QUEUED_MAX	 100000
#define FLOW_SIZE_MAX	 (256 * 1024)
#define FLOW_MORE_MAX	 3

enum when_missing { MISSING_FAIL, MISSING_NULL, MISSING_STOP };
enum on_error { ERROR_STOP, ERROR_CONTINUE, ERROR_SKIP_ITEM, ERROR_DO };
enum on_uncertain { UNCERTAIN_ASK, UNCERTAIN_RETRY, UNCERTAIN_SKIP };

struct step;
struct steps {
	struct step *items;
	size_t count;
};
struct branch {
	struct text value;
	struct steps steps;
};

struct step {
	enum step_kind kind;
	struct text id; /* given, or its place: 2 */
	struct text at; /* do[1], for people */
	struct text word, use;
	bool fields;		 /* the word means the fields of the thing: its meta */
	const struct op *op;	 /* GET by anything but ids: the row that finds; else the row */
	const struct op *find;	 /* gives candidates: NULL where ids are given */
	const struct op *create; /* UPSERT */
	struct vocabulary match;
	const struct mapping *when, *where, *set, *of;
	const struct mapping *in, *key, *value; /* for_each; switch, wait, run: value */
	struct text as;
	struct text fixed; /* stop: why; run: slug; call: class */
	bool until;	   /* wait: value is an instant, not a span */
	int64_t max;
	enum when_missing missing;
	enum on_error on_error;
	int64_t retry_for_ms;
	struct steps then, other; /* then, else; for_each: do; then */
	struct steps handler;	  /* on_error: [ … ] */
	const struct branch *branches;
	size_t branch_count;
};

struct named_mapping {
	struct text name;
	const struct mapping *mapping;
};

struct flow {
	struct text slug, title;
	bool enabled;
	struct trigger on, more[FLOW_MORE_MAX]; /* more: of a sync; first the poll of b */
	size_t more_count;
	const struct flow_sync *sync; /* or NULL */
	const struct mapping *only, *order;
	const struct named_mapping *let;
	size_t let_count;
	struct steps steps, handler;
	size_t step_count;
	int64_t parallel;
	int64_t retry_for_ms;
	enum on_error on_error;
	enum on_uncertain on_uncertain;
	int64_t alert_after, alert_silent_ms; /* 0: not said */
	struct text alert_to;		      /* an address, or flow:NAME */
	int64_t items_max;		      /* of one loop */
	int64_t effects_max;		      /* sent in a day; more goes out on the next */
	int64_t queued_max;		      /* runs under way; past it there is no poll */
	bool history, history_errors;	      /* keep what steps gave; keep it of failures */
	struct vocabulary needs, samples;
	const struct json *bound;   /* what names stand for (integration/flows/bind.c), or NULL */
	const struct json *source;  /* as it was written */
	const struct json *written; /* with a sync as triggers and steps */
	const struct catalogue *catalogue;
};

/* NULL when there is a fault.  The flow borrows from the arena and from the source. */
const struct flow *flow_read(struct arena *a, const struct catalogue *c, struct text source,
			     struct faults *faults);
/* A flow file as plain JSON: comments and trailing commas become blanks, so that places stay. */
struct text flow_plain(struct arena *a, struct text source);
/* By what it hears of that side. */
const struct trigger *flow_trigger(const struct flow *f, int side);
/* The step as it stands in the file. */
const struct json *step_source(const struct flow *f, const struct step *s);
/* Is the thing said by what its operation takes, so that it need not be found first? */
bool step_said(const struct flow *f, const struct step *s);
/* Every step, those inside of others too. */
void flow_steps(const struct steps *steps, void *owner,
		void (*visit)(void *owner, const struct step *s));
/* What the row wants and a poll cannot give is a fault; so is a row that lists nothing. */
void poll_needs(struct faults *faults, const struct trigger *t);

/* --- cron.c: minute hour day month weekday --- */

struct cron {
	uint64_t minute, hour, day, month, weekday; /* bits */
	bool any_day, any_weekday;
};
struct zone;
bool cron_never(const struct cron *c); /* no year has such a day */
bool cron_read(struct text t, struct cron *out, struct text *why);
/* The first instant after this one; INT64_MAX: never. */
int64_t cron_next(const struct cron *c, const struct zone *z, int64_t after_ms);

#endif
