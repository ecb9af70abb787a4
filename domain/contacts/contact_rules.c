// SPDX-License-Identifier: Apache-2.0
/*
 * When two contacts are the same one: the location's settings allowDuplicateContact and
 * contactUniqueIdentifiers.
 */
#include "domain/contacts/contact.h"

/* The oldest of those that have it.  Usually there is none: said without ORDER BY, which would make
 * a temporary table each time.  `date_added + 0` must not tempt SQLite away from the index of the
 * identifier, into a walk over the whole location. */
static const struct contact_identifier identifiers[CONTACT_IDENTIFIERS_MAX] = {
	{ "email", "emailLowerCase", "keptEmailLowerCase",
	  "SELECT id AS twin_id,"
	  " trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) AS twin_name"
	  " FROM contact twin WHERE location_id = :locationId"
	  " AND email_lower_case = :emailLowerCase AND id <> :contactId"
	  " AND NOT EXISTS (SELECT 1 FROM contact older WHERE older.location_id = :locationId"
	  " AND older.email_lower_case = :emailLowerCase AND older.id <> :contactId"
	  " AND (older.date_added + 0, older.id) < (twin.date_added, twin.id))" },
	{ "phone", "phone", "keptPhone",
	  "SELECT id AS twin_id,"
	  " trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) AS twin_name"
	  " FROM contact twin WHERE location_id = :locationId"
	  " AND phone = :phone AND id <> :contactId"
	  " AND NOT EXISTS (SELECT 1 FROM contact older WHERE older.location_id = :locationId"
	  " AND older.phone = :phone AND older.id <> :contactId"
	  " AND (older.date_added + 0, older.id) < (twin.date_added, twin.id))" },
};

static void order_read(struct contact_rules *rules, const struct json *names)
{
	for (const struct json *n = json_first(names); n; n = json_after(names, n))
		for (size_t i = 0; i < CONTACT_IDENTIFIERS_MAX; i++)
			if (text_is(json_text(n), identifiers[i].name) &&
			    rules->count < CONTACT_IDENTIFIERS_MAX)
				rules->order[rules->count++] = &identifiers[i];
}

void contact_rules_search(struct contact_rules *rules)
{
	if (!rules->duplicates)
		return;
	rules->order[0] = &identifiers[0];
	rules->order[1] = &identifiers[1];
	rules->count = CONTACT_IDENTIFIERS_MAX;
}

enum err contact_rules_learn(struct call *call, struct contact_rules *rules)
{
	const struct json *settings = NULL;
	struct text why;

	*rules = (struct contact_rules){ 0 };
	if (!store_load(call, "SELECT country AS home_country, settings AS home_settings"
			      " FROM location WHERE id = :locationId"))
		return call->err ? call->err
				 : refuse(call, ERR_FORBIDDEN,
					  "The token does not have access to this location.");
	rules->country = call_text(call, "homeCountry");
	if (json_read(call->arena, call_text(call, "homeSettings"), &settings, &why))
		settings = NULL;
	rules->duplicates = json_flag(json_get(settings, "allowDuplicateContact"));
	const struct json *names = json_get(settings, "contactUniqueIdentifiers");
	if (json_is(names, JSON_LIST))
		order_read(rules, names);
	else
		for (size_t i = 0; i < CONTACT_IDENTIFIERS_MAX; i++)
			rules->order[rules->count++] = &identifiers[i];
	return ERR_OK;
}

bool contact_twin_by(struct call *call, const struct contact_identifier *by, bool hold)
{
	struct text value = call_text(call, by->value), location = call_text(call, "locationId");

	if (value.size == 0)
		return false;
	if (hold)
		store_guard(call, by->name,
			    text_format(call->arena, "%.*s %.*s", (int)location.size, location.at,
					(int)value.size, value.at));
	return store_load(call, by->find);
}

const struct contact_identifier *contact_twin_find(struct call *call,
						   const struct contact_rules *rules, bool hold)
{
	for (size_t i = 0; i < rules->count; i++)
		if (contact_twin_by(call, rules->order[i], hold))
			return rules->order[i];
	return NULL;
}

enum err contact_twin_refuse(struct call *call, const struct contact_identifier *by)
{
	struct buffer buffer = buffer_open(call->arena, 64 << 10);
	struct json_out o = json_open(&buffer);

	json_map(&o);
	json_key(&o, "contactId");
	json_put_text(&o, call_text(call, "twinId"));
	json_key(&o, "contactName");
	json_put_text(&o, call_text(call, "twinName"));
	json_key(&o, "matchingField");
	json_put_c(&o, by->name);
	json_close(&o);
	struct text meta = buffer_text(&buffer);
	return refuse_more(call, ERR_DUPLICATE,
			   text_format(call->arena, "\"meta\":%.*s", (int)meta.size, meta.at),
			   "This location does not allow duplicated contacts.");
}
