// SPDX-License-Identifier: Apache-2.0
/*
 * What a column may become, and how a cell is read and compared.
 *
 * A cell that is as an export would write what the contact has changes nothing: so a file that was
 * exported and comes back unchanged leaves everything as it is.
 */
#include "integration/transfers/inside.h"

#include "base/core/phone.h"
#include "base/core/slug.h"
#include "base/core/string_set.h"
#include "base/time/clock.h"

#define FIELD_PREFIX "customFields."

/* name on the wire, kind, words by which people call it (folded, without signs) */
static const struct {
	const char *name;
	enum target_kind kind;
	const char *words;
} targets[] = {
	{ "id", TARGET_ID, " id contactid kontaktid " },
	{ "firstName", TARGET_TEXT, " firstname givenname forename vorname first " },
	{ "lastName", TARGET_TEXT, " lastname surname familyname nachname familienname last " },
	{ "name", TARGET_NAME, " name fullname contactname kontaktname vollername " },
	{ "email", TARGET_EMAIL, " email emailaddress mail emailadresse mailadresse " },
	{ "phone", TARGET_PHONE,
	  " phone phonenumber telephone mobile mobilephone cell telefon telefonnummer handy"
	  " handynummer mobil mobilnummer tel rufnummer " },
	{ "address1", TARGET_TEXT,
	  " address address1 street streetaddress strasse straße adresse anschrift " },
	{ "city", TARGET_TEXT, " city town ort stadt wohnort " },
	{ "state", TARGET_TEXT, " state region province bundesland " },
	{ "postalCode", TARGET_TEXT, " postalcode zip zipcode postcode plz postleitzahl " },
	{ "country", TARGET_COUNTRY, " country countrycode land " },
	{ "website", TARGET_TEXT, " website url web homepage webseite internetseite " },
	{ "timezone", TARGET_TEXT, " timezone zeitzone " },
	{ "source", TARGET_TEXT, " source leadsource quelle herkunft " },
	{ "companyName", TARGET_TEXT,
	  " companyname company organization organisation business firma unternehmen " },
	{ "dateOfBirth", TARGET_DAY,
	  " dateofbirth birthday birthdate dob geburtstag geburtsdatum " },
	{ "tags", TARGET_TAGS, " tags tag labels schlagworte schlagwörter stichworte " },
	{ "dnd", TARGET_FLAG, " dnd donotdisturb nichtstören " },
	{ "type", TARGET_TEXT, " contacttype kontakttyp " },
	{ "assignedTo", TARGET_TEXT, " assignedto owner " },
};

static bool is_of_field(const struct field_def *def)
{
	static const char *const not [] = { "FILE_UPLOAD", "SIGNATURE", "TEXTBOX_LIST" };

	for (size_t i = 0; i < sizeof(not ) / sizeof(*not ); i++)
		if (!strcmp(def->type->name, not [i]))
			return false;
	return true;
}

static const struct field_def *def_named(struct arena *a, const struct field_defs *defs,
					 struct text said)
{
	struct text key = said;

	if (text_starts(key, "contact."))
		key = (struct text){ key.at + 8, key.size - 8 };
	for (size_t i = 0; i < defs->count; i++)
		if (text_same(defs->at[i].id, said) || text_same(defs->at[i].key, key))
			return &defs->at[i];
	for (size_t i = 0; i < defs->count; i++)
		if (text_same(text_lower(a, defs->at[i].name), text_lower(a, said)))
			return &defs->at[i];
	return NULL;
}

bool target_find(struct arena *a, const struct field_defs *defs, struct text said,
		 struct target *out)
{
	bool prefixed = text_starts(said, FIELD_PREFIX);
	size_t skip = prefixed ? strlen(FIELD_PREFIX) : 0;

	*out = (struct target){ 0 };
	if (!said.size)
		return true;
	for (size_t i = 0; i < sizeof(targets) / sizeof(*targets) && !prefixed; i++) {
		if (!text_is(said, targets[i].name))
			continue;
		*out = (struct target){ targets[i].kind, text_of(targets[i].name), NULL };
		return true;
	}
	const struct field_def *def = def_named(a, defs,
						(struct text){ said.at + skip, said.size - skip });
	if (!def || !is_of_field(def))
		return false;
	*out = (struct target){
		TARGET_FIELD,
		text_format(a, FIELD_PREFIX "%.*s", (int)def->id.size, def->id.at),
		def,
	};
	return true;
}

struct text target_guess(struct arena *a, const struct field_defs *defs, struct text column)
{
	struct text word = slug_of(a, column, '_'), spaced;
	struct buffer b = buffer_open(a, 4096);
	struct target t;

