// SPDX-License-Identifier: Apache-2.0
/* What handlers say: has, do, learn, hold, give, list, ask; on each engine. */
#include "test/unit/store_kit.h"

static enum err give_made(struct call *call)
{
	enum err e = store_do(call, kit_insert);
	return e ? e : store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = :id");
}

static void a_row_is_given_by_its_shape(void **state)
{
	const struct op op = { .run = give_made, .gives = &kit_gives };
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann \"A\"");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call),
			    "{\"thing\":{\"id\":\"t1\",\"firstName\":\"Ann \\\"A\\\"\","
			    "\"dueDate\":\"2025-06-15T15:06:40.123Z\",\"completed\":true,"
			    "\"price\":2.5,\"amount\":42,\"tags\":[\"a\",\"b\"]}}");
}

static enum err give_at_once(struct call *call)
{
	return store_reply_row(call, "thing",
			       "INSERT INTO thing (id, location_id, first_name, completed)"
			       " VALUES (:newId, :locationId, :firstName, false)"
			       " RETURNING id, first_name, due_date, completed, price");
}

static void null_is_left_out_or_null_as_the_field_says(void **state)
{
	const struct op op = { .run = give_at_once, .gives = &kit_gives };
	struct call *call = kit_call(*state, &op);
	char expected[200];

	call_set_text(call, "firstName", TEXT("Zoë"));
	assert_int_equal(kit_perform(call), ERR_OK);
	snprintf(expected, sizeof(expected),
		 "{\"thing\":{\"id\":\"%.20s\",\"firstName\":\"Zoë\",\"completed\":false,"
		 "\"price\":null}}",
		 call_text(call, "newId").at);
	assert_string_equal(kit_reply(call), expected);
}

static enum err give_flat(struct call *call)
{
	return store_reply_row(call, "", "SELECT count(*) AS total FROM thing");
}

static enum err give_none(struct call *call)
{
	return store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = 'nobody'");
}

static void the_empty_key_writes_into_the_reply_itself(void **state)
{
	const struct op op = { .run = give_flat, .gives = &kit_gives, .reads = true };
	struct call *call = kit_call(*state, &op);

	assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call), "{\"total\":0}");
}

static void no_row_is_missing_without_a_refusal(void **state)
{
	const struct op op = { .run = give_none, .gives = &kit_gives, .reads = true };
	struct call *call = kit_call(*state, &op);

	assert_int_equal(kit_perform(call), ERR_MISSING);
	assert_int_equal(call->err, ERR_OK);
}

static enum err list_all(struct call *call)
{
	enum err e = store_list(call, "things", "SELECT id, amount FROM thing ORDER BY id");
	if (!e)
		e = store_list(call, "names", "SELECT first_name FROM thing ORDER BY id");
	return e;
}

static void rows_are_listed_as_maps_or_as_values(void **state)
{
	const struct op op = { .run = list_all, .gives = &kit_gives, .reads = true };
	struct call *call = kit_call(*state, &op);

	kit_put(*state, "t2", "Bob");
	kit_put(*state, "T1", "Ann");
	kit_put(*state, "t1", "Cid");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call),
			    "{\"things\":[{\"id\":\"T1\",\"amount\":42},"
			    "{\"id\":\"t1\",\"amount\":42},{\"id\":\"t2\",\"amount\":42}],"
			    "\"names\":[\"Ann\",\"Cid\",\"Bob\"]}");
}

static enum err learn(struct call *call)
{
	assert_false(store_has(call, "SELECT 1 FROM thing WHERE id = 'nobody'"));
	assert_true(store_has(call, "SELECT 1 FROM thing WHERE id = :thingId"));
	assert_false(store_load(call, "SELECT * FROM thing WHERE id = 'nobody'"));
	assert_true(store_load(call, "SELECT * FROM thing WHERE id = :thingId"));
	assert_true(text_is(call_text(call, "firstName"), "Ann"));
	assert_int_equal(call_whole(call, "dueDate", 0), NOW);
	assert_int_equal(call_value(call, "completed")->type, VALUE_FLAG);
	assert_int_equal(call_whole(call, "completed", 0), 1);
	assert_int_equal(call_value(call, "price")->type, VALUE_REAL);
	return call->err;
}

