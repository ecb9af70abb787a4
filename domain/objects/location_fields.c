// SPDX-License-Identifier: Apache-2.0
/*
 * Custom fields of contacts and opportunities, under /locations/{locationId}/customFields.
 *
 * The key is made of the name when the field is made, and kept when the name changes; the type
 * never changes.  `showInForms` is accepted and has no effect, as upstream.
 */
#include "base/core/slug.h"
#include "domain/objects/objects.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"
#include "runs.h"

#include "base/secrets/id.h"

#define KEY_TRIES 1000

#define OWN_ROWS                                                                                   \
	"SELECT id, name, object_key AS model, field_key, placeholder, data_type, position,"       \
	" document_type, parent_id, location_id, date_added, false AS standard, '[]' AS scopes,"   \
	" description, picklist_options,"                                                          \
	" CASE WHEN picklist_options IS NOT NULL THEN '[]' END AS picklist_image_options,"         \
	" text_box_list_options,"                                                                  \
	" '[\"' || replace(accepted_formats, ',', '\",\"') || '\"]' AS accepted_format,"           \
	" CASE WHEN data_type = 'RADIO' THEN allow_custom_option END AS is_allowed_custom_option," \
	" CASE WHEN data_type = 'FILE_UPLOAD' THEN is_multiple_file END"                           \
	" AS is_multi_file_allowed, max_file_limit FROM custom_field"                              \
	" WHERE location_id = :locationId AND object_key IN ('contact', 'opportunity')"

static enum err field_give(struct call *call)
{
	enum err e = store_reply_row(call, "customField",
				     OWN_ROWS " AND (id = :id OR field_key = :id)");

	if (e == ERR_MISSING)
		e = store_reply_row(
			call, "customField",
			"SELECT s.id, s.name, s.object_key AS model, s.field_key,"
			" '' AS placeholder, s.data_type, s.position, s.document_type,"
			" s.parent_id, l.id AS location_id, l.date_added, true AS standard,"
			" '[]' AS scopes"
			" FROM standard_field s JOIN location l ON l.id = :locationId"
			" WHERE (s.id = :id OR s.field_key = :id)"
			" AND s.object_key IN ('contact', 'opportunity')");
	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Custom field not found") : e;
}

enum err custom_field_list(struct call *call)
{
	return store_list(call, "customFields",
			  OWN_ROWS " AND (:model = 'all' OR object_key = :model)"
				   " AND (:documentType = 'all' OR document_type = :documentType)"
				   " ORDER BY object_key, position, id");
}

enum err custom_field_get(struct call *call)
{
	return field_give(call);
}

/* Sets :fieldKey to one that nobody has: contact.size, contact.size_2, … */
static enum err key_make(struct call *call, struct text model, struct text name)
{
	struct text slug = slug_of(call->arena, name, '_');
	struct text key;

	if (slug.size == 0)
		slug = TEXT("field");
	key = text_format(call->arena, "%.*s.%.*s", (int)model.size, model.at, (int)slug.size,
			  slug.at);
	store_guard(call, "fields", model);
	for (int i = 2; i < KEY_TRIES; i++) {
		call_set_text(call, "fieldKey", key);
		if (!store_has(call, "SELECT 1 FROM custom_field"
				     " WHERE location_id = :locationId AND field_key = :fieldKey"
				     " UNION ALL"
				     " SELECT 1 FROM standard_field WHERE field_key = :fieldKey"))
			return call->err;
		key = text_format(call->arena, "%.*s.%.*s_%d", (int)model.size, model.at,
				  (int)slug.size, slug.at, i);
	}
	return refuse(call, ERR_BAD, "There are too many custom fields of this name");
}

static void option_put(struct json_out *out, struct text key, struct text label)
{
	json_map(out);
	json_key(out, "key");
	json_put_text(out, key);
	json_key(out, "label");
	json_put_text(out, label);
	json_close(out);
}

/* A picklist: a label is its own key, because contacts keep and show labels. */
static void picklist_set(struct call *call, const struct json *labels)
{
	struct buffer buffer = buffer_open(call->arena, 4 << 20);
	struct json_out out = json_open(&buffer);

	json_list(&out);
	for (const struct json *v = json_first(labels); v; v = json_after(labels, v))
		option_put(&out, json_text(v), json_text(v));
	json_close(&out);
	call_set_text(call, "optionsKept", buffer_text(&buffer));
	call_set_text(call, "picklistKept", json_source(call->arena, labels));
}

