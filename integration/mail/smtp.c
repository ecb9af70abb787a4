// SPDX-License-Identifier: Apache-2.0
/*
 * One message over SMTP, on libcurl.
 *
 * What matters is how far it got when it fails.  As long as the reading of the letter has not come
 * to its end, the closing dot was not sent, and no receiver may deliver it: it can be tried again.
 * Afterwards only an answer tells: 4xx and 5xx say no, silence says nothing.
 */
#include "integration/mail/inside.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECT_MS    10000L
#define LINES_ONCE    64
#define BYTES_A_MS    50 /* that a file gets more time for */
#define STOP_GRACE_US INT64_C(5000000)

struct sending {
	const struct letter *letter;
	const struct blobs *blobs;
	size_t piece;	  /* that is next, or is being read */
	struct text left; /* of what was read of it */
	int fd;		  /* of the file that is being read; -1: of none */
	char lines[LINES_ONCE * FILE_LINE_SIZE + 1];
	bool broken; /* a file cannot be read */
	bool ended;  /* all of it was read */
	const atomic_bool *stopping;
	int64_t stop_us; /* when stopping was first seen */
};

/* The next lines of the file; false: there are none. */
static bool file_more(struct sending *s)
{
	char bytes[LINES_ONCE * FILE_LINE];
	size_t size = 0, signs = 0;
	ssize_t got = 1;

	while (size < sizeof(bytes) && got > 0) {
		got = read(s->fd, bytes + size, sizeof(bytes) - size);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			size += (size_t)got;
	}
	s->broken = got < 0;
	for (size_t i = 0; i < size; i += FILE_LINE)
		signs += mime_line(s->lines + signs, bytes + i,
				   size - i < FILE_LINE ? size - i : FILE_LINE);
	s->left = (struct text){ s->lines, signs };
	return size > 0 && !s->broken;
}

static void file_close(struct sending *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}

/* Until there is something, or all has been read. */
static void more(struct sending *s)
{
	while (!s->left.size && !s->broken && s->piece < s->letter->count) {
		const struct message_file *file = s->letter->pieces[s->piece].file;

		if (!file) {
			s->left = s->letter->pieces[s->piece++].text;
			continue;
		}
		if (s->fd < 0)
			s->fd = blob_open(s->blobs, file->sha256, file->size);
		s->broken = s->fd < 0;
		if (s->broken || file_more(s))
			continue;
		file_close(s);
		s->piece++;
	}
}

static size_t on_read(char *at, size_t one, size_t room, void *of)
{
	struct sending *s = of;

	more(s);
	if (s->broken)
		return CURL_READFUNC_ABORT;
	size_t size = s->left.size < one * room ? s->left.size : one * room;

	if (!size) {
		s->ended = true;
		return 0;
	}
	memcpy(at, s->left.at, size);
	s->left = (struct text){ s->left.at + size, s->left.size - size };
	return size;
}

static int on_progress(void *of, curl_off_t down_all, curl_off_t down, curl_off_t up_all,
		       curl_off_t up)
{
	struct sending *s = of;

	(void)down_all, (void)down, (void)up_all, (void)up;
	if (!atomic_load(s->stopping))
		return 0;
	if (!s->stop_us)
		s->stop_us = clock_monotonic_us();
	return !s->ended || clock_monotonic_us() - s->stop_us > STOP_GRACE_US;
}

static const char *text_or_null(struct arena *a, struct text t)
{
	return t.size ? text_c(a, t) : NULL;
}

static void where_set(CURL *curl, struct arena *a, const struct settings *s)
{
	bool tls = settings_flag(s->smtp_tls);

	curl_easy_setopt(curl, CURLOPT_URL, text_c(a, s->smtp_url));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	if (s->smtp_ca_file.size)
		curl_easy_setopt(curl, CURLOPT_CAINFO, text_c(a, s->smtp_ca_file));
	if (s->smtp_user.size) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, text_or_null(a, s->smtp_user));
		curl_easy_setopt(curl, CURLOPT_PASSWORD, text_c(a, s->smtp_password));
	}
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
}

