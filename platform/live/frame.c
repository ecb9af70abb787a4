// SPDX-License-Identifier: Apache-2.0
/*
 * One event as the lines of a stream: its name, its cursor, and what a list of events says of it.
 *
 *	event: ContactUpdate
 *	id: 0.412
 *	data: {"id":"…","cursor":"0.412","type":"ContactUpdate", … ,"payload":{…}}
 *
 * Thin, it has no payload, but the ids of what it is about.
 */
#include "platform/live/live.h"

#include "base/time/clock.h"

static bool is_id(struct text name)
{
	return text_is(name, "id") || text_ends(name, "Id");
}

static bool is_said(struct text name)
{
	return text_is(name, "locationId") || text_is(name, "webhookId");
}

static void ids_put(struct json_out *o, const struct json *map)
{
	for (const struct json *n = json_first(map); n; n = json_after(map, n + 1))
		if (is_id(n->text) && !is_said(n->text) && json_is(n + 1, JSON_TEXT)) {
			json_key_text(o, n->text);
			json_put_text(o, json_text(n + 1));
		}
}

/* Of the payload, or of the one thing inside it: appointment: {…}. */
static void thing_put(struct call *call, struct text payload)
{
	const struct json *event;
	struct text why;

	json_key(&call->out, "thing");
	json_map(&call->out);
	if (!json_read(call->arena, payload, &event, &why)) {
		ids_put(&call->out, event);
		for (const struct json *n = json_first(event); n; n = json_after(event, n + 1))
			if (json_is(n + 1, JSON_MAP) && json_get(n + 1, "id"))
				ids_put(&call->out, n + 1);
	}
	json_close(&call->out);
}

static void member_put(struct call *call, const char *key, struct text value)
{
	json_key(&call->out, key);
	json_put_text(&call->out, value);
}

static void thin_put(struct call *call, struct rows *r)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(rows_whole(r, "at"), iso);
	member_put(call, "id", rows_text(r, "id"));
	member_put(call, "cursor", rows_text(r, "cursor"));
	member_put(call, "type", rows_text(r, "type"));
	if (!rows_null(r, "location_id"))
		member_put(call, "locationId", rows_text(r, "location_id"));
	member_put(call, "at", text_of(iso));
	thing_put(call, rows_text(r, "payload"));
}

void live_frame_put(struct call *call, struct rows *r, const struct live_frame *f)
{
	struct buffer *b = &call->buffer;

	if (f->named) {
		struct text type = rows_text(r, "type");
		buffer_format(b, "event: %.*s\n", (int)type.size, type.at);
	}
	struct text cursor = rows_text(r, "cursor");
	buffer_format(b, "id: %.*s\ndata: ", (int)cursor.size, cursor.at);
	call->out = json_open(b);
	json_map(&call->out);
	if (f->thin)
		thin_put(call, r);
	else
		rows_put(r, f->shape);
	json_close(&call->out);
	buffer_add(b, TEXT("\n\n"));
}
