// SPDX-License-Identifier: Apache-2.0
/*
 * The text of a flow file: comments and commas too many, and the places of steps in it; and the way
 * through all steps.
 */
#include "pure/flowfile/inside.h"

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

/* --- places --- */

const struct json *step_source(const struct flow *f, const struct step *s)
{
	const struct json *v = f->written;
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

bool step_said(const struct flow *f, const struct step *s)
{
	const struct json *where = json_get(step_source(f, s), "where");

	if (s->op == s->find || s->kind == STEP_UPSERT || !json_is(where, JSON_MAP))
		return s->op == s->find;
	for (const struct json *k = json_first(where); k;
	     k = json_after(where, json_after(where, k)))
		if (!text_is(k->text, "id") && !op_param(s->op, k->text) &&
		    !shape_find(s->op->query, k->text))
			return false;
	return true;
}

/* People look for a line, not for a byte. */
void json_place_fault(struct faults *faults, struct text source, struct text why)
{
	static const char mark[] = "at byte ";
	const char *at = memmem(why.at, why.size, mark, sizeof(mark) - 1);
	struct text rest = { at ? at + sizeof(mark) - 1 : why.at, 0 }, number;
	int64_t byte = 0, line = 1, column = 1;

	rest.size = (size_t)(why.at + why.size - rest.at);
	if (!at || !text_split(&rest, ' ', &number) || !text_whole(number, &byte)) {
		fault_add(faults, TEXT(""), "%.*s", (int)why.size, why.at);
		return;
	}
	for (int64_t i = 0; i < byte && i < (int64_t)source.size; i++) {
		column = source.at[i] == '\n' ? 1 : column + 1;
		line += source.at[i] == '\n';
	}
	fault_add(faults, TEXT(""), "line %lld, column %lld: %.*s", (long long)line,
		  (long long)column, (int)rest.size, rest.at);
}

const struct trigger *flow_trigger(const struct flow *f, int side)
{
	return side ? &f->more[0] : &f->on;
}

/* --- all steps --- */

void flow_steps(const struct steps *steps, void *owner,
		void (*visit)(void *owner, const struct step *s))
{
	for (size_t i = 0; i < steps->count; i++) {
		const struct step *s = &steps->items[i];
		visit(owner, s);
		flow_steps(&s->then, owner, visit);
		flow_steps(&s->other, owner, visit);
		flow_steps(&s->handler, owner, visit);
		for (size_t n = 0; n < s->branch_count; n++)
			flow_steps(&s->branches[n].steps, owner, visit);
	}
}
