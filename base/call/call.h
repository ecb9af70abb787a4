// SPDX-License-Identifier: Apache-2.0
/*
 * A call: one asking of one operation.
 *
 * It is made from an HTTP request (serve), or by a flow step; the catalogue matches and checks it,
 * auth admits it, the store performs it, and exactly one reply is made from it.  It lives in one
 * arena and belongs to one thread at a time: the event loop, perhaps the writer, then the loop.
 *
 * Named values: path and query parameters and the body's top-level members, in the form the store
 * keeps them (instants as milliseconds, flags as FLAG, lists and maps as JSON text), under their
 * wire names.  SQL says `:contactId` and gets the value.  Always there: :locationId (the tenant),
 * :companyId, :callerId (the user whose token asks; may be NULL), :callerToken, :now, and, made
 * when first asked for, :newId :newHex :newUuid.
 */
#ifndef GROUNDLEVEL_BASE_CALL_CALL_H
#define GROUNDLEVEL_BASE_CALL_CALL_H

#include "base/call/application.h"
#include "base/call/files.h"
#include "base/call/value.h"
#include "base/json/json.h"

#include <stdatomic.h>

struct caller;		 /* who asks: platform/auth/auth.h */
struct op;		 /* the row: platform/catalogue/catalogue.h */
struct serve;		 /* the server: app/server/server.h */
struct store_connection; /* one connection to the data: platform/store/store.h */

#define CALL_HEADERS_MAX    16
#define CALL_VIOLATIONS_MAX 100

struct call {
	struct arena *arena;
	const struct application *app; /* never NULL; what is not there is NULL in it */
	struct serve *serve;	       /* NULL: it was not asked over HTTP */
	struct store_connection
		*connection; /* what this call is performed on; at first the loop's own */

	/* what was sent; borrowed until the reply has left */
	struct text method, path, query, body;
	const struct header *headers;
	size_t header_count;
	struct text peer;	       /* address of the caller, without port */
	const struct call_part *parts; /* of a row with `files`: what came instead of a body */
	size_t part_count;
	bool part;		  /* a transaction of its own within a call that goes on */
	bool inside;		  /* asked from inside: who asks is known, */
	const struct json *asked; /* … and all values are there in one map; nothing was sent */
	int64_t now_ms;
	int64_t began_us; /* by the monotonic clock */

	/* filled in along the way */
	const struct op *op;	     /* match */
	const struct caller *caller; /* admit; NULL where the operation is public */
	struct text asker;	    /* once it is answered, for the log: the id of the token, … */
	struct text asker_location; /* … and the location that it asked about */
	const struct json *json;    /* check: the body; NULL when there is none */
	struct value_slot *values;  /* private to call.c: a small hash table */
	size_t value_count, value_room;

	/* the reply: the members of one JSON object, traceId is added at the end */
	int status; /* 0: what the row gives */
	struct buffer buffer;
	struct json_out out;
	struct text content_type;	       /* empty: application/json */
	struct call_file *file;		       /* NULL, or: the reply is this file */
	struct header extra[CALL_HEADERS_MAX]; /* reply headers */
	size_t extra_count;
	size_t changed; /* rows changed by the last store_do */
	char trace[37];

	/* the refusal */
	enum err err;
	struct text why;	 /* one sentence; or */
	struct text *violations; /* all that is wrong, for the 422 array */
	size_t violation_count;
	struct text more; /* further JSON members: "\"meta\":{…}" */

	/* NULL, or: asked in its transaction, before anything is done; a refusal ends it. */
	enum err (*first)(struct call *call);
	/* Set by a handler that has more to do than a transaction can wait for: when that is done,
	 * `after` goes on in a thread of the blocking pool, and then there is a reply. */
	enum err (*after)(struct call *call);
	struct blocking_pool *pool; /* whose thread; NULL: the one for other servers */
	void *job;		    /* what `after` works on */
	/* Set by a handler: called once, when its transaction is there to stay. */
	void (*settled)(struct call *call);
	void (*done)(struct call *call,
		     enum err e); /* after ERR_PENDING: called once, any thread */
	void *owner;		  /* whoever made the call */
	const atomic_bool *left;  /* NULL, or: has whoever asked closed the connection? */
	struct call *next;	  /* while queued in the store */
	struct call *start;	  /* likewise: a mark of it as it was, or NULL */
};

/* An empty call in an arena of its own, with the reply object open (limit of a reply: 64 MiB). */
struct call *call_open(struct arena *a, int64_t now_ms);
void call_now(struct call *call, int64_t now_ms); /* later than thought: :now from here on */

/* Says no: keeps the reason, forgets what was written of the reply and what will yet be written of
 * it (a row cannot be read in the middle of a list, and the list goes on), and gives e back:
 * `return refuse(call, ERR_BAD, "…")`.  The first refusal stands: a later one changes nothing and
 * gives the first one's error. */
enum err refuse(struct call *call, enum err e, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same with further members of the error body, as JSON text without braces. */
enum err refuse_more(struct call *call, enum err e, struct text more, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Has whoever asked gone, so that nobody reads the reply? */
bool call_left(const struct call *call);
/* Notes one thing wrong with the input; the check goes on and refuses once with all of them.  Past
 * CALL_VIOLATIONS_MAX nothing more is noted. */
void call_violation(struct call *call, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* For performing a call again: call_mark remembers it as it is, call_back makes it so once more. */
struct call *call_mark(struct call *call);
void call_back(struct call *call, const struct call *mark);

/* Of these names, some were sent as null or as empty text, though what they name cannot be empty:
 * notes a violation for each, and refuses if there is one.  The list ends with NULL. */
enum err call_need_filled(struct call *call, const char *const *names);

/* Never NULL, may be ABSENT; good until a value is set. */
const struct value *call_value(struct call *call, const char *name);
/* The same for who asks for that name again and again, and keeps its text_hash. */
const struct value *call_value_hashed(struct call *call, const char *name, uint32_t hash);
struct text call_text(struct call *call, const char *name); /* "" unless TEXT */
int64_t call_whole(struct call *call, const char *name, int64_t otherwise);
bool call_given(struct call *call, const char *name); /* sent, be it as null? */
/* Does the query name it?  A token's location is a value, and yet was not said. */
bool call_named(const struct call *call, const char *name);
void call_set(struct call *call, const char *name, struct value v); /* name must outlive the call */
void call_set_text(struct call *call, const char *name, struct text t);
void call_set_whole(struct call *call, const char *name, int64_t whole);
void call_set_flag(struct call *call, const char *name, bool flag);
void call_set_null(struct call *call, const char *name);
struct text call_header(const struct call *call, const char *name); /* "" if absent; any case */
bool call_in_german(struct call *call); /* is that what who asks prefers?  Else in English */
/* The name must outlive the call, the value is copied; its control characters become spaces.  More
 * than CALL_HEADERS_MAX is a programmer's error. */
void call_reply_header(struct call *call, const char *name, struct text value);

#endif
