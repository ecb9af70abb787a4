// SPDX-License-Identifier: Apache-2.0
/*
 * Calls: their named values, their refusal and their reply headers.
 *
 * Values lie in a small open hash table that is at most half full; it grows into a new piece of the
 * arena, so a value that somebody still looks at stays readable.
 */
#include "base/call/call.h"

#include "base/secrets/id.h"

#include <assert.h>
#include <stdarg.h>

#define REPLY_SIZE_MAX ((size_t)64 << 20)
#define SLOTS_FIRST    64

struct value_slot {
	const char *name; /* NULL: free */
	uint32_t hash;
	struct value value;
};

static void reply_begin(struct call *call)
{
	call->buffer.size = 0;
	call->buffer.full = false;
	call->out = json_open(&call->buffer);
	json_map(&call->out);
}

struct call *call_open(struct arena *a, int64_t now_ms)
{
	static const struct application none;
	struct call *call = arena_take(a, sizeof(*call));

	call->arena = a;
	call->app = &none;
	call->now_ms = now_ms;
	call->buffer = buffer_open(a, REPLY_SIZE_MAX);
	reply_begin(call);
	id_uuid_random(call->trace);
	return call;
}

/* --- refusing --- */

static struct text format_list(struct arena *a, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(size >= 0);
	char *at = arena_bytes(a, (size_t)size + 1);
	vsnprintf(at, (size_t)size + 1, format, args);
	return (struct text){ at, (size_t)size };
}

enum err refuse(struct call *call, enum err e, const char *format, ...)
{
	assert(e);
	if (call->err)
		return call->err;
	va_list args;
	va_start(args, format);
	call->why = format_list(call->arena, format, args);
	va_end(args);
	call->err = e;
	reply_begin(call);
	call->out.mute = true; /* whoever is in the middle of it may finish */
	return e;
}

enum err refuse_more(struct call *call, enum err e, struct text more, const char *format, ...)
{
	assert(e);
	if (call->err)
		return call->err;
	va_list args;
	va_start(args, format);
	call->why = format_list(call->arena, format, args);
	va_end(args);
	call->more = text_copy(call->arena, more);
	call->err = e;
	reply_begin(call);
	call->out.mute = true; /* whoever is in the middle of it may finish */
	return e;
}

void call_violation(struct call *call, const char *format, ...)
{
	if (call->violation_count == CALL_VIOLATIONS_MAX)
		return;
	if (!call->violations)
		call->violations = arena_take(call->arena,
					      CALL_VIOLATIONS_MAX * sizeof(*call->violations));
	va_list args;
	va_start(args, format);
	call->violations[call->violation_count++] = format_list(call->arena, format, args);
	va_end(args);
}

/* --- named values --- */

/* The slot of this name, or the free one where it would go; NULL when there are no slots yet. */
static struct value_slot *slot_find(const struct call *call, const char *name, uint32_t hash)
{
	if (!call->value_room)
		return NULL;
	size_t i = hash & (call->value_room - 1);
	while (call->values[i].name &&
	       (call->values[i].hash != hash || strcmp(call->values[i].name, name) != 0))
		i = (i + 1) & (call->value_room - 1);
	return &call->values[i];
}

static void slots_grow(struct call *call)
{
	struct value_slot *old = call->values;
	size_t old_room = call->value_room;
	call->value_room = old_room ? old_room * 2 : SLOTS_FIRST;
	call->values = arena_take(call->arena, call->value_room * sizeof(*old));
	for (size_t i = 0; i < old_room; i++) {
		if (old[i].name)
			*slot_find(call, old[i].name, old[i].hash) = old[i];
	}
}

static const struct value *value_set(struct call *call, const char *name, struct value v)
{
	uint32_t hash = text_hash(text_of(name));
	struct value_slot *slot = slot_find(call, name, hash);
	if (!slot || (!slot->name && call->value_count * 2 >= call->value_room)) {
		slots_grow(call);
		slot = slot_find(call, name, hash);
	}
	call->value_count += !slot->name;
	*slot = (struct value_slot){ .name = name, .hash = hash, .value = v };
	return &slot->value;
}

void call_now(struct call *call, int64_t now_ms)
{
	call->now_ms = now_ms;
	if (call_given(call, "now"))
		call_set_whole(call, "now", now_ms);
}

