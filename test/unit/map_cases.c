// SPDX-License-Identifier: Apache-2.0
/*
 * Files of cases for the mapping language.
 *
 * Ours, in test/map/: each file a list of
 *	{"about": "…", "given": {scope}, "cases": [
 *		{"say": "expression", "gives": value}
 *		{"say": "expression", "fault": "invalid-type", "why": "part of the sentence"}
 *		{"map": mapping, "gives": value}, …]}
 *
 * And JMESPath's own, in ../shared/jmespath/ where they are (they are not ours to carry), or
 * in folders named on the command line: [{"given", "cases": [{"expression", "result" or "error"}]}]
 */
#include "test/unit/map_kit.h"

#include <dirent.h>

struct tally {
	size_t ran, failed;
	const char *file;
};

static const char *const *folders;
static const char *const folders_usual[] = { "../shared/jmespath", NULL };

static struct text file_read(struct arena *a, const char *path)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	struct buffer b = buffer_open(a, (size_t)16 << 20);
	char piece[4096];
	for (size_t got; (got = fread(piece, 1, sizeof(piece), file)) > 0;)
		buffer_add(&b, (struct text){ piece, got });
	fclose(file);
	return buffer_text(&b);
}

static void case_failed(struct tally *t, struct text say, const char *wanted, struct text got)
{
	t->failed++;
	print_message("%s: %.*s\n\twanted %s\n\tgot    %.*s\n", t->file, (int)say.size, say.at,
		      wanted, (int)got.size, got.at);
}

static struct text written(struct arena *a, struct map_value v)
{
	struct buffer b = buffer_open(a, (size_t)8 << 20);
	struct json_out o = json_open(&b);
	map_write(&o, v);
	return buffer_text(&b);
}

static enum err case_run(struct arena *a, const struct json *given, const struct json *one,
			 struct map_value *got, struct map_fault *fault)
{
	const struct json *say = json_get(one, "say"), *map = json_get(one, "map");
	const struct mapping *m;
	struct map_job job = kit_job(a, map_borrow(given));
	say = say ? say : json_get(one, "expression");
	enum err e = say ? map_expression(a, say->text, TEXT(""), &m, fault)
			 : map_read(a, map, TEXT(""), &m, fault);
	if (e)
		return e;
	size_t paths;
	map_paths(a, m, &paths); /* must not fall over */
	map_gives(m);
	e = map_run(m, &job, got);
	*fault = job.fault;
	return e;
}

static void case_check(struct tally *t, const struct json *given, const struct json *one)
{
	struct arena *a = arena_open();
	struct map_value got = { 0 };
	struct map_fault fault = { 0 };
	const struct json *gives = json_get(one, "gives"), *wanted = json_get(one, "fault");
	const struct json *say = json_get(one, "say");
	struct text why = json_text(json_get(one, "why")), shown;
	gives = gives ? gives : json_get(one, "result");
	wanted = wanted ? wanted : json_get(one, "error");
	say = say ? say : json_get(one, "expression");
	shown = say ? say->text : json_source(a, json_get(one, "map"));
	enum err e = case_run(a, given, one, &got, &fault);
	t->ran++;
	if (gives && e)
		case_failed(t, shown, text_c(a, json_source(a, gives)), fault.why);
	else if (gives && !map_same(got, map_borrow(gives)))
		case_failed(t, shown, text_c(a, json_source(a, gives)), written(a, got));
	else if (wanted && !e)
		case_failed(t, shown, text_c(a, wanted->text), written(a, got));
	else if (wanted && !text_is(wanted->text, map_fault_word(fault.kind)))
		case_failed(t, shown, text_c(a, wanted->text), fault.why);
	else if (wanted && why.size && !memmem(fault.why.at, fault.why.size, why.at, why.size))
		case_failed(t, shown, text_c(a, why), fault.why);
	else if (e && (!fault.why.size || !text_utf8(fault.why)))
		case_failed(t, shown, "a fault that says why", fault.why);
	arena_drop(a);
}

static void file_check(struct tally *t, const char *path)
{
	struct arena *a = arena_open();
	const struct json *suites;
	struct text why;
	t->file = path;
	if (json_read(a, file_read(a, path), &suites, &why))
		fail_msg("%s: %.*s", path, (int)why.size, why.at);
	for (const struct json *s = json_first(suites); s; s = json_after(suites, s)) {
		const struct json *cases = json_get(s, "cases");
		for (const struct json *c = json_first(cases); c; c = json_after(cases, c))
			case_check(t, json_get(s, "given"), c);
	}
	arena_drop(a);
}

static size_t folder_check(const char *folder)
{
	struct tally t = { 0 };
	DIR *dir = opendir(folder);
	if (!dir) {
		print_message("%s is not there: no cases of it were run\n", folder);
		return 0;
	}
	for (struct dirent *d; (d = readdir(dir));) {
		char path[600];
		if (!text_ends(text_of(d->d_name), ".json"))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, d->d_name);
		file_check(&t, path);
	}
	closedir(dir);
	print_message("%s: %zu cases ran, %zu failed\n", folder, t.ran, t.failed);
	assert_int_equal(t.failed, 0);
	return t.ran;
}

static void our_cases_hold(void **state)
{
	(void)state;
	assert_true(folder_check("test/map") > 0);
}

static void cases_of_jmespath_hold(void **state)
{
	(void)state;
	for (const char *const *folder = folders; *folder; folder++)
		folder_check(*folder);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_cases_hold),
		cmocka_unit_test(cases_of_jmespath_hold),
	};
	folders = argc > 1 ? (const char *const *)argv + 1 : folders_usual;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
