// SPDX-License-Identifier: Apache-2.0
/* Calendars and rules as they are on the wire: defaults, units, what is refused. */
#include "test/unit/schedule_case.h"

static void defaults_are_those_of_the_wire(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "UTC", "{'slotDuration':null,'appoinmentPerSlot':0}");
	const struct calendar *c = &w.calendar;
	assert_int_equal(c->type, CALENDAR_ROUND_ROBIN);
	assert_true(c->active && c->auto_confirm && !c->equal);
	assert_int_equal(c->duration, 30);
	assert_int_equal(c->interval, 30);
	assert_int_equal(c->pre + c->post, 0);
	assert_int_equal(c->capacity, 1);
	assert_int_equal(c->day_max, 0);
	assert_int_equal(c->hours->opening_count, 0);
	assert_int_equal(c->repeat.count, 0);
	assert_int_equal(c->distribution_reset_ms, INSTANT_NONE);
	arena_drop(a);
}

static void units_become_minutes_and_spans(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "UTC",
		"{'slotDuration':1.5,'slotDurationUnit':'hours','slotBuffer':5,"
		"'allowBookingAfter':2,'allowBookingFor':3,"
		"'allowBookingForUnit':'months'}");
	assert_int_equal(w.calendar.duration, 90);
	assert_int_equal(w.calendar.post, 5);
	assert_int_equal(w.calendar.notice.unit, SPAN_MS);
	assert_int_equal(w.calendar.notice.count, 7200000);
	assert_int_equal(w.calendar.reach.unit, SPAN_MONTHS);
	assert_int_equal(w.calendar.reach.count, 3);
	arena_drop(a);
}

static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"{'slotDuration':0}",
		"{'slotDuration':0.5}",
		"{'slotDuration':25,'slotDurationUnit':'hours'}",
		"{'slotInterval':'often'}",
		"{'slotBuffer':-1}",
		"{'slotBuffer':1441}",
		"{'preBuffer':1,'preBufferUnit':'days'}",
		"{'calendarType':'surgery'}",
		"{'teamMembers':{}}",
		"{'teamMembers':[{}]}",
		"{'allowBookingAfter':-1}",
		"{'allowBookingAfter':1,'allowBookingAfterUnit':'years'}",
		"{'availabilityType':2}",
		"{'openHours':[{'daysOfTheWeek':[7],'hours':[]}]}",
		"{'openHours':[{'daysOfTheWeek':[1],'hours':[{'openHour':25}]}]}",
		"{'availabilities':[{'date':'tomorrow','hours':[]}]}",
		"{'enableRecurring':true,'recurring':{'freq':'YEARLY','count':2}}",
		"{'enableRecurring':true,'recurring':{'freq':'DAILY','count':25}}",
		"{'lookBusyConfig':{'enabled':true,'LookBusyPercentage':101}}",
		"{'distributionResetAt':'soon'}",
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena *a = arena_open();
		struct calendar c;
		struct text why = { 0 };
		const struct zone *z = zone_have(a, "UTC");
		if (!calendar_read(a, json_have(a, bad[i]), z, &c, &why) || !why.size)
			fail_msg("%s was taken", bad[i]);
		arena_drop(a);
	}
}

#define TWO "'teamMembers':[{'userId':'ann'},{'userId':'bob'}]"
#define ONE "'teamMembers':[{'userId':'ann'}]"

