// SPDX-License-Identifier: Apache-2.0
/* Every way in which an .api text can be wrong, and what is said then. */
#include "test/unit/catalogue_case.h"

#define OP "op do-thing POST /things\n  title Do\n  scope -\n"

/* A text, and what is wrong with it. */
struct wrong {
	const char *source, *want;
};

static const struct wrong files[] = {
	{ "shap Contact", "test.api:1: there is no word `shap`; did you mean `shape`?" },
	{ "\n\nfrobnicate it", "test.api:3: there is no word `frobnicate`" },
	{ "  title A", "test.api:1: an indented line that belongs to nothing" },
	{ "style http\n  x text", "test.api:2: an indented line that belongs to nothing" },
	{ "style htp", "test.api:1: there is no style `htp`; did you mean `http`?" },
	{ "style", "test.api:1: how a refusal is said is missing" },
	{ "connector", "test.api:1: the name of the connector is missing" },
	{ "connector a b", "test.api:1: `b` is too much here" },
	{ "shape A\xff", "test.api:1: this is not UTF-8" },
	{ "shape A\n# \xc3\x28\n", "test.api:2: this is not UTF-8" },
};

static const struct wrong shapes[] = {
	{ "shape", "test.api:1: the name of the shape is missing" },
	{ "shape thing", "test.api:1: a shape cannot be called `thing`: a capital first, "
			 "then letters and digits" },
	{ "shape A like", "test.api:1: the shape after `like` is missing" },
	{ "shape Abc like Abd\nshape Abe",
	  "test.api:1: there is no shape `Abd`; did you mean `Abc`?" },
	{ "shape A like B like B\nshape B", "test.api:1: `like` stands twice" },
	{ "shape A nulls nulls", "test.api:1: `nulls` stands twice" },
	{ "shape A nuls", "test.api:1: there is no word of a shape `nuls`; did you mean "
			  "`nulls`?" },
	{ "shape A without", "test.api:1: the names after `without` are missing" },
	{ "shape A like B without emial\nshape B\n  email text",
	  "test.api:1: there is no field `emial`; did you mean `email`?" },
	{ "shape A like A", "test.api:1: the shape `A` is like itself, in a circle" },
	{ "shape A like B\nshape B like C\nshape C like A",
	  "test.api:1: the shape `A` is like itself, in a circle" },
	{ "shape A\nshape A", "test.api:2: the shape `A` is defined twice" },
	{ "shape A\n  x text\n  x text", "test.api:3: the field `x` stands twice" },
	{ "shape A\n  x text\n y text",
	  "test.api:3: the line is indented by 1, not by 2 like the one before" },
};

#define TELLS OP "  event ThingMade E\n  run thing_do\nshape E\n  id id given\n"

static const struct wrong reactions[] = {
	{ "when", "test.api:1: the type of the event is missing" },
	{ "leaving", "test.api:1: what leaves is missing" },
	{ "due", "test.api:1: what is due is missing" },
	{ "due thing\n  event X E", "test.api:2: there is no word of a reaction `event`" },
	{ TELLS "when ThingMade", "test.api:8: the reaction to `ThingMade` has no `run`" },
	{ TELLS "when ThingMade\n  run thing_mak",
	  "test.api:9: there is no function `thing_mak`; did you mean `thing_make`?" },
	{ TELLS "when ThingMade\n  run thing_make\n  run thing_do",
	  "test.api:10: `run` stands twice" },
	{ TELLS "when ThingMade\n  evnt X E",
	  "test.api:9: there is no word of a reaction `evnt`; did you mean `event`?" },
	{ TELLS "leaving thing\n  run thing_make\n  event X E",
	  "test.api:10: there is no word of a reaction `event`" },
	{ TELLS "when ThingLost\n  run thing_make", "test.api:8: nothing announces `ThingLost`" },
	{ TELLS "when ThingMade\n  run thing_make\n  event S Secret\nshape Secret\n  x text given "
		"secret",
	  "test.api:8: an event is kept, and `S` has a secret" },
	{ TELLS "when ThingMade\n  run thing_make\n  event ThingMade E",
	  "test.api:8: the reactions to `ThingMade` go round in a circle, or more than 4 deep" },
	{ TELLS "when ThingMade\n  run thing_make\n  event A E\nwhen A\n  run thing_make\n"
		"  event B E\nwhen B\n  run thing_make\n  event A E",
	  "test.api:8: the reactions to `ThingMade` go round in a circle, or more than 4 deep" },
	{ TELLS "when ThingMade\n  run thing_make\n  event A E\nwhen A\n  run thing_make\n"
		"  event B E\nwhen B\n  run thing_make\n  event C E\nwhen C\n  run thing_make\n"
		"  event D E\nwhen D\n  run thing_make",
	  "test.api:8: the reactions to `ThingMade` go round in a circle, or more than 4 deep" },
};

