// SPDX-License-Identifier: Apache-2.0
/*
 * What starts a flow, read: each kind of trigger is a row that says which keys it has and who reads
 * it.
 */
#include "base/time/zonefile.h"
#include "pure/flowfile/inside.h"

static struct text text_at(const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	return json_is(v, JSON_TEXT) ? v->text : (struct text){ 0 };
}

struct vocabulary words_at(struct read_job *job, const struct json *map, const char *key,
			   struct text at)
{
	const struct json *v = json_get(map, key);
	struct vocabulary w = { 0 };

	if (v && !json_is(v, JSON_LIST))
		fault_add(job->words.faults, place(job->words.arena, at, key),
			  "must be a list of names");
	struct text *items = arena_take(job->words.arena, (v ? v->count + 1 : 1) * sizeof(*items));
	for (const struct json *i = json_first(v); v && i; i = json_after(v, i))
		items[w.count++] = json_text(i);
	w.items = items;
	return w;
}

/* pets.records is a record, highlevel.contact.updated a contact: what expressions call it. */
static struct text singular(struct arena *a, struct text resource)
{
	struct text last = { 0 }, part;

	while (text_split(&resource, '.', &part))
		last = part;
	if (text_ends(last, "ies"))
		return text_format(a, "%.*sy", (int)last.size - 3, last.at);
	if (text_ends(last, "s") && !text_ends(last, "ss"))
		last.size--;
	return last;
}

/* Where we cannot listen, the things themselves are looked at: by which row, and which part of them
 * (contact.tag.updated: tags)? */
static void listed_find(struct read_job *job, struct trigger *t, struct text rest)
{
	struct faults quiet = { .arena = job->words.arena };
	struct words_job silent = job->words;
	struct text part;

	silent.faults = &quiet;
	t->listed = text_format(job->words.arena, "highlevel.%.*s", (int)t->resource.size,
				t->resource.at);
	t->op = word_op(&silent, STEP_LIST, t->listed, TEXT("on.event"));
	const char *inner = t->op ? op_inner(t->op, true) : NULL;
	const struct field *list = inner ? shape_find(t->op->gives, text_of(inner)) : NULL;
	if (!list || !list->shape || !memchr(rest.at, '.', rest.size))
		return;
	text_split(&rest, '.', &part);
	for (size_t i = 0; i < 2; i++) {
		struct text name = text_format(job->words.arena, "%.*s%s", (int)part.size, part.at,
					       i ? "s" : "");
		if (shape_find(list->shape, name))
			t->part = name;
	}
}

static bool event_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	struct word_sense w;
	struct text at = TEXT("on.event"), stem;

	if (!word_read(job->words.catalogue, t->word, &w)) {
		fault_add(job->words.faults, at,
			  "must be a word such as highlevel.contact.updated");
		return false;
	}
	t->topic = w.resource;
	if (w.connector.size) {
		fault_add(job->words.faults, at,
			  "only HighLevel's events are known; use 'poll' or 'hook' for '%.*s'",
			  (int)w.connector.size, w.connector.at);
		return false;
	}
	if (!topic_find(job->words.catalogue, t->topic)) {
		struct text near = topic_near(job->words.catalogue, job->words.arena, t->topic);
		fault_add(job->words.faults, at,
			  near.size ? "there is no event '%.*s'; did you mean highlevel.%.*s?"
				    : "there is no event '%.*s'",
			  (int)t->word.size, t->word.at, (int)near.size, near.at);
		return false;
	}
	text_split(&w.resource, '.', &stem);
	t->resource = stem;
	struct text backstop = text_at(on, "backstop");
	t->every_ms = 15 * MINUTE_MS;
	if (backstop.size && !span_read(backstop, &t->every_ms))
		fault_add(job->words.faults, TEXT("on.backstop"), "must be a span such as 15m");
	else if (t->every_ms < MINUTE_MS || t->every_ms > DAY_MS)
		fault_add(job->words.faults, TEXT("on.backstop"), "must be from 1m to 24h");
	listed_find(job, t, w.resource);
	return true;
}

/* What a poll fills in by itself. */
static bool poll_gives(const struct trigger *t, const struct field *f)
{
	static const char *const given[] = { "locationId", "location_id", "pageLimit", "page",
					     "limit",	   "skip",	  "offset",    NULL };

	for (const char *const *n = given; *n; n++)
		if (text_is(f->name, *n))
			return true;
	(void)t;
	return !f->required || f->has_initial;
}

