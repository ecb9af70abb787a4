// SPDX-License-Identifier: Apache-2.0
/*
 * What was sent, before it is kept: what null stands for, what must not be empty, slugs.
 */
#include "domain/calendars/inside.h"

#include <assert.h>

#define SLUG_MAX 200

void fallbacks_take(struct call *call, const char *shape, bool absent_too)
{
	const struct shape *s = catalogue_shape(call->app->catalogue, text_of(shape));

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
