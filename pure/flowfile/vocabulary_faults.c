// SPDX-License-Identifier: Apache-2.0
/*
 * What is wrong with a file, with its place and the nearest name; keys, and spans of time.
 */
#include "base/core/near.h"
#include "pure/flowfile/vocabulary.h"

#include <stdarg.h>

bool faults_full(const struct faults *f)
{
	return f->count > FAULTS_MAX;
}

void fault_add(struct faults *f, struct text at, const char *format, ...)
{
	char why[600];
	va_list args;

	if (faults_full(f))
		return;
	va_start(args, format);
	vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 8;
		f->items = arena_grow(f->arena, f->items, f->room * sizeof(*f->items),
				      room * sizeof(*f->items));
		f->room = room;
	}
	if (f->count == FAULTS_MAX)
		f->items[f->count++] =
			(struct fault){ .why = TEXT("there is more; mend this first") };
	else
		f->items[f->count++] = (struct fault){ at, text_copy(f->arena, text_of(why)) };
}

struct text place(struct arena *a, struct text at, const char *more)
{
	if (!at.size)
		return text_of(more);
	return text_format(a, "%.*s%s%s", (int)at.size, at.at, more[0] == '[' ? "" : ".", more);
}

const char *name_near(struct text name, const char *const *names)
{
	const char *found = NULL;
	size_t best = near_limit(name);

	for (; *names; names++)
		if (near_better(name, text_of(*names), &best))
			found = *names;
	return found;
}

struct text name_nearest(struct text name, const struct text *names, size_t count)
{
	struct text found = { 0 };
	size_t best = near_limit(name);

	for (size_t i = 0; i < count; i++)
		if (near_better(name, names[i], &best))
			found = names[i];
	return found;
}

bool keys_check(struct faults *f, const struct json *map, struct text at, const char *const *names)
{
	bool well = true;

	if (!json_is(map, JSON_MAP)) {
		fault_add(f, at, "must be a map");
		return false;
	}
	for (const struct json *k = json_first(map); k && !faults_full(f);) {
		const struct json *v = json_after(map, k);
		const char *const *n = names;
		while (*n && !text_is(k->text, *n))
			n++;
		if (!*n) {
			const char *near = name_near(k->text, names);
			fault_add(f, place(f->arena, at, text_c(f->arena, k->text)),
				  near ? "is not known here; did you mean '%s'?"
				       : "is not known here",
				  near);
			well = false;
		}
		k = json_after(map, v);
	}
	return well;
}

/* --- spans of time --- */

bool span_read(struct text t, int64_t *ms)
{
	static const struct {
		char unit;
		int64_t ms;
	} units[] = {
		{ 's', 1000 },
		{ 'm', MINUTE_MS },
		{ 'h', HOUR_MS },
		{ 'd', DAY_MS },
	};
	int64_t n;

	if (t.size < 2 || !text_whole((struct text){ t.at, t.size - 1 }, &n) || n < 0 ||
	    n > 100000000)
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (units[i].unit == t.at[t.size - 1]) {
			*ms = n * units[i].ms;
			return true;
		}
	}
	return false;
}
