// SPDX-License-Identifier: Apache-2.0
/*
 * The front door: finds the verb in its table and hands the rest of the line to it.
 */
#include "app/cli/cli.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *arguments, *about;
} verbs[] = {
#define X(name, function, arguments, about) { name, function, arguments, about },
	VERB_TABLE(X)
#undef X
};

static const size_t verb_count = sizeof(verbs) / sizeof(*verbs);

static void say_verbs(FILE *to)
{
	fprintf(to, "groundlevel: HighLevel's API on your own ground\n\n");
	for (size_t i = 0; i < verb_count; i++)
		fprintf(to, "  groundlevel %-8s %s\n      %s\n", verbs[i].name, verbs[i].arguments,
			verbs[i].about);
	fprintf(to,
		"\nExit codes: 0 done, 1 refused, 2 not understood, 3 the data cannot be used.\n"
		"groundlevel VERB --help lists its options, and serve --help the settings.\n");
}

static bool is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static bool asks_help(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (is_help(argv[i]))
			return true;
	return false;
}

static int verb_do(const struct verb *verb, int argc, char **argv)
{
	/* call tells of its operations itself */
	if (!asks_help(argc, argv) || (strcmp(verb->name, "call") == 0 && argv[0][0] != '-'))
		return verb->run(argc, argv);
	help_verb(verb->name, argc > 0 && argv[0][0] != '-' ? argv[0] : "");
	return EXIT_FINE;
}

int main(int argc, char **argv)
{
	char *word = argc > 1 ? argv[1] : "";
	bool help = strcmp(word, "help") == 0;

	if (argc < 2 || is_help(word) || (help && argc == 2)) {
		say_verbs(argc < 2 ? stderr : stdout);
		return argc < 2 ? EXIT_USAGE : EXIT_FINE;
	}
	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
		word = "version";
	for (size_t i = 0; i < verb_count; i++) {
		if (strcmp(help ? argv[2] : word, verbs[i].name) != 0)
			continue;
		if (help)
			help_verb(argv[2], argc > 3 ? argv[3] : "");
		return help ? EXIT_FINE : verb_do(&verbs[i], argc - 2, argv + 2);
	}
	word = help ? argv[2] : word;
	const char *near = verb_near(word);
	fprintf(stderr, "groundlevel: there is no verb '%s'%s%s%s\n\n", word,
		near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
	say_verbs(stderr);
	return EXIT_USAGE;
}
