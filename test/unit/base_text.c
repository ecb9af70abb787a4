// SPDX-License-Identifier: Apache-2.0
/* Slices, buffers and arenas. */
#include "base/core/text.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

struct pair {
	const char *from, *to;
};

static int set_up(void **state)
{
	*state = arena_open();
	return 0;
}

static int tear_down(void **state)
{
	arena_drop(*state);
	return 0;
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got %.*s, want %s", (int)got.size, got.at, want);
}

static void slices_are_compared_by_their_bytes(void **state)
{
	(void)state;
	assert_true(text_is(TEXT("abc"), "abc"));
	assert_false(text_is(TEXT("abc"), "abcd"));
	assert_false(text_is(TEXT("abc"), "ab"));
	assert_true(text_is(text_of(NULL), ""));
	assert_true(text_same((struct text){ 0 }, TEXT("")));
	assert_true(text_alike(TEXT("Content-TYPE"), TEXT("content-type")));
	assert_false(text_alike(TEXT("a["), TEXT("A{")));
	assert_false(text_alike(TEXT("\xc3\x89"), TEXT("\xc3\xa9")));
	assert_true(text_starts(TEXT("pit-1"), "pit-"));
	assert_false(text_starts(TEXT("pit"), "pit-"));
	assert_true(text_ends(TEXT("a.sql"), ".sql"));
	assert_false(text_ends(TEXT("sql"), ".sql"));
	assert_true(text_ends(TEXT(""), ""));
}

static void white_space_is_trimmed_off_both_ends(void **state)
{
	(void)state;
	expect_text(text_trim(TEXT(" \t\r\n a b \v\f")), "a b");
	expect_text(text_trim(TEXT("   ")), "");
	expect_text(text_trim(TEXT("")), "");
}

static void a_list_is_cut_at_its_separators(void **state)
{
	(void)state;
	struct text rest = TEXT("a,,bc,"), part;
	assert_true(text_split(&rest, ',', &part));
	expect_text(part, "a");
	assert_true(text_split(&rest, ',', &part));
	expect_text(part, "");
	assert_true(text_split(&rest, ',', &part));
	expect_text(part, "bc");
	assert_false(text_split(&rest, ',', &part));
	assert_false(text_split(&rest, ',', &part));
}

static void copies_outlive_their_source_and_end_with_nul(void **state)
{
	char source[] = "abcdef";
	struct text copy = text_copy(*state, (struct text){ source + 1, 3 });
	memset(source, 'x', sizeof(source) - 1);
	expect_text(copy, "bcd");
	assert_string_equal(text_c(*state, TEXT("xyz")), "xyz");
	assert_string_equal(text_c(*state, (struct text){ 0 }), "");
	expect_text(text_format(*state, "%d-%s", 5, "x"), "5-x");
}

/* C6 */
static void invisible_characters_are_trimmed_too(void **state)
{
	(void)state;
	expect_text(text_trim(TEXT("d7@example.com\u00a0")), "d7@example.com");
	expect_text(text_trim(TEXT("\u200bd7@example.com")), "d7@example.com");
	expect_text(text_trim(TEXT("\u202a\ufeff\u3000a\u200bb\u2060\u202c \u00ad")), "a\u200bb");
	expect_text(text_trim(TEXT("\u200b\u00a0")), "");
	expect_text(text_trim(TEXT("\u2764\ufe0f")), "\u2764\ufe0f"); /* a heart, in colour */
	expect_text(text_trim(TEXT(" \xc2")), "\xc2");		      /* no UTF-8 */
}

static void a_text_is_kept_composed(void **state)
{
	expect_text(text_plain(*state, TEXT(" e\u0301te\u0301 ")), "\u00e9t\u00e9");
	expect_text(text_plain(*state, TEXT("\u1100\u1161")), "\uac00");
	expect_text(text_plain(*state, TEXT("plain")), "plain");
	expect_text(text_lower(*state, TEXT("E\u0301")), "\u00e9");
	expect_text(text_lower(*state, TEXT("\u023a\u10a0\u00c9")), "\u2c65\u2d00\u00e9");
	expect_text(text_lower(*state, TEXT("\xff\u00c9")), "\xff\u00e9");
}

