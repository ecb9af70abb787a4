// SPDX-License-Identifier: Apache-2.0
/*
 * The threads of the queue: one that looks what is due, whom others have left behind and what is no
 * longer kept, and for each kind so many that do its jobs.  They keep nothing in memory that
 * matters.
 */
#include "platform/jobs/inside.h"

#include "base/core/log.h"

#include <assert.h>
#include <stdlib.h>

#define ROOM	 "jobs"
#define LOOK_MS	 100
#define PAUSE_MS 1000			     /* after the data was in trouble */
#define LOST_US	 ((int64_t)10 * 1000 * 1000) /* what the dead have left is looked for so often */
struct call *hand_call(const struct hand *h)
{
	struct call *call = call_open(h->arena, clock_now_ms(h->jobs->config.clock));

	call->app = h->jobs->config.app;
	call->connection = h->connection;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

enum err hand_do(const struct hand *h, enum err (*run)(struct call *call), void *data, size_t size)
{
	struct call *call = hand_call(h);
	enum err e = store_transaction(call, "jobs", run, data, size);

	if (e && !atomic_load(&h->jobs->stopping))
		log_say(LOG_WARN, ROOM, "a step was refused why=\"%.*s\"", (int)call->why.size,
			call->why.at);
	return e;
}

void stop_wait(struct jobs *j, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += (long)(ms % 1000 * 1000000);
	until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&j->lock);
	if (!atomic_load(&j->stopping))
		pthread_cond_timedwait(&j->stop_now, &j->lock, &until);
	pthread_mutex_unlock(&j->lock);
}

/* --- looking --- */

static size_t due_find(const struct hand *h, const struct line *l, struct turn_wish *out)
{
	struct call *call = hand_call(h);
	size_t count = 0;

	call_set_whole(call, "jobKind", l->kind->number);
	struct rows *r = store_ask(call, "SELECT id, location_id FROM job_target"
					 " WHERE kind = :jobKind AND next_due <= :now"
					 " ORDER BY next_due LIMIT 64");
	while (count < DUE_MAX && rows_next(r))
		out[count++] =
			(struct turn_wish){ .location = text_hash(rows_text(r, "location_id")),
					    .target = rows_whole(r, "id") };
	rows_close(r);
	store_connection_rest(h->connection);
	return count;
}

static void due_look(const struct hand *h, struct line *l)
{
	struct turn_wish due[DUE_MAX];
	size_t count = l->kind->at_once && !l->kind->loop ? due_find(h, l, due) : 0;

	pthread_mutex_lock(&h->jobs->lock);
	for (size_t i = 0; i < count; i++)
		l->due[i] = due[i];
	l->due_count = count;
	if (count)
		pthread_cond_broadcast(&h->jobs->wake);
	pthread_mutex_unlock(&h->jobs->lock);
}

static void lost_look(const struct hand *h, int64_t *looked_us)
{
	struct jobs *j = h->jobs;

	if (*looked_us && clock_monotonic_us() - *looked_us <= LOST_US)
		return;
	*looked_us = clock_monotonic_us();
	for (size_t i = 0; i < j->config.kind_count; i++) {
		struct job_tidying lost = { .kind = j->lines[i].kind };
		if (!hand_do(h, job_lost_run, &lost, sizeof(lost)) && lost.more)
			*looked_us = 0;
	}
}

/* A part each hour, and at once while there is more. */
static void tidy_look(const struct hand *h, int64_t *last_ms)
{
	struct jobs *j = h->jobs;
	int64_t now = clock_now_ms(j->config.clock);

	if (now >= *last_ms && now - *last_ms < HOUR_MS)
		return;
	*last_ms = now;
	for (size_t i = 0; i < j->config.kind_count; i++) {
		struct job_tidying t = { .kind = j->lines[i].kind };
		if (!hand_do(h, job_tidy_run, &t, sizeof(t)) && t.more)
			*last_ms = 0;
	}
}

/* What came to pass becomes jobs.  True: there is more at once. */
static bool feed_look(const struct hand *h, struct line *l)
{
	const struct job_kind *kind = l->kind;
	struct jobs *j = h->jobs;
	bool more = false;

	if (!kind->stirs)
		return false;
	bool stirs = kind->stirs(hand_call(h));
	store_connection_rest(h->connection);
	if (!stirs || hand_do(h, kind->feed, &more, sizeof(more)))
		return false;
	pthread_mutex_lock(&j->lock);
	if (l->wake)
		l->wake(l->wake_of);
	pthread_mutex_unlock(&j->lock);
	return more;
}