static const struct wrong fields[] = {
	{ "shape A\n  x name learnt post_type",
	  "test.api:1: `learnt` is for a parameter of the path" },
	{ "shape A\n  x name dotted", "test.api:2: `dotted` is for what is `learnt`" },
	{ "shape A\n  x name learnt", "test.api:2: the word after `learnt` is missing" },
	{ OP "  learns\n", "test.api:4: the word after `learns` is missing" },
	{ OP "  learns pets\nop b GET /b\n  title B\n  scope -\n  learns pets\n",
	  "test.api:5: `pets` is learnt twice" },
	{ "op b GET /b/{x}\n  title B\n  scope -\n  params x name learnt pets\n",
	  "test.api:1: no row learns `pets`" },
	{ "shape A\n  x id ref", "test.api:2: the thing after `ref` is missing" },
	{ "shape A\n  x id ref usr", "test.api:2: there is no thing `usr`; did you mean `user`?" },
	{ "shape A\n  x id loose", "test.api:2: the reason after `loose` is missing" },
	{ "shape A\n  x id loose why", "test.api:2: the reason after `loose` stands in quotes" },
	{ "shape A\n  x whole ref user",
	  "test.api:2: `ref` is for an id that is sent, or a list of them" },
	{ "shape A\n  x id given ref user",
	  "test.api:2: `ref` is for an id that is sent, or a list of them" },
	{ "shape A\n  x id ref user loose \"a filter\"",
	  "test.api:2: `ref` is for an id that is sent, or a list of them" },
	{ "shape A\n  x", "test.api:2: the kind of the field is missing" },
	{ "shape A\n  a/b text", "test.api:2: a field cannot be called `a/b`" },
	{ "shape A\n  newId text", "test.api:2: the name `newId` is the server's own" },
	{ "shape A\n  x txt", "test.api:2: there is no kind `txt`; did you mean `text`?" },
	{ "shape A\n  x [txt]", "test.api:2: there is no kind `txt`; did you mean `text`?" },
	{ "shape Task\n  x [Tusk]", "test.api:2: there is no shape `Tusk`; did you mean `Task`?" },
	{ "shape A\n  x []", "test.api:2: there is no kind ``" },
	{ "shape A\n  x text requird",
	  "test.api:2: there is no word of a field `requird`; did you mean `required`?" },
	{ "shape A\n  x text sure sure", "test.api:2: `sure` stands twice" },
	{ "shape A\n  x text given required",
	  "test.api:2: `given` and `required` contradict each other" },
	{ "shape A\n  x text given taken",
	  "test.api:2: `given` and `taken` contradict each other" },
	{ "shape A\n  x text given initial a",
	  "test.api:2: `given` and `initial` contradict each other" },
	{ "shape A\n  x text taken sure", "test.api:2: `taken` and `sure` contradict each other" },
	{ "shape A\n  x text required initial a",
	  "test.api:2: `required` and `initial` contradict each other" },
	{ "shape A\n  x text least", "test.api:2: the number after `least` is missing" },
	{ "shape A\n  x text most ten", "test.api:2: the number after `most` is not a number" },
	{ "shape A\n  x text least 3 most 2", "test.api:2: `most` is less than `least`" },
	{ "shape A\n  x flag least 1",
	  "test.api:2: `least` and `most` mean nothing for this kind" },
	{ "shape A\n  x text each 5", "test.api:2: `each` is for a list of texts" },
	{ "shape A\n  x [whole] each 5", "test.api:2: `each` is for a list of texts" },
	{ "shape A\n  x [text] each many", "test.api:2: the number after `each` is not a number" },
	{ "shape A\n  x flag of true", "test.api:2: `of` means nothing for this kind" },
	{ "shape A\n  x A of a|b", "test.api:2: `of` means nothing for this kind" },
	{ "shape A\n  x whole of 1|two", "test.api:2: the choice `two` is not a number" },
	{ "shape A\n  x text of", "test.api:2: a|b|c after `of` is missing" },
	{ "shape A\n  x text of a||b", "test.api:2: a choice after `of` is empty" },
	{ "shape A\n  x text of a|", "test.api:2: the last choice after `of` is empty" },
	{ "shape A\n  x text of a|a", "test.api:2: the choice `a` stands twice" },
	{ "shape A\n  x text initial", "test.api:2: the value after `initial` is missing" },
	{ "shape A\n  x text initial #fff", "test.api:2: the value after `initial` is missing" },
	{ "shape A\n  x text initial \"a", "test.api:2: a quote is not closed" },
	{ "shape A\n  x text of a|b initial c",
	  "test.api:2: the value after `initial` is none of the choices" },
	{ "shape A\n  x flag initial 1",
	  "test.api:2: the value after `initial` must be a boolean value" },
	{ "shape A\n  x [text] initial {}",
	  "test.api:2: the value after `initial` must be a list" },
	{ "shape A\n  x {text} initial []",
	  "test.api:2: the value after `initial` must be an object" },
	{ "shape A\n  x instant initial tomorrow",
	  "test.api:2: the value after `initial` must be a valid ISO 8601 date string" },
};

