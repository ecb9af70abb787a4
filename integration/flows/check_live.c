// SPDX-License-Identifier: Apache-2.0
/*
 * A flow against the data: its connections, the other flows of its location, and what its trigger
 * costs.
 */
#include "integration/flows/inside.h"

#define QUOTA_PER_DAY 200000 /* of HighLevel, an app and location; published */
#define WRITES_MAX    400

/* --- connections --- */

struct uses {
	struct call *call;
	struct faults *faults;
	const struct flow *flow;
};

static void use_check(struct uses *u, struct text use, const struct op *op, struct text at)
{
	struct call *call = u->call;
	bool ours = !use.size || text_is(use, "ours");

	at = place(call->arena, at, "use");
	if (ours && op && op->connector.size) {
		fault_add(u->faults, at, "says through which connection: it is missing");
		return;
	}
	if (ours)
		return;
	call_set_text(call, "useName", use);
	if (!store_load(call, "SELECT kind AS use_kind FROM connection"
			      " WHERE location_id = :locationId"
			      " AND (name = :useName OR id = :useName)")) {
		fault_add(u->faults, at, "there is no connection '%.*s'", (int)use.size, use.at);
		return;
	}
	struct text kind = call_text(call, "useKind");
	struct text connector = connection_connector(kind);
	if (op && !text_same(connector, op->connector))
		fault_add(u->faults, at,
			  "'%.*s' is a connection of the kind %.*s, which has no %.*s",
			  (int)use.size, use.at, (int)kind.size, kind.at, (int)op->name.size,
			  op->name.at);
}

static void step_use_check(void *owner, const struct step *s)
{
	if (s->op)
		use_check(owner, s->use, s->kind == STEP_CALL ? NULL : s->op, s->at);
}

/* Of another server's events the things themselves are polled, so there must be a list of them. */
static void event_use_check(struct call *call, struct faults *faults, const struct trigger *on)
{
	if (on->kind != TRIGGER_EVENT || connection_is_ours(call, on->use))
		return;
	if (!on->op)
		fault_add(faults, TEXT("on.event"),
			  "'%.*s' of another server cannot be polled: use 'hook'",
			  (int)on->resource.size, on->resource.at);
	else
		poll_needs(faults, on);
}

static void secret_check(struct call *call, struct faults *faults, struct text name)
{
	call_set_text(call, "secretName", name);
	if (name.size &&
	    !store_has(call, "SELECT 1 FROM flow_secret"
			     " WHERE location_id = :locationId AND name = :secretName"))
		fault_add(faults, TEXT("on.verify"),
			  "the secret '%.*s' is not set: groundlevel flow secret %.*s",
			  (int)name.size, name.at, (int)name.size, name.at);
}

void flow_check_uses(struct call *call, const struct flow *f, struct faults *faults)
{
	struct uses u = { call, faults, f };

	secret_check(call, faults, f->on.kind == TRIGGER_HOOK ? f->on.secret : TEXT(""));
	flow_steps(&f->steps, &u, step_use_check);
	flow_steps(&f->handler, &u, step_use_check);
	for (size_t i = 0; i <= f->more_count; i++) {
		const struct trigger *on = i ? &f->more[i - 1] : &f->on;
		use_check(&u, on->use, on->op, TEXT("on"));
		event_use_check(call, faults, on);
	}
}

/* --- other flows --- */

/* What a flow writes: which thing, through which connection, which field. */
struct written {
	struct text use, thing, field, connector;
	const struct op *op;
};

struct writes {
	struct call *call;
	const struct flow *flow;
	struct written *all;
	size_t count;
};

static struct text use_named(struct call *call, struct text use)
{
	return connection_is_ours(call, use) ? TEXT("") : use;
}

static void written_add(void *owner, const struct step *s)
{
	struct writes *w = owner;
	const struct op *op = s->create ? s->create : s->op;

	if (!op || op->reads || s->kind == STEP_CALL)
		return;
	const struct json *set = json_get(step_source(w->flow, s), "set");
	struct written one = { .use = use_named(w->call, s->use),
			       .thing = op->thing,
			       .connector = op->connector,
			       .op = op };
	if (w->count < WRITES_MAX)
		w->all[w->count++] = one;
	for (const struct json *k = json_is(set, JSON_MAP) ? json_first(set) : NULL; k;
	     k = json_after(set, json_after(set, k))) {
		one.field = k->text;
		if (w->count < WRITES_MAX)
			w->all[w->count++] = one;
	}
}

