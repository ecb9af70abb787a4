// SPDX-License-Identifier: Apache-2.0
/*
 * Objects: the kinds of things that have records.  Three are standard and everywhere; a location
 * makes some of its own.  A new object comes with a folder and with its primary field in it.
 */
#include "base/core/settings.h"
#include "base/core/slug.h"
#include "domain/objects/records.h"
#include "platform/store/store.h"
#include "runs.h"

#include "base/secrets/id.h"

#define SEARCHABLES_MAX 6 /* searchable properties of a contact and of an opportunity */
#define PREFIX		"custom_objects."

static struct text key_short(struct text whole, struct text object_key)
{
	size_t prefix = object_key.size + 1;

	return whole.size > prefix ? (struct text){ whole.at + prefix, whole.size - prefix }
				   : whole;
}

enum err object_need(struct call *call, struct text name, struct object *out)
{
	call_set_text(call, "objectNamed", name);
	if (!store_load(call, "SELECT id AS object_id, key AS object_key,"
			      " standard AS object_standard,"
			      " primary_display_property AS object_primary,"
			      " searchable_properties AS object_searchable"
			      " FROM (" OBJECT_ROWS ") o"
			      " WHERE key = :objectNamed OR id = :objectNamed"))
		return call->err ? call->err
				 : refuse(call, ERR_ABSENT, "Object not found: %.*s",
					  (int)name.size, name.at);
	*out = (struct object){
		.id = call_text(call, "objectId"),
		.key = call_text(call, "objectKey"),
		.standard = call_value(call, "objectStandard")->whole != 0,
		.primary = key_short(call_text(call, "objectPrimary"),
				     call_text(call, "objectKey")),
		.searchable = call_text(call, "objectSearchable"),
	};
	return ERR_OK;
}

/* --- reading --- */

enum err object_list(struct call *call)
{
	json_key(&call->out, "cache");
	json_put_flag(&call->out, true); /* so upstream; nothing is old here */
	return store_list(call, "objects",
			  "SELECT * FROM (" OBJECT_ROWS ") o ORDER BY standard DESC, id");
}

static enum err object_give(struct call *call)
{
	return store_reply_row(call, "object",
			       "SELECT * FROM (" OBJECT_ROWS ") o WHERE id = :objectId");
}

enum err object_get(struct call *call)
{
	struct object object;
	bool bare = call_given(call, "fetchProperties") &&
		    !call_value(call, "fetchProperties")->whole;
	enum err e = object_need(call, call_text(call, "key"), &object);

	if (!e)
		e = object_give(call);
	if (e)
		return e;
	json_key(&call->out, "cache");
	json_put_flag(&call->out, false);
	call_set_flag(call, "wanted", !bare);
	return store_list(
		call, "fields",
		"SELECT id, location_id, name, description, placeholder, show_in_forms, options,"
		" accepted_formats, object_key, data_type, parent_id, field_key,"
		" allow_custom_option, max_file_limit, is_unique, false AS standard, position,"
		" date_added, date_updated FROM custom_field WHERE location_id = :locationId"
		" AND object_key = :objectKey AND document_type = 'field' AND :wanted"
		" UNION ALL"
		" SELECT s.id, l.id, s.name, NULL, '', true, NULL, NULL, s.object_key, s.data_type,"
		" s.parent_id, s.field_key, NULL, NULL, NULL, true, s.position, l.date_added,"
		" l.date_added FROM standard_field s JOIN location l ON l.id = :locationId"
		" WHERE s.object_key = :objectKey AND s.document_type = 'field' AND :wanted"
		" ORDER BY standard DESC, position, id");
}

/* --- making --- */

/* custom_objects.Pet shop → custom_objects.pet_shop */
static enum err key_set(struct call *call)
{
	struct text sent = call_text(call, "key"), slug;

