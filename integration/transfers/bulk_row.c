// SPDX-License-Identifier: Apache-2.0
/*
 * What is done with one of many contacts: what of him is to be other, and by which operation.
 */
#include "integration/transfers/bulk.h"

/* --- what was asked --- */

static struct string_set words_of(struct arena *a, const struct json *list)
{
	return json_is(list, JSON_LIST)
		       ? string_set_fold(a, string_set_read(a, json_source(a, list)))
		       : (struct string_set){ 0 };
}

/* A value that is sent, as a cell of a file would say it. */
static struct text cell_from(struct arena *a, const struct json *v)
{
	struct buffer b = buffer_open(a, 1 << 20);

	if (json_is(v, JSON_NULL))
		return TEXT("");
	if (!json_is(v, JSON_LIST))
		return json_is(v, JSON_TEXT) ? json_text(v) : json_source(a, v);
	for (const struct json *one = json_first(v); one; one = json_after(v, one)) {
		if (b.size)
			buffer_add(&b, TEXT("; "));
		buffer_add(&b, json_is(one, JSON_TEXT) ? json_text(one) : json_source(a, one));
	}
	return buffer_text(&b);
}

/* Tags and ids are no values, and a name is two. */
static bool is_settable(const struct target *t)
{
	return t->kind != TARGET_NONE && t->kind != TARGET_ID && t->kind != TARGET_TAGS &&
	       t->kind != TARGET_NAME;
}

static void sets_read(struct call *call, const struct json *set, struct bulk_do *out)
{
	struct index taken = index_open(call->arena);
	struct field_defs defs;
	const struct json *v;

	if (!json_is(set, JSON_MAP) || field_defs_load_own(call, TEXT("contact"), &defs))
		return;
	out->sets = arena_take(call->arena, (set->count + 1) * sizeof(*out->sets));
	for (const struct json *key = json_first(set); key; key = json_after(set, v)) {
		struct bulk_set *one = &out->sets[out->set_count];
		struct text said = text_copy(call->arena, json_text(key));

		v = json_after(set, key);
		if (!target_find(call->arena, &defs, said, &one->target) ||
		    !is_settable(&one->target)) {
			call_violation(call, "do.set: %.*s is no field that can be set",
				       (int)said.size, said.at);
			continue;
		}
		if (!index_put(&taken, one->target.name, 0))
			call_violation(call, "do.set: %.*s is there twice", (int)said.size,
				       said.at);
		one->value = v;
		one->cell = cell_from(call->arena, v);
		out->set_count++;
	}
}

static void names_note(struct call *call, struct bulk_do *out)
{
	struct text *names = arena_take(call->arena, (out->set_count + 1) * sizeof(*names));
	size_t count = 0;

	for (size_t i = 0; i < out->set_count; i++)
		names[count++] = out->sets[i].target.name;
	if (out->add.count || out->remove.count)
		names[count++] = TEXT("tags");
	out->names = (struct string_set){ names, count };
}

bool bulk_do_read(struct call *call, const struct json *what, struct bulk_do *out)
{
	*out = (struct bulk_do){
		.drop = json_flag(json_get(what, "delete")),
		.add = words_of(call->arena, json_get(what, "addTags")),
		.remove = words_of(call->arena, json_get(what, "removeTags")),
	};
	if (!store_load(call, "SELECT country AS bulk_country FROM location"
			      " WHERE id = :locationId"))
		return false;
	out->country = text_copy(call->arena, call_text(call, "bulkCountry"));
	sets_read(call, json_get(what, "set"), out);
	names_note(call, out);
	for (size_t i = 0; i < out->add.count; i++)
		if (string_set_has(out->remove, out->add.at[i]))
			call_violation(call, "do: the tag %.*s cannot be added and removed",
				       (int)out->add.at[i].size, out->add.at[i].at);
	if (!call->violation_count && !out->drop && !out->names.count)
		call_violation(call, "do must say what is done");
	if (out->drop && out->names.count)
		call_violation(call, "do: who is deleted cannot be changed as well");
	return !call->violation_count && !call->err;
}

/* --- who asks --- */

static void as(struct call *call, struct asked *asked)
{
	struct caller *caller = arena_take(call->arena, sizeof(*caller));
	struct text kind = call_text(call, "askedKind"),
		    by = text_copy(call->arena, call_text(call, "askedBy"));

	*caller = *asked->caller;
	if (text_is(kind, "person")) {
		caller->session_id = TEXT("bulk");
		caller->user_id = by;
	} else if (text_is(kind, "app")) {
		caller->app_id = by;
	} else if (text_is(kind, "flow")) {
		caller->flow_id = by;
	} else {
		caller->token_id = by;
	}
	asked->caller = caller;
}

enum err bulk_asks_open(struct call *call, struct text location_id, struct asks *out)
{
	enum err e = asks_open(call, location_id, out);

