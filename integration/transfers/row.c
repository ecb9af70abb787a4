// SPDX-License-Identifier: Apache-2.0
/*
 * What becomes of one row: who is it, and what of him is other?
 */
#include "integration/transfers/inside.h"

#include "base/core/phone.h"
#include "base/core/string_set.h"
#include "base/time/clock.h"

/* A row as it is worked on. */
struct working {
	struct arena *a;
	const struct importing *im;
	const struct asks *asks;
	struct row_told *told;
	struct text *cells;		 /* of each column as it is sent; empty: nothing is */
	struct text found, email, phone; /* who it is; by what he is known */
};

static enum err problem(struct row_told *told, enum outcome outcome, struct text column,
			struct text why)
{
	told->outcome = outcome;
	told->column = column;
	told->why = why;
	return ERR_OK;
}

static struct text cell_at(const struct working *w, enum target_kind kind)
{
	for (size_t i = 0; i < w->im->count; i++)
		if (w->im->targets[i].kind == kind && w->cells[i].size)
			return w->cells[i];
	return TEXT("");
}

/* False: the row is refused. */
static bool cells_read(struct working *w, const struct file_row *row)
{
	const struct importing *im = w->im;
	bool any = false;

	if (row->count != im->count) {
		problem(w->told, ROW_REFUSED, TEXT(""),
			text_format(w->a, "It has %zu values, where the head has %zu.", row->count,
				    im->count));
		return false;
	}
	for (size_t i = 0; i < im->count; i++) {
		const char *why = im->targets[i].kind == TARGET_NONE
					  ? NULL
					  : cell_read(w->a, &im->targets[i], row->cells[i],
						      &w->cells[i]);
		if (why) {
			struct text said = text_trim(csv_armed(row->cells[i]));

			problem(w->told, ROW_REFUSED, im->columns[i],
				text_format(w->a, "“%.*s” %s.",
					    (int)(said.size < 80 ? said.size : 80), said.at, why));
			return false;
		}
		any = any || w->cells[i].size;
	}
	if (!any)
		problem(w->told, ROW_REFUSED, TEXT(""), TEXT("Nothing of it is imported."));
	return any;
}

/* --- who is it? --- */

static void known_by(struct call *call, struct working *w)
{
	struct text sent = cell_at(w, TARGET_PHONE), own = cell_at(w, TARGET_COUNTRY);
	struct phone *phone = arena_take(w->a, sizeof(*phone));

	w->email = text_lower(w->a, text_email(w->a, cell_at(w, TARGET_EMAIL)));
	if (sent.size && (phone_read(sent, own, phone) || phone_read(sent, w->im->country, phone)))
		w->phone = text_of(phone->number);
	call_set_text(call, "rowEmail", w->email);
	call_set_text(call, "rowPhone", w->phone);
	call_set_text(call, "rowId", cell_at(w, TARGET_ID));
}

/* One more who may be meant; false: it is not clear who is. */
static bool candidate(struct call *call, struct working *w, const char *sql)
{
	struct rows *r = store_ask(call, sql);
	bool clear = true;

	while (clear && rows_next(r)) {
		struct text id = text_copy(w->a, rows_text(r, "id"));

		if (!w->found.size)
			w->found = id;
		else if (!text_same(w->found, id)) {
			clear = false;
			problem(w->told, ROW_UNCLEAR, TEXT(""),
				text_format(w->a, "It may be %.*s or %.*s.", (int)w->found.size,
					    w->found.at, (int)id.size, id.at));
		}
	}
	rows_close(r);
	return clear;
}

static bool find(struct call *call, struct working *w)
{
	known_by(call, w);
	if (cell_at(w, TARGET_ID).size) {
		bool clear = candidate(call, w,
				       "SELECT id FROM contact WHERE location_id = :locationId"
				       " AND id = :rowId");
		if (!clear || w->found.size)
			return clear;
	}
	if (w->im->by_email && w->email.size &&
	    !candidate(call, w,
		       "SELECT id FROM contact WHERE location_id = :locationId"
		       " AND email_lower_case = :rowEmail LIMIT 2"))
		return false;
	return !w->im->by_phone || !w->phone.size ||
	       candidate(call, w,
			 "SELECT id FROM contact WHERE location_id = :locationId"
			 " AND phone = :rowPhone LIMIT 2");
}

/* Would an earlier slice of this check have made him? */
static bool is_seen(const struct working *w)
{
	size_t at;

	return w->im->seen &&
	       ((w->im->by_email && w->email.size && index_find(w->im->seen, w->email, &at)) ||
		(w->im->by_phone && w->phone.size && index_find(w->im->seen, w->phone, &at)));
}

/* --- asking --- */

