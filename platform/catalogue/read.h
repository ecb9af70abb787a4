// SPDX-License-Identifier: Apache-2.0
/*
 * Reading .api texts: what lexer.c, shapes.c, rows.c and read.c share.  Inside the room only.
 *
 * The first pass (read.c) finds where each shape and operation begins and makes a draft of it; so
 * every shape has its address before any is filled in, and may be named anywhere.  The second pass
 * fills in the shapes (shapes.c), then the operations (rows.c).
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_READ_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_READ_H

#include "platform/catalogue/inside.h"

struct spot {
	const char *file;
	size_t line;
};

/* What is left of a file. */
struct page {
	struct text rest;
	struct spot at; /* of the line read last */
};

struct line {
	struct spot at;
	size_t indent;
	struct text text; /* without white space around it, without its comment */
};

/* The words that are known in one place, and what they are called. */
struct known_words {
	const char *what;
	const struct text *at;
	size_t count;
};

struct fields {
	struct field *at;
	size_t count, room;
};

enum draft_state { DRAFT_NEW, DRAFT_BUSY, DRAFT_DONE };

struct shape_draft {
	struct shape *shape;
	struct spot at;
	struct text words; /* after the name */
	struct page body;
	enum draft_state state;
	struct shape_draft *next;
};

struct op_draft {
	struct op *op;
	struct spot at;
	struct text name, words; /* words: method and path */
	struct page body;
	struct text subject, connector;
	enum error_style style;
	struct fields params_of_path, params, query, takes, gives;
	bool gives_said, class_said, token_said, strict, writes;
	uint64_t seen; /* a bit for each word that stands already */
	size_t indent;
	struct op_draft *next;
};

/* `when`, `leaving` and `due`: reactions.c */
enum reaction_kind { REACTION_WHEN, REACTION_LEAVING, REACTION_DUE };
struct reaction_draft {
	struct text on; /* the type of an event, what leaves, or what is due */
	enum reaction_kind kind;
	struct spot at;
	struct page body;
	enum err (*run)(struct call *call);
	struct event_row events[OP_EVENTS_MAX];
	size_t event_count;
	struct reaction_draft *next;
};

struct reader {
	struct arena *arena;
	struct catalogue *catalogue;
	const struct catalogue_run *runs;
	size_t run_count;
	struct shape_draft *shapes, **shape_of; /* the list; the same by index */
	struct op_draft *ops, **ops_end;
	struct reaction_draft *reactions, **reactions_end;
	struct snapshot_draft *snapshots; /* snapshot_rows.c */
	struct text why;		  /* the first thing that was wrong */
};
/* Says what is wrong and where; gives ERR_INVALID back.  The first stands. */
enum err reader_wrong(struct reader *r, struct spot at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same for a word that is none of those known; adds the nearest of them. */
enum err reader_unknown(struct reader *r, struct spot at, struct text word,
			struct known_words known);

bool page_line(struct page *p, struct line *line); /* the next line that says something */
/* The next line if it is indented by more than that; leaves it where it is otherwise. */
bool page_inner(struct page *p, size_t indent, struct line *line);
/* The next word; an empty one at the end of the line. */
enum err line_word(struct reader *r, struct spot at, struct text *rest, struct text *word);
/* The same, but there must be one: `what` names it. */
enum err line_need(struct reader *r, struct spot at, struct text *rest, const char *what,
		   struct text *word);
enum err line_end(struct reader *r, struct spot at, struct text rest); /* nothing more, please */

struct field *fields_add(struct reader *r, struct fields *f); /* an empty one at the end */
/* Name, kind and words of a field, all that is left of the line. */
enum err field_read(struct reader *r, struct spot at, struct text rest, struct field *out);
/* A field's kind: kind, Shape, [kind] or {kind}. */
enum err field_kind(struct reader *r, struct spot at, struct text word, struct field *out);
enum err field_name(struct reader *r, struct spot at, struct text name, struct field *out);
/* Adds the indented lines that follow as fields; a name that is in the list is replaced. */
enum err fields_read(struct reader *r, struct page *body, size_t indent, struct fields *f);
enum err shape_close(struct reader *r, struct spot at, struct shape *s, const struct fields *f);
enum err shape_read(struct reader *r, struct shape_draft *d);
bool shape_refs(const struct shape *s); /* has it a `ref`, itself or in a shape that is known? */
/* The shape of that name; refuses when there is none. */
enum err shape_need(struct reader *r, struct spot at, struct text name, struct shape_draft **out);
enum err run_find(struct reader *r, struct line *l, enum err (**run)(struct call *call));
enum err event_take(struct reader *r, struct line *l, struct event_row *events, size_t *count);

/* --- flow_words.c: what flows make of rows --- */
enum err does_read(struct reader *r, struct op_draft *d, struct line *l);
enum err lags_read(struct reader *r, struct op_draft *d, struct line *l);
enum err learns_read(struct reader *r, struct op_draft *d, struct line *l);
enum err follows_read(struct reader *r, struct op_draft *d, struct line *l);
enum err wraps_read(struct reader *r, struct op_draft *d, struct line *l);
enum err change_read(struct reader *r, struct line *l);
enum err word_means_read(struct reader *r, struct line *l, struct text connector);

/* --- reactions.c --- */
bool reaction_is(struct text word, enum reaction_kind *kind);
/* Such a row, of which the line is what follows the word. */
enum err reaction_open(struct reader *r, const struct page *p, struct line *l,
		       enum reaction_kind kind);
enum err reactions_read(struct reader *r);  /* before the operations: what they say */
enum err learnt_close(struct reader *r);    /* after them: what is `learnt` has a row */
enum err reactions_close(struct reader *r); /* after them: who announces what, circles */

enum err op_read(struct reader *r, struct op_draft *d);
enum err files_read(struct reader *r, struct op_draft *d, struct line *l);
enum err row_open(struct reader *r, struct op_draft *d);     /* method and path */
enum err row_close(struct reader *r, struct op_draft *d);    /* when all words are read */
enum err hidden_close(struct reader *r, struct op_draft *d); /* likewise */
enum err events_close(struct reader *r, struct spot at, const struct event_row *events,
		      size_t count);
#endif
