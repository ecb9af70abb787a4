// SPDX-License-Identifier: Apache-2.0
/*
 * Connections: other servers that an owner has joined to a location, and how they are.
 *
 * A connection has a kind (a row of CONNECTION_TABLE), a name that flows use (hl-main), an address,
 * and one secret, which is sealed (base/secrets/secret.h) and never told again.  Its state is one
 * word and one sentence for people, kept true by checks and by whoever asks through it.
 *
 * What waits for other servers must not hold up the event loops or the writer: such an operation
 * sets call->after, and when its transaction is done a thread of `outside` goes on with it and
 * replies.
 */
#ifndef GROUNDLEVEL_INTEGRATION_CONNECTIONS_CONNECTIONS_H
#define GROUNDLEVEL_INTEGRATION_CONNECTIONS_CONNECTIONS_H

#include "base/secrets/secret.h"
#include "base/time/clock.h"
#include "integration/remote/remote.h"
#include "platform/store/store.h"

/* name, connector of its rows, needs base URL, what the secret is (empty: none), for people */
#define CONNECTION_TABLE(X)                                                                        \
	X("groundlevel", "", false, "", "this Groundlevel itself")                                 \
	X("highlevel", "", true, "private integration token", "HighLevel, or what speaks like it") \
	X("wordpress", "wordpress", true, "application password", "a WordPress site")              \
	X("bridge", "bridge", true, "eight letters of its page", "our plugin on a site")           \
	X("accessally", "accessally", true, "word of the webhooks", "AccessAlly's webhooks")       \
	X("accessally-address", "accessally-address", false, "address of the webhook",             \
	  "one webhook of AccessAlly's generator")

/* Who may see the connections of a location may send through them. */
#define CONNECTION_SCOPE "connections.readonly"

/* A connection, ready to be asked through; borrowed from the arena of the call that found it. */
struct connection {
	struct text id, name, kind, state;
	bool local; /* ours, in process: there is no target */
	bool keyed; /* it honours Idempotency-Key */
	struct remote_target target;
	struct text remote_location_id; /* HighLevel's */
};

/* Of whose rows a connection of this kind is: "" HighLevel's, wordpress … */
struct text connection_connector(struct text kind);
/* Is this connection of :locationId ourselves, in process?  Empty and `ours` are. */
bool connection_is_ours(struct call *call, struct text id_or_name);
/* By id or name, in :locationId.  In a handler, or with a link to read.  Refuses when there is none
 * (ERR_MISSING), or when its secret cannot be opened (ERR_INTERNAL). */
enum err connection_need(struct call *call, struct text id_or_name, struct connection *out);
/* How an exchange went: keeps state and sentence when they differ.  In a call that writes. */
enum err connection_note(struct call *call, struct text id, enum remote_class class,
			 struct text why);

/* --- threads that may wait --- */
struct blocking_pool_config {
	const struct clock *clock;
	struct text key_file; /* empty: no secrets can be kept */
	bool allow_private;   /* connections may lead into private networks */
	size_t threads, waiting_max;
	const char *full; /* what is said past it; NULL: of other servers */
};

struct blocking_pool *
blocking_pool_open(const struct blocking_pool_config *config); /* call->app->blocking_pool */
void blocking_pool_start(struct blocking_pool *o);
/* Asks exchanges under way to end soon; may be called by a signal handler.  NULL is fine. */
void blocking_pool_interrupt(struct blocking_pool *o);
/* Ends exchanges under way within about a second and refuses what waits; before store_stop. */
void blocking_pool_stop(struct blocking_pool *o);
void blocking_pool_close(struct blocking_pool *o); /* NULL is fine */
struct secrets *blocking_pool_secrets(struct blocking_pool *o);
bool blocking_pool_private(const struct blocking_pool *o);
int64_t blocking_pool_now_ms(const struct blocking_pool *o);
const atomic_bool *
blocking_pool_stopping(const struct blocking_pool *o); /* for remote_ask.give_up */
/* In call->after: one transaction of the call's own, whatever thread this is; `run` may reply. */
enum err blocking_pool_perform(struct call *call, enum err (*run)(struct call *call));
enum err blocking_pool_read(struct call *call,
			    enum err (*run)(struct call *call)); /* changes nothing */
/* Takes a performed call with call->after over: it is finished, and call->done called, in another
 * thread.  ERR_UNAVAILABLE: too many wait, and nothing was taken. */
enum err blocking_pool_finish(struct blocking_pool *o, struct call *call);

/* Who asks is a site that was joined by the bridge: by its signature, made within five minutes.
 * Sets :locationId to the location of its connection.  Refuses (ERR_UNAUTHORIZED) otherwise. */
enum err site_need(struct call *call, struct connection *out);
enum err site_rang(struct call *call, const struct connection *site); /* keeps when */

/* The operation check-connection; `answered` is called in the transaction that keeps what was
 * found, when the other side knows us. */
typedef enum err connection_answered(struct call *call, const struct connection *c);
enum err connection_check_then(struct call *call, connection_answered *answered);

#endif
