// SPDX-License-Identifier: Apache-2.0
/*
 * The whole way of a call: read `prepare` and the two ways in, and you have seen it.
 */
#include "platform/invoke/inside.h"

#include "platform/store/store.h"

/* --- from outside --- */

/* Where no token is asked for, the path may have to say who is let in. */
static enum err admit_path(struct call *call)
{
	return call->op->admits ? call->op->admits(call) : ERR_OK;
}

static enum err arrive(struct call *call, enum err (*admit)(struct call *call))
{
	enum err e = catalogue_match(call); /* which operation is asked for?  */

	if (!e)
		e = admit(call); /* who asks, and may they?        */
	if (!e)
		e = admit_path(call);
	if (!e)
		e = catalogue_check(call); /* is what they sent well formed? */
	if (!e)
		e = auth_enter(call); /* whose data is it about?        */
	if (!e)
		call->asker = auth_name(call);
	return e;
}

enum err invoke_wire(struct call *call)
{
	enum err e = arrive(call, auth_admit);

	if (!e)
		e = match_ask(call);
	return e ? e : store_perform(call); /* do it, in one transaction      */
}

enum err invoke_again(struct call *call)
{
	enum err e = arrive(call, auth_knock);

	return e ? e : store_perform(call);
}

enum err invoke_still(struct call *call)
{
	return arrive(call, auth_knock);
}

enum err invoke_head(struct call *call)
{
	enum err e = catalogue_match(call);

	if (!e)
		e = auth_knock(call);
	return e ? e : admit_path(call);
}

/* --- from inside --- */

/* Values are a map; where the row wants a list, they have it as `body`, as those of every row that
 * takes one do (op_places). */
static struct text body_of(struct call *call, const struct asking *ask, struct text whole)
{
	const struct json *list = ask->input ? json_find(ask->input, TEXT("body")) : NULL;

	return call->op->takes_list && list ? json_source(call->arena, list) : whole;
}

/* A row that a flow file made up of a method and a path: the router finds whose it is. */
static enum err find(struct call *call, const struct asking *ask)
{
	struct op_request request;
	struct text why;

	if (catalogue_request(call->arena, ask, &request, &why))
		return refuse(call, ERR_INVALID, "%.*s", (int)why.size, why.at);
	call->inside = true;
	call->method = request.method;
	call->path = request.path;
	call->query = request.query;
	enum err e = catalogue_match(call);

	if (!e)
		call->body = body_of(call, ask, request.body);
	return e;
}

static bool is_made_up(const struct op *op)
{
	return !op->run && !op->connector.size;
}

enum err invoke_prepare(struct call *call, const struct asking *ask)
{
	/* which operation is known, or how it is found */
	enum err e = is_made_up(ask->op) ? find(call, ask) : catalogue_place(call, ask);

	if (!e)
		e = auth_admit(call); /* who asks is known: may they? */
	if (!e)
		e = catalogue_check(call);
	return e ? e : auth_enter(call);
}

struct call *invoke_inner(struct call *within, const struct caller *caller)
{
	struct call *call = call_open(within->arena, within->now_ms);

	call->app = within->app;
	call->connection = within->connection;
	call->caller = caller ? caller : within->caller;
	return call;
}

enum err invoke_inner_prepare(struct call *call, const struct op *op, struct text input,
			      struct text location)
{
	const struct given given[] = { { TEXT("locationId"), location },
				       { TEXT("location_id"), location } };
	struct asking ask = { .op = op, .given = given, .given_count = 2 };
	struct text why;

	if (input.size && json_read(call->arena, input, &ask.input, &why))
		return refuse(call, ERR_INVALID, "%.*s", (int)why.size, why.at);
	return invoke_prepare(call, &ask);
}

struct text invoke_complaint(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);

	if (!call->violation_count)
		return call->why;
	for (size_t i = 0; i < call->violation_count; i++) {
		if (i)
			buffer_add(&b, TEXT("; "));
		buffer_add(&b, call->violations[i]);
	}
	return buffer_text(&b);
}

static struct text reply_text(struct call *call)
{
	if (call->content_type.size == 0)
		json_close(&call->out);
	return buffer_text(&call->buffer);
}

static enum err invoke_by(struct call *within, const struct caller *caller, const struct op *op,
			  struct text input, const struct json **reply)
{
	struct call *call = invoke_inner(within, caller);
	struct text why;

	enum err e = invoke_inner_prepare(call, op, input, TEXT(""));
	if (!e)
		e = store_run(call);
	if (!e && call->err)
		e = call->err;
	if (!e)
		return json_read(within->arena, reply_text(call), reply, &why);
	struct text said = invoke_complaint(call);
	return refuse(within, e, "%.*s: %.*s", (int)op->name.size, op->name.at, (int)said.size,
		      said.at);
}

enum err invoke(struct call *within, const char *name, struct text input, const struct json **reply)
{
	const struct op *op = catalogue_find(within->app->catalogue, text_of(name));

	if (!op)
		return refuse(within, ERR_MISSING, "There is no operation %s.", name);
	return invoke_by(within, within->caller, op, input, reply);
}

enum err invoke_part(struct call *within, const char *name, struct text input,
		     const struct json **reply)
{
	const struct op *op = catalogue_find(within->app->catalogue, text_of(name));
	struct caller *caller = arena_take(within->arena, sizeof(*caller));

	if (!op)
		return refuse(within, ERR_MISSING, "There is no operation %s.", name);
	*caller = *within->caller;
	caller->scopes = op->scopes;
	caller->scope_count = op->scope_count;
	return invoke_by(within, caller, op, input, reply);
}

enum err invoke_try(struct call *within, const struct invocation *ask, struct invoked *told)
{
	struct call *call = invoke_inner(within, ask->caller);
	enum err e = invoke_inner_prepare(call, ask->op, ask->input, ask->location);

	*told = (struct invoked){ .status = err_status(e), .op = call->op };
	if (!e)
		e = store_try(within, call);
	if (within->err)
		return within->err;
	if (!e)
		told->body = catalogue_told(within->arena, call->op, reply_text(call));
	told->err = e;
	told->status = e ? err_status(e) : call->status ? call->status : call->op->status;
	if (e) {
		told->why = invoke_complaint(call);
		told->more = call->more;
	}
	return ERR_OK;
}

const struct caller *invoke_for_row(struct call *call, struct text location_id, const struct op *op)
{
	struct caller *caller = arena_take(call->arena, sizeof(*caller));

	call_set_text(call, "readerLocation", location_id);
	store_load(call, "SELECT company_id AS reader_company FROM location"
			 " WHERE id = :readerLocation");
	*caller = (struct caller){ .token_id = TEXT("flow"),
				   .class = TOKEN_LOCATION,
				   .company_id = text_copy(call->arena,
							   call_text(call, "readerCompany")),
				   .location_id = location_id,
				   .scopes = op->scopes,
				   .scope_count = op->scope_count };
	return caller;
}

enum err invoke_row(struct call *within, const char *name, struct text location, struct text input,
		    struct invoked *told)
{
	const struct op *op = catalogue_find(within->app->catalogue, text_of(name));
	const struct invocation ask = { .op = op,
					.input = input,
					.location = location,
					.caller = invoke_for_row(within, location, op) };

	return invoke_try(within, &ask, told);
}
