// SPDX-License-Identifier: Apache-2.0
/*
 * /metrics: what an operator's tools read again and again, in the text form of Prometheus.
 */
#include "app/server/inside.h"
#include "runs.h"

#include <dirent.h>
#include <unistd.h>

struct gauge {
	const char *name, *type, *help;
	double value;
};

static size_t descriptors_open(void)
{
	DIR *folder = opendir("/proc/self/fd");
	size_t count = 0;

	while (folder && readdir(folder))
		count++;
	if (folder)
		closedir(folder);
	return count > 3 ? count - 3 : 0; /* ., .. and the folder itself */
}

static double memory_resident(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	long long size = 0, resident = 0;

	if (file && fscanf(file, "%lld %lld", &size, &resident) != 2)
		resident = 0;
	if (file)
		fclose(file);
	return (double)resident * (double)sysconf(_SC_PAGESIZE);
}

static void gauges_put(struct buffer *b, const struct gauge *gauges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_format(b,
			      "# HELP groundlevel_%s %s\n# TYPE groundlevel_%s %s\n"
			      "groundlevel_%s %.17g\n",
			      gauges[i].name, gauges[i].help, gauges[i].name, gauges[i].type,
			      gauges[i].name, gauges[i].value);
}

#define PUT(b, list) gauges_put(b, list, sizeof(list) / sizeof(*(list)))

static void put_server(const struct serve *s, struct buffer *b)
{
	struct http_figures h = http_figures(s->http);
	const struct gauge list[] = {
		{ "uptime_seconds", "gauge", "Since the server was opened.",
		  (double)(clock_monotonic_us() - s->opened_us) / 1e6 },
		{ "connections", "gauge", "Open connections.", (double)h.connections },
		{ "connections_max", "gauge", "Most of them.", (double)h.connections_max },
		{ "bodies_bytes", "gauge", "Memory of bodies under way.", (double)h.bodies },
		{ "refused_total", "counter", "Requests and connections refused below the journey.",
		  (double)h.refused },
		{ "accepts_failed_total", "counter", "Connections that could not be taken.",
		  (double)h.failed },
		{ "descriptors", "gauge", "Open descriptors.", (double)descriptors_open() },
		{ "descriptors_max", "gauge", "Most of them.", (double)h.descriptors_max },
		{ "memory_resident_bytes", "gauge", "Resident memory.", memory_resident() },
	};

	PUT(b, list);
}

static void put_store(const struct finding *f, struct buffer *b)
{
	const struct store_figures *s = &f->store;
	const struct gauge list[] = {
		{ "up", "gauge", "Is it well (what /health says)?", f->reason_count ? 0 : 1 },
		{ "writer_waiting", "gauge", "Calls that wait for the writer or a worker.",
		  (double)s->waiting },
		{ "writer_waiting_max", "gauge", "Past it 503.", (double)s->waiting_max },
		{ "commits_total", "counter", "Commits.", (double)s->commits },
		{ "batches_total", "counter", "Batches of the one writer.", (double)s->batches },
		{ "batched_calls_total", "counter", "Calls in them.", (double)s->batched },
		{ "writers", "gauge", "The writer, or the pool of workers.", (double)s->threads },
		{ "writers_busy", "gauge", "Those at work.", (double)s->busy },
		{ "readers", "gauge", "Threads for long reads.", (double)s->readers },
		{ "readers_busy", "gauge", "Those at work.", (double)s->readers_busy },
		{ "reads_repeated_total", "counter", "Reads answered from memory.",
		  (double)s->repeated },
		{ "reads_waiting", "gauge", "Long reads that wait.", (double)s->reads_waiting },
		{ "write_seconds", "gauge", "The last write that was tried.",
		  (double)f->write_us / 1e6 },
		{ "read_seconds", "gauge", "The last read that was tried.",
		  (double)f->read_us / 1e6 },
		{ "disk_free_bytes", "gauge", "On the disk of the data; -1: not ours.",
		  (double)f->disk_free },
	};

	PUT(b, list);
}