	if (text_starts(sent, PREFIX))
		sent = (struct text){ sent.at + strlen(PREFIX), sent.size - strlen(PREFIX) };
	slug = slug_of(call->arena, sent, '_');
	if (slug.size == 0)
		return refuse(call, ERR_BAD, "The key must have a letter or a digit");
	call_set_text(call, "objectKey",
		      text_format(call->arena, PREFIX "%.*s", (int)slug.size, slug.at));
	return ERR_OK;
}

static void primary_set(struct call *call)
{
	const struct json *details = json_get(call->json, "primaryDisplayPropertyDetails");
	struct text object_key = call_text(call, "objectKey");
	struct text key = json_text(json_get(details, "key")), slug, whole;

	for (size_t i = key.size; i > 0; i--) {
		if (key.at[i - 1] == '.') {
			key = (struct text){ key.at + i, key.size - i };
			break;
		}
	}
	slug = slug_of(call->arena, key, '_');
	if (slug.size == 0)
		slug = TEXT("name");
	whole = text_format(call->arena, "%.*s.%.*s", (int)object_key.size, object_key.at,
			    (int)slug.size, slug.at);
	call_set_text(call, "primaryKey", whole);
	call_set_text(call, "primaryName", json_text(json_get(details, "name")));
	call_set_text(call, "primaryType", json_text(json_get(details, "dataType")));
	call_set_text(call, "searchableKept",
		      text_format(call->arena, "[\"%.*s\"]", (int)whole.size, whole.at));
	call_set_text(call, "maker", maker_text(call));
}

/* The folder and the primary field that a new object begins with. */
static enum err fields_begin(struct call *call)
{
	char id[ID_SIZE];
	enum err e;

	id_new(call->now_ms, id);
	call_set_text(call, "folderId", text_copy(call->arena, text_of(id)));
	e = store_do(call, "INSERT INTO custom_field (id, location_id, object_key, field_key, name,"
			   " data_type, document_type, position, date_added, date_updated)"
			   " VALUES (:folderId, :locationId, :objectKey,"
			   " :objectKey || '.general_info', 'General Info', '', 'folder', 0,"
			   " :now, :now)");
	return e ? e
		 : store_do(call,
			    "INSERT INTO custom_field (id, location_id, object_key, field_key,"
			    " name, data_type, document_type, parent_id, position, date_added,"
			    " date_updated) VALUES (:newId, :locationId, :objectKey, :primaryKey,"
			    " :primaryName, :primaryType, 'field', :folderId, 0, :now, :now)");
}

static enum err object_announce(struct call *call, const char *event)
{
	return store_emit_event(call, event,
				"SELECT o.*, type AS object_type, date_updated AS timestamp"
				" FROM (" OBJECT_ROWS ") o WHERE id = :objectId");
}

enum err object_create(struct call *call)
{
	enum err e = key_set(call);

	if (e)
		return e;
	primary_set(call);
	store_guard(call, "objects", call_text(call, "locationId"));
	int64_t most = settings_whole(call->app->settings->objects_max);
	call_set_whole(call, "objectsMax", most);
	if (store_has(call, "SELECT 1 FROM object"
			    " WHERE location_id = :locationId AND key = :objectKey"))
		return refuse(call, ERR_DUPLICATE, "An object with this key already exists");
	if (store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM object"
			    " WHERE location_id = :locationId AND NOT standard) >= :objectsMax"))
		return refuse(call, ERR_BAD, "A location has at most %lld custom objects",
			      (long long)most);
	e = store_do(call, "INSERT INTO object (location_id, id, key, standard, labels,"
			   " description, primary_display_property, searchable_properties,"
			   " created_by, updated_by, date_added, date_updated)"
			   " VALUES (:locationId, :newHex, :objectKey, false, :labels,"
			   " :description, :primaryKey, :searchableKept, :maker, :maker,"
			   " :now, :now)");
	if (!e)
		e = fields_begin(call);
	call_set(call, "objectId", *call_value(call, "newHex"));
	if (!e)
		e = object_announce(call, "ObjectSchemaCreate");
	return e ? e : object_give(call);
}

/* --- changing --- */

