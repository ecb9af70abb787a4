// SPDX-License-Identifier: Apache-2.0
/*
 * A page of a poll, kept: ledger, inbox, runs and the place to go on from, in one transaction.  A
 * long page is kept in parts; only with the last of them the walk goes on, so that a page that was
 * interrupted is asked for again, and what was kept of it is known.
 */
#include "base/core/log.h"
#include "integration/engine/poll.h"

#define BACKOFF_MS	((int64_t)5000)
#define BACKOFF_MOST_MS (30 * MINUTE_MS)
#define PART_MAX	200 /* items of a page that are kept in one transaction */
#define FAILS_MAX	5   /* in a row, in the middle of a walk: then it begins anew */
#define STALE_MAX	10  /* pages in a row without anything new */
#define REWOUND		409 /* such a cursor is not known (any more) */

static void ask_ours(struct call *call, struct poll *p)
{
	const struct op *op = p->one.size ? p->single : p->op;
	const struct invocation asking = { op, p->input, p->location_id,
					   invoke_for_row(call, p->location_id, op) };
	struct invoked told = { 0 };

	if (invoke_try(call, &asking, &told))
		return;
	p->missing = p->one.size && err_is_missing(told.err);
	p->dumb = p->one.size && told.err && !p->missing;
	if (!told.err)
		p->body = told.body;
	else if (!p->one.size)
		p->error = told.why;
}

/* --- keeping a page --- */

static struct text id_of(const struct json *item)
{
	const struct json *id = json_get(item, "id");

	return json_text(id ? id : json_get(item, "key"));
}

struct ledger {
	struct text version, before;
	int64_t occurrence, walk_id;
	bool known, whole;
};

static void ledger_load(struct call *call, struct ledger *l)
{
	struct rows *r = store_ask(call, "SELECT version, projection, occurrence, walk_id, whole"
					 " FROM seen WHERE source_id = :sourceId"
					 " AND item = :seenItem");

	*l = (struct ledger){ 0 };
	if (rows_next(r)) {
		l->known = true;
		l->whole = rows_whole(r, "whole") != 0;
		l->version = text_copy(call->arena, rows_text(r, "version"));
		l->before = text_copy(call->arena, rows_text(r, "projection"));
		l->occurrence = rows_whole(r, "occurrence");
		l->walk_id = rows_whole(r, "walk_id");
	}
	rows_close(r);
}

static struct text version_of(struct arena *a, const struct json *item, struct vocabulary watch)
{
	struct text part = projection(a, item, watch);
	char version[SUM_HEX];

	sum_hex(&part, 1, version);
	version[32] = '\0';
	return text_copy(a, text_of(version));
}

/* Rows of the version before hold, and tell apart, only what was watched then. */
static bool is_changed(struct arena *a, const struct poll *p, const struct ledger *l,
		       const struct json *item, struct text version)
{
	if (!l->known || l->whole || !p->watched.count)
		return !text_same(l->version, version);
	return !text_same(l->version, version_of(a, item, p->watched));
}

static enum err item_keep(struct call *call, struct poll *p, const struct json *item)
{
	static const struct vocabulary all = { 0 };
	struct arena *a = call->arena;
	struct text id = id_of(item);
	struct ledger l;

	if (!id.size || id.size > 200)
		return ERR_OK;
	struct text version = version_of(a, item, all), now = canonical(a, item);
	call_set_text(call, "seenItem", id);
	call_set_text(call, "version", version);
	call_set_text(call, "projection", now);
	call_set_whole(call, "walkId", p->walk_id);
	ledger_load(call, &l);
	p->fresh += !l.known || l.walk_id < p->walk_id;
	bool changed = is_changed(a, p, &l, item, version);
	bool differs = l.known && (changed || (l.whole && !text_same(l.before, now)));
	int64_t occurrence = l.occurrence + differs;
	call_set_whole(call, "occurrence", occurrence);
	store_do(call, "INSERT INTO seen (source_id, item, version, projection, occurrence,"
		       " first_at, last_at, walk_id, whole) VALUES (:sourceId, :seenItem, :version,"
		       " :projection, 0, :now, :now, :walkId, true)"
		       " ON CONFLICT (source_id, item)"
		       " DO UPDATE SET version = excluded.version, whole = true,"
		       " projection = excluded.projection, occurrence = :occurrence,"
		       " last_at = excluded.last_at, walk_id = excluded.walk_id");
	const struct item_news news = { .id = id,
					.item = item,
					.version = version,
					.known = l.known ? l.before : (struct text){ 0 },
					.occurrence = occurrence,
					.walk_id = l.walk_id,
					.whole = l.whole || !p->watched.count,
					.changed = changed };
	return call->err ? call->err : poll_tell(call, p, &news);
}

