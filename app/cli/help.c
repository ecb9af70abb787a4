// SPDX-License-Identifier: Apache-2.0
/*
 * What the program knows of itself.  What each verb takes: its own options from one table, an
 * operation's fields from its row, and the settings from theirs; the nearest word where one is
 * mistyped; and the verbs operations, openapi, version.
 */
#include "app/cli/inside.h"

#include "base/core/near.h"
#include "platform/auth/auth.h"

#define DEPTH_MAX 8 /* shapes inside each other */

static const struct option {
	const char *verb, *word, *name, *value, *about; /* word "": of every word of the verb */
} options[] = {
#define X(verb, word, name, value, about) { verb, word, name, value, about },
	OPTION_TABLE(X)
#undef X
};

#define OPTION_COUNT (sizeof(options) / sizeof(*options))

static const struct verb {
	const char *name, *arguments, *about;
} verbs[] = {
#define X(name, function, arguments, about) { name, arguments, about },
	VERB_TABLE(X)
#undef X
};

#define VERB_COUNT (sizeof(verbs) / sizeof(*verbs))

const char *verb_near(const char *name)
{
	size_t best = near_limit(text_of(name));
	const char *found = NULL;

	for (size_t i = 0; i < VERB_COUNT; i++)
		if (near_better(text_of(name), text_of(verbs[i].name), &best))
			found = verbs[i].name;
	return found;
}

const char *word_near(const char *name, const char *const *words, size_t count)
{
	size_t best = near_limit(text_of(name));
	const char *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (near_better(text_of(name), text_of(words[i]), &best))
			found = words[i];
	return found;
}

int say_word_usage(const char *verb, const char *word, const char *const *words, size_t count)
{
	char all[512] = "";
	const char *near = word_near(word, words, count);

	for (size_t i = 0, size = 0; i < count && size < sizeof(all); i++)
		size += (size_t)snprintf(all + size, sizeof(all) - size, "%s%s", i ? "|" : "",
					 words[i]);
	if (word[0])
		return say_usage("there is no '%s %s'%s%s%s: it is %s %s", verb, word,
				 near ? "; did you mean " : "", near ? near : "", near ? "?" : "",
				 verb, all);
	return say_usage("say what: %s %s", verb, all);
}

const char *option_near(const char *name)
{
	size_t best = near_limit(text_of(name));
	const char *found = NULL;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (near_better(text_of(name), text_of(options[i].name), &best))
			found = options[i].name;
	const char *setting = settings_near(text_of(name));
	bool nearer = setting && near_better(text_of(name), text_of(setting), &best);
	return nearer || !found ? setting : found;
}

struct text operation_near(const struct catalogue *c, const char *name)
{
	size_t best = near_limit(text_of(name));
	struct text found = { 0 };

	for (size_t i = 0; i < catalogue_count(c); i++)
		if (near_better(text_of(name), catalogue_at(c, i)->name, &best))
			found = catalogue_at(c, i)->name;
	return found;
}

/* --- verbs --- */

/* Is the word one of these, with | between? */
static bool word_in(const char *list, const char *word)
{
	struct text rest = text_of(list), one;
	bool found = false;

	while (!found && text_split(&rest, '|', &one))
		found = text_is(one, word);
	return found;
}

static void say_options(const char *verb, const char *word)
{
	bool all = !word[0], begun = false;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option *o = &options[i];
		char left[80];

		if (strcmp(o->verb, verb) != 0 || (!all && o->word[0] && !word_in(o->word, word)))
			continue;
		if (!begun)
			printf("\nOptions:\n");
		begun = true;
		snprintf(left, sizeof(left), "--%s%s%s", o->name, o->value[0] ? " " : "", o->value);
		printf("  %-26s %s%s%s%s\n", left, all && o->word[0] ? o->word : "",
		       all && o->word[0] ? ": " : "", o->about, "");
	}
}

static void say_settings(const char *verb)
{
	struct arena *a = arena_open();
	struct buffer buffer = buffer_open(a, 1 << 16);

	if (strcmp(verb, "serve") == 0 || strcmp(verb, "demo") == 0) {
		printf("\nSettings, from the command line, the environment (GROUNDLEVEL_…) or"
		       " settings.conf in the data folder:\n");
		settings_help(&buffer);
		fwrite(buffer.at, 1, buffer.size, stdout);
	} else if (strcmp(verb, "slots") != 0 && strcmp(verb, "version") != 0) {
		printf("\nThe settings are the same for every verb: groundlevel serve --help"
		       " lists them.\n");
	}
	arena_drop(a);
}

