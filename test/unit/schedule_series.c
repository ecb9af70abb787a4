// SPDX-License-Identifier: Apache-2.0
/* Recurring events: what RFC 5545 says of days, and of clocks that change. */
#include "test/unit/schedule_case.h"

/* Dates and times on the wall of the instances up to the end, "06-15T09:00 …"; "" when refused. */
static const char *shown(struct arena *a, const char *zone, const char *first, const char *to,
			 const char *rrule)
{
	struct buffer b = buffer_open(a, 1 << 16);
	const struct zone *z = zone_have(a, zone);
	struct series_window w = { .zone = z, .from_ms = 0, .to_ms = at(to) };
	struct starts s;
	struct text why;
	char text[ZONE_TEXT_SIZE];
	assert_int_equal(zone_instant(a, z, text_of(first), &w.first_ms, &why), ERR_OK);
	if (series_expand(a, text_of(rrule), &w, &s, &why)) {
		assert_true(text_starts(why, "Unsupported recurrence rule: "));
		return "refused";
	}
	for (size_t i = 0; i < s.count; i++) {
		zone_text(z, s.at_ms[i], text);
		buffer_format(&b, "%s%.11s", i ? " " : "", text + 5);
	}
	return text_c(a, buffer_text(&b));
}

struct row {
	const char *first, *rrule, *want;
};

static void rows_expect(const struct row *rows, size_t count, const char *to)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *a = arena_open();
		const char *got = shown(a, "America/New_York", rows[i].first, to, rows[i].rrule);
		if (strcmp(got, rows[i].want) != 0)
			fail_msg("%s: %s", rows[i].rrule, got);
		arena_drop(a);
	}
}

static void rules_pick_their_days(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "2026-06-15T09:00", "RRULE:FREQ=DAILY;INTERVAL=1;COUNT=3",
		  "06-15T09:00 06-16T09:00 06-17T09:00" },
		{ "2026-06-15T09:00", "FREQ=WEEKLY;COUNT=2", "06-15T09:00 06-22T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU;COUNT=4",
		  "06-15T09:00 06-28T09:00 06-29T09:00 07-12T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=4",
		  "06-15T09:00 06-21T09:00 06-29T09:00 07-05T09:00" },
		{ "2026-01-31T09:00", "RRULE:FREQ=MONTHLY;COUNT=3",
		  "01-31T09:00 03-31T09:00 05-31T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=MONTHLY;BYDAY=-1FR,2TU;COUNT=4",
		  "06-15T09:00 06-26T09:00 07-14T09:00 07-31T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=3",
		  "06-15T09:00 06-30T09:00 07-01T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=1SA;COUNT=2",
		  "06-15T09:00 07-04T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=DAILY;BYDAY=SA,SU;COUNT=3",
		  "06-15T09:00 06-20T09:00 06-21T09:00" },
	};
	rows_expect(rows, sizeof(rows) / sizeof(*rows), "2026-12-31T00:00:00Z");
}

static void series_end(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{ "2026-06-15T09:00", "RRULE:FREQ=DAILY;UNTIL=20260617T130000Z",
		  "06-15T09:00 06-16T09:00 06-17T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=DAILY;UNTIL=20260617T125959Z",
		  "06-15T09:00 06-16T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=DAILY;UNTIL=20260616",
		  "06-15T09:00 06-16T09:00" },
		{ "2026-06-15T09:00", /* excluded ones are counted */
		  "RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260616T130000Z,20260617T090000",
		  "06-15T09:00 06-18T09:00" },
		{ "2026-06-15T09:00", "RRULE:FREQ=DAILY;COUNT=2\r\nEXDATE:20260615\r\n",
		  "06-16T09:00" },
	};
	rows_expect(rows, sizeof(rows) / sizeof(*rows), "2026-12-31T00:00:00Z");
}

static void instances_keep_the_time_on_the_wall(void **state)
{
	(void)state;
	static const struct row rows[] = {
		/* 02:30 does not exist on 8 March, and is not counted */
		{ "2026-03-07T02:30", "RRULE:FREQ=DAILY;COUNT=3",
		  "03-07T02:30 03-09T02:30 03-10T02:30" },
		{ "2026-03-07T10:00", "RRULE:FREQ=DAILY;COUNT=2", "03-07T10:00 03-08T10:00" },
	};
	rows_expect(rows, sizeof(rows) / sizeof(*rows), "2026-12-31T00:00:00Z");
	struct arena *a = arena_open();
	const struct zone *z = zone_have(a, "America/New_York");
	struct series_window w = { z, at("2026-10-31T05:30:00Z"), 0, at("2026-11-03T00:00:00Z") };
	struct starts s;
	struct text why;
	assert_int_equal(series_expand(a, TEXT("FREQ=DAILY"), &w, &s, &why), ERR_OK);
	assert_int_equal(s.at_ms[1], at("2026-11-01T05:30:00Z")); /* the first of two 01:30 */
	assert_int_equal(s.at_ms[2], at("2026-11-02T06:30:00Z"));
	arena_drop(a);
}

static void an_old_series_is_not_walked_from_its_beginning(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct series_window w = { zone_have(a, "Europe/Berlin"), at("1975-01-06T08:00:00Z"),
				   at("2199-01-01T00:00:00Z"), at("2199-01-15T00:00:00Z") };
	struct starts s;
	struct text why;
	assert_int_equal(series_expand(a, TEXT("FREQ=WEEKLY"), &w, &s, &why), ERR_OK);
	assert_int_equal(s.count, 2);
	assert_int_equal(series_expand(a, TEXT("FREQ=WEEKLY;COUNT=5"), &w, &s, &why), ERR_OK);
	assert_int_equal(s.count, 0);
	w.to_ms = INSTANT_MAX;
	assert_int_equal(series_expand(a, TEXT("FREQ=DAILY"), &w, &s, &why), ERR_OK);
	assert_int_equal(s.count, SERIES_MOST);
	arena_drop(a);
}

static void other_rules_are_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"RRULE:",
		"FREQ=HOURLY",
		"FREQ=DAILY;FREQ=DAILY",
		"FREQ=DAILY;INTERVAL=0",
		"FREQ=DAILY;COUNT=0",
		"FREQ=DAILY;COUNT=2;UNTIL=20260617",
		"FREQ=DAILY;UNTIL=20260231",
		"FREQ=DAILY;BYHOUR=3",
		"FREQ=DAILY;BYDAY=1MO",
		"FREQ=WEEKLY;BYDAY=XX",
		"FREQ=WEEKLY;BYMONTHDAY=1",
		"FREQ=MONTHLY;BYDAY=6MO",
		"FREQ=MONTHLY;BYMONTHDAY=0",
		"FREQ=YEARLY;BYDAY=MO",
		"FREQ=YEARLY;BYMONTH=13",
		"FREQ=DAILY\nRRULE:FREQ=WEEKLY",
		"FREQ=DAILY\nEXDATE:tomorrow",
		"FREQ=DAILY\nRDATE:20260617T130000Z",
		"FREQ=DAILY;WKST=",
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena *a = arena_open();
		const char *got = shown(a, "UTC", "2026-06-15T09:00:00Z", "2026-07-01T00:00:00Z",
					bad[i]);
		if (strcmp(got, "refused") != 0)
			fail_msg("%s was taken: %s", bad[i], got);
		arena_drop(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_pick_their_days),
		cmocka_unit_test(series_end),
		cmocka_unit_test(instances_keep_the_time_on_the_wall),
		cmocka_unit_test(an_old_series_is_not_walked_from_its_beginning),
		cmocka_unit_test(other_rules_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