/* The searchable properties as whole keys; each must be a field that can be searched. */
static enum err searchable_set(struct call *call, const struct object *object)
{
	const struct json *sent = json_get(call->json, "searchableProperties");
	struct buffer buffer = buffer_open(call->arena, 1 << 20);
	struct json_out out = json_open(&buffer);
	struct field_defs defs;
	enum err e = field_defs_load(call, object->key, &defs);

	if (!e && object->standard && !text_is(object->key, "business") &&
	    sent->count > SEARCHABLES_MAX)
		e = refuse(call, ERR_BAD, "This object has at most %d searchable properties",
			   SEARCHABLES_MAX);
	if (e)
		return e;
	json_list(&out);
	for (const struct json *v = json_first(sent); v; v = json_after(sent, v)) {
		struct text key = json_text(v);
		const struct field_def *def;

		if (key.size > object->key.size && key.at[object->key.size] == '.' &&
		    !memcmp(key.at, object->key.at, object->key.size))
			key = key_short(key, object->key);
		def = field_defs_find(&defs, key);
		if (!def || !def->type->searchable)
			return refuse(call, ERR_BAD, "Not a property that can be searched: %.*s",
				      (int)json_text(v).size, json_text(v).at);
		json_put_text(&out, text_format(call->arena, "%.*s.%.*s", (int)object->key.size,
						object->key.at, (int)key.size, key.at));
	}
	json_close(&out);
	call_set_text(call, "searchableKept", buffer_text(&buffer));
	return ERR_OK;
}

/* Labels as sent over those that are kept. */
static void labels_set(struct call *call)
{
	static const char *const names[] = { "singular", "plural" };
	const struct json *sent = json_get(call->json, "labels"), *kept = NULL;
	struct buffer buffer = buffer_open(call->arena, 4096);
	struct json_out out = json_open(&buffer);
	struct text why;

	json_read(call->arena, call_text(call, "labelsKept"), &kept, &why);
	json_map(&out);
	for (int i = 0; i < 2; i++) {
		struct text t = json_text(json_get(sent, names[i]));

		json_key(&out, names[i]);
		json_put_text(&out, t.size ? t : json_text(json_get(kept, names[i])));
	}
	json_close(&out);
	call_set_text(call, "labelsKept", buffer_text(&buffer));
}

enum err object_update(struct call *call)
{
	struct object object;
	enum err e;

	store_guard(call, "objects", call_text(call, "locationId"));
	e = object_need(call, call_text(call, "key"), &object);
	if (!e && !store_load(call, "SELECT labels AS labels_kept, description AS description_kept,"
				    " created_by AS creator, date_added AS added"
				    " FROM (" OBJECT_ROWS ") o WHERE id = :objectId"))
		e = call->err;
	if (!e && !call_given(call, "description"))
		call_set(call, "description", *call_value(call, "descriptionKept"));
	if (!e)
		e = searchable_set(call, &object);
	if (e)
		return e;
	labels_set(call);
	call_set_text(call, "maker", maker_text(call));
	call_set_flag(call, "standard", object.standard);
	e = store_do(call, "INSERT INTO object (location_id, id, key, standard, labels,"
			   " description, primary_display_property, searchable_properties,"
			   " created_by, updated_by, date_added, date_updated)"
			   " VALUES (:locationId, :objectId, :objectKey, :standard, :labelsKept,"
			   " :description, :objectPrimary, :searchableKept, :creator, :maker,"
			   " :added, :now)"
			   " ON CONFLICT (location_id, id) DO UPDATE SET labels = excluded.labels,"
			   " description = excluded.description,"
			   " searchable_properties = excluded.searchable_properties,"
			   " updated_by = excluded.updated_by,"
			   " date_updated = CASE WHEN object.date_updated < excluded.date_updated"
			   "  THEN excluded.date_updated ELSE object.date_updated + 1 END");
	if (!e)
		e = object_announce(call, "ObjectSchemaUpdate");
	return e ? e : object_give(call);
}
