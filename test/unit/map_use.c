// SPDX-License-Identifier: Apache-2.0
/*
 * Mappings as flows use them: compiled once, run on scopes, asked what they read and give; and how
 * a fault names its field.  (What each function gives is in test/map/.)
 */
#include "test/unit/map_kit.h"

#include <pthread.h>

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

static const struct json *json_of(struct arena *a, const char *source)
{
	const struct json *v;
	struct text why;
	if (json_read(a, text_of(source), &v, &why))
		fail_msg("%s: %.*s", source, (int)why.size, why.at);
	return v;
}

static struct text json_from(struct arena *a, struct map_value v)
{
	struct buffer b = buffer_open(a, (size_t)1 << 20);
	struct json_out o = json_open(&b);
	map_write(&o, v);
	return buffer_text(&b);
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got %.*s\nwant %s", (int)got.size, got.at, want);
}

static const struct mapping *fields_of(struct arena *a, const char *source)
{
	const struct mapping *m;
	struct map_fault fault;
	if (map_fields(a, json_of(a, source), TEXT("set"), &m, &fault))
		fail_msg("%.*s", (int)fault.why.size, fault.why.at);
	return m;
}

static const char *const steps_given =
	"{\"member\": {\"id\": \"m1\", \"rows\": [{\"a\": 1}, {\"a\": 2}]}}";

static struct map_value scope_of(struct arena *a)
{
	struct map_member names[] = {
		{ TEXT("contact"),
		  map_borrow(json_of(a, "{\"id\": \"ocQH\", \"renewal\": \"soon\", \"age\": 36,"
					" \"tags\": [\"a\", \"b\"]}")) },
		{ TEXT("steps"), map_borrow(json_of(a, steps_given)) },
	};
	return map_scope(a, names, 2, KIT_NOW);
}

static void the_names_of_a_scope_and_now_are_read(void **state)
{
	struct arena *a = *state;
	struct map_job job = kit_job(a, scope_of(a));
	struct map_value got;
	const struct mapping *m = fields_of(
		a, "{\"id\": \"{{ steps.member.id }}\", \"at\": \"{{ now }}\","
		   " \"from\": \"{{ contact.age }}\", \"gone\": \"{{ before.x }}\","
		   " \"rows\": \"{{ steps.member.rows[?a > `1`] }}\"}");
	assert_int_equal(map_run(m, &job, &got), ERR_OK);
	expect_text(json_from(a, got), "{\"id\":\"m1\",\"at\":\"2026-07-17T10:26:35.635Z\","
				       "\"from\":36,\"rows\":[{\"a\":2}]}");
	assert_true(job.steps > 5 && job.steps < 100);
	struct map_value id, item;
	assert_true(map_find(got, TEXT("id"), &id));
	assert_false(map_find(got, TEXT("gone"), &item));
	assert_true(map_item(got, 2, &item));
	assert_true(map_same(item, map_borrow(json_of(a, "36.0"))));
	assert_false(map_item(got, 4, &item));
	expect_text(map_plain(a, got), "{\"id\":\"m1\",\"at\":\"2026-07-17T10:26:35.635Z\","
				       "\"from\":36,\"rows\":[{\"a\":2}]}");
	assert_true(map_true(got));
	assert_false(map_true(map_borrow(NULL)));
}

/* What was made serves as a scope again: the results of steps, the values of let. */
static void results_are_values_for_the_next(void **state)
{
	struct arena *a = *state;
	struct map_job job = kit_job(a, scope_of(a));
	struct map_value let, got;
	assert_int_equal(map_run(fields_of(a, "{\"n\": \"{{ length(contact.tags) }}\","
					      " \"all\": \"{{ contact.{t: tags, u: tags} }}\"}"),
				 &job, &let),
			 ERR_OK);
	struct map_member name = { TEXT("let"), let };
	job.scope = map_scope(a, &name, 1, KIT_NOW);
	assert_int_equal(map_run(fields_of(a, "{\"n\": \"{{ let.n }}\","
					      " \"x\": \"{{ let.all.u[1] }}\","
					      " \"k\": \"{{ keys(let.all) }}\"}"),
				 &job, &got),
			 ERR_OK);
	expect_text(json_from(a, got), "{\"n\":2,\"x\":\"b\",\"k\":[\"t\",\"u\"]}");
}

