// SPDX-License-Identifier: Apache-2.0
/*
 * Windows: windows.h says what they promise.
 */
#include "platform/jobs/windows.h"

#define FIRST 2

static const struct window fresh = { .size = FIRST };

static struct window *set_of(struct windows *w, int64_t target)
{
	return w->all[(uint64_t)target % WINDOWS_SETS];
}

static const struct window *find(const struct windows *w, int64_t target)
{
	const struct window *set = w->all[(uint64_t)target % WINDOWS_SETS];

	for (size_t i = 0; i < WINDOWS_WAYS; i++)
		if (set[i].target == target)
			return &set[i];
	return &fresh;
}

/* Where there is no room, for one of which nothing is under way; NULL: there is none. */
static struct window *place(struct windows *w, int64_t target)
{
	struct window *set = set_of(w, target), *free = NULL;

	for (size_t i = 0; i < WINDOWS_WAYS; i++) {
		if (set[i].target == target)
			return &set[i];
		if (!set[i].flying && (!free || !set[i].target))
			free = &set[i];
	}
	if (free)
		*free = (struct window){ .target = target, .size = FIRST };
	return free;
}

bool window_full(const struct window *w)
{
	return w->flying && (w->flying >= w->size || w->flying >= w->most);
}

size_t window_room(const struct windows *w, int64_t target, size_t most)
{
	const struct window *at = find(w, target);
	size_t size = at->size < most ? at->size : most;

	return at->flying < size ? size - at->flying : 0;
}

bool window_slow(const struct windows *w, int64_t target)
{
	return find(w, target)->slow;
}

void window_begin(struct windows *w, int64_t target, size_t most)
{
	struct window *at = place(w, target);

	if (!at)
		return;
	at->flying++;
	at->most = (uint32_t)most;
}

void window_end(struct windows *w, int64_t target, enum window_news news)
{
	struct window *at = place(w, target);

	if (!at)
		return;
	at->flying -= at->flying > 0;
	if (news == WINDOW_NO_NEWS)
		return;
	at->slow = news != WINDOW_GOOD;
	at->good = news == WINDOW_GOOD ? at->good + 1 : 0;
	if (news == WINDOW_TROUBLE)
		at->size = at->size > 1 ? at->size / 2 : 1;
	if (at->good < at->size)
		return;
	at->good = 0;
	if (at->size < at->most)
		at->size++;
}
