// SPDX-License-Identifier: Apache-2.0
/*
 * Opening and closing the store, and its threads.
 */
#include "store/inside.h"

#include <sodium.h>

#define READS_MAX   1024 /* reads that take long and wait for a thread */
#define READS_SHARE 64	 /* of one token */

void store_sum(const struct text *parts, size_t count, char out[SUM_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++) {
		uint64_t size =
			parts[i].size; /* so that no two lists of parts are the same bytes */
		crypto_hash_sha256_update(&state, (const unsigned char *)&size, sizeof(size));
		crypto_hash_sha256_update(&state, (const unsigned char *)parts[i].at,
					  parts[i].size);
	}
	crypto_hash_sha256_final(&state, digest);
	sodium_bin2hex(out, SUM_SIZE, digest, sizeof(digest));
}

static const struct engine *engine_for(const struct store_config *config)
{
	return config->url.size ? &engine_postgres : &engine_sqlite;
}

enum err store_open(const struct store_config *config, struct arena *a, struct store **out,
		    struct text *why)
{
	struct arena *own = arena_open();
	struct store *s = arena_take(own, sizeof(*s));

	*out = NULL;
	s->arena = own;
	s->engine = engine_for(config);
	s->config = *config;
	s->place = (struct place){ .url = text_copy(own, config->url),
				   .folder = text_copy(own, config->folder),
				   .read_ms = config->read_ms };
	struct db *db = s->engine->open(&s->place, config->reads ? USE_READ : USE_WRITE, a, why);
	enum err e = db ? migrate(s, db, a, why) : ERR_AWAY;
	if (!e)
		s->about = s->engine->describe(db, own);
	if (db)
		s->engine->close(db);
	if (e) {
		arena_drop(own);
		return e;
	}
	queue_open(&s->crew.queue, s->config.writes_max);
	queue_open(&s->readers.queue, READS_MAX);
	s->readers.queue.share = READS_SHARE;
	pthread_mutex_init(&s->own_lock, NULL);
	*out = s;
	return ERR_OK;
}

static struct link *link_start(struct store *s, enum use use, size_t number)
{
	struct call *call = NULL;
	struct arena *a = arena_open();
	struct link *l = link_make(s, use);

	l->shard = (int64_t)number;
	call = call_open(a, 0);
	call->link = l;
	bool connected = link_need(l, call);
	arena_drop(a);
	if (connected)
		return l;
	link_close(l);
	return NULL;
}

bool store_alone(const struct store *s)
{
	return s->engine->alone;
}

static bool crew_start(struct store *s, struct crew *crew, size_t count, enum use use,
		       void *(*main)(void *link))
{
	crew->threads = arena_take(s->arena, count * sizeof(*crew->threads));
	crew->links = arena_take(s->arena, count * sizeof(struct link *));
	for (size_t i = 0; i < count; i++) {
		struct link *l = link_start(s, use, i);
		if (!l || pthread_create(&crew->threads[i], NULL, main, l)) {
			link_close(l);
			return false;
		}
		crew->links[crew->count++] = l;
	}
	return true;
}

static void crew_stop(struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++) {
		pthread_join(crew->threads[i], NULL);
		link_close(crew->links[i]);
	}
	crew->count = 0;
}

enum err store_start(struct store *s)
{
	bool alone = s->engine->alone;
	bool started = crew_start(s, &s->crew, alone ? 1 : s->config.workers, USE_WRITER,
				  alone ? writer_main : worker_main);

	if (started && alone)
		started = crew_start(s, &s->readers, s->config.readers, USE_READ, reader_main);
	if (!started)
		store_stop(s);
	return started ? ERR_OK : ERR_AWAY;
}

void store_stop(struct store *s)
{
	queue_stop(&s->crew.queue);
	queue_stop(&s->readers.queue);
	for (size_t i = 0; i < s->readers.count; i++)
		reader_hurry(s->readers.links[i]);
	crew_stop(&s->readers);
	crew_stop(&s->crew);
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_stop(s);
	link_close(s->own);
	pthread_mutex_destroy(&s->own_lock);
	queue_close(&s->readers.queue);
	queue_close(&s->crew.queue);
	arena_drop(s->arena);
}

/* Does something on a connection of its own. */
static enum err aside(struct store *s, struct arena *a, struct text *why,
		      enum err (*act)(struct db *db, struct arena *a, struct text *why))
{
	struct db *db = s->engine->open(&s->place, USE_READ, a, why);
	if (!db)
		return ERR_AWAY;
	enum err e = act(db, a, why);
	s->engine->close(db);
	return e;
}

enum err store_check(struct store *s, struct text *why, struct arena *a)
{
	return aside(s, a, why, s->engine->check);
}

enum err store_backup(struct store *s, struct text to, struct text *why, struct arena *a)
{
	struct db *db = s->engine->open(&s->place, USE_READ, a, why);
	if (!db)
		return ERR_AWAY;
	enum err e = s->engine->backup(db, to, a, why);
	s->engine->close(db);
	return e;
}

static void queue_figures(struct queue *q, size_t *waiting, size_t *sleeping)
{
	pthread_mutex_lock(&q->lock);
	*waiting = q->count;
	*sleeping = q->sleeping;
	pthread_mutex_unlock(&q->lock);
}

struct store_figures store_figures(struct store *s)
{
	struct store_figures f = { .waiting_max = s->config.writes_max,
				   .threads = s->crew.count,
				   .readers = s->readers.count,
				   .commits = atomic_load(&s->commits),
				   .batches = atomic_load(&s->batches),
				   .batched = atomic_load(&s->batched),
				   .damaged = atomic_load(&s->damaged) };
	size_t asleep, readers_asleep;

	queue_figures(&s->crew.queue, &f.waiting, &asleep);
	queue_figures(&s->readers.queue, &f.reads_waiting, &readers_asleep);
	f.busy = f.threads > asleep ? f.threads - asleep : 0;
	f.readers_busy = f.readers > readers_asleep ? f.readers - readers_asleep : 0;
	return f;
}

struct text store_describe(struct store *s, struct arena *a)
{
	return text_copy(a, s->about);
}
