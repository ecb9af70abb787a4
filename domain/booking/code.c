// SPDX-License-Identifier: Apache-2.0
/*
 * What was booked, by its code: seen, moved, cancelled.
 */
#include "domain/booking/inside.h"

#include "base/secrets/digest.h"

static enum err code_need(struct call *call)
{
	char hash[DIGEST_SIZE];

	digest_hex(call_text(call, "code"), hash);
	call_set_text(call, "bookingHash", text_copy(call->arena, text_of(hash)));
	if (store_load(call, "SELECT b.appointment_id AS event_id, b.location_id, a.calendar_id"
			     " FROM booking b JOIN appointment a ON a.id = b.appointment_id"
			     " AND a.location_id = b.location_id AND NOT a.deleted"
			     " WHERE b.hash = :bookingHash"))
		return ERR_OK;
	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "There is nothing booked with this code.");
}

enum err booking_get(struct call *call)
{
	enum err e = code_need(call);

	return e ? e
		 : store_reply_row(
			   call, "booking",
			   "SELECT a.start_ms AS start_time, a.end_ms AS end_time, c.name AS title,"
			   " a.appointment_status AS status, coalesce(c.slug, c.id) AS slug,"
			   " (c.allow_reschedule AND" BOOKING_OPEN " AND a.start_ms > :now"
			   " AND a.appointment_status <> 'cancelled') AS may_change,"
			   " (c.allow_cancellation AND a.start_ms > :now"
			   " AND a.appointment_status <> 'cancelled') AS may_cancel"
			   " FROM appointment a JOIN calendar c ON c.id = a.calendar_id"
			   " WHERE a.id = :eventId AND a.location_id = :locationId");
}

/* May it be done still, by the calendar's word and by the clock? */
static enum err may_need(struct call *call, bool cancels)
{
	if (!store_load(call, "SELECT (c.allow_reschedule AND" BOOKING_OPEN ") AS may_move,"
			      " c.allow_cancellation AS may_leave,"
			      " CASE WHEN a.start_ms > :now THEN 0 ELSE 1 END AS has_begun,"
			      " a.appointment_status AS status_now FROM appointment a"
			      " JOIN calendar c ON c.id = a.calendar_id"
			      " WHERE a.id = :eventId AND a.location_id = :locationId"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "It is not there any more.");
	if (!call_whole(call, cancels ? "mayLeave" : "mayMove", 0))
		return refuse(call, ERR_FORBIDDEN,
			      cancels ? "Appointments of this calendar are not cancelled here:"
					" please call."
				      : "Appointments of this calendar are not moved here:"
					" please call.");
	if (call_whole(call, "hasBegun", 0))
		return refuse(call, ERR_CONFLICT, "It has begun already.");
	if (text_is(call_text(call, "statusNow"), "cancelled"))
		return refuse(call, ERR_CONFLICT, "It is cancelled already.");
	return ERR_OK;
}

static enum err change(struct call *call, const char *key, struct text value)
{
	struct buffer b = buffer_open(call->arena, 1024);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "eventId");
	json_put_text(&o, call_text(call, "eventId"));
	json_key(&o, key);
	json_put_text(&o, value);
	json_close(&o);
	return row_need(call, "update-appointment", buffer_text(&b)) ? booking_get(call)
								     : call->err;
}

enum err booking_move(struct call *call)
{
	enum err e = code_need(call);

	if (!e)
		e = may_need(call, false);
	return e ? e : change(call, "startTime", call_text(call, "startTime"));
}

enum err booking_cancel(struct call *call)
{
	enum err e = code_need(call);

	if (!e)
		e = may_need(call, true);
	return e ? e : change(call, "appointmentStatus", TEXT("cancelled"));
}

enum err booking_ics(struct call *call)
{
	struct text input;
	struct invoked told;
	enum err e = code_need(call);

	if (e)
		return e;
	input = text_format(call->arena, "{\"eventId\":\"%.*s\",\"public\":true}",
			    (int)call_text(call, "eventId").size, call_text(call, "eventId").at);
	if (row_ask(call, "get-appointment-ics", input, &told))
		return call->err;
	if (told.err)
		return refuse(call, told.err, "%.*s", (int)told.why.size, told.why.at);
	call->content_type = TEXT("text/calendar; charset=utf-8");
	call_reply_header(call, "Content-Disposition",
			  TEXT("attachment; filename=\"appointment.ics\""));
	call->buffer = buffer_open(call->arena, told.body.size + 1);
	buffer_add(&call->buffer, told.body);
	return ERR_OK;
}

enum err bookings_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT hash AS id FROM booking WHERE location_id = :locationId LIMIT"
		  " :leavingPart",
		  { "DELETE FROM booking WHERE hash IN (SELECT value FROM"
		    " json_each(:leavingIds))" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
