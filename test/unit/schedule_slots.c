// SPDX-License-Identifier: Apache-2.0
/* Free slots: hours, clocks that change, buffers, places, classes, rooms, fairness, reasons. */
#include "test/unit/schedule_case.h"

#define DAY_FROM "2026-06-15T04:00:00Z" /* Monday in New York */
#define DAY_TO	 "2026-06-16T03:59:59Z"

#define PERSONAL "'id':'c','calendarType':'personal','teamMembers':[{'userId':'ann'}]"
#define OPEN(from, to)                                                                             \
	"'openHours':[{'daysOfTheWeek':[0,1,2,3,4,5,6],'hours':[{'openHour':" #from                \
	",'openMinute':0,'closeHour':" #to ",'closeMinute':0}]}]"

static struct appointment taken(const char *calendar, const char *owner, const char *start,
				const char *end)
{
	return (struct appointment){
		.calendar = text_of(calendar),
		.owner = text_of(owner),
		.start_ms = at(start),
		.end_ms = at(end),
		.added_ms = INSTANT_NONE,
	};
}

static void appointments_set(struct schedule_input *w, const struct appointment *list, size_t count)
{
	w->appointments = list;
	w->appointment_count = count;
}

static void windows_that_touch_are_one(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{" PERSONAL ",'openHours':[{'daysOfTheWeek':[1],'hours':["
		"{'openHour':9,'openMinute':45,'closeHour':11,'closeMinute':0},"
		"{'openHour':9,'openMinute':0,'closeHour':9,'closeMinute':45}]}]}");
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 09:30 10:00 10:30");
	arena_drop(a);
}

static void labels_in_a_gap_do_not_exist_and_those_of_an_overlap_come_twice(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(a, "America/New_York",
						      "{" PERSONAL "," OPEN(1, 4) "}");
	w.now_ms = at("2026-03-01T00:00:00Z");
	assert_string_equal(slots_shown(a, &w, "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z"),
			    "01:00 01:30 03:00 03:30");
	assert_string_equal(slots_shown(a, &w, "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z"),
			    "01:00 01:30 01:00 01:30 02:00 02:30 03:00 03:30");
	arena_drop(a);
}

/*
 *	      pre 15│  old 10:00 … 10:30  │post 15
 *	09:45 ──────┴─────────────────────┴────── 10:45
 *	a new one of 30 with 15 before and after it ends by 09:30, or starts from 11:00 on
 */
static void buffers_of_two_appointments_are_not_shared(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{" PERSONAL "," OPEN(9, 12) ",'slotInterval':15,"
					     "'preBuffer':15,'slotBuffer':15}");
	struct appointment old = taken("c", "ann", "2026-06-15T14:00:00Z", "2026-06-15T14:30:00Z");
	old.pre = old.post = 15;
	appointments_set(&w, &old, 1);
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 11:00 11:15 11:30");
	old.pre = old.post = 0; /* booked before the calendar had buffers */
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO),
			    "09:00 09:15 10:45 11:00 11:15 11:30");
	arena_drop(a);
}

static void places_are_counted_not_measured(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{" PERSONAL "," OPEN(9, 12) ",'slotDuration':60,"
					     "'slotInterval':60,'appoinmentPerSlot':2}");
	struct appointment list[] = {
		taken("c", "ann", "2026-06-15T14:00:00Z", "2026-06-15T14:15:00Z"),
		taken("c", "ann", "2026-06-15T14:30:00Z", "2026-06-15T14:45:00Z"),
		taken("other", "ann", "2026-06-15T15:59:30Z", "2026-06-15T16:00:00Z"),
	};
	appointments_set(&w, list, 2); /* one after the other, and yet 10:00 is full */
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 11:00");
	appointments_set(&w, list, 3); /* elsewhere: one is enough, and half a minute too */
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00");
	arena_drop(a);
}

static void a_class_shares_its_session_only(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{'id':'c','calendarType':'class_booking',"
		"'teamMembers':[{'userId':'ann'}]," OPEN(
			9, 12) ","
			       "'slotDuration':60,'appoinmentPerSlot':2}");
	struct appointment list[] = {
		taken("c", "ann", "2026-06-15T14:00:00Z", "2026-06-15T15:00:00Z"),
		taken("c", "ann", "2026-06-15T14:00:00Z", "2026-06-15T15:00:00Z"),
	};
	appointments_set(&w, list, 1);
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 10:00 11:00");
	appointments_set(&w, list, 2);
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 11:00");
	arena_drop(a);
}

static void a_room_is_full_at_its_deepest_moment(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{'id':'c','calendarType':'service_booking',"
		"'teamMembers':[{'userId':'ann'}]," OPEN(
			9, 12) ","
			       "'slotDuration':60,'slotInterval':60}");
	struct text room = TEXT("room");
	struct resource rooms[] = { { room, 2 } };
	struct appointment list[] = {
		taken("other", "bob", "2026-06-15T13:00:00Z", "2026-06-15T13:30:00Z"),
		taken("other", "bob", "2026-06-15T13:30:00Z", "2026-06-15T14:00:00Z"),
		taken("other", "bob", "2026-06-15T14:00:00Z", "2026-06-15T14:31:00Z"),
		taken("other", "bob", "2026-06-15T14:30:00Z", "2026-06-15T15:00:00Z"),
	};
	for (size_t i = 0; i < 4; i++) {
		list[i].resources = &room;
		list[i].resource_count = 1;
	}
	w.resources = rooms;
	w.resource_count = 1;
	appointments_set(&w, list, 4);
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 11:00");
	rooms[0].units = 0;
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "");
	arena_drop(a);
}

