// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the polls: one page, from its claim to its keeping.
 */
#ifndef GROUNDLEVEL_INTEGRATION_ENGINE_POLL_H
#define GROUNDLEVEL_INTEGRATION_ENGINE_POLL_H

#include "integration/engine/work.h"

#define PAGE_SIZE 100

/* A flow that is fed by the source. */
struct poll_reader {
	struct text flow_id, topic;
	int64_t rev, fill_walk; /* its first look is this walk; 0: it is over */
	bool enabled, start_all;
	int side;		 /* of a sync */
	const struct flow *flow; /* NULL: it does not fit this version */
	struct vocabulary watch;
};

struct poll {
	struct text source_id, location_id, connection, params, position, page;
	int64_t walk_id, full_walk, fails, braked, every_ms, walk_due;
	bool full, known, incomplete;
	const struct op *op, *single; /* lists; asks for one of them, or NULL */
	struct vocabulary watched;    /* of rows that the version before kept */
	struct poll_reader *readers;
	size_t reader_count;
	struct text of;
	struct text one; /* this item is asked for, not a page */
	bool probe;	 /* it was just listed: is `single` an operation that finds it? */
	int64_t probe_tries;
	bool twice;		   /* nothing is asked: more is handed over */
	int64_t page_no;	   /* of pages with numbers, */
	int64_t skip;		   /* or with so many left out */
	int64_t stale;		   /* pages in a row that had nothing that this walk had not seen */
	struct text input;	   /* of this page */
	struct text body;	   /* what came, JSON */
	struct text error;	   /* or why nothing came */
	bool missing, dumb;	   /* there is no such item; nothing is said of it, now or later */
	int64_t wait_ms, began_ms; /* began: the walk */
	struct remote_answer answer;
	struct text connection_id;
	bool asked, highlevel;
	/* long pages are kept in parts, so that others may write between */
	size_t from;
	bool more;
	size_t fresh; /* items that this walk had not seen */
	/* found in the page */
	struct text next; /* where to go on; empty: it was the last */
	struct text keep; /* by_cursor: from where the next time */
	int64_t newest;
	bool found;
};

struct text poll_input(struct arena *a, const struct poll *p);
bool by_change(const struct poll *p);	    /* can it be asked for what changed since? */
bool by_cursor(const struct poll *p);	    /* does the other side say where to go on? */
bool by_log(const struct poll *p);	    /* and is it what happened? */
const char *size_name(const struct op *op); /* of the parameter for the size of a page; NULL */
size_t page_size(const struct op *op);	    /* and what is asked for there */
const char *skip_name(const struct op *op); /* of the one that says how many to pass; NULL */
/* Does what came say that there is more behind it, and where that is: JSON; empty: it does not say.
 */
bool poll_goes_on(const struct poll *p, const struct json *body, size_t got);
struct text poll_place_after(struct arena *a, const struct poll *p, const struct json *body,
			     const struct json *last, size_t got);
enum err poll_keep(struct call *call); /* store_transaction_data: struct poll */

/* --- poll_tell.c: from items to runs --- */

void poll_readers(struct call *call, struct poll *p); /* in the transaction that keeps the page */
struct item_news {
	struct text id;
	const struct json *item;    /* NULL: it is gone */
	struct text version, known; /* known: what the ledger had, or empty */
	int64_t occurrence, walk_id;
	bool whole,
		changed; /* known holds all of it; more than what changes by itself has changed */
};
enum err poll_tell(struct call *call, const struct poll *p, const struct item_news *n);
/* The walk is over: so is the first look of those who waited for it. */
enum err poll_filled(struct call *call, const struct poll *p);

/* --- poll_gone.c --- */

void walk_end(struct call *call, struct poll *p, const struct json *body); /* may set p->next */
void gone_keep(struct call *call, struct poll *p); /* what came of asking for p->one */
/* The other side says of these ids that they are gone. */
void gone_said(struct call *call, struct poll *p, const struct json *ids);
/* Of what happened, what is known of it is kept for so long and no longer. */
void log_trim(struct call *call, const struct poll *p);
/* The walk is given up: the next one begins anew. */
void walk_drop(struct call *call, const struct poll *p);

void told_look(struct flow_engine *f, const struct poll *p); /* told.c */

#endif
