// SPDX-License-Identifier: Apache-2.0
/*
 * Desks: the memory of a request under way, lent out by its loop.
 */
#include "platform/http/inside.h"

#include <assert.h>

struct http_receive_buffer *http_receive_buffer_take(struct http_loop *loop)
{
	struct http_receive_buffer *d = loop->receive_buffers;

	if (d) {
		loop->receive_buffers = d->next;
		loop->receive_buffer_count--;
		return d;
	}
	d = malloc(sizeof(*d));
	assert(d);
	memset(d, 0, offsetof(struct http_receive_buffer, headers));
	d->arena = arena_open();
	d->at = d->own;
	d->room = sizeof(d->own);
	d->body_max = loop->server->config.body_max;
	d->asks = loop->server->config.admit != NULL;
	d->header_max = loop->server->config.header_max;
	d->bodies = &loop->server->bodies;
	d->bodies_max = loop->server->config.bodies_max;
	return d;
}

bool http_receive_buffer_charge(struct http_receive_buffer *d)
{
	if (!d->bodies)
		return true;
	size_t taken = arena_size(d->arena), more = taken - d->charged;
	size_t before = atomic_fetch_add_explicit(d->bodies, more, memory_order_relaxed);

	d->charged = taken;
	return !d->bodies_max || before + more <= d->bodies_max;
}

static void charge_end(struct http_receive_buffer *d)
{
	if (d->charged)
		atomic_fetch_sub_explicit(d->bodies, d->charged, memory_order_relaxed);
	d->charged = 0;
}

static void body_end(struct http_receive_buffer *d)
{
	charge_end(d);
	http_spool_drop(d->spool);
	d->spool = NULL;
}

void http_receive_buffer_free(struct http_receive_buffer *d)
{
	body_end(d);
	if (d->at != d->own)
		free(d->at);
	arena_drop(d->arena);
	free(d);
}

void http_receive_buffer_give(struct http_loop *loop, struct http_receive_buffer *d)
{
	body_end(d);
	if (loop->receive_buffer_count >= HTTP_DESKS_KEPT) {
		http_receive_buffer_free(d);
		return;
	}
	if (d->at != d->own) {
		free(d->at);
		d->at = d->own;
		d->room = sizeof(d->own);
	}
	arena_reset(d->arena);
	d->begun = d->whole = false;
	d->start = d->fill = 0;
	d->next = loop->receive_buffers;
	loop->receive_buffers = d;
	loop->receive_buffer_count++;
}

static void text_shift(struct text *t, struct text from, char *to)
{
	if (t->at >= from.at && t->at <= from.at + from.size)
		t->at = to + (t->at - from.at);
}

/* Brings what is not done with to the front of `to`, and all that points at it along. */
static void receive_buffer_move(struct http_receive_buffer *d, char *to)
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

static void receive_buffer_widen(struct http_receive_buffer *d)
{
	if (d->begun && d->head_whole) { /* the body leaves, the head stays */
		if (!d->spool)
			http_parse_spill(d);
		d->fill = d->fed = d->head_end;
	}
	if (d->start > 0)
		receive_buffer_move(d, d->at);
	if (d->room - d->fill < HTTP_ROOM_LEAST && d->at == d->own) {
		size_t room = d->header_max + HTTP_DESK_ROOM;
		char *large = malloc(room);

		assert(large);
		receive_buffer_move(d, large);
		d->room = room;
	}
}

size_t http_receive_buffer_room(struct http_receive_buffer *d, bool still)
{
	if (!still && d->room - d->fill < HTTP_ROOM_LEAST)
		receive_buffer_widen(d);
	return d->room - d->fill;
}

void http_receive_buffer_next(struct http_receive_buffer *d)
{
	body_end(d);
	arena_reset(d->arena);
	d->begun = d->whole = false;
	d->start = d->end;
	if (d->start == d->fill)
		d->start = d->fill = 0;
}
