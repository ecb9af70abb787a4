// SPDX-License-Identifier: Apache-2.0
/*
 * A message as it travels (RFC 5322, MIME): its words in base64, so that no line is too long and no
 * sign is lost; headers that are not plain ASCII as encoded words (RFC 2047).
 */
#include "integration/mail/inside.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define LETTER_MAX    1048576
#define PART_HEAD_MAX 4096
#define LINE_BYTES    FILE_LINE
#define WORD_BYTES    42 /* of an encoded word: at most 75 signs with its frame */

bool address_plain(struct text address)
{
	size_t ats = 0;

	if (!address.size)
		return false;
	for (size_t i = 0; i < address.size; i++) {
		unsigned char c = (unsigned char)address.at[i];

		if (c <= ' ' || c >= 0x7f || memchr("<>()[]\\,;:\"", c, 11))
			return false;
		ats += c == '@';
	}
	return ats == 1 && address.size <= 254 && address.at[0] != '@' &&
	       address.at[address.size - 1] != '@';
}

static void base64_add(struct buffer *out, const char *at, size_t size)
{
	char line[LINE_BYTES / 3 * 4 + 5];

	sodium_bin2base64(line, sizeof(line), (const unsigned char *)at, size,
			  sodium_base64_VARIANT_ORIGINAL);
	buffer_add(out, text_of(line));
}

static bool plain(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] < ' ' || (unsigned char)t.at[i] >= 0x7f)
			return false;
	return t.size < 900 && !text_starts(t, "=?");
}

/* Words of a header: as they stand, or encoded in pieces that each hold whole characters. */
static void words_add(struct buffer *out, struct text words)
{
	bool first = true;

	if (plain(words)) {
		buffer_add(out, words);
		return;
	}
	while (words.size) {
		size_t size = words.size < WORD_BYTES ? words.size : WORD_BYTES;

		if (size < words.size)
			while (size > 1 && ((unsigned char)words.at[size] & 0xc0) == 0x80)
				size--;
		buffer_add(out, first ? TEXT("=?utf-8?B?") : TEXT("\r\n =?utf-8?B?"));
		base64_add(out, words.at, size);
		buffer_add(out, TEXT("?="));
		words = (struct text){ words.at + size, words.size - size };
		first = false;
	}
}

/* A header is one line. */
static struct text one_line(struct arena *a, struct text t)
{
	char *at = arena_bytes(a, t.size + 1);

	for (size_t i = 0; i < t.size; i++)
		at[i] = (unsigned char)t.at[i] < ' ' ? ' ' : t.at[i];
	return text_trim((struct text){ at, t.size });
}

static void from_add(struct buffer *out, const struct message *m, struct text from)
{
	struct text name = one_line(out->arena, m->from_name);

	buffer_add(out, TEXT("From: "));
	if (name.size && plain(name)) {
		buffer_byte(out, '"');
		for (size_t i = 0; i < name.size; i++) {
			if (name.at[i] == '"' || name.at[i] == '\\')
				buffer_byte(out, '\\');
			buffer_byte(out, name.at[i]);
		}
		buffer_add(out, TEXT("\" "));
	} else if (name.size) {
		words_add(out, name);
		buffer_byte(out, ' ');
	}
	buffer_format(out, "<%.*s>\r\n", (int)from.size, from.at);
}

static void date_add(struct buffer *out, int64_t now_ms)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t seconds = (time_t)(now_ms / 1000);
	struct tm tm;

	gmtime_r(&seconds, &tm);
	buffer_format(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[tm.tm_wday],
		      tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
		      tm.tm_sec);
}

/* <id@host> of each: what has no host is of ours.  What cannot stand there is left out. */
static void ids_add(struct buffer *out, const char *header, struct text ids, struct text host)
{
	struct text one;
	bool any = false;

	while (text_split(&ids, ' ', &one)) {
		bool whole = memchr(one.at, '@', one.size) != NULL;

		if (one.size > 2 && one.at[0] == '<' && one.at[one.size - 1] == '>')
			one = (struct text){ one.at + 1, one.size - 2 };
		if (!one.size || one.size > 250 || !plain(one) || memchr(one.at, '<', one.size) ||
		    memchr(one.at, '>', one.size))
			continue;
		buffer_format(out, "%s<%.*s%.*s>", any ? "\r\n " : header, (int)one.size, one.at,
			      whole ? 0 : (int)host.size, host.at);
		any = true;
	}
	if (any)
		buffer_add(out, TEXT("\r\n"));
}

/* In-Reply-To names the newest, References all of them. */
static void answers_add(struct buffer *out, const struct message *m, struct text host)
{
	struct text last = m->answers, one;

	for (struct text rest = m->answers; text_split(&rest, ' ', &one);)
		last = one;
	ids_add(out, "In-Reply-To: ", last, host);
	ids_add(out, "References: ", m->answers, host);
}

