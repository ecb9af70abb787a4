// SPDX-License-Identifier: Apache-2.0
/*
 * iCalendar over HTTP: one appointment as a file, and feeds that calendar programs read.
 *
 * A feed has a private address, made of a secret of 256 bits that is shown once; only its SHA-256
 * is kept.  Whoever has the address may read, until it is renewed or revoked; so it says no more
 * than the appointments.  What lies on a lane is in its feed: of a calendar, or of a user within
 * the location that made the feed.
 */
#include "domain/feeds/feeds.h"

#include "base/secrets/digest.h"
#include "base/time/clock.h"
#include "domain/appointments/appointments.h"
#include "domain/feeds/ics.h"

#define BEFORE_MS    (31 * DAY_MS)
#define AHEAD_MS     (366 * DAY_MS)
#define EVENTS_MAX   5000
#define FEED_MAX     ((size_t)48 << 20)
#define SECRET_BYTES 32

/* --- rows as events --- */

#define ICS_COLUMNS                                                                                \
	" appointment.id, appointment.title, appointment.description, appointment.address,"        \
	" CASE WHEN appointment.deleted THEN 'cancelled' ELSE appointment.appointment_status END"  \
	" AS status, appointment.start_ms, appointment.end_ms, appointment.rrule,"                 \
	" appointment.date_added, appointment.date_updated, appointment.sequence,"                 \
	" coalesce(appointment.origin_ms, appointment.start_ms) AS origin_ms,"                     \
	" account.name AS organizer,"                                                              \
	" account.email AS organizer_mail, calendar.event_color,"                                  \
	" calendar.name AS calendar_name FROM "

#define ICS_JOINS                                                                                  \
	" LEFT JOIN account ON account.id = appointment.assigned_user_id AND" USER_OF(             \
		"account",                                                                         \
		"appointment.location_id") " LEFT JOIN calendar ON calendar.id = "                 \
					   "appointment.calendar_id"                               \
					   " AND calendar.location_id = appointment.location_id"

#define OF_THE_LANE                                                                                \
	"(SELECT event_id FROM lane_use WHERE lane = :lane AND kind = :kind AND NOT lengthy"       \
	" AND pad_end_ms > :fromMs AND pad_end_ms < CAST(:toMs AS BIGINT) + 86400000"              \
	" AND pad_start_ms < :toMs"                                                                \
	" UNION SELECT event_id FROM lane_use WHERE lane = :lane AND kind = :kind AND lengthy"     \
	" AND pad_end_ms > :fromMs AND pad_start_ms < :toMs) AS met"

static const char appointments_sql[] =
	"SELECT" ICS_COLUMNS OF_THE_LANE
	" JOIN appointment ON appointment.id = met.event_id" ICS_JOINS
	" WHERE appointment.location_id = :locationId AND NOT appointment.deleted"
	" ORDER BY appointment.start_ms, appointment.id";

static const char blocks_sql[] =
	"SELECT block_slot.id, block_slot.title, '' AS description, '' AS address, '' AS status,"
	" block_slot.start_ms, block_slot.end_ms, CAST(NULL AS TEXT) AS rrule,"
	" block_slot.date_added, block_slot.date_updated, block_slot.sequence,"
	" block_slot.start_ms AS origin_ms, account.name AS organizer,"
	" account.email AS organizer_mail, calendar.event_color FROM " OF_THE_LANE
	" JOIN block_slot ON block_slot.id = met.event_id"
	" LEFT JOIN account ON account.id = block_slot.assigned_user_id AND" USER_OF(
		"account",
		"block_slot.location_id") " LEFT JOIN calendar"
					  " ON calendar.id = block_slot.calendar_id"
					  " AND calendar.location_id = block_slot.location_id"
					  " WHERE block_slot.location_id = :locationId AND NOT "
					  "block_slot.deleted"
					  " ORDER BY block_slot.start_ms, block_slot.id";

static const char one_sql[] =
	"SELECT" ICS_COLUMNS "appointment" ICS_JOINS
	" WHERE appointment.id = :eventId AND appointment.location_id = :locationId";

struct writing {
	struct call *call;
	const struct zone *zone;
	int64_t from_ms, to_ms;
	struct ics ics;
};

/* Borrows from the row.  One of a series that was changed alone has a row of its own, under the id
 * that names series and time. */
static struct ics_event event_of(struct rows *rows)
{
	struct text id = rows_text(rows, "id");
	struct instance own = { 0 };
	bool instance = instance_read(id, &own);

	return (struct ics_event){
		.id = instance ? own.master : id,
		.instance = instance,
		.origin_ms = rows_whole(rows, "origin_ms"),
		.sequence = rows_whole(rows, "sequence"),
		.title = rows_text(rows, "title"),
		.description = rows_text(rows, "description"),
		.place = rows_text(rows, "address"),
		.status = rows_text(rows, "status"),
		.organizer = rows_text(rows, "organizer"),
		.organizer_mail = rows_text(rows, "organizer_mail"),
		.color = rows_text(rows, "event_color"),
		.start_ms = rows_whole(rows, "start_ms"),
		.end_ms = rows_whole(rows, "end_ms"),
		.added_ms = rows_whole(rows, "date_added"),
		.updated_ms = rows_whole(rows, "date_updated"),
	};
}

