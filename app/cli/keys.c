// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel token create|list|rotate|revoke, user list|invite, app create|list|secret: who may
 * come in, asked as the company itself on the data (a server may be running on it).
 */
#include "app/cli/inside.h"

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

static void put_words(struct json_out *o, const char *key, struct text scopes)
{
	struct text scope;

	if (scopes.size == 0)
		return;
	json_key(o, key);
	json_list(o);
	while (text_split(&scopes, ' ', &scope))
		if (scope.size)
			json_put_text(o, scope);
	json_close(o);
}

static struct text input_create(struct arena *a, int *argc, char **argv)
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
	put_option(&o, "expiresAt", option_text(argc, argv, "expires"), false);
	put_words(&o, "scopes", option_text(argc, argv, "scopes"));
	json_close(&o);
	return buffer_text(buffer);
}

static struct text input_app(struct arena *a, int *argc, char **argv)
{
	struct buffer *buffer = arena_take(a, sizeof(*buffer));

	*buffer = buffer_open(a, 1 << 16);
	struct json_out o = json_open(buffer);
	json_map(&o);
	put_option(&o, "name", option_text(argc, argv, "name"), false);
	put_option(&o, "kind", option_text(argc, argv, "kind"), false);
	put_words(&o, "redirects", option_text(argc, argv, "redirect"));
	put_words(&o, "scopes", option_text(argc, argv, "scopes"));
	json_key(&o, "public");
	json_put_flag(&o, option_flag(argc, argv, "public"));
	json_close(&o);
	return buffer_text(buffer);
}

static struct text input_rotate(struct arena *a, int *argc, char **argv)
{
	struct buffer *buffer = arena_take(a, sizeof(*buffer));

	*buffer = buffer_open(a, 1 << 16);
	struct json_out o = json_open(buffer);
	json_map(&o);
	put_option(&o, "overlapSeconds", option_text(argc, argv, "overlap-seconds"), true);
	put_option(&o, "expiresAt", option_text(argc, argv, "expires"), false);
	json_close(&o);
	return buffer_text(buffer);
}

static struct text input_invite(struct arena *a, int *argc, char **argv)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	struct text role = option_text(argc, argv, "role"), name = option_text(argc, argv, "name");
	struct text location = option_text(argc, argv, "location");

	*b = buffer_open(a, 1 << 16);
	struct json_out o = json_open(b);
	json_map(&o);
	put_option(&o, "role", role.size ? role : TEXT("editor"), false);
	put_option(&o, "name", name, false);
	if (location.size) {
		json_key(&o, "locations");
		json_list(&o);
		json_put_text(&o, location);
		json_close(&o);
	}
	put_option(&o, "email", option_first(argc, argv), false);
	json_close(&o);
	return buffer_text(b);
}

static const struct word {
	const char *verb, *word, *op;
	struct text (*input)(struct arena *a, int *argc, char **argv);
	const char *named; /* it needs an id (token rotate ID, or --id ID) for this; NULL: none */
	bool reads;
} words[] = {
	{ "token", "create", "create-token", input_create, NULL, false },
	{ "token", "list", "list-tokens", NULL, NULL, true },
	{ "token", "rotate", "rotate-token", input_rotate, "tokenId", false },
	{ "token", "revoke", "revoke-token", NULL, "tokenId", false },
	{ "user", "list", "search-users", NULL, NULL, true },
	{ "user", "invite", "create-invite", input_invite, NULL, false },
	{ "app", "create", "create-app", input_app, NULL, false },
	{ "app", "list", "list-apps", NULL, NULL, true },
	{ "app", "secret", "renew-app-secret", input_rotate, "appId", false },
};
#define WORD_COUNT (sizeof(words) / sizeof(*words))

static int say_words(const char *verb, const char *word)
{
	const char *known[WORD_COUNT];
	size_t count = 0;

	for (size_t i = 0; i < WORD_COUNT; i++)
		if (!strcmp(words[i].verb, verb))
			known[count++] = words[i].word;
	return say_word_usage(verb, word, known, count);
}

