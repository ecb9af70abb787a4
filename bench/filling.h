// SPDX-License-Identifier: Apache-2.0
/*
 * What fillers of data folders share: a house with its locations and a token without a rate limit,
 * and operations asked as a location, many to a transaction.
 */
#ifndef GROUNDLEVEL_BENCH_FILLING_H
#define GROUNDLEVEL_BENCH_FILLING_H

#include "app/cli/inside.h"

#define LOCATIONS 50

/* The first member of a filler's own struct, which is the call's owner. */
struct filling {
	struct app *app;
	struct setup setup;
	struct text locations[LOCATIONS]; /* the first is the founding's */
	int64_t from, to;		  /* of the batch under way */
	struct text secret;		  /* of the token */
};

/* Founds it, with the locations and the token; not 0: what main returns. */
int filling_open(struct filling *f, struct app *h, int *argc, char **argv);
/* In a transaction of its own; what is refused ends the program with the reason. */
void filling_perform(struct filling *f, enum err (*run)(struct call *call));
/* The same for all of `count`, in batches f->from to f->to. */
void filling_perform_all(struct filling *f, int64_t count, int64_t batch,
			 enum err (*run)(struct call *call));

void as_location(struct call *call, struct text location_id);
/* Of a reply {"member": {"id": …}}; without a member of {"id": …}. */
struct text id_of(const struct json *reply, const char *member);
/* The surname of person n: four syllables, so that most are rare and some are shared. */
void surname_make(int64_t n, char out[9]);

#endif
