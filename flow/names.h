// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the room: where the values of expressions come from, and which names they have there.
 */
#ifndef GROUNDLEVEL_FLOW_NAMES_H
#define GROUNDLEVEL_FLOW_NAMES_H

#include "flow/inside.h"

/* One thing, or each thing of a list, that an expression looks into. */
struct origin {
	const struct shape *shape; /* NULL: whatever came, such as the body of a hook */
	struct text use;	   /* the connection it came through */
	struct text object;	   /* whose own fields it has: contact, custom_objects.pets, user;
				      empty: it has none, or it shows only in a run */
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
/* Every step, those inside of others too. */
void flow_steps(const struct steps *steps, void *owner,
		void (*visit)(void *owner, const struct step *s));

/* Names and kinds that cannot fit, as far as files and rows tell. */
void names_check(struct arena *a, const struct flow *f, struct faults *faults);

#endif
