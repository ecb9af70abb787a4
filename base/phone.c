// SPDX-License-Identifier: Apache-2.0
/*
 * Phone numbers to E.164: see phone.h for the rule and its limits.
 */
#include "base/phone.h"

#include "base/phone_plans.h"

#define DIGITS_MAX   15 /* of E.164, calling code included */
#define DIGITS_LEAST 7

struct plan {
	const char *country, *code, *trunk;
	size_t least, most;
};

static const struct plan plans[] = {
#define X(country, code, trunk, least, most) { #country, code, trunk, least, most },
	PHONE_PLANS(X)
#undef X
};

static const struct plan *plan_find(struct text country)
{
	for (size_t i = 0; i < sizeof(plans) / sizeof(*plans); i++)
		if (text_alike(country, (struct text){ plans[i].country, 2 }))
			return &plans[i];
	return NULL;
}

/* The digits up to an extension.  -1: a sign that no number has. */
static int digits_take(struct text t, char digits[DIGITS_MAX * 2])
{
	int count = 0;

	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		if (c == 'x' || c == 'e' || c == '#')
			break;
		if (c >= '0' && c <= '9') {
			if (count == DIGITS_MAX * 2 - 1)
				return -1;
			digits[count++] = c;
		} else if (!memchr(" ()-./", c, 6)) {
			return -1;
		}
	}
	return count;
}

static bool phone_write(const char *code, struct text number, char out[PHONE_SIZE])
{
	size_t size = strlen(code) + number.size;

	if (size < DIGITS_LEAST || size > DIGITS_MAX)
		return false;
	snprintf(out, PHONE_SIZE, "+%s%.*s", code, (int)number.size, number.at);
	return out[1] != '0';
}

static struct text rest_of(struct text t, size_t start)
{
	return (struct text){ t.at + start, t.size - start };
}

static bool plan_holds(const struct plan *plan, struct text number)
{
	return number.size >= plan->least && number.size <= plan->most;
}

static bool national_read(struct text digits, const struct plan *plan, char out[PHONE_SIZE])
{
	size_t trunk = strlen(plan->trunk), code = strlen(plan->code);

	if (trunk && text_starts(digits, plan->trunk) && plan_holds(plan, rest_of(digits, trunk)))
		return phone_write(plan->code, rest_of(digits, trunk), out);
	if (plan_holds(plan, digits))
		return phone_write(plan->code, digits, out);
	if (text_starts(digits, plan->code) && plan_holds(plan, rest_of(digits, code)))
		return phone_write(plan->code, rest_of(digits, code), out);
	return false;
}

/* +44 (0)20 …: the zero is dialled only inside the country. */
static struct text trunk_drop(struct text t, char *room, size_t room_size)
{
	const char *zero = memmem(t.at, t.size, "(0)", 3);

	if (!zero || t.size >= room_size)
		return t;
	size_t before = (size_t)(zero - t.at);
	memcpy(room, t.at, before);
	memcpy(room + before, zero + 3, t.size - before - 3);
	return (struct text){ room, t.size - 3 };
}

bool phone_read(struct text sent, struct text country, char out[PHONE_SIZE])
{
	char digits[DIGITS_MAX * 2], room[64];
	struct text t = text_trim(sent);
	bool plus = text_starts(t, "+");

	if (plus)
		t = trunk_drop(rest_of(t, 1), room, sizeof(room));
	int count = digits_take(t, digits);
	if (count <= 0)
		return false;
	struct text number = { digits, (size_t)count };
	if (plus)
		return phone_write("", number, out);
	const struct plan *plan = plan_find(country);
	if (plan && plan->code[0] == '1' && text_starts(number, "011"))
		return phone_write("", rest_of(number, 3), out);
	if (text_starts(number, "00"))
		return phone_write("", rest_of(number, 2), out);
	return plan && national_read(number, plan, out);
}
