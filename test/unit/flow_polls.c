// SPDX-License-Identifier: Apache-2.0
/*
 * A trigger that is offered is a trigger that works: of every row that offers one, a poll can give
 * all that it wants, and it gives a list of things that can be told apart.
 */
#include "pure/flowfile/flowfile.h"
#include "test/unit/whole_case.h"

static const struct shape *items_of(const struct op *op)
{
	const char *inner = op_inner(op, true);
	const struct field *f = inner ? shape_find(op->gives, text_of(inner)) : NULL;

	return f ? f->shape : op->gives_list ? op->gives : NULL;
}

static void every_row_that_offers_a_trigger_can_be_polled(void **state)
{
	struct arena *a = arena_open();
	size_t offered = 0, bad = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_count(table); i++) {
		const struct op *op = catalogue_at(table, i);
		struct faults faults = { .arena = a };
		struct trigger t = { .op = op, .of = TEXT("x"), .word = op->name };
		if (!op->trigger)
			continue;
		offered++;
		poll_needs(&faults, &t);
		const struct shape *items = items_of(op);
		bool told = items &&
			    (shape_find(items, TEXT("id")) || shape_find(items, TEXT("key")));
		if (faults.count || !told)
			print_error("%.*s: %.*s\n", (int)op->name.size, op->name.at,
				    faults.count ? (int)faults.items[0].why.size : 26,
				    faults.count ? faults.items[0].why.at
						 : "its items have neither id nor key");
		bad += faults.count || !told;
	}
	assert_true(offered > 20);
	assert_int_equal(bad, 0);
	arena_drop(a);
}

/* And it is looked at: test/stories/flows-polls.story has a flow for each. */
static void every_row_that_offers_a_trigger_is_looked_at_in_a_story(void **state)
{
	struct arena *a = arena_open();
	struct text story = file_of(a, "test/stories/flows-polls.story");

	(void)state;
	for (size_t i = 0; i < catalogue_count(table); i++) {
		const struct op *op = catalogue_at(table, i);
		struct text asked = text_format(a, "POST /flows/%.*s/enable", (int)op->name.size,
						op->name.at);
		if (op->trigger && !memmem(story.at, story.size, asked.at, asked.size))
			fail_msg("flows-polls.story has no '%.*s'", (int)asked.size, asked.at);
	}
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_that_offers_a_trigger_can_be_polled),
		cmocka_unit_test(every_row_that_offers_a_trigger_is_looked_at_in_a_story),
	};

	return cmocka_run_group_tests(tests, catalogue_setup, catalogue_teardown);
}
