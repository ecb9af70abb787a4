// SPDX-License-Identifier: Apache-2.0
/* Messages of the time when mail had a queue of its own, in every state there was: what waited
 * waits, what was being sent is in doubt, what is over stays as it was. */
#include "test/unit/store_kit.h"

#include "integration/mail/mail.h"

#include <glob.h>
#include <string.h>

#define BEFORE "schema/181"

/* All of the schema, up to that file. */
static void schema_read(struct kit *k, const char *before)
{
	struct store_text *all;
	glob_t files;
	size_t count = 0;

	assert_int_equal(glob("schema/*.sql", 0, NULL, &files), 0);
	all = arena_take(k->arena, files.gl_pathc * sizeof(*all));
	for (size_t i = 0; i < files.gl_pathc; i++)
		if (!before || strncmp(files.gl_pathv[i], before, strlen(before)) < 0)
			all[count++] = (struct store_text){
				text_c(k->arena, text_of(files.gl_pathv[i] + strlen("schema/"))),
				kit_file(k->arena, files.gl_pathv[i])
			};
	globfree(&files);
	k->config.schema = all;
	k->config.schema_count = count;
}

static const struct {
	const char *id, *state, *lease;
	int tries;
	enum job_state becomes;
} olds[] = {
	{ "m1", "ready", "", 0, JOB_READY },	     { "m2", "retry", "", 3, JOB_READY },
	{ "m3", "sending", "dead", 1, JOB_SENDING }, { "m4", "uncertain", "dead", 1, JOB_ASKING },
	{ "m5", "sent", "dead", 1, JOB_DONE },	     { "m6", "failed", "dead", 8, JOB_FAILED },
	{ "m7", "withdrawn", "", 0, JOB_WITHDRAWN },
};
#define OLDS (sizeof(olds) / sizeof(*olds))

static enum err olds_make(struct call *call)
{
	for (size_t i = 0; i < OLDS; i++) {
		call_set_text(call, "oldId", text_of(olds[i].id));
		call_set_text(call, "oldState", text_of(olds[i].state));
		call_set_text(call, "oldLease", text_of(olds[i].lease));
		call_set_whole(call, "oldTries", olds[i].tries);
		call_set_whole(call, "oldDue", NOW + (int64_t)i);
		store_do(call, "INSERT INTO outgoing (id, location_id, dedupe, kind, channel,"
			       " planned, to_address, subject, body, html, state, due, tries,"
			       " lease_by, error, date_added, date_updated)"
			       " VALUES (:oldId, :locationId, :oldId, 'booked', 'email', false,"
			       " 'a@b.example', 's', 'b', false, :oldState, :oldDue, :oldTries,"
			       " :oldLease, 'why', 1, 2)");
	}
	store_do(call, "INSERT INTO outgoing (id, location_id, dedupe, kind, channel, planned,"
		       " to_address, user_id, subject, body, html, state, due, date_added,"
		       " date_updated) VALUES ('n1', :locationId, 'n1', 'booked', 'inApp', false,"
		       " '', 'u', 's', 'b', false, 'shown', 5, 1, 2)");
	return call->err;
}

static int64_t number(struct kit *k, const char *id, const char *sql)
{
	struct call *call = kit_call(k, NULL);

	call_set_text(call, "messageId", text_of(id));
	int64_t n = store_number(call, sql);
	assert_int_equal(call->err, ERR_OK);
	store_connection_rest(k->connection);
	return n;
}

static void each_message_of_before_is_as_it_was_and_none_is_sent_twice(void **state)
{
	struct kit *k = *state;
	struct call *call = kit_call(k, NULL);

	assert_int_equal(store_transaction(call, "test", olds_make, NULL, 0), ERR_OK);
	kit_shut(k);
	schema_read(k, NULL);
	kit_open(k);
	for (size_t i = 0; i < OLDS; i++) {
		assert_int_equal(number(k, olds[i].id,
					"SELECT j.state AS n FROM outgoing o"
					" JOIN job j ON j.id = o.job AND"
					" j.ref = o.id WHERE o.id = :messageId"),
				 olds[i].becomes);
		assert_int_equal(number(k, olds[i].id,
					"SELECT tries AS n FROM job"
					" WHERE ref = :messageId"),
				 olds[i].tries);
		assert_int_equal(number(k, olds[i].id,
					"SELECT due AS n FROM job"
					" WHERE ref = :messageId"),
				 NOW + (int64_t)i);
		assert_int_equal(number(k, olds[i].id,
					"SELECT count(*) AS n FROM job"
					" WHERE ref = :messageId"
					" AND ended IS NOT NULL"),
				 olds[i].becomes >= JOB_DONE);
	}
	assert_int_equal(number(k, "", "SELECT count(*) AS n FROM job"), OLDS);
	assert_int_equal(number(k, "",
				"SELECT next_due AS n FROM job_target"
				" WHERE name = 'smtp:loc1'"),
			 NOW); /* the first that waits */
	assert_int_equal(number(k, "",
				"SELECT count(*) AS n FROM outgoing WHERE id = 'n1'"
				" AND standing = 'shown' AND job IS NULL"),
			 1);
	assert_int_equal(number(k, "", "SELECT count(*) AS n FROM job WHERE worker = 'dead'"), 2);
}

static int setup(void **state, const char *url)
{
	struct kit *k = kit_make(url);

	schema_read(k, BEFORE);
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
	const struct CMUnitTest sqlite[] = { cmocka_unit_test_setup_teardown(
		each_message_of_before_is_as_it_was_and_none_is_sent_twice, setup_sqlite,
		kit_teardown) };
	const struct CMUnitTest postgres[] = { cmocka_unit_test_setup_teardown(
		each_message_of_before_is_as_it_was_and_none_is_sent_twice, setup_postgres,
		kit_teardown) };

	if (getenv("GROUNDLEVEL_TEST_POSTGRES"))
		return cmocka_run_group_tests(postgres, NULL, NULL);
	return cmocka_run_group_tests(sqlite, NULL, NULL);
}
