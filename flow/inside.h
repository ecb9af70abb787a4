// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: a flow as it was read, and how a run is thought through.
 *
 *	file.c steps.c ─▶ struct flow ─ check.c ─▶ what is wrong with it
 *	                      └──────── plan.c (pure) ─▶ intents ─ run.c, work.c ─▶ done
 */
#ifndef GROUNDLEVEL_FLOW_INSIDE_H
#define GROUNDLEVEL_FLOW_INSIDE_H

#include "flow/flow.h"
#include "map/map.h"

#define FLOW_STEPS_MAX	 200
#define FLOW_NESTING_MAX 5
#define FLOW_ITEMS_MAX	 10000
#define FLOW_SIZE_MAX	 (256 * 1024)
#define MINUTE_MS	 ((int64_t)60 * 1000)
#define HOUR_MS		 (60 * MINUTE_MS)
#define DAY_MS		 (24 * HOUR_MS)

/* --- what is wrong, in plain words with a place --- */

struct fault {
	struct text at; /* do[1].set.level */
	struct text why;
};
struct faults {
	struct arena *arena;
	struct fault *items;
	size_t count, room;
};
void fault_add(struct faults *f, struct text at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The nearest of the names, or NULL when none is near. */
const char *name_near(struct text name, const char *const *names); /* ends with NULL */
struct text name_nearest(struct text name, const struct text *names, size_t count);

/* --- a flow, as it was read --- */

enum trigger_kind { TRIGGER_EVENT, TRIGGER_POLL, TRIGGER_HOOK, TRIGGER_SCHEDULE, TRIGGER_MANUAL };

struct words {
	const struct text *items;
	size_t count;
};

struct trigger {
	enum trigger_kind kind;
	struct text word; /* highlevel.contact.updated, accessally-form, 0 7 * * mon-fri */
	struct text use, of;
	struct text topic;    /* event: contact.updated, record.saved */
	struct text listed;   /* event: what is polled where we cannot listen: highlevel.contact */
	struct text part;     /* of contact.tag.updated: tags */
	struct text resource; /* what the item is called in expressions */
	struct words watch;
	int64_t every_ms; /* poll, or the backstop */
	struct text zone;
	bool skip_missed; /* schedule */
	bool start_all;
	struct text secret, header; /* hook: name of the secret and the header with the HMAC */
	int64_t same_ms;	    /* hook: so long the same body, without an id, is one event */
	const struct op *op;	    /* poll: the row that lists; event: likewise, or NULL */
};

enum step_kind {
	STEP_GET,
	STEP_LIST,
	STEP_PUT,
	STEP_POST,
	STEP_UPSERT,
	STEP_DELETE,
	STEP_ADD,
	STEP_REMOVE,
	STEP_CALL,
	STEP_FOR_EACH,
	STEP_IF,
	STEP_SWITCH,
	STEP_SET,
	STEP_WAIT,
	STEP_RUN,
	STEP_STOP,
};
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
	const struct op *op;	 /* GET by anything but ids: the row that finds; else the row */
	const struct op *find;	 /* gives candidates: NULL where ids are given */
	const struct op *create; /* UPSERT */
	struct words match;
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
	struct trigger on;
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
	bool history, history_errors;	      /* keep what steps gave; keep it of failures */
	struct words needs, samples;
	const struct json *bound; /* what names stand for (bind.c), or NULL */
	const struct json *source;
	const struct catalogue *catalogue;
};

struct read_job {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct faults *faults;
	size_t steps, depth;
};

/* NULL when there is a fault.  The flow borrows from the arena and from the source. */
const struct flow *flow_read(struct arena *a, const struct catalogue *c, struct text source,
			     struct faults *faults);
/* The step as it stands in the file. */
const struct json *step_source(const struct flow *f, const struct step *s);
/* The names stand for this from now on; before the flow is used by others. */
void flow_bound(struct arena *a, struct flow *f, struct text bound);
bool steps_read(struct read_job *job, const struct json *list, struct text at, struct steps *out);
const struct mapping *mapping_read(struct read_job *job, const struct json *v, struct text at);
const struct mapping *fields_mapping_read(struct read_job *job, const struct json *v,
					  struct text at);
bool span_read(struct text t, int64_t *ms); /* 15m, 6h, 2d, 30s */
/* What the row that lists wants, and a poll cannot give, is a fault. */
void poll_needs(struct faults *faults, const struct trigger *t);
/* Every key of the map is one of the names (which end with NULL)? */
bool keys_check(struct read_job *job, const struct json *map, struct text at,
		const char *const *names);
struct text place(struct arena *a, struct text at, const char *more);

/* --- words.c: what the names of resources stand for --- */

