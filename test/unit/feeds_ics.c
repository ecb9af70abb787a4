// SPDX-License-Identifier: Apache-2.0
/* iCalendar as somebody else's library reads it: whole, and what was said comes back. */
#include "domain/feeds/ics.h"

#include "base/time/clock.h"

// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <libical/ical.h>
// clang-format on

static const char hard[] =
	"Semi; comma, back\\slash\r\nnew line \"quoted\" "
	"Gr\xc3\xbc\xc3\x9f"
	"e \xf0\x9f\x8e\x89\xf0\x9f\x8e\x89\xf0\x9f\x8e\x89 "
	"and more of it so that lines must be folded inside of the long ones "
	"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
	"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
	"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
	"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac";

static int64_t at(const char *iso)
{
	int64_t ms;

	assert_true(clock_read_iso(text_of(iso), &ms));
	return ms;
}

static struct ics_event event_have(void)
{
	return (struct ics_event){
		.id = TEXT("abc"),
		.title = text_of(hard),
		.description = text_of(hard),
		.place = TEXT("Room 1, \x01left"),
		.status = TEXT("confirmed"),
		.organizer = TEXT("Ann \"The\" Lee; Ltd:1"),
		.organizer_mail = TEXT("ann@example.com"),
		.color = TEXT("#039BE5"),
		.start_ms = at("2030-01-07T14:30:00Z"),
		.end_ms = at("2030-01-07T15:00:00Z"),
		.added_ms = at("2029-12-01T00:00:00Z"),
		.updated_ms = at("2029-12-01T01:00:00Z"),
		.sequence = 3600,
	};
}

/* CRLF only, no line over 75 octets, each a whole piece of UTF-8. */
static void lines_check(struct text t)
{
	while (t.size) {
		const char *end = memmem(t.at, t.size, "\r\n", 2);
		assert_non_null(end);
		struct text line = { t.at, (size_t)(end - t.at) };
		assert_true(line.size <= 75);
		assert_null(memchr(line.at, '\n', line.size));
		assert_null(memchr(line.at, '\r', line.size));
		assert_true(text_utf8(line));
		t.at += line.size + 2;
		t.size -= line.size + 2;
	}
}

static icalcomponent *read_back(struct arena *a, struct text t)
{
	lines_check(t);
	icalcomponent *c = icalparser_parse_string(text_c(a, t));
	assert_non_null(c);
	assert_int_equal(icalcomponent_count_errors(c), 0);
	assert_true(icalrestriction_check(c));
	assert_int_equal(icalcomponent_count_errors(c), 0);
	return c;
}

static void an_event_comes_back_as_it_was(void **state)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 1 << 20);
	struct ics ics = ics_open(&b, "PUBLISH", TEXT("Talks; and, more"));
	struct ics_event e = event_have();

	(void)state;
	ics_put(&ics, a, &e);
	ics_close(&ics);
	/* other readers take a bare comma or semicolon for the end of a value (RFC 5545 3.3.11) */
	assert_non_null(strstr(text_c(a, buffer_text(&b)), "Semi\\; comma\\, back\\\\slash"));
	assert_non_null(strstr(text_c(a, buffer_text(&b)), "LOCATION:Room 1\\,"));
	icalcomponent *all = read_back(a, buffer_text(&b));
	assert_int_equal(icalcomponent_get_method(all), ICAL_METHOD_PUBLISH);
	icalcomponent *one = icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT);
	struct icaltimetype start = icalcomponent_get_dtstart(one);
	char *title = text_c(a, e.title), *cr = strchr(title, '\r');
	memmove(cr, cr + 1, strlen(cr)); /* a line end is one character there */
	assert_string_equal(icalcomponent_get_uid(one), "abc@groundlevel");
	assert_string_equal(icalcomponent_get_summary(one), title);
	assert_string_equal(icalcomponent_get_description(one), title);
	assert_string_equal(icalcomponent_get_location(one), "Room 1, left");
	assert_true(icaltime_is_utc(start));
	assert_int_equal(icaltime_as_timet(start), e.start_ms / 1000);
	assert_int_equal(icaltime_as_timet(icalcomponent_get_dtend(one)), e.end_ms / 1000);
	assert_int_equal(icalcomponent_get_sequence(one), 3600);
	assert_int_equal(icalcomponent_get_status(one), ICAL_STATUS_CONFIRMED);
	icalproperty *color = icalcomponent_get_first_property(one, ICAL_COLOR_PROPERTY);
	assert_string_equal(icalproperty_get_color(color), "dodgerblue");
	icalproperty *organizer = icalcomponent_get_first_property(one, ICAL_ORGANIZER_PROPERTY);
	assert_string_equal(icalproperty_get_organizer(organizer), "mailto:ann@example.com");
	assert_string_equal(icalproperty_get_parameter_as_string(organizer, "CN"),
			    "Ann 'The' Lee; Ltd:1");
	icalcomponent_free(all);
	arena_drop(a);
}

