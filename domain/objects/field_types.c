// SPDX-License-Identifier: Apache-2.0
/*
 * The types of fields: what a value may be when it is sent, and how it is kept.
 *
 *	type               sent                               kept by a record   by a contact
 *	TEXT LARGE_TEXT    text or number                     text               text
 *	TIME               text                               text               text
 *	NUMERICAL FLOAT    number, or text that is one        number             number
 *	MONETORY           number, or {"currency","value"}    the map            number
 *	SINGLE_OPTIONS …   an option, by key or label         key                key
 *	MULTIPLE_OPTIONS … a list of them, {"add","remove"}   list of keys       list of keys
 *	DATE               ISO date or instant                2024-07-11         2024-07-11
 *	FILE_UPLOAD        list of {"url"}, {"add","remove"}  list of {"url"}    map by UUID
 *	SIGNATURE          the same
 *	TEXTBOX_LIST       map of option and text             a property each    the map
 */
#include "domain/objects/objects.h"

#include "base/core/phone.h"
#include "base/secrets/id.h"
#include "base/time/clock.h"
#include "platform/catalogue/catalogue.h"
#include "platform/store/store.h"

static const char *read_text(const struct field_reading *r, struct json_out *out)
{
	if (!json_is(r->sent, JSON_TEXT) && !json_is(r->sent, JSON_NUMBER))
		return "must be a string";
	json_put_text(out, r->def->unique ? text_plain(r->call->arena, json_text(r->sent))
					  : json_text(r->sent));
	return NULL;
}

static const char *read_number(const struct field_reading *r, struct json_out *out)
{
	struct text t = text_trim(json_text(r->sent));
	double real;

	if (!text_real(t, &real))
		return "must be a number";
	json_put_raw(out, t);
	return NULL;
}

/* As contacts keep theirs: a number without + is one of the contact's country, or of the
 * location's. A field keeps the number alone, without an extension. */
static const char *read_phone(const struct field_reading *r, struct json_out *out)
{
	struct call *call = r->call;
	struct phone phone;

	if (!json_is(r->sent, JSON_TEXT))
		return "must be a valid phone number";
	bool own = !r->record && phone_read(r->sent->text, call_text(call, "country"), &phone);
	if (!call_given(call, "phoneCountry"))
		store_load(call, "SELECT country AS phone_country FROM location"
				 " WHERE id = :locationId");
	if (!own && !phone_read(r->sent->text, call_text(call, "phoneCountry"), &phone))
		return "must be a valid phone number";
	json_put_c(out, phone.number);
	return NULL;
}

static const char *read_email(const struct field_reading *r, struct json_out *out)
{
	struct value v;

	if (!json_is(r->sent, JSON_TEXT) ||
	    !catalogue_value_fits(r->call->arena, catalogue_kind("email"), r->sent, &v))
		return "must be an email";
	json_put_text(out, v.text);
	return NULL;
}

static const char *read_money(const struct field_reading *r, struct json_out *out)
{
	bool map = json_is(r->sent, JSON_MAP);
	struct text amount = text_trim(json_text(map ? json_get(r->sent, "value") : r->sent));
	const struct json *currency = json_get(r->sent, "currency");
	double real;

	if (!text_real(amount, &real) || (currency && !json_is(currency, JSON_TEXT)))
		return "must be an amount of money";
	if (!r->record) {
		json_put_raw(out, amount);
		return NULL;
	}
	json_map(out);
	json_key(out, "currency");
	json_put_text(out, currency ? json_text(currency) : TEXT("default"));
	json_key(out, "value");
	json_put_raw(out, amount);
	json_close(out);
	return NULL;
}

bool field_option_find(const struct field_def *def, struct text t, struct text *key)
{
	const struct json *by_label = NULL;

	for (const struct json *o = json_first(def->options); o; o = json_after(def->options, o)) {
		if (text_same(json_text(json_get(o, "key")), t)) {
			*key = t;
			return true;
		}
		if (!by_label && text_same(json_text(json_get(o, "label")), t))
			by_label = o;
	}
	if (by_label)
		*key = json_text(json_get(by_label, "key"));
	return by_label != NULL;
}

