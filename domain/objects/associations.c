// SPDX-License-Identifier: Apache-2.0
/*
 * Associations: which kinds of things may be related, how they are called, and how many of one a
 * thing of the other may have.  The pairs themselves are in relations.c.
 */
#include "domain/objects/records.h"
#include "platform/store/store.h"
#include "runs.h"

#define LABELS_MAX 10	/* associations of one pair of objects */
#define MANY_MAX   1000 /* relations where a side has many */

/* What a location made and what every location has, as the wire shows them. */
#define ASSOCIATION_ROWS                                                                           \
	"SELECT id, location_id, key, first_object_key, first_object_label,"                       \
	" second_object_key, second_object_label, 'USER_DEFINED' AS association_type,"             \
	" first_cardinality AS first_object_to_second_object_cardinality,"                         \
	" second_cardinality AS second_object_to_first_object_cardinality,"                        \
	" first_max AS first_object_to_second_object_max_limit,"                                   \
	" second_max AS second_object_to_first_object_max_limit, date_added"                       \
	" FROM association WHERE location_id = :locationId"                                        \
	" UNION ALL"                                                                               \
	" SELECT s.id, l.id, s.key, s.first_object_key, s.first_object_label,"                     \
	" s.second_object_key, s.second_object_label, 'SYSTEM_DEFINED',"                           \
	" s.first_cardinality, s.second_cardinality, s.first_max, s.second_max, 0"                 \
	" FROM standard_association s JOIN location l ON l.id = :locationId"

static enum err association_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Association not found") : e;
}

static enum err association_give(struct call *call)
{
	return association_missing(call, store_reply_row(call, "",
							 "SELECT * FROM (" ASSOCIATION_ROWS ") a"
							 " WHERE id = :associationId"));
}

enum err association_get(struct call *call)
{
	return association_give(call);
}

enum err association_get_by_key(struct call *call)
{
	return association_missing(call, store_reply_row(call, "",
							 "SELECT * FROM (" ASSOCIATION_ROWS ") a"
							 " WHERE key = :key_name"));
}

enum err association_list(struct call *call)
{
	return store_list(call, "associations",
			  "SELECT * FROM (" ASSOCIATION_ROWS ") a"
			  " ORDER BY date_added, id LIMIT :limit OFFSET :skip");
}

enum err association_list_of_object(struct call *call)
{
	return store_list(call, "associations",
			  "SELECT * FROM (" ASSOCIATION_ROWS ") a"
			  " WHERE first_object_key = :objectKey OR second_object_key = :objectKey"
			  " ORDER BY date_added, id");
}

/* --- making --- */

/* name, seen from the other side, has one here, has one there */
static const struct cardinality {
	const char *name, *mirror;
	bool one_there; /* a first record has at most one second */
	bool one_here;	/* a second record has at most one first */
} cardinalities[] = {
	{ "ONE_TO_ONE", "ONE_TO_ONE", true, true },
	{ "ONE_TO_MANY", "MANY_TO_ONE", false, true },
	{ "MANY_TO_ONE", "ONE_TO_MANY", true, false },
	{ "MANY_TO_MANY", "MANY_TO_MANY", false, false },
};

static const struct cardinality *cardinality_find(struct text name, bool mirrored)
{
	for (size_t i = 0; i < sizeof cardinalities / sizeof cardinalities[0]; i++)
		if (text_is(name, mirrored ? cardinalities[i].mirror : cardinalities[i].name))
			return &cardinalities[i];
	return NULL;
}

/* A limit as sent must agree with its side: one means one. */
static enum err limit_set(struct call *call, const char *sent, const char *kept, bool one)
{
	int64_t limit = call_whole(call, sent, one ? 1 : MANY_MAX);

	if (one && limit != 1)
		return refuse(call, ERR_BAD, "%s must be 1 for this cardinality", sent);
	call_set_whole(call, kept, limit);
	return ERR_OK;
}

static enum err cardinality_set(struct call *call)
{
	struct text there = call_text(call, "firstObjectToSecondObjectCardinality");
	struct text back = call_text(call, "secondObjectToFirstObjectCardinality");
	const struct cardinality *c = cardinality_find(there.size  ? there
						       : back.size ? back
								   : TEXT("MANY_TO_MANY"),
						       !there.size && back.size);
	enum err e;

