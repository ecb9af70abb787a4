// SPDX-License-Identifier: Apache-2.0
/*
 * Relations: pairs of records, each of an association.
 *
 * Two pairs have no row of their own, because another row already says them: a contact's business
 * (contact.business_id, BUSINESSES_CONTACTS_ASSOCIATION), a relation with the contact's id; and an
 * opportunity's contact (OPPORTUNITIES_CONTACTS_ASSOCIATION), with the opportunity's id.
 */
#include "domain/objects/objects.h"
#include "platform/store/store.h"
#include "runs.h"

/* Every pair of :recordId. */
#define RELATION_ROWS                                                                              \
	"SELECT id, location_id, association_id, first_object_key, first_record_id,"               \
	" second_object_key, second_record_id, date_added FROM relation"                           \
	" WHERE location_id = :locationId AND first_record_id = :recordId"                         \
	" UNION ALL SELECT id, location_id, association_id, first_object_key,"                     \
	" first_record_id, second_object_key, second_record_id, date_added FROM relation"          \
	" WHERE location_id = :locationId AND second_record_id = :recordId"                        \
	" AND first_record_id <> :recordId"                                                        \
	" UNION ALL SELECT id, location_id, 'BUSINESSES_CONTACTS_ASSOCIATION', 'business',"        \
	" business_id, 'contact', id, date_added FROM contact"                                     \
	" WHERE location_id = :locationId AND business_id = :recordId"                             \
	" UNION ALL SELECT id, location_id, 'BUSINESSES_CONTACTS_ASSOCIATION', 'business',"        \
	" business_id, 'contact', id, date_added FROM contact"                                     \
	" WHERE location_id = :locationId AND id = :recordId AND business_id IS NOT NULL"          \
	" UNION ALL SELECT id, location_id, 'OPPORTUNITIES_CONTACTS_ASSOCIATION', 'opportunity',"  \
	" id, 'contact', contact_id, created_at FROM opportunity"                                  \
	" WHERE location_id = :locationId AND id = :recordId"                                      \
	" UNION ALL SELECT id, location_id, 'OPPORTUNITIES_CONTACTS_ASSOCIATION', 'opportunity',"  \
	" id, 'contact', contact_id, created_at FROM opportunity"                                  \
	" WHERE location_id = :locationId AND contact_id = :recordId"

#define BUSINESSES "BUSINESSES_CONTACTS_ASSOCIATION"

/* --- making --- */

static enum err association_learn(struct call *call)
{
	if (store_load(call, "SELECT key, first_object_key, first_object_label,"
			     " second_object_key, second_object_label, first_max, second_max,"
			     " 'USER_DEFINED' AS association_type FROM association"
			     " WHERE id = :associationId AND location_id = :locationId"
			     " UNION ALL"
			     " SELECT key, first_object_key, first_object_label,"
			     " second_object_key, second_object_label, first_max, second_max,"
			     " 'SYSTEM_DEFINED' FROM standard_association"
			     " WHERE id = :associationId"))
		return ERR_OK;
	return call->err ? call->err : refuse(call, ERR_ABSENT, "Association not found");
}

/* Where the records of an object are. */
static const struct {
	const char *object_key;
	const char *sql;
} homes[] = {
	{ "contact", "SELECT 1 FROM contact WHERE id = :sought AND location_id = :locationId" },
	{ "business", "SELECT 1 FROM business WHERE id = :sought AND location_id = :locationId" },
	{ "opportunity",
	  "SELECT 1 FROM opportunity WHERE location_id = :locationId AND id = :sought" },
	{ NULL, "SELECT 1 FROM record WHERE id = :sought AND location_id = :locationId"
		" AND (object_key || '') = :soughtObject" },
};

static enum err record_need(struct call *call, const char *object, const char *id)
{
	struct text object_key = call_text(call, object);
	size_t i = 0;

	while (homes[i].object_key && !text_is(object_key, homes[i].object_key))
		i++;
	call_set_text(call, "sought", call_text(call, id));
	call_set_text(call, "soughtObject", object_key);
	if (store_has(call, homes[i].sql))
		return ERR_OK;
	return refuse(call, ERR_BAD, "There is no %.*s with the id of %s", (int)object_key.size,
		      object_key.at, id);
}

static enum err limits_need(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM relation WHERE location_id = :locationId"
			    " AND association_id = :associationId"
			    " AND first_record_id = :firstRecordId"
			    " AND second_record_id = :secondRecordId"
			    " UNION ALL SELECT 1 FROM opportunity"
			    " WHERE location_id = :locationId AND id = :firstRecordId"
			    " AND contact_id = :secondRecordId"))
		return refuse(call, ERR_DUPLICATE,
			      "Could not create relation: duplicate relation of object Ids for"
			      " given association");
	if (store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM relation"
			    " WHERE location_id = :locationId"
			    " AND association_id = :associationId"
			    " AND first_record_id = :firstRecordId) >= :firstMax"))
		return refuse(call, ERR_BAD,
			      "Could not create relation: the first record has as many as the"
			      " association allows (%d)",
			      (int)call_whole(call, "firstMax", 0));
	if (store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM relation"
			    " WHERE location_id = :locationId"
			    " AND association_id = :associationId"
			    " AND second_record_id = :secondRecordId) >= :secondMax"))
		return refuse(call, ERR_BAD,
			      "Could not create relation: the second record has as many as the"
			      " association allows (%d)",
			      (int)call_whole(call, "secondMax", 0));
	return call->err;
}

