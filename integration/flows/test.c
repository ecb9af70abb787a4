// SPDX-License-Identifier: Apache-2.0
/*
 * What a flow would do with a sample, without asking anybody.
 *
 * What a run reads must stand in the sample, by the path of its step; what it would send is listed,
 * and taken as done, with the sample's answer or one that is made up.
 */
#include "integration/flows/inside.h"

#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

struct sampled {
	struct text path, out;
	struct sampled *next;
};

struct trial {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct flow *flow;
	const struct json *answers; /* by path */
	struct json_out *out;
	struct sampled *done;
	struct text wanting; /* a path that the sample lacks */
	bool ours;
};

static enum known trial_known(void *owner, struct text path, struct outcome *out)
{
	struct trial *t = owner;
	const struct json *looked = text_starts(path, LOOKUP_PATH) ? json_find(t->answers, path)
								   : NULL;

	if (looked) {
		out->out = json_source(t->arena, looked);
		return KNOWN_DONE;
	}

	for (struct sampled *s = t->done; s; s = s->next) {
		if (text_same(s->path, path)) {
			out->out = s->out;
			return KNOWN_DONE;
		}
	}
	return KNOWN_NOT;
}

static void done_add(struct trial *t, struct text path, struct text out)
{
	struct sampled *s = arena_take(t->arena, sizeof(*s));

	*s = (struct sampled){ path, out, t->done };
	t->done = s;
}

static void effect_put(struct trial *t, const struct intent *i)
{
	bool ours = (!i->use.size || text_is(i->use, "ours")) && !i->op->connector.size;
	char letter[2] = { effect_letter(t->catalogue, i->op, ours, false), '\0' };
	const struct given given[] = { { TEXT("locationId"), TEXT("LOCATION") },
				       { TEXT("location_id"), TEXT("LOCATION") } };
	struct asking asking = { .op = i->op, .given = given, .given_count = 2 };
	struct op_request request = { 0 };
	struct text why = { 0 };

	json_map(t->out);
	json_key(t->out, "path");
	json_put_text(t->out, i->path);
	json_key(t->out, "asks");
	json_put_text(t->out, op_word(t->arena, i->op));
	json_key(t->out, "class");
	json_put_c(t->out, letter);
	json_key(t->out, "use");
	json_put_text(t->out, i->use.size ? i->use : TEXT("ours"));
	struct text input = catalogue_random(t->arena, i->op, i->input, "(random)");
	if (!json_read(t->arena, input, &asking.input, &why) &&
	    !catalogue_request(t->arena, &asking, &request, &why)) {
		json_key(t->out, "method");
		json_put_text(t->out, request.method);
		json_key(t->out, "url");
		json_put_text(t->out,
			      request.query.size
				      ? text_format(t->arena, "%.*s?%.*s", (int)request.path.size,
						    request.path.at, (int)request.query.size,
						    request.query.at)
				      : request.path);
		if (request.body.size) {
			json_key(t->out, "body");
			json_put_raw(t->out, request.body);
		}
	} else {
		json_key(t->out, "problem");
		json_put_text(t->out, why);
	}
	json_close(t->out);
}

static void other_put(struct trial *t, const struct intent *i, const char *what, struct text value)
{
	json_map(t->out);
	json_key(t->out, "path");
	json_put_text(t->out, i->path);
	json_key(t->out, what);
	json_put_text(t->out, value);
	json_close(t->out);
}

static enum known trial_want(void *owner, const struct intent *i, struct outcome *out)
{
	struct trial *t = owner;
	const struct json *answer = json_find(t->answers, i->path);
	char iso[CLOCK_ISO_SIZE];

	out->out = answer ? json_source(t->arena, answer)
			  : text_format(t->arena, "{\"id\":\"(%.*s)\"}", (int)i->path.size,
					i->path.at);
	if (i->kind == INTENT_WAIT) {
		clock_iso(i->due_ms, iso);
		other_put(t, i, "waits", text_copy(t->arena, text_of(iso)));
	} else if (i->kind == INTENT_RUN) {
		other_put(t, i, "runs", i->step->fixed);
	} else if (!i->op->reads) {
		effect_put(t, i);
	} else if (!answer) {
		t->wanting = i->path;
		return KNOWN_PENDING;
	}
	done_add(t, i->path, out->out);
	return KNOWN_DONE;
}

