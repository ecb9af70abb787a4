// SPDX-License-Identifier: Apache-2.0
/*
 * What the subjects of objects share: which object is meant, and writing the properties of a record
 * (also of a business, which is one).  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_OBJECTS_RECORDS_H
#define GROUNDLEVEL_DOMAIN_OBJECTS_RECORDS_H

#include "domain/objects/objects.h"

/* A row for each object of the location: what it has made, and the standard ones. */
#define OBJECT_ROWS                                                                                \
	"SELECT id, standard, key, labels, description, location_id,"                              \
	" primary_display_property, searchable_properties, created_by, updated_by,"                \
	" date_added, date_updated, CASE WHEN standard THEN 'SYSTEM_DEFINED'"                      \
	" ELSE 'USER_DEFINED' END AS type FROM object WHERE location_id = :locationId"             \
	" UNION ALL"                                                                               \
	" SELECT s.id, true, s.key, s.labels, s.description, l.id, s.primary_display_property,"    \
	" s.searchable_properties, NULL, NULL, l.date_added, l.date_added, 'SYSTEM_DEFINED'"       \
	" FROM standard_object s JOIN location l ON l.id = :locationId"                            \
	" WHERE NOT EXISTS (SELECT 1 FROM object o"                                                \
	" WHERE o.location_id = :locationId AND o.key = s.key)"

struct object {
	struct text id, key;
	struct text primary;	/* short key of the primary display property */
	struct text searchable; /* JSON list of whole keys */
	bool standard;
};

/* The object with this key or id; refuses when there is none.  Sets :objectKey and :objectId. */
enum err object_need(struct call *call, struct text name, struct object *out);

/* Who makes or changes something now, as records show it: a JSON map. */
struct text maker_text(struct call *call);

struct record_job {
	struct call *call;
	struct text object_key;
	struct text id;
	struct field_defs defs;
	const struct json *before; /* properties kept until now; NULL: a new record */
	const struct json *after;  /* what record_merge made of them */
};

/* A whole value of up to this many bytes, with what stands before it, is known to the text search.
 */
#define RECORD_FACET_MAX 90
struct text record_facet_head(struct arena *a, struct text object_key, struct text key);

/* Merges properties as sent over those before; refuses with all that is wrong, and when a unique
 * one is taken.  The statement that keeps the record finds the result in :properties, :find,
 * :facets, and, for the event, :eventProperties. */
enum err record_merge(struct record_job *job, const struct json *sent);
/* Writes the values by which it is found. */
enum err record_index(struct record_job *job);
/* Of a record that goes: its values and its relations. */
enum err record_forget(struct call *call, struct text id);

/* --- what a deleted thing leaves behind --- */

#define LEAVING_CONTACT_FIELD	  "contact field"
#define LEAVING_OPPORTUNITY_FIELD "opportunity field"
#define LEAVING_PROPERTY	  "property"
#define LEAVING_BUSINESS	  "business"
#define LEAVING_PART		  100  /* things changed in one transaction */
#define LEAVING_PAGE		  1000 /* things looked at for that */
#define LEAVING_PLACES		  20   /* locations in which a first part leaves at once */
/* :eventProperties from :properties, for a record that is not merged */
void record_event_text(struct call *call, const struct json *properties);

/* --- businesses: the same by either path --- */
enum err business_make(struct call *call, const struct json *properties);
enum err business_change(struct call *call, struct text id, const struct json *properties);
enum err business_keep(struct record_job *job); /* the row of one that is there, as merged */
enum err business_remove(struct call *call, struct text id);

#endif