static void a_member_far_ahead_is_hidden_unless_named(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{'id':'c','teamMembers':[{'userId':'ann'},{'userId':'bob'}],"
		"'eventType':'RoundRobin_OptimizeForEqualDistribution'," OPEN(9, 10) "}");
	struct block away = { .user = TEXT("bob"),
			      .start_ms = at("2026-06-15T00:00:00Z"),
			      .end_ms = at("2026-06-17T00:00:00Z") };
	struct appointment list[3];
	for (size_t i = 0; i < 3; i++)
		list[i] = taken("c", "ann", "2026-06-02T14:00:00Z", "2026-06-02T14:30:00Z");
	w.blocks = &away;
	w.block_count = 1;
	appointments_set(&w, list, 2);
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "09:00 09:30");
	appointments_set(&w, list, 3);
	assert_string_equal(slots_shown(a, &w, DAY_FROM, DAY_TO), "");
	struct text ann = TEXT("ann"), why;
	struct query q = { at(DAY_FROM), at(DAY_TO), &ann, 1, false };
	struct starts s;
	assert_int_equal(slots_find(a, &w, &q, &s, &why), ERR_OK);
	assert_int_equal(s.count, 2);
	arena_drop(a);
}

static void look_busy_hides_a_share_and_another_after_a_booking(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{" PERSONAL "," OPEN(9, 17) ",'lookBusyConfig':"
					     "{'enabled':true,'LookBusyPercentage':50}}");
	struct query q = { at(DAY_FROM), at(DAY_TO), NULL, 0, true };
	struct starts first, again, later;
	struct text why;
	assert_int_equal(slots_find(a, &w, &q, &first, &why), ERR_OK);
	assert_int_equal(slots_find(a, &w, &q, &again, &why), ERR_OK);
	assert_int_equal(first.count, 8);
	assert_memory_equal(first.at_ms, again.at_ms, 8 * sizeof(*first.at_ms));
	w.calendar.booking_epoch++;
	assert_int_equal(slots_find(a, &w, &q, &later, &why), ERR_OK);
	assert_int_equal(later.count, 8);
	assert_memory_not_equal(first.at_ms, later.at_ms, 8 * sizeof(*first.at_ms));
	arena_drop(a);
}

static const char *explained(struct arena *a, const struct schedule_input *w)
{
	struct query q = { .from_ms = at(DAY_FROM), .to_ms = at(DAY_TO) };
	struct explanation e;
	struct text why;
	struct buffer b = buffer_open(a, 1 << 16);
	assert_int_equal(slots_explain(a, w, &q, &e, &why), ERR_OK);
	for (size_t i = 0; i < e.missing_count; i++) {
		struct starts one = { &e.missing[i].start_ms, 1 };
		buffer_format(&b, "%s%s", i ? " " : "", starts_shown(a, w, &one));
		for (size_t j = 0; j < e.missing[i].note_count; j++)
			buffer_format(&b, "/%s", reason_code(e.missing[i].notes[j].reason));
	}
	return text_c(a, buffer_text(&b));
}

