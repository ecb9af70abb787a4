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

/* One asking, made inside a transaction; `waits`: it goes on behind it, for it asks others. */
struct request {
	const char *method;
	struct text path, body, location;
	bool waits;
	const struct json *reply;
};

static enum err location_enter(struct call *call, struct text named)
{
	struct caller *caller = (struct caller *)(uintptr_t)call->caller;
	size_t count = 0;

	call_set_text(call, "locationNamed", named);
	struct rows *rows = store_ask(call, "SELECT id, company_id FROM location"
					    " WHERE :locationNamed = '' OR id = :locationNamed"
					    " ORDER BY id LIMIT 2");
	while (rows_next(rows)) {
		caller->location_id = text_copy(call->arena, rows_text(rows, "id"));
		caller->company_id = text_copy(call->arena, rows_text(rows, "company_id"));
		count++;
	}
	rows_close(rows);
	caller->class = TOKEN_LOCATION;
	call_set_text(call, "locationId", caller->location_id);
	if (count == 0)
		return refuse(call, ERR_MISSING, "there is no such location in this data");
	if (count > 1)
		return refuse(call, ERR_INVALID, "say which location: --location ID");
	return ERR_OK;
}

static enum err request_ask(struct call *call)
{
	struct request *w = call->owner;
	enum err e = location_enter(call, w->location);

	if (e || !w->waits)
		return e ? e : auth_ask(call, w->method, w->path, w->body, &w->reply);
	call->method = text_of(w->method);
	call->path = w->path;
	call->body = w->body;
	e = catalogue_match(call);
	if (!e)
		e = catalogue_check(call);
	return e ? e : store_run(call);
}

static int request_do(struct app *h, struct request *w)
{
	struct call *call = app_call(h, TEXT(""));

	struct text why;

	call->owner = w;
	enum err e = app_perform(h, call, request_ask);
	if (!e && call->after)
		e = call->after(call);
	if (!e && w->waits) {
		json_close(&call->out);
		e = json_read(h->arena, buffer_text(&call->buffer), &w->reply, &why);
	}
	return e ? say_failure(EXIT_REFUSED, call->why) : 0;
}

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
	const char *word, *method, *path; /* %s: the name that follows */
	const char *query[5], *body[5];	  /* option, or option=member: its value is JSON */
	const char *flag;
	bool waits; /* for another server */
	bool reads; /* though it is no GET */
};

static struct text body_of(struct app *h, const struct word *w, int *argc, char **argv)
{
	struct buffer b = buffer_open(h->arena, 4 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	if (w->flag && option_flag(argc, argv, w->flag)) {
		json_key(&o, w->flag);
		json_put_flag(&o, true);
	}
	for (const char *const *names = w->body; *names; names++) {
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

static struct text query_of(struct app *h, const char *const *names, int *argc, char **argv)
{
	struct buffer b = buffer_open(h->arena, 4096);

	for (; *names; names++) {
		struct text v = option_text(argc, argv, *names);
		if (v.size)
			buffer_format(&b, "%c%s=%.*s", b.size ? '&' : '?', *names, (int)v.size,
				      v.at);
	}
	return buffer_text(&b);
}

static const struct word words[] = {
	{ .word = "list", .method = "GET", .path = "/flows" },
	{ .word = "get", .method = "GET", .path = "/flows/%s" },
	{ .word = "enable",
	  .method = "POST",
	  .path = "/flows/%s/enable",
	  .body = { "start" },
	  .flag = "force",
	  .waits = true },
	{ .word = "preview",
	  .method = "POST",
	  .path = "/flows/%s/preview",
	  .body = { "items=items" },
	  .waits = true,
	  .reads = true },
	{ .word = "disable", .method = "POST", .path = "/flows/%s/disable" },
	{ .word = "run",
	  .method = "POST",
	  .path = "/flows/%s/run",
	  .body = { "item", "with=data", "key" } },
	{ .word = "runs",
	  .method = "GET",
	  .path = "/flows/runs",
	  .query = { "flow", "state", "before", "limit" } },
	{ .word = "show", .method = "GET", .path = "/flows/runs/%s" },
	{ .word = "replay", .method = "POST", .path = "/flows/runs/%s/replay", .body = { "mode" } },
	{ .word = "decisions", .method = "GET", .path = "/flows/decisions" },
	{ .word = "resolve",
	  .method = "POST",
	  .path = "/flows/decisions/%s",
	  .body = { "choice", "result=result" } },
	{ .word = "export", .method = "GET", .path = "/flows/%s/export", .query = { "rev" } },
};

static const struct word *word_find(const char *name)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].word, name) == 0)
			return &words[i];
	return NULL;
}