/* The values that are always there: made when first asked for, then the same all along. */
static const struct value *value_make(struct call *call, const char *name)
{
	static const struct value absent = { .type = VALUE_ABSENT };
	if (name[0] != 'n') /* as all of these begin */
		return &absent;
	static const struct maker {
		const char *name;
		void (*make)(int64_t now_ms, char *out);
	} makers[] = { { "newId", id_new }, { "newHex", id_hex }, { "newUuid", id_uuid } };
	if (!strcmp(name, "now"))
		return value_set(call, "now",
				 (struct value){ .type = VALUE_WHOLE, .whole = call->now_ms });
	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++) {
		if (strcmp(name, makers[i].name) != 0)
			continue;
		char *id = arena_bytes(call->arena, ID_UUID_SIZE); /* the longest of them */
		makers[i].make(call->now_ms, id);
		return value_set(call, makers[i].name,
				 (struct value){ .type = VALUE_TEXT, .text = text_of(id) });
	}
	return &absent;
}

const struct value *call_value_hashed(struct call *call, const char *name, uint32_t hash)
{
	const struct value_slot *slot = slot_find(call, name, hash);
	return slot && slot->name ? &slot->value : value_make(call, name);
}

const struct value *call_value(struct call *call, const char *name)
{
	return call_value_hashed(call, name, text_hash(text_of(name)));
}

struct text call_text(struct call *call, const char *name)
{
	const struct value *v = call_value(call, name);
	return v->type == VALUE_TEXT ? v->text : TEXT("");
}

int64_t call_whole(struct call *call, const char *name, int64_t otherwise)
{
	const struct value *v = call_value(call, name);
	return v->type == VALUE_WHOLE || v->type == VALUE_FLAG ? v->whole : otherwise;
}

bool call_named(const struct call *call, const char *name)
{
	struct text rest = call->query, part, key;

	if (call->asked)
		return json_find(call->asked, text_of(name)) != NULL;
	while (text_split(&rest, '&', &part))
		if (text_split(&part, '=', &key) && text_is(key, name))
			return true;
	return false;
}

bool call_given(struct call *call, const char *name)
{
	return call_value(call, name)->type != VALUE_ABSENT;
}

void call_set(struct call *call, const char *name, struct value v)
{
	value_set(call, name, v);
}

void call_set_text(struct call *call, const char *name, struct text t)
{
	value_set(call, name, (struct value){ .type = VALUE_TEXT, .text = t });
}

void call_set_whole(struct call *call, const char *name, int64_t whole)
{
	value_set(call, name, (struct value){ .type = VALUE_WHOLE, .whole = whole });
}

void call_set_flag(struct call *call, const char *name, bool flag)
{
	value_set(call, name, (struct value){ .type = VALUE_FLAG, .whole = flag });
}

void call_set_null(struct call *call, const char *name)
{
	value_set(call, name, (struct value){ .type = VALUE_NULL });
}

/* --- again --- */

static void slots_copy(struct call *to, const struct call *from)
{
	size_t size = from->value_room * sizeof(*from->values);

	to->value_room = from->value_room;
	to->value_count = from->value_count;
	to->values = size ? arena_take(to->arena, size) : NULL;
	if (size)
		memcpy(to->values, from->values, size);
}

bool call_left(const struct call *call)
{
	return call->left && atomic_load_explicit(call->left, memory_order_relaxed);
}

struct call *call_mark(struct call *call)
{
	struct call *mark = arena_take(call->arena, sizeof(*mark));

	*mark = *call;
	slots_copy(mark, call);
	return mark;
}

void call_back(struct call *call, const struct call *mark)
{
	struct call *next = call->next, *start = call->start;

	*call = *mark;
	call->next = next;
	call->start = start;
	slots_copy(call, mark);
	call->buffer = buffer_open(call->arena, REPLY_SIZE_MAX); /* the old one may have moved */
	reply_begin(call);
}

/* --- headers --- */

struct text call_header(const struct call *call, const char *name)
{
	for (size_t i = 0; i < call->header_count; i++) {
		if (text_alike(call->headers[i].name, text_of(name)))
			return call->headers[i].value;
	}
	return TEXT("");
}

bool call_in_german(struct call *call)
{
	return text_starts(text_lower(call->arena, call_header(call, "accept-language")), "de");
}

void call_reply_header(struct call *call, const char *name, struct text value)
{
	assert(call->extra_count < CALL_HEADERS_MAX);
	char *copy = text_c(call->arena, value);
	for (size_t i = 0; i < value.size; i++) { /* nobody adds a line to our head */
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7f)
			copy[i] = ' ';
	}
	call->extra[call->extra_count++] = (struct header){ text_of(name), { copy, value.size } };
}

enum err call_need_filled(struct call *call, const char *const *names)
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
