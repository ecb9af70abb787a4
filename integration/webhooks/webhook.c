// SPDX-License-Identifier: Apache-2.0
/*
 * The operations on webhooks.
 *
 * A webhook is of a location, or of the company: then it is told of all its locations, and of the
 * company itself.  Where it leads is sealed in the data, and shown to who may read webhooks; what
 * it sends as Authorization is never shown again.
 */
#include "integration/webhooks/inside.h"

#include "base/secrets/id.h"

#define HOOKS_MAX 1000 /* of a location, or of the company itself */

static enum err missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "Webhook not found");
}

/* --- shown --- */

#define SHOWN                                                                                      \
	"SELECT id, company_id, location_id, app_id, version_id, name, url AS url_box, types,"     \
	" headers, authorization_sealed IS NOT NULL AS has_authorization, standard, ordered,"      \
	" parallel, state, state_reason, state_at, behind, target, ok_at, down_since, date_added," \
	" date_updated, CASE WHEN behind OR state <> 'on' THEN xid || '.' || seq ELSE"             \
	" (SELECT h.xid || '.' || h.seq FROM webhook_head h) END AS cursor FROM webhook"

static const char one[] = SHOWN " WHERE id = :webhookId AND " OF_ASKER;

static void put(struct call *call, struct rows *r)
{
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("Webhook"));
	struct text id = text_copy(call->arena, rows_text(r, "id")), url = { 0 };

	json_map(&call->out);
	rows_put(r, shape);
	if (hook_unseal(call, id, "url", rows_text(r, "url_box"), &url))
		url = TEXT("(it cannot be opened: the keys of kept secrets are others)");
	json_key(&call->out, "url");
	json_put_text(&call->out, url);
}

static enum err give(struct call *call)
{
	int64_t target = 0;

	json_key(&call->out, "webhook");
	struct rows *r = store_ask(call, one);
	bool found = rows_next(r);
	if (found) {
		target = rows_whole(r, "target");
		put(call, r);
	}
	rows_close(r);
	if (!found)
		return missing(call);
	int64_t waiting = job_target_waiting(call, target, WAITING_MAX);
	json_key(&call->out, "waiting");
	json_put_whole(&call->out, waiting);
	json_close(&call->out);
	return call->err;
}

enum err webhook_list(struct call *call)
{
	json_key(&call->out, "webhooks");
	json_list(&call->out);
	bool here = call_text(call, "locationId").size > 0;
	struct rows *r = store_ask(call, here ? SHOWN " WHERE location_id = :locationId"
						      " AND state <> 'gone' ORDER BY id LIMIT 1000"
					      : SHOWN
						 " WHERE company_id = :companyId"
						 " AND state <> 'gone' ORDER BY id LIMIT 1000");
	while (rows_next(r)) {
		put(call, r);
		json_close(&call->out);
	}
	rows_close(r);
	json_close(&call->out);
	return call->err;
}

enum err webhook_get(struct call *call)
{
	return give(call);
}

/* --- made --- */

static struct job_new target_of(struct call *call, struct text id)
{
	return (struct job_new){
		.kind = JOB_WEBHOOK,
		.location_id = text_copy(call->arena, call_text(call, "locationId")),
		.target = text_format(call->arena, "webhook:%.*s", (int)id.size, id.at)
	};
}

/* :hookXid, :hookSeq: what happens from now on comes after it. */
static void now_load(struct call *call)
{
	call_set_whole(call, "hookXid", 0);
	call_set_whole(call, "hookSeq", 0);
	store_load(call, "SELECT xid AS hook_xid, seq AS hook_seq FROM event_settled"
			 " ORDER BY xid DESC, seq DESC LIMIT 1");
}

static enum err address_seal(struct call *call, struct text id)
{
	struct text box, authorization = call_text(call, "authorization");
	enum err e = hook_seal(call, id, "url", call_text(call, "url"), &box);

	if (e)
		return e;
	call_set_text(call, "urlBox", box);
	if (!authorization.size) {
		call_set_null(call, "authorizationBox");
		return ERR_OK;
	}
	e = hook_seal(call, id, "authorization", authorization, &box);
	if (!e)
		call_set_text(call, "authorizationBox", box);
	return e;
}

static enum err room_need(struct call *call)
{
	int64_t count = store_number(call, "SELECT count(*) AS n FROM (SELECT 1 FROM webhook WHERE"
					   " company_id = :companyId AND coalesce(location_id, '')"
					   " = coalesce(:locationId, '') AND state <> 'gone'"
					   " /* grows: up to a limit */ LIMIT 1000) AS w");

	if (count < HOOKS_MAX)
		return call->err;
	return refuse(call, ERR_INVALID, "There are %d webhooks already; delete one first.",
		      HOOKS_MAX);
}

enum err webhook_create(struct call *call)
{
	struct text id = text_copy(call->arena, call_value(call, "newId")->text);
	struct job_new target = target_of(call, id);
	enum err e = webhook_judge(call);