void poll_needs(struct faults *faults, const struct trigger *t)
{
	const struct shape *shapes[] = { t->op->query, t->op->takes };
	size_t params = t->op->param_count, before = faults->count;

	for (size_t i = 0; i < t->op->param_count; i++)
		params -= text_is(t->op->params[i].name, "locationId");
	if (!t->op->reads || (!t->op->gives_list && !op_inner(t->op, true))) {
		fault_add(faults, TEXT("on.poll"),
			  "'%.*s' gives no list that could be looked at again and again",
			  (int)t->op->name.size, t->op->name.at);
		return;
	}
	if (params > 1)
		fault_add(faults, TEXT("on.poll"),
			  "'%.*s' is of more than one thing: use a"
			  " schedule and a list step",
			  (int)t->op->name.size, t->op->name.at);
	else if (params && !t->of.size)
		fault_add(faults, TEXT("on.of"), "says of which '%.*s': it is missing",
			  (int)t->op->params[0].name.size, t->op->params[0].name.at);
	for (size_t s = 0; s < 2; s++) {
		for (size_t i = 0; shapes[s] && i < shapes[s]->count; i++) {
			const struct field *f = &shapes[s]->fields[i];
			if (!poll_gives(t, f))
				fault_add(faults, TEXT("on"),
					  "needs '%s', which a poll cannot give: use a schedule"
					  " and a list step",
					  f->name_c);
		}
	}
	if (faults->count == before && !t->op->trigger)
		fault_add(faults, TEXT("on.poll"),
			  "'%.*s' wants more than a poll can say: use a schedule and a list step",
			  (int)t->op->name.size, t->op->name.at);
}

/* highlevel.users is search-users, which a poll cannot ask; another row for the same can be. */
static void polled_instead(struct read_job *job, const struct trigger *t)
{
	const struct catalogue *c = job->words.catalogue;

	for (size_t i = 0; t->op->does && i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		if (op == t->op || op->does != t->op->does || !op->trigger ||
		    !text_same(op->thing, t->op->thing) ||
		    !text_same(op->connector, t->op->connector))
			continue;
		fault_add(job->words.faults, TEXT("on.poll"),
			  "means '%.*s', which cannot be polled; highlevel.%.*s can be",
			  (int)t->op->name.size, t->op->name.at, (int)op->name.size, op->name.at);
		return;
	}
}

static bool poll_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	struct text every = text_at(on, "every"), start = text_at(on, "start");

	t->op = word_op(&job->words, STEP_LIST, t->word, TEXT("on.poll"));
	t->resource = singular(job->words.arena, t->word);
	t->every_ms = 5 * MINUTE_MS;
	if (every.size && !span_read(every, &t->every_ms))
		fault_add(job->words.faults, TEXT("on.every"), "must be a span such as 5m");
	else if (t->every_ms < MINUTE_MS || t->every_ms > DAY_MS)
		fault_add(job->words.faults, TEXT("on.every"), "must be from 1m to 24h");
	size_t before = job->words.faults->count;
	if (t->op)
		poll_needs(job->words.faults, t);
	if (job->words.faults->count > before)
		polled_instead(job, t);
	t->start_all = text_is(start, "all");
	if (start.size && !t->start_all && !text_is(start, "now"))
		fault_add(job->words.faults, TEXT("on.start"), "must be now or all");
	return t->op != NULL;
}

static bool hook_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	static const char *const keys[] = { "hmac-sha256", "header", NULL };
	const struct json *verify = json_get(on, "verify");
	struct text secret = text_at(verify, "hmac-sha256");

	struct text same = text_at(on, "same");

	t->same_ms = 5 * MINUTE_MS;
	t->same_said = same.size > 0;
	if (same.size &&
	    (!span_read(same, &t->same_ms) || t->same_ms < 1000 || t->same_ms > DAY_MS))
		fault_add(job->words.faults, TEXT("on.same"),
			  "must be a span from 1s to 24h, such as 1m");
	t->resource = text_at(on, "as").size ? text_at(on, "as") : TEXT("form");
	if (!verify)
		return true;
	if (!keys_check(job->words.faults, verify, TEXT("on.verify"), keys))
		return false;
	if (!text_starts(secret, "secret:") || secret.size < 8) {
		fault_add(job->words.faults, TEXT("on.verify.hmac-sha256"),
			  "must name a secret: secret:NAME");
		return false;
	}
	t->secret = (struct text){ secret.at + 7, secret.size - 7 };
	t->header = text_at(verify, "header").size ? text_at(verify, "header")
						   : TEXT("x-signature-256");
	return true;
}

