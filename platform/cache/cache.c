// SPDX-License-Identifier: Apache-2.0
#include "platform/cache/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES_MAX 512

struct entry {
	char *bytes; /* its own, what the texts lie in; NULL: free */
	uint32_t hash;
	uint64_t used;
	struct text key, body;
};

struct cache {
	_Atomic uint64_t era;
	size_t bytes_max;
	pthread_mutex_t lock; /* of all below */
	uint64_t kept_era;    /* of every entry */
	uint64_t clock;
	size_t bytes;
	struct entry entries[ENTRIES_MAX];
};

/* Zeroed.  Without memory the program ends, as it does with an arena. */
static void *memory(size_t size)
{
	void *at = calloc(1, size);

	if (!at)
		abort();
	return at;
}

struct cache *cache_open(size_t bytes)
{
	struct cache *c = memory(sizeof(*c));

	c->bytes_max = bytes;
	atomic_init(&c->era, 1);
	pthread_mutex_init(&c->lock, NULL);
	return c;
}

static void entry_drop(struct cache *c, struct entry *e)
{
	c->bytes -= e->body.size;
	free(e->bytes);
	*e = (struct entry){ 0 };
}

static void entries_drop(struct cache *c)
{
	for (size_t i = 0; i < ENTRIES_MAX; i++)
		entry_drop(c, &c->entries[i]);
}

void cache_close(struct cache *c)
{
	if (!c)
		return;
	entries_drop(c);
	pthread_mutex_destroy(&c->lock);
	free(c);
}

uint64_t cache_era(struct cache *c)
{
	return atomic_load(&c->era);
}

void cache_turn(struct cache *c)
{
	atomic_fetch_add(&c->era, 1);
}

static struct entry *entry_find(struct cache *c, struct text key)
{
	uint32_t hash = text_hash(key);

	for (size_t i = 0; i < ENTRIES_MAX; i++) {
		struct entry *e = &c->entries[i];
		if (e->bytes && e->hash == hash && text_same(e->key, key))
			return e;
	}
	return NULL;
}

bool cache_find(struct cache *c, uint64_t era, struct text key, struct buffer *to)
{
	bool found = false;

	pthread_mutex_lock(&c->lock);
	if (c->kept_era == era) {
		struct entry *e = entry_find(c, key);
		if (e) {
			e->used = ++c->clock;
			buffer_add(to, e->body);
			found = true;
		}
	}
	pthread_mutex_unlock(&c->lock);
	return found;
}

/* A free place; the one longest not asked for goes until there is room. */
static struct entry *entry_make_room(struct cache *c, size_t size)
{
	for (;;) {
		struct entry *free_one = NULL, *oldest = NULL;
		for (size_t i = 0; i < ENTRIES_MAX; i++) {
			struct entry *e = &c->entries[i];
			if (!e->bytes)
				free_one = e;
			else if (!oldest || e->used < oldest->used)
				oldest = e;
		}
		if (free_one && c->bytes + size <= c->bytes_max)
			return free_one;
		entry_drop(c, oldest);
	}
}

void cache_keep(struct cache *c, uint64_t era, struct text key, struct text body)
{
	if (body.size > c->bytes_max / 8)
		return;
	pthread_mutex_lock(&c->lock);
	if (era > c->kept_era) {
		entries_drop(c);
		c->kept_era = era;
	}
	if (era == c->kept_era && !entry_find(c, key)) {
		struct entry *e = entry_make_room(c, body.size);
		char *bytes = memory(key.size + body.size + 1);
		*e = (struct entry){ .bytes = bytes,
				     .hash = text_hash(key),
				     .used = ++c->clock,
				     .key = { bytes, key.size },
				     .body = { bytes + key.size, body.size } };
		memcpy(bytes, key.at, key.size);
		memcpy(bytes + key.size, body.at, body.size);
		c->bytes += body.size;
	}
	pthread_mutex_unlock(&c->lock);
}