static const struct wrong first_lines[] = {
	{ "op", "test.api:1: the name of the operation is missing" },
	{ "op A GET /a", "test.api:1: an operation cannot be called `A`: small letters, "
			 "digits and hyphens" },
	{ "op a", "test.api:1: the method is missing" },
	{ "op a HEAD /a", "test.api:1: there is no method `HEAD`" },
	{ "op a GTE /a", "test.api:1: there is no method `GTE`; did you mean `GET`?" },
	{ "op a GET", "test.api:1: the path is missing" },
	{ "op a GET a", "test.api:1: the path does not begin with a slash" },
	{ "op a GET /a b", "test.api:1: `b` is too much here" },
	{ "op a GET /a//b", "test.api:1: the path has an empty segment" },
	{ "op a GET /a/{b", "test.api:1: the path has a brace too many" },
	{ "op a GET /a/b}", "test.api:1: the path has a brace too many" },
	{ "op a GET /a/{}", "test.api:1: the path has a parameter without a name" },
	{ "op a GET /a/x{b}", "test.api:1: a parameter must be a whole segment, not `x{b}`" },
	{ "op a GET /a/{b}/{b}", "test.api:1: the path has `{b}` twice" },
	{ "op a GET /{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}",
	  "test.api:1: the path has more than 8 parameters" },
	{ "op a GET /a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a",
	  "test.api:1: the path has more than 16 segments" },
};

static const struct wrong missing[] = {
	{ "op a GET /a\n  scope -", "test.api:1: the operation `a` has no title" },
	{ "op a GET /a\n  title A",
	  "test.api:1: the operation `a` has no scope; public ones say `scope -`" },
	{ "op a GET /a\n  title\n", "test.api:2: the text after `title` is missing" },
	{ "op a GET /a\n  note # x\n", "test.api:2: the text after `note` is missing" },
	{ "op a GET /a\n  scope", "test.api:2: a scope, `*` or `-` is missing" },
	{ "op a GET /a\n  scope * a", "test.api:2: `a` is too much here" },
	{ "op a GET /a\n  scope a -", "test.api:2: `-` stands alone" },
	{ "op a GET /a\n  title A\n  scope -\n  token any",
	  "test.api:4: `scope -` asks for no token" },
	{ "op a GET /a\n  title A\n  token any\n  scope -",
	  "test.api:1: `scope -` asks for no token" },
};

