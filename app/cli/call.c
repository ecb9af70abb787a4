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

struct words {
	struct arena *arena;
	const struct op *op;
	struct text *names, *values;
	size_t count;
};

static bool words_read(struct words *w, int argc, char **argv)
{
	size_t room = (size_t)argc + 1;

	w->names = arena_take(w->arena, room * sizeof(*w->names));
	w->values = arena_take(w->arena, room * sizeof(*w->values));
	for (int i = 0; i < argc; i++) {
		struct text rest = text_of(argv[i]), name;
		if (!text_starts(rest, "--"))
			return false;
		rest = (struct text){ rest.at + 2, rest.size - 2 };
		bool joined = memchr(rest.at, '=', rest.size) != NULL;
		text_split(&rest, '=', &name);
		if (!joined && i + 1 >= argc)
			return false;
		w->names[w->count] = name;
		w->values[w->count++] = joined ? rest : text_of(argv[++i]);
	}
	return true;
}

static struct text *words_find(struct words *w, struct text name)
{
	for (size_t i = 0; i < w->count; i++)
		if (text_same(w->names[i], name))
			return &w->values[i];
	return NULL;
}

/* Text kinds are quoted; everything else is JSON already. */
static bool is_plain_text(const struct field *f)
{
	return f->kind && !f->list && !f->keyed &&
	       (f->kind->keep == KEEP_TEXT || f->kind->keep == KEEP_INSTANT);
}

/* What was written for a member: a word in an address, in a body as its kind has it. */
static bool value_put(struct words *w, struct json_out *o, struct text name, struct text value)
{
	bool body = (op_places(w->op, name) & IN_BODY) != 0;
	bool plain = !body || (!w->op->takes_list && is_plain_text(shape_find(w->op->takes, name)));
	const struct json *read;
	struct text why;

	json_key_text(o, name);
	if (plain) {
		json_put_text(o, value);
		return true;
	}
	if (json_read(w->arena, value, &read, &why)) {
		say_usage("--%.*s is JSON, but what is there is not: %.*s", (int)name.size, name.at,
			  (int)why.size, why.at);
		return false;
	}
	json_put(o, read);
	return true;
}

/* All that was written, as one map. */
static const struct json *words_map(struct words *w)
{
	struct buffer b = buffer_open(w->arena, (size_t)1 << 26);
	struct json_out o = json_open(&b);
	const struct json *map;
	struct text why;

	json_map(&o);
	for (size_t i = 0; i < w->count; i++)
		if ((!text_is(w->names[i], "body") || w->op->takes_list) &&
		    !value_put(w, &o, w->names[i], w->values[i]))
			return NULL;
	json_close(&o);
	if (!json_read(w->arena, buffer_text(&b), &map, &why))
		return map;
	say_usage("%.*s", (int)why.size, why.at); /* a field twice */
	return NULL;
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
	return op_places(op, name) || (op->takes && text_is(name, "body"));
}

static int words_unknown(const struct words *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct text op = w->op->name, name = w->names[i];
		struct text near = field_near(w->op, name);

		if (is_field(w->op, name))
			continue;
		return say_usage("%.*s has no field '%.*s'%s%.*s%s; call %.*s --help lists them",
				 (int)op.size, op.at, (int)name.size, name.at,
				 near.size ? "; did you mean --" : "", (int)near.size, near.at,
				 near.size ? "?" : "", (int)op.size, op.at);
	}
	return 0;
}

static int request_send(struct words *w, const struct op_request *request, struct text base,
			struct text token)
{
	struct text mark = request->query.size ? TEXT("?") : TEXT(""), why = { 0 };
	struct http_reply reply;

	while (base.size && base.at[base.size - 1] == '/')
		base.size--;
	struct header headers[] = {
		{ TEXT("Authorization"),
		  text_format(w->arena, "Bearer %.*s", (int)token.size, token.at) },
		{ TEXT("Version"), TEXT("2021-07-28") },
		{ TEXT("Content-Type"), TEXT("application/json") },
	};
	struct http_sending sending = {
		.method = request->method,
		.url = text_format(w->arena, "%.*s%.*s%.*s%.*s", (int)base.size, base.at,
				   (int)request->path.size, request->path.at, (int)mark.size,
				   mark.at, (int)request->query.size, request->query.at),
		.body = request->body,
		.headers = headers,
		.header_count = request->body.size ? 3 : 2,
		.timeout_ms = 30000,
		.reply_max = 64 << 20,
	};
	struct http_client *client = http_client_open();
	enum err e = http_send(client, w->arena, &sending, &reply, &why);
	if (!e)
		printf("%.*s\n", (int)reply.body.size, reply.body.at);
	http_client_close(client);
	if (e)
		return say_failure(EXIT_REFUSED, why);
	return reply.status < 300 ? EXIT_FINE : EXIT_REFUSED;
}

static int words_send(struct words *w, struct text base, struct text token)
{
	struct text *whole = w->op->takes_list ? NULL : words_find(w, TEXT("body")), why = { 0 };
	struct asking asking = { .op = w->op, .body_own = whole != NULL };
	struct op_request request;
	int code = words_unknown(w);

	if (code)
		return code;
	asking.input = words_map(w);
	if (!asking.input)
		return EXIT_USAGE;
	if (catalogue_request(w->arena, &asking, &request, &why))
		return say_usage("%.*s", (int)why.size, why.at);
	if (whole)
		request.body = *whole;
	return request_send(w, &request, base, token);
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
	/* behind the name of an operation that has such a field it is the field */
	bool before = argc > 0 && argv[0][0] == '-';
	struct text url = before ? option_text(&argc, argv, "url") : (struct text){ 0 };
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
		struct words w = { .arena = h.arena,
				   .op = catalogue_find(h.parts.catalogue, text_of(name)) };
		struct text listen = h.settings.listen;
		if (!before && !(w.op && op_places(w.op, TEXT("url"))))
			url = option_text(&argc, argv, "url");
		if (url.size == 0)
			url = text_format(h.arena, "http://%.*s", (int)listen.size, listen.at);
		if (!w.op)
			code = say_no_operation(h.parts.catalogue, name);
		else if (help)
			help_operation(w.op);
		else if (!words_read(&w, argc, argv))
			code = say_usage("fields are given as --field value");
		else
			code = words_send(&w, url, token);
	}
	app_close(&h);
	return code;
}
