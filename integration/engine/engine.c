// SPDX-License-Identifier: Apache-2.0
/*
 * The threads of the engine.
 *
 * One looks, about forty times a second, whether anything is due, takes in what happened and
 * carries on what concerns our own tables; the others ask other servers.  None keeps anything in
 * memory that matters: what is due stands in rows, with the time.
 */
#include "domain/companies/companies.h"
#include "domain/objects/objects.h"
#include "integration/engine/work.h"

#include "base/core/log.h"

#include <sys/time.h>

#define ROOM	"flow"
#define TICK_MS 25
#define LOST_LOOK_US                                                                               \
	((int64_t)10 * 1000 * 1000) /* what a dead process left is looked for so often */

/* --- a desk: what a thread asks the store through --- */

struct call *worker_call(struct worker_context *d, struct arena *a)
{
	const struct flows_config *c = &d->flows->config;
	struct call *call = call_open(a, clock_now_ms(c->clock));

	call->app = c->app;
	call->connection = d->connection;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

enum err worker_do(struct worker_context *d, struct arena *a, enum err (*run)(struct call *call),
		   void *data, size_t size)
{
	struct call *call = worker_call(d, a);
	enum err e = store_transaction(call, "flow", run, data, size);

	if (e && !atomic_load(&d->flows->stopping))
		log_say(LOG_WARN, ROOM, "a step of the engine was refused why=\"%.*s\"",
			(int)call->why.size, call->why.at);
	return e;
}

/* --- the thread that looks --- */

static bool stop_wait(struct flow_engine *f, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += (long)(ms * 1000000);
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&f->lock);
	if (!atomic_load(&f->stopping))
		pthread_cond_timedwait(&f->stop_now, &f->lock, &until);
	pthread_mutex_unlock(&f->lock);
	return atomic_load(&f->stopping);
}

static size_t feeds_due(struct call *call, struct feed *out, size_t max)
{
	size_t count = 0;
	struct rows *r = store_ask(
		call, "SELECT c.source_id, c.location_id FROM cursor c WHERE c.kind = 'outbox'"
		      " AND EXISTS (SELECT 1 FROM event_settled e"
		      " WHERE e.location_id = c.location_id"
		      " AND e.seq > CASE WHEN c.xid = 0 THEN c.seq ELSE 0 END"
		      " AND (e.xid, e.seq) > (c.xid, c.seq)) LIMIT 64");

	while (count < max && rows_next(r))
		out[count++] = (struct feed){ text_copy(call->arena, rows_text(r, "source_id")),
					      text_copy(call->arena, rows_text(r, "location_id")),
					      false };
	rows_close(r);
	return count;
}

static bool is_due(struct call *call, const char *sql)
{
	return !call->err && store_has(call, sql);
}

/* True: there is more at once. */
static bool look(struct worker_context *d, struct arena *a)
{
	struct call *call = worker_call(d, a);
	struct feed feeds[64];
	size_t count = feeds_due(call, feeds, 64);
	bool runs = is_due(call, "SELECT 1 FROM run"
				 " WHERE state IN ('ready', 'waiting', 'sending', 'asking')"
				 " AND lane IN (0, 1, 2, 3) AND due <= :now");
	bool times = is_due(call, "SELECT 1 FROM cursor WHERE next_due <= :now"
				  " AND kind = 'schedule'");
	bool work = work_waits(call) ||
		    is_due(call, "SELECT 1 FROM cursor WHERE next_due <= :now AND kind = 'poll'");
	bool more = false, again = false;

	store_connection_rest(d->connection);
	for (size_t i = 0; i < count && !atomic_load(&d->flows->stopping); i++)
		if (!worker_do(d, a, feed_run, &feeds[i], sizeof(feeds[i])))
			again |= feeds[i].more;
	if (runs)
		worker_do(d, a, run_batch, &more, sizeof(more));
	if (times)
		worker_do(d, a, times_run, NULL, 0);
	if (work) {
		pthread_mutex_lock(&d->flows->lock);
		d->flows->round++;
		pthread_cond_broadcast(&d->flows->wake);
		pthread_mutex_unlock(&d->flows->lock);
	}
	return again || more;
}

