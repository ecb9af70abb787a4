// SPDX-License-Identifier: Apache-2.0
/*
 * What stands in an appointment when nobody says it: its title and its place.
 *
 * A title is made from the calendar's template: {{contact.name}} and the other names of the table
 * are replaced; a name that is not in it stands for nothing.
 */
#include "booking/event.h"

#define TITLE_MAX 1000

/* name in a template, value that the statement below learns */
static const char *const names[][2] = {
	{ "contact.name", "contactName" },	{ "contact.first_name", "contactFirst" },
	{ "contact.last_name", "contactLast" }, { "contact.email", "contactEmail" },
	{ "contact.phone", "contactPhone" },	{ "contact.company_name", "contactCompany" },
	{ "calendar.name", "calendarName" },	{ "location.name", "locationName" },
};

static const char learn[] =
	"SELECT trim(coalesce(contact.first_name, '') || ' ' || coalesce(contact.last_name, ''))"
	" AS contact_name, contact.first_name AS contact_first, contact.last_name AS contact_last,"
	" contact.email AS contact_email, contact.phone AS contact_phone,"
	" contact.company_name AS contact_company, calendar.name AS calendar_name,"
	" location.name AS location_name FROM contact"
	" JOIN location ON location.id = contact.location_id"
	" JOIN calendar ON calendar.id = :calendarId"
	" WHERE contact.id = :contactId AND contact.location_id = :locationId";

static struct text name_value(struct call *call, struct text name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_is(name, names[i][0]))
			return call_text(call, names[i][1]);
	return TEXT("");
}

/* Up to the next {{name}}, which is replaced; false at the end. */
static bool piece_put(struct call *call, struct text *rest, struct buffer *out)
{
	const char *open = memmem(rest->at, rest->size, "{{", 2);
	const char *end = rest->at + rest->size;
	const char *close = open ? memmem(open, (size_t)(end - open), "}}", 2) : NULL;

	if (!close) {
		buffer_add(out, *rest);
		return false;
	}
	buffer_add(out, (struct text){ rest->at, (size_t)(open - rest->at) });
	buffer_add(out, name_value(call, text_trim((struct text){ open + 2,
								  (size_t)(close - open - 2) })));
	*rest = (struct text){ close + 2, (size_t)(end - close - 2) };
	return true;
}

struct text title_make(struct call *call, const struct venue *v)
{
	struct buffer out = buffer_open(call->arena, TITLE_MAX);
	struct text rest = json_text(json_get(v->wire, "eventTitle"));

	store_learn(call, learn);
	while (piece_put(call, &rest, &out))
		;
	struct text title = text_trim(buffer_text(&out));
	return title.size && !out.full ? title : json_text(json_get(v->wire, "name"));
}

static struct text place_of(const struct json *from)
{
	const struct json *list = json_get(from, "locationConfigurations");
	struct text place = { 0 };

	if (json_is(list, JSON_LIST))
		place = json_text(json_get(json_first(list), "location"));
	return place.size ? place : json_text(json_get(from, "meetingLocation"));
}

struct text place_make(const struct venue *v, struct text user)
{
	const struct json *team = json_get(v->wire, "teamMembers");
	struct text place = { 0 };

	for (const struct json *m = json_first(team); m && user.size; m = json_after(team, m))
		if (text_same(json_text(json_get(m, "userId")), user))
			place = place_of(m);
	return place.size ? place : place_of(v->wire);
}
