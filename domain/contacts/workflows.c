// SPDX-License-Identifier: Apache-2.0
/*
 * Workflows and campaigns: what contacts can be put into.  Who puts them in is crm/contacts.
 *
 * Upstream only lists them; they are made, changed and looked into under our own paths.
 */
#include "domain/contacts/contacts.h"
#include "platform/store/store.h"

static const char *const filled[] = { "name", "status", NULL };

static enum err succeeded(struct call *call)
{
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return ERR_OK;
}

/* --- workflows --- */

static enum err workflow_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Workflow not found") : e;
}

enum err workflow_list(struct call *call)
{
	return store_list(call, "workflows",
			  "SELECT * FROM workflow WHERE location_id = :locationId ORDER BY id");
}

enum err workflow_get(struct call *call)
{
	return workflow_missing(
		call, store_reply_row(call, "workflow",
				      "SELECT * FROM workflow"
				      " WHERE id = :workflowId AND location_id = :locationId"));
}

enum err workflow_create(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	return store_reply_row(call, "workflow",
			       "INSERT INTO workflow (id, location_id, name, status, version,"
			       " created_at, updated_at)"
			       " VALUES (:newUuid, :locationId, :name, :status, 1, :now, :now)"
			       " RETURNING *");
}

enum err workflow_update(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	return workflow_missing(
		call, store_reply_row(call, "workflow",
				      "UPDATE workflow SET name = coalesce(:name, name),"
				      " status = coalesce(:status, status), version = version + 1,"
				      " updated_at = :now"
				      " WHERE id = :workflowId AND location_id = :locationId"
				      " RETURNING *"));
}

enum err workflow_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM workflow"
				    " WHERE id = :workflowId AND location_id = :locationId");

	if (e)
		return e;
	if (call->changed == 0)
		return workflow_missing(call, ERR_MISSING);
	e = store_do(call, "DELETE FROM contact_workflow /* grows: all of the workflow */"
			   " WHERE location_id = :locationId AND workflow_id = :workflowId");
	return e ? e : succeeded(call);
}

enum err workflow_enrolment_list(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM workflow"
			     " WHERE id = :workflowId AND location_id = :locationId"))
		return call->err ? call->err : workflow_missing(call, ERR_MISSING);
	return store_list(
		call, "enrolments",
		"SELECT * FROM contact_workflow"
		" WHERE location_id = :locationId AND workflow_id = :workflowId"
		" AND (date_added, contact_id)"
		"  > (coalesce(CAST(:startAfter AS BIGINT), -1), coalesce(:startAfterId, ''))"
		" ORDER BY date_added, contact_id LIMIT :limit");
}

/* --- campaigns --- */

static enum err campaign_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Campaign not found") : e;
}

enum err campaign_list(struct call *call)
{
	return store_list(call, "campaigns",
			  "SELECT * FROM campaign WHERE location_id = :locationId"
			  " AND (CAST(:status AS TEXT) IS NULL OR status = :status) ORDER BY id");
}

enum err campaign_get(struct call *call)
{
	return campaign_missing(
		call, store_reply_row(call, "campaign",
				      "SELECT * FROM campaign"
				      " WHERE id = :campaignId AND location_id = :locationId"));
}

enum err campaign_create(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	return store_reply_row(call, "campaign",
			       "INSERT INTO campaign (id, location_id, name, status, date_added,"
			       " date_updated)"
			       " VALUES (:newId, :locationId, :name, :status, :now, :now)"
			       " RETURNING *");
}

enum err campaign_update(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	return campaign_missing(
		call, store_reply_row(call, "campaign",
				      "UPDATE campaign SET name = coalesce(:name, name),"
				      " status = coalesce(:status, status), date_updated = :now"
				      " WHERE id = :campaignId AND location_id = :locationId"
				      " RETURNING *"));
}

enum err campaign_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM campaign"
				    " WHERE id = :campaignId AND location_id = :locationId");

	if (e)
		return e;
	if (call->changed == 0)
		return campaign_missing(call, ERR_MISSING);
	e = store_do(call, "DELETE FROM contact_campaign /* grows: all of the campaign */"
			   " WHERE location_id = :locationId AND campaign_id = :campaignId");
	return e ? e : succeeded(call);
}

enum err campaign_enrolment_list(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM campaign"
			     " WHERE id = :campaignId AND location_id = :locationId"))
		return call->err ? call->err : campaign_missing(call, ERR_MISSING);
	return store_list(
		call, "enrolments",
		"SELECT * FROM contact_campaign"
		" WHERE location_id = :locationId AND campaign_id = :campaignId"
		" AND (date_added, contact_id)"
		"  > (coalesce(CAST(:startAfter AS BIGINT), -1), coalesce(:startAfterId, ''))"
		" ORDER BY date_added, contact_id LIMIT :limit");
}