	if (e)
		return e;
	as(call, &out->read);
	as(call, &out->change);
	as(call, &out->drop);
	return ERR_OK;
}

/* --- one of them --- */

struct bulk_working {
	struct arena *a;
	const struct bulk_do *what;
	const struct json *contact;
	struct text country;
	struct row_told *told;
};

static enum err refused(struct row_told *told, struct text why)
{
	told->outcome = ROW_REFUSED;
	told->column = told->contact_id;
	told->why = why;
	return ERR_OK;
}

static struct text input_open(struct arena *a, struct text contact)
{
	struct buffer b = buffer_open(a, 1 << 16);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "contactId");
	json_put_text(&o, contact);
	json_close(&o);
	return buffer_text(&b);
}

static bool has_it(const struct bulk_working *w, const struct bulk_set *set)
{
	struct text has = cell_of(w->a, &set->target, w->contact);

	if (!set->cell.size)
		return !has.size;
	return cell_is(w->a, &set->target, set->cell, has, w->country);
}

static bool tags_put(const struct bulk_working *w, struct json_out *o)
{
	const struct json *tags = json_get(w->contact, "tags");
	struct string_set own = { 0 }, after;

	if (json_is(tags, JSON_LIST))
		own = string_set_read(w->a, json_source(w->a, tags));
	after = string_set_less(w->a, string_set_join(w->a, own, w->what->add), w->what->remove);
	if (after.count == own.count && !string_set_less(w->a, after, own).count)
		return false;
	string_set_put(o, "tags", after);
	return true;
}

static bool sets_put(const struct bulk_working *w, struct json_out *o, bool fields)
{
	bool any = false;

	for (size_t i = 0; i < w->what->set_count; i++) {
		const struct bulk_set *set = &w->what->sets[i];
		bool field = set->target.kind == TARGET_FIELD;

		if (field != fields || has_it(w, set))
			continue;
		if (field && !any) {
			json_key(o, "customFields");
			json_list(o);
		}
		any = true;
		if (!field) {
			json_key_text(o, set->target.name);
			json_put(o, set->value);
			continue;
		}
		json_map(o);
		json_key(o, "id");
		json_put_text(o, set->target.def->id);
		json_key(o, "field_value");
		json_put(o, set->value);
		json_close(o);
	}
	if (fields && any)
		json_close(o);
	return any;
}

/* What is sent to update-contact; empty: he has it all. */
static struct text change_input(const struct bulk_working *w)
{
	struct buffer b = buffer_open(w->a, 4 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "contactId");
	json_put_text(&o, w->told->contact_id);
	bool tags = tags_put(w, &o), own = sets_put(w, &o, false), fields = sets_put(w, &o, true);
	json_close(&o);
	return tags || own || fields ? buffer_text(&b) : TEXT("");
}

static enum err row_change(struct call *call, struct bulk_working *w, const struct asks *asks)
{
	struct text input = change_input(w), why = TEXT("");
	const struct json *after;

	w->told->outcome = ROW_SAME;
	if (!input.size)
		return ERR_OK;
	w->told->stamp_before = stamp_of(call, w->told->contact_id);
	enum err e = contact_ask(call, &asks->change, input, &after, &why);
	if (e || why.size)
		return e ? e : refused(w->told, why);
	if (changes_note(w->a, w->what->names, w->contact, after, w->told))
		w->told->outcome = ROW_CHANGED;
	w->told->stamp = stamp_of(call, w->told->contact_id);
	return call->err;
}

static enum err row_drop(struct call *call, struct bulk_working *w, const struct asks *asks)
{
	const struct json *gone;
	struct text why = TEXT("");
	enum err e = contact_ask(call, &asks->drop, input_open(w->a, w->told->contact_id), &gone,
				 &why);

	if (e || why.size)
		return e ? e : refused(w->told, why);
	w->told->outcome = ROW_CHANGED;
	return ERR_OK;
}

static struct text who_of(struct arena *a, const struct json *contact)
{
	static const char *const names[] = { "email", "phone", "companyName" };
	struct target name = { .kind = TARGET_NAME };
	struct text who = cell_of(a, &name, contact);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !who.size; i++)
		who = json_text(json_get(contact, names[i]));
	return who;
}

enum err bulk_row(struct call *call, const struct bulk_do *what, const struct asks *asks,
		  struct text contact, struct row_told *told)
{
	struct bulk_working w = { .a = call->arena, .what = what, .told = told };
	struct text why = TEXT("");

	*told = (struct row_told){ .line = told->line, .contact_id = contact };
	enum err e = contact_ask(call, &asks->read, input_open(w.a, contact), &w.contact, &why);
	if (e || why.size)
		return e ? e : refused(told, why);
	told->who = who_of(w.a, w.contact);
	w.country = json_text(json_get(w.contact, "country"));
	if (!w.country.size)
		w.country = what->country;
	return what->drop ? row_drop(call, &w, asks) : row_change(call, &w, asks);
}