/* Has so much passed since the last time, on the clock that everything goes by? */
static bool is_time(const struct worker_context *d, int64_t *last_ms, int64_t every_ms)
{
	int64_t now = clock_now_ms(d->flows->config.clock);

	if (now >= *last_ms && now - *last_ms < every_ms)
		return false;
	*last_ms = now;
	return true;
}

/* What a dead process left is looked for; this one says that it lives. */
static void lost_look(struct worker_context *d, struct arena *a, int64_t *looked_us)
{
	struct call *call = worker_call(d, a);

	store_beat(call);
	store_connection_rest(d->connection);
	if (*looked_us && clock_monotonic_us() - *looked_us <= LOST_LOOK_US)
		return;
	*looked_us = clock_monotonic_us();
	worker_do(d, a, uncertain_run, NULL, 0);
}

/* Both clocks are looked at.  True: it is time to tidy, for the time was set. */
static bool clock_look(struct worker_context *d, struct arena *a)
{
	struct clock_look look = store_clock_look(d->flows->config.app->store);
	struct back back = { .more = look.back };
	bool set = false;

	if (look.keep)
		store_clock_keep(worker_call(d, a), &set);
	while (back.more && !atomic_load(&d->flows->stopping))
		if (worker_do(d, a, back_run, &back, sizeof(back)))
			break;
	return set;
}

/* A part each turn, until there is no more; others write between. */
static void tidy_look(struct worker_context *d, struct arena *a, int64_t *last_ms)
{
	bool more = false;

	if (is_time(d, last_ms, HOUR_MS) && !worker_do(d, a, tidy_run, &more, sizeof(more)) && more)
		*last_ms = 0;
}

/* What was deleted leaves in parts; others write between. */
static enum err leaving_run(struct call *call)
{
	return leaving_go_on(call, store_transaction_data(call));
}

static bool leaving_look(struct worker_context *d, struct arena *a)
{
	struct call *call = worker_call(d, a);
	bool more = leaving_any(call);

	store_connection_rest(d->connection);
	return more && !worker_do(d, a, leaving_run, &more, sizeof(more)) && more;
}

/* What is due is done, one after the other; what cannot be done does not hold up the rest. */
static bool due_look(struct worker_context *d, struct arena *a)
{
	bool any = due_any(worker_call(d, a));

	store_connection_rest(d->connection);
	return any &&
	       (!worker_do(d, a, due_go_on, NULL, 0) || !worker_do(d, a, due_put_off, NULL, 0));
}

/* Sessions of people go on by being used. */
static void used_look(struct worker_context *d, struct arena *a)
{
	if (auth_used_any(worker_call(d, a)))
		worker_do(d, a, auth_used_note, NULL, 0);
}

static void alerts_look(struct worker_context *d, struct arena *a, int64_t *last_ms)
{
	struct alerts alerts = { 0 };

	if (!is_time(d, last_ms, MINUTE_MS))
		return;
	if (!is_due(worker_call(d, a), "SELECT 1 FROM flow WHERE alert_to <> '' AND enabled")) {
		store_connection_rest(d->connection);
		return;
	}
	store_connection_rest(d->connection);
	do {
		alerts.from = alerts.next;
		if (worker_do(d, a, alerts_run, &alerts, sizeof(alerts)))
			return;
	} while (alerts.next.size && !atomic_load(&d->flows->stopping));
}

