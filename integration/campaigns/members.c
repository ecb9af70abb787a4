// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts go into campaigns, and out of them.  Going in twice is going in once; who has left may
 * come again, who has had all mails gets none twice.
 */
#include "domain/contacts/contacts.h"
#include "integration/campaigns/inside.h"

static enum err campaign_need(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (store_has(call, "SELECT 1 FROM campaign"
			    " WHERE id = :campaignId AND location_id = :locationId"))
		return ERR_OK;
	struct text id = call_text(call, "campaignId");
	return call->err ? call->err
			 : refuse(call, ERR_BAD, "Campaign with id %.*s not found", (int)id.size,
				  id.at);
}

/* Nothing is sent to whom nothing may be sent. */
static enum err campaign_may_begin(struct call *call)
{
	if (!store_load(call, "SELECT trim(coalesce(first_name, '') || ' ' ||"
			      " coalesce(last_name, '')) AS contact_name,"
			      " (SELECT name FROM campaign WHERE id = :campaignId"
			      "  AND campaign.location_id = :locationId) AS campaign_name"
			      " FROM contact WHERE id = :contactId AND location_id = :locationId"
			      " AND dnd"))
		return call->err;
	struct text name = call_text(call, "contactName"), of = call_text(call, "campaignName");
	return refuse(call, ERR_BAD, "%.*s has dnd enabled, not starting campaign '%.*s'.",
		      (int)name.size, name.at, (int)of.size, of.at);
}

static enum err succeed(struct call *call, enum err e)
{
	if (e)
		return e;
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return ERR_OK;
}

enum err contact_campaign_enter(struct call *call)
{
	enum err e = campaign_need(call);

	if (!e)
		e = campaign_may_begin(call);
	if (e)
		return e;
	bool under_way = store_has(call, "SELECT 1 FROM contact_campaign"
					 " WHERE location_id = :locationId"
					 " AND contact_id = :contactId"
					 " AND campaign_id = :campaignId AND state <> 'left'");
	if (under_way)
		return succeed(call, call->err);
	e = store_emit_event(
		call, "CampaignStatusUpdate",
		"INSERT INTO contact_campaign (location_id, contact_id, campaign_id, date_added)"
		" VALUES (:locationId, :contactId, :campaignId, :now)"
		" ON CONFLICT (location_id, contact_id, campaign_id) DO UPDATE SET state = 'in',"
		" step = 0, times = contact_campaign.times + 1, ended_at = NULL, next_at = NULL,"
		" date_added = excluded.date_added"
		" WHERE contact_campaign.state = 'left'" CAMPAIGN_TOLD("entered"));
	if (!e)
		e = campaign_plan(call, 0);
	return succeed(call, e);
}

static enum err leave(struct call *call)
{
	enum err e = store_emit_event(
		call, "CampaignStatusUpdate",
		"UPDATE contact_campaign SET state = 'left', ended_at = :now, next_at = NULL"
		" WHERE contact_id = :contactId AND campaign_id = :campaignId"
		" AND location_id = :locationId AND state = 'in'" CAMPAIGN_TOLD("left"));

	return e ? e
		 : campaign_due_drop(call, call_text(call, "campaignId"),
				     call_text(call, "contactId"));
}

enum err contact_campaign_leave(struct call *call)
{
	enum err e = campaign_need(call);

	if (!e)
		e = leave(call);
	return succeed(call, e);
}

enum err contact_campaign_leave_all(struct call *call)
{
	enum err e = contact_need(call);

	while (!e && store_load(call, "SELECT campaign_id FROM contact_campaign"
				      " WHERE contact_id = :contactId"
				      " AND location_id = :locationId AND state = 'in' LIMIT 1"))
		e = leave(call);
	return succeed(call, e ? e : call->err);
}

/* A contact that is deleted gets nothing more. */
enum err campaigns_forget_contact(struct call *call)
{
	enum err e = ERR_OK;

	while (!e && store_load(call, "SELECT campaign_id AS forgotten FROM contact_campaign"
				      " WHERE contact_id = :changedId AND location_id = :locationId"
				      " LIMIT 1")) {
		e = campaign_due_drop(call, call_text(call, "forgotten"),
				      call_text(call, "changedId"));
		if (!e)
			e = store_do(call, "DELETE FROM contact_campaign"
					   " WHERE contact_id = :changedId"
					   " AND location_id = :locationId"
					   " AND campaign_id = :forgotten");
	}
	return e ? e
		 : store_do(call, "DELETE FROM campaign_mail WHERE location_id = :locationId"
				  " AND contact_id = :changedId");
}