static void what_may_not_be_stored_is_said(void **state)
{
	(void)state;
	static const struct {
		const char *calendar, *want;
	} rows[] = {
		{ "{" TWO "}", "" },
		{ "{'calendarType':'event'}", "" },
		{ "{'calendarType':'personal'," TWO "}",
		  "A personal calendar must have exactly one team member" },
		{ "{'calendarType':'collective'," ONE "}",
		  "A collective calendar must have at least two team members" },
		{ "{'teamMembers':[]}",
		  "A round_robin calendar must have at least one team member" },
		{ "{'teamMembers':[{'userId':'ann'},{'userId':'ann'}]}",
		  "User ann is in the team twice" },
		{ "{'calendarType':'collective','teamMembers':[{'userId':'a','isPrimary':true},"
		  "{'userId':'b','isPrimary':true}]}",
		  "A collective calendar must have exactly one primary team member" },
		{ "{" ONE ",'openHours':[{'daysOfTheWeek':[1],'hours':[{'openHour':12,"
		  "'openMinute':0,'closeHour':9,'closeMinute':30}]}]}",
		  "Hours must close after they open: 09:30 is not after 12:00" },
		{ "{" TWO ",'enableRecurring':true,'recurring':{'freq':'DAILY','count':2}}",
		  "Recurring bookings need a calendar with one team member" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		struct schedule_input w = schedule_input_have(a, "UTC", rows[i].calendar);
		assert_string_equal(text_c(a, calendar_wrong(a, &w.calendar)), rows[i].want);
		arena_drop(a);
	}
}

static void rules_say_where_they_are_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *rules, *want;
	} rows[] = {
		{ "[]", "" },
		{ "[{'type':'wday','day':'monday','intervals':[{'from':'09:00','to':'17:00'},"
		  "{'from':'18:00','to':'23:59'}]},{'type':'date','date':'2026-12-24',"
		  "'intervals':[]}]",
		  "" },
		{ "{}", "rules must be an array" },
		{ "[{'type':'moon','intervals':[]}]", "rules.0.type must be wday or date" },
		{ "[{'type':'wday','day':'Monday','intervals':[]}]",
		  "rules.0.day must be the name of a weekday" },
		{ "[{'type':'date','date':'2026-02-30','intervals':[]}]",
		  "rules.0.date must be YYYY-MM-DD" },
		{ "[{'type':'wday','day':'monday','date':'2026-12-24','intervals':[]}]",
		  "rules.0.date must not be sent for type wday" },
		{ "[{'type':'date','date':'2026-12-24','day':'monday','intervals':[]}]",
		  "rules.0.day must not be sent for type date" },
		{ "[{'type':'wday','day':'monday','date':null,'intervals':[]}]", "" },
		{ "[{'type':'wday','day':'monday'}]", "rules.0.intervals must be an array" },
		{ "[{'type':'wday','day':'monday','intervals':[{'from':'9:00','to':'17:00'}]}]",
		  "rules.0.intervals.0.from must be HH:MM" },
		{ "[{'type':'wday','day':'monday','intervals':[]},{'type':'wday','day':'monday',"
		  "'intervals':[{'from':'09:00','to':'10:00'},{'from':'17:00','to':'09:00'}]}]",
		  "rules.1.intervals.1.to must be after from" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		struct text wrong = rules_wrong(a, json_have(a, rows[i].rules));
		assert_string_equal(text_c(a, wrong), rows[i].want);
		arena_drop(a);
	}
}

static void a_schedule_replaces_the_calendar_s_hours_in_its_own_zone(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "America/New_York",
		"{'id':'c','calendarType':'personal'," ONE
		",'openHours':[{'daysOfTheWeek':[1],'hours':[{'openHour':9,"
		"'openMinute':0,'closeHour':12,'closeMinute':0}]}]}");
	struct hours hours;
	struct text why;
	const struct json *rules = json_have(a, "[{'type':'wday','day':'monday','intervals':"
						"[{'from':'09:00','to':'10:00'}]}]");
	assert_int_equal(rules_read(a, rules, zone_have(a, "Europe/London"), &hours, &why), ERR_OK);
	struct member ann = w.calendar.team[0];
	ann.hours = &hours;
	w.calendar.team = &ann;
	assert_string_equal(slots_shown(a, &w, "2026-06-15T04:00:00Z", "2026-06-16T03:59:59Z"),
			    "04:00 04:30");
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_are_those_of_the_wire),
		cmocka_unit_test(units_become_minutes_and_spans),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(what_may_not_be_stored_is_said),
		cmocka_unit_test(rules_say_where_they_are_wrong),
		cmocka_unit_test(a_schedule_replaces_the_calendar_s_hours_in_its_own_zone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
