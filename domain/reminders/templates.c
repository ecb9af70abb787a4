// SPDX-License-Identifier: Apache-2.0
/*
 * Templates: {{contact.name}} and the other names of the table are replaced; a name that is not in
 * it, or has no value, stands for nothing.  Titles and descriptions of appointments know only the
 * first part.
 */
#include "domain/reminders/inside.h"

/* name in a template, value that whoever fills it has loaded */
static const char *const names[][2] = {
	{ "contact.name", "contactName" },
	{ "contact.first_name", "contactFirst" },
	{ "contact.last_name", "contactLast" },
	{ "contact.email", "contactEmail" },
	{ "contact.phone", "contactPhone" },
	{ "contact.company_name", "contactCompany" },
	{ "calendar.name", "calendarName" },
	{ "location.name", "locationName" },
	/* of a notification: notify.c */
	{ "location.email", "locationEmail" },
	{ "location.phone", "locationPhone" },
	{ "user.name", "userName" },
	{ "user.email", "userEmail" },
	{ "user.phone", "userPhone" },
	{ "appointment.user.name", "userName" },
	{ "appointment.title", "noticeTitle" },
	{ "appointment.notes", "noticeNotes" },
	{ "appointment.meeting_location", "noticePlace" },
	{ "appointment.status", "noticeStatus" },
	{ "appointment.timezone", "locationZone" },
	{ "appointment.start_time", "noticeStart" },
	{ "appointment.only_start_date", "noticeStartDate" },
	{ "appointment.only_start_time", "noticeStartTime" },
	{ "appointment.end_time", "noticeEnd" },
	{ "appointment.only_end_date", "noticeEndDate" },
	{ "appointment.only_end_time", "noticeEndTime" },
};

static struct text name_value(struct call *call, struct text name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_is(name, names[i][0]))
			return call_text(call, names[i][1]);
	return TEXT("");
}

static void value_put(struct buffer *out, struct text value, bool html)
{
	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];
		const char *safe = !html       ? NULL
				   : c == '&'  ? "&amp;"
				   : c == '<'  ? "&lt;"
				   : c == '>'  ? "&gt;"
				   : c == '"'  ? "&quot;"
				   : c == '\'' ? "&#39;"
					       : NULL;
		if (safe)
			buffer_add(out, text_of(safe));
		else
			buffer_byte(out, c);
	}
}

/* Up to the next {{name}}, which is replaced; false at the end. */
static bool piece_put(struct call *call, struct text *rest, struct buffer *out, bool html)
{
	const char *open = memmem(rest->at, rest->size, "{{", 2);
	const char *end = rest->at + rest->size;
	const char *close = open ? memmem(open, (size_t)(end - open), "}}", 2) : NULL;

	if (!close) {
		buffer_add(out, *rest);
		return false;
	}
	buffer_add(out, (struct text){ rest->at, (size_t)(open - rest->at) });
	struct text name = text_trim((struct text){ open + 2, (size_t)(close - open - 2) });
	value_put(out, name_value(call, name), html);
	*rest = (struct text){ close + 2, (size_t)(end - close - 2) };
	return true;
}

struct text words_fill(struct call *call, struct text template, size_t size_max, bool html)
{
	struct buffer out = buffer_open(call->arena, size_max);

	while (piece_put(call, &template, &out, html))
		;
	return out.full ? (struct text){ 0 } : text_trim(buffer_text(&out));
}
