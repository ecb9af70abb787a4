// SPDX-License-Identifier: Apache-2.0
/* The check: what becomes a value, and everything that is said when it does not fit. */
#include "test/unit/catalogue_case.h"

static const char rows[] =
	"op put PUT /things/{thingId}\n title P\n scope -\n takes Thing\n run thing_do\n"
	"op list GET /things\n title L\n scope -\n run thing_do\n"
	" query locationId id required ref location\n"
	" query limit whole least 1 most 100 initial 20\n"
	" query tags [text] of red|green|blue most 3\n"
	" query ids [whole]\n"
	" query on flag\n"
	" query since instant\n"
	" query score number\n"
	" query filter {any}\n"
	" query more map\n"
	" query q text\n"
	"op narrow GET /narrow\n title N\n scope -\n strict\n query a text\n run thing_do\n"
	"op free DELETE /free\n title F\n scope -\n run thing_do\n"
	"op soft POST /soft\n title S\n scope -\n takes\n  a text\n run thing_do\n"
	"op loose POST /loose\n title S\n scope -\n takes Loose\n run thing_do\n"
	"op nth GET /nth/{n}/{what}\n title N\n scope -\n params n whole least 1\n"
	" params what text of add|remove\n run thing_do\n"
	"op many POST /many\n title M\n scope -\n takes [Line]\n run thing_do\n"
	"shape Loose open\n"
	"  a text\n"
	"shape Thing\n"
	"  id id given\n"
	"  thingId id ref contact\n"
	"  name text required least 2 most 5\n"
	"  email email\n"
	"  age whole least 0 most 150\n"
	"  score number\n"
	"  on flag\n"
	"  since instant\n"
	"  born birthday\n"
	"  kind text of a|b initial b\n"
	"  tags [text] most 2 each 4\n"
	"  colours [text] of red|green\n"
	"  address Address\n"
	"  lines [Line] least 1\n"
	"  by {Line}\n"
	"  counts {whole}\n"
	"  more map\n"
	"  anything any\n"
	"shape Address\n"
	"  city text required\n"
	"  zip text most 3\n"
	"shape Line\n"
	"  id id given\n"
	"  text text required\n"
	"  inner [Line]\n";

static const struct header json_header = { { "Content-Type", 12 }, { "application/json", 16 } };

static struct call *ask(void **state, const char *method, const char *target, const char *body)
{
	struct call *call = case_call(*state, case_read(*state, rows), method, target);

	call->body = text_of(body);
	call->headers = &json_header;
	call->header_count = 1;
	assert_int_equal(catalogue_match(call), ERR_OK);
	return call;
}

static struct call *expect_good(void **state, const char *method, const char *target,
				const char *body)
{
	struct call *call = ask(state, method, target, body);

	if (catalogue_check(call))
		fail_msg("%.*s\n%.*s", (int)call->why.size, call->why.at,
			 (int)case_violations(call).size, case_violations(call).at);
	return call;
}

static void expect_invalid(void **state, const char *method, const char *target, const char *body,
			   const char *want)
{
	struct call *call = ask(state, method, target, body);

	assert_int_equal(catalogue_check(call), ERR_INVALID);
	assert_int_equal(call->err, ERR_INVALID);
	expect_text(case_violations(call), want);
}

#define PUT_GOOD(body)	     expect_good(state, "PUT", "/things/x", body)
#define PUT_BAD(body, want)  expect_invalid(state, "PUT", "/things/x", body, want)
#define GET_GOOD(query)	     expect_good(state, "GET", "/things?locationId=l" query, NULL)
#define GET_BAD(query, want) expect_invalid(state, "GET", "/things?locationId=l" query, NULL, want)