/* A list of boxes: contacts keep its texts by the id of the box. */
static void boxes_set(struct call *call, const struct json *boxes)
{
	struct buffer options = buffer_open(call->arena, 1 << 20), shown = options;
	struct json_out to_options, to_shown;
	char uuid[ID_UUID_SIZE];

	to_options = json_open(&options);
	to_shown = json_open(&shown);
	json_list(&to_options);
	json_list(&to_shown);
	for (const struct json *v = json_first(boxes); v; v = json_after(boxes, v)) {
		struct text id = json_text(json_get(v, "id"));
		struct text label = json_text(json_get(v, "label"));

		if (id.size == 0) {
			id_uuid_random(uuid);
			id = text_copy(call->arena, text_of(uuid));
		}
		option_put(&to_options, id, label);
		json_map(&to_shown);
		json_key(&to_shown, "id");
		json_put_text(&to_shown, id);
		json_key(&to_shown, "label");
		json_put_text(&to_shown, label);
		json_key(&to_shown, "prefillValue");
		json_put_text(&to_shown, json_text(json_get(v, "prefillValue")));
		json_close(&to_shown);
	}
	json_close(&to_options);
	json_close(&to_shown);
	call_set_text(call, "optionsKept", buffer_text(&options));
	call_set_text(call, "boxesKept", buffer_text(&shown));
}

static struct text formats_join(struct call *call, const struct json *list)
{
	struct buffer buffer = buffer_open(call->arena, 4096);

	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (buffer.size)
			buffer_byte(&buffer, ',');
		buffer_add(&buffer, json_text(v));
	}
	return buffer_text(&buffer);
}

/* What was sent, over what is kept (values …Kept; absent for a new field). */
static enum err details_read(struct call *call)
{
	const struct field_type *type = field_type_find(call_text(call, "dataType"));
	bool boxed = text_is(call_text(call, "dataType"), "TEXTBOX_LIST");
	const struct json *labels = json_get(call->json, "options");
	const struct json *picklist = json_get(call->json, "picklistOptions");
	const struct json *boxes = json_get(call->json, "textBoxListOptions");
	const struct json *formats = json_get(call->json, "acceptedFormat");

	/* as upstream: its name is that of the reply, which these two types do not take */
	if (picklist && (text_is(call_text(call, "dataType"), "SINGLE_OPTIONS") ||
			 text_is(call_text(call, "dataType"), "CHECKBOX"))) {
		call_violation(call, "property picklistOptions should not exist");
		return refuse(call, ERR_INVALID, "Send options");
	}
	if (!json_is(labels, JSON_LIST))
		labels = picklist;
	if (json_is(labels, JSON_LIST) && labels->count && (!type->choice || boxed))
		return refuse(call, ERR_BAD, "A field of this type has no options");
	if (json_is(boxes, JSON_LIST) && boxes->count && !boxed)
		return refuse(call, ERR_BAD, "A field of this type has no text boxes");
	if (json_is(labels, JSON_LIST) && labels->count)
		picklist_set(call, labels);
	if (json_is(boxes, JSON_LIST) && boxes->count)
		boxes_set(call, boxes);
	if (json_is(formats, JSON_LIST))
		call_set_text(call, "formatsKept", formats_join(call, formats));
	if (call_value(call, "isMultipleFile")->type == VALUE_FLAG)
		call_set(call, "multipleKept", *call_value(call, "isMultipleFile"));
	if (call_value(call, "maxNumberOfFiles")->type == VALUE_WHOLE)
		call_set(call, "filesKept", *call_value(call, "maxNumberOfFiles"));
	return ERR_OK;
}

/* The folder that was asked for, or the one that every location has. */
static enum err folder_set(struct call *call, bool contact)
{
	if (call_text(call, "parentId").size == 0) {
		call_set_text(call, "parentId",
			      contact ? TEXT("standardFolder000002")
				      : TEXT("standardFolder000003"));
		return ERR_OK;
	}
	if (store_has(call, "SELECT 1 FROM custom_field WHERE id = :parentId"
			    " AND location_id = :locationId AND object_key = :model"
			    " AND document_type = 'folder'"
			    " UNION ALL SELECT 1 FROM standard_field WHERE id = :parentId"
			    " AND object_key = :model AND document_type = 'folder'"))
		return ERR_OK;
	return refuse(call, ERR_BAD, "The folder parentId is not one of this model");
}

static enum err folder_make(struct call *call)
{
	if (call_text(call, "dataType").size) {
		call_violation(call, "property dataType should not exist");
		return refuse(call, ERR_INVALID, "A folder has no dataType");
	}
	enum err e = key_make(call, call_text(call, "model"), call_text(call, "name"));

	return e ? e
		 : store_reply_row(
			   call, "customFieldFolder",
			   "INSERT INTO custom_field (id, location_id, object_key, field_key,"
			   " name, data_type, document_type, position, placeholder, date_added,"
			   " date_updated) VALUES (:newId, :locationId, :model, :fieldKey,"
			   " :name, '', 'folder', coalesce(:position,"
			   " (SELECT coalesce(max(position) + 50, 0) FROM custom_field"
			   " WHERE location_id = :locationId AND object_key = :model"
			   " AND document_type = 'folder')), coalesce(:placeholder, ''),"
			   " :now, :now)"
			   " RETURNING *, object_key AS model, false AS standard");
}

