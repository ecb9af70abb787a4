// SPDX-License-Identifier: Apache-2.0
/*
 * The engine of flows: what happened becomes runs, and what runs want is done exactly once.
 *
 *	source ─▶ inbox ─▶ run ─▶ plan (pure) ─▶ effect ─▶ our own tables, or somebody else's server
 *
 * One engine works in each serving process: a thread that takes in what happened, plans runs and
 * does what concerns our own tables, and workers that ask other servers.  Everything that matters
 * is a row; what was acknowledged survives the death of the process at any moment.
 */
#ifndef GROUNDLEVEL_INTEGRATION_ENGINE_ENGINE_H
#define GROUNDLEVEL_INTEGRATION_ENGINE_ENGINE_H

#include "base/core/settings.h"
#include "base/time/clock.h"
#include "integration/connections/connections.h"
#include "platform/invoke/invoke.h"
#include "platform/store/store.h"
#include "pure/flowfile/flowfile.h"

struct flows_config {
	const struct application *app;
	const struct clock *clock;
	size_t workers; /* threads that ask other servers */
};

/* The engine, not yet at work.  Operations find it as call->app->flows. */
struct flow_engine *flows_open(const struct flows_config *config);
enum err flows_start(struct flow_engine *f); /* after store_start */
void flows_stop(struct flow_engine *f);	     /* before store_stop; waits for what is being sent */
void flows_close(struct flow_engine *f);     /* NULL is fine */
struct flows_figures {			     /* since it was started */
	int64_t look_age_ms;		     /* 0: it does not look */
	uint64_t runs_done, runs_failed, effects_done, effects_failed, effects_again;
	uint64_t looks, looks_failed;
};
struct flows_figures flows_figures(const struct flow_engine *f); /* NULL is fine */

/* --- for the operations on flows; in a call's transaction --- */

enum lane { LANE_INTERACTIVE, LANE_EVENT, LANE_POLL, LANE_BACKFILL };

/* A revision, compiled; NULL: it is not there any more, or does not fit this version. */
const struct flow *flow_load(struct call *call, struct text flow_id, int64_t rev);
/* Ids of custom fields of contacts that the location had; NULL: none was ever deleted. */
const struct json *fields_gone(struct call *call, struct text location_id);
/* The names stand for this from now on; before the flow is used by others. */
void flow_bound(struct arena *a, struct flow *f, struct text bound);
/* What the flow looked up by name may be gone: it is looked up anew. */
void flow_lookups_drop(struct call *call, struct text flow_id);

struct run_new {
	struct text flow_id, event_key, lane_key, item;
	int64_t rev, inbox_id;
	int64_t parent, depth; /* of a chain of `run`; 0: nobody's */
	int side;	       /* of a sync */
	enum lane lane;
	bool held;	   /* the flow is switched off for now */
	const char *state; /* NULL: as it comes */
	struct text event; /* what happened (event_json), for flows that say an order */
};
/* 0: there is such a run already.  lane_key becomes what the flow's `order` says. */
int64_t run_insert(struct call *call, struct run_new *n);

/* An event into the inbox; gives its id, or that of the same event that is there already. */
struct inbox_new {
	struct text source_id, item, event_key, kind, payload;
};
int64_t inbox_insert(struct call *call, const struct inbox_new *n, bool *fresh);
/* {"item": …, "change": …, "at": …, "before": …}; before may be empty.  Of what does not fit only
 * the id is in it, and `cut` says so: a run of it fails with that. */
#define EVENT_MAX   ((size_t)2 << 20)
#define EVENT_LARGE "What happened is larger than the 2 MiB that a flow is given"
bool event_fits(struct text item, struct text before);
struct text event_json(struct arena *a, struct text item, const char *change, int64_t at_ms,
		       struct text before);
/* Runs for all flows that the source feeds; missed: but for those that leave out such times. */
enum err inbox_spread(struct call *call, int64_t inbox_id, const struct inbox_new *n, bool missed);

/* --- rights.c: with whose rights a flow acts --- */

#define OWNER_HERE                                                                                 \
	"command-line" /* who has the data in hand: for a location, all of its scopes              \
			*/
#define EVENTS_SCOPE "events.readonly" /* to hear of what no row reads */

/* In SQL, of the revision r: does whoever applied it hold the scope (a token, or one that followed
 * it by rotation; a person; an application)? */
