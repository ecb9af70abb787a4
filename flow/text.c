// SPDX-License-Identifier: Apache-2.0
/*
 * The text of a flow file, and what is said when it is not as it must be: comments, spans of time,
 * keys and their nearest names.
 */
#include "base/near.h"
#include "flow/inside.h"

#include <stdarg.h>

/* --- comments and trailing commas become blanks --- */

static size_t text_end(struct text t, size_t at)
{
	for (at++; at < t.size && t.at[at] != '"'; at++)
		at += t.at[at] == '\\';
	return at;
}

static size_t comment_blank(char *to, struct text t, size_t at)
{
	for (; at < t.size && t.at[at] != '\n'; at++)
		to[at] = ' ';
	return at;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct text flow_plain(struct arena *a, struct text source)
{
	char *to = arena_bytes(a, source.size + 1);
	size_t comma = SIZE_MAX; /* the last thing that was seen, if it is a comma */

	memcpy(to, source.at, source.size);
	for (size_t i = 0; i < source.size; i++) {
		char c = source.at[i];
		if (c == '/' && i + 1 < source.size && source.at[i + 1] == '/') {
			i = comment_blank(to, source, i);
			continue;
		}
		if (is_space(c))
			continue;
		if ((c == '}' || c == ']') && comma != SIZE_MAX)
			to[comma] = ' ';
		comma = c == ',' ? i : SIZE_MAX;
		if (c == '"')
			i = text_end(source, i);
	}
	return (struct text){ to, source.size };
}

/* --- what is wrong --- */

void fault_add(struct faults *f, struct text at, const char *format, ...)
{
	char why[600];
	va_list args;

	va_start(args, format);
	vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 8;
		f->items = arena_grow(f->arena, f->items, f->room * sizeof(*f->items),
				      room * sizeof(*f->items));
		f->room = room;
	}
	f->items[f->count++] = (struct fault){ .at = at, .why = text_copy(f->arena, text_of(why)) };
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

bool keys_check(struct read_job *job, const struct json *map, struct text at,
		const char *const *names)
{
	bool well = true;

	if (!json_is(map, JSON_MAP)) {
		fault_add(job->faults, at, "must be a map");
		return false;
	}
	for (const struct json *k = json_first(map); k;) {
		const struct json *v = json_after(map, k);
		const char *const *n = names;
		while (*n && !text_is(k->text, *n))
			n++;
		if (!*n) {
			const char *near = name_near(k->text, names);
			fault_add(job->faults, place(job->arena, at, text_c(job->arena, k->text)),
				  near ? "is not known here; did you mean '%s'?"
				       : "is not known here",
				  near);
			well = false;
		}
		k = json_after(map, v);
	}
	return well;
}

/* --- places --- */

const struct json *step_source(const struct flow *f, const struct step *s)
{
	const struct json *v = f->source;
	struct text rest = s->at, part;

	while (v && text_split(&rest, '.', &part)) {
		struct text name, index = part;
		int64_t n;
		text_split(&index, '[', &name);
		v = json_find(v, name);
		while (v && text_split(&index, ']', &part)) {
			if (text_starts(part, "["))
				part = (struct text){ part.at + 1, part.size - 1 };
			const struct json *item = text_whole(part, &n) ? json_first(v) : NULL;
			for (; item && n > 0; n--)
				item = json_after(v, item);
			v = item;
		}
	}
	return v;
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
