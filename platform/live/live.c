// SPDX-License-Identifier: Apache-2.0
/*
 * Beginning and end, who listens, and what passes.
 */
#include "platform/live/inside.h"

#include <assert.h>

struct live *live_open(const struct application *app, const struct clock *clock)
{
	struct live *live = calloc(1, sizeof(*live));
	pthread_condattr_t steady;

	assert(live);
	live->app = app;
	live->clock = clock;
	pthread_mutex_init(&live->lock, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&live->noted_some, &steady);
	pthread_condattr_destroy(&steady);
	return live;
}

void live_nudges(struct live *live, void (*nudge)(void *owner), void *owner)
{
	live->nudge = nudge;
	live->owner = owner;
}

enum err live_start(struct live *live)
{
	live->started = pthread_create(&live->thread, NULL, tail_main, live) == 0;
	if (live->started)
		store_watch(live->app->store, tail_note, live);
	return live->started ? ERR_OK : ERR_INTERNAL;
}

void live_stop(struct live *live)
{
	if (!live->started)
		return;
	pthread_mutex_lock(&live->lock);
	atomic_store(&live->stopping, true);
	pthread_cond_signal(&live->noted_some);
	pthread_mutex_unlock(&live->lock);
	pthread_join(live->thread, NULL);
	live->started = false;
}

void live_close(struct live *live)
{
	if (!live)
		return;
	live_stop(live);
	ring_empty(live);
	pthread_cond_destroy(&live->noted_some);
	pthread_mutex_destroy(&live->lock);
	free(live);
}

void live_enter(struct live *live)
{
	if (atomic_fetch_add(&live->listeners, 1) == 0)
		tail_note(live); /* it sleeps */
}

void live_leave(struct live *live)
{
	atomic_fetch_sub(&live->listeners, 1);
}

void live_pass(struct live *live, struct text company_id, struct text location_id, const char *type,
	       struct text json)
{
	struct arena *a = arena_open();
	struct text name = text_format(a, "event: %s\n", type);
	struct text frame = text_format(a, "%.*sdata: %.*s\n\n", (int)name.size, name.at,
					(int)json.size, json.at);

	pthread_mutex_lock(&live->lock);
	if (live->following)
		ring_add(live, block_new(&(struct live_block){
				       .passing = true,
				       .location_id = location_id,
				       .company_id = company_id,
				       .type = text_of(type),
				       .full = frame,
				       .thin = frame,
				       .name_size = name.size,
			       }));
	pthread_mutex_unlock(&live->lock);
	arena_drop(a);
	tail_note(live);
}