static void *engine_main(void *flows)
{
	struct flow_engine *f = flows;
	struct worker_context d = { .flows = f,
				    .connection = store_connection_open(f->config.app->store) };
	struct arena *a = arena_open();

	int64_t looked_us = 0, alerted_ms = 0, tidied_ms = 0;
	while (!atomic_load(&f->stopping)) {
		arena_reset(a);
		atomic_store(&f->looked_us, clock_monotonic_us());
		lost_look(&d, a, &looked_us);
		if (clock_look(&d, a))
			tidied_ms = 0;
		alerts_look(&d, a, &alerted_ms);
		tidy_look(&d, a, &tidied_ms);
		used_look(&d, a);
		bool more = leaving_look(&d, a) | due_look(&d, a);
		if (!look(&d, a) && !more && stop_wait(f, TICK_MS))
			break;
	}
	arena_drop(a);
	store_connection_close(d.connection);
	return NULL;
}

static void *worker_thread(void *flows)
{
	struct flow_engine *f = flows;
	struct worker_context d = { .flows = f,
				    .connection = store_connection_open(f->config.app->store) };

	work_main(&d);
	store_connection_close(d.connection);
	return NULL;
}

/* --- life --- */

struct flow_engine *flows_open(const struct flows_config *config)
{
	struct flow_engine *f = calloc(1, sizeof(*f));

	if (!f)
		abort();
	f->config = *config;
	pthread_mutex_init(&f->lock, NULL);
	pthread_mutex_init(&f->cache_lock, NULL);
	pthread_cond_init(&f->wake, NULL);
	pthread_cond_init(&f->stop_now, NULL);
	f->me = store_me(config->app->store);
	return f;
}

enum err flows_start(struct flow_engine *f)
{
	size_t workers = f->config.workers < WORKERS_MAX ? f->config.workers : WORKERS_MAX;
	struct worker_context d = { .flows = f };
	struct arena *a = arena_open();
	enum err e = store_beat(worker_call(&d, a)); /* before anything is taken */

	arena_drop(a);
	if (e)
		return e;
	for (size_t i = 0; i <= workers; i++) {
		if (pthread_create(&f->threads[f->thread_count], NULL,
				   i ? worker_thread : engine_main, f))
			return ERR_UNAVAILABLE;
		f->thread_count++;
	}
	return ERR_OK;
}

void flows_stop(struct flow_engine *f)
{
	atomic_store(&f->stopping, true);
	pthread_mutex_lock(&f->lock);
	pthread_cond_broadcast(&f->wake);
	pthread_cond_broadcast(&f->stop_now);
	pthread_mutex_unlock(&f->lock);
	for (size_t i = 0; i < f->thread_count; i++)
		pthread_join(f->threads[i], NULL);
	if (f->thread_count) { /* what is left in our name is nobody's from now on */
		struct worker_context d = { .flows = f };
		struct arena *a = arena_open();
		store_leave(worker_call(&d, a));
		arena_drop(a);
	}
	f->thread_count = 0;
}

struct flows_figures flows_figures(const struct flow_engine *f)
{
	int64_t looked = f ? atomic_load(&f->looked_us) : 0;

	if (!f)
		return (struct flows_figures){ 0 };
	return (struct flows_figures){
		.look_age_ms = looked ? (clock_monotonic_us() - looked) / 1000 : 0,
		.runs_done = atomic_load(&f->runs_done),
		.runs_failed = atomic_load(&f->runs_failed),
		.effects_done = atomic_load(&f->effects_done),
		.effects_failed = atomic_load(&f->effects_failed),
		.effects_again = atomic_load(&f->effects_again),
		.looks = atomic_load(&f->looks),
		.looks_failed = atomic_load(&f->looks_failed),
	};
}

void flows_close(struct flow_engine *f)
{
	if (!f)
		return;
	flows_stop(f);
	flow_cache_drop(f);
	pthread_mutex_destroy(&f->lock);
	pthread_mutex_destroy(&f->cache_lock);
	pthread_cond_destroy(&f->wake);
	pthread_cond_destroy(&f->stop_now);
	free(f);
}
