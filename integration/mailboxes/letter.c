// SPDX-License-Identifier: Apache-2.0
/*
 * Bytes become a letter: read by GMime, which decodes headers, charsets and encodings and bounds
 * how deep parts may lie in each other; what is taken of it is bounded here.
 *
 * What no person wrote is told by what others and we put into headers for it (RFC 3834, and use).
 */
#include "integration/mailboxes/inside.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#define BODY_MAX    400000 /* bytes of its words that are kept */
#define SUBJECT_MAX 400
#define PEOPLE_MAX  50
#define ANSWERS_MAX 30
#define ID_MAX	    180
#define FILES_MAX   50
#define COLONS_MAX  1000 /* of one field of addresses: so deep may its groups lie */

static pthread_once_t begun = PTHREAD_ONCE_INIT;

static void gmime_begin(void)
{
	g_mime_init();
}

void gmime_need(void)
{
	pthread_once(&begun, gmime_begin);
}

/* --- texts --- */

/* UTF-8 without NUL and control characters, but for the ends of lines; at most so many bytes. */
static struct text clean(struct arena *a, const char *said, size_t most)
{
	size_t size = said ? strlen(said) : 0;
	char *at = arena_bytes(a, size + 1);
	struct text left = { said, size };
	struct text out = { at, 0 };

	while (left.size && out.size < most) {
		size_t fine = text_utf8_size(left);
		for (size_t i = 0; i < fine; i++) {
			unsigned char c = (unsigned char)left.at[i];
			if (c >= ' ' || c == '\n' || c == '\t')
				at[out.size++] = left.at[i];
		}
		size_t passed = fine < left.size ? fine + 1 : fine;
		left = (struct text){ left.at + passed, left.size - passed };
	}
	out.size = out.size < most ? out.size : most;
	out.size = text_utf8_size(out);
	return out;
}

static struct text line(struct arena *a, const char *said, size_t most)
{
	struct text t = clean(a, said, most);
	char *at = (char *)(uintptr_t)t.at;

	for (size_t i = 0; i < t.size; i++)
		if (at[i] == '\n' || at[i] == '\t')
			at[i] = ' ';
	return text_trim(t);
}

static const char *header(GMimeMessage *m, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(m), name);
}

static bool says(GMimeMessage *m, const char *name, const char *const *words)
{
	const char *said = header(m, name);

	for (; said && *words; words++)
		if (!strncasecmp(said + strspn(said, " \t"), *words, strlen(*words)))
			return true;
	return false;
}

static void text_put(struct json_out *o, const char *key, struct text value)
{
	if (!value.size)
		return;
	json_key(o, key);
	json_put_text(o, value);
}

/* --- ids --- */

/* <id> without its brackets; one that is too long is known by its sum. */
static struct text id_short(struct arena *a, struct text id)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(sum) + 1];

	if (id.size <= ID_MAX)
		return id;
	crypto_hash_sha256(sum, (const unsigned char *)id.at, id.size);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	return text_format(a, "%s@long", hex);
}

static void id_put(struct arena *a, GMimeMessage *m, struct text raw, struct json_out *o)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(sum) + 1];
	struct text id = line(a, g_mime_message_get_message_id(m), 4000);

	if (!id.size) {
		crypto_hash_sha256(sum, (const unsigned char *)raw.at, raw.size);
		sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
		id = text_format(a, "%s@none", hex);
	}
	text_put(o, "id", id_short(a, id));
}

/* The newest first: what it answers, then the references from their end. */
static void answers_put(struct arena *a, GMimeMessage *m, struct json_out *o)
{
	static const char *const names[] = { "In-Reply-To", "References" };
	size_t count = 0;

	json_key(o, "answers");
	json_list(o);
	for (size_t i = 0; i < 2; i++) {
		const char *said = header(m, names[i]);
		GMimeReferences *refs = said ? g_mime_references_parse(NULL, said) : NULL;
		int length = refs ? g_mime_references_length(refs) : 0;
		for (int n = length - 1; n >= 0 && count < ANSWERS_MAX; n--) {
			struct text id = line(a, g_mime_references_get_message_id(refs, n), 4000);
			if (!id.size)
				continue;
			json_put_text(o, id_short(a, id));
			count++;
		}
		if (refs)
			g_mime_references_free(refs);
	}
	json_close(o);
}

/* --- people --- */

