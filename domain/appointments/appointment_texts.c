// SPDX-License-Identifier: Apache-2.0
/*
 * What stands in an appointment when nobody says it: its title and its description, made from the
 * calendar's templates.
 */
#include "domain/appointments/inside.h"

#include "domain/reminders/reminders.h"

#define TITLE_MAX	1000
#define DESCRIPTION_MAX 20000

static const char values_sql[] =
	"SELECT trim(coalesce(contact.first_name, '') || ' ' || coalesce(contact.last_name, ''))"
	" AS contact_name, contact.first_name AS contact_first, contact.last_name AS contact_last,"
	" contact.email AS contact_email, contact.phone AS contact_phone,"
	" contact.company_name AS contact_company, calendar.name AS calendar_name,"
	" location.name AS location_name FROM contact"
	" JOIN location ON location.id = contact.location_id"
	" JOIN calendar ON calendar.id = :calendarId"
	" WHERE contact.id = :contactId AND contact.location_id = :locationId";

struct text title_make(struct call *call, const struct calendar_setup *v)
{
	store_load(call, values_sql);
	struct text title = words_fill(call, json_text(json_get(v->wire, "eventTitle")), TITLE_MAX,
				       false);
	return title.size ? title : json_text(json_get(v->wire, "name"));
}

struct text description_make(struct call *call, const struct calendar_setup *v)
{
	struct text notes = text_trim(json_text(json_get(v->wire, "notes")));

	if (!notes.size)
		return notes;
	store_load(call, values_sql);
	return words_fill(call, notes, DESCRIPTION_MAX, false);
}
