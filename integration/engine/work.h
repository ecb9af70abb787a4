// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the workers: an effect that was claimed, and what is made of the answer.
 */
#ifndef GROUNDLEVEL_INTEGRATION_ENGINE_WORK_H
#define GROUNDLEVEL_INTEGRATION_ENGINE_WORK_H

#include "integration/engine/inside.h"

/* One effect, taken by this worker and nobody else. */
struct claim {
	int64_t id, run_id, tries, lane, give_up_at, due;
	struct text location_id, path, idem, connection, op_word, request, class;
	bool doubtful;
	bool fresh; /* rests on what was read: it is sent once, and soon, or not at all */
	bool later; /* it may not be sent today */
};

/* What is to become of it. */
enum verdict { VERDICT_DONE, VERDICT_AGAIN, VERDICT_FAILED, VERDICT_UNCERTAIN };

struct heard {
	enum verdict verdict;
	const struct op *op;
	struct connection connection;
	struct remote_answer answer;
	struct text out;   /* JSON, when done */
	struct text error; /* else one sentence */
	bool doubtful;	   /* it may have been done */
	bool asked;	   /* a request went out */
	bool unsent;	   /* it was not its turn after all: no reason to give up */
	bool unkept;	   /* it was answered, but what follows from that could not be kept */
	bool list;
	int64_t wait_ms;
	int64_t asked_ms; /* the other side wants to be left alone for so long */
};

struct worker {
	struct worker_context *worker;
	struct http_client *client;
};

struct settling {
	const struct claim *claim;
	struct heard *heard;
};

enum err settle_run(struct call *call); /* store_transaction_data: struct settling */
/* Keeps what was heard, and what follows from it: in a transaction of its own. */
void heard_settle(struct worker *w, struct arena *a, struct settling *s);
/* The class of the effect, for this connection. */
char letter_of(const struct claim *c, const struct heard *h);

/* What to think of an answer; pure. */
enum verdict verdict_of(const struct op *op, char letter, const struct remote_answer *answer,
			bool *doubtful);
/* Was it done already?  Asks the list that the look names.  True: it is there, *out is it; *failed:
 * it could not be looked. */
bool look_before(struct worker *w, struct arena *a, const struct claim *claim, struct heard *heard,
		 bool *failed);

/* limits.c: may the flow of the effect that is taken (:effectId) send today?  Counts it; when not,
 * it is due tomorrow. */
bool limits_send(struct call *call, const struct claim *c);
/* :effectId of :runId was taken and is not sent after all: if it was counted for that, on the day
 * of the taking, it is not any more. */
void limits_unsent(struct call *call);
/* Does its flow still have the rights it was applied with?  When not, its run waits for them. */
bool rights_send(struct call *call, const struct claim *c);
/* May the source be polled?  When a flow of it has too much under way, it is looked at later. */
bool limits_poll(struct call *call, struct text source_id);
/* Is there something to send now?  Reads. */
bool work_waits(struct call *call);
/* What was just sent may not be found yet: searches of HighLevel lag behind.  So long after the
 * sending it is looked for; 0: at once. */
int64_t look_wait_ms(const struct catalogue *c, const struct op *create);
#define POLL_OVERLAP_MS (2 * MINUTE_MS)

void told_effect(struct flow_engine *f, const struct claim *c, const struct heard *h);
/* poll.c: one poll that is due; false: there was none. */
bool poll_one(struct worker *w, struct arena *a);
/* The pace of a connection, kept: in a call that writes. */
void pace_load(struct call *call, struct text connection, bool highlevel, struct pace *out);
void pace_save(struct call *call, const struct pace *p);
/* How the connection is now, with the time of a long pause that it has asked for. */
enum err pace_note(struct call *call, struct text connection_id, const struct pace *p,
		   const struct remote_answer *answer);
struct pace_news news_of(const struct remote_answer *answer);

#endif
