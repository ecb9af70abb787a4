// SPDX-License-Identifier: Apache-2.0
/*
 * Notifications of a calendar: who is told of its appointments, how, when, and in which words.
 */
#include "domain/reminders/inside.h"

#include "base/json/texts.h"
#include "base/secrets/id.h"

#define NOTIFICATIONS_MAX 500 /* of a calendar */

#define NOTIFICATION_IS                                                                            \
	" WHERE id = :notificationId AND calendar_id = :calendarId AND location_id = :locationId"

static const char one[] = "SELECT *, id AS _id FROM calendar_notification" NOTIFICATION_IS;

static enum err notification_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Calendar notification not found") : e;
}

static enum err said(struct call *call, const char *message)
{
	json_key(&call->out, "message");
	json_put_c(&call->out, message);
	return ERR_OK;
}

enum err calendar_notification_list(struct call *call)
{
	enum err e = calendar_need(call);

	if (e)
		return e;
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return rows_reply(call, store_ask(call, "SELECT *, id AS _id FROM calendar_notification"
						" WHERE calendar_id = :calendarId"
						" AND location_id = :locationId"
						" AND (is_active = :isActive OR :isActive IS NULL)"
						" AND deleted = coalesce(:deleted, false)"
						" AND date_updated > :updatedAfter"
						" ORDER BY id LIMIT :limit OFFSET :skip"));
}

/* Every field of the row that the caller may send, as it was sent: lists are never NULL. */
static void notification_take(struct call *call, const struct json *sent)
{
	const struct shape *shape = catalogue_shape(call->app->catalogue,
						    TEXT("CalendarNotificationNew"));

	for (size_t i = 0; i < shape->count; i++) {
		const struct field *f = &shape->fields[i];
		const struct json *v = json_find(sent, f->name);

		if (f->list)
			call_set_text(call, f->name_c,
				      json_is(v, JSON_LIST) ? json_source(call->arena, v)
							    : TEXT("[]"));
		else if (!v || json_is(v, JSON_NULL))
			call_set_null(call, f->name_c);
		else if (json_is(v, JSON_TEXT))
			call_set_text(call, f->name_c, json_text(v));
		else
			call_set_flag(call, f->name_c, json_flag(v));
	}
	if (call_value(call, "isActive")->type != VALUE_FLAG)
		call_set_flag(call, "isActive", true);
}

static enum err notification_insert(struct call *call, struct text *id)
{
	char fresh[ID_SIZE];

	id_new(call->now_ms, fresh);
	*id = text_copy(call->arena, text_of(fresh));
	call_set_text(call, "notificationId", *id);
	return store_do(
		call,
		"INSERT INTO calendar_notification (id, location_id, calendar_id, receiver_type,"
		" channel, notification_type, is_active, template_id, body, subject, after_time,"
		" before_time, additional_email_ids, additional_phone_numbers,"
		" additional_whatsapp_numbers, selected_users, from_address, from_name,"
		" from_number, date_added, date_updated)"
		" VALUES (:notificationId, :locationId, :calendarId, :receiverType, :channel,"
		" :notificationType, :isActive, :templateId, :body, :subject, :afterTime,"
		" :beforeTime, :additionalEmailIds, :additionalPhoneNumbers,"
		" :additionalWhatsappNumbers, :selectedUsers, :fromAddress, :fromName,"
		" :fromNumber, :now, :now)");
}

enum err calendar_notification_create(struct call *call)
{
	enum err e = calendar_need(call);
	struct text *ids = arena_take(call->arena, sizeof(*ids) * (call->json->count + (size_t)1));
	size_t count = 0;

	if (!e && store_has(call, "SELECT 1 FROM calendar_notification"
				  " WHERE location_id = :locationId"
				  " AND calendar_id = :calendarId AND NOT deleted"
				  " LIMIT 1 OFFSET 499"))
		return refuse(call, ERR_BAD, "A calendar can have %d notifications",
			      NOTIFICATIONS_MAX);
	for (const struct json *v = json_first(call->json); v && !e;
	     v = json_after(call->json, v)) {
		notification_take(call, v);
		e = notification_insert(call, &ids[count++]);
	}
	if (e)
		return e;
	call_set_text(call, "ids", texts_json(call->arena, ids, count));
	return rows_reply(
		call, store_ask(call, "SELECT made.*, made.id AS _id FROM json_each(:ids) AS asked"
				      " JOIN calendar_notification AS made"
				      " ON made.id = asked.value"
				      " ORDER BY CAST(asked.key AS BIGINT)"));
}

enum err calendar_notification_get(struct call *call)
{
	enum err e = calendar_need(call);

	return e ? e : notification_missing(call, store_reply_row(call, "", one));
}

enum err calendar_notification_update(struct call *call)
{
	static const char *const filled[] = { "receiverType", "channel", "notificationType", NULL };
	static const char *const lists[] = { "afterTime",	   "beforeTime",
					     "additionalEmailIds", "additionalPhoneNumbers",
					     "selectedUsers",	   "additionalWhatsappNumbers" };
	enum err e = calendar_need(call);

	if (!e)
		e = filled_check(call, filled);
	if (e)
		return e;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (call_value(call, lists[i])->type == VALUE_NULL)
			call_set_text(call, lists[i], TEXT("[]"));
	if (call_value(call, "isActive")->type == VALUE_NULL)
		call_set_flag(call, "isActive", true);
	if (call_value(call, "deleted")->type == VALUE_NULL)
		call_set_flag(call, "deleted", false);
	if (!store_select_for_update(call, "SELECT * FROM calendar_notification" NOTIFICATION_IS))
		return call->err ? call->err : notification_missing(call, ERR_MISSING);
	e = store_do(call, "UPDATE calendar_notification SET receiver_type = :receiverType,"
			   " channel = :channel, notification_type = :notificationType,"
			   " is_active = :isActive, deleted = :deleted, template_id = :templateId,"
			   " body = :body, subject = :subject, after_time = :afterTime,"
			   " before_time = :beforeTime, additional_email_ids = :additionalEmailIds,"
			   " additional_phone_numbers = :additionalPhoneNumbers,"
			   " additional_whatsapp_numbers = :additionalWhatsappNumbers,"
			   " selected_users = :selectedUsers, from_address = :fromAddress,"
			   " from_name = :fromName, from_number = :fromNumber,"
			   " date_updated = :now" NOTIFICATION_IS);
	if (!e && (!call_whole(call, "isActive", 1) || call_whole(call, "deleted", 0)))
		e = mail_withdraw_notification(call, call_text(call, "notificationId"));
	return e ? e : said(call, "Notification updated");
}

enum err calendar_notification_delete(struct call *call)
{
	enum err e = calendar_need(call);

	if (!e)
		e = store_do(call, "UPDATE calendar_notification SET deleted = true,"
				   " date_updated = :now" NOTIFICATION_IS " AND NOT deleted");
	if (!e && !call->changed)
		e = notification_missing(call, ERR_MISSING);
	if (!e)
		e = mail_withdraw_notification(call, call_text(call, "notificationId"));
	return e ? e : said(call, "Notification deleted");
}

/* --- the location --- */

enum err notifications_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM calendar_notification WHERE id IN (SELECT id FROM "
		    "calendar_notification"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
