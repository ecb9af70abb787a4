// SPDX-License-Identifier: Apache-2.0
/*
 * Files of flows: read, checked, tried on their samples, held against what is expected.
 */
#include "app/cli/flow.h"

#include <dirent.h>
#include <sys/stat.h>

#define FILES_MAX 200
#define FILE_MOST (1 << 20)
#define ENDING	  ".flow"
#define SAMPLE	  ".sample"
#define EXPECTED  ".expect"

struct files {
	struct arena *arena;
	const char *paths[FILES_MAX];
	size_t count;
};

static bool file_read(struct arena *a, const char *path, struct text *out)
{
	FILE *f = fopen(path, "r");

	if (!f)
		return false;
	char *at = arena_bytes(a, FILE_MOST);
	*out = (struct text){ at, fread(at, 1, FILE_MOST, f) };
	fclose(f);
	return true;
}

static bool file_write(const char *path, struct text t)
{
	FILE *f = fopen(path, "w");
	bool well = f && fwrite(t.at, 1, t.size, f) == t.size;

	if (f)
		well = fclose(f) == 0 && well;
	return well;
}

static int by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void folder_take(struct files *f, const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *at;

	while (d && (at = readdir(d)) && f->count < FILES_MAX)
		if (text_ends(text_of(at->d_name), ENDING))
			f->paths[f->count++] =
				text_format(f->arena, "%s/%s%c", folder, at->d_name, '\0').at;
	if (d)
		closedir(d);
}

static int files_take(struct files *f, int argc, char **argv)
{
	struct stat st;

	for (int i = 0; i < argc && f->count < FILES_MAX; i++) {
		if (argv[i][0] == '-')
			return option_rest(argc - i, argv + i);
		if (stat(argv[i], &st))
			return say_usage("there is no file or folder %s", argv[i]);
		if (S_ISDIR(st.st_mode))
			folder_take(f, argv[i]);
		else
			f->paths[f->count++] = argv[i];
	}
	qsort(f->paths, f->count, sizeof(*f->paths), by_name);
	return f->count ? 0 : say_usage("name flow files (*.flow), or folders of them");
}

int flow_files_body(struct arena *a, int argc, char **argv, struct text *body)
{
	struct files files = { .arena = a };
	struct buffer b = buffer_open(a, 64 << 20);
	struct json_out o = json_open(&b);
	int code = files_take(&files, argc, argv);

	json_map(&o);
	json_key(&o, "files");
	json_list(&o);
	for (size_t i = 0; i < files.count && !code; i++) {
		struct text source;
		if (!file_read(a, files.paths[i], &source))
			code = say_usage("%s cannot be read", files.paths[i]);
		else
			json_put_text(&o, source);
	}
	json_close(&o);
	json_close(&o);
	*body = buffer_text(&b);
	return code;
}

/* --- as people read it --- */

static void indent(struct buffer *b, int depth)
{
	buffer_byte(b, '\n');
	for (int i = 0; i < depth; i++)
		buffer_add(b, TEXT("  "));
}

static void put_pretty(struct arena *a, struct buffer *b, const struct json *v, int depth)
{
	bool map = json_is(v, JSON_MAP), list = json_is(v, JSON_LIST), first = true;

	if ((!map && !list) || !v->count) {
		buffer_add(b, json_source(a, v));
		return;
	}
	buffer_byte(b, map ? '{' : '[');
	for (const struct json *i = json_first(v); i; i = json_after(v, i)) {
		if (!first)
			buffer_byte(b, ',');
		first = false;
		indent(b, depth + 1);
		if (map) {
			buffer_add(b, json_source(a, i));
			buffer_add(b, TEXT(": "));
			i = json_after(v, i);
		}
		put_pretty(a, b, i, depth + 1);
	}
	indent(b, depth);
	buffer_byte(b, map ? '}' : ']');
}

struct text flow_file_pretty(struct arena *a, const struct json *file)
{
	struct buffer b = buffer_open(a, 4 << 20);

	put_pretty(a, &b, file, 0);
	buffer_byte(&b, '\n');
	return buffer_text(&b);
}

void flow_file_print(struct arena *a, const struct json *file)
{
	struct text t = flow_file_pretty(a, file);

	printf("%.*s", (int)t.size, t.at);
}

