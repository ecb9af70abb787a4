// SPDX-License-Identifier: Apache-2.0
/*
 * Opening and closing the store, and its threads.
 */
#include "platform/store/inside.h"

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

static const struct driver *driver_for(const struct store_config *config)
{
	return config->url.size ? &driver_postgres : &driver_sqlite;
}

enum err store_open(const struct store_config *config, struct arena *a, struct store **out,
		    struct text *why)
{
	struct arena *own = arena_open();
	struct store *s = arena_take(own, sizeof(*s));

	*out = NULL;
	s->arena = own;
	s->driver = driver_for(config);
	s->config = *config;
	s->place = (struct place){ .url = text_copy(own, config->url),
				   .folder = text_copy(own, config->folder),
				   .read_ms = config->read_ms };
	struct db *db = s->driver->open(&s->place, config->reads ? USE_READ : USE_WRITE, a, why);
	enum err e = db ? migrate(s, db, a, why) : ERR_UNAVAILABLE;
	if (!e)
		s->about = s->driver->describe(db, own);
	if (db)
		s->driver->close(db);
	if (e) {
		arena_drop(own);
		return e;
	}
	queue_open(&s->pool.queue, s->config.writes_max);
	queue_open(&s->readers.queue, READS_MAX);
	s->readers.queue.share = READS_SHARE;
	pthread_mutex_init(&s->own_lock, NULL);
	pthread_mutex_init(&s->check_lock, NULL);
	id_uuid_random(s->me);
	s->cache = cache_open(config->cache_bytes);
	*out = s;
	return ERR_OK;
}

static struct store_connection *store_connection_start(struct store *s, enum use use, size_t number)
{
	struct call *call = NULL;
	struct arena *a = NULL;
	struct store_connection *l = store_connection_make(s, use);

	l->shard = (int64_t)number;
	if (use == USE_READ) /* it connects when there is something to read: most never do */
		return l;
	a = arena_open();
	call = call_open(a, 0);
	call->connection = l;
	bool connected = store_connection_need(l, call);
	arena_drop(a);
	if (connected)
		return l;
	store_connection_close(l);
	return NULL;
}

bool store_alone(const struct store *s)
{
	return s->driver->alone;
}

static bool pool_start(struct store *s, struct pool *pool, size_t count, enum use use,
		       void *(*main)(void *connection))
{
	pool->threads = arena_take(s->arena, count * sizeof(*pool->threads));
	pool->connections = arena_take(s->arena, count * sizeof(struct store_connection *));
	for (size_t i = 0; i < count; i++) {
		struct store_connection *l = store_connection_start(s, use, i);
		if (!l || pthread_create(&pool->threads[i], NULL, main, l)) {
			store_connection_close(l);
			return false;
		}
		pool->connections[pool->count++] = l;
	}
	return true;
}

static void pool_stop(struct pool *pool)
{
	for (size_t i = 0; i < pool->count; i++) {
		pthread_join(pool->threads[i], NULL);
		store_connection_close(pool->connections[i]);
	}
	pool->count = 0;
}

enum err store_start(struct store *s)
{
	bool alone = s->driver->alone;
	bool started = pool_start(s, &s->pool, alone ? 1 : s->config.workers, USE_WRITER,
				  alone ? writer_main : worker_main);

	if (started && alone)
		started = pool_start(s, &s->readers, s->config.readers, USE_READ, reader_main);
	if (!started)
		store_stop(s);
	return started ? ERR_OK : ERR_UNAVAILABLE;
}

void store_stop(struct store *s)
{
	queue_stop(&s->pool.queue);
	queue_stop(&s->readers.queue);
	for (size_t i = 0; i < s->readers.count; i++)
		reader_interrupt(s->readers.connections[i]);
	pool_stop(&s->readers);
	pool_stop(&s->pool);
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_stop(s);
	store_connection_close(s->own);
	pthread_mutex_destroy(&s->own_lock);
	pthread_mutex_destroy(&s->check_lock);
	queue_close(&s->readers.queue);
	queue_close(&s->pool.queue);
	cache_close(s->cache);
	arena_drop(s->arena);
}

static void checked_set(struct store *s, struct db *db)
{
	pthread_mutex_lock(&s->check_lock);
	s->checked = db;
	pthread_mutex_unlock(&s->check_lock);
}

enum err store_check(struct store *s, struct text *why, struct arena *a)
{
	struct db *db = s->driver->open(&s->place, USE_READ, a, why);
	if (!db)
		return ERR_UNAVAILABLE;
	checked_set(s, db);
	enum err e = s->driver->check(db, a, why);
	checked_set(s, NULL);
	s->driver->close(db);
	return e;
}

void store_check_end(struct store *s)
{
	pthread_mutex_lock(&s->check_lock);
	if (s->checked && s->driver->check_end)
		s->driver->check_end(s->checked);
	pthread_mutex_unlock(&s->check_lock);
}

enum err store_backup(struct store *s, struct text to, struct text *why, struct arena *a)
{
	struct db *db = s->driver->open(&s->place, USE_READ, a, why);
	if (!db)
		return ERR_UNAVAILABLE;
	enum err e = s->driver->backup(db, to, a, why);
	s->driver->close(db);
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
				   .threads = s->pool.count,
				   .readers = s->readers.count,
				   .commits = atomic_load(&s->commits),
				   .batches = atomic_load(&s->batches),
				   .repeated = atomic_load(&s->repeated),
				   .batched = atomic_load(&s->batched),
				   .damaged = atomic_load(&s->damaged) };
	size_t asleep, readers_asleep;

	queue_figures(&s->pool.queue, &f.waiting, &asleep);
	queue_figures(&s->readers.queue, &f.reads_waiting, &readers_asleep);
	f.busy = f.threads > asleep ? f.threads - asleep : 0;
	f.readers_busy = f.readers > readers_asleep ? f.readers - readers_asleep : 0;
	return f;
}

struct text store_describe(struct store *s, struct arena *a)
{
	return text_copy(a, s->about);
}
