// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the head of a part, read when all of it is there.
 */
#ifndef GROUNDLEVEL_PURE_PARTS_INSIDE_H
#define GROUNDLEVEL_PURE_PARTS_INSIDE_H

#include "pure/parts/parts.h"

/* `head` ends with its empty line.  NULL, or why it is refused; what it gives lies in the arena. */
const char *part_head_read(struct arena *a, struct text head, struct part *out);

#endif
