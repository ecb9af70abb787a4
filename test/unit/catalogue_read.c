// SPDX-License-Identifier: Apache-2.0
/* Reading .api texts: what every word means (catalogue_wrong.c: how a text can be wrong). */
#include "test/unit/catalogue_case.h"

#define OP "op do-thing POST /things\n  title Do\n  scope -\n"

static const struct op *op_of(const struct catalogue *c, const char *name)
{
	const struct op *op = catalogue_find(c, text_of(name));

	if (!op)
		fail_msg("there is no %s", name);
	return op;
}

static const struct field *field_of(const struct shape *s, const char *name)
{
	const struct field *f = shape_find(s, text_of(name));

	if (!f)
		fail_msg("there is no field %s", name);
	return f;
}

static void the_words_of_an_operation_are_read(void **state)
{
	const struct catalogue *c = case_read(
		*state, "style http\n"
			"op make-task  POST /contacts/{contactId}/tasks/{count} # why\n"
			"  title    Create a Task   # not this\n"
			"  note     One more word\n"
			"  scope    b.write a.write\n"
			"  token    company\n"
			"  ours\n"
			"  reads\n"
			"  offers   trigger\n"
			"  offers   action\n"
			"  params   count whole least 1\n"
			"  query    limit whole required most 100\n"
			"  query    tags [text]\n"
			"  strict\n"
			"  takes    Task\n"
			"  gives    201 task:Task more?:[text] last:id! map:{Task}\n"
			"  class    keyed\n"
			"  run      thing_do\n"
			"shape Task\n"
			"  id id given sure\n");
	const struct op *op = op_of(c, "make-task");

	expect_text(op->method, "POST");
	expect_text(op->path, "/contacts/{contactId}/tasks/{count}");
	expect_text(op->subject, "test");
	expect_text(op->title, "Create a Task");
	expect_text(op->note, "One more word");
	assert_int_equal(op->scope_count, 2);
	expect_text(op->scopes[0], "b.write");
	assert_int_equal(op->token, TOKEN_COMPANY);
	assert_true(op->ours && op->reads && op->trigger && op->action);
	assert_int_equal(op->style, STYLE_HTTP);
	assert_int_equal(op->effect, EFFECT_KEYED);
	assert_int_equal(op->param_count, 2);
	assert_string_equal(op->params[0].kind->name, "id");
	assert_string_equal(op->params[1].kind->name, "whole");
	assert_true(op->params[1].required && op->params[1].has_least);
	assert_int_equal(op->query->count, 2);
	assert_false(op->query->open);
	assert_true(field_of(op->query, "tags")->list);
	assert_ptr_equal(op->takes, catalogue_shape(c, TEXT("Task")));
	assert_int_equal(op->status, 201);
	assert_true(field_of(op->gives, "task")->sure);
	assert_false(field_of(op->gives, "more")->sure);
	assert_true(field_of(op->gives, "more")->list);
	assert_true(field_of(op->gives, "last")->nulls && field_of(op->gives, "last")->sure);
	assert_true(field_of(op->gives, "map")->keyed);
	assert_ptr_equal(op->run, run_nothing);
	assert_int_equal(catalogue_count(c), 1);
	assert_ptr_equal(catalogue_at(c, 0), op);
	assert_null(catalogue_at(c, 1));
	assert_null(catalogue_find(c, TEXT("other")));
}

static void what_a_row_finds_and_what_says_that_it_changed_are_read(void **state)
{
	const struct catalogue *c = case_read(*state, "op list-tasks GET /tasks\n"
						      "  title List\n"
						      "  scope x\n"
						      "  finds task by title&due with due=until\n"
						      "  since changed as after\n"
						      "  query until instant\n"
						      "  query after instant\n"
						      "op search-tasks POST /tasks/search\n"
						      "  title Search\n"
						      "  scope x\n"
						      "  reads\n"
						      "  finds task by name|number with filters\n"
						      "  since changed\n"
						      "  takes\n"
						      "    filters [any]\n");
	const struct op *op = op_of(c, "list-tasks");

	expect_text(op->finds, "task");
	expect_text(op->finds_by, "title&due");
	expect_text(op->finds_with, "due=until");
	expect_text(op->since, "changed");
	expect_text(op->since_as, "after");
	op = op_of(c, "search-tasks");
	expect_text(op->finds_by, "name|number");
	expect_text(op->finds_with, "filters");
	assert_int_equal(op->since_as.size, 0);
}

