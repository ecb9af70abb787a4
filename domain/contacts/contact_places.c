// SPDX-License-Identifier: Apache-2.0
/*
 * Where the fields of a contact are, for those who filter and sort: the table behind
 * contacts_search.c.
 */
#include "domain/contacts/contact_places.h"

#include "domain/contacts/contacts.h"
#include "domain/objects/objects.h"

#define COLUMN(name) .column = "contact." name

/* field, where it is, and what it is sorted by (NULL: it cannot be) */
static const struct search_field fields[] = {
	{ "id", { .kind = FILTER_TEXT, COLUMN("id") }, "contact.id" },
	{ "dateAdded", { .kind = FILTER_INSTANT, COLUMN("date_added") }, "contact.date_added" },
	{ "dateUpdated",
	  { .kind = FILTER_INSTANT, COLUMN("date_updated") },
	  "contact.date_updated" },
	{ "dateOfBirth",
	  { .kind = FILTER_DAY, COLUMN("date_of_birth") },
	  "coalesce(contact.date_of_birth, 0)" },
	{ "firstName",
	  { .kind = FILTER_FOLDED, COLUMN("first_name_lower_case"), .finds = "contact" },
	  "coalesce(contact.first_name_lower_case, '')" },
	{ "firstNameLowerCase",
	  { .kind = FILTER_FOLDED, COLUMN("first_name_lower_case"), .finds = "contact" },
	  "coalesce(contact.first_name_lower_case, '')" },
	{ "lastName",
	  { .kind = FILTER_FOLDED, COLUMN("last_name_lower_case"), .finds = "contact" },
	  "coalesce(contact.last_name_lower_case, '')" },
	{ "lastNameLowerCase",
	  { .kind = FILTER_FOLDED, COLUMN("last_name_lower_case"), .finds = "contact" },
	  "coalesce(contact.last_name_lower_case, '')" },
	{ "contactName",
	  { .kind = FILTER_FOLDED, COLUMN("full_name_lower_case"), .finds = "contact" },
	  "coalesce(contact.full_name_lower_case, '')" },
	{ "fullNameLowerCase",
	  { .kind = FILTER_FOLDED, COLUMN("full_name_lower_case"), .finds = "contact" },
	  "coalesce(contact.full_name_lower_case, '')" },
	{ "email",
	  { .kind = FILTER_FOLDED, COLUMN("email_lower_case"), .finds = "contact" },
	  "coalesce(contact.email_lower_case, '')" },
	{ "phone",
	  { .kind = FILTER_TEXT, COLUMN("phone"), .finds = "contact" },
	  "coalesce(contact.phone, '')" },
	{ "companyName",
	  { .kind = FILTER_FOLDED,
	    .column = "fold(contact.company_name)",
	    .finds = "contact",
	    .value = "company_name" },
	  "coalesce(fold(contact.company_name), '')" },
	{ "businessName",
	  { .kind = FILTER_FOLDED,
	    .column = "fold(b.name)",
	    .side = TEXT("contact.id IN (SELECT o.id FROM business b JOIN contact o"
			 " ON o.location_id = b.location_id AND o.business_id = b.id"
			 " WHERE b.location_id = :locationId AND ") },
	  NULL },
	{ "businessId", { .kind = FILTER_TEXT, COLUMN("business_id") }, NULL },
	{ "assignedTo", { .kind = FILTER_TEXT, COLUMN("assigned_to") }, NULL },
	{ "address", { .kind = FILTER_FOLDED, .column = "fold(contact.address1)" }, NULL },
	{ "address1", { .kind = FILTER_FOLDED, .column = "fold(contact.address1)" }, NULL },
	{ "city",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.city)", .value = "city" },
	  "coalesce(fold(contact.city), '')" },
	{ "state",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.state)", .value = "state" },
	  "coalesce(fold(contact.state), '')" },
	{ "country",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.country)", .value = "country" },
	  "coalesce(fold(contact.country), '')" },
	{ "postalCode",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.postal_code)", .value = "postal_code" },
	  NULL },
	{ "website", { .kind = FILTER_FOLDED, .column = "fold(contact.website)" }, NULL },
	{ "timezone",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.timezone)", .value = "timezone" },
	  NULL },
	{ "source",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.source)", .value = "source" },
	  "coalesce(fold(contact.source), '')" },
	{ "type",
	  { .kind = FILTER_FOLDED, .column = "fold(contact.type)", .value = "type" },
	  "contact.type" },
	{ "dnd", { .kind = FILTER_FLAG, .column = "coalesce(contact.dnd, false)" }, NULL },
	{ "validEmail", { .kind = FILTER_FLAG, COLUMN("valid_email") }, NULL },
	{ "tags",
	  { .kind = FILTER_FOLDED,
	    .column = "t.tag",
	    .value = "tags",
	    .value_list = true,
	    .side = TEXT("EXISTS (SELECT 1 FROM contact_tag t WHERE t.contact_id = contact.id"
			 " AND t.location_id = :locationId AND ") },
	  NULL },
	{ "followers",
	  { .kind = FILTER_TEXT,
	    .column = "a.account_id",
	    .side = TEXT("EXISTS (SELECT 1 FROM account_location a"
			 " WHERE a.location_id = :locationId"
			 " AND contact.followers LIKE '%\"' || a.account_id || '\"%' AND ") },
	  NULL },
};