struct word_sense {
	struct text connector; /* highlevel is ours: empty */
	struct text resource;  /* contact.tags */
};
bool word_read(struct text word, struct word_sense *out);
bool word_is_fields(struct text word); /* what is set are fields of a member: its meta */
/* The row for this verb and resource; NULL: there is none, and a fault says what is near. */
const struct op *word_op(struct read_job *job, enum step_kind kind, struct text word,
			 struct text at);
const struct op *op_find(const struct catalogue *c, struct text connector, const char *name);
/* What finds one such thing: contact, contact.note; NULL: nothing does. */
const struct op *op_finding(const struct catalogue *c, struct text connector, struct text resource);
/* What shows whether this creation was done; NULL: nothing does. */
const struct op *op_seeing(const struct catalogue *c, const struct op *create);
bool op_takes(const struct op *op, const char *name); /* path, query or body has it */
const struct field *op_param(const struct op *op, struct text name);
/* In the reply, the member that is the thing itself (or the list of things); NULL: all of it. */
const char *op_inner(const struct op *op, bool list);
struct text inner_source(struct arena *a, const struct op *op, bool list, struct text body);
/* pets is custom_objects.pets; what is standard, or an id, is as it is. */
struct text object_key(struct arena *a, struct text of);
char effect_letter(const struct catalogue *c, const struct op *op, bool ours,
		   bool keyed); /* L K N R U */
/* An operation in a row of the data: its name, or the method and path of a `call`. */
struct text op_word(struct arena *a, const struct op *op);
const struct op *op_of_word(struct arena *a, const struct catalogue *c, struct text connector,
			    struct text word);			 /* NULL: not in this version */
bool text_agrees(struct arena *a, struct text x, struct text y); /* but for case, or instants */
struct op *op_raw(struct arena *a, struct text method, struct text path);
bool topic_find(const struct catalogue *c, struct text topic); /* does any event answer to it? */
bool topic_meets(struct text topic, struct text type, const char **change);
bool topic_takes(struct text topic, struct text change); /* created, updated, deleted */
struct text topic_near(const struct catalogue *c, struct arena *a, struct text topic);

/* --- plan.c: pure --- */

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
	const struct flow *flow;
	const struct json *event; /* {"item", "change", "before", "at", "source"} */
	int64_t now_ms;		  /* when the run began: now() of expressions */
	int64_t at_ms;		  /* the time: waits begin here */
	struct text location;
	const struct plan_hooks *hooks;
};

enum plan_end { PLAN_DONE, PLAN_WAITING, PLAN_STOPPED, PLAN_SKIPPED, PLAN_FAILED };
enum plan_end plan_run(const struct plan_job *job, struct text *reason);
struct text plan_lane(const struct plan_job *job, struct text item); /* the key of its lane */

/* --- request.c: pure --- */

/* method, path with query, and body, for our own server. */
bool flow_request(struct arena *a, const struct op *op, struct text input, struct text location,
		  struct auth_asking *out, struct text *why);

/* Our own server has such a thing already: it is taken for what was to be made, where its id is
 * said or the operation may as well be done twice; as with another server.  *out: what is there. */
bool flow_adopt(struct arena *a, const struct op *op, const struct auth_told *told,
		struct text *out);

/* --- canon.c --- */

/* Keys sorted at every level, numbers as written, compact. */
struct text canonical(struct arena *a, const struct json *v);
#define SUM_HEX 65
void sum_hex(const struct text *parts, size_t count, char out[SUM_HEX]); /* SHA-256 */
void sum_key(const struct text *parts, size_t count, char out[33]);	 /* 32 letters of it */
/* The parts of the value that these paths name, in its own form (of a list the items with that id
 * or key); all of it without volatile members when there are none. */
struct text projection(struct arena *a, const struct json *v, struct words watch);

/* --- pace.c: pure --- */

struct pace {
	int64_t window_start, used, max, interval_ms, slow_until;
	int64_t daily_left, daily_reset;
	int64_t fails, open_ms, open_until;
};
struct pace_news {
	int64_t max, remaining, interval_ms, daily_left, daily_reset_ms; /* -1: not said */
	bool flood, quota; /* too many now, too many today */
	bool broken;	   /* no answer, or a fault of the other side */
};
/* 0: something of this lane may be sent now; else when. */
int64_t pace_when(const struct pace *p, int lane, int64_t now_ms);
void pace_sent(struct pace *p, int64_t now_ms);
void pace_heard(struct pace *p, const struct pace_news *news, int64_t now_ms, uint32_t random);
/* How long until the next try: full jitter, never less than the other side asks for. */
int64_t retry_wait(int64_t tries, int64_t server_ms, uint32_t random);

/* --- cron.c: pure --- */

struct cron {
	uint64_t minute, hour, day, month, weekday; /* bits */
	bool any_day, any_weekday;
};
struct zone;
bool cron_read(struct text t, struct cron *out, struct text *why);
/* The first instant after this one; INT64_MAX: never. */
int64_t cron_next(const struct cron *c, const struct zone *z, int64_t after_ms);

#endif
