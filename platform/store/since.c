// SPDX-License-Identifier: Apache-2.0
/*
 * Up to when is a reading of what changed complete?
 *
 * A write takes its time when it is performed, and is seen when it is committed, a little later:
 * who reads in between, and asks next time for what is later than the latest he saw, would miss it.
 * So a read says a time below which no later commit falls: now, or when the oldest transaction that
 * is under way began, less a millisecond, for `updatedAfter` asks for what is later.
 *
 *	now read ── transactions under way looked at ── data looked at
 *
 * In this order: who begins after the second has a later time than the first; who began before it
 * is either counted, or committed and in the data.
 *
 * On PostgreSQL the transactions of all programs are asked for by their age, so only the clocks of
 * several machines must agree; on SQLite those of this process are known.  The clock must not go
 * back.
 */
#include "platform/store/inside.h"

#include "base/time/clock.h"

static int64_t now_of(const struct store *s)
{
	return clock_now_ms(s->config.clock ? s->config.clock : &(struct clock){ 0 });
}

void since_begin(struct store *s, enum since which)
{
	atomic_store(&s->writing_since[which], now_of(s));
}

void since_end(struct store *s, enum since which)
{
	atomic_store(&s->writing_since[which], 0);
}

static int64_t oldest_here(struct store *s, int64_t now)
{
	for (size_t i = 0; i < SINCE_COUNT; i++) {
		int64_t since = atomic_load(&s->writing_since[i]);
		if (since && since < now)
			now = since;
	}
	return now;
}

static int64_t oldest_anywhere(struct call *call, int64_t now)
{
	return now -
	       store_number(call,
			    "SELECT CAST(ceil(coalesce(max(extract(epoch FROM clock_timestamp()"
			    " - xact_start)), 0) * 1000) AS BIGINT) AS n FROM pg_stat_activity"
			    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
			    " AND backend_type = 'client backend' AND xact_start IS NOT NULL");
}

void since_tell(struct call *call, struct store_connection *l)
{
	struct store *s = l->store;

	if (!call->op->query || !shape_find(call->op->query, TEXT("updatedAfter")))
		return;
	int64_t now = now_of(s);
	if (s->driver->alone)
		now = oldest_here(s, now);
	else
		now = oldest_anywhere(call, now);
	char iso[CLOCK_ISO_SIZE];
	clock_iso(now - 1, iso);
	call_reply_header(call, "Groundlevel-As-Of", text_of(iso));
}
