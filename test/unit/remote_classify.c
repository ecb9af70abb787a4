// SPDX-License-Identifier: Apache-2.0
/*
 * What answers mean: recorded ones of HighLevel and WordPress, and what stands between.
 */
#include "base/time/clock.h"
#include "integration/remote/inside.h"
#include "test/unit/catalogue_case.h"

static const char ours[] = "op do POST /do\n  title Do\n  scope a\n  takes\n    x text\n"
			   "  gives 200 x:text\n";
static const char site[] = "connector wordpress\nop do POST /wp-json/do\n  title Do\n  scope a\n"
			   "  takes\n    x text\n  gives 200 x:text\n";
#define PAGE "<!DOCTYPE html><html><title>Error</title><p>Not Acceptable!</p></html>"

static const struct {
	const char *rows;
	int status;
	const char *body;
	enum remote_class class;
} cases[] = {
	{ ours, 200, "{}", REMOTE_DONE },
	{ ours, 201, "", REMOTE_DONE },
	{ ours, 200, PAGE, REMOTE_FOREIGN },
	{ ours, 302, "", REMOTE_MOVED },
	{ ours, 401, "{\"statusCode\":401,\"message\":\"version header was not found.\"}",
	  REMOTE_VERSION },
	{ ours, 400, "{\"message\":\"Invalid API version segment 'x' at position 0\"}",
	  REMOTE_VERSION },
	{ ours, 401, "{\"message\":\"Invalid JWT\"}", REMOTE_TOKEN },
	{ ours, 401, "{\"message\":\"Invalid Private Integration token\"}", REMOTE_TOKEN },
	{ ours, 401, "{\"message\":\"The token is not authorized for this scope.\"}",
	  REMOTE_SCOPE },
	{ ours, 401, "{\"message\":\"Token's user type mismatch!\"}", REMOTE_SCOPE },
	{ ours, 401,
	  "{\"message\":\"This authClass type is not allowed to access this scope. Please\"}",
	  REMOTE_SCOPE },
	{ ours, 401,
	  "{\"message\":\"This route is not yet supported by the IAM Service. Please update\"}",
	  REMOTE_SCOPE },
	{ ours, 401, "{\"message\":\"The token does not have access to this location.\"}",
	  REMOTE_TENANT },
	{ ours, 403, "{\"message\":\"The token does not have access to this location.\"}",
	  REMOTE_TENANT },
	{ ours, 403, PAGE, REMOTE_BLOCKED },
	{ ours, 400, "{\"message\":\"Location is not active\"}", REMOTE_TENANT },
	{ ours, 400,
	  "{\"message\":\"This location does not allow duplicated contacts.\",\"meta\":"
	  "{\"contactId\":\"c1\"}}",
	  REMOTE_CONFLICT },
	{ ours, 400,
	  "{\"message\":\"Can not create duplicate opportunity for the contact.\",\"code\":"
	  "\"OPPORTUNITY_NO_DUPLICATE\",\"meta\":{\"existingId\":\"o1\"}}",
	  REMOTE_CONFLICT },
	{ ours, 400,
	  "{\"message\":\"A record with the same value\",\"errors\":[{\"errorCode\":"
	  "\"duplicate_record\",\"field\":\"k\"}],\"statusCode\":400}",
	  REMOTE_CONFLICT },
	{ ours, 400, "{\"message\":\"Contact with id x not found\"}", REMOTE_MISSING },
	{ ours, 400, "{\"error\":\"Contact with id x not found\",\"status\":400}", REMOTE_MISSING },
	{ ours, 400, "{\"message\":\"Contact not found for id:x\"}", REMOTE_MISSING },
	{ ours, 400, "{\"status\":400,\"message\":\"The tag name is already exist.\"}",
	  REMOTE_CONFLICT },
	{ ours, 400, "{\"message\":\"Invalid field contact_name\"}", REMOTE_INVALID },
	{ ours, 404, "{\"message\":\"Cannot GET /x\"}", REMOTE_MISSING },
	{ ours, 422, "{\"message\":[\"property x should not exist\",\"b\"]}", REMOTE_INVALID },
	{ ours, 409, "{\"message\":\"A request with this key is still in progress.\"}",
	  REMOTE_BUSY },
	{ ours, 408, "", REMOTE_LOST },
	{ ours, 429, "{\"message\":\"Too Many Requests\"}", REMOTE_FLOOD },
	{ ours, 500, "{\"message\":\"Internal\"}", REMOTE_BROKEN },
	{ ours, 502, PAGE, REMOTE_BROKEN },
	{ ours, 524, "error code: 524", REMOTE_BROKEN },
	{ site, 200, "\xef\xbb\xbf\n{\"id\":1}", REMOTE_DONE },
	{ site, 500, "{\"code\":\"existing_user_email\",\"message\":\"Sorry\",\"data\":null}",
	  REMOTE_CONFLICT },
	{ site, 500, "{\"code\":\"existing_user_login\",\"message\":\"Sorry\",\"data\":null}",
	  REMOTE_CONFLICT },
	{ site, 500, "{\"code\":\"internal_server_error\",\"message\":\"critical\"}",
	  REMOTE_BROKEN },
	{ site, 401, "{\"code\":\"rest_forbidden_context\",\"message\":\"Sorry\"}", REMOTE_TOKEN },
	{ site, 403, "{\"code\":\"rest_cannot_create_user\",\"message\":\"Sorry\"}", REMOTE_SCOPE },
	{ site, 403, "{\"code\":\"x\",\"message\":\"Access denied by firewall\"}", REMOTE_BLOCKED },
	{ site, 401, "{\"code\":\"itsec_rest_api_access_restricted\",\"message\":\"x\"}",
	  REMOTE_BLOCKED },
	{ site, 403, PAGE, REMOTE_BLOCKED },
	{ site, 406, PAGE, REMOTE_BLOCKED },
	{ site, 404, PAGE, REMOTE_FOREIGN },
	{ site, 404, "{\"code\":\"rest_user_invalid_id\",\"message\":\"Invalid user ID.\"}",
	  REMOTE_MISSING },
	{ site, 400, "{\"code\":\"rest_invalid_param\",\"message\":\"x not found\"}",
	  REMOTE_INVALID },
	{ site, 400, "{\"code\":\"term_exists\",\"data\":{\"term_id\":7}}", REMOTE_CONFLICT },
	{ site, 503, PAGE, REMOTE_BROKEN },
};

