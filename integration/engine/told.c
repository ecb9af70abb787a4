// SPDX-License-Identifier: Apache-2.0
/*
 * What the engine tells: a line in the log for each run that ends, each effect at another server
 * and each look at one, at `debug` each step here, and the counts behind /metrics.  Values are
 * never told, only which run, flow, source and operation it was.
 */
#include "integration/engine/poll.h"

#include "base/core/log.h"

static void say(bool bad, const char *what, const struct log_pair *pairs, size_t count)
{
	log_pairs(NULL, &(struct log_line){ .level = bad ? LOG_WARN : LOG_INFO,
					    .room = "flow",
					    .what = what,
					    .pairs = pairs,
					    .count = count });
}

static struct text number(char room[24], int64_t n)
{
	return (struct text){ room, (size_t)snprintf(room, 24, "%lld", (long long)n) };
}

void told_run(struct call *call, const char *state)
{
	bool failed = strcmp(state, "failed") == 0;
	char id[24];

	if (call->app->flows)
		atomic_fetch_add(
			failed ? &call->app->flows->runs_failed : &call->app->flows->runs_done, 1);
	say(failed, "a run ended",
	    (struct log_pair[]){ { "run", number(id, call_whole(call, "runId", 0)), true },
				 { "flow", call_text(call, "runFlow"), false },
				 { "location", call_text(call, "locationId"), false },
				 { "state", text_of(state), false } },
	    4);
}

void told_step(struct text location, const struct op *op, int status)
{
	char number_status[24];

	if (log_shows(LOG_DEBUG))
		log_pairs(NULL,
			  &(struct log_line){
				  .level = LOG_DEBUG,
				  .room = "flow",
				  .what = "a step was performed",
				  .pairs = (struct log_pair[]){ { "operation", op->name, false },
								{ "location", location, false },
								{ "status",
								  number(number_status, status),
								  true } },
				  .count = 3 });
}

void told_effect(struct flow_engine *f, const struct claim *c, const struct heard *h)
{
	static const char *const verdicts[] = { "done", "again", "failed", "uncertain" };
	char id[24], run[24], tries[24], status[24];

	if (h->verdict == VERDICT_DONE)
		atomic_fetch_add(&f->effects_done, 1);
	else
		atomic_fetch_add(
			h->verdict == VERDICT_AGAIN ? &f->effects_again : &f->effects_failed, 1);
	say(h->verdict != VERDICT_DONE, "an effect was sent",
	    (struct log_pair[]){ { "effect", number(id, c->id), true },
				 { "run", number(run, c->run_id), true },
				 { "operation", c->op_word, false },
				 { "connection", c->connection, false },
				 { "location", c->location_id, false },
				 { "try", number(tries, c->tries), true },
				 { "status", number(status, h->answer.status), true },
				 { "outcome", text_of(verdicts[h->verdict]), false } },
	    8);
}

void told_look(struct flow_engine *f, const struct poll *p)
{
	bool failed = p->error.size > 0;

	atomic_fetch_add(&f->looks, 1);
	if (failed)
		atomic_fetch_add(&f->looks_failed, 1);
	say(failed, failed ? "a look failed" : "looked",
	    (struct log_pair[]){
		    { "source", p->source_id, false },
		    { "operation", p->one.size ? p->single->name : p->op->name, false },
		    { "connection", p->connection, false },
		    { "location", p->location_id, false },
		    { "why", p->error, false } },
	    5);
}
