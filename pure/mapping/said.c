// SPDX-License-Identifier: Apache-2.0
/*
 * What an author says to functions in so many words: the names of zones, the spellings of dates.
 * They can be held against what there is before anything runs.
 */
#include "pure/mapping/dates.h"

struct saying {
	struct arena *arena;
	struct text field;
	struct map_said *list;
	size_t count, room;
};

static void said_add(struct saying *s, struct map_said said)
{
	if (s->count == s->room) {
		size_t room = s->room ? 2 * s->room : 8;
		s->list = arena_grow(s->arena, s->list, s->room * sizeof(*s->list),
				     room * sizeof(*s->list));
		s->room = room;
	}
	s->list[s->count++] = said;
}

static void call_read(struct saying *s, const struct node *n)
{
	struct text takes = text_of(n->function->shown.takes);
	const struct node *arg = n->left;
	struct parameter p;

	for (; arg && parameter_next(&takes, &p); arg = arg->next)
		if (arg->kind == NODE_LITERAL && arg->literal.kind == JSON_TEXT)
			said_add(s, (struct map_said){ n->function->shown.name, p.name,
						       arg->literal.text, s->field });
}

static void node_read(struct saying *s, const struct node *n)
{
	for (; n; n = n->next) {
		if (n->kind == NODE_CALL)
			call_read(s, n);
		node_read(s, n->left);
		node_read(s, n->middle);
		node_read(s, n->right);
	}
}

static void mapping_said(struct saying *s, const struct mapping *m)
{
	s->field = m->field;
	if (m->expression)
		node_read(s, m->expression->root);
	if (m->otherwise)
		mapping_said(s, m->otherwise);
	for (const struct mapping *part = m->first; part; part = part->next)
		mapping_said(s, part);
}

const struct map_said *map_saids(struct arena *a, const struct mapping *m, size_t *count)
{
	struct saying s = { .arena = a };

	mapping_said(&s, m);
	*count = s.count;
	return s.list;
}

bool map_date_format(struct text format)
{
	char room[1024];
	struct arena *a = NULL;
	const struct shown s = { .year = 2026, .month = 7, .day = 17 };
	struct buffer b = {
		.arena = a, .at = room, .room = sizeof(room), .size_max = sizeof(room)
	};

	return format_write(&b, format, &s);
}
