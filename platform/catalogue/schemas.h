// SPDX-License-Identifier: Apache-2.0
/*
 * Shapes as schemas of OpenAPI.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_SCHEMAS_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_SCHEMAS_H

#include "platform/catalogue/inside.h"

enum use { USE_SENT = 1, USE_REPLIED = 2 };

/* How each shape of the catalogue is used, by its index: bits of enum use. */
struct uses {
	const struct catalogue *catalogue;
	unsigned char *of;
	struct text subjects; /* a JSON list; empty: all are told of */
};

bool op_served(const struct op *op);			 /* do we answer it? */
bool op_told(const struct uses *u, const struct op *op); /* … and is it of one of the subjects? */
struct uses uses_find(struct arena *a, const struct catalogue *c, struct text subjects);
/* The schema of a field's values; `use` is one of the bits. */
void field_put(struct json_out *o, const struct uses *u, const struct field *f, enum use use);
/* A reference to a shape of the catalogue; the whole schema of one that belongs to a row. */
void shape_put(struct json_out *o, const struct uses *u, const struct shape *s, enum use use);
/* What a reply is: the shape, and the traceId that every reply has. */
void reply_put(struct json_out *o, const struct uses *u, const struct shape *s);
void schemas_put(struct json_out *o, const struct uses *u); /* components.schemas */

void key_text(struct json_out *o, const char *key, struct text value);
void key_c(struct json_out *o, const char *key, const char *value);
void key_flag(struct json_out *o, const char *key, bool value);

#endif
