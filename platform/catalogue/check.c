// SPDX-License-Identifier: Apache-2.0
/*
 * The check: path, query and body against the row.  What fits becomes named values, everything that
 * does not is noted, and the call is refused once with all of it (validate.c says what fits).
 *
 * A request that cannot be read at all (not JSON, not UTF-8) is refused at once.
 */
#include "platform/catalogue/inside.h"

static bool media_json(struct text type)
{
	struct text media = TEXT("");

	text_split(&type, ';', &media);
	media = text_trim(media);
	return text_alike(media, TEXT("application/json")) ||
	       (media.size > 5 &&
		text_alike((struct text){ media.at + media.size - 5, 5 }, TEXT("+json")));
}

/* Parameters of a path are set as texts by the router; those of another kind are read here. */
static void params_check(struct call *call)
{
	for (size_t i = 0; i < call->op->param_count; i++) {
		const struct field *f = &call->op->params[i];
		struct value value;
		struct text sent;

		if (f->kind->keep == KEEP_TEXT && !f->choice_count && !f->has_least && !f->has_most)
			continue;
		sent = call_text(call, f->name_c);
		if (field_check(call, f, &(struct trail){ .name = f->name },
				query_value(call->arena, f->kind, sent), &value))
			call_set(call, f->name_c, value);
	}
}

static bool media_form(struct text type)
{
	struct text media = TEXT("");

	text_split(&type, ';', &media);
	return text_alike(text_trim(media), TEXT("application/x-www-form-urlencoded"));
}

#define FORM_FIELDS_MAX 100

/* A form as a map of texts.  What stands twice is refused: nobody knows which is meant. */
static enum err form_read(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(&b);
	struct text rest = call->body, pair, name, value, why;
	size_t count = 0;

	if (!media_form(call_header(call, "content-type")))
		return refuse(call, ERR_MEDIA,
			      "The body must be application/x-www-form-urlencoded");
	json_map(&o);
	while (text_split(&rest, '&', &pair)) {
		if (!pair.size)
			continue;
		text_split(&pair, '=', &name);
		if (++count > FORM_FIELDS_MAX || !text_url_decode(call->arena, name, &name) ||
		    !text_url_decode(call->arena, pair, &value))
			return refuse(call, ERR_BAD, "The form cannot be read.");
		json_key_text(&o, name);
		json_put_text(&o, value);
	}
	json_close(&o);
	if (json_read(call->arena, buffer_text(&b), &call->json, &why))
		return refuse(call, ERR_BAD, "A field of the form stands twice.");
	return ERR_OK;
}

static enum err body_read(struct call *call)
{
	struct text type, why;

	if (call->op->files.size) /* its fields are here already, or it is no form */
		return call->asked || call->parts
			       ? ERR_OK
			       : refuse(call, ERR_MEDIA, "The body must be multipart/form-data");
	if (call->asked || (!call->body.size && !call->op->form)) /* from inside: it lies there */
		return ERR_OK;
	if (call->op->form)
		return form_read(call);
	type = call_header(call, "content-type");
	if (type.size && !media_json(type))
		return refuse(call, ERR_MEDIA, "The body must be application/json");
	if (json_read(call->arena, call->body, &call->json, &why))
		return refuse(call, ERR_BAD, "%.*s", (int)why.size, why.at);
	return ERR_OK;
}

/* A list of objects: nothing of it becomes a value, the handler walks through call->json. */
static void list_check(struct call *call)
{
	static const struct json nothing = { .kind = JSON_LIST, .span = 1 };
	struct field body = { .name = TEXT("body"),
			      .shape = call->op->takes,
			      .list = true,
			      .has_least = true,
			      .least = 1,
			      .has_most = true,
			      .most = BODY_LIST_MAX };

	field_check(call, &body, &(struct trail){ .name = body.name },
		    call->json ? call->json : &nothing, &(struct value){ 0 });
}

static enum err body_check(struct call *call)
{
	static const struct json empty = { .kind = JSON_MAP, .span = 1 };
	const struct shape *shape = call->op->takes;
	const struct json *sent[SHAPE_FIELDS_MAX];
	enum err e = body_read(call);

	if (e)
		return e;
	if (call->op->files.size && !call->asked) {
		form_check(call);
		return ERR_OK;
	}
	if (call->op->takes_list) {
		list_check(call);
		return ERR_OK;
	}
	if (call->json && call->json->kind != JSON_MAP) {
		call_violation(call, "body must be an object");
		return ERR_OK;
	}
	members_sort(shape, call->json ? call->json : &empty, sent);
	fields_keep(call, shape, sent);
	members_unknown(call, shape, call->json ? call->json : &empty, NULL);
	return ERR_OK;
}

enum err catalogue_check(struct call *call)
{
	enum err e;

	params_check(call);
	e = query_check(call);
	if (!e && call->op->takes)
		e = body_check(call);
	if (e || !call->violation_count)
		return e;
	return refuse(call, ERR_INVALID, "The request does not fit");
}
