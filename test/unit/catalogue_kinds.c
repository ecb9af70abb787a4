// SPDX-License-Identifier: Apache-2.0
/* Every kind: what fits it, in which form it is kept, and what does not fit. */
#include "test/unit/catalogue_case.h"

static bool fits(struct arena *a, const char *kind, const char *json, struct value *out)
{
	const struct json *v;
	struct text why;

	if (json_read(a, text_of(json), &v, &why))
		fail_msg("%s: %.*s", json, (int)why.size, why.at);
	return catalogue_value_fits(a, catalogue_kind(kind), v, out);
}

static void expect_fits(void **state, const char *kind, const char *const *values)
{
	struct value out;

	for (; *values; values++)
		if (!fits(*state, kind, *values, &out))
			fail_msg("%s should fit %s", *values, kind);
}

static void expect_none_fits(void **state, const char *kind, const char *const *values)
{
	struct value out;

	for (; *values; values++)
		if (fits(*state, kind, *values, &out))
			fail_msg("%s should not fit %s", *values, kind);
}

#define GOOD(kind, ...) expect_fits(state, kind, (const char *const[]){ __VA_ARGS__, NULL })
#define BAD(kind, ...)	expect_none_fits(state, kind, (const char *const[]){ __VA_ARGS__, NULL })

static void kinds_are_found_by_name(void **state)
{
	(void)state;
	assert_string_equal(catalogue_kind("email")->openapi, "string");
	assert_int_equal(catalogue_kind("instant")->keep, KEEP_INSTANT);
	assert_null(catalogue_kind("emial"));
	assert_null(catalogue_kind(""));
}

static void texts_take_texts_and_nothing_else(void **state)
{
	static const char *const kinds[] = { "text", "long", "id", "name", "url" };
	struct value out;

	for (size_t i = 0; i < 5; i++) {
		GOOD(kinds[i], "\"\"", "\"a b\"", "\"\\u00e9\\n\"");
		BAD(kinds[i], "1", "true", "null", "[]", "{}", "[\"a\"]");
	}
	assert_true(fits(*state, "text", "\"a\\tb\"", &out));
	assert_int_equal(out.type, VALUE_TEXT);
	expect_text(out.text, "a\tb");
}

static void an_email_has_a_name_and_a_host(void **state)
{
	GOOD("email", "\"\"", "\"a@b.co\"", "\"first.last+tag@sub.example.com\"",
	     "\"o'brien@example.museum\"", "\"x_y-z@a-b.io\"", "\"ü@exämple.de\"", "\"1@2.com\"",
	     "\"\\u200ba@b.co\\n\"", "\"mailto:a@b.co\"");
	BAD("email", "1", "\"a\"", "\"a@\"", "\"@b.co\"", "\"a@b\"", "\"a b@c.de\"", "\"a@b..co\"",
	    "\".a@b.co\"", "\"a.@b.co\"", "\"a..b@c.de\"", "\"a@-b.co\"", "\"a@b-.co\"",
	    "\"a@b.c\"", "\"a@b.co.\"", "\"a@.co\"", "\"a@b.12\"", "\"a@b@c.de\"", "\"a@b_c.de\"",
	    "\"a,b@c.de\"", "\"a\\u200b@b.co \\u00a0x\"", "\"\\u00a0\"",
	    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.co\"");
}

static void an_email_is_at_most_254_bytes(void **state)
{
	struct value out;
	char label[64];

	memset(label, 'a', 62);
	label[62] = 0;
	for (int extra = 0; extra < 2; extra++) {
		struct text t = text_format(*state, "\"%s@%s.%s.%.*s.com\"", label, label, label,
					    extra ? 62 : 61, label);
		bool want = t.size - 2 <= 254;

		assert_int_equal(fits(*state, "email", text_c(*state, t), &out), want);
		assert_int_equal(want, !extra);
	}
}

static void a_phone_is_digits_with_the_usual_signs(void **state)
{
	GOOD("phone", "\"\"", "\"+18888888888\"", "\"+1 888-888-8888\"", "\"(123) 456-7890\"",
	     "\"123.456.7890\"", "\"0041 44 668 18 00\"", "\"911\"", "\"555-1234 x12\"",
	     "\"555-1234 ext. 12\"", "\"555-1234#9\"", "\"++123456\"", "\"5551234 x-1\"",
	     "\"tel:+1-888-888-8888;ext=12\"");
	BAD("phone", "1", "18888888888", "\"abc\"", "\"12\"", "\"1+2345678\"", "\"555-CALL\"",
	    "\"+\"", "\"555-1234 x\"", "\"555-1234 extra\"", "\"x12\"", "\"123456789012345678901\"",
	    "\"123\\u00e9\"", "\"5551234 *1\"");
}

static void a_zone_is_spelled_as_in_the_database(void **state)
{
	GOOD("zone", "\"\"", "\"UTC\"", "\"Europe/Zurich\"", "\"America/Argentina/Buenos_Aires\"",
	     "\"Etc/GMT+5\"", "\"America/Port-au-Prince\"");
	BAD("zone", "1", "\"/etc/passwd\"", "\"Europe/\"", "\"Europe//Zurich\"", "\"../x\"",
	    "\"Europe/Zu rich\"", "\"+05:00\"", "\"Europe/Z\\u00fcrich\"");
}

