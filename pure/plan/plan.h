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
};

/* What the plan asks of the world.  `known` may be asked often and changes nothing. */
struct plan_hooks {
	void *owner;
	enum known (*known)(void *owner, struct text path, struct outcome *out);
	enum known (*want)(void *owner, const struct intent *intent, struct outcome *out);
	bool (*zone)(void *owner, struct text zone, int64_t at_ms, int32_t *offset_s);
	/* What was looked up by name stands for all runs: `known` gives it from now on. */
	void (*keep)(void *owner, struct text path, struct text out);
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
	const struct json *gone; /* ids of custom fields that were deleted, or NULL */
	const struct plan_hooks *hooks;
};

enum plan_end { PLAN_DONE, PLAN_WAITING, PLAN_STOPPED, PLAN_SKIPPED, PLAN_FAILED };
enum plan_end plan_run(const struct plan_job *job, struct text *reason);
/* Through which connection what is looked up by name is asked, when nobody says; *use is left as it
 * is where no step says either.  False: several could be meant. */
bool plan_use(const struct flow *f, struct text connector, struct text *use);
struct text plan_lane(const struct plan_job *job, struct text item); /* the key of its lane */

#endif
