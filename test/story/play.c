// SPDX-License-Identifier: Apache-2.0
/*
 * A story is played: one function for each statement of the language.
 */
#include "test/story/story.h"

#include <poll.h>
#include <stdarg.h>

#define STORY_MAX   (1 << 20)
#define REPEATS_MAX 100000

bool play_fail(struct play *p, const char *format, ...)
{
	va_list list;

	printf("%s:%zu: ", p->path, p->line);
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	printf("\n");
	return false;
}

void play_show(struct play *p)
{
	printf("    asked   %.*s (line %zu)\n", (int)p->asked.size, p->asked.at, p->asked_line);
	if (p->sent.size)
		printf("    sent    %.*s\n", (int)p->sent.size, p->sent.at);
	printf("    reply   %d\n", p->reply.status);
	for (size_t i = 0; i < p->reply.header_count; i++)
		printf("    %.*s: %.*s\n", (int)p->reply.headers[i].name.size,
		       p->reply.headers[i].name.at, (int)p->reply.headers[i].value.size,
		       p->reply.headers[i].value.at);
	printf("    %.*s\n", (int)p->reply.body.size, p->reply.body.size ? p->reply.body.at : "");
	if (p->reply.status >= 500) {
		struct text log = stage_log_end(&p->stage);

		printf("    log     %.*s\n", (int)log.size, log.at);
	}
}

/* A request that nobody expected anything of must at least have worked. */
static bool settle(struct play *p)
{
	if (!p->waits || (p->reply.status >= 200 && p->reply.status < 300))
		return true;
	p->waits = false;
	play_fail(p, "expected a status of 200 to 299 of line %zu", p->asked_line);
	play_show(p);
	return false;
}

static bool say_story(struct play *p, struct text word, struct text rest)
{
	(void)word;
	p->title = rest;
	return true;
}

static bool say_client(struct play *p, struct text word, struct text rest)
{
	(void)word;
	return settle(p) && cast_speak(p, rest);
}

static bool say_header(struct play *p, struct text word, struct text rest)
{
	struct text name, value = rest;

	(void)word;
	if (p->header_count == PLAY_HEADERS_MAX || p->left_out_count == PLAY_HEADERS_MAX)
		return play_fail(p, "too many headers");
	if (text_starts(rest, "-")) {
		p->left_out[p->left_out_count++] = (struct text){ rest.at + 1, rest.size - 1 };
		return true;
	}
	if (!text_split(&value, ':', &name) || name.size == rest.size)
		return play_fail(p, "a header is `Name: value`");
	if (!names_fill(p, text_trim(value), FILL_PLAIN, &value))
		return false;
	p->headers[p->header_count++] = (struct header){ text_trim(name), value };
	return true;
}

static bool say_raw(struct play *p, struct text word, struct text rest)
{
	(void)word;
	p->raw = rest;
	return rest.size || play_fail(p, "raw needs a content type");
}

/* A path that is nothing but a name is asked as it is, without scheme and host. */
static bool path_fill(struct play *p, struct text in, struct text *out)
{
	struct text name, kind;

	if (name_spot(in, &name, &kind) != in.size || kind.size)
		return names_fill(p, in, FILL_URL, out);
	if (!names_fill(p, in, FILL_JSON, out))
		return false;
	const char *host = memmem(out->at, out->size, "://", 3);
	const char *path = host ? memchr(host + 3, '/', (size_t)(out->at + out->size - host - 3))
				: NULL;

	if (path)
		*out = (struct text){ path, (size_t)(out->at + out->size - path) };
	return true;
}

static bool body_fill(struct play *p, struct text in, struct text *out)
{
	const struct json *body;
	struct text why;

	if (p->form.size) {
		*out = form_end(p);
		return !in.size || play_fail(p, "a form with files has no other body");
	}
	if (p->raw.size) {
		bool form = text_is(p->raw, "application/x-www-form-urlencoded");

		return names_fill(p, in, form ? FILL_URL : FILL_PLAIN, out);
	}
	if (!names_fill(p, in, FILL_JSON, out))
		return false;
	if (out->size && json_read(p->arena, *out, &body, &why))
		return play_fail(p, "the story's body is not JSON (`raw` sends it as it is): %.*s",
				 (int)why.size, why.at);
	return true;
}

