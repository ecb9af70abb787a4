// SPDX-License-Identifier: Apache-2.0
/*
 * Shared by the files of this room; nobody else includes it.
 */
#ifndef GROUNDLEVEL_PLATFORM_INVOKE_INSIDE_H
#define GROUNDLEVEL_PLATFORM_INVOKE_INSIDE_H

#include "platform/invoke/invoke.h"

/* A call within another, in its transaction; caller NULL: the same. */
struct call *invoke_inner(struct call *within, const struct caller *caller);
/* All but performing it: the values are a JSON map, the location wherever the row wants one. */
enum err invoke_inner_prepare(struct call *call, const struct op *op, struct text input,
			      struct text location);

/* match.c: is this change to be made only of the thing as it was seen? */
enum err match_ask(struct call *call);

#endif