static struct writes writes_of(struct call *call, const struct flow *f)
{
	struct writes w = { .call = call, .flow = f };

	w.all = arena_take(call->arena, WRITES_MAX * sizeof(*w.all));
	flow_steps(&f->steps, &w, written_add);
	flow_steps(&f->handler, &w, written_add);
	return w;
}

/* Does what is written here start the other flow? */
static bool starts(const struct writes *w, const struct flow *other)
{
	const struct trigger *on = &other->on;
	struct text use = use_named(w->call, on->use);
	const char *change;

	for (size_t i = 0; i < w->count; i++) {
		const struct written *x = &w->all[i];
		if (x->field.size || !text_same(x->use, use))
			continue;
		for (size_t n = 0; on->kind == TRIGGER_EVENT && n < x->op->event_count; n++)
			if (topic_meets(other->catalogue, on->topic, x->op->events[n].type,
					&change))
				return true;
		if (on->kind == TRIGGER_POLL && on->op &&
		    text_same(on->op->connector, x->connector) &&
		    text_same(on->op->thing, x->thing))
			return true;
	}
	return false;
}

static void same_note(struct faults *notes, const struct writes *a, const struct writes *b)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct written *x = &a->all[i];
		for (size_t j = 0; x->field.size && j < b->count; j++) {
			const struct written *y = &b->all[j];
			if (!text_same(x->field, y->field) || !text_same(x->thing, y->thing) ||
			    !text_same(x->use, y->use) || !text_same(x->connector, y->connector))
				continue;
			fault_add(notes, TEXT("do"),
				  "writes '%.*s' of '%.*s', which the flow '%.*s' writes, too: the"
				  " later wins",
				  (int)x->field.size, x->field.at, (int)x->thing.size, x->thing.at,
				  (int)b->flow->slug.size, b->flow->slug.at);
			return;
		}
	}
}

struct other {
	struct text id;
	int64_t rev;
};

static size_t others_load(struct call *call, struct text slug, struct other *out, size_t max)
{
	size_t count = 0;

	call_set_text(call, "ownSlug", slug);
	struct rows *r = store_ask(call, "SELECT id, live_rev FROM flow"
					 " WHERE location_id = :locationId AND enabled"
					 " AND slug <> :ownSlug ORDER BY slug LIMIT 500");
	while (rows_next(r) && count < max)
		out[count++] = (struct other){ text_copy(call->arena, rows_text(r, "id")),
					       rows_whole(r, "live_rev") };
	rows_close(r);
	return count;
}

/* --- flows that run each other --- */

#define RUNNING_MAX 500

/* The flows that are reached from here by `run`, each with the one that leads to it. */
struct running {
	struct arena *arena;
	struct text slugs[RUNNING_MAX];
	size_t by[RUNNING_MAX], count, at;
};

static void running_add(void *owner, const struct step *s)
{
	struct running *r = owner;

	if (s->kind != STEP_RUN)
		return;
	for (size_t i = 0; i < r->count; i++)
		if (text_same(r->slugs[i], s->fixed))
			return;
	if (r->count == RUNNING_MAX)
		return;
	r->by[r->count] = r->at;
	r->slugs[r->count++] = s->fixed;
}

static void running_of(struct running *r, const struct flow *f)
{
	flow_steps(&f->steps, r, running_add);
	flow_steps(&f->handler, r, running_add);
}

/* a runs b runs a: which way it goes round. */
static struct text way_of(struct running *r, size_t at, struct text own)
{
	struct text way = own;

	for (; at; at = r->by[at])
		way = text_format(r->arena, "%.*s, %.*s", (int)r->slugs[at].size, r->slugs[at].at,
				  (int)way.size, way.at);
	return way;
}

