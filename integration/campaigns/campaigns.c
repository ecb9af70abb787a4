// SPDX-License-Identifier: Apache-2.0
/*
 * Campaigns: made, changed, counted, deleted.  Upstream only lists them; the rest is ours.
 */
#include "integration/campaigns/inside.h"

static const char *const filled[] = { "name", "status", NULL };

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

	if (!e)
		e = campaign_steps_need(call);
	if (e)
		return e;
	return store_reply_row(call, "campaign",
			       "INSERT INTO campaign (id, location_id, name, status, steps,"
			       " date_added, date_updated)"
			       " VALUES (:newId, :locationId, :name, :status,"
			       " coalesce(CAST(:steps AS TEXT), '[]'), :now, :now) RETURNING *");
}

/* The row is no event: who is told of is a member. */
static enum err campaign_reply(struct call *call)
{
	const struct field *field = shape_find(call->op->gives, TEXT("campaign"));
	struct rows *r = store_ask(call, "SELECT * FROM campaign WHERE id = :changedCampaign"
					 " AND location_id = :locationId");

	if (rows_next(r)) {
		json_key(&call->out, "campaign");
		json_map(&call->out);
		rows_put(r, field->shape);
		json_close(&call->out);
	}
	rows_close(r);
	return call->err;
}

enum err campaign_update(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = campaign_steps_need(call);
	if (e)
		return e;
	e = store_do(call, "UPDATE campaign SET name = coalesce(:name, name),"
			   " status = coalesce(:status, status),"
			   " steps = coalesce(CAST(:steps AS TEXT), steps), date_updated = :now"
			   " WHERE id = :campaignId AND location_id = :locationId");
	if (!e && !call->changed)
		return campaign_missing(call, ERR_MISSING);
	call_set_text(call, "changedCampaign", call_text(call, "campaignId"));
	if (!e)
		e = campaign_plan_all(call);
	return e ? e : campaign_reply(call);
}

/* A part after another, so that no list of them is held. */
static enum err members_drop(struct call *call)
{
	static const char next[] = "SELECT contact_id AS member FROM contact_campaign"
				   " WHERE location_id = :locationId"
				   " AND campaign_id = :campaignId AND state = 'in' LIMIT 1";
	enum err e = ERR_OK;

	while (!e && store_load(call, next)) {
		e = campaign_due_drop(call, call_text(call, "campaignId"),
				      call_text(call, "member"));
		if (!e)
			e = store_do(call, "DELETE FROM contact_campaign"
					   " WHERE location_id = :locationId"
					   " AND contact_id = :member"
					   " AND campaign_id = :campaignId");
	}
	return e ? e : call->err;
}

enum err campaign_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM campaign"
				    " WHERE id = :campaignId AND location_id = :locationId");

	if (e)
		return e;
	if (call->changed == 0)
		return campaign_missing(call, ERR_MISSING);
	e = members_drop(call);
	if (!e)
		e = store_do(call,
			     "DELETE FROM contact_campaign /* grows: all of the campaign */"
			     " WHERE location_id = :locationId AND campaign_id = :campaignId");
	if (!e)
		e = store_do(call,
			     "DELETE FROM campaign_mail /* grows: all of the campaign */"
			     " WHERE location_id = :locationId AND campaign_id = :campaignId");
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}

static enum err campaign_here(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM campaign"
			    " WHERE id = :campaignId AND location_id = :locationId"))
		return ERR_OK;
	return call->err ? call->err : campaign_missing(call, ERR_MISSING);
}

enum err campaign_statistics(struct call *call)
{
	enum err e = campaign_here(call);

	if (e)
		return e;
	return store_reply_row(
		call, "statistics",
		"SELECT /* grows: counts all of the campaign */"
		" (SELECT count(*) FROM contact_campaign WHERE location_id = :locationId"
		"  AND campaign_id = :campaignId AND state = 'in') AS in_it,"
		" (SELECT count(*) FROM contact_campaign WHERE location_id = :locationId"
		"  AND campaign_id = :campaignId AND state = 'done') AS done,"
		" (SELECT count(*) FROM contact_campaign WHERE location_id = :locationId"
		"  AND campaign_id = :campaignId AND state = 'left') AS has_left,"
		" (SELECT count(*) FROM campaign_mail WHERE location_id = :locationId"
		"  AND campaign_id = :campaignId AND state = 'sent') AS sent,"
		" (SELECT count(*) FROM campaign_mail WHERE location_id = :locationId"
		"  AND campaign_id = :campaignId AND state = 'failed') AS failed");
}

enum err campaign_enrolment_list(struct call *call)
{
	enum err e = campaign_here(call);

	if (e)
		return e;
	return store_list(
		call, "enrolments",
		"SELECT * FROM contact_campaign"
		" WHERE location_id = :locationId AND campaign_id = :campaignId"
		" AND (CAST(:state AS TEXT) IS NULL OR state = :state)"
		" AND (date_added, contact_id)"
		"  > (coalesce(CAST(:startAfter AS BIGINT), -1), coalesce(:startAfterId, ''))"
		" ORDER BY date_added, contact_id LIMIT :limit");
}

enum err campaign_mail_list(struct call *call)
{
	enum err e = campaign_here(call);

	if (e)
		return e;
	return store_list(call, "mails",
			  "SELECT * FROM campaign_mail WHERE location_id = :locationId"
			  " AND campaign_id = :campaignId"
			  " AND (CAST(:state AS TEXT) IS NULL OR state = :state)"
			  " ORDER BY at DESC, contact_id, n LIMIT :limit");
}

/* --- the location --- */

enum err campaigns_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT contact_id AS id FROM contact_campaign WHERE location_id = :locationId"
		  " ORDER BY location_id, contact_id LIMIT :leavingPart",
		  { "DELETE FROM contact_campaign WHERE location_id = :locationId"
		    " AND contact_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ "SELECT contact_id AS id FROM campaign_mail WHERE location_id = :locationId"
		  " ORDER BY location_id, contact_id LIMIT :leavingPart",
		  { "DELETE FROM campaign_mail WHERE location_id = :locationId"
		    " AND contact_id IN (SELECT value FROM json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM campaign WHERE id IN (SELECT id FROM campaign"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
