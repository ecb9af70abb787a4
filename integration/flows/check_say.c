// SPDX-License-Identifier: Apache-2.0
/*
 * What is told of a flow file that is checked: problems, for which it would not be accepted, and
 * what is worth knowing before it is switched on.  Without data (the command line), or with it (the
 * operation), which knows connections, live fields, other flows and costs.
 */
#include "integration/flows/inside.h"

#include "runs.h"

struct telling {
	struct call *call; /* NULL: files only */
	const struct flow *flow;
	struct faults faults, notes;
	struct flow_scopes scopes;
	struct flow_cost cost;
};

static void faults_put(struct json_out *o, const char *key, const struct faults *f)
{
	json_key(o, key);
	json_list(o);
	for (size_t i = 0; i < f->count; i++) {
		json_map(o);
		json_key(o, "at");
		json_put_text(o, f->items[i].at);
		json_key(o, "why");
		json_put_text(o, f->items[i].why);
		json_close(o);
	}
	json_close(o);
}

/* --- scopes --- */

static void scopes_put(struct json_out *o, const struct telling *t)
{
	json_key(o, "scopes");
	json_list(o);
	for (size_t i = 0; i < t->scopes.count; i++)
		json_put_text(o, t->scopes.items[i]);
	json_close(o);
}

/* --- the trigger --- */

static bool is_ours(const struct telling *t)
{
	struct text use = t->flow->on.use;

	return t->call ? connection_is_ours(t->call, use) : !use.size || text_is(use, "ours");
}

static void trigger_note(struct telling *t)
{
	const struct trigger *on = &t->flow->on;
	bool ours = is_ours(t);

	if (on->workflow.size)
		fault_add(&t->notes, TEXT("on"),
			  "each contact that is put into the workflow '%.*s' starts one run;"
			  " leaving it ends the run before its next step",
			  (int)on->workflow.size, on->workflow.at);
	else if (on->kind == TRIGGER_EVENT && ours)
		fault_add(&t->notes, TEXT("on"),
			  "events of this server are read from its own outbox, in order: no request"
			  " is spent and none can be missed, so a backstop has nothing to do");
	if (on->kind == TRIGGER_EVENT && !ours)
		fault_add(&t->notes, TEXT("on"),
			  "another server is looked at every %lld minutes, and within seconds when"
			  " it calls the flow's hook",
			  (long long)(on->every_ms / MINUTE_MS));
	if (on->kind == TRIGGER_POLL && !ours)
		fault_add(&t->notes, TEXT("on"),
			  op_tells_changes(on->op)
				  ? "each poll is one request, and one more for every 100 changes"
				  : "each poll is one request for every 100 items that there are");
	if (on->kind == TRIGGER_HOOK && !on->secret.size)
		fault_add(&t->notes, TEXT("on"),
			  "has no 'verify': whoever knows the address can start this flow");
}

static void cost_take(struct telling *t)
{
	const struct trigger *on = &t->flow->on;
	struct flow_cost *c = &t->cost;

	if (t->call) {
		*c = flow_cost(t->call, t->flow);
	} else if ((on->kind == TRIGGER_POLL || on->kind == TRIGGER_EVENT) && on->every_ms &&
		   !is_ours(t)) {
		c->polls = DAY_MS / on->every_ms;
	}
	if (c->quota && (c->polls + c->others + c->asked) * 100 > c->quota * 80)
		fault_add(
			&t->notes, TEXT("on"),
			"with all other triggers of this connection, %lld of the %lld requests of a"
			" day are spent: poll less often",
			(long long)(c->polls + c->others + c->asked), (long long)c->quota);
}

/* --- all of it --- */

static void use_learn(void *owner, struct text use, bool *ours, bool *keyed)
{
	struct call *call = owner;

	*ours = connection_is_ours(call, use);
	call_set_text(call, "useName", use);
	*keyed = !*ours && store_has(call, "SELECT 1 FROM connection"
					   " WHERE location_id = :locationId"
					   " AND (name = :useName OR id = :useName) AND keyed");
}

