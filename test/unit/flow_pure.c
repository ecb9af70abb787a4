// SPDX-License-Identifier: Apache-2.0
/*
 * What flows think without asking anybody: schedules, pace, files and plans.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/time/zonefile.h"
#include "integration/engine/inside.h"
#include "pure/schedule/schedule.h"

/* --- schedules --- */

static const struct zone *zone_of(struct arena *a, const char *name)
{
	struct text bytes, why;
	const struct zone *z = NULL;

	assert_int_equal(zonefile_read(a, text_of(name), &bytes), ERR_OK);
	assert_int_equal(zone_read(a, text_of(name), bytes, &z, &why), ERR_OK);
	return z;
}

static void next_is(const char *cron, const char *zone, const char *after, const char *expected)
{
	struct arena *a = arena_open();
	struct cron c;
	struct text why;
	int64_t ms;
	char iso[CLOCK_ISO_SIZE];

	assert_true(cron_read(text_of(cron), &c, &why));
	assert_true(clock_read_iso(text_of(after), &ms));
	clock_iso(cron_next(&c, zone_of(a, zone), ms), iso);
	assert_string_equal(iso, expected);
	arena_drop(a);
}

static void a_schedule_follows_the_clock_on_the_wall(void **state)
{
	(void)state;
	next_is("0 7 * * mon-fri", "Europe/Berlin", "2026-07-17T05:00:00Z",
		"2026-07-20T05:00:00.000Z");
	next_is("*/15 * * * *", "UTC", "2026-07-17T10:14:59Z", "2026-07-17T10:15:00.000Z");
	next_is("0 0 29 2 *", "UTC", "2026-07-17T00:00:00Z", "2028-02-29T00:00:00.000Z");
	next_is("0 12 13 * fri", "UTC", "2026-11-09T00:00:00Z", "2026-11-13T12:00:00.000Z");
	next_is("30 8 1 jan,jul *", "America/New_York", "2026-01-02T00:00:00Z",
		"2026-07-01T12:30:00.000Z");
}

static void a_time_in_the_gap_comes_after_it_and_a_doubled_one_once(void **state)
{
	(void)state;
	next_is("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z");
	next_is("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00.000Z");
	next_is("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z");
	next_is("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00.000Z");
}

static void a_schedule_that_makes_no_sense_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",	      "* * * *",     "60 * * * *",  "* * * * * *",
		"a * * * *",  "5-1 * * * *", "*/0 * * * *", "* * 32 * *",
		"* * * * mo", NULL
	};
	struct cron c;
	struct text why;

	(void)state;
	for (const char *const *w = wrong; *w; w++)
		assert_false(cron_read(text_of(*w), &c, &why));
}

/* --- pace --- */

/* Nothing was said, but for what the test says. */
static struct pace_news silence(void)
{
	return (struct pace_news){ .max = -1,
				   .remaining = -1,
				   .interval_ms = -1,
				   .daily_left = -1,
				   .daily_reset_ms = -1 };
}

static void a_window_is_not_overdrawn_and_a_tenth_is_kept(void **state)
{
	struct pace p = { .daily_left = -1, .max = 100, .interval_ms = 10000 };
	int64_t now = 1000000000;
	int sent = 0;

	(void)state;
	while (!pace_when(&p, 1, now)) {
		pace_sent(&p, now);
		sent++;
	}
	assert_int_equal(sent, 90);
	assert_int_equal(pace_when(&p, 0, now), 0); /* a person does not wait */
	assert_true(pace_when(&p, 1, now) > now + 10000);
	assert_int_equal(pace_when(&p, 1, now + 10300), 0);
}

static void what_others_use_counts(void **state)
{
	struct pace p = { .daily_left = -1, .max = 100, .interval_ms = 10000 };
	int64_t now = 1000000000;

	(void)state;
	pace_sent(&p, now);
	struct pace_news news = silence();
	news.max = 100;
	news.remaining = 5;
	news.interval_ms = 10000;
	pace_heard(&p, &news, now, 0);
	assert_true(pace_when(&p, 1, now) > now);
}

static void too_many_waits_a_window_and_goes_on_slower(void **state)
{
	struct pace p = { .daily_left = -1, .max = 100, .interval_ms = 10000 };
	int64_t now = 1000000000;
	int sent = 0;

	(void)state;
	pace_sent(&p, now);
	struct pace_news news = silence();
	news.flood = true;
	pace_heard(&p, &news, now, 0);
	assert_true(pace_when(&p, 1, now) >= now + 10000);
	now += 10300;
	while (!pace_when(&p, 1, now)) {
		pace_sent(&p, now);
		sent++;
	}
	assert_int_equal(sent, 45);
}

