// SPDX-License-Identifier: Apache-2.0
/*
 * The story runner: little plays over HTTP (the language: test/stories/README.md).
 *
 *	main.c      arguments, several stories at a time, what was never asked
 *	read.c      a file into lines
 *	play.c      the statements, one function each
 *	ask.c       one request, its reply, and the reply held against its row
 *	cast.c      who speaks: tokens that are made when first needed
 *	names.c     {names}: what they stand for, and where they are put
 *	fits.c      does a value fit what the story expects?
 *	stage.c     the server of one story: started, killed, stopped
 *	database.c  a PostgreSQL database for one story
 *	peer.c      somebody else's server (test/peer/)
 *
 * Each story is played in a process of its own, so nothing is shared but `asks`.  A function that
 * gives bool says false when the story has failed; the reason is then already on standard output.
 */
#ifndef GROUNDLEVEL_TEST_STORY_STORY_H
#define GROUNDLEVEL_TEST_STORY_STORY_H

#include "base/time/clock.h"
#include "platform/catalogue/catalogue.h"
#include "platform/http/http.h"

#include <sys/types.h>

/* In how many stories an operation was asked with success: by the story, by a flow that looks, and
 * as a step of a flow. */
struct asks {
	unsigned told, polled, performed;
};

/* What all stories of one run share. */
struct troupe {
	const struct catalogue *catalogue;
	const char *server;	  /* the program */
	const char *peer;	  /* likewise, of test/peer/; NULL: stories have none */
	const char *postgres;	  /* URL of a cluster; NULL: stories are played on SQLite */
	bool keep;		  /* leave the data of a failed story where it is */
	struct asks *asks;	  /* per operation, shared by all stories */
	unsigned char *seen;	  /* per operation, of this story: which of them it has counted */
	struct stage *founded;	  /* data that `init` made, to be copied; NULL: make it */
	struct text founded_json; /* and what it said */
};

/* --- tally.c: what was asked --- */
void tally_log(struct troupe *troupe, struct text log); /* what flows did, in a server's log */
/* A line for each operation: its name and the three counts, by tabs. */
bool tally_write(const struct troupe *troupe, const char *path);

/* --- stage.c: one server on one data folder --- */
struct stage {
	struct arena *arena;
	const struct troupe *troupe;
	char *folder, *data, *log, *clock_path; /* files of this story, all in folder */
	char *database;				/* URL of its PostgreSQL database, or NULL */
	char *database_name;
	struct clock clock; /* the time as the server sees it */
	pid_t pid;	    /* 0: no server runs */
	int port;
	pid_t peer; /* 0: none runs */
	int peer_port;
};

struct text stage_open(struct stage *s, struct text *init_json); /* every function here gives ""
								    or what went wrong */
/* Makes the data once that every story begins with; it is then troupe->founded. */
struct text stage_found(struct troupe *troupe, struct arena *a);
struct text stage_start(struct stage *s); /* returns when the server listens */
struct text stage_peer(struct stage *s);  /* starts the peer, once */
struct text stage_setting(struct stage *s, struct text name, struct text value); /* from the next
										     start on */
struct text stage_kill(struct stage *s); /* as a power cut does */
struct text stage_stop(struct stage *s); /* politely; must end with 0 and a clean log */
/* Time passes, or the clock alone is set. */
struct text stage_move_clock(struct stage *s, int64_t by_ms, bool passes);
struct text stage_command(struct stage *s, const char *const *words, struct text *out); /* runs the
						    program with these words and --data */
struct text stage_log_end(struct stage *s); /* the last the server said */
struct text stage_log(struct stage *s);	    /* all that it said */
void stage_close(struct stage *s, bool remove);

/* --- database.c --- */
/* `like`: a database to be copied; NULL: an empty one */
struct text database_make(struct arena *a, const char *cluster, const char *name, const char *like,
			  char **url);
struct text database_drop(struct arena *a, const char *cluster, const char *name);

/* --- read.c --- */
struct line {
	size_t number;	  /* in the file, from 1 */
	struct text word; /* the statement */
	struct text rest; /* what follows it, deeper lines included */
};
struct line *lines_read(struct arena *a, struct text source, size_t *count);
struct text word_take(struct text *rest); /* the next word; "" at the end */

/* --- the play --- */
#define PLAY_HEADERS_MAX 16

struct name {
	struct text name, value;
	bool bare; /* a number, flag, map…: its value is JSON and stands without quotes */
	struct name *next;
};

struct request {
	struct text method, path, body, token, browser;
	bool site;	  /* signed, as the bridge signs */
	struct text type; /* of a body that is sent as it stands; empty: JSON */
};

struct play {
	struct arena *arena;
	const struct troupe *troupe;
	struct stage stage;
	struct http_client *http;
	const char *path; /* of the file */
	size_t line;	  /* that is being played */
	struct text title;
	struct name *names;

	struct text token;   /* of who speaks; empty: nobody */
	struct text browser; /* or whose browser asks: it keeps cookies */
	bool site;	     /* or a site that was joined by the bridge */
	bool to_peer;	     /* and they speak to the peer */

	/* for the next request only */
	struct header headers[PLAY_HEADERS_MAX];
	size_t header_count;
	struct text left_out[PLAY_HEADERS_MAX];
	size_t left_out_count;
	struct text raw;    /* content type of a body that is sent as it stands; or empty */
	struct buffer form; /* the parts of a form with files so far; or empty */

	/* the last request and its reply */
	struct text asked, sent;
	struct request last;
	size_t asked_line;
	bool waits; /* nothing was expected of it yet */
	struct http_reply reply;
	const struct json *body; /* NULL: not JSON */
};

bool play(struct troupe *troupe, struct arena *a, const char *path);
bool play_fail(struct play *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void play_show(struct play *p); /* prints the last request and its whole reply */

/* --- peer.c --- */
bool peer_start(struct play *p); /* and the name {peer} */
bool peer_speak(struct play *p);

/* --- ask.c --- */
bool ask(struct play *p, const struct request *request); /* the reply is then in p */

/* --- cast.c --- */
bool cast_take(struct play *p, struct text init_json); /* the names that init gives */
bool cast_speak(struct play *p, struct text words);    /* `client WORDS` */
bool cast_other(struct play *p);		       /* makes the second location, once */

/* --- names.c --- */
enum fill { FILL_PLAIN, FILL_URL, FILL_JSON };

void name_set(struct play *p, struct text name, struct text value, bool bare);
const struct name *name_find(struct play *p, struct text name); /* NULL: no such name */
/* Is there {name} or {name:kind} at the start of t?  Gives its size with braces, or 0. */
size_t name_spot(struct text t, struct text *name, struct text *kind);
/* Puts values where names stand; fails at a name that nobody knows, unless it is raw text. */
bool names_fill(struct play *p, struct text in, enum fill how, struct text *out);
struct text names_quote(struct arena *a, struct text json); /* quotes around bare {names} */

/* --- form.c --- */
#define FORM_BOUND "story-7MA4YWxkTrZu0gW"
#define FORM_TYPE  "multipart/form-data; boundary=" FORM_BOUND
struct text story_bytes(struct play *p, struct text in); /* as C spells them */
bool form_part(struct play *p, struct text word, struct text rest);
bool form_file(struct play *p, struct text word, struct text rest);
struct text form_end(struct play *p); /* the whole body */

/* --- fits.c --- */
/* Every difference between what is wanted and what came, a line each; "" when it fits. */
struct text fits(struct play *p, const struct json *want, const struct json *got);

#endif
