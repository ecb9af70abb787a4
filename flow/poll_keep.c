// SPDX-License-Identifier: Apache-2.0
/*
 * A page of a poll, kept: ledger, inbox, runs and the place to go on from, in one transaction; and
 * at the end of a complete walk, what is gone.
 */
#include "flow/poll.h"

#define BACKOFF_MS	((int64_t)5000)
#define BACKOFF_MOST_MS (30 * MINUTE_MS)
#define BRAKE_LEAST	20
#define ITEMS_MAX	1000 /* of one page */

static void ask_ours(struct call *call, struct poll *p)
{
	struct auth_asking asking;
	struct auth_told told = { 0 };
	struct text why = { 0 };

	if (!flow_request(call->arena, p->op, p->input, p->location_id, &asking, &why)) {
		p->error = why;
		return;
	}
	asking.who = flow_who(call, p->location_id);
	if (auth_try(call, &asking, &told))
		return;
	if (told.err)
		p->error = told.why;
	else
		p->body = told.body;
}

/* --- keeping a page --- */

static struct text id_of(const struct json *item)
{
	const struct json *id = json_get(item, "id");

	return json_text(id ? id : json_get(item, "key"));
}

struct ledger {
	struct text version, before;
	int64_t occurrence;
	bool known;
};

static void ledger_load(struct call *call, struct ledger *l)
{
	struct rows *r = store_ask(call, "SELECT version, projection, occurrence FROM seen"
					 " WHERE source_id = :sourceId AND item = :seenItem");

	*l = (struct ledger){ 0 };
	if (rows_next(r)) {
		l->known = true;
		l->version = text_copy(call->arena, rows_text(r, "version"));
		l->before = text_copy(call->arena, rows_text(r, "projection"));
		l->occurrence = rows_whole(r, "occurrence");
	}
	rows_close(r);
}

static enum err hand_over(struct call *call, const struct poll *p, struct text item,
			  const char *change, const struct text version_and_payload[2])
{
	bool fresh;
	const struct inbox_new in = { p->source_id, item,
				      text_format(call->arena, "%.*s:%.*s", (int)item.size, item.at,
						  (int)version_and_payload[0].size,
						  version_and_payload[0].at),
				      text_of(change), version_and_payload[1] };
	int64_t inbox = inbox_insert(call, &in, &fresh);

	if (!fresh)
		return call->err;
	return inbox_spread(call, p->source_id, inbox, &in, p->known ? LANE_POLL : LANE_BACKFILL);
}

/* Before the first walk is over nothing is new, but to who asked for all of it. */
static bool wants_all(struct call *call)
{
	return store_has(call, "SELECT 1 FROM subscription WHERE source_id = :sourceId"
			       " AND start_all");
}

static enum err item_keep(struct call *call, struct poll *p, const struct json *item)
{
	struct text id = id_of(item);
	char version[SUM_HEX];
	struct ledger l;

	if (!id.size || id.size > 200)
		return ERR_OK;
	struct text part = projection(call->arena, item, p->watch);
	sum_hex(&part, 1, version);
	version[32] = '\0';
	call_set_text(call, "seenItem", id);
	call_set_text(call, "version", text_copy(call->arena, text_of(version)));
	call_set_text(call, "projection", part);
	call_set_whole(call, "walkId", p->walk_id);
	ledger_load(call, &l);
	bool same = l.known && text_is(l.version, version);
	int64_t occurrence = l.occurrence + (l.known && !same);
	call_set_whole(call, "occurrence", occurrence);
	store_do(call, "INSERT INTO seen (source_id, item, version, projection, occurrence,"
		       " first_at, last_at, walk_id) VALUES (:sourceId, :seenItem, :version,"
		       " :projection, 0, :now, :now, :walkId) ON CONFLICT (source_id, item)"
		       " DO UPDATE SET version = excluded.version,"
		       " projection = excluded.projection, occurrence = :occurrence,"
		       " last_at = excluded.last_at, walk_id = excluded.walk_id");
	if (same || (!l.known && !p->known && !wants_all(call)))
		return call->err;
	const char *change = l.known ? "updated" : p->known ? "created" : "appeared";
	const struct text told[2] = {
		text_format(call->arena, "%s:%lld", version, (long long)occurrence),
		event_json(call->arena, json_source(call->arena, item), change, call->now_ms,
			   l.before),
	};
	return hand_over(call, p, id, change, told);
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

