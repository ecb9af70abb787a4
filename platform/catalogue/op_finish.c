// SPDX-License-Identifier: Apache-2.0
/*
 * The beginning and the end of reading a row: its method and path before, and afterwards what must
 * be there, what contradicts, and what is true when nothing was said.
 */
#include "base/core/settings.h"
#include "platform/catalogue/read.h"

static const char *const method_names[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };

bool method_find(struct text method, enum method *out)
{
	for (size_t i = 0; i < METHOD_COUNT; i++) {
		if (!text_is(method, method_names[i]))
			continue;
		*out = (enum method)i;
		return true;
	}
	*out = METHOD_GET;
	return text_is(method, "HEAD");
}

static enum err param_open(struct reader *r, struct op_draft *d, struct text name)
{
	struct field *f;

	for (size_t i = 0; i < d->params_of_path.count; i++)
		if (text_same(d->params_of_path.at[i].name, name))
			return reader_wrong(r, d->at, "the path has `{%.*s}` twice", (int)name.size,
					    name.at);
	if (d->params_of_path.count == PATH_PARAMS_MAX)
		return reader_wrong(r, d->at, "the path has more than %d parameters",
				    PATH_PARAMS_MAX);
	f = fields_add(r, &d->params_of_path);
	f->kind = kind_find(TEXT("id"));
	f->required = true;
	return name.size ? field_name(r, d->at, name, f)
			 : reader_wrong(r, d->at, "the path has a parameter without a name");
}

/* The parameters of a segment: our own are whole segments; others' may stand anywhere in it. */
static enum err segment_read(struct reader *r, struct op_draft *d, struct text segment)
{
	bool whole = segment.at[0] == '{' && segment.at[segment.size - 1] == '}';
	struct text rest = segment;
	enum err e = ERR_OK;

	while (!e && rest.size) {
		const char *open = memchr(rest.at, '{', rest.size);
		const char *close = memchr(rest.at, '}', rest.size);
		struct text name;

		if (!open && !close)
			return ERR_OK;
		if (!open || !close || close < open)
			return reader_wrong(r, d->at, "the path has a brace too many");
		name = (struct text){ open + 1, (size_t)(close - open - 1) };
		if (!d->connector.size && (!whole || name.size + 2 != segment.size))
			return reader_wrong(r, d->at,
					    "a parameter must be a whole segment, not `%.*s`",
					    (int)segment.size, segment.at);
		e = param_open(r, d, name);
		rest = (struct text){ close + 1, (size_t)(rest.at + rest.size - close - 1) };
	}
	return e;
}

enum err row_open(struct reader *r, struct op_draft *d)
{
	struct text known[METHOD_COUNT], rest = d->words, path, segment;
	struct op *op = d->op;
	enum method method;
	size_t depth = 0;
	enum err e = line_need(r, d->at, &rest, "the method", &op->method);

	for (size_t i = 0; i < METHOD_COUNT; i++)
		known[i] = text_of(method_names[i]);
	if (!e && (!method_find(op->method, &method) || text_is(op->method, "HEAD")))
		return reader_unknown(r, d->at, op->method,
				      (struct known_words){ "method", known, METHOD_COUNT });
	if (!e)
		e = line_need(r, d->at, &rest, "the path", &op->path);
	if (!e)
		e = line_end(r, d->at, rest);
	if (!e && op->path.at[0] != '/')
		return reader_wrong(r, d->at, "the path does not begin with a slash");
	for (path = op->path; !e && path_segment(&path, &segment); depth++) {
		if (!segment.size)
			return reader_wrong(r, d->at, "the path has an empty segment");
		if (depth == PATH_SEGMENTS_MAX)
			return reader_wrong(r, d->at, "the path has more than %d segments",
					    PATH_SEGMENTS_MAX);
		e = segment_read(r, d, segment);
	}
	op->method = text_copy(r->arena, op->method);
	op->path = text_copy(r->arena, op->path);
	op->subject = d->subject;
	op->connector = d->connector;
	op->style = d->style;
	op->token = TOKEN_LOCATION;
	op->status = 200;
	return e;
}

/* `params` rows say more about parameters that the path has. */
static enum err params_close(struct reader *r, struct op_draft *d)
{
	struct fields *path = &d->params_of_path;