static void members_become_values_in_the_form_of_the_store(void **state)
{
	struct call *call = PUT_GOOD(
		"{\"name\":\"Anna\", \"email\":\"a@b.co\", \"age\":42, \"score\":1, \"on\":true,"
		"\"since\":\"2026-07-17T10:26:20.635Z\", \"born\":\"07/04/1990\", \"kind\":\"a\","
		"\"tags\":[\"x\", \"y\"], \"address\":{\"city\": \"Bern\", \"zip\":null},"
		"\"lines\":[{\"text\":\"t\", \"inner\":[{\"text\":\"u\"}]}], \"by\":{\"k\": "
		"{\"text\""
		":\"v\"}}, \"counts\":{\"a\":1}, \"more\":{\"z\": []}, \"anything\":[1 ,2]}");

	expect_text(call_text(call, "name"), "Anna");
	assert_int_equal(call_value(call, "age")->type, VALUE_WHOLE);
	assert_int_equal(call_whole(call, "age", 0), 42);
	assert_int_equal(call_value(call, "score")->type, VALUE_REAL);
	assert_int_equal(call_value(call, "on")->type, VALUE_FLAG);
	assert_int_equal(call_whole(call, "since", 0), INT64_C(1784283980635));
	assert_int_equal(call_whole(call, "born", 0), INT64_C(647049600000));
	expect_text(call_text(call, "kind"), "a");
	expect_text(call_text(call, "tags"), "[\"x\",\"y\"]");
	expect_text(call_text(call, "address"), "{\"city\":\"Bern\",\"zip\":null}");
	expect_text(call_text(call, "lines"), "[{\"text\":\"t\",\"inner\":[{\"text\":\"u\"}]}]");
	expect_text(call_text(call, "by"), "{\"k\":{\"text\":\"v\"}}");
	expect_text(call_text(call, "counts"), "{\"a\":1}");
	expect_text(call_text(call, "more"), "{\"z\":[]}");
	expect_text(call_text(call, "anything"), "[1,2]");
	assert_non_null(json_get(call->json, "name"));
}

static void what_is_not_sent_is_absent_or_initial_and_null_is_null(void **state)
{
	struct call *call = PUT_GOOD("{\"name\":\"Anna\",\"email\":\"\",\"age\":null,\"tags\":null,"
				     "\"address\":null}");

	assert_false(call_given(call, "score"));
	assert_true(call_given(call, "email"));
	assert_int_equal(call_value(call, "email")->type, VALUE_TEXT);
	assert_int_equal(call_value(call, "age")->type, VALUE_NULL);
	assert_int_equal(call_value(call, "tags")->type, VALUE_NULL);
	assert_int_equal(call_value(call, "address")->type, VALUE_NULL);
	expect_text(call_text(call, "kind"), "b");
	call = PUT_GOOD("{\"name\":\"Anna\",\"kind\":null}");
	assert_int_equal(call_value(call, "kind")->type, VALUE_NULL);
}

static void the_path_stands_whatever_the_body_says(void **state)
{
	struct call *call = PUT_GOOD("{\"name\":\"Anna\",\"thingId\":\"other\"}");

	expect_text(call_text(call, "thingId"), "x");
}

static void each_kind_says_what_it_must_be(void **state)
{
	PUT_BAD("{\"name\":5,\"email\":\"a\",\"age\":\"4\",\"score\":\"1\",\"on\":\"true\","
		"\"since\":\"soon\",\"born\":\"x\",\"kind\":1,\"more\":[]}",
		"name must be a string\n"
		"email must be an email\n"
		"age must be a whole number\n"
		"score must be a number conforming to the specified constraints\n"
		"on must be a boolean value\n"
		"since must be a valid ISO 8601 date string\n"
		"born must be a valid date\n"
		"kind must be a string\n"
		"more must be an object");
}

static void what_is_required_is_not_empty(void **state)
{
	PUT_BAD("{}", "name should not be empty");
	PUT_BAD(NULL, "name should not be empty");
	PUT_BAD("{\"name\":null}", "name should not be empty");
	PUT_BAD("{\"name\":\"\"}", "name should not be empty");
	expect_invalid(state, "GET", "/things", NULL, "locationId should not be empty");
	expect_invalid(state, "GET", "/things?locationId=", NULL, "locationId should not be empty");
}

static void limits_are_of_numbers_characters_and_elements(void **state)
{
	PUT_BAD("{\"name\":\"A\",\"age\":-1}",
		"name must be longer than or equal to 2 characters\nage must not be less than 0");
	PUT_BAD("{\"name\":\"Annabel\",\"age\":151}",
		"name must be shorter than or equal to 5 characters\n"
		"age must not be greater than 150");
	PUT_GOOD("{\"name\":\"\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa9\xe2\x82\xac\"}"); /* five characters
										  */
	PUT_BAD("{\"name\":\"Anna\",\"tags\":[\"a\",\"b\",\"c\"],\"lines\":[]}",
		"tags must contain not more than 2 elements\n"
		"lines must contain at least 1 elements");
	PUT_BAD("{\"name\":\"Anna\",\"tags\":[\"four\",\"\xc3\xa4xyzv\"]}",
		"each value in tags must be shorter than or equal to 4 characters");
	PUT_GOOD("{\"name\":\"Anna\",\"tags\":[\"\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa9\"]}");
}

