// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_INTEGRATION_MAIL_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_MAIL_INSIDE_H

#include "integration/mail/mail.h"
#include "platform/blobs/blobs.h"
#include "runs.h"

#include <stdatomic.h>

#define SEND_MS	       60000L
#define FILES_MAX      20
#define FILE_LINE      57 /* bytes of a line: 76 signs */
#define FILE_LINE_SIZE 78 /* with its end */

/* A file that goes with a message. */
struct message_file {
	struct text name, type, sha256;
	int64_t size;
};

/* One message; texts live in the arena of the turn. */
struct message {
	struct text id, to, from, from_name, subject, body;
	struct text cc, bcc; /* with commas between */
	struct text answers; /* Message-IDs or ids of ours, with blanks between */
	int64_t now_ms;
	bool html, personal;
	struct message_file files[FILES_MAX];
	size_t file_count;
	bool lacking; /* of a file nothing is known any more */
};

enum verdict {
	SENT_FINE,
	SENT_LATER,	/* refused for now */
	SENT_UNREACHED, /* it did not get through, or the server would not have us */
	SENT_REFUSED,	/* for good */
	SENT_UNCERTAIN, /* all was handed over, and no answer came */
	SENT_STOPPED,	/* it was given up before the end, because the program stops */
};

/* The message as it travels: headers and body, lines ended by CRLF (mime_message.c).  Files stand
 * between the texts: they are read while they are sent. */
struct letter {
	struct {
		struct text text;
		const struct message_file *file; /* or NULL: it is the text */
	} pieces[2 * FILES_MAX + 2];
	size_t count;
};
void mime_message_make(struct arena *a, const struct message *m, struct text smtp_from,
		       struct letter *out);
/* These bytes (at most FILE_LINE) as a line of base64 with its end; how many signs that are. */
size_t mime_line(char out[FILE_LINE_SIZE + 1], const char *at, size_t size);
/* Is it one address that may stand in a header and in an envelope? */
bool address_plain(struct text address);

/* One attempt on a connection of its own (smtp.c); *why is one sentence unless it is fine.  Ends
 * early when `stopping` is set: at once while that is safe, after a few seconds otherwise. */
enum verdict smtp_send(struct call *call, const struct message *m, const atomic_bool *stopping,
		       struct text *why);

#endif
