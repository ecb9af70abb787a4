// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 *
 *	text ─ lex.c ─▶ tokens ─ parse.c ─▶ nodes ─ eval.c ─▶ value
 *	                                      └──── paths.c ─▶ what it reads
 *	JSON ─ mapping_read.c (picker.c) ─▶ struct mapping ─ fill.c ─▶ value
 */
#ifndef GROUNDLEVEL_PURE_MAPPING_INSIDE_H
#define GROUNDLEVEL_PURE_MAPPING_INSIDE_H

#include "base/time/clock.h"
#include "pure/mapping/evaluate.h"

/* --- mappings --- */

enum mapping_kind {
	MAPPING_LITERAL,
	MAPPING_EXPRESSION,
	MAPPING_MIXED, /* text with expressions in it */
	MAPPING_PICK,  /* an expression and perhaps an else */
	MAPPING_LIST,
	MAPPING_MAP,
	MAPPING_CLEAR,
};

struct mapping {
	enum mapping_kind kind;
	struct text field;		     /* the whole name, for faults */
	struct text key;		     /* part of a MAP */
	struct map_value literal;	     /* LITERAL */
	const struct expression *expression; /* EXPRESSION, PICK */
	const struct mapping *otherwise;     /* PICK: else; may be NULL */
	const struct mapping *first, *next;  /* LIST, MAP, MIXED: the parts */
	uint32_t count;
};

enum err picker_text(struct arena *a, const struct json *picker, struct text *out,
		     struct map_fault *fault);
bool picker_is(const struct json *map);
/* fault->why: with the field before it and the sample behind. */
enum err fault_finish(struct arena *a, struct text field, struct text sample,
		      struct map_fault *fault);

#endif
