// SPDX-License-Identifier: Apache-2.0
/*
 * Revisions of flows, compiled once.
 *
 * A revision never changes, so what was compiled is good for as long as the process lives; it is
 * taken out only at the end.  When the table is full, further ones are compiled for each use.
 */
#include "integration/engine/inside.h"

struct cached {
	struct text flow_id;
	int64_t rev;
	struct arena *arena;
	const struct flow *flow;
	struct cached *next;
};

#define CACHED_MAX 4096

static size_t bucket_of(struct text flow_id, int64_t rev)
{
	return (text_hash(flow_id) + (uint32_t)rev) % FLOW_CACHE;
}

static struct cached *cached_find(struct flow_engine *f, struct text flow_id, int64_t rev,
				  size_t *count)
{
	struct cached *c = f->cache[bucket_of(flow_id, rev)];

	*count = 0;
	while (c && (c->rev != rev || !text_same(c->flow_id, flow_id))) {
		c = c->next;
		++*count;
	}
	return c;
}

static const struct flow *flow_compile(struct call *call, struct arena *a, struct text flow_id,
				       int64_t rev)
{
	struct faults faults = { 0 };
	struct text source = { 0 }, bound = { 0 };

	call_set_text(call, "loadFlow", flow_id);
	call_set_whole(call, "loadRev", rev);
	struct rows *r = store_ask(call, "SELECT canonical_json, bound_json FROM flow_rev"
					 " WHERE flow_id = :loadFlow AND rev = :loadRev");
	if (rows_next(r)) {
		source = text_copy(a, rows_text(r, "canonical_json"));
		bound = text_copy(a, rows_text(r, "bound_json"));
	}
	rows_close(r);
	if (!source.size)
		return NULL;
	struct flow *flow = (struct flow *)(uintptr_t)flow_read(a, call->app->catalogue, source,
								&faults);
	if (flow)
		flow_bound(a, flow, bound);
	return flow;
}

const struct flow *flow_load(struct call *call, struct text flow_id, int64_t rev)
{
	struct flow_engine *f = call->app->flows;
	size_t count = 0;

	if (!f)
		return flow_compile(call, call->arena, flow_id, rev);
	pthread_mutex_lock(&f->cache_lock);
	struct cached *c = cached_find(f, flow_id, rev, &count);
	pthread_mutex_unlock(&f->cache_lock);
	if (c || count > CACHED_MAX / FLOW_CACHE)
		return c ? c->flow : flow_compile(call, call->arena, flow_id, rev);
	struct arena *a = arena_open();
	const struct flow *flow = flow_compile(call, a, flow_id, rev);
	if (!flow || call->err) {
		arena_drop(a);
		return NULL;
	}
	c = arena_take(a, sizeof(*c));
	*c = (struct cached){ text_copy(a, flow_id), rev, a, flow, NULL };
	size_t bucket = bucket_of(flow_id, rev);
	pthread_mutex_lock(&f->cache_lock);
	c->next = f->cache[bucket]; /* it may stand there twice: no harm */
	f->cache[bucket] = c;
	pthread_mutex_unlock(&f->cache_lock);
	return flow;
}

void flow_cache_drop(struct flow_engine *f)
{
	for (size_t i = 0; i < FLOW_CACHE; i++) {
		for (struct cached *c = f->cache[i], *next; c; c = next) {
			next = c->next;
			arena_drop(c->arena);
		}
		f->cache[i] = NULL;
	}
}

void flow_bound(struct arena *a, struct flow *f, struct text bound)
{
	const struct json *v, *watch;
	struct text why;

	if (json_read(a, bound, &v, &why))
		return;
	f->bound = v;
	watch = json_get(v, "watch");
	if (!watch)
		return;
	struct text *items = arena_take(a, ((size_t)watch->count + 1) * sizeof(*items));
	f->on.watch = (struct vocabulary){ .items = items };
	for (const struct json *i = json_first(watch); i; i = json_after(watch, i))
		items[f->on.watch.count++] = json_text(i);
}

const struct json *fields_gone(struct call *call, struct text location_id)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(&b);
	const struct json *gone = NULL;
	struct text why;

	call_set_text(call, "goneOf", location_id);
	struct rows *rows = store_ask(call, "SELECT id FROM field_gone"
					    " /* grows: fields that were ever deleted */"
					    " WHERE location_id = :goneOf");
	json_list(&o);
	while (rows_next(rows))
		json_put_text(&o, rows_text(rows, "id"));
	rows_close(rows);
	json_close(&o);
	if (call->err || json_read(call->arena, buffer_text(&b), &gone, &why) || !gone->count)
		return NULL;
	return gone;
}
