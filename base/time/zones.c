// SPDX-License-Identifier: Apache-2.0
/*
 * Time zones, read from the system's files, each once.
 *
 * What is in the table never changes and is never taken out, so whoever found a zone may use it
 * without the lock for as long as the table is open.
 */
#include "base/time/zones.h"

#include "base/time/zonefile.h"

#include <pthread.h>

#define BUCKETS 256

struct cached_zone {
	struct text name;
	const struct zone *zone;
	struct cached_zone *next;
};

struct zones {
	struct arena *arena;
	pthread_mutex_t lock;
	struct cached_zone *buckets[BUCKETS];
};

struct zones *zones_open(void)
{
	struct arena *a = arena_open();
	struct zones *z = arena_take(a, sizeof(*z));

	z->arena = a;
	pthread_mutex_init(&z->lock, NULL);
	return z;
}

void zones_close(struct zones *z)
{
	if (!z)
		return;
	pthread_mutex_destroy(&z->lock);
	arena_drop(z->arena);
}

static const struct zone *zone_make(struct arena *a, struct arena *scratch, struct text name)
{
	const struct zone *zone = NULL;
	struct text why, bytes;

	if (zonefile_read(scratch, name, &bytes) ||
	    zone_read(a, text_copy(a, name), bytes, &zone, &why))
		return NULL;
	return zone;
}

static const struct zone *zone_known(struct zones *z, struct text name)
{
	struct cached_zone *cached = z->buckets[text_hash(name) % BUCKETS];

	while (cached && !text_same(cached->name, name))
		cached = cached->next;
	return cached ? cached->zone : NULL;
}

static void zone_add(struct zones *z, struct text name, const struct zone *zone)
{
	struct cached_zone *cached = arena_take(z->arena, sizeof(*cached));
	struct cached_zone **bucket = &z->buckets[text_hash(name) % BUCKETS];

	*cached = (struct cached_zone){ .name = text_copy(z->arena, name), .zone = zone };
	cached->next = *bucket;
	*bucket = cached;
}

const struct zone *zones_find(struct zones *z, struct arena *scratch, struct text name)
{
	const struct zone *zone;

	if (!z)
		return zone_make(scratch, scratch, name);
	pthread_mutex_lock(&z->lock);
	zone = zone_known(z, name);
	if (!zone) {
		zone = zone_make(z->arena, scratch, name);
		if (zone)
			zone_add(z, name, zone);
	}
	pthread_mutex_unlock(&z->lock);
	return zone;
}
