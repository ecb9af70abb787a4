// SPDX-License-Identifier: Apache-2.0
/* Finding one's way on the tape that json_read made. */
#include "base/json/json.h"

const struct json *json_find(const struct json *map, struct text key)
{
	if (!json_is(map, JSON_MAP))
		return NULL;
	const struct json *k = map + 1;
	for (uint32_t i = 0; i < map->count; i++, k += 1 + k[1].span) {
		if (text_same(k->text, key))
			return k + 1;
	}
	return NULL;
}

const struct json *json_get(const struct json *map, const char *key)
{
	return json_find(map, text_of(key));
}

const struct json *json_first(const struct json *v)
{
	return v && v->span > 1 ? v + 1 : NULL;
}

const struct json *json_after(const struct json *parent, const struct json *v)
{
	const struct json *next = v + v->span;
	return next < parent + parent->span ? next : NULL;
}

bool json_is(const struct json *v, enum json_kind kind)
{
	return v && v->kind == kind;
}

bool json_flag(const struct json *v)
{
	return json_is(v, JSON_TRUE);
}

struct text json_text(const struct json *v)
{
	return json_is(v, JSON_TEXT) || json_is(v, JSON_NUMBER) ? v->text : TEXT("");
}

bool json_whole(const struct json *v, int64_t *out)
{
	return json_is(v, JSON_NUMBER) && text_whole(v->text, out);
}

bool json_real(const struct json *v, double *out)
{
	return json_is(v, JSON_NUMBER) && text_real(v->text, out);
}
