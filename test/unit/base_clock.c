// SPDX-License-Identifier: Apache-2.0
/* The clock, its spelling, and identifiers, which begin with the time. */
#include "base/secrets/id.h"
#include "base/time/clock.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static void expect_iso(int64_t ms, const char *want)
{
	char out[CLOCK_ISO_SIZE];
	clock_iso(ms, out);
	assert_string_equal(out, want);
}

static void instants_are_spelled_with_milliseconds_in_utc(void **state)
{
	(void)state;
	expect_iso(0, "1970-01-01T00:00:00.000Z");
	expect_iso(1784283980635, "2026-07-17T10:26:20.635Z");
	expect_iso(-1, "1969-12-31T23:59:59.999Z");
	expect_iso(951782400000, "2000-02-29T00:00:00.000Z");
	expect_iso(4107542400000, "2100-03-01T00:00:00.000Z");
	expect_iso(-2203891200000, "1900-03-01T00:00:00.000Z");
	expect_iso(INT64_MAX, "9999-12-31T23:59:59.999Z");
	expect_iso(INT64_MIN, "0000-01-01T00:00:00.000Z");
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static void every_day_of_ten_thousand_years_goes_there_and_back(void **state)
{
	(void)state;
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t number = clock_day_number(0, 1, 1);
	for (int i = 0; i < 120000; i++) {
		int year = i / 12, month = i % 12 + 1;
		int length = lengths[month - 1] + (month == 2 && is_leap(year));
		for (int day = 1; day <= length; day++, number++) {
			int y, m, d;
			clock_civil(number, &y, &m, &d);
			if (y != year || m != month || d != day ||
			    clock_day_number(year, month, day) != number)
				fail_msg("%d-%d-%d", year, month, day);
		}
	}
	assert_int_equal(clock_day_number(1970, 1, 1), 0);
	assert_int_equal(clock_day_number(-1, 12, 31), clock_day_number(0, 1, 1) - 1);
}

static void what_is_spelled_is_read_back(void **state)
{
	(void)state;
	uint64_t dice = 88172645463325252u;
	int64_t span = clock_day_number(10000, 1, 1) - clock_day_number(0, 1, 1);
	for (int i = 0; i < 20000; i++) {
		dice ^= dice << 13;
		dice ^= dice >> 7;
		dice ^= dice << 17;
		int64_t ms = (int64_t)(dice % (uint64_t)(span * DAY_MS)) +
			     clock_day_number(0, 1, 1) * DAY_MS;
		int64_t back = 0;
		char out[CLOCK_ISO_SIZE];
		clock_iso(ms, out);
		assert_true(clock_read_iso(text_of(out), &back));
		assert_true(back == ms);
	}
}

static void iso_8601_is_read_in_its_common_forms(void **state)
{
	(void)state;
	static const struct {
		const char *from, *same;
	} rows[] = {
		{ "2026-07-17", "2026-07-17T00:00:00.000Z" },
		{ "2026-07-17T10:26", "2026-07-17T10:26:00.000Z" },
		{ "2026-07-17 10:26:20", "2026-07-17T10:26:20.000Z" },
		{ "2026-07-17t10:26:20z", "2026-07-17T10:26:20.000Z" },
		{ "2026-07-17T10:26:20.6Z", "2026-07-17T10:26:20.600Z" },
		{ "2026-07-17T10:26:20.123456789Z", "2026-07-17T10:26:20.123Z" },
		{ "2026-07-17T10:26:20+05:30", "2026-07-17T04:56:20.000Z" },
		{ "2026-07-17T10:26:20-0800", "2026-07-17T18:26:20.000Z" },
		{ "2026-07-17T10:26:20.5+02", "2026-07-17T08:26:20.500Z" },
		{ "2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z" },
		{ "2024-02-29", "2024-02-29T00:00:00.000Z" },
		{ "1969-07-20T20:17:40Z", "1969-07-20T20:17:40.000Z" },
		{ "0000-01-01", "0000-01-01T00:00:00.000Z" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t ms = 0;
		if (!clock_read_iso(text_of(rows[i].from), &ms))
			fail_msg("was refused: %s", rows[i].from);
		expect_iso(ms, rows[i].same);
	}
}

static void impossible_dates_are_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"2026",
		"2026-07",
		"2026-7-17",
		"26-07-17",
		"2026-02-29",
		"2100-02-29",
		"2026-04-31",
		"2026-13-01",
		"2026-00-01",
		"2026-01-00",
		"2026-01-32",
		"20260717",
		"2026-07-17T",
		"2026-07-17T10",
		"2026-07-17T24:00",
		"2026-07-17T10:60",
		"2026-07-17T10:26:60",
		"2026-07-17T10:26:20.",
		"2026-07-17T10:26:20.Z",
		"2026-07-17T10:26:20ZZ",
		"2026-07-17T10:26:20+",
		"2026-07-17T10:26:20+5",
		"2026-07-17T10:26:20+05:",
		"2026-07-17T10:26:20+05:60",
		"2026-07-17T10:26:20+24:00",
		"2026-07-17Z",
		"2026-07-17 ",
		" 2026-07-17",
		"2026/07/17",
		"-2026-07-17",
		"2026-07-17T10:26:20+05:300",
		"now",
		"2026-07-17X10:26",
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int64_t ms;
		if (clock_read_iso(text_of(bad[i]), &ms))
			fail_msg("was read: %s", bad[i]);
	}
	int64_t ms;
	assert_false(clock_read_iso(TEXT("2026\0"
					 "07-17"),
				    &ms));
}

