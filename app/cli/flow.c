// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel flow …: the operations of flows.api, asked on the data (a server may be running on
 * it); test needs files only, and check as well, but it knows more with --data.
 *
 * A flow file is NAME.flow; beside it NAME.sample (what happened and what was read) and
 * NAME.expect (the effects that are expected of it), as many pairs as wanted: NAME.2.sample …
 * `test --accept` writes what is expected from now on.
 */
#include "app/cli/flow.h"

#define RUNS_SHOWN 20 /* where nothing is said */

/* --- what is shown --- */

static void say_text(const struct json *map, const char *key, const char *format)
{
	struct text t = json_text(json_get(map, key));

	if (t.size)
		printf(format, (int)t.size, t.at);
}

static void say_thing(const struct json *v)
{
	say_text(v, "id", "%-6.*s ");
	say_text(v, "slug", "%-28.*s ");
	say_text(v, "flow", "%-24.*s ");
	say_text(v, "state", "%-9.*s ");
	say_text(v, "change", "%.*s ");
	say_text(v, "path", "%-24.*s ");
	say_text(v, "class", "%.*s ");
	say_text(v, "op", "%.*s ");
	say_text(v, "item", "%.*s ");
	say_text(v, "started", "%.*s ");
	say_text(v, "lookError", "- it cannot look: %.*s");
	say_text(v, "hookPath", "%.*s ");
	say_text(v, "reason", "- %.*s");
	say_text(v, "errorJson", "- %.*s");
	printf("\n");
}

static void say_reply(struct arena *a, const struct json *reply, bool json)
{
	if (json) {
		struct text t = json_source(a, reply);
		printf("%.*s\n", (int)t.size, t.at);
		return;
	}
	for (const struct json *k = json_first(reply); k;) {
		const struct json *v = json_after(reply, k);
		if (json_is(v, JSON_MAP))
			say_thing(v);
		for (const struct json *i = json_is(v, JSON_LIST) ? json_first(v) : NULL; i;
		     i = json_after(v, i))
			say_thing(i);
		k = json_after(reply, v);
	}
}

/* --- the words that ask --- */

struct word {
	const char *word, *op;
	const char *named;	/* the member that the name after the word is; NULL: none follows */
	const char *options[5]; /* an option of that name, or option=member: its value is JSON */
	const char *flag;
	bool reads;
};

static struct text input_of(struct app *h, const struct word *w, int *argc, char **argv)
{
	struct buffer b = buffer_open(h->arena, 4 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	if (w->flag && option_flag(argc, argv, w->flag)) {
		json_key(&o, w->flag);
		json_put_flag(&o, true);
	}
	for (const char *const *names = w->options; *names; names++) {
		const char *member = strchr(*names, '=');
		struct text name = text_of(*names), option;
		text_split(&name, '=', &option);
		struct text v = option_text(argc, argv, text_c(h->arena, option));
		if (!v.size)
			continue;
		json_key(&o, member ? member + 1 : *names);
		if (member)
			json_put_raw(&o, v);
		else
			json_put_text(&o, v);
	}
	json_close(&o);
	return buffer_text(&b);
}

static const struct word words[] = {
	{ .word = "list", .op = "list-flows", .reads = true },
	{ .word = "get", .op = "get-flow", .named = "flow", .reads = true },
	{ .word = "enable",
	  .op = "enable-flow",
	  .named = "flow",
	  .options = { "start" },
	  .flag = "force" },
	{ .word = "preview",
	  .op = "preview-flow",
	  .named = "flow",
	  .options = { "items=items" },
	  .reads = true },
	{ .word = "disable", .op = "disable-flow", .named = "flow" },
	{ .word = "run",
	  .op = "run-flow",
	  .named = "flow",
	  .options = { "item", "with=data", "key" } },
	{ .word = "runs",
	  .op = "list-flow-runs",
	  .options = { "flow", "state", "before", "limit" },
	  .reads = true },
	{ .word = "show", .op = "get-flow-run", .named = "runId", .reads = true },
	{ .word = "replay", .op = "replay-flow-run", .named = "runId", .options = { "mode" } },
	{ .word = "decisions", .op = "list-flow-decisions", .reads = true },
	{ .word = "resolve",
	  .op = "resolve-flow-decision",
	  .named = "decisionId",
	  .options = { "choice", "result=result" } },
	{ .word = "export",
	  .op = "export-flow",
	  .named = "flow",
	  .options = { "rev" },
	  .reads = true },
};

static const struct word *word_find(const char *name)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].word, name) == 0)
			return &words[i];
	return NULL;
}

/* A list that was cut says so, and how to see more. */
static void say_more(const struct word *w, const struct json *reply, int64_t limit)
{
	const struct json *runs = json_get(reply, "runs"), *last = NULL;

	for (const struct json *i = json_first(runs); i; i = json_after(runs, i))
		last = i;
	if (strcmp(w->word, "runs") != 0 || !last || (int64_t)runs->count < limit)
		return;
	struct text id = json_text(json_get(last, "id"));
	printf("the newest %lld; those before: --before %.*s, more at once: --limit 100\n",
	       (long long)limit, (int)id.size, id.at);
}

static int64_t limit_of(int argc, char **argv)
{
	int64_t limit = RUNS_SHOWN;

	for (int i = 0; i + 1 < argc; i++)
		if (strcmp(argv[i], "--limit") == 0)
			text_whole(text_of(argv[i + 1]), &limit);
	return limit;
}

