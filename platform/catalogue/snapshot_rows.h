// SPDX-License-Identifier: Apache-2.0
/*
 * What of a location a snapshot holds: a row for each kind of thing, in the order in which they are
 * made (LANGUAGE.md, Snapshots).  Part of the room's door (catalogue.h).
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_SNAPSHOT_ROWS_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_SNAPSHOT_ROWS_H

#include "platform/catalogue/row.h"

#define SNAPSHOT_WORDS_MAX  16
#define SNAPSHOT_PLACES_MAX 12
#define SNAPSHOT_WITH_MAX   4

struct snapshot_words {
	struct text at[SNAPSHOT_WORDS_MAX];
	size_t count;
};

/* An operation, and what is always sent with it. */
struct snapshot_ask {
	const struct op *op; /* NULL: there is none */
	struct text names[SNAPSHOT_WITH_MAX], values[SNAPSHOT_WITH_MAX];
	size_t count;
	struct text id; /* the value that says of which thing; empty: of none */
	bool unbound;	/* by whoever holds every scope: what comes of it may do nothing */
};

/* A place where the id of another thing stands: stages.id, template.body. */
struct snapshot_place {
	struct text path, kind;
	struct text within; /* {{trigger_link. : it stands in a text, behind this */
};

struct snapshot_row {
	struct text name;      /* custom_fields */
	struct text called[2]; /* for people: in English, in German; or empty */
	struct snapshot_ask list, get, make, change;
	struct snapshot_words key;     /* members by which it is known elsewhere, all together */
	struct snapshot_words without; /* places that are not taken along */
	struct snapshot_words once;    /* members that are sent when it is made, and never later */
	struct snapshot_words stays;   /* members that cannot change */
	struct snapshot_words from_new, from_old; /* called otherwise in what is sent, in order */
	struct snapshot_place places[SNAPSHOT_PLACES_MAX];
	size_t place_count;
	struct snapshot_place
		part; /* a list of things within it, of a kind of their own; or none */
	struct text part_key;
	struct text id;		/* the member that it is known by where it is; empty: `id`, `_id` */
	struct text listed;	/* the member of the list's reply in which they are; or empty */
	struct text within;	/* each is within a thing of this kind; or empty */
	struct text within_as;	/* the value that says in which */
	struct text within_by;	/* that it is by this member; empty: by its id */
	struct text completes;	/* the same things as of this kind, when others are there too */
	struct text everywhere; /* an id that begins so is the same in all locations; or empty */
	struct text unless;	/* where this member is true it is no part of a snapshot */
	struct text only, only_as;
	bool filled; /* it is made as a shell: what is in it is a change */
};

#define SNAPSHOT_ANYTHING "anything" /* a place where ids of all kinds may stand, in a text */

bool snapshot_has(const struct snapshot_words *words, struct text word);

#endif
