// SPDX-License-Identifier: Apache-2.0
/*
 * The mails of a campaign, one after the other.  When one is due it becomes a message of the
 * contact's conversation, by the operation that sends all messages: whether he wants it is asked
 * there and then.  That, the row that says so and the next time are one transaction.
 */
#include "integration/campaigns/inside.h"

#include "platform/invoke/invoke.h"
#include "pure/flowfile/flowfile.h"

#define DUE	       "campaign mail"
#define AFTER_MAX_DAYS 1000

static struct text text_at(const struct json *map, const char *key)
{
	return json_text(json_get(map, key));
}

static bool after_read(const struct json *step, int64_t *ms)
{
	struct text after = text_at(step, "after");

	*ms = 0;
	return !after.size || (span_read(after, ms) && *ms >= 0 && *ms <= AFTER_MAX_DAYS * DAY_MS);
}

enum err campaign_steps_need(struct call *call)
{
	const struct json *steps = json_get(call->json, "steps");
	int n = 0;

	for (const struct json *v = json_is(steps, JSON_LIST) ? json_first(steps) : NULL; v;
	     v = json_after(steps, v), n++) {
		struct text id = text_at(v, "templateId");
		int64_t ms;

		if (!after_read(v, &ms))
			call_violation(call,
				       "steps.%d.after must be a span such as 2h or 3d, of at most"
				       " %d days",
				       n, AFTER_MAX_DAYS);
		call_set_text(call, "stepTemplate", id);
		if (id.size && !store_has(call, "SELECT 1 FROM email_template"
						" WHERE location_id = :locationId"
						" AND id = :stepTemplate"
						" AND template_type <> 'folder'"))
			call_violation(call, "steps.%d.templateId names no e-mail template", n);
		if (!id.size && !text_at(v, "html").size && !text_at(v, "message").size)
			call_violation(call, "steps.%d needs html, message or templateId", n);
	}
	return call->err || call->violation_count
		       ? (call->err ? call->err : refuse(call, ERR_INVALID, "The steps do not fit"))
		       : ERR_OK;
}

/* --- when --- */

static struct text thing(struct call *call, struct text campaign, struct text contact)
{
	return text_format(call->arena, "%.*s/%.*s", (int)campaign.size, campaign.at,
			   (int)contact.size, contact.at);
}

enum err campaign_due_drop(struct call *call, struct text campaign, struct text contact)
{
	return due_drop(call, DUE, thing(call, campaign, contact));
}

/* :memberStep and what else is kept of :contactId in :campaignId; the step; NULL: there is none. */
static const struct json *step_load(struct call *call, size_t *count)
{
	const struct json *steps, *v;
	struct text why;

	*count = 0;
	if (!store_load(call, "SELECT m.step AS member_step, m.times AS member_times,"
			      " c.steps AS member_steps, c.status AS member_status"
			      " FROM contact_campaign m JOIN campaign c"
			      " ON c.location_id = :locationId AND c.id = m.campaign_id"
			      " WHERE m.location_id = :locationId AND m.contact_id = :contactId"
			      " AND m.campaign_id = :campaignId AND m.state = 'in'") ||
	    json_read(call->arena, text_copy(call->arena, call_text(call, "memberSteps")), &steps,
		      &why))
		return NULL;
	*count = steps->count;
	int64_t n = call_whole(call, "memberStep", 0);
	for (v = json_first(steps); v && n; v = json_after(steps, v))
		n--;
	return v;
}

enum err campaign_plan(struct call *call, int64_t at_ms)
{
	size_t count;
	const struct json *step = step_load(call, &count);
	int64_t after;

	if (call->err || !count)
		return call->err; /* it only keeps who is in it */
	if (!step)
		return store_emit_event(
			call, "CampaignStatusUpdate",
			"UPDATE contact_campaign SET state = 'done', ended_at = :now,"
			" next_at = NULL WHERE location_id = :locationId"
			" AND contact_id = :contactId AND campaign_id = :campaignId"
			" AND state = 'in'" CAMPAIGN_TOLD("done"));
	after_read(step, &after);
	if (!at_ms)
		at_ms = call->now_ms + after;
	call_set_whole(call, "nextAt", at_ms);
	enum err e = store_do(call, "UPDATE contact_campaign SET next_at = :nextAt"
				    " WHERE location_id = :locationId AND contact_id = :contactId"
				    " AND campaign_id = :campaignId");
	if (e || !text_is(call_text(call, "memberStatus"), "published"))
		return e;
	return due_set(call, DUE,
		       thing(call, call_text(call, "campaignId"), call_text(call, "contactId")),
		       at_ms);
}

