// SPDX-License-Identifier: Apache-2.0
/*
 * The head of one part: what its field is called, and the file in it.
 */
#include "pure/parts/inside.h"

static struct text after(struct text t, size_t size)
{
	return (struct text){ t.at + size, t.size - size };
}

/* --- parameters: ; name="value" --- */

struct parameter {
	struct text name, value;
	bool quoted;
};

static void blanks_skip(struct text *t)
{
	while (t->size && (t->at[0] == ' ' || t->at[0] == '\t'))
		*t = after(*t, 1);
}

/* What browsers write within quotes: only a quote is escaped; other backslashes are of the name. */
static bool quoted_take(struct arena *a, struct text *rest, struct text *out)
{
	char *to = arena_bytes(a, rest->size + 1);
	size_t size = 0;

	*rest = after(*rest, 1);
	while (rest->size && rest->at[0] != '"') {
		if (rest->at[0] == '\\' && rest->size > 1 && rest->at[1] == '"')
			*rest = after(*rest, 1);
		to[size++] = rest->at[0];
		*rest = after(*rest, 1);
	}
	*out = (struct text){ to, size };
	if (!rest->size)
		return false;
	*rest = after(*rest, 1);
	return true;
}

static struct text plain_take(struct text *rest)
{
	size_t size = 0;
	struct text word;

	while (size < rest->size && rest->at[size] != ';' && rest->at[size] != ' ' &&
	       rest->at[size] != '\t')
		size++;
	word = (struct text){ rest->at, size };
	*rest = after(*rest, size);
	return word;
}

/* 1: there was one; 0: there is none; -1: it cannot be read. */
static int parameter_take(struct arena *a, struct text *rest, struct parameter *out)
{
	size_t size = 0;

	blanks_skip(rest);
	if (!rest->size)
		return 0;
	if (rest->at[0] != ';')
		return -1;
	*rest = after(*rest, 1);
	blanks_skip(rest);
	if (!rest->size)
		return 0; /* a ; at the end */
	while (size < rest->size && rest->at[size] != '=' && rest->at[size] != ';')
		size++;
	if (size == rest->size || rest->at[size] != '=')
		return -1;
	out->name = text_trim((struct text){ rest->at, size });
	*rest = after(*rest, size + 1);
	blanks_skip(rest);
	out->quoted = rest->size && rest->at[0] == '"';
	if (out->quoted)
		return quoted_take(a, rest, &out->value) ? 1 : -1;
	out->value = plain_take(rest);
	return 1;
}

/* --- names of files --- */

/* A byte that is no UTF-8 stands for the letter of Latin 1: old programs send their own. */
static struct text utf8_made(struct arena *a, struct text t)
{
	char *to = arena_bytes(a, t.size * 2 + 1);
	size_t size = 0;

	if (text_utf8(t))
		return t;
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];

		if (c >= 0x80)
			to[size++] = (char)(0xc0 | c >> 6);
		to[size++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3f) : c);
	}
	return (struct text){ to, size };
}

static struct text shortened(struct text t)
{
	if (t.size <= PARTS_NAME_MAX)
		return t;
	t.size = PARTS_NAME_MAX;
	while (t.size && ((unsigned char)t.at[t.size] & 0xc0) == 0x80)
		t.size--; /* no letter is cut in two */
	return t;
}

struct text parts_file_name(struct arena *a, struct text sent)
{
	size_t size = 0;

	for (size_t i = sent.size; i > 0; i--)
		if (sent.at[i - 1] == '/' || sent.at[i - 1] == '\\') {
			sent = after(sent, i);
			break;
		}
	sent = utf8_made(a, sent);
	char *to = arena_bytes(a, sent.size + 1);
	for (size_t i = 0; i < sent.size; i++)
		if ((unsigned char)sent.at[i] >= ' ' && sent.at[i] != 127)
			to[size++] = sent.at[i];
	struct text name = shortened(text_trim((struct text){ to, size }));
	if (!name.size || text_is(name, ".") || text_is(name, ".."))
		return TEXT("file");
	return text_copy(a, name);
}

