// SPDX-License-Identifier: Apache-2.0
/*
 * The few words of IMAP (RFC 3501) that looking into a mailbox needs.
 *
 * libcurl makes the connection, asks for TLS and for the password, and then leaves it to us: so
 * nothing is marked as read (EXAMINE, BODY.PEEK), and how long a letter is, is what the server
 * counted, whatever stands in the letter.
 */
#include "integration/mailboxes/inside.h"

#include <curl/curl.h>
#include <poll.h>
#include <string.h>

#define CONNECT_MS 10000L
#define WAIT_MS	   30000
#define STEP_MS	   200
#define LINE_MOST  (64 << 10)
#define ROOM	   (64 << 10)

struct imap {
	CURL *curl;
	struct arena *arena;
	const struct imap_login *login;
	const atomic_bool *stopping;
	curl_socket_t socket;
	char in[ROOM];
	size_t at, end;
	int tag;
	bool inward; /* it would have led into a private network */
	struct text *why;
};

static bool fail(struct imap *i, struct text why)
{
	if (!i->why->size)
		*i->why = why;
	return false;
}

/* --- the connection --- */

static curl_socket_t on_socket(void *of, curlsocktype type, struct curl_sockaddr *address)
{
	struct imap *i = of;

	(void)type;
	i->inward = !i->login->private && http_leads_inward(&address->addr);
	return i->inward ? CURL_SOCKET_BAD
			 : socket(address->family, address->socktype | SOCK_CLOEXEC,
				  address->protocol);
}

static int on_progress(void *of, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	struct imap *i = of;

	(void)a, (void)b, (void)c, (void)d;
	return atomic_load(i->stopping);
}