/* A series as its instances: so a change of the clocks in its zone needs no telling. */
static void series_put(struct writing *w, struct rows *rows, struct ics_event *e)
{
	struct arena *a = w->call->arena;
	struct text rule = text_copy(a, rows_text(rows, "rrule")), why;
	int64_t first = e->start_ms, length = e->end_ms - e->start_ms, origin = e->origin_ms;
	struct series_window window = { w->zone, first, w->from_ms, w->to_ms };
	struct starts starts;

	if (series_expand(a, rule, &window, &starts, &why))
		return;
	for (size_t i = 0; i < starts.count && w->ics.events < EVENTS_MAX; i++) {
		e->start_ms = starts.at_ms[i];
		e->end_ms = e->start_ms + length;
		e->instance = true;
		e->origin_ms = start_moved(w->zone, e->start_ms, first, origin);
		ics_put(&w->ics, a, e);
	}
}

static void lane_put(struct writing *w, const char *sql)
{
	struct rows *rows = store_ask(w->call, sql);

	while (w->ics.events < EVENTS_MAX && rows_next(rows)) {
		struct ics_event e = event_of(rows);
		if (rows_text(rows, "rrule").size)
			series_put(w, rows, &e);
		else
			ics_put(&w->ics, w->call->arena, &e);
	}
	rows_close(rows);
}

static void reply_text(struct call *call, const struct buffer *buffer)
{
	call->content_type = TEXT("text/calendar; charset=utf-8");
	call->buffer = *buffer;
}

/* --- one appointment --- */

/* :eventId is one of a series: its row is the series', its time its own. */
static bool instance_put(struct writing *w, const struct instance *instance, struct text id)
{
	struct call *call = w->call;

	call_set_text(call, "eventId", instance->master);
	struct rows *rows = store_ask(call, one_sql);
	bool found = rows_next(rows) && rows_text(rows, "rrule").size &&
		     instance_is(call, w->zone, text_copy(call->arena, rows_text(rows, "rrule")),
				 rows_whole(rows, "start_ms"), instance->start_ms);
	if (found) {
		struct ics_event e = event_of(rows);
		e.instance = true;
		e.origin_ms = start_moved(w->zone, instance->start_ms, e.start_ms, e.origin_ms);
		e.end_ms += instance->start_ms - e.start_ms;
		e.start_ms = instance->start_ms;
		w->ics = ics_open(w->ics.to, ics_cancelled(e.status) ? "CANCEL" : "PUBLISH",
				  TEXT(""));
		ics_put(&w->ics, call->arena, &e);
	}
	rows_close(rows);
	call_set_text(call, "eventId", id);
	return found;
}

static bool appointment_put(struct writing *w)
{
	struct rows *rows = store_ask(w->call, one_sql);
	bool found = rows_next(rows);

	if (found) {
		struct ics_event e = event_of(rows);
		if (call_whole(w->call, "public", 0)) {
			e.title = rows_text(rows, "calendar_name");
			e.description = TEXT("");
		}
		w->ics = ics_open(w->ics.to, ics_cancelled(e.status) ? "CANCEL" : "PUBLISH",
				  TEXT(""));
		if (rows_text(rows, "rrule").size) {
			w->from_ms = INSTANT_LEAST;
			w->to_ms = INSTANT_MAX;
			series_put(w, rows, &e);
		} else {
			ics_put(&w->ics, w->call->arena, &e);
		}
	}
	rows_close(rows);
	return found;
}

enum err appointment_ics(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, FEED_MAX);
	struct writing w = { .call = call, .ics.to = &buffer };
	struct text id = call_text(call, "eventId");
	struct instance instance;
	enum err e = location_zone(call, &w.zone);

	if (e)
		return e;
	if (!appointment_put(&w) && !call->err &&
	    !(instance_read(id, &instance) && instance_put(&w, &instance, id)))
		return event_missing(call);
	if (call->err)
		return call->err;
	ics_close(&w.ics);
	call_reply_header(call, "Content-Disposition",
			  TEXT("attachment; filename=\"appointment.ics\""));
	reply_text(call, &buffer);
	return ERR_OK;
}

/* --- feeds: made, found, revoked --- */

static void hash_set(struct call *call, struct text secret)
{
	char hash[DIGEST_SIZE];

	digest_hex(secret, hash);
	call_set_text(call, "feedHash", text_copy(call->arena, text_of(hash)));
}

static struct text secret_make(struct call *call)
{
	char secret[2 * SECRET_BYTES + 1];

	random_hex(secret, SECRET_BYTES);
	return text_copy(call->arena, text_of(secret));
}

static enum err user_need(struct call *call)
{
	struct text id = call_text(call, "userId");

	if (store_has(call, "SELECT 1 FROM account WHERE id = :userId AND NOT deleted"
			    " AND " USER_OF("account", ":locationId")))
		return ERR_OK;
	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "User not found (%.*s)", (int)id.size, id.at);
}

