// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts in a workflow that is a flow: entering begins a run (feed.c), leaving ends it before its
 * next step, whatever it waits for.  Who is in what is kept by domain/contacts.
 */
#include "integration/engine/enrolled.h"

#include "runs.h"

/* {"id", "name", "startTime"}: what flows know as event.workflow. */
static struct text entered_json(struct arena *a, const struct json *entered)
{
	static const char *const names[][2] = { { "workflowId", "id" },
						{ "workflowName", "name" },
						{ "eventStartTime", "startTime" } };
	struct buffer b = buffer_open(a, 2048);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct json *v = json_get(entered, names[i][0]);
		if (!json_is(v, JSON_TEXT))
			continue;
		json_key(&o, names[i][1]);
		json_put_text(&o, v->text);
	}
	json_close(&o);
	return buffer_text(&b);
}

struct text enrolled_event(struct arena *a, struct text event, const struct json *entered)
{
	struct text in = entered_json(a, entered);

	return text_format(a, "%.*s,\"workflow\":%.*s}", (int)event.size - 1, event.at,
			   (int)in.size, in.at);
}

const struct json *enrolled_read(struct arena *a, struct text payload)
{
	const struct json *v = NULL;
	struct text why;

	if (json_read(a, payload, &v, &why))
		return NULL;
	return json_get(v, "workflowId") && json_get(v, "contactId") ? v : NULL;
}

bool enrolled_early(struct call *call, const struct json *event)
{
	struct text at = json_text(json_get(json_get(event, "workflow"), "startTime"));
	int64_t start;

	if (!at.size || !clock_read_iso(at, &start) || start <= call->now_ms)
		return false;
	call_set_whole(call, "due", start);
	store_do(call, "UPDATE run SET state = 'waiting', due = :due WHERE id = :runId"
		       " AND ended IS NULL");
	return true;
}

/* --- leaving --- */

void run_lane_go_on(struct call *call, struct text flow_id, struct text lane_key)
{
	call_set_text(call, "nextFlow", flow_id);
	call_set_text(call, "nextLane", lane_key);
	store_do(call, "UPDATE run SET due = :now WHERE id IN"
		       " (SELECT id FROM run WHERE flow_id = :nextFlow AND lane_key = :nextLane"
		       " AND state IN ('ready', 'waiting', 'sending', 'asking', 'held')"
		       " ORDER BY id LIMIT 1) AND state IN ('ready', 'waiting')");
}

struct ended {
	int64_t id;
	struct text flow_id, lane_key;
};
#define ENDED_MAX 64

/* Effects that are on their way are kept; nothing follows from them. */
static void ended_close(struct call *call, const struct ended *e)
{
	call_set_whole(call, "endedRun", e->id);
	call_set_text(call, "endedFlow", e->flow_id);
	call_set_text(call, "endedLane", e->lane_key);
	store_do(call, "UPDATE effect SET state = 'skipped', error = 'its run has ended'"
		       " WHERE run_id = :endedRun AND state IN ('ready', 'retry')");
	run_lane_go_on(call, e->flow_id, e->lane_key);
}

static enum err stop(struct call *call, struct text reason, const char *sql)
{
	struct ended list[ENDED_MAX];
	size_t count;

	call_set_text(call, "endedWhy", reason);
	do {
		count = 0;
		struct rows *r = store_ask(call, sql);
		while (count < ENDED_MAX && rows_next(r))
			list[count++] = (struct ended){
				rows_whole(r, "id"),
				text_copy(call->arena, rows_text(r, "flow_id")),
				text_copy(call->arena, rows_text(r, "lane_key")),
			};
		rows_close(r);
		for (size_t i = 0; i < count && !call->err; i++)
			ended_close(call, &list[i]);
	} while (count == ENDED_MAX && !call->err);
	return call->err;
}

#define STOP                                                                                       \
	"UPDATE run SET state = 'stopped', ended = :now, reason = :endedWhy WHERE ended IS NULL"   \
	" AND id IN (SELECT run_id FROM contact_workflow c JOIN run r ON r.id = c.run_id"          \
	" WHERE c.location_id = :locationId AND c.contact_id = :changedId AND r.ended IS NULL"
#define STOPPED " LIMIT 64) RETURNING id, flow_id, lane_key"

enum err enrolments_stop_left(struct call *call)
{
	return stop(call, TEXT("the contact left the workflow"),
		    STOP " AND c.state = 'left'" STOPPED);
}

enum err enrolments_stop_gone(struct call *call)
{
	return stop(call, TEXT("the contact was deleted"), STOP STOPPED);
}