/* --- check --- */

static void say_places(const struct json *list, const char *mark)
{
	for (const struct json *v = json_first(list); list && v; v = json_after(list, v)) {
		struct text at = json_text(json_get(v, "at")), why = json_text(json_get(v, "why"));
		printf("  %s %.*s %.*s\n", mark, (int)at.size, at.at, (int)why.size, why.at);
	}
}

static void say_scopes(const struct json *list)
{
	for (const struct json *v = json_first(list); list && v; v = json_after(list, v)) {
		struct text scope = json_text(v);
		printf("%s%.*s", v == json_first(list) ? "  a token for it needs " : " ",
		       (int)scope.size, scope.at);
	}
	fputs(list && list->count ? "\n" : "", stdout);
}

static void say_checked(const char *path, const struct json *v)
{
	const struct json *steps = json_get(v, "steps");
	int64_t a_day = 0, asked = 0, quota = 0;

	json_whole(json_get(v, "requestsPerDay"), &a_day);
	printf("%s: %s\n", path, json_flag(json_get(v, "ok")) ? "fine" : "not fine");
	say_places(json_get(v, "problems"), "problem:");
	for (const struct json *s = json_first(steps); steps && s; s = json_after(steps, s)) {
		struct text at = json_text(json_get(s, "at")),
			    asks = json_text(json_get(s, "asks"));
		struct text class = json_text(json_get(s, "class"));
		struct text meaning = json_text(json_get(s, "meaning"));
		printf("  %.*s %.*s: %.*s, %.*s\n", (int)at.size, at.at, (int)asks.size, asks.at,
		       (int)class.size, class.at, (int)meaning.size, meaning.at);
	}
	json_whole(json_get(v, "askedLastDay"), &asked);
	json_whole(json_get(v, "quotaPerDay"), &quota);
	if (a_day)
		printf("  its trigger asks at least %lld times a day", (long long)a_day);
	if (a_day && quota)
		printf(", %.1f %% of what there is", 100.0 * (double)a_day / (double)quota);
	fputs(a_day ? "\n" : "", stdout);
	if (asked)
		printf("  its steps asked other servers %lld times in the last 24 hours\n",
		       (long long)asked);
	say_scopes(json_get(v, "scopes"));
	say_places(json_get(v, "notes"), "note:");
}

static bool check_alone(struct app *h, struct text source, const struct json **reply)
{
	struct buffer b = buffer_open(h->arena, 4 << 20);
	struct json_out o = json_open(&b);
	struct text why;

	json_map(&o);
	flow_check_file(h->arena, h->parts.catalogue, source, &o);
	json_close(&o);
	return !json_read(h->arena, buffer_text(&b), reply, &why);
}

/* The names of the flows of all files: they may name each other. */
static struct text slugs_of(struct app *h, const struct files *files)
{
	struct buffer b = buffer_open(h->arena, 1 << 16);
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t i = 0; i < files->count; i++) {
		struct faults faults = { 0 };
		struct text source;
		const struct flow *f = file_read(h->arena, files->paths[i], &source)
					       ? flow_read(h->arena, h->parts.catalogue, source,
							   &faults)
					       : NULL;
		if (f)
			json_put_text(&o, f->slug);
	}
	json_close(&o);
	return buffer_text(&b);
}

int flow_files_check(struct app *h, int argc, char **argv, bool json,
		     const struct flow_asking *asking)
{
	struct files files = { .arena = h->arena };
	int code = files_take(&files, argc, argv);
	bool fine = true;
	struct text slugs = asking && !code ? slugs_of(h, &files) : TEXT("[]");

	for (size_t i = 0; i < files.count && !code; i++) {
		struct text source;
		const struct json *v;
		if (!file_read(h->arena, files.paths[i], &source))
			return say_usage("%s cannot be read", files.paths[i]);
		if (asking ? !asking->ask(asking->owner, source, slugs, &v)
			   : !check_alone(h, source, &v))
			return EXIT_REFUSED;
		struct text line = json_source(h->arena, v);
		fine &= json_flag(json_get(v, "ok"));
		if (json)
			printf("%.*s\n", (int)line.size, line.at);
		else
			say_checked(files.paths[i], v);
	}
	return code ? code : fine ? EXIT_FINE : EXIT_REFUSED;
}

