// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel serve: answers until SIGTERM or SIGINT, then finishes what was accepted.
 */
#include "app/cli/inside.h"
#include "base/core/log.h"

#include <signal.h>
#include <stdatomic.h>

/* The one thing a signal handler can reach. */
static _Atomic(struct serve *) running;

static void on_signal(int number)
{
	struct serve *s = atomic_load(&running);

	(void)number;
	if (s)
		serve_stop(s);
}

static void signals_open(void)
{
	struct sigaction stop = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&stop.sa_mask);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

static struct serve_config serve_config_of(struct app *h)
{
	const struct settings *s = &h->settings;

	return (struct serve_config){
		.app = &h->parts,
		.clock = &h->clock,
		.console = h->console,
		.http = {
			.listen = s->listen,
			.threads = (size_t)settings_whole(s->threads),
			.body_max = (size_t)settings_whole(s->body_max),
			.header_max = (size_t)settings_whole(s->header_max),
			.connections_max = (size_t)settings_whole(s->connections_max),
			.bodies_max = (size_t)settings_whole(s->bodies_max),
			.address_max = (size_t)settings_whole(s->address_max),
			.proxies = s->proxies,
			.spool = blobs_spool(h->parts.blobs),
			.spools_max = (size_t)settings_whole(s->uploads_max),
			.spooled_max = (size_t)settings_whole(s->uploads_bytes),
			.request_ms = settings_whole(s->request_ms),
			.idle_ms = settings_whole(s->idle_ms),
			.stop_ms = settings_whole(s->stop_ms),
		},
	};
}

/* Data of before has none yet. */
static enum err key_need_run(struct call *call)
{
	return webhook_key_need(call);
}

static enum err key_need(struct app *h)
{
	struct call *call = app_call(h, TEXT(""));

	call_set_whole(call, "now", call->now_ms);
	return store_transaction(call, "webhooks", key_need_run, NULL, 0);
}

int app_serve(struct app *h, void (*ready)(void *owner, int port), void *owner)
{
	struct serve_config config = serve_config_of(h);
	struct serve *s;
	struct text why = { 0 };

	if (blobs_make(h->parts.blobs, h->arena, &why))
		return say_failure(EXIT_DATA, why);
	if (store_start(h->parts.store))
		return say_failure(EXIT_DATA, TEXT("the store cannot be started"));
	if (serve_open(&config, h->arena, &s, &why)) {
		store_stop(h->parts.store);
		return say_failure(EXIT_DATA, why);
	}
	signals_open();
	atomic_store(&running, s);
	struct text host = h->settings.listen;
	while (host.size && host.at[host.size - 1] != ':')
		host.size--;
	struct http_figures figures = serve_figures(s);
	struct text engine = store_describe(h->parts.store, h->arena);
	log_say(LOG_INFO, "serve",
		"listening on http://%.*s%d version=%s store=\"%.*s\" descriptors=%zu"
		" connections=%zu of_one_address=%zu",
		(int)host.size, host.at, serve_port(s), GROUNDLEVEL_VERSION, (int)engine.size,
		engine.at, figures.descriptors_max, figures.connections_max, figures.address_max);
	if (ready)
		ready(owner, serve_port(s));
	blocking_pool_start(h->parts.blocking_pool);
	blocking_pool_start(h->parts.hashing);
	blocking_pool_start(h->parts.signing);
	if (flows_start(h->parts.flows))
		log_say(LOG_ERROR, "flow", "the engine could not start all of its threads");
	if (key_need(h))
		log_say(LOG_ERROR, "webhooks", "there is no key to sign deliveries with");
	if (jobs_start(h->parts.jobs))
		log_say(LOG_ERROR, "jobs", "the queue could not start all of its threads");
	if (live_start(h->parts.live))
		log_say(LOG_ERROR, "live", "nobody is told of what happens as it happens");
	blobs_start(h->parts.blobs, &h->parts);
	enum err e = serve_run(s);
	blobs_stop(h->parts.blobs);
	live_stop(h->parts.live);
	jobs_stop(h->parts.jobs);
	flows_stop(h->parts.flows);
	blocking_pool_stop(h->parts.blocking_pool);
	blocking_pool_stop(h->parts.hashing);
	blocking_pool_stop(h->parts.signing);
	store_stop(h->parts.store);
	atomic_store(&running, NULL);
	serve_close(s);
	log_say(LOG_INFO, "serve", "stopped");
	return e ? EXIT_REFUSED : EXIT_FINE;
}

int verb_serve(int argc, char **argv)
{
	struct app h;
	struct text console = option_text(&argc, argv, "console");
	int code = app_open(&h, HOUSE_DATA, &argc, argv);

	h.console = console;
	if (!code)
		code = option_rest(argc, argv);
	if (!code && !app_founded(&h))
		code = say_failure(EXIT_DATA,
				   TEXT("there is no company in this data (groundlevel init)"));
	if (!code)
		code = app_serve(&h, NULL, NULL);
	app_close(&h);
	return code;
}
