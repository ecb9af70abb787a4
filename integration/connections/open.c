// SPDX-License-Identifier: Apache-2.0
/*
 * From a row to somebody who can be asked: the secret is opened here, and nowhere else.
 */
#include "integration/connections/inside.h"

#include <sodium.h>

/* The words of AccessAlly's commands: each is a parameter that has the secret as its value. */
static const char *const accessally_words[] = { "aal_genpass", "aal_updateuser", "aal_batchsync",
						"aal_revokesubscription" };
#define WORD_COUNT (sizeof(accessally_words) / sizeof(accessally_words[0]))

/* What is read of the row, beside what struct connection has. */
struct opening {
	struct call *call;
	struct connection *out;
	struct text base_url, account, version, preset, body_type, body_template, sealed, secret;
	bool rest_route;
};

static struct text column(struct opening *o, struct rows *rows, const char *name)
{
	return text_copy(o->call->arena, rows_text(rows, name));
}

static bool row_read(struct opening *o)
{
	struct rows *rows = store_ask(
		o->call, "SELECT id, name, kind, state, base_url, account, version, preset,"
			 " body_type, body_template, sealed, keyed, rest_route,"
			 " remote_location_id FROM connection"
			 " WHERE location_id = :locationId"
			 " AND (id = :connectionAsked OR name = :connectionAsked)"
			 " ORDER BY CASE WHEN id = :connectionAsked THEN 0 ELSE 1 END LIMIT 1");
	bool found = rows && rows_next(rows);

	if (found) {
		*o->out = (struct connection){
			.id = column(o, rows, "id"),
			.name = column(o, rows, "name"),
			.kind = column(o, rows, "kind"),
			.state = column(o, rows, "state"),
			.remote_location_id = column(o, rows, "remote_location_id"),
			.keyed = rows_whole(rows, "keyed") != 0,
		};
		o->base_url = column(o, rows, "base_url");
		o->account = column(o, rows, "account");
		o->version = column(o, rows, "version");
		o->preset = column(o, rows, "preset");
		o->body_type = column(o, rows, "body_type");
		o->body_template = column(o, rows, "body_template");
		o->sealed = column(o, rows, "sealed");
		o->rest_route = rows_whole(rows, "rest_route") != 0;
	}
	if (rows)
		rows_close(rows);
	return found;
}

static bool secret_open(struct opening *o, struct text *why)
{
	struct call *call = o->call;

	if (!o->sealed.size)
		return true;
	*why = TEXT("there is no key here.");
	if (!call->app->blocking_pool)
		return false;
	struct text about = connection_about(call->arena, o->out->id, call_text(call, "locationId"),
					     o->base_url);

	return !secret_unseal(&(struct sealing){ blocking_pool_secrets(call->app->blocking_pool),
						 call->arena, about },
			      o->sealed, &o->secret, why);
}

static struct text basic(struct arena *a, struct text account, struct text password)
{
	struct text pair = text_format(a, "%.*s:%.*s", (int)account.size, account.at,
				       (int)password.size, password.at);
	size_t room = sodium_base64_ENCODED_LEN(pair.size, sodium_base64_VARIANT_ORIGINAL);
	char *spelled = arena_bytes(a, room);

	sodium_bin2base64(spelled, room, (const unsigned char *)pair.at, pair.size,
			  sodium_base64_VARIANT_ORIGINAL);
	return text_format(a, "Basic %s", spelled);
}

static void as_highlevel(struct opening *o)
{
	struct given *given = arena_take(o->call->arena, 2 * sizeof(*given));
	struct remote_target *t = &o->out->target;

	given[0] = (struct given){ TEXT("locationId"), o->out->remote_location_id };
	given[1] = (struct given){ TEXT("location_id"), o->out->remote_location_id };
	t->given = given;
	t->given_count = 2;
	t->authorization = text_format(o->call->arena, "Bearer %.*s", (int)o->secret.size,
				       o->secret.at);
	t->version = o->version.size ? o->version : TEXT("2021-07-28");
}

static void as_wordpress(struct opening *o)
{
	o->out->target.authorization = basic(o->call->arena, o->account, o->secret);
	o->out->target.rest_route = o->rest_route;
}

/* Once joined it is ID:SECRET; before, the letters that the site's page shows. */
static void as_bridge(struct opening *o)
{
	bridge_secret(o->call->arena, o->secret, &o->out->target);
	o->out->target.rest_route = o->rest_route;
	o->out->keyed = true;
}