static struct text path_of(struct arena *a, const struct word *w, const char *name)
{
	struct text rest = text_of(w->path), head;

	if (!text_split(&rest, '%', &head) || !rest.size)
		return head;
	return text_format(a, "%.*s%s%.*s", (int)head.size, head.at, name, (int)rest.size - 1,
			   rest.at + 1);
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
	bool named = strchr(w->path, '%') != NULL;
	const char *name = named && argc > 0 ? argv[0] : "";

	if (named && (!*name || strchr(name, '/') || name[0] == '-'))
		return say_usage("flow %s needs a name or number", w->word);
	argc -= named;
	argv += named;
	int64_t limit = limit_of(argc, argv);
	bool reads = w->reads || strcmp(w->method, "GET") == 0;
	int code = app_open(&h, reads ? HOUSE_READ : HOUSE_DATA, &argc, argv);
	struct request request = { .method = w->method, .waits = w->waits };
	if (!code) {
		request.location = option_text(&argc, argv, "location");
		struct text query = query_of(&h, w->query, &argc, argv);
		struct text path = path_of(h.arena, w, name);
		request.path = text_format(h.arena, "%.*s%.*s", (int)path.size, path.at,
					   (int)query.size, query.at);
		if (strcmp(w->method, "POST") == 0)
			request.body = body_of(&h, w, &argc, argv);
		code = option_rest(argc, argv);
	}
	if (!code)
		code = request_do(&h, &request);
	if (!code && strcmp(w->word, "export") == 0)
		flow_file_print(h.arena, json_get(request.reply, "file"));
	else if (!code && !json && strcmp(w->word, "preview") == 0)
		flow_preview_say(h.arena, request.reply);
	else if (!code)
		say_reply(h.arena, request.reply, json);
	if (!code && !json)
		say_more(w, request.reply, limit);
	app_close(&h);
	return code;
}

/* --- applying files --- */

static int apply(int argc, char **argv, bool json)
{
	struct app h;
	int code = app_open(&h, HOUSE_DATA, &argc, argv);
	struct request request = { .method = "POST", .path = TEXT("/flows/apply") };

	if (!code) {
		request.location = option_text(&argc, argv, "location");
		code = flow_files_body(h.arena, argc, argv, &request.body);
	}
	if (!code)
		code = request_do(&h, &request);
	if (!code)
		say_reply(h.arena, request.reply, json);
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
	struct request request = { .method = "POST",
				   .path = TEXT("/flows/check"),
				   .location = c->location,
				   .waits = c->live };

	json_map(&o);
	json_key(&o, "file");
	json_put_text(&o, source);
	json_key(&o, "live");
	json_put_flag(&o, c->live);
	json_key(&o, "beside");
	json_put_raw(&o, beside);
	json_close(&o);
	request.body = buffer_text(&b);
	if (request_do(c->app, &request))
		return false;
	*reply = request.reply;
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
	struct request request = { .method = "PUT" };
	struct text value;

	(void)json;
	if (!*name || name[0] == '-' || strchr(name, '/'))
		return say_usage("flow secret NAME: the secret is the first line of standard input"
				 " or of --secret-file");
	argc--;
	argv++;
	int code = app_open(&h, HOUSE_DATA, &argc, argv);
	if (!code) {
		request.location = option_text(&argc, argv, "location");
		request.path = text_format(h.arena, "/flows/secrets/%s", name);
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
		request.body = buffer_text(&b);
		code = request_do(&h, &request);
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
