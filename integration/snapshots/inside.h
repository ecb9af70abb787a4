// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_INTEGRATION_SNAPSHOTS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_SNAPSHOTS_INSIDE_H

#include "integration/snapshots/snapshots.h"
#include "platform/invoke/invoke.h"

#define THINGS_MAX   10000 /* of a snapshot */
#define UNMAPPED_MAX 50	   /* places that are told of, of a thing */
#define REF_MAKE     "make "
#define REF_PUSH     "push "
#define REF_DROP     "drop "

const struct snapshot_row *row_named(struct call *call, struct text kind); /* or NULL */

/* --- listing.c: asking rows as a location --- */

/* The operation with what it always wants and these; `thing` (may be empty) says which. */
enum err thing_ask(struct call *call, const struct snapshot_ask *ask, struct text thing,
		   struct text body, struct invoked *told);
/* The thing within a reply; NULL: there is none. */
const struct json *reply_thing(struct call *call, const struct snapshot_row *row,
			       const struct op *op, struct text body);

struct listed {
	struct text id, known_by, name;
	struct text within; /* in which thing it is, as its row says it; or empty */
	const struct json *thing;
};
struct listing {
	struct listed *at;
	size_t count;
};
/* All that a location (:locationId) has of a kind, at most THINGS_MAX; refuses past them. */
enum err things_list(struct call *call, const struct snapshot_row *row, struct listing *out);
/* As it is now, whole; NULL: it is gone, or the call is over. */
const struct json *thing_whole(struct call *call, const struct snapshot_row *row,
			       const struct listed *one);
struct text thing_id(const struct snapshot_row *row, const struct json *thing);

/* --- body.c: what is sent to make it --- */

/* Of a thing as it was read; no id in it is changed. */
struct text body_take(struct call *call, const struct snapshot_row *row, const struct json *thing,
		      struct text within);

enum body_use { BODY_MAKE, BODY_CHANGE, BODY_COMPARE };
struct body_writing {
	enum body_use use;
	/* What is called so at the origin is called so here; false: nobody knows it.  NULL: what
	 * stands there stays. */
	bool (*here)(void *of, struct text kind, struct text origin, struct text *id);
	void *of;
	const struct json *there;	    /* BODY_CHANGE: it as it is, for the ids of its parts */
	struct text unmapped[UNMAPPED_MAX]; /* out: places that were left empty */
	size_t unmapped_count;
};
struct text body_write(struct call *call, const struct snapshot_row *row, const struct json *body,
		       struct body_writing *w);

/* --- place.c: what becomes of one thing in a location --- */

struct push {
	struct text id, location_id, company_id, snapshot_id, mode;
	int64_t version, things;
	bool dry;
	struct push_told *told; /* what its report says, to be kept later; or NULL */
};
/* A line of the report. */
struct push_line {
	int64_t n;
	struct text kind, origin, name, id, outcome, why, unmapped;
};
struct push_told {
	struct arena *arena;
	struct push_line *lines;
	size_t count;
};
enum err line_keep(struct call *call, const struct push *push, const struct push_line *line);
struct push_step {
	const struct push *push;
	int64_t n; /* this one */
	const struct snapshot_row *row;
	const struct listing *there;
	bool gone; /* out: it is not as it was, nothing was done */
};
/* In a transaction of the location. */
enum err thing_place(struct call *call, struct push_step *step);

/* --- push.c, make.c: what the job does --- */

enum job_end make_run(struct job_turn *turn, struct text snapshot, struct text *why);
enum job_end push_run(struct job_turn *turn, struct text push, struct text *why);
enum job_end drop_run(struct job_turn *turn, struct text snapshot, struct text *why);
struct call *call_fresh(const struct call *like, struct arena *a);
/* A job of that ref, for :locationId. */
int64_t snapshot_job(struct call *call, const char *what, struct text id);
/* Loads the company's :snapshotId, or refuses. */
enum err snapshot_need(struct call *call);
/* A push of what snapshot_need loaded, to :pushLocation; makes :pushId. */
enum err push_begin(struct call *call, struct text location, struct text mode, bool dry);
enum err snapshot_reply(struct call *call);

/* --- status.c, share_page.c: what is shared --- */

/* By the word of an address: :sharedName, :sharedSnapshot …; or refuses. */
enum err shared_need(struct call *call, struct text word);
#define SHARED_KINDS                                                                               \
	"SELECT kind, count(*) AS count /* grows: at most 10000 */ FROM snapshot_thing"            \
	" WHERE snapshot_id = :sharedSnapshot AND version = :sharedVersion GROUP BY kind"          \
	" ORDER BY min(n)"

#endif
