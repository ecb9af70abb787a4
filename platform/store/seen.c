// SPDX-License-Identifier: Apache-2.0
/*
 * What is old?  Measured by the time that was seen to pass (base/core/steady.h), which is kept, so
 * that a clock that was set wrong deletes nothing, whether the program runs just then or starts.
 *
 * The thread of the engine looks at both clocks all the time and keeps what it has seen once an
 * hour, and when something happened.  Where several processes serve the data the latest counts,
 * but for a time that was set, by two hours or by a person: that counts for all.
 */
#include "platform/store/inside.h"

#include "base/core/log.h"
#include "base/time/clock.h"

#define BACK_MS (2 * SECOND_MS) /* so far back is a jump */

static const struct clock *clock_of(const struct store *s)
{
	static const struct clock plain;

	return s->config.clock ? s->config.clock : &plain;
}

/* What is older than this was seen to be; never later than the clock says. */
int64_t store_seen_ms(const struct call *call)
{
	struct store *s = call->app->store;

	if (!atomic_load(&s->seen_known))
		return call->now_ms;
	int64_t seen = clock_passed_ms(clock_of(s)) + atomic_load(&s->seen_offset);
	return seen < call->now_ms ? seen : call->now_ms;
}

int64_t store_clock_apart(const struct store *s)
{
	return atomic_load(&s->apart_ms);
}

struct kept {
	int64_t seen_ms, turn;
	bool set; /* another's time, and not our own */
};

static void offset_tell(struct store *s)
{
	atomic_store(&s->seen_offset, s->steady.seen_ms - s->steady.at_ms);
	atomic_store(&s->seen_known, s->steady.known);
}

static enum err keep_run(struct call *call)
{
	struct kept *k = store_transaction_data(call);
	int64_t seen = k->seen_ms, turn = k->turn;

	store_guard(call, "clock", TEXT(""));
	if (!store_load(call, "SELECT seen AS clock_seen, turn AS clock_turn FROM clock_seen"
			      " WHERE one = 1"))
		return call->err;
	k->seen_ms = call_whole(call, "clockSeen", 0);
	int64_t kept_turn = call_whole(call, "clockTurn", 0);
	k->set = k->seen_ms && (kept_turn > turn || (kept_turn == turn && k->seen_ms > seen));
	k->turn = kept_turn > turn ? kept_turn : turn;
	if (!k->set)
		k->seen_ms = seen ? seen : call->now_ms;
	call_set_whole(call, "clockSeen", k->seen_ms);
	call_set_whole(call, "clockTurn", k->turn);
	return store_do(call, "UPDATE clock_seen SET seen = :clockSeen, turn = :clockTurn"
			      " WHERE one = 1");
}

enum err store_clock_keep(struct call *call, bool *set)
{
	struct store *s = call->app->store;
	struct kept k = { s->steady.known ? s->steady.seen_ms : 0, s->seen_turn, false };
	int64_t turn = s->seen_turn;

	atomic_store(&s->clock_asked, false);
	enum err e = store_transaction(call, "clock", keep_run, &k, sizeof(k));
	if (e) {
		atomic_store(&s->clock_asked, true);
		return e;
	}
	*set = k.turn > turn;
	if (k.set || !s->steady.known)
		steady_set(&s->steady, k.seen_ms, clock_passed_ms(clock_of(s)));
	s->seen_turn = k.turn;
	s->kept_ms = s->steady.at_ms;
	offset_tell(s);
	return ERR_OK;
}

static void apart_say(struct store *s, int64_t apart)
{
	bool far = apart > DAY_MS || apart < -DAY_MS;

	atomic_store(&s->apart_ms, apart);
	if (far && !s->far)
		log_say(LOG_WARN, ROOM,
			"the clock is %lld days %s the time that has passed; what is kept for a"
			" time is kept until the clock has stood for long, or groundlevel call"
			" agree-clock says that it is right",
			(long long)(apart > 0 ? apart : -apart) / DAY_MS,
			apart > 0 ? "ahead of" : "behind");
	else if (!far && s->far)
		log_say(LOG_INFO, ROOM, "the clock agrees with the time that has passed");
	s->far = far;
}

/* Both at one moment: who was held up, or saw one of them moved in between, looks again. */
static void clocks_read(const struct clock *c, int64_t *now, int64_t *passed)
{
	for (int i = 0; i < 8; i++) {
		*now = clock_now_ms(c);
		*passed = clock_passed_ms(c);
		int64_t moved = clock_now_ms(c) - *now, took = clock_passed_ms(c) - *passed;
		if (moved >= 0 && moved < SECOND_MS && took < SECOND_MS)
			return;
	}
}

struct clock_look store_clock_look(struct store *s)
{
	int64_t now, passed;
	struct clock_look look = { 0 };

	clocks_read(clock_of(s), &now, &passed);
	look.back = s->looked && now - passed < s->looked_apart - BACK_MS;
	s->looked = true;
	s->looked_apart = now - passed;
	if (!s->steady.known)
		return (struct clock_look){ .back = true, .keep = true };
	look.keep = atomic_load(&s->clock_asked) || passed - s->kept_ms >= HOUR_MS;
	int64_t before = s->steady.seen_ms, since = s->steady.at_ms;
	if (steady_look(&s->steady, now, passed)) {
		look.keep = true;
		if (s->steady.seen_ms - before < passed - since - SECOND_MS)
			s->seen_turn++; /* back: that counts for all */
	}
	offset_tell(s);
	apart_say(s, now - s->steady.seen_ms);
	return look;
}

enum err store_clock_agree(struct call *call)
{
	store_guard(call, "clock", TEXT(""));
	store_do(call, "UPDATE clock_seen SET seen = :now, turn = turn + 1 WHERE one = 1");
	atomic_store(&call->app->store->clock_asked, true);
	return call->err;
}