static const struct json *items_of(const struct poll *p, const struct json *body)
{
	const char *inner = op_inner(p->op, true);

	if (json_is(body, JSON_LIST))
		return body;
	return inner ? json_get(body, inner) : NULL;
}

static void newest_take(struct poll *p, const struct json *item)
{
	int64_t ms;

	if (by_change(p) && clock_read_iso(json_text(json_find(item, p->op->since)), &ms) &&
	    ms > p->newest)
		p->newest = ms;
}

/* A short page is the last one, unless the other side says that there is more. */
static bool is_last(struct call *call, const struct poll *p, const struct json *body, size_t got)
{
	int64_t total;

	if (poll_goes_on(p, body, got))
		return false;
	if (by_cursor(p) || !size_name(p->op) || !got)
		return true;
	call_set_whole(call, "walkId", p->walk_id);
	return !p->full || !json_whole(json_get(body, "total"), &total) ||
	       store_number(call, "SELECT count(*) AS n FROM seen"
				  " /* grows: all of a walk, once at its end */"
				  " WHERE source_id = :sourceId AND walk_id = :walkId") >= total;
}

/* Where to go on.  Who gives the same again and again would be asked for ever. */
static void next_take(struct call *call, struct poll *p, const struct json *body,
		      const struct json *last, size_t got)
{
	struct text place = poll_place_after(call->arena, p, body, last, got);
	long long stale = p->fresh ? 0 : p->stale + 1;

	if (place.size)
		p->next = text_format(call->arena, "%.*s,\"stale\":%lld}", (int)place.size - 1,
				      place.at, stale);
	else if (by_cursor(p))
		p->error = TEXT("the answer does not say where to go on");
	if (p->next.size && stale > STALE_MAX)
		p->error = TEXT("the other side gives the same page again and again");
	if (p->error.size)
		walk_drop(call, p);
}

/* --- the page, kept --- */

/* Its cursor is from before the other side was put back: all is read again, and what is known of it
 * is not handed over twice. */
static enum err poll_rewound(struct call *call)
{
	return store_do(call, "UPDATE cursor SET position = '', walk_page = NULL, walk_due = 0,"
			      " fails = fails + 1, next_due = :now, lease_until = 0,"
			      " last_at = :now WHERE source_id = :sourceId");
}

static enum err poll_failed(struct call *call, const struct poll *p)
{
	int64_t wait = BACKOFF_MS;

	if (by_cursor(p) && p->answer.status == REWOUND && (p->page.size || p->position.size))
		return poll_rewound(call);

	for (int64_t i = 0; i < p->fails && wait < BACKOFF_MOST_MS; i++)
		wait *= 2;
	wait = wait < BACKOFF_MOST_MS ? wait : BACKOFF_MOST_MS;
	if (p->page.size && (p->fails + 1) % FAILS_MAX == 0)
		walk_drop(call, p); /* its place may be one that is not there any more */
	call_set_whole(call, "due", call->now_ms + (wait > p->wait_ms ? wait : p->wait_ms));
	call_set_text(call, "error", p->error);
	if (!p->fails) /* once, not each time */
		log_say(LOG_WARN, "flows", "%.*s cannot be looked at through '%.*s': %.*s",
			(int)(p->op ? p->op->name.size : 0), p->op ? p->op->name.at : "",
			(int)p->connection.size, p->connection.at, (int)p->error.size, p->error.at);
	return store_do(call, "UPDATE cursor SET fails = fails + 1, last_error = :error,"
			      " next_due = :due, lease_until = 0, last_at = :now"
			      " WHERE source_id = :sourceId");
}

/* As late as what was seen, but no later than the other side's clock: a date in the future would
 * hide what changes until then. */
static int64_t position_of(struct call *call, const struct poll *p)
{
	int64_t position = 0, now = p->answer.date_ms > 0 ? p->answer.date_ms : call->now_ms;

	text_whole(p->position, &position);
	if (p->newest > position)
		position = p->newest;
	return position < now ? position : now;
}

