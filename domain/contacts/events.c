// SPDX-License-Identifier: Apache-2.0
/*
 * The outbox, for whoever asks what has happened since.
 *
 * A cursor is "transaction.number" and nobody's business but ours; "0" is the beginning.  Readers
 * look at event_settled: behind a cursor that was given out nothing new appears.
 */
#include "base/secrets/id.h"
#include "domain/contacts/contacts.h"
#include "platform/live/live.h"
#include "platform/store/store.h"

#define RETRY_MS    2000 /* … and as much again by chance: a restart is no stampede */
#define STREAM_PAGE 100

/* The :floor says again what the pair says, in the one number that SQLite's index knows. */
#define AFTER	" AND seq > :floor AND (xid, seq) > (:sinceXid, :sinceSeq)"
#define A_PAGE	" ORDER BY xid, seq LIMIT :limit"
#define SETTLED " FROM event_settled WHERE "
#define COLUMNS LIVE_COLUMNS SETTLED
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

/* The newest there is, in words of a value: :headXid, :headSeq. */
static void head_load(struct call *call)
{
	if (store_load(call, "SELECT xid AS head_xid, seq AS head_seq FROM event_settled"
			     " ORDER BY xid DESC, seq DESC LIMIT 1"))
		return;
	call_set_whole(call, "headXid", 0);
	call_set_whole(call, "headSeq", 0);
}

static struct text cursor_text(struct call *call, int64_t xid, int64_t seq)
{
	return xid || seq ? text_format(call->arena, "%lld.%lld", (long long)xid, (long long)seq)
			  : TEXT("0");
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

/* Where to begin, which may be now; values for the statements. */
struct place {
	int64_t xid, seq;
	bool now;
};

/* Where whoever asks goes on: behind what he was given, and behind the head, which was looked at
 * before; a page that is full may have more behind it.  So a cursor does not stay where nothing of
 * his happens until what is behind it is no longer kept, and one that is later than all that has
 * happened (the data was put back from a copy) comes back to it. */
static void place_note(struct call *call, const struct place *at, int64_t count, int64_t most)
{
	int64_t xid = call_whole(call, "headXid", 0), seq = call_whole(call, "headSeq", 0);
	bool given = count == most ||
		     (count && (at->xid > xid || (at->xid == xid && at->seq > seq)));

	call_set_whole(call, "placeXid", given ? at->xid : xid);
	call_set_whole(call, "placeSeq", given ? at->seq : seq);
	call_set_flag(call, "placeMore", count == most);
	call_set_flag(call, "placeEmpty", count == 0);
}

/* Last-Event-ID is what a stream was at, and stands before `since`. */
static enum err begin(struct call *call, struct text since, struct place *at)
{
	struct text last = text_trim(call_header(call, "last-event-id"));
	struct text from = last.size ? last : since;

	at->now = text_is(from, "now");
	head_load(call);
	if (!at->now && !cursor_read(from, &at->xid, &at->seq))
		return refuse(call, last.size ? ERR_BAD : ERR_INVALID,
			      last.size ? "Last-Event-ID must be a cursor that was given out here"
					: "since must be a cursor that was given out here");
	if (at->now) {
		at->xid = call_whole(call, "headXid", 0);
		at->seq = call_whole(call, "headSeq", 0);
	}
	call_set_whole(call, "sinceXid", at->xid);
	call_set_whole(call, "sinceSeq", at->seq);
	call_set_whole(call, "floor", at->xid ? 0 : at->seq);
	return !at->now && (at->xid || at->seq) ? gone_refuse(call) : call->err;
}

enum err event_list(struct call *call)
{
	const struct shape *shape = catalogue_shape(call->app->catalogue, TEXT("EventSeen"));
	int64_t most = call_whole(call, "limit", 0), count = 0;
	struct place at;

	if (begin(call, call_text(call, "since"), &at))
		return call->err;
	json_key(&call->out, "events");
	json_list(&call->out);
	struct rows *r = at.now ? NULL : rows_after(call);
	while (r && rows_next(r)) {
		at.xid = rows_whole(r, "xid");
		at.seq = rows_whole(r, "seq");
		count++;
		json_map(&call->out);
		rows_put(r, shape);
		json_close(&call->out);
	}
	if (r)
		rows_close(r);
	if (call->err)
		return call->err;
	json_close(&call->out);
	place_note(call, &at, count, most);
	json_key(&call->out, "next");
	json_put_text(&call->out, cursor_text(call, call_whole(call, "placeXid", 0),
					      call_whole(call, "placeSeq", 0)));
	return ERR_OK;
}

/* --- as it happens --- */

static void stream_head(struct call *call)
{
	uint16_t some;

	call->content_type = TEXT("text/event-stream; charset=utf-8");
	call_reply_header(call, "Cache-Control", TEXT("no-store, no-transform"));
	call_reply_header(call, "X-Accel-Buffering", TEXT("no"));
	call->buffer.size = 0;
	id_random(&some, sizeof(some));
	buffer_format(&call->buffer, "retry: %d\n\n", RETRY_MS + some % RETRY_MS);
}

/* One page of what is behind the place; the server asks for the next, until it has come to the end,
 * and from there on it tells what happens (platform/live). */
enum err event_stream(struct call *call)
{
	struct live_frame frame = {
		.shape = catalogue_shape(call->app->catalogue, TEXT("EventSeen")),
		.thin = call_whole(call, "thin", 0),
		.named = call_whole(call, "named", 1),
	};
	struct text since = call_text(call, "since");
	struct place at;
	int64_t count = 0;

	if (begin(call, since.size ? since : TEXT("now"), &at))
		return call->err;
	stream_head(call);
	call_set_whole(call, "limit", STREAM_PAGE);
	struct rows *r = at.now ? NULL : rows_after(call);
	while (r && rows_next(r)) {
		at.xid = rows_whole(r, "xid");
		at.seq = rows_whole(r, "seq");
		count++;
		live_frame_put(call, r, &frame);
	}
	if (r)
		rows_close(r);
	place_note(call, &at, count, STREAM_PAGE);
	return call->err;
}
