// SPDX-License-Identifier: Apache-2.0
/*
 * Memory that lives exactly as long as one job.
 *
 * A request, a flow run and the catalogue each own one arena: take from it freely, never give
 * back, drop it whole when the job ends.  Taking never fails: a machine out of memory stops the
 * program.  An arena belongs to one thread at a time.
 */
#ifndef GROUNDLEVEL_BASE_CORE_ARENA_H
#define GROUNDLEVEL_BASE_CORE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_open(void);
void *arena_take(struct arena *a, size_t size);	 /* zeroed, aligned for any type */
void *arena_bytes(struct arena *a, size_t size); /* not zeroed, for bytes to be written over */
/* Makes a piece larger, moves it if it must; the new bytes are not zeroed.  old may be NULL. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);
size_t arena_size(const struct arena *a); /* bytes taken so far */
void arena_reset(struct arena *a);	  /* empty it, keep its first block for reuse */
void arena_drop(struct arena *a);	  /* NULL is fine */

#endif
