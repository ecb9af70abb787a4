// SPDX-License-Identifier: Apache-2.0
/*
 * Reads phone numbers for the referee (test/phones): a line is a country, a tab and what was sent;
 * the answer the number, a space and its extension, or an empty line for what is none.
 *
 *	phones <lines        phones --time <lines     how long one takes
 */
#include "base/core/phone.h"

static void lines_read(FILE *out)
{
	char line[512];

	while (fgets(line, sizeof(line), stdin)) {
		struct phone phone;
		struct text t = { line, strcspn(line, "\n") }, country;
		if (!text_split(&t, '\t', &country))
			continue;
		if (phone_read(t, country, &phone))
			fprintf(out, "%s %s\n", phone.number, phone.extension);
		else
			fprintf(out, "\n");
	}
}

static int time_tell(void)
{
	struct timespec from, to;
	static char all[4 << 20];
	size_t size = fread(all, 1, sizeof(all), stdin), count = 0;
	struct text rest = { all, size }, t, country;

	clock_gettime(CLOCK_MONOTONIC, &from);
	for (; text_split(&rest, '\n', &t); count++) {
		struct phone phone;
		if (text_split(&t, '\t', &country))
			phone_read(t, country, &phone);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	double ns = (double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec);
	printf("%zu numbers, %.2f us each\n", count, ns / (double)count / 1000);
	return 0;
}

int main(int count, char **words)
{
	if (count > 1 && !strcmp(words[1], "--time"))
		return time_tell();
	lines_read(stdout);
	return 0;
}