static void *keeper_main(void *of)
{
	struct jobs *j = of;
	struct hand h = { j, store_connection_open(j->config.app->store), arena_open() };
	int64_t looked_us = 0, tidied_ms = 0;

	while (!atomic_load(&j->stopping)) {
		arena_reset(h.arena);
		lost_look(&h, &looked_us);
		tidy_look(&h, &tidied_ms);
		bool more = false;
		for (size_t i = 0; i < j->config.kind_count; i++) {
			more |= feed_look(&h, &j->lines[i]);
			due_look(&h, &j->lines[i]);
		}
		if (!more)
			stop_wait(j, LOOK_MS);
	}
	arena_drop(h.arena);
	store_connection_close(h.connection);
	return NULL;
}

/* --- doing --- */

/* Whose turn it is; false: it is time to stop. */
static bool turn_take(struct line *l, struct turn_wish *out)
{
	struct jobs *j = l->jobs;
	size_t at = 0;

	pthread_mutex_lock(&j->lock);
	while (!atomic_load(&j->stopping)) {
		at = turns_next(&l->turns, l->due, l->due_count);
		if (at < l->due_count)
			break;
		pthread_cond_wait(&j->wake, &j->lock);
	}
	bool mine = !atomic_load(&j->stopping);
	if (mine) {
		*out = l->due[at];
		turns_begin(&l->turns, out);
	}
	pthread_mutex_unlock(&j->lock);
	return mine;
}

/* Nothing of it is due any more: it is not asked again before the next look. */
static void turn_give(struct line *l, const struct turn_wish *w, int64_t took_ms, bool more)
{
	struct jobs *j = l->jobs;

	pthread_mutex_lock(&j->lock);
	turns_end(&l->turns, w, took_ms);
	for (size_t i = 0; i < l->due_count && !more; i++)
		if (l->due[i].target == w->target) {
			l->due[i] = l->due[--l->due_count];
			break;
		}
	if (l->due_count)
		pthread_cond_broadcast(&j->wake);
	pthread_mutex_unlock(&j->lock);
}

static void settled_say(struct line *l, const struct settling_one *one)
{
	const struct job_result *result = one->result;
	const struct job *job = one->job;
	bool done = result->end == JOB_END_DONE && one->became == JOB_DONE;

	atomic_fetch_add(done ? &l->done : one->became == JOB_FAILED ? &l->failed : &l->again, 1);
	log_say(done && l->kind->loop ? LOG_DEBUG
		: done		      ? LOG_INFO
				      : LOG_WARN,
		ROOM,
		done ? "%s done ref=%.*s try=%lld%s%.*s%s"
		     : "%s not done ref=%.*s try=%lld%s%.*s%s",
		l->kind->name, (int)job->ref.size, job->ref.at, (long long)job->tries,
		done ? "" : " why=\"", done ? 0 : (int)result->error.size, result->error.at,
		done ? "" : "\"");
}

static enum err settle_try(const struct hand *h, struct job_settling *s)
{
	enum err e;

	while ((e = hand_do(h, job_settle_run, s, sizeof(*s))) == ERR_UNAVAILABLE &&
	       !atomic_load(&h->jobs->stopping))
		stop_wait(h->jobs, PAUSE_MS);
	return e;
}

/* What follows from one of them was refused, for a fault of ours: the others go on, and that one
 * does not lie there as being tried for as long as this process lives. */
static void settle_each(const struct hand *h, struct job_settling *s)
{
	for (size_t i = 0; i < s->count && !atomic_load(&h->jobs->stopping); i++) {
		struct job_settling one = { .kind = s->kind, .all[0] = s->all[i], .count = 1 };
		one.unkept = settle_try(h, &one) != ERR_OK;
		if (one.unkept)
			settle_try(h, &one);
		s->all[i].became = one.all[0].became;
	}
}

void hand_settle(const struct hand *h, struct line *l, struct job_settling *s)
{
	if (settle_try(h, s))
		settle_each(h, s);
	for (size_t i = 0; i < s->count; i++)
		settled_say(l, &s->all[i]);
}

