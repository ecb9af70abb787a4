// SPDX-License-Identifier: Apache-2.0
/*
 * The operations on flows: applying files, all or none; switching on and off; showing.
 *
 * Applying is the only way in: the command line and the console ask the same operation.
 */
#include "integration/flows/inside.h"

#include "base/secrets/id.h"
#include "runs.h"

#define APPLY_STEPS_MAX 2000 /* of all files that are applied at once */
#define QUOTA_SHARE	80   /* per cent of a day that all flows of a connection may spend */

static enum err flow_missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such flow");
}

enum err flow_need(struct call *call)
{
	if (store_load(call, "SELECT id AS flow_id, slug AS flow_slug, live_rev,"
			     " enabled AS flow_enabled FROM flow WHERE location_id = :locationId"
			     " AND (slug = :flow OR id = :flow)"))
		return ERR_OK;
	return flow_missing(call);
}

/* How it is with what the flow looks at, and with its rights. */
#define LOOKS                                                                                      \
	"c.last_at AS looked_at, c.last_error AS look_error,"                                      \
	" CASE WHEN NOT flow.enabled THEN 'off'"                                                   \
	" WHEN " RIGHTS_LOST(                                                                      \
		"r") " IS NOT NULL THEN 'blocked'"                                                 \
		     " WHEN c.last_error IS NOT NULL THEN 'failing' ELSE 'on' END AS state,"       \
		     " " RIGHTS_LOST("r") " AS state_reason"

/* A sync looks at more than one: of these the one that fails, or the first. */
#define LOOKED                                                                                     \
	" LEFT JOIN subscription u ON u.flow_id = flow.id AND u.source_id ="                       \
	" (SELECT x.source_id FROM subscription x LEFT JOIN cursor y"                              \
	" ON y.source_id = x.source_id WHERE x.flow_id = flow.id ORDER BY"                         \
	" CASE WHEN y.last_error IS NULL THEN 1 ELSE 0 END, x.side, x.source_id LIMIT 1)"

enum err flow_list(struct call *call)
{
	return store_list(call, "flows",
			  "SELECT flow.*, " LOOKS " FROM flow"
			  " JOIN flow_rev r ON r.flow_id = flow.id AND r.rev = flow.live_rev" LOOKED
			  " LEFT JOIN cursor c ON c.source_id = u.source_id"
			  " WHERE flow.location_id = :locationId ORDER BY flow.slug");
}

enum err flow_get(struct call *call)
{
	enum err e = flow_need(call);

	if (e)
		return e;
	call_set_whole(call, "today", call->now_ms / DAY_MS);
	return store_reply_row(
		call, "flow",
		"SELECT flow.*, r.canonical_json AS file,"
		" CASE WHEN sent_day = :today THEN sent ELSE 0 END AS sent_today,"
		" (SELECT count(*) FROM run WHERE run.flow_id = flow.id"
		" AND run.state IN ('ready', 'sending') AND run.state IN"
		" ('ready', 'waiting', 'sending', 'asking', 'held')) AS under_way,"
		" CASE WHEN s.kind = 'hook' OR (s.kind = 'poll' AND u.topic <> '')"
		" THEN '/hooks/' || s.id END AS hook_path,"
		" c.next_due AS looks_at, " LOOKS " FROM flow"
		" JOIN flow_rev r ON r.flow_id = flow.id AND r.rev = flow.live_rev" LOOKED
		" LEFT JOIN source s ON s.id = u.source_id"
		" LEFT JOIN cursor c ON c.source_id = s.id"
		" LEFT JOIN flow_state t ON t.flow_id = flow.id"
		" WHERE flow.id = :flowId AND flow.location_id = :locationId");
}

enum err flow_export(struct call *call)
{
	enum err e = flow_need(call);

