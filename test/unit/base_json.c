// SPDX-License-Identifier: Apache-2.0
/* Reading JSON: what is read, what is refused and where. */
#include "base/json/json.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

struct pair {
	const char *from, *to;
};

static struct arena *arena_of(void **state)
{
	return *state;
}

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

/* Reads from a piece of memory of exactly that size, so that a step too far is seen. */
static const struct json *read_text(struct arena *a, struct text source, struct text *why)
{
	const struct json *v;
	char *at = arena_bytes(a, source.size);
	memcpy(at, source.at, source.size);
	enum err e = json_read(a, (struct text){ at, source.size }, &v, why);
	assert_true(e ? v == NULL && e == ERR_BAD && why->size > 0 : v != NULL);
	return v;
}

static const struct json *read_c(struct arena *a, const char *source)
{
	struct text why = TEXT("");
	const struct json *v = read_text(a, text_of(source), &why);
	if (!v)
		print_message("%s: %.*s\n", source, (int)why.size, why.at);
	assert_non_null(v);
	return v;
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got %.*s, want %s", (int)got.size, got.at, want);
}

static void expect_refused(struct arena *a, struct text source)
{
	struct text why = TEXT("");
	if (read_text(a, source, &why))
		fail_msg("was read: %.*s", (int)source.size, source.at);
}

static void a_document_becomes_a_tape(void **state)
{
	const struct json *v = read_c(arena_of(state),
				      " {\"a\" : [1, {\"b\":null}, \"x\"],\"c\":true ,\"d\":{}}\n");
	assert_int_equal(v->kind, JSON_MAP);
	assert_int_equal(v->count, 3);
	assert_int_equal(v->span, 12);
	const struct json *list = json_get(v, "a");
	assert_int_equal(list->count, 3);
	expect_text(list->text, "[1, {\"b\":null}, \"x\"]");
	const struct json *item = json_first(list);
	expect_text(json_text(item), "1");
	item = json_after(list, item);
	assert_true(json_is(json_get(item, "b"), JSON_NULL));
	item = json_after(list, item);
	expect_text(json_text(item), "x");
	assert_null(json_after(list, item));
	assert_true(json_flag(json_get(v, "c")));
	assert_null(json_first(json_get(v, "d")));
	assert_null(json_get(v, "e"));
	assert_null(json_get(list, "a"));
	assert_null(json_get(NULL, "a"));
}

static void keys_and_values_take_turns(void **state)
{
	const struct json *map = read_c(arena_of(state), "{\"a\":[1,2],\"b\":{\"c\":3}}");
	const struct json *v = json_first(map);
	expect_text(json_text(v), "a");
	v = json_after(map, v);
	assert_int_equal(v->kind, JSON_LIST);
	v = json_after(map, v);
	expect_text(json_text(v), "b");
	v = json_after(map, v);
	assert_int_equal(v->kind, JSON_MAP);
	assert_null(json_after(map, v));
}

static void texts_are_unescaped(void **state)
{
	static const struct pair pairs[] = {
		{ "\"\"", "" },
		{ "\"plain\"", "plain" },
		{ "\"a longer one, \\n past eight bytes\"", "a longer one, \n past eight bytes" },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
		{ "\"\\u0041\\u00e9\\u20AC\"", "A\xc3\xa9\xe2\x82\xac" },
		{ "\"\\ud83d\\uDE00!\"", "\xf0\x9f\x98\x80!" },
		{ "\"\\uDBFF\\uDFFF\"", "\xf4\x8f\xbf\xbf" },
		{ "\"\x7f\"", "\x7f" },
		{ "\"\xf0\x9f\x98\x80\"", "\xf0\x9f\x98\x80" },
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		expect_text(json_text(read_c(arena_of(state), pairs[i].from)), pairs[i].to);
}

static void a_text_without_escapes_is_a_slice_of_the_source(void **state)
{
	struct text source = TEXT("[\"slice\"]"), why;
	const struct json *v;
	assert_int_equal(json_read(arena_of(state), source, &v, &why), ERR_OK);
	assert_ptr_equal(v[1].text.at, source.at + 2);
}

static void numbers_keep_their_spelling(void **state)
{
	static const char *const good[] = {
		"0",	"-0",	     "9007199254740993",
		"1.50", "-12.5e+10", "1E5",
		"0e0",	"123e-7",    "100000000000000000000000000000000000000000"
	};
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		const struct json *v = read_c(arena_of(state), good[i]);
		expect_text(json_text(v), good[i]);
		expect_text(json_source(arena_of(state), v), good[i]);
	}
}

