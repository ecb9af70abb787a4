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
		text_split(&line, ' ', &word);
		if (!text_is(word, "run") && !text_is(word, "admits"))
			continue;
		line = text_trim(line);
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
		own_application(call)->catalogue = c;
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

	catalogue_openapi(c, TEXT(""), &o);
	assert_false(b.full);
	if (json_read(*state, buffer_text(&b), &document, &why))
		fail_msg("%.*s", (int)why.size, why.at);
}

/* What flows make of rows: nothing is announced that they have no word for, no row does what a row
 * before it does already, but to be asked another way. */
static void flows_have_a_word_for_every_event(void **state)
{
	const struct catalogue *c = carried(*state);
	size_t count, found = 0;
	const struct event_word *changes = catalogue_event_words(c, &count);

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		for (size_t k = 0; k < op->event_count; k++, found++)
			if (!catalogue_event_word(c, op->events[k].type))
				fail_msg("nothing says what %.*s changes",
					 (int)op->events[k].type.size, op->events[k].type.at);
		assert_false((op->does != DOES_ELSE) != (op->thing.size > 0));
		if (op->does == DOES_GET || op->does == DOES_CREATE || op->does == DOES_UPDATE)
			assert_ptr_equal(catalogue_does(c, op->connector, op->does, op->thing), op);
	}
	assert_true(count > 10 && found > count);
	for (size_t i = 0; i < count; i++) {
		bool announced = false;
		for (size_t k = 0; k < catalogue_count(c); k++)
			for (size_t n = 0; n < catalogue_at(c, k)->event_count; n++)
				announced |= text_same(catalogue_at(c, k)->events[n].type,
						       changes[i].type);
		if (!announced)
			fail_msg("nothing announces %.*s", (int)changes[i].type.size,
				 changes[i].type.at);
	}
}

/* --- asked over the wire and from inside --- */

enum manner { FITTING, WORDS, NUMBERS, LISTS, MAPS, NOTHING, MANNERS };