static void choices_are_listed(void **state)
{
	PUT_BAD("{\"name\":\"Anna\",\"kind\":\"c\",\"colours\":[\"red\",\"blue\"]}",
		"kind must be one of the following values: a, b\n"
		"each value in colours must be one of the following values: red, green");
}

static void lists_and_maps_are_checked_through(void **state)
{
	PUT_BAD("{\"name\":\"Anna\",\"tags\":\"a\",\"address\":[],\"lines\":{},\"by\":[],"
		"\"counts\":1}",
		"tags must be an array\naddress must be an object\nlines must be an array\n"
		"by must be an object\ncounts must be an object");
	PUT_BAD("{\"name\":\"Anna\",\"tags\":[1,null],\"lines\":[1],\"by\":{\"k\":1},"
		"\"counts\":{\"a\":\"b\"}}",
		"each value in tags must be a string\neach value in lines must be an object\n"
		"each value in by must be an object\neach value in counts must be a whole number");
	PUT_BAD("{\"name\":\"Anna\",\"address\":{\"zip\":\"12345\",\"street\":1},"
		"\"lines\":[{\"text\":\"a\"},{\"inner\":[{\"text\":\"\"},{\"text\":\"b\",\"id\":"
		"\"c\""
		"}]}],\"by\":{\"k\":{\"text\":null}}}",
		"address.city should not be empty\n"
		"address.zip must be shorter than or equal to 3 characters\n"
		"property address.street should not exist\n"
		"lines.1.text should not be empty\n"
		"lines.1.inner.0.text should not be empty\n"
		"property lines.1.inner.1.id should not exist\n"
		"by.k.text should not be empty");
}

static void what_should_not_exist_is_named_last(void **state)
{
	PUT_BAD("{\"zebra\":1,\"id\":\"x\",\"email\":\"a\"}",
		"name should not be empty\nemail must be an email\n"
		"property zebra should not exist\nproperty id should not exist");
}

static void open_shapes_let_further_members_through(void **state)
{
	struct call *call = expect_good(state, "POST", "/loose", "{\"a\":\"x\",\"b\":{}}");

	expect_text(call_text(call, "a"), "x");
	assert_non_null(json_get(call->json, "b"));
}

static void a_body_may_be_a_list_of_objects(void **state)
{
	struct call *call = expect_good(state, "POST", "/many", "[{\"text\":\"a\"}]");

	assert_int_equal(call->json->count, 1);
	assert_false(call_given(call, "text"));
	expect_invalid(state, "POST", "/many", "{}", "body must be an array");
	expect_invalid(state, "POST", "/many", "[]", "body must contain at least 1 elements");
	expect_invalid(state, "POST", "/many", NULL, "body must contain at least 1 elements");
	expect_invalid(state, "POST", "/many", "[{\"text\":\"a\"},{\"id\":\"x\"}]",
		       "body.1.text should not be empty\nproperty body.1.id should not exist");
}

static void a_hundred_violations_are_enough(void **state)
{
	struct buffer b = buffer_open(*state, 1 << 20);
	struct call *call;

	buffer_byte(&b, '{');
	for (int i = 0; i < 500; i++)
		buffer_format(&b, "%s\"x%d\":1", i ? "," : "", i);
	buffer_byte(&b, '}');
	call = ask(state, "POST", "/soft", text_c(*state, buffer_text(&b)));
	assert_int_equal(catalogue_check(call), ERR_INVALID);
	assert_int_equal(call->violation_count, CALL_VIOLATIONS_MAX);
}

