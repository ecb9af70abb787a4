// SPDX-License-Identifier: Apache-2.0
/*
 * Our functions that make a value of another kind, or bring it to the form in which it is compared.
 *
 * Empty text gives null: HighLevel and WordPress send it for what is not there.
 */
#include "pure/mapping/inside.h"

#include "base/core/phone.h"

#include <sodium.h>

#define PLACES_MAX 12

/* --- numbers --- */

enum err run_number(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	struct text t = text_trim(v->text);
	if (v->kind == JSON_NUMBER)
		*out = *v;
	if (v->kind == JSON_TRUE || v->kind == JSON_FALSE)
		*out = value_number(text_of(v->kind == JSON_TRUE ? "1" : "0"));
	if (v->kind != JSON_TEXT || use_blank(u))
		return ERR_OK;
	if (t.at[0] == '+')
		t = (struct text){ t.at + 1, t.size - 1 };
	if (!t.size || text_number_size(t) != t.size)
		return use_wrong(u, 0, "a number");
	*out = value_number(t);
	return ERR_OK;
}

/* An amount as people write it: its digits, and the point where the pennies begin. */
struct amount {
	char spelling[48];
	size_t size;
	bool good;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Where the decimal sign is: the last of . and , if both are there; one alone unless it groups
 * thousands (a comma before just three digits, or any that comes twice). */
static size_t amount_point(struct text t)
{
	size_t dots = 0, commas = 0, last = t.size, digits = 0;
	for (size_t i = 0; i < t.size; i++) {
		dots += t.at[i] == '.';
		commas += t.at[i] == ',';
		if (t.at[i] == '.' || t.at[i] == ',') {
			last = i;
			digits = 0;
		}
		digits += is_digit(t.at[i]);
	}
	if (last == t.size)
		return last;
	bool comma = t.at[last] == ',';
	bool groups = (comma ? commas : dots) > 1 || (comma && !dots && digits == 3);
	return groups ? t.size : last;
}

static struct amount amount_read(struct text t)
{
	size_t point = amount_point(t), digits = 0;
	bool minus = false;
	struct amount a = { .good = true };
	a.spelling[a.size++] = ' '; /* for the sign */
	for (size_t i = 0; i < t.size && a.size < sizeof(a.spelling) - 2; i++) {
		bool before = !digits;
		if (is_digit(t.at[i])) {
			a.spelling[a.size++] = t.at[i];
			digits++;
		} else if (i == point) {
			if (before)
				a.spelling[a.size++] = '0';
			a.spelling[a.size++] = '.';
			digits++;
		} else if (t.at[i] == '-' || t.at[i] == '(') {
			minus = true;
			a.good = a.good && before;
		}
	}
	a.good = a.good && digits && a.size < sizeof(a.spelling) - 2 &&
		 is_digit(a.spelling[a.size - 1]);
	if (minus)
		a.spelling[0] = '-';
	return a;
}

/* Letters may only stand before or after: the name of a currency. */
static bool amount_letters_outside(struct text t)
{
	size_t from = 0, to = t.size;
	while (from < to && !is_digit(t.at[from]) && t.at[from] != '.' && t.at[from] != ',')
		from++;
	while (to > from && !is_digit(t.at[to - 1]))
		to--;
	for (size_t i = from; i < to; i++) {
		bool letter = (t.at[i] >= 'a' && t.at[i] <= 'z') ||
			      (t.at[i] >= 'A' && t.at[i] <= 'Z');
		if (letter)
			return false;
	}
	return from <= 8 && t.size - to <= 8;
}

static enum err places_take(struct use *u, int *places)
{
	int64_t whole;
	if (u->count < 2)
		return ERR_OK;
	if (!text_whole(u->args[1].text, &whole) || whole < 0 || whole > PLACES_MAX)
		return use_wrong(u, 1, "a whole number from 0 to 12");
	*places = (int)whole;
	return ERR_OK;
}

/* Leading zeros are no JSON: 007 is 7. */
static struct text zeros_drop(struct text t)
{
	while (t.size > 1 && t.at[0] == '0' && is_digit(t.at[1]))
		t = (struct text){ t.at + 1, t.size - 1 };
	return t;
}

enum err run_money(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	struct amount a = { 0 };
	struct text spelling = v->text;
	struct fixed f;
	int places = 2;
	bool minus = false;
	enum err err = places_take(u, &places);
	if (err || use_blank(u))
		return err;
	if (v->kind == JSON_TEXT) {
		a = amount_read(text_trim(v->text));
		if (!a.good || !amount_letters_outside(text_trim(v->text)))
			return use_wrong(u, 0, "an amount of money");
		minus = a.spelling[0] == '-';
		spelling = zeros_drop((struct text){ a.spelling + 1, a.size - 1 });
	}
	if (!fixed_read(spelling, &f))
		return use_wrong(u, 0, "an amount of money of at most 12 decimals");
	f = fixed_round(f, places);
	if (minus)
		f.units = -f.units;
	*out = value_number(fixed_spell(u->e->arena, f, 0));
	return ERR_OK;
}

/* --- text, flag, list --- */

enum err run_text(struct use *u, struct map_value *out)
{
	const struct map_value *v = &u->args[0];
	struct text made;
	struct fixed f;
	int places = 0;
	enum err err = places_take(u, &places);
	if (!err && u->count > 1 && v->kind != JSON_NUMBER)
		return use_wrong(u, 0, "a number, where places are given");
	if (!err && u->count > 1) {
		if (!fixed_read(v->text, &f))
			return use_wrong(u, 0, "a number of at most 12 decimals");
		*out = map_text(fixed_spell(u->e->arena, fixed_round(f, places), places));
		return ERR_OK;
	}
	if (!err)
		err = value_text(u->e, v, &made);
	return err ? err : use_text(u, made, out);
}

enum err run_bool(struct use *u, struct map_value *out)
{
	static const char *const yes[] = { "true", "yes", "y", "on", "1", "checked", NULL };
	static const char *const no[] = { "false", "no", "n", "off", "0", "unchecked", NULL };
	const struct map_value *v = &u->args[0];
	*out = *v;
	if (v->kind == JSON_TRUE || v->kind == JSON_FALSE)
		return ERR_OK;
	*out = VALUE_NULL;
	if (use_blank(u))
		return ERR_OK;
	for (size_t i = 0; yes[i]; i++) {
		if (text_alike(text_trim(v->text), text_of(yes[i])))
			*out = value_flag(true);
		if (text_alike(text_trim(v->text), text_of(no[i])))
			*out = value_flag(false);
	}
	return out->kind == JSON_NULL ? use_wrong(u, 0, "true or false, yes or no") : ERR_OK;
}

enum err run_list(struct use *u, struct map_value *out)
{
	return use_blank(u) ? ERR_OK : run_to_array(u, out);
}

/* --- addresses and numbers of people --- */

enum err run_email_norm(struct use *u, struct map_value *out)
{
	struct text t = text_email(u->e->arena, u->args[0].text);
	if (use_blank(u))
		return ERR_OK;
	const char *at = memchr(t.at, '@', t.size);
	size_t before = at ? (size_t)(at - t.at) : 0;
	bool good = before && before + 1 < t.size && memrchr(t.at, '@', t.size) == at;
	for (size_t i = 0; i < t.size && good; i++)
		good = (unsigned char)t.at[i] > ' ' && t.at[i] != ',' && t.at[i] != ';';
	if (!good)
		return use_wrong(u, 0, "an e-mail address");
	return use_text(u, text_lower(u->e->arena, t), out);
}

enum err run_phone_e164(struct use *u, struct map_value *out)
{
	struct phone phone;
	struct text region = u->count > 1 ? u->args[1].text : TEXT("");
	if (use_blank(u))
		return ERR_OK;
	if (!phone_read(u->args[0].text, region, &phone))
		return use_wrong(u, 0,
				 region.size ? "a phone number of that region, or one with +"
					     : "a phone number with +, or a region too");
	*out = map_text(text_copy(u->e->arena, text_of(phone.number)));
	return ERR_OK;
}

/* --- what is given from outside --- */

enum err run_hash(struct use *u, struct map_value *out)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	struct text t;
	enum err err = value_text(u->e, &u->args[0], &t);
	if (!err)
		err = eval_spend(u->e, t.size / 16);
	if (err)
		return err;
	crypto_hash_sha256(sum, (const unsigned char *)t.at, t.size);
	char *hex = arena_bytes(u->e->arena, sizeof(sum) * 2);
	for (size_t i = 0; i < sizeof(sum); i++) {
		hex[2 * i] = "0123456789abcdef"[sum[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
	}
	*out = map_text((struct text){ hex, sizeof(sum) * 2 });
	return ERR_OK;
}

enum err run_now(struct use *u, struct map_value *out)
{
	char *now = arena_bytes(u->e->arena, CLOCK_ISO_SIZE);
	clock_iso(u->e->job->now_ms, now);
	*out = map_text(text_of(now));
	return ERR_OK;
}

enum err run_lookup(struct use *u, struct map_value *out)
{
	const struct map_hooks *hooks = u->e->job->hooks;
	struct map_asked asked = { .kind = u->args[0].text, .key = u->args[1].text };
	struct text why = { 0 };
	if (u->count > 2)
		asked.use = u->args[2].text;
	const struct json *found = NULL;
	if (!hooks || !hooks->lookup)
		return eval_fault(u->e, MAP_FAULT_LOOKUP, u->node, "lookup works only in let");
	enum err err = hooks->lookup(hooks->owner, &asked, &found, &why);
	if (err) {
		struct text kind = text_head(asked.kind, 60), key = text_head(asked.key, 60);
		eval_fault(u->e, MAP_FAULT_LOOKUP, u->node, "lookup('%.*s', '%.*s'): %.*s",
			   (int)kind.size, kind.at, (int)key.size, key.at, (int)why.size, why.at);
		return err;
	}
	*out = map_borrow(found);
	return ERR_OK;
}