enum err asks_open(struct call *call, struct text location_id, struct asks *out)
{
	struct {
		const char *name;
		struct asked *to;
	} all[] = { { "create-contact", &out->make },
		    { "get-contact", &out->read },
		    { "update-contact", &out->change },
		    { "delete-contact", &out->drop } };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		const struct op *op = catalogue_find(call->app->catalogue, text_of(all[i].name));

		*all[i].to = (struct asked){ op, invoke_for_row(call, location_id, op) };
	}
	return call->err;
}

enum err contact_ask(struct call *call, const struct asked *what, struct text input,
		     const struct json **contact, struct text *why)
{
	struct invocation ask = { .op = what->op,
				  .input = input,
				  .location = call_text(call, "locationId"),
				  .caller = what->caller };
	struct invoked told;
	const struct json *reply = NULL;

	*contact = NULL;
	*why = TEXT("");
	enum err e = invoke_try(call, &ask, &told);
	if (e)
		return e;
	if (told.err) {
		*why = told.why;
		return ERR_OK;
	}
	json_read(call->arena, told.body, &reply, why);
	*contact = json_get(reply, "contact");
	return ERR_OK;
}

int64_t stamp_of(struct call *call, struct text id)
{
	call_set_text(call, "rowContact", id);
	return store_number(call, "SELECT date_updated AS n FROM contact"
				  " WHERE location_id = :locationId AND id = :rowContact");
}

/* --- what is sent --- */

static void fields_put(const struct working *w, const bool *sent, struct json_out *o)
{
	bool any = false;

	for (size_t i = 0; i < w->im->count; i++) {
		const struct target *t = &w->im->targets[i];

		if (!sent[i] || t->kind != TARGET_FIELD)
			continue;
		if (!any) {
			json_key(o, "customFields");
			json_list(o);
		}
		any = true;
		json_map(o);
		json_key(o, "id");
		json_put_text(o, t->def->id);
		json_key(o, "field_value");
		cell_put(w->a, t, w->cells[i], o);
		json_close(o);
	}
	if (any)
		json_close(o);
}

/* The tags that the contact will have: those of the row behind his own. */
static void tags_put(const struct working *w, struct text cell, const struct json *contact,
		     struct json_out *o)
{
	struct text own = json_is(json_get(contact, "tags"), JSON_LIST)
				  ? json_source(w->a, json_get(contact, "tags"))
				  : TEXT("[]");

	string_set_put(o, "tags",
		       string_set_join(w->a, string_set_read(w->a, own),
				       string_set_fold(w->a, cell_list(w->a, cell))));
}

static struct text input_of(const struct working *w, const bool *sent, const struct json *contact)
{
	struct buffer b = buffer_open(w->a, 4 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, contact ? "contactId" : "locationId");
	json_put_text(&o, contact ? w->found : w->im->location_id);
	for (size_t i = 0; i < w->im->count; i++) {
		const struct target *t = &w->im->targets[i];

		if (!sent[i] || t->kind == TARGET_FIELD)
			continue;
		if (t->kind == TARGET_TAGS) {
			tags_put(w, w->cells[i], contact, &o);
			continue;
		}
		json_key_text(&o, t->name);
		cell_put(w->a, t, w->cells[i], &o);
	}
	fields_put(w, sent, &o);
	json_close(&o);
	return buffer_text(&b);
}

/* --- what it changed --- */

struct text value_of(struct arena *a, struct text name, const struct json *contact)
{
	struct target field = { .kind = TARGET_PHONE };
	struct text prefix = TEXT("customFields.");
	const struct json *v = json_find(contact, name), *list = json_get(contact, "customFields");

	if (text_is(name, "phone") && v)
		return text_copy(a, cell_of(a, &field, contact));
	if (text_starts(name, prefix.at)) {
		struct text id = { name.at + prefix.size, name.size - prefix.size };

		v = NULL;
		for (const struct json *f = json_first(list); f && !v; f = json_after(list, f))
			if (text_same(json_text(json_get(f, "id")), id))
				v = json_get(f, "value");
	}
	return v ? json_source(a, v) : TEXT("null");
}

static void value_put(struct json_out *o, struct text name, struct text value)
{
	json_key_text(o, name);
	if (text_is(name, "phone") && !text_is(value, "null"))
		json_put_text(o, value);
	else
		json_put_raw(o, value);
}

bool changes_note(struct arena *a, struct string_set names, const struct json *before,
		  const struct json *after, struct row_told *told)
{
	struct buffer was = buffer_open(a, 4 << 20), is = buffer_open(a, 4 << 20);
	struct json_out x = json_open(&was), y = json_open(&is);
	bool other = false;

	json_map(&x);
	json_map(&y);
	for (size_t i = 0; i < names.count; i++) {
		struct text b = value_of(a, names.at[i], before),
			    n = value_of(a, names.at[i], after);

		if (text_same(b, n))
			continue;
		other = true;
		value_put(&x, names.at[i], b);
		value_put(&y, names.at[i], n);
	}
	json_close(&x);
	json_close(&y);
	told->before = buffer_text(&was);
	told->after = buffer_text(&is);
	return other;
}

