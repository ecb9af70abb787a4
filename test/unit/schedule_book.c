// SPDX-License-Identifier: Apache-2.0
/* Booking: who gets it, moving, the flags that override, series. */
#include "test/unit/schedule_case.h"

#define GONE "The slot you have selected is no longer available."
#define DAILY                                                                                      \
	"'openHours':[{'daysOfTheWeek':[0,1,2,3,4,5,6],'hours':[{'openHour':9,"                    \
	"'openMinute':0,'closeHour':12,'closeMinute':0}]}],'slotDuration':60,'slotInterval':60"
#define TEAM "'teamMembers':[{'userId':'ann'},{'userId':'bob'},{'userId':'cy','priority':0}]"

static struct booking asked(const char *start)
{
	return (struct booking){ .start_ms = at(start), .end_ms = INSTANT_NONE };
}

/* Who gets it, or why not. */
static const char *placed(struct arena *a, const struct schedule_input *w, const struct booking *b)
{
	struct placing p;
	struct text why = { 0 };
	if (booking_place(a, w, b, &p, &why))
		return text_c(a, why);
	return text_c(a, p.owner);
}

static struct appointment had(const char *id, const char *owner, const char *start)
{
	return (struct appointment){
		.id = text_of(id),
		.calendar = TEXT("c"),
		.owner = text_of(owner),
		.start_ms = at(start),
		.end_ms = at(start) + 3600000,
		.added_ms = INSTANT_NONE,
	};
}

static void availability_prefers_priority_then_the_least_busy_then_the_longest_without(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(a, "UTC", "{'id':'c'," TEAM "," DAILY "}");
	struct booking b = asked("2026-06-15T10:00:00Z");
	struct appointment list[] = {
		had("1", "ann", "2026-06-01T20:00:00Z"), /* within a day of now */
		had("2", "bob", "2026-06-10T09:00:00Z"),
	};
	assert_string_equal(placed(a, &w, &b), "ann"); /* all alike: the order of the team */
	w.appointments = list;
	w.appointment_count = 1;
	assert_string_equal(placed(a, &w, &b), "bob");
	list[0].start_ms += 10 * INT64_C(86400000); /* nobody is busy now: who had one last? */
	list[0].end_ms += 10 * INT64_C(86400000);
	w.appointment_count = 2;
	list[0].added_ms = at("2026-05-02T00:00:00Z");
	list[1].added_ms = at("2026-05-01T00:00:00Z");
	assert_string_equal(placed(a, &w, &b), "bob");
	arena_drop(a);
}

static void equal_distribution_prefers_who_had_the_fewest_this_month(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "UTC",
		"{'id':'c','eventType':"
		"'RoundRobin_OptimizeForEqualDistribution'," TEAM "," DAILY "}");
	struct appointment list[] = {
		had("1", "ann", "2026-06-20T10:00:00Z"),
		had("2", "bob", "2026-06-21T10:00:00Z"),
		had("3", "cy", "2026-07-21T10:00:00Z"),
	};
	struct booking b = asked("2026-06-15T10:00:00Z");
	w.appointments = list;
	w.appointment_count = 3;
	assert_string_equal(placed(a, &w, &b), "cy"); /* whatever the priority */
	b.start_ms = at("2026-07-15T10:00:00Z");
	assert_string_equal(placed(a, &w, &b), "ann");
	arena_drop(a);
}

static void a_moved_appointment_is_not_in_its_own_way_and_stays_with_its_member(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(a, "UTC", "{'id':'c'," TEAM "," DAILY "}");
	struct appointment list[] = { had("mine", "bob", "2026-06-15T10:00:00Z"),
				      had("other", "bob", "2026-06-15T11:00:00Z") };
	struct booking b = asked("2026-06-15T10:00:00Z");
	w.appointments = list;
	w.appointment_count = 2;
	b.moved = TEXT("mine");
	assert_string_equal(placed(a, &w, &b), "bob");
	b.start_ms = at("2026-06-15T11:00:00Z"); /* bob is not able: it goes to somebody else */
	assert_string_equal(placed(a, &w, &b), "ann");
	b.user = TEXT("bob");
	assert_string_equal(placed(a, &w, &b), GONE);
	arena_drop(a);
}

static void collective_takes_the_whole_team(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "UTC",
		"{'id':'c','calendarType':'collective','teamMembers':["
		"{'userId':'ann'},{'userId':'bob','isPrimary':true}]," DAILY
		",'autoConfirm':false}");
	struct booking b = asked("2026-06-15T10:00:00Z");
	struct placing p;
	struct text why;
	assert_int_equal(booking_place(a, &w, &b, &p, &why), ERR_OK);
	assert_true(text_is(p.owner, "bob") && text_is(p.status, "new"));
	assert_int_equal(p.other_count, 1);
	assert_true(text_is(p.others[0], "ann"));
	struct appointment busy = had("x", "ann", "2026-06-15T10:30:00Z");
	w.appointments = &busy;
	w.appointment_count = 1;
	assert_string_equal(placed(a, &w, &b), GONE);
	arena_drop(a);
}

