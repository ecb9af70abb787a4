// SPDX-License-Identifier: Apache-2.0
/*
 * Any operation of the catalogue, over HTTP to somebody else's server.
 *
 * The caller names the row and gives one map of values under their wire names; the row says which
 * of them go into the path, the query and the body.  What comes back is put into one of the classes
 * of REMOTE_TABLE, by status and by what the answer says, because statuses alone mislead: a missing
 * scope is 401, a name that is taken is 500.
 *
 * One http_client is one thread at a time.  Nothing here waits, tries again, or writes to a store:
 * that is the flow engine's.  Nothing here logs.  `why` never holds a secret of the target.
 *
 *	struct remote_answer answer;
 *	remote_ask(client, arena, &target, &(struct remote_ask){ .op = op, .input = map }, &answer);
 *	if (answer.class == REMOTE_DONE) … answer.body …
 */
#ifndef GROUNDLEVEL_INTEGRATION_REMOTE_REMOTE_H
#define GROUNDLEVEL_INTEGRATION_REMOTE_REMOTE_H

#include "platform/catalogue/catalogue.h"
#include "platform/http/http.h"

/*
 * How it went: name, error, what the connection is then, may the same be asked again, may it have
 * been executed, what people read.  `executed` false: surely nothing was done, so asking again is
 * safe for every class of effect.  REMOTE_LOST is what makes an effect uncertain.
 */
#define REMOTE_TABLE(X)                                                                            \
	X(DONE, OK, "ok", false, true, "done")                                                     \
	X(UNFIT, INVALID, "", false, false, "the input does not fit the operation")                \
	X(FORBIDDEN, FORBIDDEN, "refused", false, false,                                           \
	  "the address leads into a private network, which is not allowed")                        \
	X(UNREACHED, UNAVAILABLE, "away", true, false, "the other side could not be reached")      \
	X(LOST, UNAVAILABLE, "away", true, true,                                                   \
	  "the other side took the request and did not answer")                                    \
	X(BROKEN, INTERNAL, "failing", true, true, "the other side has a fault of its own")        \
	X(FLOOD, RATE_LIMITED, "busy", true, false, "the other side wants fewer requests")         \
	X(QUOTA, RATE_LIMITED, "busy", true, false, "the requests of the day are used up")         \
	X(TOKEN, UNAUTHORIZED, "refused", false, false, "the token or password is not accepted")   \
	X(SCOPE, SCOPE, "", false, false, "the token or user may not do this")                     \
	X(VERSION, UNAUTHORIZED, "refused", false, false, "the Version header is not accepted")    \
	X(TENANT, FORBIDDEN, "refused", false, false, "the token is of another location")          \
	X(BLOCKED, FORBIDDEN, "blocked", false, false,                                             \
	  "a security plugin or firewall keeps the request away")                                  \
	X(FOREIGN, MEDIA, "strange", true, true, "the answer is a web page, not JSON")             \
	X(MOVED, UNAVAILABLE, "moved", false, false,                                               \
	  "the other side has moved to another address")                                           \
	X(MISSING, MISSING, "", false, false, "there is no such thing on the other side")          \
	X(CONFLICT, DUPLICATE, "", false, false, "the other side has such a thing already")        \
	X(DROPPED, INVALID, "", false, true, "the other side dropped a field without a word")      \
	X(BUSY, CONFLICT, "", true, true, "the other side is still at the same request")           \
	X(INVALID, INVALID, "", false, false, "the other side does not accept the values")

enum remote_class {
#define X(name, err, state, again, executed, sentence) REMOTE_##name,
	REMOTE_TABLE(X)
#undef X
};

const char *remote_class_name(enum remote_class c); /* "DONE", "UNFIT", … */
/* ok, refused, away, failing, busy, blocked, strange, moved; "" where it says nothing about it */
const char *remote_class_state(enum remote_class c);
bool remote_class_again(enum remote_class c);
const char *remote_class_sentence(enum remote_class c);

