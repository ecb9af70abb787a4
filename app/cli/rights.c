// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel operations --rights: who may ask which operation, as its row says it.
 *
 * doc/rights.md ends with this table; test/commands holds the two against each other.
 */
#include "app/cli/inside.h"

#include "platform/auth/auth.h"

#define DEPTH_MAX 8 /* shapes inside each other */

struct place {
	const struct place *outer;
	const struct field *field;
};

static void place_print(const struct place *p)
{
	if (p->outer) {
		place_print(p->outer);
		putchar('.');
	}
	printf("%.*s", (int)p->field->name.size, p->field->name.at);
}

/* The secret members of a reply, each by its place in it. */
static void secrets_print(const struct shape *shape, const struct place *outer, int depth)
{
	for (size_t i = 0; shape && depth && i < shape->count; i++) {
		struct place here = { outer, &shape->fields[i] };
		if (here.field->secret && !here.field->taken) {
			printf(" `");
			place_print(&here);
			putchar('`');
		}
		secrets_print(here.field->shape, &here, depth - 1);
	}
}

static void scopes_print(const struct op *op)
{
	for (size_t i = 0; i < op->scope_count; i++)
		printf("%s`%.*s`", i ? " or " : "", (int)op->scopes[i].size, op->scopes[i].at);
	if (!op->scope_count)
		printf("–");
}

/* A flow acts for its location, at most with every scope. */
static bool flow_may(const struct op *op)
{
	const struct text every = TEXT("*");
	const struct caller caller = { .class = TOKEN_LOCATION,
				       .scopes = &every,
				       .scope_count = 1 };

	return auth_may(&caller, op);
}

void rights_print(const struct catalogue *c, const char *part)
{
	static const char *const tokens[] = { "either", "location", "company", "none" };

	printf("| operation | | token of | scope | gives a secret | a flow may ask it |\n"
	       "|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);

		if (!operation_shown(op, part))
			continue;
		printf("| `%.*s` | `%.*s %.*s` | %s | ", (int)op->name.size, op->name.at,
		       (int)op->method.size, op->method.at, (int)op->path.size, op->path.at,
		       tokens[op->token]);
		scopes_print(op);
		printf(" |");
		secrets_print(op->gives, NULL, DEPTH_MAX);
		printf(" | %s |\n", flow_may(op) ? "yes" : "no");
	}
}
