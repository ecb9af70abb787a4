// SPDX-License-Identifier: Apache-2.0
/*
 * How pushes are, as upstream says it; and snapshots that are shared with other companies.
 */
#include "integration/snapshots/inside.h"

#include "base/secrets/digest.h"
#include "base/time/clock.h"
#include "platform/blobs/blobs.h"

#define SECRET_BYTES 16

/* --- pushes --- */

static enum err time_take(struct call *call, const char *name, bool last)
{
	struct text t = text_trim(call_text(call, name));
	int64_t ms;

	if (t.size == 10)
		t = text_format(call->arena, "%.*sT%s", 10, t.at,
				last ? "23:59:59.999Z" : "00:00:00Z");
	if (!clock_read_iso(t, &ms))
		return refuse(call, ERR_BAD, "%s must be a valid ISO 8601 date string", name);
	call_set_whole(call, last ? "pushedUntil" : "pushedFrom", ms);
	return ERR_OK;
}

/* 10/28/2022, 6:24:54 PM */
static struct text time_text(struct call *call, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE];
	int64_t hour;

	clock_iso(ms, iso); /* 2022-10-28T18:24:54.000Z */
	text_whole((struct text){ iso + 11, 2 }, &hour);
	return text_format(call->arena, "%d/%d/%.4s, %lld:%.5s %s",
			   (iso[5] - '0') * 10 + iso[6] - '0', (iso[8] - '0') * 10 + iso[9] - '0',
			   iso, (long long)(hour % 12 ? hour % 12 : 12), iso + 14,
			   hour < 12 ? "AM" : "PM");
}

static void pushes_put(struct call *call, struct rows *r)
{
	static const char *const members[] = { "id", "locationId", "status" };
	static const char *const columns[] = { "id", "location_id", "status" };

	json_key(&call->out, "data");
	json_list(&call->out);
	while (rows_next(r)) {
		json_map(&call->out);
		for (size_t i = 0; i < 3; i++) {
			json_key(&call->out, members[i]);
			json_put_text(&call->out, rows_text(r, columns[i]));
		}
		json_key(&call->out, "dateAdded");
		json_put_text(&call->out, time_text(call, rows_whole(r, "date_added")));
		json_close(&call->out);
	}
	json_close(&call->out);
	rows_close(r);
}

enum err snapshot_pushes(struct call *call)
{
	enum err e = snapshot_need(call);

	if (!e)
		e = time_take(call, "from", false);
	if (!e)
		e = time_take(call, "to", true);
	if (e)
		return e;
	call_set_whole(call, "behindAt", INT64_MAX);
	call_set_text(call, "behindId", TEXT(""));
	if (call_text(call, "lastDoc").size)
		store_load(call, "SELECT date_added AS behind_at, id AS behind_id"
				 " FROM snapshot_push WHERE company_id = :companyId"
				 " AND id = :lastDoc AND snapshot_id = :snapshotId");
	pushes_put(call, store_ask(call, "SELECT id, location_id, status, date_added"
					 " FROM snapshot_push WHERE company_id = :companyId"
					 " AND snapshot_id = :snapshotId"
					 " AND date_added BETWEEN :pushedFrom AND :pushedUntil"
					 " AND (date_added, id) < (:behindAt, :behindId)"
					 " AND NOT dry ORDER BY date_added DESC, id DESC"
					 " LIMIT :limit"));
	return call->err;
}

/* Kinds of things whose last is done, or is not. */
static void kinds_put(struct call *call, const char *key, bool done)
{
	struct rows *r = store_ask(call, "SELECT kind, max(n) AS last_n /* grows: at most 10000 */"
					 " FROM snapshot_thing WHERE snapshot_id = :snapshotId"
					 " AND version = :pushVersion GROUP BY kind"
					 " ORDER BY max(n)");

	json_key(&call->out, key);
	json_list(&call->out);
	while (rows_next(r))
		if ((rows_whole(r, "last_n") <= call_whole(call, "pushPlace", 0)) == done)
			json_put_text(&call->out, rows_text(r, "kind"));
	json_close(&call->out);
	rows_close(r);
}