static void a_row_is_learnt_under_its_wire_names(void **state)
{
	const struct op op = { .run = learn, .gives = &kit_gives, .reads = true };
	struct call *call = kit_call(*state, &op);

	kit_put(*state, "t1", "Ann");
	call_set_text(call, "thingId", TEXT("t1"));
	assert_int_equal(kit_perform(call), ERR_OK);
}

static enum err change(struct call *call)
{
	if (!store_select_for_update(call, "SELECT * FROM thing WHERE id = :thingId"
					   " AND location_id = :locationId"))
		return refuse(call, ERR_MISSING, "no such thing");
	return store_do(call, "UPDATE thing SET first_name = :firstName, due_date = :dueDate,"
			      " completed = :completed, price = :price, amount = :amount"
			      " WHERE id = :thingId");
}

static void what_was_not_sent_is_held(void **state)
{
	const struct op op = { .run = change };
	struct call *call = kit_call(*state, &op);

	kit_put(*state, "t1", "Ann");
	call_set_text(call, "thingId", TEXT("t1"));
	call_set_text(call, "firstName", TEXT("Anna"));
	call_set_null(call, "price");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_int_equal(call->changed, 1);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"
					       " WHERE first_name = 'Anna' AND price IS NULL"
					       " AND amount = 42 AND completed"),
			 1);
}

static enum err insert_twice(struct call *call)
{
	enum err e = store_do(call, kit_insert);
	assert_int_equal(e, ERR_OK);
	e = store_do(call, kit_insert);
	assert_int_equal(e, ERR_DUPLICATE);
	assert_int_equal(call->err, ERR_OK);
	return refuse(call, ERR_DUPLICATE, "there is one already");
}

static void a_broken_constraint_does_not_stick(void **state)
{
	const struct op op = { .run = insert_twice };
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_DUPLICATE);
	assert_string_equal(kit_why(call), "there is one already");
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 0);
}

static enum err fail_then_go_on(struct call *call)
{
	store_do(call, kit_insert);
	store_do(call, "UPDATE nowhere SET x = 1");
	assert_int_equal(call->err, ERR_INTERNAL);
	assert_int_equal(store_do(call, kit_insert), ERR_INTERNAL);
	assert_false(store_has(call, "SELECT 1"));
	return ERR_OK;
}

static void a_failure_sticks_and_undoes_the_call(void **state)
{
	const struct op op = { .run = fail_then_go_on };
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_INTERNAL);
	assert_string_equal(kit_why(call), "the data could not be read or written");
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 0);
}

static enum err walk(struct call *call)
{
	static const char sql[] = "SELECT id, due_date, price FROM thing ORDER BY id";
	int64_t pairs = 0;
	struct rows *outer = store_ask(call, sql);
	while (rows_next(outer)) { /* the same statement inside itself */
		assert_true(rows_null(outer, "price") || rows_whole(outer, "price") == 2);
		struct rows *inner = store_ask(call, sql);
		while (rows_next(inner))
			pairs += !text_same(rows_text(inner, "id"), rows_text(outer, "id"));
		rows_close(inner);
	}
	rows_close(outer);
	json_key(&call->out, "total");
	json_put_whole(&call->out, pairs);
	return call->err;
}

static void a_statement_may_be_asked_inside_itself(void **state)
{
	const struct op op = { .run = walk, .reads = true };
	struct call *call = kit_call(*state, &op);

	kit_put(*state, "t1", "Ann");
	kit_put(*state, "t2", "Bob");
	kit_put(*state, "t3", "Cid");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_string_equal(kit_reply(call), "{\"total\":6}");
}