static void a_list_that_is_followed_and_what_stands_in_a_list_there_are_read(void **state)
{
	const struct catalogue *c = case_read(*state, "connector site\n"
						      "op site-changes GET /changes\n"
						      "  title Changes\n"
						      "  scope -\n"
						      "  follows since next keep more\n"
						      "  wraps member gone\n"
						      "  query since text\n"
						      "  gives 200 items:[any] next:text keep:text"
						      " more:flag\n");
	const struct op *op = op_of(c, "site-changes");

	expect_text(op->follows.param, "since");
	expect_text(op->follows.next, "next");
	expect_text(op->follows.keep, "keep");
	expect_text(op->follows.more, "more");
	expect_text(op->wraps.in, "member");
	expect_text(op->wraps.out, "gone");
}

static void what_is_not_said_has_a_default(void **state)
{
	const struct catalogue *c = case_read(*state,
					      "op a GET /a\n  title A\n  scope *\n"
					      "op b PUT /b\n  title B\n  scope x\n"
					      "op c POST /c\n  title C\n  scope -\n"
					      "op d DELETE /d\n  title D\n  scope x\n"
					      "op e PATCH /e\n  title E\n  scope x\n"
					      "op f POST /f\n  title F\n  scope x\n  reads\n");
	const struct op *a = op_of(c, "a");

	assert_true(a->reads);
	assert_int_equal(a->scope_count, 0);
	assert_int_equal(a->token, TOKEN_LOCATION);
	assert_int_equal(a->status, 200);
	assert_int_equal(a->gives->count, 0);
	assert_non_null(a->query);
	assert_true(a->query->open);
	assert_null(a->takes);
	assert_null(a->run);
	assert_int_equal(a->effect, EFFECT_READ);
	assert_int_equal(op_of(c, "b")->effect, EFFECT_REPEATABLE);
	assert_int_equal(op_of(c, "c")->effect, EFFECT_UNSURE);
	assert_int_equal(op_of(c, "c")->token, TOKEN_NONE);
	assert_int_equal(op_of(c, "d")->effect, EFFECT_REPEATABLE);
	assert_int_equal(op_of(c, "e")->effect, EFFECT_UNSURE);
	assert_int_equal(op_of(c, "f")->effect, EFFECT_READ);
}

static void the_words_of_a_field_are_read(void **state)
{
	const struct catalogue *c = case_read(*state,
					      "shape Thing open\n"
					      "  firstName text required least 1 most 20\n"
					      "  kind      text of a|b|\"One on One\" initial b\n"
					      "  colour    text initial \"#039BE5\"\n"
					      "  big       number least -1.5 most 2e3 initial 4\n"
					      "  on        flag initial true\n"
					      "  since     instant initial 2026-01-02T03:04:05Z\n"
					      "  tags      [text] most 3 initial []\n"
					      "  more      {any}\n"
					      "  self      Thing nulls\n"
					      "  id        id given sure\n"
					      "  secret    text taken\n");
	const struct shape *s = catalogue_shape(c, TEXT("Thing"));
	const struct field *f = field_of(s, "firstName");

	assert_true(s->open);
	assert_int_equal(s->count, 11);
	assert_true(f->required && f->has_least && f->has_most);
	assert_true(f->least == 1 && f->most == 20);
	assert_string_equal(f->name_c, "firstName");
	assert_string_equal(f->column, "first_name");
	f = field_of(s, "kind");
	assert_int_equal(f->choice_count, 3);
	expect_text(f->choices[2], "One on One");
	expect_text(f->initial, "\"b\"");
	expect_text(f->fallback.text, "b");
	expect_text(field_of(s, "colour")->fallback.text, "#039BE5");
	f = field_of(s, "big");
	assert_true(f->least == -1.5 && f->most == 2000);
	assert_int_equal(f->fallback.type, VALUE_REAL);
	assert_true(f->fallback.real == 4);
	assert_int_equal(field_of(s, "on")->fallback.type, VALUE_FLAG);
	assert_int_equal(field_of(s, "since")->fallback.whole, INT64_C(1767323045000));
	f = field_of(s, "tags");
	assert_true(f->list && !f->keyed);
	expect_text(f->fallback.text, "[]");
	assert_true(field_of(s, "more")->keyed);
	assert_ptr_equal(field_of(s, "self")->shape, s);
	assert_true(field_of(s, "self")->nulls && field_of(s, "self")->sure);
	assert_true(field_of(s, "id")->given && field_of(s, "id")->sure);
	assert_true(field_of(s, "secret")->taken);
}

