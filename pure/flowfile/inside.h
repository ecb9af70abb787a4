// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the room: reading the parts of a file.
 */
#ifndef GROUNDLEVEL_PURE_FLOWFILE_INSIDE_H
#define GROUNDLEVEL_PURE_FLOWFILE_INSIDE_H

#include "pure/flowfile/flowfile.h"

struct read_job {
	struct words_job words; /* arena, catalogue, faults */
	size_t steps, depth;
};

bool steps_read(struct read_job *job, const struct json *list, struct text at, struct steps *out);
const struct mapping *mapping_read(struct read_job *job, const struct json *v, struct text at);
const struct mapping *fields_mapping_read(struct read_job *job, const struct json *v,
					  struct text at);
/* trigger.c: what starts it; a list of names at that key */
bool trigger_read(struct read_job *job, const struct json *on, struct trigger *t);
struct vocabulary words_at(struct read_job *job, const struct json *map, const char *key,
			   struct text at);
/* two_way.c, two_way_read.c: NULL when there is a fault */
const struct json *sync_expand(struct read_job *job, const struct json *top);
void sync_read(struct read_job *job, const struct json *top, struct flow *f);
void also_read(struct read_job *job, const struct json *top, struct flow *f);
void inputs_read(struct read_job *job, const struct json *top);
/* What is wrong with its JSON, by line and column. */
void json_place_fault(struct faults *faults, struct text source, struct text why);

#endif
