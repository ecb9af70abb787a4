// SPDX-License-Identifier: Apache-2.0
/*
 * Answers that come late, or never: a list in the order of their time, and one thread.
 */
#include "base/time/clock.h"
#include "test/peer/peer.h"

#include <assert.h>
#include <unistd.h>

#define STEP_US 2000
#define NEVER	INT64_MAX

struct waiting {
	struct waiting *next;
	struct http_request *request;
	struct http_answer answer;
	int64_t due_us;
};

struct later {
	pthread_mutex_t lock;
	pthread_t thread;
	struct waiting *first;
	bool over;
};

/* The first whose time has come; at the end all but those that never come. */
static struct waiting *take(struct later *l, bool *over)
{
	int64_t now = clock_monotonic_us();

	pthread_mutex_lock(&l->lock);
	struct waiting *w = l->first;

	*over = l->over;
	if (w && w->due_us != NEVER && (w->due_us <= now || l->over))
		l->first = w->next;
	else
		w = NULL;
	pthread_mutex_unlock(&l->lock);
	return w;
}

static void *main_of(void *to)
{
	struct later *l = to;
	bool over = false;

	while (!over) {
		struct waiting *w = take(l, &over);

		if (w)
			http_answer(w->request, &w->answer);
		else if (!over)
			usleep(STEP_US);
		over = over && !w;
	}
	return NULL;
}

struct later *later_open(void)
{
	struct later *l = calloc(1, sizeof(*l));

	assert(l);
	pthread_mutex_init(&l->lock, NULL);
	pthread_create(&l->thread, NULL, main_of, l);
	return l;
}

void later_add(struct later *l, struct http_request *r, const struct http_answer *answer,
	       int64_t wait_ms)
{
	struct waiting *w = arena_take(r->arena, sizeof(*w)), **at;

	w->request = r;
	w->answer = *answer;
	w->due_us = wait_ms < 0 ? NEVER : clock_monotonic_us() + wait_ms * 1000;
	pthread_mutex_lock(&l->lock);
	for (at = &l->first; *at && (*at)->due_us <= w->due_us;)
		at = &(*at)->next;
	w->next = *at;
	*at = w;
	pthread_mutex_unlock(&l->lock);
}

void later_close(struct later *l)
{
	pthread_mutex_lock(&l->lock);
	l->over = true;
	pthread_mutex_unlock(&l->lock);
	pthread_join(l->thread, NULL);
	pthread_mutex_destroy(&l->lock);
	free(l);
}