	if (clock_read_iso(json_text(json_get(item, "dateUpdated")), &ms) && ms > p->newest)
		p->newest = ms;
}

/* Where to go on; the same place twice would go round for ever. */
static void next_take(struct call *call, struct poll *p, const struct json *last, size_t got)
{
	const struct json *after = json_get(last, "searchAfter"), *page, *number;
	struct text why;
	int64_t n = 1;

	p->next = (struct text){ 0 };
	if (!size_name(p->op) || got < PAGE_SIZE)
		return;
	if (op_takes(p->op, "searchAfter") && after) {
		struct text at = json_source(call->arena, after);
		p->next = text_format(call->arena, "{\"searchAfter\":%.*s}", (int)at.size, at.at);
	} else if (op_takes(p->op, "page")) {
		if (p->page.size && !json_read(call->arena, p->page, &page, &why) &&
		    (number = json_get(page, "page")))
			json_whole(number, &n);
		p->next = text_format(call->arena, "{\"page\":%lld}", (long long)n + 1);
	} else if (op_takes(p->op, "skip")) {
		n = 0;
		if (p->page.size && !json_read(call->arena, p->page, &page, &why))
			json_whole(json_get(page, "skip"), &n);
		p->next = text_format(call->arena, "{\"skip\":%lld}", (long long)n + PAGE_SIZE);
	}
	if (p->next.size && text_same(p->next, p->page))
		p->error = TEXT("the other side gives the same page again and again");
}

/* --- what is gone --- */

static int64_t count_of(struct call *call, const char *sql)
{
	int64_t n = 0;
	struct rows *r = store_ask(call, sql);

	if (rows_next(r))
		n = rows_whole(r, "n");
	rows_close(r);
	return n;
}

static bool braked(struct call *call, const struct poll *p, int64_t gone, int64_t all)
{
	int64_t most = all / 10 > BRAKE_LEAST ? all / 10 : BRAKE_LEAST;

	if (gone <= most || p->braked == 2)
		return false;
	if (p->braked == 0) {
		call_set_text(call, "reason",
			      text_format(call->arena,
					  "%lld of %lld items are gone at once. Were they really"
					  " deleted? retry hands the deletions over; skip looks"
					  " again",
					  (long long)gone, (long long)all));
		store_do(call, "INSERT INTO decision (location_id, kind, ref, reason, opened)"
			       " VALUES (:locationId, 'brake', :sourceId, :reason, :now)");
		store_do(call, "UPDATE cursor SET braked = 1 WHERE source_id = :sourceId");
	}
	return true;
}

static void gone_hand_over(struct call *call, const struct poll *p)
{
	struct ledger *gone = arena_take(call->arena, ITEMS_MAX * sizeof(*gone));
	struct text *ids = arena_take(call->arena, ITEMS_MAX * sizeof(*ids));
	size_t count = 0;
	struct rows *r = store_ask(call, "SELECT item, version, projection, occurrence FROM seen"
					 " WHERE source_id = :sourceId AND walk_id < :walkId"
					 " ORDER BY item LIMIT 1000");

	while (count < ITEMS_MAX && rows_next(r)) {
		ids[count] = text_copy(call->arena, rows_text(r, "item"));
		gone[count].version = text_copy(call->arena, rows_text(r, "version"));
		gone[count].before = text_copy(call->arena, rows_text(r, "projection"));
		gone[count++].occurrence = rows_whole(r, "occurrence");
	}
	rows_close(r);
	for (size_t i = 0; i < count && !call->err; i++) {
		struct buffer b = buffer_open(call->arena, 4096);
		struct json_out o = json_open(&b);
		json_map(&o);
		json_key(&o, "id");
		json_put_text(&o, ids[i]);
		json_close(&o);
		const struct text told[2] = {
			text_format(call->arena, "gone:%lld:%lld", (long long)p->walk_id,
				    (long long)gone[i].occurrence),
			event_json(call->arena, buffer_text(&b), "deleted", call->now_ms,
				   gone[i].before),
		};
		hand_over(call, p, ids[i], "deleted", told);
		call_set_text(call, "seenItem", ids[i]);
		store_do(call, "DELETE FROM seen WHERE source_id = :sourceId AND item = :seenItem");
	}
}

