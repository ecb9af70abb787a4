// SPDX-License-Identifier: Apache-2.0
/*
 * Lines and words of .api texts, and what is said when one is wrong.
 *
 * Pure text work: nothing here knows what a shape or an operation is.
 */
#include "base/core/near.h"
#include "platform/catalogue/read.h"

#include <stdarg.h>

#define TAB_WIDTH 8

/* A word that was cut may end in the middle of a character. */
static void utf8_mend(char *sentence)
{
	struct text t = text_of(sentence);

	for (size_t good = text_utf8_size(t); good < t.size; good = text_utf8_size(t))
		sentence[good] = '?';
}

enum err reader_wrong(struct reader *r, struct spot at, const char *format, ...)
{
	char sentence[512];
	va_list args;

	if (r->why.size)
		return ERR_INVALID;
	va_start(args, format);
	vsnprintf(sentence, sizeof(sentence), format, args);
	va_end(args);
	utf8_mend(sentence);
	r->why = text_format(r->arena, "%s:%zu: %s", at.file, at.line, sentence);
	return ERR_INVALID;
}

static const struct text *word_nearest(struct text word, struct known_words known)
{
	size_t best = near_limit(word);
	const struct text *nearest = NULL;

	for (size_t i = 0; i < known.count; i++)
		if (near_better(word, known.at[i], &best))
			nearest = &known.at[i];
	return nearest;
}

enum err reader_unknown(struct reader *r, struct spot at, struct text word,
			struct known_words known)
{
	const struct text *near = word_nearest(word, known);
	int size = (int)(word.size > 100 ? 100 : word.size);

	if (near)
		return reader_wrong(r, at, "there is no %s `%.*s`; did you mean `%.*s`?",
				    known.what, size, word.at, (int)near->size, near->at);
	return reader_wrong(r, at, "there is no %s `%.*s`", known.what, size, word.at);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct text comment_cut(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (t.at[i] == '#' && (i == 0 || blank(t.at[i - 1])))
			return (struct text){ t.at, i };
	return t;
}

bool page_line(struct page *p, struct line *line)
{
	struct text text;

	while (text_split(&p->rest, '\n', &text)) {
		size_t i = 0;

		p->at.line++;
		*line = (struct line){ .at = p->at, .text = text_trim(comment_cut(text)) };
		if (!line->text.size)
			continue;
		for (; i < text.size && blank(text.at[i]); i++)
			line->indent += text.at[i] == ' ' ? 1
							  : TAB_WIDTH - line->indent % TAB_WIDTH;
		return true;
	}
	return false;
}

bool page_inner(struct page *p, size_t indent, struct line *line)
{
	struct page before = *p;

	if (page_line(p, line) && line->indent > indent)
		return true;
	*p = before;
	return false;
}

enum err line_word(struct reader *r, struct spot at, struct text *rest, struct text *word)
{
	bool quoted = false;
	size_t i = 0;

	*rest = text_trim(*rest);
	for (; i < rest->size && (quoted || !blank(rest->at[i])); i++) {
		if (rest->at[i] == '"')
			quoted = !quoted;
		else if (quoted && rest->at[i] == '\\')
			i++;
	}
	if (quoted)
		return reader_wrong(r, at, "a quote is not closed");
	*word = (struct text){ rest->at, i };
	*rest = text_trim((struct text){ rest->at + i, rest->size - i });
	return ERR_OK;
}

enum err line_need(struct reader *r, struct spot at, struct text *rest, const char *what,
		   struct text *word)
{
	enum err e = line_word(r, at, rest, word);

	if (!e && !word->size)
		return reader_wrong(r, at, "%s is missing", what);
	return e;
}

enum err line_end(struct reader *r, struct spot at, struct text rest)
{
	if (!rest.size)
		return ERR_OK;
	return reader_wrong(r, at, "`%.*s` is too much here",
			    (int)(rest.size > 100 ? 100 : rest.size), rest.at);
}
