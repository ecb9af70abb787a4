// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel connection add|update|join|list|fields|check|remove: the operations of
 *connections.api, asked on the data (a server may be running on it).
 *
 *	connection add NAME --kind wordpress --base-url https://… --account ann [--location ID]
 *
 * The secret is never taken from the command line, where everybody on the machine can read it: it
 * is the first line of standard input, or of the file of --secret-file.
 */
#include "app/cli/flow.h"

/* The id of the connection of that name. */
static enum err name_resolve(struct call *call, struct local_ask *ask)
{
	call_set_text(call, "connectionNamed", ask->named);
	if (!store_load(call, "SELECT id AS connection_id FROM connection"
			      " WHERE location_id = :locationId"
			      " AND (name = :connectionNamed OR id = :connectionNamed)"
			      " ORDER BY CASE WHEN id = :connectionNamed THEN 0 ELSE 1 END"
			      " LIMIT 1"))
		return refuse(call, ERR_MISSING, "there is no connection '%.*s'",
			      (int)ask->named.size, ask->named.at);
	ask->given = (struct given){ TEXT("connectionId"), call_text(call, "connectionId") };
	return ERR_OK;
}

/* --- the words --- */

static void put(struct json_out *o, const char *key, struct text value)
{
	if (!value.size)
		return;
	json_key(o, key);
	json_put_text(o, value);
}

static int values_read(struct local_ask *w, struct arena *a, int *argc, char **argv)
{
	static const struct {
		const char *option, *member;
	} options[] = {
		{ "title", "title" },
		{ "base-url", "baseUrl" },
		{ "account", "account" },
		{ "remote-location", "remoteLocationId" },
		{ "version", "version" },
		{ "preset", "preset" },
		{ "body-type", "bodyType" },
		{ "body-template", "bodyTemplate" },
		{ "hub", "hub" },
	};
	struct buffer *b = arena_take(a, sizeof(*b));
	double number;
	bool adds = strcmp(w->op, "create-connection") == 0;
	bool wanted = adds || option_flag(argc, argv, "secret");
	struct text kind = option_text(argc, argv, "kind"), secret = { 0 }, rate;
	struct text file = option_text(argc, argv, "secret-file");

	if ((wanted || file.size) && !text_is(kind, "groundlevel") && secret_read(a, file, &secret))
		return say_failure(EXIT_USAGE, TEXT("the secret file cannot be read"));
	*b = buffer_open(a, 1 << 16);
	struct json_out o = json_open(b);

	json_map(&o);
	put(&o, "kind", kind);
	put(&o, "name", adds ? w->named : option_text(argc, argv, "name"));
	put(&o, "secret", secret);
	rate = option_text(argc, argv, "rate");
	if (rate.size) {
		json_key(&o, "rate");
		if (text_real(rate, &number))
			json_put_raw(&o, rate);
		else
			json_put_text(&o, rate); /* the check says what it must be */
	}
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		put(&o, options[i].member, option_text(argc, argv, options[i].option));
	json_close(&o);
	w->input = buffer_text(b);
	if (adds)
		w->before = NULL;
	return 0;
}

static const struct word {
	const char *word, *op;
	bool named, reads;
	int (*more)(struct local_ask *w, struct arena *a, int *argc, char **argv);
} words[] = {
	{ "add", "create-connection", true, false, values_read },
	{ "update", "update-connection", true, false, values_read },
	{ "join", "join-connection", true, false, values_read },
	{ "list", "list-connections", false, true, NULL },
	{ "fields", "list-connection-fields", true, true, NULL },
	{ "check", "check-connection", true, false, NULL },
	{ "remove", "delete-connection", true, false, NULL },
};

static void say_connection(const struct json *c)
{
	static const char *const keys[] = { "name",    "kind",	      "state",
					    "baseUrl", "stateReason", "lookError" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct text value = json_text(json_get(c, keys[i]));

		if (value.size)
			printf("%s%.*s", i ? "  " : "", (int)value.size, value.at);
	}
	printf("\n");
}

