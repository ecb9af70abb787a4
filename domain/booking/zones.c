// SPDX-License-Identifier: Apache-2.0
/*
 * Time zones, read from the system's files, each once.
 *
 * What is in the table never changes and is never taken out, so whoever found a zone may use it
 * without the lock for as long as the table is open.
 */
#include "base/time/zonefile.h"
#include "domain/booking/inside.h"

#include <pthread.h>

#define BUCKETS 256

struct zone_seat {
	struct text name;
	const struct zone *zone;
	struct zone_seat *next;
};

struct zones {
	struct arena *arena;
	pthread_mutex_t lock;
	struct zone_seat *buckets[BUCKETS];
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
	struct zone_seat *seat = z->buckets[text_hash(name) % BUCKETS];

	while (seat && !text_same(seat->name, name))
		seat = seat->next;
	return seat ? seat->zone : NULL;
}

static void zone_add(struct zones *z, struct text name, const struct zone *zone)
{
	struct zone_seat *seat = arena_take(z->arena, sizeof(*seat));
	struct zone_seat **bucket = &z->buckets[text_hash(name) % BUCKETS];

	*seat = (struct zone_seat){ .name = text_copy(z->arena, name), .zone = zone };
	seat->next = *bucket;
	*bucket = seat;
}

const struct zone *zone_find(struct call *call, struct text name)
{
	struct zones *z = call->zones;
	const struct zone *zone;

	if (!z)
		return zone_make(call->arena, call->arena, name);
	pthread_mutex_lock(&z->lock);
	zone = zone_known(z, name);
	if (!zone) {
		zone = zone_make(z->arena, call->arena, name);
		if (zone)
			zone_add(z, name, zone);
	}
	pthread_mutex_unlock(&z->lock);
	return zone;
}

enum err zone_need(struct call *call, struct text name, const struct zone **out)
{
	*out = zone_find(call, name);
	return *out ? ERR_OK
		    : refuse(call, ERR_BAD, "Invalid timezone: %.*s",
			     (int)(name.size > 100 ? 100 : name.size), name.at);
}

enum err zone_of_location(struct call *call, const struct zone **out)
{
	if (!store_load(call, "SELECT timezone AS location_zone FROM location"
			      " WHERE id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_BAD, "Location not found");
	return zone_need(call, call_text(call, "locationZone"), out);
}