/* --- test: samples and what is expected of them --- */

struct trial {
	struct arena *arena;
	const struct catalogue *catalogue;
	bool json, accept; /* accept: what comes is expected from now on */
	size_t passed, failed;
};

static void say_lines(const char *mark, struct text t, struct text other)
{
	struct text line;

	while (text_split(&t, '\n', &line)) {
		struct text rest = other, theirs;
		bool there = false;
		while (!there && text_split(&rest, '\n', &theirs))
			there = text_same(line, theirs);
		if (!there)
			printf("    %s %.*s\n", mark, (int)line.size, line.at);
	}
}

static void sample_try(struct trial *t, struct text source, const char *path)
{
	struct buffer b = buffer_open(t->arena, 4 << 20);
	struct json_out o = json_open(&b);
	struct text sample, why = { 0 }, expected = { 0 };
	const struct json *came, *want;
	size_t stem = strlen(path) - strlen(SAMPLE);
	const char *beside = text_format(t->arena, "%.*s%s%c", (int)stem, path, EXPECTED, '\0').at;

	bool ran = file_read(t->arena, path, &sample) &&
		   flow_test_file(t->arena, &(struct flow_sample){ t->catalogue, source, sample },
				  &o, &why);
	if (!ran || json_read(t->arena, buffer_text(&b), &came, &why)) {
		printf("%s: %.*s\n", path, (int)why.size, why.at);
		t->failed++;
		return;
	}
	struct text pretty = flow_file_pretty(t->arena, came), theirs = { 0 };
	if (t->accept && !file_write(beside, pretty)) {
		printf("%s cannot be written\n", beside);
		t->failed++;
		return;
	}
	bool known = file_read(t->arena, beside, &expected) &&
		     !json_read(t->arena, expected, &want, &why);
	if (known)
		theirs = flow_file_pretty(t->arena, want);
	bool same = known && text_same(pretty, theirs);
	t->passed += same;
	t->failed += !same;
	if (t->json) {
		printf("{\"sample\":\"%s\",\"same\":%s,\"result\":%.*s}\n", path,
		       same ? "true" : "false", (int)b.size, b.at);
		return;
	}
	printf("%s: %s\n", path,
	       same    ? "as expected"
	       : known ? "different from what is expected"
		       : "nothing is expected of it yet; this is what it would do:");
	if (!known)
		printf("%.*s", (int)pretty.size, pretty.at);
	if (known && !same) {
		say_lines("-", theirs, pretty);
		say_lines("+", pretty, theirs);
	}
}

/* Those that the file names under "samples". */
static void samples_named(struct trial *t, const char *folder, struct text source,
			  struct files *samples)
{
	const struct json *flow, *list;
	struct text why;

	if (json_read(t->arena, flow_plain(t->arena, source), &flow, &why))
		return;
	list = json_get(flow, "samples");
	for (const struct json *v = json_is(list, JSON_LIST) ? json_first(list) : NULL;
	     v && samples->count < FILES_MAX; v = json_after(list, v)) {
		struct text name = json_text(v);
		const char *path = text_format(t->arena, "%s/%.*s%c", folder, (int)name.size,
					       name.at, '\0')
					   .at;
		bool there = !text_ends(name, SAMPLE);
		for (size_t i = 0; i < samples->count && !there; i++)
			there = strcmp(samples->paths[i], path) == 0;
		if (!there)
			samples->paths[samples->count++] = path;
	}
}

/* NAME.sample and NAME.*.sample beside NAME.flow, and those that it names. */
static void flow_try(struct trial *t, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
		slash ? text_format(t->arena, "%.*s%c", (int)(slash - path), path, '\0').at : ".";
	const char *name = slash ? slash + 1 : path;
	size_t stem = strlen(name) - (text_ends(text_of(name), ENDING) ? strlen(ENDING) : 0);
	struct files samples = { .arena = t->arena };
	struct text source;
	DIR *d = opendir(folder);
	struct dirent *at;

	if (!d || !file_read(t->arena, path, &source)) {
		t->failed++;
		printf("%s cannot be read\n", path);
	}
	while (d && (at = readdir(d)) && samples.count < FILES_MAX)
		if (strncmp(at->d_name, name, stem) == 0 && at->d_name[stem] == '.' &&
		    text_ends(text_of(at->d_name), SAMPLE))
			samples.paths[samples.count++] =
				text_format(t->arena, "%s/%s%c", folder, at->d_name, '\0').at;
	if (d)
		closedir(d);
	samples_named(t, folder, source, &samples);
	qsort(samples.paths, samples.count, sizeof(*samples.paths), by_name);
	for (size_t i = 0; i < samples.count; i++)
		sample_try(t, source, samples.paths[i]);
	if (!samples.count)
		printf("%s: has no samples\n", path);
}