static const char *read_choice(const struct field_reading *r, struct json_out *out)
{
	struct text key = json_text(r->sent);

	if (!json_is(r->sent, JSON_TEXT))
		return "must be a string";
	if (!field_option_find(r->def, key, &key) && !r->def->custom_option) {
		if (!r->dropped)
			return "must be one of its options";
		*r->dropped = true;
		return NULL;
	}
	json_put_text(out, key);
	return NULL;
}

#define ITEMS_MAX 500 /* of a value: as many as a field may have options */

static size_t items_of(const struct json *v)
{
	return json_is(v, JSON_LIST) || json_is(v, JSON_MAP) ? v->count : 1;
}

/* Each item is looked for among the options and the others, so they must not be many. */
static bool too_many(const struct json *sent)
{
	const struct json *add = json_get(sent, "add");

	return items_of(sent) > ITEMS_MAX || (add && items_of(add) > ITEMS_MAX) ||
	       items_of(json_get(sent, "remove")) > ITEMS_MAX;
}

/* A growing set of texts, in order. */
struct texts {
	struct text *at;
	size_t count, room;
};

static void texts_change(struct texts *set, struct text t, bool remove)
{
	for (size_t i = 0; i < set->count; i++) {
		if (!text_same(set->at[i], t))
			continue;
		if (remove) {
			set->count--;
			for (size_t j = i; j < set->count; j++)
				set->at[j] = set->at[j + 1];
		}
		return;
	}
	if (!remove && set->count < set->room)
		set->at[set->count++] = t;
}

/* The text that names an item: an option's key, or a file's address. */
typedef bool item_name(const struct field_reading *r, const struct json *item, struct text *name);

static bool option_name(const struct field_reading *r, const struct json *item, struct text *name)
{
	*name = json_text(item);
	return json_is(item, JSON_TEXT) &&
	       (field_option_find(r->def, *name, name) || r->def->custom_option);
}

/* What a browser may open without harm. */
static bool address_is_safe(struct text url)
{
	struct text plain = text_trim(url);
	bool http = plain.size > 7 && text_alike((struct text){ plain.at, 7 }, TEXT("http://"));

	return http ||
	       (plain.size > 8 && text_alike((struct text){ plain.at, 8 }, TEXT("https://")));
}

static bool file_name(const struct field_reading *r, const struct json *item, struct text *name)
{
	(void)r;
	*name = json_text(json_is(item, JSON_MAP) ? json_get(item, "url") : item);
	return address_is_safe(*name);
}

static bool text_take(const struct field_reading *r, const struct json *item, item_name *read,
		      struct texts *set, bool remove)
{
	struct text name;
	bool known = read(r, item, &name);

	if (known)
		texts_change(set, name, remove);
	else if (r->dropped && r->def->type->choice)
		*r->dropped = true;
	else
		return false;
	return true;
}

static bool texts_read(const struct field_reading *r, const struct json *list, item_name *read,
		       struct texts *set, bool remove)
{
	if (!list)
		return true;
	if (!json_is(list, JSON_LIST))
		return text_take(r, list, read, set, remove);
	for (const struct json *item = json_first(list); item; item = json_after(list, item))
		if (!text_take(r, item, read, set, remove))
			return false;
	return true;
}

/* A whole list, or {"add": […], "remove": […]} changing the one that is kept. */
static bool texts_merge(const struct field_reading *r, item_name *read, struct texts *set)
{
	const struct json *add = json_get(r->sent, "add"), *less = json_get(r->sent, "remove");
	bool modifies = add || less;

	set->room = items_of(r->sent) + (add ? items_of(add) : 0) +
		    (r->before ? items_of(r->before) : 0);
	set->at = arena_take(r->call->arena, set->room * sizeof *set->at);
	if (!modifies)
		return !json_is(r->sent, JSON_MAP) && texts_read(r, r->sent, read, set, false);
	return texts_read(r, r->before, read, set, false) && texts_read(r, add, read, set, false) &&
	       texts_read(r, less, read, set, true);
}

static const char *read_choices(const struct field_reading *r, struct json_out *out)
{
	struct texts set = { 0 };

	if (too_many(r->sent))
		return "must not have more than 500 items";
	if (!texts_merge(r, option_name, &set))
		return "must be a list of its options";
	if (set.count > ITEMS_MAX)
		return "must not have more than 500 items";
	json_list(out);
	for (size_t i = 0; i < set.count; i++)
		json_put_text(out, set.at[i]);
	json_close(out);
	return NULL;
}