static struct remote_answer classify(struct arena *a, const char *rows, int status, const char *raw)
{
	struct remote_ask ask = { .op = catalogue_find(case_read(a, rows), TEXT("do")) };
	struct remote_answer answer = { .status = status };
	struct text why;

	answer.rate.daily_remaining = -1;
	answer.body = body_read(a, text_of(raw));
	answer_classify(a, &ask, text_of(raw), &answer);
	why = answer.why;
	assert_true(answer.class == REMOTE_DONE || text_ends(why, "."));
	return answer;
}

static void each_answer_has_its_class(void **state)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct remote_answer answer = classify(*state, cases[i].rows, cases[i].status,
						       cases[i].body);

		if (answer.class != cases[i].class)
			fail_msg("%d %s is %s, not %s", cases[i].status, cases[i].body,
				 remote_class_name(answer.class),
				 remote_class_name(cases[i].class));
	}
}

static void a_conflict_says_what_is_there(void **state)
{
	struct remote_answer answer;

	answer = classify(*state, ours, 400,
			  "{\"message\":\"duplicated\",\"meta\":{\"contactId\":\"c1\"}}");
	expect_text(answer.existing_id, "c1");
	answer = classify(*state, ours, 400,
			  "{\"message\":\"duplicate\",\"meta\":{\"existingId\":\"o1\"}}");
	expect_text(answer.existing_id, "o1");
	answer = classify(*state, ours, 400,
			  "{\"message\":\"x\",\"errors\":[{\"errorCode\":\"duplicate_record\"}]}");
	expect_text(answer.code, "duplicate_record");
	answer = classify(*state, site, 400, "{\"code\":\"term_exists\",\"data\":{\"term_id\":7}}");
	expect_text(answer.existing_id, "7");
}

static void the_reason_is_a_plain_sentence(void **state)
{
	expect_text(classify(*state, ours, 422, "{\"message\":[\"a is wrong\",\"b too\"]}").why,
		    "The other side does not accept the values (422: a is wrong; b too).");
	expect_text(classify(*state, site, 403, PAGE).why,
		    "A security plugin or firewall keeps the request away (403: Error Not"
		    " Acceptable!).");
	expect_text(classify(*state, ours, 500, "").why,
		    "The other side has a fault of its own (500).");
}

/* `header: said` of an answer of that status, half a minute before eight on the sixth. */
static struct remote_rate rate_said(const char *header, const char *said, int status)
{
	struct header headers[] = { { text_of(header), text_of(said) },
				    { TEXT("Date"), TEXT("Sun, 06 Nov 1994 08:49:37 GMT") } };
	struct remote_answer answer = { .status = status, .headers = headers, .header_count = 2 };

	rate_read(&answer, 0);
	return answer.rate;
}