static void every_missing_slot_says_why(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{" PERSONAL
		"," OPEN(9, 13) ",'slotDuration':60,"
				"'slotInterval':60,'preBuffer':15,'allowBookingFor':1}");
	struct appointment list[] = {
		taken("c", "ann", "2026-06-15T14:00:00Z", "2026-06-15T15:00:00Z"),
	};
	struct block block = { .calendar = TEXT("c"),
			       .start_ms = at("2026-06-15T16:00:00Z"),
			       .end_ms = at("2026-06-15T16:05:00Z") };
	w.now_ms = at("2026-06-15T13:01:00Z");
	w.blocks = &block;
	w.block_count = 1;
	appointments_set(&w, list, 1);
	assert_string_equal(explained(a, &w), "09:00/PAST 10:00/BOOKED 11:00/BOOKED 12:00/BLOCKED");
	w.now_ms = at("2026-06-13T12:00:00Z");
	w.calendar.duration = 90;
	assert_string_equal(explained(a, &w), "09:00/BOOKED/TOOFAR 10:00/BOOKED/TOOFAR "
					      "11:00/BLOCKED/BOOKED/TOOFAR "
					      "12:00/DURATION/BLOCKED/TOOFAR");
	assert_string_equal(reason_about(REASON_FAR), "it is too far ahead: the date range");
	arena_drop(a);
}

static void bad_questions_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to, *user, *want;
	} rows[] = {
		{ DAY_TO, DAY_FROM, "", "endDate must not be before startDate" },
		{ "2026-06-01T00:00:00Z", "2026-07-02T02:00:01Z", "",
		  "Date range cannot be more than 31 days" },
		{ "1971-06-01T00:00:00Z", "1971-06-02T00:00:00Z", "",
		  "startDate is outside the years that are served" },
		{ DAY_FROM, DAY_TO, "eve", "User eve is not a team member of this calendar" },
	};
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(a, "UTC", "{" PERSONAL "," OPEN(9, 13) "}");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text user = text_of(rows[i].user), why = { 0 };
		struct query q = { at(rows[i].from), at(rows[i].to), &user, user.size > 0, false };
		struct starts s;
		assert_int_equal(slots_find(a, &w, &q, &s, &why), ERR_BAD);
		assert_string_equal(text_c(a, why), rows[i].want);
	}
	arena_drop(a);
}

static void dates_are_written_in_order_though_one_comes_back(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	/* until 2011 clocks in St John's went back from 00:01 to 23:01 of the day before */
	struct schedule_input w = schedule_input_have(
		a, "America/St_Johns",
		"{" PERSONAL ",'slotDuration':1,'slotInterval':30,"
		"'openHours':[{'daysOfTheWeek':[0,1,2,3,4,5,6],'hours':"
		"[{'openHour':0,'openMinute':0,'closeHour':0,'closeMinute':0}]}]}");
	struct query q = { .from_ms = at("2010-11-07T01:30:00Z"),
			   .to_ms = at("2010-11-07T03:31:00Z") };
	struct starts s;
	struct text why;
	struct buffer b = buffer_open(a, 4096);
	struct json_out o = json_open(&b);
	w.now_ms = 0;
	assert_int_equal(slots_find(a, &w, &q, &s, &why), ERR_OK);
	json_map(&o);
	slots_write(a, &s, w.zone, &o);
	json_close(&o);
	assert_string_equal(text_c(a, buffer_text(&b)),
			    "{\"2010-11-06\":{\"slots\":[\"2010-11-06T23:00:00-02:30\","
			    "\"2010-11-06T23:30:00-02:30\",\"2010-11-06T23:30:00-03:30\"]},"
			    "\"2010-11-07\":{\"slots\":[\"2010-11-07T00:00:00-02:30\","
			    "\"2010-11-07T00:00:00-03:30\"]}}");
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows_that_touch_are_one),
		cmocka_unit_test(labels_in_a_gap_do_not_exist_and_those_of_an_overlap_come_twice),
		cmocka_unit_test(buffers_of_two_appointments_are_not_shared),
		cmocka_unit_test(places_are_counted_not_measured),
		cmocka_unit_test(a_class_shares_its_session_only),
		cmocka_unit_test(a_room_is_full_at_its_deepest_moment),
		cmocka_unit_test(a_member_far_ahead_is_hidden_unless_named),
		cmocka_unit_test(look_busy_hides_a_share_and_another_after_a_booking),
		cmocka_unit_test(every_missing_slot_says_why),
		cmocka_unit_test(bad_questions_are_refused),
		cmocka_unit_test(dates_are_written_in_order_though_one_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
