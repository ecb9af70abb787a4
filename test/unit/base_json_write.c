// SPDX-License-Identifier: Apache-2.0
/* Writing JSON: commas, escapes, the spelling of numbers, and what was read before. */
#include "base/json/json.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

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

static const struct json *read_c(struct arena *a, const char *source)
{
	const struct json *v;
	struct text why;
	assert_int_equal(json_read(a, text_of(source), &v, &why), ERR_OK);
	return v;
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got %.*s, want %s", (int)got.size, got.at, want);
}

static void the_writer_minds_commas_and_quotes(void **state)
{
	struct buffer b = buffer_open(arena_of(state), 1 << 20);
	struct json_out o = json_open(&b);
	json_map(&o);
	json_key(&o, "a");
	json_put_whole(&o, INT64_MIN);
	json_key(&o, "list");
	json_list(&o);
	json_put_text(&o, TEXT("x\"\\/\n\r\t\b\f\x01\x7f\xc3\xa9"));
	json_put_flag(&o, true);
	json_map(&o);
	json_close(&o);
	json_list(&o);
	json_close(&o);
	json_put_null(&o);
	json_close(&o);
	json_key_text(&o, TEXT("k\"ey"));
	json_put_raw(&o, TEXT("[1,2]"));
	json_key(&o, "none");
	json_put_c(&o, NULL);
	json_key(&o, "zero");
	json_put_whole(&o, 0);
	json_close(&o);
	expect_text(buffer_text(&b),
		    "{\"a\":-9223372036854775808,\"list\":[\"x\\\"\\\\/\\n\\r\\t\\b\\f\\u0001\x7f"
		    "\xc3\xa9\",true,{},[],null],\"k\\\"ey\":[1,2],\"none\":null,\"zero\":0}");
	assert_int_equal(o.depth, 0);
}

static void a_key_that_was_spelled_once_is_written_alike(void **state)
{
	struct arena *a = arena_of(state);
	struct buffer b = buffer_open(a, 1 << 20);
	struct json_out o = json_open(&b);
	struct text plain = json_spell_key(a, TEXT("plain"));
	struct text odd = json_spell_key(a, TEXT("k\"\x01\xc3\xa9"));
	json_list(&o);
	for (int i = 0; i < 2; i++) {
		json_map(&o);
		json_key_spelled(&o, i ? odd : plain);
		json_put_whole(&o, 1);
		json_key_spelled(&o, i ? plain : odd);
		json_put_whole(&o, 2);
		json_key(&o, "z");
		json_put_null(&o);
		json_close(&o);
	}
	json_close(&o);
	expect_text(buffer_text(&b), "[{\"plain\":1,\"k\\\"\\u0001\xc3\xa9\":2,\"z\":null},"
				     "{\"k\\\"\\u0001\xc3\xa9\":1,\"plain\":2,\"z\":null}]");
}

/* Eight bytes are looked at together: what must be escaped is found at every place. */
static void an_escape_is_found_at_every_place(void **state)
{
	static const unsigned char odd[] = { '"', '\\', 0x01, 0x1f, 0x7f, ' ', '!', '#', 0xc3 };
	struct arena *a = arena_of(state);

	for (size_t at = 0; at < 24; at++)
		for (size_t i = 0; i < sizeof(odd); i++) {
			struct buffer b = buffer_open(a, 1 << 20);
			struct json_out o = json_open(&b);
			char source[25];
			const struct json *v;
			struct text why;
			memset(source, 'x', sizeof(source));
			source[at] = (char)odd[i];
			if (odd[i] == 0xc3)
				source[at + 1] = '\xa9';
			json_put_text(&o, (struct text){ source, sizeof(source) });
			assert_int_equal(json_read(a, buffer_text(&b), &v, &why), ERR_OK);
			assert_true(text_same(v->text, (struct text){ source, sizeof(source) }));
		}
}

static void bytes_that_are_not_utf8_are_written_as_the_replacement(void **state)
{
	struct buffer b = buffer_open(arena_of(state), 1 << 20);
	struct json_out o = json_open(&b);
	json_put_text(&o, TEXT("a\xff\xc3\xa9\xe2\x82\0b"));
	expect_text(buffer_text(&b), "\"a\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd\\u0000b\"");
}

