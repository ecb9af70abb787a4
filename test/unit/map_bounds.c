// SPDX-License-Identifier: Apache-2.0
/*
 * No expression and no document, however hostile, goes beyond what map.h promises: each ends, soon,
 * with a fault that names its limit.
 */
#include "test/unit/map_kit.h"

#include "base/time/clock.h"

#define LONG_MS 5000 /* under sanitizers, on a machine that is busy */

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

static struct text repeated(struct arena *a, const char *begin, const char *piece, size_t count)
{
	struct buffer b = buffer_open(a, (size_t)64 << 20);
	buffer_add(&b, text_of(begin));
	for (size_t i = 0; i < count; i++)
		buffer_add(&b, text_of(piece));
	return buffer_text(&b);
}

static struct text joined(struct arena *a, struct text x, struct text y)
{
	return text_format(a, "%.*s%.*s", (int)x.size, x.at, (int)y.size, y.at);
}

/* Compiles and runs; gives what kind of fault there was. */
static enum map_fault_kind fault_of(struct arena *a, struct text expression, struct map_value scope)
{
	const struct mapping *m;
	struct map_fault fault;
	struct map_job job = kit_job(a, scope);
	struct map_value got;
	int64_t begun = clock_monotonic_us();
	enum err e = map_expression(a, expression, TEXT("f"), &m, &fault);
	if (!e) {
		e = map_run(m, &job, &got);
		fault = job.fault;
		assert_true(job.steps <= MAP_STEPS_MAX);
	}
	assert_true(clock_monotonic_us() - begun < LONG_MS * 1000);
	assert_true(!e == !fault.kind && (!e || fault.why.size < 1000));
	return fault.kind;
}

static enum map_fault_kind fault_on(struct arena *a, const char *expression, struct text json)
{
	const struct json *scope;
	struct text why;
	assert_int_equal(json_read(a, json, &scope, &why), ERR_OK);
	return fault_of(a, text_of(expression), map_borrow(scope));
}

static void deep_expressions_are_refused(void **state)
{
	struct arena *a = *state;
	struct map_value none = map_borrow(NULL);
	static const char *const pieces[] = { "(",     "[",   "{a:", "!",   "abs(", "*.",
					      "a[*].", "[].", "[?",  "a||", "a.",   "a|",
					      "[0]",   "[*]", "[]",  "[::]" };
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		for (size_t count = 60; count <= 70; count++)
			fault_of(a, joined(a, repeated(a, "", pieces[i], count), TEXT("a")), none);
		size_t most = MAP_EXPRESSION_MAX / strlen(pieces[i]) - 2;
		enum map_fault_kind kind = fault_of(
			a, joined(a, repeated(a, "", pieces[i], most), TEXT("a")), none);
		assert_true(kind == MAP_FAULT_LIMIT || kind == MAP_FAULT_SYNTAX);
	}
	struct text open = repeated(a, "", "(", MAP_NESTING_MAX), shut = repeated(a, "a", ")", 64);
	assert_int_equal(fault_of(a, joined(a, open, shut), none), MAP_FAULT_NONE);
	open = repeated(a, "", "(", MAP_NESTING_MAX + 1);
	assert_int_equal(fault_of(a, joined(a, open, repeated(a, "a", ")", 65)), none),
			 MAP_FAULT_LIMIT);
}

static void long_expressions_are_refused(void **state)
{
	struct arena *a = *state;
	struct map_value none = map_borrow(NULL);
	struct text t = repeated(a, "'", "x", MAP_EXPRESSION_MAX - 2);
	assert_int_equal(fault_of(a, joined(a, t, TEXT("'")), none), MAP_FAULT_NONE);
	assert_int_equal(fault_of(a, joined(a, t, TEXT("x'")), none), MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, repeated(a, "a", "||a", 400), none), MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, repeated(a, "a", "||a", 200), none), MAP_FAULT_NONE);
}

/* Each step doubles what the value would be, were it written out. */
static void values_that_grow_by_sharing_are_stopped(void **state)
{
	struct arena *a = *state;
	struct map_value none = map_borrow(NULL);
	static const char *const tails[] = { "",	 "|to_string(@)",
					     "|@==@",	 "|[@,@]|unique(@)",
					     "|hash(@)", "|to_array(@)" };
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
		struct text bomb = repeated(a, "'x'", "|[@,@]", 50);
		assert_int_equal(fault_of(a, joined(a, bomb, text_of(tails[i])), none),
				 MAP_FAULT_LIMIT);
	}
	assert_int_equal(fault_of(a, repeated(a, "'x'", "|[@]", 57), none), MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, repeated(a, "'x'", "|[@]", 56), none), MAP_FAULT_NONE);
	assert_int_equal(fault_of(a, repeated(a, "`[1,1]`", "|[@,@][]", 100), none),
			 MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, repeated(a, "'xxxxxxxx'", "|join('',[@,@])", 60), none),
			 MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, repeated(a, "'aa'", "|replace(@,'a','aaaaaaaa')", 30), none),
			 MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, TEXT("pad('a', `65536`) | [@, @, @, @, @]"), none),
			 MAP_FAULT_LIMIT);
	assert_int_equal(fault_of(a, TEXT("pad('a', `65536`)"), none), MAP_FAULT_NONE);
}

