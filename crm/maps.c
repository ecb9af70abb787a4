// SPDX-License-Identifier: Apache-2.0
/*
 * Maps by their shape: the defaults stand in the catalogue and nowhere else.
 */
#include "crm/maps.h"

#include "crm/crm.h"

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

struct text map_merge(struct call *call, const char *shape, struct text before,
		      const struct json *sent)
{
	const struct shape *s = catalogue_shape(call->catalogue, text_of(shape));
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

enum err filled_need(struct call *call, const char *const *names)
{
	for (; *names; names++) {
		const struct value *v = call_value(call, *names);
		if (v->type == VALUE_NULL ||
		    (v->type == VALUE_TEXT && text_trim(v->text).size == 0))
			call_violation(call, "%s should not be empty", *names);
	}
	if (!call->violation_count)
		return ERR_OK;
	return refuse(call, ERR_INVALID, "%.*s", (int)call->violations[0].size,
		      call->violations[0].at);
}

struct value like_needle(struct call *call, struct text query)
{
	struct text folded = text_lower(call->arena, text_trim(query));
	struct buffer buffer = buffer_open(call->arena, folded.size * 2 + 2);

	buffer_byte(&buffer, '%');
	for (size_t i = 0; i < folded.size; i++) {
		char c = folded.at[i];
		if (c == '%' || c == '_' || c == '\\')
			buffer_byte(&buffer, '\\');
		buffer_byte(&buffer, c);
	}
	buffer_byte(&buffer, '%');
	return (struct value){ .type = VALUE_TEXT, .text = buffer_text(&buffer) };
}