static void every_status_is_told(void **state)
{
	static const struct {
		const char *status;
		icalproperty_status told;
	} table[] = {
		{ "confirmed", ICAL_STATUS_CONFIRMED }, { "new", ICAL_STATUS_TENTATIVE },
		{ "showed", ICAL_STATUS_CONFIRMED },	{ "noshow", ICAL_STATUS_CONFIRMED },
		{ "cancelled", ICAL_STATUS_CANCELLED }, { "invalid", ICAL_STATUS_CANCELLED },
		{ "", ICAL_STATUS_CONFIRMED },
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct buffer b = buffer_open(a, 1 << 20);
		struct text status = text_of(table[i].status);
		struct ics ics = ics_open(&b, ics_cancelled(status) ? "CANCEL" : "PUBLISH",
					  TEXT(""));
		struct ics_event e = event_have();
		e.status = status;
		e.organizer_mail = e.organizer = e.description = e.place = TEXT("");
		e.end_ms = e.start_ms;
		e.updated_ms = e.added_ms - 5000;
		e.sequence = 0;
		ics_put(&ics, a, &e);
		ics_close(&ics);
		icalcomponent *all = read_back(a, buffer_text(&b));
		icalcomponent *one = icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT);
		assert_int_equal(icalcomponent_get_status(one), table[i].told);
		assert_int_equal(icalcomponent_get_sequence(one), 0);
		assert_null(icalcomponent_get_first_property(one, ICAL_DTEND_PROPERTY));
		icalcomponent_free(all);
	}
	arena_drop(a);
}

static void a_colour_becomes_the_nearest_that_has_a_name(void **state)
{
	static const struct {
		const char *color, *name;
	} table[] = {
		{ "#039be5", "dodgerblue" },
		{ "#FF0000", "red" },
		{ "#f00", "red" },
		{ "#00FFFF", "aqua" },
		{ "#7f8081", "gray" },
		{ "#fefefe", "white" },
		{ "Tomato", "tomato" },
		{ "slategrey", "slategrey" },
		{ "", "" },
		{ "#12345", "" },
		{ "#12345g", "" },
		{ "#1234567", "" },
		{ "rgb(1,2,3)", "" },
		{ "transparent", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_true(text_is(ics_color(text_of(table[i].color)), table[i].name));
}

static void a_calendar_without_events_is_one_too(void **state)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 1 << 20);
	struct ics ics = ics_open(&b, "PUBLISH", TEXT("Empty"));

	(void)state;
	ics_paint(&ics, TEXT("none"));
	assert_null(memmem(b.at, b.size, "COLOR", 5));
	ics_paint(&ics, TEXT("#FF0000"));
	ics_close(&ics);
	icalcomponent *all = read_back(a, buffer_text(&b));
	assert_non_null(strstr(text_c(a, buffer_text(&b)), "\r\nCOLOR:red\r\n"));
	assert_non_null(
		strstr(text_c(a, buffer_text(&b)), "\r\nX-APPLE-CALENDAR-COLOR:#FF0000\r\n"));
	assert_int_equal(icalcomponent_count_components(all, ICAL_VEVENT_COMPONENT), 0);
	icalcomponent_free(all);
	arena_drop(a);
}

static void lines_of_every_length_are_folded_between_characters(void **state)
{
	static const char *const letters[] = { "a", "\xc3\xbc", "\xe2\x82\xac",
					       "\xf0\x9f\x8e\x89" };
	struct arena *a = arena_open();

	(void)state;
	for (size_t length = 1; length < 320; length++) {
		struct buffer title = buffer_open(a, 1 << 12), b = buffer_open(a, 1 << 16);
		struct ics ics = ics_open(&b, "PUBLISH", TEXT(""));
		struct ics_event e = event_have();
		for (size_t i = 0; title.size < length; i++)
			buffer_add(&title, text_of(letters[(i + length) * 7 % 11 % 4]));
		e.title = buffer_text(&title);
		ics_put(&ics, a, &e);
		ics_close(&ics);
		icalcomponent *all = read_back(a, buffer_text(&b));
		assert_string_equal(icalcomponent_get_summary(all), text_c(a, e.title));
		icalcomponent_free(all);
	}
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_comes_back_as_it_was),
		cmocka_unit_test(every_status_is_told),
		cmocka_unit_test(a_colour_becomes_the_nearest_that_has_a_name),
		cmocka_unit_test(a_calendar_without_events_is_one_too),
		cmocka_unit_test(lines_of_every_length_are_folded_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
