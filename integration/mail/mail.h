// SPDX-License-Identifier: Apache-2.0
/*
 * Messages go out: the rows of `outgoing`, by SMTP, as jobs of the durable queue (platform/jobs).
 *
 * Whoever has something to say puts a message down with its words, in the transaction of its reason
 * (mail_put); the threads of the kind that mail_kind describes send what is due, the places taking
 * turns.  What was refused for now, or did not get through, is tried again later and later; what
 * was refused for good has failed.  When nobody can know whether the receiver has it (the
 * connection, or this process, died between the last byte and the answer), it is `uncertain` and is
 * not sent again unless somebody asks for it.
 *
 * Without smtp_url in the settings nobody sends, and messages stay `ready`.
 */
#ifndef GROUNDLEVEL_INTEGRATION_MAIL_MAIL_H
#define GROUNDLEVEL_INTEGRATION_MAIL_MAIL_H

#include "platform/jobs/jobs.h"

struct mail_message {
	struct text once; /* who says this again says nothing, unless it was withdrawn meanwhile */
	struct text kind; /* what it is: reminder, flow-alert … */
	bool in_app;	  /* shown to the user in the application; else an e-mail */
	struct text appointment, notification; /* why; may be empty */
	struct text contact, user;	       /* to whom; may be empty */
	bool planned;			       /* moves with its appointment, and goes with it */
	struct text to, from, from_name;       /* the last two may be empty */
	struct text cc, bcc; /* further receivers, with commas between; may be empty */
	struct text
		answers; /* Message-IDs or ids of ours, with blanks, the newest last; or empty */
	bool personal;	 /* a person wrote it */
	struct text subject, body;
	bool html;
	struct text files; /* that go with it: a list of ids of blobs; may be empty */
	int64_t due_ms;
};

/* In the call's location and transaction. */
enum err mail_put(struct call *call, const struct mail_message *m);
/* What was planned for it and has not gone out; call->changed says how many. */
enum err mail_withdraw_planned(struct call *call, struct text appointment);
/* What waits because of a notification that is not any more. */
enum err mail_withdraw_notification(struct call *call, struct text notification);

/* Of these (a JSON list of ids) those that have not begun; call->changed says how many. */
enum err mail_withdraw_these(struct call *call, struct text ids);

/* What waits for a user, at most so many; call->changed says how many. */
enum err mail_withdraw_user(struct call *call, struct text user, int64_t most);

/* Are the settings about SMTP whole?  ERR_BAD: *why is one sentence. */
enum err mail_check(const struct settings *s, struct arena *a, struct text *why);
/* The kind of work that sending is. */
struct job_kind mail_kind(const struct settings *s);
/* Its `moved`, for who wants to know it too: the message stands as it is now. */
enum err mail_moved(struct call *call, const struct job *job, enum job_state to);

#endif
