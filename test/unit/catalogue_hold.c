// SPDX-License-Identifier: Apache-2.0
/* A reply against its row: what may be there, what must, and how errors look. */
#include "test/unit/catalogue_case.h"

static const char rows[] = "op a GET /a\n title A\n scope -\n"
			   " gives 201 task:Task more?:[Task] last:text! maybe?:id! map:{whole}\n"
			   "op flat GET /b\n title B\n scope -\n gives 200 Task\n"
			   "op text GET /c\n title C\n scope -\n gives 200 raw\n"
			   "op none GET /d\n title D\n scope -\n"
			   "op open GET /e\n title E\n scope -\n gives 200 Open\n"
			   "op tasks GET /f\n title F\n scope -\n gives 200 [Task]\n"
			   "shape Task\n"
			   "  id id given sure\n"
			   "  due instant\n"
			   "  done flag\n"
			   "  kind text of a|b\n"
			   "  owner id nulls\n"
			   "  secret text taken\n"
			   "  body any\n"
			   "shape Open open\n"
			   "  id id sure\n";

static struct text held(void **state, const char *name, int status, const char *json)
{
	const struct catalogue *c = case_read(*state, rows);
	const struct json *body = NULL;
	struct text why;
	bool good;

	if (json && json_read(*state, text_of(json), &body, &why))
		fail_msg("%s: %.*s", json, (int)why.size, why.at);
	good = catalogue_reply_check(*state, catalogue_find(c, text_of(name)), status, body, &why);
	assert_int_equal(good, !why.size);
	return why;
}

#define TASK "{\"id\":\"x\",\"owner\":null}"

static void a_reply_as_the_row_says_is_held(void **state)
{
	expect_text(held(state, "a", 201,
			 "{\"task\":" TASK ",\"last\":null,\"map\":{},\"traceId\":\"t\"}"),
		    "");
	expect_text(
		held(state, "a", 201,
		     "{\"task\":{\"id\":\"x\",\"owner\":\"y\",\"due\":\"2026-07-17T10:26:20.635Z\","
		     "\"done\":false,\"kind\":\"b\",\"body\":null},\"more\":[" TASK "," TASK "],"
		     "\"last\":\"z\",\"maybe\":null,\"map\":{\"a\":1}}"),
		"");
	expect_text(held(state, "flat", 200, "{\"id\":\"x\",\"owner\":null,\"traceId\":\"t\"}"),
		    "");
	expect_text(held(state, "text", 200, NULL), "");
	expect_text(held(state, "none", 200, "{\"traceId\":\"t\"}"), "");
	expect_text(held(state, "tasks", 200, "[" TASK "]"), "");
	expect_text(held(state, "tasks", 200, "[]"), "");
	expect_text(held(state, "open", 200, "{\"id\":\"x\",\"whatever\":1}"), "");
}

static void every_difference_is_said(void **state)
{
	expect_text(
		held(state, "a", 201, "{\"last\":1,\"maybe\":1,\"map\":{\"a\":\"b\"}}"),
		"last is not of kind text; maybe is not of kind id; map.a is not of kind whole; "
		"task is missing");
	expect_text(held(state, "a", 201,
			 "{\"task\":{\"due\":\"soon\",\"done\":1,\"kind\":\"c\",\"secret\":\"s\","
			 "\"body\":1,\"more\":2},\"last\":null,\"map\":null}"),
		    "task.due is not of kind instant; task.done is not of kind flag; task.kind is "
		    "`c`, which is none of its choices; task.secret should not be there; task.more "
		    "should not be there; task.id is missing; task.owner is missing; map is null");
	expect_text(held(state, "a", 201,
			 "{\"task\":[],\"more\":{},\"last\":null,\"map\":[],\"more2\":1}"),
		    "task is not an object (Task); more is not a list; map is not an object; more2 "
		    "should not be there");
	expect_text(held(state, "a", 201,
			 "{\"task\":" TASK ",\"more\":[" TASK ",{\"id\":null,\"owner\":null,"
			 "\"traceId\":\"t\"}],\"last\":null,\"map\":{}}"),
		    "more.1.id is null; more.1.traceId should not be there");
}

static void the_status_is_that_of_the_row(void **state)
{
	expect_text(held(state, "none", 201, "{}"), "the reply has status 201, not 200");
	expect_text(held(state, "none", 200, "[]"), "the reply is not a JSON object");
	expect_text(held(state, "tasks", 200, "{}"), "the reply is not a JSON list");
	expect_text(held(state, "tasks", 200, "[{\"id\":1,\"owner\":null}]"),
		    "body.0.id is not of kind id");
	expect_text(held(state, "none", 200, NULL), "the reply is not a JSON object");
}

static void a_refusal_has_a_message_and_its_status(void **state)
{
	expect_text(held(state, "a", 400,
			 "{\"statusCode\":400,\"message\":\"no\",\"error\":\"Bad Request\"}"),
		    "");
	expect_text(held(state, "a", 422, "{\"statusCode\":422,\"message\":[\"no\"]}"), "");
	expect_text(held(state, "a", 400,
			 "{\"status\":400,\"message\":\"no\",\"name\":\"HttpException\"}"),
		    "");
	expect_text(held(state, "a", 401, "{\"error\":\"x\",\"error_description\":\"y\"}"), "");
	expect_text(
		held(state, "a", 400, "{\"statusCode\":401,\"message\":1}"),
		"the reply is a refusal without a message; the reply is a refusal that does not "
		"repeat its status 400");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_reply_as_the_row_says_is_held),
		T(every_difference_is_said),
		T(the_status_is_that_of_the_row),
		T(a_refusal_has_a_message_and_its_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
