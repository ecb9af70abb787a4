// SPDX-License-Identifier: Apache-2.0
/*
 * The properties of a record: what was sent laid over what is kept, each checked by the type of its
 * field; what is unique held to be so; and the rows by which values are found.
 *
 *	sent        {"name": "Buddy", "toys.ball": "red", "tags": {"add": ["good"]}}
 *	properties  {"name":"Buddy","tags":["calm","good"],"toys.ball":"red"}
 *	values      name buddy · tags calm · tags good · toys.ball red
 */
#include "domain/objects/objects.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"

#include "base/time/clock.h"

#define PROPERTIES_SIZE_MAX (1 << 20)
#define FIND_SIZE_MAX	    (64 << 10) /* of text that a free search looks into */
#define HEAD_LETTERS	    200

struct property {
	struct text key, json; /* json empty: cleared */
	const struct field_def *def;
};

struct properties {
	struct property *at;
	size_t count, room;
};

/* The field of a property; of "toys.ball" it is the list of text boxes `toys`. */
static const struct field_def *def_of(const struct record_job *job, struct text *key)
{
	size_t prefix = job->object_key.size;
	const struct field_def *def;
	struct text list = *key, option;

	if (key->size > prefix && key->at[prefix] == '.' &&
	    !memcmp(key->at, job->object_key.at, prefix))
		*key = (struct text){ key->at + prefix + 1, key->size - prefix - 1 };
	def = field_defs_find(&job->defs, *key);
	if (def)
		return def;
	const char *dot = memchr(key->at, '.', key->size);

	if (!dot)
		return NULL;
	list = (struct text){ key->at, (size_t)(dot - key->at) };
	def = field_defs_find(&job->defs, list);
	if (!def || !text_is(text_of(def->type->name), "TEXTBOX_LIST") ||
	    !field_option_find(def, (struct text){ dot + 1, key->size - list.size - 1 }, &option))
		return NULL;
	*key = text_format(job->call->arena, "%.*s.%.*s", (int)list.size, list.at, (int)option.size,
			   option.at);
	return def;
}

static bool boxed(const struct field_def *def)
{
	return text_is(text_of(def->type->name), "TEXTBOX_LIST");
}

static struct property *property_take(struct record_job *job, struct properties *all,
				      struct text key, const struct field_def *def)
{
	for (size_t i = 0; i < all->count; i++)
		if (text_same(all->at[i].key, key))
			return &all->at[i];
	if (all->count == all->room) {
		size_t old = all->room * sizeof *all->at;

		all->room = all->room ? 2 * all->room : 16;
		all->at = arena_grow(job->call->arena, all->at, old, all->room * sizeof *all->at);
	}
	all->at[all->count] = (struct property){ .key = key, .def = def };
	return &all->at[all->count++];
}

static void property_read(struct record_job *job, struct properties *all, struct text key,
			  const struct field_def *def, const struct json *sent)
{
	struct property *p = property_take(job, all, key, def);
	struct buffer buffer = buffer_open(job->call->arena, PROPERTIES_SIZE_MAX);
	struct json_out out = json_open(&buffer);
	struct field_reading r = { .call = job->call, .def = def, .sent = sent, .record = true };
	const char *must = NULL;

	r.before = json_find(job->before, key);
	if (!field_clears(sent))
		must = def->type->read(&r, &out);
	if (must)
		call_violation(job->call, "%.*s %s", (int)key.size, key.at, must);
	p->json = buffer_text(&buffer);
}

/* {"ball": "red"} of the list `toys`: a property for each box; null clears them all. */
static void boxes_read(struct record_job *job, struct properties *all, const struct field_def *def,
		       const struct json *sent)
{
	const struct json *text;
	struct text option;

	if (field_clears(sent)) {
		for (size_t i = 0; i < all->count; i++)
			if (all->at[i].def == def)
				all->at[i].json = (struct text){ 0 };
		return;
	}
	if (!json_is(sent, JSON_MAP)) {
		call_violation(job->call, "%.*s must be an object of its options and texts",
			       (int)def->key.size, def->key.at);
		return;
	}
	for (const struct json *key = json_first(sent); key; key = json_after(sent, text)) {
		struct text whole;

		text = json_after(sent, key);
		whole = text_format(job->call->arena, "%.*s.%.*s", (int)def->key.size, def->key.at,
				    (int)key->text.size, key->text.at);
		if (!field_option_find(def, key->text, &option)) {
			call_violation(job->call, "property %.*s should not exist", (int)whole.size,
				       whole.at);
			continue;
		}
		whole = text_format(job->call->arena, "%.*s.%.*s", (int)def->key.size, def->key.at,
				    (int)option.size, option.at);
		property_read(job, all, whole, def, text);
	}
}