static void a_fault_names_the_field_and_the_sample(void **state)
{
	struct arena *a = *state;
	struct map_job job = kit_job(a, scope_of(a));
	struct map_value got;
	job.sample = TEXT("contact ocQH");
	const struct mapping *m = fields_of(
		a, "{\"ok\": \"{{ contact.age }}\", \"more\": {\"renews_on\":"
		   " {\"from\": \"contact.renewal\", \"then\": [\"trim\", \"date\"]}}}");
	assert_int_equal(map_run(m, &job, &got), ERR_INVALID);
	assert_int_equal(got.kind, JSON_NULL);
	assert_int_equal(job.fault.kind, MAP_FAULT_VALUE);
	expect_text(job.fault.field, "set.more.renews_on");
	expect_text(job.fault.why,
		    "set.more.renews_on: contact.renewal | trim(@) is \"soon\" (text); "
		    "expected a date. Sample: contact ocQH");
	/* The job may be used again. */
	assert_int_equal(map_run(fields_of(a, "{\"a\": 1}"), &job, &got), ERR_OK);
	assert_int_equal(job.fault.kind, MAP_FAULT_NONE);
}

static void a_fault_of_writing_tells_where(void **state)
{
	struct arena *a = *state;
	const struct mapping *m;
	struct map_fault fault;
	const struct json *json = json_of(a, "{\"x\": {\"y\": \"id {{ contact.id || }}\"}}");
	assert_int_equal(map_fields(a, json, TEXT("set"), &m, &fault), ERR_INVALID);
	assert_null(m);
	assert_int_equal(fault.kind, MAP_FAULT_SYNTAX);
	expect_text(fault.field, "set.x.y");
	assert_int_equal(fault.at, 20);
	expect_text(fault.why, "set.x.y: expected a name, a literal or a bracket, found the end "
			       "(at 15 of \" contact.id || \")");
	assert_int_equal(map_fields(a, json_of(a, "[]"), TEXT("set"), &m, &fault), ERR_INVALID);
	expect_text(fault.why, "set: expected a map of fields");
	assert_int_equal(map_expression(a, TEXT("a\xf0"), TEXT("set"), &m, &fault), ERR_INVALID);
	expect_text(fault.why, "set: not UTF-8 (at 1 of \"a\")");
}

static void fields_called_from_are_no_picker(void **state)
{
	struct arena *a = *state;
	struct map_job job = kit_job(a, scope_of(a));
	struct map_value got;
	assert_int_equal(
		map_run(fields_of(a, "{\"from\": \"contact.id\", \"as\": \"x\"}"), &job, &got),
		ERR_OK);
	expect_text(json_from(a, got), "{\"from\":\"contact.id\",\"as\":\"x\"}");
}

static void an_error_of_a_hook_goes_back(void **state)
{
	struct arena *a = *state;
	struct map_job job = kit_job(a, scope_of(a));
	struct map_value got;
	const struct mapping *m = fields_of(a, "{\"a\": \"{{ lookup('gone', 'x') }}\"}");
	assert_int_equal(map_run(m, &job, &got), ERR_UNAVAILABLE);
	assert_int_equal(job.fault.kind, MAP_FAULT_LOOKUP);
	job.hooks = NULL;
	assert_int_equal(map_run(m, &job, &got), ERR_INVALID);
	expect_text(job.fault.why, "set.a: lookup works only in let");
	m = fields_of(a, "{\"a\": \"{{ zone(now, 'Europe/Berlin') }}\"}");
	assert_int_equal(map_run(m, &job, &got), ERR_INVALID);
}

