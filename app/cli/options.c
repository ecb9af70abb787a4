// SPDX-License-Identifier: Apache-2.0
/*
 * Options that belong to one verb, taken out of the line.
 */
#include "app/cli/inside.h"

#include <stdarg.h>

#define SECRET_LINE_MAX 4096

int say_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("groundlevel: ", stderr);
	vfprintf(stderr, format, args);
	fputs("\n", stderr);
	va_end(args);
	return EXIT_USAGE;
}

static void take_out(int *argc, char **argv, int at, int count)
{
	for (int i = at; i + count < *argc; i++)
		argv[i] = argv[i + count];
	*argc -= count;
}

static bool is_option(const char *word, const char *name)
{
	return strncmp(word, "--", 2) == 0 && strcmp(word + 2, name) == 0;
}

bool option_flag(int *argc, char **argv, const char *name)
{
	for (int i = 0; i < *argc; i++)
		if (is_option(argv[i], name)) {
			take_out(argc, argv, i, 1);
			return true;
		}
	return false;
}

bool option_word(int *argc, char **argv, const char *word)
{
	for (int i = 0; i < *argc; i++)
		if (strcmp(argv[i], word) == 0) {
			take_out(argc, argv, i, 1);
			return true;
		}
	return false;
}

struct text option_text(int *argc, char **argv, const char *name)
{
	size_t size = strlen(name);

	for (int i = 0; i < *argc; i++) {
		char *word = argv[i];
		if (is_option(word, name) && i + 1 < *argc) {
			struct text value = text_of(argv[i + 1]);
			take_out(argc, argv, i, 2);
			return value;
		}
		if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, name, size) == 0 &&
		    word[2 + size] == '=') {
			take_out(argc, argv, i, 1);
			return text_of(word + 3 + size);
		}
	}
	return (struct text){ 0 };
}

struct text option_first(int *argc, char **argv)
{
	struct text first = { 0 };

	if (*argc > 0 && argv[0][0] != '-') {
		first = text_of(argv[0]);
		take_out(argc, argv, 0, 1);
	}
	return first;
}

int option_rest(int argc, char **argv)
{
	const char *near = argc > 0 && argv[0][0] == '-' ? option_near(argv[0] + 2) : NULL;

	if (argc <= 0)
		return 0;
	if (near && text_starts(text_of(argv[0]), "--"))
		return say_usage("'%s' is not understood here; did you mean --%s? (see --help)",
				 argv[0], near);
	return say_usage("'%s' is not understood here; see --help", argv[0]);
}

enum err secret_read(struct arena *a, struct text from, struct text *out)
{
	FILE *file = from.size ? fopen(text_c(a, from), "r") : stdin;
	char *line = arena_take(a, SECRET_LINE_MAX);
	bool got = file && fgets(line, SECRET_LINE_MAX, file);

	if (file && file != stdin)
		fclose(file);
	*out = got ? text_trim(text_of(line)) : (struct text){ 0 };
	return got || !from.size ? ERR_OK : ERR_MISSING;
}
