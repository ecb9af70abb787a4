// SPDX-License-Identifier: Apache-2.0
/*
 * The front door: finds the verb in its table and hands the rest of the line to it.
 */
#include "base/settings.h"
#include "command/command.h"

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
		"groundlevel VERB --help lists the settings.\n");
}

static int say_help(const struct verb *verb)
{
	struct arena *a = arena_open();
	struct buffer buffer = buffer_open(a, 1 << 16);

	printf("groundlevel %s %s\n    %s\n\nSettings, from the command line, the environment or"
	       " settings.conf in the data folder:\n",
	       verb->name, verb->arguments, verb->about);
	settings_help(&buffer);
	fwrite(buffer.at, 1, buffer.size, stdout);
	arena_drop(a);
	return EXIT_FINE;
}

static bool asks_help(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0)
			return true;
	return false;
}

int main(int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		say_verbs(argc < 2 ? stderr : stdout);
		return argc < 2 ? EXIT_USAGE : EXIT_FINE;
	}
	for (size_t i = 0; i < verb_count; i++) {
		if (strcmp(argv[1], verbs[i].name) != 0)
			continue;
		if (asks_help(argc - 2, argv + 2))
			return say_help(&verbs[i]);
		return verbs[i].run(argc - 2, argv + 2);
	}
	fprintf(stderr, "groundlevel: there is no verb '%s'\n\n", argv[1]);
	say_verbs(stderr);
	return EXIT_USAGE;
}
