// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: opening the house for a verb, its options, and what it prints.
 */
#ifndef GROUNDLEVEL_APP_CLI_INSIDE_H
#define GROUNDLEVEL_APP_CLI_INSIDE_H

#include "app/cli/cli.h"
#include "app/server/server.h"
#include "base/core/settings.h"
#include "base/time/clock.h"
#include "integration/engine/engine.h"
#include "integration/flows/flows.h"
#include "integration/mail/mail.h"
#include "integration/webhooks/webhooks.h"
#include "platform/blobs/blobs.h"
#include "platform/live/live.h"

/* Everything that a verb may need, opened in order and closed in reverse. */
struct app {
	struct arena *arena;
	struct settings settings;
	struct clock clock;
	struct application parts;
	struct job_kind kinds[6];
	struct text console; /* a folder with the pages of the console; empty: those carried */
	bool reads;	     /* nothing is written */
};

enum app_want {
	HOUSE_CATALOGUE, /* nothing but the texts */
	HOUSE_DATA,	 /* data that exists */
	HOUSE_READ,	 /* the same, and nothing of it is changed */
	HOUSE_NEW,	 /* data that may be made */
};

/* Reads the settings out of argv and opens what is wanted.  On failure says why on standard error
 * and gives the exit code; 0 is fine.  Close it in either case. */
int app_open(struct app *h, enum app_want want, int *argc, char **argv);
void app_close(struct app *h);
/* One transaction; of a house that only reads, one that waits for nobody. */
enum err app_perform(struct app *h, struct call *call, enum err (*run)(struct call *call));

/* A call of our own, as the company itself: every scope, no limit. */
struct call *app_call(struct app *h, struct text company_id);

/* One operation, asked on the data (a server may be running on it) by the command line. */
struct local_ask {
	const char *op;
	struct text input;    /* a JSON map of its values; empty: none */
	bool of_company;      /* else of a location: */
	struct text location; /* empty: the only one there is */
	/* NULL, or: what has to be found out first, in the same transaction; may set `given` */
	enum err (*before)(struct call *call, struct local_ask *ask);
	struct text named; /* for it: a name that was said */
	struct given given;
	const struct json *reply;
};
/* On failure says why and gives the exit code; 0 is fine.  What the operation has to ask others is
 * asked after the transaction. */
int app_ask(struct app *h, struct local_ask *ask);

/* An option that is not a setting: --name value, --name=value, or a bare --flag. */
bool option_flag(int *argc, char **argv, const char *name);
struct text option_text(int *argc, char **argv, const char *name); /* "" when absent */
bool option_word(int *argc, char **argv, const char *word);	   /* exactly this word */
/* What stands first and is no option: a name.  "" when there is none. */
struct text option_first(int *argc, char **argv);
/* Says what is left over and how the verb is used; gives EXIT_USAGE, or 0 when nothing is left. */
int option_rest(int argc, char **argv);
/* The first line of the file, or where none is named of standard input; ERR_MISSING: no file. */
enum err secret_read(struct arena *a, struct text from, struct text *out);
/* help.c: the nearest word, or NULL; of an operation empty. */
const char *option_near(const char *name);
const char *word_near(const char *name, const char *const *words, size_t count);
/* A verb's word that is none, or is missing: which there are. */
int say_word_usage(const char *verb, const char *word, const char *const *words, size_t count);
struct text operation_near(const struct catalogue *c, const char *name);
void help_operation(const struct op *op);
void help_operations(const struct catalogue *c, const char *part);
int say_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
int say_failure(int code, struct text why);

/* What init makes. */
struct setup {
	struct text company_id, location_id, agency_token, location_token;
	struct text owner_id, email, password, first_code;
	struct text zone, country; /* empty: this machine's; US */
};
/* Asks each line of a sample text, as the location. */
enum err sample_play(struct call *call, const struct setup *f, struct text text);
int setup_make(struct app *h, struct setup *f, const struct text sample);
void setup_json(const struct setup *f, struct json_out *o);
bool app_founded(struct app *h); /* is there a company already? */
int app_serve(struct app *h, void (*ready)(void *owner, int port), void *owner);

#endif
