// SPDX-License-Identifier: Apache-2.0
/*
 * What a change of an opportunity needs: its stage, whether its contact may have it, what is
 * different from before, and who is told.
 */
#include "domain/opportunities/inside.h"

enum err opportunity_missing(struct call *call)
{
	struct text id = call_text(call, "opportunityId");

	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Opportunity with id %.*s not found",
				  (int)id.size, id.at);
}

bool opportunity_hold(struct call *call)
{
	return store_select_for_update(
		call,
		"SELECT contact_id, pipeline_id, pipeline_stage_id, status, name, monetary_value,"
		" source, assigned_to, lost_reason_id, followers AS kept_followers,"
		" custom_fields AS kept_custom_fields, pipeline_id AS kept_pipeline_id,"
		" pipeline_stage_id AS kept_pipeline_stage_id, status AS kept_status,"
		" name AS kept_name, monetary_value AS kept_monetary_value, source AS kept_source,"
		" assigned_to AS kept_assigned_to, lost_reason_id AS kept_lost_reason_id,"
		" last_status_change_at AS status_changed_at,"
		" last_stage_change_at AS stage_changed_at" OPPORTUNITY_FOUND);
}

/* --- the stage --- */

/* What it stands on does not go while it is written: a pipeline that is deleted, or a stage, takes
 * along all that are there, so none may come in behind its back. */
enum err opportunity_stage_settle(struct call *call, bool stage_sent)
{
	store_share(call, "pipeline", call_text(call, "pipelineId"));
	store_share(call, "contact of opportunities", call_text(call, "contactId"));
	if (stage_sent) {
		if (store_has(call, "SELECT 1 FROM pipeline_stage WHERE location_id = :locationId"
				    " AND id = :pipelineStageId AND pipeline_id = :pipelineId"))
			return ERR_OK;
		return refuse(call, ERR_BAD, "The pipeline stage id is invalid.");
	}
	if (text_same(call_text(call, "pipelineId"), call_text(call, "keptPipelineId")))
		return ERR_OK;
	if (!store_load(call, "SELECT id AS first_stage FROM pipeline_stage"
			      " WHERE location_id = :locationId AND pipeline_id = :pipelineId"
			      " ORDER BY position LIMIT 1"))
		return refuse(call, ERR_BAD, "The pipeline id is invalid.");
	call_set(call, "pipelineStageId", *call_value(call, "firstStage"));
	return call->err;
}

/* --- one of a contact in a pipeline --- */

static bool duplicates_allowed(struct call *call)
{
	const struct json *settings;
	struct text why;

	if (!store_load(call, "SELECT settings AS home_settings FROM location"
			      " WHERE id = :locationId") ||
	    json_read(call->arena, call_text(call, "homeSettings"), &settings, &why))
		return false;
	return json_flag(json_get(settings, "allowDuplicateOpportunity"));
}

enum err opportunity_twin_avoid(struct call *call)
{
	struct text location = call_text(call, "locationId"), id;
	struct text contact = call_text(call, "contactId");

	if (duplicates_allowed(call))
		return call->err;
	store_guard(call, "opportunities of",
		    text_format(call->arena, "%.*s %.*s", (int)location.size, location.at,
				(int)contact.size, contact.at));
	if (!store_load(call, "SELECT id AS twin_id FROM opportunity"
			      " WHERE location_id = :locationId AND contact_id = :contactId"
			      " AND pipeline_id = :pipelineId AND id <> :opportunityId"
			      " ORDER BY created_at DESC, id DESC LIMIT 1"))
		return call->err;
	id = call_text(call, "twinId");
	return refuse_more(call, ERR_DUPLICATE,
			   text_format(call->arena,
				       "\"code\":\"OPPORTUNITY_NO_DUPLICATE\","
				       "\"meta\":{\"existingId\":\"%.*s\"},"
				       "\"error\":\"Bad Request\"",
				       (int)id.size, id.at),
			   "Can not create duplicate opportunity for the contact.");
}

/* --- what is different, and who is told --- */

/* A part of an opportunity, how it was, and what is announced when it is another. */
static const struct part {
	const char *value, *kept, *event;
} parts[] = {
	{ "name", "keptName", NULL },
	{ "pipelineId", "keptPipelineId", NULL },
	{ "pipelineStageId", "keptPipelineStageId", "OpportunityStageUpdate" },
	{ "status", "keptStatus", "OpportunityStatusUpdate" },
	{ "monetaryValue", "keptMonetaryValue", "OpportunityMonetaryValueUpdate" },
	{ "assignedTo", "keptAssignedTo", "OpportunityAssignedToUpdate" },
	{ "source", "keptSource", NULL },
	{ "lostReasonId", "keptLostReasonId", NULL },
	{ "followers", "keptFollowers", NULL },
	{ "customFields", "keptCustomFields", NULL },
};

#define PARTS (sizeof(parts) / sizeof(*parts))

static bool is_changed(struct call *call, const struct part *part)
{
	const struct value *a = call_value(call, part->value), *b = call_value(call, part->kept);
	double x = a->type == VALUE_REAL ? a->real : (double)a->whole;
	double y = b->type == VALUE_REAL ? b->real : (double)b->whole;

	if (a->type == VALUE_ABSENT)
		return false;
	return (a->type == VALUE_NULL) != (b->type == VALUE_NULL) || x < y || x > y ||
	       !text_same(a->text, b->text);
}

/* Those of the four by which it is counted. */
static bool is_recounted(const bool *changed)
{
	return changed[1] || changed[2] || changed[3] || changed[5];
}

/* A date moves with what it is about, and with nothing else. */
static void date_settle(struct call *call, const char *value, const char *kept, bool changed)
{
	call_set_whole(call, value, changed ? call->now_ms : call_whole(call, kept, 0));
}