#define RIGHTS_TOKEN(r, and)                                                                       \
	" EXISTS (SELECT 1 FROM token a JOIN token t ON t.family = a.family"                       \
	" WHERE a.id = " r ".author AND t.revoked_at IS NULL"                                      \
	" AND (t.expires_at IS NULL OR t.expires_at > :now)" and                                   \
		")"
#define RIGHTS_PERSON(r, and)                                                                      \
	" EXISTS (SELECT 1 FROM account p LEFT JOIN person_role k ON k.account_id = p.id"          \
	" WHERE p.id = " r ".author AND NOT p.deleted"                                             \
	" AND " PERSON_ENTERS(r ".location_id") and                                                \
		")"
#define RIGHTS_APP(r, and)                                                                         \
	" EXISTS (SELECT 1 FROM install i WHERE i.id = " r ".author AND i.live" and ")"
#define RIGHTS_AMONG(list, scope) list " LIKE '%\"' || " scope " || '\"%'"
#define RIGHTS_BY_TOKEN(r, scope)                                                                  \
	RIGHTS_TOKEN(r, " AND (t.scopes LIKE '%\"*\"%' OR " RIGHTS_AMONG("t.scopes", scope) ")")
#define RIGHTS_BY_PERSON(r, scope) RIGHTS_PERSON(r, " AND " PERSON_HOLDS(scope))
#define RIGHTS_BY_APP(r, scope)	   RIGHTS_APP(r, " AND " RIGHTS_AMONG("i.scopes", scope))
#define RIGHTS_HELD(r, scope)                                                                      \
	"(" r ".author = '" OWNER_HERE "' OR" RIGHTS_BY_TOKEN(r, scope) " OR" RIGHTS_BY_PERSON(    \
		r, scope) " OR" RIGHTS_BY_APP(r, scope) ")"
#define RIGHTS_NONE(r)                                                                             \
	"(" r ".author <> '" OWNER_HERE "' AND NOT" RIGHTS_TOKEN(r, "") " AND NOT" RIGHTS_PERSON(  \
		r, "") " AND NOT" RIGHTS_APP(r, "") ")"
/* Why it may not act any more; NULL: it may. */
#define RIGHTS_LOST(r)                                                                             \
	"(CASE WHEN " RIGHTS_NONE(                                                                 \
		r) " THEN CASE WHEN EXISTS (SELECT 1 FROM"                                         \
		   " account p WHERE p.id = " r ".author) THEN 'Whoever applied this flow may"     \
		   " not enter this location any more: apply it again' ELSE"                       \
		   " 'The token that applied this flow is revoked or has expired: apply "          \
		   "it again' END"                                                                 \
		   " ELSE (SELECT 'The token that applied this flow does not hold the scope '"     \
		   " || min(n.scope) || ' any more: apply it again with one that does' FROM "      \
		   "flow_right n"                                                                  \
		   " WHERE n.flow_id = " r ".flow_id AND n.rev = " r ".rev AND n.sure"             \
		   " AND NOT " RIGHTS_HELD(r, "n.scope") ") END)"

/* --- asks.c: all that a flow's file may ask --- */

struct flow_ask {
	struct text at, use;
	const struct op *op; /* NULL: our own events are heard, and no row reads them */
	bool ours;	     /* asked of ourselves; else of another server */
	bool sure;	     /* else only a run knows */
};
/* call NULL: from the file alone. */
void flow_asks(struct call *call, struct arena *a, const struct flow *f, void *owner,
	       void (*visit)(void *owner, const struct flow_ask *ask));

struct flow_need {
	struct text at;	     /* do[1] */
	const struct op *op; /* what is asked of our own server; NULL: a scope alone */
	struct text scope;   /* that admits; empty: any token */
	bool sure;	     /* else only a run knows */
	bool held;	     /* does `who` hold it, in the right class? */
	bool unproved;	     /* not held for want of his password */
};
/* All that the flow's file asks for, of whoever applies it. */
void flow_needs(struct call *call, const struct flow *f, const struct caller *caller, void *owner,
		void (*visit)(void *owner, const struct flow_need *need));
/* Revision rev of :flowId acts with what its file needs of these rights. */
void flow_rights_keep(struct call *call, const struct flow *f, const struct caller *caller,
		      int64_t rev);
/* Whoever a revision acts as.  *lost: why it may not act any more, or empty. */
const struct caller *flow_caller(struct call *call, struct text flow_id, int64_t rev,
				 struct text *lost);
