// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel demo: init, sample data, serve; for the first look.
 *
 * The sample data is a text (demo.sample) of requests, asked in one transaction.  What init printed
 * is kept in demo.json beside the data, so that a demo that is started again says the same tokens.
 */
#include "app/cli/inside.h"

#include "base/time/clock.h"
#include "domain/sessions/sessions.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

extern const struct {
	const char *name, *at;
	size_t size;
} texts_sample[];

/* Names that sample lines have given to what they made: `ann = create-contact …`. */
#define SAMPLE_NAMES_MAX 512
struct sample {
	struct call *call;
	struct header names[SAMPLE_NAMES_MAX];
	size_t count;
};

static void sample_name(struct sample *s, struct text name, struct text value)
{
	if (s->count < SAMPLE_NAMES_MAX)
		s->names[s->count++] = (struct header){ name, value };
}

/* Replaces {name} by what it stands for; leaves other braces alone. */
static struct text sample_fill(struct sample *s, struct text t)
{
	struct buffer out = buffer_open(s->call->arena, 1 << 16);

	for (size_t i = 0; i < t.size; i++) {
		struct text rest = { t.at + i + 1, t.size - i - 1 }, word;
		size_t n = 0;
		if (t.at[i] == '{' && text_split(&rest, '}', &word))
			for (n = 0; n < s->count && !text_same(s->names[n].name, word); n++)
				;
		else
			n = s->count;
		if (n < s->count) {
			buffer_add(&out, s->names[n].value);
			i += word.size + 1;
		} else {
			buffer_byte(&out, t.at[i]);
		}
	}
	return buffer_text(&out);
}

static struct text first_id(const struct json *v, int depth)
{
	if (!json_is(v, JSON_MAP) || depth == 0)
		return (struct text){ 0 };
	const struct json *own = json_get(v, "id");
	if (own)
		return json_text(own);
	for (const struct json *key = json_first(v); key;) {
		const struct json *value = json_after(v, key);
		struct text found = first_id(value, depth - 1);
		if (found.size)
			return found;
		key = json_after(v, value);
	}
	return (struct text){ 0 };
}

/* {name} is the id of what was made, {name.member} a text of the reply. */
static void sample_names(struct sample *s, struct text name, const struct json *reply)
{
	struct arena *a = s->call->arena;

	sample_name(s, name, text_copy(a, first_id(reply, 3)));
	for (const struct json *key = json_first(reply); key;) {
		const struct json *value = json_after(reply, key);

		if (json_is(value, JSON_TEXT))
			sample_name(s,
				    text_format(a, "%.*s.%.*s", (int)name.size, name.at,
						(int)key->text.size, key->text.at),
				    text_copy(a, json_text(value)));
		key = json_after(reply, value);
	}
}

/* The next day from Monday to Friday, as the calendar of UTC has it. */
static struct text workday(struct arena *a, int64_t now_ms)
{
	int64_t day = now_ms / DAY_MS + 1;
	int year, month, of_month;

	while ((day + 4) % 7 == 0 || (day + 4) % 7 == 6) /* 1 January 1970 was a Thursday */
		day++;
	clock_civil(day, &year, &month, &of_month);
	return text_format(a, "%04d-%02d-%02d", year, month, of_month);
}

static enum err sample_line(struct sample *s, struct text line)
{
	struct text rest = line, first, name = { 0 };
	const struct json *reply;

	text_split(&rest, ' ', &first);
	if (text_starts(rest, "= ")) {
		name = first;
		rest = text_trim((struct text){ rest.at + 2, rest.size - 2 });
		text_split(&rest, ' ', &first);
	}
	enum err e = invoke(s->call, text_c(s->call->arena, first), sample_fill(s, rest), &reply);
	if (!e && name.size)
		sample_names(s, name, reply);
	return e;
}

enum err sample_play(struct call *call, const struct setup *f, struct text text)
{
	struct sample s = { .call = call };
	struct text line;
	enum err e = ERR_OK;
	struct caller *caller = arena_take(call->arena, sizeof(*caller)),
		      *before = (struct caller *)(uintptr_t)call->caller;