static int word_ask(const struct word *w, int argc, char **argv, bool json)
{
	struct app h;
	const char *name = w->named && argc > 0 ? argv[0] : "";
	struct local_ask ask = { .op = w->op };

	if (w->named && (!*name || strchr(name, '/') || name[0] == '-'))
		return say_usage("flow %s needs a name or number", w->word);
	if (w->named) {
		ask.given = (struct given){ text_of(w->named), text_of(name) };
		argc--;
		argv++;
	}
	int64_t limit = limit_of(argc, argv);
	int code = app_open(&h, w->reads ? HOUSE_READ : HOUSE_DATA, &argc, argv);
	if (!code) {
		ask.location = option_text(&argc, argv, "location");
		ask.input = input_of(&h, w, &argc, argv);
		code = option_rest(argc, argv);
	}
	if (!code)
		code = app_ask(&h, &ask);
	if (!code && strcmp(w->word, "export") == 0)
		flow_file_print(h.arena, json_get(ask.reply, "file"));
	else if (!code && !json && strcmp(w->word, "preview") == 0)
		flow_preview_say(h.arena, ask.reply);
	else if (!code)
		say_reply(h.arena, ask.reply, json);
	if (!code && !json)
		say_more(w, ask.reply, limit);
	app_close(&h);
	return code;
}

/* --- applying files --- */

static int apply(int argc, char **argv, bool json)
{
	struct app h;
	int code = app_open(&h, HOUSE_DATA, &argc, argv);
	struct local_ask ask = { .op = "apply-flows" };

	if (!code) {
		ask.location = option_text(&argc, argv, "location");
		code = flow_files_body(h.arena, argc, argv, &ask.input);
	}
	if (!code)
		code = app_ask(&h, &ask);
	if (!code)
		say_reply(h.arena, ask.reply, json);
	app_close(&h);
	return code;
}

/* --- checking files: alone, or against the data that --data names --- */

struct checking {
	struct app *app;
	struct text location;
	bool live; /* what the trigger looks at is asked, too */
};

static bool check_ask(void *owner, struct text source, struct text beside,
		      const struct json **reply)
{
	struct checking *c = owner;
	struct buffer b = buffer_open(c->app->arena, 4 << 20);
	struct json_out o = json_open(&b);
	struct local_ask ask = { .op = "check-flow", .location = c->location };

	json_map(&o);
	json_key(&o, "file");
	json_put_text(&o, source);
	json_key(&o, "live");
	json_put_flag(&o, c->live);
	json_key(&o, "beside");
	json_put_raw(&o, beside);
	json_close(&o);
	ask.input = buffer_text(&b);
	if (app_ask(c->app, &ask))
		return false;
	*reply = ask.reply;
	return true;
}

static bool has_data(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], "--data") == 0 || strcmp(argv[i], "--store") == 0 ||
		    text_starts(text_of(argv[i]), "--data="))
			return true;
	return false;
}

static int check(int argc, char **argv, bool json)
{
	struct app h;
	bool data = has_data(argc, argv);
	int code = app_open(&h, data ? HOUSE_READ : HOUSE_CATALOGUE, &argc, argv);
	struct checking c = { &h, option_text(&argc, argv, "location"),
			      option_flag(&argc, argv, "live") };
	const struct flow_asking asking = { &c, check_ask };

	if (!code)
		code = c.live && !data
			       ? say_usage("--live asks through connections: say --data, too")
			       : flow_files_check(&h, argc, argv, json, data ? &asking : NULL);
	app_close(&h);
	return code;
}

/* --- the secret of a hook: never from the command line --- */

static int secret(int argc, char **argv, bool json)
{
	struct app h;
	const char *name = argc > 0 ? argv[0] : "";
	struct local_ask ask = { .op = "set-flow-secret",
				 .given = { TEXT("name"), text_of(name) } };
	struct text value;

	(void)json;
	if (!*name || name[0] == '-' || strchr(name, '/'))
		return say_usage("flow secret NAME: the secret is the first line of standard input"
				 " or of --secret-file");
	argc--;
	argv++;
	int code = app_open(&h, HOUSE_DATA, &argc, argv);
	if (!code) {
		ask.location = option_text(&argc, argv, "location");
		if (secret_read(h.arena, option_text(&argc, argv, "secret-file"), &value))
			code = say_failure(EXIT_USAGE, TEXT("the secret file cannot be read"));
	}
	if (!code)
		code = option_rest(argc, argv);
	if (!code) {
		struct buffer b = buffer_open(h.arena, 8192);
		struct json_out o = json_open(&b);
		json_map(&o);
		json_key(&o, "value");
		json_put_text(&o, value);
		json_close(&o);
		ask.input = buffer_text(&b);
		code = app_ask(&h, &ask);
	}
	app_close(&h);
	return code;
}

static const struct {
	const char *word;
	int (*run)(int argc, char **argv, bool json);
} others[] = {
	{ "apply", apply },
	{ "check", check },
	{ "test", flow_files_test },
	{ "diff", flow_files_diff },
	{ "recipes", flow_recipes },
	{ "recipe", flow_recipe },
	{ "functions", flow_functions },
	{ "secret", secret },
};

static int say_words(const char *word)
{
	const char *known[sizeof(words) / sizeof(*words) + sizeof(others) / sizeof(*others)];
	size_t count = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		known[count++] = words[i].word;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		known[count++] = others[i].word;
	return say_word_usage("flow", word, known, count);
}

int verb_flow(int argc, char **argv)
{
	bool json = option_flag(&argc, argv, "json");
	const struct word *w = argc > 0 ? word_find(argv[0]) : NULL;

	if (w)
		return word_ask(w, argc - 1, argv + 1, json);
	for (size_t i = 0; argc > 0 && i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(argv[0], others[i].word) == 0)
			return others[i].run(argc - 1, argv + 1, json);
	return say_words(argc > 0 ? argv[0] : "");
}
