// SPDX-License-Identifier: Apache-2.0
/*
 * Checking a connection: who is the other side, is the secret good, what may it do?
 *
 * Nothing is changed there.  The questions are rows of the catalogue like any other; each answer is
 * a step of the report, and the first that is bad says how the connection is.
 */
#include "integration/connections/inside.h"
#include "runs.h"

#define CHECK_MS       10000
#define SKEW_NOTED_MS  5000
#define REPORT_MAX     (64 << 10)
#define NAMESPACES_MAX 60

/* --- one question --- */

enum remote_class check_ask(struct check *c, const struct remote_target *target, const char *op,
			    const struct json *input, struct remote_answer *answer)
{
	struct remote_ask what = {
		.op = catalogue_find(c->call->app->catalogue, text_of(op)),
		.input = input,
		.timeout_ms = CHECK_MS,
		.now_ms = blocking_pool_now_ms(c->call->app->blocking_pool),
		.give_up = blocking_pool_stopping(c->call->app->blocking_pool),
	};

	remote_ask(c->client, c->call->arena, target, &what, answer);
	scope_note(c, what.op, answer);
	json_map(&c->out);
	json_key(&c->out, "ask");
	json_put_c(&c->out, op);
	json_key(&c->out, "class");
	json_put_c(&c->out, remote_class_name(answer->class));
	json_key(&c->out, "status");
	json_put_whole(&c->out, answer->status);
	json_key(&c->out, "ms");
	json_put_whole(&c->out, answer->took_ms);
	json_close(&c->out);
	if (answer->date_ms) {
		int64_t middle = blocking_pool_now_ms(c->call->app->blocking_pool) -
				 answer->took_ms / 2;

		c->skew_ms = answer->date_ms + 500 - middle; /* it is cut to seconds */
		c->skew_known = true;
	}
	return answer->class;
}

static void judged(struct check *c, enum remote_class class, struct text why)
{
	if (c->class != REMOTE_DONE)
		return;
	c->class = class;
	c->why = why;
}

static void put_text(struct check *c, const char *key, struct text value)
{
	if (!value.size)
		return;
	json_key(&c->out, key);
	json_put_text(&c->out, value);
}

static void put_flag(struct check *c, const char *key, bool flag)
{
	json_key(&c->out, key);
	json_put_flag(&c->out, flag);
}

/* --- HighLevel, and what speaks like it --- */

static void put_rate(struct check *c, const struct remote_rate *rate)
{
	const struct {
		const char *key;
		int64_t value;
	} all[] = {
		{ "max", rate->max },
		{ "remaining", rate->remaining },
		{ "intervalMs", rate->interval_ms },
		{ "dailyLimit", rate->limit_daily },
		{ "dailyRemaining", rate->daily_remaining },
		{ "dailyResetMs", rate->daily_reset_ms },
	};

	if (rate->max < 0 && rate->limit_daily < 0)
		return;
	json_key(&c->out, "rate");
	json_map(&c->out);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i].value < 0)
			continue;
		json_key(&c->out, all[i].key);
		json_put_whole(&c->out, all[i].value);
	}
	json_close(&c->out);
}

/* A token that may not read its location is good, if something else shows that it is of it. */
static void location_judge(struct check *c, const struct remote_answer *location)
{
	if (location->class == REMOTE_MISSING)
		judged(c, REMOTE_TENANT, TEXT("There is no such location on the other side."));
	else if (location->class != REMOTE_SCOPE)
		judged(c, location->class, location->why);
	else if (c->elsewhere.size && !c->located)
		judged(c, REMOTE_TENANT, c->elsewhere);
	else if (c->located)
		put_text(c, "note",
			 TEXT("The token may not read its location (locations.readonly)."
			      " That is no fault."));
	else
		put_text(c, "note",
			 TEXT("The token may read nothing of its location, so whether it is of"
			      " this one is not known."));
}