/* What a reply holds, by the member that it is in, and which of it is said. */
static const struct told {
	const char *member, *keys[8]; /* the last is NULL */
} tolds[] = {
	{ "token", { "id", "class", "locationId", "name", "expiresAt", "secret" } },
	{ "tokens", { "id", "class", "locationId", "name", "expiresAt", "lastUsedAt" } },
	{ "users", { "id", "email", "name" } },
	{ "invite", { "email", "role" } },
	{ "app", { "id", "name", "clientId", "clientSecret" } },
	{ "apps", { "id", "name", "clientId", "kind" } },
};

static void say_thing(const struct told *told, const struct json *thing)
{
	for (size_t i = 0; told->keys[i]; i++) {
		struct text value = json_text(json_get(thing, told->keys[i]));
		if (value.size)
			printf("%s%.*s", i ? "  " : "", (int)value.size, value.at);
	}
	printf("%s\n", json_get(thing, "revokedAt") ? "  revoked" : "");
}

static void say_link(struct app *h, const struct json *thing)
{
	struct text link = json_text(json_get(thing, "link")), listen = h->settings.listen;

	if (link.size)
		printf("http://%.*s%.*s\n", (int)listen.size, listen.at, (int)link.size, link.at);
}

static void say_reply(struct app *h, const struct json *reply, bool json)
{
	const struct told *told = NULL;
	const struct json *what = reply;

	for (size_t i = 0; i < sizeof(tolds) / sizeof(*tolds) && !told; i++)
		if (json_get(reply, tolds[i].member))
			told = &tolds[i];
	if (told)
		what = json_get(reply, told->member);
	struct text line = json_source(h->arena, what);
	if (json)
		printf("%.*s\n", (int)line.size, line.at);
	else if (!told)
		printf("done\n");
	else if (json_is(what, JSON_MAP))
		say_thing(told, what), say_link(h, what);
	else
		for (const struct json *v = json_first(what); v; v = json_after(what, v))
			say_thing(told, v);
}

static const struct word *word_find(const char *verb, const char *word)
{
	for (size_t i = 0; i < WORD_COUNT; i++)
		if (!strcmp(words[i].verb, verb) && !strcmp(words[i].word, word))
			return &words[i];
	return NULL;
}

/* Rows that ask for the company mean the one there is. */
static enum err company_say(struct call *call, struct local_ask *ask)
{
	if (!ask->given.value.size)
		ask->given = (struct given){ TEXT("companyId"), call_text(call, "companyId") };
	return ERR_OK;
}

static int verb_run(const char *verb, int argc, char **argv)
{
	struct app h;
	bool json = option_flag(&argc, argv, "json");
	const struct word *word = argc > 0 ? word_find(verb, argv[0]) : NULL;

	if (!word)
		return say_words(verb, argc < 1 ? "" : argv[0]);
	argc--, argv++;
	int code = app_open(&h, word->reads ? HOUSE_READ : HOUSE_DATA, &argc, argv);
	struct local_ask ask = { .op = word->op, .of_company = true, .before = company_say };

	if (!code && word->named) {
		struct text id = option_text(&argc, argv, "id");
		ask.given = (struct given){ text_of(word->named),
					    id.size ? id : option_first(&argc, argv) };
	}
	if (!code && word->input)
		ask.input = word->input(h.arena, &argc, argv);
	if (!code)
		code = option_rest(argc, argv);
	if (!code && word->named && !ask.given.value.size)
		code = say_usage("say which %s: %s %s ID", verb, verb, word->word);
	if (!code)
		code = app_ask(&h, &ask);
	if (!code)
		say_reply(&h, ask.reply, json);
	app_close(&h);
	return code;
}

int verb_token(int argc, char **argv)
{
	return verb_run("token", argc, argv);
}

int verb_user(int argc, char **argv)
{
	return verb_run("user", argc, argv);
}

int verb_app(int argc, char **argv)
{
	return verb_run("app", argc, argv);
}
