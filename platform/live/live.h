// SPDX-License-Identifier: Apache-2.0
/*
 * What happens, for those who listen just now.
 *
 *	a commit ──▶ one thread reads the log of events from where it was ──▶ a ring of frames
 *	                                   `nudge` ──▶ event loops take what each listener wants
 *
 * Each event is written once, as the lines of a stream of server-sent events, and shared by all who
 * want it.  The ring is short and never waits for anybody: whoever was too slow for it is told that
 * he is behind, reads the log by his cursor, and joins again (live_join).  Behind a cursor nothing
 * is left out and nothing comes twice.
 *
 * The thread reads only while somebody listens; other processes' events (PostgreSQL) it finds by
 * looking every 50 ms.
 */
#ifndef GROUNDLEVEL_PLATFORM_LIVE_LIVE_H
#define GROUNDLEVEL_PLATFORM_LIVE_LIVE_H

#include "platform/store/store.h"

struct live;

struct live *live_open(const struct application *app, const struct clock *clock);
/* Before anybody listens: who is told that there is something new, or that a while has passed. */
void live_nudges(struct live *live, void (*nudge)(void *owner), void *owner);
enum err live_start(struct live *live); /* after store_start */
void live_stop(struct live *live);	/* before store_stop */
void live_close(struct live *live);	/* NULL is fine */

/* Somebody more listens, or less. */
void live_enter(struct live *live);
void live_leave(struct live *live);

/* Whose events, and of which types (none: all). */
struct live_wish {
	struct text location_id; /* empty: all of the company */
	struct text company_id;
	const struct text *types;
	size_t type_count;
	bool thin;  /* what it is about, but not how it is now */
	bool named; /* with its type as the name of the event */
};
struct live_place {
	int64_t xid, seq; /* the last that was seen */
	uint64_t at;	  /* in the ring, once joined */
};

struct live_block;
#define LIVE_TAKEN_MAX 64
struct live_taken {
	struct live_block *blocks[LIVE_TAKEN_MAX]; /* held: live_release */
	struct text frames[LIVE_TAKEN_MAX];
	size_t count;
	bool behind; /* the ring has lost what would have been next */
};

/* Whoever has read the log up to his place goes on from the ring.  False: it does not reach back so
 * far (or nobody has read anything into it yet): he reads on, or waits for a nudge. */
bool live_join(struct live *live, struct live_place *place);
/* Takes what is next, of about 256 KiB at most.  The place moves on behind it. */
void live_take(struct live *live, struct live_place *place, const struct live_wish *wish,
	       struct live_taken *taken);
/* Is there something, without taking it? */
bool live_any(struct live *live, struct live_place *place, const struct live_wish *wish,
	      bool *behind);
void live_release(struct live_block *block);

/* Something that passes and is not kept: told to those who listen to this process now. */
void live_pass(struct live *live, struct text company_id, struct text location_id, const char *type,
	       struct text json);

/* --- the lines of one event --- */

/* Rows that live_frame reads have these columns; EventSeen is their shape. */
#define LIVE_COLUMNS                                                                               \
	"SELECT xid, seq, id, xid || '.' || seq AS cursor, type, location_id, company_id, at,"     \
	" payload"

/* Adds the row as one event to the reply, which is no JSON object of ours (`raw`). */
struct live_frame {
	const struct shape *shape; /* EventSeen */
	bool thin, named;
};
void live_frame_put(struct call *call, struct rows *r, const struct live_frame *f);

#endif
