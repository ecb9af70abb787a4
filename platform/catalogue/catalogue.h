// SPDX-License-Identifier: Apache-2.0
/*
 * The catalogue: every operation and every shape as text, read at start.
 *
 * An operation is one row.  The router, admission, validation, OpenAPI, the command line, forms and
 * flows all read the same row; LANGUAGE.md beside this file is the reference of its words.  The
 * catalogue is made once and never changes: any thread may read it.
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_CATALOGUE_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_CATALOGUE_H

#include "platform/catalogue/row.h"
#include "platform/catalogue/snapshot_rows.h"

struct catalogue_text {
	const char *name; /* contacts.api */
	struct text source;
};
struct catalogue_run {
	const char *name;
	enum err (*run)(struct call *call);
};

/* Reads all texts; on failure *why names file, line and reason.  Owned by the arena. */
struct catalogue_source {
	const struct catalogue_text *texts;
	size_t text_count;
	const struct catalogue_run *runs;
	size_t run_count;
};
enum err catalogue_read(struct arena *a, const struct catalogue_source *source,
			const struct catalogue **out, struct text *why);

size_t catalogue_count(const struct catalogue *c);
const struct op *catalogue_at(const struct catalogue *c, size_t index);
/* These find by name; NULL: there is none. */
const struct op *catalogue_find(const struct catalogue *c, struct text name);
const struct shape *catalogue_shape(const struct catalogue *c, struct text name);
/* What flows make of rows.  The first row of the connector that does that with such a thing, which
 * may be said of many (contacts) and with dots (contact.note); NULL: there is none. */
const struct op *catalogue_does(const struct catalogue *c, struct text connector, enum does does,
				struct text thing);
/* What flows call an event of this type; NULL: nothing. */
const struct event_word *catalogue_event_word(const struct catalogue *c, struct text type);
const struct event_word *catalogue_event_words(const struct catalogue *c, size_t *count);
const struct flow_word *catalogue_word(const struct catalogue *c, struct text word); /* or NULL */
const struct flow_word *catalogue_words(const struct catalogue *c, size_t *count);
/* The row of which a check of a connection learns what this word says (`learns`), or NULL. */
const struct op *catalogue_learns(const struct catalogue *c, struct text word);
const char *does_word(enum does does); /* get, list, … */
/* Is a field of this name a day, which goes out as its midnight UTC (kind `birthday`)? */
bool catalogue_day(const struct catalogue *c, struct text name);
/* Who takes away what a thing of that kind leaves behind (`leaving KIND`), or NULL. */
const struct reaction *catalogue_leaving(const struct catalogue *c, struct text kind);
/* Who does what is due, when its time has come (`due KIND`), or NULL. */
const struct reaction *catalogue_due(const struct catalogue *c, struct text kind);
/* The next after `before` (NULL: the first) of those that are `leaving … of KIND`; NULL: no more.
 */
const struct reaction *catalogue_leaving_next(const struct catalogue *c, const char *kind,
					      const struct reaction *before);
const struct field *shape_find(const struct shape *shape, struct text name);
/* What a snapshot holds, in the order in which it is made. */
const struct snapshot_row *catalogue_snapshots(const struct catalogue *c, size_t *count);
/* The scopes of our own operations, each once, sorted. */
const struct text *catalogue_scopes(const struct catalogue *c, size_t *count);

/* Our own operations that a path with {names} in it may reach, one after the other: *at is 0 at
 * first; NULL: there is no further one.  Whatever follows a ? is left out. */
const struct op *catalogue_reached(const struct catalogue *c, struct text method, struct text path,
				   size_t *at);

/* Steps of the journey; call->app->catalogue is the table.  Each may refuse.  match: method and
 * path give op, and path parameters as values; check: query and body against the row give values,
 * but none that has the name of a path parameter. */
enum err catalogue_match(struct call *call);
const struct op *catalogue_routed(const struct call *call); /* the row alone, or NULL */
enum err catalogue_check(struct call *call);

/* Where the row has a member of this name, as IN_PATH | IN_QUERY | IN_BODY; 0: nowhere. */
enum { IN_PATH = 1, IN_QUERY = 2, IN_BODY = 4 };
unsigned op_places(const struct op *op, struct text name);

/* One asking as values under their wire names, before anybody knows how it travels. */
struct given { /* wherever the row has that name and the input has none */
	struct text name, value;
};
struct asking {
	const struct op *op;
	const struct json *input;  /* a map, or NULL; of a body that is a list: the member `body` */
	const struct given *given; /* empty values are none */
	size_t given_count;
	bool address_whole; /* whoever asks has an address of his own: no path is made */
	bool body_own;	    /* likewise a body */
};
/* As a request over the wire: what is needed and has no value is ERR_INVALID, with one sentence in
 * *why.  path and query are spelled, the query without its question mark; body may be empty. */
struct op_request {
	struct text method, path, query, body;
};
enum err catalogue_request(struct arena *a, const struct asking *ask, struct op_request *out,
			   struct text *why);
/* As a call from inside, in the place of catalogue_match: nothing is spelled.  The input is
 * borrowed for as long as the call lives. */
enum err catalogue_place(struct call *call, const struct asking *ask);

/* Is this a reply the row allows?  On failure *why lists every difference. */
bool catalogue_reply_check(struct arena *a, const struct op *op, int status,
			   const struct json *body, struct text *why);
/* A reply of the row, and what was sent to it (path, query and body as one map), as it may be kept:
 * secrets are replaced by this sentence.  In the arena, or as it was. */
/* With what is `random` and not said; `as` says what it is then, NULL: letters of chance. */
struct text catalogue_random(struct arena *a, const struct op *op, struct text input,
			     const char *as);
#define SECRET_ONCE "(a secret: shown once, kept nowhere)"
struct text catalogue_told(struct arena *a, const struct op *op, struct text body);
struct text catalogue_sent(struct arena *a, const struct op *op, struct text input);
/* An answer of the row to us: what is `encoded` is read as what it means.  In the arena, or as it
 * was. */
const struct json *catalogue_decoded(struct arena *a, const struct op *op, const struct json *body);
/* Checks one value sent as JSON, for side paths such as custom fields; false: it does not fit, and
 * kind->must says what it must be. */
bool catalogue_value_fits(struct arena *a, const struct kind *kind, const struct json *v,
			  struct value *out);
const struct kind *catalogue_kind(const char *name); /* or NULL */
const char *thing_word(enum thing thing);	     /* user */
const char *thing_what(enum thing thing);	     /* a user of this location */
/* One JSON map by the shape: each member as sent, else as it was before (JSON text; may be empty),
 * else the shape's `initial`, else left out.  A member sent as null goes back to its initial.  Both
 * have passed the checks of the catalogue.  In the call's arena. */
struct text catalogue_merge(struct call *call, const char *shape, struct text before,
			    const struct json *sent);
/* OpenAPI 3.0, of these subjects: a JSON list of names of files (`contacts`); empty: of all. */
void catalogue_openapi(const struct catalogue *c, struct text subjects, struct json_out *out);

#endif
