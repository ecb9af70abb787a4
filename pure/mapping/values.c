// SPDX-License-Identifier: Apache-2.0
/*
 * Values: borrowed from a tape or made, looked at in one way.
 *
 *	form TAPE    what json_read made; parts are found by walking the tape
 *	form MADE    an array of values, or of members
 *	form CLEAR   a null that shall be written (it erases), not left out
 *	form REF     an argument &expression
 */
#include "pure/mapping/inside.h"

struct text text_head(struct text t, size_t most)
{
	if (t.size <= most)
		return t;
	while (most && ((unsigned char)t.at[most] & 0xc0) == 0x80)
		most--;
	return (struct text){ t.at, most };
}

struct map_value map_borrow(const struct json *v)
{
	if (!v)
		return VALUE_NULL;
	struct map_value out = { .kind = (uint8_t)v->kind, .form = FORM_TAPE, .count = v->count };
	if (v->kind == JSON_LIST || v->kind == JSON_MAP)
		out.tape = v;
	else
		out.text = v->text;
	return out;
}

struct map_value map_text(struct text t)
{
	return (struct map_value){ .kind = JSON_TEXT, .text = t };
}

struct map_value map_items(const struct map_value *items, uint32_t count)
{
	return (struct map_value){
		.kind = JSON_LIST, .form = FORM_MADE, .count = count, .items = items
	};
}

struct map_value map_members(const struct map_member *members, uint32_t count)
{
	return (struct map_value){
		.kind = JSON_MAP, .form = FORM_MADE, .count = count, .members = members
	};
}

struct map_value value_flag(bool flag)
{
	return (struct map_value){ .kind = flag ? JSON_TRUE : JSON_FALSE };
}

struct map_value value_number(struct text spelling)
{
	return (struct map_value){ .kind = JSON_NUMBER, .text = spelling };
}

struct map_value value_whole(struct arena *a, int64_t whole)
{
	return value_number(text_format(a, "%lld", (long long)whole));
}

struct map_value value_real(struct arena *a, double real)
{
	struct buffer b = buffer_open(a, 64);
	struct json_out o = json_open(&b);
	json_put_real(&o, real);
	return text_is(buffer_text(&b), "null") ? VALUE_NULL : value_number(buffer_text(&b));
}

struct kind_row {
	unsigned bit;
	const char *name;
};

static const struct kind_row kind_rows[] = {
	[JSON_NULL] = { MAP_NULL, "missing" }, [JSON_FALSE] = { MAP_FLAG, "flag" },
	[JSON_TRUE] = { MAP_FLAG, "flag" },    [JSON_NUMBER] = { MAP_NUMBER, "number" },
	[JSON_TEXT] = { MAP_TEXT, "text" },    [JSON_LIST] = { MAP_LIST, "list" },
	[JSON_MAP] = { MAP_MAP, "map" },       [KIND_REF] = { WANT_REF, "&expression" },
};

unsigned value_bit(const struct map_value *v)
{
	return kind_rows[v->kind].bit;
}

const char *value_kind_name(const struct map_value *v)
{
	return kind_rows[v->kind].name;
}

struct map_value map_scope(struct arena *a, const struct map_member *names, uint32_t count,
			   int64_t now_ms)
{
	struct map_member *members = arena_take(a, (count + 1) * sizeof(*members));
	char *now = arena_bytes(a, CLOCK_ISO_SIZE);
	clock_iso(now_ms, now);
	if (count)
		memcpy(members, names, count * sizeof(*members));
	members[count] = (struct map_member){ TEXT("now"), map_text(text_of(now)) };
	return map_members(members, count + 1);
}

struct walk walk_of(const struct map_value *of)
{
	bool tape = of->form == FORM_TAPE && (of->kind == JSON_LIST || of->kind == JSON_MAP);
	return (struct walk){ .of = of, .tape = tape ? of->tape + 1 : NULL };
}

bool walk_next(struct walk *w, struct text *key, struct map_value *value)
{
	const struct map_value *of = w->of;
	if ((of->kind != JSON_LIST && of->kind != JSON_MAP) || w->index == of->count)
		return false;
	uint32_t i = w->index++;
	bool map = of->kind == JSON_MAP;
	if (w->tape) {
		const struct json *v = map ? w->tape + 1 : w->tape;
		if (map && key)
			*key = w->tape->text;
		*value = map_borrow(v);
		w->tape = v + v->span;
	} else if (map) {
		if (key)
			*key = of->members[i].key;
		*value = of->members[i].value;
	} else {
		*value = of->items[i];
	}
	return true;
}

