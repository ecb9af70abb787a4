// SPDX-License-Identifier: Apache-2.0
/*
 * Fields and folders of companies and custom objects.  Those of contacts and opportunities are in
 * location_fields.c; upstream keeps the two apart, the table behind them is one.
 */
#include "base/core/slug.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"
#include "runs.h"

/* Rows of what a location made and of what every location has, as ObjectField shows them. */
#define FIELD_ROWS                                                                                 \
	"SELECT id, location_id, name, description, placeholder, show_in_forms, options,"          \
	" accepted_formats, object_key, data_type, document_type, parent_id, field_key,"           \
	" allow_custom_option, max_file_limit, is_unique, false AS standard, position,"            \
	" date_added, date_updated FROM custom_field WHERE location_id = :locationId"              \
	" UNION ALL"                                                                               \
	" SELECT s.id, l.id, s.name, NULL, '', true, NULL, NULL, s.object_key, s.data_type,"       \
	" s.document_type, s.parent_id, s.field_key, NULL, NULL, NULL, true, s.position,"          \
	" l.date_added, l.date_added FROM standard_field s JOIN location l ON l.id = :locationId"

static enum err field_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Custom field not found") : e;
}

/* Fields of contacts and opportunities have paths of their own. */
static enum err not_here(struct call *call)
{
	return refuse(call, ERR_BAD,
		      "Api does not support objectKey of type contact or opportunity");
}

static enum err field_elsewhere(struct call *call)
{
	if (!store_load(call, "SELECT object_key AS elsewhere FROM custom_field"
			      " WHERE id = :id AND location_id = :locationId"
			      " AND object_key IN ('contact', 'opportunity')"
			      " UNION ALL SELECT object_key FROM standard_field WHERE id = :id"
			      " AND object_key IN ('contact', 'opportunity')"))
		return call->err;
	struct text model = call_text(call, "elsewhere");
	return refuse(call, ERR_BAD, "Fields with model %.*s is not supported on this route",
		      (int)model.size, model.at);
}

static enum err field_give(struct call *call)
{
	enum err e = field_elsewhere(call);

	return e ? e
		 : field_missing(call, store_reply_row(call, "field",
						       "SELECT * FROM (" FIELD_ROWS
						       ") f WHERE id = :id"));
}

/* The object whose fields are managed here: a company or one of the location's own. */
static enum err owner_need(struct call *call, struct object *out)
{
	enum err e = object_need(call, call_text(call, "objectKey"), out);

	return !e && out->standard && !text_is(out->key, "business") ? not_here(call) : e;
}

enum err object_field_get(struct call *call)
{
	return field_give(call);
}

enum err object_field_list(struct call *call)
{
	struct object object;
	enum err e = owner_need(call, &object);

	if (!e)
		e = store_list(call, "fields",
			       "SELECT * FROM (" FIELD_ROWS ") f WHERE object_key = :objectKey"
			       " AND document_type = 'field' ORDER BY position, id");
	return e ? e
		 : store_list(call, "folders",
			      "SELECT * FROM (" FIELD_ROWS ") f WHERE object_key = :objectKey"
			      " AND document_type = 'folder' ORDER BY position, id");
}

/* --- making --- */

/* custom_objects.pet.Nick name → custom_objects.pet.nick_name */
static struct text key_whole(struct call *call, struct text object_key, struct text sent)
{
	for (size_t i = sent.size; i > 0; i--) {
		if (sent.at[i - 1] == '.') {
			sent = (struct text){ sent.at + i, sent.size - i };
			break;
		}
	}
	struct text slug = slug_of(call->arena, sent, '_');

	if (slug.size == 0)
		slug = TEXT("field");
	return text_format(call->arena, "%.*s.%.*s", (int)object_key.size, object_key.at,
			   (int)slug.size, slug.at);
}