static const char saved[] =
	"UPDATE opportunity SET pipeline_id = :pipelineId, pipeline_stage_id = :pipelineStageId,"
	" status = :status, name = :name, monetary_value = :monetaryValue, source = :source,"
	" assigned_to = :assignedTo, lost_reason_id = :lostReasonId,"
	" followers = coalesce(:followers, followers),"
	" custom_fields = coalesce(:customFields, custom_fields),"
	" last_status_change_at = :statusMovedAt, last_stage_change_at = :stageMovedAt,"
	" last_action_date = :now, updated_at = :now, find = (SELECT fold(CAST(:name AS TEXT))"
	" || '\n' || coalesce(c.full_name_lower_case, '') || '\n'"
	" || coalesce(c.email_lower_case, '') || '\n' || coalesce(c.phone, '') || '\n'"
	" || coalesce(fold(c.company_name), '') FROM contact c"
	" WHERE c.location_id = :locationId AND c.id = opportunity.contact_id)"
	" WHERE location_id = :locationId AND id = :opportunityId";

static const char told[] = "SELECT *, created_at AS date_added,"
			   " :changedFields AS changed_fields" OPPORTUNITY_FOUND;

enum err opportunity_save(struct call *call)
{
	bool changed[PARTS], any = false;
	struct string_set names = { .at = NULL };
	struct text list[PARTS];
	enum err e;

	if (!text_is(call_text(call, "status"), "lost"))
		call_set_null(call, "lostReasonId");
	for (size_t i = 0; i < PARTS; i++) {
		changed[i] = is_changed(call, &parts[i]);
		any |= changed[i];
		if (changed[i])
			list[names.count++] = text_of(parts[i].value);
	}
	if (!any)
		return call->err;
	names.at = list;
	call_set_text(call, "changedFields", string_set_json(call->arena, names));
	date_settle(call, "statusMovedAt", "statusChangedAt", changed[3]);
	date_settle(call, "stageMovedAt", "stageChangedAt", changed[2]);
	e = store_do(call, saved);
	if (!e && is_recounted(changed)) {
		opportunity_count(call, true, -1);
		opportunity_count(call, false, 1);
	}
	if (!e && changed[PARTS - 1])
		e = opportunity_fields_index(call);
	for (size_t i = 0; i < PARTS && !e; i++)
		if (changed[i] && parts[i].event)
			e = store_emit_event(call, parts[i].event, told);
	return e ? e : store_emit_event(call, "OpportunityUpdate", told);
}

enum err opportunity_change(struct call *call, bool stage_sent, bool fields_sent)
{
	static const char *const filled[] = { "pipelineId", "pipelineStageId", "name", "status",
					      NULL };
	struct text fields;
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = opportunity_stage_settle(call, stage_sent);
	if (!e && !text_same(call_text(call, "pipelineId"), call_text(call, "keptPipelineId")))
		e = opportunity_twin_avoid(call);
	call_set(call, "customFields", (struct value){ .type = VALUE_ABSENT });
	if (!e && fields_sent) {
		e = field_values_merge(call, "opportunity", call_text(call, "keptCustomFields"),
				       json_get(call->json, "customFields"), &fields);
		if (!e)
			call_set_text(call, "customFields", fields);
	}
	return e ? e : opportunity_save(call);
}

/* --- how many there are --- */

void opportunity_count(struct call *call, bool kept, int by)
{
	struct text pipeline = call_text(call, kept ? "keptPipelineId" : "pipelineId");
	struct text stage = call_text(call, kept ? "keptPipelineStageId" : "pipelineStageId");
	struct text status = call_text(call, kept ? "keptStatus" : "status");
	struct text person = call_text(call, kept ? "keptAssignedTo" : "assignedTo");
	struct text what = text_format(call->arena, "opportunity:%.*s:%.*s:%.*s:%.*s",
				       (int)pipeline.size, pipeline.at, (int)stage.size, stage.at,
				       (int)status.size, status.at, (int)person.size, person.at);

	store_count(call, text_c(call->arena, what), by);
}

static bool is_of(const struct opportunity_mix *asked, const struct opportunity_mix *of)
{
	return (!asked->pipeline.size || text_same(asked->pipeline, of->pipeline)) &&
	       (!asked->stage.size || text_same(asked->stage, of->stage)) &&
	       (!asked->status.size || text_same(asked->status, of->status)) &&
	       (!asked->person.size || text_same(asked->person, of->person));
}

void opportunities_counted(struct call *call, const struct opportunity_mix *mixes, int64_t *counts,
			   size_t count)
{
	struct rows *rows = store_counters(call, TEXT("opportunity:"));

	memset(counts, 0, count * sizeof(*counts));
	while (rows_next(rows)) {
		struct text rest = rows_text(rows, "what"), head;
		struct opportunity_mix of = { 0 };

		text_split(&rest, ':', &head);
		text_split(&rest, ':', &of.pipeline);
		text_split(&rest, ':', &of.stage);
		text_split(&rest, ':', &of.status);
		of.person = rest;
		for (size_t i = 0; i < count; i++)
			if (is_of(&mixes[i], &of))
				counts[i] += rows_whole(rows, "n");
	}
	rows_close(rows);
}

enum err opportunity_fields_index(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM opportunity_field"
				    " WHERE location_id = :locationId"
				    " AND opportunity_id = :opportunityId");

	return e ? e
		 : field_values_index(
			   call, call_text(call, "customFields"),
			   "INSERT INTO opportunity_field (location_id, opportunity_id, field_id,"
			   " place, value, number) VALUES (:locationId, :opportunityId, :fieldId,"
			   " :fieldPlace, :fieldValue, :fieldNumber)");
}
