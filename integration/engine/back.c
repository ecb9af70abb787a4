// SPDX-License-Identifier: Apache-2.0
/*
 * The clock was set back: what waits for a moment waits for it that much longer.
 *
 * What is only put off (a try, a page of a poll, a pause) is looked at now: coming early is
 * harmless, for each is asked once more whether it may.  Schedules find their next time anew; one
 * that was called already is known by its time.  Waits and dates that a flow names stand: those are
 * what the clock says.
 *
 * In parts, each a transaction; it may be done by several processes at once, and again.
 */
#include "integration/engine/inside.h"

#include "platform/jobs/jobs.h"

#define PART 400

static bool soon(struct call *call, const char *sql)
{
	return !store_do(call, sql) && call->changed > 0;
}

/* Each statement takes a part of what is due later than now; its second time finds the rest. */
static bool put_off(struct call *call)
{
	bool more = soon(call, "UPDATE effect SET due = :now WHERE id IN (SELECT id FROM effect"
			       " /* grows: a part of what is under way */"
			       " WHERE state IN ('ready', 'retry') AND due > :now LIMIT 400)");

	more |= soon(call, "UPDATE run SET due = :now WHERE id IN (SELECT id FROM run"
			   " /* grows: a part of what is under way */"
			   " WHERE state IN ('ready', 'sending', 'asking') AND lane IN (0, 1, 2, "
			   "3) AND due > :now"
			   " AND due < :later LIMIT 400)");
	more |= soon(call, "UPDATE cursor SET next_due = :now WHERE source_id IN"
			   " (SELECT source_id FROM cursor /* grows: a part of the sources */"
			   " WHERE kind = 'poll' AND next_due > :now LIMIT 400)");
	more |= soon(call, "UPDATE cursor SET walk_due = :tomorrow WHERE source_id IN"
			   " (SELECT source_id FROM cursor /* grows: a part of the sources */"
			   " WHERE walk_due > :tomorrow LIMIT 400)");
	more |= soon(call, "UPDATE pace SET free_at = min(free_at, :now),"
			   " rest_at = min(rest_at, :now), open_until = 0, slow_until = 0,"
			   " window_start = 0, used = 0 /* grows: one a connection */"
			   " WHERE free_at > :now OR rest_at > :now OR open_until > :now"
			   " OR window_start > :now");
	more |= jobs_put_off(call);
	return more;
}

struct next_time {
	struct text source_id, params;
	int64_t due;
};

static void next_find(struct call *call, const struct next_time *t)
{
	const struct json *params;
	struct text why;

	if (json_read(call->arena, t->params, &params, &why))
		return;
	int64_t next = schedule_next(call->arena, json_text(json_get(params, "word")),
				     json_text(json_get(params, "zone")), call->now_ms);
	if (next >= t->due)
		return;
	call_set_text(call, "timeSource", t->source_id);
	call_set_whole(call, "timeNext", next);
	store_do(call, "UPDATE cursor SET next_due = :timeNext WHERE source_id = :timeSource");
}

/* Behind the source where the part before ended; its own last one goes there. */
static bool schedules(struct call *call, struct text *behind)
{
	struct next_time times[PART];
	size_t count = 0;

	call_set_text(call, "behind", *behind);
	struct rows *r = store_ask(call,
				   "SELECT c.source_id, c.next_due, s.params_json"
				   " FROM cursor c JOIN source s ON s.id = c.source_id"
				   " /* grows: a part of the sources */"
				   " WHERE c.kind = 'schedule' AND c.next_due > :now"
				   " AND c.source_id > :behind ORDER BY c.source_id LIMIT 400");
	while (count < PART && rows_next(r))
		times[count++] = (struct next_time){
			text_copy(call->arena, rows_text(r, "source_id")),
			text_copy(call->arena, rows_text(r, "params_json")),
			rows_whole(r, "next_due"),
		};
	rows_close(r);
	for (size_t i = 0; i < count && !call->err; i++)
		next_find(call, &times[i]);
	if (count)
		*behind = times[count - 1].source_id;
	return count == PART;
}

enum err back_run(struct call *call)
{
	struct back *b = store_transaction_data(call);

	call_set_whole(call, "now", call->now_ms);
	call_set_whole(call, "later", RUN_LATER);
	call_set_whole(call, "tomorrow", call->now_ms + DAY_MS);
	store_guard(call, "flow-claim", TEXT(""));
	b->more = put_off(call);
	b->more |= schedules(call, &b->behind);
	return call->err;
}
