// SPDX-License-Identifier: Apache-2.0
/*
 * Notes of a contact.  A body may be HTML; bodyText is what a person reads of it.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

static const struct entity {
	const char *name, *sign;
} entities[] = {
	{ "&nbsp;", " " }, { "&amp;", "&" },   { "&lt;", "<" },
	{ "&gt;", ">" },   { "&quot;", "\"" }, { "&#39;", "'" },
};

/* Bytes of an entity that t begins with; writes what it stands for.  0: none. */
static size_t entity_take(struct text t, struct buffer *out)
{
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (text_starts(t, entities[i].name)) {
			buffer_add(out, text_of(entities[i].sign));
			return strlen(entities[i].name);
		}
	return 0;
}

/* Tags whose end is also the end of a line. */
static bool tag_breaks(struct text tag)
{
	return text_starts(tag, "br") || text_starts(tag, "/p") || text_starts(tag, "/div") ||
	       text_starts(tag, "/li") || text_starts(tag, "/h");
}

/* Bytes of a tag that t begins with, up to its '>'.  0: a '<' that is only a sign. */
static size_t tag_take(struct text t, struct buffer *out)
{
	const char *end = memchr(t.at, '>', t.size);
	char c = t.size > 1 ? t.at[1] : ' ';
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!';

	if (!letter || !end)
		return 0;
	if (tag_breaks((struct text){ t.at + 1, (size_t)(end - t.at) }))
		buffer_byte(out, '\n');
	return (size_t)(end - t.at) + 1;
}

static struct text plain_of(struct arena *a, struct text html)
{
	struct buffer out = buffer_open(a, html.size + 1);

	for (size_t i = 0; i < html.size;) {
		struct text rest = { html.at + i, html.size - i };
		size_t taken = 0;
		if (rest.at[0] == '<')
			taken = tag_take(rest, &out);
		else if (rest.at[0] == '&')
			taken = entity_take(rest, &out);
		if (!taken) {
			buffer_byte(&out, rest.at[0]);
			taken = 1;
		}
		i += taken;
	}
	return text_trim(buffer_text(&out));
}

static enum err note_missing(struct call *call)
{
	struct text id = call_text(call, "id");

	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "Note with id %.*s not found", (int)id.size,
				  id.at);
}

enum err note_create(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	call_set_text(call, "bodyText", plain_of(call->arena, call_text(call, "body")));
	if (call_value(call, "pinned")->type != VALUE_FLAG)
		call_set_flag(call, "pinned", false);
	return store_reply_row(
		call, "note",
		"INSERT INTO note (id, location_id, contact_id, user_id, title, color,"
		" body, body_text, pinned, date_added, date_updated)"
		" VALUES (:newId, :locationId, :contactId, :userId, :title, :color,"
		" :body, :bodyText, :pinned, :now, :now) RETURNING *");
}

enum err note_get(struct call *call)
{
	enum err e = contact_need(call);

	if (!e)
		e = store_reply_row(call, "note",
				    "SELECT * FROM note WHERE id = :id AND contact_id = :contactId"
				    " AND location_id = :locationId");
	return e == ERR_MISSING ? note_missing(call) : e;
}

enum err note_list(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return store_list(call, "notes",
			  "SELECT * FROM note WHERE contact_id = :contactId"
			  " AND location_id = :locationId AND date_updated > :updatedAfter"
			  " ORDER BY date_added DESC, id DESC");
}

enum err note_update(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (!store_select_for_update(call,
				     "SELECT *, body AS kept_body, pinned AS kept_pinned FROM note"
				     " WHERE id = :id AND contact_id = :contactId"
				     " AND location_id = :locationId"))
		return note_missing(call);
	if (call_value(call, "body")->type == VALUE_NULL)
		call_set(call, "body", *call_value(call, "keptBody"));
	if (call_value(call, "pinned")->type == VALUE_NULL)
		call_set(call, "pinned", *call_value(call, "keptPinned"));
	call_set_text(call, "bodyText", plain_of(call->arena, call_text(call, "body")));
	return store_reply_row(call, "note",
			       "UPDATE note SET user_id = :userId, title = :title, color = :color,"
			       " body = :body, body_text = :bodyText, pinned = :pinned,"
			       " date_updated = :now WHERE id = :id AND contact_id = :contactId"
			       " AND location_id = :locationId RETURNING *");
}

enum err note_delete(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (!store_has(call, "SELECT 1 FROM note WHERE id = :id AND contact_id = :contactId"
			     " AND location_id = :locationId"))
		return note_missing(call);
	succeeded_put(call);
	return store_emit_event(call, "NoteDelete",
				"DELETE FROM note WHERE id = :id AND contact_id = :contactId"
				" AND location_id = :locationId RETURNING *");
}
