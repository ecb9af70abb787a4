// SPDX-License-Identifier: Apache-2.0
/*
 * Small ordered sets of words, kept as a JSON list of texts: tags, followers.  Inside the room
 * only.
 *
 * Everything is taken from the arena that is given; a set holds a word once.
 */
#ifndef GROUNDLEVEL_BASE_CORE_STRING_SET_H
#define GROUNDLEVEL_BASE_CORE_STRING_SET_H

#include "base/json/json.h"

struct string_set {
	const struct text *at;
	size_t count;
};

struct string_set string_set_read(struct arena *a,
				  struct text list); /* JSON; what is no text is left out */
struct string_set string_set_fold(struct arena *a,
				  struct string_set w); /* trimmed, lower case, none empty */
struct string_set string_set_join(struct arena *a, struct string_set x,
				  struct string_set y); /* x, then y's new ones */
struct string_set string_set_less(struct arena *a, struct string_set x,
				  struct string_set y); /* x without those of y */
bool string_set_has(struct string_set w, struct text word);
struct text string_set_json(struct arena *a, struct string_set w);
void string_set_put(struct json_out *o, const char *key, struct string_set w);

#endif
