// SPDX-License-Identifier: Apache-2.0
/*
 * The operations of connections.api, but for the check.
 *
 * A secret comes in, is sealed, and never goes out again.  It is sealed for its row and its server,
 * so a changed address asks for it anew.
 */
#include "integration/connections/inside.h"
#include "runs.h"

#define SHOWN                                                                                      \
	"SELECT id, location_id, kind, name, title, base_url, account, remote_location_id,"        \
	" version, preset, body_type, body_template,"                                              \
	" coalesce(rate, CASE WHEN kind = 'wordpress' THEN 2.0 ELSE 0.0 END) AS rate,"             \
	" CASE WHEN sealed IS NULL THEN FALSE ELSE TRUE END AS has_secret, keyed, state,"          \
	" state_reason, state_at, checked_at, hub, rung_at, report, date_added, date_updated,"     \
	" (SELECT min(f.slug || ': ' || c.last_error) FROM source s"                               \
	" JOIN cursor c ON c.source_id = s.id JOIN subscription u ON u.source_id = s.id"           \
	" JOIN flow f ON f.id = u.flow_id WHERE s.location_id = connection.location_id"            \
	" AND s.connection IN (connection.name, connection.id) AND c.last_error IS NOT NULL"       \
	" AND f.enabled) AS look_error FROM connection"

static enum err missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "Connection not found");
}

static enum err location_need(struct call *call)
{
	if (call_text(call, "locationId").size)
		return ERR_OK;
	return refuse(call, ERR_INVALID, "locationId should not be empty");
}

struct text connection_about(struct arena *a, struct text id, struct text location,
			     struct text base_url)
{
	return text_format(a, "connection %.*s %.*s %.*s", (int)id.size, id.at, (int)location.size,
			   location.at, (int)base_url.size, base_url.at);
}

enum err connection_seal(struct call *call, struct text id, struct text base_url,
			 struct text secret)
{
	struct text box, why;

	if (!call->app->blocking_pool)
		return refuse(call, ERR_INTERNAL, "Secrets cannot be kept here.");
	struct text about = connection_about(call->arena, id, call_text(call, "locationId"),
					     base_url);

	if (secret_seal(&(struct sealing){ blocking_pool_secrets(call->app->blocking_pool),
					   call->arena, about },
			secret, &box, &why))
		return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
	call_set_text(call, "sealed", box);
	return ERR_OK;
}

/* The secret that was sent becomes :sealed; where none was sent, :sealed stays. */
static enum err secret_keep(struct call *call, struct text id)
{
	struct text secret = call_text(call, "secretSent");

	if (!secret.size && call_value(call, "sealed")->type == VALUE_ABSENT)
		call_set_null(call, "sealed");
	if (!secret.size)
		return ERR_OK;
	return connection_seal(call, id, call_text(call, "baseUrl"), secret);
}

static enum err twice(struct call *call, enum err e)
{
	if (e != ERR_DUPLICATE)
		return e;
	return refuse(call, ERR_DUPLICATE, "There is a connection of this name already.");
}

enum err connection_list(struct call *call)
{
	enum err e = location_need(call);

	return e ? e
		 : store_list(call, "connections",
			      SHOWN " WHERE location_id = :locationId ORDER BY name");
}

enum err connection_get(struct call *call)
{
	enum err e = store_reply_row(call, "connection",
				     SHOWN
				     " WHERE id = :connectionId AND location_id = :locationId");

	return e == ERR_MISSING ? missing(call) : e;
}

enum err connection_create(struct call *call)
{
	const struct connection_kind *kind = connection_kind_find(call_text(call, "kind"));
	enum err e = location_need(call);

	if (!e)
		e = connection_judge(call, kind);
	if (!e)
		e = secret_keep(call, call_value(call, "newId")->text);
	if (!e)
		e = store_do(
			call,
			"INSERT INTO connection (id, location_id, kind, name, title, base_url,"
			" account, remote_location_id, version, preset, body_type,"
			" body_template, rate, hub, sealed, keyed, rest_route, state, date_added,"
			" date_updated)"
			" VALUES (:newId, :locationId, :kind, :name, :title, :baseUrl,"
			" :account, :remoteLocationId, :version, :preset, :bodyType,"
			" :bodyTemplate, :rate, :hub, :sealed, FALSE, FALSE, 'unchecked', :now,"
			" :now)");
	if (e)
		return twice(call, e);
	return store_reply_row(call, "connection",
			       SHOWN " WHERE id = :newId AND location_id = :locationId");
}