static struct vocabulary beside_read(struct call *call)
{
	const struct json *list = json_get(call->json, "beside");
	struct text *items = arena_take(call->arena,
					((list ? list->count : 0) + 1) * sizeof(*items));
	struct vocabulary w = { .items = items };

	for (const struct json *v = json_is(list, JSON_LIST) ? json_first(list) : NULL; v;
	     v = json_after(list, v))
		items[w.count++] = json_text(v);
	return w;
}

static void flow_tell(struct telling *t, struct json_out *out)
{
	const struct step_class classes = { out, t->call, t->call ? use_learn : NULL };

	json_key(out, "steps");
	json_list(out);
	flow_check_steps(t->flow, &t->faults, &t->notes, &classes);
	json_close(out);
	if (t->call) {
		flow_check_uses(t->call, t->flow, &t->faults);
		flow_check_runs(t->call, t->flow, beside_read(t->call), &t->faults);
		flow_check_rights(t->call, t->flow, &t->faults);
		flow_check_named(t->call, t->flow, &t->faults, &t->notes);
		flow_check_workflow(t->call, t->flow, &t->faults);
		flow_check_others(t->call, t->flow, &t->notes);
		flow_bind(t->call, t->flow, &t->faults);
	}
	const struct flow_trial *trial = t->call ? t->call->job : NULL;
	if (trial && trial->why.size)
		fault_add(&t->faults, TEXT("on"), "cannot be looked at: %.*s", (int)trial->why.size,
			  trial->why.at);
	flow_scopes(t->call, t->flow, &t->notes, &t->scopes);
	trigger_note(t);
	cost_take(t);
}

static bool check(struct call *call, struct arena *a, const struct catalogue *catalogue,
		  struct text source, struct json_out *out)
{
	struct telling t = { .call = call, .faults = { .arena = a }, .notes = { .arena = a } };

	t.flow = flow_read(a, catalogue, source, &t.faults);
	json_key(out, "flow");
	json_put_text(out, t.flow ? t.flow->slug : TEXT(""));
	if (t.flow) {
		flow_tell(&t, out);
	} else {
		json_key(out, "steps");
		json_put_raw(out, TEXT("[]"));
	}
	scopes_put(out, &t);
	json_key(out, "requestsPerDay");
	json_put_whole(out, t.cost.polls);
	json_key(out, "askedLastDay");
	json_put_whole(out, t.cost.asked);
	if (t.cost.quota) {
		json_key(out, "quotaPerDay");
		json_put_whole(out, t.cost.quota);
	}
	faults_put(out, "problems", &t.faults);
	faults_put(out, "notes", &t.notes);
	json_key(out, "ok");
	json_put_flag(out, !t.faults.count);
	return !t.faults.count;
}

bool flow_check_file(struct arena *a, const struct catalogue *catalogue, struct text source,
		     struct json_out *out)
{
	return check(NULL, a, catalogue, source, out);
}

/* --- the operation; with `live` the trigger's request is asked once, first --- */

static enum err check_now(struct call *call)
{
	check(call, call->arena, call->app->catalogue, call_text(call, "file"), &call->out);
	return call->err;
}

/* In a thread that may wait. */
static enum err check_go(struct call *call)
{
	flow_trial_ask(call, call->job);
	return blocking_pool_read(call, check_now);
}

enum err flow_check(struct call *call)
{
	struct flow_trial *t = arena_take(call->arena, sizeof(*t));
	struct faults quiet = { .arena = call->arena };

	if (!call_whole(call, "live", 0))
		return check_now(call);
	const struct flow *f = flow_read(call->arena, call->app->catalogue, call_text(call, "file"),
					 &quiet);
	if (f)
		flow_check_uses(call, f, &quiet);
	if (quiet.count) /* told anyway */
		return check_now(call);
	enum err e = flow_trial_begin(call, f, t);
	if (e)
		return e;
	call->job = t;
	if (!t->connection)
		return check_now(call);
	call->after = check_go;
	return ERR_OK;
}
