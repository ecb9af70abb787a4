// SPDX-License-Identifier: Apache-2.0
/*
 * Mapping: how values become other values, without code.  Pure.
 *
 * A mapping is JSON.  A text is literal unless `{{ expression }}` (JMESPath, and the functions of
 * functions.c) stands in it: alone, the value keeps its type; amid other text, parts are joined as
 * text and null is empty (all null between white space: null).  The picker
 * {"from": path, "then": ["trim", {"date": "YYYY-MM-DD", "zone": "UTC"}], "as": type, "else": …}
 * is the same for people who write no expressions; `else` serves for null and "".  A member or item
 * that gives null is left out; {"clear": true} gives the null that erases.
 *
 *	map_read(a, json, field, &mapping, &fault)      once, when a flow is loaded
 *	map_run(mapping, &job, &value)                  as often as wanted
 *	map_write(&out, value)
 *
 * What map_read made never changes and may be run by many threads; it borrows from its source and
 * its arena.  Values borrow from the scope, the mapping and the job's arena.  A fault is for good:
 * the same mapping on the same values fails again (only a hook can say otherwise).
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_MAPPING_H
#define GROUNDLEVEL_PURE_MAPPING_MAPPING_H

#include "pure/mapping/value.h"

struct mapping;

/* Compile.  `field` names it in faults and may be empty.  ERR_INVALID: see *fault. */
enum err map_read(struct arena *a, const struct json *from, struct text field,
		  const struct mapping **out, struct map_fault *fault);
/* The same of a map of fields to write: it is no picker, even where a field is called `from`. */
enum err map_fields(struct arena *a, const struct json *from, struct text field,
		    const struct mapping **out, struct map_fault *fault);
/* The same of one bare expression. */
enum err map_expression(struct arena *a, struct text expression, struct text field,
			const struct mapping **out, struct map_fault *fault);
/* The expression that a picker stands for (without its else), to be shown. */
enum err map_picker_text(struct arena *a, const struct json *picker, struct text field,
			 struct text *out, struct map_fault *fault);

struct map_asked {
	struct text kind, key, use; /* of lookup(kind, key, use) */
};

/* What is outside of the room; any of them, or all, may be NULL. */
struct map_hooks {
	void *owner;
	/* Seconds to add to UTC in that zone at that instant; false: there is no such zone. */
	bool (*zone)(void *owner, struct text zone, int64_t at_ms, int32_t *offset_s);
	/* Does a member of that name hold a day, though it is spelled as its midnight UTC? */
	bool (*day)(void *owner, struct text member);
	/* lookup(kind, key, use); use may be empty.  An error goes back to who runs the mapping,
	 * with *why. */
	enum err (*lookup)(void *owner, const struct map_asked *asked, const struct json **found,
			   struct text *why);
};

struct map_job {
	struct arena *arena;
	struct map_value scope; /* what @ is at first */
	int64_t now_ms;		/* for now() */
	struct text sample;	/* names the record in faults: "contact ocQH…"; may be empty */
	const struct map_hooks *hooks; /* NULL: none */
	bool filled;		       /* what expressions give empty is nothing: left out */
	uint32_t steps;		       /* out: how many were used */
	struct map_fault fault;	       /* out */
};

/* ERR_INVALID: see job->fault; or the error of a hook.  On failure *out is null. */
enum err map_run(const struct mapping *m, struct map_job *job, struct map_value *out);

/* What it reads of the scope, list items as []: `contact.tags[]`, `steps.member.id`. */
struct map_path {
	struct text path;  /* "@": all of the scope */
	unsigned wants;	   /* set of kinds that its place takes */
	struct text field; /* where that is asked */
};
const struct map_path *map_paths(struct arena *a, const struct mapping *m, size_t *count);
unsigned map_gives(const struct mapping *m); /* set of kinds that it may give */
const struct mapping *map_part(const struct mapping *m, struct text key); /* of a map; NULL: none */
bool map_calls(const struct mapping *m, const char *function);

/* The texts that are said as arguments of functions: zone 'Europe/Berlin' of date. */
struct map_said {
	const char *function;
	struct text parameter, value, field;
};
const struct map_said *map_saids(struct arena *a, const struct mapping *m, size_t *count);
bool map_date_format(struct text format); /* can a date be written like that? */

struct map_function {
	const char *name;
	const char *takes; /* "text:s width:n fill:t?"; letters in functions.c */
	const char *gives;
	const char *about; /* one line */
};
const struct map_function *map_function_at(size_t index); /* NULL past the last */
const char *map_function_near(struct text name);	  /* NULL: none is like it */

#endif