static bool key_taken(struct call *call)
{
	return store_has(call, "SELECT 1 FROM custom_field"
			       " WHERE location_id = :locationId AND field_key = :fieldKey"
			       " UNION ALL"
			       " SELECT 1 FROM standard_field WHERE field_key = :fieldKey"
			       " UNION ALL" /* its values are not yet gone */
			       " SELECT 1 FROM leaving WHERE location_id = :locationId"
			       " AND kind = '" LEAVING_PROPERTY "'"
			       " AND object_key || '.' || thing = :fieldKey");
}

static bool key_stands(const struct json *list, struct text key)
{
	for (const struct json *o = json_first(list); o; o = json_after(list, o))
		if (text_same(json_text(json_get(o, "key")), key))
			return true;
	return false;
}

static struct text option_key(struct call *call, const struct json *option)
{
	struct text key = json_text(json_get(option, "key"));

	if (key.size == 0)
		key = slug_of(call->arena, json_text(json_get(option, "label")), '_');
	return key.size ? key : json_text(json_get(option, "label"));
}

static void option_put(struct json_out *out, struct text key, const struct json *option)
{
	struct text url = json_text(json_get(option, "url"));

	json_map(out);
	json_key(out, "key");
	json_put_text(out, key);
	json_key(out, "label");
	json_put_text(out, json_text(json_get(option, "label")));
	if (url.size) {
		json_key(out, "url");
		json_put_text(out, url);
	}
	json_close(out);
}

/* The options as kept, each with a key of its own; those of `kept` keep theirs and may not go. */
static enum err options_read(struct call *call, const struct json *sent, const struct json *kept)
{
	struct buffer buffer = buffer_open(call->arena, 1 << 20);
	struct json_out out = json_open(&buffer);
	struct field_def before = { .options = kept };
	size_t found = 0;
	const struct json *made = NULL;
	struct text why;

	json_list(&out);
	for (const struct json *o = json_first(sent); o; o = json_after(sent, o)) {
		struct text key = json_text(json_get(o, "key"));
		bool known = field_option_find(
			&before, key.size ? key : json_text(json_get(o, "label")), &key);

		found += known;
		option_put(&out, known ? key : option_key(call, o), o);
	}
	json_close(&out);
	if (json_read(call->arena, buffer_text(&buffer), &made, &why))
		return refuse(call, ERR_BAD, "The options are too many.");
	for (const struct json *o = json_first(made); o; o = json_after(made, o))
		for (const struct json *p = json_after(made, o); p; p = json_after(made, p))
			if (text_same(json_text(json_get(o, "key")), json_text(json_get(p, "key"))))
				return refuse(call, ERR_BAD, "Two options have the same key");
	if (kept && found < kept->count)
		return refuse(call, ERR_BAD, "Options cannot be removed; send all that there are");
	for (const struct json *o = json_first(kept); o; o = json_after(kept, o))
		if (!key_stands(made, json_text(json_get(o, "key"))))
			return refuse(call, ERR_BAD,
				      "Options cannot be removed; send all that there are");
	call_set_text(call, "options", buffer_text(&buffer));
	return ERR_OK;
}

/* Unique values cost an index search on every write; so they are few. */
static enum err unique_need(struct call *call, const struct field_type *type)
{
	if (!type->unique)
		return refuse(call, ERR_BAD, "A field of this type cannot be unique");
	call_set_whole(call, "uniquesMax", UNIQUES_MAX);
	if (store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM custom_field"
			    " WHERE location_id = :locationId AND object_key = :objectKey"
			    " AND is_unique) >= :uniquesMax"))
		return refuse(call, ERR_BAD, "An object has at most %d unique fields", UNIQUES_MAX);
	return call->err;
}

static enum err folder_need(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM custom_field WHERE id = :parentId"
			    " AND location_id = :locationId AND object_key = :objectKey"
			    " AND document_type = 'folder'"
			    " UNION ALL SELECT 1 FROM standard_field WHERE id = :parentId"
			    " AND object_key = :objectKey AND document_type = 'folder'"))
		return ERR_OK;
	return refuse(call, ERR_BAD, "The folder parentId is not one of this object");
}

