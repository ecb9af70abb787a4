// SPDX-License-Identifier: Apache-2.0
/* The bytes of a delivery: what JavaScript makes of them must be they themselves; nothing is
 * opened. */
#include "integration/webhooks/inside.h"

// clang-format off
#include <sodium.h>
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define NOW  ((int64_t)1767225600000) /* 2026-01-01T00:00:00.000Z */
#define TAIL ",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"webhookId\":\"e1\"}"

static struct arena *arena;

static struct text made(const char *payload)
{
	const struct body_words words = { TEXT("app"), TEXT("version"), NOW };

	return body_make(arena, text_of(payload), &words);
}

static void expect(const char *payload, const char *body)
{
	struct text got = made(payload);

	assert_string_equal(text_c(arena, got), body);
}

static void the_ids_of_the_app_and_the_time_of_this_try_are_put_in(void **state)
{
	(void)state;
	expect("{\"type\":\"NoteCreate\",\"locationId\":\"l1\",\"id\":\"n1\",\"body\":\"a\\/b\","
	       "\"timestamp\":\"2020-01-01T00:00:00.000Z\",\"webhookId\":\"e1\"}",
	       "{\"type\":\"NoteCreate\",\"locationId\":\"l1\",\"versionId\":\"version\","
	       "\"appId\":\"app\",\"id\":\"n1\",\"body\":\"a/b\"" TAIL);
}

static void what_is_of_the_company_names_no_location(void **state)
{
	(void)state;
	expect("{\"type\":\"UserCreate\",\"id\":\"u1\",\"timestamp\":\"x\",\"webhookId\":\"e1\"}",
	       "{\"type\":\"UserCreate\",\"versionId\":\"version\",\"appId\":\"app\","
	       "\"id\":\"u1\"" TAIL);
}

static void names_that_are_whole_numbers_stand_first_in_their_order(void **state)
{
	(void)state;
	expect("{\"type\":\"T\",\"others\":{\"b\":1,\"10\":2,\"9\":3,\"01\":4,\"-1\":5,"
	       "\"4294967294\":6,\"4294967295\":7,\"0\":[{\"z\":1,\"2\":2}]},\"webhookId\":\"e1\"}",
	       "{\"type\":\"T\",\"versionId\":\"version\",\"appId\":\"app\",\"others\":{"
	       "\"0\":[{\"2\":2,\"z\":1}],\"9\":3,\"10\":2,\"4294967294\":6,\"b\":1,\"01\":4,"
	       "\"-1\":5,\"4294967295\":7}" TAIL);
}

static void numbers_are_spelled_as_javascript_spells_them(void **state)
{
	(void)state;
	expect("{\"type\":\"T\",\"n\":[1.0,1.50,-0,1e3,1E-7,12345678901234567890,0.1e1,1e21,1e999],"
	       "\"webhookId\":\"e1\"}",
	       "{\"type\":\"T\",\"versionId\":\"version\",\"appId\":\"app\",\"n\":[1,1.5,0,1000,"
	       "1e-7,12345678901234567000,1,1e+21,null]" TAIL);
}

static void signs_are_escaped_only_where_they_must_be(void **state)
{
	(void)state;
	expect("{\"type\":\"T\",\"t\":\"\\u00e9\\ud83d\\ude00\\u2028\\u0001\\\"\\/\","
	       "\"webhookId\":\"e1\"}",
	       "{\"type\":\"T\",\"versionId\":\"version\",\"appId\":\"app\","
	       "\"t\":\"\u00e9\U0001F600\u2028\\u0001\\\"/\"" TAIL);
}

static void what_is_too_large_is_named_and_not_sent(void **state)
{
	char *large = arena_bytes(arena, BODY_MAX + 100);

	(void)state;
	size_t head = (size_t)snprintf(large, 100,
				       "{\"type\":\"NoteCreate\",\"locationId\":\"l1\","
				       "\"id\":\"n1\",\"body\":\"");
	memset(large + head, 'x', BODY_MAX);
	snprintf(large + head + BODY_MAX, 40, "\",\"webhookId\":\"e1\"}");
	expect(large, "{\"type\":\"NoteCreate\",\"locationId\":\"l1\",\"versionId\":\"version\","
		      "\"appId\":\"app\",\"id\":\"n1\",\"payloadTooLarge\":true" TAIL);
}

static void a_thing_is_named_by_its_id_wherever_that_stands(void **state)
{
	(void)state;
	assert_true(text_is(body_thing(arena, TEXT("{\"type\":\"T\",\"id\":\"a\"}")), "a"));
	assert_true(text_is(body_thing(arena, TEXT("{\"type\":\"T\",\"locationId\":\"l\","
						   "\"appointment\":{\"id\":\"b\"}}")),
			    "b"));
	assert_true(text_is(body_thing(arena, TEXT("{\"type\":\"T\",\"locationId\":\"l\"}")), "l"));
}

static void a_signature_is_of_these_bytes_and_this_key(void **state)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES], bytes[crypto_sign_BYTES];
	struct signer signer = { 0 };
	size_t size = 0;

	(void)state;
	assert_true(sodium_init() >= 0);
	crypto_sign_keypair(public, signer.secret);
	struct text spelled = signer_sign(arena, &signer, TEXT("e1.7."), TEXT("{}"));
	assert_int_equal(sodium_base642bin(bytes, sizeof(bytes), spelled.at, spelled.size, NULL,
					   &size, NULL, sodium_base64_VARIANT_ORIGINAL),
			 0);
	assert_int_equal(size, sizeof(bytes));
	assert_int_equal(
		crypto_sign_verify_detached(bytes, (const unsigned char *)"e1.7.{}", 7, public), 0);
	assert_int_not_equal(
		crypto_sign_verify_detached(bytes, (const unsigned char *)"e1.8.{}", 7, public), 0);
}

static int open_arena(void **state)
{
	(void)state;
	arena = arena_open();
	return 0;
}

static int drop_arena(void **state)
{
	(void)state;
	arena_drop(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_ids_of_the_app_and_the_time_of_this_try_are_put_in),
		cmocka_unit_test(what_is_of_the_company_names_no_location),
		cmocka_unit_test(names_that_are_whole_numbers_stand_first_in_their_order),
		cmocka_unit_test(numbers_are_spelled_as_javascript_spells_them),
		cmocka_unit_test(signs_are_escaped_only_where_they_must_be),
		cmocka_unit_test(what_is_too_large_is_named_and_not_sent),
		cmocka_unit_test(a_thing_is_named_by_its_id_wherever_that_stands),
		cmocka_unit_test(a_signature_is_of_these_bytes_and_this_key),
	};

	return cmocka_run_group_tests(tests, open_arena, drop_arena);
}
