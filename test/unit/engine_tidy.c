// SPDX-License-Identifier: Apache-2.0
/* What is no longer kept, asked of the tables themselves: who has not read an event keeps it; and
 * what is taken from a process that is dead, and from no other, and what is given back. */
#include "test/unit/store_kit.h"

#include "integration/engine/work.h"

static enum err event_make(struct call *call)
{
	store_do(call, "INSERT INTO event (id, location_id, company_id, type, payload, at)"
		       " VALUES (:newUuid, :locationId, :companyId, 'ContactCreate', '{}', 1000)");
	return call->err;
}

static enum err cursor_make(struct call *call)
{
	store_do(call, "INSERT INTO cursor (source_id, location_id, kind, xid, seq)"
		       " VALUES ('source1', :locationId, 'outbox', 0, 0)");
	return call->err;
}

static enum err cursor_move(struct call *call)
{
	store_do(call, "UPDATE cursor SET (xid, seq) = (SELECT xid, seq FROM event"
		       " ORDER BY xid DESC, seq DESC LIMIT 1) WHERE location_id = :locationId");
	return call->err;
}

static struct settings settings;

static enum err tidy(struct call *call)
{
	own_application(call)->settings = &settings;
	return tidy_run(call);
}

static void done(struct kit *k, enum err (*run)(struct call *call))
{
	struct call *call = kit_call(k, NULL);
	bool more = false;

	assert_int_equal(store_transaction(call, "test", run, &more, sizeof(more)), ERR_OK);
}

static int64_t events_left(struct kit *k)
{
	struct call *call = kit_call(k, NULL);
	int64_t n = store_number(call, "SELECT count(*) AS n FROM event");

	store_connection_rest(k->connection);
	return n;
}

static void an_old_event_stays_until_the_last_flow_has_read_it(void **state)
{
	struct kit *k = *state;

	settings = (struct settings){ .events_days = TEXT("30"),
				      .runs_days = TEXT("0"),
				      .failed_days = TEXT("0"),
				      .keys_days = TEXT("0") };
	for (int i = 0; i < 3; i++)
		done(k, event_make);
	done(k, cursor_make);
	done(k, tidy);
	assert_int_equal(events_left(k), 3);
	done(k, cursor_move);
	done(k, event_make);
	done(k, tidy);
	assert_int_equal(events_left(k), 1);
	done(k, cursor_move);
	done(k, tidy);
	assert_int_equal(events_left(k), 0);
}

/* --- leases --- */

static enum err other_lives(struct call *call)
{
	store_do(call, "INSERT INTO worker (id, beats) VALUES ('other', 7)");
	return store_do(call,
			"INSERT INTO effect (run_id, location_id, path, idem, class, op,"
			" connection, request_json, state, lane, due, give_up_at, parallel,"
			" sent_at, lease_until, lease_by) VALUES (1, :locationId, '1', 'i', 'N',"
			" 'x', 'c', '{}', 'sending', 0, 5, 5, 1, 5, 1, 'other')");
}

static enum err other_dies(struct call *call)
{
	return store_do(call, "DELETE FROM worker WHERE id = 'other'");
}

static enum err uncertain(struct call *call)
{
	return uncertain_run(call);
}

static int64_t taken(struct kit *k)
{
	struct call *call = kit_call(k, NULL);
	int64_t n = store_number(call, "SELECT count(*) AS n FROM effect WHERE state = 'retry'");

	store_connection_rest(k->connection);
	return n;
}

static void what_another_sends_is_taken_when_it_is_dead(void **state)
{
	struct kit *k = *state;

	done(k, other_lives);
	done(k, uncertain);
	assert_int_equal(taken(k), 0); /* though years have passed since it was sent */
	done(k, other_dies);
	done(k, uncertain);
	assert_int_equal(taken(k), 1);
}

/* --- the limit of a day --- */