	if (e)
		return e;
	call_set_whole(call, "wantedRev", call_whole(call, "rev", call_whole(call, "liveRev", 0)));
	if (!store_load(call, "SELECT canonical_json FROM flow_rev WHERE flow_id = :flowId"
			      " AND rev = :wantedRev"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "There is no such revision");
	json_key(&call->out, "flow");
	json_put_text(&call->out, call_text(call, "flowSlug"));
	json_key(&call->out, "rev");
	json_put_whole(&call->out, call_whole(call, "wantedRev", 0));
	json_key(&call->out, "file");
	json_put_raw(&call->out, call_text(call, "canonicalJson"));
	return ERR_OK;
}

/* --- applying --- */

struct applying {
	const struct flow *flow;
	struct text json, sha, bound;
};

static void sha_take(struct call *call, struct applying *a)
{
	char hex[SUM_HEX];
	struct text sorted = canonical(call->arena, a->flow->source);

	sum_hex(&sorted, 1, hex);
	a->sha = text_copy(call->arena, text_of(hex));
	a->json = json_source(call->arena, a->flow->source);
}

static void faults_say(struct call *call, struct text slug, const struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		call_violation(call, "%.*s: %.*s%s%.*s", (int)slug.size, slug.at,
			       (int)f->items[i].at.size, f->items[i].at.at,
			       f->items[i].at.size ? " " : "", (int)f->items[i].why.size,
			       f->items[i].why.at);
}

/* Each names flows that are there, or are applied with it. */
static void runs_check(struct call *call, const struct applying *list, size_t count)
{
	struct text *slugs = arena_take(call->arena, (count + 1) * sizeof(*slugs));

	for (size_t i = 0; i < count; i++)
		slugs[i] = list[i].flow->slug;
	for (size_t i = 0; i < count; i++) {
		struct faults faults = { .arena = call->arena };
		flow_check_runs(call, list[i].flow, (struct vocabulary){ slugs, count }, &faults);
		faults_say(call, slugs[i], &faults);
	}
}

const struct flow *flow_draft(struct call *call, struct text source, struct faults *faults)
{
	struct faults notes = { .arena = call->arena };
	const struct flow *f = flow_read(call->arena, call->app->catalogue, source, faults);

	if (!f)
		return NULL;
	flow_check_uses(call, f, faults);
	flow_check_rights(call, f, faults);
	flow_check_steps(f, faults, &notes, NULL);
	flow_check_named(call, f, faults, &notes);
	flow_check_workflow(call, f, faults);
	if (!faults->count)
		flow_bound(call->arena, (struct flow *)(uintptr_t)f, flow_bind(call, f, faults));
	return f;
}

static void file_read(struct call *call, struct text source, struct applying *out)
{
	struct faults faults = { .arena = call->arena };

	out->flow = flow_draft(call, source, &faults);
	faults_say(call, out->flow ? out->flow->slug : TEXT("file"), &faults);
	if (faults.count)
		return;
	sha_take(call, out);
	out->bound = json_source(call->arena, out->flow->bound);
}

static void names_set(struct call *call, const struct applying *a)
{
	call_set_text(call, "slug", a->flow->slug);
	call_set_text(call, "title", a->flow->title);
	call_set_text(call, "json", a->json);
	call_set_text(call, "sha", a->sha);
	call_set_flag(call, "enabled", a->flow->enabled);
	call_set_whole(call, "alertAfter", a->flow->alert_after);
	call_set_whole(call, "alertSilentMs", a->flow->alert_silent_ms);
	call_set_text(call, "alertTo", a->flow->alert_to);
	call_set_whole(call, "effectsMax", a->flow->effects_max);
	call_set_whole(call, "queuedMax", a->flow->queued_max);
}

static void rev_insert(struct call *call, const struct applying *a, int64_t rev)
{
	const struct caller *caller = call->caller;

	call_set_whole(call, "newRev", rev);
	call_set_text(call, "author", caller->acts_for.size ? caller->acts_for : caller->token_id);
	store_do(call,
		 "INSERT INTO flow_rev (flow_id, rev, location_id, canonical_json, bound_json,"
		 " sha256, author, at) VALUES (:flowId, :newRev, :locationId, :json, :bound,"
		 " :sha, :author, :now)");
	flow_rights_keep(call, a->flow, call->caller, rev);
}

static const char *flow_make(struct call *call, const struct applying *a)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	call_set_text(call, "flowId", text_copy(call->arena, text_of(id)));
	store_do(call, "INSERT INTO flow (id, location_id, slug, title, enabled, live_rev,"
		       " date_added, date_updated) VALUES (:flowId, :locationId, :slug, :title,"
		       " false, 1, :now, :now)");
	rev_insert(call, a, 1);
	return "created";
}

