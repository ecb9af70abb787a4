// SPDX-License-Identifier: Apache-2.0
/*
 * A flow file, read: what stands at its top, and its trigger.
 */
#include "base/time/zonefile.h"
#include "pure/flowfile/inside.h"

static struct text text_at(const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	return json_is(v, JSON_TEXT) ? v->text : (struct text){ 0 };
}

static struct vocabulary words_at(struct read_job *job, const struct json *map, const char *key,
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

/* --- triggers --- */

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

static bool trigger_read(struct read_job *job, const struct json *on, struct trigger *t)
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
		  "says what starts the flow: event, poll, hook, at, or manual");
	return false;
}

/* --- the top --- */

static void let_read(struct read_job *job, const struct json *let, struct flow *f)
{
	if (!let)
		return;
	if (!json_is(let, JSON_MAP)) {
		fault_add(job->words.faults, TEXT("let"), "must be a map of named values");
		return;
	}
	struct named_mapping *m = arena_take(job->words.arena,
					     ((size_t)let->count + 1) * sizeof(*m));
	for (const struct json *k = json_first(let); k;) {
		const struct json *v = json_after(let, k);
		struct text at = place(job->words.arena, TEXT("let"),
				       text_c(job->words.arena, k->text));
		m[f->let_count].name = k->text;
		m[f->let_count].mapping = mapping_read(job, v, at);
		f->let_count++;
		k = json_after(let, v);
	}
	f->let = m;
}

/* {"items": 500, "effects": 20000, "queued": 500} */
static void limits_read(struct read_job *job, const struct json *top, struct flow *f)
{
	static const char *const keys[] = { "items", "effects", "queued", NULL };
	const struct json *limits = json_get(top, "limits");
	struct limit {
		const char *key;
		int64_t *to, initial, most;
	} rows[] = {
		{ "items", &f->items_max, FLOW_ITEMS_MAX, FLOW_ITEMS_MAX },
		{ "effects", &f->effects_max, FLOW_EFFECTS, FLOW_EFFECTS_MAX },
		{ "queued", &f->queued_max, FLOW_QUEUED, FLOW_QUEUED_MAX },
	};

	if (limits && !keys_check(job->words.faults, limits, TEXT("limits"), keys))
		limits = NULL;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct json *v = json_get(limits, rows[i].key);
		*rows[i].to = rows[i].initial;
		if (v &&
		    (!json_whole(v, rows[i].to) || *rows[i].to < 1 || *rows[i].to > rows[i].most))
			fault_add(job->words.faults,
				  text_format(job->words.arena, "limits.%s", rows[i].key),
				  "must be a number from 1 to %lld", (long long)rows[i].most);
	}
}

static void pace_read(struct read_job *job, const struct json *top, struct flow *f)
{
	static const char *const retry_keys[] = { "for", NULL };
	const struct json *parallel = json_get(top, "parallel"), *retry = json_get(top, "retry");

	f->parallel = 4;
	if (parallel &&
	    (!json_whole(parallel, &f->parallel) || f->parallel < 1 || f->parallel > 32))
		fault_add(job->words.faults, TEXT("parallel"), "must be a number from 1 to 32");
	f->retry_for_ms = 24 * HOUR_MS;
	if (retry && keys_check(job->words.faults, retry, TEXT("retry"), retry_keys) &&
	    !span_read(text_at(retry, "for"), &f->retry_for_ms))
		fault_add(job->words.faults, TEXT("retry.for"), "must be a span such as 24h");
}

static void choices_read(struct read_job *job, const struct json *top, struct flow *f)
{
	const struct json *error = json_get(top, "on_error");
	struct text on_error = json_text(error), uncertain = text_at(top, "on_uncertain");
	struct text history = text_at(top, "history");

	if (json_is(error, JSON_LIST)) {
		f->on_error = ERROR_DO;
		steps_read(job, error, TEXT("on_error"), &f->handler);
	} else {
		f->on_error = text_is(on_error, "continue")    ? ERROR_CONTINUE
			      : text_is(on_error, "skip_item") ? ERROR_SKIP_ITEM
							       : ERROR_STOP;
		if (error && !f->on_error && !text_is(on_error, "stop"))
			fault_add(job->words.faults, TEXT("on_error"),
				  "must be stop, skip_item, continue, or a list of steps");
	}
	f->on_uncertain = text_is(uncertain, "retry")  ? UNCERTAIN_RETRY
			  : text_is(uncertain, "skip") ? UNCERTAIN_SKIP
						       : UNCERTAIN_ASK;
	if (uncertain.size && !f->on_uncertain && !text_is(uncertain, "ask"))
		fault_add(job->words.faults, TEXT("on_uncertain"), "must be ask, retry or skip");
	f->history = !text_is(history, "none") && !text_is(history, "errors");
	f->history_errors = !text_is(history, "none");
	if (history.size && f->history && !text_is(history, "full"))
		fault_add(job->words.faults, TEXT("history"), "must be full, errors or none");
}

