// SPDX-License-Identifier: Apache-2.0
/*
 * What a run does next.  Pure: the world is asked only through the hooks.
 *
 * The walk along the steps begins anew each time; what is known is passed, what is not is wanted,
 * and everything between is computed again.  So a run that was interrupted anywhere goes on from
 * what is known.
 */
#ifndef GROUNDLEVEL_PURE_PLAN_PLAN_H
#define GROUNDLEVEL_PURE_PLAN_PLAN_H

#include "pure/flowfile/flowfile.h"

enum known { KNOWN_NOT, KNOWN_DONE, KNOWN_FAILED, KNOWN_SKIPPED, KNOWN_PENDING };

struct outcome {
	struct text out;   /* JSON, when done */
	struct text error; /* one sentence, when failed */
};

enum intent_kind { INTENT_ASK, INTENT_WAIT, INTENT_RUN };
struct intent {
	enum intent_kind kind;
	struct text path;
	const struct step *step;
	const struct op *op;
	bool list; /* what comes is a list of things */
	struct text use;
	struct text input; /* JSON map; RUN: the item */
	int64_t due_ms;	   /* WAIT */
	bool fresh;	   /* it rests on what was just read: where it fails, that is read again */
};

/* Two things that are kept alike, as they were when that was last agreed. */
struct sync_link {
	struct text id; /* empty: not kept yet */
	struct text ids[2], lane;
	int64_t version;
	struct text shadow; /* {"firstName=first_name|": ["Ann", "Ann"]}: what each side had */
	struct text note;   /* what a side refused or altered */
	int64_t wrote_from, wrote;
	bool gone; /* one of them has gone, and is not brought back for a while */
	bool told; /* (a preview) it was looked at from the other side already */
};

/* What the plan of a sync asks of the world. */
struct sync_hooks {
	void *owner;
	bool (*find)(void *owner, int side, struct text id, struct sync_link *out);
	/* False: somebody else has changed it meanwhile, or one of the two is linked already. */
	bool (*keep)(void *owner, const struct sync_link *link);
	/* Would this one be too many that go?  Where it is not, it counts as going from now on:
	 * many are asked about at once, and none of them has gone yet. */
	bool (*brakes)(void *owner, struct text link_id);
	bool (*ours)(void *owner, struct text use);
	void (*wrote)(void *owner, int side, struct text id); /* its echo must not be missed */
	/* A person: PENDING until there is an answer; retry, skip, a, b. */
	enum known (*ask)(void *owner, struct text path, struct text why, struct text *choice);
};

/* What the plan asks of the world.  `known` may be asked often and changes nothing. */
struct plan_hooks {
	void *owner;
	enum known (*known)(void *owner, struct text path, struct outcome *out);
	enum known (*want)(void *owner, const struct intent *intent, struct outcome *out);
	bool (*zone)(void *owner, struct text zone, int64_t at_ms, int32_t *offset_s);
	/* What was looked up by name stands for all runs: `known` gives it from now on. */
	void (*keep)(void *owner, struct text path, struct text out);
	const struct sync_hooks *sync; /* NULL: nothing is linked, and nobody is asked */
};
#define LOOKUP_PATH "lookup[" /* so begin the paths of what is looked up */

struct plan_job {
	struct arena *arena;
	const struct catalogue *catalogue; /* knows which members are days; may be NULL */
	const struct flow *flow;
	const struct json *event; /* {"item", "change", "before", "at", "source"} */
	int64_t now_ms;		  /* when the run began: now() of expressions */
	int64_t at_ms;		  /* the time: waits begin here */
	struct text location;
	int side;		 /* of a sync: which side this is about */
	const struct json *gone; /* ids of custom fields that were deleted, or NULL */
	const struct plan_hooks *hooks;
};

enum plan_end { PLAN_DONE, PLAN_WAITING, PLAN_STOPPED, PLAN_SKIPPED, PLAN_FAILED };
enum plan_end plan_run(const struct plan_job *job, struct text *reason);
/* Through which connection what is looked up by name is asked, when nobody says; *use is left as it
 * is where no step says either.  False: several could be meant. */
bool plan_use(const struct flow *f, struct text connector, struct text *use);
struct text plan_lane(const struct plan_job *job, struct text item); /* the key of its lane */
/* Of a sync: by what both sides know the thing; empty: it does not say. */
struct text plan_match(const struct plan_job *job);

#endif
