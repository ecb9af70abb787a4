// SPDX-License-Identifier: Apache-2.0
/*
 * The page of a calendar, and its free times by day of the visitor's zone.
 */
#include "domain/booking/inside.h"

/* --- which calendar --- */

#define PAGE                                                                                       \
	"SELECT c.id AS calendar_id, c.location_id, c.name AS page_title,"                         \
	" l.timezone AS zone_here FROM calendar c JOIN location l ON l.id = c.location_id"

enum err page_need(struct call *call)
{
	if (!store_load(call, PAGE " WHERE c.id = :slug AND" BOOKING_OPEN) &&
	    !store_load(call, PAGE " WHERE c.slug = :slug AND" BOOKING_OPEN
				   " ORDER BY c.date_added, c.id LIMIT 1"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "There is no such booking page.");
	if (!call_text(call, "zone").size)
		call_set_text(call, "zone", call_text(call, "zoneHere"));
	return ERR_OK;
}

/* --- asking rows --- */

enum err row_ask(struct call *call, const char *name, struct text input, struct invoked *told)
{
	return invoke_row(call, name, call_text(call, "locationId"), input, told);
}

const struct json *row_said(struct call *call, const char *name, const struct invoked *told)
{
	const struct json *reply = NULL;
	struct text why;

	if (told->err)
		refuse(call, told->err, "%.*s", (int)told->why.size, told->why.at);
	else if (json_read(call->arena, told->body, &reply, &why))
		refuse(call, ERR_INTERNAL, "The reply of %s cannot be read.", name);
	return reply;
}

const struct json *row_need(struct call *call, const char *name, struct text input)
{
	struct invoked told;

	return row_ask(call, name, input, &told) ? NULL : row_said(call, name, &told);
}

const struct json *days_ask(struct call *call, int64_t from_ms)
{
	struct buffer b = buffer_open(call->arena, 1024);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "calendarId");
	json_put_text(&o, call_text(call, "calendarId"));
	json_key(&o, "startDate");
	json_put_text(&o, text_format(call->arena, "%lld", (long long)from_ms));
	json_key(&o, "endDate");
	json_put_text(&o, text_format(call->arena, "%lld", (long long)(from_ms + BOOKING_DAYS_MS)));
	json_key(&o, "timezone");
	json_put_text(&o, call_text(call, "zone"));
	json_close(&o);
	return row_need(call, "get-free-slots", buffer_text(&b));
}

/* --- the operations --- */

enum err booking_page(struct call *call)
{
	enum err e = page_need(call);

	return e ? e
		 : store_reply_row(
			   call, "page",
			   "SELECT c.id, coalesce(c.slug, c.id) AS slug, c.name AS title,"
			   " c.description AS about, l.name AS location, l.timezone AS zone,"
			   " CAST(c.slot_duration * CASE c.slot_duration_unit"
			   " WHEN 'hours' THEN 60 ELSE 1 END AS BIGINT) AS minutes,"
			   " c.event_color AS color, c.calendar_cover_image AS cover,"
			   " nullif(c.consent_label, '') AS consent,"
			   " c.form_submit_thanks_message AS thanks,"
			   " CASE WHEN c.form_submit_type = 'RedirectURL'"
			   " THEN c.form_submit_redirect_url END AS redirect_url,"
			   " c.allow_reschedule AS may_change, c.allow_cancellation AS may_cancel"
			   " FROM calendar c JOIN location l ON l.id = c.location_id"
			   " WHERE c.id = :calendarId AND c.location_id = :locationId");
}

static int text_order(struct text x, struct text y)
{
	size_t least = x.size < y.size ? x.size : y.size;
	int order = memcmp(x.at, y.at, least);

	return order ? order : (x.size > y.size) - (x.size < y.size);
}

/* Those days that are not before `from`; how many were put. */
static size_t days_put(struct call *call, const struct json *days, struct text from)
{
	size_t count = 0;

	json_key(&call->out, "days");
	json_map(&call->out);
	for (const struct json *k = json_first(days), *day; k; k = json_after(days, day)) {
		day = json_after(days, k);
		const struct json *slots = json_get(day, "slots");

		if (!slots || !slots->count || text_order(k->text, from) < 0 ||
		    count >= (size_t)call_whole(call, "days", 0))
			continue;
		json_key_text(&call->out, k->text);
		json_put(&call->out, slots);
		count++;
	}
	json_close(&call->out);
	return count;
}

enum err booking_slots(struct call *call)
{
	struct text from = call_text(call, "from");
	enum err e = page_need(call);
	int64_t from_ms;

	if (!e &&
	    !clock_read_iso(text_format(call->arena, "%.*sT00:00:00Z", (int)from.size, from.at),
			    &from_ms))
		e = refuse(call, ERR_INVALID, "from must be a valid date");
	if (e)
		return e;
	from_ms -= DAY_MS / 2 + 2 * HOUR_MS; /* the first zone to see that day */
	const struct json *days = days_ask(call, from_ms > call->now_ms ? from_ms : call->now_ms);

	if (!days)
		return call->err;
	if (!days_put(call, days, from)) {
		char next[CLOCK_ISO_SIZE];

		clock_iso(from_ms + BOOKING_DAYS_MS, next);
		json_key(&call->out, "next");
		json_put_text(&call->out, text_copy(call->arena, (struct text){ next, 10 }));
	}
	json_key(&call->out, "zone");
	json_put_text(&call->out, call_text(call, "zone"));
	return ERR_OK;
}
