// SPDX-License-Identifier: Apache-2.0
/*
 * Lists of what lies in a stretch of time: appointments, blocked slots; and a contact's
 * appointments.
 *
 * Found by their lanes, so the work is that of the stretch.  A series is shown as its instances.
 */
#include "domain/appointments/inside.h"

#include "base/json/texts.h"

#define LIST_MAX      ((size_t)48 << 20)
#define INSTANCES_MAX 1000 /* of series, in one reply */

/* The lanes asked for, as lane, from, to; and what lies on them. */
#define MET                                                                                        \
	"WITH asked AS (SELECT value AS lane FROM json_each(:asked)),"                             \
	" met AS (SELECT event_id FROM asked JOIN lane_use ON lane_use.lane = asked.lane"          \
	" WHERE kind = :kind AND NOT lengthy AND pad_end_ms > :startTime"                          \
	" AND pad_end_ms < CAST(:endTime AS BIGINT) + 86400000 AND pad_start_ms < :endTime"        \
	" UNION SELECT event_id FROM asked JOIN lane_use ON lane_use.lane = asked.lane"            \
	" WHERE kind = :kind AND lengthy AND pad_end_ms > :startTime"                              \
	" AND pad_start_ms < :endTime)"

static const char events_sql[] = MET
	" SELECT " EVENT_COLUMNS " FROM met JOIN appointment ON appointment.id = met.event_id"
	" LEFT JOIN calendar ON calendar.id = appointment.calendar_id"
	" AND calendar.location_id = appointment.location_id"
	" WHERE appointment.location_id = :locationId AND NOT appointment.deleted"
	" AND (CAST(:userId AS TEXT) IS NULL OR appointment.assigned_user_id = :userId"
	"  OR EXISTS (SELECT 1 FROM json_each(appointment.users) AS other"
	"   WHERE other.value = :userId))"
	" AND (CAST(:calendarId AS TEXT) IS NULL OR appointment.calendar_id = :calendarId)"
	" AND (CAST(:groupId AS TEXT) IS NULL OR calendar.group_id = :groupId)"
	" AND appointment.date_updated > :updatedAfter";

static const char blocks_sql[] = MET
	" SELECT " BLOCK_COLUMNS " FROM met JOIN block_slot ON block_slot.id = met.event_id"
	" WHERE block_slot.location_id = :locationId AND NOT block_slot.deleted"
	" AND block_slot.date_updated > :updatedAfter";

static const char contact_sql[] =
	"SELECT " EVENT_COLUMNS
	" FROM appointment LEFT JOIN calendar ON calendar.id = appointment.calendar_id"
	" AND calendar.location_id = appointment.location_id"
	" WHERE appointment.contact_id = :contactId AND appointment.location_id = :locationId"
	" AND NOT appointment.deleted ORDER BY appointment.start_ms, appointment.id LIMIT 1000";

struct item {
	int64_t start_ms;
	size_t at, size; /* in the buffer */
};

struct listing {
	struct call *call;
	const struct shape *shape;
	const struct zone *zone;
	int64_t from_ms, to_ms;
	struct buffer buffer; /* the maps, one after the other */
	struct item *items;
	size_t count, room, instances;
};

static void item_add(struct listing *l, struct rows *rows, const struct shown *s)
{
	struct json_out o = json_open(&l->buffer);
	size_t at = l->buffer.size;

	event_map_put(l->call, rows, s, &o);
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 64;
		l->items = arena_grow(l->call->arena, l->items, l->room * sizeof(*l->items),
				      room * sizeof(*l->items));
		l->room = room;
	}
	l->items[l->count++] = (struct item){ s->start_ms, at, l->buffer.size - at };
}

static void series_add(struct listing *l, struct rows *rows, struct shown *s)
{
	int64_t length = s->end_ms - s->start_ms;
	struct series_window window = { l->zone, s->start_ms, l->from_ms - length, l->to_ms - 1 };
	struct text master = s->id;
	struct starts starts;
	struct text why;

	if (window.from_ms < INSTANT_LEAST)
		window.from_ms = INSTANT_LEAST;
	if (window.to_ms > INSTANT_MAX)
		window.to_ms = INSTANT_MAX;
	struct text rule = text_copy(l->call->arena, rows_text(rows, "rrule"));
	if (window.to_ms < window.from_ms ||
	    series_expand(l->call->arena, rule, &window, &starts, &why))
		return;
	for (size_t i = 0; i < starts.count && l->instances < INSTANCES_MAX; i++) {
		int64_t start = starts.at_ms[i];
		if (start + length <= l->from_ms)
			continue;
		l->instances++;
		s->start_ms = start;
		s->end_ms = start + length;
		s->master = master;
		s->id = text_format(l->call->arena, "%.*s_%lld_%lld", (int)master.size, master.at,
				    (long long)start, (long long)(length / 1000));
		item_add(l, rows, s);
	}
}