static const char *flow_change(struct call *call, const struct applying *a)
{
	rev_insert(call, a, call_whole(call, "lastRev", 0) + 1);
	flow_lookups_drop(call, call_text(call, "flowId"));
	store_do(call, "UPDATE flow SET live_rev = :newRev, title = :title, date_updated = :now"
		       " WHERE id = :flowId AND location_id = :locationId");
	return "changed";
}

static bool says_enabled(const struct flow *f)
{
	return json_get(f->source, "enabled") != NULL;
}

/* What a connection may spend in a day is not spent on looking alone. */
static enum err quota_need(struct call *call, const struct flow *f)
{
	struct flow_cost c = flow_cost(call, f);
	int64_t all = c.polls + c.others + c.asked;

	if (!c.quota || all * 100 <= c.quota * QUOTA_SHARE)
		return ERR_OK;
	return refuse(call, ERR_CONFLICT,
		      "Its trigger asks %lld times a day, %lld with all others of the connection"
		      " '%.*s', of %lld that there are: poll less often, or say force",
		      (long long)c.polls, (long long)all, (int)f->on.use.size, f->on.use.at,
		      (long long)c.quota);
}

static void file_apply(struct call *call, const struct applying *a)
{
	const char *change = "unchanged";

	names_set(call, a);
	call_set_text(call, "bound", a->bound);
	bool known = store_load(
		call,
		"SELECT flow.id AS flow_id, live_rev, sha256 AS live_sha,"
		" bound_json AS live_bound, enabled AS was_enabled,"
		" " RIGHTS_LOST("r") " AS live_lost,"
				     " (SELECT max(rev) FROM flow_rev x WHERE x.flow_id = flow.id) "
				     "AS last_rev"
				     " FROM flow JOIN flow_rev r ON r.flow_id = flow.id AND r.rev "
				     "= live_rev"
				     " WHERE flow.location_id = :locationId AND slug = :slug");
	bool enabled = known && call_whole(call, "wasEnabled", 0);
	if (known && rights_need(call, call_text(call, "flowId"), call_whole(call, "liveRev", 0)))
		return;
	if (!known && !call->err)
		change = flow_make(call, a);
	else if (!text_same(call_text(call, "liveSha"), a->sha) ||
		 !text_same(call_text(call, "liveBound"), call_text(call, "bound")) ||
		 call_text(call, "liveLost").size)
		change = flow_change(call, a);
	else
		call_set_whole(call, "newRev", call_whole(call, "liveRev", 0));
	store_do(call, "UPDATE flow SET alert_after = :alertAfter,"
		       " alert_silent_ms = :alertSilentMs, alert_to = :alertTo,"
		       " effects_max = :effectsMax, queued_max = :queuedMax"
		       " WHERE id = :flowId AND location_id = :locationId"
		       " AND (alert_after <> :alertAfter OR alert_silent_ms <> :alertSilentMs"
		       " OR alert_to <> :alertTo OR effects_max <> :effectsMax"
		       " OR queued_max <> :queuedMax)");
	if (says_enabled(a->flow) && a->flow->enabled && !call_whole(call, "force", 0) &&
	    quota_need(call, a->flow))
		return;
	if (says_enabled(a->flow) && enabled != a->flow->enabled)
		flow_switch(call, a->flow, a->flow->enabled, false);
	else
		flow_follow(call, a->flow);
	if (says_enabled(a->flow))
		enabled = a->flow->enabled;
	flow_unpark(call, call_whole(call, "newRev", 1), enabled);
	flow_workflow(call, a->flow, enabled);
	json_map(&call->out);
	json_key(&call->out, "slug");
	json_put_text(&call->out, a->flow->slug);
	json_key(&call->out, "rev");
	json_put_whole(&call->out, call_whole(call, "newRev", 1));
	json_key(&call->out, "change");
	json_put_c(&call->out, change);
	json_key(&call->out, "enabled");
	json_put_flag(&call->out, enabled);
	json_close(&call->out);
}