static void copies_add(struct buffer *out, struct text list)
{
	struct text one;
	bool any = false;

	while (text_split(&list, ',', &one)) {
		buffer_format(out, "%s<%.*s>", any ? ",\r\n " : "Cc: ", (int)one.size, one.at);
		any = true;
	}
	if (any)
		buffer_add(out, TEXT("\r\n"));
}

size_t mime_line(char out[FILE_LINE_SIZE + 1], const char *at, size_t size)
{
	sodium_bin2base64(out, FILE_LINE_SIZE + 1, (const unsigned char *)at, size,
			  sodium_base64_VARIANT_ORIGINAL);
	size_t signs = strlen(out);

	memcpy(out + signs, "\r\n", 2);
	return signs + 2;
}

/* RFC 2183 and, of a name that is not plain, 2231. */
static void file_head_add(struct buffer *out, const struct message_file *f, struct text between)
{
	bool is_plain = plain(f->name) && !memchr(f->name.at, '"', f->name.size) &&
			!memchr(f->name.at, '\\', f->name.size);

	buffer_format(out, "--%.*s\r\nContent-Type: %.*s\r\nContent-Disposition: attachment;\r\n",
		      (int)between.size, between.at, (int)f->type.size, f->type.at);
	if (is_plain) {
		buffer_format(out, " filename=\"%.*s\"", (int)f->name.size, f->name.at);
	} else {
		buffer_add(out, TEXT(" filename*=UTF-8''"));
		buffer_url(out, f->name);
	}
	buffer_add(out, TEXT("\r\nContent-Transfer-Encoding: base64\r\n\r\n"));
}

static void words_part_add(struct buffer *out, const struct message *m)
{
	buffer_format(out,
		      "Content-Type: text/%s; charset=utf-8\r\n"
		      "Content-Transfer-Encoding: base64\r\n\r\n",
		      m->html ? "html" : "plain");
	for (size_t i = 0; i < m->body.size; i += LINE_BYTES) {
		size_t left = m->body.size - i;

		base64_add(out, m->body.at + i, left < LINE_BYTES ? left : LINE_BYTES);
		buffer_add(out, TEXT("\r\n"));
	}
}

/* The words first, each file behind its head, and the end.  No line of base64 holds a _. */
static void parts_add(struct arena *a, const struct message *m, struct buffer *head,
		      struct letter *out)
{
	struct text between = text_format(a, "=_%.*s", (int)m->id.size, m->id.at);
	size_t n = 0;

	buffer_format(head, "Content-Type: multipart/mixed; boundary=\"%.*s\"\r\n\r\n--%.*s\r\n",
		      (int)between.size, between.at, (int)between.size, between.at);
	words_part_add(head, m);
	for (size_t i = 0; i < m->file_count; i++) {
		struct buffer next = buffer_open(a, PART_HEAD_MAX);

		file_head_add(i ? &next : head, &m->files[i], between);
		out->pieces[n++].text = buffer_text(i ? &next : head);
		out->pieces[n++].file = &m->files[i];
	}
	out->pieces[n++].text = text_format(a, "--%.*s--\r\n", (int)between.size, between.at);
	out->count = n;
}

void mime_message_make(struct arena *a, const struct message *m, struct text smtp_from,
		       struct letter *letter)
{
	struct buffer out = buffer_open(a, LETTER_MAX);
	struct text from = address_plain(m->from) ? m->from : smtp_from;
	const char *at = memchr(smtp_from.at, '@', smtp_from.size);
	struct text host = { at, (size_t)(smtp_from.at + smtp_from.size - at) };

	date_add(&out, m->now_ms);
	from_add(&out, m, from);
	buffer_format(&out, "To: <%.*s>\r\n", (int)m->to.size, m->to.at);
	copies_add(&out, m->cc);
	buffer_add(&out, TEXT("Subject: "));
	words_add(&out, one_line(a, m->subject));
	/* The same at each try: so a receiver can see that it has it already. */
	buffer_format(&out, "\r\nMessage-ID: <%.*s%.*s>\r\n", (int)m->id.size, m->id.at,
		      (int)host.size, host.at);
	/* Whatever a relay makes of that: it is known as ours when it comes back. */
	buffer_format(&out, "X-Groundlevel-Loop: %.*s\r\n", (int)m->id.size, m->id.at);
	answers_add(&out, m, host);
	if (!m->personal)
		buffer_add(&out, TEXT("Auto-Submitted: auto-generated\r\n"));
	buffer_add(&out, TEXT("MIME-Version: 1.0\r\n"));
	*letter = (struct letter){ 0 };
	if (m->file_count) {
		parts_add(a, m, &out, letter);
		return;
	}
	words_part_add(&out, m);
	letter->pieces[0].text = buffer_text(&out);
	letter->count = 1;
}
