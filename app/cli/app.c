// SPDX-License-Identifier: Apache-2.0
/*
 * Opening the house: settings, texts, store.
 */
#include "app/cli/inside.h"
#include "base/core/log.h"
#include "base/time/zones.h"
#include "domain/carriers/carriers.h"
#include "domain/conversations/conversations.h"
#include "integration/mailboxes/mailboxes.h"
#include "integration/snapshots/snapshots.h"
#include "integration/transfers/transfers.h"
#include "runs.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define OUTSIDE_THREADS	    2
#define OUTSIDE_WAITING_MAX 64
#define HASHING_THREADS	    4 /* of 64 MiB each */
#define HASHING_WAITING_MAX 16
#define SIGNING_THREADS	    2
#define SIGNING_WAITING_MAX 1024 /* a signature takes half a millisecond */

struct embedded {
	const char *name, *at;
	size_t size;
};
extern const struct embedded texts_catalogue[], texts_schema[];
extern const size_t texts_catalogue_count, texts_schema_count;

static const struct catalogue_run runs[] = {
#define X(name) { #name, name },
	RUN_TABLE(X)
#undef X
};

int say_failure(int code, struct text why)
{
	fprintf(stderr, "groundlevel: %.*s\n", (int)why.size, why.at);
	return code;
}

static enum err catalogue_open(struct app *h, struct text *why)
{
	size_t count = texts_catalogue_count;
	struct catalogue_text *texts = arena_take(h->arena, count * sizeof(*texts));

	for (size_t i = 0; i < count; i++)
		texts[i] = (struct catalogue_text){
			texts_catalogue[i].name,
			{ texts_catalogue[i].at, texts_catalogue[i].size },
		};
	return catalogue_read(
		h->arena,
		&(struct catalogue_source){ texts, count, runs, sizeof(runs) / sizeof(*runs) },
		&h->parts.catalogue, why);
}

static struct blocking_pool *blocking_pool_of(struct app *h)
{
	struct text folder = h->settings.data, file = h->settings.secret_key_file;

	if (file.size == 0 && folder.size)
		file = text_format(h->arena, "%.*s/secret.key", (int)folder.size, folder.at);
	return blocking_pool_open(&(struct blocking_pool_config){
		.clock = &h->clock,
		.key_file = file,
		.allow_private = settings_flag(h->settings.private_networks),
		.threads = OUTSIDE_THREADS,
		.waiting_max = OUTSIDE_WAITING_MAX,
	});
}

static enum err data_open(struct app *h, struct text *why)
{
	size_t count = texts_schema_count;
	struct store_text *schema = arena_take(h->arena, count * sizeof(*schema));

	for (size_t i = 0; i < count; i++)
		schema[i] = (struct store_text){
			texts_schema[i].name,
			{ texts_schema[i].at, texts_schema[i].size },
		};
	struct store_config config = {
		.clock = &h->clock,
		.url = h->settings.store,
		.folder = h->settings.data,
		.workers = (size_t)settings_whole(h->settings.store_workers),
		.writes_max = (size_t)settings_whole(h->settings.writes_max),
		.batch_max = (size_t)settings_whole(h->settings.batch_max),
		.readers = (size_t)settings_whole(h->settings.readers),
		.read_ms = settings_whole(h->settings.read_ms),
		.cache_bytes = (size_t)settings_whole(h->settings.cache_mb) << 20,
		.schema = schema,
		.schema_count = count,
		.reads = h->reads,
	};
	enum err e = store_open(&config, h->arena, &h->parts.store, why);
	if (!e && h->settings.data.size && !h->reads)
		e = blobs_open(h->arena, h->settings.data, &h->parts.blobs, why);
	return e;
}