static void a_file_moves_the_clock(void **state)
{
	(void)state;
	char path[] = "/tmp/groundlevel-clock-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	struct clock plain, moved;
	assert_int_equal(clock_open(&plain, ""), ERR_OK);
	assert_int_equal(clock_open(&moved, path), ERR_BAD); /* too short */
	int64_t offset = 0;
	assert_int_equal(pwrite(file, &offset, sizeof(offset), 0), sizeof(offset));
	assert_int_equal(clock_open(&moved, path), ERR_OK);
	for (offset = -DAY_MS; offset <= DAY_MS; offset += DAY_MS) {
		assert_int_equal(pwrite(file, &offset, sizeof(offset), 0), sizeof(offset));
		int64_t apart = clock_now_ms(&moved) - clock_now_ms(&plain) - offset;
		assert_true(apart > -1000 && apart < 1000);
	}
	clock_close(&moved);
	clock_close(&plain);
	close(file);
	unlink(path);
	assert_int_equal(clock_open(&moved, path), ERR_MISSING);
	int64_t before = clock_monotonic_us();
	assert_true(clock_monotonic_us() >= before);
}

static void expect_letters(const char *id, size_t size, const char *letters)
{
	assert_int_equal(strlen(id), size);
	assert_int_equal(strspn(id, letters), size);
}

