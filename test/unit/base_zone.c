// SPDX-License-Identifier: Apache-2.0
/* Zones: files fat and slim, whole and damaged; walls with gaps and overlaps. */
#include "test/unit/schedule_case.h"

/* --- files made by hand --- */

static void number_add(struct buffer *b, int64_t value, int size)
{
	for (int i = size - 1; i >= 0; i--)
		buffer_byte(b, (char)(unsigned char)((uint64_t)value >> (8 * i)));
}

static void head_add(struct buffer *b, char version, int leaps, int changes, int types)
{
	buffer_add(b, TEXT("TZif"));
	buffer_byte(b, version);
	for (int i = 0; i < 15; i++)
		buffer_byte(b, 0);
	number_add(b, 0, 4);
	number_add(b, 0, 4);
	number_add(b, leaps, 4);
	number_add(b, changes, 4);
	number_add(b, types, 4);
	number_add(b, 4, 4);
}

/* Types of these offsets, each change to the next of them, and a footer. */
static struct text file_made(struct arena *a, const int64_t *changes, int count,
			     const int32_t *offsets, const char *footer)
{
	struct buffer b = buffer_open(a, 1 << 16);
	head_add(&b, '2', 0, 0, 1);
	buffer_add(&b, (struct text){ "\0\0\0\0\0\0ABC", 10 });
	head_add(&b, '2', 0, count, count + 1);
	for (int i = 0; i < count; i++)
		number_add(&b, changes[i], 8);
	for (int i = 0; i < count; i++)
		buffer_byte(&b, (char)(i + 1));
	for (int i = 0; i <= count; i++) {
		number_add(&b, offsets[i], 4);
		number_add(&b, 0, 2);
	}
	buffer_add(&b, (struct text){ "ABC", 4 });
	buffer_format(&b, "\n%s\n", footer);
	return buffer_text(&b);
}

static const struct zone *zone_made(struct arena *a, const char *footer)
{
	struct text why;
	const struct zone *z;
	const int32_t utc = 0;
	struct text file = file_made(a, NULL, 0, &utc, footer);
	return zone_read(a, TEXT("Made/Here"), file, &z, &why) ? NULL : z;
}

static int64_t offset_at(const struct zone *z, const char *iso)
{
	return zone_offset(z, at(iso) / 1000);
}

static void a_slim_file_goes_on_by_its_rule(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const struct zone *z = zone_made(a, "EST5EDT,M3.2.0,M11.1.0");
	assert_int_equal(offset_at(z, "2026-03-08T06:59:59Z"), -5 * 3600);
	assert_int_equal(offset_at(z, "2026-03-08T07:00:00Z"), -4 * 3600);
	assert_int_equal(offset_at(z, "2026-11-01T05:59:59Z"), -4 * 3600);
	assert_int_equal(offset_at(z, "2026-11-01T06:00:00Z"), -5 * 3600);
	assert_int_equal(offset_at(z, "2399-07-01T00:00:00Z"), -4 * 3600);
	assert_int_equal(zone_change(z, at("2026-01-01T00:00:00Z") / 1000),
			 at("2026-03-08T07:00:00Z") / 1000);
	arena_drop(a);
}