enum err snapshot_push_last(struct call *call)
{
	struct text location = text_copy(call->arena, call_text(call, "locationId"));
	enum err e = snapshot_need(call);

	if (e)
		return e;
	if (!store_load(call, "SELECT id AS push_id, status AS push_status, place AS push_place,"
			      " version AS push_version FROM snapshot_push"
			      " WHERE location_id = :locationId AND snapshot_id = :snapshotId"
			      " AND dry = false ORDER BY date_added DESC, id DESC LIMIT 1"))
		return call->err ? call->err
				 : refuse(call, ERR_ABSENT,
					  "The snapshot was not pushed to the location %.*s",
					  (int)location.size, location.at);
	json_key(&call->out, "data");
	json_map(&call->out);
	json_key(&call->out, "id");
	json_put_text(&call->out, call_text(call, "pushId"));
	json_key(&call->out, "locationId");
	json_put_text(&call->out, location);
	json_key(&call->out, "status");
	json_put_text(&call->out, call_text(call, "pushStatus"));
	kinds_put(call, "completed", true);
	kinds_put(call, "pending", false);
	json_close(&call->out);
	return call->err;
}

/* --- shared --- */

/* "a, b" as a JSON list. */
static struct text list_of(struct call *call, struct text rest)
{
	struct buffer b = buffer_open(call->arena, 16 << 10);
	struct json_out o = json_open(&b);
	struct text one;

	json_list(&o);
	while (text_split(&rest, ',', &one))
		if (text_trim(one).size)
			json_put_text(&o, text_trim(one));
	json_close(&o);
	return buffer_text(&b);
}

static enum err share_check(struct call *call)
{
	static const struct {
		const char *type, *needs;
	} rows[] = { { "agency_link", "relationship_number" },
		     { "location_link", "share_location_id" } };
	struct text type = call_text(call, "share_type");

	for (size_t i = 0; i < 2; i++)
		if (text_is(type, rows[i].type) &&
		    text_is(list_of(call, call_text(call, rows[i].needs)), "[]")) {
			call_violation(call, "%s should not be empty", rows[i].needs);
			return refuse(call, ERR_INVALID, "%s should not be empty", rows[i].needs);
		}
	call_set_text(call, "snapshotId", text_copy(call->arena, call_text(call, "snapshot_id")));
	enum err e = snapshot_need(call);
	if (!e && !call_whole(call, "snapshotVersion", 0))
		e = refuse(call, ERR_CONFLICT, "The snapshot is not made yet.");
	return e;
}

enum err snapshot_share(struct call *call)
{
	char secret[2 * SECRET_BYTES + 1], hash[DIGEST_SIZE];
	struct text origin = blobs_origin(call);
	enum err e = share_check(call);

	if (e)
		return e;
	random_hex(secret, SECRET_BYTES);
	digest_hex(text_of(secret), hash);
	call_set_text(call, "shareHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "shareAgencies", list_of(call, call_text(call, "relationship_number")));
	call_set_text(call, "shareLocations", list_of(call, call_text(call, "share_location_id")));
	json_key(&call->out, "id");
	json_put_text(&call->out, call_text(call, "newId"));
	json_key(&call->out, "shareLink");
	json_put_text(&call->out, text_format(call->arena, "%.*s/share/%s", (int)origin.size,
					      origin.at, secret));
	return store_do(call, "INSERT INTO snapshot_share (company_id, id, snapshot_id, hash, type,"
			      " agencies, locations, date_added) VALUES (:companyId, :newId,"
			      " :snapshotId, :shareHash, :share_type, :shareAgencies,"
			      " :shareLocations, :now)");
}

/* By the word of an address; one that is good once, and was taken, is good no more. */
enum err shared_need(struct call *call, struct text word)
{
	char hash[DIGEST_SIZE];