static enum err flow_make(struct call *call)
{
	store_do(call,
		 "INSERT INTO flow (id, location_id, slug, title, live_rev, effects_max,"
		 " date_added, date_updated) VALUES ('f', :locationId, 'f', 'F', 1, 100, 1, 1)");
	store_do(call, "INSERT INTO run (location_id, flow_id, rev, inbox_id, event_key, lane_key,"
		       " lane, state, due, started)"
		       " VALUES (:locationId, 'f', 1, 1, 'e', 'l', 0, 'waiting', 1, 1)");
	return store_do(call,
			"INSERT INTO effect (run_id, location_id, path, idem, class, op,"
			" connection, request_json, state, lane, due, give_up_at, parallel)"
			" SELECT id, location_id, '1', 'own', 'N', 'x', 'c', '{}', 'ready', 0, 5,"
			" 5, 1 FROM run");
}

static struct flow_engine engine = { .me = { "me", 2 } };

static enum err take_and_sleep(struct call *call)
{
	struct claim c = { .location_id = TEXT("loc1") };
	struct heard h = { .unsent = true };
	struct settling *s = store_transaction_data(call);

	call_set_whole(call, "now", call->now_ms);
	c.id = store_number(call, "SELECT id AS n FROM effect WHERE idem = 'own'");
	c.run_id = store_number(call, "SELECT id AS n FROM run");
	c.tries = store_number(call, "SELECT tries AS n FROM effect WHERE idem = 'own'");
	assert_true(limits_send(call, &c));
	store_do(call, "UPDATE effect SET state = 'sending', tries = tries + 1, lease_by = 'me',"
		       " sent_at = :now WHERE idem = 'own'");
	c.tries++;
	*s = (struct settling){ &c, &h };
	own_application(call)->flows = &engine;
	return settle_run(call);
}

static void what_was_taken_and_not_sent_counts_once(void **state)
{
	struct kit *k = *state;
	struct settling s = { 0 };

	done(k, flow_make);
	for (int i = 0; i < 3; i++) {
		struct call *call = kit_call(k, NULL);
		assert_int_equal(store_transaction(call, "test", take_and_sleep, &s, sizeof(s)),
				 ERR_OK);
		call = kit_call(k, NULL);
		assert_int_equal(store_number(call, "SELECT sent AS n FROM flow_state"), 0);
		assert_int_equal(store_number(call, "SELECT count(*) AS n FROM effect"
						    " WHERE state = 'retry' AND tries = 0"),
				 1);
		store_connection_rest(k->connection);
	}
}

static int setup(void **state, const char *url)
{
	static const char *const names[] = { "000-store.sql",	   "015-tokens.sql",
					     "042-outgoing.sql",   "060-flows.sql",
					     "075-retention.sql",  "080-limits.sql",
					     "110-rights.sql",	   "120-clock.sql",
					     "140-flow-state.sql", "197-history.sql" };
	struct kit *k = kit_make(url);

	for (size_t i = 0; i < 10; i++)
		k->schema[i] = (struct store_text){
			names[i],
			kit_file(k->arena,
				 text_c(k->arena, text_format(k->arena, "schema/%s", names[i])))
		};
	k->config.schema_count = k->schema_count = 10;
	kit_open(k);
	*state = k;
	return 0;
}

static int setup_sqlite(void **state)
{
	return setup(state, NULL);
}

static int setup_postgres(void **state)
{
	return setup(state, getenv("GROUNDLEVEL_TEST_POSTGRES"));
}

int main(void)
{
#define BOTH(setup)                                                                                \
	{                                                                                          \
		cmocka_unit_test_setup_teardown(                                                   \
			an_old_event_stays_until_the_last_flow_has_read_it, setup, kit_teardown),  \
			cmocka_unit_test_setup_teardown(                                           \
				what_another_sends_is_taken_when_it_is_dead, setup, kit_teardown), \
			cmocka_unit_test_setup_teardown(what_was_taken_and_not_sent_counts_once,   \
							setup, kit_teardown)                       \
	}
	const struct CMUnitTest sqlite[] = BOTH(setup_sqlite);
	const struct CMUnitTest postgres[] = BOTH(setup_postgres);

	if (getenv("GROUNDLEVEL_TEST_POSTGRES"))
		return cmocka_run_group_tests(postgres, NULL, NULL);
	return cmocka_run_group_tests(sqlite, NULL, NULL);
}