static const char *fitting(const struct kind *kind)
{
	static const char *const texts[][2] = {
		{ "email", "ann@example.com" },
		{ "phone", "+12025550101" },
		{ "url", "https://example.com/a?b" },
		{ "zone", "Europe/Paris" },
		{ "country", "FR" },
		{ "color", "#039BE5" },
		{ "date", "2030-01-02" },
		{ "birthday", "1990-01-02" },
		{ "instant", "2030-01-02T03:04:05Z" },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (!strcmp(texts[i][0], kind->name))
			return texts[i][1];
	return "a, b & 100% \xc3\xa9";
}

static void sample_put(struct json_out *o, const struct field *f, enum manner manner, int depth);

static void one_put(struct json_out *o, const struct field *f, int depth)
{
	if (f->shape) {
		json_map(o);
		for (size_t i = 0; depth && i < f->shape->count; i++) {
			json_key_text(o, f->shape->fields[i].name);
			sample_put(o, &f->shape->fields[i], FITTING, depth - 1);
		}
		json_close(o);
	} else if (f->choice_count) {
		json_put_text(o, f->choices[0]);
	} else if (f->kind->keep == KEEP_WHOLE || f->kind->keep == KEEP_REAL) {
		json_put_whole(o, f->has_least ? (int64_t)f->least : 7);
	} else if (f->kind->keep == KEEP_FLAG) {
		json_put_flag(o, true);
	} else if (f->kind->keep == KEEP_JSON) {
		json_put_raw(o, TEXT("{\"a\":[1,\"b,c\",{}]}"));
	} else {
		const char *text = fitting(f->kind);
		json_put_c(o, f->list && strchr(text, ',') ? "no comma" : text); /* one cuts it */
	}
}

static void sample_put(struct json_out *o, const struct field *f, enum manner manner, int depth)
{
	static const char *const sources[] = {
		[WORDS] = "\"word\"",
		[NUMBERS] = "12.5",
		[LISTS] = "[\"x\",\"\",true,3]",
		[MAPS] = "{\"k\":[{\"v\":null}]}",
		[NOTHING] = "null",
	};

	if (manner != FITTING) {
		json_put_raw(o, text_of(sources[manner]));
		return;
	}
	if (f->list)
		json_list(o);
	else if (f->keyed)
		json_map(o);
	if (f->keyed)
		json_key(o, "some key");
	one_put(o, f, depth);
	if (f->list || f->keyed)
		json_close(o);
}

static const struct json *sample_of(struct arena *a, const struct op *op, enum manner manner)
{
	const struct shape params = { .fields = op->params, .count = op->param_count };
	const struct shape *shapes[] = { &params, op->query, op->takes_list ? NULL : op->takes };
	struct buffer b = buffer_open(a, (size_t)4 << 20);
	struct json_out o = json_open(&b);
	const struct json *input;
	struct text why;

	json_map(&o);
	for (size_t s = 0; s < 3; s++)
		for (size_t i = 0; shapes[s] && i < shapes[s]->count; i++) {
			const struct field *f = &shapes[s]->fields[i];
			if (s == 2 && op_places(op, f->name) != IN_BODY)
				continue; /* it is there already */
			json_key_text(&o, f->name);
			if (s == 0)
				json_put_c(&o, manner == FITTING ? "a/b ?\xc3\xa9" : "12");
			else
				sample_put(&o, f, manner, 3);
		}
	if (op->takes_list)
		json_key(&o, "body"), json_put_raw(&o, TEXT("[{\"id\":\"x\"},{}]"));
	json_key(&o, "no such thing");
	json_put_c(&o, "x");
	json_close(&o);
	if (json_read(a, buffer_text(&b), &input, &why))
		fail_msg("%.*s: %.*s", (int)op->name.size, op->name.at, (int)why.size, why.at);
	return input;
}

static void same_value(const struct op *op, struct call *wire, struct call *inside,
		       const struct field *f)
{
	const struct value *w = call_value(wire, f->name_c), *i = call_value(inside, f->name_c);

	if (w->type != i->type || w->whole != i->whole || w->real != i->real ||
	    !text_same(w->text, i->text))
		fail_msg("%.*s %s: '%.*s' over the wire, '%.*s' inside", (int)op->name.size,
			 op->name.at, f->name_c, (int)w->text.size, w->text.at, (int)i->text.size,
			 i->text.at);
}

/* true: it fitted, and became the same values. */
static bool same_asking(struct arena *a, const struct catalogue *c, const struct asking *ask)
{
	struct call *wire = call_open(a, NOW), *inside = call_open(a, NOW);
	const struct shape *shapes[] = { ask->op->query,
					 ask->op->takes_list ? NULL : ask->op->takes };
	struct op_request request;
	struct text why = { 0 };

	own_application(wire)->catalogue = own_application(inside)->catalogue = c;
	if (catalogue_request(a, ask, &request, &why)) { /* what is needed is not there */
		assert_true(catalogue_place(inside, ask) || catalogue_check(inside));
		return false;
	}
	wire->method = request.method;
	wire->path = request.path;
	wire->query = request.query;
	wire->body = request.body;
	assert_int_equal(catalogue_match(wire), ERR_OK);
	assert_ptr_equal(wire->op, ask->op);
	assert_int_equal(catalogue_place(inside, ask), ERR_OK);
	enum err e = catalogue_check(wire);
	assert_int_equal(catalogue_check(inside), e);
	expect_text(case_violations(inside), text_c(a, case_violations(wire)));
	for (size_t i = 0; i < ask->op->param_count; i++)
		same_value(ask->op, wire, inside, &ask->op->params[i]);
	for (size_t s = 0; s < 2; s++)
		for (size_t i = 0; shapes[s] && i < shapes[s]->count; i++)
			same_value(ask->op, wire, inside, &shapes[s]->fields[i]);
	return !e;
}

/* Every operation of ours, with values that fit and with values that do not. */
static void what_is_asked_from_inside_is_what_is_asked_over_the_wire(void **state)
{
	const struct catalogue *c = carried(*state);
	size_t fitted = 0, asked = 0;

	for (size_t i = 0; i < catalogue_count(c); i++)
		for (int manner = FITTING; manner < MANNERS; manner++) {
			const struct op *op = catalogue_at(c, i);
			const struct asking ask = { .op = op,
						    .input = op->run ? sample_of(*state, op, manner)
								     : NULL };
			if (!op->run || op->connector.size || op->form ||
			    op->files.size) /* a request is JSON */
				continue;
			fitted += same_asking(*state, c, &ask);
			asked++;
		}
	assert_true(fitted > 100 && asked - fitted > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(all_of_them_load_together),
		T(every_operation_of_ours_is_found_by_its_own_path),
		T(the_description_of_all_of_them_is_json),
		T(flows_have_a_word_for_every_event),
		T(what_is_asked_from_inside_is_what_is_asked_over_the_wire),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