static void check_highlevel(struct check *c)
{
	const struct remote_target *target = &c->connection->target;
	struct remote_answer health, location;

	json_key(&c->out, "steps");
	json_list(&c->out);
	enum remote_class class = check_ask(c, target, "get-location", NULL, &location);

	if (class != REMOTE_UNREACHED && class != REMOTE_FORBIDDEN)
		check_ask(c, target, "get-health", NULL, &health);
	else
		health = location;
	if (class == REMOTE_DONE || class == REMOTE_SCOPE) {
		live_fields_highlevel(c);
		scopes_ask(c);
	}
	json_close(&c->out);
	scopes_put(c);
	location_judge(c, &location);
	put_text(c, "site", json_text(json_get(json_get(location.body, "location"), "name")));
	c->connection->keyed = health.class == REMOTE_DONE && json_get(health.body, "store") &&
			       json_get(health.body, "version");
	put_flag(c, "groundlevel", c->connection->keyed);
	put_rate(c, &location.rate);
}

/* --- WordPress --- */

static const struct {
	const char *name, *what;
} capabilities[] = {
	{ "list_users", "list members" },
	{ "create_users", "make members" },
	{ "edit_users", "change members" },
	{ "promote_users", "give members roles" },
};
#define CAPABILITY_COUNT (sizeof(capabilities) / sizeof(capabilities[0]))

static void put_namespaces(struct check *c, const struct json *list)
{
	size_t count = 0;

	json_key(&c->out, "namespaces");
	json_list(&c->out);
	for (const struct json *v = json_first(list); v && count < NAMESPACES_MAX;
	     v = json_after(list, v), count++)
		json_put_text(&c->out, json_text(v));
	json_close(&c->out);
}

/* Finds the site's REST, first with permalinks, then without. */
static enum remote_class discover(struct check *c, struct remote_target *target,
				  struct remote_answer *answer)
{
	struct remote_target bare = *target;

	bare.authorization = TEXT(""); /* everybody may ask this */
	bare.rest_route = false;
	enum remote_class class = check_ask(c, &bare, "wordpress-discover", NULL, answer);

	if (class == REMOTE_DONE || (class != REMOTE_FOREIGN && class != REMOTE_MISSING)) {
		target->rest_route = false;
		return class;
	}
	struct remote_answer second;

	bare.rest_route = true;
	if (check_ask(c, &bare, "wordpress-discover", NULL, &second) != REMOTE_DONE)
		return class;
	target->rest_route = true;
	*answer = second;
	return REMOTE_DONE;
}

static void put_capabilities(struct check *c, const struct json *me)
{
	struct buffer lacks = buffer_open(c->call->arena, 1024);
	const struct json *has = json_get(me, "capabilities");

	json_key(&c->out, "capabilities");
	json_map(&c->out);
	for (size_t i = 0; i < CAPABILITY_COUNT; i++) {
		bool may = json_flag(json_get(has, capabilities[i].name));

		put_flag(c, capabilities[i].name, may);
		if (!may)
			buffer_format(&lacks, "%s%s", lacks.size ? ", " : "", capabilities[i].what);
	}
	json_close(&c->out);
	if (!lacks.size)
		return;
	struct text list = text_copy(c->call->arena, buffer_text(&lacks));

	judged(c, REMOTE_TENANT,
	       text_format(c->call->arena,
			   "The password is good, but its user may not %.*s: it must be an"
			   " administrator.",
			   (int)list.size, list.at));
}

static void me_judge(struct check *c, const struct remote_answer *me, bool passwords)
{
	if (me->class == REMOTE_DONE) {
		put_text(c, "user", json_text(json_get(me->body, "username")));
		put_capabilities(c, me->body);
	} else if (me->class == REMOTE_TOKEN && !passwords) {
		judged(c, REMOTE_TOKEN,
		       TEXT("The site has application passwords switched off (they also need https,"
			    " or WP_ENVIRONMENT_TYPE local)."));
	} else if (me->class == REMOTE_TOKEN) {
		judged(c, REMOTE_TOKEN,
		       TEXT("The login name or application password is not accepted; or the site's"
			    " server takes the Authorization header away."));
	} else {
		judged(c, me->class, me->why);
	}
}