static void real_numbers_are_spelled_as_javascript_does(void **state)
{
	static const struct {
		double value;
		const char *want;
	} rows[] = { { 0, "0" },
		     { -0.0, "0" },
		     { 5, "5" },
		     { -5.5, "-5.5" },
		     { 0.1, "0.1" },
		     { 0.1 + 0.2, "0.30000000000000004" },
		     { 1.0 / 3, "0.3333333333333333" },
		     { 100.25, "100.25" },
		     { 1e-6, "0.000001" },
		     { 1.5e-7, "1.5e-7" },
		     { 1e-7, "1e-7" },
		     { 1e20, "100000000000000000000" },
		     { 1e21, "1e+21" },
		     { -1.25e25, "-1.25e+25" },
		     { 9007199254740993.0, "9007199254740992" },
		     { 123456789012345680000.0, "123456789012345680000" },
		     { 1.7976931348623157e308, "1.7976931348623157e+308" },
		     { 2.2250738585072014e-308, "2.2250738585072014e-308" },
		     { 5e-324, "5e-324" },
		     { 12345.678, "12345.678" },
		     { 1e300 * 1e300, "null" } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buffer b = buffer_open(arena_of(state), 1 << 20);
		struct json_out o = json_open(&b);
		json_put_real(&o, rows[i].value);
		expect_text(buffer_text(&b), rows[i].want);
	}
}

static void every_real_number_reads_back_the_same(void **state)
{
	uint64_t bits = 88172645463325252u;
	for (int i = 0; i < 20000; i++) {
		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		double value, back = 0;
		memcpy(&value, &bits, sizeof(value));
		if (value - value != 0)
			continue; /* not finite */
		struct buffer b = buffer_open(arena_of(state), 1 << 20);
		struct json_out o = json_open(&b);
		json_put_real(&o, value);
		assert_true(text_real(buffer_text(&b), &back));
		assert_memory_equal(&back, &value, sizeof(value));
		arena_reset(arena_of(state));
	}
}

static void a_value_that_was_read_is_written_back_compact(void **state)
{
	struct arena *a = arena_of(state);
	const struct json *v = read_c(a, " { \"a\\u00e9\" : [ 1.50 , \"\\/\\u0001\" , { } , [ ] ] ,"
					 " \"b\" : false , \"c\" : null } ");
	expect_text(json_source(a, v),
		    "{\"a\xc3\xa9\":[1.50,\"/\\u0001\",{},[]],\"b\":false,\"c\":null}");
	struct buffer b = buffer_open(a, 1 << 20);
	struct json_out o = json_open(&b);
	json_list(&o);
	json_put(&o, json_get(v, "b"));
	json_put(&o, v);
	json_close(&o);
	expect_text(buffer_text(&b), "[false,{\"a\xc3\xa9\":[1.50,\"/\\u0001\",{},[]],"
				     "\"b\":false,\"c\":null}]");
}

static void the_deepest_value_fits_inside_a_reply(void **state)
{
	struct arena *a = arena_of(state);
	char source[2 * JSON_DEPTH_MAX + 1] = { 0 };
	memset(source, '[', JSON_DEPTH_MAX);
	memset(source + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
	struct buffer b = buffer_open(a, 1 << 20);
	struct json_out o = json_open(&b);
	json_list(&o);
	json_put(&o, read_c(a, source));
	json_close(&o);
	assert_int_equal(buffer_text(&b).size, sizeof(source) + 1);
}

static void a_full_buffer_is_noticed_at_the_end(void **state)
{
	struct buffer b = buffer_open(arena_of(state), 10);
	struct json_out o = json_open(&b);
	json_list(&o);
	for (int i = 0; i < 100; i++)
		json_put_text(&o, TEXT("abc"));
	json_close(&o);
	assert_true(b.full);
	assert_true(b.size <= 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_writer_minds_commas_and_quotes),
		cmocka_unit_test(a_key_that_was_spelled_once_is_written_alike),
		cmocka_unit_test(an_escape_is_found_at_every_place),
		cmocka_unit_test(bytes_that_are_not_utf8_are_written_as_the_replacement),
		cmocka_unit_test(real_numbers_are_spelled_as_javascript_does),
		cmocka_unit_test(every_real_number_reads_back_the_same),
		cmocka_unit_test(a_value_that_was_read_is_written_back_compact),
		cmocka_unit_test(the_deepest_value_fits_inside_a_reply),
		cmocka_unit_test(a_full_buffer_is_noticed_at_the_end),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
