// SPDX-License-Identifier: Apache-2.0
/*
 * The loop that posts: one thread, many receivers at once.
 *
 *	job_take ─▶ begin: the trade makes a request ─▶ libcurl ─▶ end: judged ─▶ job_settle
 *
 * Who is next, and how many at once, the queue knows (platform/jobs).
 */
#include "integration/webhooks/inside.h"

#include <assert.h>
#include <stdlib.h>

#define FLIGHTS_MAX 256
#define BATCH_MAX   64
#define LOOK_MS	    100
#define STOP_US	    INT64_C(1500000) /* for what is under way when the program stops */
#define ASKED_MOST  (6 * HOUR_MS)

struct flight {
	bool busy;
	struct arena *arena;
	struct job job;
	struct attempt attempt;
	int64_t began_us;
};

struct sender {
	struct job_loop *loop;
	const struct post_trade *trade;
	struct http_sends *sends;
	struct arena *arena; /* the key's */
	struct signer signer;
	struct flight *flights;
	size_t flying;
	struct job_done done[FLIGHTS_MAX];
	struct flight *landed[FLIGHTS_MAX];
	size_t done_count;
};

/* --- what came of it --- */

static struct pace_news news_of(bool broken, int64_t wait_ms)
{
	return (struct pace_news){ .max = -1,
				   .remaining = -1,
				   .interval_ms = -1,
				   .daily_left = -1,
				   .daily_reset_ms = -1,
				   .broken = broken,
				   .wait_ms = wait_ms };
}

static void land(struct sender *s, struct flight *f, struct job_result result, bool flood)
{
	f->attempt.took_ms = (clock_monotonic_us() - f->began_us) / 1000;
	s->landed[s->done_count] = f;
	s->done[s->done_count++] = (struct job_done){
		.job = f->job, .result = result, .took_ms = f->attempt.took_ms, .flood = flood
	};
}

/* What its answer, or the lack of one, means for the job and for the receiver. */
static void judge(struct sender *s, struct flight *f, const struct http_sent *sent)
{
	const struct http_reply *reply = &sent->reply;
	int status = reply->status;
	bool fine = !sent->err && status / 100 == 2;
	int64_t asked = sent->err ? -1 : remote_retry_after(reply, f->attempt.at_ms);

	attempt_judge(f->arena, sent, &f->attempt);
	asked = asked > ASKED_MOST ? ASKED_MOST : asked;
	struct job_result result = {
		.end = fine ? JOB_END_DONE : JOB_END_AGAIN,
		.error = f->attempt.error,
		.asked_ms = asked > 0 && !fine ? asked : 0,
		.heard = sent->err != ERR_FORBIDDEN,
		.news = news_of(sent->err || status >= 500 || status == 408,
				(status == 429 || status == 503) && asked > 0 ? asked : 0),
		.own = &f->attempt,
	};
	s->trade->judge(&f->job, sent, &result);
	land(s, f, result, reply->late || status == 429 || status == 503);
}

static void settle(struct sender *s)
{
	if (!s->done_count)
		return;
	job_settle(s->loop, s->done, s->done_count);
	for (size_t i = 0; i < s->done_count; i++) {
		arena_reset(s->landed[i]->arena);
		s->landed[i]->busy = false;
		s->flying--;
	}
	s->done_count = 0;
}

/* --- beginning --- */

static enum err request_read(struct sender *s, struct flight *f, struct http_sending *out,
			     struct text *why)
{
	struct call *call = job_loop_call(s->loop, f->arena);
	enum err e;

	f->attempt.at_ms = call->now_ms;
	call_set_whole(call, "jobId", f->job.id);
	e = signer_read(call, &s->signer, why) ? ERR_INTERNAL : ERR_OK;
	if (!e)
		e = s->trade->request(call, &f->job, &s->signer, out, why);
	store_connection_rest(call->connection);
	if (call->err)
		e = ERR_UNAVAILABLE;
	if (e)
		return e;
	out->private = blocking_pool_private(call->app->blocking_pool);
	return ERR_OK;
}

