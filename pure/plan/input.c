// SPDX-License-Identifier: Apache-2.0
/*
 * What a step sends: one map of values, in the form that its operation takes.  Pure.
 *
 * What is set is written plainly in a flow; here customFields.level becomes an entry of the list of
 * custom fields, a record's own fields become its properties, a member's fields its meta.
 */
#include "pure/plan/inside.h"

void input_put(struct input *in, struct text key, struct map_value v)
{
	for (size_t i = 0; i < in->count; i++) {
		if (text_same(in->m[i].key, key)) {
			in->m[i].value = v;
			return;
		}
	}
	if (in->count == in->room) {
		size_t room = in->room ? in->room * 2 : 16;
		in->m = arena_grow(in->w->a, in->m, in->room * sizeof(*in->m),
				   room * sizeof(*in->m));
		in->room = room;
	}
	in->m[in->count++] = (struct map_member){ key, v };
}

struct map_value *input_find(struct input *in, struct text key)
{
	for (size_t i = 0; i < in->count; i++)
		if (text_same(in->m[i].key, key))
			return &in->m[i].value;
	return NULL;
}

struct input input_open(struct interpreter *w, const struct op *op)
{
	return (struct input){ .w = w, .op = op };
}

struct text input_text(struct input *in)
{
	struct buffer b = buffer_open(in->w->a, INPUT_MAX);
	struct json_out o = json_open(&b);

	map_write(&o, map_members(in->m, (uint32_t)in->count));
	return b.full ? (struct text){ 0 } : buffer_text(&b);
}

/* A member is put into a map (or, of custom fields, a list) that stands under this name. */
static void into_map(struct input *in, struct text name, struct map_member m)
{
	struct map_value *old = input_find(in, name);
	size_t count = old && old->kind == JSON_MAP ? old->count : 0;
	struct map_member *own = arena_take(in->w->a, (count + 1) * sizeof(*own));

	if (count)
		memcpy(own, old->members, count * sizeof(*own));
	own[count] = m;
	input_put(in, name, map_members(own, (uint32_t)count + 1));
}

static void into_list(struct input *in, struct text use, struct text name, struct map_member m)
{
	struct map_value *old = input_find(in, name);
	size_t count = old && old->kind == JSON_LIST ? old->count : 0;
	struct map_value *own = arena_take(in->w->a, (count + 1) * sizeof(*own));
	struct map_member *entry = arena_take(in->w->a, 2 * sizeof(*entry));
	const struct json *bound = json_get(in->w->job->flow->bound, "fields");
	const struct json *names = bound ? json_find(bound, use) : NULL;
	const struct json *id = names ? json_find(names, m.key) : NULL;

	if (count)
		memcpy(own, old->items, count * sizeof(*own));
	entry[0] = id ? (struct map_member){ TEXT("id"), map_text(id->text) }
		      : (struct map_member){ TEXT("key"), map_text(m.key) };
	entry[1] = (struct map_member){ TEXT("field_value"), m.value };
	own[count] = map_members(entry, 2);
	input_put(in, name, map_items(own, (uint32_t)count + 1));
}

static bool split_dot(struct text key, struct text *head, struct text *tail)
{
	const char *dot = memchr(key.at, '.', key.size);

	if (!dot)
		return false;
	size_t size = (size_t)(dot - key.at);
	*head = (struct text){ key.at, size };
	*tail = (struct text){ dot + 1, key.size - size - 1 };
	return tail->size && head->size;
}

/* Null erases; a text of somebody else's server is erased by an empty one. */
static struct map_value erased(const struct op *op, struct map_member m)
{
	const struct field *f = op->takes && op->connector.size ? shape_find(op->takes, m.key)
								: NULL;
	bool text = f && !f->list && f->kind && f->kind->keep == KEEP_TEXT;

	return text && m.value.kind == JSON_NULL ? map_text(TEXT("")) : m.value;
}

/* Where a field that is set goes in what the operation takes. */
void input_set(struct input *in, const struct step *s, struct map_member m)
{
	const struct op *op = in->op;
	const struct shape *takes = op->takes;
	const struct field *f;
	struct text head, tail;

	m.value = erased(op, m);
	if (s->fields) {
		into_map(in, TEXT("meta"), m);
		return;
	}
	if (takes && split_dot(m.key, &head, &tail) && (f = shape_find(takes, head))) {
		m.key = tail;
		if (f->list)
			into_list(in, s->use, head, m);
		else
			into_map(in, head, m);
		return;
	}
	if (takes && !op_takes(op, text_c(in->w->a, m.key)) &&
	    shape_find(takes, TEXT("properties")))
		into_map(in, TEXT("properties"), m);
	else
		input_put(in, m.key, m.value);
}

/* A mapping's members; false: it failed. */
bool members_of(struct interpreter *w, const struct mapping *m, const struct map_member **out,
		size_t *count)
{
	struct map_value v;

	*count = 0;
	if (!m)
		return true;
	if (!interpreter_map(w, m, &v))
		return false;
	struct buffer b = buffer_open(w->a, INPUT_MAX);
	struct json_out o = json_open(&b);
	map_write(&o, v);
	const struct json *map;
	struct text why;
	if (json_read(w->a, buffer_text(&b), &map, &why)) {
		w->reason = TEXT("what is sent is larger than 1 MiB");
		return false;
	}
	struct map_member *list = arena_take(w->a, ((size_t)map->count + 1) * sizeof(*list));
	for (const struct json *k = json_first(map); k;) {
		const struct json *value = json_after(map, k);
		list[(*count)++] = (struct map_member){ k->text, map_borrow(value) };
		k = json_after(map, value);
	}
	*out = list;
	return true;
}

/* `of` is the first part of the path that is not fixed. */
bool input_of(struct input *in, const struct step *s)
{
	struct map_value v;

	if (!s->of)
		return true;
	if (!interpreter_map(in->w, s->of, &v))
		return false;
	if (!in->op->param_count) {
		input_put(in, TEXT("of"), v);
		return true;
	}
	struct text of = of_sent(in->w->a, in->op, map_plain(in->w->a, v));
	input_put(in, in->op->params[0].name, map_text(of));
	return true;
}

/* `id` is the last part of the path that is not fixed. */
struct text id_name(const struct op *op)
{
	return op->param_count ? op->params[op->param_count - 1].name : TEXT("id");
}
