// SPDX-License-Identifier: Apache-2.0
/*
 * The kinds of value: one checker for each row of KIND_TABLE.
 *
 * A checker gets a value that was sent and gives the form that the store keeps.  Empty text fits
 * every kind that is kept as text: it is how clients clear a field, and `required` refuses it
 * before.  Whether a zone or a country exists is not asked here: that needs tables of the system.
 */
#include "base/core/phone_text.h"
#include "base/time/clock.h"
#include "platform/catalogue/inside.h"

#include <assert.h>

#define EMAIL_MAX      254
#define EMAIL_NAME_MAX 64
#define PHONE_MAX      128
#define ZONE_MAX       64
#define MILLIS_MAX     8640000000000000 /* what a date of JavaScript can hold */

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool text_take(const struct json *v, struct value *out)
{
	*out = (struct value){ .type = VALUE_TEXT, .text = v->text };
	return v->kind == JSON_TEXT;
}

static bool kind_text(struct arena *a, const struct json *v, struct value *out)
{
	(void)a;
	return text_take(v, out);
}

static bool kind_long(struct arena *a, const struct json *v, struct value *out)
{
	return kind_text(a, v, out);
}

static bool kind_id(struct arena *a, const struct json *v, struct value *out)
{
	return kind_text(a, v, out);
}

static bool kind_name(struct arena *a, const struct json *v, struct value *out)
{
	return kind_text(a, v, out);
}

static bool kind_url(struct arena *a, const struct json *v, struct value *out)
{
	return kind_text(a, v, out);
}

/* Dot-separated parts of letters, digits and some signs; everything past ASCII is let through. */
static bool email_name(struct text t)
{
	if (!t.size || t.size > EMAIL_NAME_MAX || t.at[0] == '.' || t.at[t.size - 1] == '.')
		return false;
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];

		if (c == '.' && t.at[i - 1] == '.')
			return false;
		if (!letter(c) && !digit(c) && (unsigned char)c < 0x80 &&
		    (!c || !strchr("!#$%&'*+-/=?^_`{|}~.", c)))
			return false;
	}
	return true;
}

static bool email_label(struct text t)
{
	if (!t.size || t.size > 63 || t.at[0] == '-' || t.at[t.size - 1] == '-')
		return false;
	for (size_t i = 0; i < t.size; i++)
		if (!letter(t.at[i]) && !digit(t.at[i]) && t.at[i] != '-' &&
		    (unsigned char)t.at[i] < 0x80)
			return false;
	return true;
}

static bool email_host(struct text t)
{
	struct text label = { 0 };
	size_t count = 0;

	if (!t.size || t.at[t.size - 1] == '.')
		return false;
	for (; text_split(&t, '.', &label); count++)
		if (!email_label(label))
			return false;
	return count > 1 && label.size > 1 && !digit(label.at[0]);
}

static bool kind_email(struct arena *a, const struct json *v, struct value *out)
{
	struct text t;
	const char *at;

	if (!text_take(v, out))
		return false;
	if (!v->text.size)
		return true;
	t = text_email(a, v->text);
	out->text = t;
	if (!t.size)
		return false;
	at = memrchr(t.at, '@', t.size);
	if (!at || t.size > EMAIL_MAX)
		return false;
	return email_name((struct text){ t.at, (size_t)(at - t.at) }) &&
	       email_host((struct text){ at + 1, (size_t)(t.at + t.size - at - 1) });
}

/* Which country it is of, and how it is then spelled, is for those who know the location. */
static bool kind_phone(struct arena *a, const struct json *v, struct value *out)
{
	struct phone_signs signs;

	(void)a;
	if (!text_take(v, out))
		return false;
	return !v->text.size || (v->text.size <= PHONE_MAX && phone_signs(v->text, &signs) &&
				 signs.count >= 3 && signs.count <= 20);
}

/* Area/City, as in the database of zones. */
static bool kind_zone(struct arena *a, const struct json *v, struct value *out)
{
	struct text t = v->text;

	(void)a;
	if (!text_take(v, out))
		return false;
	if (!t.size)
		return true;
	if (t.size > ZONE_MAX || !letter(t.at[0]) || t.at[t.size - 1] == '/')
		return false;
	for (size_t i = 1; i < t.size; i++) {
		char c = t.at[i];

		if (!letter(c) && !digit(c) && c != '_' && c != '-' && c != '+' && c != '/')
			return false;
		if (c == '/' && t.at[i - 1] == '/')
			return false;
	}
	return true;
}

static bool kind_country(struct arena *a, const struct json *v, struct value *out)
{
	struct text t = v->text;

	(void)a;
	return text_take(v, out) &&
	       (!t.size || (t.size == 2 && letter(t.at[0]) && letter(t.at[1])));
}

static bool kind_color(struct arena *a, const struct json *v, struct value *out)
{
	struct text t = v->text;

	(void)a;
	if (!text_take(v, out))
		return false;
	for (size_t i = 1; i < t.size; i++)
		if (!digit(t.at[i]) && !(letter(t.at[i]) && (t.at[i] | 0x20) <= 'f'))
			return false;
	return !t.size || (t.at[0] == '#' && (t.size == 4 || t.size == 7));
}

/* A run of digits; false unless there are between least and most of them. */
static bool digits_read(struct text *t, size_t least, size_t most, int *out)
{
	size_t n = 0;

	*out = 0;
	for (; n < t->size && n < most && digit(t->at[n]); n++)
		*out = *out * 10 + (t->at[n] - '0');
	*t = (struct text){ t->at + n, t->size - n };
	return n >= least;
}

