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
void inputs_read(struct read_job *job, const struct json *top);
/* What is wrong with its JSON, by line and column. */
void json_place_fault(struct faults *faults, struct text source, struct text why);

#endif