static void a_day_that_is_used_up_is_waited_for(void **state)
{
	struct pace p = { .daily_left = -1, .max = 100, .interval_ms = 10000 };
	int64_t now = 1000000000;

	(void)state;
	struct pace_news news = silence();
	news.quota = true;
	news.daily_reset_ms = 3600000;
	pace_heard(&p, &news, now, 0);
	assert_int_equal(pace_when(&p, 0, now), now + 3600000);
	assert_int_equal(pace_when(&p, 0, now + 3600001), 0);
}

static void five_failures_open_the_circuit_and_one_tries(void **state)
{
	struct pace p = { .daily_left = -1 };
	int64_t now = 1000000000;

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(pace_when(&p, 1, now), 0);
		pace_sent(&p, now);
		struct pace_news news = silence();
		news.broken = true;
		pace_heard(&p, &news, now, 0);
	}
	assert_int_equal(pace_when(&p, 0, now), now + 30000);
	now += 30000;
	assert_int_equal(pace_when(&p, 1, now), 0);
	pace_sent(&p, now); /* the others wait for what it finds */
	assert_true(pace_when(&p, 1, now) > now);
	struct pace_news worse = silence();
	worse.broken = true;
	pace_heard(&p, &worse, now, 0);
	assert_int_equal(pace_when(&p, 1, now), now + 60000);
	struct pace_news well = silence();
	well.max = -1;
	pace_heard(&p, &well, now + 60000, 0);
	assert_int_equal(pace_when(&p, 1, now + 60000), 0);
}

static void a_retry_waits_longer_and_never_less_than_asked(void **state)
{
	(void)state;
	assert_true(retry_wait(1, 0, UINT32_MAX) <= 2000);
	assert_true(retry_wait(5, 0, UINT32_MAX) > 16000);
	assert_true(retry_wait(60, 0, UINT32_MAX) <= 15 * MINUTE_MS);
	assert_int_equal(retry_wait(1, 7000, 0), 7000);
}

/* --- files --- */

static void comments_and_trailing_commas_become_blanks(void **state)
{
	struct arena *a = arena_open();
	struct text t = flow_plain(
		a, TEXT("{ // a \"note\"\n \"a\": [1, 2, ], \"b\": \"x // y, }\", }"));

	(void)state;
	const struct json *v;
	struct text why;
	assert_int_equal(json_read(a, t, &v, &why), ERR_OK);
	assert_true(text_is(json_text(json_get(v, "b")), "x // y, }"));
	assert_int_equal(json_get(v, "a")->count, 2);
	arena_drop(a);
}

static void spans_are_read(void **state)
{
	int64_t ms;

	(void)state;
	assert_true(span_read(TEXT("15m"), &ms) && ms == 900000);
	assert_true(span_read(TEXT("2d"), &ms) && ms == 2 * DAY_MS);
	assert_false(span_read(TEXT("m"), &ms));
	assert_false(span_read(TEXT("-5m"), &ms));
	assert_false(span_read(TEXT("5 m"), &ms));
}

static void the_same_value_has_one_spelling(void **state)
{
	struct arena *a = arena_open();
	const struct json *v;
	struct text why;

	(void)state;
	json_read(a, TEXT("{\"b\":[{\"d\":1.50,\"c\":2}],\"a\":null}"), &v, &why);
	assert_true(text_is(canonical(a, v), "{\"a\":null,\"b\":[{\"c\":2,\"d\":1.50}]}"));
	json_read(a,
		  TEXT("{\"traceId\":\"x\",\"tags\":[\"a\"],\"customFields\":"
		       "[{\"id\":\"f1\",\"value\":3}]}"),
		  &v, &why);
	const struct text watch[] = { TEXT("customFields.f1"), TEXT("gone"),
				      TEXT("customFields.f2") };
	assert_true(text_is(projection(a, v, (struct vocabulary){ watch, 3 }),
			    "{\"customFields\":[{\"id\":\"f1\",\"value\":3}],\"gone\":null}"));
	assert_true(text_is(projection(a, v, (struct vocabulary){ 0 }),
			    "{\"customFields\":[{\"id\":\"f1\",\"value\":3}],\"tags\":[\"a\"]}"));
	arena_drop(a);
}

