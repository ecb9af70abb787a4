// SPDX-License-Identifier: Apache-2.0
/*
 * Flows: what is to be done when something happens, said in a file, done exactly once.
 *
 *	source ─▶ inbox ─▶ run ─▶ plan (pure) ─▶ effect ─▶ our own tables, or somebody else's server
 *
 * One engine works in each serving process: a thread that takes in what happened, plans runs and
 * does what concerns our own tables, and workers that ask other servers.  Everything that matters
 * is a row; what was acknowledged survives the death of the process at any moment.
 *
 * The operations under /flows are rows of catalogue/flows.api; their functions are in this room.
 */
#ifndef GROUNDLEVEL_FLOW_FLOW_H
#define GROUNDLEVEL_FLOW_FLOW_H

#include "auth/auth.h"
#include "base/clock.h"
#include "base/settings.h"
#include "catalogue/catalogue.h"
#include "store/store.h"

struct flows_config {
	const struct catalogue *catalogue;
	struct store *store;
	struct auth *auth;
	struct zones *zones;
	const struct settings *settings;
	struct outside *outside; /* who opens the secrets of connections */
	const struct clock *clock;
	size_t workers; /* threads that ask other servers */
};

/* The engine, not yet at work.  Operations find it as call->flows. */
struct flows *flows_open(const struct flows_config *config);
enum err flows_start(struct flows *f); /* after store_start */
void flows_stop(struct flows *f);      /* before store_stop; waits for what is being sent */
void flows_close(struct flows *f);     /* NULL is fine */

/* --- without data: files only --- */

/* What is wrong with a flow file, or worth knowing: members of the JSON object that is open in
 * `out`: flow, ok, problems, notes, steps, cost.  False: it would not be accepted. */
bool flow_check_file(struct arena *a, const struct catalogue *c, struct text source,
		     struct json_out *out);
/* What a flow would do with a sample, as {"flow", "end", "effects": […]}: nothing is asked of
 * anybody, so what was read must stand in the sample:
 *	{"item": {…}, "change": "updated", "before": {…}, "now": "2026-…", "steps": {"path": value}}
 * False: *why is one sentence. */
bool flow_test_file(struct arena *a, const struct catalogue *c, struct text source,
		    struct text sample, struct json_out *out, struct text *why);
/* A flow file as plain JSON: comments and trailing commas become blanks, so that places stay. */
struct text flow_plain(struct arena *a, struct text source);

#endif