	for (size_t i = 0; i < d->params.count; i++) {
		const struct field *said = &d->params.at[i];
		size_t at = 0;

		while (at < path->count && !text_same(path->at[at].name, said->name))
			at++;
		if (at == path->count)
			return reader_wrong(r, d->at, "`params %s`: the path has no such parameter",
					    said->name_c);
		if (!said->kind || said->list || said->keyed || said->has_initial)
			return reader_wrong(r, d->at,
					    "`params %s`: a parameter of a path is one value "
					    "of a kind, and always sent",
					    said->name_c);
		path->at[at] = *said;
		path->at[at].required = true;
	}
	d->op->params = path->at;
	d->op->param_count = path->count;
	return ERR_OK;
}

static enum err query_close(struct reader *r, struct op_draft *d)
{
	struct shape *query = arena_take(r->arena, sizeof(*query));

	for (size_t i = 0; i < d->query.count; i++)
		for (size_t k = 0; k < d->op->param_count; k++)
			if (text_same(d->query.at[i].name, d->op->params[k].name))
				return reader_wrong(r, d->at,
						    "`%s` is a parameter of the path and of "
						    "the query",
						    d->query.at[i].name_c);
	query->name = d->op->name;
	query->open = !d->strict;
	d->op->query = query;
	return shape_close(r, d->at, query, &d->query);
}

/* What goes on, or waits, once it is asked. */
static enum err waits_close(struct reader *r, struct op_draft *d)
{
	const struct op *op = d->op;

	if (op->live && (!op->reads || op->gives))
		return reader_wrong(r, d->at, "`live` is for what reads and gives `raw`");
	if (op->waits.size && (!op->reads || !shape_find(op->query, op->waits)))
		return reader_wrong(r, d->at, "`waits`: `%.*s` is nothing that it takes",
				    (int)op->waits.size, op->waits.at);
	return ERR_OK;
}

/* What is true when the row does not say. */
static enum err gives_default(struct reader *r, struct op_draft *d)
{
	struct shape *none;

	if (d->gives_said)
		return ERR_OK;
	none = arena_take(r->arena, sizeof(*none));
	none->name = d->op->name;
	d->op->gives = none;
	return shape_close(r, d->at, none, &d->gives);
}

static enum effect_class effect_default(const struct op *op)
{
	if (op->reads)
		return EFFECT_READ;
	return text_is(op->method, "PUT") || text_is(op->method, "DELETE") ? EFFECT_REPEATABLE
									   : EFFECT_UNSURE;
}

static bool op_has(const struct op *op, struct text name)
{
	return shape_find(op->query, name) ||
	       (op->takes && !op->takes_list && shape_find(op->takes, name));
}

static bool follows_fit(const struct op *op)
{
	const struct follows *f = &op->follows;

	return op->reads && op_has(op, f->param) && op->gives && shape_find(op->gives, f->next) &&
	       shape_find(op->gives, f->keep) && shape_find(op->gives, f->more);
}

/* What `finds`, `since` and `echo` say is sent must be something that the row takes; what `gone`
 * looks at, something that it gives. */
static enum err asked_close(struct reader *r, struct op_draft *d)
{
	const struct op *op = d->op;
	struct text rest = op->finds_with, pair, from;

	if ((op->finds.size || op->since.size) && !op->reads)
		return reader_wrong(r, d->at, "`finds` and `since` are for what only reads");
	if (op->gone.size && (!op->reads || !op->gives || !shape_find(op->gives, op->gone)))
		return reader_wrong(r, d->at, "`gone`: `%.*s` is nothing that it reads",
				    (int)op->gone.size, op->gone.at);
	if (op->echo.size && (!op_has(op, op->echo) || !op->gives))
		return reader_wrong(r, d->at, "`echo`: `%.*s` is nothing that it takes",
				    (int)op->echo.size, op->echo.at);
	if (op->since_as.size && !op_has(op, op->since_as))
		return reader_wrong(r, d->at, "`since`: there is no parameter `%.*s`",
				    (int)op->since_as.size, op->since_as.at);
	if (op->follows.param.size && !follows_fit(op))
		return reader_wrong(r, d->at, "`follows` is for a list that takes and gives these");
	if (op->wraps.in.size && !op->connector.size)
		return reader_wrong(r, d->at, "`wraps` is for what a connector asks");
	while (text_split(&rest, ' ', &pair)) {
		bool named = text_split(&pair, '=', &from) && pair.size;
		struct text name = named ? pair : from;
		if (!op_has(op, name) || (!named && !text_is(name, "filters")))
			return reader_wrong(r, d->at, "`finds`: `%.*s` is nothing that it takes",
					    (int)name.size, name.at);
	}
	return ERR_OK;
}

#define SENT_DEPTH_MAX 8

