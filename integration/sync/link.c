// SPDX-License-Identifier: Apache-2.0
/*
 * Links, found and kept.
 */
#include "integration/sync/sync.h"

#include "base/secrets/id.h"
#include "runs.h"

#define LINK_SHOWN 100 /* of a page */

static const char *const by_side[] = {
	"SELECT * FROM link WHERE location_id = :locationId AND flow_id = :linkFlow"
	" AND a_id = :linkItem",
	"SELECT * FROM link WHERE location_id = :locationId AND flow_id = :linkFlow"
	" AND b_id = :linkItem",
};

bool link_find(struct call *call, struct text flow_id, int side, struct text id,
	       struct sync_link *out)
{
	call_set_text(call, "linkFlow", flow_id);
	call_set_text(call, "linkItem", id);
	struct rows *r = store_ask(call, by_side[side]);
	bool found = rows_next(r);
	if (found) {
		int64_t gone = rows_whole(r, "gone_at");
		*out = (struct sync_link){
			.id = text_copy(call->arena, rows_text(r, "id")),
			.ids = { text_copy(call->arena, rows_text(r, "a_id")),
				 text_copy(call->arena, rows_text(r, "b_id")) },
			.lane = text_copy(call->arena, rows_text(r, "lane")),
			.shadow = text_copy(call->arena, rows_text(r, "shadow")),
			.note = text_copy(call->arena, rows_text(r, "note")),
			.version = rows_whole(r, "version"),
			.wrote_from = rows_whole(r, "wrote_from"),
			.wrote = rows_whole(r, "wrote"),
			.gone = gone > 0,
		};
		found = !gone || gone > call->now_ms - LINK_GONE_MS;
	}
	rows_close(r);
	return found;
}

/* Those that went long ago may come again. */
static void old_forget(struct call *call)
{
	call_set_whole(call, "goneBefore", call->now_ms - LINK_GONE_MS);
	store_do(call, "DELETE FROM link WHERE location_id = :locationId AND flow_id = :linkFlow"
		       " AND gone_at > 0 AND gone_at <= :goneBefore");
}

bool link_keep(struct call *call, struct text flow_id, const struct sync_link *link)
{
	char id[ID_SIZE];

	call_set_text(call, "linkFlow", flow_id);
	call_set_text(call, "aId", link->ids[0]);
	call_set_text(call, "bId", link->ids[1]);
	call_set_text(call, "linkLane", link->lane);
	call_set_text(call, "shadow", link->shadow);
	call_set_text(call, "linkNote", link->note);
	call_set_whole(call, "wroteFrom", link->wrote_from);
	call_set_whole(call, "wrote", link->wrote);
	call_set_whole(call, "goneAt", link->gone ? call->now_ms : 0);
	call_set_whole(call, "linkVersion", link->version);
	old_forget(call);
	if (link->id.size) {
		call_set_text(call, "linkId", link->id);
		struct rows *r = store_ask(
			call, "UPDATE link SET a_id = :aId, b_id = :bId, shadow = :shadow,"
			      " note = :linkNote, wrote_from = :wroteFrom, wrote = :wrote,"
			      " gone_at = :goneAt, at = :now, version = version + 1"
			      " WHERE location_id = :locationId AND id = :linkId"
			      " AND version = :linkVersion RETURNING id");
		bool kept = rows_next(r);
		rows_close(r);
		return kept;
	}
	id_new(call->now_ms, id);
	call_set_text(call, "linkId", text_copy(call->arena, text_of(id)));
	struct rows *r = store_ask(
		call, "INSERT INTO link (id, location_id, flow_id, a_id, b_id, lane, shadow, note,"
		      " wrote_from, wrote, gone_at, made_at, at) VALUES (:linkId, :locationId,"
		      " :linkFlow, :aId, :bId, :linkLane, :shadow, :linkNote, :wroteFrom, :wrote,"
		      " :goneAt, :now, :now) ON CONFLICT DO NOTHING RETURNING id");
	bool kept = rows_next(r);
	rows_close(r);
	return kept;
}

/* A page of changes is followed by many at once: those that are to go count before they have. */
bool link_brakes(struct call *call, struct text flow_id, struct text link_id)
{
	call_set_text(call, "linkFlow", flow_id);
	call_set_text(call, "linkId", link_id);
	call_set_whole(call, "goneSince", call->now_ms - DAY_MS);
	store_guard(call, "links", flow_id);
	int64_t gone = store_number(
		call, "SELECT (SELECT count(*) FROM link WHERE location_id = :locationId"
		      " AND flow_id = :linkFlow AND gone_at > 0 AND gone_at > :goneSince)"
		      " + (SELECT count(*) FROM link WHERE location_id = :locationId"
		      " AND flow_id = :linkFlow AND going_at > 0 AND going_at > :goneSince"
		      " AND gone_at = 0) AS n");
	call_set_whole(call, "linksMost", gone * 10 + 1);
	if (sync_brakes(gone, 0) &&
	    sync_brakes(gone,
			store_number(call,
				     "SELECT count(*) AS n FROM (SELECT 1 FROM link"
				     " WHERE location_id = :locationId AND flow_id = :linkFlow"
				     " LIMIT :linksMost) AS known")))
		return true;
	store_do(call, "UPDATE link SET going_at = :now WHERE location_id = :locationId"
		       " AND id = :linkId");
	return false;
}

/* --- shown --- */

#define LINK_COLUMNS                                                                               \
	"SELECT id, a_id AS a, b_id AS b,"                                                         \
	" CASE WHEN gone_at > 0 THEN 'gone' ELSE 'linked' END AS state,"                           \
	" nullif(note, '') AS note, made_at AS since, at FROM link"                                \
	" WHERE location_id = :locationId AND flow_id = :linkFlow"

enum err sync_link_list(struct call *call)
{
	if (!store_load(call, "SELECT id AS link_flow FROM flow WHERE location_id = :locationId"
			      " AND (slug = :flow OR id = :flow)"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such flow");
	call_set_whole(call, "shown", call_whole(call, "limit", LINK_SHOWN));
	if (call_text(call, "of").size)
		return store_list(call, "links",
				  LINK_COLUMNS " AND a_id = :of UNION " LINK_COLUMNS
					       " AND b_id = :of ORDER BY id LIMIT :shown");
	call_set_text(call, "behind", call_text(call, "after"));
	return store_list(call, "links", LINK_COLUMNS " AND id > :behind ORDER BY id LIMIT :shown");
}

enum err links_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM link WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM link WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