static enum err room_need(struct call *call)
{
	call_set_whole(call, "fieldsMax", FIELDS_MAX);
	if (store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM custom_field"
			    " WHERE location_id = :locationId AND object_key = :objectKey)"
			    " >= :fieldsMax"))
		return refuse(call, ERR_BAD, "An object has at most %d fields", FIELDS_MAX);
	return call->err;
}

static enum err field_check(struct call *call)
{
	const struct field_type *type = field_type_find(call_text(call, "dataType"));
	const struct json *options = json_get(call->json, "options");
	enum err e = folder_need(call);

	if (!e)
		e = room_need(call);
	if (!e && call_value(call, "isUnique")->whole)
		e = unique_need(call, type);
	if (!e && options && options->kind == JSON_LIST && !type->choice)
		e = refuse(call, ERR_BAD, "A field of this type has no options");
	if (!e && json_is(options, JSON_LIST))
		e = options_read(call, options, NULL);
	return e;
}

enum err object_field_create(struct call *call)
{
	struct object object;
	enum err e = owner_need(call, &object);

	if (e)
		return e;
	store_guard(call, "fields", object.key);
	call_set_text(call, "fieldKey", key_whole(call, object.key, call_text(call, "fieldKey")));
	if (key_taken(call))
		return refuse(call, ERR_DUPLICATE, "A custom field with this key already exists");
	e = field_check(call);
	call_set_flag(call, "isMultipleFile", call_whole(call, "maxFileLimit", 1) > 1);
	if (!e)
		e = store_do(
			call,
			"INSERT INTO custom_field (id, location_id, object_key, field_key, name,"
			" data_type, document_type, parent_id, position, placeholder, description,"
			" options, accepted_formats, max_file_limit, is_multiple_file,"
			" allow_custom_option, is_unique, show_in_forms, date_added, date_updated)"
			" VALUES (:newId, :locationId, :objectKey, :fieldKey,"
			" coalesce(:name, :fieldKey), :dataType, 'field', :parentId,"
			" (SELECT coalesce(max(position) + 50, 0) FROM custom_field"
			" WHERE location_id = :locationId AND object_key = :objectKey"
			" AND document_type = 'field'), coalesce(:placeholder, ''), :description,"
			" :options, :acceptedFormats, :maxFileLimit,"
			" :isMultipleFile, coalesce(:allowCustomOption, false),"
			" coalesce(:isUnique, false), :showInForms, :now, :now)");
	call_set(call, "id", *call_value(call, "newId"));
	return e ? e : field_give(call);
}

/* --- changing --- */

/* The row of a field as values; refuses when there is none, or it is not the location's own. */
static enum err field_hold(struct call *call, const char *document_type)
{
	enum err e = field_elsewhere(call);

	if (e)
		return e;
	call_set_text(call, "wanted", text_of(document_type));
	if (store_select_for_update(
		    call, "SELECT id, object_key, field_key, name, data_type, placeholder,"
			  " description, options AS options_kept, accepted_formats,"
			  " max_file_limit, is_unique AS unique_kept, show_in_forms"
			  " FROM custom_field WHERE id = :id AND location_id = :locationId"
			  " AND document_type = :wanted"
			  " AND object_key NOT IN ('contact', 'opportunity')"))
		return ERR_OK;
	if (!call->err && store_has(call, "SELECT 1 FROM standard_field WHERE id = :id"))
		return refuse(call, ERR_BAD, "A standard field cannot be changed");
	return call->err ? call->err : refuse(call, ERR_ABSENT, "Custom field not found");
}

static enum err options_change(struct call *call)
{
	const struct field_type *type = field_type_find(call_text(call, "dataType"));
	const struct json *sent = json_get(call->json, "options"), *kept = NULL;
	struct text before = call_text(call, "optionsKept"), why;

	if (!json_is(sent, JSON_LIST)) {
		call_set(call, "options", *call_value(call, "optionsKept"));
		return ERR_OK;
	}
	if (!type->choice)
		return refuse(call, ERR_BAD, "A field of this type has no options");
	if (before.size)
		json_read(call->arena, before, &kept, &why);
	return options_read(call, sent, kept);
}

