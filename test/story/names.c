// SPDX-License-Identifier: Apache-2.0
/*
 * {names}: taken from replies, put into paths, bodies and expectations.
 */
#include "test/story/story.h"

#define FILLED_MAX (8 << 20)

void name_set(struct play *p, struct text name, struct text value, bool bare)
{
	struct name *one = arena_take(p->arena, sizeof *one);

	*one = (struct name){ text_copy(p->arena, name), text_copy(p->arena, value), bare,
			      p->names };
	p->names = one;
}

static const struct name *names_known(const struct play *p, struct text name)
{
	for (const struct name *one = p->names; one; one = one->next)
		if (text_same(one->name, name))
			return one;
	return NULL;
}

const struct name *name_find(struct play *p, struct text name)
{
	if (text_is(name, "now")) {
		char iso[CLOCK_ISO_SIZE];

		clock_iso(clock_now_ms(&p->stage.clock), iso);
		name_set(p, name, text_of(iso), false);
	} else if (text_starts(name, "other") && !names_known(p, name)) {
		if (!cast_other(p))
			return NULL;
	}
	return names_known(p, name);
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static struct text word_of(struct text t, size_t from)
{
	size_t end = from;

	while (end < t.size && is_word(t.at[end]))
		end++;
	return (struct text){ t.at + from, end - from };
}

size_t name_spot(struct text t, struct text *name, struct text *kind)
{
	if (t.size < 3 || t.at[0] != '{')
		return 0;
	*name = word_of(t, 1);
	*kind = (struct text){ 0 };
	size_t end = 1 + name->size;

	if (end < t.size && t.at[end] == ':') {
		*kind = word_of(t, end + 1);
		end += 1 + kind->size;
		if (!kind->size)
			return 0;
	}
	bool letter = name->size && !(name->at[0] >= '0' && name->at[0] <= '9');

	return letter && end < t.size && t.at[end] == '}' ? end + 1 : 0;
}

static void put_url(struct buffer *b, struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];

		if (is_word(c) || c == '-' || c == '.' || c == '~')
			buffer_byte(b, c);
		else
			buffer_format(b, "%%%02X", (unsigned)(unsigned char)c);
	}
}

static void put_json(struct buffer *b, struct text value)
{
	struct buffer quoted = buffer_open(b->arena, FILLED_MAX);
	struct json_out out = json_open(&quoted);

	json_put_text(&out, value);
	struct text t = buffer_text(&quoted);
	buffer_add(b, (struct text){ t.at + 1, t.size - 2 });
}

static void put_value(struct buffer *b, const struct name *name, enum fill how)
{
	if (how == FILL_URL)
		put_url(b, name->value);
	else if (how == FILL_JSON && !name->bare)
		put_json(b, name->value);
	else
		buffer_add(b, name->value);
}

bool names_fill(struct play *p, struct text in, enum fill how, struct text *out)
{
	struct buffer b = buffer_open(p->arena, FILLED_MAX);

	for (size_t i = 0; i < in.size;) {
		struct text rest = { in.at + i, in.size - i }, name, kind;
		size_t size = i && in.at[i - 1] == '{' ? 0 : name_spot(rest, &name, &kind);

		if (!size || kind.size) {
			buffer_byte(&b, in.at[i++]);
			continue;
		}
		const struct name *known = name_find(p, name);

		if (known)
			put_value(&b, known, how);
		else if (how == FILL_PLAIN)
			buffer_add(&b, (struct text){ rest.at, size });
		else
			return play_fail(p, "there is no {%.*s}", (int)name.size, name.at);
		i += size;
	}
	*out = buffer_text(&b);
	return true;
}

struct text names_quote(struct arena *a, struct text json)
{
	struct buffer b = buffer_open(a, FILLED_MAX);
	bool quoted = false;

	for (size_t i = 0; i < json.size; i++) {
		struct text rest = { json.at + i, json.size - i }, name, kind;
		size_t size = quoted ? 0 : name_spot(rest, &name, &kind);

		if (size) {
			buffer_format(&b, "\"%.*s\"", (int)size, rest.at);
			i += size - 1;
			continue;
		}
		buffer_byte(&b, json.at[i]);
		if (json.at[i] == '\\' && quoted && i + 1 < json.size)
			buffer_byte(&b, json.at[++i]);
		else if (json.at[i] == '"')
			quoted = !quoted;
	}
	return buffer_text(&b);
}