/* Says goodbye without waiting for the answer, which libcurl would do for minutes: what comes back
 * is not read any more. */
static void goodbye(CURL *curl)
{
	curl_socket_t socket = CURL_SOCKET_BAD;

	if (!curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket) && socket != CURL_SOCKET_BAD)
		shutdown(socket, SHUT_RD);
	curl_easy_cleanup(curl);
}

/* What the receiver said; what libcurl says of the way otherwise. */
static enum verdict judge(struct arena *a, CURLcode code, long answer, const struct sending *s,
			  struct text *why)
{
	bool said_no = answer >= 400 && answer < 600;
	/* A no to the greeting, to TLS or to the password is about us, not about the message. */
	bool of_message = code == CURLE_SEND_ERROR || s->ended;

	if (code == CURLE_OK)
		return SENT_FINE;
	if (s->broken) {
		*why = TEXT("a file of it cannot be read");
		return SENT_LATER;
	}
	if (said_no)
		*why = text_format(a, "the mail server answered %ld", answer);
	else if (s->ended)
		*why = text_format(a, "all was handed over, but no answer came: %s",
				   curl_easy_strerror(code));
	else
		*why = text_of(curl_easy_strerror(code));
	if (said_no)
		return !of_message ? SENT_UNREACHED : answer >= 500 ? SENT_REFUSED : SENT_LATER;
	if (s->ended)
		return SENT_UNCERTAIN;
	return code == CURLE_ABORTED_BY_CALLBACK ? SENT_STOPPED : SENT_UNREACHED;
}

/* All that are to have it; NULL: an address that cannot be written to. */
static struct curl_slist *receivers(struct arena *a, const struct message *m)
{
	struct curl_slist *list = curl_slist_append(NULL, text_c(a, m->to));
	struct text lists[] = { m->cc, m->bcc }, one;
	bool fine = list && address_plain(m->to);

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		while (fine && text_split(&lists[i], ',', &one)) {
			struct curl_slist *longer = curl_slist_append(list, text_c(a, one));

			fine = longer && address_plain(one);
			list = longer ? longer : list;
		}
	}
	if (fine)
		return list;
	curl_slist_free_all(list);
	return NULL;
}

/* All files are there, and how many bytes they have; -1: one is not. */
static int64_t files_there(const struct blobs *b, const struct message *m)
{
	int64_t bytes = 0;

	for (size_t i = 0; i < m->file_count; i++) {
		int fd = blob_open(b, m->files[i].sha256, m->files[i].size);

		if (fd < 0)
			return -1;
		close(fd);
		bytes += m->files[i].size;
	}
	return m->lacking ? -1 : bytes;
}

enum verdict smtp_send(struct call *call, const struct message *m, const atomic_bool *stopping,
		       struct text *why)
{
	struct arena *a = call->arena;
	const struct settings *s = call->app->settings;
	struct letter letter;
	struct sending sending = {
		.letter = &letter, .blobs = call->app->blobs, .fd = -1, .stopping = stopping
	};
	int64_t bytes = files_there(call->app->blobs, m);

	if (bytes < 0) {
		*why = TEXT("a file of it is not there any more");
		return SENT_REFUSED;
	}
	mime_message_make(a, m, s->smtp_from, &letter);
	struct curl_slist *to = receivers(a, m);
	CURL *curl = curl_easy_init();
	long answer = 0;

	if (!curl || !to) {
		curl_easy_cleanup(curl);
		curl_slist_free_all(to);
		*why = TEXT("the address cannot be written to");
		return SENT_REFUSED;
	}
	where_set(curl, a, s);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, SEND_MS + (long)(bytes / BYTES_A_MS));
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, text_c(a, s->smtp_from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(curl, CURLOPT_READDATA, &sending);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &sending);

	CURLcode code = curl_easy_perform(curl);

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
	goodbye(curl);
	file_close(&sending);
	curl_slist_free_all(to);
	return judge(a, code, answer, &sending, why);
}