/* YYYY-MM-DD or MM-DD-YYYY, where - is one of `signs`, twice the same. */
static bool day_read(struct text t, const char *signs, int64_t *ms)
{
	bool year_first = t.size > 4 && digit(t.at[1]) && digit(t.at[2]) && digit(t.at[3]);
	int part[3], year, month, day, back[3];
	char sign = 0;

	for (int i = 0; i < 3; i++) {
		size_t most = i == (year_first ? 0 : 2) ? 4 : 2;

		if (i > 0) {
			if (!t.size || !t.at[0] || !strchr(signs, t.at[0]) ||
			    (sign && t.at[0] != sign))
				return false;
			sign = t.at[0];
			t = (struct text){ t.at + 1, t.size - 1 };
		}
		if (!digits_read(&t, most == 4 ? 4 : 1, most, &part[i]))
			return false;
	}
	year = part[year_first ? 0 : 2];
	month = part[year_first ? 1 : 0];
	day = part[year_first ? 2 : 1];
	if (t.size || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*ms = clock_day_number(year, month, day) * 86400000;
	clock_civil(*ms / 86400000, &back[0], &back[1], &back[2]);
	return back[0] == year && back[1] == month && back[2] == day;
}

static bool kind_date(struct arena *a, const struct json *v, struct value *out)
{
	int64_t ms;

	(void)a;
	if (!text_take(v, out))
		return false;
	return !v->text.size ||
	       (v->text.size == 10 && digit(v->text.at[2]) && day_read(v->text, "-", &ms));
}

/* The eight spellings of the wire; and the one of our own replies, so that what was read can be
 * sent back.  Of an instant it is the day that is written there, in whatever zone. */
static bool kind_birthday(struct arena *a, const struct json *v, struct value *out)
{
	(void)a;
	*out = (struct value){ .type = VALUE_WHOLE };
	return v->kind == JSON_TEXT &&
	       (day_read(v->text, "/-._", &out->whole) || clock_read_day(v->text, &out->whole));
}

static bool kind_instant(struct arena *a, const struct json *v, struct value *out)
{
	(void)a;
	*out = (struct value){ .type = VALUE_WHOLE };
	return v->kind == JSON_TEXT && clock_read_iso(v->text, &out->whole);
}

static bool kind_whole(struct arena *a, const struct json *v, struct value *out)
{
	(void)a;
	*out = (struct value){ .type = VALUE_WHOLE };
	return v->kind == JSON_NUMBER && json_whole(v, &out->whole);
}

static bool kind_millis(struct arena *a, const struct json *v, struct value *out)
{
	return kind_whole(a, v, out) && out->whole >= -MILLIS_MAX && out->whole <= MILLIS_MAX;
}

static bool kind_number(struct arena *a, const struct json *v, struct value *out)
{
	(void)a;
	*out = (struct value){ .type = VALUE_REAL };
	return v->kind == JSON_NUMBER && json_real(v, &out->real);
}

static bool kind_flag(struct arena *a, const struct json *v, struct value *out)
{
	(void)a;
	*out = (struct value){ .type = VALUE_FLAG, .whole = v->kind == JSON_TRUE };
	return v->kind == JSON_TRUE || v->kind == JSON_FALSE;
}

static bool kind_any(struct arena *a, const struct json *v, struct value *out)
{
	*out = (struct value){ .type = VALUE_TEXT, .text = json_source(a, v) };
	return true;
}

static bool kind_map(struct arena *a, const struct json *v, struct value *out)
{
	return v->kind == JSON_MAP && kind_any(a, v, out);
}

static const struct kind kinds[] = {
#define X(name, keep, openapi, format, input, must)                                                \
	{ #name, KEEP_##keep, openapi, format, input, must },
	KIND_TABLE(X)
#undef X
};

static bool (*const checkers[])(struct arena *a, const struct json *v, struct value *out) = {
#define X(name, keep, openapi, format, input, must) kind_##name,
	KIND_TABLE(X)
#undef X
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

const struct kind *kind_at(size_t index)
{
	return index < KIND_COUNT ? &kinds[index] : NULL;
}

const struct kind *kind_find(struct text name)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (text_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

static const struct {
	const char *word, *what;
} things[THING_COUNT] = {
#define X(name, word, what) [THING_##name] = { #word, what },
	THING_TABLE(X)
#undef X
};

const char *thing_word(enum thing thing)
{
	return things[thing].word;
}

const char *thing_what(enum thing thing)
{
	return things[thing].what;
}

const struct kind *catalogue_kind(const char *name)
{
	return kind_find(text_of(name));
}

bool kind_fits(struct arena *a, const struct kind *kind, const struct json *v, struct value *out)
{
	assert(kind >= kinds && kind < kinds + KIND_COUNT);
	return checkers[kind - kinds](a, v, out);
}

bool catalogue_value_fits(struct arena *a, const struct kind *kind, const struct json *v,
			  struct value *out)
{
	return v && kind_fits(a, kind, v, out);
}

/* A reply may carry texts that would be refused today (an address that was imported, a phone in
 * another spelling), so only the form is looked at. */
bool kind_shown(const struct kind *kind, const struct json *v)
{
	int64_t whole;

	switch (kind->keep) {
	case KEEP_TEXT:
		return v->kind == JSON_TEXT;
	case KEEP_WHOLE:
		return v->kind == JSON_NUMBER && json_whole(v, &whole);
	case KEEP_REAL:
		return v->kind == JSON_NUMBER;
	case KEEP_FLAG:
		return v->kind == JSON_TRUE || v->kind == JSON_FALSE;
	case KEEP_INSTANT:
		return v->kind == JSON_TEXT && clock_read_iso(v->text, &whole);
	case KEEP_JSON:
		return checkers[kind - kinds] == kind_any || v->kind == JSON_MAP;
	}
	return false;
}