static void expect_paths(struct arena *a, const char *expression, const char *want)
{
	const struct mapping *m;
	struct map_fault fault;
	struct buffer b = buffer_open(a, 4096);
	size_t count;
	if (map_expression(a, text_of(expression), TEXT("f"), &m, &fault))
		fail_msg("%.*s", (int)fault.why.size, fault.why.at);
	const struct map_path *paths = map_paths(a, m, &count);
	for (size_t i = 0; i < count; i++) {
		expect_text(paths[i].field, "f");
		buffer_format(&b, "%s%.*s:%x", i ? " " : "", (int)paths[i].path.size,
			      paths[i].path.at, paths[i].wants);
	}
	expect_text(buffer_text(&b), want);
}

static void what_is_read_is_told(void **state)
{
	struct arena *a = *state;
	expect_paths(a, "contact.email", "contact.email:3f");
	expect_paths(a, "contact.email | lower(@)", "contact.email:e");
	expect_paths(a, "'a'", "");
	expect_paths(a, "@", "@:3f");
	expect_paths(a, "contact.\"my key\".x", "contact.\"my key\".x:3f");
	expect_paths(a, "contact.tags[0]", "contact.tags[]:3f");
	expect_paths(a, "steps.rows[?a > b.c].d",
		     "steps.rows[].a:4 steps.rows[].b.c:4 "
		     "steps.rows[].d:3f");
	expect_paths(a, "a[].b[*].c", "a[].b[].c:3f");
	expect_paths(a, "a[1:2].b", "a[].b:3f");
	expect_paths(a, "a.*.b", "a.*.b:3f");
	expect_paths(a, "*.b", "*.b:3f");
	expect_paths(a, "a || b && !c", "a:3f b:3f c:3f");
	expect_paths(a, "(a || b).c", "a:3f b:3f");
	expect_paths(a, "x.{a: b, c: [d, e.f]}", "x.b:3f x.d:3f x.e.f:3f");
	expect_paths(a, "sort_by(rows, &n)[0].id", "rows:10 rows[].n:3f rows[].id:3f");
	expect_paths(a, "max_by(rows, &n).id", "rows:10 rows[].n:3f rows[].id:3f");
	expect_paths(a, "map(&n, rows)[0].id", "rows:10 rows[].n:3f");
	expect_paths(a, "sum(rows[].n)", "rows[].n:10");
	expect_paths(a, "a == b", "a:3f b:3f");
}

static unsigned gives_of(struct arena *a, const char *json)
{
	const struct mapping *m;
	struct map_fault fault;
	assert_int_equal(map_read(a, json_of(a, json), TEXT(""), &m, &fault), ERR_OK);
	return map_gives(m);
}

static void what_is_given_is_told(void **state)
{
	struct arena *a = *state;
	assert_int_equal(gives_of(a, "5"), MAP_NUMBER);
	assert_int_equal(gives_of(a, "\"a\""), MAP_TEXT);
	assert_int_equal(gives_of(a, "\"a {{ b }}\""), MAP_TEXT | MAP_NULL);
	assert_int_equal(gives_of(a, "\"{{ b }}\""), MAP_ANY);
	assert_int_equal(gives_of(a, "\"{{ lower(b) }}\""), MAP_TEXT | MAP_NULL);
	assert_int_equal(gives_of(a, "\"{{ length(b) }}\""), MAP_NUMBER);
	assert_int_equal(gives_of(a, "\"{{ a == b }}\""), MAP_FLAG | MAP_NULL);
	assert_int_equal(gives_of(a, "\"{{ a[*].b }}\""), MAP_LIST | MAP_NULL);
	assert_int_equal(gives_of(a, "\"{{ sort(a[]) }}\""), MAP_LIST | MAP_NULL);
	assert_int_equal(gives_of(a, "{\"from\": \"a\", \"as\": \"number\", \"else\": \"x\"}"),
			 MAP_NUMBER | MAP_NULL | MAP_TEXT);
	assert_int_equal(gives_of(a, "{\"clear\": true}"), MAP_NULL);
	assert_int_equal(gives_of(a, "{\"a\": 1}"), MAP_MAP);
}