/* Whose feed is it?  Found in the location, or refused. */
static enum err owner_need(struct call *call, char kind)
{
	enum err e = kind == 'c' ? calendar_need(call) : user_need(call);

	call_set_text(call, "feedKind", kind == 'c' ? TEXT("c") : TEXT("u"));
	call_set_text(call, "ownerId", call_text(call, kind == 'c' ? "calendarId" : "userId"));
	return e;
}

static enum err feed_remove(struct call *call)
{
	return store_do(call, "DELETE FROM calendar_feed WHERE location_id = :locationId"
			      " AND kind = :feedKind AND owner_id = :ownerId");
}

/* Nobody reads on under the address of a user who leaves. */
enum err feeds_leave_user(struct call *call)
{
	call_set_text(call, "feedKind", TEXT("u"));
	call_set_text(call, "ownerId", call_text(call, "leavingThing"));
	return feed_remove(call);
}

static enum err feed_create(struct call *call, char kind)
{
	struct text secret = secret_make(call);
	enum err e = owner_need(call, kind);

	if (!e)
		e = feed_remove(call);
	if (e)
		return e;
	hash_set(call, secret);
	call_set_text(call, "feedPath",
		      text_format(call->arena, "/feeds/%.*s.ics", (int)secret.size, secret.at));
	e = store_do(call, "INSERT INTO calendar_feed"
			   " (id, location_id, kind, owner_id, hash, date_added)"
			   " VALUES (:newId, :locationId, :feedKind, :ownerId, :feedHash, :now)");
	if (e == ERR_DUPLICATE)
		return refuse(call, ERR_CONFLICT, "The feed is being renewed; try again.");
	return e ? e
		 : store_reply_row(call, "feed",
				   "SELECT CAST(:feedPath AS TEXT) AS path, date_added"
				   " FROM calendar_feed WHERE id = :newId");
}

static enum err feed_get(struct call *call, char kind)
{
	enum err e = owner_need(call, kind);

	return e ? e
		 : store_reply_row(
			   call, "feed",
			   "SELECT count(*) > 0 AS \"exists\", max(date_added) AS date_added"
			   " FROM calendar_feed WHERE location_id = :locationId"
			   " AND kind = :feedKind AND owner_id = :ownerId");
}

static enum err feed_delete(struct call *call, char kind)
{
	enum err e = owner_need(call, kind);

	if (!e)
		e = feed_remove(call);
	if (!e && !call->changed)
		return refuse(call, ERR_MISSING, "There is no feed.");
	return e ? e : success_put(call);
}

enum err feed_calendar_get(struct call *call)
{
	return feed_get(call, 'c');
}

enum err feed_calendar_create(struct call *call)
{
	return feed_create(call, 'c');
}

enum err feed_calendar_delete(struct call *call)
{
	return feed_delete(call, 'c');
}

enum err feed_user_get(struct call *call)
{
	return feed_get(call, 'u');
}

enum err feed_user_create(struct call *call)
{
	return feed_create(call, 'u');
}

enum err feed_user_delete(struct call *call)
{
	return feed_delete(call, 'u');
}

/* --- feeds: read --- */

/* The feed of the address, and the name of what it shows; whoever is gone has none. */
static bool feed_find(struct call *call)
{
	struct text secret = call_text(call, "feedFile");

	if (!text_ends(secret, ".ics"))
		return false;
	secret.size -= 4;
	hash_set(call, secret);
	if (!store_load(call, "SELECT location_id, kind || ':' || owner_id AS lane, kind AS"
			      " feed_kind, owner_id FROM calendar_feed WHERE hash = :feedHash"))
		return false;
	if (text_is(call_text(call, "feedKind"), "c"))
		return store_load(call, "SELECT name AS feed_name, event_color AS feed_color"
					" FROM calendar"
					" WHERE id = :ownerId AND location_id = :locationId"
					" AND NOT deleted");
	return store_load(call, "SELECT account.name AS feed_name FROM account"
				" JOIN account_location ON account_location.account_id = account.id"
				" WHERE account.id = :ownerId AND NOT account.deleted"
				" AND account_location.location_id = :locationId");
}

enum err feed_read(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, FEED_MAX);
	struct writing w = { .call = call,
			     .from_ms = call->now_ms - BEFORE_MS,
			     .to_ms = call->now_ms + AHEAD_MS };

	if (!feed_find(call))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such feed.");
	enum err e = location_zone(call, &w.zone);
	if (e)
		return e;
	call_set_whole(call, "fromMs", w.from_ms);
	call_set_whole(call, "toMs", w.to_ms);
	w.ics = ics_open(&buffer, "PUBLISH", call_text(call, "feedName"));
	ics_paint(&w.ics, call_text(call, "feedColor"));
	call_set_text(call, "kind", TEXT("a"));
	lane_put(&w, appointments_sql);
	call_set_text(call, "kind", TEXT("b"));
	lane_put(&w, blocks_sql);
	ics_close(&w.ics);
	call_reply_header(call, "Cache-Control", TEXT("private, max-age=300"));
	reply_text(call, &buffer);
	return call->err;
}

/* --- the location --- */

enum err feeds_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM calendar_feed WHERE id IN (SELECT id FROM calendar_feed"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