static void a_slim_file_and_the_system_s_agree(void **state)
{
	(void)state;
	static const struct {
		const char *name, *rule;
	} rows[] = {
		{ "America/New_York", "EST5EDT,M3.2.0,M11.1.0" },
		{ "America/Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0" },
		{ "Asia/Jerusalem", "IST-2IDT,M3.4.4/26,M10.5.0" },
		{ "Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0" },
		{ "Africa/Cairo", "EET-2EEST,M4.5.5/0,M10.5.4/24" },
		{ "Asia/Kathmandu", "<+0545>-5:45" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		const struct zone *fat = zone_have(a, rows[i].name);
		const struct zone *slim = zone_made(a, rows[i].rule);
		for (int64_t s = at("2025-01-01T00:00:00Z") / 1000; s < 2400000000; s += 1800)
			if (zone_offset(fat, s) != zone_offset(slim, s))
				fail_msg("%s at %lld", rows[i].name, (long long)s);
		arena_drop(a);
	}
}

static void rules_may_count_days_and_have_no_winter(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const struct zone *julian = zone_made(a, "AAA0BBB,J60/0,300/0");
	assert_int_equal(offset_at(julian, "2028-02-29T12:00:00Z"), 0); /* J60 is 1 March */
	assert_int_equal(offset_at(julian, "2028-03-01T12:00:00Z"), 3600);
	const struct zone *summer = zone_made(a, "XXX3EDT4,0/0,J365/23");
	for (int64_t s = at("2026-12-30T00:00:00Z") / 1000; s < at("2027-01-03T00:00:00Z") / 1000;
	     s += 900)
		assert_int_equal(zone_offset(summer, s), -4 * 3600);
	arena_drop(a);
}

static void damaged_files_are_refused(void **state)
{
	(void)state;
	static const char *const rules[] = {
		"EST",
		"E5",
		"EST5EDT",
		"EST5EDT,M3.2.0",
		"<EST5",
		"EST5EDT,M13.1.0,M11.1.0",
		"EST5EDT,M3.6.0,M11.1.0",
		"EST25:60",
		"EST5EDT,J0,M11.1.0",
		"EST5EDT,M3.2.0,M11.1.0x",
		"EST99",
	};
	struct arena *a = arena_open();
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (zone_made(a, rules[i]))
			fail_msg("%s was taken", rules[i]);
	struct text file, why;
	const struct zone *z;
	assert_int_equal(zonefile_read(a, TEXT("Europe/Berlin"), &file), ERR_OK);
	for (size_t size = 0; size < file.size; size++) { /* cut anywhere */
		char *cut = arena_bytes(a, size);
		memcpy(cut, file.at, size);
		assert_int_equal(zone_read(a, TEXT("X"), (struct text){ cut, size }, &z, &why),
				 ERR_BAD);
		assert_null(z);
	}
	const int64_t backward[] = { 2000, 1000 };
	const int32_t offsets[] = { 0, 3600, 0 }, wild[] = { 0, 200000, 0 };
	const int64_t forward[] = { 1000, 2000 };
	file = file_made(a, backward, 2, offsets, "");
	assert_int_equal(zone_read(a, TEXT("X"), file, &z, &why), ERR_BAD);
	file = file_made(a, forward, 2, wild, "");
	assert_int_equal(zone_read(a, TEXT("X"), file, &z, &why), ERR_BAD);
	file = file_made(a, forward, 2, offsets, "");
	assert_int_equal(zone_read(a, TEXT("X"), file, &z, &why), ERR_OK);
	assert_int_equal(zone_offset(z, 1500), 3600);
	assert_int_equal(zone_change(z, 2000), INT64_MAX);
	arena_drop(a);
}

static void names_cannot_leave_the_folder(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",	     "/etc/passwd", "../zoneinfo/UTC",	     "localtime",      "posixrules",
		"right/UTC", "posix/UTC",   "Europe//Berlin",	     "Europe/Berlin/", "Europe",
		"+05:30",    "tzdata.zi",   "EST5EDT,M3.2.0,M11.1.0"
	};
	static const char *const good[] = { "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5",
					    "America/Port-au-Prince" };
	struct arena *a = arena_open();
	struct text bytes;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (!zonefile_read(a, text_of(bad[i]), &bytes))
			fail_msg("'%s' was read", bad[i]);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		zone_have(a, good[i]);
	arena_drop(a);
}

static void walls_have_gaps_and_overlaps(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	int64_t minute;
	const struct zone *york = zone_have(a, "America/New_York");
	assert_false(zone_minute(york, at("2026-03-08T02:30:00Z") / 60000, &minute));
	assert_true(zone_minute(york, at("2026-11-01T01:30:00Z") / 60000, &minute));
	assert_int_equal(minute, at("2026-11-01T05:30:00Z") / 60000); /* the first of two */
	const struct zone *apia = zone_have(a, "Pacific/Apia");
	assert_false(zone_minute(apia, at("2011-12-30T12:00:00Z") / 60000, &minute));
	assert_true(zone_minute(apia, at("2011-12-31T00:00:00Z") / 60000, &minute));
	assert_int_equal(minute, at("2011-12-30T10:00:00Z") / 60000);
	arena_drop(a);
}

static void instants_are_read_with_and_without_offset(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const struct zone *z = zone_have(a, "America/New_York");
	struct text why;
	int64_t ms;
	assert_int_equal(zone_instant(a, z, TEXT("2026-06-15T09:00:10-04:00"), &ms, &why), ERR_OK);
	assert_int_equal(ms, at("2026-06-15T13:00:10Z"));
	assert_int_equal(zone_instant(a, z, TEXT("2026-06-15T09:00:10"), &ms, &why), ERR_OK);
	assert_int_equal(ms, at("2026-06-15T13:00:10Z"));
	assert_int_equal(zone_instant(a, z, TEXT("2026-03-08T02:30:00"), &ms, &why), ERR_BAD);
	assert_true(text_is(why, "startTime does not exist in America/New_York"));
	assert_int_equal(zone_instant(a, z, TEXT("tomorrow"), &ms, &why), ERR_BAD);
	arena_drop(a);
}

static void instants_are_written_with_their_offset(void **state)
{
	(void)state;
	static const char *const rows[][3] = {
		{ "America/New_York", "2026-06-15T13:00:00Z", "2026-06-15T09:00:00-04:00" },
		{ "Asia/Kathmandu", "2026-06-15T13:00:00Z", "2026-06-15T18:45:00+05:45" },
		{ "America/St_Johns", "2026-01-01T00:00:00Z", "2025-12-31T20:30:00-03:30" },
		{ "UTC", "2026-06-15T13:00:59Z", "2026-06-15T13:00:59+00:00" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		char text[ZONE_TEXT_SIZE];
		zone_text(zone_have(a, rows[i][0]), at(rows[i][1]), text);
		assert_string_equal(text, rows[i][2]);
		arena_drop(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slim_file_goes_on_by_its_rule),
		cmocka_unit_test(a_slim_file_and_the_system_s_agree),
		cmocka_unit_test(rules_may_count_days_and_have_no_winter),
		cmocka_unit_test(damaged_files_are_refused),
		cmocka_unit_test(names_cannot_leave_the_folder),
		cmocka_unit_test(walls_have_gaps_and_overlaps),
		cmocka_unit_test(instants_are_read_with_and_without_offset),
		cmocka_unit_test(instants_are_written_with_their_offset),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
