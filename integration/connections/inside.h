// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.
 *
 *	kinds.c        the kinds of connections, what each needs, and is it well given?
 *	connection_list.c  the operations
 *	open.c         from a row to somebody who can be asked
 *	site.c         a site that asks us: its signature, how it joins, how it leaves
 *	check.c        asks the other side who it is
 *	fields.c       and which fields things have there
 *	scopes.c       and what its token may not read
 *	blocking_pool.c      threads that may wait
 */
#ifndef GROUNDLEVEL_INTEGRATION_CONNECTIONS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_CONNECTIONS_INSIDE_H

#include "integration/connections/connections.h"

struct connection_kind {
	const char *name, *connector;
	bool needs_base;
	const char *secret; /* what it is; "" where there is none */
	const char *about;
};
const struct connection_kind *connection_kind_find(struct text name); /* or NULL */

/* A spelling of AccessAlly's body, as its CRM sends it. */
struct preset {
	const char *name, *type, *body;
};
const struct preset *preset_find(struct text name); /* or NULL: custom, or none */

/* The values of the call, as they would be kept: notes what is wrong, and refuses if anything is.
 * Base address and secret are tidied. */
enum err connection_judge(struct call *call, const struct connection_kind *kind);
/* scheme://host[:port], or "" where it is not the beginning of an address */
struct text address_origin(struct text address);

/* What a sealed secret is sealed for: this row, and this server. */
struct text connection_about(struct arena *a, struct text id, struct text location,
			     struct text base_url);

/* :hub, where a site finds us: tidied, or a violation is noted. */
void hub_judge(struct call *call);
/* As connection_need, but says nothing: false where there is none, or its secret does not open. */
bool connection_try(struct call *call, struct text id, struct connection *out);
/* The connection :connectionId is being deleted: a site that is joined by it is told afterwards. */
enum err site_goodbye(struct call *call);
/* Of a bridge: whom to sign as, and the secrets to be masked. */
void bridge_secret(struct arena *a, struct text secret, struct remote_target *target);
/* The secret becomes :sealed, for the connection `id`. */
enum err connection_seal(struct call *call, struct text id, struct text base_url,
			 struct text secret);

#define CHECK_OBJECTS_MAX 50 /* objects whose fields are learnt */

#define CHECK_SCOPES_MAX 64

struct live_field; /* fields.c */
struct scope_asked {
	struct text scope;
	bool lacking;
};

/* What a check does and finds. */
struct check {
	connection_answered *answered;
	struct call *call;
	struct connection *connection;
	struct http_client *client;
	struct buffer report;
	struct json_out out;	 /* the report: a map, open */
	enum remote_class class; /* how the connection is; DONE: fine */
	struct text why;
	int64_t skew_ms;
	bool skew_known;
	struct live_field *fields; /* what was learnt, of which objects */
	size_t field_count;
	struct text objects[CHECK_OBJECTS_MAX];
	size_t object_count;
	struct scope_asked scopes[CHECK_SCOPES_MAX]; /* those that were seen */
	size_t scope_count;
	struct text joined;    /* a bridge: the secret that it gave for the letters; kept */
	bool located;	       /* something of this location was given */
	struct text elsewhere; /* why the token is none of this location */
};

/* Asks one row; a step of the report, whose list is open. */
enum remote_class check_ask(struct check *c, const struct remote_target *target, const char *op,
			    const struct json *input, struct remote_answer *answer);
void live_fields_highlevel(struct check *c);			    /* asks */
void live_fields_wordpress(struct check *c, const struct json *me); /* asks, too */
enum err live_fields_keep(struct check *c);			    /* in the transaction */
/* What an answer says of the scope that its row needs. */
void scope_note(struct check *c, const struct op *op, const struct remote_answer *answer);
void scopes_ask(struct check *c); /* those that no answer told of yet; steps of the report */
void scopes_put(struct check *c); /* lacks: those that reading needs */

#endif
