// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 *
 *	boxes.c    mailboxes as they are set up
 *	hook.c     what a provider of mail posts
 *	letter.c   bytes become a letter (GMime)
 *	report.c   what a mail server says of ours: bounces and complaints
 *	imap.c     the words of IMAP that are needed, on a connection of libcurl's
 *	poll.c     a mailbox is looked at, as a kind of jobs
 *	take.c     a letter is given to the conversations
 */
#ifndef GROUNDLEVEL_INTEGRATION_MAILBOXES_INSIDE_H
#define GROUNDLEVEL_INTEGRATION_MAILBOXES_INSIDE_H

#include "integration/connections/connections.h"
#include "integration/mailboxes/mailboxes.h"

#define LETTER_MAX ((size_t)25 << 20) /* bytes of one; of a larger one only its head is read */

/* --- letter.c --- */
/* The input of add-an-inbound-email, without locationId: `rest` of a letter that is too large is
 * its whole size.  False: it has no sender, or cannot be read. */
void gmime_need(void); /* before anything of GMime is used */
/* GMime reads a group of addresses within a group (a:b:c:…) by calling itself, as deep as somebody
 * writes, until there is no stack left: what says this is never given to it. */
bool letter_deep(struct text raw);
bool letter_read(struct arena *a, struct text raw, size_t whole, struct json_out *out);

/* --- report.c --- */
/* "bounces":[…], where it is a report of a mail server, or of who complains. */
struct _GMimeMessage;
bool report_put(struct arena *a, struct _GMimeMessage *message, struct json_out *out);

/* --- take.c --- */
struct mailbox {
	struct text id, location_id, company_id;
	bool makes; /* who is unknown becomes a contact */
};
struct taken {
	struct text reason; /* why it is not kept; empty: it is */
	bool refused;	    /* it was not taken for good, reason says why */
};
/* The letter as the conversations take it; empty: it cannot be read.  One of many megabytes takes
 * seconds, so never within a transaction: nobody could write meanwhile. */
struct text letter_input(struct arena *a, const struct mailbox *box, struct text raw, size_t whole);
/* In the call's transaction: what was read of it is kept, and counted in its mailbox.  An error is
 * one of the data. */
enum err letter_give(struct call *call, const struct mailbox *box, struct text input,
		     struct taken *out);

/* --- boxes.c --- */
enum err mailbox_seal(struct call *call, struct text id, struct text plain, struct text *box);
enum err mailbox_unseal(struct call *call, struct text id, struct text box, struct text *plain);

/* --- imap.c --- */
struct imap; /* one connection, one thread */
struct imap_login {
	struct text host, user, password, folder, ca_file;
	int64_t port;
	bool tls_from_start; /* imaps; else STARTTLS, or, on this machine only, neither */
	bool plain;
	bool private; /* may lead into private networks */
};
struct imap_folder {
	int64_t validity, next; /* UIDVALIDITY, UIDNEXT */
};
struct imap_letter {
	int64_t uid;
	size_t size;
};
/* NULL: *why is one sentence, without the password; so it is when what follows is false. */
struct imap *imap_open(struct arena *a, const struct imap_login *login, const atomic_bool *stopping,
		       struct imap_folder *folder, struct text *why);
void imap_close(struct imap *i); /* NULL is fine */
/* Those from `first` on, in their order, at most so many. */
bool imap_list(struct imap *i, int64_t first, struct imap_letter *out, size_t most, size_t *count);
/* One whole, or its head alone; a letter that is gone is empty. */
bool imap_fetch(struct imap *i, int64_t uid, bool head, struct arena *a, struct text *out);

#endif
