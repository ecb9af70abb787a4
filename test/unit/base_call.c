// SPDX-License-Identifier: Apache-2.0
/* Calls: named values, the refusal, reply headers; and the table of errors and the log behind. */
#include "base/call/call.h"
#include "base/core/log.h"

#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define NOW INT64_C(1784283980635)

static int set_up(void **state)
{
	*state = call_open(arena_open(), NOW);
	return 0;
}

static int tear_down(void **state)
{
	arena_drop(((struct call *)*state)->arena);
	return 0;
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got %.*s, want %s", (int)got.size, got.at, want);
}

static void a_call_begins_empty_with_its_reply_open(void **state)
{
	struct call *call = *state;
	expect_text(buffer_text(&call->buffer), "{");
	assert_int_equal(call->out.depth, 1);
	assert_int_equal(strlen(call->trace), 36);
	assert_int_equal(call->trace[14], '4');
	assert_int_equal(call->err, ERR_OK);
	assert_int_equal(call_value(call, "contactId")->type, VALUE_ABSENT);
	assert_false(call_given(call, "contactId"));
	expect_text(call_text(call, "contactId"), "");
	assert_int_equal(call_whole(call, "limit", 20), 20);
}

static void values_are_found_under_their_names(void **state)
{
	struct call *call = *state;
	call_set_text(call, "title", TEXT("Call Ann"));
	call_set_whole(call, "limit", 50);
	call_set_flag(call, "completed", true);
	call_set_null(call, "assignedTo");
	call_set(call, "price", (struct value){ .type = VALUE_REAL, .real = 1.5 });
	expect_text(call_text(call, "title"), "Call Ann");
	assert_int_equal(call_whole(call, "limit", 20), 50);
	assert_int_equal(call_value(call, "completed")->type, VALUE_FLAG);
	assert_int_equal(call_whole(call, "completed", 0), 1);
	assert_true(call_given(call, "assignedTo"));
	assert_int_equal(call_value(call, "assignedTo")->type, VALUE_NULL);
	assert_int_equal(call_value(call, "price")->type, VALUE_REAL);
	call_set_text(call, "title", TEXT("again"));
	expect_text(call_text(call, "title"), "again");
	assert_int_equal(call->value_count, 5);
}

static void a_thousand_values_fit(void **state)
{
	struct call *call = *state;
	for (int i = 0; i < 1000; i++)
		call_set_whole(call, text_format(call->arena, "name%d", i).at, i);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(call_whole(call, text_format(call->arena, "name%d", i).at, -1), i);
	assert_false(call_given(call, "name1000"));
}

static void identifiers_and_now_are_made_when_first_asked_for(void **state)
{
	struct call *call = *state;
	static const struct {
		const char *name;
		size_t size;
	} rows[] = { { "newId", 20 }, { "newHex", 24 }, { "newUuid", 36 } };
	assert_int_equal(call->value_count, 0);
	assert_true(call_whole(call, "now", 0) == NOW);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text once = call_text(call, rows[i].name);
		assert_int_equal(once.size, rows[i].size);
		assert_true(text_same(once, call_text(call, rows[i].name)));
	}
	call_set_text(call, "newId", TEXT("mine"));
	expect_text(call_text(call, "newId"), "mine");
}

static void a_refusal_forgets_the_reply_and_keeps_the_reason(void **state)
{
	struct call *call = *state;
	json_key(&call->out, "contact");
	json_map(&call->out);
	json_key(&call->out, "id");
	assert_int_equal(refuse(call, ERR_MISSING, "No contact %s", "x1"), ERR_MISSING);
	assert_int_equal(call->err, ERR_MISSING);
	expect_text(call->why, "No contact x1");
	expect_text(buffer_text(&call->buffer), "{");
}

/* A list of rows of which one could not be read: its writer closes what it has opened. */
static void who_is_refused_in_the_middle_of_the_reply_may_finish(void **state)
{
	struct call *call = *state;
	json_key(&call->out, "contacts");
	json_list(&call->out);
	refuse(call, ERR_INTERNAL, "the data could not be read or written");
	json_put_text(&call->out, TEXT("half"));
	json_map(&call->out);
	json_key_spelled(&call->out, TEXT(",\"a\":"));
	json_put_real(&call->out, 0.5);
	json_close(&call->out);
	json_close(&call->out);
	json_key(&call->out, "total");
	json_put(&call->out, NULL);
	json_close(&call->out);
	expect_text(buffer_text(&call->buffer), "{");
}

static void the_first_refusal_stands(void **state)
{
	struct call *call = *state;
	assert_int_equal(refuse_more(call, ERR_BAD, TEXT("\"meta\":{}"), "First"), ERR_BAD);
	assert_int_equal(refuse(call, ERR_INTERNAL, "Second"), ERR_BAD);
	assert_int_equal(refuse_more(call, ERR_RATE_LIMITED, TEXT("x"), "Third"), ERR_BAD);
	expect_text(call->why, "First");
	expect_text(call->more, "\"meta\":{}");
	assert_int_equal(call->err, ERR_BAD);
}