static void check_wordpress(struct check *c)
{
	struct remote_target *target = &c->connection->target;
	struct remote_answer site, me = { .class = REMOTE_DONE };

	json_key(&c->out, "steps");
	json_list(&c->out);
	enum remote_class class = discover(c, target, &site);

	if (class == REMOTE_DONE && target->authorization.size)
		check_ask(c, target, "wordpress-get-me", NULL, &me);
	if (class == REMOTE_DONE && target->authorization.size && me.class == REMOTE_DONE)
		live_fields_wordpress(c, me.body);
	json_close(&c->out);
	if (class != REMOTE_DONE) {
		judged(c, class, site.why);
		return;
	}
	const struct json *ways = json_get(json_get(site.body, "authentication"),
					   "application-passwords");

	put_text(c, "site", json_text(json_get(site.body, "name")));
	json_key(&c->out, "permalinks");
	json_put_c(&c->out, target->rest_route ? "plain" : "pretty");
	put_flag(c, "applicationPasswords", ways != NULL);
	put_text(c, "authorizeUrl",
		 json_text(json_get(json_get(ways, "endpoints"), "authorization")));
	put_namespaces(c, json_get(site.body, "namespaces"));
	if (target->authorization.size)
		me_judge(c, &me, ways != NULL);
}

/* --- AccessAlly: its commands cannot be tried without doing something --- */

static void check_accessally(struct check *c)
{
	struct remote_target *target = &c->connection->target;

	target->connector = TEXT("wordpress");
	target->base_url = address_origin(target->base_url);
	target->authorization = TEXT("");
	target->given_count = 0;
	target->body_type = TEXT("");
	check_wordpress(c);
	put_text(c, "note",
		 TEXT("Only the site was asked: whether it takes the webhook shows with"
		      " the first one."));
}

/* --- the bridge --- */

/* Whatever it says no to, the connection is of no use: a copy of the site, a person who left. */
static void bridge_judge(struct check *c, const struct remote_answer *answer, const char *unknown)
{
	enum remote_class class = answer->class;
	struct text why = answer->why;

	if (class == REMOTE_MISSING)
		why = TEXT("The site has no bridge: install the plugin from /bridge.zip.");
	else if (class == REMOTE_TOKEN)
		why = text_of(unknown);
	judged(c, remote_class_state(class)[0] ? class : REMOTE_TENANT, why);
}

/* Where the site's page gave letters, they become its secret.  False: they did not. */
static bool letters_join(struct check *c)
{
	struct remote_target *target = &c->connection->target;
	struct remote_answer paired;
	const struct json *input = NULL;
	struct text why, hub = call_text(c->call, "hub");

	if (!target->sign_secret.size) {
		judged(c, REMOTE_TOKEN,
		       TEXT("The site is not joined yet: open its page by join, or give the eight"
			    " letters that it shows."));
		return false;
	}
	/* Where it does not know how to find us, it rings no bell. */
	struct text said = text_format(c->call->arena, "{\"hub\":\"%.*s\"}", (int)hub.size, hub.at);
	json_read(c->call->arena, said, &input, &why);
	if (check_ask(c, target, "bridge-pair", input, &paired) != REMOTE_DONE) {
		bridge_judge(
			c, &paired,
			"The site does not know these letters: they stand for ten minutes and"
			" five tries, once. Make new ones on its page Settings > Groundlevel.");
		return false;
	}
	struct text id = json_text(json_get(paired.body, "id"));
	struct text secret = json_text(json_get(paired.body, "secret"));

	c->joined = text_format(c->call->arena, "%.*s:%.*s", (int)id.size, id.at, (int)secret.size,
				secret.at);
	bridge_secret(c->call->arena, c->joined, target);
	return true;
}

static void check_bridge(struct check *c)
{
	struct remote_target *target = &c->connection->target, plain = *target;
	struct remote_answer site, info = { .class = REMOTE_DONE };

	plain.connector = TEXT("wordpress");
	plain.sign_key = (struct text){ 0 };
	json_key(&c->out, "steps");
	json_list(&c->out);
	enum remote_class class = discover(c, &plain, &site);

	target->rest_route = plain.rest_route;
	bool goes_on = class == REMOTE_DONE || class == REMOTE_TOKEN || class == REMOTE_SCOPE ||
		       class == REMOTE_BLOCKED; /* REST is shut for strangers */
	bool asks = goes_on && (!text_is(target->sign_key, "code") || letters_join(c));

	if (asks)
		check_ask(c, target, "bridge-info", NULL, &info);
	json_close(&c->out);
	if (!goes_on)
		judged(c, class, site.why);
	if (!asks)
		return;
	bridge_judge(c, &info,
		     "The site does not know the secret any more: make eight letters on its page"
		     " Settings > Groundlevel, and give them with connection update.");
	put_text(c, "site", json_text(json_get(info.body, "name")));
	put_text(c, "bridge", json_text(json_get(info.body, "version")));
	put_text(c, "wordpress", json_text(json_get(info.body, "wordpress")));
	for (size_t i = 0; i < 2; i++) {
		const char *key = i ? "may" : "fields";

		json_key(&c->out, key);
		json_list(&c->out);
		const struct json *list = json_get(info.body, key);

		for (const struct json *v = json_first(list); v; v = json_after(list, v))
			json_put_text(&c->out, json_text(v));
		json_close(&c->out);
	}
}

