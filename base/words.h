// SPDX-License-Identifier: Apache-2.0
/*
 * Small ordered sets of words, kept as a JSON list of texts: tags, followers.  Inside the room
 * only.
 *
 * Everything is taken from the arena that is given; a set holds a word once.
 */
#ifndef GROUNDLEVEL_BASE_WORDS_H
#define GROUNDLEVEL_BASE_WORDS_H

#include "base/json.h"

struct words {
	const struct text *at;
	size_t count;
};

struct words words_read(struct arena *a, struct text list); /* JSON; what is no text is left out */
struct words words_fold(struct arena *a, struct words w);   /* trimmed, lower case, none empty */
struct words words_join(struct arena *a, struct words x, struct words y); /* x, then y's new ones */
struct words words_less(struct arena *a, struct words x, struct words y); /* x without those of y */
bool words_hold(struct words w, struct text word);
struct text words_json(struct arena *a, struct words w);
void words_put(struct json_out *o, const char *key, struct words w);

#endif