static bool slug_fits(struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(c == '-' && i))
			return false;
	}
	return t.size > 0 && t.size <= 60;
}

/* {"after": "3 failures", "silent_for": "6h", "to": "ops@example.com"} */
static void alert_read(struct read_job *job, const struct json *top, struct flow *f)
{
	static const char *const keys[] = { "after", "silent_for", "to", NULL };
	const struct json *alert = json_get(top, "alert");
	struct text after = text_at(alert, "after"), silent = text_at(alert, "silent_for"), n;

	if (!alert || !keys_check(job->words.faults, alert, TEXT("alert"), keys))
		return;
	if (!after.size && !silent.size)
		fault_add(job->words.faults, TEXT("alert"),
			  "says when: after, silent_for, or both");
	f->alert_to = text_at(alert, "to");
	bool flow = text_starts(f->alert_to, "flow:") && f->alert_to.size > 5;
	if (!flow && !memchr(f->alert_to.at ? f->alert_to.at : "", '@', f->alert_to.size))
		fault_add(job->words.faults, TEXT("alert.to"),
			  "must be an e-mail address, or a flow: flow:NAME");
	if (after.size &&
	    (!text_split(&after, ' ', &n) || !text_whole(n, &f->alert_after) ||
	     f->alert_after < 1 || f->alert_after > 100 ||
	     (after.size && !text_is(after, "failures") && !text_is(after, "failure"))))
		fault_add(job->words.faults, TEXT("alert.after"),
			  "must be a number of failures in a row, such as 3 failures");
	if (silent.size &&
	    (!span_read(silent, &f->alert_silent_ms) || f->alert_silent_ms < MINUTE_MS))
		fault_add(job->words.faults, TEXT("alert.silent_for"), "must be a span such as 6h");
}

/* A word of the law that this engine does not know yet: refused, not passed over. */
static void later_refuse(struct read_job *job, const struct json *top)
{
	if (json_get(top, "sync"))
		fault_add(job->words.faults, TEXT("sync"), "is not there yet");
}

static void top_read(struct read_job *job, const struct json *top, struct flow *f)
{
	static const char *const keys[] = {
		"flow",	 "title",    "enabled", "on",	    "only",	    "let",     "do",
		"order", "parallel", "retry",	"on_error", "on_uncertain", "history", "samples",
		"needs", "alert",    "sync",	"limits",   "inputs",	    NULL,
	};
	const struct json *enabled = json_get(top, "enabled");

	if (!keys_check(job->words.faults, top, TEXT(""), keys))
		return;
	f->source = top;
	f->slug = text_at(top, "flow");
	f->title = text_at(top, "title").size ? text_at(top, "title") : f->slug;
	f->enabled = json_flag(enabled);
	if (!slug_fits(f->slug))
		fault_add(job->words.faults, TEXT("flow"),
			  "is the flow's name: small letters, digits and -, at most 60");
	if (enabled && !json_is(enabled, JSON_TRUE) && !json_is(enabled, JSON_FALSE))
		fault_add(job->words.faults, TEXT("enabled"), "must be true or false");
	later_refuse(job, top);
	trigger_read(job, json_get(top, "on"), &f->on);
	f->only = mapping_read(job, json_get(top, "only"), TEXT("only"));
	f->order = mapping_read(job, json_get(top, "order"), TEXT("order"));
	let_read(job, json_get(top, "let"), f);
	inputs_read(job, top);
	limits_read(job, top, f);
	pace_read(job, top, f);
	alert_read(job, top, f);
	choices_read(job, top, f);
	f->samples = words_at(job, top, "samples", TEXT(""));
	for (size_t i = 0; i < f->samples.count; i++)
		if (!text_ends(f->samples.items[i], ".sample"))
			fault_add(job->words.faults, TEXT("samples"),
				  "must name files that end with .sample, beside the flow's");
	f->needs = words_at(job, top, "needs", TEXT(""));
	steps_read(job, json_get(top, "do"), TEXT("do"), &f->steps);
	f->step_count = job->steps;
}

const struct flow *flow_read(struct arena *a, const struct catalogue *c, struct text source,
			     struct faults *faults)
{
	struct read_job job = { .words = { a, c, faults } };
	struct flow *f = arena_take(a, sizeof(*f));
	const struct json *top;
	struct text why;

	faults->arena = a;
	f->catalogue = c;
	if (source.size > FLOW_SIZE_MAX)
		fault_add(faults, TEXT(""), "the file is larger than %d bytes", FLOW_SIZE_MAX);
	else if (json_read(a, flow_plain(a, source), &top, &why))
		json_place_fault(faults, source, why);
	else
		top_read(&job, top, f);
	return faults->count ? NULL : f;
}
