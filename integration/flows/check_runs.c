// SPDX-License-Identifier: Apache-2.0
/*
 * Flows that a file names, in `run` steps and in `alert.to`: are they there?  Those that are
 * applied with it are as good as there.
 */
#include "integration/flows/inside.h"

#define NAMES_MAX 500 /* for saying what is near */

struct naming {
	struct call *call;
	const struct flow *flow;
	struct vocabulary beside;
	struct faults *faults;
};

static bool is_there(struct naming *n, struct text slug)
{
	if (text_same(slug, n->flow->slug))
		return true;
	for (size_t i = 0; i < n->beside.count; i++)
		if (text_same(slug, n->beside.items[i]))
			return true;
	call_set_text(n->call, "namedSlug", slug);
	return store_has(n->call, "SELECT 1 FROM flow WHERE location_id = :locationId"
				  " AND slug = :namedSlug");
}

static struct text near_slug(struct naming *n, struct text slug)
{
	struct text names[NAMES_MAX];
	size_t count = 0;
	struct rows *r = store_ask(n->call, "SELECT slug FROM flow"
					    " WHERE location_id = :locationId"
					    " ORDER BY slug LIMIT 300");

	while (rows_next(r) && count < NAMES_MAX)
		names[count++] = text_copy(n->call->arena, rows_text(r, "slug"));
	rows_close(r);
	for (size_t i = 0; i < n->beside.count && count < NAMES_MAX; i++)
		names[count++] = n->beside.items[i];
	return name_nearest(slug, names, count);
}

static void slug_check(struct naming *n, struct text slug, struct text at)
{
	if (!slug.size || faults_full(n->faults) || is_there(n, slug))
		return;
	struct text near = near_slug(n, slug);

	fault_add(n->faults, at,
		  near.size ? "there is no flow '%.*s'; did you mean '%.*s'?"
			    : "there is no flow '%.*s': apply it first, or together with this one",
		  (int)slug.size, slug.at, (int)near.size, near.at);
}

static void run_check(void *owner, const struct step *s)
{
	struct naming *n = owner;

	if (s->kind == STEP_RUN)
		slug_check(n, s->fixed, place(n->call->arena, s->at, "run"));
}

void flow_check_runs(struct call *call, const struct flow *f, struct vocabulary beside,
		     struct faults *faults)
{
	struct naming n = { call, f, beside, faults };
	struct text to = f->alert_to;

	flow_steps(&f->steps, &n, run_check);
	flow_steps(&f->handler, &n, run_check);
	if (text_starts(to, "flow:"))
		slug_check(&n, (struct text){ to.at + 5, to.size - 5 }, TEXT("alert.to"));
}
