// SPDX-License-Identifier: Apache-2.0
/* What comes again and again: months that lack a day, clocks that change, ends. */
#include "test/unit/schedule_case.h"

/* The first times, on the wall, "06-15T09:00 …"; what follows each is asked of the one before. */
static const char *shown(struct arena *a, struct recur r, const char *start, int count)
{
	struct buffer b = buffer_open(a, 1 << 16);
	char text[ZONE_TEXT_SIZE];
	struct text why;
	int64_t ms = 0;

	r.zone = zone_have(a, "America/New_York");
	assert_int_equal(zone_instant(a, r.zone, text_of(start), &r.start_ms, &why), ERR_OK);
	r.end_ms = r.end_ms ? r.end_ms : INSTANT_MAX - 1;
	assert_int_equal(recur_last(&r, r.start_ms - 1), INSTANT_NONE);
	for (int i = 0; i < count && (ms = recur_next(&r, ms)) < INSTANT_MAX; i++) {
		assert_int_equal(recur_last(&r, ms), ms);
		assert_int_equal(recur_last(&r, ms + 1), ms);
		zone_text(r.zone, ms, text);
		buffer_format(&b, "%s%.11s", i ? " " : "", text + 5);
	}
	return text_c(a, buffer_text(&b));
}

static void times_are_those_of_the_rule(void **state)
{
	static const struct {
		struct recur r;
		const char *start, *want;
	} rows[] = {
		{ { .unit = RECUR_HOUR, .interval = 5, .weekday = -1 },
		  "2026-06-15T09:00",
		  "06-15T09:00 06-15T14:00 06-15T19:00 06-16T00:00" },
		{ { .unit = RECUR_DAY, .interval = 2, .weekday = -1 },
		  "2026-12-30T09:30",
		  "12-30T09:30 01-01T09:30 01-03T09:30 01-05T09:30" },
		/* Wednesday; Mondays of every second week */
		{ { .unit = RECUR_WEEK, .interval = 2, .weekday = 1 },
		  "2026-06-17T09:00",
		  "06-29T09:00 07-13T09:00 07-27T09:00 08-10T09:00" },
		{ { .unit = RECUR_WEEK, .interval = 1, .weekday = -1 },
		  "2026-06-17T09:00",
		  "06-17T09:00 06-24T09:00 07-01T09:00 07-08T09:00" },
		{ { .unit = RECUR_WEEK, .interval = 1, .weekday = 0 },
		  "2026-06-17T09:00",
		  "06-21T09:00 06-28T09:00 07-05T09:00 07-12T09:00" },
		{ { .unit = RECUR_MONTH, .interval = 1, .weekday = -1 },
		  "2027-12-31T09:00",
		  "12-31T09:00 01-31T09:00 02-29T09:00 03-31T09:00" },
		{ { .unit = RECUR_MONTH, .interval = 3, .weekday = -1, .month_day = 5 },
		  "2026-01-10T09:00",
		  "04-05T09:00 07-05T09:00 10-05T09:00 01-05T09:00" },
		{ { .unit = RECUR_YEAR, .interval = 1, .weekday = -1, .month = 2, .month_day = 30 },
		  "2026-03-01T09:00",
		  "02-28T09:00 02-29T09:00 02-28T09:00 02-28T09:00" },
		{ { .unit = RECUR_YEAR, .interval = 2, .weekday = -1 },
		  "2026-03-01T09:00",
		  "03-01T09:00 03-01T09:00 03-01T09:00 03-01T09:00" },
		/* the clock is set forward on March 8, 2026 at 02:00 */
		{ { .unit = RECUR_DAY, .interval = 1, .weekday = -1 },
		  "2026-03-07T02:30",
		  "03-07T02:30 03-08T03:30 03-09T02:30 03-10T02:30" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		const char *got = shown(a, rows[i].r, rows[i].start, 4);

		if (strcmp(got, rows[i].want) != 0)
			fail_msg("%zu: %s", i, got);
		arena_drop(a);
	}
}

static void what_is_far_away_is_found_at_once_and_nothing_comes_after_the_end(void **state)
{
	struct arena *a = arena_open();
	struct recur r = { .zone = zone_have(a, "UTC"),
			   .unit = RECUR_HOUR,
			   .interval = 1,
			   .weekday = -1,
			   .start_ms = at("1980-01-01T00:30:00Z"),
			   .end_ms = at("2026-06-15T10:30:00Z") };

	(void)state;
	assert_int_equal(recur_next(&r, at("2026-06-15T09:00:00Z")), at("2026-06-15T09:30:00Z"));
	assert_int_equal(recur_next(&r, at("2026-06-15T09:30:00Z")), at("2026-06-15T10:30:00Z"));
	assert_int_equal(recur_next(&r, at("2026-06-15T10:30:00Z")), INSTANT_MAX);
	assert_int_equal(recur_last(&r, at("2026-06-15T10:29:59Z")), at("2026-06-15T09:30:00Z"));
	assert_int_equal(recur_last(&r, at("2030-06-15T10:29:59Z")), at("2026-06-15T10:30:00Z"));
	r.unit = RECUR_MONTH;
	assert_int_equal(recur_next(&r, at("2026-05-15T10:30:00Z")), at("2026-06-01T00:30:00Z"));
	assert_int_equal(recur_next(&r, at("2026-06-01T00:30:00Z")), INSTANT_MAX);
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_those_of_the_rule),
		cmocka_unit_test(what_is_far_away_is_found_at_once_and_nothing_comes_after_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
