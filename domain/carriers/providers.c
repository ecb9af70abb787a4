// SPDX-License-Identifier: Apache-2.0
/*
 * Providers as they are set up.
 */
#include "domain/carriers/inside.h"
#include "domain/objects/objects.h"

#define PROVIDERS_MAX 100 /* of a location */

static enum err provider_missing(struct call *call)
{
	struct text id = call_text(call, "providerId");

	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Conversation provider with id %.*s not found",
				  (int)id.size, id.at);
}

#define SHOWN                                                                                      \
	"SELECT p.*, p.target IS NOT NULL AS posts,"                                               \
	" p.authorization_sealed IS NOT NULL AS has_authorization FROM provider p"

enum err provider_list(struct call *call)
{
	return store_list(call, "providers",
			  SHOWN " WHERE p.location_id = :locationId /* grows: at most 100 */"
				" ORDER BY p.id");
}

static enum err provider_reply(struct call *call)
{
	return store_reply_row(call, "provider",
			       SHOWN " WHERE p.location_id = :locationId AND p.id = :providerId");
}

/* --- its address --- */

static enum err address_judge(struct call *call)
{
	struct text authorization = call_text(call, "authorization");
	bool line = true;

	if (call_given(call, "url") && !post_address_good(call_text(call, "url")))
		call_violation(call, "url must be an address like https://example.com/messages,"
				     " without a user and a fragment");
	for (size_t i = 0; i < authorization.size; i++)
		line = line && (unsigned char)authorization.at[i] >= ' ' &&
		       authorization.at[i] != 0x7f;
	if (!line)
		call_violation(call, "authorization must be one line");
	return call->violation_count ? refuse(call, ERR_INVALID, "The provider is not well set up")
				     : ERR_OK;
}

/* :urlBox, :authorizationBox and :carrierTarget, where they are sent; else as they were. */
static enum err address_take(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "providerId")), box;
	struct job_new target = {
		.kind = JOB_CARRIAGE,
		.location_id = text_copy(call->arena, call_text(call, "locationId")),
		.target = text_format(call->arena, "provider:%.*s", (int)id.size, id.at),
	};
	struct text secret = call_text(call, "authorization");
	enum err e = ERR_OK;

	if (call_text(call, "url").size) {
		e = carrier_seal(call, id, "url", call_text(call, "url"), &box);
		call_set_text(call, "urlBox", box);
		call_set_whole(call, "carrierTarget", job_target_need(call, &target, 0));
	}
	if (!e && call_given(call, "authorization")) {
		box = TEXT("");
		if (secret.size)
			e = carrier_seal(call, id, "authorization", secret, &box);
		call_set_text(call, "authorizationBox", box);
	}
	return e ? e : call->err;
}

/* There is one default of a type. */
static enum err default_settle(struct call *call)
{
	if (!call_whole(call, "isDefault", 0))
		return call->err;
	return store_do(call, "UPDATE provider SET is_default = false, date_updated = :now"
			      " WHERE location_id = :locationId AND type = :type AND is_default"
			      " AND id <> :providerId");
}

enum err provider_create(struct call *call)
{
	enum err e = address_judge(call);

	if (e)
		return e;
	store_guard(call, "providers", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM provider /* grows: at most 100 */"
			       " WHERE location_id = :locationId") >= PROVIDERS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d providers.",
			      PROVIDERS_MAX);
	if (!call_given(call, "isDefault"))
		call_set_flag(call, "isDefault",
			      !store_has(call, "SELECT 1 FROM provider"
					       " WHERE location_id = :locationId AND type = :type"
					       " AND is_default"));
	call_set(call, "providerId", *call_value(call, "newId"));
	call_set_flag(call, "isDefault", call_whole(call, "isDefault", 0) != 0);
	call_set_text(call, "urlBox", TEXT(""));
	call_set_text(call, "authorizationBox", TEXT(""));
	call_set_whole(call, "carrierTarget", 0);
	e = address_take(call);
	if (!e)
		e = default_settle(call);
	if (!e)
		e = store_do(call, "INSERT INTO provider (location_id, id, name, type, is_default,"
				   " url, authorization_sealed, repeats, target, date_added,"
				   " date_updated) VALUES (:locationId, :providerId, :name, :type,"
				   " :isDefault, nullif(:urlBox, ''), nullif(:authorizationBox,"
				   " ''), coalesce(:repeats, true),"
				   " nullif(CAST(:carrierTarget AS BIGINT), 0), :now, :now)");
	return e ? e : provider_reply(call);
}

enum err provider_update(struct call *call)
{
	static const char *const filled[] = { "name", "url", "repeats", NULL };
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = address_judge(call);
	if (e)
		return e;
	store_guard(call, "providers", call_text(call, "locationId"));
	if (!store_select_for_update(call, "SELECT name, type, is_default, repeats,"
					   " url AS url_box, target AS carrier_target,"
					   " authorization_sealed AS authorization_box"
					   " FROM provider WHERE location_id = :locationId"
					   " AND id = :providerId"))
		return provider_missing(call);
	call_set_flag(call, "isDefault", call_whole(call, "isDefault", 0) != 0);
	e = address_take(call);
	if (!e)
		e = default_settle(call);
	if (!e)
		e = store_do(call, "UPDATE provider SET name = :name, is_default = :isDefault,"
				   " url = nullif(:urlBox, ''), repeats = :repeats,"
				   " authorization_sealed = nullif(:authorizationBox, ''),"
				   " target = nullif(CAST(:carrierTarget AS BIGINT), 0),"
				   " date_updated = :now WHERE location_id = :locationId"
				   " AND id = :providerId");
	return e ? e : provider_reply(call);
}

enum err provider_delete(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "providerId"));
	int64_t target = store_number(call, "SELECT coalesce(target, 0) AS n FROM provider"
					    " WHERE location_id = :locationId"
					    " AND id = :providerId");
	if (target) {
		job_target_hold(call, target, true);
		job_target_empty(call, target);
	}
	enum err e = store_do(call, "DELETE FROM provider"
				    " WHERE location_id = :locationId AND id = :providerId");

	if (!e && !call->changed)
		return provider_missing(call);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e ? e : leaving_begin(call, LEAVING_PROVIDER, TEXT(""), id);
}

/* --- found --- */

static bool found_take(struct call *call, bool found, struct provider *out)
{
	if (found)
		*out = (struct provider){
			.id = text_copy(call->arena, call_text(call, "carrierId")),
			.type = text_copy(call->arena, call_text(call, "carrierType")),
			.posts = call_whole(call, "carrierPosts", 0) != 0,
		};
	return found;
}

bool provider_find(struct call *call, struct text id, struct provider *out)
{
	call_set_text(call, "carrier", id);
	return found_take(call,
			  store_load(call, "SELECT id AS carrier_id, type AS carrier_type,"
					   " target IS NOT NULL AS carrier_posts"
					   " FROM provider WHERE location_id = :locationId"
					   " AND id = :carrier"),
			  out);
}

bool provider_default(struct call *call, const char *type, struct provider *out)
{
	call_set_text(call, "carrier", text_of(type));
	return found_take(call,
			  store_load(call, "SELECT id AS carrier_id, type AS carrier_type,"
					   " target IS NOT NULL AS carrier_posts"
					   " FROM provider WHERE location_id = :locationId"
					   " AND type = :carrier AND is_default"),
			  out);
}
