// SPDX-License-Identifier: Apache-2.0
/*
 * What is gone.
 *
 * That one walk did not see an item proves nothing: while page numbers are read, something is
 * deleted on an earlier page and all that follows moves up by one, so that one item is on no page
 * that was read; and when something else was created meanwhile, even the totals agree.  Lists are
 * also empty, short or stale by mistake.  So, after a walk that looks complete:
 *
 *	- too much would be gone at once: nothing is, and a person is asked;
 *	- the row has an operation that asks for one item: each that is missing is asked for, and
 *	  only "there is no such thing" makes it gone.  Whether that answer means anything is seen
 *	  first, with an item that was just listed (or the next: that one may just have gone);
 *	- otherwise it is gone when two complete walks in a row have not seen it.  Where the list
 * has pages, the second must have seen all that the first saw: a shift in the first means that
 *	  something it saw was deleted.
 *
 * Each asking is a poll of its own, with its own transaction: the cursor says which item is next.
 */
#include "integration/engine/poll.h"

#define BRAKE_LEAST 20
#define GONE_MAX    200 /* handed over in one transaction */
#define PROBES_MAX  3
#define LOG_DAYS    ((int64_t)60) /* a site keeps what happened for 30 */

/* --- who asks for one --- */

/* It takes what the list takes in its path, and then an id. */
static bool is_single_of(const struct op *op, const struct op *list)
{
	size_t count = op ? op->param_count : 0;
	struct text last = count ? op->params[count - 1].name : TEXT("");

	if (!count || !op->reads || count - 1 > list->param_count ||
	    !(text_is(last, "id") || text_ends(last, "Id")))
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (!text_same(op->params[i].name, list->params[i].name))
			return false;
	return true;
}

const struct op *op_single(const struct catalogue *c, const struct op *list)
{
	const struct op *op = list->does == DOES_LIST
				      ? catalogue_does(c, list->connector, DOES_GET, list->thing)
				      : NULL;

	return is_single_of(op, list) ? op : NULL;
}

/* --- the brake --- */

/* Too much at once; so is all that there was. */
static bool braked(struct call *call, const struct poll *p, int64_t gone, int64_t walked)
{
	int64_t all = walked + gone;
	int64_t most = all / 10 > BRAKE_LEAST ? all / 10 : BRAKE_LEAST;

	if ((gone <= most && (walked || gone < 2)) || p->braked == 2)
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

/* What was asked about is there again, or was handed over: the next time is another question. */
static void brake_loose(struct call *call, const struct poll *p)
{
	if (!p->braked)
		return;
	store_do(call, "UPDATE cursor SET braked = 0 WHERE source_id = :sourceId");
	store_do(call, "UPDATE decision SET resolved = :now, choice = 'skip'"
		       " WHERE location_id = :locationId AND kind = 'brake' AND ref = :sourceId"
		       " AND resolved IS NULL");
}

/* --- handing over --- */

struct gone {
	struct text id, before;
	int64_t occurrence;
	bool whole;
};

static void gone_tell(struct call *call, const struct poll *p, const struct gone *g)
{
	const struct item_news news = {
		.id = g->id,
		.version = text_format(call->arena, "gone:%lld", (long long)p->walk_id),
		.known = g->before,
		.occurrence = g->occurrence,
		.whole = g->whole || !p->watched.count,
		.changed = true,
	};

	poll_tell(call, p, &news);
	call_set_text(call, "seenItem", g->id);
	store_do(call, "DELETE FROM seen WHERE source_id = :sourceId AND item = :seenItem");
}

static bool gone_next(struct call *call, const char *sql, struct gone *out)
{
	struct rows *r = store_ask(call, sql);
	bool there = rows_next(r);

	if (there)
		*out = (struct gone){ text_copy(call->arena, rows_text(r, "item")),
				      text_copy(call->arena, rows_text(r, "projection")),
				      rows_whole(r, "occurrence"), rows_whole(r, "whole") != 0 };
	rows_close(r);
	return there && !call->err;
}

/* --- the end of a walk --- */

static struct text place_of(struct call *call, const char *kind, struct text id)
{
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, kind);
	json_put_text(&o, id);
	json_close(&o);
	return buffer_text(&b);
}

