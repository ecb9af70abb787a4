// SPDX-License-Identifier: Apache-2.0
/*
 * What a row says to flows, beside its shapes: the verb of a step, the words of things and events,
 * and how another server's lists are followed and unwrapped (flow_words.c reads them).
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_FLOW_WORDS_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_FLOW_WORDS_H

#include "base/core/text.h"

/* What flows make of an operation: the verb of a step. */
enum does {
	DOES_ELSE,
	DOES_GET,
	DOES_LIST,
	DOES_UPDATE,
	DOES_CREATE,
	DOES_UPSERT,
	DOES_DELETE,
	DOES_ADD,
	DOES_REMOVE
};
/* What flows call an event: highlevel.THING.CHANGE. */
struct event_word {
	struct text type, thing; /* ContactTagUpdate, contact.tag */
	const char *change;	 /* created, updated, deleted */
};
/* A word of flow files for a thing of this connector. */
struct flow_word {
	struct text word, connector, thing; /* accessally.member, wordpress, user */
	bool fields;			    /* what is set are its fields: its meta */
};

/* A list of what changed, by a cursor of the other side: the parameter that takes it, and the
 * members of the reply that say where to go on now, what to keep for the next time, and whether to
 * go on. */
struct follows {
	struct text param, next, keep, more;
	bool log; /* of what happened: nothing of it can be gone, or be another */
};
/* What is one thing to us stands in a list there: what is sent in `in`, what comes in `out`.  Of a
 * list: each item holds the thing in `in`, or says in `out` that it is gone. */
struct wrapping {
	struct text in, out;
};

#endif
