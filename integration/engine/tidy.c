// SPDX-License-Identifier: Apache-2.0
/*
 * What is no longer kept: events that everybody has read, runs that ended long ago, and what
 * belonged to them.
 *
 * In small transactions, so that nobody waits.  An event's key is kept longer than what it said:
 * what comes twice is known again.  A run that is not over is kept, however old.  How old something
 * is tells the time that was seen to pass (platform/store/seen.c), and not a clock that was set.
 */
#include "integration/engine/inside.h"
#include "runs.h"

#define PART	 "400" /* rows in one transaction */
#define PART_MAX 400

/* So many days ago; false: they are kept for ever. */
static bool days_ago(struct call *call, const char *name, struct text days)
{
	int64_t count = settings_whole(days);

	call_set_whole(call, name, store_seen_ms(call) - count * DAY_MS);
	return count > 0;
}

static struct text ids_of(struct call *call, const char *sql, size_t *count)
{
	struct buffer b = buffer_open(call->arena, 64 * PART_MAX);
	struct json_out o = json_open(&b);
	struct rows *r = store_ask(call, sql);

	json_list(&o);
	for (*count = 0; rows_next(r); (*count)++)
		json_put_whole(&o, rows_whole(r, "id"));
	json_close(&o);
	rows_close(r);
	return buffer_text(&b);
}

/* --- events --- */

/* Old, and behind every flow that reads the outbox of its location. */
#define NOT_WANTED                                                                                 \
	"at < :eventsBefore AND NOT EXISTS (SELECT 1 FROM cursor c WHERE c.kind = 'outbox'"        \
	" AND c.location_id = e.location_id AND (c.xid, c.seq) < (e.xid, e.seq))"

static bool events_tidy(struct call *call)
{
	size_t count;

	if (!days_ago(call, "eventsBefore", call->app->settings->events_days))
		return false;
	struct text these = ids_of(call,
				   "SELECT seq AS id FROM (SELECT xid, seq, location_id, at"
				   " FROM event_settled ORDER BY xid, seq LIMIT " PART ") AS e"
				   " WHERE " NOT_WANTED " ORDER BY xid, seq",
				   &count);
	if (!count)
		return false;
	store_events_forget(call, these);
	return true;
}

/* --- runs --- */

#define THESE " IN (SELECT CAST(value AS BIGINT) FROM json_each(:these))"

static bool runs_tidy(struct call *call)
{
	size_t done = 0, failed = 0;
	struct text ids = { 0 };

	if (days_ago(call, "runsBefore", call->app->settings->runs_days))
		ids = ids_of(call,
			     "SELECT id FROM run WHERE state IN ('done', 'stopped', 'skipped')"
			     " AND ended < :runsBefore LIMIT " PART,
			     &done);
	if (!done && days_ago(call, "runsBefore", call->app->settings->failed_days))
		ids = ids_of(call,
			     "SELECT id FROM run WHERE state = 'failed'"
			     " AND ended < :runsBefore LIMIT " PART,
			     &failed);
	if (!done && !failed)
		return false;
	call_set_text(call, "these", ids);
	store_do(call, "DELETE FROM attempt WHERE effect_id IN"
		       " (SELECT id FROM effect WHERE run_id" THESE ")");
	store_do(call, "DELETE FROM effect WHERE run_id" THESE);
	store_do(call, "DELETE FROM step WHERE run_id" THESE);
	store_do(call, "DELETE FROM run WHERE id" THESE);
	return true;
}

/* What was said goes with the last run that it began; the key stays. */
static bool inbox_tidy(struct call *call)
{
	bool more = false;

	if (days_ago(call, "runsBefore", call->app->settings->runs_days)) {
		store_do(call, "UPDATE inbox SET payload = '' WHERE id IN"
			       " (SELECT id FROM inbox AS i"
			       " /* grows: passes the old ones that runs still need */"
			       " WHERE payload <> ''"
			       " AND received < :runsBefore AND NOT EXISTS"
			       " (SELECT 1 FROM run WHERE run.inbox_id = i.id)"
			       " ORDER BY received LIMIT " PART ")");
		more = call->changed > 0;
	}
	if (days_ago(call, "keysBefore", call->app->settings->keys_days)) {
		store_do(call, "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox"
			       " WHERE payload = '' AND received < :keysBefore LIMIT " PART ")");
		more |= call->changed > 0;
	}
	return more;
}

static bool decisions_tidy(struct call *call)
{
	if (!days_ago(call, "runsBefore", call->app->settings->failed_days))
		return false;
	store_do(call, "DELETE FROM decision WHERE resolved < :runsBefore");
	return call->changed > 0;
}

enum err tidy_run(struct call *call)
{
	bool *more = store_transaction_data(call);

	call_set_whole(call, "now", call->now_ms);
	store_guard(call, "tidy", TEXT(""));
	*more = events_tidy(call);
	*more |= runs_tidy(call);
	*more |= inbox_tidy(call);
	*more |= decisions_tidy(call);
	return call->err;
}

/* --- with its location --- */

/* First what looks and what is due, so that nothing comes while the rest goes. */

enum err engine_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM cursor WHERE source_id IN (SELECT c.source_id FROM source o"
		    " JOIN cursor c ON c.source_id = o.id"
		    " WHERE o.location_id = :locationId LIMIT :leavingPart)" } },
		{ "SELECT CAST(id AS TEXT) AS id FROM run WHERE location_id = :locationId LIMIT "
		  ":leavingPart",
		  { "DELETE FROM attempt WHERE effect_id IN (SELECT id FROM effect WHERE run_id IN "
		    "(SELECT CAST(value AS BIGINT) FROM json_each(:leavingIds)))",
		    "DELETE FROM effect WHERE run_id IN (SELECT CAST(value AS BIGINT) FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM step WHERE run_id IN (SELECT CAST(value AS BIGINT) FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM run WHERE id IN (SELECT CAST(value AS BIGINT) FROM "
		    "json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM seen WHERE (source_id, item) IN (SELECT s.source_id, s.item"
		    " FROM source o JOIN seen s ON s.source_id = o.id"
		    " WHERE o.location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL, /* what was asked by hand, or by another flow, is of the flow itself */
		  { "DELETE FROM inbox WHERE id IN (SELECT i.id FROM flow f"
		    " JOIN inbox i ON i.source_id = f.id WHERE f.location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM inbox WHERE id IN (SELECT i.id FROM source o"
		    " JOIN inbox i ON i.source_id = o.id WHERE o.location_id = :locationId LIMIT "
		    ":leavingPart)" } },
		{ NULL,
		  { "DELETE FROM subscription WHERE flow_id IN (SELECT k.flow_id FROM flow f"
		    " JOIN subscription k ON k.flow_id = f.id WHERE f.location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM flow_lookup WHERE flow_id IN (SELECT k.flow_id FROM flow f"
		    " JOIN flow_lookup k ON k.flow_id = f.id WHERE f.location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM flow_right WHERE flow_id IN (SELECT k.flow_id FROM flow f"
		    " JOIN flow_right k ON k.flow_id = f.id WHERE f.location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM flow_state WHERE flow_id IN (SELECT k.flow_id FROM flow f"
		    " JOIN flow_state k ON k.flow_id = f.id WHERE f.location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM source WHERE id IN (SELECT id FROM source"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM decision WHERE id IN (SELECT id FROM decision"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM pace WHERE location_id = :locationId AND connection IN"
		    " (SELECT connection FROM pace WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
