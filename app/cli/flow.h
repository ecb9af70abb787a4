// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the room: the files of flows.
 */
#ifndef GROUNDLEVEL_APP_CLI_FLOW_H
#define GROUNDLEVEL_APP_CLI_FLOW_H

#include "app/cli/inside.h"

/* A file as people like to read it: two spaces for each level. */
void flow_file_print(struct arena *a, const struct json *file);
struct text flow_file_pretty(struct arena *a, const struct json *file);
/* {"files": […]} of the files that are named, and of those in the folders that are. */
int flow_files_body(struct arena *a, int argc, char **argv, struct text *body);
/* Asks with each file in turn; false: it was not well. */
struct flow_asking {
	void *owner;
	bool (*ask)(void *owner, struct text source, struct text beside,
		    const struct json **reply); /* beside: names of flows, as JSON */
};
/* Held against the rows alone, or by asking. */
int flow_files_check(struct app *h, int argc, char **argv, bool json,
		     const struct flow_asking *asking);
int flow_files_test(int argc, char **argv, bool json);
/* What the program carries to begin with. */
int flow_recipes(int argc, char **argv, bool json);
int flow_recipe(int argc, char **argv, bool json);
struct text recipes_needing(struct app *h, struct text scope); /* their names; or empty */
int flow_functions(int argc, char **argv, bool json);
void flow_preview_say(struct arena *a, const struct json *reply);
int flow_files_diff(int argc, char **argv, bool json);

#endif
