// SPDX-License-Identifier: Apache-2.0
/*
 * The verbs of the command line.
 *
 * A verb gets what follows it on the line and gives the exit code.  Results go to standard output,
 * everything else to standard error; --json makes results one JSON object a line.
 */
#ifndef GROUNDLEVEL_APP_CLI_CLI_H
#define GROUNDLEVEL_APP_CLI_CLI_H

/* What a verb takes, or one word of it; the verb that is most like a name, or NULL. */
void help_verb(const char *verb, const char *word);
const char *verb_near(const char *name);

/* exit codes */
enum { EXIT_FINE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_DATA = 3 };

/* name, function, arguments, what it does */
#define VERB_TABLE(X)                                                                              \
	X("init", verb_init, "--data DIR [--timezone ZONE] [--json]",                              \
	  "make a company, a location, an owner, tokens")                                          \
	X("serve", verb_serve, "--data DIR [--listen HOST:PORT] [--store URL]", "answer the API")  \
	X("demo", verb_demo, "[--data DIR] [--listen HOST:PORT] [--json]",                         \
	  "init with sample data, and serve")                                                      \
	X("call", verb_call, "OPERATION [--field value …] --token TOKEN [--url URL]",              \
	  "ask any operation of a running server; call OPERATION --help lists its fields")         \
	X("operations", verb_operations, "[--rights] [PART]",                                      \
	  "list the operations, or those whose name has PART in it")                               \
	X("token", verb_token, "create|list|rotate ID|revoke ID --data DIR …",                     \
	  "private integration tokens")                                                            \
	X("app", verb_app, "create|list|secret ID --data DIR …",                                   \
	  "applications that people may allow to ask for them")                                    \
	X("user", verb_user, "list|invite EMAIL --data DIR …",                                     \
	  "people who sign in, and links that let them in once")                                   \
	X("connection", verb_connection,                                                           \
	  "add|update|join|list|fields|check|remove NAME --data DIR …",                            \
	  "other servers that flows read from and write to")                                       \
	X("flow", verb_flow,                                                                       \
	  "recipes|recipe|functions|list|get|check|test|diff|apply|preview|export|enable|disable|" \
	  "run|"                                                                                   \
	  "runs|show|"                                                                             \
	  "replay|decisions|resolve|secret"                                                        \
	  " --data DIR …",                                                                         \
	  "what is to be done when something happens")                                             \
	X("migrate", verb_migrate, "--data DIR", "bring the data up to this version")              \
	X("backup", verb_backup, "--data DIR FILE",                                                \
	  "write a consistent copy, while serving or not")                                         \
	X("restore", verb_restore, "--data DIR [--force] FILE",                                    \
	  "put a copy back into an empty folder; --force: in the place of what is there")          \
	X("check", verb_check, "--data DIR", "is the data whole and sound?")                       \
	X("slots", verb_slots, "--jsonl [--explain]", "answer scheduling scenarios, one a line")   \
	X("openapi", verb_openapi, "", "print the OpenAPI description")                            \
	X("version", verb_version, "", "print the version")

/* Options of the verbs themselves, each once: verb, word (empty: any), name, value (empty: none),
 * what it does.  Settings have their own table. */
