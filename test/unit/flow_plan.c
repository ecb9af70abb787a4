// SPDX-License-Identifier: Apache-2.0
/*
 * What a run does next: a flow, an event, and what is known, against the catalogue as it is.
 */
#include "integration/engine/poll.h"
#include "integration/flows/inside.h"
#include "test/unit/whole_case.h"

/* The result of a sample as one text, or why there is none. */
static const char *trial(struct arena *a, const char *flow, const char *sample)
{
	struct buffer b = buffer_open(a, 1 << 20);
	struct json_out o = json_open(&b);
	struct text why = { 0 };

	if (!flow_test_file(a, &(struct flow_sample){ table, text_of(flow), text_of(sample) }, &o,
			    &why))
		return text_c(a, why);
	return text_c(a, buffer_text(&b));
}

static void has(const char *whole, const char *part)
{
	if (!strstr(whole, part))
		fail_msg("%s\nis not in\n%s", part, whole);
}

static void hasnt(const char *whole, const char *part)
{
	if (strstr(whole, part))
		fail_msg("%s\nis in\n%s", part, whole);
}

#define MANUAL(steps) "{\"flow\":\"x\",\"on\":{\"manual\":\"it\"},\"do\":[" steps "]}"

static void a_mapping_that_gives_null_is_left_out(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	const char *r = trial(
		a,
		MANUAL("{\"put\":\"highlevel.contact\",\"where\":{\"id\":\"c1\"},"
		       "\"set\":{\"firstName\":\"{{ it.name }}\",\"lastName\":"
		       "\"{{ it.none }}\",\"customFields.level\":\"{{ it.level }}\"}}"),
		"{\"item\":{\"name\":\"Ann\",\"level\":3}}");
	has(r, "\"url\":\"/contacts/c1\"");
	has(r, "\"body\":{\"firstName\":\"Ann\",\"customFields\":"
	       "[{\"key\":\"level\",\"field_value\":3}]}");
	arena_drop(a);
}

static void each_item_is_named_by_its_key(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	const char *r = trial(
		a,
		MANUAL("{\"id\":\"all\",\"for_each\":{\"in\":\"{{ it.list }}\",\"as\":\"p\","
		       "\"key\":\"{{ p.k }}\",\"do\":[{\"id\":\"n\",\"if\":\"{{ p.go }}\","
		       "\"post\":\"highlevel.contact\",\"set\":{\"email\":\"{{ p.k }}\"}}]}}"),
		"{\"item\":{\"list\":[{\"k\":\"a\",\"go\":true},{\"k\":\"b\"},"
		"{\"k\":\"c\",\"go\":true}]}}");
	has(r, "\"path\":\"all[a].n\"");
	has(r, "\"path\":\"all[c].n\"");
	hasnt(r, "all[b]");
	arena_drop(a);
}

static void an_upsert_finds_before_it_writes(void **state)
{
	static const char flow[] = MANUAL("{\"id\":\"p\",\"upsert\":\"highlevel.record\",\"of\":"
					  "\"pets\",\"match\":[\"sync_key\"],\"set\":{\"sync_key\":"
					  "\"{{ it.k }}\",\"name\":\"Rex\"}}");
	struct arena *a = arena_open();

	(void)state;
	const char *r = trial(a, flow, "{\"item\":{\"k\":\"s1\"},\"steps\":{\"p.find\":[]}}");
	has(r, "\"asks\":\"create-record\"");
	has(r, "\"url\":\"/objects/custom_objects.pets/records\"");
	has(r, "\"properties\":{\"sync_key\":\"s1\",\"name\":\"Rex\"}");
	r = trial(a, flow,
		  "{\"item\":{\"k\":\"s1\"},\"steps\":{\"p.find\":[{\"id\":\"r9\","
		  "\"properties\":{\"sync_key\":\"S1\"}}]}}");
	has(r, "\"asks\":\"update-record\"");
	has(r, "/records/r9");
	r = trial(a, flow,
		  "{\"item\":{\"k\":\"s1\"},\"steps\":{\"p.find\":[{\"id\":\"r1\","
		  "\"properties\":{\"sync_key\":\"s1\"}},{\"id\":\"r2\",\"properties\":"
		  "{\"sync_key\":\"s1\"}}]}}");
	has(r, "\"effects\":[]");
	has(r, "2 of 'highlevel.record' fit");
	arena_drop(a);
}

static void what_is_missing_stops_fails_or_is_null(void **state)
{
	struct arena *a = arena_open();
	static const char sample[] = "{\"item\":{},\"steps\":{\"m.find\":[]}}";

	(void)state;
#define GET(more)                                                                                  \
	MANUAL("{\"id\":\"m\",\"get\":\"wordpress.user\",\"use\":\"s\",\"where\":"                 \
	       "{\"email\":\"a@b.c\"}" more "},{\"stop\":\"{{ type(steps.m) }}\"}")
	has(trial(a, GET(",\"missing\":\"stop\""), sample), "\"end\":\"stopped\"");
	has(trial(a, GET(",\"missing\":\"null\""), sample), "\"reason\":\"null\"");
	has(trial(a, GET(""), sample), "\"end\":\"failed\"");
	arena_drop(a);
}

