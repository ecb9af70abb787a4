// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel token create|list|rotate|revoke: the operations of tokens.api, asked as the company
 * itself on the data (a server may be running on it).
 */
#include "app/cli/inside.h"

/* One asking, made inside a transaction. */
struct request {
	const char *method;
	struct text path, body;
	const struct json *reply;
	bool named; /* a token was named */
};

static enum err request_ask(struct call *call)
{
	struct request *w = call->owner;

	return auth_ask(call, w->method, w->path, w->body, &w->reply);
}

static enum err company_find(struct call *call)
{
	if (!store_load(call, "SELECT id AS company_id FROM company ORDER BY date_added LIMIT 1"))
		return refuse(call, ERR_MISSING, "there is no company in this data");
	((struct caller *)(uintptr_t)call->caller)->company_id = call_text(call, "companyId");
	return request_ask(call);
}

static void put_option(struct json_out *o, const char *key, struct text value, bool number)
{
	if (value.size == 0)
		return;
	json_key(o, key);
	if (number)
		json_put_raw(o, value);
	else
		json_put_text(o, value);
}

static void put_scopes(struct json_out *o, struct text scopes)
{
	struct text scope;

	if (scopes.size == 0)
		return;
	json_key(o, "scopes");
	json_list(o);
	while (text_split(&scopes, ' ', &scope))
		if (scope.size)
			json_put_text(o, scope);
	json_close(o);
}

static struct request request_create(struct arena *a, int *argc, char **argv)
{
	struct buffer *buffer = arena_take(a, sizeof(*buffer));
	struct text name = option_text(argc, argv, "name");

	*buffer = buffer_open(a, 1 << 16);
	struct json_out o = json_open(buffer);
	json_map(&o);
	put_option(&o, "name", name.size ? name : TEXT("Token"), false);
	put_option(&o, "class", option_text(argc, argv, "class"), false);
	put_option(&o, "locationId", option_text(argc, argv, "location"), false);
	put_option(&o, "rateBurst", option_text(argc, argv, "burst"), true);
	put_option(&o, "rateDay", option_text(argc, argv, "day"), true);
	put_scopes(&o, option_text(argc, argv, "scopes"));
	json_close(&o);
	return (struct request){ "POST", TEXT("/tokens"), buffer_text(buffer), NULL, false };
}

/* token rotate ID, or --id ID */
static struct text id_of(int *argc, char **argv)
{
	struct text id = option_text(argc, argv, "id");

	return id.size ? id : option_first(argc, argv);
}

static struct request request_rotate(struct arena *a, int *argc, char **argv)
{
	struct text id = id_of(argc, argv);
	struct text overlap = option_text(argc, argv, "overlap-seconds");
	struct text body = overlap.size ? text_format(a, "{\"overlapSeconds\":%.*s}",
						      (int)overlap.size, overlap.at)
					: TEXT("{}");

	return (struct request){ "POST", text_format(a, "/tokens/%.*s/rotate", (int)id.size, id.at),
				 body, NULL, id.size > 0 };
}

static struct request request_list(struct arena *a, int *argc, char **argv)
{
	(void)a, (void)argc, (void)argv;
	return (struct request){ "GET", TEXT("/tokens"), { 0 }, NULL, false };
}

static struct request request_revoke(struct arena *a, int *argc, char **argv)
{
	struct text id = id_of(argc, argv);

	return (struct request){ "DELETE",
				 text_format(a, "/tokens/%.*s", (int)id.size, id.at),
				 { 0 },
				 NULL,
				 id.size > 0 };
}

static const struct {
	const char *word;
	struct request (*make)(struct arena *a, int *argc, char **argv);
	bool named; /* it needs an id */
	bool reads;
} words[] = {
	{ "create", request_create, false, false },
	{ "list", request_list, false, true },
	{ "rotate", request_rotate, true, false },
	{ "revoke", request_revoke, true, false },
};

static int say_words(const char *word)
{
	const char *known[sizeof(words) / sizeof(*words)];

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		known[i] = words[i].word;
	return say_word_usage("token", word, known, sizeof(words) / sizeof(*words));
}

static void say_token(const struct json *token)
{
	static const char *const keys[] = { "id", "class", "locationId", "name", "secret" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct text value = json_text(json_get(token, keys[i]));
		if (value.size)
			printf("%s%.*s", i ? "  " : "", (int)value.size, value.at);
	}
	printf("%s\n", json_get(token, "revokedAt") ? "  revoked" : "");
}

static void say_reply(struct arena *a, const struct json *reply, bool json)
{
	const struct json *list = json_get(reply, "tokens"), *one = json_get(reply, "token");
	struct text line = json_source(a, one ? one : list ? list : reply);

	if (json)
		printf("%.*s\n", (int)line.size, line.at);
	else if (one)
		say_token(one);
	else if (list)
		for (const struct json *v = json_first(list); v; v = json_after(list, v))
			say_token(v);
	else
		printf("done\n");
}

int verb_token(int argc, char **argv)
{
	struct app h;
	struct request request;
	bool json = option_flag(&argc, argv, "json");
	size_t word = 0, count = sizeof(words) / sizeof(*words);

	while (argc > 0 && word < count && strcmp(argv[0], words[word].word) != 0)
		word++;
	if (argc < 1 || word == count)
		return say_words(argc < 1 ? "" : argv[0]);
	argc--, argv++;
	int code = app_open(&h, words[word].reads ? HOUSE_READ : HOUSE_DATA, &argc, argv);
	if (!code) {
		request = words[word].make(h.arena, &argc, argv);
		code = option_rest(argc, argv);
	}
	if (!code && words[word].named && !request.named)
		code = say_usage("say which token: token %s ID", words[word].word);
	if (!code) {
		struct call *call = app_call(&h, TEXT(""));
		call->owner = &request;
		if (app_perform(&h, call, company_find))
			code = say_failure(EXIT_REFUSED, call->why);
	}
	if (!code)
		say_reply(h.arena, request.reply, json);
	app_close(&h);
	return code;
}