static enum err poll_move(struct call *call, const struct poll *p)
{
	call_set_text(call, "position",
		      p->keep.size ? p->keep
		      : by_cursor(p)
			      ? p->position
			      : text_format(call->arena, "%lld", (long long)position_of(call, p)));
	call_set_text(call, "next", p->next);
	call_set_flag(call, "full", p->full);
	call_set_whole(call, "walkId", p->walk_id);
	call_set_whole(call, "due", p->next.size ? call->now_ms : call->now_ms + p->every_ms);
	call_set_whole(call, "began", p->began_ms);
	return store_do(call, "UPDATE cursor SET position = :position, walk_page ="
			      " nullif(:next, ''), walk_full = :full, walk_id = :walkId,"
			      " walk_began = :began, fails = 0, last_error = NULL,"
			      " next_due = CASE WHEN woken >= :began AND :next = ''"
			      " THEN CAST(:now AS BIGINT) + 2000 ELSE :due END,"
			      " lease_until = 0, last_at = :now WHERE source_id = :sourceId");
}

static enum err poll_done(struct call *call, const struct poll *p)
{
	enum err e = poll_move(call, p);

	return e || p->next.size || !p->full ? e : poll_filled(call, p);
}

static void pace_keep(struct call *call, const struct poll *p)
{
	struct pace pace;
	struct pace_news news = news_of(&p->answer);

	pace_load(call, p->connection, p->highlevel, &pace);
	pace_heard(&pace, &news, call->now_ms, 0);
	pace_save(call, &pace);
	pace_note(call, p->connection_id, &pace, &p->answer);
}

/* What it says of the walk, when the page is whole: who is gone, and where to begin the next time.
 */
static void cursor_take(struct call *call, struct poll *p, const struct json *body)
{
	gone_said(call, p, json_find(body, p->op->wraps.out));
	p->keep = json_text(json_find(body, p->op->follows.keep));
}

/* The next part of the page; how many items the page has. */
static size_t part_keep(struct call *call, struct poll *p, const struct json *items,
			const struct json **last)
{
	size_t at = 0;

	p->more = false;
	for (const struct json *i = json_first(items); i; i = json_after(items, i), at++) {
		newest_take(p, i);
		*last = i;
		if (at < p->from || call->err)
			continue;
		if (at == p->from + PART_MAX) {
			p->more = true;
			break;
		}
		item_keep(call, p, i);
	}
	return at;
}

static enum err page_keep(struct call *call, struct poll *p)
{
	const struct json *body = NULL, *items = NULL, *last = NULL;
	struct text why;

	if (json_read(call->arena, p->body, &body, &why) || !(items = items_of(p, body))) {
		p->error = TEXT("the answer holds no list");
		return poll_failed(call, p);
	}
	size_t got = part_keep(call, p, items, &last);
	if (p->more || call->err) {
		p->from = got;
		return call->err;
	}
	if (by_cursor(p))
		cursor_take(call, p, body);
	if (!is_last(call, p, body, got))
		next_take(call, p, body, last, got);
	if (p->error.size)
		return call->err ? call->err : poll_failed(call, p);
	if (!p->next.size && p->full && !call->err)
		walk_end(call, p, body);
	if (!p->next.size && by_log(p) && !call->err)
		log_trim(call, p);
	return call->err ? call->err : poll_done(call, p);
}

enum err poll_keep(struct call *call)
{
	struct poll *p = store_transaction_data(call);

	call_set_whole(call, "now", call->now_ms);
	call_set_text(call, "locationId", p->location_id);
	call_set_text(call, "sourceId", p->source_id);
	call_set_text(call, "me", call->app->flows->me);
	p->more = false;
	store_guard(call, "flow-claim", TEXT(""));
	if (!store_has(call, "SELECT 1 FROM cursor WHERE source_id = :sourceId"
			     " AND lease_by = :me AND lease_until > 0"))
		return call->err;
	poll_readers(call, p);
	if (p->asked && !p->from)
		pace_keep(call, p);
	if (!p->connection.size && p->op && !p->from && !p->twice)
		ask_ours(call, p);
	if (p->error.size || call->err)
		return call->err ? call->err : poll_failed(call, p);
	if (!p->one.size && !p->twice)
		return page_keep(call, p);
	gone_keep(call, p);
	return call->err ? call->err : poll_done(call, p);
}