	if (there.size && back.size && !text_is(back, c->mirror))
		return refuse(call, ERR_BAD,
			      "The cardinality from the second object to the first must be %s",
			      c->mirror);
	call_set_text(call, "firstCardinality", text_of(c->name));
	call_set_text(call, "secondCardinality", text_of(c->mirror));
	e = limit_set(call, "firstObjectToSecondObjectMaxLimit", "firstMax", c->one_there);
	return e ? e
		 : limit_set(call, "secondObjectToFirstObjectMaxLimit", "secondMax", c->one_here);
}

static enum err objects_need(struct call *call)
{
	static const char *const names[] = { "firstObjectKey", "secondObjectKey" };
	struct object object;
	enum err e = ERR_OK;

	for (int i = 0; i < 2 && !e; i++) {
		e = object_need(call, call_text(call, names[i]), &object);
		if (!e)
			call_set_text(call, names[i], object.key);
	}
	return e;
}

enum err association_create(struct call *call)
{
	enum err e = objects_need(call);

	if (!e)
		e = cardinality_set(call);
	if (e)
		return e;
	store_guard(call, "associations", call_text(call, "locationId"));
	if (store_has(call, "SELECT 1 FROM association"
			    " WHERE location_id = :locationId AND key = :key"
			    " UNION ALL SELECT 1 FROM standard_association WHERE key = :key"))
		return refuse(call, ERR_DUPLICATE, "Duplicate Association key");
	call_set_whole(call, "labelsMax", LABELS_MAX);
	if (store_has(call, "SELECT 1 WHERE (SELECT count(*) FROM association"
			    " WHERE location_id = :locationId AND"
			    " ((first_object_key = :firstObjectKey"
			    " AND second_object_key = :secondObjectKey)"
			    " OR (first_object_key = :secondObjectKey"
			    " AND second_object_key = :firstObjectKey))) >= :labelsMax"))
		return refuse(call, ERR_BAD, "Two objects have at most %d associations",
			      LABELS_MAX);
	e = store_do(call, "INSERT INTO association (id, location_id, key, first_object_key,"
			   " first_object_label, second_object_key, second_object_label,"
			   " first_cardinality, second_cardinality, first_max, second_max,"
			   " date_added, date_updated) VALUES (:newHex, :locationId, :key,"
			   " :firstObjectKey, :firstObjectLabel, :secondObjectKey,"
			   " :secondObjectLabel, :firstCardinality, :secondCardinality,"
			   " :firstMax, :secondMax, :now, :now)");
	call_set(call, "associationId", *call_value(call, "newHex"));
	return e ? e : association_give(call);
}

/* --- changing --- */

static enum err own_need(struct call *call)
{
	if (store_has(call, "SELECT 1 FROM association"
			    " WHERE id = :associationId AND location_id = :locationId"))
		return ERR_OK;
	if (store_has(call, "SELECT 1 FROM standard_association WHERE id = :associationId"))
		return refuse(call, ERR_BAD,
			      "A SYSTEM_DEFINED association cannot be changed or deleted");
	return association_missing(call, call->err ? call->err : ERR_MISSING);
}

enum err association_update(struct call *call)
{
	enum err e = own_need(call);

	if (!e)
		e = store_do(call, "UPDATE association SET first_object_label = :firstObjectLabel,"
				   " second_object_label = :secondObjectLabel, date_updated = :now"
				   " WHERE id = :associationId AND location_id = :locationId");
	return e ? e : association_give(call);
}

enum err association_delete(struct call *call)
{
	enum err e = own_need(call);

	if (!e)
		e = store_emit_event(call, "AssociationDelete",
				     "SELECT * FROM (" ASSOCIATION_ROWS
				     ") a WHERE id = :associationId");
	if (!e)
		e = store_emit_event(call, "RelationDelete",
				     "SELECT * /* grows: its relations go with it */ FROM relation"
				     " WHERE association_id = :associationId"
				     " AND location_id = :locationId");
	if (!e)
		e = store_do(call, "DELETE /* grows: its relations go with it */"
				   " FROM relation WHERE association_id = :associationId"
				   " AND location_id = :locationId");
	if (!e)
		e = store_do(call, "DELETE FROM association"
				   " WHERE id = :associationId AND location_id = :locationId");
	json_key(&call->out, "deleted");
	json_put_flag(&call->out, true);
	json_key(&call->out, "id");
	json_put_text(&call->out, call_text(call, "associationId"));
	json_key(&call->out, "message");
	json_put_c(&call->out, "Association deleted successfully");
	return e;
}
