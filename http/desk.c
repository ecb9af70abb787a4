// SPDX-License-Identifier: Apache-2.0
/*
 * Desks: the memory of a request under way, lent out by its loop.
 */
#include "http/inside.h"

#include <assert.h>

struct http_desk *http_desk_take(struct http_loop *loop)
{
	struct http_desk *d = loop->desks;

	if (d) {
		loop->desks = d->next;
		loop->desk_count--;
		return d;
	}
	d = malloc(sizeof(*d));
	assert(d);
	memset(d, 0, offsetof(struct http_desk, headers));
	d->arena = arena_open();
	d->at = d->own;
	d->room = sizeof(d->own);
	d->body_max = loop->server->config.body_max;
	d->header_max = loop->server->config.header_max;
	d->bodies = &loop->server->bodies;
	d->bodies_max = loop->server->config.bodies_max;
	return d;
}

bool http_desk_charge(struct http_desk *d)
{
	if (!d->bodies)
		return true;
	size_t taken = arena_size(d->arena), more = taken - d->charged;
	size_t before = atomic_fetch_add_explicit(d->bodies, more, memory_order_relaxed);

	d->charged = taken;
	return !d->bodies_max || before + more <= d->bodies_max;
}

static void charge_end(struct http_desk *d)
{
	if (d->charged)
		atomic_fetch_sub_explicit(d->bodies, d->charged, memory_order_relaxed);
	d->charged = 0;
}

void http_desk_free(struct http_desk *d)
{
	charge_end(d);
	if (d->at != d->own)
		free(d->at);
	arena_drop(d->arena);
	free(d);
}

void http_desk_give(struct http_loop *loop, struct http_desk *d)
{
	charge_end(d);
	if (loop->desk_count >= HTTP_DESKS_KEPT) {
		http_desk_free(d);
		return;
	}
	if (d->at != d->own) {
		free(d->at);
		d->at = d->own;
		d->room = sizeof(d->own);
	}
	arena_reset(d->arena);
	d->begun = false;
	d->start = d->fill = 0;
	d->next = loop->desks;
	loop->desks = d;
	loop->desk_count++;
}

static void text_shift(struct text *t, struct text from, char *to)
{
	if (t->at >= from.at && t->at <= from.at + from.size)
		t->at = to + (t->at - from.at);
}

/* Brings what is not done with to the front of `to`, and all that points at it along. */
static void desk_move(struct http_desk *d, char *to)
{
	struct text from = { d->at + d->start, d->fill - d->start };

	memmove(to, from.at, from.size);
	if (d->begun) {
		text_shift(&d->target, from, to);
		text_shift(&d->path, from, to);
		text_shift(&d->query, from, to);
		text_shift(&d->place, from, to);
		for (size_t i = 0; i < d->header_count; i++) {
			text_shift(&d->headers[i].name, from, to);
			text_shift(&d->headers[i].value, from, to);
		}
		d->line -= d->start;
		d->seen -= d->start;
		d->fed -= d->start;
		d->first_line -= d->lines ? d->start : 0;
		d->head_end -= d->head_whole ? d->start : 0;
	}
	d->fill -= d->start;
	d->start = 0;
	d->at = to;
}

static void desk_widen(struct http_desk *d)
{
	if (d->begun && d->head_whole) { /* the body leaves, the head stays */
		http_parse_spill(d);
		d->fill = d->fed = d->head_end;
	}
	if (d->start > 0)
		desk_move(d, d->at);
	if (d->room - d->fill < HTTP_ROOM_LEAST && d->at == d->own) {
		size_t room = d->header_max + HTTP_DESK_ROOM;
		char *large = malloc(room);

		assert(large);
		desk_move(d, large);
		d->room = room;
	}
}

size_t http_desk_room(struct http_desk *d, bool still)
{
	if (!still && d->room - d->fill < HTTP_ROOM_LEAST)
		desk_widen(d);
	return d->room - d->fill;
}

void http_desk_next(struct http_desk *d)
{
	charge_end(d);
	arena_reset(d->arena);
	d->begun = false;
	d->start = d->end;
	if (d->start == d->fill)
		d->start = d->fill = 0;
}
