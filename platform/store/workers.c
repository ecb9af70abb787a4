// SPDX-License-Identifier: Apache-2.0
/*
 * Workers: many connections, each call a transaction of its own.
 *
 * A call that loses a race against another transaction is undone, made as it was, and performed
 * again; so is one whose connection turned out to be dead before anything could be committed.  When
 * the connection dies during the commit nobody knows whether it was written, and the caller is
 * told.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"
#include "base/secrets/id.h"

#include <unistd.h>

#define TRIES	 6
#define PAUSE_US 2000 /* after the first lost race; twice as long each time */

static enum db_status commit(struct call *call, struct store_connection *l)
{
	enum db_status o = l->driver->commit(l->db);

	if (o == OUTCOME_LOST || o == OUTCOME_MUTE) {
		l->db_error = o;
		refuse(call, o == OUTCOME_LOST ? ERR_INTERNAL : ERR_UNAVAILABLE,
		       "the database went away: it is not known whether this was"
		       " written");
	} else if (o != OUTCOME_DONE) {
		if (o != OUTCOME_RACE)
			log_say(LOG_ERROR, ROOM, "a commit failed error=\"%s\"",
				l->driver->complaint(l->db));
		store_refuse(call, o);
		l->db_error = o;
	}
	return o;
}

/* Once; *again: nothing was done, and another attempt may succeed. */
static enum err attempt(struct call *call, struct store_connection *l, bool *again)
{
	bool writes = !call->op->reads;

	*again = false;
	call->connection = l;
	l->db_error = OUTCOME_DONE;
	if (!store_connection_need(l, call))
		return call->err;
	enum db_status o = writes ? l->driver->begin(l->db, true) : OUTCOME_DONE;
	if (o != OUTCOME_DONE) {
		*again = o == OUTCOME_LOST;
		return store_refuse(call, o);
	}
	if (!writes)
		since_tell(call, l);
	enum err e = perform_run(call, l, store_run);
	*again = l->db_error == OUTCOME_RACE || l->db_error == OUTCOME_LOST;
	if (!e && writes) {
		o = commit(call, l);
		e = call->err;
		*again = o == OUTCOME_RACE;
	}
	if (e && writes && l->driver->within(l->db))
		l->driver->rollback(l->db);
	return e;
}

static void pause_random(int tries)
{
	uint16_t some;

	id_random(&some, sizeof(some));
	usleep((useconds_t)((PAUSE_US << tries) * (some % 100 + 50) / 100));
}

static void work(struct call *call, struct store_connection *l)
{
	const struct call *mark = call_mark(call);
	struct store_connection *before = call->connection;
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
			if (l->db_error != OUTCOME_LOST)
				pause_random(tries - 1);
		}
		bool lost = l->db_error == OUTCOME_LOST;
		if (lost)
			store_connection_lose(l);
		e = attempt(call, l, &again);
		if (lost && l->db_error == OUTCOME_LOST)
			again = false; /* a fresh connection died too */
	}
	if (!e)
		store_committed(l->store);
	store_connection_give_up(l);
	call->connection = before;
	l->doing = NULL;
	call->done(call, e);
}

void *worker_main(void *connection)
{
	struct store_connection *l = connection;
	struct call *call;

	while (queue_take(&l->store->pool.queue, &call, 1) > 0)
		work(call, l);
	return NULL;
}
