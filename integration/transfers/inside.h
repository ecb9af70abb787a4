// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_INTEGRATION_TRANSFERS_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_TRANSFERS_INSIDE_H

#include "base/core/index.h"
#include "base/core/string_set.h"
#include "domain/objects/objects.h"
#include "integration/transfers/transfers.h"
#include "platform/invoke/invoke.h"
#include "pure/csv/csv.h"

#define SLICE_ROWS   200
#define PROBLEMS_MAX 10000 /* of an import that are kept */
#define SAMPLES_MAX  10	   /* of each outcome */
#define FIRST_ROWS   20
#define REF_CHECK    "check "
#define REF_RUN	     "run "
#define REF_UNDO     "undo "
#define REF_EXPORT   "export "

/* --- targets.c: what a column may become, and how a cell is read --- */

enum target_kind {
	TARGET_NONE,
	TARGET_TEXT,
	TARGET_COUNTRY,
	TARGET_EMAIL,
	TARGET_PHONE,
	TARGET_NAME, /* first and last name in one */
	TARGET_DAY,
	TARGET_FLAG,
	TARGET_TAGS,
	TARGET_ID,
	TARGET_FIELD, /* a custom field */
};
struct target {
	enum target_kind kind;
	struct text name; /* firstName; customFields.ID */
	const struct field_def *def;
};
/* What `said` names; false: nothing. */
bool target_find(struct arena *a, const struct field_defs *defs, struct text said,
		 struct target *out);
/* By the name of a column; empty: nothing is guessed. */
struct text target_guess(struct arena *a, const struct field_defs *defs, struct text column);

/* A cell in the form in which it is sent: days as ISO, numbers with a point.  NULL, or why not. */
const char *cell_read(struct arena *a, const struct target *t, struct text cell, struct text *out);
/* As the value of its member: a text, a flag, a list. */
void cell_put(struct arena *a, const struct target *t, struct text cell, struct json_out *o);
/* What a contact (as get-contact tells it) has there, as a cell. */
struct text cell_of(struct arena *a, const struct target *t, const struct json *contact);
/* Does the contact have it already? */
bool cell_is(struct arena *a, const struct target *t, struct text cell, struct text has,
	     struct text country);
/* A list in a cell: by ; where there is one, else by commas. */
struct string_set cell_list(struct arena *a, struct text cell);

/* --- files.c: a file's rows --- */

struct file_row {
	int64_t line;
	struct text *cells;
	size_t count;
};
struct file_rows;
/* Behind the head and `skip` rows.  NULL: it is not there, or not so; *why says so. */
struct file_rows *file_rows_open(struct arena *a, struct call *call, int64_t skip,
				 struct text *why);
/* At most so many, into another arena; fewer: the file ends. */
size_t file_rows_take(struct file_rows *f, struct arena *a, struct file_row *out, size_t most);
void file_rows_close(struct file_rows *f); /* NULL is fine */

/* --- row.c: what becomes of one row --- */

enum outcome { ROW_MADE, ROW_CHANGED, ROW_SAME, ROW_UNCLEAR, ROW_REFUSED, ROW_OUTCOMES };

struct importing {
	struct text id, location_id, country;
	struct text *columns;	/* their names, */
	struct target *targets; /* … and what they become */
	size_t count;
	bool by_email, by_phone;
	enum { MATCH_UPDATE, MATCH_FILL, MATCH_SKIP } on_match;
	int64_t done, total;
	struct index *seen; /* a check: whom earlier slices would have made; or NULL */
};
struct row_told {
	enum outcome outcome;
	int64_t line;
	struct text column, why; /* a problem */
	struct text who;	 /* for people */
	struct text contact_id, before, after;
	int64_t stamp_before, stamp;
	struct text email, phone; /* by which it will be known */
};
/* The rows that are asked in a slice, and who asks them. */
struct asked {
	const struct op *op;
	const struct caller *caller;
};
struct asks {
	struct asked make, read, change, drop;
};
enum err asks_open(struct call *call, struct text location_id, struct asks *out);
enum err contact_ask(struct call *call, const struct asked *what, struct text input,
		     const struct json **contact, struct text *why);
/* In the transaction of a slice.  An error is one of the transaction. */
enum err row_import(struct call *call, const struct importing *im, const struct asks *asks,
		    const struct file_row *row, struct row_told *told);
/* A value of a contact by the name of a target, as JSON. */
struct text value_of(struct arena *a, struct text name, const struct json *contact);
/* What of these is other now, into told->before and told->after; false: nothing is. */
bool changes_note(struct arena *a, struct string_set names, const struct json *before,
		  const struct json *after, struct row_told *told);
int64_t stamp_of(struct call *call, struct text id); /* the contact's date_updated */

/* --- imports.c, import_job.c, undo.c --- */

struct call *call_afresh(const struct call *like, struct arena *a);
enum err import_reply(struct call *call);
/* Of :locationId and :importId; false: it is not in that state. */
bool importing_load(struct call *call, const char *state, struct importing *out);
enum err problem_keep(struct call *call, int64_t n, const struct row_told *told);
enum err row_keep(struct call *call, const struct row_told *told); /* what can undo it */
/* A job of that ref, for :locationId. */
int64_t transfer_job(struct call *call, const char *what, struct text id);
enum job_end undo_run(struct job_turn *turn, struct text import, struct text *why);
enum job_end bulk_undo_run(struct job_turn *turn, struct text bulk, struct text *why);
enum job_end import_run(struct job_turn *turn, struct text import, bool check, struct text *why);

/* --- exports.c, export_job.c --- */

struct export_search {
	const struct json *search; /* a map: query, filters */
	struct text location_id;
	struct text after; /* JSON; empty: the first page */
	int64_t size;
};
struct text export_search(struct arena *a, const struct export_search *s);
/* All fields, as a JSON list of names. */
struct text export_columns(struct arena *a, const struct field_defs *defs);
bool export_target(struct arena *a, const struct field_defs *defs, struct text name,
		   struct target *out);
enum job_end export_run(struct job_turn *turn, struct text export, struct text *why);

#endif
