// SPDX-License-Identifier: Apache-2.0
/*
 * What a peer keeps: things of some type, with an id and members.
 */
#include "test/peer/peer.h"

#include "base/time/clock.h"

#include <assert.h>

const struct json *json_keep(struct arena *a, struct text source)
{
	const struct json *json;
	struct text why;
	enum err e = json_read(a, text_copy(a, source), &json, &why);

	assert(!e);
	return json;
}

/* Later than anything before. */
static int64_t tick(struct peer *p)
{
	struct clock plain = { 0 };
	int64_t now = clock_now_ms(&plain);

	p->clock_ms = now > p->clock_ms ? now : p->clock_ms + 1;
	return p->clock_ms;
}

/* Below, and over it `above`. */
static const struct json *laid_over(struct peer *p, const struct json *below,
				    const struct json *above)
{
	struct buffer b = buffer_open(p->kept, 4 << 20);
	struct json_out o = json_open(&b);
	const struct json *v;

	json_map(&o);
	for (const struct json *k = json_first(below); k; k = json_after(below, v)) {
		v = json_after(below, k);
		if (above && json_find(above, k->text))
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	for (const struct json *k = json_first(above); k; k = json_after(above, v)) {
		v = json_after(above, k);
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	json_close(&o);
	return json_keep(p->kept, buffer_text(&b));
}

struct thing *thing_make(struct asked *q, struct text type, const struct json *members)
{
	struct peer *p = q->peer;
	struct thing *t = arena_take(p->kept, sizeof(*t));
	bool number = text_is(type, "user") || text_starts(type, "post:");

	p->counter++;
	*t = (struct thing){
		.type = text_copy(p->kept, type),
		.id = text_format(p->kept, number ? "%lld" : "peer%016lld", (long long)p->counter),
		.json = laid_over(p, NULL, members),
		.made_ms = tick(p),
	};
	t->changed_ms = t->made_ms;
	t->shown_at_ms = t->made_ms + p->lag_ms;
	*p->last = t;
	p->last = &t->next;
	return t;
}

struct thing *thing_find(struct peer *p, struct text type, struct text id)
{
	for (struct thing *t = p->things; t; t = t->next)
		if (text_same(t->type, type) && text_same(t->id, id))
			return t;
	return NULL;
}

struct thing *thing_by(struct peer *p, struct text type, const char *member, struct text value)
{
	for (struct thing *t = p->things; value.size && t; t = t->next)
		if (text_same(t->type, type) &&
		    text_alike(json_text(json_get(t->json, member)), value))
			return t;
	return NULL;
}

void thing_change(struct asked *q, struct thing *t, const struct json *members)
{
	int64_t now = tick(q->peer);

	if (now >= t->shown_at_ms) {
		t->shown = t->json;
		t->shown_ms = t->changed_ms;
	}
	t->json = laid_over(q->peer, t->json, members);
	t->changed_ms = now;
	t->shown_at_ms = now + q->peer->lag_ms;
}

const struct json *thing_shown(const struct peer *p, const struct thing *t, int64_t *changed_ms)
{
	struct clock plain = { 0 };
	bool current = !p->lag_ms || clock_now_ms(&plain) >= t->shown_at_ms;

	*changed_ms = current ? t->changed_ms : t->shown_ms;
	return current ? t->json : t->shown;
}

void thing_drop(struct peer *p, struct thing *t)
{
	struct thing **at = &p->things;

	while (*at != t)
		at = &(*at)->next;
	*at = t->next;
	if (p->last == &t->next)
		p->last = at;
}

size_t thing_count(const struct peer *p, struct text type)
{
	size_t count = 0;

	for (const struct thing *t = p->things; t; t = t->next)
		count += text_same(t->type, type);
	return count;
}