static void bookings_that_do_not_fit_are_refused(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct schedule_input w = schedule_input_have(
		a, "UTC", "{'id':'c'," TEAM "," DAILY ",'allowBookingFor':20}");
	struct booking b = asked("2026-06-15T10:00:00Z");
	b.end_ms = b.start_ms;
	assert_string_equal(placed(a, &w, &b), "endTime must be after startTime");
	b.end_ms = b.start_ms + 60000;
	assert_string_equal(placed(a, &w, &b), "endTime must equal startTime + slotDuration");
	b = asked("2026-06-15T10:00:01Z");
	assert_string_equal(placed(a, &w, &b), GONE);
	b = asked("2026-06-15T10:30:00Z"); /* beside the grid */
	assert_string_equal(placed(a, &w, &b), GONE);
	b = asked("2026-06-15T10:00:00Z");
	b.user = TEXT("eve");
	assert_string_equal(placed(a, &w, &b), "User eve is not a team member of this calendar");
	b = asked("2026-06-25T10:00:00Z");
	assert_string_equal(placed(a, &w, &b), GONE);
	b.ignore_range = true;
	assert_string_equal(placed(a, &w, &b), "ann");
	b = asked("2026-05-25T10:00:00Z"); /* the past stays closed */
	b.ignore_range = true;
	assert_string_equal(placed(a, &w, &b), GONE);
	b.ignore_slots = true;
	assert_string_equal(placed(a, &w, &b), "ann");
	w.calendar.active = false;
	b = asked("2026-06-15T10:00:00Z");
	assert_string_equal(placed(a, &w, &b), GONE);
	arena_drop(a);
}

static const char *series(struct arena *a, const char *recurring, const char *start)
{
	struct text calendar = text_format(
		a,
		"{'id':'c','calendarType':'personal','teamMembers':[{'userId':'ann'}]," DAILY
		",'enableRecurring':true,'recurring':{%s}}",
		recurring);
	struct schedule_input w = schedule_input_have(a, "America/New_York", calendar.at);
	struct appointment list[] = { had("1", "ann", "2026-06-16T14:00:00Z") };
	struct booking b = asked(start);
	struct buffer out = buffer_open(a, 4096);
	struct placing p;
	struct text why;
	char text[ZONE_TEXT_SIZE];
	w.appointments = list;
	w.appointment_count = 1;
	if (booking_place(a, &w, &b, &p, &why))
		return text_c(a, why);
	for (size_t i = 0; i < p.occurrence_count; i++) {
		struct text status = p.occurrences[i].status;
		zone_text(w.zone, p.occurrences[i].start_ms, text);
		buffer_format(&out, "%s%.11s/%.1s", i ? " " : "", text + 5, status.at);
	}
	return text_c(a, buffer_text(&out));
}

static void series_meet_what_is_taken_in_three_ways(void **state)
{
	(void)state;
	static const struct {
		const char *recurring, *start, *want;
	} rows[] = {
		{ "'freq':'DAILY','count':3,'bookingOption':'skip'", "2026-06-15T14:00:00Z",
		  "06-15T10:00/c 06-17T10:00/c" },
		{ "'freq':'DAILY','count':3,'bookingOption':'continue'", "2026-06-15T14:00:00Z",
		  "06-15T10:00/c 06-16T10:00/n 06-17T10:00/c" },
		{ "'freq':'DAILY','count':3,'bookingOption':'book_next'", "2026-06-15T14:00:00Z",
		  "06-15T10:00/c 06-16T11:00/c 06-17T10:00/c" },
		{ "'freq':'MONTHLY','count':3", "2026-07-31T14:00:00Z",
		  "07-31T10:00/c 08-31T10:00/c 10-31T10:00/c" },
		{ "'freq':'WEEKLY','count':2", "2026-10-26T14:00:00Z",
		  "10-26T10:00/c 11-02T10:00/c" },
		{ "'freq':'WEEKLY','count':2", "2026-06-16T14:00:00Z", GONE },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		assert_string_equal(series(a, rows[i].recurring, rows[i].start), rows[i].want);
		arena_drop(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			availability_prefers_priority_then_the_least_busy_then_the_longest_without),
		cmocka_unit_test(equal_distribution_prefers_who_had_the_fewest_this_month),
		cmocka_unit_test(
			a_moved_appointment_is_not_in_its_own_way_and_stays_with_its_member),
		cmocka_unit_test(collective_takes_the_whole_team),
		cmocka_unit_test(bookings_that_do_not_fit_are_refused),
		cmocka_unit_test(series_meet_what_is_taken_in_three_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