static void walk_over(struct call *call, const struct poll *p)
{
	brake_loose(call, p);
	store_do(call, "UPDATE cursor SET full_walk = :walkId WHERE source_id = :sourceId");
}

/* May the walk before this one have read pages that shifted? */
static bool has_shifted(struct call *call, const struct poll *p)
{
	return size_name(p->op) && store_has(call, "SELECT 1 FROM seen WHERE source_id = :sourceId"
						   " AND walk_id >= :fullWalk"
						   " AND walk_id < :walkId");
}

/* A transaction's worth of what neither this walk nor the complete one before it has seen. */
static void unseen_twice(struct call *call, struct poll *p)
{
	struct gone g;
	size_t count = 0;
	bool shifted = has_shifted(call, p);

	p->next = (struct text){ 0 };
	while (count < GONE_MAX && !shifted &&
	       gone_next(call,
			 "SELECT item, projection, occurrence, whole FROM seen"
			 " WHERE source_id = :sourceId AND walk_id < :fullWalk"
			 " ORDER BY walk_id, item LIMIT 1",
			 &g)) {
		gone_tell(call, p, &g);
		count++;
	}
	if (count == GONE_MAX)
		p->next = TEXT("{\"twice\":true}");
	else
		walk_over(call, p);
}

/* The first that is missing behind this one is asked for next; none: the walk is over. */
static void one_next(struct call *call, struct poll *p, struct text behind)
{
	struct gone g;

	call_set_text(call, "behind", behind);
	p->next = (struct text){ 0 };
	if (gone_next(call,
		      "SELECT item, projection, occurrence, whole FROM seen"
		      " /* grows: each is passed once in a walk */ WHERE source_id = :sourceId"
		      " AND walk_id < :walkId AND item > :behind ORDER BY item LIMIT 1",
		      &g))
		p->next = place_of(call, "gone", g.id);
	else
		walk_over(call, p);
}

/* One that was just listed, behind this one. */
static void probe_next(struct call *call, struct poll *p, struct text behind, int64_t tries)
{
	struct gone g;
	struct text place;

	call_set_text(call, "behind", behind);
	if (tries > PROBES_MAX ||
	    !gone_next(call,
		       "SELECT item, projection, occurrence, whole FROM seen WHERE source_id = "
		       ":sourceId"
		       " AND walk_id = :walkId AND item > :behind ORDER BY item LIMIT 1",
		       &g))
		return;
	place = place_of(call, "probe", g.id);
	p->next = text_format(call->arena, "%.*s,\"tries\":%lld}", (int)place.size - 1, place.at,
			      (long long)tries);
}

static bool is_complete(const struct json *body, int64_t walked)
{
	int64_t total = -1;

	return !json_whole(json_get(body, "total"), &total) || walked >= total;
}

/* What a sync has deleted itself, or was told of by its other side, nobody needs to be asked about.
 */
#define UNTOLD(side, id)                                                                           \
	" AND NOT EXISTS (SELECT 1 FROM subscription u JOIN link l"                                \
	" ON l.location_id = :locationId AND l.flow_id = u.flow_id AND l." id " = seen.item"       \
	" AND l.gone_at > 0 WHERE u.source_id = :sourceId AND u.side = " side ")"

