// SPDX-License-Identifier: Apache-2.0
/* Shared by listeners.c and listener.c: one who listens, and all of them. */
#ifndef GROUNDLEVEL_APP_SERVER_LISTENER_H
#define GROUNDLEVEL_APP_SERVER_LISTENER_H

#include "app/server/inside.h"
#include "platform/live/live.h"

#include <pthread.h>

#define KEPT_HEADERS_MAX 12
#define CURSOR_SIZE	 44

struct listener {
	struct listener *next, *before;		/* of its loop; its thread alone */
	struct listener *all_next, *all_before; /* under the lock of all */
	struct listener *arrived;		/* likewise: the next that came to its loop */
	struct call *read;			/* what another thread has read for it, … */
	enum err read_err;			/* … and how that ended */
	struct listeners *all;
	size_t loop;
	struct http_request *request;

	/* what was asked, so that it can be asked again */
	struct text path, query, peer;
	struct header headers[KEPT_HEADERS_MAX];
	size_t header_count;
	char cursor[CURSOR_SIZE];
	struct text who; /* the session, or the token */

	struct live_wish wish;
	struct live_place place;
	bool polls;   /* one reply, when there is something; else a stream */
	bool joined;  /* goes on from the ring */
	bool listed;  /* is in the list of its loop */
	bool reading; /* a call of ours is under way */
	bool turn;    /* it may read a page in this turn */
	bool over;    /* nothing more is told */
	bool ended;   /* the reply has gone */
	int64_t until_us, said_us;

	struct arena *arena; /* of the call that is under way */
	char *page;	     /* what was read, and is yet to be written */
	size_t page_size;    /* 0: nothing */
	bool page_given;     /* it is being written */
	struct live_block *taken[LIVE_TAKEN_MAX];
	size_t taken_count;
	struct text types[]; /* of the wish; behind them lie all the texts */
};

struct listeners {
	struct serve *serve;
	pthread_mutex_t lock;
	struct listener *first;
	size_t count, most;
	struct loop_listeners {
		struct listener *first;	  /* its thread alone */
		struct listener *arrived; /* under lock */
		struct arena *arena;	  /* for a moment */
		int64_t asked_us;	  /* when it was last looked who may still ask */
	} loops[SERVE_LOOPS_MAX];
};

/* listener.c */
struct listener *listener_new(struct listeners *all, struct call *call);
void listener_list(struct listener *l);	 /* in its loop's thread */
void listener_leave(struct listener *l); /* its reply has gone: it goes, when it can */
void listener_place(struct listener *l, struct call *call);
void listener_page_drop(struct listener *l);
void listener_arrive(struct listener *l); /* any thread: to its loop */
/* The same question once more, from where it is now. */
struct call *listener_call(struct listener *l, struct arena *a);
bool listener_still(struct listener *l); /* may whoever asked still ask? */

#endif