static void body_by_preset(struct opening *o)
{
	const struct preset *preset = preset_find(o->preset);

	o->out->target.body_type = preset ? text_of(preset->type) : o->body_type;
	o->out->target.body_template = preset ? text_of(preset->body) : o->body_template;
}

static void as_accessally(struct opening *o)
{
	struct given *given = arena_take(o->call->arena, WORD_COUNT * sizeof(*given));

	for (size_t i = 0; i < WORD_COUNT; i++)
		given[i] = (struct given){ text_of(accessally_words[i]), o->secret };
	o->out->target.given = given;
	o->out->target.given_count = WORD_COUNT;
	body_by_preset(o);
}

static void as_address(struct opening *o)
{
	o->out->target.base_url = o->secret;
	body_by_preset(o);
}

static void as_ours(struct opening *o)
{
	o->out->local = true;
	o->out->keyed = true;
	o->out->remote_location_id = call_text(o->call, "locationId");
}

void bridge_secret(struct arena *a, struct text secret, struct remote_target *target)
{
	struct text *masked = arena_take(a, 2 * sizeof(*masked)), rest = secret, id;
	bool joined = secret.size && memchr(secret.at, ':', secret.size);
	char *letters = arena_bytes(a, secret.size + 1);
	size_t count = 0;

	text_split(&rest, ':', &id);
	for (size_t i = 0; i < secret.size && !joined; i++) {
		char c = secret.at[i];

		if (c != '-' && c != ' ')
			letters[count++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	target->sign_key = joined ? id : TEXT("code");
	target->sign_secret = joined ? rest : (struct text){ letters, count };
	masked[0] = secret;
	masked[1] = target->sign_secret;
	target->secrets = masked;
	target->secret_count = 2;
}

static const struct {
	const char *kind;
	void (*open)(struct opening *o);
} openers[] = {
	{ "groundlevel", as_ours },	 { "highlevel", as_highlevel },
	{ "wordpress", as_wordpress },	 { "bridge", as_bridge },
	{ "accessally", as_accessally }, { "accessally-address", as_address },
};

static void target_make(struct opening *o)
{
	struct call *call = o->call;
	struct text *secrets = arena_take(call->arena, sizeof(*secrets));

	*secrets = o->secret;
	o->out->target = (struct remote_target){
		.connector = text_of(connection_kind_find(o->out->kind)->connector),
		.base_url = o->base_url,
		.secrets = secrets,
		.secret_count = 1,
		.allow_private = call->app->blocking_pool &&
				 blocking_pool_private(call->app->blocking_pool),
	};
	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++)
		if (text_is(o->out->kind, openers[i].kind))
			openers[i].open(o);
}

enum err connection_need(struct call *call, struct text id_or_name, struct connection *out)
{
	struct opening o = { .call = call, .out = out };
	struct text why;

	call_set_text(call, "connectionAsked", id_or_name);
	if (!row_read(&o))
		return call->err ? call->err : refuse(call, ERR_MISSING, "Connection not found");
	if (!secret_open(&o, &why))
		return refuse(call, ERR_INTERNAL,
			      "The secret of the connection %.*s cannot be used: %.*s",
			      (int)out->name.size, out->name.at, (int)why.size, why.at);
	target_make(&o);
	return ERR_OK;
}

bool connection_try(struct call *call, struct text id, struct connection *out)
{
	struct opening o = { .call = call, .out = out };
	struct text why;

	call_set_text(call, "connectionAsked", id);
	if (!row_read(&o) || !secret_open(&o, &why))
		return false;
	target_make(&o);
	return true;
}

enum err connection_note(struct call *call, struct text id, enum remote_class class,
			 struct text why)
{
	const char *state = remote_class_state(class);

	if (!state[0])
		return ERR_OK;
	call_set_text(call, "connectionNoted", id);
	call_set_text(call, "connectionState", text_of(state));
	if (class == REMOTE_DONE || !why.size)
		call_set_null(call, "connectionReason");
	else
		call_set_text(call, "connectionReason", why);
	return store_do(call, "UPDATE connection SET state = :connectionState,"
			      " state_reason = :connectionReason, state_at = :now"
			      " WHERE id = :connectionNoted AND location_id = :locationId"
			      " AND (state <> :connectionState"
			      " OR coalesce(state_reason, '') <> coalesce(:connectionReason, ''))");
}