void walk_end(struct call *call, struct poll *p, const struct json *body)
{
	call_set_whole(call, "walkId", p->walk_id);
	call_set_whole(call, "fullWalk", p->full_walk);
	int64_t walked = store_number(call, "SELECT count(*) AS n FROM seen"
					    " /* grows: all of a walk, once at its end */"
					    " WHERE source_id = :sourceId AND walk_id = :walkId");
	bool complete = is_complete(body, walked);
	p->incomplete = !complete;
	call_set_whole(call, "walkDue", call->now_ms + (complete ? DAY_MS : HOUR_MS));
	/* what cannot be walked completely is known for all that after the second time */
	call_set_flag(call, "isKnown", p->known || complete || p->walk_id > 1);
	store_do(call, "UPDATE cursor SET known = :isKnown, walk_due = :walkDue"
		       " WHERE source_id = :sourceId");
	if (by_log(p)) /* what is not in it any more is only old */
		walk_over(call, p);
	if (!complete || by_log(p))
		return;
	int64_t gone = store_number(call, "SELECT count(*) AS n FROM seen"
					  " WHERE source_id = :sourceId AND walk_id < :walkId");
	int64_t untold = !gone ? 0
			       : store_number(call, "SELECT count(*) AS n FROM seen"
						    " WHERE source_id = :sourceId"
						    " AND walk_id < :walkId" UNTOLD("0", "a_id")
							    UNTOLD("1", "b_id"));
	if (braked(call, p, untold, walked)) {
		store_do(call, "UPDATE cursor SET full_walk = :walkId WHERE source_id = :sourceId");
		return;
	}
	if (gone && p->single && !p->connection.size)
		one_next(call, p, TEXT(""));
	else if (gone && p->single)
		probe_next(call, p, TEXT(""), 1);
	if (!p->next.size)
		unseen_twice(call, p);
}

void gone_keep(struct call *call, struct poll *p)
{
	struct gone g;

	call_set_whole(call, "walkId", p->walk_id);
	call_set_whole(call, "fullWalk", p->full_walk);
	call_set_text(call, "seenItem", p->one);
	if (p->probe && p->missing)
		probe_next(call, p, p->one, p->probe_tries + 1);
	if (p->next.size)
		return;
	if (p->twice || (p->probe && (p->missing || p->dumb))) {
		unseen_twice(call, p);
		return;
	}
	if (!p->probe && p->missing &&
	    gone_next(call,
		      "SELECT item, projection, occurrence, whole FROM seen"
		      " WHERE source_id = :sourceId AND item = :seenItem AND walk_id < :walkId",
		      &g))
		gone_tell(call, p, &g);
	else if (!p->probe)
		store_do(call, "UPDATE seen SET walk_id = :walkId"
			       " WHERE source_id = :sourceId AND item = :seenItem");
	one_next(call, p, p->probe ? TEXT("") : p->one);
}

void log_trim(struct call *call, const struct poll *p)
{
	call_set_whole(call, "walkId", p->walk_id);
	call_set_whole(call, "oldBefore", call->now_ms - LOG_DAYS * DAY_MS);
	store_do(call, "DELETE FROM seen WHERE source_id = :sourceId AND last_at < :oldBefore"
		       " AND item IN (SELECT item FROM seen WHERE source_id = :sourceId"
		       " AND walk_id < :walkId ORDER BY walk_id LIMIT 200)");
}

void walk_drop(struct call *call, const struct poll *p)
{
	call_set_whole(call, "walkId", p->walk_id);
	call_set_flag(call, "full", p->full);
	store_do(call, "UPDATE cursor SET walk_page = NULL, walk_id = :walkId,"
		       " walk_due = CASE WHEN :full THEN 0 ELSE walk_due END"
		       " WHERE source_id = :sourceId");
}

void gone_said(struct call *call, struct poll *p, const struct json *ids)
{
	struct gone g;

	for (const struct json *id = json_first(ids); id && !call->err; id = json_after(ids, id)) {
		call_set_text(call, "seenItem", json_text(id));
		p->fresh++;
		if (gone_next(call,
			      "SELECT item, projection, occurrence, whole FROM seen"
			      " WHERE source_id = :sourceId AND item = :seenItem",
			      &g))
			gone_tell(call, p, &g);
	}
}
