// SPDX-License-Identifier: Apache-2.0
/*
 * The outbox, for whoever asks what has happened since.
 *
 * A cursor is "transaction.number" and nobody's business but ours; "0" is the beginning.  Readers
 * look at event_settled: behind a cursor that was given out nothing new appears.
 */
#include "domain/contacts/contacts.h"
#include "platform/store/store.h"

/* The :floor says again what the pair says, in the one number that SQLite's index knows. */
#define AFTER	" AND seq > :floor AND (xid, seq) > (:sinceXid, :sinceSeq)"
#define A_PAGE	" ORDER BY xid, seq LIMIT :limit"
#define SETTLED " FROM event_settled WHERE "
#define COLUMNS "SELECT id, xid || '.' || seq AS cursor, type, location_id, at, payload" SETTLED
/* Of each type its first page, and of those the first page: what else happened is not looked at,
 * nor walked in its order (+ 0). */
#define OF_TYPES(whose)                                                                            \
	COLUMNS "seq IN (SELECT CAST(one.value AS BIGINT) FROM json_each(:types) AS t,"            \
		" json_each((SELECT json_group_array(e.seq) FROM (SELECT seq" SETTLED whose        \
		" AND type = t.value" AFTER A_PAGE ") AS e)) AS one) ORDER BY xid + 0, seq"        \
		" LIMIT :limit"

static bool cursor_read(struct text t, int64_t *xid, int64_t *seq)
{
	struct text head;

	*xid = *seq = 0;
	if (!t.size || text_is(t, "0"))
		return true;
	return text_split(&t, '.', &head) && text_whole(head, xid) && text_whole(t, seq) &&
	       *xid >= 0 && *seq >= 0;
}

/* What was read up to there goes on here, unless it goes on with what is no longer kept. */
static enum err gone_refuse(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM event_gone WHERE (xid, seq) > (:sinceXid, :sinceSeq)"))
		return call->err;
	return refuse(call, ERR_GONE,
		      "events after this cursor are no longer kept (settings: events_days);"
		      " read what you need as it is now, and go on without since");
}

/* Whoever has just read how things are asks for what happens from now on. */
static enum err now_give(struct call *call)
{
	struct rows *r = store_ask(call, "SELECT xid || '.' || seq AS cursor FROM event_settled"
					 " ORDER BY xid DESC, seq DESC LIMIT 1");
	bool any = rows_next(r);

	json_key(&call->out, "events");
	json_list(&call->out);
	json_close(&call->out);
	json_key(&call->out, "next");
	json_put_text(&call->out, any ? rows_text(r, "cursor") : TEXT("0"));
	rows_close(r);
	return call->err;
}

static struct rows *rows_after(struct call *call)
{
	bool here = call_text(call, "locationId").size > 0;

	if (call_text(call, "types").size)
		return store_ask(call, here ? OF_TYPES("location_id = :locationId")
					    : OF_TYPES("company_id = :companyId"));
	return store_ask(call, here ? COLUMNS "location_id = :locationId" AFTER A_PAGE
				    : COLUMNS "company_id = :companyId" AFTER A_PAGE);
}

enum err event_list(struct call *call)
{
	struct text next = call_text(call, "since");
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("EventSeen"));
	int64_t xid, seq;

	if (text_is(next, "now"))
		return now_give(call);
	if (!cursor_read(next, &xid, &seq))
		return refuse(call, ERR_INVALID, "since must be a cursor that was given out here");
	call_set_whole(call, "sinceXid", xid);
	call_set_whole(call, "sinceSeq", seq);
	call_set_whole(call, "floor", xid ? 0 : seq);
	if ((xid || seq) && gone_refuse(call))
		return call->err;
	json_key(&call->out, "events");
	json_list(&call->out);
	struct rows *r = rows_after(call);
	while (rows_next(r)) {
		next = text_copy(call->arena, rows_text(r, "cursor"));
		json_map(&call->out);
		rows_put(r, shape);
		json_close(&call->out);
	}
	rows_close(r);
	if (call->err)
		return call->err;
	json_close(&call->out);
	json_key(&call->out, "next");
	json_put_text(&call->out, next.size ? next : TEXT("0"));
	return ERR_OK;
}