static void properties_begin(struct record_job *job, struct properties *all)
{
	const struct json *v;

	for (const struct json *k = json_first(job->before); k; k = json_after(job->before, v)) {
		struct text key = k->text;
		const struct field_def *def = def_of(job, &key);

		v = json_after(job->before, k);
		if (def)
			property_take(job, all, key, def)->json = json_source(job->call->arena, v);
	}
}

static struct text properties_text(struct record_job *job, const struct properties *all)
{
	struct buffer buffer = buffer_open(job->call->arena, PROPERTIES_SIZE_MAX);
	struct json_out out = json_open(&buffer);

	json_map(&out);
	for (size_t i = 0; i < all->count; i++) {
		if (all->at[i].json.size == 0)
			continue;
		json_key_text(&out, all->at[i].key);
		json_put_raw(&out, all->at[i].json);
	}
	json_close(&out);
	return buffer_text(&buffer);
}

/* --- values as text --- */

static struct text plain(struct arena *a, const struct json *v)
{
	if (json_is(v, JSON_TEXT) || json_is(v, JSON_NUMBER))
		return v->text;
	return json_source(a, v);
}

static struct text find_text(struct record_job *job)
{
	struct buffer buffer = buffer_open(job->call->arena, FIND_SIZE_MAX);
	const struct json *v;

	for (const struct json *k = json_first(job->after); k; k = json_after(job->after, v)) {
		struct text t;

		v = json_after(job->after, k);
		t = text_lower(job->call->arena, plain(job->call->arena, v));
		buffer_add(&buffer, t);
		buffer_byte(&buffer, '\n');
	}
	return buffer_text(&buffer);
}

/* What stands for a value where it is looked for: an amount, an address, or all of it. */
static const struct json *value_shown(const struct json *v)
{
	const struct json *amount = json_get(v, "value"), *url = json_get(v, "url");

	return amount ? amount : url ? url : v;
}

struct text record_facet_head(struct arena *a, struct text object_key, struct text key)
{
	return text_format(a, "%.*s/%.*s=", (int)object_key.size, object_key.at, (int)key.size,
			   key.at);
}

static void facet_put(struct record_job *job, struct json_out *out, struct text head,
		      const struct json *v)
{
	struct arena *a = job->call->arena;
	struct text value = text_lower(a, plain(a, value_shown(v)));

	if (json_is(value_shown(v), JSON_NUMBER) || value.size == 0 ||
	    head.size + value.size > RECORD_FACET_MAX)
		return;
	json_put_text(out, text_format(a, "%.*s%.*s", (int)head.size, head.at, (int)value.size,
				       value.at));
}

/* Whole values, as the text search knows them: ["custom_objects.pet/kind=dog", …] */
static struct text facets_text(struct record_job *job)
{
	struct buffer buffer = buffer_open(job->call->arena, 2 * PROPERTIES_SIZE_MAX);
	struct json_out out = json_open(&buffer);
	const struct json *v;

	json_list(&out);
	for (const struct json *k = json_first(job->after); k; k = json_after(job->after, v)) {
		struct text head = record_facet_head(job->call->arena, job->object_key, k->text);

		v = json_after(job->after, k);
		if (!json_is(v, JSON_LIST))
			facet_put(job, &out, head, v);
		for (const struct json *one = json_is(v, JSON_LIST) ? json_first(v) : NULL; one;
		     one = json_after(v, one))
			facet_put(job, &out, head, one);
	}
	json_close(&out);
	return buffer_text(&buffer);
}

void record_event_text(struct call *call, const struct json *properties)
{
	/* lists are text in text: what was escaped once is escaped twice */
	struct buffer buffer = buffer_open(call->arena, 4 * PROPERTIES_SIZE_MAX);
	struct json_out out = json_open(&buffer);
	const struct json *v;

	json_list(&out);
	for (const struct json *k = json_first(properties); k; k = json_after(properties, v)) {
		v = json_after(properties, k);
		json_map(&out);
		json_key(&out, "key");
		json_put_text(&out, k->text);
		json_key(&out, "valueString");
		json_put_text(&out, plain(call->arena, v));
		json_close(&out);
	}
	json_close(&out);
	call_set_text(call, "eventProperties", buffer_text(&buffer));
}

/* --- what must be unique --- */

static enum err duplicate_refuse(struct record_job *job, const struct property *p,
				 struct text value)
{
	struct buffer more = buffer_open(job->call->arena, 8192);
	struct json_out out = json_open(&more);
	struct text sentence = text_format(
		job->call->arena, "A record with the same value for %.*s - %.*s already exists.",
		(int)p->def->name.size, p->def->name.at, (int)value.size, value.at);

	buffer_add(&more, TEXT("\"errors\":"));
	json_list(&out);
	json_map(&out);
	json_key(&out, "errorCode");
	json_put_c(&out, "duplicate_record");
	json_key(&out, "message");
	json_put_text(&out, sentence);
	json_key(&out, "field");
	json_put_text(&out, p->key);
	json_close(&out);
	json_close(&out);
	return refuse_more(job->call, ERR_DUPLICATE, buffer_text(&more), "%.*s", (int)sentence.size,
			   sentence.at);
}

