// SPDX-License-Identifier: Apache-2.0
/*
 * Opportunities: made, read, changed, found again, deleted.
 */
#include "base/secrets/id.h"
#include "domain/opportunities/inside.h"

/* The id of the path is that of the opportunity. */
static void path_take(struct call *call)
{
	call_set(call, "opportunityId", *call_value(call, "id"));
}

static void id_make(struct call *call)
{
	char *id = arena_take(call->arena, ID_SIZE);

	id_new(call->now_ms, id);
	call_set_text(call, "opportunityId", text_of(id));
}

/* Empty texts of what may be unset clear it; names are one line without signs that nobody sees. */
static void texts_take(struct call *call)
{
	static const char *const names[] = { "name", "source", "assignedTo", "lostReasonId" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (call_value(call, names[i])->type != VALUE_TEXT)
			continue;
		struct text t = text_plain(call->arena, call_text(call, names[i]));
		if (t.size)
			call_set_text(call, names[i], t);
		else
			call_set_null(call, names[i]);
	}
}

/* Who made it, as the wire shows it. */
static struct text maker_of(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, 4096);
	struct json_out out = json_open(&buffer);
	struct text version = call_header(call, "version");

	json_map(&out);
	json_key(&out, "type");
	json_put_c(&out, "CREATED");
	json_key(&out, "id");
	json_put_text(&out, call_text(call, "callerToken"));
	json_key(&out, "apiVersion");
	json_put_text(&out, version.size && version.size < 100 ? version : TEXT("2021-07-28"));
	json_key(&out, "channel");
	json_put_c(&out, "OAUTH");
	json_key(&out, "source");
	json_put_c(&out, "INTEGRATION");
	json_close(&out);
	return buffer_text(&buffer);
}

static enum err fields_take(struct call *call)
{
	const struct json *sent = json_get(call->json, "customFields");
	struct text fields = TEXT("[]");
	enum err e = ERR_OK;

	if (json_is(sent, JSON_LIST))
		e = field_values_merge(call, "opportunity", TEXT(""), sent, &fields);
	call_set_text(call, "customFields", fields);
	return e;
}

static const char inserted[] =
	"INSERT INTO opportunity (location_id, id, contact_id, pipeline_id, pipeline_stage_id,"
	" status, name, monetary_value, source, assigned_to, lost_reason_id, followers,"
	" custom_fields, internal_source, last_status_change_at, last_stage_change_at,"
	" last_action_date, created_at, updated_at, find)"
	" SELECT :locationId, :opportunityId, c.id, :pipelineId, :pipelineStageId, :status, :name,"
	" :monetaryValue, :source, :assignedTo, :lostReasonId, coalesce(:followers, '[]'),"
	" :customFields, :maker, CAST(:now AS BIGINT), CAST(:now AS BIGINT), CAST(:now AS BIGINT),"
	" CAST(:now AS BIGINT), CAST(:now AS BIGINT), fold(CAST(:name AS TEXT)) || '\n'"
	" || coalesce(c.full_name_lower_case, '') || '\n' || coalesce(c.email_lower_case, '')"
	" || '\n' || coalesce(c.phone, '') || '\n' || coalesce(fold(c.company_name), '')"
	" FROM contact c WHERE c.location_id = :locationId AND c.id = :contactId";

static enum err opportunity_insert(struct call *call)
{
	static const char *const filled[] = { "name", NULL };
	bool valued = call_given(call, "monetaryValue");
	enum err e = call_need_filled(call, filled);

	id_make(call);
	if (!e)
		e = opportunity_stage_settle(call, call_text(call, "pipelineStageId").size > 0);
	if (!e)
		e = opportunity_twin_avoid(call);
	if (!e)
		e = fields_take(call);
	if (!valued)
		call_set_whole(call, "monetaryValue", 0);
	if (!text_is(call_text(call, "status"), "lost"))
		call_set_null(call, "lostReasonId");
	call_set_text(call, "maker", maker_of(call));
	if (!e)
		e = store_do(call, inserted);
	if (!e)
		e = opportunity_fields_index(call);
	if (e)
		return e;
	opportunity_count(call, false, 1);
	return store_emit_event(call, "OpportunityCreate",
				"SELECT *, created_at AS date_added" OPPORTUNITY_FOUND);
}

enum err opportunity_create(struct call *call)
{
	texts_take(call);
	enum err e = opportunity_insert(call);

	return e ? e : opportunity_reply(call);
}

enum err opportunity_get(struct call *call)
{
	path_take(call);
	return opportunity_reply(call);
}

enum err opportunity_update(struct call *call)
{
	bool stage_sent = call_given(call, "pipelineStageId");
	bool fields_sent = json_is(json_get(call->json, "customFields"), JSON_LIST);
	enum err e;

	path_take(call);
	texts_take(call);
	if (!opportunity_hold(call))
		return opportunity_missing(call);
	e = opportunity_change(call, stage_sent, fields_sent);
	return e ? e : opportunity_reply(call);
}

enum err opportunity_status_update(struct call *call)
{
	enum err e;

	path_take(call);
	texts_take(call);
	if (!opportunity_hold(call))
		return opportunity_missing(call);
	e = opportunity_save(call);
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	return e;
}

enum err opportunity_forget(struct call *call)
{
	enum err e;

