// SPDX-License-Identifier: Apache-2.0
/*
 * Workers: many connections, each call a transaction of its own.
 *
 * A call that loses a race against another transaction is undone, made as it was, and performed
 * again; so is one whose connection turned out to be dead before anything could be committed.  When
 * the connection dies during the commit nobody knows whether it was written, and the caller is
 * told.
 */
#include "store/inside.h"

#include "base/id.h"
#include "base/log.h"

#include <unistd.h>

#define TRIES	 6
#define PAUSE_US 2000 /* after the first lost race; twice as long each time */

static enum outcome commit(struct call *call, struct link *l)
{
	enum outcome o = l->engine->commit(l->db);

	if (o == OUTCOME_LOST || o == OUTCOME_MUTE) {
		l->trouble = o;
		refuse(call, o == OUTCOME_LOST ? ERR_BROKEN : ERR_AWAY,
		       "the database went away: it is not known whether this was"
		       " written");
	} else if (o != OUTCOME_DONE) {
		if (o != OUTCOME_RACE)
			log_say(LOG_ERROR, ROOM, "a commit failed error=\"%s\"",
				l->engine->complaint(l->db));
		store_refuse(call, o);
		l->trouble = o;
	}
	return o;
}

/* Once; *again: nothing was done, and another attempt may succeed. */
static enum err attempt(struct call *call, struct link *l, bool *again)
{
	bool writes = !call->op->reads;

	*again = false;
	call->link = l;
	l->trouble = OUTCOME_DONE;
	if (!link_need(l, call))
		return call->err;
	enum outcome o = writes ? l->engine->begin(l->db, true) : OUTCOME_DONE;
	if (o != OUTCOME_DONE) {
		*again = o == OUTCOME_LOST;
		return store_refuse(call, o);
	}
	if (!writes)
		since_tell(call, l);
	enum err e = perform_run(call, l, store_run);
	*again = l->trouble == OUTCOME_RACE || l->trouble == OUTCOME_LOST;
	if (!e && writes) {
		o = commit(call, l);
		e = call->err;
		*again = o == OUTCOME_RACE;
	}
	if (e && writes && l->engine->within(l->db))
		l->engine->rollback(l->db);
	return e;
}

static void pause_random(int tries)
{
	uint16_t some;

	id_random(&some, sizeof(some));
	usleep((useconds_t)((PAUSE_US << tries) * (some % 100 + 50) / 100));
}

static void work(struct call *call, struct link *l)
{
	const struct call *mark = call_mark(call);
	struct link *before = call->link;
	bool again = true;
	enum err e = ERR_OK;

	l->doing = call->op->reads ? call : NULL;
	if (l->doing && call_left(call)) {
		e = store_refuse(call, OUTCOME_LEFT);
		again = false;
	}
	for (int tries = 0; again && tries < TRIES; tries++) {
		if (tries) {
			call_back(call, mark);
			if (l->trouble != OUTCOME_LOST)
				pause_random(tries - 1);
		}
		bool lost = l->trouble == OUTCOME_LOST;
		if (lost)
			link_lose(l);
		e = attempt(call, l, &again);
		if (lost && l->trouble == OUTCOME_LOST)
			again = false; /* a fresh connection died too */
	}
	if (!e)
		atomic_fetch_add_explicit(&l->store->commits, 1, memory_order_release);
	link_give_up(l);
	call->link = before;
	l->doing = NULL;
	call->done(call, e);
}

void *worker_main(void *link)
{
	struct link *l = link;
	struct call *call;

	while (queue_take(&l->store->crew.queue, &call, 1) > 0)
		work(call, l);
	return NULL;
}