static void whole_numbers_are_never_rounded(void **state)
{
	struct arena *a = arena_of(state);
	int64_t whole = 0;
	assert_true(json_whole(read_c(a, "9223372036854775807"), &whole));
	assert_true(whole == INT64_MAX);
	assert_true(json_whole(read_c(a, "-9223372036854775808"), &whole));
	assert_true(whole == INT64_MIN);
	assert_false(json_whole(read_c(a, "9223372036854775808"), &whole));
	assert_false(json_whole(read_c(a, "-9223372036854775809"), &whole));
	assert_false(json_whole(read_c(a, "1.0"), &whole));
	assert_false(json_whole(read_c(a, "\"1\""), &whole));
	assert_false(json_whole(NULL, &whole));
}

static void real_numbers_are_finite(void **state)
{
	struct arena *a = arena_of(state);
	double real = 0;
	assert_true(json_real(read_c(a, "-1.5e3"), &real));
	assert_true(real < -1499.9 && real > -1500.1);
	assert_false(json_real(read_c(a, "1e999"), &real));
	assert_false(json_real(read_c(a, "true"), &real));
}

static const char *const broken[] = {
	"",
	" ",
	"{",
	"[",
	"]",
	"}",
	"[1",
	"[1,",
	"[1,]",
	"[,1]",
	"[1 2]",
	"{\"a\"}",
	"{\"a\":}",
	"{\"a\":1,}",
	"{a:1}",
	"{'a':1}",
	"{1:1}",
	"{\"a\":1 \"b\":2}",
	"tru",
	"truth",
	"nul",
	"True",
	"NaN",
	"Infinity",
	"-",
	"+1",
	"01",
	"-01",
	"1.",
	".5",
	"1e",
	"1e+",
	"0x10",
	"1 2",
	"[] []",
	"\"",
	"\"a",
	"\"\\\"",
	"\"\\x\"",
	"\"\\u12\"",
	"\"\\u12g4\"",
	"\"\\u",
	"\"\\ud83d\"",
	"\"\\ud83dx\"",
	"\"\\ud83d\\n\"",
	"\"\\ud83d\\u0041\"",
	"\"\\ude00\"",
	"\"\\ude00\\ud83d\"",
	"\"\\u0000\"",
	"\"a\tb\"",
	"\"long enough to pass\x01 eight\"",
	"\"\\n\x1f\"",
	"/**/1",
	"[1]//",
	"\xef\xbb\xbf[]",
	"\"\\ud83d\\ude\"",
	"[\"\\",
	"nullx",
	"\v1",
	"\"\\\0\"",
};

static void what_is_not_json_is_refused(void **state)
{
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		expect_refused(arena_of(state), text_of(broken[i]));
}

static void what_is_not_utf8_is_refused(void **state)
{
	static const char *const bad[] = {
		"\x80",
		"\xc3",
		"\xc0\xaf",
		"\xc1\xbf",
		"\xe0\x80\x80",
		"\xe2\x82",
		"\xed\xa0\x80",
		"\xed\xbf\xbf",
		"\xf0\x80\x80\x80",
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80",
		"\xff",
		"\xfe",
		"\xc3(",
		"\xf0\x9f\x98",
		"\xe2(\xa1",
	};
	struct arena *a = arena_of(state);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		expect_refused(a, text_format(a, "\"%s\"", bad[i]));
		expect_refused(a, text_format(a, "[\"some longer text %s and more\"]", bad[i]));
		expect_refused(a, text_of(bad[i]));
	}
	expect_refused(a, TEXT("\"a\0b\""));
	expect_refused(a, TEXT("[]\0"));
	expect_refused(a, TEXT("\"\\\0\""));
}

static void a_truncated_document_is_refused_wherever_it_ends(void **state)
{
	struct text whole = TEXT(
		"{\"a\":[1.5e3,true,null,\"\\u20ac\\n\xe2\x82\xac\"],\"b\":{\"c\":\"\"}}");
	struct text why;
	assert_non_null(read_text(arena_of(state), whole, &why));
	for (size_t size = 0; size < whole.size; size++)
		expect_refused(arena_of(state), (struct text){ whole.at, size });
}

static struct text nested(struct arena *a, int depth, const char *open, const char *close)
{
	struct buffer b = buffer_open(a, 1 << 24);
	for (int i = 0; i < depth; i++)
		buffer_add(&b, text_of(open));
	buffer_add(&b, TEXT("1"));
	for (int i = 0; i < depth; i++)
		buffer_add(&b, text_of(close));
	return buffer_text(&b);
}

