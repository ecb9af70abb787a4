// SPDX-License-Identifier: Apache-2.0
/*
 * E-mail templates as the builder makes them: a shell at first, then what is in it.
 *
 * What the builder keeps for itself is kept as it is sent; the HTML is what counts.
 */
#include "domain/content/inside.h"

#define TEMPLATES_MAX 1000 /* of a location, with its folders */
#define TEMPLATE      "Template", "templateId"

enum err email_template_list(struct call *call)
{
	static const struct {
		const char *name, *condition;
	} filters[] = {
		{ "search", " AND name_key LIKE :searched ESCAPE '\\'" },
		{ "name", " AND name_key LIKE :named ESCAPE '\\'" },
		{ "builderVersion", " AND version = :builderVersion" },
		{ "parentId", " AND parent_id = :parentId" },
	};
	bool newest = !text_is(call_text(call, "sortByDate"), "asc");
	struct buffer where = buffer_open(call->arena, 2048),
		      count = buffer_open(call->arena, 4096), list = buffer_open(call->arena, 4096);

	call_set(call, "searched", store_likeness(call, call_text(call, "search")));
	call_set(call, "named", store_likeness(call, call_text(call, "name")));
	buffer_format(&where, " FROM email_template /* grows: at most 1000 */"
			      " WHERE location_id = :locationId AND archived = :archived"
			      " AND (NOT :templatesOnly OR template_type <> 'folder')");
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++)
		if (call_text(call, filters[i].name).size)
			buffer_format(&where, "%s", filters[i].condition);
	buffer_format(&count, "SELECT count(*) AS n%.*s", (int)where.size, where.at);
	struct rows *r = store_ask_made(call, buffer_text(&count));
	int64_t total = rows_next(r) ? rows_whole(r, "n") : 0;
	rows_close(r);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total);
	buffer_format(&list,
		      "SELECT *%.*s ORDER BY last_updated%s, id%s LIMIT :limit OFFSET :offset",
		      (int)where.size, where.at, newest ? " DESC" : "", newest ? " DESC" : "");
	return call->err ? call->err : store_list_made(call, "builders", buffer_text(&list));
}

static enum err shell_check(struct call *call)
{
	if (text_is(call_text(call, "type"), "import"))
		return refuse(call, ERR_BAD,
			      "Templates cannot be imported from elsewhere: make one"
			      " of type html and send its HTML.");
	if (call_text(call, "parentId").size &&
	    !store_has(call, "SELECT 1 FROM email_template WHERE location_id = :locationId"
			     " AND id = :parentId AND template_type = 'folder'"))
		return refuse(call, ERR_BAD, "There is no such folder of templates.");
	store_guard(call, "email templates", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM email_template /* grows: at most 1000 */"
			       " WHERE location_id = :locationId") >= TEMPLATES_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d e-mail templates.",
			      TEMPLATES_MAX);
	return call->err;
}

enum err email_template_create(struct call *call)
{
	struct text name = text_trim(call_text(call, "name"));
	struct text id = text_copy(call->arena, call_text(call, "newHex"));
	enum err e = shell_check(call);

	if (e)
		return e;
	if (!name.size)
		name = text_trim(call_text(call, "title"));
	if (!name.size)
		name = TEXT("New Template");
	call_set_text(call, "name", name);
	call_set_text(call, "nameKey", text_lower(call->arena, name));
	call_set_flag(call, "isPlainText", call_whole(call, "isPlainText", 0) != 0);
	json_key(&call->out, "redirect");
	json_put_text(&call->out, id);
	json_key(&call->out, "id");
	json_put_text(&call->out, id);
	return store_do(call,
			"INSERT INTO email_template (location_id, id, parent_id, name, name_key,"
			" template_type, version, html, dnd, preview_text, is_plain_text,"
			" updated_by, date_added, last_updated) VALUES (:locationId, :newHex,"
			" nullif(:parentId, ''), :name, :nameKey, :type, :builderVersion, '',"
			" '{}', '', :isPlainText, coalesce(:updatedBy, ''), :now, :now)");
}

enum err email_template_save(struct call *call)
{
	struct text id = call_text(call, "templateId");
	enum err e = store_do(
		call, "UPDATE email_template SET html = :html, dnd = :dnd,"
		      " editor_type = :editorType, updated_by = :updatedBy,"
		      " preview_text = coalesce(:previewText, preview_text),"
		      " is_plain_text = coalesce(CAST(:isPlainText AS BOOLEAN), is_plain_text),"
		      " last_updated = :now WHERE location_id = :locationId AND id = :templateId"
		      " AND template_type <> 'folder'");

	if (!e && !call->changed)
		return thing_missing(call, TEMPLATE);
	json_key(&call->out, "ok");
	json_put_text(&call->out, TEXT("true"));
	json_key(&call->out, "id");
	json_put_text(&call->out, id);
	return e;
}

enum err email_template_get(struct call *call)
{
	return thing_found(call,
			   store_reply_row(call, "template",
					   "SELECT * FROM email_template"
					   " WHERE location_id = :locationId AND id = :templateId"),
			   TEMPLATE);
}

enum err email_template_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM email_template"
				    " WHERE location_id = :locationId AND id = :templateId");

	if (!e && !call->changed)
		return thing_missing(call, TEMPLATE);
	if (!e)
		e = store_do(call, "UPDATE email_template SET parent_id = NULL"
				   " WHERE location_id = :locationId"
				   " AND parent_id = :templateId /* grows: at most 1000 */");
	json_key(&call->out, "ok");
	json_put_text(&call->out, TEXT("true"));
	return e;
}
