// SPDX-License-Identifier: Apache-2.0
/*
 * The signs of a phone number: see phone_text.h.  The words of extensions and the punctuation are
 * those that libphonenumber takes.
 */
#include "base/core/phone_text.h"

#include "base/core/utf8.h"

/* Noughts of the scripts whose digits are taken; the other nine follow each. */
static const uint32_t noughts[] = { '0', 0x660, 0x6f0, 0x966, 0x9e6 };

/* Between digits, these mean nothing. */
static const uint32_t between[] = { '-',    '.',    '/',    '[',    ']',    '(',
				    ')',    0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
				    0x2015, 0x2212, 0x30fc, 0x2053, 0x223c };

static const char *const extensions[] = { "x",	   "xx",	"ext",	"extn",	 "extension", "int",
					  "anexo", "extensión", "доб",	"~",	 "#",	      ",",
					  ",,",	   ";",		";ext", ",,ext", "durchwahl" };

/* The next sign, full-width ones as the ordinary ones they stand for. */
static uint32_t sign_take(struct text *rest)
{
	uint32_t code = utf8_take(rest);

	return code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
}

static bool one_of(uint32_t code, const uint32_t *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == code)
			return true;
	return false;
}

#define ONE_OF(code, list) one_of(code, list, sizeof(list) / sizeof(*(list)))

static int digit_of(uint32_t code)
{
	for (size_t i = 0; i < sizeof(noughts) / sizeof(*noughts); i++)
		if (code >= noughts[i] && code <= noughts[i] + 9)
			return (int)(code - noughts[i]);
	return -1;
}

static bool extension_word(const char *word)
{
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		if (!strcmp(extensions[i], word))
			return true;
	return false;
}

/* `ext. 12`, `;ext=12`, `x12#`: a word, digits, and nothing more. */
static bool extension_read(struct text rest, char out[PHONE_EXTENSION_SIZE])
{
	char word[24];
	size_t size = 0, count = 0;
	bool closed = false;

	while (rest.size) {
		struct text sign = rest;
		uint32_t code = sign_take(&rest);
		int digit = digit_of(code);
		sign.size -= rest.size;
		if (utf8_blank(code) ||
		    (!count && code && code < 0x80 && strchr(".:=-", (int)code)))
			continue;
		if (closed || (count && digit < 0 && code != '#'))
			return false;
		if (digit >= 0 && count == PHONE_EXTENSION_SIZE - 1)
			return false;
		if (digit >= 0)
			out[count++] = (char)('0' + digit);
		else if (count)
			closed = true;
		else if (size + sign.size >= sizeof(word))
			return false;
		else if (code < 0x80)
			word[size++] = (char)(code >= 'A' && code <= 'Z' ? code + 32 : code);
		else {
			memcpy(word + size, sign.at, sign.size);
			size += sign.size;
		}
	}
	out[count] = 0;
	word[size] = 0;
	return count && extension_word(word);
}

/* tel:+49… and `Tel. 030 …` */
static struct text scheme_drop(struct text t)
{
	t = text_trim(t);
	if (t.size > 4 && text_alike((struct text){ t.at, 3 }, TEXT("tel")) &&
	    memchr(":. ", t.at[3], 3))
		t = (struct text){ t.at + 4, t.size - 4 };
	return t;
}

bool phone_signs(struct text sent, struct phone_signs *out)
{
	struct text rest = scheme_drop(sent);
	size_t opened = 0;

	*out = (struct phone_signs){ 0 };
	while (rest.size) {
		struct text here = rest;
		uint32_t code = sign_take(&rest);
		int digit = digit_of(code);
		if (digit >= 0 && out->count == PHONE_DIGITS)
			return false;
		if (code == '(')
			opened = out->count;
		if (code == ')' && opened && opened + 1 == out->count && out->digits[opened] == '0')
			out->zero = opened;
		if (digit >= 0)
			out->digits[out->count++] = (char)('0' + digit);
		else if (code == '+' && !out->count)
			out->plus = true;
		else if (!utf8_blank(code) && !ONE_OF(code, between))
			return out->count && extension_read(here, out->extension);
	}
	return out->count > 0;
}