static struct text address_of(struct arena *a, InternetAddress *one)
{
	struct text t = { 0 };

	if (INTERNET_ADDRESS_IS_MAILBOX(one))
		t = line(a, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)), 320);
	return memchr(t.size ? t.at : "", '@', t.size) ? text_lower(a, t) : (struct text){ 0 };
}

static void people_put(struct arena *a, GMimeMessage *m, GMimeAddressType type, struct json_out *o,
		       const char *key)
{
	InternetAddressList *list = g_mime_message_get_addresses(m, type);
	int length = list ? internet_address_list_length(list) : 0;

	json_key(o, key);
	json_list(o);
	for (int i = 0; i < length && i < PEOPLE_MAX; i++) {
		struct text t = address_of(a, internet_address_list_get_address(list, i));
		if (t.size)
			json_put_text(o, t);
	}
	json_close(o);
}

/* Who wrote it; false: nobody says so. */
static bool sender_put(struct arena *a, GMimeMessage *m, struct json_out *o)
{
	static const GMimeAddressType types[] = { GMIME_ADDRESS_TYPE_FROM,
						  GMIME_ADDRESS_TYPE_SENDER,
						  GMIME_ADDRESS_TYPE_REPLY_TO };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		InternetAddressList *list = g_mime_message_get_addresses(m, types[i]);
		if (!list || internet_address_list_length(list) < 1)
			continue;
		InternetAddress *one = internet_address_list_get_address(list, 0);
		struct text t = address_of(a, one);
		if (!t.size)
			continue;
		text_put(o, "from", t);
		text_put(o, "fromName", line(a, internet_address_get_name(one), 200));
		return true;
	}
	return false;
}

/* --- no person wrote it --- */

static bool is_robot(GMimeMessage *m)
{
	static const char *const robots[] = { "mailer-daemon@", "postmaster@",	 "no-reply@",
					      "noreply@",	"do-not-reply@", NULL };
	InternetAddressList *from = g_mime_message_get_from(m);
	InternetAddress *one = from && internet_address_list_length(from) > 0
				       ? internet_address_list_get_address(from, 0)
				       : NULL;
	const char *address = one && INTERNET_ADDRESS_IS_MAILBOX(one)
				      ? internet_address_mailbox_get_addr(
						INTERNET_ADDRESS_MAILBOX(one))
				      : NULL;

	for (size_t i = 0; address && robots[i]; i++)
		if (!strncasecmp(address, robots[i], strlen(robots[i])))
			return true;
	return false;
}

static bool is_automatic(GMimeMessage *m)
{
	static const char *const no[] = { "no", NULL };
	static const char *const bulk[] = { "bulk", "junk", "list", "auto_reply", NULL };
	static const char *const nobody[] = { "<>", NULL };
	static const char *const marks[] = { "List-Id",	    "X-Auto-Response-Suppress",
					     "X-Autoreply", "X-Autorespond",
					     "X-Failure",   "List-Unsubscribe" };

	if (header(m, "Auto-Submitted") && !says(m, "Auto-Submitted", no))
		return true;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (header(m, marks[i]))
			return true;
	return says(m, "Precedence", bulk) || says(m, "Return-Path", nobody) || is_robot(m);
}

/* --- what it says --- */

struct words {
	struct arena *arena;
	struct text html, plain;
	struct buffer files; /* a line for each: its name, and how large it is */
	size_t file_count;
};

static void file_note(struct words *w, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *null = g_mime_stream_null_new();
	ssize_t size = content ? g_mime_data_wrapper_write_to_stream(content, null) : 0;
	struct text name = line(w->arena, g_mime_part_get_filename(part), 200);

	if (w->file_count++ < FILES_MAX)
		buffer_format(&w->files, "[%.*s, %lld bytes]\n",
			      name.size ? (int)name.size : (int)sizeof("a file") - 1,
			      name.size ? name.at : "a file", size > 0 ? (long long)size : 0);
	g_object_unref(null);
}

static bool is_file(GMimeObject *part)
{
	const char *how = g_mime_object_get_disposition(part);

	return (how && !strcasecmp(how, GMIME_DISPOSITION_ATTACHMENT)) || !GMIME_IS_TEXT_PART(part);
}