bool map_find(struct map_value map, struct text key, struct map_value *out)
{
	*out = VALUE_NULL;
	if (map.kind != JSON_MAP)
		return false;
	if (map.form == FORM_TAPE) {
		const struct json *found = json_find(map.tape, key);
		*out = map_borrow(found);
		return found;
	}
	for (uint32_t i = 0; i < map.count; i++) {
		if (text_same(map.members[i].key, key)) {
			*out = map.members[i].value;
			return true;
		}
	}
	return false;
}

bool map_item(struct map_value list, uint32_t index, struct map_value *out)
{
	*out = VALUE_NULL;
	if ((list.kind != JSON_LIST && list.kind != JSON_MAP) || index >= list.count)
		return false;
	if (list.form == FORM_MADE) {
		*out = list.kind == JSON_MAP ? list.members[index].value : list.items[index];
		return true;
	}
	struct walk w = walk_of(&list);
	for (uint32_t i = 0; i <= index; i++)
		walk_next(&w, NULL, out);
	return true;
}

bool map_true(struct map_value v)
{
	switch (v.kind) {
	case JSON_NULL:
	case JSON_FALSE:
		return false;
	case JSON_TEXT:
		return v.text.size > 0;
	case JSON_LIST:
	case JSON_MAP:
		return v.count > 0;
	default:
		return true;
	}
}

static bool same_map(const struct map_value *a, const struct map_value *b)
{
	struct walk w = walk_of(a);
	struct map_value x, y;
	struct text key;
	while (walk_next(&w, &key, &x)) {
		if (!map_find(*b, key, &y) || !map_same(x, y))
			return false;
	}
	return true;
}

bool map_same(struct map_value a, struct map_value b)
{
	if (a.kind != b.kind)
		return false;
	if (a.kind == JSON_TEXT)
		return text_same(a.text, b.text);
	if (a.kind == JSON_NUMBER)
		return number_compare(a.text, b.text) == 0;
	if (a.kind != JSON_LIST && a.kind != JSON_MAP)
		return true;
	if (a.count != b.count)
		return false;
	if (a.kind == JSON_MAP)
		return same_map(&a, &b);
	struct walk v = walk_of(&a), w = walk_of(&b);
	struct map_value x, y;
	while (walk_next(&v, NULL, &x) && walk_next(&w, NULL, &y)) {
		if (!map_same(x, y))
			return false;
	}
	return true;
}

void map_write(struct json_out *out, struct map_value v)
{
	struct walk w = walk_of(&v);
	struct map_value part;
	struct text key;
	switch (v.kind) {
	case JSON_NULL:
		json_put_null(out);
		return;
	case JSON_TEXT:
		json_put_text(out, v.text);
		return;
	case JSON_NUMBER:
		json_put_raw(out, v.text);
		return;
	case JSON_LIST:
	case JSON_MAP:
		break;
	default:
		json_put_flag(out, v.kind == JSON_TRUE);
		return;
	}
	if (w.tape) {
		json_put(out, v.tape);
		return;
	}
	if (v.kind == JSON_MAP)
		json_map(out);
	else
		json_list(out);
	while (!out->to->full && walk_next(&w, &key, &part)) {
		if (v.kind == JSON_MAP)
			json_key_text(out, key);
		map_write(out, part);
	}
	json_close(out);
}

struct text map_plain(struct arena *a, struct map_value v)
{
	if (v.kind == JSON_NULL)
		return TEXT("");
	if (v.kind == JSON_TEXT || v.kind == JSON_NUMBER)
		return v.text;
	if (v.kind == JSON_TRUE || v.kind == JSON_FALSE)
		return text_of(v.kind == JSON_TRUE ? "true" : "false");
	struct buffer b = buffer_open(a, (size_t)8 * MAP_RESULT_MAX);
	struct json_out o = json_open(&b);
	map_write(&o, v);
	return buffer_text(&b);
}
