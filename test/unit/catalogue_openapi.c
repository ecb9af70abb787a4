// SPDX-License-Identifier: Apache-2.0
/* The catalogue as OpenAPI: what a reader of the document finds in it. */
#include "test/unit/catalogue_case.h"

static const char rows[] =
	"op get-task GET /tasks/{taskId}\n title Get a \"Task\"\n note Just one.\n"
	" scope tasks.read tasks.write\n query deep flag initial false\n"
	" query ids [whole] most 5\n gives 200 task:Task! more?:[Task]\n"
	" offers trigger\n run thing_do\n"
	"op change-task PUT /tasks/{id}/\n title Change\n scope tasks.write\n"
	" takes Task\n gives 200 Task\n event TaskChange TaskEvent\n"
	" token company\n run thing_do\n"
	"op make-task POST /tasks\n title Make\n scope -\n ours\n"
	" takes\n  title text required most 9\n  kind text of a|b\n"
	" gives 201 raw\n run thing_do\n"
	"op remote GET /remote\n title Remote\n scope -\n gives 200 Unused\n"
	"shape Task\n"
	"  id id given sure\n"
	"  title text required\n"
	"  secret text taken\n"
	"  due instant nulls\n"
	"  owner Owner\n"
	"  counts {whole}\n"
	"shape Owner open\n"
	"  email email\n"
	"  boss Owner\n"
	"shape TaskEvent\n"
	"  id id sure\n"
	"shape Unused\n"
	"  id id\n";

