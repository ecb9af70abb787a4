// SPDX-License-Identifier: Apache-2.0
/*
 * What can be counted: where each thing is, and where its fields are.
 *
 * Which fields there are stands in the rows of the catalogue.  Contacts, records and opportunities
 * have filters of their own; of the others the table below says what a filter may name.
 */
#include "domain/contacts/contacts.h"
#include "domain/opportunities/opportunities.h"
#include "integration/reports/inside.h"

struct field_place {
	const char *of, *field;
	enum filter_kind kind;
	const char *column;
};

static const struct field_place places[] = {
	{ "appointments", "startTime", FILTER_INSTANT, "appointment.start_ms" },
	{ "appointments", "dateAdded", FILTER_INSTANT, "appointment.date_added" },
	{ "appointments", "calendarId", FILTER_TEXT, "appointment.calendar_id" },
	{ "appointments", "appointmentStatus", FILTER_TEXT, "appointment.appointment_status" },
	{ "appointments", "assignedUserId", FILTER_TEXT, "appointment.assigned_user_id" },
	{ "appointments", "contactId", FILTER_TEXT, "appointment.contact_id" },
	{ "appointments", "source", FILTER_FOLDED, "fold(appointment.source)" },
	{ "messages", "dateAdded", FILTER_INSTANT, "message.date_added" },
	{ "messages", "messageType", FILTER_TEXT, "message.message_type" },
	{ "messages", "direction", FILTER_TEXT, "message.direction" },
	{ "messages", "status", FILTER_TEXT, "message.status" },
	{ "messages", "source", FILTER_TEXT, "message.source" },
	{ "messages", "contactId", FILTER_TEXT, "message.contact_id" },
	{ "messages", "userId", FILTER_TEXT, "message.user_id" },
	{ "submissions", "createdAt", FILTER_INSTANT, "submission.created_at" },
	{ "submissions", "formId", FILTER_TEXT, "submission.form_id" },
	{ "submissions", "contactId", FILTER_TEXT, "submission.contact_id" },
	{ "surveySubmissions", "createdAt", FILTER_INSTANT, "submission.created_at" },
	{ "surveySubmissions", "surveyId", FILTER_TEXT, "submission.form_id" },
	{ "surveySubmissions", "contactId", FILTER_TEXT, "submission.contact_id" },
	{ "runs", "started", FILTER_INSTANT, "run.started" },
	{ "runs", "ended", FILTER_INSTANT, "run.ended" },
	{ "runs", "flow", FILTER_TEXT, "run.flow_id" },
	{ "runs", "state", FILTER_TEXT, "run.state" },
	{ "effects", "started", FILTER_INSTANT, "run.started" },
	{ "effects", "flow", FILTER_TEXT, "run.flow_id" },
	{ "effects", "connection", FILTER_TEXT, "effect.connection" },
	{ "effects", "op", FILTER_TEXT, "effect.op" },
	{ "effects", "state", FILTER_TEXT, "effect.state" },
	{ "events", "at", FILTER_INSTANT, "event_settled.at" },
	{ "events", "type", FILTER_TEXT, "event_settled.type" },
};

static bool place_find(struct filter *f, struct text field, struct filter_place *out)
{
	const struct counted *thing = f->owner;

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (!strcmp(places[i].of, thing->of) && text_is(field, places[i].field)) {
			*out = (struct filter_place){ .kind = places[i].kind,
						      .column = places[i].column };
			return true;
		}
	return false;
}

static struct filter *plain_filter(struct call *call, struct counted *thing)
{
	struct filter *f = arena_take(call->arena, sizeof(*f));

	*f = (struct filter){ .find = place_find, .owner = thing };
	filter_open(f, call);
	return f;
}

static struct filter *contacts_filter(struct call *call, struct counted *thing)
{
	(void)thing;
	return contact_filter(call);
}

static struct filter *opportunities_filter(struct call *call, struct counted *thing)
{
	(void)thing;
	return opportunity_filter(call);
}

/* Businesses have a table of their own, all other records share one. */
static struct filter *records_filter(struct call *call, struct counted *thing)
{
	struct filter *f = record_filter(call, call_text(call, "objectKey"), &thing->table);

