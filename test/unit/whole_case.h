// SPDX-License-Identifier: Apache-2.0
/*
 * What the tests share that need the real rows: the whole catalogue, without the functions that its
 * rows run.  `cmocka_run_group_tests(tests, catalogue_setup, catalogue_teardown)`.
 */
#ifndef GROUNDLEVEL_TEST_UNIT_WHOLE_CASE_H
#define GROUNDLEVEL_TEST_UNIT_WHOLE_CASE_H

#include "test/unit/catalogue_case.h"

#include "runs.h"

#include <dirent.h>
#include <stdio.h>

static struct arena *house;
static const struct catalogue *table;

static inline struct text file_of(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	char *at = arena_bytes(a, 1 << 18);
	size_t size = fread(at, 1, 1 << 18, f);
	fclose(f);
	return (struct text){ at, size };
}

/* The real rows, without the functions that they run. */
/* Nobody calls them here. */
#define X(name) { #name, run_nothing },
static const struct catalogue_run runs[] = { RUN_TABLE(X) };
#undef X

static inline int catalogue_setup(void **state)
{
	struct catalogue_text texts[64];
	size_t count = 0;
	DIR *d = opendir("catalogue");
	struct dirent *at;
	struct text why = { 0 };

	(void)state;
	house = arena_open();
	while ((at = readdir(d)) && count < 64) {
		struct text name = text_of(at->d_name);
		if (!text_ends(name, ".api"))
			continue;
		struct text path = text_format(house, "catalogue/%s", at->d_name);
		struct text source = file_of(house, text_c(house, path));
		texts[count++] = (struct catalogue_text){ text_c(house, name), source };
	}
	closedir(d);
	if (catalogue_read(house,
			   &(struct catalogue_source){ texts, count, runs,
						       sizeof(runs) / sizeof(runs[0]) },
			   &table, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return 0;
}

static inline int catalogue_teardown(void **state)
{
	(void)state;
	arena_drop(house);
	return 0;
}

#endif