/* Does a flow that this one runs, runs (and so on), run this one? */
static void rounds_check(struct call *call, const struct flow *f, struct faults *notes)
{
	struct running *r = arena_take(call->arena, sizeof(*r));

	*r = (struct running){ .arena = call->arena, .count = 1 };
	r->slugs[0] = f->slug;
	running_of(r, f);
	for (r->at = 1; r->at < r->count; r->at++) {
		call_set_text(call, "runSlug", r->slugs[r->at]);
		if (!store_load(call, "SELECT id AS run_flow, live_rev AS run_rev FROM flow"
				      " WHERE location_id = :locationId AND slug = :runSlug"))
			continue;
		const struct flow *other = flow_load(call, call_text(call, "runFlow"),
						     call_whole(call, "runRev", 0));
		struct running back = { 0 };
		if (!other)
			continue;
		running_of(&back, other);
		for (size_t i = 0; i < back.count; i++) {
			struct text way = way_of(r, r->at, f->slug);
			if (text_same(back.slugs[i], f->slug))
				fault_add(notes, TEXT("do"),
					  "a loop: this flow runs %.*s; it ends when an 'if' says"
					  " so, and after ten rounds",
					  (int)way.size, way.at);
		}
		running_of(r, other);
	}
}

void flow_check_others(struct call *call, const struct flow *f, struct faults *notes)
{
	struct other *others = arena_take(call->arena, 500 * sizeof(*others));
	size_t count = others_load(call, f->slug, others, 500);
	struct writes own = writes_of(call, f);

	rounds_check(call, f, notes);
	for (size_t i = 0; i < count; i++) {
		const struct flow *other = flow_load(call, others[i].id, others[i].rev);
		if (!other)
			continue;
		struct writes theirs = writes_of(call, other);
		same_note(notes, &own, &theirs);
		if (starts(&own, other) && starts(&theirs, f))
			fault_add(notes, TEXT("do"),
				  "starts the flow '%.*s', which starts this one: it ends when"
				  " 'watch' or 'only' says so, or when nothing changes any more",
				  (int)other->slug.size, other->slug.at);
	}
}

/* --- what it costs --- */

static bool is_polled(struct call *call, const struct trigger *on)
{
	return (on->kind == TRIGGER_POLL || on->kind == TRIGGER_EVENT) && on->every_ms &&
	       !connection_is_ours(call, on->use);
}

/* A walk reads 100 items with a request; what can be asked for its changes needs one, and one walk
 * a day. */
static int64_t polls_a_day(const struct trigger *on, int64_t items)
{
	int64_t walk = items / 100 + 1, polls = DAY_MS / on->every_ms;

	return op_tells_changes(on->op) ? polls + walk : polls * walk;
}

/* Of a sync the side that costs. */
static const struct trigger *polled_of(struct call *call, const struct flow *f)
{
	const struct trigger *other = flow_trigger(f, 1);

	return !is_polled(call, &f->on) && f->sync && is_polled(call, other) ? other : &f->on;
}

struct flow_cost flow_cost(struct call *call, const struct flow *f)
{
	struct flow_cost c = { 0 };

	const struct trigger *on = polled_of(call, f);

	call_set_text(call, "ownSlug", f->slug);
	call_set_text(call, "useName", on->use);
	call_set_whole(call, "since", call->now_ms - DAY_MS);
	c.asked = store_number(call,
			       "SELECT count(*) AS n FROM attempt"
			       " JOIN effect ON effect.id = attempt.effect_id"
			       " JOIN run ON run.id = effect.run_id"
			       " JOIN flow ON flow.id = run.flow_id"
			       " WHERE flow.location_id = :locationId AND flow.slug = :ownSlug"
			       " AND attempt.at > :since");
	if (!is_polled(call, on))
		return c;
	int64_t items = store_number(call, "SELECT count(*) AS n FROM seen"
					   " /* grows: all that was seen */ WHERE source_id IN"
					   " (SELECT u.source_id FROM subscription u"
					   " JOIN flow ON flow.id = u.flow_id"
					   " WHERE flow.location_id = :locationId"
					   " AND flow.slug = :ownSlug)");
	c.polls = polls_a_day(on, items);
	if (on->op && on->op->connector.size)
		return c;
	c.quota = QUOTA_PER_DAY;
	struct other *others = arena_take(call->arena, 500 * sizeof(*others));
	size_t count = others_load(call, f->slug, others, 500);
	for (size_t i = 0; i < count; i++) {
		const struct flow *other = flow_load(call, others[i].id, others[i].rev);
		const struct trigger *its = other ? polled_of(call, other) : NULL;
		if (!its || !is_polled(call, its) || !text_same(its->use, on->use))
			continue;
		call_set_text(call, "otherFlow", others[i].id);
		items = store_number(call, "SELECT count(*) AS n FROM seen WHERE source_id IN"
					   " (SELECT source_id FROM subscription"
					   " WHERE flow_id = :otherFlow)");
		c.others += polls_a_day(its, items);
	}
	return c;
}
