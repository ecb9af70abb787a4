// SPDX-License-Identifier: Apache-2.0
/*
 * What a stranger sends is read in a time that grows with its size, and no faster: files of flows,
 * the paths of their expressions, the names of their fields.  Time is that of the processor, and
 * the least of several tries, so that it does not matter what else the machine does.
 */
#include "base/core/index.h"
#include "base/time/clock.h"
#include "integration/flows/flows.h"
#include "test/unit/whole_case.h"

#define TRIES 5

static void set_of(struct buffer *b, int fields)
{
	buffer_format(b, "{\"flow\":\"big\",\"on\":{\"manual\":\"x\"},\"do\":[{\"put\":"
			 "\"accessally.member.fields\",\"use\":\"s\",\"where\":{\"id\":\"1\"},"
			 "\"set\":{\"a\":\"b\"");
	for (int i = 0; i < fields; i++)
		buffer_format(b, ",\"f%d\":\"{{ item.a%d }}\"", i, i);
	buffer_format(b, "}}]}");
}

static void unknown_of(struct buffer *b, int fields)
{
	buffer_format(b, "{\"flow\":\"big\",\"on\":{\"manual\":\"x\"},\"do\":[{\"post\":"
			 "\"highlevel.contact\",\"set\":{\"email\":\"b\"");
	for (int i = 0; i < fields; i++)
		buffer_format(b, ",\"f%d\":\"x\"", i);
	buffer_format(b, "}}]}");
}

static void let_of(struct buffer *b, int names)
{
	buffer_format(b, "{\"flow\":\"big\",\"on\":{\"manual\":\"x\"},\"do\":[{\"stop\":\"x\"}],"
			 "\"let\":{\"a\":\"b\"");
	for (int i = 0; i < names; i++)
		buffer_format(b, ",\"x%d\":\"{{ let.x%d }}\"", i, i);
	buffer_format(b, "}}");
}

static int64_t check_us(const struct catalogue *c, void (*make)(struct buffer *b, int n), int n)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < TRIES; i++) {
		struct arena *a = arena_open();
		struct buffer file = buffer_open(a, 1 << 20), told = buffer_open(a, 4 << 20);
		struct json_out out = json_open(&told);
		make(&file, n);
		json_map(&out);
		int64_t began = clock_thread_us();
		flow_check_file(a, c, buffer_text(&file), &out);
		int64_t took = clock_thread_us() - began;
		best = took < best ? took : best;
		assert_true(told.size < 64 << 10); /* all that is wrong is not told */
		arena_drop(a);
	}
	return best;
}

static void a_check_of_four_times_as_much_takes_about_four_times_as_long(void **state)
{
	static void (*const makes[])(struct buffer * b, int n) = { set_of, unknown_of, let_of };
	(void)state;
	for (size_t i = 0; i < sizeof(makes) / sizeof(*makes); i++) {
		int64_t small = check_us(table, makes[i], 1500),
			large = check_us(table, makes[i], 6000);
		if (large > 9 * small)
			fail_msg("%zu: %lld us, then %lld us", i, (long long)small,
				 (long long)large);
	}
}

static void an_index_finds_each_of_many_names_and_the_first_stands(void **state)
{
	struct arena *a = arena_open();
	struct index index = index_open(a);
	size_t at;

	(void)state;
	assert_false(index_find(&index, TEXT("n0"), &at));
	for (size_t i = 0; i < 5000; i++)
		assert_true(index_put(&index, text_format(a, "n%zu", i), i));
	assert_false(index_put(&index, TEXT("n7"), 1));
	for (size_t i = 0; i < 5000; i++) {
		assert_true(index_find(&index, text_format(a, "n%zu", i), &at));
		assert_int_equal(at, i);
	}
	assert_false(index_find(&index, TEXT("n5000"), &at));
	assert_true(index_put(&index, TEXT(""), 3));
	assert_true(index_find(&index, TEXT(""), &at));
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_check_of_four_times_as_much_takes_about_four_times_as_long),
		cmocka_unit_test(an_index_finds_each_of_many_names_and_the_first_stands),
	};

	return cmocka_run_group_tests(tests, catalogue_setup, catalogue_teardown);
}
