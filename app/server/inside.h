// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the server's state, and how a reply is made.
 */
#ifndef GROUNDLEVEL_APP_SERVER_INSIDE_H
#define GROUNDLEVEL_APP_SERVER_INSIDE_H

#include "app/server/server.h"
#include "base/core/log.h"
#include "base/core/settings.h"
#include "base/time/clock.h"
#include "integration/engine/engine.h"
#include "platform/blobs/blobs.h"
#include "platform/jobs/jobs.h"

#define SERVE_LOOPS_MAX 64
#define TALLY_BOUNDS	15
#define TALLY_STATUSES	21

/* What one event loop has answered, by operation; the last is of those that are none. */
struct tally {
	size_t count;
	struct tally_op {
		_Atomic uint64_t bounds[TALLY_BOUNDS + 1], statuses[TALLY_STATUSES], sum_us;
	} ops[];
};

struct serve {
	struct serve_config config;
	struct http_server *http;
	struct store_connection *connections[SERVE_LOOPS_MAX]; /* one for each event loop */
	_Atomic(struct tally *) tallies[SERVE_LOOPS_MAX];      /* NULL: not open yet */
	struct log_batch *batches[SERVE_LOOPS_MAX];
	struct pulse *pulse;
	int64_t opened_us;
	struct listeners *listeners;
	atomic_bool stopping;
};

/* tally.c */
struct tally *tally_open(const struct catalogue *c);
/* In the loop's thread: it was answered. */
void request_note(struct serve *s, struct call *call, size_t loop, int status);
void tally_put(const struct serve *s, struct buffer *b);

/* listeners.c: who has asked for what has yet to happen */
struct listeners *listeners_open(struct serve *s);
void listeners_close(struct listeners *all);
/* Does the reply of this call go on, or wait?  ERR_PENDING: then it is theirs. */
enum err listeners_take(struct call *call);
void listeners_nudged(void *owner, size_t loop); /* in the loop's thread */

/* pulse.c: how the server is, found out by asking */
#define FINDING_TEXT	240
#define FINDING_REASONS 6
struct finding {
	int64_t at_us;			      /* 0: nothing was asked yet */
	int64_t write_us, read_us, disk_free; /* -1: not a disk of ours */
	int64_t events, decisions, runs_open, effects_open, lag_ms, paused;
	int64_t jobs_lag_ms[JOB_KINDS_MAX]; /* by the kinds of the queue */
	struct flows_figures flows;
	struct store_figures store;
	char reasons[FINDING_REASONS][FINDING_TEXT]; /* why it is not well */
	size_t reason_count;
};
struct teller {
	enum err (*tell)(struct call *call, const struct finding *f);
};
/* Told at once, or ERR_PENDING and then from another thread. */
enum err pulse_ask(struct call *call, const struct teller *teller);
struct pulse *pulse_open(struct serve *s);
void pulse_start(struct pulse *p); /* after store_start */
void pulse_stop(struct pulse *p);  /* before store_stop */
void pulse_close(struct pulse *p);

/* The head of the answer that a call has earned, and its body; done with the call's caller. */
struct http_answer answer_of(struct call *call, enum err e);
/* One request, from HTTP bytes to its reply. */
void answer_request(void *owner, struct http_request *request);
/* Its head alone; false: it is refused with *no. */
bool answer_head(void *owner, struct http_request *request, struct http_answer *no);

/* Pages of other origins: is this the question whether they may ask?  Then the headers of its
 * answer are there. */
bool cors_preflight(struct call *call);
bool cors_asks(const struct call *call); /* the same, adding nothing */
/* Adds to a reply what lets a page of another origin read it. */
void cors_allow(struct call *call);

/* console.c: the pages that the program carries.  Is one of them asked for? */
bool console_asks(const struct call *call);
bool console_carried(const struct serve *s); /* are there any? */
/* Its status, headers and body. */
int console_make(struct call *call, struct text *body);

/* file.c: a reply that is a file.  Opens it, and says with status and headers what of it is sent;
 * for a file_answer that follows in any case. */
enum err file_open(struct call *call, struct http_held *held);
void file_answer(struct call *call, struct http_held *held, struct http_answer *answer);
enum ranged { RANGE_WHOLE, RANGE_PART, RANGE_NONE };
enum ranged range_read(struct text said, int64_t size, int64_t *from, int64_t *count);

/* Makes the body of the reply that the call has earned; returns its status. */
int reply_make(struct call *call, enum err e, struct text *body);
/* The body for a request that never became a call. */
struct text reply_complaint(void *owner, struct arena *a, int status, const char *reason);

#endif