	if (!e)
		e = address_seal(call, id);
	if (e)
		return e;
	store_guard(call, FEED_GUARD, TEXT(""));
	if ((e = room_need(call)))
		return e;
	call_set_whole(call, "hookTarget",
		       job_target_need(call, &target, (size_t)call_whole(call, "parallel", 4)));
	now_load(call);
	call_set_text(call, "webhookId", id);
	e = store_do(call,
		     "INSERT INTO webhook (id, company_id, location_id, app_id, version_id, name,"
		     " url, authorization_sealed, types, headers, standard, ordered, parallel,"
		     " state, state_at, target, behind, xid, seq, look_due, date_added,"
		     " date_updated) VALUES (:webhookId, :companyId, nullif(:locationId, ''),"
		     " :newHex, :newHex, :name, :urlBox, :authorizationBox, :types, :headers,"
		     " coalesce(:standard, false), coalesce(:ordered, true),"
		     " coalesce(:parallel, 4), 'on', :now, :hookTarget, true, :hookXid,"
		     " :hookSeq, 0, :now, :now)");
	return e ? e : give(call);
}

/* --- changed --- */

/* :hookId; every try asks for the address anew, so what waits goes to the new one. */
static enum err address_change(struct call *call)
{
	struct text id = call_text(call, "webhookId"), box;
	enum err e = ERR_OK;

	if (call_given(call, "url"))
		e = hook_seal(call, id, "url", call_text(call, "url"), &box);
	if (!e && call_given(call, "url"))
		call_set_text(call, "urlBox", box);
	if (!call_given(call, "authorization") || e)
		return e;
	call_set_null(call, "authorizationBox");
	if (!call_text(call, "authorization").size)
		return ERR_OK;
	e = hook_seal(call, id, "authorization", call_text(call, "authorization"), &box);
	if (!e)
		call_set_text(call, "authorizationBox", box);
	return e;
}

/* From where it stopped, or from now on: then what waits is withdrawn. */
static enum err wake(struct call *call, int64_t target)
{
	feed_leave_head(call);
	if (text_is(call_text(call, "from"), "now")) {
		job_target_empty(call, target);
		now_load(call);
		store_do(call, "UPDATE webhook SET xid = :hookXid, seq = :hookSeq"
			       " WHERE id = :webhookId");
	}
	job_target_hold(call, target, false);
	return store_do(call, "UPDATE webhook SET state = 'on', state_reason = NULL,"
			      " state_at = :now, down_since = NULL, behind = true, look_due = 0"
			      " WHERE id = :webhookId");
}

static enum err sleep_now(struct call *call, int64_t target)
{
	store_do(call, "UPDATE webhook SET state = 'off', state_reason = NULL, state_at = :now"
		       " WHERE id = :webhookId");
	job_target_hold(call, target, true);
	return feed_leave_head(call);
}

static enum err state_change(struct call *call, struct text was, int64_t target)
{
	struct text wish = call_text(call, "state");

	if (text_is(wish, "off") && !text_is(was, "off"))
		return sleep_now(call, target);
	if (text_is(wish, "on") && (!text_is(was, "on") || text_is(call_text(call, "from"), "now")))
		return wake(call, target);
	return ERR_OK;
}

enum err webhook_update(struct call *call)
{
	static const char *const filled[] = { "url", NULL };
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = webhook_judge(call);
	if (e)
		return e;
	store_guard(call, FEED_GUARD, TEXT(""));
	if (!store_select_for_update(
		    call, "SELECT name, types, headers, standard, ordered, parallel,"
			  " url AS url_box, authorization_sealed AS authorization_box,"
			  " state AS state_was, target AS hook_target, coalesce(location_id, '')"
			  " AS hook_location FROM webhook WHERE id = :webhookId AND " OF_ASKER))
		return missing(call);
	struct text was = text_copy(call->arena, call_text(call, "stateWas"));
	int64_t target = call_whole(call, "hookTarget", 0);
	struct job_new t = target_of(call, text_copy(call->arena, call_text(call, "webhookId")));
	t.location_id = text_copy(call->arena, call_text(call, "hookLocation"));
	if ((e = address_change(call)))
		return e;
	e = store_do(
		call,
		"UPDATE webhook SET name = :name, url = :urlBox,"
		" authorization_sealed = :authorizationBox, types = :types,"
		" headers = :headers, standard = coalesce(:standard, false),"
		" ordered = coalesce(:ordered, true),"
		" parallel = coalesce(:parallel, 4), date_updated = :now WHERE id = :webhookId");
	if (!e)
		job_target_need(call, &t, (size_t)call_whole(call, "parallel", 4));
	if (!e)
		e = state_change(call, was, target);
	return e ? e : give(call);
}

/* Nobody sees it from now on; what it leaves is taken away in parts (feed.c). */
enum err webhook_delete(struct call *call)
{
	store_guard(call, FEED_GUARD, TEXT(""));
	if (!store_load(call, "SELECT target AS hook_target FROM webhook"
			      " WHERE id = :webhookId AND " OF_ASKER))
		return missing(call);
	job_target_hold(call, call_whole(call, "hookTarget", 0), true);
	store_do(call, "UPDATE webhook SET state = 'gone', behind = true"
		       " WHERE id = :webhookId");
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return call->err;
}

/* --- the location --- */

enum err webhooks_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT CAST(job AS TEXT) AS id FROM delivery WHERE location_id = :locationId"
		  " LIMIT :leavingPart",
		  { "DELETE FROM webhook_attempt WHERE job IN"
		    " (SELECT CAST(value AS BIGINT) FROM json_each(:leavingIds))",
		    "DELETE FROM delivery WHERE job IN"
		    " (SELECT CAST(value AS BIGINT) FROM json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM webhook WHERE id IN (SELECT id FROM webhook"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
