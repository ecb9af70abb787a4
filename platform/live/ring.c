// SPDX-License-Identifier: Apache-2.0
/*
 * The ring: the last few events as frames, each shared by all who have not yet written it out.
 */
#include "platform/live/inside.h"

#include <assert.h>

static char *keep(char *to, struct text from, struct text *kept)
{
	if (from.size)
		memcpy(to, from.at, from.size);
	*kept = (struct text){ to, from.size };
	return to + from.size;
}

static size_t bytes_of(const struct live_block *b)
{
	return b->location_id.size + b->company_id.size + b->type.size + b->full.size +
	       b->thin.size;
}

struct live_block *block_new(const struct live_block *like)
{
	struct live_block *b = malloc(sizeof(*b) + bytes_of(like));

	assert(b);
	*b = *like;
	b->holders = 1;
	char *to = keep(b->bytes, like->location_id, &b->location_id);
	to = keep(to, like->company_id, &b->company_id);
	to = keep(to, like->type, &b->type);
	to = keep(to, like->full, &b->full);
	keep(to, like->thin, &b->thin);
	b->location_hash = text_hash(b->location_id);
	return b;
}

void live_release(struct live_block *block)
{
	if (atomic_fetch_sub(&block->holders, 1) == 1)
		free(block);
}

static bool is_later(int64_t xid, int64_t seq, int64_t than_xid, int64_t than_seq)
{
	return xid > than_xid || (xid == than_xid && seq > than_seq);
}

static void ring_drop(struct live *live)
{
	struct live_block *b = live->ring[live->first++ % RING_MAX];

	if (!b->passing) {
		live->xid = b->xid;
		live->seq = b->seq;
	}
	live->bytes -= bytes_of(b);
	live_release(b);
}

void ring_add(struct live *live, struct live_block *block)
{
	while (live->last - live->first >= RING_MAX ||
	       (live->first < live->last && live->bytes + bytes_of(block) > RING_BYTES))
		ring_drop(live);
	live->ring[live->last++ % RING_MAX] = block;
	live->bytes += bytes_of(block);
}

void ring_empty(struct live *live)
{
	while (live->first < live->last)
		ring_drop(live);
}

bool live_join(struct live *live, struct live_place *place)
{
	pthread_mutex_lock(&live->lock);
	bool joins = live->following && !is_later(live->xid, live->seq, place->xid, place->seq);
	place->at = live->first;
	pthread_mutex_unlock(&live->lock);
	return joins;
}

static bool wants(const struct live_wish *w, const struct live_place *place, uint32_t hash,
		  const struct live_block *b)
{
	if (w->location_id.size
		    ? b->location_hash != hash || !text_same(b->location_id, w->location_id)
		    : !text_same(b->company_id, w->company_id))
		return false;
	if (!b->passing && !is_later(b->xid, b->seq, place->xid, place->seq))
		return false;
	for (size_t i = 0; i < w->type_count; i++)
		if (text_same(w->types[i], b->type))
			return true;
	return w->type_count == 0;
}

static struct text frame_of(const struct live_wish *w, const struct live_block *b)
{
	struct text f = w->thin ? b->thin : b->full;
	size_t skipped = w->named ? 0 : b->name_size;

	return (struct text){ f.at + skipped, f.size - skipped };
}

#define TAKE_BYTES ((size_t)256 << 10)

void live_take(struct live *live, struct live_place *place, const struct live_wish *wish,
	       struct live_taken *taken)
{
	uint32_t hash = text_hash(wish->location_id);
	size_t bytes = 0;

	taken->count = 0;
	pthread_mutex_lock(&live->lock);
	taken->behind = !live->following || place->at < live->first;
	for (; !taken->behind && place->at < live->last && taken->count < LIVE_TAKEN_MAX &&
	       bytes < TAKE_BYTES;
	     place->at++) {
		struct live_block *b = live->ring[place->at % RING_MAX];

		if (wants(wish, place, hash, b)) {
			atomic_fetch_add(&b->holders, 1);
			taken->blocks[taken->count] = b;
			taken->frames[taken->count] = frame_of(wish, b);
			bytes += taken->frames[taken->count++].size;
		}
		if (!b->passing && is_later(b->xid, b->seq, place->xid, place->seq)) {
			place->xid = b->xid;
			place->seq = b->seq;
		}
	}
	pthread_mutex_unlock(&live->lock);
}

bool live_any(struct live *live, struct live_place *place, const struct live_wish *wish,
	      bool *behind)
{
	uint32_t hash = text_hash(wish->location_id);
	bool any = false;

	pthread_mutex_lock(&live->lock);
	*behind = !live->following || place->at < live->first;
	for (; !*behind && !any && place->at < live->last; place->at += !any) {
		struct live_block *b = live->ring[place->at % RING_MAX];
		any = !b->passing && wants(wish, place, hash, b);
	}
	pthread_mutex_unlock(&live->lock);
	return any;
}