	if (f && !strcmp(thing->table, "business")) {
		thing->id = "business.id";
		thing->location = "business.location_id";
		thing->also = "";
	}
	return f;
}

static const struct counted things[] = {
	{ "contacts", "contact", "contact.id", "contact.location_id", "", contacts_filter,
	  "customFields." },
	{ "records", "record", "record.id", "record.location_id",
	  " AND record.object_key = :objectKey", records_filter, "properties." },
	{ "opportunities", "opportunity", "opportunity.id", "opportunity.location_id", "",
	  opportunities_filter, "customFields." },
	{ "appointments", "appointment", "appointment.id", "appointment.location_id",
	  " AND NOT appointment.deleted", plain_filter, NULL },
	{ "messages", "message", "message.id", "message.location_id", "", plain_filter, NULL },
	{ "submissions", "submission", "submission.id", "submission.location_id",
	  " AND submission.form_kind = 'form'", plain_filter, NULL },
	{ "surveySubmissions", "submission", "submission.id", "submission.location_id",
	  " AND submission.form_kind = 'survey'", plain_filter, NULL },
	{ "runs", "run", "run.id", "run.location_id", "", plain_filter, NULL },
	{ "effects", "run JOIN effect ON effect.run_id = run.id", "effect.id", "run.location_id",
	  " AND effect.location_id = :locationId", plain_filter, NULL },
	{ "events", "event_settled", "event_settled.id", "event_settled.location_id", "",
	  plain_filter, NULL },
};

const struct op *counted_find(struct call *call, struct text of, struct counted *thing,
			      const struct counting **counting)
{
	const struct catalogue *c = call->app->catalogue;

	for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
		if (text_is(of, things[i].of))
			*thing = things[i];
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);

		for (size_t j = 0; j < op->count_count; j++)
			if (text_same(op->counts[j].of, of)) {
				*counting = &op->counts[j];
				return thing->of ? op : NULL;
			}
	}
	return NULL;
}

bool counted_word(struct text words, struct text word)
{
	struct text rest = words, one;

	while (text_split(&rest, ' ', &one))
		if (text_same(one, word))
			return true;
	return rest.size && text_same(rest, word);
}

/* --- names --- */

#define AMONG_LABELLED " IN (SELECT value FROM json_each(:labelled))"
#define USERS                                                                                      \
	"SELECT a.id, a.name FROM account_location l JOIN account a ON a.id = l.account_id"        \
	" WHERE l.location_id = :locationId AND a.id" AMONG_LABELLED
/* The names lead, whatever the planner thinks of them: a location has more contacts than names. */
#define CONTACTS                                                                                   \
	"SELECT c.id, coalesce(nullif(trim(coalesce(c.first_name, '') || ' '"                      \
	" || coalesce(c.last_name, '')), ''), c.email, c.phone) AS name"                           \
	" FROM json_each(:labelled) AS one CROSS JOIN contact c"                                   \
	" WHERE c.location_id = :locationId AND c.id = one.value"
#define FORMS "SELECT id, name FROM form WHERE location_id = :locationId AND id" AMONG_LABELLED

static const struct naming namings[] = {
	{ "assignedTo", "users.readonly", USERS },
	{ "assignedUserId", "users.readonly", USERS },
	{ "userId", "users.readonly", USERS },
	{ "contactId", "contacts.readonly", CONTACTS },
	{ "formId", "forms.readonly", FORMS },
	{ "surveyId", "surveys.readonly", FORMS },
	{ "calendarId", "calendars.readonly",
	  "SELECT id, name FROM calendar WHERE location_id = :locationId AND id" AMONG_LABELLED },
	{ "pipelineId", "opportunities.readonly",
	  "SELECT id, name FROM pipeline WHERE location_id = :locationId AND id" AMONG_LABELLED },
	{ "pipelineStageId", "opportunities.readonly",
	  "SELECT stages FROM pipeline WHERE location_id = :locationId ORDER BY position, id" },
	{ "flow", "flows.readonly",
	  "SELECT id, title AS name FROM flow WHERE location_id = :locationId"
	  " AND id" AMONG_LABELLED },
};

const struct naming *naming_of(struct text field)
{
	for (size_t i = 0; i < sizeof(namings) / sizeof(*namings); i++)
		if (text_is(field, namings[i].field))
			return &namings[i];
	return NULL;
}
