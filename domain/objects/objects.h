// SPDX-License-Identifier: Apache-2.0
/*
 * Objects and their records, fields, associations and relations: their operations, and what other
 * subjects need of them.
 *
 * The operations are reached through the rows of the catalogue only.  What stands here is for
 * contacts, which have custom fields, filters and relations too.  Everything given back lives in
 * the call's arena.
 */
#ifndef GROUNDLEVEL_DOMAIN_OBJECTS_OBJECTS_H
#define GROUNDLEVEL_DOMAIN_OBJECTS_OBJECTS_H

#include "base/call/call.h"
#include "base/core/string_set.h"

/* --- fields and their values --- */

#define FIELDS_MAX  500 /* fields of one object */
#define UNIQUES_MAX 10	/* of them unique */

/* Merges values as sent ([{"id"|"key", "field_value"|"value"}]) over those kept, field by field,
 * each checked against its definition (custom_field rows of object_key in the call's location).
 * `before` and `*after` are JSON lists [{"id","value"}]; before may be empty.  A value of null or
 * "" clears the field.  Refuses with the field's name; but as upstream, what is none of a field's
 * options and what has no field is dropped, and the reply header says so, unless it is
 * asked from inside (invoke).
 */
enum err field_values_merge(struct call *call, const char *object_key, struct text before,
			    const struct json *sent, struct text *after);

/* [{"id","value"}] without that field's own. */
struct text field_values_less(struct call *call, struct text list, struct text id);
/* The values of such a list as they are searched, folded and cut: `insert` is done for each, with
 * :fieldId, :fieldPlace (in a list), :fieldValue and :fieldNumber (null: it is none). */
enum err field_values_index(struct call *call, struct text list, const char *insert);

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
/* Those that the location has made: contacts and opportunities have no others in their lists. */
enum err field_defs_load_own(struct call *call, struct text object_key, struct field_defs *out);
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
	bool *dropped; /* NULL: what is no option is refused; else it is left out, and said here */
};

bool field_clears(const struct json *sent); /* null or ""? */

/* --- what a deleted thing leaves behind: leaving.c --- */

/* What a `thing` of that kind leaves (`leaving KIND` in the catalogue) is taken away: the first
 * part here and now, the others later. */
enum err leaving_begin(struct call *call, const char *kind, struct text object_key,
		       struct text thing);
/* The same in each of these locations for every `leaving … of KIND`, where `of` is the kind: in the
 * first few here and now, in the others later. */
enum err leaving_begin_all(struct call *call, const char *of, struct text thing,
			   struct string_set locations);
/* A location goes: all that it has, later, in the order of the catalogue's rows; what was leaving
 * there goes with it. */
enum err leaving_begin_location(struct call *call);
/* The thing is there again: what is not yet taken away in these locations stays. */
enum err leaving_stop(struct call *call, const char *of, struct text thing,
		      struct string_set locations);
/* For who must look through all of a kind: `sql` gives id and lists (ids as JSON) of those after
 * :leavingPlace in the order of their ids, :leavingPage at most.  :leavingIds are then those whose
 * lists name :leavingThing; :leavingPlace and :leavingMore are set. */
enum err leaving_page(struct call *call, const char *sql);
/* Does a part of the oldest; *more: ask again. */
enum err leaving_go_on(struct call *call, bool *more);
bool leaving_any(struct call *call);

/* --- relations --- */

/* A record is going away: its relations go with it (each announces RelationDelete). */
enum err relations_forget(struct call *call, struct text record_id);

/* Writes "relations": […] of the record into the reply object that is open in call->out. */
enum err relations_put(struct call *call, struct text record_id);

/* --- filters ---
 *
 * As clients send them, made into a condition of SQL:
 *
 *	[{"field": "email", "operator": "eq", "value": "a@b.c"},
 *	 {"group": "OR", "filters": [ … ]}]
 *
 * A list is joined by AND.  Values are always bound, never written into the text.  The subject says
 * where a field is; the table of operators is in filter.c.
 */

#define FILTER_SQL_MAX	 (64 << 10)
#define FILTER_DEPTH_MAX 8
#define FILTER_VALUES	 150 /* bound in one statement */
#define HEAD_LETTERS	 200

enum filter_kind {
	FILTER_TEXT,
	FILTER_FOLDED,
	FILTER_NUMBER,
	FILTER_INSTANT,
	FILTER_DAY,	 /* kept as its midnight UTC; of an instant it is the day written there */
	FILTER_DAY_TEXT, /* kept as 2024-07-11 */
	FILTER_FLAG
};

/* Where a field is.  In a side table: `side` is "x.id IN (SELECT … WHERE … AND " and is closed by
 * the compiler; a `nested` filter names columns of that side row by `inside`. */
struct filter_place {
	enum filter_kind kind;
	const char *column;	/* expression to be compared */
	struct text side;	/* empty: column of the row itself */
	const char *head;	/* its first HEAD_LETTERS letters, which have an index; or NULL */
	bool heads_only;	/* more may be found: the whole value is asked for elsewhere */
	const char *finds;	/* table whose text search holds the value too; or NULL */
	const char *value;	/* column whose values the text search knows as wholes; or NULL */
	bool value_list;	/* it is a list of them */
	struct text value_head; /* what stands before each value there */
	bool nested_only;
	const struct filter_inside *inside;
	size_t inside_count;
};

struct filter_inside {
	const char *field, *column;
};

struct filter {
	struct call *call;
	struct buffer sql; /* what is asked so far; the caller may add to it */
	size_t value_count;
	bool narrows;	  /* the caller says NARROWS by `leaf` beside the condition */
	struct text leaf; /* what the text search knows of all that was asked (store_leaf_text) … */
	bool exact;	  /* … and is it the same? */
	bool skips;	  /* what the leaves say exactly is not said again: they lead */
	void *owner;
	/* false: there is no such field.  May bind values of its own with filter_bind. */
	bool (*find)(struct filter *f, struct text field, struct filter_place *out);
};

void filter_open(struct filter *f, struct call *call);
/* An empty filter of the records of an object (its key or id) that knows where each of their fields
 * is, of *table, which is theirs alone (business) or has them by :objectKey.  NULL: refused. */
struct filter *record_filter(struct call *call, struct text object, const char **table);
/* Adds " AND (…)" for the list; refuses with the sentences that upstream uses.  NULL: nothing. */
enum err filter_add(struct filter *f, const struct json *filters);
/* Adds the condition of one filter that is no group. */
enum err filter_one(struct filter *f, const struct json *filter);
/* Binds a value and writes its name (":f7") into the text. */
void filter_bind(struct filter *f, struct value v);
void filter_bind_text(struct filter *f, struct text t);
void filter_say(struct filter *f, const char *sql);
struct text filter_head(struct text t); /* cut to HEAD_LETTERS */
/* A pattern for LIKE … ESCAPE '\': what is special is escaped, stars become % when `stars`. */
struct text filter_pattern(struct arena *a, struct text t, bool stars);

#endif