static enum err unique_need(struct record_job *job, const struct property *p)
{
	struct call *call = job->call;
	const struct json *v = json_find(job->after, p->key);
	struct text value;

	if (!p->def->unique || !v)
		return ERR_OK;
	value = text_lower(call->arena, plain(call->arena, v));
	store_guard(call, "unique", job->object_key);
	call_set_text(call, "uniqueOf", job->object_key);
	call_set_text(call, "uniqueKey", p->key);
	call_set_text(call, "uniqueValue", value);
	call_set_text(call, "uniqueHead", filter_head(value));
	call_set_text(call, "uniqueBut", job->id);
	/* the value is not in the index of heads: those with this head first, each by its key */
	if (store_has(call, "SELECT 1 FROM record_value WHERE location_id = :locationId"
			    " AND field_key = :uniqueKey AND value = :uniqueValue"
			    " AND record_id <> :uniqueBut AND record_id IN"
			    " (SELECT record_id FROM record_value"
			    " WHERE location_id = :locationId AND object_key = :uniqueOf"
			    " AND field_key = :uniqueKey AND head = :uniqueHead)"))
		return duplicate_refuse(job, p, plain(call->arena, v));
	return call->err;
}

enum err record_merge(struct record_job *job, const struct json *sent)
{
	struct call *call = job->call;
	struct properties all = { 0 };
	const struct json *v;
	struct text text, why;
	enum err e = field_defs_load(call, job->object_key, &job->defs);

	if (e)
		return e;
	properties_begin(job, &all);
	for (const struct json *k = json_first(sent); k; k = json_after(sent, v)) {
		struct text key = k->text;
		const struct field_def *def = def_of(job, &key);

		v = json_after(sent, k);
		if (!def)
			call_violation(call, "property %.*s should not exist", (int)key.size,
				       key.at);
		else if (boxed(def) && text_same(key, def->key))
			boxes_read(job, &all, def, v);
		else
			property_read(job, &all, key, def, v);
	}
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The properties do not fit.");
	text = properties_text(job, &all);
	e = json_read(call->arena, text, &job->after, &why);
	if (e)
		return refuse(call, ERR_LARGE, "The properties are too large.");
	for (size_t i = 0; i < all.count && !e; i++)
		e = unique_need(job, &all.at[i]);
	call_set_text(call, "properties", text);
	call_set_text(call, "find", find_text(job));
	call_set_text(call, "facets", facets_text(job));
	record_event_text(call, job->after);
	return e;
}

/* --- the rows by which values are found --- */

static enum err value_keep(struct record_job *job, const struct field_def *def,
			   const struct json *v, int64_t item)
{
	struct call *call = job->call;
	const struct json *shown = value_shown(v);
	struct text value = text_lower(call->arena, plain(call->arena, shown));
	struct value number = { .type = VALUE_NULL };
	int64_t ms;

	if (json_is(shown, JSON_NUMBER)) {
		number.type = VALUE_REAL;
		json_real(shown, &number.real);
	} else if (text_is(text_of(def->type->name), "DATE") && clock_read_iso(value, &ms)) {
		number.type = VALUE_REAL;
		number.real = (double)ms;
	}
	call_set_text(call, "value", value);
	call_set_text(call, "head", filter_head(value));
	call_set(call, "number", number);
	call_set_whole(call, "item", item);
	return store_do(call, "INSERT INTO record_value (record_id, field_key, item, location_id,"
			      " object_key, value, head, number) VALUES (:indexedId, :indexedKey,"
			      " :item, :locationId, :indexedOf, :value, :head, :number)");
}

enum err record_index(struct record_job *job)
{
	struct call *call = job->call;
	const struct json *v;
	enum err e = ERR_OK;

	call_set_text(call, "indexedId", job->id);
	call_set_text(call, "indexedOf", job->object_key);
	if (job->before)
		e = store_do(call, "DELETE FROM record_value WHERE record_id = :indexedId"
				   " AND location_id = :locationId");
	for (const struct json *k = json_first(job->after); k && !e;
	     k = json_after(job->after, v)) {
		struct text key = k->text;
		const struct field_def *def = def_of(job, &key);
		int64_t item = 0;

		v = json_after(job->after, k);
		call_set_text(call, "indexedKey", key);
		if (!json_is(v, JSON_LIST)) {
			e = value_keep(job, def, v, 0);
			continue;
		}
		for (const struct json *one = json_first(v); one && !e; one = json_after(v, one))
			e = value_keep(job, def, one, item++);
	}
	return e;
}

enum err record_forget(struct call *call, struct text id)
{
	enum err e;

	call_set_text(call, "indexedId", id);
	e = store_do(call, "DELETE FROM record_value WHERE record_id = :indexedId"
			   " AND location_id = :locationId");
	return e ? e : relations_forget(call, id);
}