static void columns_are_in_snake_case(void **state)
{
	static const struct {
		const char *name, *column;
	} rows[] = { { "firstName", "first_name" },
		     { "emailLowerCase", "email_lower_case" },
		     { "address1", "address1" },
		     { "logoURL", "logo_url" },
		     { "SMS", "sms" },
		     { "URLPath", "url_path" },
		     { "_id", "_id" },
		     { "field_value", "field_value" },
		     { "x-y.z", "x_y_z" } };
	struct buffer b = buffer_open(*state, 4096);
	const struct shape *s;

	buffer_add(&b, TEXT("shape Thing\n"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		buffer_format(&b, "  %s text\n", rows[i].name);
	s = catalogue_shape(case_read(*state, text_c(*state, buffer_text(&b))), TEXT("Thing"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(s->fields[i].column, rows[i].column);
}

static void a_shape_like_another_is_its_copy_with_changes(void **state)
{
	const struct catalogue *c = case_read(
		*state, "shape Change like New partial without place  # used before it is there\n"
			"  extra text required\n"
			"shape Found like New nulls\n"
			"  tags [any] given\n"
			"  score whole\n"
			"shape New open\n"
			"  name text required\n"
			"  place id\n"
			"  tags [text]\n"
			"  type text initial lead\n"
			"  secret text taken\n");
	const struct shape *change = catalogue_shape(c, TEXT("Change"));
	const struct shape *found = catalogue_shape(c, TEXT("Found"));

	assert_true(change->open);
	assert_int_equal(change->count, 5);
	assert_null(shape_find(change, TEXT("place")));
	assert_false(field_of(change, "name")->required);
	assert_false(field_of(change, "type")->has_initial);
	assert_true(field_of(change, "extra")->required);
	assert_int_equal(found->count, 6);
	expect_text(found->fields[2].name, "tags"); /* the place of the one it replaces */
	assert_string_equal(found->fields[2].kind->name, "any");
	assert_false(found->fields[2].nulls);
	assert_true(field_of(found, "place")->nulls && field_of(found, "place")->sure);
	assert_false(field_of(found, "secret")->nulls);
	assert_false(field_of(found, "score")->nulls);
	assert_true(field_of(found, "type")->has_initial);
}

static void without_like_the_words_change_its_own_lines(void **state)
{
	const struct catalogue *c = case_read(*state, "shape A nulls\n  x text\n  y text taken\n"
						      "shape B partial\n  x text required\n");

	assert_true(field_of(catalogue_shape(c, TEXT("A")), "x")->nulls);
	assert_false(field_of(catalogue_shape(c, TEXT("A")), "y")->nulls);
	assert_false(field_of(catalogue_shape(c, TEXT("B")), "x")->required);
}

static void bodies_and_replies_may_be_written_in_place(void **state)
{
	const struct catalogue *c = case_read(
		*state, "op a POST /a\n  title A\n  scope -\n  takes\n    x text required\n"
			"    y [whole]\n  gives 200 Thing extra:flag\n"
			"op b POST /b\n  title B\n  scope -\n  gives 200 Thing\n"
			"op c GET /c\n  title C\n  scope -\n  gives 200 raw\n"
			"op d GET /d\n  title D\n  scope -\n  gives 204\n"
			"shape Thing\n  id id\n");
	const struct op *a = op_of(c, "a");

	assert_int_equal(a->takes->count, 2);
	assert_true(field_of(a->takes, "x")->required);
	assert_int_equal(a->gives->count, 2);
	assert_true(field_of(a->gives, "extra")->sure);
	assert_ptr_equal(op_of(c, "b")->gives, catalogue_shape(c, TEXT("Thing")));
	assert_null(op_of(c, "c")->gives);
	assert_int_equal(op_of(c, "d")->status, 204);
	assert_int_equal(op_of(c, "d")->gives->count, 0);
}

static void events_name_their_shapes(void **state)
{
	const struct catalogue *c = case_read(*state, OP "  event ThingDone Done\n"
							 "  event ThingMoved Done\n"
							 "shape Done\n  id id\n");
	const struct op *op = op_of(c, "do-thing");

	assert_int_equal(op->event_count, 2);
	expect_text(op->events[1].type, "ThingMoved");
	assert_ptr_equal(op->events[1].shape, catalogue_shape(c, TEXT("Done")));
}

static void operations_of_a_connector_are_others(void **state)
{
	const struct catalogue *c = case_read(
		*state,
		"connector wordpress\n"
		"op get-user GET /wp-json/users/{id}?context={context}\n  title U\n  scope -\n"
		"op get-user-too GET /wp-json/users/{id}?context={context}\n  title U\n"
		"  scope secret.scope\n");
	size_t count;

	expect_text(op_of(c, "get-user")->connector, "wordpress");
	assert_int_equal(op_of(c, "get-user")->param_count, 2);
	catalogue_scopes(c, &count);
	assert_int_equal(count, 0);
}

static void scopes_are_listed_once_and_in_order(void **state)
{
	const struct catalogue *c = case_read(*state, "op a GET /a\n title A\n scope b.x a.x\n"
						      "op b GET /b\n title B\n scope a.x a\n"
						      "op c GET /c\n title C\n scope *\n");
	size_t count;
	const struct text *scopes = catalogue_scopes(c, &count);

	assert_int_equal(count, 3);
	expect_text(scopes[0], "a");
	expect_text(scopes[1], "a.x");
	expect_text(scopes[2], "b.x");
}

static void lines_may_end_as_on_windows_and_be_indented_by_tabs(void **state)
{
	const struct catalogue *c = case_read(
		*state, "op a GET /a\r\n\ttitle A\r\n\tscope -\r\n\r\n# end\r\n");

	expect_text(op_of(c, "a")->title, "A");
}

static void shapes_are_found_across_files(void **state)
{
	struct catalogue_text texts[] = {
		{ "a.api", TEXT("shape A like B\n  b B\n") },
		{ "b.api", TEXT("shape B\n  a A\n") },
	};
	const struct catalogue *c;
	struct text why;

	assert_int_equal(
		catalogue_read(*state, &(struct catalogue_source){ texts, 2, NULL, 0 }, &c, &why),
		ERR_OK);
	assert_ptr_equal(catalogue_shape(c, TEXT("A"))->fields[0].shape,
			 catalogue_shape(c, TEXT("A")));
	texts[1].source = TEXT("shape B\n  a A\nshape A\n");
	assert_int_equal(
		catalogue_read(*state, &(struct catalogue_source){ texts, 2, NULL, 0 }, &c, &why),
		ERR_INVALID);
	expect_text(why, "b.api:3: the shape `A` is defined twice");
}

static void a_reaction_is_known_to_every_operation_that_sets_it_off(void **state)
{
	const struct catalogue *c = case_read(
		*state,
		"when A\n  event B E\n  run thing_do\nwhen B\n  event C E\n  run thing_make\n"
		"shape E\n  id id given\n"
		"leaving a thing\n  run thing_make\ndue a thing\n  run thing_do\n"
		"op x POST /x\n  title X\n  scope -\n  event A E\n  run thing_do\n"
		"op y POST /y\n  title Y\n  scope -\n  event B E\n  event C E\n"
		"  run thing_do\n");
	const struct op *x = catalogue_find(c, TEXT("x")), *y = catalogue_find(c, TEXT("y"));

	assert_int_equal(x->event_count, 3);
	assert_true(text_is(x->events[1].type, "B") && text_is(x->events[2].type, "C"));
	assert_ptr_equal(x->events[0].reactions->run, run_nothing);
	assert_non_null(x->events[1].reactions);
	assert_null(x->events[2].reactions);
	assert_int_equal(y->event_count, 2);
	assert_null(y->events[0].reactions->next);
	assert_non_null(catalogue_leaving(c, TEXT("a thing")));
	assert_null(catalogue_leaving(c, TEXT("A")));
	assert_ptr_equal(catalogue_due(c, TEXT("a thing"))->run, run_nothing);
	assert_null(catalogue_due(c, TEXT("A")));
}

static void nothing_at_all_is_a_catalogue(void **state)
{
	assert_int_equal(catalogue_count(case_read(*state, "")), 0);
	assert_int_equal(catalogue_count(case_read(*state, "\n  # nothing\n\n")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(the_words_of_an_operation_are_read),
		T(what_a_row_finds_and_what_says_that_it_changed_are_read),
		T(a_list_that_is_followed_and_what_stands_in_a_list_there_are_read),
		T(what_is_not_said_has_a_default),
		T(the_words_of_a_field_are_read),
		T(columns_are_in_snake_case),
		T(a_shape_like_another_is_its_copy_with_changes),
		T(without_like_the_words_change_its_own_lines),
		T(bodies_and_replies_may_be_written_in_place),
		T(events_name_their_shapes),
		T(operations_of_a_connector_are_others),
		T(scopes_are_listed_once_and_in_order),
		T(lines_may_end_as_on_windows_and_be_indented_by_tabs),
		T(shapes_are_found_across_files),
		T(a_reaction_is_known_to_every_operation_that_sets_it_off),
		T(nothing_at_all_is_a_catalogue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
