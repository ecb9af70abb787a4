// SPDX-License-Identifier: Apache-2.0
/*
 * What happens to opportunities when something else changes or goes: a contact, a pipeline, a
 * stage, a user, a custom field.  The rows `when` and `leaving` of opportunities.api name what is
 * here.
 */
#include "domain/opportunities/inside.h"

/* --- contacts --- */

/* At once they are seen no more: whoever reads one asks for its contact. */
enum err opportunities_forget_contact(struct call *call)
{
	struct text contact = text_copy(call->arena, call_text(call, "changedId"));

	store_guard(call, "contact of opportunities", contact); /* those that come in just now */
	return leaving_begin(call, LEAVING_CONTACT, TEXT(""), contact);
}

/* What its contact is found by, an opportunity is found by. */
enum err opportunities_follow_contact(struct call *call)
{
	return store_do(call,
			"UPDATE opportunity SET find = fold(opportunity.name) || '\n'"
			" || coalesce(c.full_name_lower_case, '') || '\n'"
			" || coalesce(c.email_lower_case, '') || '\n' || coalesce(c.phone, '')"
			" || '\n' || coalesce(fold(c.company_name), '')"
			" FROM contact c WHERE opportunity.location_id = :locationId"
			" AND opportunity.contact_id = :changedId"
			" AND c.location_id = :locationId AND c.id = :changedId");
}

/* Takes a part of them away; `next` gives the id of one. */
static enum err part_forget(struct call *call, const char *next)
{
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	enum err e = ERR_OK;

	while (!e && done < part && store_load(call, next)) {
		e = opportunity_forget(call);
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return e ? e : call->err;
}

enum err opportunities_leave_contact(struct call *call)
{
	return part_forget(call, "SELECT id AS opportunity_id FROM opportunity"
				 " WHERE location_id = :locationId AND contact_id = :leavingThing"
				 " LIMIT 1");
}

/* --- pipelines and their stages --- */

enum err opportunities_leave_pipeline(struct call *call)
{
	return part_forget(call, "SELECT id AS opportunity_id FROM opportunity"
				 " WHERE location_id = :locationId AND pipeline_id = :leavingThing"
				 " LIMIT 1");
}

/* Who was in a stage that is gone is in the lowest that remains. */
enum err opportunities_leave_stage(struct call *call)
{
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	enum err e = ERR_OK;

	if (!store_load(call, "SELECT id AS lowest_stage FROM pipeline_stage"
			      " WHERE location_id = :locationId AND pipeline_id = :leavingOf"
			      " ORDER BY position LIMIT 1"))
		return call->err; /* the pipeline has gone, and takes them with it */
	while (!e && done < part &&
	       store_load(call, "SELECT id AS opportunity_id FROM opportunity"
				" WHERE location_id = :locationId"
				" AND pipeline_stage_id = :leavingThing LIMIT 1")) {
		if (!store_load(call, "SELECT pipeline_id AS kept_pipeline_id,"
				      " pipeline_stage_id AS kept_pipeline_stage_id,"
				      " status AS kept_status, assigned_to AS kept_assigned_to,"
				      " pipeline_id, status, assigned_to FROM opportunity"
				      " WHERE location_id = :locationId AND id = :opportunityId"))
			return call->err;
		call_set(call, "pipelineStageId", *call_value(call, "lowestStage"));
		opportunity_count(call, true, -1);
		opportunity_count(call, false, 1);
		e = store_emit_event(call, "OpportunityStageUpdate",
				     "UPDATE opportunity SET pipeline_stage_id = :lowestStage,"
				     " last_stage_change_at = :now, last_action_date = :now,"
				     " updated_at = :now WHERE location_id = :locationId"
				     " AND id = :opportunityId"
				     " RETURNING *, created_at AS date_added");
		if (!e)
			e = store_emit_event(call, "OpportunityUpdate",
					     "SELECT *, created_at AS date_added,"
					     " '[\"pipelineStageId\"]' AS changed_fields"
					     " FROM opportunity WHERE location_id = :locationId"
					     " AND id = :opportunityId");
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return e ? e : call->err;
}

/* --- users --- */

/* Those that were his are nobody's. */
enum err opportunities_leave_user(struct call *call)
{
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	enum err e = ERR_OK;

