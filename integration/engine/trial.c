// SPDX-License-Identifier: Apache-2.0
/*
 * What a trigger looks at, asked once before it is relied upon: whoever switches a flow on is told
 * at once that its poll can never work.
 */
#include "integration/engine/poll.h"

static bool is_looked_at(const struct trigger *on)
{
	return on->op && (on->kind == TRIGGER_POLL || on->kind == TRIGGER_EVENT);
}

static struct poll poll_of(const struct trigger *on)
{
	return (struct poll){ .op = on->op, .of = on->of, .full = true, .page_no = 1 };
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
static void ours_try(struct call *call, const struct trigger *on, struct text *why)
{
	const struct poll p = poll_of(on);
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

static enum err trigger_begin(struct call *call, const struct trigger *on, struct flow_trial *out)
{
	bool ours = connection_is_ours(call, on->use);

	if (!is_looked_at(on) || (ours && on->kind == TRIGGER_EVENT))
		return ERR_OK;
	if (ours) {
		ours_try(call, on, &out->why);
		return call->err;
	}
	if (!call->app->blocking_pool || out->connection)
		return ERR_OK;
	out->on = on;
	out->connection = arena_take(call->arena, sizeof(*out->connection));
	return connection_need(call, on->use, out->connection);
}

enum err flow_trial_begin(struct call *call, const struct flow *f, struct flow_trial *out)
{
	enum err e = ERR_OK;

	*out = (struct flow_trial){ .flow = f };
	for (size_t i = 0; i <= f->more_count && !e && !out->why.size; i++)
		e = trigger_begin(call, i ? &f->more[i - 1] : &f->on, out);
	return e;
}

void flow_trial_ask(struct call *call, struct flow_trial *t)
{
	if (!t->connection)
		return;
	const struct poll p = poll_of(t->on);
	const struct json *input;
	struct text why;

	if (json_read(call->arena, poll_input(call->arena, &p), &input, &why))
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