	if (target_find(a, defs, column, &t) && t.kind != TARGET_NONE)
		return t.name;
	buffer_byte(&b, ' ');
	for (size_t i = 0; i < word.size; i++)
		if (word.at[i] != '_')
			buffer_byte(&b, word.at[i]);
	buffer_byte(&b, ' ');
	spaced = buffer_text(&b);
	for (size_t i = 0; i < sizeof(targets) / sizeof(*targets) && spaced.size > 2; i++)
		if (memmem(targets[i].words, strlen(targets[i].words), spaced.at, spaced.size))
			return text_of(targets[i].name);
	return TEXT("");
}

/* --- reading --- */

struct string_set cell_list(struct arena *a, struct text cell)
{
	char by = cell.size && memchr(cell.at, ';', cell.size) ? ';' : ',';
	struct text *items = arena_take(a, (cell.size + 1) * sizeof(*items)), one;
	size_t count = 0;

	while (text_split(&cell, by, &one)) {
		one = text_trim(one);
		if (one.size)
			items[count++] = one;
	}
	return (struct string_set){ items, count };
}

/* 31.12.1980, 12/31/1980: NULL, or why not. */
static const char *day_read(struct arena *a, struct text t, struct text *out)
{
	char sign = t.size && memchr(t.at, '.', t.size) ? '.' : '/';
	struct text rest = t, parts[3];
	int64_t n[3], ms;
	int count = 0;

	if (clock_read_day(t, &ms)) {
		*out = (struct text){ t.at, t.size < 10 ? t.size : 10 };
		return NULL;
	}
	while (count < 3 && text_split(&rest, sign, &parts[count]))
		if (!text_whole(text_trim(parts[count]), &n[count]) || n[count++] < 1)
			return "is no date: write 1980-12-31 or 31.12.1980";
	if (count < 3 || rest.size || n[2] < 1000 || n[2] > 9999)
		return "is no date: write 1980-12-31 or 31.12.1980";
	if (sign == '/' && n[0] <= 12 && n[1] <= 12 && n[0] != n[1])
		return "is not clear: which is the day, and which the month? Write 1980-12-31";
	bool day_first = sign == '.' || n[0] > 12;
	*out = text_format(a, "%04lld-%02lld-%02lld", (long long)n[2],
			   (long long)n[day_first ? 1 : 0], (long long)n[day_first ? 0 : 1]);
	return clock_read_day(*out, &ms) ? NULL : "is no date: write 1980-12-31 or 31.12.1980";
}

static struct text text_without(struct arena *a, struct text t, char sign)
{
	struct buffer b = buffer_open(a, t.size + 1);

	for (size_t i = 0; i < t.size; i++)
		if (t.at[i] != sign)
			buffer_byte(&b, t.at[i]);
	return buffer_text(&b);
}

/* 1.234,50 and 1,234.50: the last of the two signs is the point. */
static const char *number_read(struct arena *a, struct text t, struct text *out)
{
	const char *comma = t.size ? memrchr(t.at, ',', t.size) : NULL;
	const char *point = t.size ? memrchr(t.at, '.', t.size) : NULL;
	double real;

	*out = t;
	if (comma && !point && t.at + t.size - comma == 4)
		return "is not clear: is the comma a point? Write 1234 or 1.234";
	if (comma && comma > point) {
		*out = text_without(a, t, '.');
		*out = text_copy(a, *out);
		char *dot = (char *)(uintptr_t)memrchr(out->at, ',', out->size);
		*dot = '.';
	} else if (comma) {
		*out = text_without(a, t, ',');
	}
	return text_real(*out, &real) ? NULL : "is no number";
}

static const char *flag_read(struct arena *a, struct text t, struct text *out)
{
	static const char yes[] = " true yes ja 1 x y j wahr ", no[] = " false no nein 0 n falsch ";
	struct text low = text_lower(a, t), word = text_format(a, " %.*s ", (int)low.size, low.at);

	*out = memmem(yes, sizeof(yes) - 1, word.at, word.size) ? TEXT("true") : TEXT("false");
	if (text_is(*out, "true") || memmem(no, sizeof(no) - 1, word.at, word.size))
		return NULL;
	return "is neither yes nor no";
}

static bool is_type(const struct target *t, const char *a, const char *b)
{
	return t->kind == TARGET_FIELD &&
	       (!strcmp(t->def->type->name, a) || !strcmp(t->def->type->name, b));
}

static bool is_number(const struct target *t)
{
	return is_type(t, "NUMERICAL", "FLOAT") || is_type(t, "MONETORY", "MONETORY");
}

static bool is_list(const struct target *t)
{
	return t->kind == TARGET_TAGS || is_type(t, "CHECKBOX", "MULTIPLE_OPTIONS");
}