static void a_body_that_cannot_be_read_is_refused(void **state)
{
	static const char *const bad[] = { "{",		 "nonsense",
					   "{\"a\":1,}", "{} x",
					   "\"a",	 "{\"a\":1,\"a\":2}",
					   " ",		 "{\"a\":\"\xff\"}" };
	struct call *call;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		call = ask(state, "POST", "/soft", bad[i]);
		assert_int_equal(catalogue_check(call), ERR_BAD);
		assert_true(text_starts(call->why, "This is not JSON: "));
	}
	expect_invalid(state, "POST", "/soft", "[]", "body must be an object");
	expect_invalid(state, "POST", "/soft", "\"a\"", "body must be an object");
	expect_invalid(state, "POST", "/soft", "null", "body must be an object");
}

static void a_body_is_json_by_its_content_type(void **state)
{
	static const struct {
		const char *type;
		enum err want;
	} types[] = {
		{ "application/json", ERR_OK },
		{ "Application/JSON; charset=utf-8", ERR_OK },
		{ "application/merge-patch+json", ERR_OK },
		{ "", ERR_OK },
		{ "text/plain", ERR_MEDIA },
		{ "application/x-www-form-urlencoded", ERR_MEDIA },
		{ "application/jsonp", ERR_MEDIA },
		{ "json", ERR_MEDIA },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct header header = { TEXT("content-type"), text_of(types[i].type) };
		struct call *call = ask(state, "POST", "/soft", "{\"a\":\"b\"}");

		call->headers = &header;
		assert_int_equal(catalogue_check(call), types[i].want);
		call = ask(state, "POST", "/soft",
			   NULL); /* nothing sent: nothing to be of a type */
		call->headers = &header;
		assert_int_equal(catalogue_check(call), ERR_OK);
		call = ask(state, "DELETE", "/free", "{}");
		call->headers = &header;
		assert_int_equal(catalogue_check(call), ERR_OK);
	}
}

static void a_body_that_the_row_does_not_take_is_ignored(void **state)
{
	struct call *call = expect_good(state, "DELETE", "/free", "{}");

	assert_null(call->json);
	expect_good(state, "DELETE", "/free", "not json at all");
}

static void query_parameters_become_values(void **state)
{
	struct call *call = GET_GOOD(
		"&limit=5&tags=red,green&ids=1&ids=2&on=true&score=2"
		"&since=2026-07-17T12:26:20.635%2B02:00&filter=%7B%22a%22:%201%7D"
		"&more={}&q=a+b%2Bc&unknown=x");

	expect_text(call_text(call, "locationId"), "l");
	assert_int_equal(call_whole(call, "limit", 0), 5);
	expect_text(call_text(call, "tags"), "[\"red\",\"green\"]");
	expect_text(call_text(call, "ids"), "[1,2]");
	assert_int_equal(call_value(call, "on")->type, VALUE_FLAG);
	assert_int_equal(call_whole(call, "on", 0), 1);
	assert_int_equal(call_whole(call, "since", 0), INT64_C(1784283980635));
	assert_true(call_value(call, "score")->real == 2);
	expect_text(call_text(call, "filter"), "{\"a\":1}");
	expect_text(call_text(call, "more"), "{}");
	expect_text(call_text(call, "q"), "a b+c");
	assert_false(call_given(call, "unknown"));
}

static void lists_in_a_query_have_four_spellings(void **state)
{
	static const char *const spellings[] = { "&tags=red,blue", "&tags=red&tags=blue",
						 "&tags[]=red&tags[]=blue",
						 "&tags%5B0%5D=red&tags[1]=blue",
						 "&tags=red,,&tags=blue" };

	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		struct text target = text_format(*state, "/things?locationId=l%s", spellings[i]);
		struct call *call = expect_good(state, "GET", text_c(*state, target), NULL);

		expect_text(call_text(call, "tags"), "[\"red\",\"blue\"]");
	}
	assert_false(call_given(GET_GOOD("&tags="), "tags"));
	assert_false(call_given(GET_GOOD("&tags=,"), "tags"));
}

static void empty_query_values_count_only_for_texts(void **state)
{
	struct call *call = GET_GOOD("&limit=&on=&since=&q=&score&&=&filter=");

	assert_int_equal(call_whole(call, "limit", 0), 20); /* its initial value */
	assert_false(call_given(call, "on"));
	assert_false(call_given(call, "since"));
	assert_false(call_given(call, "score"));
	assert_false(call_given(call, "filter"));
	assert_int_equal(call_value(call, "q")->type, VALUE_TEXT);
}

