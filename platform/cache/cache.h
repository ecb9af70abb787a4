// SPDX-License-Identifier: Apache-2.0
/*
 * Replies that are kept while nothing has changed.
 *
 * Many ask the same again and again: a page that looks every few seconds, a list that is paged
 * through, a poll.  What was answered is kept, and given again, for as long as the data is exactly
 * what it was.  There is no time after which a reply is too old, and none that is a little old.
 *
 * Who sees the data is a reader; each has one state of the data at a time, and finds out by itself
 * whether that is another than its last.  Only that can be known cheaply, not which of two readers
 * is further.  So there are eras:
 *
 *	era = cache_era(c);             before it takes a state of the data
 *	…takes it; is it another than its last one, or its first?
 *	    cache_turn(c), and from the beginning
 *	have others turned the era meanwhile?
 *	    from the beginning, or go without
 *	cache_find(c, era, …)           what was kept in the same era is what it would read
 *	cache_keep(c, era, …)
 *
 * Why that holds: let a commit lie between what two readers see.  Who sees it has turned the era
 * after it; who does not has read his era before it.  So theirs are two.
 *
 * All functions but open and close may be called from any thread.
 */
#ifndef GROUNDLEVEL_PLATFORM_CACHE_CACHE_H
#define GROUNDLEVEL_PLATFORM_CACHE_CACHE_H

#include "base/core/text.h"

#include <stdint.h>

struct cache;

/* Of at most so many bytes, keys and what is kept for bookkeeping not counted.  0: keeps nothing.
 */
struct cache *cache_open(size_t bytes);
void cache_close(struct cache *c); /* NULL is fine */

uint64_t cache_era(struct cache *c);
void cache_turn(struct cache *c);

/* Adds what was kept to the buffer; false, and nothing added: there is nothing of that era. */
bool cache_find(struct cache *c, uint64_t era, struct text key, struct buffer *to);
/* Copies both.  Does nothing when the era is over, or the body more than an eighth of all; the one
 * that was longest not asked for makes room. */
void cache_keep(struct cache *c, uint64_t era, struct text key, struct text body);

#endif