/* What clients send: does every id in it say what it names? */
static enum err ids_sound(struct reader *r, const struct op_draft *d, const struct shape *s,
			  int depth)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && s && i < s->count; i++) {
		const struct field *f = &s->fields[i];
		bool id = f->kind && !strcmp(f->kind->name, "id");

		if (f->given)
			continue;
		if (id && !f->ref && !f->loose.size)
			return reader_wrong(r, d->at,
					    "`%.*s`: the id `%s` is sent without saying what it "
					    "names: `ref THING`, or `loose` and why not",
					    (int)d->op->name.size, d->op->name.at, f->name_c);
		if (f->shape && depth < SENT_DEPTH_MAX)
			e = ids_sound(r, d, f->shape, depth + 1);
	}
	return e;
}

static enum err refs_close(struct reader *r, struct op_draft *d)
{
	struct op *op = d->op;
	enum err e = op->connector.size ? ERR_OK : ids_sound(r, d, op->query, 0);

	if (!e && !op->connector.size)
		e = ids_sound(r, d, op->takes, 0);
	op->refs = shape_refs(op->query) || (op->takes && shape_refs(op->takes));
	return e;
}

/* `files media_max`, `files message_file_max most 5`, `files upload_max raw` */
enum err files_read(struct reader *r, struct op_draft *d, struct line *l)
{
	struct text word;
	int64_t most = 1;
	enum err e = line_need(r, l->at, &l->text, "the setting after `files`", &word);

	if (!e) {
		d->op->files = text_copy(r->arena, word);
		e = line_word(r, l->at, &l->text, &word);
	}
	if (!e && text_is(word, "most")) {
		e = line_need(r, l->at, &l->text, "the number after `most`", &word);
		if (!e && (!text_whole(word, &most) || most < 1 || most > 100))
			return reader_wrong(r, l->at, "`most` is a number from 1 to 100");
	} else if (!e && text_is(word, "raw")) {
		d->op->files_raw = true;
	} else if (!e && word.size) {
		return reader_wrong(r, l->at, "after the setting comes `most N`, or `raw`");
	}
	d->op->files_most = (size_t)most;
	return e ? e : line_end(r, l->at, l->text);
}

static enum err files_close(struct reader *r, struct op_draft *d)
{
	const struct op *op = d->op;

	if (op->admits && op->token != TOKEN_NONE)
		return reader_wrong(r, d->at, "`admits` is for what asks for no token: `scope -`");
	if (!op->files.size)
		return ERR_OK;
	if (settings_named(NULL, op->files) < 0)
		return reader_wrong(r, d->at, "`files`: there is no setting `%.*s` of bytes",
				    (int)op->files.size, op->files.at);
	if (op->reads || op->form || op->takes_list || op->files_raw == (op->takes != NULL))
		return reader_wrong(r, d->at,
				    "`files` is for what writes: with the fields that it `takes`,"
				    " or `raw` without any");
	return ERR_OK;
}

enum err row_close(struct reader *r, struct op_draft *d)
{
	struct op *op = d->op;
	enum err e;

	if (!op->title.size)
		return reader_wrong(r, d->at, "the operation `%.*s` has no title",
				    (int)op->name.size, op->name.at);
	if (!op->scopes)
		return reader_wrong(r, d->at,
				    "the operation `%.*s` has no scope; public ones say "
				    "`scope -`",
				    (int)op->name.size, op->name.at);
	if (text_is(op->method, "GET")) {
		if (op->takes)
			return reader_wrong(r, d->at, "a GET takes no body");
		op->reads = !d->writes;
	} else if (d->writes) {
		return reader_wrong(r, d->at, "`writes` is for a GET: others write anyway");
	}
	if (op->token == TOKEN_NONE && d->token_said)
		return reader_wrong(r, d->at, "`scope -` asks for no token");
	if (op->audited && op->reads)
		return reader_wrong(r, d->at, "`audited` is for what changes something");
	if (op->cached && !op->reads)
		return reader_wrong(r, d->at, "`cached` is for what changes nothing");
	if (op->reads && op->event_count)
		return reader_wrong(r, d->at,
				    "an operation that changes nothing announces nothing");
	if (!d->class_said)
		op->effect = effect_default(op);
	e = params_close(r, d);
	if (!e)
		e = query_close(r, d);
	if (!e)
		e = asked_close(r, d);
	if (!e)
		e = refs_close(r, d);
	if (!e)
		e = files_close(r, d);
	if (!e)
		e = gives_default(r, d);
	if (!e)
		e = waits_close(r, d);
	return e ? e : hidden_close(r, d);
}
