// SPDX-License-Identifier: Apache-2.0
/*
 * What is sent to a hook becomes JSON: nothing that can be understood is lost.
 */
#include "integration/flows/inside.h"
#include "test/unit/catalogue_case.h"

struct sent {
	const char *type, *body;
	size_t size; /* 0: up to its NUL */
	const char *json, *why;
};

static void sent_try(const struct sent *s)
{
	struct arena *a = arena_open();
	struct call *call = call_open(a, 0);
	const struct header header = { TEXT("content-type"), text_of(s->type) };
	const struct json *body = NULL;

	call->headers = &header;
	call->header_count = 1;
	call->body = (struct text){ s->body, s->size ? s->size : strlen(s->body) };
	enum err e = hook_body(call, &body);
	if (s->why) {
		assert_true(e != ERR_OK);
		expect_text(call->why, s->why);
	} else {
		assert_int_equal(e, ERR_OK);
		expect_text(json_source(a, body), s->json);
	}
	arena_drop(a);
}

#define FORM  "application/x-www-form-urlencoded"
#define PARTS "multipart/form-data; boundary=\"b-1\""
#define NUL   "The body holds the NUL character, which no text may."

static void forms_and_json_of_any_kind_are_taken(void **state)
{
	static const struct sent all[] = {
		{ FORM, "color[]=a&color[]=b&name=Ann", 0,
		  "{\"color\":[\"a\",\"b\"],\"name\":\"Ann\"}", NULL },
		{ FORM, "color=a&name=Ann&color=b", 0, "{\"color\":[\"a\",\"b\"],\"name\":\"Ann\"}",
		  NULL },
		{ FORM, "one[]=a", 0, "{\"one\":[\"a\"]}", NULL },
		{ FORM "; charset=UTF-8", "name=caf%C3%A9+x", 0, "{\"name\":\"café x\"}", NULL },
		{ FORM, "name=caf%E9&price=%805", 0, "{\"name\":\"café\",\"price\":\"€5\"}", NULL },
		{ FORM, "rate=100%&x=%zz", 0, "{\"rate\":\"100%\",\"x\":\"%zz\"}", NULL },
		{ FORM, "a=%00b", 0, NULL, NUL },
		{ FORM, "", 0, "{}", NULL },
		{ "application/json", "[1,2]", 0, "[1,2]", NULL },
		{ "application/json", "\"x\"", 0, "\"x\"", NULL },
		{ "application/json", "\xef\xbb\xbf{\"a\":1}", 0, "{\"a\":1}", NULL },
		{ "application/json", "{\"a\":\"caf\xe9\"}", 0, "{\"a\":\"café\"}", NULL },
		{ "text/plain", "{\"a\":1}", 0, "{\"a\":1}", NULL },
		{ "application/json", "{\"a\"", 0, NULL,
		  "The body must be JSON or a form: This is not JSON: at byte 4 a colon is"
		  " expected after the key" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		sent_try(&all[i]);
}

static void forms_in_parts_are_taken_and_files_keep_name_type_and_size(void **state)
{
	static const struct sent all[] = {
		{ PARTS,
		  "--b-1\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAnn\r\n"
		  "--b-1\r\ncontent-disposition: form-data; name=\"cv\"; filename=\"a.pdf\"\r\n"
		  "Content-Type: application/pdf\r\n\r\n1234\0"
		  "5\r\n"
		  "--b-1\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n"
		  "\r\n--b-1--\r\n",
		  246,
		  "{\"name\":\"Ann\",\"cv\":{\"name\":\"a.pdf\",\"type\":\"application/pdf\","
		  "\"size\":6}}",
		  NULL },
		{ PARTS,
		  "preamble\r\n--b-1\r\nContent-Disposition: form-data; name=t[]\r\n\r\n"
		  "\xe9\r\n--b-1--",
		  0, "{\"t\":[\"é\"]}", NULL },
		{ PARTS, "--b-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", 0, NULL,
		  "The form ends before its last boundary, or has none." },
		{ "multipart/form-data", "x", 0, NULL, "The form in parts says no boundary." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		sent_try(&all[i]);
}

static void a_form_of_many_fields_is_read_at_once(void **state)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 1 << 20);

	(void)state;
	for (int i = 0; i < 5000; i++)
		buffer_format(&b, "f%d=1&", i);
	struct call *call = call_open(a, 0);
	const struct header header = { TEXT("content-type"), TEXT(FORM) };
	const struct json *body = NULL;
	call->headers = &header;
	call->header_count = 1;
	call->body = buffer_text(&b);
	assert_int_equal(hook_body(call, &body), ERR_OK);
	assert_int_equal(body->count, 5000);
	buffer_format(&b, "f=1");
	call->body = buffer_text(&b);
	assert_int_equal(hook_body(call, &body), ERR_LARGE);
	expect_text(call->why, "The form has more than 5000 fields.");
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_and_json_of_any_kind_are_taken),
		cmocka_unit_test(forms_in_parts_are_taken_and_files_keep_name_type_and_size),
		cmocka_unit_test(a_form_of_many_fields_is_read_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