static bool request_make(struct play *p, struct text method, struct text rest, struct request *out)
{
	*out = (struct request){
		.method = method,
		.token = p->token,
		.browser = p->browser,
		.site = p->site,
		.type = p->raw,
	};
	if (p->form.size)
		out->type = TEXT(FORM_TYPE);
	struct text path = word_take(&rest);

	return path_fill(p, path, &out->path) && body_fill(p, rest, &out->body);
}

static bool ask_times(struct play *p, struct text method, struct text rest, int64_t times)
{
	struct request request;
	bool fine = settle(p) && request_make(p, method, rest, &request);

	for (int64_t i = 0; fine && i < times; i++)
		fine = ask(p, &request);
	p->last = request;
	p->waits = true;
	p->header_count = p->left_out_count = 0;
	p->raw = (struct text){ 0 };
	p->form = (struct buffer){ 0 };
	return fine;
}

static bool say_request(struct play *p, struct text word, struct text rest)
{
	return ask_times(p, word, rest, 1);
}

static bool say_repeat(struct play *p, struct text word, struct text rest)
{
	struct text count = word_take(&rest), method = word_take(&rest);
	int64_t times;

	(void)word;
	if (!text_whole(count, &times) || times < 1 || times > REPEATS_MAX)
		return play_fail(p, "repeat needs a number");
	return ask_times(p, method, rest, times);
}

static struct text quotes_off(struct text t)
{
	bool quoted = t.size > 1 && t.at[0] == '"' && t.at[t.size - 1] == '"';

	return quoted ? (struct text){ t.at + 1, t.size - 2 } : t;
}

/* `{name:text}`: what came, if anything did, has this name from here on. */
static bool header_taken(struct play *p, struct text want, struct text came)
{
	struct text name;

	if (!came.size || !text_starts(want, "{") || !text_ends(want, ":text}"))
		return false;
	name = (struct text){ want.at + 1, want.size - strlen("{:text}") };
	name_set(p, text_copy(p->arena, name), text_copy(p->arena, came), false);
	return true;
}

static bool expect_header(struct play *p, struct text rest)
{
	struct text name = word_take(&rest), want, came = { 0 };
	bool there = false, absent = text_is(rest, "{absent}");

	for (size_t i = 0; i < p->reply.header_count && !there; i++) {
		there = text_alike(p->reply.headers[i].name, name);
		came = there ? p->reply.headers[i].value : came;
	}
	if (header_taken(p, rest, came))
		return true;
	if (!names_fill(p, quotes_off(rest), FILL_PLAIN, &want))
		return false;
	if (absent ? !there : there && (!want.size || text_same(want, came)))
		return true;
	play_fail(p, "expected header %.*s %.*s", (int)name.size, name.at, (int)rest.size, rest.at);
	play_show(p);
	return false;
}

static bool expect_body(struct play *p, struct text rest)
{
	const struct json *want;
	struct text why;

	if (!rest.size)
		return true;
	if (json_read(p->arena, names_quote(p->arena, rest), &want, &why))
		return play_fail(p, "the expectation is not JSON: %.*s", (int)why.size, why.at);
	struct text differences = fits(p, want, p->body);

	if (!differences.size)
		return true;
	play_fail(p, "the reply does not fit\n%.*s", (int)differences.size - 1, differences.at);
	play_show(p);
	return false;
}

/* `expect body BYTES`: exactly these */
static bool expect_bytes(struct play *p, struct text rest)
{
	if (text_same(p->reply.body, story_bytes(p, rest)))
		return true;
	play_fail(p, "expected body %.*s", (int)rest.size, rest.at);
	play_show(p);
	return false;
}

/* `holds` or `lacks`. */
static bool expect_piece(struct play *p, struct text word, struct text rest)
{
	struct text piece = story_bytes(p, rest);
	bool holds = piece.size &&
		     memmem(p->reply.body.at, p->reply.body.size, piece.at, piece.size) != NULL;

	if (piece.size && holds == text_is(word, "holds"))
		return true;
	play_fail(p, "expected that it %.*s %.*s", (int)word.size, word.at, (int)rest.size,
		  rest.at);
	play_show(p);
	return false;
}