enum err object_field_update(struct call *call)
{
	enum err e = field_hold(call, "field");
	bool unique = call_value(call, "uniqueKept")->whole != 0;

	if (!e && call_value(call, "isUnique")->whole && !unique)
		e = refuse(call, ERR_BAD, "A field cannot become unique after it was made");
	if (!e)
		e = options_change(call);
	if (!e && call_given(call, "isUnique"))
		unique = call_value(call, "isUnique")->whole != 0;
	call_set_flag(call, "isUnique", unique);
	if (!e)
		e = store_do(call, "UPDATE custom_field SET name = coalesce(:name, name),"
				   " description = :description,"
				   " placeholder = coalesce(:placeholder, ''), options = :options,"
				   " accepted_formats = :acceptedFormats,"
				   " max_file_limit = :maxFileLimit, is_unique = :isUnique,"
				   " show_in_forms = :showInForms, date_updated = :now"
				   " WHERE id = :id AND location_id = :locationId");
	return e ? e : field_give(call);
}

static enum err field_gone(struct call *call)
{
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	json_key(&call->out, "id");
	json_put_text(&call->out, call_text(call, "id"));
	json_key(&call->out, "key");
	json_put_text(&call->out, call_text(call, "fieldKey"));
	return ERR_OK;
}

enum err object_field_delete(struct call *call)
{
	enum err e = field_hold(call, "field");
	struct text object_key = call_text(call, "objectKey"), key = call_text(call, "fieldKey");

	if (e)
		return e;
	if (call_value(call, "uniqueKept")->whole)
		return refuse(call, ERR_BAD, "A unique field cannot be deleted");
	if (store_has(call, "SELECT 1 FROM object WHERE location_id = :locationId"
			    " AND primary_display_property = :fieldKey"))
		return refuse(call, ERR_BAD, "The primary display property cannot be deleted");
	e = store_do(call, "DELETE FROM custom_field"
			   " WHERE id = :id AND location_id = :locationId");
	if (!e)
		e = leaving_begin(call, LEAVING_PROPERTY, object_key,
				  (struct text){ key.at + object_key.size + 1,
						 key.size - object_key.size - 1 });
	return e ? e : field_gone(call);
}

/* --- folders --- */

enum err field_folder_create(struct call *call)
{
	struct object object;
	enum err e = owner_need(call, &object);

	if (e)
		return e;
	store_guard(call, "fields", object.key);
	call_set_text(call, "fieldKey", key_whole(call, object.key, call_text(call, "name")));
	if (key_taken(call))
		return refuse(call, ERR_DUPLICATE,
			      "A folder or field with this key already exists");
	e = room_need(call);
	return e ? e
		 : store_reply_row(
			   call, "",
			   "INSERT INTO custom_field (id, location_id, object_key, field_key,"
			   " name, data_type, document_type, position, date_added, date_updated)"
			   " VALUES (:newId, :locationId, :objectKey, :fieldKey, :name, '',"
			   " 'folder', (SELECT coalesce(max(position) + 50, 0) FROM custom_field"
			   " WHERE location_id = :locationId AND object_key = :objectKey"
			   " AND document_type = 'folder'), :now, :now) RETURNING *");
}

enum err field_folder_update(struct call *call)
{
	enum err e = field_hold(call, "folder");

	return e ? e
		 : store_reply_row(call, "",
				   "UPDATE custom_field SET name = :name, date_updated = :now"
				   " WHERE id = :id AND location_id = :locationId RETURNING *");
}

enum err field_folder_delete(struct call *call)
{
	enum err e = field_hold(call, "folder");

	if (!e && store_has(call, "SELECT 1 FROM custom_field"
				  " WHERE location_id = :locationId AND parent_id = :id"))
		return refuse(call, ERR_BAD, "The folder still has fields in it");
	if (!e)
		e = store_do(call, "DELETE FROM custom_field"
				   " WHERE id = :id AND location_id = :locationId");
	return e ? e : field_gone(call);
}