enum err flow_apply(struct call *call)
{
	const struct json *files = json_get(call->json, "files");
	struct applying *list = arena_take(call->arena, ((size_t)files->count + 1) * sizeof(*list));
	size_t count = 0, steps = 0;

	for (const struct json *v = json_first(files); v; v = json_after(files, v)) {
		file_read(call, json_text(v), &list[count]);
		steps += list[count].flow ? list[count].flow->step_count : 0;
		count++;
		if (steps > APPLY_STEPS_MAX) /* everybody who writes waits for this */
			return refuse(call, ERR_INVALID,
				      "These files have more than %d steps: apply them in parts",
				      APPLY_STEPS_MAX);
	}
	for (size_t i = 0; i < count && !call->violation_count; i++)
		for (size_t j = 0; j < i; j++)
			if (text_same(list[i].flow->slug, list[j].flow->slug))
				call_violation(call, "%.*s: is there twice",
					       (int)list[i].flow->slug.size, list[i].flow->slug.at);
	if (!call->violation_count)
		runs_check(call, list, count);
	if (call->err || call->violation_count)
		return call->err ? call->err : refuse(call, ERR_INVALID, "The files do not fit");
	json_key(&call->out, "applied");
	json_list(&call->out);
	for (size_t i = 0; i < count && !call->err; i++)
		file_apply(call, &list[i]);
	if (!call->err)
		json_close(&call->out);
	return call->err;
}

/* --- on and off --- */

static enum err switch_to(struct call *call, bool on)
{
	enum err e = flow_need(call);

	if (e)
		return e;
	const struct flow *f = flow_load(call, call_text(call, "flowId"),
					 call_whole(call, "liveRev", 0));
	if (!f)
		return refuse(call, ERR_INVALID,
			      "This flow does not fit this version of the program; apply it anew");
	if (rights_need(call, call_text(call, "flowId"), call_whole(call, "liveRev", 0)) ||
	    (on && !call_whole(call, "force", 0) && quota_need(call, f)))
		return call->err;
	flow_switch(call, f, on, text_is(call_text(call, "start"), "now"));
	flow_workflow(call, f, on);
	if (call->err)
		return call->err;
	return store_reply_row(
		call, "flow",
		"SELECT flow.*, CASE WHEN NOT flow.enabled THEN 'off'"
		" WHEN " RIGHTS_LOST("r") " IS NULL"
					  " THEN 'on' ELSE 'blocked' END AS state,"
					  " " RIGHTS_LOST("r") " AS state_reason FROM flow"
							       " JOIN flow_rev r ON r.flow_id = "
							       "flow.id AND r.rev = flow.live_rev"
							       " WHERE flow.id = :flowId AND "
							       "flow.location_id = :locationId");
}

static enum err enable_now(struct call *call)
{
	return switch_to(call, true);
}

static enum err enable_refuse(struct call *call, struct text why)
{
	return refuse(call, ERR_CONFLICT, "Its trigger cannot look: %.*s Mend that, or say force.",
		      (int)why.size, why.at);
}

/* In a thread that may wait. */
static enum err enable_go(struct call *call)
{
	struct flow_trial *t = call->job;

	flow_trial_ask(call, t);
	return t->why.size ? enable_refuse(call, t->why) : blocking_pool_perform(call, enable_now);
}

