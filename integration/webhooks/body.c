// SPDX-License-Identifier: Apache-2.0
/*
 * The bytes of a delivery.
 *
 *	{"type":…,"locationId":…,"versionId":…,"appId":…, …the event…,"timestamp":…,"webhookId":…}
 *
 * Receivers read them and write them again before they look at the signature, so they must be what
 * JavaScript's JSON.stringify makes of what its JSON.parse reads: numbers in their shortest form,
 * and, as objects keep their members there, those whose names are whole numbers first.
 *
 * The time is that of this try: receivers are told to refuse what is older than five minutes.
 */
#include "integration/webhooks/inside.h"

#include <stdlib.h>

/* --- as JavaScript would --- */

/* Names that an object keeps in the order of their numbers: 0 … 2^32 - 2, as they are spelled. */
static bool is_index(struct text name, int64_t *index)
{
	if (!text_whole(name, index) || *index < 0 || *index > 4294967294)
		return false;
	return name.size == 1 || name.at[0] != '0';
}

struct numbered {
	int64_t index;
	const struct json *name;
};

static int by_index(const void *a, const void *b)
{
	int64_t one = ((const struct numbered *)a)->index;
	int64_t other = ((const struct numbered *)b)->index;

	return (one > other) - (one < other);
}

static void put(struct arena *a, struct json_out *o, const struct json *v);

/* Those that are named by numbers, in their order. */
static void numbered_put(struct arena *a, struct json_out *o, const struct json *map)
{
	struct numbered *all = arena_take(a, (map->count + 1) * sizeof(*all));
	size_t count = 0;

	for (const struct json *n = json_first(map); n; n = json_after(map, n + 1))
		if (is_index(n->text, &all[count].index))
			all[count++].name = n;
	if (count)
		qsort(all, count, sizeof(*all), by_index);
	for (size_t i = 0; i < count; i++) {
		json_key_text(o, all[i].name->text);
		put(a, o, all[i].name + 1);
	}
}

static void map_put(struct arena *a, struct json_out *o, const struct json *map)
{
	int64_t index;

	json_map(o);
	numbered_put(a, o, map);
	for (const struct json *n = json_first(map); n; n = json_after(map, n + 1)) {
		if (is_index(n->text, &index))
			continue;
		json_key_text(o, n->text);
		put(a, o, n + 1);
	}
	json_close(o);
}

static void put(struct arena *a, struct json_out *o, const struct json *v)
{
	double real;

	if (json_is(v, JSON_MAP)) {
		map_put(a, o, v);
	} else if (json_is(v, JSON_LIST)) {
		json_list(o);
		for (const struct json *i = json_first(v); i; i = json_after(v, i))
			put(a, o, i);
		json_close(o);
	} else if (!json_is(v, JSON_NUMBER)) {
		json_put(o, v);
	} else if (json_real(v, &real)) {
		json_put_real(o, real);
	} else {
		json_put_null(o); /* Infinity, for JavaScript */
	}
}

/* --- the envelope --- */

static void text_put(struct json_out *o, const char *name, struct text value)
{
	if (!value.size)
		return;
	json_key(o, name);
	json_put_text(o, value);
}

static bool is_envelope(struct text name)
{
	return text_is(name, "type") || text_is(name, "locationId") || text_is(name, "timestamp") ||
	       text_is(name, "webhookId") || text_is(name, "appId") || text_is(name, "versionId");
}

/* `whole`: with what the event says; else only what it is about. */
static struct text written(struct arena *a, const struct json *event, const struct body_words *w,
			   bool whole)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	char iso[CLOCK_ISO_SIZE];

	*b = buffer_open(a, (size_t)64 << 20);
	struct json_out o = json_open(b);
	clock_iso(w->now_ms, iso);
	json_map(&o);
	text_put(&o, "type", json_text(json_get(event, "type")));
	text_put(&o, "locationId", json_text(json_get(event, "locationId")));
	text_put(&o, "versionId", w->version_id);
	text_put(&o, "appId", w->app_id);
	for (const struct json *n = json_first(event); n && whole; n = json_after(event, n + 1)) {
		if (is_envelope(n->text))
			continue;
		json_key_text(&o, n->text);
		put(a, &o, n + 1);
	}
	if (!whole) {
		text_put(&o, "id", json_text(json_get(event, "id")));
		json_key(&o, "payloadTooLarge");
		json_put_flag(&o, true);
	}
	json_key(&o, "timestamp");
	json_put_c(&o, iso);
	text_put(&o, "webhookId", json_text(json_get(event, "webhookId")));
	json_close(&o);
	return buffer_text(b);
}

struct text body_make(struct arena *a, struct text payload, const struct body_words *w)
{
	const struct json *event;
	struct text why;

	if (json_read(a, payload, &event, &why))
		return payload; /* it was written by us */
	struct text body = written(a, event, w, true);
	return body.size > BODY_MAX ? written(a, event, w, false) : body;
}

/* --- what it is about --- */

struct text body_thing(struct arena *a, struct text payload)
{
	const struct json *event;
	struct text why;

	if (json_read(a, payload, &event, &why))
		return TEXT("");
	struct text id = json_text(json_get(event, "id"));
	/* appointment: {…} */
	for (const struct json *n = json_first(event); n && !id.size; n = json_after(event, n + 1))
		if (json_is(n + 1, JSON_MAP))
			id = json_text(json_get(n + 1, "id"));
	return id.size ? id : json_text(json_get(event, "locationId"));
}
