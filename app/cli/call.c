// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel call OPERATION: asks a running server, ours or another that speaks the same wire.
 *
 * Each --field goes where the row says: into the path, the query, or the body in the form its kind
 * has.  --body JSON sends a whole body.
 */
#include "app/cli/inside.h"

#include "base/core/near.h"
#include "base/json/json.h"

struct asking {
	struct arena *arena;
	const struct op *op;
	struct text *names, *values;
	size_t count;
};

static bool asking_read(struct asking *ask, int argc, char **argv)
{
	size_t room = (size_t)argc + 1;

	ask->names = arena_take(ask->arena, room * sizeof(*ask->names));
	ask->values = arena_take(ask->arena, room * sizeof(*ask->values));
	for (int i = 0; i < argc; i++) {
		struct text rest = text_of(argv[i]), name;
		if (!text_starts(rest, "--"))
			return false;
		rest = (struct text){ rest.at + 2, rest.size - 2 };
		bool joined = memchr(rest.at, '=', rest.size) != NULL;
		text_split(&rest, '=', &name);
		if (!joined && i + 1 >= argc)
			return false;
		ask->names[ask->count] = name;
		ask->values[ask->count++] = joined ? rest : text_of(argv[++i]);
	}
	return true;
}

static struct text *asking_find(struct asking *ask, struct text name)
{
	for (size_t i = 0; i < ask->count; i++)
		if (text_same(ask->names[i], name))
			return &ask->values[i];
	return NULL;
}

static bool put_path(struct asking *ask, struct buffer *out)
{
	struct text rest = ask->op->path, part;

	while (text_split(&rest, '{', &part)) {
		struct text name = { 0 }, *value;
		buffer_add(out, part);
		if (rest.size == 0)
			break;
		text_split(&rest, '}', &name);
		value = asking_find(ask, name);
		if (!value) {
			say_usage("--%.*s is missing", (int)name.size, name.at);
			return false;
		}
		buffer_url(out, *value);
	}
	return true;
}

static void put_query(struct asking *ask, struct buffer *out)
{
	const struct shape *query = ask->op->query;
	char mark = '?';

	for (size_t i = 0; query && i < query->count; i++) {
		struct text *value = asking_find(ask, query->fields[i].name);
		if (!value)
			continue;
		buffer_byte(out, mark);
		buffer_add(out, query->fields[i].name);
		buffer_byte(out, '=');
		buffer_url(out, *value);
		mark = '&';
	}
}

/* Text kinds are quoted; everything else is JSON already. */
static bool is_plain_text(const struct field *f)
{
	return f->kind && !f->list && !f->keyed &&
	       (f->kind->keep == KEEP_TEXT || f->kind->keep == KEEP_INSTANT);
}

static struct text asking_body(struct asking *ask)
{
	const struct shape *takes = ask->op->takes;
	struct text *whole = asking_find(ask, TEXT("body"));
	struct buffer *buffer = arena_take(ask->arena, sizeof(*buffer));

	if (!takes)
		return (struct text){ 0 };
	if (whole)
		return *whole;
	*buffer = buffer_open(ask->arena, 1 << 24);
	struct json_out o = json_open(buffer);
	json_map(&o);
	for (size_t i = 0; i < takes->count; i++) {
		struct text *value = asking_find(ask, takes->fields[i].name);
		if (!value)
			continue;
		json_key_text(&o, takes->fields[i].name);
		if (is_plain_text(&takes->fields[i]))
			json_put_text(&o, *value);
		else
			json_put_raw(&o, *value);
	}
	json_close(&o);
	return buffer_text(buffer);
}

/* A field of the row that is most like it. */
static struct text field_near(const struct op *op, struct text name)
{
	const struct shape params = { .fields = op->params, .count = op->param_count };
	const struct shape *shapes[] = { &params, op->query, op->takes };
	size_t best = near_limit(name);
	struct text found = { 0 };

	for (size_t s = 0; s < sizeof(shapes) / sizeof(*shapes); s++)
		for (size_t i = 0; shapes[s] && i < shapes[s]->count; i++)
			if (near_better(name, shapes[s]->fields[i].name, &best))
				found = shapes[s]->fields[i].name;
	return found;
}

