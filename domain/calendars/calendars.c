// SPDX-License-Identifier: Apache-2.0
/*
 * Calendars: made, read, changed, deleted.
 *
 * A change is written first and then looked at as a whole, by the same reader and the same rules as
 * the engine's; a refusal undoes it.
 */
#include "domain/calendars/inside.h"

#include "base/secrets/id.h"

static const char insert[] =
	"INSERT INTO calendar (id, location_id, calendar_type, group_id, name,"
	" description, slug, widget_slug, widget_type, event_type, event_title,"
	" event_color, meeting_location, location_configurations, team_members,"
	" slot_duration, slot_duration_unit, slot_interval, slot_interval_unit,"
	" slot_buffer, slot_buffer_unit, pre_buffer, pre_buffer_unit,"
	" appoinment_per_slot, appoinment_per_day, allow_booking_after,"
	" allow_booking_after_unit, allow_booking_for, allow_booking_for_unit,"
	" open_hours, hours_said, availability_type, availabilities,"
	" enable_recurring, recurring, look_busy_config, notifications, form_id,"
	" sticky_contact, is_live_payment_mode, auto_confirm,"
	" should_send_alert_emails_to_assigned_member, alert_email,"
	" google_invitation_emails, allow_reschedule, allow_cancellation,"
	" should_assign_contact_to_team_member,"
	" should_skip_assigning_contact_for_existing, notes, pixel_id,"
	" form_submit_type, form_submit_redirect_url, form_submit_thanks_message,"
	" guest_type, consent_label, calendar_cover_image, is_active,"
	" distribution_reset_at, date_added, date_updated)"
	" VALUES (:calendarId, :locationId, :calendarType, :groupId, :name,"
	" :description, :slug, :widgetSlug, :widgetType, :eventType, :eventTitle,"
	" :eventColor, :meetingLocation, :locationConfigurations, :teamMembers,"
	" :slotDuration, :slotDurationUnit, :slotInterval, :slotIntervalUnit,"
	" :slotBuffer, :slotBufferUnit, :preBuffer, :preBufferUnit,"
	" :appoinmentPerSlot, :appoinmentPerDay, :allowBookingAfter,"
	" :allowBookingAfterUnit, :allowBookingFor, :allowBookingForUnit, :openHours,"
	" :hoursSaid, :availabilityType, :availabilities, :enableRecurring,"
	" :recurring, :lookBusyConfig, :notifications, :formId, :stickyContact,"
	" :isLivePaymentMode, :autoConfirm, :shouldSendAlertEmailsToAssignedMember,"
	" :alertEmail, :googleInvitationEmails, :allowReschedule, :allowCancellation,"
	" :shouldAssignContactToTeamMember, :shouldSkipAssigningContactForExisting,"
	" :notes, :pixelId, :formSubmitType, :formSubmitRedirectURL,"
	" :formSubmitThanksMessage, :guestType, :consentLabel, :calendarCoverImage,"
	" :isActive, :now, :now, :now)";

static const char update[] =
	"UPDATE calendar SET group_id = :groupId, name = :name,"
	" description = :description, slug = :slug, widget_slug = :widgetSlug,"
	" widget_type = :widgetType, event_type = :eventType,"
	" event_title = :eventTitle, event_color = :eventColor,"
	" meeting_location = :meetingLocation,"
	" location_configurations = :locationConfigurations,"
	" team_members = :teamMembers, slot_duration = :slotDuration,"
	" slot_duration_unit = :slotDurationUnit, slot_interval = :slotInterval,"
	" slot_interval_unit = :slotIntervalUnit, slot_buffer = :slotBuffer,"
	" slot_buffer_unit = :slotBufferUnit, pre_buffer = :preBuffer,"
	" pre_buffer_unit = :preBufferUnit, appoinment_per_slot = :appoinmentPerSlot,"
	" appoinment_per_day = :appoinmentPerDay,"
	" allow_booking_after = :allowBookingAfter,"
	" allow_booking_after_unit = :allowBookingAfterUnit,"
	" allow_booking_for = :allowBookingFor,"
	" allow_booking_for_unit = :allowBookingForUnit, open_hours = :openHours,"
	" hours_said = :hoursSaid, availability_type = :availabilityType,"
	" availabilities = :availabilities, enable_recurring = :enableRecurring,"
	" recurring = :recurring, look_busy_config = :lookBusyConfig,"
	" notifications = :notifications, form_id = :formId,"
	" sticky_contact = :stickyContact, is_live_payment_mode = :isLivePaymentMode,"
	" auto_confirm = :autoConfirm,"
	" should_send_alert_emails_to_assigned_member = :shouldSendAlertEmailsToAssignedMember,"
	" alert_email = :alertEmail,"
	" google_invitation_emails = :googleInvitationEmails,"
	" allow_reschedule = :allowReschedule,"
	" allow_cancellation = :allowCancellation,"
	" should_assign_contact_to_team_member = :shouldAssignContactToTeamMember,"
	" should_skip_assigning_contact_for_existing = :shouldSkipAssigningContactForExisting,"
	" notes = :notes, pixel_id = :pixelId, form_submit_type = :formSubmitType,"
	" form_submit_redirect_url = :formSubmitRedirectURL,"
	" form_submit_thanks_message = :formSubmitThanksMessage,"
	" guest_type = :guestType, consent_label = :consentLabel,"
	" calendar_cover_image = :calendarCoverImage, is_active = :isActive,"
	" distribution_reset_at = :distributionResetAt, date_updated = :now"
	" WHERE id = :calendarId AND location_id = :locationId AND NOT deleted";

