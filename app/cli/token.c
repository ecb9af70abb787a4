// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel token create|list|rotate|revoke: the operations of tokens.api, asked as the company
 * itself on the data (a server may be running on it).
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
	put_scopes(&o, option_text(argc, argv, "scopes"));
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
	json_close(&o);
	return buffer_text(buffer);
}

static const struct {
	const char *word, *op;
	struct text (*input)(struct arena *a, int *argc, char **argv);
	bool named; /* it needs an id: token rotate ID, or --id ID */
	bool reads;
} words[] = {
	{ "create", "create-token", input_create, false, false },
	{ "list", "list-tokens", NULL, false, true },
	{ "rotate", "rotate-token", input_rotate, true, false },
	{ "revoke", "revoke-token", NULL, true, false },
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
	bool json = option_flag(&argc, argv, "json");
	size_t word = 0, count = sizeof(words) / sizeof(*words);

	while (argc > 0 && word < count && strcmp(argv[0], words[word].word) != 0)
		word++;
	if (argc < 1 || word == count)
		return say_words(argc < 1 ? "" : argv[0]);
	argc--, argv++;
	int code = app_open(&h, words[word].reads ? HOUSE_READ : HOUSE_DATA, &argc, argv);
	struct local_ask ask = { .op = words[word].op, .of_company = true };

	if (!code && words[word].named) {
		struct text id = option_text(&argc, argv, "id");
		ask.given = (struct given){ TEXT("tokenId"),
					    id.size ? id : option_first(&argc, argv) };
	}
	if (!code && words[word].input)
		ask.input = words[word].input(h.arena, &argc, argv);
	if (!code)
		code = option_rest(argc, argv);
	if (!code && words[word].named && !ask.given.value.size)
		code = say_usage("say which token: token %s ID", words[word].word);
	if (!code)
		code = app_ask(&h, &ask);
	if (!code)
		say_reply(h.arena, ask.reply, json);
	app_close(&h);
	return code;
}
