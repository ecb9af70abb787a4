// SPDX-License-Identifier: Apache-2.0
/*
 * A flow file, read: what stands at its top.
 */
#include "pure/flowfile/inside.h"

static struct text text_at(const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	return json_is(v, JSON_TEXT) ? v->text : (struct text){ 0 };
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

static void top_read(struct read_job *job, const struct json *top, struct flow *f)
{
	static const char *const keys[] = {
		"flow",	 "title",    "enabled", "on",	    "only",	    "let",     "do",
		"order", "parallel", "retry",	"on_error", "on_uncertain", "history", "samples",
		"needs", "alert",    "sync",	"limits",   "inputs",	    "also",    NULL,
	};
	const struct json *enabled = json_get(top, "enabled");

	if (!keys_check(job->words.faults, top, TEXT(""), keys))
		return;
	f->written = top;
	f->slug = text_at(top, "flow");
	f->title = text_at(top, "title").size ? text_at(top, "title") : f->slug;
	f->enabled = json_flag(enabled);
	if (!slug_fits(f->slug))
		fault_add(job->words.faults, TEXT("flow"),
			  "is the flow's name: small letters, digits and -, at most 60");
	if (enabled && !json_is(enabled, JSON_TRUE) && !json_is(enabled, JSON_FALSE))
		fault_add(job->words.faults, TEXT("enabled"), "must be true or false");
	trigger_read(job, json_get(top, "on"), &f->on);
	also_read(job, top, f);
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
	if (json_get(top, "sync") && !job->words.faults->count)
		sync_read(job, top, f);
}

/* What stands in the file, and what only a sync is written out as, do not mix. */
static void file_read(struct read_job *job, const struct json *top, struct flow *f)
{
	const struct json *written = top;

	f->source = top;
	if (json_get(top, "sync"))
		written = sync_expand(job, top);
	else if (json_get(top, "also"))
		fault_add(job->words.faults, TEXT("also"), "is no word of a flow file");
	if (written)
		top_read(job, written, f);
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
		file_read(&job, top, f);
	return faults->count ? NULL : f;
}
