// SPDX-License-Identifier: Apache-2.0
/*
 * One thread that does many jobs of a kind together: for work that waits for others most of the
 * time, and needs no thread for that.
 *
 * What is taken in one go is one transaction, however many targets it is of, and so is what is
 * settled.  Who has how much under way is known in memory only (windows.h).
 */
#include "platform/jobs/inside.h"

#include <stdlib.h>

struct job_loop {
	struct line *line;
	struct hand hand;
	struct windows windows;
	size_t flying, slow; /* of those, at targets that answer slowly */
	struct job_claim claim;
};

/* A target that is due, and how many of it may be begun. */
struct wish {
	struct turn_wish turn;
	size_t most;   /* at once */
	size_t room;   /* more than are under way */
	size_t wanted; /* in this taking */
};

struct call *job_loop_call(struct job_loop *l, struct arena *a)
{
	struct hand h = l->hand;

	h.arena = a;
	return hand_call(&h);
}

bool job_loop_stops(const struct job_loop *l)
{
	return atomic_load(&l->line->jobs->stopping);
}

void job_loop_wakes(struct job_loop *l, void (*wake)(void *of), void *of)
{
	struct jobs *j = l->line->jobs;

	pthread_mutex_lock(&j->lock);
	l->line->wake = wake;
	l->line->wake_of = of;
	pthread_mutex_unlock(&j->lock);
}

/* --- taking --- */

static size_t most_of(const struct job_loop *l, int64_t parallel, int64_t processes)
{
	int64_t most = parallel ? parallel : (int64_t)l->line->kind->at_once;

	most = processes > 1 ? most / processes : most;
	return most > 0 ? (size_t)most : 1;
}

/* Those that have all under way that they may are passed over. */
static struct text full_of(struct job_loop *l, struct call *call)
{
	struct buffer b = buffer_open(call->arena, 32 * (CLAIM_JOBS_MAX + 1));
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t set = 0; set < WINDOWS_SETS && l->flying; set++)
		for (size_t way = 0; way < WINDOWS_WAYS; way++) {
			const struct window *w = &l->windows.all[set][way];
			if (window_full(w))
				json_put_whole(&o, w->target);
		}
	json_close(&o);
	return buffer_text(&b);
}

static size_t wishes_find(struct job_loop *l, struct wish *out)
{
	struct call *call = hand_call(&l->hand);
	size_t count = 0;

	call_set_whole(call, "jobKind", l->line->kind->number);
	call_set_text(call, "jobFull", full_of(l, call));
	int64_t processes = store_number(call, "SELECT count(*) AS n FROM worker");
	struct rows *r = store_ask(call, "SELECT id, location_id, parallel FROM job_target"
					 " WHERE kind = :jobKind AND next_due <= :now"
					 " AND id NOT IN (SELECT CAST(value AS BIGINT)"
					 " FROM json_each(:jobFull))"
					 " /* grows: passes those that are under way */"
					 " ORDER BY next_due LIMIT 64");
	while (count < DUE_MAX && rows_next(r)) {
		struct wish w = {
			.turn = { text_hash(rows_text(r, "location_id")), rows_whole(r, "id") },
			.most = most_of(l, rows_whole(r, "parallel"), processes),
		};
		w.room = window_room(&l->windows, w.turn.target, w.most);
		if (w.room)
			out[count++] = w;
	}
	rows_close(r);
	store_connection_rest(l->hand.connection);
	return count;
}

/* Who answers slowly has no more than half of all places, together with his like. */
static bool waits(const struct job_loop *l, const struct wish *w, size_t slow)
{
	return w->wanted == w->room || (slow >= (l->line->kind->at_once + 1) / 2 &&
					window_slow(&l->windows, w->turn.target));
}

/* Turn by turn: so many of each are wanted. */
static void wishes_share(struct job_loop *l, struct wish *wishes, size_t count, size_t most)
{
	struct turn_wish open[DUE_MAX];
	size_t of[DUE_MAX], slow = l->slow;

	while (most > 0) {
		size_t left = 0;
		for (size_t i = 0; i < count; i++)
			if (!waits(l, &wishes[i], slow)) {
				open[left] = wishes[i].turn;
				of[left++] = i;
			}
		size_t next = turns_next(&l->line->turns, open, left);
		if (next == left)
			return;
		struct wish *w = &wishes[of[next]];
		turns_begin(&l->line->turns, &w->turn);
		w->wanted++;
		slow += window_slow(&l->windows, w->turn.target);
		most--;
	}
}