static void put_flows(const struct finding *f, struct buffer *b)
{
	const struct flows_figures *w = &f->flows;
	const struct gauge list[] = {
		{ "events_total", "counter", "Number of the newest event.", (double)f->events },
		{ "runs_done_total", "counter", "Runs of flows that ended well.",
		  (double)w->runs_done },
		{ "runs_failed_total", "counter", "Runs that did not.", (double)w->runs_failed },
		{ "runs_open", "gauge", "Runs under way (10000: or more).", (double)f->runs_open },
		{ "runs_lag_seconds", "gauge", "How long the oldest run has been due.",
		  (double)f->lag_ms / 1e3 },
		{ "effects_done_total", "counter", "Effects at other servers that were done.",
		  (double)w->effects_done },
		{ "effects_failed_total", "counter", "Those that failed.",
		  (double)w->effects_failed },
		{ "effects_again_total", "counter", "Tries that are to be made again.",
		  (double)w->effects_again },
		{ "effects_open", "gauge", "Effects that wait (10000: or more).",
		  (double)f->effects_open },
		{ "looks_total", "counter", "Polls of other servers.", (double)w->looks },
		{ "looks_failed_total", "counter", "Those that failed.", (double)w->looks_failed },
		{ "look_age_seconds", "gauge", "Since the engine last looked what is due.",
		  (double)w->look_age_ms / 1e3 },
		{ "paced_connections", "gauge", "Connections that rest after failures.",
		  (double)f->paused },
		{ "decisions_open", "gauge", "Decisions that people have to make.",
		  (double)f->decisions },
	};

	PUT(b, list);
}

/* One line for each kind of work. */
static void kinds_put(struct buffer *b, const struct gauge *g, const struct job_figures *kinds,
		      const double *values, size_t count)
{
	buffer_format(b, "# HELP groundlevel_%s %s\n# TYPE groundlevel_%s %s\n", g->name, g->help,
		      g->name, g->type);
	for (size_t i = 0; i < count; i++)
		buffer_format(b, "groundlevel_%s{kind=\"%s\"} %.17g\n", g->name, kinds[i].name,
			      values[i]);
}

static void put_jobs(const struct call *call, const struct finding *f, struct buffer *b)
{
	static const struct gauge list[] = {
		{ "jobs_done_total", "counter", "Jobs of the queue that were done.", 0 },
		{ "jobs_failed_total", "counter", "Those that failed for good.", 0 },
		{ "jobs_again_total", "counter", "Tries that are to be made again.", 0 },
		{ "jobs_under_way", "gauge", "Those that a loop has in hand.", 0 },
		{ "jobs_lag_seconds", "gauge", "How long the first that may begin has been due.",
		  0 },
	};
	struct job_figures kinds[JOB_KINDS_MAX];
	size_t count = jobs_figures(call->app->jobs, kinds);

	for (size_t g = 0; g < sizeof(list) / sizeof(*list); g++) {
		double values[JOB_KINDS_MAX];
		for (size_t i = 0; i < count; i++)
			values[i] = g == 0   ? (double)kinds[i].done
				    : g == 1 ? (double)kinds[i].failed
				    : g == 2 ? (double)kinds[i].again
				    : g == 3 ? (double)kinds[i].flying
					     : (double)f->jobs_lag_ms[i] / 1e3;
		kinds_put(b, &list[g], kinds, values, count);
	}
}

static enum err metrics_tell(struct call *call, const struct finding *f)
{
	call->content_type = TEXT("text/plain; version=0.0.4; charset=utf-8");
	call->buffer.size = 0;
	put_server(call->serve, &call->buffer);
	put_store(f, &call->buffer);
	put_flows(f, &call->buffer);
	put_jobs(call, f, &call->buffer);
	tally_put(call->serve, &call->buffer);
	return ERR_OK;
}

/* From this machine, and not through a proxy on it. */
static bool is_local(const struct call *call)
{
	static const char *const forwarded[] = { "x-forwarded-for", "forwarded", "via",
						 "x-real-ip" };

	for (size_t i = 0; i < sizeof(forwarded) / sizeof(*forwarded); i++)
		if (call_header(call, forwarded[i]).size)
			return false;
	return text_starts(call->peer, "127.") || text_is(call->peer, "::1");
}

enum err server_metrics(struct call *call)
{
	static const struct teller teller = { metrics_tell };
	struct text caller = call->app->settings->metrics;
	enum err e = ERR_OK;

	if (!call->serve || text_is(caller, "nobody"))
		return refuse(call, ERR_MISSING, "Cannot GET /metrics");
	if (!text_is(caller, "all") && !(text_is(caller, "local") && is_local(call)))
		e = auth_company(call);
	return e ? e : pulse_ask(call, &teller);
}
