// SPDX-License-Identifier: Apache-2.0
/*
 * What a flow may do in a day, and how much of it may wait.
 *
 * Nothing is dropped: what may not be sent today is due tomorrow, and a source whose flow has too
 * much under way is looked at later.
 */
#include "engine/work.h"

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
	    !store_learn(call,
			 "SELECT flow.id AS sending_flow, effects_max,"
			 " CASE WHEN sent_day = :today THEN sent ELSE 0 END AS sent_today"
			 " FROM run JOIN flow ON flow.id = run.flow_id WHERE run.id = :sendingRun"))
		return true;
	int64_t sent = call_whole(call, "sentToday", 0), most = call_whole(call, "effectsMax", 0);
	call_set_whole(call, "sentToday", sent + 1);
	if (sent < most) {
		store_do(call, "UPDATE flow SET sent_day = :today, sent = :sentToday"
			       " WHERE id = :sendingFlow");
		return true;
	}
	call_set_whole(call, "tomorrow", tomorrow_ms);
	call_set_whole(call, "giveUpAt", c->give_up_at + tomorrow_ms - call->now_ms);
	store_do(call, "UPDATE effect SET due = :tomorrow, give_up_at = :giveUpAt"
		       " WHERE id = :effectId");
	return false;
}

/* More runs than its flow may have under way?  Those that wait for a time or for a person are not
 * meant. */
static bool is_full(struct call *call, struct text flow_id, int64_t most)
{
	call_set_text(call, "fullFlow", flow_id);
	call_set_whole(call, "fullMax", most);
	return store_learn(call, "SELECT count(*) AS under_way FROM (SELECT 1 FROM run"
				 " WHERE flow_id = :fullFlow AND state IN ('ready', 'sending')"
				 " LIMIT :fullMax) AS found") &&
	       call_whole(call, "underWay", 0) >= most;
}

bool limits_poll(struct call *call, struct text source_id)
{
	struct text flows[16];
	int64_t most[16];
	size_t count = 0;
	bool full = false;

	call_set_text(call, "sourceId", source_id);
	struct rows *r = store_ask(call, "SELECT flow.id, flow.queued_max FROM subscription u"
					 " JOIN flow ON flow.id = u.flow_id"
					 " WHERE u.source_id = :sourceId AND flow.enabled"
					 " ORDER BY flow.queued_max LIMIT 16");
	for (; rows_next(r) && count < 16; count++) {
		flows[count] = text_copy(call->arena, rows_text(r, "id"));
		most[count] = rows_whole(r, "queued_max");
	}
	rows_close(r);
	for (size_t i = 0; i < count && !full; i++)
		full = is_full(call, flows[i], most[i]);
	if (!full)
		return true;
	call_set_whole(call, "when", call->now_ms + LOOK_AGAIN_MS);
	store_do(call, "UPDATE cursor SET next_due = :when WHERE source_id = :sourceId");
	return false;
}
