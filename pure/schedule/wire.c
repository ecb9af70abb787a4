// SPDX-License-Identifier: Apache-2.0
/* Reading members of JSON maps. */
#include "pure/schedule/wire.h"

void wire_refuse(struct wire *w, struct text why)
{
	if (!w->err)
		*w->why = why;
	w->err = ERR_BAD;
}

const struct json *wire_get(const struct json *map, const char *name)
{
	const struct json *v = json_get(map, name);
	return json_is(v, JSON_NULL) ? NULL : v;
}

const struct json *wire_list(struct wire *w, const struct json *map, const char *name)
{
	const struct json *v = wire_get(map, name);
	if (!v || json_is(v, JSON_LIST))
		return v;
	wire_refuse(w, text_format(w->arena, "%s must be an array", name));
	return NULL;
}

bool wire_flag(const struct json *map, const char *name, bool otherwise)
{
	const struct json *v = wire_get(map, name);
	return v ? json_flag(v) : otherwise;
}

double wire_real(struct wire *w, const struct json *map, const char *name, double otherwise)
{
	const struct json *v = wire_get(map, name);
	double value = otherwise;
	if (v && !json_real(v, &value))
		wire_refuse(w, text_format(w->arena, "%s must be a number", name));
	return value;
}

int64_t wire_whole(struct wire *w, const struct json *map, const char *name, struct range allowed,
		   int64_t otherwise)
{
	double value = wire_real(w, map, name, (double)otherwise);
	if (!wire_get(map, name))
		return otherwise;
	if (value < (double)allowed.start || value > (double)allowed.end ||
	    (double)(int64_t)value < value || (double)(int64_t)value > value) {
		wire_refuse(w, text_format(w->arena, "%s must be a whole number from %lld to %lld",
					   name, (long long)allowed.start, (long long)allowed.end));
		return otherwise;
	}
	return (int64_t)value;
}

bool wire_date(struct text t, int64_t *day)
{
	int64_t ms;
	t.size = t.size < 10 ? t.size : 10;
	if (!clock_read_iso(t, &ms))
		return false;
	*day = divide_down(ms, DAY_MS);
	return true;
}

int wire_close(int minute)
{
	return minute == 0 || minute >= DAY_MIN - 1 ? DAY_MIN : minute;
}

void openings_add(struct wire *w, struct openings *list, struct opening o)
{
	list->at = list_room(w->arena, list->at, list->count, &list->room, sizeof(*list->at));
	list->at[list->count++] = o;
}