static bool is_field(const struct op *op, struct text name)
{
	const struct shape params = { .fields = op->params, .count = op->param_count };
	const struct shape *shapes[] = { &params, op->query, op->takes };

	for (size_t s = 0; s < sizeof(shapes) / sizeof(*shapes); s++)
		for (size_t i = 0; shapes[s] && i < shapes[s]->count; i++)
			if (text_same(shapes[s]->fields[i].name, name))
				return true;
	return op->takes && text_is(name, "body");
}

static int asking_unknown(const struct asking *ask)
{
	for (size_t i = 0; i < ask->count; i++) {
		struct text op = ask->op->name, name = ask->names[i];
		struct text near = field_near(ask->op, name);

		if (is_field(ask->op, name))
			continue;
		return say_usage("%.*s has no field '%.*s'%s%.*s%s; call %.*s --help lists them",
				 (int)op.size, op.at, (int)name.size, name.at,
				 near.size ? "; did you mean --" : "", (int)near.size, near.at,
				 near.size ? "?" : "", (int)op.size, op.at);
	}
	return 0;
}

static int asking_send(struct asking *ask, struct text base, struct text token)
{
	struct buffer url = buffer_open(ask->arena, 1 << 20);
	struct http_reply reply;
	struct text why = { 0 };

	int code = asking_unknown(ask);
	if (code)
		return code;
	while (base.size && base.at[base.size - 1] == '/')
		base.size--;
	buffer_add(&url, base);
	if (!put_path(ask, &url))
		return EXIT_USAGE;
	put_query(ask, &url);
	struct text body = asking_body(ask);
	struct header headers[] = {
		{ TEXT("Authorization"),
		  text_format(ask->arena, "Bearer %.*s", (int)token.size, token.at) },
		{ TEXT("Version"), TEXT("2021-07-28") },
		{ TEXT("Content-Type"), TEXT("application/json") },
	};
	struct http_sending sending = {
		.method = ask->op->method,
		.url = buffer_text(&url),
		.body = body,
		.headers = headers,
		.header_count = body.size ? 3 : 2,
		.timeout_ms = 30000,
		.reply_max = 64 << 20,
	};
	struct http_client *client = http_client_open();
	enum err e = http_send(client, ask->arena, &sending, &reply, &why);
	if (!e)
		printf("%.*s\n", (int)reply.body.size, reply.body.at);
	http_client_close(client);
	if (e)
		return say_failure(EXIT_REFUSED, why);
	return reply.status < 300 ? EXIT_FINE : EXIT_REFUSED;
}

static int say_no_operation(const struct catalogue *c, const char *name)
{
	struct text near = operation_near(c, name);

	if (near.size)
		return say_usage("there is no operation '%s'; did you mean %.*s?", name,
				 (int)near.size, near.at);
	return say_usage("there is no operation '%s'; groundlevel operations lists them", name);
}

int verb_call(int argc, char **argv)
{
	struct app h;
	struct text url = option_text(&argc, argv, "url");
	struct text token = option_text(&argc, argv, "token");
	bool list = option_flag(&argc, argv, "list");
	bool help = option_flag(&argc, argv, "help") || option_word(&argc, argv, "-h");
	const char *name = argc > 0 ? argv[0] : "";

	if (list)
		return verb_operations(argc, argv);
	if (argc < 1)
		return say_usage("call OPERATION [--field value …] --token TOKEN [--url URL]");
	if (token.size == 0)
		token = text_of(getenv("GROUNDLEVEL_TOKEN"));
	argc--, argv++;
	int none = 0;
	char *nothing[] = { NULL }; /* its words are fields, not settings */
	int code = app_open(&h, HOUSE_CATALOGUE, &none, nothing);
	if (!code) {
		struct asking ask = { .arena = h.arena,
				      .op = catalogue_find(h.catalogue, text_of(name)) };
		struct text listen = h.settings.listen;
		if (url.size == 0)
			url = text_format(h.arena, "http://%.*s", (int)listen.size, listen.at);
		if (!ask.op)
			code = say_no_operation(h.catalogue, name);
		else if (help)
			help_operation(ask.op);
		else if (!asking_read(&ask, argc, argv))
			code = say_usage("fields are given as --field value");
		else
			code = asking_send(&ask, url, token);
	}
	app_close(&h);
	return code;
}