const char *cell_read(struct arena *a, const struct target *t, struct text cell, struct text *out)
{
	*out = text_trim(csv_armed(cell));
	if (!out->size)
		return NULL;
	if (t->kind == TARGET_DAY || is_type(t, "DATE", "DATE"))
		return day_read(a, *out, out);
	if (t->kind == TARGET_FLAG)
		return flag_read(a, *out, out);
	return is_number(t) ? number_read(a, *out, out) : NULL;
}

void cell_put(struct arena *a, const struct target *t, struct text cell, struct json_out *o)
{
	struct text whole;

	if (t->kind == TARGET_FLAG) {
		json_put_flag(o, text_is(cell, "true"));
	} else if (is_list(t)) {
		struct string_set list = cell_list(a, cell);

		/* an option may have a comma in its name */
		if (t->def && field_option_find(t->def, cell, &whole))
			list = (struct string_set){ &cell, 1 };
		json_list(o);
		for (size_t i = 0; i < list.count; i++)
			json_put_text(o, list.at[i]);
		json_close(o);
	} else {
		json_put_text(o, cell);
	}
}

/* --- comparing --- */

static struct text list_cell(struct arena *a, const struct json *list, const char *between)
{
	struct buffer b = buffer_open(a, 1 << 20);

	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (b.size)
			buffer_add(&b, text_of(between));
		buffer_add(&b, json_text(v));
	}
	return buffer_text(&b);
}

static const struct json *field_value(const struct json *contact, struct text id)
{
	const struct json *list = json_get(contact, "customFields");

	for (const struct json *v = json_first(list); v; v = json_after(list, v))
		if (text_same(json_text(json_get(v, "id")), id))
			return json_get(v, "value");
	return NULL;
}

static struct text phone_cell(struct arena *a, const struct json *contact)
{
	struct text number = json_text(json_get(contact, "phone")),
		    more = json_text(json_get(contact, "phoneExtension"));

	if (!more.size)
		return number;
	return text_format(a, "%.*s ext. %.*s", (int)number.size, number.at, (int)more.size,
			   more.at);
}

struct text cell_of(struct arena *a, const struct target *t, const struct json *contact)
{
	const struct json *v = json_find(contact, t->name);
	struct text first, last;

	switch (t->kind) {
	case TARGET_FLAG:
		return json_flag(v) ? TEXT("true") : TEXT("false");
	case TARGET_TAGS:
		return list_cell(a, v, ", ");
	case TARGET_DAY:
		first = json_text(v);
		return (struct text){ first.at, first.size < 10 ? first.size : 10 };
	case TARGET_PHONE:
		return phone_cell(a, contact);
	case TARGET_NAME:
		first = json_text(json_get(contact, "firstName"));
		last = json_text(json_get(contact, "lastName"));
		return text_trim(text_format(a, "%.*s %.*s", (int)first.size, first.at,
					     (int)last.size, last.at));
	case TARGET_FIELD:
		v = field_value(contact, t->def->id);
		if (json_is(v, JSON_LIST))
			return list_cell(a, v, "; ");
		return json_is(v, JSON_MAP) ? json_source(a, v) : json_text(v);
	default:
		return json_text(v);
	}
}

/* The same words, in whatever order; of options their keys. */
static bool lists_same(struct arena *a, const struct target *t, struct text cell, struct text has)
{
	struct string_set x = cell_list(a, cell), y = cell_list(a, has);
	size_t found = 0;

	if (t->kind == TARGET_TAGS)
		x = string_set_fold(a, x);
	for (size_t i = 0; i < x.count; i++) {
		struct text key = x.at[i];

		if (t->def)
			field_option_find(t->def, key, &key);
		found += string_set_has(y, key);
	}
	/* tags are added and never taken away */
	return found == x.count && (t->kind == TARGET_TAGS || x.count == y.count);
}

static bool option_is(const struct target *t, struct text cell, struct text has)
{
	struct text key;

	return t->def && t->def->type->choice && field_option_find(t->def, cell, &key) &&
	       text_same(key, has);
}

bool cell_is(struct arena *a, const struct target *t, struct text cell, struct text has,
	     struct text country)
{
	struct phone phone;
	double x, y;

	if (text_same(cell, text_trim(has)) || text_same(text_plain(a, cell), text_trim(has)) ||
	    option_is(t, cell, has))
		return true;
	if (is_list(t))
		return lists_same(a, t, cell, has);
	if (t->kind == TARGET_EMAIL || t->kind == TARGET_COUNTRY || is_type(t, "EMAIL", "EMAIL"))
		return text_same(text_lower(a, cell), text_lower(a, has));
	if (t->kind == TARGET_PHONE || is_type(t, "PHONE", "PHONE"))
		return phone_read(cell, country, &phone) && !*phone.extension &&
		       text_is(has, phone.number);
	return is_number(t) && text_real(cell, &x) && text_real(has, &y) && x == y;
}
