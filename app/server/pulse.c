// SPDX-License-Identifier: Apache-2.0
/*
 * How is it?  What /health and /metrics tell is found out by asking: a write, a read, the disk.
 *
 *	loop ── asks ──▶ waiting ── prober: may be held up ── finding
 *	                    └────── teller: waits a moment, then answers all who wait
 *
 * The store may hang, and then a thread that asks it hangs as well; so one thread asks and another
 * answers, who never waits longer than TELL_MS.  A finding is good for a second, so that asking
 * often costs little.  Once a day the whole data is read through behind the first who asks.
 */
#include "app/server/inside.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define TELL_MS	    2000
#define FRESH_US    INT64_C(1000000)
#define CHECK_US    (DAY_MS * 1000)
#define LOOK_MAX_MS 120000
#define END_MS	    10
#define RUN_OPEN    "state IN ('ready', 'waiting', 'sending', 'asking')"

struct pulse {
	struct serve *serve;
	pthread_mutex_t lock;
	pthread_cond_t asked, told;
	pthread_t prober, teller;
	bool running, stopping, checking;
	struct call *waiting; /* by call->next */
	uint64_t wanted, done;
	int64_t checked_us;
	struct finding last;
	char damage[FINDING_TEXT];
};

static void reason_add(struct finding *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void reason_add(struct finding *f, const char *format, ...)
{
	va_list args;

	if (f->reason_count == FINDING_REASONS)
		return;
	va_start(args, format);
	vsnprintf(f->reasons[f->reason_count++], FINDING_TEXT, format, args);
	va_end(args);
}

/* --- asking --- */

static struct call *probe_call(struct serve *s, struct arena *a,
			       struct store_connection *connection)
{
	struct call *call = call_open(a, clock_now_ms(s->config.clock));

	call->app = s->config.app;
	call->connection = connection;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

static enum err write_run(struct call *call)
{
	return store_do(call, "UPDATE pulse SET beat = beat + 1 WHERE one = 1");
}

static void ask_write(struct serve *s, struct arena *a, struct finding *f)
{
	struct call *call = probe_call(s, a, NULL);
	int64_t began = clock_monotonic_us();

	if (store_transaction(call, "health", write_run, NULL, 0))
		reason_add(f, "A write was refused: %.*s.", (int)call->why.size, call->why.at);
	f->write_us = clock_monotonic_us() - began;
}

/* Whose first job has been due for how long? */
static void ask_jobs(struct call *call, struct finding *f)
{
	struct job_figures kinds[JOB_KINDS_MAX];
	size_t count = jobs_figures(call->app->jobs, kinds);

	for (size_t i = 0; i < count; i++) {
		call_set_whole(call, "jobKind", kinds[i].number);
		int64_t due = store_number(call, "SELECT coalesce(min(next_due), 0) AS n"
						 " FROM job_target WHERE kind = :jobKind"
						 " AND next_due IS NOT NULL");
		f->jobs_lag_ms[i] = due && due < call->now_ms ? call->now_ms - due : 0;
	}
}

static void ask_read(struct serve *s, struct arena *a, struct store_connection *connection,
		     struct finding *f)
{
	struct call *call = probe_call(s, a, connection);
	int64_t began = clock_monotonic_us();

	f->events = store_number(call, "SELECT coalesce(max(seq), 0) AS n FROM event");
	f->decisions = store_number(call, "SELECT count(*) AS n FROM (SELECT 1 FROM decision"
					  " WHERE resolved IS NULL LIMIT 10000) AS d");
	f->runs_open = store_number(call, "SELECT count(*) AS n FROM (SELECT 1 FROM run"
					  " WHERE " RUN_OPEN
					  " AND lane IN (0, 1, 2, 3) LIMIT 10000) AS r");
	/* the first of each lane, which its index gives at once, however many are due */
	int64_t due = store_number(
		call, "SELECT coalesce(min(due), 0) AS n FROM ("
		      "SELECT min(due) AS due FROM run WHERE " RUN_OPEN " AND lane = 0 UNION ALL "
		      "SELECT min(due) FROM run WHERE " RUN_OPEN " AND lane = 1 UNION ALL "
		      "SELECT min(due) FROM run WHERE " RUN_OPEN " AND lane = 2 UNION ALL "
		      "SELECT min(due) FROM run WHERE " RUN_OPEN " AND lane = 3) AS d");
	f->lag_ms = due && due < call->now_ms ? call->now_ms - due : 0;
	/* the location is named so that the index of what waits is begun with */
	f->effects_open = store_number(call, "SELECT count(*) AS n FROM (SELECT 1 FROM effect"
					     " WHERE state IN ('ready', 'retry')"
					     " AND location_id > '' LIMIT 10000) AS e");
	f->paused = store_number(call, "SELECT count(*) AS n FROM pace WHERE open_until > :now");
	ask_jobs(call, f);
	f->read_us = clock_monotonic_us() - began;
	if (call->err)
		reason_add(f, "A read was refused: %.*s.", (int)call->why.size, call->why.at);
	store_connection_rest(connection);
}

static void ask_disk(struct serve *s, struct finding *f)
{
	struct text folder = s->config.app->settings->data;
	struct statvfs disk;
	char path[4096];

	f->disk_free = -1;
	if (!folder.size || (size_t)snprintf(path, sizeof(path), "%.*s", (int)folder.size,
					     folder.at) >= sizeof(path))
		return;
	if (statvfs(path, &disk)) {
		reason_add(f, "The data folder cannot be looked at: %s.", strerror(errno));
		return;
	}
	f->disk_free = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
	if (f->disk_free < settings_whole(s->config.app->settings->disk_least))
		reason_add(f, "The disk is nearly full: %lld MiB are free.",
			   (long long)(f->disk_free >> 20));
}

static void ask_look(struct serve *s, struct finding *f)
{
	f->flows = flows_figures(s->config.app->flows);
	if (f->flows.look_age_ms > LOOK_MAX_MS)
		reason_add(f, "The engine of flows has not looked for %lld seconds.",
			   (long long)f->flows.look_age_ms / 1000);
}

static void probe(struct pulse *p, struct arena *a, struct store_connection *connection,
		  struct finding *f)
{
	*f = (struct finding){ 0 };
	ask_write(p->serve, a, f);
	ask_read(p->serve, a, connection, f);
	ask_disk(p->serve, f);
	ask_look(p->serve, f);
	f->store = store_figures(p->serve->config.app->store);
	if (f->store.damaged)
		reason_add(f, "The data is damaged: groundlevel check says where; restore a"
			      " backup.");
	else if (p->damage[0])
		reason_add(f, "%s", p->damage);
	f->at_us = clock_monotonic_us();
}

/* --- the prober --- */

static void check(struct pulse *p, struct arena *a)
{
	struct text why = { 0 };

	enum err e = store_check(p->serve->config.app->store, &why, a);
	if (e == ERR_INTERNAL)
		snprintf(p->damage, sizeof(p->damage), "%.*s", (int)why.size, why.at);
	else if (!e)
		p->damage[0] = 0;
}

static void *prober_main(void *pulse)
{
	struct pulse *p = pulse;
	struct store_connection *connection = store_connection_open(p->serve->config.app->store);
	struct arena *a = arena_open();

	setpriority(PRIO_PROCESS, (id_t)gettid(), 5);
	pthread_mutex_lock(&p->lock);
	while (!p->stopping) {
		if (p->wanted <= p->done) {
			pthread_cond_wait(&p->asked, &p->lock);
			continue;
		}
		struct finding f;
		pthread_mutex_unlock(&p->lock);
		arena_reset(a);
		probe(p, a, connection, &f);
		pthread_mutex_lock(&p->lock);
		p->last = f;
		p->done = p->wanted;
		pthread_cond_broadcast(&p->told);
		bool lately = p->checked_us && clock_monotonic_us() - p->checked_us < CHECK_US;
		if (p->stopping || lately)
			continue;
		p->checking = true;
		p->checked_us = clock_monotonic_us();
		pthread_mutex_unlock(&p->lock);
		check(p, a);
		pthread_mutex_lock(&p->lock);
		p->checking = false;
		p->last.at_us = 0;
		pthread_cond_broadcast(&p->told);
	}
	pthread_mutex_unlock(&p->lock);
	arena_drop(a);
	store_connection_close(connection);
	return NULL;
}

/* --- the teller --- */

static int64_t tell_ms(const struct pulse *p)
{
	int64_t half = settings_whole(p->serve->config.app->settings->read_ms) / 2;

	return half < TELL_MS ? half : TELL_MS;
}

static struct timespec after_ms(int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	return until;
}

static void tell_wait(struct pulse *p)
{
	struct timespec until = after_ms(tell_ms(p));

	while (!p->stopping && p->done < p->wanted)
		if (pthread_cond_timedwait(&p->told, &p->lock, &until) == ETIMEDOUT)
			break;
}

static void *teller_main(void *pulse)
{
	struct pulse *p = pulse;

	pthread_mutex_lock(&p->lock);
	while (!p->stopping || p->waiting) {
		if (!p->waiting) {
			pthread_cond_wait(&p->told, &p->lock);
			continue;
		}
		tell_wait(p);
		struct finding f = p->last;
		struct call *call = p->waiting, *next;
		bool late = p->done < p->wanted;
		p->waiting = NULL;
		pthread_mutex_unlock(&p->lock);
		if (late)
			reason_add(&f, "The store has not answered within %lld ms.",
				   (long long)tell_ms(p));
		for (; call; call = next) {
			const struct teller *t = call->job;
			next = call->next;
			call->done(call, t->tell(call, &f));
		}
		pthread_mutex_lock(&p->lock);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

enum err pulse_ask(struct call *call, const struct teller *teller)
{
	struct pulse *p = call->serve->pulse;

	pthread_mutex_lock(&p->lock);
	struct finding f = p->last;
	bool busy = p->checking && f.at_us;
	bool fresh = busy || (f.at_us && clock_monotonic_us() - f.at_us < FRESH_US);
	if (!fresh && p->running && !p->stopping) {
		call->job = (void *)(uintptr_t)teller;
		call->next = p->waiting;
		p->waiting = call;
		p->wanted = p->done + 1;
		pthread_cond_broadcast(&p->asked);
		pthread_cond_broadcast(&p->told);
		pthread_mutex_unlock(&p->lock);
		return ERR_PENDING;
	}
	pthread_mutex_unlock(&p->lock);
	return teller->tell(call, &f);
}

/* --- life --- */

struct pulse *pulse_open(struct serve *s)
{
	struct pulse *p = calloc(1, sizeof(*p));

	if (!p)
		abort();
	p->serve = s;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->asked, NULL);
	pthread_cond_init(&p->told, NULL);
	return p;
}

void pulse_start(struct pulse *p)
{
	if (pthread_create(&p->prober, NULL, prober_main, p))
		return;
	if (pthread_create(&p->teller, NULL, teller_main, p)) {
		p->stopping = true;
		pthread_join(p->prober, NULL);
		return;
	}
	p->running = true;
}

/* A look through the whole data may take minutes: nobody waits for its end. */
static void check_end(struct pulse *p)
{
	while (p->checking) {
		struct timespec until = after_ms(END_MS);
		store_check_end(p->serve->config.app->store);
		pthread_cond_timedwait(&p->told, &p->lock, &until);
	}
}

void pulse_stop(struct pulse *p)
{
	pthread_mutex_lock(&p->lock);
	p->stopping = true;
	pthread_cond_broadcast(&p->asked);
	pthread_cond_broadcast(&p->told);
	check_end(p);
	pthread_mutex_unlock(&p->lock);
	if (p->running) {
		pthread_join(p->teller, NULL);
		pthread_join(p->prober, NULL);
	}
	p->running = false;
}

void pulse_close(struct pulse *p)
{
	pthread_mutex_destroy(&p->lock);
	pthread_cond_destroy(&p->asked);
	pthread_cond_destroy(&p->told);
	free(p);
}
