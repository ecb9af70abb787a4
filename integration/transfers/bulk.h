// SPDX-License-Identifier: Apache-2.0
/*
 * The same change for many contacts: shared inside the room.
 *
 * Who they are is written down first, in parts; then a part after another is done.  A part, its
 * numbers and what can undo it are one transaction.
 */
#ifndef GROUNDLEVEL_INTEGRATION_TRANSFERS_BULK_H
#define GROUNDLEVEL_INTEGRATION_TRANSFERS_BULK_H

#include "base/core/string_set.h"
#include "integration/transfers/inside.h"

#define REF_BULK      "bulk "
#define REF_UNDO_BULK "undo-bulk "
#define BULK_LOST     "Whoever asked may not do this any more."

/* --- bulk_row.c: what is done with one --- */

struct bulk_set {
	struct target target;
	struct text cell; /* as a cell of a file; empty: it is cleared */
	const struct json *value;
};
struct bulk_do {
	struct text country; /* of the location: how its phone numbers are read */
	bool drop;
	struct string_set add, remove;
	struct bulk_set *sets;
	size_t set_count;
	struct string_set names; /* of all that it may change */
};
/* Of :locationId; false: it is refused, with all that is wrong. */
bool bulk_do_read(struct call *call, const struct json *what, struct bulk_do *out);
/* Whoever :askedKind and :askedBy name, for each of them. */
enum err bulk_asks_open(struct call *call, struct text location_id, struct asks *out);
/* In the transaction of a part.  ROW_CHANGED, ROW_SAME or ROW_REFUSED. */
enum err bulk_row(struct call *call, const struct bulk_do *what, const struct asks *asks,
		  struct text contact, struct row_told *told);

/* --- bulk.c, bulk_job.c --- */

/* Of the bulk :bulkId: the contacts of a page as its next parts, behind :bulkParts. */
enum err bulk_parts_add(struct call *call, struct string_set ids);
/* May whoever asked still do it?  In the transaction of a part. */
bool bulk_holds(struct call *call);
/* :bulkId has failed: what is left of it is not done. */
enum err bulk_stop(struct call *call, struct text why);
enum job_end bulk_run(struct job_turn *turn, struct text bulk, struct text *why);
enum err bulk_fail(struct call *call); /* the job :movedJob was given up */

#endif