static void a_country_is_two_letters(void **state)
{
	GOOD("country", "\"\"", "\"US\"", "\"ch\"");
	BAD("country", "\"USA\"", "\"U\"", "\"U1\"", "1", "\"United States\"");
}

static void a_date_is_a_day_that_exists(void **state)
{
	GOOD("date", "\"\"", "\"2024-02-29\"", "\"1900-12-31\"");
	BAD("date", "\"2023-02-29\"", "\"2024-13-01\"", "\"2024-00-10\"", "\"2024-1-1\"",
	    "\"01-02-2024\"", "\"2024/01/02\"", "\"2024-01-02T00:00:00Z\"", "20240102",
	    "\"2024-01-00\"", "\"2024-04-31\"", "\"tomorrow\"");
}

static void a_birthday_is_taken_in_all_its_spellings(void **state)
{
	static const char *const same[] = { "\"1990/07/04\"", "\"07/04/1990\"",
					    "\"1990-07-04\"", "\"07-04-1990\"",
					    "\"1990.07.04\"", "\"07.04.1990\"",
					    "\"1990_07_04\"", "\"07_04_1990\"",
					    "\"7/4/1990\"",   "\"1990-07-04T00:00:00.000Z\"" };
	struct value out;

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		if (!fits(*state, "birthday", same[i], &out))
			fail_msg("%s should fit", same[i]);
		assert_int_equal(out.type, VALUE_WHOLE);
		assert_int_equal(out.whole, INT64_C(647049600000));
	}
	assert_true(fits(*state, "birthday", "\"12/31/1969\"", &out));
	assert_int_equal(out.whole, -86400000);
	BAD("birthday", "\"\"", "\"1990/07-04\"", "\"13/13/1990\"", "\"02/30/1990\"", "\"1990\"",
	    "\"07/04/90\"", "\"1990/07/04x\"", "\"1990//04\"", "\"4 July 1990\"", "1990",
	    "\"1990/007/04\"");
}

static void an_instant_becomes_milliseconds(void **state)
{
	struct value out;

	assert_true(fits(*state, "instant", "\"2026-07-17T10:26:20.635Z\"", &out));
	assert_int_equal(out.type, VALUE_WHOLE);
	assert_int_equal(out.whole, INT64_C(1784283980635));
	GOOD("instant", "\"2026-07-17\"", "\"2026-07-17T12:26:20+02:00\"",
	     "\"2026-07-17T10:26:20\"");
	BAD("instant", "\"\"", "\"now\"", "1784283980635", "\"2026-02-30T00:00:00Z\"", "null");
}

static void numbers_are_numbers(void **state)
{
	struct value out;

	GOOD("whole", "0", "-5", "9007199254740993");
	BAD("whole", "1.5", "\"1\"", "true", "1e300", "99999999999999999999");
	GOOD("number", "0", "-1.5", "1e10");
	BAD("number", "\"1\"", "false", "null");
	GOOD("millis", "1784283980635", "9999999999999");
	BAD("millis", "\"1784283980635\"", "8640000000000001", "1.5");
	assert_true(fits(*state, "whole", "9007199254740993", &out));
	assert_int_equal(out.type, VALUE_WHOLE);
	assert_int_equal(out.whole, INT64_C(9007199254740993));
	assert_true(fits(*state, "number", "3", &out));
	assert_int_equal(out.type, VALUE_REAL);
	assert_true(out.real == 3);
}

static void a_flag_is_true_or_false(void **state)
{
	struct value out;

	assert_true(fits(*state, "flag", "true", &out));
	assert_int_equal(out.type, VALUE_FLAG);
	assert_int_equal(out.whole, 1);
	assert_true(fits(*state, "flag", "false", &out));
	assert_int_equal(out.whole, 0);
	BAD("flag", "1", "\"true\"", "null");
}

static void maps_and_anything_are_kept_as_json(void **state)
{
	struct value out;

	assert_true(fits(*state, "map", " { \"a\" : [ 1 , 2.50 ] } ", &out));
	assert_int_equal(out.type, VALUE_TEXT);
	expect_text(out.text, "{\"a\":[1,2.50]}");
	BAD("map", "[]", "\"{}\"", "1");
	assert_true(fits(*state, "any", "\"a\"", &out));
	expect_text(out.text, "\"a\"");
	GOOD("any", "1", "[]", "{}", "false");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(kinds_are_found_by_name),
		T(texts_take_texts_and_nothing_else),
		T(an_email_has_a_name_and_a_host),
		T(an_email_is_at_most_254_bytes),
		T(a_phone_is_digits_with_the_usual_signs),
		T(a_zone_is_spelled_as_in_the_database),
		T(a_country_is_two_letters),
		T(a_date_is_a_day_that_exists),
		T(a_birthday_is_taken_in_all_its_spellings),
		T(an_instant_becomes_milliseconds),
		T(numbers_are_numbers),
		T(a_flag_is_true_or_false),
		T(maps_and_anything_are_kept_as_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
