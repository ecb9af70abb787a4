// SPDX-License-Identifier: Apache-2.0
/*
 * An opportunity as the wire has it, alone.
 */
#include "domain/opportunities/inside.h"

static void put_some(struct json_out *o, struct rows *rows, const char *key, const char *column)
{
	if (rows_null(rows, column))
		return;
	json_key(o, key);
	json_put_text(o, rows_text(rows, column));
}

static void contact_put(struct json_out *o, struct rows *rows)
{
	json_key(o, "contact");
	json_map(o);
	put_some(o, rows, "id", "contact_id");
	put_some(o, rows, "name", "contact_name");
	put_some(o, rows, "email", "contact_email");
	put_some(o, rows, "phone", "contact_phone");
	json_key(o, "tags");
	json_put_raw(o, rows_text(rows, "contact_tags"));
	json_key(o, "followers");
	json_put_raw(o, rows_text(rows, "contact_followers"));
	json_close(o);
}

/* [{"id","value"}] as [{"id","fieldValue"}] */
static void fields_put(struct call *call, struct text kept)
{
	struct json_out *o = &call->out;
	const struct json *list = NULL;
	struct text why;

	json_read(call->arena, kept, &list, &why);
	json_key(o, "customFields");
	json_list(o);
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		json_map(o);
		json_key(o, "id");
		json_put_text(o, json_text(json_get(v, "id")));
		json_key(o, "fieldValue");
		json_put(o, json_get(v, "value"));
		json_close(o);
	}
	json_close(o);
}

enum err opportunity_reply(struct call *call)
{
	const struct shape *shape = shape_find(call->op->gives, TEXT("opportunity"))->shape;
	struct rows *rows = store_ask(
		call, "SELECT " OPPORTUNITY_COLUMNS ", false AS is_attribute,"
		      " opportunity.custom_fields AS fields_kept,"
		      " nullif(trim(coalesce(contact.first_name, '') || ' '"
		      " || coalesce(contact.last_name, '')), '') AS contact_name,"
		      " contact.email AS contact_email, contact.phone AS contact_phone,"
		      " contact.tags AS contact_tags,"
		      " coalesce(contact.followers, '[]') AS contact_followers"
		      " FROM opportunity JOIN contact ON contact.id = opportunity.contact_id"
		      " AND contact.location_id = opportunity.location_id"
		      " WHERE opportunity.location_id = :locationId"
		      " AND opportunity.id = :opportunityId" OPPORTUNITY_STANDS);
	bool found = rows_next(rows);

	if (found) {
		json_key(&call->out, "opportunity");
		json_map(&call->out);
		rows_put(rows, shape);
		fields_put(call, rows_text(rows, "fields_kept"));
		contact_put(&call->out, rows);
		json_close(&call->out);
	}
	rows_close(rows);
	return call->err ? call->err : found ? ERR_OK : opportunity_missing(call);
}
