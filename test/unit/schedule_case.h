// SPDX-License-Identifier: Apache-2.0
/*
 * Shared by the tests of schedule/: zones from the system, worlds from JSON, times as text.
 *
 * A world is written as on the wire, with ' for ", so that a test can be read at a glance.
 */
#ifndef GROUNDLEVEL_TEST_UNIT_SCHEDULE_CASE_H
#define GROUNDLEVEL_TEST_UNIT_SCHEDULE_CASE_H

#include "base/time/clock.h"
#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static inline const struct zone *zone_have(struct arena *a, const char *name)
{
	struct text bytes, why;
	const struct zone *z;
	assert_int_equal(zonefile_read(a, text_of(name), &bytes), ERR_OK);
	assert_int_equal(zone_read(a, text_of(name), bytes, &z, &why), ERR_OK);
	return z;
}

static inline int64_t at(const char *iso)
{
	int64_t ms;
	assert_true(clock_read_iso(text_of(iso), &ms));
	return ms;
}

static inline const struct json *json_have(struct arena *a, const char *quoted)
{
	struct text source = text_copy(a, text_of(quoted)), why;
	const struct json *v;
	for (char *c = (char *)(uintptr_t)source.at; c < source.at + source.size; c++)
		*c = *c == '\'' ? '"' : *c;
	if (json_read(a, source, &v, &why))
		fail_msg("%.*s: %.*s", (int)why.size, why.at, (int)source.size, source.at);
	return v;
}

/* A calendar in a zone, open as the JSON says, with nothing in its way. */
static inline struct schedule_input schedule_input_have(struct arena *a, const char *zone,
							const char *calendar)
{
	struct text why;
	struct schedule_input w = { .zone = zone_have(a, zone),
				    .now_ms = at("2026-06-01T12:00:00Z") };
	if (calendar_read(a, json_have(a, calendar), w.zone, &w.calendar, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return w;
}

/* The wall clock of each start, one after the other: "09:00 09:30". */
static inline const char *starts_shown(struct arena *a, const struct schedule_input *w,
				       const struct starts *s)
{
	struct buffer b = buffer_open(a, 1 << 16);
	char text[ZONE_TEXT_SIZE];
	for (size_t i = 0; i < s->count; i++) {
		zone_text(w->zone, s->at_ms[i], text);
		buffer_format(&b, "%s%.5s", i ? " " : "", text + 11);
	}
	return text_c(a, buffer_text(&b));
}

/* Free slots between two instants, as starts_shown. */
static inline const char *slots_shown(struct arena *a, const struct schedule_input *w,
				      const char *from, const char *to)
{
	struct query q = { .from_ms = at(from), .to_ms = at(to) };
	struct starts s;
	struct text why;
	if (slots_find(a, w, &q, &s, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return starts_shown(a, w, &s);
}

#endif