#define OPTION_TABLE(X)                                                                            \
	X("init", "", "timezone", "ZONE", "zone of the company and its location (this machine's)") \
	X("init", "", "country", "CC", "country of the location, two letters (US)")                \
	X("init", "", "email", "ADDRESS", "of the owner (owner@example.com)")                      \
	X("init", "", "password", "WORD", "of the owner; one is made otherwise")                   \
	X("init", "", "json", "", "print one JSON object")                                         \
	X("demo", "", "json", "", "print one JSON object, once it answers")                        \
	X("serve", "", "console", "DIR", "pages of the console from this folder (for developers)") \
	X("call", "", "url", "URL", "the server to ask (http:// and the setting listen)")          \
	X("call", "", "token", "TOKEN", "who asks; or GROUNDLEVEL_TOKEN in the environment")       \
	X("call", "", "list", "", "list the operations")                                           \
	X("operations", "", "rights", "", "as a table of who may ask each (doc/rights.md)")        \
	X("token", "create", "name", "TEXT", "what people call it")                                \
	X("token", "create", "class", "CLASS", "location or company")                              \
	X("token", "create", "location", "ID", "the location it is for")                           \
	X("token", "create", "scopes", "LIST", "scopes with spaces between; all, when left out")   \
	X("token", "create", "burst", "N", "requests in 10 seconds; 0: no limit")                  \
	X("token", "create", "day", "N", "requests in a day; 0: no limit")                         \
	X("token", "create", "expires", "INSTANT",                                                 \
	  "when it ends (2027-01-31T00:00:00Z); or never")                                         \
	X("token", "rotate", "id", "ID", "the token, when it is not named without --id")           \
	X("token", "rotate", "overlap-seconds", "N", "so long the old secret goes on working")     \
	X("token", "rotate", "expires", "INSTANT", "when the new one ends; else as the old one")   \
	X("token", "revoke", "id", "ID", "the token, when it is not named without --id")           \
	X("token", "", "json", "", "print JSON")                                                   \
	X("app", "create", "name", "TEXT", "what people call it")                                  \
	X("app", "create", "redirect", "LIST", "where people are sent back to, spaces between")    \
	X("app", "create", "scopes", "LIST", "what it may ask for at most, spaces between")        \
	X("app", "create", "kind", "KIND", "location (else), company or both")                     \
	X("app", "create", "public", "", "it cannot keep a secret")                                \
	X("app", "secret", "id", "ID", "the application, when it is not named without --id")       \
	X("app", "secret", "overlap-seconds", "N", "so long the old secret goes on working")       \
	X("app", "", "json", "", "print JSON")                                                     \
	X("user", "invite", "role", "ROLE", "owner, admin, editor (else) or viewer")               \
	X("user", "invite", "name", "TEXT", "first and last name")                                 \
	X("user", "invite", "location", "ID", "the location, when there are several")              \
	X("user", "", "json", "", "print JSON")                                                    \
	X("connection", "add", "kind", "KIND", "groundlevel, highlevel, wordpress …")              \
	X("connection", "add|update", "title", "TEXT", "what people call it")                      \
	X("connection", "add|update", "base-url", "URL", "where the other server is")              \
	X("connection", "add|update", "account", "NAME", "user of the site, for kind wordpress")   \
	X("connection", "add|update", "remote-location", "ID",                                     \
	  "location there, for kind highlevel")                                                    \
	X("connection", "add|update", "version", "DATE", "Version header to send")                 \
	X("connection", "add|update", "preset", "NAME",                                            \
	  "accessally: spelling of the site's CRM, keap-form …")                                   \
	X("connection", "add|update", "body-type", "TYPE", "media type of what is sent")           \
	X("connection", "add|update", "body-template", "TEXT",                                     \
	  "what is sent, with places to fill")                                                     \
	X("connection", "add|update", "secret-file", "FILE", "its secret; else standard input")    \
	X("connection", "add|update", "rate", "N",                                                 \
	  "requests a second at most; 0: no limit of ours")                                        \
	X("connection", "add|update|join", "hub", "URL",                                           \
	  "where a site with the bridge finds this Groundlevel")                                   \
	X("connection", "update", "kind", "KIND", "another kind of server")                        \
	X("connection", "update", "name", "NAME", "another name")                                  \
	X("connection", "update", "secret", "", "a new secret is read from standard input")        \
	X("connection", "", "location", "ID", "the location, when there are several")              \
	X("connection", "", "json", "", "print JSON")                                              \
	X("flow", "recipe", "change", "OLD=NEW", "another word for one of the recipe")             \
	X("flow", "recipe", "note", "", "what the recipe is for, instead of the recipe")           \
	X("flow", "recipe", "into", "FOLDER", "with its samples, as files in this folder")         \
	X("flow", "recipes", "data", "DIR", "not needed: the program carries them")                \
	X("flow", "check", "live", "", "ask what the trigger looks at, once")                      \
	X("flow", "preview", "items", "N", "look at so many at most (500)")                        \
	X("flow", "test", "accept", "", "what comes out is expected from now on")                  \
	X("flow", "enable", "start", "WORD", "now: what happened while it was off is let go")      \
	X("flow", "enable", "force", "", "although something is not well")                         \
	X("flow", "run", "item", "ID", "the thing it is run for")                                  \
	X("flow", "run", "with", "JSON", "data to run it with")                                    \
	X("flow", "run", "key", "TEXT", "the same key runs once")                                  \
	X("flow", "runs", "flow", "NAME", "of this flow only")                                     \
	X("flow", "runs", "state", "STATE", "in this state only")                                  \
	X("flow", "runs", "before", "ID", "those before this run")                                 \
	X("flow", "runs", "limit", "N", "so many of them")                                         \
	X("flow", "replay", "mode", "MODE", "from where it failed, or all of it")                  \
	X("flow", "resolve", "choice", "WORD", "the decision")                                     \
	X("flow", "resolve", "result", "JSON", "what is taken for its result")                     \
	X("flow", "export", "rev", "N", "this revision")                                           \
	X("flow", "secret", "secret-file", "FILE", "the secret; else standard input")              \
	X("flow", "", "location", "ID", "the location, when there are several")                    \
	X("flow", "", "json", "", "print JSON")                                                    \
	X("slots", "", "jsonl", "", "a scenario a line on standard input")                         \
	X("slots", "", "explain", "", "say of each start that is not offered why not")

#define X(name, function, arguments, about) int function(int argc, char **argv);
VERB_TABLE(X)
#undef X

#endif
