// SPDX-License-Identifier: Apache-2.0
/*
 * The texts that the program carries: they load, all together, and what every row of them promises
 * to its readers is there.
 */
#include "test/unit/catalogue_case.h"

#define RUNS_MAX 4096

extern const struct {
	const char *name, *at;
	size_t size;
} texts_catalogue[];
extern const size_t texts_catalogue_count;

/* The functions that the rows name; whether they exist is the linker's business. */
static size_t runs_find(struct arena *a, struct text source, struct catalogue_run *runs)
{
	struct text line, word;
	size_t count = 0;

	while (text_split(&source, '\n', &line)) {
		line = text_trim(line);
		if (!text_starts(line, "run "))
			continue;
		line = text_trim((struct text){ line.at + 4, line.size - 4 });
		text_split(&line, ' ', &word);
		assert_true(count < RUNS_MAX);
		runs[count++] = (struct catalogue_run){ text_c(a, word), run_nothing };
	}
	return count;
}

static const struct catalogue *carried(struct arena *a)
{
	size_t text_count = texts_catalogue_count, run_count = 0;
	struct catalogue_text *texts = arena_take(a, (text_count + 1) * sizeof(*texts));
	struct catalogue_run *runs = arena_take(a, RUNS_MAX * 2 * sizeof(*runs));
	const struct catalogue *c;
	struct text why;

	for (size_t i = 0; i < text_count; i++) {
		struct text source = { texts_catalogue[i].at, texts_catalogue[i].size };

		texts[i] = (struct catalogue_text){ texts_catalogue[i].name, source };
		run_count += runs_find(a, source, runs + run_count);
	}
	if (catalogue_read(a, &(struct catalogue_source){ texts, text_count, runs, run_count }, &c,
			   &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return c;
}

static void all_of_them_load_together(void **state)
{
	assert_true(catalogue_count(carried(*state)) > 0);
}

static void every_operation_of_ours_is_found_by_its_own_path(void **state)
{
	const struct catalogue *c = carried(*state);

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		struct call *call = call_open(*state, NOW);

		if (op->connector.size || !op->run)
			continue;
		call->catalogue = c;
		call->method = op->method;
		call->path = op->path;
		if (catalogue_match(call))
			fail_msg("%.*s", (int)call->why.size, call->why.at);
		assert_ptr_equal(call->op, op);
		assert_ptr_equal(catalogue_find(c, op->name), op);
	}
}

static void the_description_of_all_of_them_is_json(void **state)
{
	const struct catalogue *c = carried(*state);
	struct buffer b = buffer_open(*state, (size_t)16 << 20);
	struct json_out o = json_open(&b);
	const struct json *document;
	struct text why;

	catalogue_openapi(c, &o);
	assert_false(b.full);
	if (json_read(*state, buffer_text(&b), &document, &why))
		fail_msg("%.*s", (int)why.size, why.at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(all_of_them_load_together),
		T(every_operation_of_ours_is_found_by_its_own_path),
		T(the_description_of_all_of_them_is_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
