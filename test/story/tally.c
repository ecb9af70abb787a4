// SPDX-License-Identifier: Apache-2.0
/*
 * What the stories asked: told by them, and by the flows in them as the server's log says.  It goes
 * into a file for doc/operations.md.
 */
#include "test/story/story.h"

#include <string.h>

enum { BY_LOOK, BY_STEP, BY_COUNT };

/* The word after ` name=` in a line of the log; empty: it is not there. */
static struct text word_of(struct text line, const char *name)
{
	size_t size = strlen(name);
	const char *at = memmem(line.at, line.size, name, size);
	struct text rest, word;

	if (!at)
		return (struct text){ "", 0 };
	rest = (struct text){ at + size, (size_t)(line.at + line.size - at) - size };
	text_split(&rest, ' ', &word);
	return word;
}

static bool has(struct text line, const char *part)
{
	return memmem(line.at, line.size, part, strlen(part)) != NULL;
}

/* What a line says that a flow has done with success; BY_COUNT: nothing of that. */
static int deed_of(struct text line)
{
	if (has(line, "looked"))
		return BY_LOOK;
	if (has(line, "an effect was sent") && has(line, " outcome=done"))
		return BY_STEP;
	return has(line, "a step was performed") && has(line, " status=2") ? BY_STEP : BY_COUNT;
}

static size_t place_of(const struct catalogue *c, struct text name)
{
	const struct op *op = catalogue_find(c, name);
	size_t i = 0;

	while (i < catalogue_count(c) && catalogue_at(c, i) != op)
		i++;
	return i;
}

void tally_log(struct troupe *troupe, struct text log)
{
	const struct catalogue *c = troupe->catalogue;
	unsigned char *done[BY_COUNT] = { calloc(catalogue_count(c) + 1, 1),
					  calloc(catalogue_count(c) + 1, 1) };
	struct text line;

	while (done[BY_LOOK] && done[BY_STEP] && text_split(&log, '\n', &line)) {
		int deed = deed_of(line);
		size_t i = deed < BY_COUNT ? place_of(c, word_of(line, " operation="))
					   : catalogue_count(c);
		unsigned *count = deed == BY_LOOK ? &troupe->asks[i].polled
						  : &troupe->asks[i].performed;

		if (i < catalogue_count(c) && !done[deed][i]++)
			__atomic_fetch_add(count, 1, __ATOMIC_RELAXED);
	}
	free(done[BY_LOOK]);
	free(done[BY_STEP]);
}

bool tally_write(const struct troupe *troupe, const char *path)
{
	FILE *file = fopen(path, "w");

	for (size_t i = 0; file && i < catalogue_count(troupe->catalogue); i++) {
		const struct op *op = catalogue_at(troupe->catalogue, i);
		const struct asks *n = &troupe->asks[i];

		fprintf(file, "%.*s\t%u\t%u\t%u\n", (int)op->name.size, op->name.at, n->told,
			n->polled, n->performed);
	}
	return file && fclose(file) == 0;
}
