// SPDX-License-Identifier: Apache-2.0
/*
 * Characters behind their names and numbers, and text without its marks.
 *
 * Numbers 128 to 159 are those of Windows-1252, as in HTML 5 (13.2.5.80); what no character can
 * have is U+FFFD.
 */
#include "base/core/html.h"

#include "base/core/html_names.h"

#include <stdlib.h>
#include <string.h>

#define SPELLING_MAX 12 /* between & and ; */
#define REPLACEMENT  0xfffd

static const uint16_t windows[32] = {
	0x20ac, 0x81,	0x201a, 0x192,	0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,	0x2030, 0x160,
	0x2039, 0x152,	0x8d,	0x17d,	0x8f,	0x90,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x2dc,	0x2122, 0x161,	0x203a, 0x153,	0x9d,	0x17e,	0x178,
};

static char *code_put(char *at, uint32_t c)
{
	if (c < 0x80) {
		*at++ = (char)c;
	} else if (c < 0x800) {
		*at++ = (char)(0xc0 | c >> 6);
		*at++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*at++ = (char)(0xe0 | c >> 12);
		*at++ = (char)(0x80 | (c >> 6 & 0x3f));
		*at++ = (char)(0x80 | (c & 0x3f));
	} else {
		*at++ = (char)(0xf0 | c >> 18);
		*at++ = (char)(0x80 | (c >> 12 & 0x3f));
		*at++ = (char)(0x80 | (c >> 6 & 0x3f));
		*at++ = (char)(0x80 | (c & 0x3f));
	}
	return at;
}

static uint32_t number_code(struct text digits, uint32_t base)
{
	uint32_t code = 0;

	for (size_t i = 0; i < digits.size; i++) {
		char c = digits.at[i];
		char small = (char)(c | 0x20);
		uint32_t digit = c >= '0' && c <= '9'		? (uint32_t)(c - '0')
				 : small >= 'a' && small <= 'f' ? (uint32_t)(small - 'a') + 10
								: base;
		if (digit >= base)
			return 0;
		code = code > 0x10ffff ? code : code * base + digit;
	}
	if (!digits.size)
		return 0;
	if (code >= 128 && code < 160)
		return windows[code - 128];
	return !code || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? REPLACEMENT : code;
}

static int name_order(const void *key, const void *row)
{
	return strcmp(key, ((const struct html_name *)row)->name);
}

/* What stands between & and ; is this character; 0: none. */
static uint32_t spelling_code(struct text s)
{
	char name[SPELLING_MAX + 1] = { 0 };

	if (s.size > 1 && s.at[0] == '#') {
		bool hex = s.at[1] == 'x' || s.at[1] == 'X';
		size_t skip = hex ? 2 : 1;
		return number_code((struct text){ s.at + skip, s.size - skip }, hex ? 16 : 10);
	}
	if (!s.size || s.size > SPELLING_MAX)
		return 0;
	memcpy(name, s.at, s.size);
	const struct html_name *found = bsearch(name, html_names,
						sizeof(html_names) / sizeof(html_names[0]),
						sizeof(html_names[0]), name_order);
	return found ? found->code : 0;
}

struct text text_decoded(struct arena *a, struct text t)
{
	if (!t.size || !memchr(t.at, '&', t.size))
		return t;
	char *out = arena_bytes(a, t.size + 1),
	     *to = out; /* no spelling is shorter than its UTF-8 */
	for (size_t i = 0; i < t.size; i++) {
		size_t left = t.size - i - 1, most = left < SPELLING_MAX ? left : SPELLING_MAX;
		const char *end = t.at[i] == '&' ? memchr(t.at + i + 1, ';', most) : NULL;
		struct text spelling = { t.at + i + 1, end ? (size_t)(end - t.at) - i - 1 : 0 };
		uint32_t code = end ? spelling_code(spelling) : 0;
		if (code) {
			to = code_put(to, code);
			i += spelling.size + 1;
		} else {
			*to++ = t.at[i];
		}
	}
	return (struct text){ out, (size_t)(to - out) };
}

/* --- text without marks --- */

static struct text tag_name(struct text tag)
{
	size_t skip = tag.size && tag.at[0] == '/', size = skip;

	while (size < tag.size && ((tag.at[size] | 0x20) >= 'a' && (tag.at[size] | 0x20) <= 'z'))
		size++;
	if (size < tag.size && size > skip && tag.at[size] >= '0' && tag.at[size] <= '9')
		size++;
	return (struct text){ tag.at + skip, size - skip };
}

static bool one_of(struct text name, const char *const *words)
{
	for (; *words; words++)
		if (text_alike(name, text_of(*words)))
			return true;
	return false;
}

