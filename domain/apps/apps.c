// SPDX-License-Identifier: Apache-2.0
/*
 * Applications of a company: made, changed, their secrets renewed, deleted; and where they were
 * allowed.
 */
#include "domain/apps/inside.h"

#define APPS_MAX 1000
#define COLUMNS                                                                                    \
	"id, client_id, name, kind, CASE WHEN secret_hash IS NULL THEN true ELSE false END"        \
	" AS public, redirects, scopes, date_added"

static enum err missing(struct call *call, const char *what)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "%s not found", what);
}

static enum err succeeded(struct call *call)
{
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return ERR_OK;
}

/* Every address and scope that is sent; :public. */
static enum err parts_need(struct call *call, bool public)
{
	const struct json *redirects = json_get(call->json, "redirects");
	const struct json *scopes = json_get(call->json, "scopes");

	for (const struct json *v = json_first(redirects); v; v = json_after(redirects, v))
		if (!redirect_good(json_text(v), public))
			return refuse(call, ERR_INVALID,
				      "The address %.*s cannot be registered: it must be https,"
				      " with a plain name, without user, fragment and `..`%s.",
				      (int)json_text(v).size, json_text(v).at,
				      public ? ", or http://127.0.0.1 or http://[::1]" : "");
	for (const struct json *v = json_first(scopes); v; v = json_after(scopes, v)) {
		struct text scope = json_text(v);
		bool fine = scope.size && scope.size <= 100;
		for (size_t i = 0; i < scope.size; i++)
			fine = fine && scope.at[i] > ' ' && scope.at[i] <= '~' &&
			       !strchr("\"\\*%", scope.at[i]);
		if (!fine)
			return refuse(call, ERR_INVALID, "`%.*s` cannot be a scope.",
				      (int)scope.size, scope.at);
	}
	return ERR_OK;
}

/* A secret for :secretHash; "" of a public one. */
static struct text secret_make(struct call *call)
{
	char uuid[ID_UUID_SIZE], hash[DIGEST_SIZE];

	id_uuid_random(uuid);
	digest_hex(text_of(uuid), hash);
	call_set_text(call, "secretHash", text_copy(call->arena, text_of(hash)));
	return text_copy(call->arena, text_of(uuid));
}

static struct text client_id_make(struct call *call, struct text app_id)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	unsigned char random[8];
	char tail[9] = "";

	id_random(random, sizeof(random));
	for (size_t i = 0; i < sizeof(random); i++)
		tail[i] = signs[random[i] % 36];
	return text_format(call->arena, "%.*s-%s", (int)app_id.size, app_id.at, tail);
}

static enum err app_show(struct call *call)
{
	enum err e = store_reply_row(call, "app",
				     "SELECT " COLUMNS ", nullif(:clientSecret, '')"
				     " AS client_secret FROM app"
				     " WHERE id = :appId AND company_id = :companyId AND live");

	return e == ERR_MISSING ? missing(call, "App") : e;
}

enum err app_list(struct call *call)
{
	return store_list(call, "apps",
			  "SELECT " COLUMNS " FROM app WHERE company_id = :companyId AND live"
			  " ORDER BY date_added, id");
}

enum err app_get(struct call *call)
{
	call_set_text(call, "clientSecret", TEXT(""));
	return app_show(call);
}

enum err app_create(struct call *call)
{
	bool public = call_whole(call, "public", 0);
	char id[ID_HEX_SIZE];
	enum err e = parts_need(call, public);

	if (!e && store_number(call, "SELECT count(*) AS n FROM app"
				     " WHERE company_id = :companyId") >= APPS_MAX)
		e = refuse(call, ERR_BAD, "There are %d applications already.", APPS_MAX);
	if (e)
		return e;
	id_hex(call->now_ms, id);
	call_set_text(call, "appId", text_copy(call->arena, text_of(id)));
	call_set_text(call, "clientId", client_id_make(call, text_of(id)));
	call_set_text(call, "clientSecret", public ? TEXT("") : secret_make(call));
	if (public)
		call_set_null(call, "secretHash");
	e = store_do(call, "INSERT INTO app (id, company_id, client_id, name, secret_hash,"
			   " redirects, scopes, kind, date_added, date_updated)"
			   " VALUES (:appId, :companyId, :clientId, :name, :secretHash,"
			   " :redirects, :scopes, :kind, :now, :now)");
	return e ? e : app_show(call);
}