static const struct wrong op_words[] = {
	{ OP "  titel Do", "test.api:4: there is no word of an operation `titel`; did you "
			   "mean `title`?" },
	{ OP "  title Do", "test.api:4: `title` stands twice" },
	{ OP "   ours", "test.api:4: the line is indented by 3; the words of this "
			"operation are by 2" },
	{ OP "  ours yes", "test.api:4: `yes` is too much here" },
	{ OP "  offers triger",
	  "test.api:4: there is no thing to offer `triger`; did you mean `trigger`?" },
	{ OP "  finds", "test.api:4: `finds THING by FIELDS` is missing" },
	{ OP "  finds thing of name", "test.api:4: `by` is missing" },
	{ OP "  finds thing by", "test.api:4: the field is missing" },
	{ OP "  finds thing by name as q",
	  "test.api:4: after the fields comes `with` and how they are sent" },
	{ OP "  finds thing by name", "test.api:1: `finds` and `since` are for what only reads" },
	{ OP "  reads\n  finds thing by name with name=q",
	  "test.api:1: `finds`: `q` is nothing that it takes" },
	{ OP "  reads\n  finds thing by name with filters",
	  "test.api:1: `finds`: `filters` is nothing that it takes" },
	{ OP "  reads\n  follows since next keep", "test.api:5: whether there is more is missing" },
	{ OP "  reads\n  follows since next keep more",
	  "test.api:1: `follows` is for a list that takes and gives these" },
	{ OP "  wraps members", "test.api:4: the member that comes back is missing" },
	{ OP "  wraps members results", "test.api:1: `wraps` is for what a connector asks" },
	{ OP "  since", "test.api:4: the field after `since` is missing" },
	{ OP "  reads\n  gone status", "test.api:5: what the member says is missing" },
	{ OP "  reads\n  gone status trash",
	  "test.api:1: `gone`: `status` is nothing that it reads" },
	{ OP "  reads\n  since changed after x",
	  "test.api:5: after the field comes `as` and a parameter" },
	{ OP "  reads\n  since changed as x", "test.api:1: `since`: there is no parameter `x`" },
	{ OP "  class sure",
	  "test.api:4: there is no class of effect `sure`; did you mean `unsure`?" },
	{ OP "  query x id", "test.api:1: `do-thing`: the id `x` is sent without saying what it "
			     "names: `ref THING`, or "
			     "`loose` and why not" },
	{ OP "  takes B\nshape B\n  c [C]\nshape C\n  x [id]",
	  "test.api:1: `do-thing`: the id `x` is sent without saying what it names: `ref THING`, "
	  "or "
	  "`loose` and why not" },
	{ OP "  params x id", "test.api:1: `params x`: the path has no such parameter" },
	{ OP "  query x text\n  query x text", "test.api:5: the parameter `x` stands twice" },
	{ OP "  query x text given",
	  "test.api:4: `given`, `taken`, `nulls`, `empty` and `sure` mean "
	  "nothing for a parameter" },
	{ "op a GET /{x}\n  title A\n  scope -\n  query x text",
	  "test.api:1: `x` is a parameter of the path and of the query" },
	{ "op a GET /{x}\n  title A\n  scope -\n  params x [text]",
	  "test.api:1: `params x`: a parameter of a path is one value of a kind, and "
	  "always "
	  "sent" },
	{ OP "  takes", "test.api:4: the shape after `takes`, or indented fields, are "
			"missing" },
	{ OP "  takes Thing", "test.api:4: there is no shape `Thing`" },
	{ "op a GET /a\n  title A\n  scope -\n  takes T\nshape T",
	  "test.api:1: a GET takes no body" },
	{ OP "  gives", "test.api:4: the status after `gives` is missing" },
	{ OP "  gives 404", "test.api:4: `404` is no status between 200 and 399" },
	{ OP "  gives 200 [Task] a:text\nshape Task", "test.api:4: `a:text` is too much here" },
	{ OP "  gives 200 [Tusk]\nshape Task",
	  "test.api:4: there is no shape `Tusk`; did you mean `Task`?" },
	{ OP "  takes [Tusk]\nshape Task",
	  "test.api:4: there is no shape `Tusk`; did you mean `Task`?" },
	{ OP "  gives 200 task", "test.api:4: `task` is not key:Kind" },
	{ OP "  gives 200 task:", "test.api:4: `task:` is not key:Kind" },
	{ OP "  gives 200 :text", "test.api:4: `:text` is not key:Kind" },
	{ OP "  gives 200 a:text a:text", "test.api:4: the member `a` stands twice" },
	{ OP "  gives 200 traceId:text", "test.api:4: the name `traceId` is the server's own" },
	{ OP "  event", "test.api:4: the type of the event is missing" },
	{ OP "  event Done", "test.api:4: the shape of the event is missing" },
	{ OP "  event Done T\n  event Done T\nshape T",
	  "test.api:5: the event `Done` stands twice" },
	{ OP "  event A T\n  event B T\n  event C T\n  event D T\n  event E T\n"
	     "  event F T\n  event G T\n  event H T\n  event I T\nshape T",
	  "test.api:12: more than 8 events" },
	{ "op a GET /a\n  title A\n  scope -\n  event A T\nshape T",
	  "test.api:1: an operation that changes nothing announces nothing" },
	{ OP "  run", "test.api:4: the function is missing" },
	{ OP "  run thing_mkae",
	  "test.api:4: there is no function `thing_mkae`; did you mean `thing_make`?" },
	{ "connector x\n" OP "  run thing_do",
	  "test.api:5: an operation of a connector has no `run`" },
};