/* The folder must be named; for data that must exist, so must the file in it. */
static int folder_need(struct app *h, enum app_want want)
{
	const char *folder = text_c(h->arena, h->settings.data);
	struct text file = text_format(h->arena, "%s/groundlevel.db", folder);

	if (h->settings.data.size == 0 && h->settings.store.size == 0)
		return say_usage("say where the data is: --data DIR");
	if (h->settings.data.size == 0)
		return 0;
	if (want == HOUSE_NEW && mkdir(folder, 0700) && errno != EEXIST)
		return say_failure(EXIT_DATA, text_format(h->arena, "cannot make %s: %s", folder,
							  strerror(errno)));
	if (want != HOUSE_NEW && h->settings.store.size == 0 && access(file.at, R_OK | W_OK))
		return say_failure(EXIT_DATA,
				   text_format(h->arena,
					       "there is no data in %s (groundlevel init makes it)",
					       folder));
	return 0;
}

static void log_open(const struct settings *s)
{
	static const char *const names[] = { "debug", "info", "warn", "error" };
	enum log_level level = LOG_INFO;

	for (size_t i = 0; i < 4; i++)
		if (text_is(s->log_level, names[i]))
			level = (enum log_level)i;
	log_start(level, text_is(s->log_format, "json"));
}

/* What becomes of an e-mail, its conversation wants to know. */
static enum err mail_moved_on(struct call *call, const struct job *job, enum job_state to)
{
	enum err e = mail_moved(call, job, to);

	return e ? e : conversation_mail_moved(call, job->ref, to);
}

/* What the queue does. */
static void kinds_set(struct app *h)
{
	h->kinds[0] = mail_kind(&h->settings);
	h->kinds[0].moved = mail_moved_on;
	h->kinds[1] = webhook_kind();
	h->kinds[2] = carriage_kind();
	h->kinds[2].may = conversation_carriage_may;
	h->kinds[2].moved = conversation_carriage_moved;
	h->kinds[3] = mailbox_kind();
	h->kinds[4] = snapshot_kind();
	h->kinds[5] = transfer_kind();
}

int app_open(struct app *h, enum app_want want, int *argc, char **argv)
{
	struct text why = { 0 };

	*h = (struct app){ .arena = arena_open(), .reads = want == HOUSE_READ };
	if (settings_read(h->arena, &h->settings, argc, argv, &why))
		return say_failure(EXIT_USAGE, why);
	h->parts.settings = &h->settings;
	log_open(&h->settings);
	if (mail_check(&h->settings, h->arena, &why))
		return say_failure(EXIT_USAGE, why);
	if (catalogue_open(h, &why))
		return say_failure(EXIT_DATA, why);
	if (want == HOUSE_CATALOGUE)
		return 0;
	int code = folder_need(h, want);
	if (code)
		return code;
	if (clock_open(&h->clock, text_c(h->arena, h->settings.clock_file)))
		return say_failure(EXIT_DATA, TEXT("the clock file cannot be read"));
	h->parts.zones = zones_open();
	h->parts.blocking_pool = blocking_pool_of(h);
	h->parts.hashing = blocking_pool_open(&(struct blocking_pool_config){
		.clock = &h->clock,
		.threads = HASHING_THREADS,
		.waiting_max = HASHING_WAITING_MAX,
		.full = "Too many sign in at this moment; please try again.",
	});
	h->parts.signing = blocking_pool_open(&(struct blocking_pool_config){
		.clock = &h->clock,
		.threads = SIGNING_THREADS,
		.waiting_max = SIGNING_WAITING_MAX,
		.full = "Too many ask for tokens at this moment; please try again.",
	});
	h->parts.auth = auth_open(&(struct auth_config){
		.rate_burst = settings_whole(h->settings.rate_burst),
		.rate_day = settings_whole(h->settings.rate_day),
	});
	if (data_open(h, &why))
		return say_failure(EXIT_DATA, why);
	h->parts.live = live_open(&h->parts, &h->clock);
	h->parts.flows = flows_open(&(struct flows_config){
		.app = &h->parts,
		.clock = &h->clock,
		.workers = (size_t)settings_whole(h->settings.flow_workers),
	});
	kinds_set(h);
	h->parts.jobs = jobs_open(&(struct jobs_config){
		.app = &h->parts,
		.clock = &h->clock,
		.kinds = h->kinds,
		.kind_count = sizeof(h->kinds) / sizeof(*h->kinds),
	});
	return 0;
}

