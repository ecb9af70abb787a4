// SPDX-License-Identifier: Apache-2.0
/*
 * Templates of messages: texts that are written once and sent often.
 *
 * Which words one has goes by its type: an e-mail has a subject and HTML, the others a body.
 */
#include "domain/content/inside.h"

#define TEMPLATES_MAX 1000 /* of a location */
#define WORDS_MAX     ((size_t)8 << 20)
#define TEMPLATE      "Template", "id"

/* Its words as they are kept, and those that it must have. */
static enum err words_take(struct call *call)
{
	static const char *const all[] = { "body", "subject", "html" };
	bool mail = text_is(call_text(call, "type"), "email");
	const struct json *words = NULL;
	struct text why;

	json_read(call->arena, call_text(call, "template"), &words, &why);
	if (!json_text(json_get(words, mail ? "html" : "body")).size) {
		call_violation(call, "template.%s should not be empty", mail ? "html" : "body");
		return refuse(call, ERR_INVALID, "The request does not fit");
	}
	struct buffer buffer = buffer_open(call->arena, WORDS_MAX);
	struct json_out out = json_open(&buffer);
	json_map(&out);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		struct text said = json_text(json_get(words, all[i]));
		if (said.size) {
			json_key(&out, all[i]);
			json_put_text(&out, said);
		}
	}
	json_key(&out, "attachments"); /* files are not kept here */
	json_list(&out);
	json_close(&out);
	json_close(&out);
	call_set_text(call, "template", buffer_text(&buffer));
	return buffer.full ? refuse(call, ERR_LARGE, "The template is too large.") : ERR_OK;
}

enum err template_list(struct call *call)
{
	bool one = call_given(call, "type");

	json_key(&call->out, "totalCount");
	json_put_whole(&call->out,
		       one ? store_number(call, "SELECT count(*) AS n FROM template"
						" /* grows: at most 1000 */"
						" WHERE location_id = :locationId"
						" AND deleted = :deleted AND type = :type")
			   : store_number(call, "SELECT count(*) AS n FROM template"
						" /* grows: at most 1000 */"
						" WHERE location_id = :locationId"
						" AND deleted = :deleted"));
	if (one)
		return store_list(call, "templates",
				  "SELECT * FROM template WHERE location_id = :locationId"
				  " AND deleted = :deleted AND type = :type"
				  " ORDER BY id DESC LIMIT :limit OFFSET :skip");
	return store_list(call, "templates",
			  "SELECT * FROM template WHERE location_id = :locationId"
			  " AND deleted = :deleted ORDER BY id DESC LIMIT :limit OFFSET :skip");
}

enum err template_create(struct call *call)
{
	enum err e = words_take(call);

	if (e)
		return e;
	if (call_value(call, "urlAttachments")->type != VALUE_TEXT)
		call_set_text(call, "urlAttachments", TEXT("[]"));
	store_guard(call, "templates", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM template /* grows: at most 1000 */"
			       " WHERE location_id = :locationId AND NOT deleted") >= TEMPLATES_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d templates.",
			      TEMPLATES_MAX);
	return store_reply_row(call, "template",
			       "INSERT INTO template (location_id, id, type, name, template,"
			       " url_attachments, date_added, date_updated) VALUES (:locationId,"
			       " :newId, :type, :name, :template, :urlAttachments, :now, :now)"
			       " RETURNING *");
}

enum err template_update(struct call *call)
{
	static const char *const filled[] = { "name", "template", NULL };
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	if (!store_select_for_update(call, "SELECT name, type, template, url_attachments"
					   " FROM template WHERE location_id = :locationId"
					   " AND id = :id AND NOT deleted"))
		return thing_missing(call, TEMPLATE);
	e = words_take(call);
	if (call_value(call, "urlAttachments")->type != VALUE_TEXT)
		call_set_text(call, "urlAttachments", TEXT("[]"));
	return e ? e
		 : store_reply_row(call, "template",
				   "UPDATE template SET name = :name, template = :template,"
				   " url_attachments = :urlAttachments, date_updated = :now"
				   " WHERE location_id = :locationId AND id = :id RETURNING *");
}

enum err template_delete(struct call *call)
{
	enum err e = store_do(call, "UPDATE template SET deleted = true, date_updated = :now"
				    " WHERE location_id = :locationId AND id = :id"
				    " AND NOT deleted");

	e = thing_gone(call, e, TEMPLATE);
	if (!e) /* of those that are deleted, the newest are kept */
		e = store_do(call, "DELETE FROM template WHERE location_id = :locationId AND id IN"
				   " (SELECT id FROM template WHERE location_id = :locationId"
				   " AND deleted /* grows: at most 1000 */"
				   " ORDER BY id DESC LIMIT 10 OFFSET 1000)");
	return e;
}