/* `take NAME BYTES`: what stands in the body between these bytes and the next quotes. */
static bool say_take(struct play *p, struct text word, struct text rest)
{
	struct text name = word_take(&rest), before = story_bytes(p, rest), value;
	const char *at = before.size ? memmem(p->reply.body.at, p->reply.body.size, before.at,
					      before.size)
				     : NULL;

	(void)word;
	if (!at)
		return play_fail(p, "the body lacks %.*s", (int)rest.size, rest.at);
	struct text left = { at + before.size,
			     (size_t)(p->reply.body.at + p->reply.body.size - at) - before.size };
	text_split(&left, '"', &value);
	name_set(p, name, text_copy(p->arena, value), false);
	return true;
}

static bool say_expect(struct play *p, struct text word, struct text rest)
{
	struct text first = word_take(&rest);
	int64_t status;

	(void)word;
	if (!p->asked.size)
		return play_fail(p, "nothing was asked yet");
	if (text_is(first, "header"))
		return expect_header(p, rest);
	if (text_is(first, "body"))
		return expect_bytes(p, rest);
	if (text_is(first, "holds") || text_is(first, "lacks"))
		return expect_piece(p, first, rest);
	if (!text_whole(first, &status))
		return play_fail(p, "expect needs a status, or `header`");
	p->waits = false;
	if (p->reply.status == status)
		return expect_body(p, rest);
	play_fail(p, "expected %.*s %.*s", (int)first.size, first.at, (int)rest.size, rest.at);
	play_show(p);
	return false;
}

#define SOON_MS	     60000
#define SOON_STEP_MS 150

/* Asks the last request again and again, until its reply fits or it is late. */
static bool say_soon(struct play *p, struct text word, struct text rest)
{
	int64_t until = clock_monotonic_us() + SOON_MS * 1000;
	const struct json *want = NULL;
	struct text first = word_take(&rest), why;
	int64_t status;

	(void)word;
	if (!p->asked.size || !text_whole(first, &status))
		return play_fail(p, "soon needs a status, after a request");
	if (rest.size && json_read(p->arena, names_quote(p->arena, rest), &want, &why))
		return play_fail(p, "the expectation is not JSON: %.*s", (int)why.size, why.at);
	while (p->reply.status != status || (want && fits(p, want, p->body).size)) {
		if (clock_monotonic_us() > until) {
			play_fail(p, "not soon: %.*s %.*s", (int)first.size, first.at,
				  (int)rest.size, rest.at);
			play_show(p);
			return false;
		}
		poll(NULL, 0, SOON_STEP_MS);
		if (!ask(p, &p->last))
			return false;
	}
	p->waits = false;
	return true;
}

static bool clock_move(struct play *p, int64_t by_ms, bool passes)
{
	struct text why = stage_move_clock(&p->stage, by_ms, passes);

	return !why.size || play_fail(p, "%.*s", (int)why.size, why.at);
}

/* Until the next time that the clock says so, so that no day ends where the story does not want it.
 */
static bool clock_to_hour(struct play *p, struct text hour)
{
	const int64_t day_ms = 86400000;
	int64_t wanted;

	if (!text_ends(hour, ":00"))
		return play_fail(p, "an hour is said like this: clock to 10:00");
	hour.size -= 3;
	if (!text_whole(hour, &wanted) || wanted < 0 || wanted > 23)
		return play_fail(p, "an hour is said like this: clock to 10:00");
	int64_t now = clock_now_ms(&p->stage.clock) % day_ms;
	return clock_move(p, (wanted * 3600000 - now + day_ms) % day_ms, true);
}

static bool say_clock(struct play *p, struct text word, struct text rest)
{
	static const struct {
		const char *name;
		int64_t ms;
	} units[] = { { "second", 1000 },  { "minute", 60000 },	  { "hour", 3600000 },
		      { "day", 86400000 }, { "week", 604800000 }, { "millisecond", 1 } };
	struct text count = word_take(&rest);
	bool jumps = text_is(count, "jumps");
	int64_t number;

	(void)word;
	if (text_is(count, "to"))
		return clock_to_hour(p, rest);
	if (jumps)
		count = word_take(&rest);
	struct text unit = rest;
	if (text_starts(count, "+"))
		count = (struct text){ count.at + 1, count.size - 1 };
	if (text_ends(unit, "s"))
		unit.size--;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (text_is(unit, units[i].name) && text_whole(count, &number))
			return clock_move(p, number * units[i].ms, !jumps && number > 0);
	return play_fail(p,
			 "a clock is moved like this: clock +2 minutes, or clock jumps -2 minutes");
}