void app_close(struct app *h)
{
	jobs_close(h->parts.jobs);
	flows_close(h->parts.flows);
	live_close(h->parts.live);
	if (h->parts.store)
		store_close(h->parts.store);
	blobs_close(h->parts.blobs);
	auth_close(h->parts.auth);
	zones_close(h->parts.zones);
	blocking_pool_close(h->parts.blocking_pool);
	blocking_pool_close(h->parts.hashing);
	blocking_pool_close(h->parts.signing);
	clock_close(&h->clock);
	arena_drop(h->arena);
}

enum err app_perform(struct app *h, struct call *call, enum err (*run)(struct call *call))
{
	return h->reads ? store_read_now(call, run) : store_perform_now(call, run);
}

struct call *app_call(struct app *h, struct text company_id)
{
	static const struct text every = TEXT("*");
	struct call *call = call_open(h->arena, clock_now_ms(&h->clock));
	struct caller *caller = arena_take(h->arena, sizeof(*caller));

	*caller = (struct caller){
		.token_id = TEXT("command-line"),
		.class = TOKEN_COMPANY,
		.company_id = company_id,
		.scopes = &every,
		.scope_count = 1,
	};
	call->app = &h->parts;
	call->caller = caller;
	return call;
}

/* --- one operation, asked on the data --- */

/* The location that is meant: the one that was named, or the only one there is. */
static enum err location_enter(struct call *call, struct text named)
{
	struct caller *caller = (struct caller *)(uintptr_t)call->caller;
	size_t count = 0;

	call_set_text(call, "locationNamed", named);
	struct rows *rows = store_ask(call, "SELECT id, company_id FROM location"
					    " WHERE :locationNamed = '' OR id = :locationNamed"
					    " ORDER BY id LIMIT 2");
	while (rows_next(rows)) {
		caller->location_id = text_copy(call->arena, rows_text(rows, "id"));
		caller->company_id = text_copy(call->arena, rows_text(rows, "company_id"));
		count++;
	}
	rows_close(rows);
	caller->class = TOKEN_LOCATION;
	call_set_text(call, "locationId", caller->location_id);
	if (count == 0)
		return refuse(call, ERR_MISSING, "there is no such location in this data");
	if (count > 1)
		return refuse(call, ERR_INVALID, "say which location: --location ID");
	return ERR_OK;
}

static enum err company_enter(struct call *call)
{
	if (!store_load(call, "SELECT id AS company_id FROM company ORDER BY date_added LIMIT 1"))
		return refuse(call, ERR_MISSING, "there is no company in this data");
	((struct caller *)(uintptr_t)call->caller)->company_id = call_text(call, "companyId");
	return ERR_OK;
}

static enum err local_run(struct call *call)
{
	struct local_ask *ask = call->owner;
	struct asking asking = { .op = catalogue_find(call->app->catalogue, text_of(ask->op)) };
	struct text why;
	enum err e = ask->of_company ? company_enter(call) : location_enter(call, ask->location);

	if (!e && ask->before)
		e = ask->before(call, ask);
	if (!e && ask->input.size && json_read(call->arena, ask->input, &asking.input, &why))
		e = refuse(call, ERR_INVALID, "%.*s", (int)why.size, why.at);
	asking.given = &ask->given;
	asking.given_count = 1;
	if (!e)
		e = invoke_prepare(call, &asking);
	return e ? e : store_run(call);
}

int app_ask(struct app *h, struct local_ask *ask)
{
	struct call *call = app_call(h, TEXT(""));
	struct text why;

	call->owner = ask;
	enum err e = app_perform(h, call, local_run);
	if (!e && call->after)
		e = call->after(call);
	if (e)
		return say_failure(EXIT_REFUSED, invoke_complaint(call));
	json_close(&call->out);
	if (json_read(h->arena, buffer_text(&call->buffer), &ask->reply, &why))
		return say_failure(EXIT_REFUSED, why);
	return 0;
}
