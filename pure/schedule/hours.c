// SPDX-License-Identifier: Apache-2.0
/*
 * One source of open hours over a window: when it is open, and where its grid has starts.
 *
 * The walk goes piece by piece of constant offset, and in each from local date to local date.  In
 * a piece the clock on the wall only runs forward, so everything comes out in order; labels in a
 * gap come out of no piece, those of an overlap out of two.
 */
#include "pure/schedule/inside.h"

struct day_windows { /* joined, ascending */
	struct window *at;
	size_t count;
};

struct walk {
	struct arena *arena;
	struct source *source;
	struct range window;
	int interval;
	bool dated; /* is any date named? */
	struct day_windows weekly[7];
	struct day_windows date; /* of the date at hand */
};

static void window_add(struct day_windows *d, struct window w)
{
	size_t i = d->count++;
	for (; i > 0 && d->at[i - 1].open > w.open; i--)
		d->at[i] = d->at[i - 1];
	d->at[i] = w;
}

static void windows_join(struct day_windows *d)
{
	size_t kept = 0;
	for (size_t i = 0; i < d->count; i++) {
		struct window w = d->at[i];
		if (kept && w.open <= d->at[kept - 1].close) {
			if (w.close > d->at[kept - 1].close)
				d->at[kept - 1].close = w.close;
		} else {
			d->at[kept++] = w;
		}
	}
	d->count = kept;
}

/* The windows of all openings for this weekday, or (DATED) date; false if there is none. */
static bool windows_gather(const struct hours *h, int weekday, int64_t day, struct day_windows *d)
{
	bool any = false;
	d->count = 0;
	for (size_t i = 0; i < h->opening_count; i++) {
		const struct opening *o = &h->openings[i];
		if (o->weekday != weekday || (weekday == DATED && o->day != day))
			continue;
		any = true;
		for (size_t j = 0; j < o->window_count; j++) {
			struct window w = o->windows[j];
			w.close = w.close < DAY_MIN ? w.close : DAY_MIN;
			if (w.open >= 0 && w.open < w.close)
				window_add(d, w);
		}
	}
	windows_join(d);
	return any;
}

static void walk_open(struct walk *walk, const struct hours *h)
{
	size_t most = 0;
	for (size_t i = 0; i < h->opening_count; i++) {
		most += h->openings[i].window_count;
		walk->dated |= h->openings[i].weekday == DATED;
	}
	for (int i = 0; i < 7; i++) {
		walk->weekly[i].at = arena_bytes(walk->arena, most * sizeof(struct window));
		windows_gather(h, i, 0, &walk->weekly[i]);
	}
	walk->date.at = arena_bytes(walk->arena, most * sizeof(struct window));
}

static const struct day_windows *windows_of(struct walk *walk, int64_t day)
{
	if (walk->dated && windows_gather(walk->source->hours, DATED, day, &walk->date))
		return &walk->date;
	return &walk->weekly[weekday_of(day)];
}

/* Of one local window, the part inside a piece: open from..to in UTC, labels from `anchor` on. */
static void part_add(struct walk *walk, int64_t anchor, int64_t from, int64_t to)
{
	struct source *s = walk->source;
	ranges_add(walk->arena, &s->open, from, to);
	int64_t first = from > walk->window.start ? from : walk->window.start;
	int64_t start = anchor + divide_up(first - anchor, walk->interval) * walk->interval;
	for (; start < to && start <= walk->window.end; start += walk->interval)
		numbers_add(walk->arena, &s->grid, start);
}

static void piece_walk(struct walk *walk, const struct piece *p)
{
	int64_t last = divide_down(p->end - 1 + p->offset, DAY_MIN);
	for (int64_t day = divide_down(p->start + p->offset, DAY_MIN); day <= last; day++) {
		const struct day_windows *d = windows_of(walk, day);
		int64_t midnight = day * DAY_MIN - p->offset;
		for (size_t i = 0; i < d->count; i++) {
			int64_t from = midnight + d->at[i].open, to = midnight + d->at[i].close;
			int64_t anchor = from;
			from = from > p->start ? from : p->start;
			to = to < p->end ? to : p->end;
			if (from < to)
				part_add(walk, anchor, from, to);
		}
	}
}

void source_open(struct arena *a, struct source *s, struct range window, const struct calendar *c)
{
	struct walk walk = { .arena = a, .source = s, .window = window, .interval = c->interval };
	walk_open(&walk, s->hours);
	struct pieces p = pieces_of(a, s->hours->zone, window.start, window.end + c->duration);
	for (size_t i = 0; i < p.count; i++)
		piece_walk(&walk, &p.at[i]);
}

bool source_starts(const struct source *s, int64_t minute)
{
	size_t i = numbers_below(s->grid.at, s->grid.count, minute);
	return i < s->grid.count && s->grid.at[i] == minute;
}
