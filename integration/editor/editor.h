// SPDX-License-Identifier: Apache-2.0
/*
 * What an editor of flows is given: the flows that the program carries to begin with, the words
 * that flows know, and what a file would do with real things, step by step.  The operations are
 * rows of catalogue/flows.api; besides them, of the recipes:
 */
#ifndef GROUNDLEVEL_INTEGRATION_EDITOR_EDITOR_H
#define GROUNDLEVEL_INTEGRATION_EDITOR_EDITOR_H

#include "integration/flows/flows.h"

/* The file beside the recipes at this place: member-to-contact.flow, .md, .sample … False: there
 * are no more. */
bool recipe_file(size_t index, struct text *name, struct text *source);
bool recipe_find(struct arena *a, struct text name, const char *ending, struct text *out);
/* The name of a recipe, of the name of its flow file; empty: it is none. */
struct text recipe_name(struct text file);
struct text recipe_title(struct arena *a, struct text source);

/* A word that is said in place of another: pets in "custom_objects.pets", but not in pets_name. */
struct recipe_change {
	struct text from, to;
	size_t met;
};
struct text recipe_changed(struct arena *a, struct text source, struct recipe_change *changes,
			   size_t count);

#endif