void help_verb(const char *verb, const char *word)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (strcmp(verbs[i].name, verb) == 0)
			printf("groundlevel %s %s\n    %s\n", verb, verbs[i].arguments,
			       verbs[i].about);
	say_options(verb, word);
	say_settings(verb);
}

/* --- operations --- */

static void say_field(const char *place, const struct field *f)
{
	struct text kind = f->kind ? text_of(f->kind->name) : f->shape->name;
	char left[80];

	if (f->given)
		return;
	snprintf(left, sizeof(left), "--%.*s", (int)f->name.size, f->name.at);
	printf("  %-26s %s%.*s%s, %s%s", left, f->list ? "a list of " : "", (int)kind.size, kind.at,
	       f->keyed ? " by key" : "", place, f->required ? ", required" : "");
	for (size_t i = 0; i < f->choice_count; i++)
		printf("%s%.*s", i ? "|" : ", one of ", (int)f->choices[i].size, f->choices[i].at);
	printf("\n");
}

static void say_fields(const char *place, const struct shape *shape)
{
	for (size_t i = 0; shape && i < shape->count; i++)
		say_field(place, &shape->fields[i]);
}

void help_operation(const struct op *op)
{
	printf("groundlevel call %.*s [--field value …] --token TOKEN [--url URL]\n    %.*s: "
	       "%.*s %.*s\n",
	       (int)op->name.size, op->name.at, (int)op->title.size, op->title.at,
	       (int)op->method.size, op->method.at, (int)op->path.size, op->path.at);
	if (op->note.size)
		printf("    %.*s\n", (int)op->note.size, op->note.at);
	for (size_t i = 0; i < op->scope_count; i++)
		printf("%s%.*s", i ? " or " : "    needs the scope ", (int)op->scopes[i].size,
		       op->scopes[i].at);
	printf("%s\nFields:\n", op->scope_count ? "\n" : "");
	for (size_t i = 0; i < op->param_count; i++) {
		struct field param = op->params[i];
		param.required = true;
		say_field("in the path", &param);
	}
	say_fields("in the query", op->query);
	say_fields("in the body", op->takes);
	if (op->takes)
		printf("  --body JSON                the whole body instead\n");
	printf("\nText is written as it is, everything else as JSON.\n");
	say_options("call", "");
}

/* Ours, with PART in its name. */
static bool operation_shown(const struct op *op, const char *part)
{
	struct text t = op->name;

	return !op->connector.size && (!part[0] || memmem(t.at, t.size, part, strlen(part)));
}

void help_operations(const struct catalogue *c, const char *part)
{
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);
		struct text t = op->name;

		if (!operation_shown(op, part))
			continue;
		printf("%-36.*s %-6.*s %-52.*s %.*s\n", (int)t.size, t.at, (int)op->method.size,
		       op->method.at, (int)op->path.size, op->path.at, (int)op->title.size,
		       op->title.at);
	}
}

/* --- who may ask which operation, as its row says it: a table of Markdown ---
 *
 * doc/rights.md ends with it; test/commands holds the two against each other. */

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

static void rights_print(const struct catalogue *c, const char *part)
{
	static const char *const tokens[] = { "either", "location", "company",
					      "none",	"a person", "an app" };

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

/* --- their verbs --- */

int verb_operations(int argc, char **argv)
{
	struct app h;
	bool rights = option_flag(&argc, argv, "rights");
	int code = app_open(&h, HOUSE_CATALOGUE, &argc, argv);
	const char *part = argc > 0 ? argv[0] : "";

	if (!code && argc > 1)
		code = option_rest(argc - 1, argv + 1);
	if (!code && rights)
		rights_print(h.parts.catalogue, part);
	else if (!code)
		help_operations(h.parts.catalogue, part);
	app_close(&h);
	return code;
}

int verb_openapi(int argc, char **argv)
{
	struct app h;
	int code = app_open(&h, HOUSE_CATALOGUE, &argc, argv);

	if (!code)
		code = option_rest(argc, argv);
	if (!code) {
		struct buffer buffer = buffer_open(h.arena, 64 << 20);
		struct json_out o = json_open(&buffer);
		catalogue_openapi(h.parts.catalogue, TEXT(""), &o);
		fwrite(buffer.at, 1, buffer.size, stdout);
		fputc('\n', stdout);
	}
	app_close(&h);
	return code;
}

int verb_version(int argc, char **argv)
{
	(void)argv;
	if (argc > 0)
		return option_rest(argc, argv);
	printf("groundlevel %s\n", GROUNDLEVEL_VERSION);
	return EXIT_FINE;
}