static const char hold[] = "SELECT *, form_submit_redirect_url AS \"formSubmitRedirectURL\","
			   " team_members AS kept_team_members, event_type AS kept_event_type,"
			   " availabilities AS kept_availabilities FROM calendar"
			   " WHERE id = :calendarId AND location_id = :locationId AND NOT deleted";

static const char one[] = "SELECT " CALENDAR_SHOWN " FROM calendar"
			  " WHERE id = :calendarId AND location_id = :locationId AND NOT deleted";

enum err calendar_missing(struct call *call)
{
	struct text id = call_text(call, "calendarId");

	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "Calendar not found (%.*s)", (int)id.size,
				  id.at);
}

enum err calendar_need(struct call *call)
{
	return store_has(call, "SELECT 1 FROM calendar WHERE id = :calendarId"
			       " AND location_id = :locationId AND NOT deleted")
		       ? ERR_OK
		       : calendar_missing(call);
}

static enum err slug_taken(struct call *call, enum err e)
{
	return e == ERR_DUPLICATE ? refuse(call, e, "The slug of the calendar is already taken")
				  : e;
}

/* The rows beside it: its members; who left it takes along the schedule applied to it. */
static enum err calendar_index(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM calendar_member WHERE calendar_id = :calendarId");

	if (!e)
		e = store_do(call, "INSERT INTO calendar_member (calendar_id, user_id)"
				   " SELECT DISTINCT :calendarId, value FROM"
				   " json_each(:teamUsers)");
	if (!e)
		e = store_do(call, "DELETE FROM schedule_use WHERE calendar_id = :calendarId"
				   " AND user_id NOT IN (SELECT value FROM json_each(:teamUsers))");
	return e;
}

enum err calendar_create(struct call *call)
{
	struct calendar_sent sent = { .type = json_get(call->json, "calendarType") != NULL,
				      .team = json_get(call->json, "teamMembers") != NULL };
	char *id = arena_take(call->arena, ID_SIZE);
	enum err e = calendar_take(call, true);

	if (!e)
		e = calendar_settle(call, &sent);
	if (e)
		return e;
	id_new(call->now_ms, id);
	call_set_text(call, "calendarId", text_of(id));
	e = slug_taken(call, store_do(call, insert));
	if (!e)
		e = calendar_index(call);
	if (!e)
		e = calendar_check(call, &sent);
	return e ? e : store_reply_row(call, "calendar", one);
}

enum err calendar_get(struct call *call)
{
	enum err e = store_reply_row(call, "calendar", one);

	return e == ERR_MISSING ? calendar_missing(call) : e;
}

enum err calendar_list(struct call *call)
{
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return store_list(call, "calendars",
			  "SELECT " CALENDAR_SHOWN " FROM calendar"
			  " WHERE location_id = :locationId AND NOT deleted"
			  " AND (CAST(:groupId AS TEXT) IS NULL OR group_id = :groupId)"
			  " AND (is_active OR :showDrafted) AND date_updated > :updatedAfter"
			  " ORDER BY id");
}

enum err calendar_update(struct call *call)
{
	struct calendar_sent sent = { .team = json_get(call->json, "teamMembers") != NULL };
	enum err e = calendar_take(call, false);

	if (e)
		return e;
	lane_guard(call, 'c', call_text(call, "calendarId"));
	if (!store_select_for_update(call, hold))
		return calendar_missing(call);
	e = calendar_settle(call, &sent);
	if (!e)
		e = slug_taken(call, store_do(call, update));
	if (!e && sent.team)
		e = calendar_index(call);
	if (!e)
		e = calendar_check(call, &sent);
	return e ? e : store_reply_row(call, "calendar", one);
}

enum err calendar_delete(struct call *call)
{
	static const char *const parts[] = {
		"UPDATE calendar SET deleted = true, date_updated = :now"
		" WHERE id = :calendarId AND location_id = :locationId",
		"DELETE FROM calendar_member WHERE calendar_id = :calendarId",
		"DELETE FROM calendar_resource_use WHERE calendar_id = :calendarId",
		"DELETE FROM schedule_use WHERE calendar_id = :calendarId",
	};

	json_key(&call->out, "message");
	json_put_c(&call->out, "calendar deleted");
	enum err e = store_reply_row(call, "calendar", one);
	if (e == ERR_MISSING)
		return calendar_missing(call);
	for (size_t i = 0; !e && i < sizeof(parts) / sizeof(*parts); i++)
		e = store_do(call, parts[i]);
	return e ? e : success_put(call);
}

enum err calendar_booked(struct call *call)
{
	return store_do(call, "UPDATE calendar SET booking_epoch = booking_epoch + 1"
			      " WHERE id = :calendarId AND location_id = :locationId");
}