static void a_query_that_does_not_fit_is_refused(void **state)
{
	GET_BAD("&limit=abc&tags=red,pink&ids=1,x&on=yes&score=1,5&since=now&filter=x&more=[]",
		"limit must be a whole number\n"
		"each value in tags must be one of the following values: red, green, blue\n"
		"each value in ids must be a whole number\n"
		"on must be a boolean value\n"
		"since must be a valid ISO 8601 date string\n"
		"score must be a number conforming to the specified constraints\n"
		"filter must be an object\n"
		"more must be an object");
	GET_BAD("&limit=0", "limit must not be less than 1");
	GET_BAD("&limit=101", "limit must not be greater than 100");
	GET_BAD("&tags=red,red,red,red", "tags must contain not more than 3 elements");
}

static void a_single_value_that_is_sent_twice_is_refused(void **state)
{
	GET_BAD("&locationId=l&limit=1&limit=1&q=a&q=a",
		"locationId must be a string\nlimit must be a whole number\nq must be a string");
	GET_BAD("&filter={}&filter={}", "filter must be an object");
}

static void strict_rows_name_unknown_parameters(void **state)
{
	expect_good(state, "GET", "/narrow?a=x", NULL);
	expect_invalid(state, "GET", "/narrow?b=x&a=1&a=2&c%20d", NULL,
		       "a must be a string\nproperty b should not exist\n"
		       "property c d should not exist");
}

static void a_query_that_cannot_be_read_is_refused(void **state)
{
	static const char *const bad[] = { "/narrow?a=%zz", "/narrow?a=%",   "/narrow?%f=1",
					   "/narrow?a=%00", "/narrow?a=%ff", "/narrow?a=\xff" };
	struct buffer b = buffer_open(*state, 1 << 20);
	struct call *call;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		call = ask(state, "GET", bad[i], NULL);
		assert_int_equal(catalogue_check(call), ERR_BAD);
		assert_true(text_starts(call->why, "The query string is not well formed: "));
		assert_true(text_utf8(call->why));
	}
	buffer_add(&b, TEXT("/narrow?"));
	for (int i = 0; i < 1001; i++)
		buffer_add(&b, TEXT("b&"));
	call = ask(state, "GET", text_c(*state, buffer_text(&b)), NULL);
	assert_int_equal(catalogue_check(call), ERR_BAD);
	expect_text(call->why, "More than 1000 parameters in the query string");
	for (int i = 0; i < 100000; i++)
		buffer_byte(&b, 'x');
	call = ask(state, "GET", text_c(*state, buffer_text(&b)), NULL);
	assert_int_equal(catalogue_check(call), ERR_LONG);
	expect_text(call->why, "The query string is longer than 65536 bytes");
}

static void parameters_of_a_path_have_kinds(void **state)
{
	struct call *call = expect_good(state, "GET", "/nth/12/add", NULL);

	assert_int_equal(call_whole(call, "n", 0), 12);
	expect_text(call_text(call, "what"), "add");
	expect_invalid(state, "GET", "/nth/x/y", NULL,
		       "n must be a whole number\n"
		       "what must be one of the following values: add, remove");
	expect_invalid(state, "GET", "/nth/0/add", NULL, "n must not be less than 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(members_become_values_in_the_form_of_the_store),
		T(what_is_not_sent_is_absent_or_initial_and_null_is_null),
		T(the_path_stands_whatever_the_body_says),
		T(each_kind_says_what_it_must_be),
		T(what_is_required_is_not_empty),
		T(limits_are_of_numbers_characters_and_elements),
		T(choices_are_listed),
		T(lists_and_maps_are_checked_through),
		T(what_should_not_exist_is_named_last),
		T(open_shapes_let_further_members_through),
		T(a_body_may_be_a_list_of_objects),
		T(a_hundred_violations_are_enough),
		T(a_body_that_cannot_be_read_is_refused),
		T(a_body_is_json_by_its_content_type),
		T(a_body_that_the_row_does_not_take_is_ignored),
		T(query_parameters_become_values),
		T(lists_in_a_query_have_four_spellings),
		T(empty_query_values_count_only_for_texts),
		T(a_query_that_does_not_fit_is_refused),
		T(a_single_value_that_is_sent_twice_is_refused),
		T(strict_rows_name_unknown_parameters),
		T(a_query_that_cannot_be_read_is_refused),
		T(parameters_of_a_path_have_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
