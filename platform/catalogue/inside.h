// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the catalogue share.  Inside the room only.
 *
 * The router is one tree for each method: a node is one segment of a path; a segment that is sent
 * goes first to the literal child of that name, then to the child that takes any segment.
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_INSIDE_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_INSIDE_H

#include "platform/catalogue/catalogue.h"

#define SHAPE_FIELDS_MAX  250 /* a place in the hash table of a shape is one byte */
#define BODY_LIST_MAX	  100 /* objects in a body that is a list */
#define PATH_PARAMS_MAX	  8
#define PATH_SEGMENTS_MAX 16

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

/* A table of names, for a number of names that is known before. */
struct names {
	struct name_place {
		struct text name;
		size_t index;
	} * places;
	size_t room; /* a power of two */
};

struct names names_open(struct arena *a, size_t count);
bool names_add(struct names *n, struct text name, size_t index); /* false: it is there already */
bool names_find(const struct names *n, struct text name, size_t *index);

struct route {
	struct text segment;
	const struct op *op; /* the path may end here */
	struct route *child; /* literal segments, a list */
	struct route *param; /* any segment */
	struct route *next;
};

struct catalogue {
	struct op *ops;
	size_t op_count;
	struct shape **shapes;
	size_t shape_count;
	struct text *scopes;
	size_t scope_count;
	struct names op_names, shape_names;
	const struct reaction *leaving, *due; /* of `leaving` and `due` rows */
	struct event_word *changes;
	size_t change_count;
	struct flow_word *words;
	size_t word_count;
	struct snapshot_row *snapshots;
	size_t snapshot_count;
	struct route routes[METHOD_COUNT];
};

/* `snapshot` rows (snapshot_rows.c): one is found; all are read, when the operations are there. */
struct reader;
struct page;
struct line;
enum err snapshot_open(struct reader *r, const struct page *p, struct line *l);
enum err snapshots_read(struct reader *r);

/* The fields of a form that came with files, as if they were a query (query.c). */
void form_check(struct call *call);

bool method_find(struct text method, enum method *out); /* HEAD is GET */
/* The operation that has this route already, or NULL when it is taken up now. */
const struct op *route_add(struct arena *a, struct catalogue *c, const struct op *op);
/* Do both lead to the same place, whatever their parameters are called? */
bool path_same(struct text a, struct text b);
/* The next segment of a path; false at its end.  A closing slash is no segment. */
bool path_segment(struct text *rest, struct text *segment);

const struct kind *kind_find(struct text name); /* or NULL */
const struct kind *kind_at(size_t index);	/* or NULL past the last */
bool kind_fits(struct arena *a, const struct kind *kind, const struct json *v, struct value *out);
bool kind_shown(const struct kind *kind, const struct json *v); /* is this how a reply spells it? */

/* A place inside a body, for messages: properties.tags.0; it lives on the stack. */
struct trail {
	const struct trail *above; /* NULL at the top */
	struct text name;	   /* empty: an item of a list */
	size_t index;
};

struct text trail_text(struct arena *a, const struct trail *t);

/* One value against its field, of which the trail is the name; false: noted what is wrong. */
bool field_check(struct call *call, const struct field *f, const struct trail *t,
		 const struct json *v, struct value *out);
/* The same for each field of a shape at the top (NULL: not sent); what fits becomes values. */
void fields_keep(struct call *call, const struct shape *shape, const struct json *const *sent);
/* The members of a map, by field of the shape; `sent` has room for all fields. */
void members_sort(const struct shape *shape, const struct json *map, const struct json **sent);
/* Notes those that should not be there. */
void members_unknown(struct call *call, const struct shape *shape, const struct json *map,
		     const struct trail *above);
void unknown_note(struct call *call, const struct trail *t);

/* What a text in a path or query would be in JSON; a text when it cannot be of that kind. */
const struct json *query_value(struct arena *a, const struct kind *kind, struct text t);
enum err query_check(struct call *call);
/* The same for a word that is sent for this field: a list is cut at its commas; NULL: it is as good
 * as nothing. */
const struct json *query_word(struct arena *a, const struct field *f, struct text word);
enum err placed_query(struct call *call); /* of call->asked */

/* Of what is asked: the values with what is given where they lack it; those for the body; is a
 * member, also one that the row does not have, for this place?  How a value is spelled in one. */
const struct json *asking_values(struct arena *a, const struct asking *ask);
const struct json *asking_body(struct arena *a, const struct op *op, const struct json *values);
bool value_is_for(const struct op *op, struct text name, unsigned place);
struct text value_word(struct arena *a, const struct json *v);

#endif
