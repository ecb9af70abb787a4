// SPDX-License-Identifier: Apache-2.0
/*
 * Arenas: a list of blocks, each handed out from its beginning.
 *
 *	arena ─ first ──────────► block ──────────► last
 *	        16 KiB, kept      twice as large    the one that is taken from
 *	        by a reset
 *
 * Blocks double up to a limit; what is larger than that gets a block of its own size.  Under the
 * address sanitizer every byte that was not handed out is poisoned, and pieces keep a distance, so
 * that a step over the end of a piece is caught as with malloc.
 *
 * Memory that lives as long as one job comes from here; only what outlives every job (a connection,
 * a server, a token in memory) is taken from malloc where it is owned.
 */
#include "base/core/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif

#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#define GAP	       16
#define HIDE(at, size) ASAN_POISON_MEMORY_REGION(at, size)
#define SHOW(at, size) ASAN_UNPOISON_MEMORY_REGION(at, size)
#else
#define GAP	       0
#define HIDE(at, size) ((void)(at), (void)(size))
#define SHOW(at, size) ((void)(at), (void)(size))
#endif

#define BLOCK_FIRST (16 * 1024)
#define BLOCK_MAX   (512 * 1024)
#define ALIGN	    alignof(max_align_t)

struct block {
	struct block *next;
	size_t used, room; /* of the bytes that follow */
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *first, *last;
	size_t taken;
};

static size_t rounded(size_t size)
{
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static struct block *block_open(size_t room)
{
	struct block *b = malloc(sizeof(*b) + room);
	if (!b) {
		fputs("groundlevel: out of memory\n", stderr);
		abort();
	}
	*b = (struct block){ .room = room };
	HIDE(b->bytes, room);
	return b;
}

static void block_close(struct block *b)
{
	SHOW(b->bytes, b->room);
	free(b);
}

/* The arena itself is the first piece of its first block. */
struct arena *arena_open(void)
{
	struct block *b = block_open(BLOCK_FIRST - sizeof(struct block));
	SHOW(b->bytes, sizeof(struct arena));
	b->used = rounded(sizeof(struct arena)) + GAP;
	struct arena *a = (struct arena *)(void *)b->bytes;
	*a = (struct arena){ .first = b, .last = b };
	return a;
}

static void block_add(struct arena *a, size_t size)
{
	size_t room = 2 * (a->last->room + sizeof(struct block));
	if (room > BLOCK_MAX)
		room = BLOCK_MAX;
	room -= sizeof(struct block);
	struct block *b = block_open(size > room ? size : room);
	a->last->next = b;
	a->last = b;
}

void *arena_bytes(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		abort(); /* no machine has it: a size that was computed wrongly */
	size_t step = rounded(size ? size : 1) + GAP;
	if (step > a->last->room - a->last->used)
		block_add(a, step);
	char *at = a->last->bytes + a->last->used;
	a->last->used += step;
	a->taken += size;
	SHOW(at, size);
	return at;
}

void *arena_take(struct arena *a, size_t size)
{
	return memset(arena_bytes(a, size), 0, size);
}

/* The last piece grows where it is, as long as its block has room. */
static bool grow_in_place(struct arena *a, char *old, size_t old_size, size_t new_size)
{
	struct block *b = a->last;
	size_t old_step = rounded(old_size ? old_size : 1) + GAP;
	if (b->used < old_step || b->bytes + b->used - old_step != old)
		return false;
	size_t begin = b->used - old_step;
	if (new_size > SIZE_MAX / 2 || rounded(new_size) + GAP > b->room - begin)
		return false;
	b->used = begin + rounded(new_size) + GAP;
	a->taken += new_size - old_size;
	SHOW(old, new_size);
	return true;
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	if (old && new_size <= old_size)
		return old;
	if (old && grow_in_place(a, old, old_size, new_size))
		return old;
	void *moved = arena_bytes(a, new_size);
	if (old) {
		memcpy(moved, old, old_size);
		HIDE(old, old_size);
	}
	return moved;
}

size_t arena_size(const struct arena *a)
{
	return a->taken;
}

static void drop_after(struct block *b)
{
	struct block *next = b->next;
	b->next = NULL;
	while (next) {
		struct block *b_next = next->next;
		block_close(next);
		next = b_next;
	}
}

void arena_reset(struct arena *a)
{
	drop_after(a->first);
	a->last = a->first;
	a->taken = 0;
	a->first->used = rounded(sizeof(struct arena)) + GAP;
	HIDE(a->first->bytes + a->first->used, a->first->room - a->first->used);
}

void arena_drop(struct arena *a)
{
	if (!a)
		return;
	struct block *first = a->first;
	drop_after(first);
	block_close(first);
}