static void every_spelling_of_a_wait_is_read_and_none_is_longer_than_a_day(void **state)
{
	/* now is 784111777 */
	static const struct {
		const char *header, *said;
		int64_t ms;
	} rows[] = {
		{ "Retry-After", "120", 120000 },
		{ "Retry-After", "0", 0 },
		{ "Retry-After", "1.5", 1500 },
		{ "Retry-After", "90s", 90000 },
		{ "Retry-After", "1m30s", 90000 },
		{ "Retry-After", "500ms", 500 },
		{ "Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT", 60000 },
		{ "Retry-After", "Sun, 06 Nov 1994 08:40:37 GMT", 0 },
		{ "Retry-After", "1994-11-06T08:50:37Z", 60000 },
		{ "Retry-After", "31536000", DAY_MS },
		{ "Retry-After", "1784111777", DAY_MS },    /* seconds since 1970, far ahead */
		{ "Retry-After", "1784111777000", DAY_MS }, /* milliseconds */
		{ "Retry-After", "99999999999999999999", DAY_MS },
		{ "Retry-After", "9223372036854775807", DAY_MS },
		{ "Retry-After", "soon", -1 },
		{ "Retry-After", "-5", -1 },
		{ "Retry-After", "", -1 },
		{ "Retry-After-Ms", "700", 700 },
		{ "X-RateLimit-Reset", "30", 30000 },
		{ "RateLimit-Reset", "30", 30000 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct remote_rate rate = rate_said(rows[i].header, rows[i].said, 429);
		if (rate.retry_after_ms != rows[i].ms)
			fail_msg("%s: %s is %lld", rows[i].header, rows[i].said,
				 (long long)rate.retry_after_ms);
	}
	/* a reset in an answer that refuses nothing is no wait */
	assert_int_equal(rate_said("X-RateLimit-Reset", "30", 200).retry_after_ms, -1);
	assert_int_equal(rate_said("X-RateLimit-Daily-Reset", "83653000", 200).daily_reset_ms,
			 83653000);
	assert_int_equal(rate_said("X-RateLimit-Daily-Reset", "1784111777000", 200).daily_reset_ms,
			 DAY_MS);
	assert_int_equal(rate_said("X-RateLimit-Daily-Reset", "Sun, 06 Nov 1994 09:49:37 GMT", 200)
				 .daily_reset_ms,
			 HOUR_MS);
	assert_int_equal(
		rate_said("X-RateLimit-Interval-Milliseconds", "1784111777000", 200).interval_ms,
		DAY_MS);
	/* epochs that are near, by a clock of ours where there is no Date */
	struct header one = { TEXT("Retry-After"), TEXT("1784111777") };
	struct remote_answer answer = { .status = 429, .headers = &one, .header_count = 1 };
	rate_read(&answer, (int64_t)1784111700 * 1000);
	assert_int_equal(answer.rate.retry_after_ms, 77000);
}

static void the_daily_end_is_told_from_a_burst(void **state)
{
	struct remote_ask ask = { .op = catalogue_find(case_read(*state, ours), TEXT("do")) };
	struct remote_answer answer = { .status = 429, .rate = { .daily_remaining = 0 } };

	answer_classify(*state, &ask, TEXT(""), &answer);
	assert_int_equal(answer.class, REMOTE_QUOTA);
}

static void the_headers_of_limits_are_read(void **state)
{
	const struct header headers[] = {
		{ TEXT("X-RateLimit-Max"), TEXT("100") },
		{ TEXT("x-ratelimit-remaining"), TEXT("89") },
		{ TEXT("x-ratelimit-interval-milliseconds"), TEXT("10000") },
		{ TEXT("x-ratelimit-limit-daily"), TEXT("200000") },
		{ TEXT("x-ratelimit-daily-remaining"), TEXT("199905") },
		{ TEXT("x-ratelimit-daily-reset"), TEXT("83653000") },
		{ TEXT("Date"), TEXT("Sun, 06 Nov 1994 08:49:37 GMT") },
		{ TEXT("Retry-After"), TEXT("Sun, 06 Nov 1994 08:50:07 GMT") },
	};
	struct remote_answer answer = { .headers = headers, .header_count = 8 };

	(void)state;
	rate_read(&answer, 0);
	assert_int_equal(answer.rate.max, 100);
	assert_int_equal(answer.rate.remaining, 89);
	assert_int_equal(answer.rate.interval_ms, 10000);
	assert_int_equal(answer.rate.limit_daily, 200000);
	assert_int_equal(answer.rate.daily_remaining, 199905);
	assert_int_equal(answer.rate.daily_reset_ms, 83653000);
	assert_int_equal(answer.rate.retry_after_ms, 30000);
	assert_int_equal(answer.date_ms, INT64_C(784111777000));
	answer.header_count = 0;
	rate_read(&answer, 0);
	assert_int_equal(answer.rate.remaining, -1);
	assert_int_equal(answer.rate.retry_after_ms, -1);
	assert_int_equal(http_date_ms(TEXT("Sunday, 06-Nov-94 08:49:37 GMT")), 0);
	assert_int_equal(http_date_ms(TEXT("Sun, 06 Foo 1994 08:49:37 GMT")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(each_answer_has_its_class),
		T(a_conflict_says_what_is_there),
		T(the_reason_is_a_plain_sentence),
		T(the_daily_end_is_told_from_a_burst),
		T(every_spelling_of_a_wait_is_read_and_none_is_longer_than_a_day),
		T(the_headers_of_limits_are_read),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