/* The names of all that was sent. */
static struct string_set names_of(const struct working *w, const bool *sent)
{
	struct text *names = arena_take(w->a, 2 * w->im->count * sizeof(*names));
	size_t count = 0;

	for (size_t i = 0; i < w->im->count; i++) {
		const struct target *t = &w->im->targets[i];
		bool two = t->kind == TARGET_NAME;

		if (sent[i])
			names[count++] = two ? TEXT("firstName") : t->name;
		if (sent[i] && two)
			names[count++] = TEXT("lastName");
	}
	return (struct string_set){ names, count };
}

/* --- and so --- */

static enum err row_make(struct call *call, struct working *w)
{
	bool *sent = arena_take(w->a, w->im->count * sizeof(*sent));
	const struct json *contact;
	struct text why;

	for (size_t i = 0; i < w->im->count; i++)
		sent[i] = w->cells[i].size && w->im->targets[i].kind != TARGET_ID;
	enum err e = contact_ask(call, &w->asks->make, input_of(w, sent, NULL), &contact, &why);
	if (e || why.size)
		return e ? e : problem(w->told, ROW_REFUSED, TEXT(""), why);
	w->told->outcome = ROW_MADE;
	w->told->contact_id = json_text(json_get(contact, "id"));
	w->told->before = w->told->after = TEXT("{}");
	w->told->email = w->email;
	w->told->phone = w->phone;
	w->told->stamp = stamp_of(call, w->told->contact_id);
	return call->err;
}

/* Which cells say what the contact does not have. */
static bool others_find(struct working *w, const struct json *contact, bool *sent)
{
	struct text country = json_text(json_get(contact, "country"));
	bool any = false;

	if (!country.size)
		country = w->im->country;
	for (size_t i = 0; i < w->im->count; i++) {
		const struct target *t = &w->im->targets[i];

		if (!w->cells[i].size || t->kind == TARGET_ID || t->kind == TARGET_NONE)
			continue;
		struct text has = cell_of(w->a, t, contact);
		bool fills = w->im->on_match != MATCH_FILL || !has.size || t->kind == TARGET_TAGS;

		sent[i] = fills && !cell_is(w->a, t, w->cells[i], has, country);
		any = any || sent[i];
	}
	return any;
}

static enum err row_change(struct call *call, struct working *w)
{
	bool *sent = arena_take(w->a, w->im->count * sizeof(*sent));
	const struct json *before, *after;
	struct text why;
	enum err e = contact_ask(
		call, &w->asks->read,
		text_format(w->a, "{\"contactId\":\"%.*s\"}", (int)w->found.size, w->found.at),
		&before, &why);

	w->told->contact_id = w->found;
	w->told->outcome = ROW_SAME;
	if (e || why.size)
		return e ? e : problem(w->told, ROW_REFUSED, TEXT(""), why);
	if (!others_find(w, before, sent))
		return ERR_OK;
	w->told->stamp_before = stamp_of(call, w->found);
	e = contact_ask(call, &w->asks->change, input_of(w, sent, before), &after, &why);
	if (e || why.size)
		return e ? e : problem(w->told, ROW_REFUSED, TEXT(""), why);
	if (changes_note(w->a, names_of(w, sent), before, after, w->told))
		w->told->outcome = ROW_CHANGED;
	w->told->stamp = stamp_of(call, w->found);
	return call->err;
}

static struct text who_of(const struct working *w)
{
	static const enum target_kind kinds[] = { TARGET_NAME, TARGET_EMAIL, TARGET_PHONE,
						  TARGET_TEXT };
	struct text who = TEXT("");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds) && !who.size; i++)
		who = cell_at(w, kinds[i]);
	return who;
}

enum err row_import(struct call *call, const struct importing *im, const struct asks *asks,
		    const struct file_row *row, struct row_told *told)
{
	struct working w = { .a = call->arena, .im = im, .asks = asks, .told = told };

	*told = (struct row_told){ .line = row->line };
	w.cells = arena_take(w.a, im->count * sizeof(*w.cells));
	if (!cells_read(&w, row))
		return ERR_OK;
	told->who = who_of(&w);
	if (!find(call, &w) || call->err)
		return call->err;
	if (!w.found.size && is_seen(&w))
		told->outcome = im->on_match == MATCH_SKIP ? ROW_SAME : ROW_CHANGED;
	else if (!w.found.size)
		return row_make(call, &w);
	else if (im->on_match == MATCH_SKIP)
		told->outcome = ROW_SAME;
	else
		return row_change(call, &w);
	told->contact_id = w.found;
	return ERR_OK;
}