static bool at_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	struct cron cron;
	struct text why, missed = text_at(on, "missed"), bytes;

	t->zone = text_at(on, "zone").size ? text_at(on, "zone") : TEXT("UTC");
	t->skip_missed = text_is(missed, "skip");
	t->resource = TEXT("schedule");
	if (missed.size && !t->skip_missed && !text_is(missed, "run-once"))
		fault_add(job->words.faults, TEXT("on.missed"), "must be run-once or skip");
	if (zonefile_read(job->words.arena, t->zone, &bytes))
		fault_add(job->words.faults, TEXT("on.zone"),
			  "there is no time zone '%.*s': it is one such as Europe/Berlin",
			  (int)t->zone.size, t->zone.at);
	if (cron_read(t->word, &cron, &why)) {
		if (cron_never(&cron))
			fault_add(job->words.faults, TEXT("on.at"),
				  "never comes: no such month has such a day");
		return true;
	}
	fault_add(job->words.faults, TEXT("on.at"),
		  "must be minute hour day month weekday, such as 0 7 * * mon-fri: look at %.*s",
		  (int)why.size, why.at);
	return false;
}

static bool manual_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	(void)job;
	(void)on;
	t->resource = t->word.size ? t->word : TEXT("item");
	return true;
}

#define WORKFLOW_NAME_MAX 200

static size_t characters(struct text t)
{
	size_t count = 0;

	for (size_t i = 0; i < t.size; i++)
		count += ((unsigned char)t.at[i] & 0xC0) != 0x80;
	return count;
}

/* Entering it is an event of ours, so all that holds of those holds of it. */
static bool workflow_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	const struct json *again = json_get(on, "again");

	t->workflow = t->word;
	t->word = TEXT("highlevel.contact.workflow.created");
	t->topic = TEXT("contact.workflow.created");
	t->resource = TEXT("contact");
	t->again = json_is(again, JSON_TRUE);
	if (again && !t->again && !json_is(again, JSON_FALSE))
		fault_add(job->words.faults, TEXT("on.again"), "must be true or false");
	if (!text_trim(t->workflow).size || characters(t->workflow) > WORKFLOW_NAME_MAX)
		fault_add(job->words.faults, TEXT("on.workflow"),
			  "must be the name of a workflow, or its id, of at most %d characters",
			  WORKFLOW_NAME_MAX);
	return true;
}

bool trigger_read(struct read_job *job, const struct json *on, struct trigger *t)
{
	static const struct {
		const char *key;
		enum trigger_kind kind;
		const char *keys[9];
		bool (*read)(struct read_job *job, const struct json *on, struct trigger *t);
	} rows[] = {
		{ "event",
		  TRIGGER_EVENT,
		  { "event", "use", "of", "watch", "backstop" },
		  event_read },
		{ "poll",
		  TRIGGER_POLL,
		  { "poll", "use", "of", "watch", "every", "start" },
		  poll_read },
		{ "hook", TRIGGER_HOOK, { "hook", "verify", "as", "same" }, hook_read },
		{ "at", TRIGGER_SCHEDULE, { "at", "zone", "missed" }, at_read },
		{ "workflow", TRIGGER_EVENT, { "workflow", "again" }, workflow_read },
		{ "manual", TRIGGER_MANUAL, { "manual" }, manual_read },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!json_get(on, rows[i].key))
			continue;
		if (!keys_check(job->words.faults, on, TEXT("on"), rows[i].keys))
			return false;
		t->kind = rows[i].kind;
		t->word = text_at(on, rows[i].key);
		t->use = text_at(on, "use");
		t->of = text_at(on, "of");
		t->watch = words_at(job, on, "watch", TEXT("on"));
		return rows[i].read(job, on, t);
	}
	fault_add(job->words.faults, TEXT("on"),
		  "says what starts the flow: event, poll, hook, at, workflow, or manual");
	return false;
}