/* Whom to ask.  All borrowed for the length of the call. */
struct remote_target {
	struct text connector; /* of the rows it understands: "" HighLevel's, "wordpress", … */
	struct text base_url;  /* https://host[:port][/folder]; a closing slash is no matter; with a
				  query it is the whole address */
	struct text authorization; /* the header's value, made from the secret; may be empty */
	struct text version;	   /* the Version header; may be empty */
	struct text sign_key, sign_secret; /* not empty: signed, as the bridge asks */
	const struct given *given; /* what the connection itself gives: locationId, the word of an
				      aal_ command */
	size_t given_count;
	const struct text *secrets; /* further secrets to be masked in `why` */
	size_t secret_count;
	struct text body_type;	   /* not empty: the body is body_template, of this type, */
	struct text body_template; /* with {name} filled in from the input */
	bool rest_route;    /* WordPress without permalinks: /?rest_route=/… for /wp-json/… */
	bool allow_private; /* the operator lets it lead into private networks */
};

struct remote_ask {
	const struct op *op;
	const struct json *input;    /* a map or NULL; a row that takes a list: the member `body` */
	struct text idempotency_key; /* may be empty */
	int64_t timeout_ms;	     /* 0: 30 s */
	size_t reply_max;	     /* 0: 8 MiB */
	int64_t now_ms;		     /* our clock, for times that it names */
	const atomic_bool *give_up;  /* NULL, or: true ends it within about a second */
};

/* What the headers say of limits; -1 where they say nothing.  Waits are from now, whatever their
 * spelling (a span, a time since 1970, a date), and a day at most. */
struct remote_rate {
	int64_t max, remaining, interval_ms;
	int64_t limit_daily, daily_remaining, daily_reset_ms;
	int64_t retry_after_ms; /* Retry-After and its like */
};

struct remote_answer {
	enum remote_class class;
	enum err err;		 /* of the class */
	int status;		 /* 0: no answer */
	const struct json *body; /* NULL: none, or not JSON */
	const struct header *headers;
	size_t header_count;
	struct remote_rate rate;
	int64_t date_ms; /* the other side's clock (Date); 0: not said */
	int64_t took_ms;
	bool sent;	     /* may it have been executed? */
	struct text code;    /* the other side's own word: existing_user_email, duplicate_record */
	struct text dropped; /* what did not stay as it was sent, where it is said */
	struct text existing_id; /* CONFLICT: the id of what is there, if it is said */
	struct text why;	 /* one plain sentence, with what the other side said */
};

/* Gives answer->err.  Everything in the answer is in the arena. */
enum err remote_ask(struct http_client *client, struct arena *a, const struct remote_target *target,
		    const struct remote_ask *ask, struct remote_answer *answer);
/* The same request without sending it, for dry runs: method, url and body, secrets masked. */
enum err remote_show(struct arena *a, const struct remote_target *target,
		     const struct remote_ask *ask, struct http_sending *out, struct text *why);

/* What the bridge and we sign, in both directions (doc/bridge.md, "For programs"): the value of
 * X-Groundlevel-Sign.  The query is as it was sent; the time in seconds since 1970. */
struct bridge_said {
	struct text method, route, query, time, idempotency_key, body;
};
struct text bridge_sign(struct arena *a, struct text secret, const struct bridge_said *said);

/* How long the other side wants to be left alone, whatever its spelling: a day at most; -1: it does
 * not say. */
int64_t remote_retry_after(const struct http_reply *reply, int64_t now_ms);
/* Of an error body: the id of what is there already, if it is said. */
struct text remote_existing(const struct json *body);
struct text remote_header(const struct remote_answer *answer, const char *name); /* "" if absent */
/* The text with every secret of the target replaced by ••••. */
struct text remote_mask(struct arena *a, const struct remote_target *target, struct text t);

#endif