static void an_address_comes_without_mailto(void **state)
{
	expect_text(text_email(*state, TEXT(" mailto:a@b.c ")), "a@b.c");
	expect_text(text_email(*state, TEXT("MAILTO:a@b.c?subject=x")), "a@b.c");
	expect_text(text_email(*state, TEXT("mailto@b.c")), "mailto@b.c");
}

static void letters_are_folded_to_lower_case(void **state)
{
	static const struct pair pairs[] = {
		{ "ABCxyz019_@[`{", "abcxyz019_@[`{" },
		{ "ÀÉÎÕÜÞ×÷ßÿ", "àéîõüþ×÷ßÿ" },
		{ "ĀĂĮİĲĶĹŇŊŶŸŽſ", "āăįiĳķĺňŋŷÿžs" },
		{ "ȘȚ", "șț" },
		{ "ΆΈΉΊΌΎΏΑΡΣΫς", "άέήίόύώαρσϋσ" },
		{ "ЀЏАЯѠѴҐӀӁӚԮ", "ѐџаяѡѵґӏӂӛԯ" },
		{ "日本語😀", "日本語😀" },
		{ "\xc3", "\xc3" },
		{ "A\xffZ\xc3(\xd0", "a\xffz\xc3(\xd0" },
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		expect_text(text_lower(*state, text_of(pairs[i].from)), pairs[i].to);
}

static void utf8_is_strict(void **state)
{
	(void)state;
	assert_true(text_utf8(TEXT("")));
	assert_true(text_utf8(TEXT("plain ascii of some length")));
	assert_true(text_utf8(TEXT("\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80")));
	assert_true(text_utf8(TEXT("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf")));
	assert_false(text_utf8(TEXT("12345678\0")));
	assert_false(text_utf8(TEXT("\0")));
	assert_int_equal(text_utf8_size(TEXT("12345678\0abcdefgh")), 8);
	assert_int_equal(text_utf8_size(TEXT("1234567\xc0\x80")), 7);
	assert_int_equal(text_utf8_size(TEXT("\xed\xa0\x80")), 0);
	assert_int_equal(text_utf8_size(TEXT("\xc3\xa9\xf4\x90\x80\x80")), 2);
	assert_int_equal(text_utf8_size(TEXT("a\xe2\x82")), 1);
}

static void whole_numbers_are_read_to_their_limits(void **state)
{
	(void)state;
	static const char *const bad[] = { "",
					   "-",
					   "+1",
					   " 1",
					   "1 ",
					   "1.0",
					   "0x1",
					   "1e3",
					   "--1",
					   "9223372036854775808",
					   "-9223372036854775809",
					   "99999999999999999999" };
	int64_t out = 0;
	assert_true(text_whole(TEXT("9223372036854775807"), &out) && out == INT64_MAX);
	assert_true(text_whole(TEXT("-9223372036854775808"), &out) && out == INT64_MIN);
	assert_true(text_whole(TEXT("0"), &out) && out == 0);
	assert_true(text_whole(TEXT("-7"), &out) && out == -7);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(text_whole(text_of(bad[i]), &out));
}

static void real_numbers_follow_the_grammar_of_json(void **state)
{
	static const char *const bad[] = { "",	  "-",	 "+1",	"01",	 "1.",
					   ".5",  "1e",	 "1e+", "nan",	 "inf",
					   "0x1", "1,5", "1 ",	"1e999", "-1e999" };
	double out = 0;
	assert_true(text_real(TEXT("-0.5e-3"), &out));
	assert_true(out < -0.00049 && out > -0.00051);
	assert_true(text_real(TEXT("1e-999"), &out) && out >= 0 && out < 1e-300);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(text_real(text_of(bad[i]), &out));
	assert_false(text_real(text_format(*state, "1%0600d", 0), &out));
}

static void a_number_ends_where_its_grammar_ends(void **state)
{
	(void)state;
	assert_int_equal(text_number_size(TEXT("12,")), 2);
	assert_int_equal(text_number_size(TEXT("-1.5e+3]")), 7);
	assert_int_equal(text_number_size(TEXT("012")), 0);
	assert_int_equal(text_number_size(TEXT("1.x")), 0);
	assert_int_equal(text_number_size(TEXT("x")), 0);
}

static void urls_are_decoded_or_refused(void **state)
{
	static const char *const bad[] = { "%", "%4", "a%4", "%g0", "%0g", "%ff", "%00", "%c3" };
	struct text out;
	assert_true(text_url_decode(*state, TEXT("a%2Bb+c%c3%A9%25"), &out));
	expect_text(out, "a+b c\xc3\xa9%");
	assert_true(text_url_decode(*state, TEXT(""), &out));
	expect_text(out, "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(text_url_decode(*state, text_of(bad[i]), &out));
}

static void the_hash_is_fnv_1a(void **state)
{
	(void)state;
	assert_int_equal(text_hash(TEXT("")), 0x811c9dc5u);
	assert_int_equal(text_hash(TEXT("a")), 0xe40c292cu);
	assert_int_equal(text_hash(TEXT("foobar")), 0xbf9cf968u);
}

static void a_buffer_grows_to_its_limit_and_remembers(void **state)
{
	struct buffer b = buffer_open(*state, 3000);
	expect_text(buffer_text(&b), "");
	for (int i = 0; i < 1000; i++)
		buffer_add(&b, TEXT("abc"));
	assert_false(b.full);
	assert_int_equal(b.size, 3000);
	assert_memory_equal(b.at + 2997, "abc", 3);
	buffer_byte(&b, 'x');
	assert_true(b.full);
	assert_int_equal(b.size, 3000);
	struct buffer f = buffer_open(*state, 100);
	buffer_format(&f, "%s=%d", "a", 1);
	buffer_byte(&f, ';');
	buffer_format(&f, "%05d", 42);
	expect_text(buffer_text(&f), "a=1;00042");
	buffer_format(&f, "%0200d", 0);
	assert_true(f.full);
	buffer_byte(&f, 'x');
	assert_int_equal(f.size, 9);
}

static void arena_memory_is_aligned_and_zeroed(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	memset(arena_bytes(a, 5000), 0xff, 5000);
	arena_reset(a);
	size_t sum = 0;
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *at = arena_take(a, size);
		assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xff, size);
		sum += size;
	}
	assert_int_equal(arena_size(a), sum);
	arena_reset(a);
	assert_int_equal(arena_size(a), 0);
	arena_drop(a);
	arena_drop(NULL);
}