static void identifiers_have_the_forms_of_the_wire(void **state)
{
	(void)state;
	char id[ID_SIZE], hex[ID_HEX_SIZE], uuid[ID_UUID_SIZE];
	for (int64_t now = -1; now < INT64_C(200000000000000); now = now * 3 + 2) {
		id_new(now, id);
		id_hex(now, hex);
		expect_letters(id, 20,
			       "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
		expect_letters(hex, 24, "0123456789abcdef");
		id_uuid(now, uuid);
		expect_letters(uuid, 36, "0123456789abcdef-");
		assert_int_equal(uuid[14], '7');
		assert_non_null(strchr("89ab", uuid[19]));
		id_uuid_random(uuid);
		expect_letters(uuid, 36, "0123456789abcdef-");
		assert_int_equal(uuid[14], '4');
		assert_non_null(strchr("89ab", uuid[19]));
		for (const char *c = uuid; *c; c++) {
			size_t at = (size_t)(c - uuid);
			bool dash = at == 8 || at == 13 || at == 18 || at == 23;
			assert_int_equal(*c == '-', dash);
		}
		if (now < 0)
			now = 0;
	}
	id_hex(0x0123456789ab, hex);
	assert_memory_equal(hex, "0123456789ab", 12);
	id_uuid(0x0123456789ab, uuid);
	assert_memory_equal(uuid, "01234567-89ab-7", 15);
}

static void identifiers_sort_by_time(void **state)
{
	(void)state;
	char last[3][ID_UUID_SIZE] = { "", "", "" }, next[3][ID_UUID_SIZE];
	for (int64_t now = 1; now < INT64_C(200000000000000); now += 1 + now / 97) {
		id_new(now, next[0]);
		id_hex(now, next[1]);
		id_uuid(now, next[2]);
		for (int i = 0; i < 3; i++)
			assert_true(strcmp(last[i], next[i]) < 0);
		memcpy(last, next, sizeof(last));
	}
}

static void identifiers_of_one_instant_sort_as_they_were_made(void **state)
{
	(void)state;
	char last[2][ID_HEX_SIZE] = { "", "" }, next[2][ID_HEX_SIZE];
	for (int i = 0; i < 1000; i++) {
		id_new(DAY_MS, next[0]);
		id_hex(DAY_MS, next[1]);
		for (int k = 0; k < 2; k++)
			assert_true(strcmp(last[k], next[k]) < 0);
		memcpy(last, next, sizeof(last));
	}
}

static int id_compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

#define UNIQUE_COUNT 100000

static void expect_unique(char (*ids)[ID_UUID_SIZE], size_t count)
{
	qsort(ids, count, sizeof(ids[0]), id_compare);
	for (size_t i = 1; i < count; i++)
		assert_true(strcmp(ids[i - 1], ids[i]) < 0);
}

static void a_hundred_thousand_identifiers_of_one_instant_differ(void **state)
{
	(void)state;
	static char ids[UNIQUE_COUNT][ID_UUID_SIZE];
	int64_t now = 1784283980635;
	for (size_t i = 0; i < UNIQUE_COUNT; i++)
		id_new(now, ids[i]);
	expect_unique(ids, UNIQUE_COUNT);
	for (size_t i = 0; i < UNIQUE_COUNT; i++)
		id_hex(now, ids[i]);
	expect_unique(ids, UNIQUE_COUNT);
	for (size_t i = 0; i < UNIQUE_COUNT; i++)
		id_uuid(now, ids[i]);
	expect_unique(ids, UNIQUE_COUNT);
}

static void *ids_make(void *out)
{
	char(*ids)[ID_UUID_SIZE] = out;
	for (int i = 0; i < 10000; i++)
		id_new(0, ids[i]);
	return NULL;
}

static void threads_do_not_make_the_same_identifiers(void **state)
{
	(void)state;
	static char ids[40000][ID_UUID_SIZE];
	pthread_t threads[4];
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ids_make, ids[i * 10000]), 0);
	for (size_t i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	expect_unique(ids, 40000);
}

static void random_bytes_take_every_value(void **state)
{
	(void)state;
	static unsigned char bytes[100003];
	size_t seen[256] = { 0 };
	for (size_t at = 0, size = 1; at + size <= sizeof(bytes);
	     at += size, size = size % 3000 + 7)
		id_random(bytes + at, size);
	for (size_t i = 0; i < 90000; i++)
		seen[bytes[i]]++;
	for (size_t i = 0; i < 256; i++)
		assert_in_range(seen[i], 200, 520); /* 351 expected */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants_are_spelled_with_milliseconds_in_utc),
		cmocka_unit_test(every_day_of_ten_thousand_years_goes_there_and_back),
		cmocka_unit_test(what_is_spelled_is_read_back),
		cmocka_unit_test(iso_8601_is_read_in_its_common_forms),
		cmocka_unit_test(impossible_dates_are_refused),
		cmocka_unit_test(a_file_moves_the_clock),
		cmocka_unit_test(identifiers_have_the_forms_of_the_wire),
		cmocka_unit_test(identifiers_sort_by_time),
		cmocka_unit_test(identifiers_of_one_instant_sort_as_they_were_made),
		cmocka_unit_test(a_hundred_thousand_identifiers_of_one_instant_differ),
		cmocka_unit_test(threads_do_not_make_the_same_identifiers),
		cmocka_unit_test(random_bytes_take_every_value),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
