// SPDX-License-Identifier: Apache-2.0
/*
 * Side tables of a contact: what is searched has rows of its own; and small things that all files
 * about contacts use.
 */
#include "domain/companies/companies.h"
#include "domain/contacts/contact.h"
#include "domain/objects/objects.h"

#define TAG_MAX 255

enum err contact_missing(struct call *call)
{
	struct text id = call_text(call, "contactId");

	if (call->err)
		return call->err;
	if (call->op->reads)
		return refuse(call, ERR_NOBODY, "Contact with id %.*s not found", (int)id.size,
			      id.at);
	return refuse(call, ERR_ABSENT, "Contact not found for id:%.*s", (int)id.size, id.at);
}

bool contact_find(struct call *call)
{
	return store_has(call, "SELECT 1 FROM contact"
			       " WHERE id = :contactId AND location_id = :locationId");
}

enum err contact_need(struct call *call)
{
	return contact_find(call) ? ERR_OK : contact_missing(call);
}

void succeeded_put(struct call *call)
{
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
}

enum err row_reply(struct call *call, const char *key, const char *sql)
{
	const struct field *field = shape_find(call->op->gives, text_of(key));
	struct rows *rows = store_ask(call, sql);
	bool found = rows_next(rows);

	if (found) {
		json_key(&call->out, key);
		json_map(&call->out);
		rows_put(rows, field->shape);
		json_close(&call->out);
	}
	while (found && rows_next(rows))
		; /* a change is done when its last row was taken */
	rows_close(rows);
	return call->err ? call->err : found ? ERR_OK : ERR_MISSING;
}

enum err contact_tags_limit(struct call *call, struct string_set tags)
{
	for (size_t i = 0; i < tags.count; i++)
		if (tags.at[i].size > TAG_MAX) {
			call_violation(call, "each value in tags must be shorter than or equal to"
					     " 255 characters");
			return refuse(call, ERR_INVALID, "A tag is too long.");
		}
	if (tags.count > CONTACT_TAGS_MAX)
		return refuse(call, ERR_BAD, "A contact can have at most %d tags.",
			      CONTACT_TAGS_MAX);
	return ERR_OK;
}

static enum err tag_enter(struct call *call, struct text tag)
{
	enum err e = location_tag_need(call, tag);

	if (e)
		return e;
	call_set_text(call, "tag", tag);
	return store_do(call, "INSERT INTO contact_tag (location_id, tag, contact_id)"
			      " VALUES (:locationId, :tag, :contactId) ON CONFLICT DO NOTHING");
}

static enum err tag_leave(struct call *call, struct text tag)
{
	call_set_text(call, "tag", tag);
	return store_do(call, "DELETE FROM contact_tag WHERE location_id = :locationId"
			      " AND tag = :tag AND contact_id = :contactId");
}

enum err contact_tags_index(struct call *call, struct string_set before, struct string_set after)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < before.count; i++)
		if (!string_set_has(after, before.at[i]))
			e = tag_leave(call, before.at[i]);
	for (size_t i = 0; !e && i < after.count; i++)
		if (!string_set_has(before, after.at[i]))
			e = tag_enter(call, after.at[i]);
	return e;
}

enum err contact_fields_index(struct call *call, struct text before)
{
	enum err e = ERR_OK;

	if (!text_is(before, "[]"))
		e = store_do(call, "DELETE FROM contact_field WHERE contact_id = :contactId"
				   " AND location_id = :locationId");

	return e ? e
		 : field_values_index(call, call_text(call, "customFields"),
				      "INSERT INTO contact_field"
				      " (location_id, contact_id, field_id, place, value, number)"
				      " VALUES (:locationId, :contactId, :fieldId, :fieldPlace,"
				      " :fieldValue, :fieldNumber)");
}

/* A number is looked for by its digits, whatever stands between them. */
static struct text needle_of(struct call *call, struct text query)
{
	struct buffer digits = buffer_open(call->arena, 1024);

	for (size_t i = 0; i < query.size; i++) {
		char c = query.at[i];
		if (c >= '0' && c <= '9')
			buffer_byte(&digits, c);
		else if (!memchr(" ()-./+", c, 7))
			return query;
	}
	return digits.size >= 4 ? buffer_text(&digits) : query;
}

enum contact_hits contact_query_take(struct call *call, int64_t *total)
{
	struct text query = text_lower(call->arena, text_trim(call_text(call, "query")));

	query = needle_of(call, query);
	struct value needle = store_needle(call, query);
	call_set(call, "needle", needle);
	call_set(call, "likeness", store_likeness(call, query));
	if (needle.type == VALUE_ABSENT)
		return CONTACT_HITS_SHORT;
	call_set_whole(call, "hitsMax", CONTACT_HITS_MAX);
	store_load(call, "SELECT count(*) AS hits FROM (SELECT 1 FROM contact"
			 " WHERE (location_id || '') = :locationId AND FINDS(contact, :needle)"
			 " LIMIT :hitsMax) AS found");
	*total = call_whole(call, "hits", 0);
	return *total <= CONTACT_FEW_MAX ? CONTACT_HITS_FEW : CONTACT_HITS_MANY;
}
