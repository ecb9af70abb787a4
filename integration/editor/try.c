// SPDX-License-Identifier: Apache-2.0
/*
 * What a file would do with real things, step by step, before it is applied: each item is planned
 * as a run would be, what a run reads is read, with the rights of who asks, and what it would write
 * is held against what is there.  Nothing is written, on either side.
 */
#include "integration/editor/editor.h"
#include "integration/engine/engine.h"

#include "runs.h"

#define TRIED_MAX (16 << 20)

static void faults_say(struct call *call, const struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		call_violation(call, "%.*s%s%.*s", (int)f->items[i].at.size, f->items[i].at.at,
			       f->items[i].at.size ? " " : "", (int)f->items[i].why.size,
			       f->items[i].why.at);
}

static enum err try_go(struct call *call)
{
	struct preview *p = call->job;
	struct buffer b = buffer_open(call->arena, TRIED_MAX);
	struct json_out o = json_open(&b);

	json_list(&o);
	p->trace = &o;
	flow_preview_go(p);
	json_close(&o);
	if (p->error.size)
		return refuse(call, ERR_CONFLICT, "What starts it cannot be read: %.*s",
			      (int)p->error.size, p->error.at);
	json_key(&call->out, "calls");
	json_put_text(&call->out, p->flow->on.resource);
	json_key(&call->out, "bound");
	if (p->flow->bound)
		json_put(&call->out, p->flow->bound);
	else
		json_put_raw(&call->out, TEXT("{}"));
	json_key(&call->out, "requests");
	json_put_whole(&call->out, p->requests);
	json_key(&call->out, "items");
	json_put_raw(&call->out, buffer_text(&b));
	return ERR_OK;
}

/* Something must be there that lists what starts it, or the item be said. */
static bool has_list(const struct flow *f)
{
	const struct trigger *on = &f->on;

	return on->op || ((on->kind == TRIGGER_MANUAL || on->workflow.size) &&
			  catalogue_does(f->catalogue, TEXT(""), DOES_LIST, on->resource));
}

enum err flow_try(struct call *call)
{
	struct preview *p = arena_take(call->arena, sizeof(*p));
	struct faults faults = { .arena = call->arena };

	*p = (struct preview){ .call = call,
			       .items_max = call_whole(call, "items", 1),
			       .sample_max = PREVIEW_SAMPLES,
			       .item_said = json_get(call->json, "item") };
	p->flow = flow_draft(call, call_text(call, "file"), &faults);
	if (faults.count) {
		faults_say(call, &faults);
		return refuse(call, ERR_INVALID, "The file would not be accepted.");
	}
	if (!p->item_said && !has_list(p->flow))
		return refuse(call, ERR_INVALID,
			      "Nothing lists what starts this flow: say with what it is tried"
			      " (item)");
	call->job = p;
	call->after = try_go;
	return ERR_OK;
}