/* Behind the end of a tag, comment, script or style that begins here. */
static size_t mark_end(struct text html, size_t at, bool *line)
{
	static const char *const blocks[] = { "br", "p",  "div", "li", "ul", "ol", "tr", "h1",
					      "h2", "h3", "h4",	 "h5", "h6", "hr", NULL };
	static const char *const silent[] = { "script", "style", NULL };
	struct text rest = { html.at + at + 1, html.size - at - 1 };
	bool comment = text_starts(rest, "!--");
	const char *end = comment ? memmem(rest.at, rest.size, "-->", 3)
				  : memchr(rest.at, '>', rest.size);

	if (!end)
		return html.size;
	struct text name = tag_name((struct text){ rest.at, (size_t)(end - rest.at) });
	*line = !comment && one_of(name, blocks);
	size_t next = (size_t)(end - html.at) + (comment ? 3 : 1);
	if (comment || rest.at[0] == '/' || !one_of(name, silent))
		return next;
	for (size_t i = next; i + 2 + name.size <= html.size; i++)
		if (html.at[i] == '<' && html.at[i + 1] == '/' &&
		    text_alike((struct text){ html.at + i + 2, name.size }, name))
			return i;
	return html.size;
}

/* Does a mark begin here?  In `a < b` none does. */
static bool is_mark(struct text html, size_t at)
{
	char next = at + 1 < html.size ? (char)(html.at[at + 1] | 0x20) : 0;

	return html.at[at] == '<' && at + 1 < html.size &&
	       ((next >= 'a' && next <= 'z') || html.at[at + 1] == '/' || html.at[at + 1] == '!');
}

struct text text_unmarked(struct arena *a, struct text html)
{
	char *out = arena_bytes(a, html.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < html.size;) {
		bool line = false;
		if (!is_mark(html, i)) {
			out[size++] = html.at[i++];
			continue;
		}
		i = mark_end(html, i, &line);
		if (line && size && out[size - 1] != '\n')
			out[size++] = '\n';
	}
	return text_trim(text_decoded(a, (struct text){ out, size }));
}

/* --- pages of our own --- */

void page_text(struct buffer *b, struct text t)
{
	static const struct {
		char sign;
		const char *spelled;
	} spelled[] = { { '&', "&amp;" },
			{ '<', "&lt;" },
			{ '>', "&gt;" },
			{ '"', "&quot;" },
			{ '\'', "&#39;" } };

	for (size_t i = 0; i < t.size; i++) {
		const char *as = NULL;
		for (size_t k = 0; k < sizeof(spelled) / sizeof(*spelled); k++)
			if (t.at[i] == spelled[k].sign)
				as = spelled[k].spelled;
		if (as)
			buffer_add(b, text_of(as));
		else
			buffer_byte(b, t.at[i]);
	}
}

struct text page_origin(struct text address)
{
	const char *host = memmem(address.at, address.size, "://", 3);
	size_t end = host ? (size_t)(host - address.at) + 3 : 0;

	while (end < address.size && !strchr("/?#", address.at[end]))
		if (strchr(" ;,'\"\t\r\n", address.at[end++]))
			return (struct text){ "", 0 };
	return (struct text){ address.at, end };
}

void page_open(struct buffer *b, const char *language, struct text title)
{
	buffer_format(b,
		      "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		      "<title>",
		      language);
	page_text(b, title);
	buffer_format(b,
		      "</title>\n<style>\n"
		      ":root{color-scheme:light dark}\n"
		      "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;"
		      "padding:0 1rem;color:#17211d;background:#f7f8f7}\n"
		      "label{display:block;margin:.6rem 0}input,select,textarea{font:inherit}\n"
		      "input:not([type=radio],[type=checkbox]),select,textarea"
		      "{box-sizing:border-box;display:block;background:transparent;color:inherit;"
		      "width:100%%;padding:.4rem;border:1px solid #7d8a85;"
		      "border-radius:8px}\n"
		      "button{font:inherit;padding:.5rem 1.2rem;border:0;border-radius:8px;"
		      "background:#1b6b58;color:#fff;margin:1rem .6rem 0 0}\n"
		      "button.no{background:#eef1ef;color:#17211d}\n"
		      "code{background:#eef1ef;padding:0 .2em}s{color:#5f6d67}\n"
		      "fieldset{border:0;margin:.6rem 0;padding:0}legend{padding:0}\n"
		      ".wrong{color:#a3262e}.away{position:absolute;left:-200vw}\n"
		      "@media(prefers-color-scheme:dark){body{color:#e8eeeb;background:#111614}"
		      "code,button.no{background:#2c3632;color:#e8eeeb}.wrong{color:#ff9aa0}"
		      "select option{background:#111614}}\n"
		      "</style>\n</head>\n<body>\n<h1>");
	page_text(b, title);
	buffer_add(b, TEXT("</h1>\n"));
}

void page_close(struct buffer *b)
{
	buffer_add(b, TEXT("</body>\n</html>\n"));
}