/* RFC 8187: UTF-8''caf%C3%A9.png */
static bool coded_read(struct arena *a, struct text value, struct text *out)
{
	struct text charset, language;

	if (!text_split(&value, '\'', &charset) || !text_split(&value, '\'', &language) ||
	    !text_alike(charset, TEXT("utf-8")))
		return false;
	struct buffer b = buffer_open(a, 3 * PARTS_HEAD_MAX);
	for (size_t i = 0; i < value.size; i++)
		if (value.at[i] == '+') /* stands for itself there */
			buffer_add(&b, TEXT("%2B"));
		else
			buffer_byte(&b, value.at[i]);
	return text_url_decode(a, buffer_text(&b), out);
}

/* --- the lines --- */

static const char *disposition_read(struct arena *a, struct text value, struct part *out)
{
	struct text kind, coded = { 0 };
	struct parameter one;
	int got;

	kind = plain_take(&value);
	if (!text_alike(kind, TEXT("form-data")))
		return "A part of the form is no field.";
	while ((got = parameter_take(a, &value, &one)) > 0) {
		if (text_alike(one.name, TEXT("name"))) {
			if (out->name.at)
				return "A part of the form has two names.";
			out->name = one.value;
		} else if (text_alike(one.name, TEXT("filename"))) {
			if (out->file)
				return "A part of the form has two file names.";
			out->file = true;
			out->file_name = one.value;
		} else if (text_alike(one.name, TEXT("filename*"))) {
			if (coded.at || !coded_read(a, one.value, &coded))
				return "The file name of a part cannot be read.";
		}
	}
	if (got < 0)
		return "Content-Disposition of a part cannot be read.";
	if (coded.at) {
		out->file = true;
		out->file_name = coded;
	}
	return NULL;
}

static const char *line_read(struct arena *a, struct text line, struct part *out, bool *disposed)
{
	struct text name, value = line;

	if (memchr(line.at, 0, line.size) || memchr(line.at, '\r', line.size))
		return "The headers of a part have a bad character.";
	if (line.at[0] == ' ' || line.at[0] == '\t' || !memchr(line.at, ':', line.size))
		return "A header of a part cannot be read.";
	text_split(&value, ':', &name);
	value = text_trim(value);
	if (text_alike(name, TEXT("content-disposition"))) {
		if (*disposed)
			return "A part of the form has Content-Disposition twice.";
		*disposed = true;
		return disposition_read(a, value, out);
	}
	if (text_alike(name, TEXT("content-type")))
		out->type = text_copy(a, value);
	else if (text_alike(name, TEXT("content-transfer-encoding")) &&
		 !text_alike(value, TEXT("binary")) && !text_alike(value, TEXT("8bit")) &&
		 !text_alike(value, TEXT("7bit")))
		return "A part of the form is coded; only 7bit, 8bit and binary are taken.";
	return NULL;
}

static const char *part_check(struct arena *a, struct part *out)
{
	if (!out->name.size)
		return "A part of the form has no name.";
	if (out->name.size > PARTS_NAME_MAX || !text_utf8(out->name))
		return "The name of a part is too long, or no UTF-8.";
	if (out->file) {
		out->unnamed = !out->file_name.size;
		out->file_name = parts_file_name(a, out->file_name);
	}
	return NULL;
}

const char *part_head_read(struct arena *a, struct text head, struct part *out)
{
	const char *why = NULL;
	bool disposed = false;

	*out = (struct part){ 0 };
	while (!why && head.size > 2) {
		const char *end = memmem(head.at, head.size, "\r\n", 2);

		if (!end || end == head.at)
			return "The headers of a part cannot be read.";
		why = line_read(a, (struct text){ head.at, (size_t)(end - head.at) }, out,
				&disposed);
		head = after(head, (size_t)(end - head.at) + 2);
	}
	out->name = text_copy(a, out->name);
	return why ? why : part_check(a, out);
}

/* --- the boundary --- */

static bool is_bound(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("'()+_,-./:=? ", c));
}

bool parts_boundary(struct arena *a, struct text type, struct text *boundary)
{
	struct text media = plain_take(&type);
	struct parameter one;
	size_t count = 0;
	int got;

	if (!text_alike(media, TEXT("multipart/form-data")))
		return false;
	while ((got = parameter_take(a, &type, &one)) > 0)
		if (text_alike(one.name, TEXT("boundary"))) {
			*boundary = one.value;
			count++;
		}
	if (got < 0 || count != 1 || !boundary->size || boundary->size > PARTS_BOUND_MAX ||
	    boundary->at[boundary->size - 1] == ' ')
		return false;
	for (size_t i = 0; i < boundary->size; i++)
		if (!is_bound(boundary->at[i]))
			return false;
	return true;
}
