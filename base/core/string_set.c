// SPDX-License-Identifier: Apache-2.0
/*
 * Small ordered sets of words.  They are short (hundreds at most, by the catalogue's limits), so a
 * look through all of them is the whole index.
 */
#include "base/core/string_set.h"

static struct text *room_take(struct arena *a, size_t count)
{
	return arena_take(a, (count + 1) * sizeof(struct text));
}

bool string_set_has(struct string_set w, struct text word)
{
	for (size_t i = 0; i < w.count; i++)
		if (text_same(w.at[i], word))
			return true;
	return false;
}

struct string_set string_set_read(struct arena *a, struct text list)
{
	const struct json *v = NULL;
	struct text why;

	if (list.size == 0 || json_read(a, list, &v, &why) || !json_is(v, JSON_LIST))
		return (struct string_set){ 0 };
	struct text *at = room_take(a, v->count);
	struct string_set w = { .at = at };
	for (const struct json *item = json_first(v); item; item = json_after(v, item))
		if (json_is(item, JSON_TEXT) && !string_set_has(w, item->text))
			at[w.count++] = item->text;
	return w;
}

struct string_set string_set_fold(struct arena *a, struct string_set w)
{
	struct text *at = room_take(a, w.count);
	struct string_set folded = { .at = at };

	for (size_t i = 0; i < w.count; i++) {
		struct text word = text_lower(a, text_trim(w.at[i]));
		if (word.size && !string_set_has(folded, word))
			at[folded.count++] = word;
	}
	return folded;
}

struct string_set string_set_join(struct arena *a, struct string_set x, struct string_set y)
{
	struct text *at = room_take(a, x.count + y.count);
	struct string_set all = { .at = at };

	for (size_t i = 0; i < x.count; i++)
		at[all.count++] = x.at[i];
	for (size_t i = 0; i < y.count; i++)
		if (!string_set_has(x, y.at[i]))
			at[all.count++] = y.at[i];
	return all;
}

struct string_set string_set_less(struct arena *a, struct string_set x, struct string_set y)
{
	struct text *at = room_take(a, x.count);
	struct string_set rest = { .at = at };

	for (size_t i = 0; i < x.count; i++)
		if (!string_set_has(y, x.at[i]))
			at[rest.count++] = x.at[i];
	return rest;
}

static void list_put(struct json_out *o, struct string_set w)
{
	json_list(o);
	for (size_t i = 0; i < w.count; i++)
		json_put_text(o, w.at[i]);
	json_close(o);
}

struct text string_set_json(struct arena *a, struct string_set w)
{
	struct buffer buffer = buffer_open(a, 4 << 20);
	struct json_out o = json_open(&buffer);

	list_put(&o, w);
	return buffer_text(&buffer);
}

void string_set_put(struct json_out *o, const char *key, struct string_set w)
{
	json_key(o, key);
	list_put(o, w);
}