static void large_pieces_get_their_own_block(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	for (int round = 0; round < 3; round++) {
		char *large = arena_take(a, 5000000);
		large[4999999] = 1;
		char *small = arena_take(a, 10);
		small[9] = 1;
		assert_int_equal(large[0], 0);
		arena_reset(a);
	}
	arena_drop(a);
}

static void a_piece_that_grows_keeps_its_content(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	char *at = arena_grow(a, NULL, 0, 10);
	memcpy(at, "123456789", 10);
	char *same = arena_grow(a, at, 10, 100);
	assert_ptr_equal(same, at); /* the last piece grows in its place */
	assert_ptr_equal(arena_grow(a, at, 100, 50), at);
	arena_take(a, 1);
	char *moved = arena_grow(a, at, 100, 100000);
	assert_ptr_not_equal(moved, at);
	assert_string_equal(moved, "123456789");
	moved = arena_grow(a, moved, 100000, 10000000);
	assert_string_equal(moved, "123456789");
	moved[9999999] = 1;
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices_are_compared_by_their_bytes),
		cmocka_unit_test(white_space_is_trimmed_off_both_ends),
		cmocka_unit_test(invisible_characters_are_trimmed_too),
		cmocka_unit_test_setup_teardown(a_text_is_kept_composed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_address_comes_without_mailto, set_up, tear_down),
		cmocka_unit_test(a_list_is_cut_at_its_separators),
		cmocka_unit_test(copies_outlive_their_source_and_end_with_nul),
		cmocka_unit_test(letters_are_folded_to_lower_case),
		cmocka_unit_test(utf8_is_strict),
		cmocka_unit_test(whole_numbers_are_read_to_their_limits),
		cmocka_unit_test(real_numbers_follow_the_grammar_of_json),
		cmocka_unit_test(a_number_ends_where_its_grammar_ends),
		cmocka_unit_test(urls_are_decoded_or_refused),
		cmocka_unit_test(the_hash_is_fnv_1a),
		cmocka_unit_test(a_buffer_grows_to_its_limit_and_remembers),
		cmocka_unit_test(arena_memory_is_aligned_and_zeroed),
		cmocka_unit_test(large_pieces_get_their_own_block),
		cmocka_unit_test(a_piece_that_grows_keeps_its_content),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