static void job_do(const struct hand *h, struct line *l, const struct job *job)
{
	const struct job_kind *kind = l->kind;
	struct job_settling s = { .kind = kind, .count = 1 };
	struct job_result result = { .end = JOB_END_UNTRIED };
	struct job_turn turn = {
		.call = hand_call(h), .job = job, .stopping = &h->jobs->stopping, .result = &result
	};

	/* whom others take for dead, or will, begins nothing: they may have it by now */
	if (store_lives(h->jobs->config.app->store))
		kind->run(&turn);
	store_connection_rest(h->connection);
	s.all[0] = (struct settling_one){ .job = job, .result = &result };
	hand_settle(h, l, &s);
}

static void turn_do(const struct hand *h, struct line *l, const struct turn_wish *w)
{
	struct job_claim *claim = arena_take(h->arena, sizeof(*claim));
	int64_t began_us = clock_monotonic_us();

	*claim = (struct job_claim){ .kind = l->kind,
				     .of[0] = { .target = w->target, .most = 1 },
				     .of_count = 1 };
	bool well = store_lives(h->jobs->config.app->store) &&
		    !hand_do(h, job_claim_run, claim, sizeof(*claim));
	if (well && claim->job_count)
		job_do(h, l, &claim->jobs[0]);
	turn_give(l, w, (clock_monotonic_us() - began_us) / 1000, well && claim->more);
	if (!well)
		stop_wait(h->jobs, PAUSE_MS);
}

static void *worker_main(void *of)
{
	struct line *l = of;
	struct hand h = { l->jobs, store_connection_open(l->jobs->config.app->store),
			  arena_open() };
	struct turn_wish w;

	while (turn_take(l, &w)) {
		arena_reset(h.arena);
		turn_do(&h, l, &w);
	}
	arena_drop(h.arena);
	store_connection_close(h.connection);
	return NULL;
}

/* --- life --- */

struct jobs *jobs_open(const struct jobs_config *config)
{
	struct jobs *j = calloc(1, sizeof(*j));

	assert(j && config->kind_count <= JOB_KINDS_MAX);
	j->config = *config;
	for (size_t i = 0; i < config->kind_count; i++) {
		j->lines[i].kind = &config->kinds[i];
		j->lines[i].jobs = j;
		j->lines[i].turns.places = config->kinds[i].at_once;
	}
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->wake, NULL);
	pthread_cond_init(&j->stop_now, NULL);
	return j;
}

static enum err thread_add(struct jobs *j, void *(*main)(void *), void *of)
{
	if (pthread_create(&j->threads[j->thread_count], NULL, main, of))
		return ERR_UNAVAILABLE;
	j->thread_count++;
	return ERR_OK;
}

enum err jobs_start(struct jobs *j)
{
	enum err e = thread_add(j, keeper_main, j);

	for (size_t i = 0; i < j->config.kind_count; i++) {
		struct line *l = &j->lines[i];
		size_t threads = l->kind->loop && l->kind->at_once ? 1 : l->kind->at_once;
		for (size_t n = 0; n < threads && n < AT_ONCE && !e; n++)
			e = thread_add(j, l->kind->loop ? loop_main : worker_main, l);
	}
	return e;
}

void jobs_stop(struct jobs *j)
{
	pthread_mutex_lock(&j->lock);
	atomic_store(&j->stopping, true);
	pthread_cond_broadcast(&j->wake);
	pthread_cond_broadcast(&j->stop_now);
	for (size_t i = 0; i < j->config.kind_count; i++)
		if (j->lines[i].wake)
			j->lines[i].wake(j->lines[i].wake_of);
	pthread_mutex_unlock(&j->lock);
	for (size_t i = 0; i < j->thread_count; i++)
		pthread_join(j->threads[i], NULL);
	j->thread_count = 0;
}

size_t jobs_figures(const struct jobs *j, struct job_figures out[JOB_KINDS_MAX])
{
	size_t count = j ? j->config.kind_count : 0;

	for (size_t i = 0; i < count; i++)
		out[i] = (struct job_figures){
			.name = j->lines[i].kind->name,
			.number = j->lines[i].kind->number,
			.done = atomic_load(&j->lines[i].done),
			.failed = atomic_load(&j->lines[i].failed),
			.again = atomic_load(&j->lines[i].again),
			.flying = atomic_load(&j->lines[i].flying),
		};
	return count;
}

void jobs_close(struct jobs *j)
{
	if (!j)
		return;
	jobs_stop(j);
	pthread_mutex_destroy(&j->lock);
	pthread_cond_destroy(&j->wake);
	pthread_cond_destroy(&j->stop_now);
	free(j);
}