int flow_files_test(int argc, char **argv, bool json)
{
	struct app h;
	int code = app_open(&h, HOUSE_CATALOGUE, &argc, argv);
	struct files files = { .arena = h.arena };
	struct trial t = { .arena = h.arena, .catalogue = h.parts.catalogue, .json = json };

	t.accept = option_flag(&argc, argv, "accept");

	if (!code)
		code = files_take(&files, argc, argv);
	for (size_t i = 0; i < files.count && !code; i++)
		flow_try(&t, files.paths[i]);
	if (!code && !json)
		printf("%zu passed, %zu failed\n", t.passed, t.failed);
	app_close(&h);
	return code ? code : t.failed ? EXIT_REFUSED : EXIT_FINE;
}

/* --- diff: files against what is applied --- */

/* In the transaction of the call: the file that is live, or NULL. */
struct live {
	struct text slug, location;
	const struct json *file;
};

static enum err live_find(struct call *call)
{
	struct live *l = call->owner;
	struct text why;

	call_set_text(call, "slugNamed", l->slug);
	call_set_text(call, "locationNamed", l->location);
	l->file = NULL;
	if (store_load(call, "SELECT r.canonical_json FROM flow JOIN flow_rev r"
			     " ON r.flow_id = flow.id AND r.rev = flow.live_rev"
			     " WHERE flow.slug = :slugNamed AND (:locationNamed = ''"
			     " OR flow.location_id = :locationNamed)"))
		json_read(call->arena, call_text(call, "canonicalJson"), &l->file, &why);
	return call->err;
}

static int file_diff(struct app *h, const char *path, struct text location, bool json, bool *same)
{
	struct text source, why, theirs = { 0 };
	const struct json *file;

	if (!file_read(h->arena, path, &source) ||
	    json_read(h->arena, flow_plain(h->arena, source), &file, &why))
		return say_usage("%s cannot be read", path);
	struct live live = { json_text(json_get(file, "flow")), location, NULL };
	struct call *call = app_call(h, TEXT(""));
	call->owner = &live;
	if (app_perform(h, call, live_find))
		return say_failure(EXIT_REFUSED, call->why);
	struct text ours = flow_file_pretty(h->arena, file);
	if (live.file)
		theirs = flow_file_pretty(h->arena, live.file);
	bool alike = live.file && text_same(ours, theirs);
	const char *state = alike ? "same" : live.file ? "different" : "new";
	*same &= alike;
	if (json) {
		struct buffer b = buffer_open(h->arena, 4096);
		struct json_out o = json_open(&b);
		json_map(&o);
		json_key(&o, "path");
		json_put_c(&o, path);
		json_key(&o, "flow");
		json_put_text(&o, live.slug);
		json_key(&o, "state");
		json_put_c(&o, state);
		json_close(&o);
		printf("%.*s\n", (int)b.size, b.at);
		return 0;
	}
	printf("%s: %s\n", path, state);
	if (live.file && !alike) {
		say_lines("-", theirs, ours);
		say_lines("+", ours, theirs);
	}
	return 0;
}

int flow_files_diff(int argc, char **argv, bool json)
{
	struct app h;
	int code = app_open(&h, HOUSE_READ, &argc, argv);
	struct files files = { .arena = h.arena };
	bool same = true;

	struct text location = option_text(&argc, argv, "location");
	if (!code)
		code = files_take(&files, argc, argv);
	for (size_t i = 0; i < files.count && !code; i++)
		code = file_diff(&h, files.paths[i], location, json, &same);
	app_close(&h);
	return code ? code : same ? EXIT_FINE : EXIT_REFUSED;
}