#define ONE_COLUMNS                                                                                \
	":firstObjectKey AS first_object_key, :secondObjectKey AS second_object_key,"              \
	" :firstRecordId AS first_record_id, :secondRecordId AS second_record_id,"                 \
	" :associationId AS association_id, :key AS key, :associationType AS association_type,"    \
	" :firstObjectLabel AS first_object_label, :secondObjectLabel AS second_object_label"

/* A contact's business is a column of the contact, and who keeps contacts sets it when the relation
 * is announced. */
static enum err employer_set(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM contact WHERE id = :secondRecordId"
			    " AND location_id = :locationId AND business_id = :firstRecordId"))
		return refuse(call, ERR_DUPLICATE,
			      "Could not create relation: duplicate relation of object Ids for"
			      " given association");
	if (store_has(call, "SELECT 1 FROM contact WHERE id = :secondRecordId"
			    " AND location_id = :locationId AND business_id IS NOT NULL"))
		return refuse(call, ERR_BAD,
			      "Could not create relation: the second record has as many as the"
			      " association allows (1)");
	return store_reply_row(call, "",
			       "SELECT id, location_id, " ONE_COLUMNS " FROM contact"
			       " WHERE id = :secondRecordId AND location_id = :locationId");
}

enum err relation_create(struct call *call)
{
	enum err e = association_learn(call);

	if (!e)
		e = record_need(call, "firstObjectKey", "firstRecordId");
	if (!e)
		e = record_need(call, "secondObjectKey", "secondRecordId");
	if (e)
		return e;
	store_guard(call, "relations", call_text(call, "associationId"));
	if (text_is(call_text(call, "associationId"), BUSINESSES))
		return employer_set(call);
	e = limits_need(call);
	if (!e)
		e = store_do(call, "INSERT INTO relation (id, location_id, association_id,"
				   " first_object_key, first_record_id, second_object_key,"
				   " second_record_id, date_added) VALUES (:newHex, :locationId,"
				   " :associationId, :firstObjectKey, :firstRecordId,"
				   " :secondObjectKey, :secondRecordId, :now)");
	return e ? e
		 : store_reply_row(call, "",
				   "SELECT id, location_id, " ONE_COLUMNS " FROM relation"
				   " WHERE id = :newHex AND location_id = :locationId");
}

/* --- reading --- */

enum err relation_list(struct call *call)
{
	const struct value *ids = call_value(call, "associationIds");

	if (ids->type != VALUE_TEXT || ids->text.size <= 2)
		return store_list(call, "relations",
				  "SELECT * FROM (" RELATION_ROWS ") r"
				  " ORDER BY date_added, id LIMIT :limit OFFSET :skip");
	return store_list(call, "relations",
			  "SELECT * FROM (" RELATION_ROWS ") r WHERE association_id IN"
			  " (SELECT value FROM json_each(:associationIds))"
			  " ORDER BY date_added, id LIMIT :limit OFFSET :skip");
}

enum err relations_put(struct call *call, struct text record_id)
{
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("RelationOfRecord"));
	struct rows *rows;

	call_set_text(call, "recordId", record_id);
	rows = store_ask(call, "SELECT r.id AS relation_id, r.association_id,"
			       " CASE WHEN first_record_id = :recordId THEN second_object_key"
			       " ELSE first_object_key END AS object_key,"
			       " CASE WHEN first_record_id = :recordId THEN second_record_id"
			       " ELSE first_record_id END AS record_id"
			       " FROM (" RELATION_ROWS ") r ORDER BY date_added, id LIMIT 1000");
	json_key(&call->out, "relations");
	json_list(&call->out);
	while (rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, shape);
		json_close(&call->out);
	}
	json_close(&call->out);
	rows_close(rows);
	return call->err;
}

/* --- removing --- */

static enum err relation_missing(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM opportunity WHERE location_id = :locationId"
			    " AND id = :relationId"))
		return refuse(call, ERR_BAD,
			      "An opportunity always has its contact: delete the opportunity");
	return call->err ? call->err : refuse(call, ERR_ABSENT, "Relation not found");
}

enum err relation_delete(struct call *call)
{
	enum err e;

	if (!store_load(call, "SELECT association_id, first_record_id, second_record_id"
			      " FROM relation WHERE id = :relationId"
			      " AND location_id = :locationId"
			      " UNION ALL SELECT 'BUSINESSES_CONTACTS_ASSOCIATION', business_id,"
			      " id FROM contact WHERE id = :relationId"
			      " AND location_id = :locationId AND business_id IS NOT NULL"))
		return relation_missing(call);
	e = association_learn(call);
	if (!e)
		e = store_reply_row(call, "",
				    "SELECT :relationId AS id, id AS location_id, " ONE_COLUMNS
				    " FROM location WHERE id = :locationId");
	return e ? e
		 : store_do(call, "DELETE FROM relation WHERE id = :relationId"
				  " AND location_id = :locationId");
}

/* Either side by its own index, and nothing else of the location. */
#define OF_FORGOTTEN                                                                               \
	"(location_id || '') = :locationId AND id IN ("                                            \
	"SELECT id FROM relation WHERE location_id = :locationId"                                  \
	" AND first_record_id = :forgotten UNION ALL SELECT id FROM relation"                      \
	" WHERE location_id = :locationId AND second_record_id = :forgotten)"

enum err relations_forget(struct call *call, struct text record_id)
{
	enum err e;

	call_set_text(call, "forgotten", record_id);
	e = store_emit_event(call, "RelationDelete", "SELECT * FROM relation WHERE " OF_FORGOTTEN);
	return e ? e : store_do(call, "DELETE FROM relation WHERE " OF_FORGOTTEN);
}
