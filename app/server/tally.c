// SPDX-License-Identifier: Apache-2.0
/*
 * What was answered: a line in the log for each request, and the counts behind /metrics.
 *
 * Each event loop counts for itself, and its lines are gathered until it sleeps, so that a request
 * costs no lock and no write of its own.  What a stranger chose (a path, a query, a header) is
 * never a word of a line: paths hold secrets (feeds, hooks).
 */
#include "app/server/inside.h"

#include "base/core/err.h"

static const int64_t bounds_us[TALLY_BOUNDS] = { 100,	 250,	 500,	  1000,	   2500,
						 5000,	 10000,	 25000,	  50000,   100000,
						 250000, 500000, 1000000, 2500000, 10000000 };
static const char *const bound_names[TALLY_BOUNDS] = {
	"0.0001", "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025",
	"0.05",	  "0.1",     "0.25",   "0.5",	"1",	  "2.5",   "10",
};
static const int statuses
	[TALLY_STATUSES] = { 200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409,
			     410, 413, 415, 422, 429, 500, 501, 503, 504, 0 /* any other */ };

struct tally *tally_open(const struct catalogue *c)
{
	struct tally *t = calloc(1, sizeof(*t) + (catalogue_count(c) + 1) * sizeof(t->ops[0]));

	if (!t)
		abort();
	t->count = catalogue_count(c) + 1;
	return t;
}

static void add(_Atomic uint64_t *to, uint64_t by)
{
	/* one thread writes */
	atomic_store_explicit(to, atomic_load_explicit(to, memory_order_relaxed) + by,
			      memory_order_relaxed);
}

static void tally_add(struct tally *t, size_t op, int status, int64_t us)
{
	struct tally_op *o = &t->ops[op];
	size_t bound = 0, kind = 0;

	while (bound < TALLY_BOUNDS && us > bounds_us[bound])
		bound++;
	while (kind < TALLY_STATUSES - 1 && statuses[kind] != status)
		kind++;
	add(&o->bounds[bound], 1);
	add(&o->statuses[kind], 1);
	add(&o->sum_us, (uint64_t)us);
}

/* Of an address that leads nowhere, its first word, when it is one. */
static struct text first_word(const struct call *call)
{
	size_t size = 1;

	while (size < call->path.size && size < 25 &&
	       ((call->path.at[size] | 32) >= 'a' && (call->path.at[size] | 32) <= 'z'))
		size++;
	bool word = call->path.size && (size == call->path.size || call->path.at[size] == '/');
	return call->op ? (struct text){ 0 }
			: (word ? (struct text){ call->path.at, size } : TEXT("/?"));
}

/* In decimal, to the end of the room. */
static struct text number(char room[32], int64_t n, int decimals)
{
	size_t at = 32;
	int digits = 0;

	do {
		room[--at] = (char)('0' + n % 10);
		n /= 10;
		if (++digits == decimals)
			room[--at] = '.';
	} while (n > 0 || digits <= decimals);
	return (struct text){ room + at, 32 - at };
}

static void line_say(struct serve *s, struct call *call, size_t loop, int status, int64_t us)
{
	char code[32], ms[32];
	struct log_pair pairs[] = {
		{ "operation", call->op ? call->op->name : TEXT("none"), false },
		{ "status", number(code, status, 0), true },
		{ "ms", number(ms, us, 3), true },
		{ "method", call->method, false },
		{ "path", first_word(call), false },
		{ "location", call->asker_location, false },
		{ "token", call->asker, false },
		{ "peer", call->peer, false },
		{ "trace", text_of(call->trace), false },
	};

	log_pairs(s->batches[loop], &(struct log_line){ .level = LOG_INFO,
							.room = "request",
							.what = "answered",
							.pairs = pairs,
							.count = sizeof(pairs) / sizeof(*pairs) });
}

void request_note(struct serve *s, struct call *call, size_t loop, int status)
{
	const struct catalogue *c = s->config.app->catalogue;
	size_t op = call->op ? (size_t)(call->op - catalogue_at(c, 0)) : catalogue_count(c);
	int64_t us = clock_monotonic_us() - call->began_us;

	tally_add(atomic_load_explicit(&s->tallies[loop], memory_order_relaxed), op, status, us);
	if (log_shows(LOG_INFO))
		line_say(s, call, loop, status, us);
}

/* --- as Prometheus reads it --- */

static uint64_t sum_of(const struct serve *s, size_t op, size_t offset)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < SERVE_LOOPS_MAX; i++) {
		struct tally *t = atomic_load(&s->tallies[i]);
		const char *at = t ? (const char *)&t->ops[op] + offset : NULL;

		if (!t)
			continue;
		sum += atomic_load_explicit((const _Atomic uint64_t *)(const void *)at,
					    memory_order_relaxed);
	}
	return sum;
}

static struct text op_name(const struct serve *s, size_t op)
{
	const struct catalogue *c = s->config.app->catalogue;

	return op < catalogue_count(c) ? catalogue_at(c, op)->name : TEXT("none");
}

static void put_statuses(const struct serve *s, struct buffer *b, size_t op)
{
	struct text name = op_name(s, op);

	for (size_t i = 0; i < TALLY_STATUSES; i++) {
		uint64_t n = sum_of(s, op,
				    offsetof(struct tally_op, statuses) + i * sizeof(uint64_t));
		if (n)
			buffer_format(b,
				      "groundlevel_requests_total{operation=\"%.*s\","
				      "status=\"%d\"} %llu\n",
				      (int)name.size, name.at, statuses[i], (unsigned long long)n);
	}
}

static void put_durations(const struct serve *s, struct buffer *b, size_t op)
{
	struct text name = op_name(s, op);
	uint64_t n[TALLY_BOUNDS + 1], count = 0;

	for (size_t i = 0; i <= TALLY_BOUNDS; i++)
		count += n[i] = sum_of(s, op,
				       offsetof(struct tally_op, bounds) + i * sizeof(uint64_t));
	if (!count)
		return;
	uint64_t so_far = 0, us = sum_of(s, op, offsetof(struct tally_op, sum_us));
	for (size_t i = 0; i <= TALLY_BOUNDS; i++) {
		so_far += n[i];
		buffer_format(b,
			      "groundlevel_request_seconds_bucket{operation=\"%.*s\",le=\"%s\"}"
			      " %llu\n",
			      (int)name.size, name.at, i < TALLY_BOUNDS ? bound_names[i] : "+Inf",
			      (unsigned long long)so_far);
	}
	buffer_format(b,
		      "groundlevel_request_seconds_sum{operation=\"%.*s\"} %llu.%06llu\n"
		      "groundlevel_request_seconds_count{operation=\"%.*s\"} %llu\n",
		      (int)name.size, name.at, (unsigned long long)us / 1000000,
		      (unsigned long long)us % 1000000, (int)name.size, name.at,
		      (unsigned long long)count);
}

void tally_put(const struct serve *s, struct buffer *b)
{
	size_t count = catalogue_count(s->config.app->catalogue);

	buffer_format(b, "# HELP groundlevel_requests_total Requests answered.\n"
			 "# TYPE groundlevel_requests_total counter\n");
	for (size_t op = 0; op <= count; op++)
		put_statuses(s, b, op);
	buffer_format(b, "# HELP groundlevel_request_seconds From the whole request to its"
			 " answer.\n# TYPE groundlevel_request_seconds histogram\n");
	for (size_t op = 0; op <= count; op++)
		put_durations(s, b, op);
}
