// SPDX-License-Identifier: Apache-2.0
/* The router: which row answers a method and a path, and what the path says. */
#include "test/unit/catalogue_case.h"

static const char rows[] =
	"op list-contacts GET /contacts/\n title L\n scope -\n run thing_do\n"
	"op make-contact POST /contacts/\n title M\n scope -\n run thing_do\n"
	"op get-contact GET /contacts/{contactId}\n title G\n scope -\n"
	" run thing_do\n"
	"op upsert POST /contacts/upsert\n title U\n scope -\n run thing_do\n"
	"op find-double GET /contacts/search/duplicate\n title D\n scope -\n"
	" run thing_do\n"
	"op of-business GET /contacts/business/{businessId}\n title B\n scope -\n"
	" run thing_do\n"
	"op bulk-business POST /contacts/bulk/business\n title K\n scope -\n"
	" run thing_do\n"
	"op add-tag POST /contacts/{contactId}/tags\n title T\n scope -\n"
	" run thing_do\n"
	"op get-task GET /contacts/{contactId}/tasks/{taskId}\n title X\n scope -\n"
	" run thing_do\n"
	"op root GET /\n title R\n scope -\n run thing_do\n"
	"op remote-only GET /remote\n title Q\n scope -\n"
	"connector other\n"
	"op others GET /others\n title O\n scope -\n";

static void expect_match(void **state, const char *method, const char *path, const char *name)
{
	struct call *call = case_call(*state, case_read(*state, rows), method, path);

	if (catalogue_match(call))
		fail_msg("%s %s: %.*s", method, path, (int)call->why.size, call->why.at);
	expect_text(call->op->name, name);
}

static void expect_refused(void **state, const char *method, const char *path, enum err e,
			   const char *why)
{
	struct call *call = case_call(*state, case_read(*state, rows), method, path);

	assert_int_equal(catalogue_match(call), e);
	expect_text(call->why, why);
	assert_null(call->op);
}

static void each_route_leads_to_its_row(void **state)
{
	expect_match(state, "GET", "/", "root");
	expect_match(state, "GET", "/contacts/", "list-contacts");
	expect_match(state, "GET", "/contacts", "list-contacts");
	expect_match(state, "POST", "/contacts", "make-contact");
	expect_match(state, "GET", "/contacts/abc", "get-contact");
	expect_match(state, "GET", "/contacts/abc/", "get-contact");
	expect_match(state, "GET", "/contacts/abc/tasks/def", "get-task");
	expect_match(state, "POST", "/contacts/abc/tags", "add-tag");
}

static void head_is_get(void **state)
{
	expect_match(state, "HEAD", "/contacts/abc", "get-contact");
}

static void a_literal_beats_a_parameter_and_gives_way_where_it_leads_nowhere(void **state)
{
	expect_match(state, "POST", "/contacts/bulk/business", "bulk-business");
	expect_match(state, "POST", "/contacts/bulk/tags", "add-tag");
	expect_match(state, "GET", "/contacts/business/tasks", "of-business");
	expect_match(state, "GET", "/contacts/business/tasks/x", "get-task");
	expect_match(state, "GET", "/contacts/search/duplicate", "find-double");
	expect_match(state, "GET", "/contacts/lookup", "get-contact");
	expect_match(state, "POST", "/contacts/upsert", "upsert");
	expect_match(state, "GET", "/contacts/upsert", "get-contact"); /* there is only a POST */
}

static void parameters_are_decoded_values(void **state)
{
	const struct catalogue *c = case_read(*state, rows);
	struct call *call = case_call(*state, c, "GET", "/contacts/a%20b+c%2Fd/tasks/%C3%A9");

	assert_int_equal(catalogue_match(call), ERR_OK);
	expect_text(call_text(call, "contactId"), "a b+c/d");
	expect_text(call_text(call, "taskId"), "\xc3\xa9");
	call = case_call(*state, c, "POST", "/contacts/bulk/tags");
	assert_int_equal(catalogue_match(call), ERR_OK);
	expect_text(call_text(call, "contactId"), "bulk");
}

static void what_nobody_answers_is_said_as_upstream_says_it(void **state)
{
	expect_refused(state, "GET", "/nothing", ERR_MISSING, "Cannot GET /nothing");
	expect_refused(state, "PUT", "/contacts/", ERR_MISSING, "Cannot PUT /contacts/");
	expect_refused(state, "DELETE", "/contacts/a%20b", ERR_MISSING,
		       "Cannot DELETE /contacts/a%20b");
	expect_refused(state, "BREW", "/contacts/", ERR_MISSING, "Cannot BREW /contacts/");
	expect_refused(state, "GET", "/contacts//", ERR_MISSING, "Cannot GET /contacts//");
	expect_refused(state, "GET", "//contacts", ERR_MISSING, "Cannot GET //contacts");
	expect_refused(state, "GET", "/contacts//tasks/x", ERR_MISSING,
		       "Cannot GET /contacts//tasks/x");
	expect_refused(state, "GET", "/Contacts/", ERR_MISSING, "Cannot GET /Contacts/");
	expect_refused(state, "GET", "contacts", ERR_MISSING, "Cannot GET contacts");
	expect_refused(state, "GET", "", ERR_MISSING, "Cannot GET ");
	expect_refused(state, "GET", "/contacts/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t",
		       ERR_MISSING, "Cannot GET /contacts/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t");
}

static void rows_without_a_function_here_are_not_routed(void **state)
{
	expect_refused(state, "GET", "/others", ERR_MISSING, "Cannot GET /others");
	expect_refused(state, "GET", "/remote", ERR_MISSING, "Cannot GET /remote");
}

static void a_parameter_that_cannot_be_decoded_is_refused(void **state)
{
	expect_refused(state, "GET", "/contacts/a%zz", ERR_BAD, "Failed to decode param 'a%zz'");
	expect_refused(state, "GET", "/contacts/%", ERR_BAD, "Failed to decode param '%'");
	expect_refused(state, "GET", "/contacts/a%00", ERR_BAD, "Failed to decode param 'a%00'");
	expect_refused(state, "GET", "/contacts/%ff", ERR_BAD, "Failed to decode param '%ff'");
	expect_refused(state, "GET", "/contacts/ab\xff", ERR_BAD, "Failed to decode param 'ab'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(each_route_leads_to_its_row),
		T(head_is_get),
		T(a_literal_beats_a_parameter_and_gives_way_where_it_leads_nowhere),
		T(parameters_are_decoded_values),
		T(what_nobody_answers_is_said_as_upstream_says_it),
		T(rows_without_a_function_here_are_not_routed),
		T(a_parameter_that_cannot_be_decoded_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