static void an_error_is_handled_where_the_flow_says(void **state)
{
	struct arena *a = arena_open();
	static const char sample[] = "{\"item\":{\"l\":[1,\"x\"]},\"steps\":{}}";

	(void)state;
#define BAD(on) "{\"id\":\"b\",\"if\":\"{{ abs(it.l[1]) }}\",\"stop\":\"no\"" on "}"
#define NEXT	",{\"id\":\"n\",\"post\":\"highlevel.contact\",\"set\":{\"email\":\"e\"}}"
	has(trial(a, MANUAL(BAD("") NEXT), sample), "\"effects\":[]");
	has(trial(a, MANUAL(BAD(",\"on_error\":\"continue\"") NEXT), sample), "\"path\":\"n\"");
	has(trial(a, MANUAL(BAD(",\"on_error\":[{\"stop\":\"{{ error }}\"}]") NEXT), sample),
	    "\"end\":\"stopped\"");
	arena_drop(a);
}

static void what_the_engine_cannot_do_is_refused_and_named(void **state)
{
	static const struct {
		const char *flow, *why;
	} rows[] = {
		{ MANUAL("{\"sync\":{}}"), "it is no step" },
		{ MANUAL("{\"get\":\"highlevel.contct\"}"), "did you mean 'contact'" },
		{ MANUAL("{\"get\":\"nobody.thing\"}"), "no connector 'nobody'" },
		{ MANUAL("{\"post\":\"highlevel.contact\",\"sett\":{}}"), "did you mean 'set'" },
		{ "{\"flow\":\"x\",\"on\":{\"event\":\"highlevel.contact.updatet\"},\"do\":"
		  "[{\"stop\":\"\"}]}",
		  "did you mean highlevel.contact.updated" },
		{ "{\"flow\":\"x\",\"on\":{\"poll\":\"highlevel.contacts\",\"every\":\"10s\"},"
		  "\"do\":[{\"stop\":\"\"}]}",
		  "from 1m to 24h" },
		{ "{\"flow\":\"X y\",\"on\":{\"manual\":\"i\"},\"do\":[{\"stop\":\"\"}]}",
		  "small letters" },
		{ "{\"flow\":\"x\",\"sync\":{},\"on\":{\"manual\":\"i\"},\"do\":"
		  "[{\"stop\":\"\"}]}",
		  "does not stand beside 'sync'" },
		{ "{\"flow\":\"x\",\"alert\":{\"to\":\"a@b.c\"},\"on\":{\"manual\":\"i\"},"
		  "\"do\":[{\"stop\":\"\"}]}",
		  "alert says when" },
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		has(trial(a, rows[i].flow, "{}"), rows[i].why);
	arena_drop(a);
}

/* --- what is gone --- */

static void one_of_many_is_asked_for_by_its_id(void **state)
{
	static const struct {
		const char *connector, *list, *single;
	} rows[] = {
		{ "", "search-contacts", "get-contact" },
		{ "", "search-records", "get-record" },
		{ "", "list-businesses", "get-business" },
		{ "", "list-location-tags", "get-location-tag" },
		{ "", "list-calendars", "get-calendar" },
		{ "", "list-calendar-resources", "get-calendar-resource" },
		{ "", "list-calendar-groups", NULL }, /* nothing asks for one */
		{ "", "list-objects", NULL },	      /* what asks for one wants its key */
		{ "wordpress", "wordpress-list-users", "wordpress-get-user" },
		{ "wordpress", "wordpress-list-posts", "wordpress-get-post" },
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct op *list = op_find(table, text_of(rows[i].connector), rows[i].list);
		assert_non_null(list);
		const struct op *op = op_single(table, list);
		if (rows[i].single)
			assert_non_null(op);
		else
			assert_null(op);
		if (op)
			assert_true(text_is(op->name, rows[i].single));
	}
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_of_many_is_asked_for_by_its_id),
		cmocka_unit_test(a_mapping_that_gives_null_is_left_out),
		cmocka_unit_test(each_item_is_named_by_its_key),
		cmocka_unit_test(an_upsert_finds_before_it_writes),
		cmocka_unit_test(what_is_missing_stops_fails_or_is_null),
		cmocka_unit_test(an_error_is_handled_where_the_flow_says),
		cmocka_unit_test(what_the_engine_cannot_do_is_refused_and_named),
	};

	return cmocka_run_group_tests(tests, catalogue_setup, catalogue_teardown);
}