/* May that revision start :otherFlow, revision :otherRev?  False: *why is a sentence. */
bool flow_rights_reach(struct call *call, struct text flow_id, int64_t rev, struct text *why);
/* --- sources.c, moves.c: what people ask of sources and runs --- */

/* :flowId looks at what its trigger names from now on. */
void flow_subscribe(struct call *call, const struct flow *f);
bool flow_is_subscribed(struct call *call); /* does :flowId look at anything? */
/* The poll :sourceId looks soon, but not within apart_ms of the last time. */
void source_wake(struct call *call, int64_t apart_ms);
/* The run :shownRun goes on where it failed, or does all of it once more; with the revision that
 * counts now. */
void run_again(struct call *call, bool repeat, bool current);
/* Of :flowId: what has not begun is held; what is held goes on, or is let go. */
void runs_hold(struct call *call);
void runs_release(struct call *call, bool let_go);
/* :decision, of that :kind about :ref, is :choice; with :result. */
void decision_take(struct call *call);

/* :flowId was applied anew: runs that waited for rights go on with revision rev. */
void flow_unpark(struct call *call, int64_t rev, bool enabled);

/* The next time that a schedule names; INT64_MAX: never. */
int64_t schedule_next(struct arena *a, struct text word, struct text zone, int64_t after_ms);

/* What the trigger looks at, asked once (trial.c).  In a handler `begin`, which asks our own
 * tables itself; where there is a connection then, `ask`, in a thread that may wait.  `why` is one
 * sentence when it cannot be looked at, else empty. */
struct flow_trial {
	const struct flow *flow;
	const struct trigger *on;      /* of a sync: of the side that somebody else is asked for */
	struct connection *connection; /* NULL: nobody else is asked */
	struct remote_answer answer;
	struct text why;
};
enum err flow_trial_begin(struct call *call, const struct flow *f, struct flow_trial *out);
void flow_trial_ask(struct call *call, struct flow_trial *t);

/* What a flow would do with all that its poll lists (preview.c): in a thread that may wait, with
 * call->job the preview.  Of each item the strongest that was found counts. */
enum preview_found { PREVIEW_LEFT, PREVIEW_SAME, PREVIEW_UNCLEAR, PREVIEW_CHANGED, PREVIEW_MADE };
#define PREVIEW_SAMPLES 20
#define PREVIEW_SHOWN	5 /* of a whole list */
#define PREVIEW_USES	8
struct preview_sample {
	struct text item, named, asks, title, field;
	struct text before, after; /* JSON; of a reason: after */
};
struct preview_use {
	struct text use, error;
	struct connection *connection;
	bool ours;
	double rate;		/* requests a second; 0: as fast as it goes */
	int64_t asked, planned; /* requests that were made; that runs would make to write */
	int64_t last_ms;
};
struct told_fact;
struct preview_link;
struct preview_looked;
struct preview {
	struct call *call;
	const struct flow *flow;
	int64_t items_max;
	int64_t items, requests, counts[PREVIEW_MADE + 1];
	bool complete;	   /* all of the list was looked at */
	struct text error; /* or why it cannot be read */
	struct preview_sample samples[PREVIEW_SAMPLES], reasons[PREVIEW_SAMPLES];
	size_t sample_count, reason_count, use_count, sample_max;
	struct preview_use uses[PREVIEW_USES];
	/* NULL, or where it is told of each item what each step would do (a list is open) */
	struct json_out *trace;
	const struct json *item_said; /* NULL, or the one item that is planned, and no list */
	/* while it goes on */
	int side; /* of a sync */
	struct preview_link *links;
	struct preview_looked *looked;
	bool linked; /* the item */
	struct http_client *client;
	int64_t began_ms;
	struct text item, named; /* its id, and what people know it by */
	enum preview_found found;
	struct told_fact *facts, *kept;
	struct preview_use *asked_use;
	struct preview_answer *answer;
};
struct preview_answer;
void flow_preview_go(struct preview *p);

/* --- pure --- */

/* The operation that asks for one item of this list by its id, or NULL. */
const struct op *op_single(const struct catalogue *c, const struct op *list);
/* Keys sorted at every level, numbers as written, compact. */
struct text canonical(struct arena *a, const struct json *v);
#define SUM_HEX 65
void sum_hex(const struct text *parts, size_t count, char out[SUM_HEX]); /* SHA-256 */

#endif
