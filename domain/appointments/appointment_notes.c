// SPDX-License-Identifier: Apache-2.0
/*
 * Notes of an appointment: for those who work with it, never for the contact.
 */
#include "domain/appointments/inside.h"

#define NOTE_IS                                                                                    \
	" WHERE id = :noteId AND appointment_id = :appointmentId AND location_id = :locationId"

static enum err note_missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "Note not found");
}

/* The appointment, and with it :contactId. */
static enum err appointment_need(struct call *call)
{
	if (store_load(call, "SELECT contact_id FROM appointment WHERE id = :appointmentId"
			     " AND location_id = :locationId AND NOT deleted"))
		return ERR_OK;
	struct text id = call_text(call, "appointmentId");
	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "Event not found (%.*s)", (int)id.size, id.at);
}

/* Who is said to have written it: :userId, else who asks; their name stays with the note. */
static enum err author_take(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&buffer);

	call_set_null(call, "createdBy");
	if (!call_text(call, "userId").size)
		call_set(call, "userId", *call_value(call, "callerId"));
	if (!call_text(call, "userId").size) {
		call_set_null(call, "userId");
		return ERR_OK;
	}
	if (!store_load(call, "SELECT name AS author_name FROM account"
			      " WHERE id = :userId AND company_id = :companyId")) {
		struct text id = call_text(call, "userId");
		return call->err ? call->err
				 : refuse(call, ERR_BAD, "User %.*s is not a user of this location",
					  (int)id.size, id.at);
	}
	json_map(&o);
	json_key(&o, "id");
	json_put_text(&o, call_text(call, "userId"));
	json_key(&o, "name");
	json_put_text(&o, call_text(call, "authorName"));
	json_close(&o);
	call_set_text(call, "createdBy", buffer_text(&buffer));
	return ERR_OK;
}

/* One row more than asked for says that there are more. */
enum err appointment_note_list(struct call *call)
{
	int64_t limit = call_whole(call, "limit", 20), count = 0;
	enum err e = appointment_need(call);
	bool more = false;

	if (e)
		return e;
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	call_set_whole(call, "fetch", limit + 1);
	struct rows *rows = store_ask(call, "SELECT * FROM appointment_note"
					    " WHERE appointment_id = :appointmentId"
					    " AND location_id = :locationId"
					    " AND date_updated > :updatedAfter"
					    " ORDER BY date_added DESC, id DESC"
					    " LIMIT :fetch OFFSET :offset");
	json_key(&call->out, "notes");
	json_list(&call->out);
	while (rows_next(rows) && !(more = count == limit)) {
		count++;
		json_map(&call->out);
		rows_put(rows, shape_find(call->op->gives, TEXT("notes"))->shape);
		json_close(&call->out);
	}
	rows_close(rows);
	if (call->err)
		return call->err;
	json_close(&call->out);
	json_key(&call->out, "hasMore");
	json_put_flag(&call->out, more);
	return ERR_OK;
}

enum err appointment_note_create(struct call *call)
{
	enum err e = appointment_need(call);

	if (!e)
		e = author_take(call);
	if (e)
		return e;
	return store_reply_row(call, "note",
			       "INSERT INTO appointment_note (id, location_id, appointment_id,"
			       " contact_id, user_id, created_by, body, date_added, date_updated)"
			       " VALUES (:newId, :locationId, :appointmentId, :contactId, :userId,"
			       " :createdBy, :body, :now, :now) RETURNING *");
}

enum err appointment_note_update(struct call *call)
{
	enum err e = appointment_need(call);

	if (!e && call_text(call, "userId").size)
		e = author_take(call);
	if (e)
		return e;
	if (!store_select_for_update(call,
				     "SELECT user_id, created_by FROM appointment_note" NOTE_IS))
		return note_missing(call);
	return store_reply_row(call, "note",
			       "UPDATE appointment_note SET body = :body, user_id = :userId,"
			       " created_by = :createdBy, date_updated = :now" NOTE_IS
			       " RETURNING *");
}

enum err appointment_note_delete(struct call *call)
{
	enum err e = appointment_need(call);

	if (!e)
		e = store_do(call, "DELETE FROM appointment_note" NOTE_IS);
	if (!e && !call->changed)
		e = note_missing(call);
	return e ? e : success_put(call);
}
