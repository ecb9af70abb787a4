// SPDX-License-Identifier: Apache-2.0
/*
 * Values, their numbers and their letters.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_VALUES_H
#define GROUNDLEVEL_PURE_MAPPING_VALUES_H

#include "pure/mapping/mapping.h"

/* --- values --- */

#define VALUE_NULL ((struct map_value){ .kind = JSON_NULL })
enum value_form { FORM_TAPE, FORM_MADE, FORM_CLEAR, FORM_REF };
#define KIND_REF 7 /* an argument &expression: `made` of it is its node */

struct map_value value_flag(bool flag);
struct map_value value_number(struct text spelling);
struct map_value value_whole(struct arena *a, int64_t whole);
struct map_value value_real(struct arena *a, double real); /* not finite: null */
struct text text_head(struct text t, size_t most);	   /* whole characters of its beginning */
unsigned value_bit(const struct map_value *v);		   /* MAP_TEXT … */
const char *value_kind_name(const struct map_value *v);

/* Goes through a list, or the members of a map. */
struct walk {
	const struct map_value *of;
	const struct json *tape;
	uint32_t index;
};
struct walk walk_of(const struct map_value *of);
bool walk_next(struct walk *w, struct text *key, struct map_value *value); /* key may be NULL */

/* --- numbers: exact, by their spelling --- */

struct fixed {
	__int128 units; /* of 10^-places */
	int places;
};
int number_compare(struct text a, struct text b);
bool fixed_read(struct text spelling, struct fixed *out); /* false: too long for exactness */
bool fixed_add(struct fixed *sum, struct fixed more);
struct fixed fixed_round(struct fixed f, int places);
struct text fixed_spell(struct arena *a, struct fixed f, int places_least);

/* --- letters --- */

uint32_t letter_take(struct text *t); /* the next character; t is well formed and not empty */
void letter_put(struct buffer *b, uint32_t letter);
uint32_t letter_lower(uint32_t letter);
uint32_t letter_upper(uint32_t letter);
size_t letters_count(struct text t);
struct text text_slug(struct arena *a, struct text t);

#endif