static void say_fields(const struct json *list)
{
	static const char *const keys[] = { "objectKey", "fieldKey", "kind", "name" };

	for (const struct json *f = json_first(list); f; f = json_after(list, f)) {
		for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
			struct text value = json_text(json_get(f, keys[i]));
			printf("%s%.*s", i ? "  " : "", (int)value.size, value.at);
		}
		printf("\n");
	}
}

static void say_reply(struct arena *a, const struct json *reply, bool json)
{
	const struct json *list = json_get(reply, "connections");
	const struct json *one = json_get(reply, "connection");
	struct text line = json_source(a, one ? one : list ? list : reply);

	if (json)
		printf("%.*s\n", (int)line.size, line.at);
	else if (one)
		say_connection(one);
	else if (json_get(reply, "joinUrl"))
		printf("Open this page of your site, within a quarter of an hour:\n%.*s\n",
		       (int)json_text(json_get(reply, "joinUrl")).size,
		       json_text(json_get(reply, "joinUrl")).at);
	else if (json_get(reply, "fields"))
		say_fields(json_get(reply, "fields"));
	else if (list)
		for (const struct json *v = json_first(list); v; v = json_after(list, v))
			say_connection(v);
	else
		printf("done\n");
}

/* What the token may not read, and for which recipes that matters. */
static void say_lacks(struct app *h, const struct local_ask *w)
{
	const struct json *report = json_get(json_get(w->reply, "connection"), "report");
	const struct json *lacks = json_get(report, "lacks");

	if (strcmp(w->op, "check-connection") != 0 || !lacks)
		return;
	for (const struct json *s = json_first(lacks); s; s = json_after(lacks, s)) {
		struct text scope = json_text(s), recipes = recipes_needing(h, scope);
		printf("  the token lacks the scope %.*s: %s%.*s\n", (int)scope.size, scope.at,
		       recipes.size ? "needed by " : "no recipe needs it", (int)recipes.size,
		       recipes.at);
	}
	struct text note = json_text(json_get(report, "note"));
	if (note.size)
		printf("  %.*s\n", (int)note.size, note.at);
	printf("  scopes that write are not tried: flow check lists those that a flow needs\n");
}

/* A check that finds fault is not fine. */
static int judge(const struct local_ask *w)
{
	struct text state = json_text(json_get(json_get(w->reply, "connection"), "state"));

	if (strcmp(w->op, "check-connection") != 0 || text_is(state, "ok"))
		return EXIT_FINE;
	return EXIT_REFUSED;
}

static int say_words(const char *word)
{
	const char *known[sizeof(words) / sizeof(words[0])];

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		known[i] = words[i].word;
	return say_word_usage("connection", word, known, sizeof(words) / sizeof(words[0]));
}

int verb_connection(int argc, char **argv)
{
	struct app h;
	const struct word *word = NULL;
	bool json = option_flag(&argc, argv, "json");

	for (size_t i = 0; argc > 0 && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(argv[0], words[i].word) == 0)
			word = &words[i];
	if (!word)
		return say_words(argc > 0 ? argv[0] : "");
	if (word->named && argc < 2)
		return say_usage("connection %s needs the name of a connection", word->word);
	struct local_ask request = { .op = word->op };

	if (word->named) {
		request.named = text_of(argv[1]);
		request.before = name_resolve;
	}
	argc -= word->named ? 2 : 1;
	argv += word->named ? 2 : 1;
	int code = app_open(&h, word->reads ? HOUSE_READ : HOUSE_DATA, &argc, argv);

	if (!code) {
		request.location = option_text(&argc, argv, "location");
		code = word->more ? word->more(&request, h.arena, &argc, argv) : 0;
	}
	if (!code)
		code = option_rest(argc, argv);
	if (!code)
		code = app_ask(&h, &request);
	if (!code)
		say_reply(h.arena, request.reply, json);
	if (!code && !json)
		say_lacks(&h, &request);
	if (!code)
		code = judge(&request);
	app_close(&h);
	return code;
}
