// SPDX-License-Identifier: Apache-2.0
/*
 * How long the scheduling engine thinks: free slots of a month, engine alone.
 *
 * usage: bench-slots            prints the least and the median of many runs, in milliseconds;
 *                               exits 1 when a median is over its limit
 */
#include "base/time/clock.h"
#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

#define DAYS	 31
#define RUNS_MAX 400

struct scene {
	const char *about;
	int users, appointments, interval, runs;
	struct window open;
	bool equal;	/* distribution */
	bool everybody; /* all appointments meet all users: each start is asked of all of them */
	double limit_ms;
};

static const struct scene scenes[] = {
	{ "a month, 1 user, 8 h a day, 200 appointments",
	  1,
	  200,
	  30,
	  400,
	  { 540, 1020 },
	  false,
	  false,
	  0.5 },
	{ "a month, 20 users, 24 h a day, 5000 appointments",
	  20,
	  5000,
	  15,
	  60,
	  { 0, 1440 },
	  false,
	  false,
	  25 },
	{ "  the same, and nobody is free", 20, 5000, 15, 60, { 0, 1440 }, false, true, 50 },
	{ "  the same, equal distribution", 20, 5000, 15, 60, { 0, 1440 }, true, false, 25 },
};

/* The same numbers at each run, well mixed. */
static uint64_t mixed(uint64_t n)
{
	n = (n + 1) * UINT64_C(0x9e3779b97f4a7c15);
	n = (n ^ n >> 32) * UINT64_C(0xd6e8feb86659fd93);
	return n ^ n >> 32;
}

static const struct zone *zone_open(struct arena *a, const char *name)
{
	struct text bytes, why;
	const struct zone *zone;
	if (!zonefile_read(a, text_of(name), &bytes) &&
	    !zone_read(a, text_of(name), bytes, &zone, &why))
		return zone;
	fprintf(stderr, "bench-slots: no zone %s\n", name);
	exit(1);
}

static struct appointment *appointments_make(struct arena *a, const struct scene *s,
					     const struct member *team, int64_t from_ms)
{
	struct appointment *at = arena_take(a, (size_t)s->appointments * sizeof(*at));
	struct text *users = arena_take(a, (size_t)s->users * sizeof(*users));
	for (int i = 0; i < s->users; i++)
		users[i] = team[i].user;
	for (int i = 0; i < s->appointments; i++) {
		uint64_t number = mixed((uint64_t)i);
		int64_t start = from_ms + (int64_t)(number % (DAYS * 288)) * 5 * MINUTE_MS;
		at[i] = (struct appointment){
			.id = text_format(a, "appointment%09d", i),
			.calendar = number >> 40 & 1 ? TEXT("calendar000000000001") : TEXT("other"),
			.owner = users[(number >> 20) % (uint64_t)s->users],
			.users = users,
			.user_count = s->everybody ? (size_t)s->users : 0,
			.start_ms = start,
			.end_ms = start + 30 * MINUTE_MS,
			.added_ms = from_ms - DAY_MS,
		};
	}
	return at;
}

static struct hours *hours_make(struct arena *a, const struct zone *zone, struct window open)
{
	struct hours *h = arena_take(a, sizeof(*h));
	struct opening *openings = arena_take(a, 7 * sizeof(*openings));
	struct window *window = arena_take(a, sizeof(*window));
	*window = open;
	for (int i = 0; i < 7; i++)
		openings[i] =
			(struct opening){ .weekday = i, .windows = window, .window_count = 1 };
	*h = (struct hours){ zone, openings, 7 };
	return h;
}

static void schedule_input_make(struct arena *a, const struct scene *s, int64_t from_ms,
				struct schedule_input *w)
{
	struct member *team = arena_take(a, (size_t)s->users * sizeof(*team));
	const struct zone *zone = zone_open(a, "America/New_York");
	for (int i = 0; i < s->users; i++) {
		team[i].user = text_format(a, "user%016d", i);
		team[i].hours = hours_make(a, zone, s->open); /* a schedule of their own each */
	}
	*w = (struct schedule_input){
		.now_ms = from_ms - DAY_MS,
		.zone = zone,
		.calendar = {
			.id = TEXT("calendar000000000001"),
			.type = CALENDAR_ROUND_ROBIN,
			.active = true,
			.team = team,
			.team_count = (size_t)s->users,
			.equal = s->equal,
			.duration = 30,
			.interval = s->interval,
			.pre = 5,
			.post = 5,
			.capacity = 1,
			.hours = team[0].hours,
			.distribution_reset_ms = INSTANT_NONE,
		},
		.appointments = appointments_make(a, s, team, from_ms),
		.appointment_count = (size_t)s->appointments,
	};
}

static int64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int time_order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static bool scene_play(const struct scene *s)
{
	struct arena *a = arena_open(), *job = arena_open();
	int64_t from_ms = clock_day_number(2026, 10, 15) * DAY_MS + 4 * HOUR_MS, took[RUNS_MAX];
	struct schedule_input w;
	struct query q = { .from_ms = from_ms, .to_ms = from_ms + DAYS * DAY_MS - 1 };
	struct starts starts;
	struct text why;
	schedule_input_make(a, s, from_ms, &w);
	for (int i = 0; i < s->runs; i++) {
		int64_t before = now_ns();
		if (slots_find(job, &w, &q, &starts, &why))
			return false;
		took[i] = now_ns() - before;
		arena_reset(job);
	}
	qsort(took, (size_t)s->runs, sizeof(*took), time_order);
	double median = (double)took[s->runs / 2] / 1e6;
	printf("%-52s %5zu slots  least %7.3f  median %7.3f  limit %5.1f ms\n", s->about,
	       starts.count, (double)took[0] / 1e6, median, s->limit_ms);
	arena_drop(job);
	arena_drop(a);
	return median <= s->limit_ms;
}

int main(void)
{
	bool fine = true;
	for (size_t i = 0; i < sizeof(scenes) / sizeof(*scenes); i++)
		fine = scene_play(&scenes[i]) && fine;
	return fine ? 0 : 1;
}