/* An item as large as another server may give it, with one letter at its end changed. */
static void what_is_large_is_not_taken_for_nothing(void **state)
{
	struct arena *a = arena_open();
	size_t size = (size_t)5 << 20;
	char *letters = arena_take(a, size);
	struct text event, big, told[2], why;
	const struct json *v;

	(void)state;
	memset(letters, 'x', size);
	for (size_t i = 0; i < 2; i++) {
		letters[size - 1] = "yz"[i];
		big = text_format(a, "{\"id\":\"7\",\"a\":\"%.*s\"}", (int)size, letters);
		assert_int_equal(json_read(a, big, &v, &why), ERR_OK);
		told[i] = projection(a, v, (struct vocabulary){ 0 });
		assert_false(text_is(told[i], "{}"));
	}
	assert_false(text_same(told[0], told[1]));

	event = event_json(a, big, "updated", 0, TEXT(""));
	assert_int_equal(json_read(a, event, &v, &why), ERR_OK);
	assert_true(text_is(json_text(json_get(v, "cut")), EVENT_LARGE));
	assert_true(text_is(json_text(json_get(json_get(v, "item"), "id")), "7"));
	assert_true(text_is(json_text(json_get(v, "change")), "updated"));
	event = event_json(a, TEXT("{\"id\":8}"), "updated", 0, TEXT("{\"b\":1}"));
	assert_int_equal(json_read(a, event, &v, &why), ERR_OK);
	assert_null(json_get(v, "cut"));
	assert_non_null(json_get(v, "before"));
	assert_true(event_fits((struct text){ letters, EVENT_MAX - 2 }, TEXT("x")));
	assert_false(event_fits((struct text){ letters, EVENT_MAX - 1 }, TEXT("x")));
	assert_false(event_fits((struct text){ letters, EVENT_MAX + 1 }, TEXT("")));
	arena_drop(a);
}

/* What flows call an event stands in a row. */
static void a_topic_is_a_thing_and_what_happened_to_it(void **state)
{
	static const char source[] = "change ContactUpdate     contact      updated\n"
				     "change ContactTagUpdate  contact.tag  updated\n"
				     "change ContactDelete     contact      deleted\n"
				     "change ContactCreate     contact      created\n";
	const struct catalogue_text text = { "test.api", text_of(source) };
	struct arena *a = arena_open();
	const struct catalogue *c;
	const char *change;
	struct text why;

	(void)state;
	assert_int_equal(
		catalogue_read(a, &(struct catalogue_source){ &text, 1, NULL, 0 }, &c, &why),
		ERR_OK);
	assert_true(topic_meets(c, TEXT("contact.updated"), TEXT("ContactTagUpdate"), &change));
	assert_string_equal(change, "updated");
	assert_true(topic_meets(c, TEXT("contact.tag.updated"), TEXT("ContactTagUpdate"), &change));
	assert_true(topic_meets(c, TEXT("contacttag.updated"), TEXT("ContactTagUpdate"), &change));
	assert_false(topic_meets(c, TEXT("contact.tag.updated"), TEXT("ContactUpdate"), &change));
	assert_false(topic_meets(c, TEXT("contact.created"), TEXT("ContactUpdate"), &change));
	assert_true(topic_meets(c, TEXT("contact.saved"), TEXT("ContactCreate"), &change));
	assert_string_equal(change, "created");
	assert_false(topic_meets(c, TEXT("contact.saved"), TEXT("ContactDelete"), &change));
	assert_false(topic_meets(c, TEXT("cont.updated"), TEXT("ContactUpdate"), &change));
	assert_false(topic_meets(c, TEXT("contact.t.updated"), TEXT("ContactTagUpdate"), &change));
	assert_true(topic_meets(c, TEXT("ContactDelete"), TEXT("ContactDelete"), &change));
	assert_string_equal(change, "deleted");
	/* of a version that had more events */
	assert_true(topic_meets(c, TEXT("PetUpdate"), TEXT("PetUpdate"), &change));
	assert_false(topic_meets(c, TEXT("pet.updated"), TEXT("PetUpdate"), &change));
	assert_true(topic_find(c, TEXT("contact.tag.updated")));
	assert_false(topic_find(c, TEXT("contact.tag.deleted")));
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_schedule_follows_the_clock_on_the_wall),
		cmocka_unit_test(a_time_in_the_gap_comes_after_it_and_a_doubled_one_once),
		cmocka_unit_test(a_schedule_that_makes_no_sense_is_refused),
		cmocka_unit_test(a_window_is_not_overdrawn_and_a_tenth_is_kept),
		cmocka_unit_test(what_others_use_counts),
		cmocka_unit_test(too_many_waits_a_window_and_goes_on_slower),
		cmocka_unit_test(a_day_that_is_used_up_is_waited_for),
		cmocka_unit_test(five_failures_open_the_circuit_and_one_tries),
		cmocka_unit_test(a_retry_waits_longer_and_never_less_than_asked),
		cmocka_unit_test(comments_and_trailing_commas_become_blanks),
		cmocka_unit_test(spans_are_read),
		cmocka_unit_test(the_same_value_has_one_spelling),
		cmocka_unit_test(what_is_large_is_not_taken_for_nothing),
		cmocka_unit_test(a_topic_is_a_thing_and_what_happened_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
