// SPDX-License-Identifier: Apache-2.0
/*
 * Maps by their shape (settings, permissions): the defaults stand in the catalogue and nowhere
 * else.
 */
#include "platform/catalogue/catalogue.h"

#include <assert.h>

#define MAP_SIZE_MAX ((size_t)128 << 20) /* twice the largest body */

static void member_put(struct json_out *o, const struct field *field, const struct json *before,
		       const struct json *sent)
{
	const struct json *v = json_find(sent, field->name);
	bool cleared = json_is(v, JSON_NULL);

	if (!v)
		v = json_find(before, field->name);
	if (v && !cleared) {
		json_key_text(o, field->name);
		json_put(o, v);
	} else if (field->has_initial) {
		json_key_text(o, field->name);
		json_put_raw(o, field->initial);
	}
}

struct text catalogue_merge(struct call *call, const char *shape, struct text before,
			    const struct json *sent)
{
	const struct shape *s = catalogue_shape(call->app->catalogue, text_of(shape));
	const struct json *old = NULL;
	struct text why;
	struct buffer buffer = buffer_open(call->arena, MAP_SIZE_MAX);
	struct json_out o = json_open(&buffer);

	assert(s);
	if (before.size)
		json_read(call->arena, before, &old, &why); /* ours: left out when it is broken */
	json_map(&o);
	for (size_t i = 0; i < s->count; i++)
		member_put(&o, &s->fields[i], old, sent);
	json_close(&o);
	return buffer_text(&buffer);
}
