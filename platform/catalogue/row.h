// SPDX-License-Identifier: Apache-2.0
/*
 * What a row of the catalogue is once it is read: operations, shapes, fields, events.  Reached
 * through catalogue.h; whoever has one of these may read it in any thread, and nobody changes it.
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_ROW_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_ROW_H

#include "base/call/call.h"
#include "platform/catalogue/counts.h"
#include "platform/catalogue/flow_words.h"
#include "platform/catalogue/kinds.h"

struct kind {
	const char *name;
	enum keep keep;
	const char *openapi, *format, *input, *must;
};

struct field {
	struct text name; /* as on the wire; name_c has a closing NUL */
	const char *name_c;
	const char *column;	   /* snake_case: firstName is first_name */
	const struct kind *kind;   /* NULL when it is a shape */
	const struct shape *shape; /* NULL when it is a kind */
	bool list;		   /* [thing]: a JSON list of it */
	bool keyed;		   /* {thing}: a JSON map of it by free keys */
	bool required;		   /* must be sent, and not be null */
	bool given;		   /* made by us: refused when sent; replied unless NULL */
	bool taken;		   /* accepted, never replied */
	bool nulls;		   /* replied as null when unset (else left out) */
	bool empty;		   /* replied as the empty one of its kind when unset: [], {} */
	bool sure;		   /* in a reply: must be there (so also what `nulls`, `empty`) */
	bool filled;		   /* an empty text is refused with the kind's sentence */
	bool held;		   /* scopes: each must be one that who asks holds himself */
	bool secret;		   /* shown once, or sent once: never kept or told again */
	bool random;		   /* not said by a flow, it is 32 random letters */
	bool encoded;		   /* comes as HTML writes it, &amp; for &: read as what it means */
	bool has_least, has_most;  /* limits: of a number; of the length of a text or list */
	double least, most, each;  /* each: characters of each text of a list; 0: any */
	const struct text *choices; /* of a|b|c */
	size_t choice_count;
	struct text initial;   /* default: value used when absent; as JSON text */
	struct value fallback; /* the same, in the form the store keeps */
	bool has_initial;
	enum thing ref;	    /* it names one of these, which must be there (platform/store/refs.c) */
	struct text loose;  /* or why what an id names is not looked up */
	struct text learnt; /* post_type: one of those that a check of a connection learns … */
	bool dotted;	    /* … with the word before it on the wire: custom_objects.pets */
};

struct shape {
	struct text name;
	const struct field *fields;
	size_t count;
	bool open;		     /* further members are let through, in and out */
	bool refs;		     /* a field of it, or of a shape in it, has a `ref` */
	const unsigned char *places; /* private to shape_find: a small hash table */
	size_t place_count;
};

enum token_class { TOKEN_ANY, TOKEN_LOCATION, TOKEN_COMPANY, TOKEN_NONE, TOKEN_PERSON, TOKEN_APP };
enum error_style { STYLE_NEST, STYLE_HTTP, STYLE_OAUTH, STYLE_PAGE };
enum effect_class { EFFECT_READ, EFFECT_REPEATABLE, EFFECT_KEYED, EFFECT_NATURAL, EFFECT_UNSURE };

/* Who must do something when something else changes says so in his own row. */
struct reaction {
	struct text on; /* the type of an event; of other rows, what leaves or is due */
	enum err (*run)(struct call *call);
	const struct reaction *next; /* that reacts to the same */
};

struct event_row {
	struct text type;	   /* ContactCreate */
	const struct shape *shape; /* its payload */
	const struct reaction *reactions;
};

#define OP_EVENTS_MAX	   8
#define REACTIONS_DEEP_MAX 4 /* reactions to the events of reactions */

struct op {
	struct text name, subject; /* create-task, contacts (its file) */
	struct text connector;	   /* whose it is; empty: ours */
	struct text method, path;  /* path as written, with {contactId} */
	struct text title, note;
	const struct text *scopes; /* any one of them admits; none: public or any token */
	size_t scope_count;
	enum token_class token;
	bool ours;	      /* our own addition: no Version header asked for */
	bool reads;	      /* changes nothing: performed without the writer */
	bool tagged;	      /* a read of what another row with the same path changes: ETag */
	bool untagged;	      /* … but never this: its reply changes by itself */
	bool cached;	      /* a read whose reply depends on the request and the data alone */
	bool apart;	      /* a read that works for long: never in an event loop */
	bool live;	      /* the reply goes on with what happens, for as long as one stays */
	struct text waits;    /* wait: an empty reply may come so many seconds later, by then
				 perhaps with something in it */
	bool aside;	      /* performed beside the store, which may be away */
	bool audited;	      /* who did it, and when, is kept for good */
	bool proved;	      /* of people: the password must have been given just now */
	bool trigger, action; /* offered to flows */
	enum does does;	      /* what a step of a flow may do with it … */
	struct text thing;    /* … and with what: contact, contact-note; of one, never of many */
	struct text learns;   /* post_type: what a check of a connection learns of its answer */
	int64_t lags_ms;      /* a search: so long what was written may not be found by it */
	struct text finds;    /* contact: it gives those among which one contact is found … */
	struct text finds_by; /* … by these of its fields: a|b the first given, a&b all; */
	struct text finds_with; /* how they are sent: "phone=number"; `filters`; empty: not */
	struct text since;	/* dateUpdated: says of each item when it last changed, … */
	struct text since_as; /* … by this parameter; empty: by `sort` and a range in `filters` */
	struct follows follows;
	struct wrapping wraps;
	struct counting counts[COUNTS_MAX]; /* what reports count of what it lists */
	size_t count_count;
	struct text gone, gone_as;  /* status, trash: so a reply says that it is not there now */
	const struct field *params; /* path parameters, in order */
	size_t param_count;
	bool refs;		   /* something in the query or the body has a `ref` */
	const struct shape *query; /* query parameters, never NULL; open unless `strict` */
	const struct shape *takes; /* body; NULL: a body is ignored */
	const struct shape *gives; /* members of the reply object; NULL: `raw`, not our JSON */
	struct text files;	   /* files come: the setting that limits each; empty: none */
	size_t files_most;	   /* so many of them */
	bool files_raw;		   /* the body itself is the file */
	/* Of a row without token: whom its path lets in, asked before any body is taken; or NULL */
	enum err (*admits)(struct call *call);
	bool form;		     /* the body comes as a form of HTML, never as JSON */
	bool takes_list, gives_list; /* the body, the reply is a list of such objects */
	bool gives_flat;	     /* the reply is the thing itself, not a member that holds it */
	bool gives_rights;	     /* some field of the body is `held` */
	bool gives_secret, takes_secret; /* some field of the reply, of what is sent, is `secret` */
	bool gives_encoded;		 /* some field of the reply is `encoded` */
	struct text echo;		 /* meta: what is sent in it comes back, or was dropped */
	int status, status_new; /* the second where the reply's `new` is true; 0: the same */
	struct event_row events[OP_EVENTS_MAX]; /* the usual one first, at the end of who reacts */
	size_t event_count;
	enum error_style style;
	enum effect_class effect;
	enum err (*run)(struct call *call); /* NULL: only remote */
	const struct op *reader; /* of a change: the row that is `tagged` and reads it; or NULL */
};

#endif