enum err custom_field_create(struct call *call)
{
	struct text model = call_text(call, "model"), name = call_text(call, "fieldKey");
	enum err e;

	if (text_is(call_text(call, "documentType"), "folder"))
		return folder_make(call);
	if (call_text(call, "dataType").size == 0) {
		call_violation(call, "dataType should not be empty");
		return refuse(call, ERR_INVALID, "A field has a dataType");
	}
	if (text_starts(name, "contact.") || text_starts(name, "opportunity."))
		text_split(&name, '.', &(struct text){ 0 });
	e = key_make(call, model, name.size ? name : call_text(call, "name"));
	if (!e)
		e = folder_set(call, text_is(model, "contact"));
	call_set_flag(call, "multipleKept", false);
	if (!e)
		e = details_read(call);
	if (!e)
		e = store_do(
			call,
			"INSERT INTO custom_field (id, location_id, object_key, field_key, name,"
			" data_type, document_type, parent_id, position, placeholder, description,"
			" options, picklist_options, text_box_list_options, accepted_formats,"
			" max_file_limit, is_multiple_file, date_added, date_updated)"
			" VALUES (:newId, :locationId, :model, :fieldKey, :name, :dataType,"
			" 'field', :parentId, coalesce(:position,"
			" (SELECT coalesce(max(position) + 50, 0) FROM custom_field"
			" WHERE location_id = :locationId AND object_key = :model"
			" AND document_type = 'field')), coalesce(:placeholder, ''),"
			" :description, :optionsKept, :picklistKept, :boxesKept, :formatsKept,"
			" :filesKept, :multipleKept, :now, :now)");
	call_set(call, "id", *call_value(call, "newId"));
	return e ? e : field_give(call);
}

/* The field as values, to be changed; by id, as upstream, or by key. */
static enum err field_hold(struct call *call)
{
	if (store_select_for_update(
		    call, "SELECT id AS held_id, object_key AS held_model, field_key, name,"
			  " data_type AS held_type, parent_id, position, placeholder, description,"
			  " options AS options_kept, picklist_options AS picklist_kept,"
			  " text_box_list_options AS boxes_kept,"
			  " accepted_formats AS formats_kept, max_file_limit AS files_kept,"
			  " is_multiple_file AS multiple_kept FROM custom_field"
			  " WHERE location_id = :locationId AND (id = :id OR field_key = :id)"
			  " AND object_key IN ('contact', 'opportunity')")) {
		call_set(call, "id", *call_value(call, "heldId"));
		call_set(call, "dataType", *call_value(call, "heldType")); /* whatever was sent */
		return ERR_OK;
	}
	if (!call->err && store_has(call, "SELECT 1 FROM standard_field"
					  " WHERE id = :id OR field_key = :id"))
		return refuse(call, ERR_BAD, "A standard field cannot be changed");
	return call->err ? call->err : refuse(call, ERR_ABSENT, "Custom field not found");
}

enum err custom_field_update(struct call *call)
{
	enum err e = field_hold(call);
	struct text model = call_text(call, "heldModel");

	if (!e && call_text(call, "model").size && !text_same(call_text(call, "model"), model))
		e = refuse(call, ERR_BAD, "The model of a custom field cannot change");
	bool folder = !e && call_text(call, "dataType").size == 0;
	call_set_text(call, "model", model);
	if (folder)
		call_set_null(call, "parentId");
	if (!e && !folder)
		e = folder_set(call, text_is(model, "contact"));
	if (!e && !folder)
		e = details_read(call);
	if (!e)
		e = store_do(
			call,
			"UPDATE custom_field SET name = :name, parent_id = :parentId,"
			" position = coalesce(:position, position),"
			" placeholder = coalesce(:placeholder, ''), description = :description,"
			" options = :optionsKept, picklist_options = :picklistKept,"
			" text_box_list_options = :boxesKept, accepted_formats = :formatsKept,"
			" max_file_limit = :filesKept, is_multiple_file = :multipleKept,"
			" date_updated = :now WHERE id = :id AND location_id = :locationId");
	return e ? e : field_give(call);
}

enum err custom_field_delete(struct call *call)
{
	enum err e = field_hold(call);

	if (!e && text_is(call_text(call, "heldModel"), "contact"))
		e = leaving_begin(call, LEAVING_CONTACT_FIELD, TEXT(""), call_text(call, "id"));
	else if (!e)
		e = leaving_begin(call, LEAVING_OPPORTUNITY_FIELD, TEXT(""), call_text(call, "id"));
	if (!e) /* flows that name it say so */
		e = store_do(call, "INSERT INTO field_gone (location_id, id)"
				   " VALUES (:locationId, :id)");
	if (!e)
		e = store_do(call, "DELETE FROM custom_field"
				   " WHERE id = :id AND location_id = :locationId");
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	return e;
}
