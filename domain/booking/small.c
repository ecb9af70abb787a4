// SPDX-License-Identifier: Apache-2.0
/*
 * Small things that several files of the room need.
 */
#include "domain/booking/inside.h"

#include <assert.h>

#define LIST_SIZE_MAX ((size_t)4 << 20)
#define SLUG_MAX      200

enum err success_put(struct call *call)
{
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return ERR_OK;
}

void fallbacks_take(struct call *call, const char *shape, bool absent_too)
{
	const struct shape *s = catalogue_shape(call->catalogue, text_of(shape));

	assert(s);
	for (size_t i = 0; i < s->count; i++) {
		const struct field *f = &s->fields[i];
		enum value_type type = call_value(call, f->name_c)->type;

		if (f->has_initial && (type == VALUE_NULL || (absent_too && type == VALUE_ABSENT)))
			call_set(call, f->name_c, f->fallback);
	}
}

enum err violations_refuse(struct call *call)
{
	if (!call->violation_count)
		return ERR_OK;
	return refuse(call, ERR_INVALID, "%.*s", (int)call->violations[0].size,
		      call->violations[0].at);
}

enum err filled_check(struct call *call, const char *const *names)
{
	for (; *names; names++) {
		const struct value *v = call_value(call, *names);

		if (v->type == VALUE_NULL ||
		    (v->type == VALUE_TEXT && text_trim(v->text).size == 0))
			call_violation(call, "%s should not be empty", *names);
	}
	return violations_refuse(call);
}

bool slug_formed(struct text slug)
{
	for (size_t i = 0; i < slug.size; i++) {
		char c = slug.at[i];
		bool hyphen = (c == '-' || c == '_') && i && i + 1 < slug.size;

		if (!hyphen && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			return false;
	}
	return slug.size && slug.size <= SLUG_MAX;
}

enum err rows_reply(struct call *call, struct rows *rows)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	json_list(&call->out);
	while (rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, call->op->gives);
		json_close(&call->out);
	}
	rows_close(rows);
	if (call->err)
		return call->err;
	json_close(&call->out);
	return ERR_OK;
}

struct text texts_json(struct arena *a, const struct text *texts, size_t count)
{
	struct buffer buffer = buffer_open(a, LIST_SIZE_MAX);
	struct json_out o = json_open(&buffer);

	json_list(&o);
	for (size_t i = 0; i < count; i++)
		json_put_text(&o, texts[i]);
	json_close(&o);
	return buffer_text(&buffer);
}

const struct json *json_own(struct arena *a, struct text source)
{
	const struct json *json = NULL;
	struct text why;

	if (!source.size || json_read(a, source, &json, &why))
		return NULL;
	return json;
}

struct text *texts_read(struct arena *a, struct text list, size_t *count)
{
	const struct json *json = json_own(a, text_copy(a, list));
	struct text *texts = arena_take(a, sizeof(*texts) * ((json ? json->count : 0) + (size_t)1));

	*count = 0;
	if (!json_is(json, JSON_LIST))
		return texts;
	for (const struct json *v = json_first(json); v; v = json_after(json, v))
		texts[(*count)++] = json_text(v);
	return texts;
}

struct text booker_text(struct call *call)
{
	struct buffer buffer = buffer_open(call->arena, 512);
	struct json_out o = json_open(&buffer);

	json_map(&o);
	json_key(&o, "source");
	json_put_c(&o, "third_party");
	json_key(&o, "userId");
	if (call_value(call, "callerId")->type == VALUE_TEXT)
		json_put_text(&o, call_text(call, "callerId"));
	else
		json_put_null(&o);
	json_close(&o);
	return buffer_text(&buffer);
}
