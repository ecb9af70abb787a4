// SPDX-License-Identifier: Apache-2.0
/*
 * Phone numbers to E.164: see phone.h for the rule and its limits.
 */
#include "base/core/phone.h"

#include "base/core/phone_pattern.h"
#include "base/core/phone_plans.h"

#define DIGITS_MAX 15 /* of E.164, calling code included */

struct plan {
	const char *country, *code, *abroad, *number, *prefix, *instead;
	bool usual; /* people write the prefix: digits without it may begin with the calling code */
};

static const struct plan plans[] = {
#define X(...) { __VA_ARGS__ },
	PHONE_PLANS(X)
#undef X
};

#define PLANS (sizeof(plans) / sizeof(*plans))

/* Digits under way; room for what a plan puts before them. */
struct digits {
	char at[PHONE_DIGITS + 8];
	size_t size;
};

static struct text text_from(const struct digits *d, size_t start)
{
	return (struct text){ d->at + start, d->size - start };
}

static struct digits digits_of(struct text t)
{
	struct digits d = { .size = t.size };

	memcpy(d.at, t.at, t.size);
	return d;
}

static const struct plan *plan_find(struct text country)
{
	if (country.size != 2)
		return NULL;
	char first = country.at[0] & ~0x20, second = country.at[1] & ~0x20;
	for (size_t i = 0; i < PLANS; i++)
		if (plans[i].country[0] == first && plans[i].country[1] == second)
			return &plans[i];
	return NULL;
}

/* The main country of the calling code that stands first.  No code begins with another one. */
static const struct plan *plan_main(struct text digits)
{
	for (size_t i = 0; i < PLANS; i++)
		if (digits.size && plans[i].code[0] == digits.at[0] &&
		    text_starts(digits, plans[i].code))
			return &plans[i];
	return NULL;
}

/* Is it a number of this plan, or of another country with the same calling code? */
static bool plan_holds(const struct plan *plan, struct text number)
{
	const struct plan *p = plan;

	if (pattern_whole(plan->number, number))
		return true;
	while (p > plans && !strcmp(p[-1].code, plan->code))
		p--;
	for (; p < plans + PLANS && !strcmp(p->code, plan->code); p++)
		if (pattern_whole(p->number, number))
			return true;
	return false;
}

/* `instead` of what was found: digits, and $1 or $2 for what a group of the prefix took. */
static struct digits replaced(const char *instead, const struct pattern_found *found,
			      struct text rest)
{
	struct digits d = { 0 };

	for (const char *p = instead; *p; p++) {
		struct text part = { p, 1 };
		if (*p == '$')
			part = found->groups[*++p - '1'];
		if (d.size + part.size <= sizeof(d.at) && part.size)
			memcpy(d.at + d.size, part.at, part.size);
		d.size += part.size;
	}
	if (d.size + rest.size > sizeof(d.at))
		return (struct digits){ 0 };
	memcpy(d.at + d.size, rest.at, rest.size);
	d.size += rest.size;
	return d;
}

/* Without what is dialled before a number inside its country.  What is a number with it and none
 * without keeps it. */
static struct digits prefix_drop(const struct plan *plan, struct text number)
{
	struct pattern_found found;
	struct digits kept = digits_of(number);

	if (!*plan->prefix || !pattern_begins(plan->prefix, number, &found))
		return kept;
	bool groups = found.count && found.groups[found.count - 1].at;
	struct text rest = { number.at + found.size, number.size - found.size };
	struct digits d = *plan->instead && groups ? replaced(plan->instead, &found, rest)
						   : digits_of(rest);
	bool was = pattern_whole(plan->number, number);
	return was && !pattern_whole(plan->number, text_from(&d, 0)) ? kept : d;
}

static bool number_write(const struct plan *plan, struct text number, char out[PHONE_SIZE])
{
	struct digits d = prefix_drop(plan, number);

	if (strlen(plan->code) + d.size > DIGITS_MAX || !plan_holds(plan, text_from(&d, 0)))
		return false;
	snprintf(out, PHONE_SIZE, "+%s%.*s", plan->code, (int)d.size, d.at);
	return true;
}

/* Digits with their calling code. */
static bool abroad_read(struct text digits, char out[PHONE_SIZE])
{
	const struct plan *plan = plan_main(digits);

	if (!plan)
		return false;
	size_t code = strlen(plan->code);
	return number_write(plan, (struct text){ digits.at + code, digits.size - code }, out);
}

/* Digits after what is dialled for calls abroad.  No calling code begins with 0. */
static bool dialled_read(const char *abroad, struct text digits, char out[PHONE_SIZE])
{
	struct pattern_found found;

	if (!*abroad || !pattern_begins(abroad, digits, &found))
		return false;
	return abroad_read((struct text){ digits.at + found.size, digits.size - found.size }, out);
}

/* Where digits are a number with and without the calling code they begin with, it is one where
 * people would have written the prefix otherwise: 4915… in DE, but not 5599… in BR. */
static bool national_read(const struct plan *plan, struct text digits, char out[PHONE_SIZE])
{
	size_t code = strlen(plan->code);
	struct text rest = { digits.at + code, digits.size - code };

	if (text_starts(digits, plan->code) &&
	    (plan->usual || !pattern_whole(plan->number, digits)) && number_write(plan, rest, out))
		return true;
	return number_write(plan, digits, out);
}

static bool digits_read(const struct phone_signs *signs, const struct plan *plan,
			char out[PHONE_SIZE])
{
	struct text digits = { signs->digits, signs->count };

	if (signs->plus)
		return abroad_read(digits, out);
	if (plan && dialled_read(plan->abroad, digits, out))
		return true;
	if (plan && national_read(plan, digits, out))
		return true;
	return dialled_read("00", digits, out) ||
	       (plan && !strcmp(plan->code, "1") && dialled_read("011", digits, out));
}

bool phone_read(struct text sent, struct text country, struct phone *out)
{
	const struct plan *plan = plan_find(country);
	struct phone_signs signs;

	if (!phone_signs(sent, &signs))
		return false;
	memcpy(out->extension, signs.extension, sizeof(out->extension));
	if (digits_read(&signs, plan, out->number))
		return true;
	if (!signs.zero)
		return false;
	signs.count--;
	memmove(signs.digits + signs.zero, signs.digits + signs.zero + 1, signs.count - signs.zero);
	return digits_read(&signs, plan, out->number);
}
