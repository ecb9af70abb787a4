// SPDX-License-Identifier: Apache-2.0
/*
 * The preview of a flow: asked before it is switched on for the first time.
 */
#include "integration/flows/inside.h"

#include "runs.h"

static void samples_put(struct json_out *o, const struct preview *p)
{
	json_key(o, "samples");
	json_list(o);
	for (size_t i = 0; i < p->sample_count; i++) {
		const struct preview_sample *s = &p->samples[i];
		json_map(o);
		json_key(o, "item");
		json_put_text(o, s->item);
		json_key(o, "named");
		json_put_text(o, s->named);
		json_key(o, "asks");
		json_put_text(o, s->asks);
		json_key(o, "title");
		json_put_text(o, s->title);
		json_key(o, "field");
		json_put_text(o, s->field);
		json_key(o, "before");
		json_put_raw(o, s->before);
		json_key(o, "after");
		json_put_raw(o, s->after);
		json_close(o);
	}
	json_close(o);
	json_key(o, "reasons");
	json_list(o);
	for (size_t i = 0; i < p->reason_count; i++) {
		json_map(o);
		json_key(o, "item");
		json_put_text(o, p->reasons[i].item);
		json_key(o, "named");
		json_put_text(o, p->reasons[i].named);
		json_key(o, "why");
		json_put_text(o, p->reasons[i].after);
		json_close(o);
	}
	json_close(o);
}

/* The connections work side by side: the slowest tells how long. */
static int64_t seconds_of(const struct preview *p, int64_t *sent)
{
	double most = 0;

	*sent = 0;
	for (size_t i = 0; i < p->use_count; i++) {
		const struct preview_use *u = &p->uses[i];
		double took = u->rate > 0 ? (double)(u->asked + u->planned) / u->rate : 0;
		*sent += u->planned;
		most = took > most ? took : most;
	}
	return (int64_t)(most + 0.999);
}

static void preview_put(struct json_out *o, const struct preview *p)
{
	int64_t sent, seconds = seconds_of(p, &sent);
	const struct {
		const char *key;
		int64_t value;
	} all[] = {
		{ "items", p->items },
		{ "made", p->counts[PREVIEW_MADE] },
		{ "changed", p->counts[PREVIEW_CHANGED] },
		{ "same", p->counts[PREVIEW_SAME] },
		{ "unclear", p->counts[PREVIEW_UNCLEAR] },
		{ "left", p->counts[PREVIEW_LEFT] },
		{ "requests", p->requests },
		{ "wouldSend", sent },
		{ "seconds", seconds },
	};

	json_key(o, "flow");
	json_put_text(o, p->flow->slug);
	json_key(o, "complete");
	json_put_flag(o, p->complete);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		json_key(o, all[i].key);
		json_put_whole(o, all[i].value);
	}
	json_key(o, "startsAll");
	json_put_flag(o, p->flow->on.start_all);
	samples_put(o, p);
}

static enum err preview_go(struct call *call)
{
	struct preview *p = call->job;

	flow_preview_go(p);
	if (p->error.size)
		return refuse(call, ERR_CONFLICT, "What it polls cannot be read: %.*s",
			      (int)p->error.size, p->error.at);
	preview_put(&call->out, p);
	return ERR_OK;
}

enum err flow_preview(struct call *call)
{
	struct preview *p = arena_take(call->arena, sizeof(*p));
	enum err e = flow_need(call);

	if (e)
		return e;
	*p = (struct preview){ .call = call,
			       .items_max = call_whole(call, "items", 500),
			       .sample_max = PREVIEW_SHOWN };
	p->flow = flow_load(call, call_text(call, "flowId"), call_whole(call, "liveRev", 0));
	if (!p->flow)
		return refuse(call, ERR_INVALID,
			      "This flow does not fit this version of the program; apply it anew");
	if (p->flow->on.kind != TRIGGER_POLL || !p->flow->on.op)
		return refuse(
			call, ERR_INVALID,
			"This flow does not go through a list (its \"on\" is no poll), so there"
			" is nothing to look through beforehand; flow test shows what it does"
			" with a sample");
	call->job = p;
	call->after = preview_go;
	return ERR_OK;
}