static void depth_has_a_limit(void **state)
{
	struct arena *a = arena_of(state);
	struct text why;
	assert_non_null(read_text(a, nested(a, JSON_DEPTH_MAX, "[", "]"), &why));
	assert_non_null(read_text(a, nested(a, JSON_DEPTH_MAX, "{\"a\":", "}"), &why));
	expect_refused(a, nested(a, JSON_DEPTH_MAX + 1, "[", "]"));
	expect_refused(a, nested(a, JSON_DEPTH_MAX + 1, "{\"a\":", "}"));
	expect_refused(a, nested(a, 1000000, "[", "]"));
	assert_null(read_text(a, nested(a, 1000000, "[", ""), &why));
	expect_text(why, "This is not JSON: at byte 64 it is nested too deeply");
}

static void a_key_twice_in_one_map_is_refused(void **state)
{
	struct arena *a = arena_of(state);
	struct text why;
	assert_null(read_text(a, TEXT("[{\"a\":1,\"b\":2,\"a\":3}]"), &why));
	expect_text(why, "This is not JSON: at byte 1 a key stands twice in one map");
	expect_refused(a, TEXT("{\"ab\":1,\"\\u0061b\":2}"));
	expect_refused(a, TEXT("{\"\":1,\"\":2}"));
	read_c(a, "{\"a\":{\"a\":{\"a\":1}},\"A\":1,\"aa\":[{\"a\":1},{\"a\":2}]}");
}

static struct text wide_map(struct arena *a, int members, int last)
{
	struct buffer b = buffer_open(a, 1 << 26);
	buffer_byte(&b, '{');
	for (int i = 0; i < members - 1; i++)
		buffer_format(&b, "\"key%d\":[%d],", i, i);
	buffer_format(&b, "\"key%d\":0}", last);
	return buffer_text(&b);
}

static void wide_maps_are_searched_for_a_key_twice_too(void **state)
{
	static const int sizes[] = { 2, 15, 16, 17, 18, 31, 32, 33, 64, 65, 1000, 50000 };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct arena *a = arena_of(state);
		struct text why;
		int n = sizes[i];
		const struct json *v = read_text(a, wide_map(a, n, n), &why);
		assert_non_null(v);
		assert_int_equal(v->count, n);
		expect_refused(a, wide_map(a, n, 0));
		expect_refused(a, wide_map(a, n, n - 2));
		arena_reset(a);
	}
}

static void the_reason_names_the_byte(void **state)
{
	static const struct pair pairs[] = {
		{ "{\"a\":tru}", "This is not JSON: at byte 5 a value is expected" },
		{ "{\"a\":1 2", "This is not JSON: at byte 7 a comma or } is expected" },
		{ "[1 2]", "This is not JSON: at byte 3 a comma or ] is expected" },
		{ "[1] x", "This is not JSON: at byte 4 something follows the value" },
		{ "[-]", "This is not JSON: at byte 1 the number is not well formed" },
		{ "{\"a\" 1}", "This is not JSON: at byte 5 a colon is expected after the key" },
		{ "{x", "This is not JSON: at byte 1 a key is expected" },
		{ "[\"\\x\"]", "This is not JSON: at byte 2 there is no such escape" },
		{ "[\"a\xff\"]", "This is not JSON: at byte 3 it is not UTF-8" },
		{ "[\"a", "This is not JSON: at byte 3 the text is not closed" },
		{ "", "This is not JSON: at byte 0 it ends where a value is expected" },
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct text why = TEXT("");
		assert_null(read_text(arena_of(state), text_of(pairs[i].from), &why));
		expect_text(why, pairs[i].to);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_document_becomes_a_tape),
		cmocka_unit_test(keys_and_values_take_turns),
		cmocka_unit_test(texts_are_unescaped),
		cmocka_unit_test(a_text_without_escapes_is_a_slice_of_the_source),
		cmocka_unit_test(numbers_keep_their_spelling),
		cmocka_unit_test(whole_numbers_are_never_rounded),
		cmocka_unit_test(real_numbers_are_finite),
		cmocka_unit_test(what_is_not_json_is_refused),
		cmocka_unit_test(what_is_not_utf8_is_refused),
		cmocka_unit_test(a_truncated_document_is_refused_wherever_it_ends),
		cmocka_unit_test(depth_has_a_limit),
		cmocka_unit_test(a_key_twice_in_one_map_is_refused),
		cmocka_unit_test(wide_maps_are_searched_for_a_key_twice_too),
		cmocka_unit_test(the_reason_names_the_byte),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
