// SPDX-License-Identifier: Apache-2.0
/*
 * Small maps that have a shape (settings, permissions); and checks that several subjects need.
 * Inside the room only.
 */
#ifndef GROUNDLEVEL_CRM_MAPS_H
#define GROUNDLEVEL_CRM_MAPS_H

#include "base/call.h"

/* One JSON map by the shape: each member as sent, else as it was before (JSON text; may be empty),
 * else the shape's `initial`, else left out.  A member sent as null goes back to its initial.  Both
 * have passed the checks of the catalogue.  In the call's arena. */
struct text map_merge(struct call *call, const char *shape, struct text before,
		      const struct json *sent);

/* Of these names, some were sent as null or as empty text, though what they name cannot be empty:
 * notes a violation for each, and refuses if there is one.  The list ends with NULL. */
enum err filled_need(struct call *call, const char *const *names);

/* A pattern for `lower(column) LIKE :needle ESCAPE '\\'`: the text anywhere, folded, its own signs
 * taken as they stand. */
struct value like_needle(struct call *call, struct text query);

#endif