	for (size_t i = word.size; i > 0; i--)
		if (word.at[i - 1] == '/') {
			word = (struct text){ word.at + i, word.size - i };
			break;
		}
	digest_hex(word, hash);
	call_set_text(call, "shareHash", text_copy(call->arena, text_of(hash)));
	if (store_load(call, "SELECT h.company_id AS shared_company, h.id AS shared_id,"
			     " h.type AS shared_type, h.agencies AS shared_agencies,"
			     " h.locations AS shared_locations, s.id AS shared_snapshot,"
			     " s.name AS shared_name, s.version AS shared_version,"
			     " s.kinds AS shared_kinds, s.things AS shared_things,"
			     " s.only_locations AS shared_only FROM snapshot_share h"
			     " JOIN snapshot s ON s.company_id = h.company_id"
			     " AND s.id = h.snapshot_id WHERE h.hash = :shareHash"
			     " AND (h.type <> 'link' OR h.taken = 0)"))
		return ERR_OK;
	return call->err ? call->err
			 : refuse(call, ERR_MISSING,
				  "There is no such link, or it was used already.");
}

enum err snapshot_shared(struct call *call)
{
	enum err e = shared_need(call, call_text(call, "token"));

	if (e)
		return e;
	store_load(call, "SELECT name AS shared_by FROM company WHERE id = :sharedCompany");
	json_key(&call->out, "name");
	json_put_text(&call->out, call_text(call, "sharedName"));
	json_key(&call->out, "company");
	json_put_text(&call->out, call_text(call, "sharedBy"));
	json_key(&call->out, "type");
	json_put_text(&call->out, call_text(call, "sharedType"));
	return store_list(call, "holds", SHARED_KINDS);
}

/* Is it for this company? */
static enum err taker_need(struct call *call)
{
	struct text type = call_text(call, "sharedType");
	bool fits = true;

	if (text_is(type, "agency_link"))
		fits = store_has(call, "SELECT 1 FROM company c WHERE c.id = :companyId"
				       " AND c.relationship_number IN"
				       " (SELECT value FROM json_each(:sharedAgencies))");
	else if (text_is(type, "location_link"))
		fits = store_has(call, "SELECT 1 FROM location l WHERE l.company_id = :companyId"
				       " AND l.id IN (SELECT value"
				       " FROM json_each(:sharedLocations))");
	return fits || call->err
		       ? call->err
		       : refuse(call, ERR_FORBIDDEN, "This link is not for your company.");
}

enum err snapshot_take(struct call *call)
{
	enum err e = shared_need(call, call_text(call, "token"));

	if (!e)
		e = taker_need(call);
	if (!e)
		e = store_do(call, "UPDATE snapshot_share SET taken = taken + 1"
				   " WHERE company_id = :sharedCompany AND id = :sharedId"
				   " AND (type <> 'link' OR taken = 0)");
	if (!e && !call->changed) /* somebody was faster */
		e = refuse(call, ERR_MISSING, "There is no such link, or it was used already.");
	if (e)
		return e;
	call_set_text(call, "snapshotId", text_copy(call->arena, call_text(call, "newId")));
	call_set_text(call, "sharedFor",
		      text_is(call_text(call, "sharedType"), "location_link")
			      ? call_text(call, "sharedLocations")
			      : call_text(call, "sharedOnly"));
	e = store_do(call, "INSERT INTO snapshot_thing (snapshot_id, version, n, kind, origin_id,"
			   " known_by, name, body) SELECT :snapshotId, 1, n, kind, origin_id,"
			   " known_by, name, body FROM snapshot_thing"
			   " WHERE snapshot_id = :sharedSnapshot AND version = :sharedVersion"
			   " /* grows: at most 10000 */");
	if (!e)
		e = store_do(call, "INSERT INTO snapshot (company_id, id, name, type, kinds,"
				   " only_locations, state, version, making, things, date_added,"
				   " date_updated) VALUES (:companyId, :snapshotId, :sharedName,"
				   " 'imported', :sharedKinds, nullif(:sharedFor, ''), 'ready', 1,"
				   " 1, :sharedThings, :now, :now)");
	return e ? e : snapshot_reply(call);
}
