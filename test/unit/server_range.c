// SPDX-License-Identifier: Apache-2.0
/* Which bytes of a file are asked for, and whether it has changed. */
#include "app/server/inside.h"

#include "platform/invoke/invoke.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static void one_range_is_understood_and_all_else_is_the_whole(void **state)
{
	static const struct {
		const char *said;
		int64_t size, from, count;
		enum ranged ranged;
	} rows[] = {
		{ "bytes=0-0", 10, 0, 1, RANGE_PART },
		{ "bytes=2-4", 10, 2, 3, RANGE_PART },
		{ "bytes=2-", 10, 2, 8, RANGE_PART },
		{ "bytes=2-99", 10, 2, 8, RANGE_PART },
		{ "bytes=-3", 10, 7, 3, RANGE_PART },
		{ "bytes=-99", 10, 0, 10, RANGE_PART },
		{ "bytes= 1-2 ", 10, 1, 2, RANGE_PART },
		{ "bytes=10-", 10, 0, 10, RANGE_NONE },
		{ "bytes=-0", 10, 0, 10, RANGE_NONE },
		{ "bytes=0-", 0, 0, 0, RANGE_NONE },
		{ "bytes=-1", 0, 0, 0, RANGE_NONE },
		{ "bytes=0-1,3-4", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=4-2", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=-", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=a-b", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=1", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=--1", 10, 0, 10, RANGE_WHOLE },
		{ "bytes=99999999999999999999-", 10, 0, 10, RANGE_WHOLE },
		{ "lines=0-1", 10, 0, 10, RANGE_WHOLE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t from, count;
		enum ranged got = range_read(text_of(rows[i].said), rows[i].size, &from, &count);

		if (got != rows[i].ranged || from != rows[i].from || count != rows[i].count)
			fail_msg("%s: %d, %lld from %lld", rows[i].said, (int)got, (long long)count,
				 (long long)from);
	}
}

static void a_tag_is_found_in_a_list(void **state)
{
	(void)state;
	assert_true(invoke_tag_listed(TEXT("\"a\""), TEXT("\"a\"")));
	assert_true(invoke_tag_listed(TEXT("\"b\", W/\"a\""), TEXT("\"a\"")));
	assert_true(invoke_tag_listed(TEXT(" * "), TEXT("\"a\"")));
	assert_false(invoke_tag_listed(TEXT("\"aa\", a"), TEXT("\"a\"")));
	assert_false(invoke_tag_listed(TEXT(""), TEXT("\"a\"")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_range_is_understood_and_all_else_is_the_whole),
		cmocka_unit_test(a_tag_is_found_in_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
