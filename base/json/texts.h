// SPDX-License-Identifier: Apache-2.0
/*
 * Lists of texts as JSON, the form in which a column keeps them, and JSON that we wrote ourselves.
 *
 * All that comes out lives in the arena.
 */
#ifndef GROUNDLEVEL_BASE_JSON_TEXTS_H
#define GROUNDLEVEL_BASE_JSON_TEXTS_H

#include "base/json/json.h"

/* A JSON list of texts; empty when it would be larger than 4 MiB. */
struct text texts_json(struct arena *a, const struct text *texts, size_t count);
/* Its texts again; none when it is no list. */
struct text *texts_read(struct arena *a, struct text list, size_t *count);
/* Reads JSON that we wrote ourselves; NULL when it is empty or broken. */
const struct json *json_own(struct arena *a, struct text source);

#endif
