// SPDX-License-Identifier: Apache-2.0
/*
 * Which processes serve this data just now?
 *
 * Each has a row whose number grows with every second.  Who sees another's number stand still, for
 * half a minute by the clock that nobody sets and through several looks, takes its row away; no
 * clock that jumped says that somebody is dead.  What is being done by somebody without a row
 * (`lease_by NOT IN (SELECT id FROM worker)`) is nobody's, and another may have it.
 *
 * Who was held up so long that its row went gets it back with its next beat; what it had in hand
 * is another's by then, so it takes nothing new while it has no row, and keeps nothing late.
 *
 * On SQLite one process serves the data: it takes the rows of all others away when it starts, and
 * nothing beats.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"
#include "base/time/clock.h"

#include <string.h>

#define BEAT_US	  INT64_C(1000000)
#define DEAD_MS	  (30 * SECOND_MS)
#define LOOKS_MIN 6 /* so many beats of our own without one of the other */

struct text store_me(const struct store *s)
{
	return text_of(s->me);
}

static enum err beat_run(struct call *call)
{
	call_set_text(call, "me", store_me(call->app->store));
	if (store_alone(call->app->store))
		store_do(call, "DELETE FROM worker WHERE id <> :me");
	store_do(call, "UPDATE worker SET beats = beats + 1 WHERE id = :me");
	if (!call->err && !call->changed)
		store_do(call, "INSERT INTO worker (id, beats) VALUES (:me, 1)");
	return call->err;
}

static enum err bury_run(struct call *call)
{
	const struct other *o = store_transaction_data(call);

	call_set_text(call, "dead", text_of(o->id));
	call_set_whole(call, "beats", o->beats);
	return store_do(call, "DELETE FROM worker WHERE id = :dead AND beats = :beats");
}

static enum err leave_run(struct call *call)
{
	call_set_text(call, "me", store_me(call->app->store));
	return store_do(call, "DELETE FROM worker WHERE id = :me");
}

static struct call *transaction_call(struct call *call)
{
	struct call *own = call_open(call->arena, call->now_ms);

	own->app = call->app;
	return own;
}

static int64_t passed_ms(const struct store *s)
{
	return clock_passed_ms(s->config.clock ? s->config.clock : &(struct clock){ 0 });
}

/* What another's number is now: true when it has stood still too long. */
static bool other_stands(struct store *s, struct text id, int64_t beats)
{
	int64_t now = passed_ms(s);
	struct other *at = NULL;

	for (size_t i = 0; i < OTHERS_MAX && !at; i++)
		if (text_is(id, s->others[i].id))
			at = &s->others[i];
	if (at && at->beats == beats) {
		at->looks++;
		return at->looks >= LOOKS_MIN && now - at->since_ms >= DEAD_MS;
	}
	for (size_t i = 0; i < OTHERS_MAX && !at; i++)
		if (!s->others[i].id[0])
			at = &s->others[i];
	if (!at || id.size >= sizeof(at->id))
		return false;
	*at = (struct other){ .beats = beats, .since_ms = now };
	memcpy(at->id, id.at, id.size);
	return false;
}

static void others_look(struct call *call)
{
	struct store *s = call->app->store;
	struct other dead[OTHERS_MAX];
	size_t count = 0;

	call_set_text(call, "me", store_me(s));
	struct rows *r = store_ask(call, "SELECT id, beats FROM worker WHERE id <> :me"
					 " /* grows: one a process */ LIMIT 64");
	while (count < OTHERS_MAX && rows_next(r)) {
		struct text id = rows_text(r, "id");
		int64_t beats = rows_whole(r, "beats");
		if (!other_stands(s, id, beats))
			continue;
		dead[count] = (struct other){ .beats = beats };
		memcpy(dead[count++].id, id.at, id.size);
	}
	rows_close(r);
	store_connection_rest(call->connection);
	for (size_t i = 0; i < count; i++)
		if (!store_transaction(transaction_call(call), "alive", bury_run, &dead[i],
				       sizeof(dead[i])))
			log_say(LOG_WARN, ROOM, "another process is dead id=%s", dead[i].id);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < OTHERS_MAX; k++)
			if (!strcmp(dead[i].id, s->others[k].id))
				s->others[k] = (struct other){ 0 };
}

enum err store_beat(struct call *call)
{
	struct store *s = call->app->store;
	int64_t now = clock_monotonic_us(), last = atomic_load(&s->beat_us);

	if (last && (s->driver->alone || now - last < BEAT_US))
		return ERR_OK;
	enum err e = store_transaction(transaction_call(call), "alive", beat_run, NULL, 0);
	if (e)
		return e;
	atomic_store(&s->beat_us, clock_monotonic_us());
	atomic_store(&s->beat_ms, passed_ms(s));
	if (!s->driver->alone && call->connection)
		others_look(call);
	return ERR_OK;
}

bool store_lives(struct store *s)
{
	return s->driver->alone || passed_ms(s) - atomic_load(&s->beat_ms) < DEAD_MS / 2;
}

void store_leave(struct call *call)
{
	if (!call->app->store->driver->alone)
		store_transaction(transaction_call(call), "alive", leave_run, NULL, 0);
}