const struct search_field *search_field_find(struct text name)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (text_is(name, fields[i].name))
			return &fields[i];
	return NULL;
}

const struct field_def *search_custom_find(struct call *call, struct field_defs *defs,
					   struct text name)
{
	if (!defs->at && field_defs_load_own(call, TEXT("contact"), defs))
		return NULL;
	for (size_t i = 0; i < defs->count; i++)
		if (text_same(defs->at[i].id, name) || text_same(defs->at[i].key, name))
			return &defs->at[i];
	return NULL;
}

bool search_custom_number(const struct field_def *def)
{
	return !strcmp(def->type->name, "NUMERICAL") || !strcmp(def->type->name, "FLOAT") ||
	       !strcmp(def->type->name, "MONETORY");
}

bool search_number_find(struct filter *f, struct text name, struct filter_place *out)
{
	(void)f, (void)name;
	*out = (struct filter_place){ .kind = FILTER_NUMBER, .column = "number" };
	return true;
}

/* customFields.<id or key>: numbers compare as numbers, all else as folded text. */
static bool custom_find(struct filter *f, struct text name, struct filter_place *out)
{
	const struct field_def *def = search_custom_find(f->call, f->owner, name);
	struct text id = text_format(f->call->arena, "fieldAt%zu", f->value_count);

	if (!def)
		return false;
	bool number = search_custom_number(def);
	call_set_text(f->call, id.at, def->id);
	bool day = !strcmp(def->type->name, "DATE");
	out->kind = number ? FILTER_NUMBER : day ? FILTER_DAY_TEXT : FILTER_FOLDED;
	/* spelled so that a range does not begin with an index of the whole location's values */
	out->column = number ? "c.number + 0" : day ? "(c.value || '')" : "c.value";
	out->side = text_format(f->call->arena,
				"EXISTS (SELECT 1 FROM contact_field c"
				" WHERE c.contact_id = contact.id AND c.location_id = :locationId"
				" AND c.field_id = :%.*s AND ",
				(int)id.size, id.at);
	return true;
}

/* dndSettings.Email.status: contact_take.c writes the status first in each channel. */
static bool status_find(struct filter *f, const char *column, struct text channel,
			struct filter_place *out)
{
	static const char *const channels[] = { "Call", "Email", "SMS", "WhatsApp",
						"GMB",	"FB",	 "all" };
	static const char *const statuses[] = { "active", "inactive", "permanent" };
	struct buffer b = buffer_open(f->call->arena, 4096);
	const char *known = NULL;

	for (size_t i = 0; i < sizeof(channels) / sizeof(*channels); i++)
		if (text_is(channel, channels[i]))
			known = channels[i];
	if (!known)
		return false;
	buffer_format(&b, "(CASE");
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
		buffer_format(&b, " WHEN contact.%s LIKE '%%\"%s\":{\"status\":\"%s\"%%' THEN '%s'",
			      column, known, statuses[i], statuses[i]);
	buffer_format(&b, " END)");
	out->kind = FILTER_TEXT;
	out->column = text_c(f->call->arena, buffer_text(&b));
	return true;
}

bool search_place_find(struct filter *f, struct text name, struct filter_place *out)
{
	const struct search_field *field = search_field_find(name);
	struct text head, channel, tail = name;

	if (field) {
		*out = field->at;
		return true;
	}
	if (!text_split(&tail, '.', &head))
		return false;
	if (text_is(head, "customFields"))
		return custom_find(f, tail, out);
	if (!text_split(&tail, '.', &channel) || !text_is(tail, "status"))
		return false;
	if (text_is(head, "dndSettings"))
		return status_find(f, "dnd_settings", channel, out);
	return text_is(head, "inboundDndSettings") &&
	       status_find(f, "inbound_dnd_settings", channel, out);
}

struct filter *contact_filter(struct call *call)
{
	struct filter *f = arena_take(call->arena, sizeof(*f));
	struct field_defs *defs = arena_take(call->arena, sizeof(*defs));

	*f = (struct filter){ .find = search_place_find, .owner = defs };
	*defs = (struct field_defs){ 0 };
	filter_open(f, call);
	return f;
}