static const struct wrong clashes[] = {
	{ OP OP, "test.api:4: the operation `do-thing` is defined twice" },
	{ OP "op b POST /things/\n  title B\n  scope -",
	  "test.api:4: the route POST /things/ is already that of `do-thing`" },
	{ "op a GET /x/{a}\n  title A\n  scope -\nop b GET /x/{b}\n  title B\n  scope -",
	  "test.api:4: the route GET /x/{b} is already that of `a`" },
};

static void expect_all(struct arena *a, const struct wrong *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect_wrong(a, rows[i].source, rows[i].want);
}

#define EXPECT_ALL(rows) expect_all(*state, rows, sizeof(rows) / sizeof(rows[0]))

static void a_file_has_known_words_at_its_left_edge(void **state)
{
	EXPECT_ALL(files);
}

static void a_shape_has_a_name_and_known_words(void **state)
{
	EXPECT_ALL(shapes);
}

static void a_field_has_a_kind_and_words_that_agree(void **state)
{
	EXPECT_ALL(fields);
}

static void an_operation_begins_with_name_method_and_path(void **state)
{
	EXPECT_ALL(first_lines);
}

static void an_operation_has_a_title_and_a_scope(void **state)
{
	EXPECT_ALL(missing);
}

static void an_operation_has_known_words_with_what_they_need(void **state)
{
	EXPECT_ALL(op_words);
}

static void a_reaction_is_to_something_and_comes_to_an_end(void **state)
{
	EXPECT_ALL(reactions);
}

static void no_name_and_no_route_is_given_twice(void **state)
{
	EXPECT_ALL(clashes);
}

static void what_flows_make_of_a_row_is_said_in_known_words(void **state)
{
	expect_wrong(*state, OP "  does\n", "test.api:4: what a flow does with it is missing");
	expect_wrong(*state, OP "  does get\n",
		     "test.api:4: the thing that it does it with is missing");
	expect_wrong(*state, OP "  writes\n",
		     "test.api:1: `writes` is for a GET: others write anyway");
	expect_wrong(*state, OP "  lags soon\n", "test.api:4: `lags` is a time such as 2m or 30s");
	expect_wrong(*state, OP "  lags 0m\n", "test.api:4: `lags` is a time such as 2m or 30s");
	expect_wrong(*state, "change A a made\n",
		     "test.api:1: a change is created, updated or deleted");
	expect_wrong(*state, "change A a updated\nchange A b deleted\n",
		     "test.api:2: the change `A` stands twice");
	expect_wrong(*state, "word a.b c d\n",
		     "test.api:1: after the thing comes `fields` or nothing");
	expect_wrong(*state, "word a.b c\nword a.b d\n", "test.api:2: the word `a.b` stands twice");
}

static void limits_are_refused_not_passed(void **state)
{
	struct buffer b = buffer_open(*state, 1 << 20);

	buffer_add(&b, TEXT("shape A\n"));
	for (int i = 0; i < 251; i++)
		buffer_format(&b, "  x%d text\n", i);
	expect_wrong(*state, text_c(*state, buffer_text(&b)),
		     "test.api:252: a shape has at most 250 fields");
	b = buffer_open(*state, 1 << 20);
	for (int i = 0; i < 20; i++)
		buffer_format(&b, "shape A%d like A%d\n", i, i + 1);
	buffer_add(&b, TEXT("shape A20\n"));
	expect_wrong(*state, text_c(*state, buffer_text(&b)),
		     "test.api:17: more than 16 shapes are like each other in a row");
	b = buffer_open(*state, 1 << 20);
	buffer_add(&b, TEXT("shape A\n  x text of 0"));
	for (int i = 1; i <= 200; i++)
		buffer_format(&b, "|%d", i);
	expect_wrong(*state, text_c(*state, buffer_text(&b)),
		     "test.api:2: there are more than 200 choices");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_file_has_known_words_at_its_left_edge),
		T(a_shape_has_a_name_and_known_words),
		T(a_field_has_a_kind_and_words_that_agree),
		T(an_operation_begins_with_name_method_and_path),
		T(an_operation_has_a_title_and_a_scope),
		T(an_operation_has_known_words_with_what_they_need),
		T(a_reaction_is_to_something_and_comes_to_an_end),
		T(what_flows_make_of_a_row_is_said_in_known_words),
		T(no_name_and_no_route_is_given_twice),
		T(limits_are_refused_not_passed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