static void calls_are_found(void **state)
{
	struct arena *a = *state;
	const struct mapping *m = fields_of(
		a, "{\"a\": 1, \"b\": [{\"from\": \"x\", \"else\": \"{{ "
		   "map(&lookup('a', b), c) }}\"}], \"c\": \"{{ upper(x) }}\"}");
	assert_true(map_calls(m, "lookup"));
	assert_true(map_calls(m, "upper"));
	assert_false(map_calls(m, "now"));
}

static void a_picker_is_shown_as_an_expression(void **state)
{
	struct arena *a = *state;
	struct text text;
	struct map_fault fault;
	const struct json *picker = json_of(
		a, "{\"from\": \"contact.born\", \"as\": \"date\", \"then\": [\"trim\","
		   " {\"parse_date\": \"D.M.YYYY\"}, {\"replace\": [\"'\", 1]}]}");
	assert_int_equal(map_picker_text(a, picker, TEXT("f"), &text, &fault), ERR_OK);
	expect_text(text, "contact.born | trim(@) | parse_date(@, 'D.M.YYYY') | "
			  "replace(@, `\"'\"`, `1`) | date(@)");
	picker = json_of(a, "{\"from\": 5}");
	assert_int_equal(map_picker_text(a, picker, TEXT("f"), &text, &fault), ERR_INVALID);
	expect_text(fault.why, "f: from must be a path, like contact.email");
}

static void every_function_is_described(void **state)
{
	(void)state;
	size_t count = 0;
	for (const struct map_function *f; (f = map_function_at(count)); count++) {
		assert_true(*f->name && *f->gives && *f->about);
		if (strcmp(f->name, map_function_near(text_of(f->name))) != 0)
			fail_msg("%s is not its own nearest", f->name);
	}
	assert_true(count > 60);
	assert_string_equal(map_function_near(TEXT("trimm")), "trim");
	assert_null(map_function_near(TEXT("qqqqqqqqqqqqqqqq")));
}

static void *run_often(void *mapping)
{
	struct arena *a = arena_open();
	size_t good = 0;
	for (int i = 0; i < 200; i++) {
		struct map_job job = kit_job(a, scope_of(a));
		struct map_value got;
		if (!map_run(mapping, &job, &got) &&
		    text_is(json_from(a, got), "{\"a\":\"ocqh\",\"b\":\"36\",\"c\":[\"a\",\"b\"]}"))
			good++;
		arena_reset(a);
	}
	arena_drop(a);
	return good == 200 ? mapping : NULL;
}

static void a_mapping_is_shared_by_threads(void **state)
{
	const struct mapping *m = fields_of(*state,
					    "{\"a\": \"{{ contact.id | lower(@) }}\","
					    " \"b\": \"{{ match(contact.age, '^\\\\d+$') }}\","
					    " \"c\": \"{{ sort(contact.tags) }}\"}");
	pthread_t threads[4];
	void *good;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run_often, (void *)(uintptr_t)m),
				 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &good);
		assert_non_null(good);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_names_of_a_scope_and_now_are_read),
		TEST(results_are_values_for_the_next),
		TEST(a_fault_names_the_field_and_the_sample),
		TEST(a_fault_of_writing_tells_where),
		TEST(fields_called_from_are_no_picker),
		TEST(an_error_of_a_hook_goes_back),
		TEST(what_is_read_is_told),
		TEST(what_is_given_is_told),
		TEST(calls_are_found),
		TEST(a_picker_is_shown_as_an_expression),
		TEST(every_function_is_described),
		TEST(a_mapping_is_shared_by_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
