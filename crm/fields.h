// SPDX-License-Identifier: Apache-2.0
/*
 * Custom-field values: from what clients send to what is kept.  Inside the room only.
 *
 * Two ways of keeping: a record (business, custom object) keeps a map by short key, a contact or an
 * opportunity a list of {"id","value"}.  The form of a value depends on the type of its field; the
 * table of types in field_types.c is the only place that knows.
 *
 * Everything given back lives in the call's arena.
 */
#ifndef GROUNDLEVEL_CRM_FIELDS_H
#define GROUNDLEVEL_CRM_FIELDS_H

#include "base/call.h"

#define FIELDS_MAX  500 /* fields of one object */
#define UNIQUES_MAX 10	/* of them unique */

/* Merges values as sent ([{"id"|"key", "field_value"|"value"}]) over those kept, field by field,
 * each checked against its definition (custom_field rows of object_key in the call's location).
 * `before` and `*after` are JSON lists [{"id","value"}]; before may be empty.  A value of null or
 * "" clears the field.  Refuses with the field's name. */
enum err field_values_merge(struct call *call, const char *object_key, struct text before,
			    const struct json *sent, struct text *after);

struct field_reading;

struct field_type {
	const char *name;
	bool choice;	 /* has options */
	bool unique;	 /* may be declared unique */
	bool searchable; /* may be among an object's searchable properties */
	/* Writes the value as kept; NULL, or what the value must be. */
	const char *(*read)(const struct field_reading *r, struct json_out *out);
};

const struct field_type *field_type_find(struct text name); /* or NULL */

struct field_def {
	struct text id, key, name; /* key: short, without the object's key */
	const struct field_type *type;
	const struct json *options; /* [{"key","label"}], or NULL */
	bool custom_option, unique, standard;
	int64_t files_max; /* 0: no limit */
};

struct field_defs {
	struct field_def *at;
	size_t count;
};

/* Every field of the object in the call's location, standard ones too (not folders). */
enum err field_defs_load(struct call *call, struct text object_key, struct field_defs *out);
/* By its short key; NULL: there is none. */
const struct field_def *field_defs_find(const struct field_defs *defs, struct text key);

/* The key of the option that `t` names by key or label; false: there is none. */
bool field_option_find(const struct field_def *def, struct text t, struct text *key);

struct field_reading {
	struct call *call;
	const struct field_def *def;
	const struct json *sent;
	const struct json *before; /* the value kept until now, or NULL */
	bool record;		   /* of a record, else of a contact or opportunity */
};

bool field_clears(const struct json *sent); /* null or ""? */

#endif