static void check_ours(struct check *c)
{
	put_text(c, "note", TEXT("This Groundlevel itself: nothing is sent."));
}

static const struct {
	const char *kind;
	void (*check)(struct check *c);
} checkers[] = {
	{ "groundlevel", check_ours },	    { "highlevel", check_highlevel },
	{ "wordpress", check_wordpress },   { "bridge", check_bridge },
	{ "accessally", check_accessally }, { "accessally-address", check_accessally },
};

/* --- the whole --- */

static enum err keep(struct call *call)
{
	struct check *c = call->job;
	struct text id = c->connection->id;

	call_set_text(call, "connectionId", id);
	call_set_text(call, "connectionReport", buffer_text(&c->report));
	call_set_flag(call, "connectionKeyed", c->connection->keyed);
	call_set_flag(call, "connectionRoute", c->connection->target.rest_route);
	enum err e = store_do(call, "UPDATE connection SET report = :connectionReport,"
				    " keyed = :connectionKeyed, rest_route = :connectionRoute,"
				    " checked_at = :now"
				    " WHERE id = :connectionId AND location_id = :locationId");

	if (!e && c->joined.size)
		e = connection_seal(call, id, c->connection->target.base_url, c->joined);
	if (!e && c->joined.size)
		e = store_do(call, "UPDATE connection SET sealed = :sealed"
				   " WHERE id = :connectionId AND location_id = :locationId");
	call_set_text(call, "siteKey", c->connection->target.sign_key);
	if (!e && c->class == REMOTE_DONE && c->connection->target.sign_key.size)
		e = store_do(call, "UPDATE connection SET site_key = :siteKey"
				   " WHERE id = :connectionId AND location_id = :locationId"
				   " AND coalesce(site_key, '') <> :siteKey");
	if (!e && c->class == REMOTE_DONE)
		e = c->answered(call, c->connection);
	if (!e)
		e = live_fields_keep(c);
	if (!e)
		e = connection_note(call, id, c->class, c->why);
	return e ? e : connection_get(call);
}

/* In a thread that may wait. */
static enum err go(struct call *call)
{
	struct check *c = call->job;

	c->class = REMOTE_DONE;
	c->client = http_client_open();
	c->report = buffer_open(call->arena, REPORT_MAX);
	c->out = json_open(&c->report);
	json_map(&c->out);
	for (size_t i = 0; i < sizeof(checkers) / sizeof(checkers[0]); i++)
		if (text_is(c->connection->kind, checkers[i].kind))
			checkers[i].check(c);
	if (c->skew_known && (c->skew_ms > SKEW_NOTED_MS || c->skew_ms < -SKEW_NOTED_MS)) {
		json_key(&c->out, "clockSkewMs");
		json_put_whole(&c->out, c->skew_ms);
	}
	json_close(&c->out);
	http_client_close(c->client);
	if (atomic_load(blocking_pool_stopping(
		    call->app->blocking_pool))) /* says nothing about the other side */
		return refuse(call, ERR_UNAVAILABLE, "The server is stopping.");
	return blocking_pool_perform(call, keep);
}

enum err connection_check_then(struct call *call, connection_answered *answered)
{
	struct check *c = arena_take(call->arena, sizeof(*c));

	c->call = call;
	c->answered = answered;
	c->connection = arena_take(call->arena, sizeof(*c->connection));
	enum err e = connection_need(call, call_text(call, "connectionId"), c->connection);

	if (e)
		return e;
	store_load(call, "SELECT hub FROM connection"
			 " WHERE id = :connectionId AND location_id = :locationId");
	call->job = c;
	call->after = go;
	return ERR_OK;
}