enum err app_update(struct call *call)
{
	static const char *const filled[] = { "name", "redirects", "scopes", NULL };
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	if (!store_select_for_update(call, "SELECT name, redirects, scopes,"
					   " coalesce(secret_hash, '') AS app_secret FROM app"
					   " WHERE id = :appId AND company_id = :companyId"
					   " AND live"))
		return missing(call, "App");
	e = parts_need(call, !call_text(call, "appSecret").size);
	if (!e)
		e = store_do(call, "UPDATE app SET name = :name, redirects = :redirects,"
				   " scopes = :scopes, date_updated = :now"
				   " WHERE id = :appId AND company_id = :companyId");
	return e ? e : app_get(call);
}

enum err app_secret(struct call *call)
{
	int64_t overlap_ms = call_whole(call, "overlapSeconds", 0) * 1000;

	call_set_whole(call, "oldEnds", call->now_ms + overlap_ms);
	call_set_text(call, "clientSecret", secret_make(call));
	enum err e = store_do(call, "UPDATE app SET secret_old_hash = secret_hash,"
				    " secret_old_ends = :oldEnds, secret_hash = :secretHash,"
				    " date_updated = :now"
				    " WHERE id = :appId AND company_id = :companyId AND live"
				    " AND secret_hash IS NOT NULL");

	if (!e && !call->changed)
		return missing(call, "App with a secret");
	return e ? e : app_show(call);
}

/* What is said of each place that it leaves. */
#define LEAVES                                                                                     \
	" RETURNING id, app_id, app_id AS version_id, CASE WHEN location_id IS NULL"               \
	" THEN 'Company' ELSE 'Location' END AS install_type, company_id, location_id, user_id,"   \
	" false AS is_whitelabel_company"

enum err app_delete(struct call *call)
{
	enum err e = store_do(call, "UPDATE app SET live = false, date_updated = :now"
				    " WHERE id = :appId AND company_id = :companyId AND live");

	auth_consents_changed(call);
	if (!e && !call->changed)
		return missing(call, "App");
	if (!e)
		e = store_emit_event(call, "UNINSTALL",
				     "UPDATE install SET live = false"
				     " WHERE app_id = :appId AND live" LEAVES);
	return e ? e : succeeded(call);
}

/* --- where they are --- */

enum err install_list(struct call *call)
{
	return store_list(call, "installs",
			  "SELECT i.id, i.app_id, a.name, i.company_id, i.location_id, i.user_id,"
			  " i.scopes, i.installed_at FROM install i JOIN app a ON a.id = i.app_id"
			  " WHERE i.company_id = :companyId AND i.live"
			  " ORDER BY i.installed_at DESC, i.id DESC LIMIT 1000");
}

enum err install_delete(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM install WHERE id = :installId"
			     " AND company_id = :companyId AND live"))
		return missing(call, "Install");
	enum err e = store_emit_event(call, "UNINSTALL",
				      "UPDATE install SET live = false WHERE id = :installId"
				      " AND company_id = :companyId AND live" LEAVES);
	auth_consents_changed(call);
	if (!e)
		e = store_do(call, "UPDATE oauth_family SET live = false, why = 'uninstalled'"
				   " WHERE install_id = :installId AND live");
	return e ? e : succeeded(call);
}

enum err installs_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT id FROM install WHERE location_id = :locationId ORDER BY id"
		  " LIMIT :leavingPart",
		  { "DELETE FROM oauth_refresh WHERE family IN (SELECT id FROM oauth_family"
		    " WHERE install_id IN (SELECT value FROM json_each(:leavingIds)))",
		    "DELETE FROM oauth_family WHERE install_id IN"
		    " (SELECT value FROM json_each(:leavingIds))",
		    "DELETE FROM install WHERE id IN (SELECT value FROM "
		    "json_each(:leavingIds))" } },
		{ NULL,
		  { "DELETE FROM oauth_code WHERE hash IN (SELECT hash FROM oauth_code"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, 2);
}