static const struct json *described(struct arena *a)
{
	struct buffer b = buffer_open(a, (size_t)1 << 20);
	struct json_out o = json_open(&b);
	const struct json *document;
	struct text why;

	catalogue_openapi(case_read(a, rows), TEXT(""), &o);
	assert_int_equal(o.depth, 0);
	if (json_read(a, buffer_text(&b), &document, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return document;
}

/* Follows keys, parted by spaces, and numbers of list items. */
static const struct json *at(const struct json *v, const char *keys)
{
	struct text rest = text_of(keys), key;
	int64_t index;

	while (text_split(&rest, ' ', &key)) {
		if (json_is(v, JSON_LIST) && text_whole(key, &index)) {
			const struct json *item = json_first(v);

			while (item && index--)
				item = json_after(v, item);
			v = item;
		} else {
			v = json_find(v, key);
		}
		if (!v)
			fail_msg("%s: there is no %.*s", keys, (int)key.size, key.at);
	}
	return v;
}

static void expect_at(void **state, const char *keys, const char *want)
{
	expect_text(json_source(*state, at(described(*state), keys)), want);
}

static void the_document_says_what_it_is(void **state)
{
	expect_at(state, "openapi", "\"3.0.3\"");
	expect_at(state, "info title", "\"Groundlevel\"");
	expect_at(state, "components securitySchemes token scheme", "\"bearer\"");
	expect_at(state, "components securitySchemes token x-scopes",
		  "[\"tasks.read\",\"tasks.write\"]");
}

static void operations_of_one_path_stand_together(void **state)
{
	const struct json *paths = at(described(*state), "paths");

	assert_int_equal(paths->count, 2);
	expect_text(json_source(*state, at(paths, "/tasks/{taskId} put parameters 0 name")),
		    "\"taskId\"");
	expect_text(json_source(*state, at(paths, "/tasks/{taskId} get operationId")),
		    "\"get-task\"");
	assert_null(json_get(paths, "/remote"));
}

static void an_operation_says_what_its_row_says(void **state)
{
#define GET "paths /tasks/{taskId} get "
#define PUT "paths /tasks/{taskId} put "
	expect_at(state, GET "summary", "\"Get a \\\"Task\\\"\"");
	expect_at(state, GET "description", "\"Just one.\"");
	expect_at(state, GET "tags", "[\"test\"]");
	expect_at(state, GET "parameters 0",
		  "{\"name\":\"taskId\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":"
		  "\"string\",\"x-kind\":\"id\"}}");
	expect_at(state, GET "parameters 1",
		  "{\"name\":\"deep\",\"in\":\"query\",\"schema\":{\"type\":\"boolean\",\"x-kind\":"
		  "\"flag\",\"default\":false}}");
	expect_at(state, GET "parameters 2 schema",
		  "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"x-kind\":\"whole\"},"
		  "\"maxItems\":5}");
	expect_at(state, GET "parameters 3 $ref", "\"#/components/parameters/Version\"");
	expect_at(state, GET "security", "[{\"token\":[]}]");
	expect_at(state, GET "x-groundlevel",
		  "{\"scopes\":[\"tasks.read\",\"tasks.write\"],\"token\":\"location\",\"class\":"
		  "\"read\",\"ours\":false,\"reads\":true,\"trigger\":true,\"action\":false,"
		  "\"events\":[]}");
	expect_at(state, PUT "requestBody content application/json schema $ref",
		  "\"#/components/schemas/TaskSent\"");
	expect_at(state, PUT "x-groundlevel events", "[\"TaskChange\"]");
	expect_at(state, PUT "x-groundlevel class", "\"repeatable\"");
	expect_at(state, "paths /tasks post security", "[]");
	expect_at(state, "paths /tasks post parameters", "[]");
	expect_at(state,
		  "x-webhooks TaskChange post requestBody content application/json schema $ref",
		  "\"#/components/schemas/TaskEvent\"");
}

static void replies_have_their_shape_and_a_trace(void **state)
{
	expect_at(state, GET "responses 200 content application/json schema",
		  "{\"type\":\"object\",\"properties\":{\"task\":{\"type\":\"object\","
		  "\"allOf\":[{\"$ref\":\"#/components/schemas/"
		  "Task\"}],\"nullable\":true},\"more\":{\"type\":\"array\","
		  "\"items\":{\"$ref\":\"#/components/schemas/Task\"}},\"traceId\":{\"type\":"
		  "\"string\",\"format\":\"uuid\"}},\"required\":[\"task\"]}");
	expect_at(state, PUT "responses 200 content application/json schema allOf 0 $ref",
		  "\"#/components/schemas/Task\"");
	expect_at(state, PUT "responses 422 $ref", "\"#/components/responses/Invalid\"");
	expect_at(state, "paths /tasks post responses 201 content */* schema", "{}");
}

static void what_is_sent_and_what_is_replied_are_two_schemas(void **state)
{
	const struct json *schemas = at(described(*state), "components schemas");

	expect_text(json_source(*state, at(schemas, "Task required")), "[\"id\",\"due\"]");
	assert_null(json_get(at(schemas, "Task properties"), "secret"));
	expect_text(json_source(*state, at(schemas, "Task properties due")),
		    "{\"type\":\"string\",\"format\":\"date-time\",\"x-kind\":\"instant\","
		    "\"nullable\":true}");
	expect_text(json_source(*state, at(schemas, "Task properties counts additionalProperties")),
		    "{\"type\":\"integer\",\"x-kind\":\"whole\"}");
	expect_text(json_source(*state, at(schemas, "TaskSent required")), "[\"title\"]");
	assert_null(json_get(at(schemas, "TaskSent properties"), "id"));
	assert_false(json_flag(at(schemas, "TaskSent additionalProperties")));
	expect_text(json_source(*state, at(schemas, "TaskSent properties owner allOf 0 $ref")),
		    "\"#/components/schemas/OwnerSent\"");
	assert_true(json_flag(at(schemas, "OwnerSent additionalProperties")));
	assert_null(json_get(schemas, "Unused"));
	assert_null(json_get(schemas, "TaskEventSent"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(the_document_says_what_it_is),
		T(operations_of_one_path_stand_together),
		T(an_operation_says_what_its_row_says),
		T(replies_have_their_shape_and_a_trace),
		T(what_is_sent_and_what_is_replied_are_two_schemas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