static void walk_end(struct call *call, const struct poll *p, const struct json *body)
{
	int64_t total = -1;

	call_set_whole(call, "walkId", p->walk_id);
	call_set_whole(call, "walkDue", call->now_ms + DAY_MS);
	store_do(call, "UPDATE cursor SET known = true, walk_due = :walkDue"
		       " WHERE source_id = :sourceId");
	int64_t walked = count_of(call, "SELECT count(*) AS n FROM seen"
					" WHERE source_id = :sourceId AND walk_id = :walkId");
	int64_t gone = count_of(call, "SELECT count(*) AS n FROM seen"
				      " WHERE source_id = :sourceId AND walk_id < :walkId");
	if (json_whole(json_get(body, "total"), &total) && walked < total)
		return; /* it was not complete, whatever it looks like */
	if (!gone || braked(call, p, gone, walked + gone))
		return;
	gone_hand_over(call, p);
	if (p->braked)
		store_do(call, "UPDATE cursor SET braked = 0 WHERE source_id = :sourceId");
}

/* --- the page, kept --- */

static enum err poll_failed(struct call *call, const struct poll *p)
{
	int64_t wait = BACKOFF_MS;

	for (int64_t i = 0; i < p->fails && wait < BACKOFF_MOST_MS; i++)
		wait *= 2;
	wait = wait < BACKOFF_MOST_MS ? wait : BACKOFF_MOST_MS;
	call_set_whole(call, "due", call->now_ms + (wait > p->wait_ms ? wait : p->wait_ms));
	call_set_text(call, "error", p->error);
	return store_do(call, "UPDATE cursor SET fails = fails + 1, last_error = :error,"
			      " next_due = :due, lease_until = 0, last_at = :now"
			      " WHERE source_id = :sourceId");
}

static enum err poll_move(struct call *call, const struct poll *p)
{
	int64_t position = 0;

	text_whole(p->position, &position);
	if (p->newest > position)
		position = p->newest;
	call_set_text(call, "position", text_format(call->arena, "%lld", (long long)position));
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

static void pace_keep(struct call *call, const struct poll *p)
{
	struct pace pace;
	struct pace_news news = news_of(&p->answer);

	pace_load(call, p->connection, p->highlevel, &pace);
	pace_heard(&pace, &news, call->now_ms, 0);
	pace_save(call, &pace);
	connection_note(call, p->connection_id, p->answer.class, p->answer.why);
}

enum err poll_keep(struct call *call)
{
	struct poll *p = desk_data(call);
	const struct json *body = NULL, *items = NULL, *last = NULL;
	struct text why;
	size_t got = 0;

	call_set_whole(call, "now", call->now_ms);
	call_set_text(call, "locationId", p->location_id);
	call_set_text(call, "sourceId", p->source_id);
	call_set_text(call, "me", text_of(call->flows->me));
	store_guard(call, "flow-claim", TEXT(""));
	if (!store_has(call, "SELECT 1 FROM cursor WHERE source_id = :sourceId"
			     " AND lease_by = :me AND lease_until > 0"))
		return call->err;
	if (p->asked)
		pace_keep(call, p);
	if (!p->connection.size && p->op)
		ask_ours(call, p);
	if (!p->error.size &&
	    (json_read(call->arena, p->body, &body, &why) || !(items = items_of(p, body))))
		p->error = TEXT("the answer holds no list");
	if (p->error.size || call->err)
		return call->err ? call->err : poll_failed(call, p);
	for (const struct json *i = json_first(items); i && !call->err && got < ITEMS_MAX;
	     i = json_after(items, i)) {
		item_keep(call, p, i);
		newest_take(p, i);
		last = i;
		got++;
	}
	next_take(call, p, last, got);
	if (p->error.size)
		return call->err ? call->err : poll_failed(call, p);
	if (!p->next.size && p->full && !call->err)
		walk_end(call, p, body);
	return call->err ? call->err : poll_move(call, p);
}
