// SPDX-License-Identifier: Apache-2.0
/* The log: a line is made on the stack, or in a batch, and leaves with one write(2). */
#include "base/core/log.h"

#include "base/time/clock.h"

#include <stdarg.h>
#include <unistd.h>

#define LINE_MAX_SIZE 4096

static const char *const level_names[] = {
	[LOG_DEBUG] = "debug",
	[LOG_INFO] = "info",
	[LOG_WARN] = "warn",
	[LOG_ERROR] = "error",
};

/* Set once by log_start, before there are threads. */
static enum log_level level_least = LOG_INFO;
static bool as_json;

void log_start(enum log_level least, bool json)
{
	level_least = least;
	as_json = json;
}

bool log_shows(enum log_level level)
{
	return level >= level_least;
}

bool log_level_find(struct text name, enum log_level *out)
{
	for (size_t i = 0; i < sizeof(level_names) / sizeof(level_names[0]); i++) {
		if (text_is(name, level_names[i])) {
			*out = (enum log_level)i;
			return true;
		}
	}
	return false;
}

/* A line in the making; what does not fit is left out. */
struct line {
	char *at;
	size_t size, room;
};

static void put_bytes(struct line *l, const char *at, size_t size)
{
	if (size > l->room - l->size)
		size = l->room - l->size;
	memcpy(l->at + l->size, at, size);
	l->size += size;
}

static void put_c(struct line *l, const char *c)
{
	put_bytes(l, c, strlen(c));
}

static bool is_plain(unsigned char c)
{
	return c >= ' ' && c != 0x7f && c != '"' && c != '\\';
}

/* Copies what fits, control characters as \n, \t, and \xHH or \u00HH. */
static void put_escaped(struct line *l, struct text t, bool quotes)
{
	for (size_t i = 0; i < t.size && l->size + 6 < l->room; i++) {
		unsigned char c = (unsigned char)t.at[i];
		char code[8];

		if (is_plain(c) || (!quotes && (c == '"' || c == '\\')))
			l->at[l->size++] = (char)c;
		else if (c == '"' || c == '\\')
			put_bytes(l, (char[]){ '\\', (char)c }, 2);
		else if (c == '\n' || c == '\t')
			put_c(l, c == '\n' ? "\\n" : "\\t");
		else
			put_bytes(l, code,
				  (size_t)snprintf(code, sizeof(code),
						   as_json ? "\\u%04x" : "\\x%02x", c));
	}
}

/* Letters, digits and what stands in ids, addresses and numbers. */
static bool needs_quotes(struct text t)
{
	static const bool simple[256] = {
		['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,
		['7'] = 1, ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1,
		['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
		['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1,
		['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1,
		['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
		['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1,
		['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
		['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1, ['-'] = 1,
		['_'] = 1, ['.'] = 1, [':'] = 1, ['/'] = 1,
	};

	for (size_t i = 0; i < t.size; i++)
		if (!simple[(unsigned char)t.at[i]])
			return true;
	return false;
}

static void put_quoted(struct line *l, struct text t)
{
	put_c(l, "\"");
	if (needs_quotes(t))
		put_escaped(l, t, true);
	else
		put_bytes(l, t.at, t.size);
	put_c(l, "\"");
}

/* The time of the last line of this thread, for lines come in crowds. */
static void put_now(struct line *l, int64_t now_ms)
{
	static _Thread_local int64_t known_ms;
	static _Thread_local char known[CLOCK_ISO_SIZE];

	if (!now_ms)
		now_ms = clock_now_ms(&(struct clock){ 0 });
	if (now_ms != known_ms)
		clock_iso(now_ms, known);
	known_ms = now_ms;
	put_bytes(l, known, CLOCK_ISO_SIZE - 1);
}

static void put_start(struct line *l, const struct log_line *line)
{
	put_c(l, as_json ? "{\"time\":\"" : "");
	put_now(l, line->now_ms);
	put_c(l, as_json ? "\",\"level\":\"" : " ");
	put_c(l, level_names[line->level]);
	put_c(l, as_json ? "\",\"room\":\"" : " ");
	put_c(l, line->room);
	put_c(l, as_json ? "\",\"message\":" : ": ");
	if (as_json)
		put_quoted(l, text_of(line->what));
	else if (line->count) /* a word or two of ours */
		put_c(l, line->what);
	else
		put_escaped(l, text_of(line->what), false);
}

static void put_pair(struct line *l, const struct log_pair *p)
{
	if (!p->text.size)
		return;
	put_c(l, as_json ? ",\"" : " ");
	put_c(l, p->key);
	put_c(l, as_json ? "\":" : "=");
	if (as_json ? !p->number : needs_quotes(p->text))
		put_quoted(l, p->text);
	else
		put_bytes(l, p->text.at, p->text.size);
}

static void put_end(struct line *l)
{
	l->room += 3; /* kept free for it */
	put_c(l, as_json ? "}\n" : "\n");
}

static void leave(const char *at, size_t size)
{
	ssize_t written = write(STDERR_FILENO, at, size);
	(void)written; /* there is nobody left to tell */
}

void log_flush(struct log_batch *batch)
{
	if (batch->size)
		leave(batch->at, batch->size);
	batch->size = 0;
}

void log_pairs(struct log_batch *batch, const struct log_line *line)
{
	char own[LINE_MAX_SIZE];

	if (!log_shows(line->level))
		return;
	if (batch && LOG_BATCH_SIZE - batch->size < LINE_MAX_SIZE)
		log_flush(batch);
	struct line l = { .at = batch ? batch->at + batch->size : own, .room = LINE_MAX_SIZE - 3 };

	put_start(&l, line);
	for (size_t i = 0; i < line->count; i++)
		put_pair(&l, &line->pairs[i]);
	put_end(&l);
	if (batch)
		batch->size += l.size;
	else
		leave(l.at, l.size);
}

void log_say(enum log_level level, const char *room, const char *format, ...)
{
	char said[LINE_MAX_SIZE];
	va_list args;

	if (!log_shows(level))
		return;
	va_start(args, format);
	vsnprintf(said, sizeof(said), format, args);
	va_end(args);
	log_pairs(NULL, &(struct log_line){ .level = level, .room = room, .what = said });
}
