// SPDX-License-Identifier: Apache-2.0
/*
 * Does a value fit what the story expects?  Says every difference, each with its place.
 */
#include "test/story/story.h"

#define DIFFERENCES_MAX (1 << 20)
#define SHOWN_MAX	300 /* bytes of a value in a difference */

struct fit {
	struct play *play;
	struct buffer differences;
};

static bool letters(const struct json *v, size_t size, const char *set)
{
	struct text t = json_text(v);

	if (!json_is(v, JSON_TEXT) || t.size != size)
		return false;
	for (size_t i = 0; i < size; i++)
		if (!strchr(set, t.at[i]) || !t.at[i])
			return false;
	return true;
}

static bool is_id(const struct json *v)
{
	return letters(v, 20, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

static bool is_hex(const struct json *v)
{
	return letters(v, 24, "0123456789abcdef");
}

static bool is_uuid(const struct json *v)
{
	struct text t = json_text(v);

	return letters(v, 36, "0123456789abcdef-") && t.at[8] == '-' && t.at[13] == '-' &&
	       t.at[18] == '-' && t.at[23] == '-';
}

static bool is_instant(const struct json *v)
{
	struct text t = json_text(v);
	int64_t ms;

	return json_is(v, JSON_TEXT) && t.size > 10 && t.at[10] == 'T' && clock_read_iso(t, &ms);
}

static bool is_text(const struct json *v)
{
	return json_is(v, JSON_TEXT) && json_text(v).size > 0;
}

static bool is_whole(const struct json *v)
{
	int64_t whole;

	return json_is(v, JSON_NUMBER) && json_whole(v, &whole);
}

static bool is_any(const struct json *v)
{
	return v != NULL;
}

struct value_kind {
	const char *name;
	bool (*fits)(const struct json *v);
};

static const struct value_kind *kind_find(struct text name)
{
	static const struct value_kind kinds[] = {
		{ "id", is_id },	   { "hex", is_hex },	{ "uuid", is_uuid },
		{ "instant", is_instant }, { "text", is_text }, { "whole", is_whole },
		{ "any", is_any },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

static struct text shown(struct fit *f, const struct json *v)
{
	struct text t = v ? json_source(f->play->arena, v) : TEXT("nothing");

	if (t.size <= SHOWN_MAX)
		return t;
	return text_format(f->play->arena, "%.*s…", SHOWN_MAX, t.at);
}

static void differ(struct fit *f, struct text where, const char *want, const struct json *got)
{
	struct text came = shown(f, got);

	buffer_format(&f->differences, "    %.*s: expected %s, got %.*s\n", (int)where.size,
		      where.size ? where.at : "", want, (int)came.size, came.at);
}

static void fit_taken(struct fit *f, struct text where, struct text name,
		      const struct value_kind *kind, const struct json *got)
{
	if (!kind->fits(got)) {
		differ(f, where, kind->name, got);
		return;
	}
	bool text = json_is(got, JSON_TEXT);

	if (name.size)
		name_set(f->play, name, text ? json_text(got) : json_source(f->play->arena, got),
			 !text);
}

static bool same_number(struct text a, struct text b)
{
	int64_t whole_a, whole_b;
	double real_a, real_b;

	if (text_whole(a, &whole_a) && text_whole(b, &whole_b))
		return whole_a == whole_b;
	return text_real(a, &real_a) && text_real(b, &real_b) && !(real_a < real_b) &&
	       !(real_a > real_b);
}

static void fit_known(struct fit *f, struct text where, const struct name *name,
		      const struct json *got)
{
	bool same;

	if (json_is(got, JSON_TEXT))
		same = text_same(json_text(got), name->value);
	else if (json_is(got, JSON_NUMBER))
		same = same_number(json_text(got), name->value);
	else
		same = got && text_same(json_source(f->play->arena, got), name->value);
	if (!same)
		differ(f, where, text_c(f->play->arena, name->value), got);
}

/* The text is one {pattern} and nothing else. */
static void fit_pattern(struct fit *f, struct text where, struct text name, struct text kind_name,
			const struct json *got)
{
	const struct value_kind *kind = kind_find(kind_name.size ? kind_name : name);

	if (text_is(name, "absent")) {
		if (got)
			differ(f, where, "nothing", got);
	} else if (kind) {
		fit_taken(f, where, kind_name.size ? name : (struct text){ 0 }, kind, got);
	} else if (kind_name.size) {
		differ(f, where, "a kind that this runner knows", NULL);
	} else {
		const struct name *known = name_find(f->play, name);

		if (known)
			fit_known(f, where, known, got);
		else
			differ(f, where, "a {name} that was taken before", NULL);
	}
}

static void fit_text(struct fit *f, struct text where, const struct json *want,
		     const struct json *got)
{
	struct text filled, name, kind, pattern = json_text(want);

	if (pattern.size && name_spot(pattern, &name, &kind) == pattern.size) {
		fit_pattern(f, where, name, kind, got);
		return;
	}
	names_fill(f->play, pattern, FILL_PLAIN, &filled);
	if (!json_is(got, JSON_TEXT) || !text_same(filled, json_text(got)))
		differ(f, where, text_c(f->play->arena, shown(f, want)), got);
}

static void fit(struct fit *f, struct text where, const struct json *want, const struct json *got);

static void fit_map(struct fit *f, struct text where, const struct json *want,
		    const struct json *got)
{
	if (!json_is(got, JSON_MAP)) {
		differ(f, where, "a map", got);
		return;
	}
	for (const struct json *key = json_first(want); key;) {
		const struct json *value = json_after(want, key);
		struct text name;

		names_fill(f->play, json_text(key), FILL_PLAIN, &name);
		fit(f,
		    text_format(f->play->arena, "%.*s%s%.*s", (int)where.size, where.at,
				where.size ? "." : "", (int)name.size, name.at),
		    value, json_find(got, name));
		key = json_after(want, value);
	}
}

static bool is_more(const struct json *item)
{
	return json_is(item, JSON_TEXT) && text_is(json_text(item), "{more}");
}

static void fit_list(struct fit *f, struct text where, const struct json *want,
		     const struct json *got)
{
	if (!json_is(got, JSON_LIST)) {
		differ(f, where, "a list", got);
		return;
	}
	const struct json *theirs = json_first(got);
	size_t index = 0;
	bool more = false;

	for (const struct json *item = json_first(want); item; item = json_after(want, item)) {
		more = is_more(item) && !json_after(want, item);
		if (more)
			break;
		fit(f, text_format(f->play->arena, "%.*s[%zu]", (int)where.size, where.at, index++),
		    item, theirs);
		theirs = theirs ? json_after(got, theirs) : NULL;
	}
	if (theirs && !more)
		buffer_format(&f->differences, "    %.*s: expected %zu items, got %u\n",
			      (int)where.size, where.at, index, got->count);
}

static void fit(struct fit *f, struct text where, const struct json *want, const struct json *got)
{
	if (want->kind == JSON_TEXT)
		fit_text(f, where, want, got);
	else if (want->kind == JSON_MAP)
		fit_map(f, where, want, got);
	else if (want->kind == JSON_LIST)
		fit_list(f, where, want, got);
	else if (!json_is(got, want->kind) ||
		 (want->kind == JSON_NUMBER && !same_number(json_text(want), json_text(got))))
		differ(f, where, text_c(f->play->arena, shown(f, want)), got);
}

struct text fits(struct play *p, const struct json *want, const struct json *got)
{
	struct fit f = { .play = p, .differences = buffer_open(p->arena, DIFFERENCES_MAX) };

	fit(&f, (struct text){ "", 0 }, want, got);
	return buffer_text(&f.differences);
}
