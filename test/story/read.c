// SPDX-License-Identifier: Apache-2.0
/*
 * A story's text into lines: a statement, and what is indented deeper below it.
 */
#include "test/story/story.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct text word_take(struct text *rest)
{
	*rest = text_trim(*rest);
	size_t size = 0;

	while (size < rest->size && !is_space(rest->at[size]) && rest->at[size] != '\n')
		size++;
	struct text word = { rest->at, size };
	*rest = text_trim((struct text){ rest->at + size, rest->size - size });
	return word;
}

/* Only these can be followed by deeper lines of their own. */
static bool has_body(struct text word)
{
	static const char *const words[] = { "GET",  "POST",	"PUT",	  "PATCH",  "DELETE",
					     "HEAD", "OPTIONS", "repeat", "expect", "soon" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(word, words[i]))
			return true;
	return false;
}

static bool is_statement(struct text word)
{
	static const char *const words[] = { "story", "client", "header", "raw",
					     "part",  "file",	"clock",  "restart" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(word, words[i]))
			return true;
	return has_body(word);
}

/* A # with white space around it, outside of quotes, begins a comment. */
static struct text comment_cut(struct text line)
{
	bool quoted = false;

	for (size_t i = 0; i < line.size; i++) {
		if (line.at[i] == '\\' && quoted)
			i++;
		else if (line.at[i] == '"')
			quoted = !quoted;
		else if (line.at[i] == '#' && !quoted && (i == 0 || is_space(line.at[i - 1])) &&
			 (i + 1 == line.size || is_space(line.at[i + 1])))
			return (struct text){ line.at, i };
	}
	return line;
}

static size_t indent_of(struct text line)
{
	size_t i = 0;

	while (i < line.size && is_space(line.at[i]))
		i++;
	return i;
}

/* Where the reader stands: the statement that deeper lines belong to. */
struct reader {
	struct arena *arena;
	struct line *lines;
	size_t count, room;
	size_t indent; /* of the last statement */
	bool raw;      /* the next request is sent as it stands */
	bool in_raw;   /* that request is being read */
};

static struct line *line_add(struct reader *r)
{
	if (r->count == r->room) {
		size_t room = r->room ? 2 * r->room : 64;

		r->lines = arena_grow(r->arena, r->lines, r->room * sizeof *r->lines,
				      room * sizeof *r->lines);
		r->room = room;
	}
	return &r->lines[r->count++];
}

/* Does this line belong to the statement above it? */
static bool goes_on(const struct reader *r, struct text line)
{
	struct text rest = line, word = word_take(&rest);

	if (!r->count || !has_body(r->lines[r->count - 1].word))
		return false;
	if (r->in_raw)
		return indent_of(line) > r->indent;
	if (text_starts(word, "}") || text_starts(word, "]"))
		return true;
	return indent_of(line) > r->indent && !is_statement(word);
}

static void statement_begin(struct reader *r, struct text whole, size_t number)
{
	struct text rest = whole, word = word_take(&rest);

	r->in_raw = r->raw && has_body(word) && !text_is(word, "expect") && !text_is(word, "soon");
	r->indent = indent_of(whole);
	if (!r->in_raw) {
		rest = comment_cut(whole);
		word = word_take(&rest);
	}
	*line_add(r) = (struct line){ .number = number, .word = word, .rest = rest };
	r->raw = text_is(word, "raw") || (r->raw && !r->in_raw);
}

struct line *lines_read(struct arena *a, struct text source, size_t *count)
{
	struct reader r = { .arena = a };
	struct text whole;

	for (size_t number = 1; text_split(&source, '\n', &whole); number++) {
		struct text line = r.in_raw ? whole : comment_cut(whole);

		if (!text_trim(line).size)
			continue;
		if (goes_on(&r, line)) {
			struct line *last = &r.lines[r.count - 1];
			const char *joint = last->rest.size ? "\n" : "";

			last->rest = text_format(a, "%.*s%s%.*s", (int)last->rest.size,
						 last->rest.at, joint, (int)text_trim(line).size,
						 text_trim(line).at);
		} else {
			statement_begin(&r, whole, number);
		}
	}
	*count = r.count;
	return r.lines;
}