static void where_set(struct imap *i, struct text ca_file)
{
	const struct imap_login *l = i->login;
	struct arena *a = i->arena;
	bool six = memchr(l->host.at, ':', l->host.size) != NULL;

	curl_easy_setopt(i->curl, CURLOPT_URL,
			 text_c(a, text_format(a, "%s://%s%.*s%s:%lld/",
					       l->tls_from_start ? "imaps" : "imap", six ? "[" : "",
					       (int)l->host.size, l->host.at, six ? "]" : "",
					       (long long)l->port)));
	curl_easy_setopt(i->curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	curl_easy_setopt(i->curl, CURLOPT_USE_SSL,
			 (long)(l->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	if (ca_file.size)
		curl_easy_setopt(i->curl, CURLOPT_CAINFO, text_c(a, ca_file));
	curl_easy_setopt(i->curl, CURLOPT_USERNAME, text_c(a, l->user));
	curl_easy_setopt(i->curl, CURLOPT_PASSWORD, text_c(a, l->password));
	curl_easy_setopt(i->curl, CURLOPT_PROXY, "");
	curl_easy_setopt(i->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(i->curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	curl_easy_setopt(i->curl, CURLOPT_TIMEOUT_MS, (long)WAIT_MS);
	curl_easy_setopt(i->curl, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(i->curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(i->curl, CURLOPT_OPENSOCKETDATA, i);
	curl_easy_setopt(i->curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(i->curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(i->curl, CURLOPT_XFERINFODATA, i);
}

static bool connect_to(struct imap *i, struct text ca_file)
{
	where_set(i, ca_file);
	CURLcode code = curl_easy_perform(i->curl);
	if (code == CURLE_OK)
		code = curl_easy_getinfo(i->curl, CURLINFO_ACTIVESOCKET, &i->socket);
	if (code == CURLE_OK && i->socket != CURL_SOCKET_BAD)
		return true;
	if (i->inward)
		return fail(i, TEXT("The address leads into a private network, which is not allowed"
				    " here (setting private_networks)."));
	if (code == CURLE_LOGIN_DENIED)
		return fail(i, TEXT("The server does not accept account and password."));
	return fail(i, text_format(i->arena, "The server cannot be reached: %s.",
				   curl_easy_strerror(code)));
}

/* --- bytes --- */

static bool wait_for(struct imap *i, short what)
{
	struct pollfd p = { .fd = i->socket, .events = what };

	for (int waited = 0; waited < WAIT_MS && !atomic_load(i->stopping); waited += STEP_MS)
		if (poll(&p, 1, STEP_MS) != 0)
			return true;
	return fail(i, TEXT("The server did not answer in time."));
}

static bool fill(struct imap *i)
{
	size_t got = 0;
	CURLcode code;

	while ((code = curl_easy_recv(i->curl, i->in, ROOM, &got)) == CURLE_AGAIN)
		if (!wait_for(i, POLLIN))
			return false;
	if (code != CURLE_OK || !got)
		return fail(i, TEXT("The server ended the connection."));
	i->at = 0;
	i->end = got;
	return true;
}

static bool say(struct imap *i, struct text line)
{
	while (line.size) {
		size_t sent = 0;
		CURLcode code = curl_easy_send(i->curl, line.at, line.size, &sent);
		if (code == CURLE_AGAIN && !wait_for(i, POLLOUT))
			return false;
		if (code != CURLE_OK && code != CURLE_AGAIN)
			return fail(i, TEXT("The server ended the connection."));
		line = (struct text){ line.at + sent, line.size - sent };
	}
	return true;
}

static bool read_line(struct imap *i, struct text *out)
{
	char *line = arena_bytes(i->arena, LINE_MOST);
	size_t size = 0;

	for (;;) {
		if (i->at == i->end && !fill(i))
			return false;
		char c = i->in[i->at++];
		if (c == '\n')
			break;
		if (size == LINE_MOST)
			return fail(i, TEXT("The server says a line without end."));
		line[size++] = c;
	}
	*out = (struct text){ line, size && line[size - 1] == '\r' ? size - 1 : size };
	return true;
}

static bool read_bytes(struct imap *i, char *out, size_t size)
{
	while (size) {
		if (i->at == i->end && !fill(i))
			return false;
		size_t part = i->end - i->at < size ? i->end - i->at : size;
		if (out) {
			memcpy(out, i->in + i->at, part);
			out += part;
		}
		i->at += part;
		size -= part;
	}
	return true;
}

/* --- answers --- */

static int64_t number_at(struct text t, size_t at)
{
	int64_t n = 0;

	while (at < t.size && t.at[at] == ' ')
		at++;
	for (; at < t.size && t.at[at] >= '0' && t.at[at] <= '9' && n < INT64_C(1) << 40; at++)
		n = n * 10 + (t.at[at] - '0');
	return n;
}

/* The number behind a word, wherever it stands in the line; -1: it does not. */
static int64_t number_of(struct text line, const char *word)
{
	const char *at = line.size ? memmem(line.at, line.size, word, strlen(word)) : NULL;

	return at ? number_at(line, (size_t)(at - line.at) + strlen(word)) : -1;
}

/* How many bytes follow a line that ends in {N}; -1: none. */
static int64_t literal_of(struct text line)
{
	size_t at = line.size;

	if (!at || line.at[at - 1] != '}')
		return -1;
	while (at && line.at[at - 1] != '{')
		at--;
	return at ? number_at(line, at) : -1;
}

static bool begin(struct imap *i, char tag[16], struct text words)
{
	snprintf(tag, 16, "g%d ", ++i->tag);
	return say(i, text_format(i->arena, "%s%.*s\r\n", tag, (int)words.size, words.at));
}

/* True: this line ends the answer. */
static bool ends(struct imap *i, struct text line, const char *tag, bool *fine)
{
	if (!text_starts(line, tag))
		return false;
	struct text rest = { line.at + strlen(tag), line.size - strlen(tag) };
	*fine = rest.size >= 2 && text_alike((struct text){ rest.at, 2 }, TEXT("OK"));
	if (!*fine)
		fail(i, text_format(i->arena, "The server said: %.*s",
				    (int)(rest.size < 300 ? text_utf8_size(rest) : 300), rest.at));
	return true;
}

/* --- the folder --- */

static struct text quoted(struct arena *a, struct text t)
{
	struct buffer b = buffer_open(a, 2 * t.size + 16);

	buffer_byte(&b, '"');
	for (size_t i = 0; i < t.size; i++) {
		if (t.at[i] == '"' || t.at[i] == '\\')
			buffer_byte(&b, '\\');
		buffer_byte(&b, t.at[i]);
	}
	buffer_byte(&b, '"');
	return buffer_text(&b);
}

static bool folder_open(struct imap *i, struct imap_folder *folder)
{
	struct text line, name = quoted(i->arena, i->login->folder);
	char tag[16];
	bool fine = false;

	*folder = (struct imap_folder){ 0 };
	if (!begin(i, tag, text_format(i->arena, "EXAMINE %.*s", (int)name.size, name.at)))
		return false;
	do {
		if (!read_line(i, &line))
			return false;
		int64_t validity = number_of(line, "[UIDVALIDITY ");
		int64_t next = number_of(line, "[UIDNEXT ");
		folder->validity = validity > 0 ? validity : folder->validity;
		folder->next = next > 0 ? next : folder->next;
	} while (!ends(i, line, tag, &fine));
	if (fine && !folder->validity)
		return fail(i, TEXT("The server does not say UIDVALIDITY: it cannot be known what"
				    " was read already."));
	return fine;
}

struct imap *imap_open(struct arena *a, const struct imap_login *login, const atomic_bool *stopping,
		       struct imap_folder *folder, struct text *why)
{
	struct imap *i = arena_take(a, sizeof(*i));

	*i = (struct imap){ .curl = curl_easy_init(),
			    .arena = a,
			    .login = login,
			    .stopping = stopping,
			    .why = why };
	*why = (struct text){ 0 };
	if (i->curl && connect_to(i, login->ca_file) && folder_open(i, folder))
		return i;
	if (!why->size)
		*why = TEXT("The server cannot be asked.");
	imap_close(i);
	return NULL;
}

void imap_close(struct imap *i)
{
	if (!i)
		return;
	if (i->curl)
		curl_easy_cleanup(i->curl);
	i->curl = NULL;
}

/* --- letters --- */

/* Of a line `* 12 FETCH (UID 34 RFC822.SIZE 567)`. */
static bool letter_of(struct text line, struct imap_letter *out)
{
	*out = (struct imap_letter){ .uid = number_of(line, "UID ") };
	int64_t size = number_of(line, "RFC822.SIZE ");
	out->size = size > 0 ? (size_t)size : 0;
	return text_starts(line, "* ") && memmem(line.at, line.size, " FETCH ", 7) && out->uid > 0;
}

static int by_uid(const void *a, const void *b)
{
	int64_t one = ((const struct imap_letter *)a)->uid;
	int64_t other = ((const struct imap_letter *)b)->uid;

	return (one > other) - (one < other);
}

/* Keeps the smallest, whatever the order in which they are told. */
static void keep_smallest(struct imap_letter *all, size_t *count, size_t most,
			  const struct imap_letter *one)
{
	size_t largest = 0;

	if (*count < most) {
		all[(*count)++] = *one;
		return;
	}
	for (size_t i = 1; i < most; i++)
		if (all[i].uid > all[largest].uid)
			largest = i;
	if (one->uid < all[largest].uid)
		all[largest] = *one;
}

bool imap_list(struct imap *i, int64_t first, struct imap_letter *out, size_t most, size_t *count)
{
	struct imap_letter one;
	struct text line;
	char tag[16];
	bool fine = false;

	*count = 0;
	if (!begin(i, tag,
		   text_format(i->arena, "UID FETCH %lld:* (UID RFC822.SIZE)", (long long)first)))
		return false;
	do {
		if (!read_line(i, &line))
			return false;
		/* n:* gives the last one even where it lies before n */
		if (letter_of(line, &one) && one.uid >= first)
			keep_smallest(out, count, most, &one);
	} while (!ends(i, line, tag, &fine));
	if (*count)
		qsort(out, *count, sizeof(*out), by_uid);
	return fine;
}

static bool literal_take(struct imap *i, int64_t size, struct arena *a, struct text *out)
{
	bool wanted = !out->size && size <= (int64_t)LETTER_MAX;
	char *at = wanted ? arena_bytes(a, (size_t)size + 1) : NULL;

	if (!read_bytes(i, at, (size_t)size))
		return false;
	if (wanted)
		*out = (struct text){ at, (size_t)size };
	return true;
}

bool imap_fetch(struct imap *i, int64_t uid, bool head, struct arena *a, struct text *out)
{
	struct text line;
	char tag[16];
	bool fine = false;

	*out = (struct text){ 0 };
	if (!begin(i, tag,
		   text_format(i->arena, "UID FETCH %lld (BODY.PEEK[%s])", (long long)uid,
			       head ? "HEADER" : "")))
		return false;
	do {
		if (!read_line(i, &line))
			return false;
		int64_t size = literal_of(line);
		if (size >= 0 && text_starts(line, "* ") && !literal_take(i, size, a, out))
			return false;
	} while (!ends(i, line, tag, &fine));
	return fine;
}
