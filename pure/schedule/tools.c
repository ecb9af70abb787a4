// SPDX-License-Identifier: Apache-2.0
/* Days that are added, sorted numbers, ranges, pieces of constant offset. */
#include "pure/schedule/inside.h"

int64_t days_add(int64_t day, struct span s)
{
	if (s.unit != SPAN_MONTHS)
		return day + s.count * (s.unit == SPAN_WEEKS ? 7 : 1);
	int month_day;
	int64_t month = month_of(day, &month_day) + s.count;
	int last = month_days(month);
	return month_start(month) + (month_day < last ? month_day : last) - 1;
}

static void merge(const int64_t *left, size_t left_count, const int64_t *right, size_t right_count,
		  int64_t *out)
{
	while (left_count && right_count) {
		if (*right < *left) {
			*out++ = *right++;
			right_count--;
		} else {
			*out++ = *left++;
			left_count--;
		}
	}
	memcpy(out, left, left_count * sizeof(*out));
	memcpy(out + left_count, right, right_count * sizeof(*out));
}

static bool is_sorted(const int64_t *at, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (at[i] < at[i - 1])
			return false;
	return true;
}

/* Runs of 1, 2, 4 … are merged; rows of the store mostly come sorted already. */
void numbers_sort(struct arena *a, int64_t *at, size_t count)
{
	if (is_sorted(at, count))
		return;
	int64_t *from = at, *to = arena_bytes(a, count * sizeof(*to));
	for (size_t run = 1; run < count; run *= 2) {
		for (size_t i = 0; i < count; i += 2 * run) {
			size_t left = count - i < run ? count - i : run;
			size_t right = count - i - left < run ? count - i - left : run;
			merge(from + i, left, from + i + left, right, to + i);
		}
		int64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != at)
		memcpy(at, from, count * sizeof(*at));
}

void *list_room(struct arena *a, void *at, size_t count, size_t *room, size_t each)
{
	if (count < *room)
		return at;
	size_t more = *room ? 2 * *room : 8;
	at = arena_grow(a, at, *room * each, more * each);
	*room = more;
	return at;
}

void numbers_add(struct arena *a, struct numbers *n, int64_t value)
{
	n->at = list_room(a, n->at, n->count, &n->room, sizeof(*n->at));
	n->at[n->count++] = value;
}

bool range_meets(struct range a, struct range b)
{
	return a.start < b.end && b.start < a.end;
}

void ranges_add(struct arena *a, struct ranges *r, int64_t start, int64_t end)
{
	struct range *last = r->count ? &r->at[r->count - 1] : NULL;
	if (last && start <= last->end) {
		last->end = end > last->end ? end : last->end;
		return;
	}
	r->at = list_room(a, r->at, r->count, &r->room, sizeof(*r->at));
	r->at[r->count++] = (struct range){ start, end };
}

/* How many ranges start before this limit. */
static size_t ranges_before(const struct ranges *r, int64_t limit)
{
	size_t low = 0, count = r->count;
	while (count > 0) {
		size_t half = count / 2;
		if (r->at[low + half].start < limit) {
			low += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return low;
}

bool ranges_cover(const struct ranges *r, int64_t start, int64_t end)
{
	size_t i = ranges_before(r, start + 1);
	return i > 0 && end <= r->at[i - 1].end;
}

bool ranges_meet(const struct ranges *r, int64_t start, int64_t end)
{
	size_t i = ranges_before(r, end);
	return i > 0 && r->at[i - 1].end > start;
}

struct pieces pieces_of(struct arena *a, const struct zone *z, int64_t from, int64_t to)
{
	struct piece *at = NULL;
	size_t count = 0, room = 0;
	for (int64_t start = from; start < to;) {
		int64_t offset = zone_offset_minutes(z, start),
			end = zone_change_minutes(z, start, to);
		if (count && at[count - 1].offset == offset) {
			at[count - 1].end = end;
		} else {
			at = list_room(a, at, count, &room, sizeof(*at));
			at[count++] = (struct piece){ start, end, offset };
		}
		start = end;
	}
	return (struct pieces){ at, count };
}

int64_t pieces_day(const struct pieces *p, int64_t minute)
{
	size_t i = p->count - 1;
	while (i > 0 && p->at[i].start > minute)
		i--;
	return divide_down(minute + p->at[i].offset, DAY_MIN);
}