static void violations_are_gathered_up_to_a_limit(void **state)
{
	struct call *call = *state;
	for (int i = 0; i < CALL_VIOLATIONS_MAX + 10; i++)
		call_violation(call, "property %d should not exist", i);
	assert_int_equal(call->violation_count, CALL_VIOLATIONS_MAX);
	expect_text(call->violations[0], "property 0 should not exist");
	expect_text(call->violations[99], "property 99 should not exist");
	assert_int_equal(call->err, ERR_OK);
}

static void headers_are_found_in_any_case(void **state)
{
	struct call *call = *state;
	struct header headers[] = { { TEXT("VERSION"), TEXT("2021-07-28") },
				    { TEXT("version"), TEXT("other") } };
	call->headers = headers;
	call->header_count = 2;
	expect_text(call_header(call, "Version"), "2021-07-28");
	expect_text(call_header(call, "Versio"), "");
}

static void a_reply_header_cannot_add_a_line(void **state)
{
	struct call *call = *state;
	call_reply_header(call, "Location", TEXT("/a\r\nSet-Cookie: x\0y"));
	assert_int_equal(call->extra_count, 1);
	expect_text(call->extra[0].name, "Location");
	assert_true(text_same(call->extra[0].value, TEXT("/a  Set-Cookie: x y")));
}

static void one_table_turns_errors_into_statuses(void **state)
{
	(void)state;
	assert_int_equal(err_status(ERR_OK), 200);
	assert_int_equal(err_status(ERR_ABSENT), 400);
	assert_int_equal(err_status(ERR_SCOPE), 401);
	assert_int_equal(err_status(ERR_PENDING), 202);
	assert_string_equal(err_phrase(ERR_INVALID), "Unprocessable Entity");
	assert_string_equal(err_name(ERR_RATE_LIMITED), "RATE_LIMITED");
	assert_true(err_may_retry(ERR_UNAVAILABLE));
	assert_false(err_may_retry(ERR_BAD));
}

/* What log_say writes to standard error, which is a pipe for that long. */
static struct text log_heard(struct arena *a, enum log_level level, const char *value)
{
	int ends[2], before = dup(STDERR_FILENO);
	char *heard = arena_take(a, 8192);
	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	log_say(level, "base", "It happened value=%s", value);
	dup2(before, STDERR_FILENO);
	close(before);
	close(ends[1]);
	ssize_t size = read(ends[0], heard, 8192);
	close(ends[0]);
	assert_true(size >= 0);
	return (struct text){ heard, (size_t)size };
}

static void a_log_line_is_one_line_of_limited_size(void **state)
{
	struct arena *a = ((struct call *)*state)->arena;
	struct text line = log_heard(a, LOG_WARN, "a\nb\x1b[31m\t\xc3\xa9");
	assert_true(text_ends(line, "Z warn base: It happened value=a\\nb\\x1b[31m\\t\xc3\xa9\n"));
	line = log_heard(a, LOG_ERROR, text_format(a, "%09000d", 0).at);
	assert_true(line.size > 4000 && line.size <= 4096);
	assert_int_equal(line.at[line.size - 1], '\n');
	line = log_heard(a, LOG_ERROR, memset(arena_take(a, 5001), 1, 5000));
	assert_true(line.size > 4000 && line.size <= 4096);
	log_start(LOG_WARN, false);
	assert_int_equal(log_heard(a, LOG_INFO, "x").size, 0);
	log_start(LOG_INFO, false);
	enum log_level level;
	assert_true(log_level_find(TEXT("error"), &level) && level == LOG_ERROR);
	assert_false(log_level_find(TEXT("loud"), &level));
}

/* The reply has moved meanwhile, and the table of values too. */
static void a_call_goes_back_to_its_mark(void **state)
{
	struct call *call = *state;

	call_set_text(call, "kept", TEXT("before"));
	const struct call *mark = call_mark(call);
	call_set_text(call, "kept", TEXT("after"));
	for (int i = 0; i < 200; i++)
		call_set_whole(call, text_c(call->arena, text_format(call->arena, "n%d", i)), i);
	char *large = memset(arena_take(call->arena, 5000), 'x', 5000);
	json_key(&call->out, "large");
	json_put_text(&call->out, (struct text){ large, 5000 });
	refuse(call, ERR_BAD, "no");
	call_back(call, mark);
	assert_int_equal(call->err, ERR_OK);
	assert_true(text_is(call_text(call, "kept"), "before"));
	assert_false(call_given(call, "n7"));
	json_key(&call->out, "again");
	json_put_flag(&call->out, true);
	json_close(&call->out);
	assert_true(text_is(buffer_text(&call->buffer), "{\"again\":true}"));
}

#define PLAY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(a_call_begins_empty_with_its_reply_open),
		PLAY(values_are_found_under_their_names),
		PLAY(a_thousand_values_fit),
		PLAY(identifiers_and_now_are_made_when_first_asked_for),
		PLAY(a_refusal_forgets_the_reply_and_keeps_the_reason),
		PLAY(who_is_refused_in_the_middle_of_the_reply_may_finish),
		PLAY(the_first_refusal_stands),
		PLAY(violations_are_gathered_up_to_a_limit),
		PLAY(a_call_goes_back_to_its_mark),
		PLAY(headers_are_found_in_any_case),
		PLAY(a_reply_header_cannot_add_a_line),
		PLAY(one_table_turns_errors_into_statuses),
		PLAY(a_log_line_is_one_line_of_limited_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
