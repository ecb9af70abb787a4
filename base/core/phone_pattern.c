// SPDX-License-Identifier: Apache-2.0
/*
 * The patterns of numbering plans: see phone_pattern.h.
 *
 * Nothing is compiled: the text of the pattern is walked, and what is still to come after a group
 * is a chain of `struct after` on the stack.  Plans are short and numbers shorter, so a number is
 * read in about a microsecond.
 */
#include "base/core/phone_pattern.h"

#include <assert.h>

struct match {
	const char *pattern, *end; /* of the digits */
	bool whole;
	struct pattern_found found;
	const char *begin;
};

/* A group under way: its inside, what follows it, and how often it has been taken. */
struct after {
	const char *inside, *next;
	size_t least, most, taken;
	size_t number; /* of the group that keeps what it takes, from 1; 0: it does not */
	const char *from;
	const struct after *up;
};

static bool sequence_try(struct match *m, const char *p, const char *s, const struct after *after);

static const char *part_end(const char *p)
{
	size_t depth = 0;

	if (*p == '[')
		return strchr(p, ']') + 1;
	if (*p != '(')
		return p + 1;
	do {
		depth += *p == '(';
		depth -= *p == ')';
		p++;
	} while (depth);
	return p;
}

static size_t count_read(const char **p)
{
	size_t count = 0;

	for (; **p >= '0' && **p <= '9'; (*p)++)
		count = count * 10 + (size_t)(**p - '0');
	return count;
}

static const char *times_read(const char *p, size_t *least, size_t *most)
{
	*least = *p == '?' ? 0 : 1;
	*most = 1;
	if (*p == '?')
		return p + 1;
	if (*p != '{')
		return p;
	p++;
	*least = count_read(&p);
	*most = *least;
	if (*p == ',') {
		p++;
		*most = count_read(&p);
	}
	assert(*p == '}');
	return p + 1;
}

static bool sign_fits(const char *p, char c)
{
	if (*p != '[')
		return *p == 'X' || *p == c;
	for (p++; *p != ']'; p++) {
		bool range = p[1] == '-';
		if (c >= p[0] && c <= (range ? p[2] : p[0]))
			return true;
		p += range ? 2 : 0;
	}
	return false;
}

static bool alternatives_try(struct match *m, const char *p, const char *s,
			     const struct after *after)
{
	for (;;) {
		if (sequence_try(m, p, s, after))
			return true;
		while (*p && *p != '|' && *p != ')')
			p = part_end(p);
		if (*p != '|')
			return false;
		p++;
	}
}

/* Once more, or on to what follows. */
static bool group_try(struct match *m, const struct after *group, const char *s)
{
	struct after again = *group;

	again.from = s;
	if (group->taken < group->most && alternatives_try(m, group->inside, s, &again))
		return true;
	return group->taken >= group->least && sequence_try(m, group->next, s, group->up);
}

static bool group_end(struct match *m, const struct after *group, const char *s)
{
	struct after taken = *group;
	struct text *kept = group->number ? &m->found.groups[group->number - 1] : NULL;
	struct text before = kept ? *kept : (struct text){ 0 };

	taken.taken++;
	if (kept)
		*kept = (struct text){ group->from, (size_t)(s - group->from) };
	if (group_try(m, &taken, s))
		return true;
	if (kept)
		*kept = before;
	return false;
}

/* Which of the groups that are kept begins here; 0: it is none of them. */
static size_t group_number(const char *pattern, const char *here)
{
	size_t number = 0;

	if (here[1] == '?')
		return 0;
	for (const char *p = pattern; p <= here; p++)
		number += p[0] == '(' && p[1] != '?';
	assert(number <= PATTERN_GROUPS);
	return number;
}

static bool signs_try(struct match *m, const char *p, const char *s, const struct after *after)
{
	size_t least, most, count = 0;
	const char *next = times_read(part_end(p), &least, &most);

	while (count < most && s + count < m->end && sign_fits(p, s[count]))
		count++;
	for (; count + 1 > least; count--) {
		if (sequence_try(m, next, s + count, after))
			return true;
		if (count == 0)
			break;
	}
	return false;
}

static bool sequence_try(struct match *m, const char *p, const char *s, const struct after *after)
{
	if (*p == '$')
		return s == m->end && sequence_try(m, p + 1, s, after);
	if (*p == '(') {
		struct after group = { .inside = p[1] == '?' ? p + 3 : p + 1,
				       .number = group_number(m->pattern, p),
				       .up = after };
		group.next = times_read(part_end(p), &group.least, &group.most);
		return group_try(m, &group, s);
	}
	if (*p && *p != '|' && *p != ')')
		return signs_try(m, p, s, after);
	if (after)
		return group_end(m, after, s);
	m->found.size = (size_t)(s - m->begin);
	return !m->whole || s == m->end;
}

static bool match_run(struct match *m, struct text digits)
{
	m->begin = digits.at;
	m->end = digits.at + digits.size;
	return alternatives_try(m, m->pattern, m->begin, NULL);
}

bool pattern_whole(const char *pattern, struct text digits)
{
	struct match m = { .pattern = pattern, .whole = true };

	return match_run(&m, digits);
}

bool pattern_begins(const char *pattern, struct text digits, struct pattern_found *found)
{
	struct match m = { .pattern = pattern };

	for (const char *p = pattern; *p; p++)
		m.found.count += p[0] == '(' && p[1] != '?';
	bool begins = match_run(&m, digits);
	*found = m.found;
	return begins;
}