static const char *read_date(const struct field_reading *r, struct json_out *out)
{
	struct text t = json_text(r->sent);
	char iso[CLOCK_ISO_SIZE];
	int64_t ms;

	if (json_is(r->sent, JSON_NUMBER) && json_whole(r->sent, &ms)) {
		clock_iso(ms, iso);
		t = text_copy(r->call->arena, (struct text){ iso, 10 });
	} else if (!json_is(r->sent, JSON_TEXT) || !clock_read_iso(t, &ms)) {
		return "must be a valid date";
	}
	json_put_text(out, (struct text){ t.at, t.size < 10 ? t.size : 10 });
	return NULL;
}

/* Contacts keep files by a UUID, with what is known of each; such a map may be sent back. */
static const char *read_file_map(const struct field_reading *r, struct json_out *out)
{
	const struct json *file;

	for (const struct json *key = json_first(r->sent); key; key = json_after(r->sent, file)) {
		file = json_after(r->sent, key);
		if (!address_is_safe(json_text(json_get(file, "url"))))
			return "must be a list of files, each with its url (http or https)";
	}
	json_put(out, r->sent);
	return NULL;
}

static void put_file(const struct field_reading *r, struct text url, struct json_out *out)
{
	char uuid[ID_UUID_SIZE];

	if (!r->record) {
		id_uuid_random(uuid);
		json_key_text(out, text_copy(r->call->arena, text_of(uuid)));
	}
	json_map(out);
	json_key(out, "url");
	json_put_text(out, url);
	json_close(out);
}

static const char *read_files(const struct field_reading *r, struct json_out *out)
{
	struct texts set = { 0 };

	if (!r->record && json_is(r->sent, JSON_MAP))
		return read_file_map(r, out);
	if (too_many(r->sent))
		return "must not have more than 500 items";
	if (!texts_merge(r, file_name, &set))
		return "must be a list of files, each with its url (http or https)";
	if (set.count > ITEMS_MAX)
		return "must not have more than 500 items";
	if (r->def->files_max > 0 && set.count > (size_t)r->def->files_max)
		return "must not have more files than its limit";
	if (r->record)
		json_list(out);
	else
		json_map(out);
	for (size_t i = 0; i < set.count; i++)
		put_file(r, set.at[i], out);
	json_close(out);
	return NULL;
}

/* Records never come here with the whole map: each box is a property of its own. */
static const char *read_boxes(const struct field_reading *r, struct json_out *out)
{
	const struct json *text;
	struct text option;

	if (r->record)
		return read_text(r, out);
	if (!json_is(r->sent, JSON_MAP))
		return "must be an object";
	json_map(out);
	for (const struct json *key = json_first(r->sent); key; key = json_after(r->sent, text)) {
		text = json_after(r->sent, key);
		if (!json_is(text, JSON_TEXT) || !field_option_find(r->def, key->text, &option))
			return "must be an object of its options and texts";
		json_key_text(out, option);
		json_put(out, text);
	}
	json_close(out);
	return NULL;
}

/* name, has options, may be unique, may be searched, reader */
static const struct field_type types[] = {
	{ "TEXT", false, true, true, read_text },
	{ "LARGE_TEXT", false, true, true, read_text },
	{ "NUMERICAL", false, true, true, read_number },
	{ "PHONE", false, true, true, read_phone },
	{ "EMAIL", false, false, true, read_email },
	{ "MONETORY", false, false, false, read_money },
	{ "FLOAT", false, false, false, read_number },
	{ "TIME", false, false, false, read_text },
	{ "SIGNATURE", false, false, false, read_files },
	{ "CHECKBOX", true, false, true, read_choices },
	{ "MULTIPLE_OPTIONS", true, false, true, read_choices },
	{ "SINGLE_OPTIONS", true, false, true, read_choice },
	{ "RADIO", true, false, true, read_choice },
	{ "DATE", false, false, true, read_date },
	{ "TEXTBOX_LIST", true, false, false, read_boxes },
	{ "FILE_UPLOAD", false, false, false, read_files },
};

const struct field_type *field_type_find(struct text name)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (text_is(name, types[i].name))
			return &types[i];
	return NULL;
}

bool field_clears(const struct json *sent)
{
	return json_is(sent, JSON_NULL) || (json_is(sent, JSON_TEXT) && sent->text.size == 0);
}