static bool say_peer(struct play *p, struct text word, struct text rest)
{
	(void)word, (void)rest;
	return peer_start(p);
}

/* Where the server is, for those who are told to ask it. */
static void server_name(struct play *p)
{
	name_set(p, TEXT("server"), text_format(p->arena, "http://127.0.0.1:%d", p->stage.port),
		 false);
	name_set(p, TEXT("port"), text_format(p->arena, "%d", p->stage.port), false);
}

static bool say_restart(struct play *p, struct text word, struct text rest)
{
	struct text setting;

	(void)word;
	if (!settle(p))
		return false;
	struct text why = stage_kill(&p->stage);
	if (!why.size && text_split(&rest, ' ', &setting) && setting.size)
		why = stage_setting(&p->stage, setting, text_trim(rest));

	http_client_close(p->http);
	p->http = http_client_open();
	if (!why.size)
		why = stage_start(&p->stage);
	server_name(p);
	return !why.size || play_fail(p, "%.*s", (int)why.size, why.at);
}

static bool line_play(struct play *p, const struct line *line)
{
	static const struct {
		const char *word;
		bool (*say)(struct play *p, struct text word, struct text rest);
	} statements[] = {
		{ "story", say_story },	  { "client", say_client },   { "header", say_header },
		{ "raw", say_raw },	  { "GET", say_request },     { "POST", say_request },
		{ "PUT", say_request },	  { "PATCH", say_request },   { "DELETE", say_request },
		{ "HEAD", say_request },  { "OPTIONS", say_request }, { "repeat", say_repeat },
		{ "expect", say_expect }, { "soon", say_soon },	      { "clock", say_clock },
		{ "part", form_part },	  { "file", form_file },      { "restart", say_restart },
		{ "peer", say_peer },	  { "take", say_take },
	};

	p->line = line->number;
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (text_is(line->word, statements[i].word))
			return statements[i].say(p, line->word, line->rest);
	return play_fail(p, "nobody knows the word %.*s", (int)line->word.size, line->word.at);
}

static bool story_read(struct play *p, struct text *out)
{
	FILE *file = fopen(p->path, "r");
	char *text = arena_bytes(p->arena, STORY_MAX);

	if (!file)
		return play_fail(p, "cannot be read");
	*out = (struct text){ text, fread(text, 1, STORY_MAX, file) };
	fclose(file);
	return out->size < STORY_MAX || play_fail(p, "is too long");
}

static bool story_play(struct play *p)
{
	struct text source, init, why;
	size_t count;

	if (!story_read(p, &source))
		return false;
	struct line *lines = lines_read(p->arena, source, &count);

	if (count && text_is(lines[0].word, "story"))
		p->title = lines[0].rest;
	else
		return play_fail(p, "a story begins with its name: story SENTENCE");
	why = stage_open(&p->stage, &init);
	if (!why.size && !cast_take(p, init))
		return false;
	if (!why.size)
		why = stage_start(&p->stage);
	if (why.size)
		return play_fail(p, "%.*s", (int)why.size, why.at);
	server_name(p);
	p->token = name_find(p, TEXT("token"))->value;
	for (size_t i = 0; i < count; i++)
		if (!line_play(p, &lines[i]))
			return false;
	return settle(p);
}

bool play(struct troupe *troupe, struct arena *a, const char *path)
{
	struct play p = { .arena = a, .troupe = troupe, .path = path };

	p.stage = (struct stage){ .arena = a, .troupe = troupe };
	p.http = http_client_open();
	bool fine = story_play(&p);
	struct text why = stage_stop(&p.stage);

	tally_log(troupe, stage_log(&p.stage));
	if (why.size)
		fine = play_fail(&p, "%.*s", (int)why.size, why.at);
	printf("%s  %s: %.*s\n", fine ? "passed" : "FAILED", path, (int)p.title.size,
	       p.title.size ? p.title.at : "");
	if (!fine && troupe->keep)
		printf("    the data is in %s\n", p.stage.folder);
	stage_close(&p.stage, fine || !troupe->keep);
	http_client_close(p.http);
	return fine;
}
