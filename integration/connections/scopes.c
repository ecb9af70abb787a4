// SPDX-License-Identifier: Apache-2.0
/*
 * Which scopes a token lacks, and whether it is of this location, as far as reading shows.
 *
 * For each scope that reads, one row is asked that needs least; where it needs an id, a made-up one
 * is sent, for scopes are judged before things are looked for.  What only writes is not tried:
 * nothing is changed there.
 */
#include "integration/connections/inside.h"

#define MADE_UP "groundlevelchecksit0"

/* What can be said without an id: only such an answer tells of the location. */
static bool is_given(const struct check *c, struct text name)
{
	const struct remote_target *t = &c->connection->target;

	for (size_t i = 0; i < t->given_count; i++)
		if (text_same(t->given[i].name, name))
			return true;
	return false;
}

/* How much must be made up for it; -1: it is not asked for its scope. */
static int made_up(const struct check *c, const struct op *op)
{
	int count = 0;

	if (op->connector.size || op->ours || !op->reads || op->scope_count != 1 ||
	    op->token == TOKEN_COMPANY || !text_is(op->method, "GET"))
		return -1;
	for (size_t i = 0; i < op->param_count; i++)
		count += !is_given(c, op->params[i].name);
	for (size_t i = 0; i < op->query->count; i++)
		if (op->query->fields[i].required && !is_given(c, op->query->fields[i].name))
			return -1;
	return count;
}

static bool names_location(const struct op *op)
{
	struct text name = TEXT("locationId");

	for (size_t i = 0; i < op->param_count; i++)
		if (text_same(op->params[i].name, name))
			return true;
	return shape_find(op->query, name) != NULL;
}

static struct scope_asked *asked_find(struct check *c, struct text scope)
{
	for (size_t i = 0; i < c->scope_count; i++)
		if (text_same(c->scopes[i].scope, scope))
			return &c->scopes[i];
	return NULL;
}

void scope_note(struct check *c, const struct op *op, const struct remote_answer *answer)
{
	int count = made_up(c, op);

	if (count < 0 || (answer->class != REMOTE_DONE && answer->class != REMOTE_SCOPE &&
			  answer->class != REMOTE_TENANT && answer->class != REMOTE_MISSING))
		return;
	if (count == 0 && names_location(op)) {
		c->located |= answer->class == REMOTE_DONE;
		if (answer->class == REMOTE_TENANT && !c->elsewhere.size)
			c->elsewhere = answer->why;
	}
	if (!asked_find(c, op->scopes[0]) && c->scope_count < CHECK_SCOPES_MAX)
		c->scopes[c->scope_count++] = (struct scope_asked){ op->scopes[0],
								    answer->class == REMOTE_SCOPE };
}

/* Of the rows that need this scope, the one for which least must be made up. */
static const struct op *probe_of(const struct check *c, struct text scope)
{
	const struct catalogue *all = c->call->app->catalogue;
	const struct op *found = NULL;
	int least = 0;

	for (size_t i = 0; i < catalogue_count(all); i++) {
		const struct op *op = catalogue_at(all, i);
		int count = made_up(c, op);
		if (count < 0 || !text_same(op->scopes[0], scope) || (found && count >= least))
			continue;
		found = op;
		least = count;
	}
	return found;
}

static const struct json *probe_input(struct check *c, const struct op *op)
{
	struct buffer b = buffer_open(c->call->arena, 4096);
	struct json_out o = json_open(&b);
	const struct json *v = NULL;
	struct text why;

	json_map(&o);
	for (size_t i = 0; i < op->param_count; i++) {
		if (is_given(c, op->params[i].name))
			continue;
		json_key_text(&o, op->params[i].name);
		json_put_c(&o, MADE_UP);
	}
	if (shape_find(op->query, TEXT("limit"))) {
		json_key(&o, "limit");
		json_put_whole(&o, 1);
	}
	json_close(&o);
	return json_read(c->call->arena, buffer_text(&b), &v, &why) ? NULL : v;
}

void scopes_ask(struct check *c)
{
	size_t count;
	const struct text *all = catalogue_scopes(c->call->app->catalogue, &count);

	for (size_t i = 0; i < count; i++) {
		const struct op *op = asked_find(c, all[i]) ? NULL : probe_of(c, all[i]);
		struct remote_answer answer;
		if (!op)
			continue;
		enum remote_class class = check_ask(c, &c->connection->target,
						    text_c(c->call->arena, op->name),
						    probe_input(c, op), &answer);
		if (remote_class_again(class)) /* it is to be left alone, or away */
			return;
	}
}

void scopes_put(struct check *c)
{
	json_key(&c->out, "lacks");
	json_list(&c->out);
	for (size_t i = 0; i < c->scope_count; i++)
		if (c->scopes[i].lacking)
			json_put_text(&c->out, c->scopes[i].scope);
	json_close(&c->out);
}
