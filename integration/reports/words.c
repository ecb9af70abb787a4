// SPDX-License-Identifier: Apache-2.0
/*
 * What can be counted, for whoever draws a form of it: the rows that say `counts`, with the fields
 * and objects that the location has made.
 */
#include "integration/reports/inside.h"
#include "platform/auth/auth.h"

#define OBJECTS_MAX 64

enum use { USE_BY, USE_TIME, USE_SUM, USE_NONE };

/* What a field of that type is good for; days of contacts and opportunities are kept as texts. */
static enum use use_of(const struct field_def *def, bool record)
{
	static const struct {
		const char *type;
		enum use use;
	} uses[] = { { "NUMERICAL", USE_SUM },	  { "FLOAT", USE_SUM },
		     { "MONETORY", USE_SUM },	  { "FILE_UPLOAD", USE_NONE },
		     { "SIGNATURE", USE_NONE },	  { "LARGE_TEXT", USE_NONE },
		     { "TEXTBOX_LIST", USE_NONE } };

	if (!strcmp(def->type->name, "DATE"))
		return record ? USE_TIME : USE_BY;
	for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++)
		if (!strcmp(def->type->name, uses[i].type))
			return uses[i].use;
	return USE_BY;
}

static void word_put(struct json_out *o, const char *key, struct text value)
{
	json_key(o, key);
	json_put_text(o, value);
}

static void known_put(struct json_out *o, struct text words)
{
	struct text rest = words, one;
	bool more = true;

	while (more && rest.size) {
		more = text_split(&rest, ' ', &one);
		json_map(o);
		word_put(o, "field", more ? one : rest);
		json_close(o);
	}
}

/* One thing that can be counted. */
struct entry {
	const struct op *op;
	const struct counting *counting;
	struct text object_key, name; /* of records */
	struct field_defs defs;	      /* those that the location has made */
	const char *before;	      /* what they begin with; NULL: there are none */
};

/* The fields of one use: those of the row, and those that the location has made. */
static void fields_put(struct call *call, const struct entry *e, const char *key, struct text words,
		       enum use use)
{
	struct json_out *o = &call->out;
	bool record = e->object_key.size > 0;

	json_key(o, key);
	json_list(o);
	known_put(o, words);
	for (size_t i = 0; e->before && i < e->defs.count; i++) {
		const struct field_def *def = &e->defs.at[i];

		if (use_of(def, record) != use)
			continue;
		json_map(o);
		word_put(o, "field",
			 text_format(call->arena, "%s%.*s", e->before, (int)def->key.size,
				     def->key.at));
		word_put(o, "name", def->name);
		json_close(o);
	}
	json_close(o);
}

static void entry_put(struct call *call, const struct entry *e)
{
	struct json_out *o = &call->out;

	json_map(o);
	word_put(o, "of", e->counting->of);
	if (e->object_key.size)
		word_put(o, "objectKey", e->object_key);
	if (e->name.size)
		word_put(o, "name", e->name);
	word_put(o, "list", e->op->name);
	fields_put(call, e, "by", e->counting->by, USE_BY);
	fields_put(call, e, "times", e->counting->when, USE_TIME);
	fields_put(call, e, "sums", e->counting->sums, USE_SUM);
	json_close(o);
}

/* Records are counted of one object at a time: of each that the location has. */
static enum err objects_put(struct call *call, struct entry *e)
{
	struct text keys[OBJECTS_MAX] = { TEXT("business") }, names[OBJECTS_MAX] = { { 0 } };
	size_t count = 1;
	struct text why;
	struct rows *rows = store_ask(call, "SELECT key, labels FROM object"
					    " /* grows: at most objects_max */"
					    " WHERE location_id = :locationId AND NOT standard"
					    " ORDER BY id");

	for (; rows_next(rows) && count < OBJECTS_MAX; count++) {
		const struct json *labels = NULL;

		keys[count] = text_copy(call->arena, rows_text(rows, "key"));
		json_read(call->arena, text_copy(call->arena, rows_text(rows, "labels")), &labels,
			  &why);
		names[count] = json_text(json_get(labels, "plural"));
	}
	rows_close(rows);
	for (size_t i = 0; i < count; i++) {
		e->object_key = keys[i];
		e->name = names[i];
		if (field_defs_load(call, keys[i], &e->defs))
			return call->err;
		entry_put(call, e);
	}
	return call->err;
}

static enum err counting_put(struct call *call, const struct op *op, const struct counting *c)
{
	struct counted thing = { 0 };
	struct entry e = { .op = op };

	if (!counted_find(call, c->of, &thing, &e.counting))
		return ERR_OK;
	e.before = thing.custom;
	if (text_is(c->of, "records"))
		return objects_put(call, &e);
	if (thing.custom && field_defs_load_own(call, text_of(thing.table), &e.defs))
		return call->err;
	entry_put(call, &e);
	return call->err;
}

enum err counted_list(struct call *call)
{
	const struct catalogue *c = call->app->catalogue;

	json_key(&call->out, "counted");
	json_list(&call->out);
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);

		if (op->count_count && call->caller && !auth_may(call->caller, op))
			continue;
		for (size_t j = 0; j < op->count_count; j++)
			if (counting_put(call, op, &op->counts[j]))
				return call->err;
	}
	json_close(&call->out);
	return call->err;
}
