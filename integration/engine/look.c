// SPDX-License-Identifier: Apache-2.0
/*
 * Was it done already?  Before something that may have been executed is sent again, the other side
 * is asked for what it has; the row that finds such things says by which fields.
 */
#include "integration/engine/work.h"

static bool value_agrees(struct arena *a, const struct json *item, struct text name,
			 const struct json *wanted)
{
	const struct json *v = json_find(item, name);

	if (!v)
		v = json_find(json_get(item, "properties"), name);
	return v && wanted && text_agrees(a, json_text(v), json_text(wanted));
}

static const struct json *wanted_of(const struct json *request, struct text name)
{
	const struct json *v = json_find(request, name);

	return v ? v : json_find(json_get(request, "properties"), name);
}

/* The fields that must agree: all of them, or the first that was sent. */
static size_t names_of(const struct op *list, const struct json *request, struct text *names)
{
	struct text rest = list->finds_by, name;
	bool any = memchr(rest.at, '|', rest.size) != NULL;
	size_t count = 0;

	while (count < 4 && text_split(&rest, any ? '|' : '&', &name)) {
		const struct json *v = wanted_of(request, name);
		if (!json_text(v).size && !any)
			return 0;
		if (!json_text(v).size)
			continue;
		names[count++] = name;
		if (any)
			break;
	}
	return count;
}

static void filter_put(struct json_out *o, struct arena *a, const struct text *names, size_t count,
		       const struct json *request)
{
	json_key(o, "filters");
	json_list(o);
	for (size_t i = 0; i < count; i++) {
		json_map(o);
		json_key(o, "field");
		json_put_text(o,
			      text_format(a, "properties.%.*s", (int)names[i].size, names[i].at));
		json_key(o, "operator");
		json_put_c(o, "eq");
		json_key(o, "value");
		json_put(o, wanted_of(request, names[i]));
		json_close(o);
	}
	json_close(o);
}

static void sent_put(struct json_out *o, const struct op *list, const struct json *request)
{
	struct text rest = list->finds_with, pair, from;

	while (text_split(&rest, ' ', &pair)) {
		text_split(&pair, '=', &from);
		const struct json *v = wanted_of(request, from);
		if (v && pair.size) {
			json_key_text(o, pair);
			json_put(o, v);
		}
	}
}

static struct text look_input(struct arena *a, const struct op *list, const struct json *request,
			      const struct text *names, size_t count)
{
	struct buffer b = buffer_open(a, 1 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < list->param_count; i++) {
		const struct json *v = json_find(request, list->params[i].name);
		if (v) {
			json_key_text(&o, list->params[i].name);
			json_put(&o, v);
		}
	}
	if (text_is(list->finds_with, "filters"))
		filter_put(&o, a, names, count, request);
	else
		sent_put(&o, list, request);
	if (op_takes(list, "pageLimit")) {
		json_key(&o, "pageLimit");
		json_put_whole(&o, 100);
	}
	json_close(&o);
	return buffer_text(&b);
}

static const struct json *agreeing(struct arena *a, const struct json *found,
				   const struct text *names, size_t count,
				   const struct json *request)
{
	bool one = json_is(found, JSON_MAP);

	for (const struct json *i = one ? found : json_first(found); i;
	     i = one ? NULL : json_after(found, i)) {
		size_t same = 0;
		for (size_t n = 0; n < count; n++)
			same += value_agrees(a, i, names[n], wanted_of(request, names[n]));
		if (same == count)
			return i;
	}
	return NULL;
}

int64_t look_wait_ms(const struct catalogue *c, const struct op *create)
{
	const struct op *list = create ? op_seeing(c, create) : NULL;

	return list ? list->lags_ms : 0;
}

bool look_make(struct arena *a, const struct catalogue *c, const struct op *create,
	       struct text request, struct look *out)
{
	struct text why;

	*out = (struct look){ .list = op_seeing(c, create) };
	if (!out->list || json_read(a, request, &out->request, &why))
		return false;
	out->count = names_of(out->list, out->request, out->names);
	if (out->count)
		out->input = look_input(a, out->list, out->request, out->names, out->count);
	return out->count > 0;
}

const struct json *look_find(struct arena *a, const struct look *l, const struct json *body)
{
	const char *inner = op_inner(l->list, true) ? op_inner(l->list, true)
						    : op_inner(l->list, false);
	const struct json *found = inner ? json_get(body, inner) : body;

	return agreeing(a, found, l->names, l->count, l->request);
}

static struct text existing_id(struct arena *a, const struct invoked *told)
{
	const struct json *body;
	struct text why;

	if (!told->more.size ||
	    json_read(a, text_format(a, "{%.*s}", (int)told->more.size, told->more.at), &body,
		      &why))
		return (struct text){ 0 };
	return remote_existing(body);
}

struct text look_there(struct call *call, const struct caller *caller, const struct op *op,
		       struct text input, const struct invoked *told)
{
	struct arena *a = call->arena;
	struct text id = existing_id(a, told), why, none = { 0 };
	struct invoked found = { 0 };
	const struct json *body, *thing;
	struct look look;

	if (!op_makes(op))
		return none;
	if (id.size)
		return text_format(a, "{\"id\":\"%.*s\"}", (int)id.size, id.at);
	if (!op_seeing(call->app->catalogue, op)) /* it is said whole by what was sent */
		return op->effect == EFFECT_NATURAL ? TEXT("{}") : none;
	if (!look_make(a, call->app->catalogue, op, input, &look))
		return none;
	const struct invocation asking = { look.list, look.input, call_text(call, "locationId"),
					   caller };
	if (invoke_try(call, &asking, &found) || found.err || json_read(a, found.body, &body, &why))
		return none;
	thing = look_find(a, &look, body);
	return thing ? json_source(a, thing) : none;
}

bool look_before(struct worker *w, struct arena *a, const struct claim *claim, struct heard *heard,
		 bool *failed)
{
	const struct json *input, *found;
	struct remote_answer answer = { 0 };
	struct text why;
	struct look look;

	*failed = true;
	if (!look_make(a, w->worker->flows->config.app->catalogue, heard->op, claim->request,
		       &look)) {
		heard->error = TEXT("it may have been done, and nothing tells whether it was");
		heard->verdict = VERDICT_UNCERTAIN;
		return false;
	}
	if (json_read(a, look.input, &input, &why))
		return false;
	struct remote_ask ask = { .op = look.list,
				  .input = input,
				  .now_ms = clock_now_ms(w->worker->flows->config.clock),
				  .give_up = &w->worker->flows->stopping };
	remote_ask(w->client, a, &heard->connection.target, &ask, &answer);
	heard->answer = answer;
	heard->asked = true;
	heard->verdict = VERDICT_AGAIN;
	heard->error = answer.why;
	*failed = answer.class != REMOTE_DONE;
	if (*failed || !answer.body)
		return false;
	found = look_find(a, &look, answer.body);
	if (found)
		heard->out = json_source(a, found);
	return found != NULL;
}
