// SPDX-License-Identifier: Apache-2.0
/*
 * What a sync asks while it is previewed: links are read, those that would be made are remembered,
 * and nobody is asked.
 */
#include "integration/engine/preview.h"

struct preview_link {
	struct text ids[2];
	struct preview_link *next;
};

struct preview_looked {
	int side;
	struct text id;
	struct sync_link *out;
	bool found;
};

static enum err looked_read(struct call *call)
{
	struct preview *p = call->job;
	struct preview_looked *l = p->looked;
	struct text flow = call_text(call, "flowId");

	l->found = flow.size && link_find(call, flow, l->side, l->id, l->out);
	return call->err;
}

static bool preview_find(void *owner, int side, struct text id, struct sync_link *out)
{
	struct preview *p = owner;
	struct preview_looked looked = { side, id, out, false };

	for (struct preview_link *l = p->links; l; l = l->next) {
		if (!text_same(l->ids[side], id))
			continue;
		p->linked = out->told = true;
		return true;
	}
	p->looked = &looked;
	preview_read(p, looked_read);
	p->linked |= looked.found && text_same(id, p->item);
	return looked.found;
}

static bool preview_keep_link(void *owner, const struct sync_link *link)
{
	struct preview *p = owner;
	struct preview_link *l = arena_take(p->call->arena, sizeof(*l));

	*l = (struct preview_link){ { text_copy(p->call->arena, link->ids[0]),
				      text_copy(p->call->arena, link->ids[1]) },
				    p->links };
	p->links = l;
	return true;
}

static bool preview_brakes(void *owner, struct text link_id)
{
	(void)link_id;
	(void)owner;
	return false;
}

static bool preview_ours(void *owner, struct text use)
{
	return preview_use(owner, use)->ours;
}

static void preview_wrote(void *owner, int side, struct text id)
{
	(void)owner, (void)side, (void)id;
}

static enum known preview_asked(void *owner, struct text path, struct text why, struct text *choice)
{
	(void)path;
	preview_unclear(owner, why);
	*choice = TEXT("skip");
	return KNOWN_DONE;
}

struct sync_hooks preview_linked(struct preview *p)
{
	return (struct sync_hooks){ .owner = p,
				    .find = preview_find,
				    .keep = preview_keep_link,
				    .brakes = preview_brakes,
				    .ours = preview_ours,
				    .wrote = preview_wrote,
				    .ask = preview_asked };
}