static void part_read(GMimeObject *parent, GMimeObject *part, gpointer of)
{
	struct words *w = of;

	(void)parent;
	if (!GMIME_IS_PART(part))
		return;
	if (is_file(part)) {
		file_note(w, GMIME_PART(part));
		return;
	}
	GMimeContentType *type = g_mime_object_get_content_type(part);
	bool html = g_mime_content_type_is_type(type, "text", "html");
	struct text *words = html ? &w->html : &w->plain;
	if (words->size)
		return;
	char *said = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	*words = clean(w->arena, said, BODY_MAX);
	g_free(said);
}

static void words_put(struct arena *a, GMimeMessage *m, size_t too_large, struct json_out *o)
{
	struct words w = { .arena = a, .files = buffer_open(a, 64 << 10) };
	struct text files;

	if (too_large) {
		text_put(o, "message",
			 text_format(a,
				     "This e-mail is too large to be shown here: it has %zu"
				     " bytes.",
				     too_large));
		return;
	}
	g_mime_message_foreach(m, part_read, &w);
	files = buffer_text(&w.files);
	json_key(o, "files");
	json_put_text(o, files);
	if (w.html.size)
		text_put(o, "html", w.html);
	text_put(o, "message", w.plain);
}

/* --- what GMime must not see --- */

/* The fields whose addresses GMime reads by itself, also of a letter within the letter. */
static bool is_of_people(struct text line)
{
	static const char *const fields[] = { "from", "sender", "reply-to", "to", "cc", "bcc" };
	struct text name;

	if (!text_split(&line, ':', &name))
		return false;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (text_alike(text_trim(name), text_of(fields[i])))
			return true;
	return false;
}

bool letter_deep(struct text raw)
{
	bool counts = false;
	size_t colons = 0;

	while (raw.size) {
		const char *end = memchr(raw.at, '\n', raw.size);
		struct text line = { raw.at, end ? (size_t)(end - raw.at) : raw.size };

		if (!line.size || (line.at[0] != ' ' && line.at[0] != '\t')) {
			counts = is_of_people(line);
			colons = 0;
		}
		for (size_t i = 0; counts && i < line.size; i++)
			colons += line.at[i] == ':';
		if (colons > COLONS_MAX)
			return true;
		raw = (struct text){ line.at + line.size + (end != NULL),
				     raw.size - line.size - (end != NULL) };
	}
	return false;
}

/* --- read --- */

static void date_put(GMimeMessage *m, struct json_out *o)
{
	GDateTime *date = g_mime_message_get_date(m);
	char iso[CLOCK_ISO_SIZE];
	int64_t ms = date ? g_date_time_to_unix(date) * 1000 : 0;

	if (ms <= 0 || ms > INT64_C(253402300799000))
		return;
	clock_iso(ms, iso);
	json_key(o, "date");
	json_put_c(o, iso);
}

static bool message_put(struct arena *a, GMimeMessage *m, struct text raw, size_t whole,
			struct json_out *o)
{
	struct text loop = line(a, header(m, "X-Groundlevel-Loop"), 100);

	id_put(a, m, raw, o);
	answers_put(a, m, o);
	people_put(a, m, GMIME_ADDRESS_TYPE_TO, o, "to");
	people_put(a, m, GMIME_ADDRESS_TYPE_CC, o, "cc");
	text_put(o, "subject", line(a, g_mime_message_get_subject(m), SUBJECT_MAX));
	text_put(o, "loop", loop);
	date_put(m, o);
	json_key(o, "automatic");
	json_put_flag(o, is_automatic(m));
	report_put(a, m, o);
	words_put(a, m, whole > raw.size ? whole : 0, o);
	return sender_put(a, m, o);
}

/* No letter has a NUL; GMime would end its words at the first one. */
static struct text without_nul(struct arena *a, struct text raw)
{
	char *at;
	size_t size = 0;

	if (!raw.size || !memchr(raw.at, 0, raw.size))
		return raw;
	at = arena_bytes(a, raw.size);
	for (size_t i = 0; i < raw.size; i++)
		if (raw.at[i])
			at[size++] = raw.at[i];
	return (struct text){ at, size };
}

bool letter_read(struct arena *a, struct text raw, size_t whole, struct json_out *out)
{
	struct text shown = without_nul(a, raw);

	if (letter_deep(shown))
		return false;
	gmime_need();
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(shown.at, shown.size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	bool fine = false;

	if (message) {
		fine = message_put(a, message, raw, whole, out);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	return fine;
}