/* Who waited while it was a draft, or had no more mails, goes on; a time that was set stays. */
enum err campaign_plan_all(struct call *call)
{
	call_set_text(call, "contactId", TEXT(""));
	while (!call->err &&
	       store_load(call, "SELECT contact_id, coalesce(next_at, 0) AS was_next"
				" FROM contact_campaign /* grows: all who are in it */"
				" WHERE location_id = :locationId AND campaign_id = :campaignId"
				" AND state = 'in' AND contact_id > :contactId"
				" ORDER BY contact_id LIMIT 1"))
		campaign_plan(call, call_whole(call, "wasNext", 0));
	return call->err;
}

/* --- it is time --- */

/* A text as the HTML that says it. */
static struct text html_of(struct arena *a, struct text t)
{
	struct buffer b = buffer_open(a, 6 * t.size + 1);

	for (size_t i = 0; i < t.size; i++) {
		const char *said = t.at[i] == '&'    ? "&amp;"
				   : t.at[i] == '<'  ? "&lt;"
				   : t.at[i] == '>'  ? "&gt;"
				   : t.at[i] == '\n' ? "<br>\n"
						     : NULL;
		if (said)
			buffer_add(&b, text_of(said));
		else
			buffer_byte(&b, t.at[i]);
	}
	return buffer_text(&b);
}

static struct text mail_json(struct call *call, const struct json *step)
{
	static const char *const names[][2] = {
		{ "subject", "subject" }, { "html", "html" },
		{ "message", "message" }, { "templateId", "templateId" },
		{ "from", "emailFrom" },  { "subtypeId", "customSubtypeId" }
	};
	struct text campaign = call_text(call, "campaignId"), who = call_text(call, "contactId");
	struct buffer b = buffer_open(call->arena, 4 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	if (!text_at(step, "html").size && text_at(step, "message").size) {
		json_key(&o, "html");
		json_put_text(&o, html_of(call->arena, text_at(step, "message")));
	}
	json_key(&o, "type");
	json_put_c(&o, "Email");
	json_key(&o, "contactId");
	json_put_text(&o, who);
	json_key(&o, "altId"); /* said twice it is one */
	json_put_text(&o, text_format(call->arena, "campaign:%.*s:%.*s:%lld:%lld",
				      (int)campaign.size, campaign.at, (int)who.size, who.at,
				      (long long)call_whole(call, "memberTimes", 0),
				      (long long)call_whole(call, "memberStep", 0)));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct text v = text_at(step, names[i][0]);
		if (!v.size)
			continue;
		json_key(&o, names[i][1]);
		json_put_text(&o, v);
	}
	json_close(&o);
	return buffer_text(&b);
}

static enum err mail_keep(struct call *call, const struct invoked *told)
{
	const struct json *reply = NULL;
	struct text why;

	if (!told->err)
		json_read(call->arena, told->body, &reply, &why);
	call_set_text(call, "mailState", told->err ? TEXT("failed") : TEXT("sent"));
	call_set_text(call, "mailError", told->err ? told->why : (struct text){ 0 });
	call_set_text(call, "mailMessage", text_at(reply, "messageId"));
	call_set_text(call, "mailEmail", text_at(reply, "emailMessageId"));
	enum err e = store_do(
		call, "INSERT INTO campaign_mail (location_id, contact_id, campaign_id, times, n,"
		      " state, message_id, email_id, error, at) VALUES (:locationId, :contactId,"
		      " :campaignId, :memberTimes, :memberStep, :mailState,"
		      " nullif(:mailMessage, ''), nullif(:mailEmail, ''),"
		      " nullif(:mailError, ''), :now)");
	if (e)
		return e;
	return store_emit_event(
		call, "CampaignStatusUpdate",
		told->err ? "UPDATE contact_campaign SET step = step + 1, next_at = NULL"
			    " WHERE location_id = :locationId AND contact_id = :contactId"
			    " AND campaign_id = :campaignId" CAMPAIGN_TOLD("failed")
			  : "UPDATE contact_campaign SET step = step + 1, next_at = NULL"
			    " WHERE location_id = :locationId AND contact_id = :contactId"
			    " AND campaign_id = :campaignId" CAMPAIGN_TOLD("sent"));
}

enum err campaign_mail_due(struct call *call)
{
	struct text both = text_copy(call->arena, call_text(call, "dueThing")), campaign;
	struct invoked told = { 0 };
	size_t count;

	text_split(&both, '/', &campaign);
	call_set_text(call, "campaignId", campaign);
	call_set_text(call, "contactId", both);
	const struct json *step = step_load(call, &count);
	/* a draft waits, and is planned anew when it is published */
	if (!step || !text_is(call_text(call, "memberStatus"), "published"))
		return call->err;
	enum err e = invoke_row(call, "send-a-new-message", call_text(call, "locationId"),
				mail_json(call, step), &told);
	if (!e)
		e = mail_keep(call, &told);
	return e ? e : campaign_plan(call, 0);
}
