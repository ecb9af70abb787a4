// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the room: what flows watch, where names come from, and what is worth knowing of a flow.
 */
#ifndef GROUNDLEVEL_INTEGRATION_FLOWS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_FLOWS_INSIDE_H

#include "integration/connections/connections.h"
#include "integration/engine/engine.h"
#include "integration/flows/flows.h"
#include "pure/plan/plan.h"

/* :flowId, :flowSlug, :liveRev, :flowEnabled of the flow that the path names. */
enum err flow_need(struct call *call);
/* :flowId is on, or off.  let_go: what was held while it was off is forgotten. */
void flow_switch(struct call *call, const struct flow *f, bool on, bool let_go);
/* The trigger may have changed: a flow that is, or was, switched on follows its new source. */
void flow_follow(struct call *call, const struct flow *f);
/* What the names of custom fields stand for now, as JSON; a name that stands for nothing is a
 * fault. */
struct text flow_bind(struct call *call, const struct flow *f, struct faults *faults);
/* --- signed.c: is a call of a hook theirs? --- */

struct signing {
	enum { SIGNED_NOT, SIGNED_UNKNOWN, SIGNED_OLD, SIGNED_WELL } is; /* UNKNOWN: no secret */
	struct text before; /* what was signed before the body: a time */
	struct text id;	    /* an id that was signed, or empty */
};
/* By what the flow asks for; SIGNED_WELL where it asks for nothing. */
void hook_signed(struct call *call, const struct trigger *on, struct signing *out);
enum err signed_refuse(struct call *call, const struct signing *s);
/* What was sent to a hook, as JSON of any kind; refuses what cannot be understood or kept. */
enum err hook_body(struct call *call, const struct json **out);
/* `run` of the reply: the run :shownRun. */
enum err flow_run_show(struct call *call);

/* --- origin.c: where the values of expressions come from, and which names they have --- */

/* One thing, or each thing of a list, that an expression looks into. */
struct origin {
	const struct shape *shape; /* NULL: whatever came, such as the body of a hook */
	struct text use;	   /* the connection it came through */
	struct text object;	   /* whose own fields it has: contact, custom_objects.pets, user,
				      post_type.pets; empty: none, or it shows only in a run */
	const char *holder;	   /* the member they stand in: customFields, properties, meta */
};

/* What the path begins with; *rest is what follows.  False: the flow has no such name. */
bool origin_find(struct arena *a, const struct flow *f, struct text path, struct origin *out,
		 struct text *rest);
/* The same of what a step writes. */
struct origin origin_written(struct arena *a, const struct flow *f, const struct step *s);
/* The next name of a path: quotes and the marks of lists are gone.  False: it has ended. */
bool path_next(struct text *rest, struct text *name);
/* All that may stand first in a path, for saying what is near. */
size_t origin_names(const struct flow *f, struct text *names, size_t max);

/* Every mapping of the flow, with the step it belongs to (NULL: the top). */
struct mapping_visit {
	void *owner;
	void (*visit)(void *owner, const struct step *s, const struct mapping *m);
};
void flow_mappings(const struct flow *f, const struct mapping_visit *v);

/* Names and kinds that cannot fit, as far as files and rows tell. */
void names_check(struct arena *a, const struct flow *f, struct faults *faults);

/* --- what is wrong with a flow, and worth knowing --- */

/* From the file and the rows alone: names, kinds, loops; and, unless NULL, into the list that is
 * open what each step may do after an uncertain outcome.  keyed(use) may be NULL. */
struct step_class {
	struct json_out *out;
	void *owner;
	/* Is this connection ourselves?  Does it honour keys? */
	void (*use)(void *owner, struct text use, bool *ours, bool *keyed);
};
void flow_check_steps(const struct flow *f, struct faults *faults, struct faults *notes,
		      const struct step_class *classes);
/* From the data: connections that are not there, or cannot do what is asked of them. */
void flow_check_uses(struct call *call, const struct flow *f, struct faults *faults);
/* --- rights.c --- */

/* From who asks: steps and triggers beyond his rights, by name. */
void flow_check_rights(struct call *call, const struct flow *f, struct faults *faults);
/* Does he hold all that the revision acts with?  False: *scope is what he lacks. */
bool rights_cover(struct call *call, struct text flow_id, int64_t rev, struct text *scope);
enum err rights_need(struct call *call, struct text flow_id, int64_t rev); /* or refuses */

/* Flows that it names and that are neither there nor among those that are applied with it. */
void flow_check_runs(struct call *call, const struct flow *f, struct vocabulary beside,
		     struct faults *faults);
/* Things that it names by key, slug or name, or with `of`, and that are not there; of another
 * server's it is noted that nobody has looked. */
void flow_check_named(struct call *call, const struct flow *f, struct faults *faults,
		      struct faults *notes);
/* --- workflow.c: a flow that is a workflow --- */

/* A workflow that is not there, or is another flow. */
void flow_check_workflow(struct call *call, const struct flow *f, struct faults *faults);
/* :flowId is its workflow from now on, published when it is on; or none. */
void flow_workflow(struct call *call, const struct flow *f, bool on);

/* Other flows that write the same, or start each other. */
void flow_check_others(struct call *call, const struct flow *f, struct faults *notes);

/* --- scopes.c: what its token needs, and what is not known --- */

#define FLOW_SCOPES_MAX 64
struct flow_scopes {
	struct text items[FLOW_SCOPES_MAX];
	size_t count;
};
/* Of all that it really asks of a connection; call NULL: from the file alone. */
void flow_scopes(struct call *call, const struct flow *f, struct faults *notes,
		 struct flow_scopes *out);
/* Why nobody can say what this connection has, as its last check did not learn this word (contact,
 * post_type); empty: it did. */
struct text flow_unknown(struct call *call, struct text use, struct text word);

/* What a trigger costs, of the quota of the server that it asks. */
struct flow_cost {
	int64_t polls;	/* requests a day, from what the last walk read */
	int64_t asked;	/* requests that its effects made in the last 24 hours */
	int64_t others; /* requests a day of all other triggers through the same connection */
	int64_t quota;	/* a day; 0: none is known */
};
struct flow_cost flow_cost(struct call *call, const struct flow *f);

#endif
