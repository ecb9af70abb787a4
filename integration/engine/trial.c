// SPDX-License-Identifier: Apache-2.0
/*
 * What a trigger looks at, asked once before it is relied upon: whoever switches a flow on is told
 * at once that its poll can never work.
 */
#include "integration/engine/poll.h"

static bool is_looked_at(const struct flow *f)
{
	return f->on.op && (f->on.kind == TRIGGER_POLL || f->on.kind == TRIGGER_EVENT);
}

static struct poll poll_of(const struct flow *f)
{
	return (struct poll){ .op = f->on.op, .of = f->on.of, .full = true, .page_no = 1 };
}

static bool holds_list(const struct op *op, const struct json *body)
{
	const char *inner = op_inner(op, true);

	return json_is(body, JSON_LIST) || (inner && json_is(json_get(body, inner), JSON_LIST));
}

static struct text no_list(void)
{
	return TEXT("the answer holds no list");
}

/* In our own tables. */
static void ours_try(struct call *call, const struct flow *f, struct text *why)
{
	const struct poll p = poll_of(f);
	/* as whoever switches it on */
	const struct invocation asking = { p.op, poll_input(call->arena, &p),
					   call_text(call, "locationId"), NULL };
	struct invoked told = { 0 };
	struct text wrong = { 0 };
	const struct json *body = NULL;

	if (invoke_try(call, &asking, &told))
		return;
	if (told.err)
		*why = text_copy(call->arena, told.why);
	else if (json_read(call->arena, told.body, &body, &wrong) || !holds_list(p.op, body))
		*why = no_list();
}

enum err flow_trial_begin(struct call *call, const struct flow *f, struct flow_trial *out)
{
	bool ours = connection_is_ours(call, f->on.use);

	*out = (struct flow_trial){ .flow = f };
	if (!is_looked_at(f) || (ours && f->on.kind == TRIGGER_EVENT))
		return ERR_OK;
	if (ours) {
		ours_try(call, f, &out->why);
		return call->err;
	}
	if (!call->app->blocking_pool)
		return ERR_OK;
	out->connection = arena_take(call->arena, sizeof(*out->connection));
	return connection_need(call, f->on.use, out->connection);
}

void flow_trial_ask(struct call *call, struct flow_trial *t)
{
	const struct poll p = poll_of(t->flow);
	const struct json *input;
	struct text why;

	if (!t->connection || json_read(call->arena, poll_input(call->arena, &p), &input, &why))
		return;
	struct http_client *client = http_client_open();
	const struct remote_ask ask = { .op = p.op,
					.input = input,
					.give_up = blocking_pool_stopping(
						call->app->blocking_pool) };
	remote_ask(client, call->arena, &t->connection->target, &ask, &t->answer);
	http_client_close(client);
	if (t->answer.class != REMOTE_DONE)
		t->why = t->answer.why.size ? t->answer.why : TEXT("the answer was empty");
	else if (!holds_list(p.op, t->answer.body))
		t->why = no_list();
}