static void trial_keep(void *owner, struct text path, struct text out)
{
	done_add(owner, path, out);
}

static bool trial_zone(void *owner, struct text name, int64_t at_ms, int32_t *offset_s)
{
	struct trial *t = owner;
	struct text bytes, why;
	const struct zone *z;

	if (zonefile_read(t->arena, name, &bytes) || zone_read(t->arena, name, bytes, &z, &why))
		return false;
	*offset_s = (int32_t)zone_offset(z, at_ms / 1000);
	return true;
}

static const struct json *event_of(struct arena *a, const struct json *sample)
{
	const struct json *before = json_get(sample, "before"), *v = NULL;
	const struct json *item = json_get(sample, "item"), *change = json_get(sample, "change");
	struct buffer b = buffer_open(a, (size_t)2 << 20);
	struct json_out o = json_open(&b);
	struct text why;

	json_map(&o);
	json_key(&o, "item");
	if (item)
		json_put(&o, item);
	else
		json_put_null(&o);
	json_key(&o, "change");
	json_put_text(&o, change ? json_text(change) : TEXT("updated"));
	if (before) {
		json_key(&o, "before");
		json_put(&o, before);
	}
	json_close(&o);
	return json_read(a, buffer_text(&b), &v, &why) ? NULL : v;
}

bool flow_test_file(struct arena *a, const struct flow_sample *with, struct json_out *out,
		    struct text *why)
{
	const struct catalogue *c = with->catalogue;
	static const char *const ends[] = {
		[PLAN_DONE] = "done",	    [PLAN_WAITING] = "waiting", [PLAN_STOPPED] = "stopped",
		[PLAN_SKIPPED] = "skipped", [PLAN_FAILED] = "failed",
	};
	struct faults faults = { .arena = a };
	const struct json *s;
	struct trial t = { .arena = a, .catalogue = c, .out = out };
	int64_t now = 0;

	t.flow = flow_read(a, c, with->source, &faults);
	if (!t.flow) {
		*why = text_format(a, "%.*s %.*s", (int)faults.items[0].at.size,
				   faults.items[0].at.at, (int)faults.items[0].why.size,
				   faults.items[0].why.at);
		return false;
	}
	if (json_read(a, flow_plain(a, with->sample), &s, why))
		return false;
	struct flow *own = (struct flow *)(uintptr_t)t.flow;
	if (json_get(s, "bound"))
		flow_bound(a, own, json_source(a, json_get(s, "bound")));
	t.answers = json_get(s, "steps");
	clock_read_iso(json_text(json_get(s, "now")), &now);
	const struct plan_hooks hooks = { .owner = &t,
					  .known = trial_known,
					  .want = trial_want,
					  .zone = trial_zone,
					  .keep = trial_keep };
	const struct plan_job job = { .arena = a,
				      .catalogue = c,
				      .flow = t.flow,
				      .event = event_of(a, s),
				      .now_ms = now,
				      .at_ms = now,
				      .side = text_is(json_text(json_get(s, "side")), "b"),
				      .hooks = &hooks };
	struct text reason;
	json_map(out);
	json_key(out, "flow");
	json_put_text(out, t.flow->slug);
	json_key(out, "effects");
	json_list(out);
	enum plan_end end = plan_run(&job, &reason);
	json_close(out);
	json_key(out, "end");
	json_put_c(out, ends[end]);
	if (reason.size) {
		json_key(out, "reason");
		json_put_text(out, reason);
	}
	json_close(out);
	if (end != PLAN_WAITING)
		return true;
	*why = text_format(a, "the sample lacks what is read: steps[\"%.*s\"]", (int)t.wanting.size,
			   t.wanting.at);
	return false;
}