	*caller = *before;
	caller->class = TOKEN_LOCATION;
	caller->location_id = f->location_id;
	caller->user_id = f->owner_id;
	call->caller = caller;
	sample_name(&s, TEXT("location"), f->location_id);
	sample_name(&s, TEXT("company"), f->company_id);
	sample_name(&s, TEXT("owner"), f->owner_id);
	sample_name(&s, TEXT("workday"), workday(call->arena, call->now_ms));
	while (!e && text_split(&text, '\n', &line))
		if (text_is(line, "as company"))
			caller->class = TOKEN_COMPANY;
		else if (line.size && line.at[0] != '#')
			e = sample_line(&s, line);
	call->caller = before;
	return e;
}

struct demo {
	struct app *app;
	struct text setup; /* JSON */
	bool json, fresh;
};

static void demo_ready(void *owner, int port)
{
	struct demo *demo = owner;
	struct arena *a = demo->app->arena;
	const struct json *f;
	struct text why;

	if (demo->json) {
		printf("%.*s\n", (int)demo->setup.size, demo->setup.at);
		fflush(stdout);
		return;
	}
	if (json_read(a, demo->setup, &f, &why))
		return;
	struct text location = json_text(json_get(f, "locationId"));
	struct text token = json_text(json_get(f, "locationToken"));
	struct text listen = demo->app->settings.listen, host = listen;
	while (host.size && host.at[host.size - 1] != ':')
		host.size--;
	struct text here = text_format(a, "http://%.*s%d", (int)host.size, host.at, port);
	struct text link = entry_link(a, here, ENTRY_FIRST, json_text(json_get(f, "firstCode")));
	if (demo->fresh)
		printf("To sign in for the first time, within a day:\n\n  %.*s\n\n", (int)link.size,
		       link.at);
	printf("Groundlevel answers on http://%.*s%d\n\n"
	       "location  %.*s\ntoken     %.*s\n\nTry:\n\n"
	       "  curl 'http://%.*s%d/contacts/?locationId=%.*s&limit=3' \\\n"
	       "    -H 'Authorization: Bearer %.*s' -H 'Version: 2021-07-28'\n\n"
	       "Ctrl-C stops it.\n",
	       (int)host.size, host.at, port, (int)location.size, location.at, (int)token.size,
	       token.at, (int)host.size, host.at, port, (int)location.size, location.at,
	       (int)token.size, token.at);
	fflush(stdout);
}

static bool setup_load(struct app *h, const char *path, struct text *out)
{
	char bytes[4096];
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return false;
	ssize_t size = read(file, bytes, sizeof(bytes));
	close(file);
	if (size <= 0)
		return false;
	*out = text_copy(h->arena, (struct text){ bytes, (size_t)size });
	return true;
}

static int setup_keep(const char *path, struct text json)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (file < 0)
		return say_failure(EXIT_DATA, TEXT("demo.json cannot be written"));
	bool whole = write(file, json.at, json.size) == (ssize_t)json.size;
	return close(file) || !whole ? say_failure(EXIT_DATA, TEXT("demo.json is not whole")) : 0;
}

static int demo_prepare(struct app *h, struct demo *demo)
{
	struct setup f = { 0 };
	char *path = text_c(h->arena, text_format(h->arena, "%.*s/demo.json",
						  (int)h->settings.data.size, h->settings.data.at));

	if (setup_load(h, path, &demo->setup))
		return 0;
	int code = setup_make(h, &f, (struct text){ texts_sample[0].at, texts_sample[0].size });
	demo->fresh = true;
	if (code)
		return code;
	struct buffer buffer = buffer_open(h->arena, 1 << 16);
	struct json_out o = json_open(&buffer);
	setup_json(&f, &o);
	demo->setup = buffer_text(&buffer);
	return setup_keep(path, demo->setup);
}

int verb_demo(int argc, char **argv)
{
	struct app h;
	struct demo demo = { .app = &h, .json = option_flag(&argc, argv, "json") };
	static char *usual[64] = { "--data", "demo-data" };
	int count = 2;

	for (int i = 0; i < argc && count < 63; i++)
		usual[count++] = argv[i];
	int code = app_open(&h, HOUSE_NEW, &count, usual);
	if (!code)
		code = option_rest(count, usual);
	if (!code)
		code = demo_prepare(&h, &demo);
	if (!code)
		code = app_serve(&h, demo_ready, &demo);
	app_close(&h);
	return code;
}