static enum err both_drivers(struct call *call)
{
	struct rows *r = store_ask(
		call, "SELECT (SELECT count(*) FROM thing WHERE id IN"
		      " (SELECT value FROM json_each(:ids))) AS found,"
		      " (SELECT count(*) FROM thing WHERE due_date < :now + 60000) AS due,"
		      " (SELECT count(*) FROM thing WHERE :nothing IS NULL) AS unasked,"
		      " (SELECT json_group_array(id) FROM (SELECT id FROM thing ORDER BY id) AS t)"
		      " AS ids, instr('abc', 'c') AS place, max(:now, 5) AS most,"
		      " json_extract(:map, '$.a.b') AS inside, substr('abcdef', :from, 2) AS part,"
		      " 'it''s :not a name' AS quoted");
	assert_true(rows_next(r));
	assert_int_equal(rows_whole(r, "found"), 2);
	assert_int_equal(rows_whole(r, "due"), 3);
	assert_int_equal(rows_whole(r, "unasked"), 3);
	assert_int_equal(rows_whole(r, "place"), 3);
	assert_int_equal(rows_whole(r, "most"), NOW);
	assert_true(text_is(rows_text(r, "ids"), "[\"t1\",\"t2\",\"t3\"]"));
	assert_true(text_is(rows_text(r, "inside"), "x"));
	assert_true(text_is(rows_text(r, "part"), "bc"));
	assert_true(text_is(rows_text(r, "quoted"), "it's :not a name"));
	rows_close(r);
	return call->err;
}

static void one_text_serves_both_drivers(void **state)
{
	const struct op op = { .run = both_drivers, .reads = true };
	struct call *call = kit_call(*state, &op);

	kit_put(*state, "t1", "Ann");
	kit_put(*state, "t2", "Bob");
	kit_put(*state, "t3", "Cid");
	call_set_text(call, "ids", TEXT("[\"t1\",\"t3\",\"t9\"]"));
	call_set_text(call, "map", TEXT("{\"a\":{\"b\":\"x\"}}"));
	call_set_whole(call, "from", 2);
	assert_int_equal(kit_perform(call), ERR_OK);
}

static enum err many_made(struct call *call)
{
	for (int i = 0; i < 100; i++) {
		struct rows *r = store_ask_made(
			call, text_format(call->arena, "SELECT %d AS n, :locationId AS l", i));
		assert_true(rows_next(r));
		assert_int_equal(rows_whole(r, "n"), i);
		assert_true(text_is(rows_text(r, "l"), "loc1"));
		rows_close(r);
	}
	return call->err;
}

static void made_statements_come_and_go(void **state)
{
	const struct op op = { .run = many_made, .reads = true };
	struct call *call = kit_call(*state, &op);

	assert_int_equal(kit_perform(call), ERR_OK);
}

static enum err ask_by_made_names(struct call *call)
{
	struct rows *r = store_ask(call, "SELECT 10 AS c0, 11 AS c1, 12 AS c2, 13 AS c3, 14 AS c4,"
					 " 15 AS c5");
	char name[8];

	assert_true(rows_next(r));
	for (int turn = 0; turn < 3; turn++)
		for (int i = 0; i < 6; i++) { /* the same place in memory, another name */
			snprintf(name, sizeof(name), "c%d", i % 6);
			assert_int_equal(rows_whole(r, name), 10 + i);
		}
	rows_close(r);
	return call->err;
}

static void a_column_is_found_by_what_its_name_says(void **state)
{
	const struct op op = { .run = ask_by_made_names, .gives = &kit_gives, .reads = true };

	assert_int_equal(kit_perform(kit_call(*state, &op)), ERR_OK);
}

KIT_MAIN(cmocka_unit_test(a_row_is_given_by_its_shape),
	 cmocka_unit_test(null_is_left_out_or_null_as_the_field_says),
	 cmocka_unit_test(the_empty_key_writes_into_the_reply_itself),
	 cmocka_unit_test(no_row_is_missing_without_a_refusal),
	 cmocka_unit_test(rows_are_listed_as_maps_or_as_values),
	 cmocka_unit_test(a_row_is_learnt_under_its_wire_names),
	 cmocka_unit_test(what_was_not_sent_is_held),
	 cmocka_unit_test(a_broken_constraint_does_not_stick),
	 cmocka_unit_test(a_statement_may_be_asked_inside_itself),
	 cmocka_unit_test(one_text_serves_both_drivers),
	 cmocka_unit_test(made_statements_come_and_go),
	 cmocka_unit_test(a_column_is_found_by_what_its_name_says),
	 cmocka_unit_test(a_failure_sticks_and_undoes_the_call))
