// SPDX-License-Identifier: Apache-2.0
/*
 * Appointments as iCalendar.
 *
 * A program knows an event by its UID, one of a series besides by RECURRENCE-ID: when it began
 * before anything was moved.  SEQUENCE grows with each change (RFC 5545 3.8.4.7).
 */
#include "domain/feeds/ics.h"

#include "base/time/clock.h"

#define LINE_MAX_OCTETS 75
#define VALUE_MAX	((size_t)64 << 10)

/* A whole content line, folded. */
static void line_put(struct buffer *to, struct text line)
{
	size_t room = LINE_MAX_OCTETS;

	while (line.size > room) {
		size_t cut = room;
		while (cut && ((unsigned char)line.at[cut] & 0xc0) == 0x80)
			cut--;
		buffer_add(to, (struct text){ line.at, cut });
		buffer_add(to, TEXT("\r\n "));
		line = (struct text){ line.at + cut, line.size - cut };
		room = LINE_MAX_OCTETS - 1; /* the space counts */
	}
	buffer_add(to, line);
	buffer_add(to, TEXT("\r\n"));
}

/* Text of a value: RFC 5545 3.3.11. */
static void value_add(struct buffer *to, struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];
		if (c == '\r' && i + 1 < value.size && value.at[i + 1] == '\n')
			continue;
		if (c == '\n' || c == '\r')
			buffer_add(to, TEXT("\\n"));
		else if (c == '\\' || c == ';' || c == ',')
			buffer_format(to, "\\%c", c);
		else if ((unsigned char)c >= ' ' && c != 0x7f)
			buffer_byte(to, c);
		else if (c == '\t')
			buffer_byte(to, ' ');
	}
}

static void text_put(struct buffer *to, struct arena *a, const char *name, struct text value)
{
	struct buffer line = buffer_open(a, VALUE_MAX);

	buffer_format(&line, "%s:", name);
	value_add(&line, value);
	if (!line.full)
		line_put(to, buffer_text(&line));
}

static void time_put(struct buffer *to, const char *name, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE]; /* 2026-07-17T10:26:20.635Z */

	clock_iso(ms, iso);
	buffer_format(to, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", name, iso, iso + 5, iso + 8,
		      iso + 11, iso + 14, iso + 17);
}

/* A parameter in quotes can hold anything but quotes; an address no white space at all. */
static void organizer_put(struct buffer *to, struct arena *a, const struct ics_event *e)
{
	struct buffer line = buffer_open(a, VALUE_MAX);

	buffer_add(&line, TEXT("ORGANIZER"));
	for (size_t i = 0; i < e->organizer.size; i++) {
		char c = e->organizer.at[i];
		if (!i)
			buffer_add(&line, TEXT(";CN=\""));
		if ((unsigned char)c >= ' ' && c != 0x7f)
			buffer_byte(&line, c == '"' ? '\'' : c);
	}
	if (e->organizer.size)
		buffer_byte(&line, '"');
	buffer_add(&line, e->organizer_mail.size ? TEXT(":mailto:") : TEXT(":invalid:nomail"));
	for (size_t i = 0; i < e->organizer_mail.size; i++)
		if ((unsigned char)e->organizer_mail.at[i] > ' ' && e->organizer_mail.at[i] != 0x7f)
			buffer_byte(&line, e->organizer_mail.at[i]);
	if (!line.full)
		line_put(to, buffer_text(&line));
}

bool ics_cancelled(struct text status)
{
	return text_is(status, "cancelled") || text_is(status, "invalid");
}

struct ics ics_open(struct buffer *to, const char *method, struct text name)
{
	buffer_add(to, TEXT("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			    "PRODID:-//Groundlevel//Calendars//EN\r\nCALSCALE:GREGORIAN\r\n"));
	buffer_format(to, "METHOD:%s\r\n", method);
	if (name.size) {
		text_put(to, to->arena, "X-WR-CALNAME", name);
		buffer_add(to, TEXT("X-PUBLISHED-TTL:PT15M\r\n"));
	}
	return (struct ics){ .to = to };
}

void ics_paint(struct ics *ics, struct text color)
{
	if (!ics_color(color).size)
		return;
	text_put(ics->to, ics->to->arena, "COLOR", ics_color(color));
	if (color.at[0] == '#') /* Apple's takes the numbers */
		text_put(ics->to, ics->to->arena, "X-APPLE-CALENDAR-COLOR", color);
}

void ics_put(struct ics *ics, struct arena *a, const struct ics_event *e)
{
	struct buffer *to = ics->to;
	bool cancelled = ics_cancelled(e->status);
	struct text color = ics_color(e->color);

	ics->events++;
	buffer_add(to, TEXT("BEGIN:VEVENT\r\n"));
	text_put(to, a, "UID", text_format(a, "%.*s@groundlevel", (int)e->id.size, e->id.at));
	if (e->instance)
		time_put(to, "RECURRENCE-ID", e->origin_ms);
	time_put(to, "DTSTAMP", e->updated_ms);
	time_put(to, "CREATED", e->added_ms);
	time_put(to, "LAST-MODIFIED", e->updated_ms);
	time_put(to, "DTSTART", e->start_ms);
	if (e->end_ms / 1000 > e->start_ms / 1000)
		time_put(to, "DTEND", e->end_ms);
	buffer_format(to, "SEQUENCE:%lld\r\n",
		      (long long)(e->sequence > INT32_MAX ? INT32_MAX : e->sequence));
	buffer_format(to, "STATUS:%s\r\n",
		      cancelled			  ? "CANCELLED"
		      : text_is(e->status, "new") ? "TENTATIVE"
						  : "CONFIRMED");
	buffer_format(to, "TRANSP:%s\r\n", cancelled ? "TRANSPARENT" : "OPAQUE");
	text_put(to, a, "SUMMARY", e->title);
	if (e->description.size)
		text_put(to, a, "DESCRIPTION", e->description);
	if (e->place.size)
		text_put(to, a, "LOCATION", e->place);
	if (color.size)
		text_put(to, a, "COLOR", color);
	organizer_put(to, a, e);
	buffer_add(to, TEXT("END:VEVENT\r\n"));
}

void ics_close(struct ics *ics)
{
	/* A calendar without anything in it is none: RFC 5545 3.6. */
	if (!ics->events)
		buffer_add(ics->to, TEXT("BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\n"
					 "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n"
					 "TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"));
	buffer_add(ics->to, TEXT("END:VCALENDAR\r\n"));
}
