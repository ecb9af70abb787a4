// SPDX-License-Identifier: Apache-2.0
/* Who reacts to an event: when, how often, with which word; on each engine. */
#include "test/unit/store_kit.h"

static const struct field payload_fields[] = {
	FIELD("type", "type", &kit_text),
	FIELD("locationId", "location_id", &kit_text),
	FIELD("id", "id", &kit_text),
	FIELD("firstName", "first_name", &kit_text),
	FIELD("tags", "tags", &kit_text, .list = true),
};
static const struct shape payload = { .name = { "Payload", 7 },
				      .fields = payload_fields,
				      .count = 5 };
static const struct field wrapped_fields[] = {
	FIELD("locationId", "location_id", &kit_text),
	FIELD("thing", "thing", NULL, .shape = &kit_thing),
};
static const struct shape wrapped = { .name = { "Wrapped", 7 },
				      .fields = wrapped_fields,
				      .count = 2 };

static enum err make_and_give(struct call *call)
{
	enum err e = store_do(call, kit_insert);
	store_count(call, "things", 1);
	return e ? e : store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = :id");
}

/* Each thing that is called so brings another one along, which sets off nothing. */
static enum err bring_another(struct call *call)
{
	struct text id = text_format(call->arena, "%.*s+", (int)call_text(call, "changedId").size,
				     call_text(call, "changedId").at);

	call_set_text(call, "otherId", id);
	enum err e = store_do(call, "INSERT INTO thing (id, location_id, first_name)"
				    " VALUES (:otherId, :locationId, :otherId)");
	if (!e)
		e = store_emit_event(call, "ThingWrap", "SELECT * FROM thing WHERE id = :otherId");
	/* after what the other one set off: its own word again */
	return e ? e
		 : store_do(call, "UPDATE thing SET due_date = 7 WHERE id = :changedId"
				  " AND location_id = :locationId");
}

static enum err mark(struct call *call)
{
	return store_do(call, "UPDATE thing SET amount = 1 WHERE id = :changedId");
}

static enum err refuse_it(struct call *call)
{
	return refuse(call, ERR_CONFLICT, "not with me");
}

static enum err make_two_and_give(struct call *call)
{
	enum err e = store_do(call, kit_insert);

	if (!e)
		e = store_do(call, "INSERT INTO thing (id, location_id, first_name)"
				   " VALUES ('t2', :locationId, 'Bob')");
	if (!e)
		e = store_emit_event(call, "ThingCreate",
				     "SELECT * FROM thing WHERE location_id = :locationId"
				     " ORDER BY id");
	return e ? e : store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = :id");
}

static enum err just_fail(struct call *call)
{
	(void)call;
	return ERR_CONFLICT;
}

static enum err wrap(struct call *call)
{
	return store_emit_event(call, "ThingWrap", "SELECT * FROM thing WHERE id = :changedId");
}

static const struct reaction fails = { { "ThingCreate", 11 }, just_fail, NULL };
static const struct reaction wraps = { { "ThingCreate", 11 }, wrap, NULL };
static const struct reaction marks = { { "ThingWrap", 9 }, mark, NULL };
static const struct reaction refuses = { { "ThingCreate", 11 }, refuse_it, NULL };
static const struct reaction brings = { { "ThingCreate", 11 }, bring_another, NULL };

static void who_reacts_runs_once_for_each_and_keeps_its_word(void **state)
{
	const struct op op = {
		.run = make_two_and_give,
		.gives = &kit_gives,
		.events = { { { "ThingCreate", 11 }, &payload, &brings },
			    { { "ThingWrap", 9 }, &wrapped, &marks } },
		.event_count = 2,
	};
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 4);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 4);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"
					       " WHERE due_date = 7 AND id IN ('t1', 't2')"
					       " AND coalesce(amount, 0) <> 1"),
			 2);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"
					       " WHERE amount = 1 AND id IN ('t1+', 't2+')"),
			 2);
}

/* The event of a row that is replied sets it off too; and what it announces does not stand for the
 * row of the operation. */
static void who_reacts_to_a_given_row_runs_after_it(void **state)
{
	const struct op op = {
		.run = make_and_give,
		.gives = &kit_gives,
		.events = { { { "ThingCreate", 11 }, &payload, &brings },
			    { { "ThingWrap", 9 }, &wrapped } },
		.event_count = 2,
	};
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"
					       " WHERE type = 'ThingCreate'"),
			 1);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 2);
}

static enum err make_and_give_twice(struct call *call)
{
	enum err e = make_and_give(call);

	return e ? e : store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = :id");
}

/* Each row that is given is told, though who reacts to the first has told something meanwhile. */
static void what_who_reacts_tells_is_not_the_operations_own_word(void **state)
{
	const struct op op = {
		.run = make_and_give_twice,
		.gives = &kit_gives,
		.events = { { { "ThingCreate", 11 }, &payload, &wraps },
			    { { "ThingWrap", 9 }, &wrapped } },
		.event_count = 2,
	};
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"
					       " WHERE type = 'ThingCreate'"),
			 2);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 4);
}

/* Also without a word of its own. */
static void a_reaction_that_fails_undoes_all(void **state)
{
	const struct op op = {
		.run = make_and_give,
		.gives = &kit_gives,
		.events = { { { "ThingCreate", 11 }, &payload, &fails } },
		.event_count = 1,
	};
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_CONFLICT);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 0);
}

static void a_reaction_that_refuses_undoes_all(void **state)
{
	const struct op op = {
		.run = make_and_give,
		.gives = &kit_gives,
		.events = { { { "ThingCreate", 11 }, &payload, &refuses } },
		.event_count = 1,
	};
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_CONFLICT);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 0);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 0);
}

KIT_MAIN(cmocka_unit_test(who_reacts_runs_once_for_each_and_keeps_its_word),
	 cmocka_unit_test(who_reacts_to_a_given_row_runs_after_it),
	 cmocka_unit_test(what_who_reacts_tells_is_not_the_operations_own_word),
	 cmocka_unit_test(a_reaction_that_fails_undoes_all),
	 cmocka_unit_test(a_reaction_that_refuses_undoes_all))