	while (!e && done < part &&
	       store_load(call, "SELECT id AS opportunity_id,"
				" pipeline_id AS kept_pipeline_id,"
				" pipeline_stage_id AS kept_pipeline_stage_id,"
				" status AS kept_status, assigned_to AS kept_assigned_to,"
				" pipeline_id, pipeline_stage_id, status FROM opportunity"
				" WHERE location_id = :locationId"
				" AND assigned_to = :leavingThing LIMIT 1")) {
		call_set_null(call, "assignedTo");
		opportunity_count(call, true, -1);
		opportunity_count(call, false, 1);
		e = store_emit_event(call, "OpportunityAssignedToUpdate",
				     "UPDATE opportunity SET assigned_to = NULL,"
				     " last_action_date = :now, updated_at = :now"
				     " WHERE location_id = :locationId AND id = :opportunityId"
				     " RETURNING *, created_at AS date_added");
		if (!e)
			e = store_emit_event(call, "OpportunityUpdate",
					     "SELECT *, created_at AS date_added,"
					     " '[\"assignedTo\"]' AS changed_fields"
					     " FROM opportunity WHERE location_id = :locationId"
					     " AND id = :opportunityId");
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return e ? e : call->err;
}

enum err opportunities_unfollow_user(struct call *call)
{
	enum err e = leaving_page(call, "SELECT id, followers AS lists FROM opportunity"
					" WHERE location_id = :locationId AND followers <> '[]'"
					" AND id > :leavingPlace ORDER BY id LIMIT :leavingPage");

	return e ? e
		 : store_emit_event(
			   call, "OpportunityUpdate",
			   "UPDATE opportunity SET followers = (SELECT json_group_array(value)"
			   "  FROM (SELECT value FROM json_each(opportunity.followers)"
			   "   WHERE value <> :leavingThing) AS others),"
			   " last_action_date = :now, updated_at = :now"
			   " WHERE location_id = :locationId"
			   " AND id IN (SELECT value FROM json_each(:leavingIds))"
			   " RETURNING *, created_at AS date_added,"
			   " '[\"followers\"]' AS changed_fields");
}

/* --- custom fields --- */

enum err opportunities_drop_field(struct call *call)
{
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	struct text id = text_copy(call->arena, call_text(call, "leavingThing"));
	enum err e = ERR_OK;

	while (!e && done < part &&
	       store_load(call, "SELECT o.id AS opportunity_id, o.custom_fields AS owner_fields"
				" FROM opportunity_field f JOIN opportunity o"
				" ON o.location_id = f.location_id AND o.id = f.opportunity_id"
				" WHERE f.location_id = :locationId AND f.field_id = :leavingThing"
				" LIMIT 1")) {
		call_set_text(call, "fieldsLeft",
			      field_values_less(call, call_text(call, "ownerFields"), id));
		e = store_emit_event(call, "OpportunityUpdate",
				     "UPDATE opportunity SET custom_fields = :fieldsLeft,"
				     " updated_at = :now WHERE location_id = :locationId"
				     " AND id = :opportunityId RETURNING *,"
				     " created_at AS date_added,"
				     " '[\"customFields\"]' AS changed_fields");
		if (!e)
			e = store_do(call, "DELETE FROM opportunity_field"
					   " WHERE location_id = :locationId"
					   " AND opportunity_id = :opportunityId"
					   " AND field_id = :leavingThing");
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return e ? e : call->err;
}

/* --- the location --- */

enum err opportunities_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT opportunity_id AS id FROM opportunity_field WHERE location_id = "
		  ":locationId"
		  " ORDER BY location_id, opportunity_id LIMIT :leavingPart",
		  { "DELETE FROM opportunity_field WHERE location_id = :locationId"
		    " AND opportunity_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM opportunity WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM opportunity WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM pipeline_stage WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM pipeline_stage WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM pipeline WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM pipeline WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM lost_reason WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM lost_reason WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