/* A poll that can never work is found now, not in a log: what it asks is asked once. */
enum err flow_enable(struct call *call)
{
	struct flow_trial *t = arena_take(call->arena, sizeof(*t));
	enum err e = flow_need(call);

	if (e || call_whole(call, "force", 0))
		return e ? e : enable_now(call);
	const struct flow *f = flow_load(call, call_text(call, "flowId"),
					 call_whole(call, "liveRev", 0));
	if (f && quota_need(call, f)) /* nobody is asked for that */
		return call->err;
	if (f)
		e = flow_trial_begin(call, f, t);
	if (e || t->why.size)
		return e ? e : enable_refuse(call, t->why);
	if (!t->connection)
		return enable_now(call);
	call->job = t;
	call->after = enable_go;
	return ERR_OK;
}

enum err flow_disable(struct call *call)
{
	return switch_to(call, false);
}

/* --- by hand --- */

static struct text item_by_id(struct call *call, const struct flow *f, struct text id)
{
	const struct op *op = catalogue_does(call->app->catalogue, TEXT(""), DOES_GET,
					     f->on.resource);
	struct invocation asking = { .op = op, .location = call_text(call, "locationId") };
	struct invoked told = { 0 };

	if (!op || op->param_count != 1)
		return text_format(call->arena, "{\"id\":\"%.*s\"}", (int)id.size, id.at);
	asking.input = text_format(call->arena, "{\"%s\":\"%.*s\"}", op->params[0].name_c,
				   (int)id.size, id.at);
	if (!invoke_try(call, &asking, &told) && !told.err)
		return inner_source(call->arena, op, false, told.body);
	refuse(call, ERR_MISSING, "There is no such %.*s", (int)f->on.resource.size,
	       f->on.resource.at);
	return TEXT("null");
}

static bool id_plain(struct text id)
{
	for (size_t i = 0; i < id.size; i++)
		if (id.at[i] == '"' || id.at[i] == '\\' || (unsigned char)id.at[i] < 32)
			return false;
	return true;
}

enum err flow_run(struct call *call)
{
	enum err e = flow_need(call);
	char key[ID_SIZE];
	bool fresh;

	if (e)
		return e;
	struct text item = call_text(call, "item"), data = call_text(call, "data");
	const struct flow *f = flow_load(call, call_text(call, "flowId"),
					 call_whole(call, "liveRev", 0));
	if (!f || !id_plain(item))
		return refuse(call, ERR_INVALID,
			      f ? "item must be an id" : "This flow does not fit this version");
	if (rights_need(call, call_text(call, "flowId"), call_whole(call, "liveRev", 0)))
		return call->err;
	if (item.size)
		data = item_by_id(call, f, item);
	if (!call->err && !event_fits(data, TEXT("")))
		return refuse(call, ERR_LARGE, EVENT_LARGE);
	id_new(call->now_ms, key);
	struct text own = call_text(call, "key").size ? call_text(call, "key")
						      : text_copy(call->arena, text_of(key));
	own = text_format(call->arena, "hand:%.*s", (int)own.size, own.at);
	struct text payload = event_json(call->arena, data, "called", call->now_ms, TEXT(""));
	const struct inbox_new in = { call_text(call, "flowId"), item.size ? item : own, own,
				      TEXT("called"), payload };
	int64_t inbox = call->err ? 0 : inbox_insert(call, &in, &fresh);
	struct run_new n = { .flow_id = call_text(call, "flowId"),
			     .event_key = own,
			     .lane_key = in.item,
			     .event = payload,
			     .rev = call_whole(call, "liveRev", 0),
			     .inbox_id = inbox,
			     .lane = LANE_INTERACTIVE };
	int64_t id = call->err || !fresh ? 0 : run_insert(call, &n);
	if (!id)
		return call->err ? call->err
				 : refuse(call, ERR_DUPLICATE, "This key has run already");
	call_set_whole(call, "shownRun", id);
	return flow_run_show(call);
}
