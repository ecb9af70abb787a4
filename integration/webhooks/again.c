// SPDX-License-Identifier: Apache-2.0
/*
 * Telling it once more: one delivery, or all that fit.
 *
 * What waits is tried at once; what is over is told by a delivery of its own, with the same
 * webhookId, behind whatever waits of the same thing.
 */
#include "integration/webhooks/inside.h"

#define PART_MAX 200

static enum err missing(struct call *call, const char *what)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "%s not found", what);
}

/* --- one --- */

static const char anew[] =
	"SELECT d.job, d.webhook_id, d.location_id, d.company_id, d.event_id, d.seq, d.type,"
	" d.thing, w.target, w.ordered FROM delivery d JOIN webhook w ON w.id = d.webhook_id"
	" WHERE d.job = :jobId AND w.state <> 'gone'";

static struct delivery_new new_of(struct call *call, struct rows *r)
{
	struct arena *a = call->arena;

	return (struct delivery_new){
		.webhook_id = text_copy(a, rows_text(r, "webhook_id")),
		.location_id = text_copy(a, rows_text(r, "location_id")),
		.company_id = text_copy(a, rows_text(r, "company_id")),
		.event_id = text_copy(a, rows_text(r, "event_id")),
		.type = text_copy(a, rows_text(r, "type")),
		.thing = text_copy(a, rows_text(r, "thing")),
		.seq = rows_whole(r, "seq"),
		.target = rows_whole(r, "target"),
		.ordered = rows_whole(r, "ordered") != 0,
	};
}

static int64_t told_anew(struct call *call)
{
	struct rows *r = store_ask(call, anew);
	struct delivery_new d = { 0 };
	bool found = rows_next(r);

	if (found)
		d = new_of(call, r);
	rows_close(r);
	d.priority = JOB_PERSON;
	return found && !call->err ? delivery_put(call, &d) : 0;
}

enum err delivery_again(struct call *call)
{
	if (!delivery_find(call))
		return missing(call, "Delivery");
	int64_t id = call_whole(call, "jobId", 0);
	int64_t state = store_number(call, "SELECT state AS n FROM job WHERE id = :jobId");
	if (state == JOB_BEHIND)
		return refuse(call, ERR_BAD,
			      "It waits for the one before it, which is about the same thing");
	if (state == JOB_SENDING)
		return refuse(call, ERR_BAD, "It is being sent just now");
	id = state >= JOB_DONE ? told_anew(call) : job_again(call, id);
	if (!id)
		return missing(call, "Webhook");
	call_set_whole(call, "jobId", id);
	return store_reply_row(call, "delivery", delivery_one);
}

/* --- all that fit --- */

/* Of those that are over, which; none are named: all of them. */
static void states_load(struct call *call)
{
	static const struct {
		const char *name, *value;
		enum job_state state;
	} known[] = { { "done", "wantDone", JOB_DONE },
		      { "failed", "wantFailed", JOB_FAILED },
		      { "withdrawn", "wantWithdrawn", JOB_WITHDRAWN } };
	struct text said = call_text(call, "states");

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		char quoted[16];
		int size = snprintf(quoted, sizeof(quoted), "\"%s\"", known[i].name);
		bool wanted = !said.size || memmem(said.at, said.size, quoted, (size_t)size);
		call_set_whole(call, known[i].value, wanted ? (int64_t)known[i].state : -1);
	}
}

static size_t part_load(struct call *call, struct delivery_new *out, int64_t *last)
{
	size_t count = 0;
	struct rows *r = store_ask(
		call, "SELECT d.job, d.webhook_id, d.location_id, d.company_id, d.event_id, d.seq,"
		      " d.type, d.thing, w.target, w.ordered FROM delivery d"
		      " JOIN webhook w ON w.id = d.webhook_id JOIN job j ON j.id = d.job"
		      " WHERE d.webhook_id = :webhookId AND d.job > :afterJob"
		      " AND d.date_added >= :sentFrom AND d.date_added <= :sentTo"
		      " AND (:wantType = '' OR d.type = :wantType)"
		      " AND (:wantThing = '' OR d.thing = :wantThing)"
		      " AND j.state IN (:wantDone, :wantFailed, :wantWithdrawn)"
		      " /* grows: passes those that do not fit */ ORDER BY d.job LIMIT 201");

	for (; count < PART_MAX && rows_next(r); count++) {
		out[count] = new_of(call, r);
		out[count].priority = JOB_BULK;
		*last = rows_whole(r, "job");
	}
	bool more = count == PART_MAX && rows_next(r);
	rows_close(r);
	call_set_flag(call, "foundMore", more);
	return count;
}

static enum err wishes_load(struct call *call)
{
	int64_t after = 0;

	if (call_text(call, "after").size && !text_whole(call_text(call, "after"), &after))
		return refuse(call, ERR_INVALID, "after must be the id of a delivery");
	call_set_whole(call, "afterJob", after);
	call_set_whole(call, "sentFrom", call_whole(call, "from", 0));
	call_set_whole(call, "sentTo", call_whole(call, "to", INT64_MAX));
	call_set_text(call, "wantType", text_copy(call->arena, call_text(call, "type")));
	call_set_text(call, "wantThing", text_copy(call->arena, call_text(call, "thing")));
	states_load(call);
	return ERR_OK;
}

enum err deliveries_again(struct call *call)
{
	struct delivery_new *all = arena_take(call->arena, PART_MAX * sizeof(*all));
	bool dry = call_value(call, "dry")->whole != 0;
	int64_t last = 0;
	enum err e = wishes_load(call);

	if (e)
		return e;
	if (!store_has(call, "SELECT 1 FROM webhook WHERE id = :webhookId AND " OF_ASKER))
		return missing(call, "Webhook");
	size_t count = part_load(call, all, &last);
	for (size_t i = 0; i < count && !dry && !call->err; i++)
		delivery_put(call, &all[i]);
	json_key(&call->out, "again");
	json_put_whole(&call->out, (int64_t)count);
	json_key(&call->out, "more");
	json_put_flag(&call->out, call_value(call, "foundMore")->whole != 0);
	if (last) {
		json_key(&call->out, "next");
		json_put_text(&call->out, text_format(call->arena, "%lld", (long long)last));
	}
	return call->err;
}