	if (!store_load(call, "SELECT pipeline_id AS kept_pipeline_id,"
			      " pipeline_stage_id AS kept_pipeline_stage_id, status AS kept_status,"
			      " assigned_to AS kept_assigned_to FROM opportunity"
			      " WHERE location_id = :locationId AND id = :opportunityId"))
		return opportunity_missing(call);
	e = store_emit_event(call, "OpportunityDelete",
			     "DELETE FROM opportunity WHERE location_id = :locationId"
			     " AND id = :opportunityId RETURNING *, created_at AS date_added");
	if (!e)
		e = store_do(call, "DELETE FROM opportunity_field WHERE location_id = :locationId"
				   " AND opportunity_id = :opportunityId");
	if (!e)
		e = relations_forget(call, call_text(call, "opportunityId"));
	opportunity_count(call, true, -1);
	return e;
}

enum err opportunity_delete(struct call *call)
{
	path_take(call);
	if (!store_has(call, "SELECT 1" OPPORTUNITY_FOUND))
		return opportunity_missing(call);
	enum err e = opportunity_forget(call);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	return e;
}

/* --- upsert --- */

/* The one with that id, or the contact's in that pipeline: its newest open one, else its newest. */
static bool known_find(struct call *call)
{
	if (call_text(call, "id").size) {
		path_take(call);
		return true;
	}
	return store_load(call, "SELECT id AS opportunity_id FROM opportunity"
				" WHERE location_id = :locationId AND contact_id = :contactId"
				" AND pipeline_id = :pipelineId"
				" ORDER BY CASE WHEN status = 'open' THEN 0 ELSE 1 END,"
				" created_at DESC, id DESC LIMIT 1");
}

/* Who follows it then: of those before (`kept`) and those sent. */
static void followers_take(struct call *call, struct text kept)
{
	struct arena *a = call->arena;
	struct string_set before = string_set_read(a, kept);
	struct string_set sent = string_set_read(a, call_text(call, "followers"));
	bool all = call_whole(call, "isRemoveAllFollowers", 0) != 0;

	if (text_is(call_text(call, "followersActionType"), "remove"))
		before = string_set_less(a, all ? (struct string_set){ 0 } : before, sent);
	else
		before = string_set_join(a, all ? (struct string_set){ 0 } : before, sent);
	call_set_text(call, "followers", string_set_json(a, before));
}

/* What nobody said of a new one. */
static void names_settle(struct call *call)
{
	if (!call_text(call, "status").size)
		call_set_text(call, "status", TEXT("open"));
	if (call_text(call, "name").size)
		return;
	store_load(call, "SELECT coalesce(nullif(trim(coalesce(first_name, '') || ' '"
			 " || coalesce(last_name, '')), ''), email, phone, 'Opportunity')"
			 " AS contact_words FROM contact WHERE id = :contactId"
			 " AND location_id = :locationId");
	call_set(call, "name", *call_value(call, "contactWords"));
}

enum err opportunity_upsert(struct call *call)
{
	bool stage_sent = call_given(call, "pipelineStageId");
	bool fields_sent = json_is(json_get(call->json, "customFields"), JSON_LIST);
	struct text contact = call_text(call, "contactId"),
		    location = call_text(call, "locationId");
	enum err e;

	texts_take(call);
	if (!contact.size && !call_text(call, "id").size) {
		call_violation(call, "contactId can't be undefined");
		return refuse(call, ERR_INVALID, "contactId can't be undefined");
	}
	store_guard(call, "opportunities of",
		    text_format(call->arena, "%.*s %.*s", (int)location.size, location.at,
				(int)contact.size, contact.at));
	bool fresh = !known_find(call);
	if (!fresh && !opportunity_hold(call))
		return opportunity_missing(call);
	followers_take(call, fresh ? TEXT("[]") : call_text(call, "keptFollowers"));
	if (fresh)
		names_settle(call);
	e = fresh ? opportunity_insert(call) : opportunity_change(call, stage_sent, fields_sent);
	json_key(&call->out, "new");
	json_put_flag(&call->out, fresh);
	if (fresh)
		call->status = call->op->status_new;
	return e ? e : opportunity_reply(call);
}

/* --- followers --- */

static enum err followers_change(struct call *call, bool remove)
{
	struct arena *a = call->arena;
	struct string_set sent = string_set_read(a, call_text(call, "followers")), after, differ;
	bool all = remove && call_whole(call, "isRemoveAllFollowers", 0) != 0;
	enum err e;

	path_take(call);
	if (!opportunity_hold(call))
		return opportunity_missing(call);
	struct string_set before = string_set_read(a, call_text(call, "keptFollowers"));
	if (remove)
		after = string_set_less(a, before, all ? before : sent);
	else
		after = string_set_join(a, before, sent);
	differ = remove ? string_set_less(a, before, after) : string_set_less(a, after, before);
	if (!remove && after.count > 100)
		return refuse(call, ERR_BAD, "An opportunity can have at most 100 followers.");
	call_set_text(call, "followers", string_set_json(a, after));
	e = opportunity_save(call);
	string_set_put(&call->out, "followers", after);
	string_set_put(&call->out, remove ? "followersRemoved" : "followersAdded", differ);
	return e;
}

enum err opportunity_followers_add(struct call *call)
{
	return followers_change(call, false);
}

enum err opportunity_followers_remove(struct call *call)
{
	return followers_change(call, true);
}