/* May the kept secret be sent to where the connection leads now? */
static enum err secret_moves(struct call *call)
{
	if (call_value(call, "sealed")->type != VALUE_TEXT || call_text(call, "secretSent").size)
		return ERR_OK;
	if (text_same(call_text(call, "baseUrl"), call_text(call, "baseUrlBefore")))
		return ERR_OK;
	return refuse(call, ERR_INVALID,
		      "The address changes: please give the secret again, it was for %.*s.",
		      (int)call_text(call, "baseUrlBefore").size,
		      call_text(call, "baseUrlBefore").at);
}

enum err connection_update(struct call *call)
{
	if (!store_select_for_update(
		    call, "SELECT name, title, base_url, account, remote_location_id, version,"
			  " preset, body_type, body_template, rate, hub, sealed, kind, site_key,"
			  " base_url AS base_url_before,"
			  " remote_location_id AS remote_before FROM connection"
			  " WHERE id = :connectionId AND location_id = :locationId"))
		return missing(call);
	enum err e = connection_judge(call, connection_kind_find(call_text(call, "kind")));

	if (!e)
		e = secret_moves(call);
	if (!e)
		e = secret_keep(call, call_text(call, "connectionId"));
	if (call_text(call, "secretSent").size) /* a check will tell what it signs as */
		call_set_null(call, "siteKey");
	if (!e)
		e = store_do(call,
			     "UPDATE connection SET name = :name, title = :title,"
			     " base_url = :baseUrl, account = :account,"
			     " remote_location_id = :remoteLocationId, version = :version,"
			     " preset = :preset, body_type = :bodyType,"
			     " body_template = :bodyTemplate, rate = :rate, hub = :hub,"
			     " sealed = :sealed, site_key = :siteKey,"
			     " keyed = (keyed AND coalesce(base_url, '') = coalesce(:baseUrl, '')),"
			     " state = 'unchecked', state_reason = NULL, state_at = :now,"
			     " date_updated = :now"
			     " WHERE id = :connectionId AND location_id = :locationId");
	if (!e) /* another server, other fields */
		e = store_do(call,
			     "DELETE FROM connection_field WHERE connection_id ="
			     " :connectionId AND location_id = :locationId AND"
			     " (coalesce(:baseUrl, '') <> coalesce(:baseUrlBefore, '') OR"
			     " coalesce(:remoteLocationId, '') <> coalesce(:remoteBefore, ''))");
	return e ? twice(call, e) : connection_get(call);
}

enum err connection_delete(struct call *call)
{
	enum err e = site_goodbye(call);

	if (!e)
		e = store_do(call, "DELETE FROM connection"
				   " WHERE id = :connectionId AND location_id = :locationId");
	if (!e && !call->changed)
		return missing(call);
	if (!e)
		e = store_do(call, "DELETE FROM connection_field WHERE connection_id ="
				   " :connectionId AND location_id = :locationId");
	if (!e)
		e = store_do(call, "DELETE FROM joining WHERE connection_id = :connectionId"
				   " AND location_id = :locationId");
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}

bool connection_is_ours(struct call *call, struct text use)
{
	if (!use.size || text_is(use, "ours"))
		return true;
	call_set_text(call, "useName", use);
	return store_has(call, "SELECT 1 FROM connection WHERE location_id = :locationId"
			       " AND (name = :useName OR id = :useName) AND kind = 'groundlevel'");
}

/* --- the location --- */

enum err connections_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ "SELECT id FROM connection WHERE location_id = :locationId"
		  " /* grows: a page of all, they are small */ LIMIT :leavingPart",
		  { "DELETE FROM connection_field WHERE connection_id IN (SELECT value FROM "
		    "json_each(:leavingIds))",
		    "DELETE FROM joining WHERE location_id = :locationId AND connection_id IN"
		    " (SELECT value FROM json_each(:leavingIds))",
		    "DELETE FROM connection WHERE location_id = :locationId AND id IN (SELECT "
		    "value FROM json_each(:leavingIds))" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
