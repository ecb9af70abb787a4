// SPDX-License-Identifier: Apache-2.0
/*
 * What a flow may do in a day, and how much of it may wait.
 *
 * Nothing is dropped: what may not be sent today is due tomorrow, and a source whose flow has too
 * much under way is looked at later.
 */
#include "integration/engine/work.h"

#define LOOK_AGAIN_MS 500 /* at a source whose flow has too much under way */

static int64_t day_of(int64_t ms)
{
	return ms / DAY_MS;
}

bool limits_send(struct call *call, const struct claim *c)
{
	int64_t today = day_of(call->now_ms), tomorrow_ms = (today + 1) * DAY_MS;

	call_set_whole(call, "today", today);
	call_set_whole(call, "sendingRun", c->run_id);
	if (c->tries || /* it was counted the first time */
	    !store_load(
		    call,
		    "SELECT flow.id AS sending_flow, effects_max,"
		    " CASE WHEN sent_day = :today THEN sent ELSE 0 END AS sent_today"
		    " FROM run JOIN flow ON flow.id = run.flow_id"
		    " LEFT JOIN flow_state s ON s.flow_id = flow.id WHERE run.id = :sendingRun"))
		return true;
	int64_t sent = call_whole(call, "sentToday", 0), most = call_whole(call, "effectsMax", 0);
	if (sent < most) {
		/* in one step: limits_unsent may take one back meanwhile */
		store_do(call, "INSERT INTO flow_state (flow_id, sent_day, sent)"
			       " VALUES (:sendingFlow, :today, 1)"
			       " ON CONFLICT (flow_id) DO UPDATE SET sent_day = excluded.sent_day,"
			       " sent = CASE WHEN flow_state.sent_day = excluded.sent_day"
			       "  THEN flow_state.sent ELSE 0 END + 1");
		return true;
	}
	call_set_whole(call, "tomorrow", tomorrow_ms);
	call_set_whole(call, "giveUpAt", c->give_up_at + tomorrow_ms - call->now_ms);
	store_do(call, "UPDATE effect SET due = :tomorrow, give_up_at = :giveUpAt"
		       " WHERE id = :effectId");
	return false;
}

void limits_unsent(struct call *call)
{
	store_do(call, "UPDATE flow_state SET sent = sent - 1 WHERE sent > 0"
		       " AND flow_id = (SELECT flow_id FROM run WHERE id = :runId)"
		       " AND sent_day = (SELECT sent_at / 86400000 FROM effect"
		       "  WHERE id = :effectId AND tries = 1)");
}

/* An effect whose flow has lost its rights is not sent: its run waits for them. */
bool rights_send(struct call *call, const struct claim *c)
{
	struct text lost;

	call_set_whole(call, "runId", c->run_id);
	if (!store_load(call, "SELECT flow_id AS sending_flow, rev AS sending_rev FROM run"
			      " WHERE id = :runId"))
		return true;
	flow_caller(call, text_copy(call->arena, call_text(call, "sendingFlow")),
		    call_whole(call, "sendingRev", 0), &lost);
	if (lost.size && !call->err)
		run_park(call, lost);
	return !lost.size;
}

/* Nobody polls for flows that have all lost their rights. */
static bool rights_poll(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM subscription u JOIN flow ON flow.id = u.flow_id"
			    " JOIN flow_rev r ON r.flow_id = flow.id AND r.rev = flow.live_rev"
			    " WHERE u.source_id = :sourceId AND flow.enabled"
			    " AND (" RIGHTS_LOST("r") ") IS NULL"))
		return true;
	call_set_whole(call, "when", call->now_ms + MINUTE_MS);
	store_do(call, "UPDATE cursor SET next_due = :when,"
		       " last_error = 'nobody who applied a flow on it holds its rights any more'"
		       " WHERE source_id = :sourceId");
	return false;
}

/* Runs that wait for a time or for a person do not count.  All open states are said for the sake of
 * their index. */
bool limits_poll(struct call *call, struct text source_id)
{
	call_set_text(call, "sourceId", source_id);
	if (!rights_poll(call))
		return false;
	if (!store_has(call, "SELECT 1 FROM subscription u JOIN flow ON flow.id = u.flow_id"
			     " WHERE u.source_id = :sourceId AND flow.enabled"
			     " AND flow.queued_max <= (SELECT count(*) FROM run"
			     " WHERE run.flow_id = flow.id AND run.state IN ('ready', 'sending')"
			     " AND run.state IN ('ready', 'waiting', 'sending', 'asking',"
			     " 'held'))"))
		return !call->err;
	call_set_whole(call, "when", call->now_ms + LOOK_AGAIN_MS);
	store_do(call, "UPDATE cursor SET next_due = :when WHERE source_id = :sourceId");
	return false;
}