static void large_documents_cost_no_more_than_the_budget(void **state)
{
	struct arena *a = *state;
	struct text items = repeated(a, "[{\"a\":1,\"b\":\"x\"}", ",{\"a\":1,\"b\":\"x\"}", 700000);
	struct text list = joined(a, items, TEXT("]"));
	static const char *const loops[] = { "[*].a",
					     "[?a==`2`]",
					     "[].b",
					     "sort_by(@, &a)",
					     "sum([*].a)",
					     "unique(@)",
					     "[::-1]",
					     "to_string(@)",
					     "@",
					     "reverse(@)",
					     "keyed(@, 'b')",
					     "map(&a, @)",
					     "contains(@, `7`)",
					     "length(@[*])" };
	const struct json *scope;
	struct text why;
	assert_true(list.size > 10000000);
	assert_int_equal(json_read(a, list, &scope, &why), ERR_OK);
	for (size_t i = 0; i < sizeof(loops) / sizeof(*loops); i++) {
		struct arena *inner = arena_open();
		assert_int_equal(fault_of(inner, text_of(loops[i]), map_borrow(scope)),
				 MAP_FAULT_LIMIT);
		assert_true(arena_size(inner) < (size_t)32 << 20);
		arena_drop(inner);
	}
	static const char *const small[] = { "length(@)", "[0].a", "@ == [0]", "[-1].b && 'x'" };
	for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++)
		assert_int_equal(fault_of(a, text_of(small[i]), map_borrow(scope)), MAP_FAULT_NONE);
}

static void loops_in_loops_are_stopped(void **state)
{
	struct arena *a = *state;
	struct text list = joined(a, repeated(a, "[1", ",1", 999), TEXT("]"));
	assert_int_equal(fault_on(a, "map(&length(@), [@,@,@,@])", list), MAP_FAULT_NONE);
	assert_int_equal(fault_on(a, "[@,@,@,@,@,@,@,@][].[@,@,@,@,@,@,@,@][].[@,@,@,@][]", list),
			 MAP_FAULT_LIMIT);
	struct text hard = joined(a, repeated(a, "[\"", "a", 60000), TEXT("\"]"));
	static const char *const slow[] = {
		"[].match(@, '(a+)+$')",	 "[].match(@, 'a*a*a*a*b')",
		"[].match(@, '(a*)*b')",	 "[].match(@, '(.*)\\1b')",
		"[].match(@, '(a|aa)+$b')",	 "[].match(@, '^(?:a?){50}a{50}b')",
		"[].match(@, '(?=(a+))a*b\\1')", "[].match(@, '(?R)?a')",
		"[].match(@, '(a(?1)?b)')",	 "[].match(@, 'a*+b')",
		"[].match(@, '[^b]*?c')",	 "[].match(@, '(?<=a{50})b')",
	};
	for (size_t i = 0; i < sizeof(slow) / sizeof(*slow); i++)
		fault_on(a, slow[i], hard); /* asserts that it ends soon */
	struct text many = joined(a, repeated(a, "[\"a(b\"", ",\"a[0-9]{1,99}\"", 5000), TEXT("]"));
	assert_int_equal(fault_on(a, "[1:].match('a', @)", many), MAP_FAULT_LIMIT);
}

static void numbers_of_any_length_are_taken(void **state)
{
	struct arena *a = *state;
	struct text digits = repeated(a, "", "9", 60000);
	struct text list = text_format(a, "[%.*s,%.*s,1e999999999999999999999,-1e-99999999999]",
				       (int)digits.size, digits.at, (int)digits.size, digits.at);
	static const char *const uses[] = { "sort(@)",		"max(@)",    "min(@)",
					    "[0] == [1]",	"[0] < [1]", "[*].abs(@)",
					    "[2] > [3]",	"unique(@)", "[*].floor(@)",
					    "[*].to_string(@)", "[3] < `0`" };
	for (size_t i = 0; i < sizeof(uses) / sizeof(*uses); i++)
		assert_int_equal(fault_on(a, uses[i], list), MAP_FAULT_NONE);
	assert_int_equal(fault_on(a, "sum(@[2:])", list), MAP_FAULT_NONE);
	assert_int_equal(fault_on(a, "[*].money(@)", list), MAP_FAULT_VALUE);
}

/* One budget for the whole of a mapping. */
static void fields_share_the_budget(void **state)
{
	struct arena *a = *state;
	const struct json *json, *scope;
	const struct mapping *m;
	struct map_fault fault;
	struct map_value got;
	struct text why;
	struct buffer b = buffer_open(a, (size_t)1 << 20);
	buffer_add(&b, TEXT("{\"f\":1"));
	for (int i = 0; i < 100; i++)
		buffer_format(&b, ",\"f%d\":\"{{ length(list[?@ == `0`]) }}\"", i);
	buffer_add(&b, TEXT("}"));
	struct text list = joined(a, repeated(a, "{\"list\":[1", ",1", 4999), TEXT("]}"));
	assert_int_equal(json_read(a, buffer_text(&b), &json, &why), ERR_OK);
	assert_int_equal(json_read(a, list, &scope, &why), ERR_OK);
	assert_int_equal(map_fields(a, json, TEXT("set"), &m, &fault), ERR_OK);
	struct map_job job = kit_job(a, map_borrow(scope));
	assert_int_equal(map_run(m, &job, &got), ERR_INVALID);
	assert_int_equal(job.fault.kind, MAP_FAULT_LIMIT);
	assert_true(text_starts(job.fault.why, "set.f"));
	assert_true(text_ends(job.fault.why, ": more than 200000 steps"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(deep_expressions_are_refused),
		TEST(long_expressions_are_refused),
		TEST(values_that_grow_by_sharing_are_stopped),
		TEST(large_documents_cost_no_more_than_the_budget),
		TEST(loops_in_loops_are_stopped),
		TEST(numbers_of_any_length_are_taken),
		TEST(fields_share_the_budget),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
