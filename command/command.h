// SPDX-License-Identifier: Apache-2.0
/*
 * The verbs of the command line.
 *
 * A verb gets what follows it on the line and gives the exit code.  Results go to standard output,
 * everything else to standard error; --json makes results one JSON object a line.
 */
#ifndef GROUNDLEVEL_COMMAND_COMMAND_H
#define GROUNDLEVEL_COMMAND_COMMAND_H

/* exit codes */
enum { EXIT_FINE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_DATA = 3 };

/* name, function, arguments, what it does */
#define VERB_TABLE(X)                                                                              \
	X("init", verb_init, "--data DIR [--json]",                                                \
	  "make a company, a location, an owner, tokens")                                          \
	X("serve", verb_serve, "--data DIR [--listen HOST:PORT] [--store URL]", "answer the API")  \
	X("demo", verb_demo, "[--data DIR] [--listen HOST:PORT] [--json]",                         \
	  "init with sample data, and serve")                                                      \
	X("call", verb_call, "OPERATION [--field value …] --token TOKEN [--url URL]",              \
	  "ask any operation of a running server")                                                 \
	X("token", verb_token, "create|list|rotate|revoke --data DIR …",                           \
	  "private integration tokens")                                                            \
	X("connection", verb_connection, "add|list|check|remove --data DIR …",                     \
	  "other servers that flows read from and write to")                                       \
	X("flow", verb_flow,                                                                       \
	  "recipes|recipe|functions|list|get|check|test|diff|apply|export|enable|disable|run|"     \
	  "runs|show|"                                                                             \
	  "replay|decisions|resolve|secret"                                                        \
	  " --data DIR …",                                                                         \
	  "what is to be done when something happens")                                             \
	X("migrate", verb_migrate, "--data DIR", "bring the data up to this version")              \
	X("backup", verb_backup, "--data DIR FILE",                                                \
	  "write a consistent copy, while serving or not")                                         \
	X("restore", verb_restore, "--data DIR FILE", "put a copy back into an empty folder")      \
	X("check", verb_check, "--data DIR", "is the data whole and sound?")                       \
	X("slots", verb_slots, "--jsonl [--explain]", "answer scheduling scenarios, one a line")   \
	X("openapi", verb_openapi, "", "print the OpenAPI description")                            \
	X("version", verb_version, "", "print the version")

#define X(name, function, arguments, about) int function(int argc, char **argv);
VERB_TABLE(X)
#undef X

#endif