static int by_target(const void *a, const void *b)
{
	int64_t one = ((const struct wish *)a)->turn.target;
	int64_t other = ((const struct wish *)b)->turn.target;

	return (one > other) - (one < other);
}

/* What was wanted and was not there costs nothing. */
static void wish_end(struct job_loop *l, const struct wish *w, size_t taken)
{
	for (size_t i = taken; i < w->wanted; i++)
		turns_undo(&l->line->turns, &w->turn);
	for (size_t i = 0; i < taken; i++)
		window_begin(&l->windows, w->turn.target, w->most);
	l->flying += taken;
	l->slow += window_slow(&l->windows, w->turn.target) ? taken : 0;
}

size_t job_take(struct job_loop *l, struct job *out, size_t most)
{
	struct wish wishes[DUE_MAX];
	struct job_claim *c = &l->claim;
	size_t at[DUE_MAX];

	arena_reset(l->hand.arena);
	/* whom others take for dead, or will, begins nothing: they may have it by now */
	if (!most || !store_lives(l->hand.jobs->config.app->store))
		return 0;
	size_t count = wishes_find(l, wishes);
	if (!count)
		return 0;
	wishes_share(l, wishes, count, most < CLAIM_JOBS_MAX ? most : CLAIM_JOBS_MAX);
	qsort(wishes, count, sizeof(*wishes), by_target);
	c->kind = l->line->kind;
	c->of_count = 0;
	for (size_t i = 0; i < count; i++)
		if (wishes[i].wanted) {
			at[c->of_count] = i;
			c->of[c->of_count++] = (struct claim_of){ .target = wishes[i].turn.target,
								  .most = wishes[i].wanted };
		}
	bool well = !hand_do(&l->hand, job_claim_run, c, sizeof(*c));
	for (size_t i = 0; i < c->of_count; i++)
		wish_end(l, &wishes[at[i]], well ? c->of[i].taken : 0);
	for (size_t i = 0; i < c->job_count && well; i++)
		out[i] = c->jobs[i];
	atomic_store(&l->line->flying, l->flying);
	return well ? c->job_count : 0;
}

/* --- settling --- */

static enum window_news news_of(const struct job_done *d)
{
	if (d->flood)
		return WINDOW_TROUBLE;
	if (d->result.end == JOB_END_UNTRIED || d->result.end == JOB_END_UNKNOWN)
		return WINDOW_NO_NEWS;
	return d->took_ms < SECOND_MS ? WINDOW_GOOD : WINDOW_SLOW;
}

static void over(struct job_loop *l, const struct job_done *d)
{
	struct turn_wish turn = { text_hash(d->job.location_id), d->job.target };

	window_end(&l->windows, d->job.target, news_of(d));
	turns_end(&l->line->turns, &turn, d->took_ms);
	l->flying -= l->flying > 0;
}

static int done_by_target(const void *a, const void *b)
{
	const struct job *one = &((const struct job_done *)a)->job;
	const struct job *other = &((const struct job_done *)b)->job;

	return (one->target > other->target) - (one->target < other->target);
}

void job_settle(struct job_loop *l, struct job_done *all, size_t count)
{
	if (count)
		qsort(all, count, sizeof(*all), done_by_target);
	for (size_t i = 0; i < count;) {
		struct job_settling s = { .kind = l->line->kind };
		for (; s.count < SETTLE_MAX && i < count; i++) {
			s.all[s.count++] = (struct settling_one){ .job = &all[i].job,
								  .result = &all[i].result };
			over(l, &all[i]);
		}
		hand_settle(&l->hand, l->line, &s);
	}
	l->slow = 0;
	for (size_t set = 0; set < WINDOWS_SETS && l->flying; set++)
		for (size_t way = 0; way < WINDOWS_WAYS; way++)
			if (l->windows.all[set][way].slow)
				l->slow += l->windows.all[set][way].flying;
	atomic_store(&l->line->flying, l->flying);
}

void *loop_main(void *of)
{
	struct line *line = of;
	struct store *store = line->jobs->config.app->store;
	struct job_loop *l = calloc(1, sizeof(*l));

	if (!l)
		abort();
	l->line = line;
	l->hand = (struct hand){ line->jobs, store_connection_open(store), arena_open() };
	line->kind->loop(l);
	job_loop_wakes(l, NULL, NULL);
	arena_drop(l->hand.arena);
	store_connection_close(l->hand.connection);
	free(l);
	return NULL;
}
