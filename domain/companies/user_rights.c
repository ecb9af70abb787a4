// SPDX-License-Identifier: Apache-2.0
/*
 * Nobody gives a user more than he is himself: who asks with the token of a user who is no admin
 * makes none, and gives no permission that he lacks.  What the other had before he keeps.
 *
 * An admin may set all permissions, his own too; so may a token that is nobody's.  (Scopes are
 * looked at where a request is let in: `held` in the row.)
 */
#include "domain/companies/inside.h"
#include "platform/store/store.h"

struct giving {
	struct call *call;
	const struct json *own, *before, *after;
};

static const struct json *map_read(struct call *call, const char *name)
{
	const struct json *map = NULL;
	struct text why;

	return json_read(call->arena, call_text(call, name), &map, &why) ? NULL : map;
}

/* How much a flag gives: those that end so (campaignsReadOnly, assignedDataOnly) take away. */
static bool gives(const struct json *map, struct text flag)
{
	return json_flag(json_find(map, flag)) != text_ends(flag, "Only");
}

static bool is_beyond(const struct giving *g, struct text flag)
{
	return gives(g->after, flag) && !gives(g->own, flag) &&
	       !(g->before && gives(g->before, flag));
}

/* :permissions, with what nobody asked for and who asks lacks turned round. */
static void flags_clip(struct giving *g, const struct shape *s)
{
	struct buffer b = buffer_open(g->call->arena, 1 << 16);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < s->count; i++) {
		struct text flag = s->fields[i].name;
		json_key_text(&o, flag);
		json_put_flag(&o, json_flag(json_find(g->after, flag)) != is_beyond(g, flag));
	}
	json_close(&o);
	call_set_text(g->call, "permissions", buffer_text(&b));
}

static enum err flags_allow(struct call *call)
{
	const struct shape *s = catalogue_shape(call->app->catalogue, TEXT("Permissions"));
	const struct json *sent = json_get(call->json, "permissions");
	struct giving g = { call, map_read(call, "askerPermissions"),
			    map_read(call, "permissionsBefore"), map_read(call, "permissions") };

	for (size_t i = 0; i < s->count; i++) {
		struct text flag = s->fields[i].name;
		if (json_find(sent, flag) && is_beyond(&g, flag))
			return refuse(call, ERR_SCOPE,
				      "Nobody can give the permission %.*s who does not have it"
				      " himself.",
				      (int)flag.size, flag.at);
	}
	flags_clip(&g, s);
	return ERR_OK;
}

enum err user_rights_allow(struct call *call)
{
	if (!store_load(call, "SELECT role AS asker_role, permissions AS asker_permissions"
			      " FROM account WHERE id = :callerId AND company_id = :companyId"))
		return call->err;
	if (text_is(call_text(call, "askerRole"), "admin"))
		return ERR_OK;
	if (text_is(call_text(call, "role"), "admin") &&
	    !text_is(call_text(call, "roleBefore"), "admin"))
		return refuse(call, ERR_SCOPE, "Nobody can make an admin who is none himself.");
	return flags_allow(call);
}