static struct flight *flight_free(struct sender *s)
{
	struct flight *f = s->flights;

	while (f->busy)
		f++;
	if (!f->arena)
		f->arena = arena_open();
	return f;
}

static void begin(struct sender *s, const struct job *job)
{
	struct flight *f = flight_free(s);
	struct http_sending sending;
	struct text why = { 0 };

	*f = (struct flight){
		.busy = true, .arena = f->arena, .job = *job, .began_us = clock_monotonic_us()
	};
	f->job.location_id = text_copy(f->arena, job->location_id);
	f->job.order_key = text_copy(f->arena, job->order_key);
	f->job.ref = text_copy(f->arena, job->ref);
	s->flying++;
	enum err e = request_read(s, f, &sending, &why);
	if (!e)
		e = http_sends_begin(s->sends, f->arena, &sending, f, &why);
	if (!e)
		return;
	f->attempt.error = why;
	land(s, f,
	     (struct job_result){ .end = e == ERR_MISSING	? JOB_END_FAILED
					 : e == ERR_UNAVAILABLE ? JOB_END_UNTRIED
								: JOB_END_AGAIN,
				  .error = why,
				  .own = e == ERR_UNAVAILABLE ? NULL : &f->attempt },
	     false);
}

static void begin_some(struct sender *s)
{
	struct job jobs[BATCH_MAX];
	size_t room = FLIGHTS_MAX - s->flying;
	size_t count = job_take(s->loop, jobs, room < BATCH_MAX ? room : BATCH_MAX);

	for (size_t i = 0; i < count; i++)
		begin(s, &jobs[i]);
}

static size_t end_some(struct sender *s, int64_t ms)
{
	struct http_sent sent[BATCH_MAX];
	size_t count = http_sends_wait(s->sends, ms, sent, BATCH_MAX);

	for (size_t i = 0; i < count; i++)
		judge(s, sent[i].owner, &sent[i]);
	return count;
}

/* --- the end --- */

/* What was not begun is as it was; of what was, nobody knows. */
static void give_up(struct sender *s)
{
	struct http_sent sent[BATCH_MAX];
	size_t count;

	http_sends_give_up(s->sends);
	while ((count = http_sends_wait(s->sends, 0, sent, BATCH_MAX))) {
		for (size_t i = 0; i < count; i++) {
			struct job_result result = {
				.end = sent[i].reply.sent ? JOB_END_UNKNOWN : JOB_END_UNTRIED,
				.error = TEXT("it was given up because the program stopped"),
			};
			land(s, sent[i].owner, result, false);
		}
		settle(s);
	}
}

void post_loop(struct job_loop *l, const struct post_trade *trade)
{
	struct sender *s = calloc(1, sizeof(*s));
	int64_t until;

	assert(s);
	s->loop = l;
	s->trade = trade;
	s->arena = arena_open();
	s->flights = calloc(FLIGHTS_MAX, sizeof(*s->flights));
	s->sends = http_sends_open(FLIGHTS_MAX);
	assert(s->flights);
	job_loop_wakes(l, http_sends_wake, s->sends);
	while (!job_loop_stops(l)) {
		begin_some(s);
		end_some(s, s->done_count ? 0 : LOOK_MS);
		settle(s);
	}
	until = clock_monotonic_us() + STOP_US;
	while (s->flying && clock_monotonic_us() < until) {
		end_some(s, LOOK_MS);
		settle(s);
	}
	give_up(s);
	job_loop_wakes(l, NULL, NULL);
	http_sends_close(s->sends);
	for (size_t i = 0; i < FLIGHTS_MAX; i++)
		arena_drop(s->flights[i].arena);
	arena_drop(s->arena);
	free(s->flights);
	free(s);
}