static void row_add(struct listing *l, struct rows *rows)
{
	struct shown s = { .shape = l->shape,
			   .zone = l->zone,
			   .id = text_copy(l->call->arena, rows_text(rows, "event_id")),
			   .start_ms = rows_whole(rows, "start_ms"),
			   .end_ms = rows_whole(rows, "end_ms") };

	if (rows_text(rows, "rrule").size)
		series_add(l, rows, &s);
	else if (s.start_ms < l->to_ms && s.end_ms > l->from_ms)
		item_add(l, rows, &s);
}

static int item_order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->start_ms != y->start_ms)
		return x->start_ms < y->start_ms ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static enum err list_reply(struct listing *l, const char *sql)
{
	struct call *call = l->call;
	struct rows *rows = store_ask(call, sql);

	l->buffer = buffer_open(call->arena, LIST_MAX);
	while (rows_next(rows))
		row_add(l, rows);
	rows_close(rows);
	if (call->err)
		return call->err;
	if (l->buffer.full)
		return refuse(call, ERR_BAD, "Too many events; ask for a shorter time");
	if (l->count)
		qsort(l->items, l->count, sizeof(*l->items), item_order);
	json_key(&call->out, "events");
	json_list(&call->out);
	for (size_t i = 0; i < l->count; i++)
		json_put_raw(&call->out,
			     (struct text){ l->buffer.at + l->items[i].at, l->items[i].size });
	json_close(&call->out);
	return ERR_OK;
}

/* --- what is asked for --- */

/* One lane by the calendar, or by the user, or all of the group's calendars. */
static enum err lanes_asked(struct call *call)
{
	struct lanes lanes = { 0 };
	struct text group = call_text(call, "groupId"), user = call_text(call, "userId");
	struct text calendar = call_text(call, "calendarId");

	if (!calendar.size && !user.size && !group.size)
		return refuse(call, ERR_BAD, "Either userId, calendarId or groupId is required");
	if (calendar.size)
		lane_add(call, &lanes, 'c', calendar);
	else if (user.size)
		lane_add(call, &lanes, 'u', user);
	call_set_text(call, "asked", texts_json(call->arena, lanes.at, lanes.count));
	if (!calendar.size && !user.size)
		store_load(call, "SELECT json_group_array('c:' || id) AS asked FROM calendar"
				 " WHERE group_id = :groupId AND location_id = :locationId");
	return call->err;
}

/* Within the years that are served. */
static int64_t edge_take(struct call *call, const char *name)
{
	int64_t ms = call_whole(call, name, 0);

	ms = ms < 0 ? 0 : ms > INSTANT_MAX ? INSTANT_MAX : ms;
	call_set_whole(call, name, ms);
	return ms;
}

static enum err listing_open(struct call *call, struct listing *l)
{
	static const char *const edges[] = { "startTime", "endTime" };
	static const char *const names[] = { "userId", "calendarId", "groupId" };

	*l = (struct listing){ .call = call };
	for (size_t i = 0; i < 2; i++)
		if (call_value(call, edges[i])->type != VALUE_WHOLE)
			return refuse(call, ERR_BAD, "%s is required, in milliseconds", edges[i]);
	for (size_t i = 0; i < 3; i++)
		if (!call_text(call, names[i]).size)
			call_set_null(call, names[i]);
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	l->from_ms = edge_take(call, "startTime");
	l->to_ms = edge_take(call, "endTime");
	l->shape = shape_find(call->op->gives, TEXT("events"))->shape;
	enum err e = lanes_asked(call);
	return e ? e : location_zone(call, &l->zone);
}

enum err calendar_event_list(struct call *call)
{
	struct listing l;
	enum err e = listing_open(call, &l);

	call_set_text(call, "kind", TEXT("a"));
	return e ? e : list_reply(&l, events_sql);
}

enum err block_list(struct call *call)
{
	struct listing l;
	enum err e = listing_open(call, &l);

	call_set_text(call, "kind", TEXT("b"));
	return e ? e : list_reply(&l, blocks_sql);
}

enum err contact_appointments(struct call *call)
{
	struct listing l = { .call = call, .from_ms = INT64_MIN / 2, .to_ms = INT64_MAX / 2 };
	struct text id = call_text(call, "contactId");
	enum err e = location_zone(call, &l.zone);

	if (!e && !store_has(call, "SELECT 1 FROM contact"
				   " WHERE id = :contactId AND location_id = :locationId"))
		return refuse(call, ERR_NOBODY, "Contact with id %.*s not found", (int)id.size,
			      id.at);
	l.shape = shape_find(call->op->gives, TEXT("events"))->shape;
	return e ? e : list_reply(&l, contact_sql);
}
