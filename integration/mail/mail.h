// SPDX-License-Identifier: Apache-2.0
/*
 * Messages go out: the rows of `outgoing` that are due, by SMTP.
 *
 * Whoever has something to say puts a message down with its words, in the transaction of its reason
 * (mail_put); a thread of each serving process takes what is due, one after the other:
 *
 *	claim (a transaction) ─▶ send (none is open) ─▶ settle (a transaction)
 *
 * One statement claims, and repeats its condition, so two processes never take the same row.  What
 * was refused for now, or did not get through, is tried again later and later (TRIES_MAX in
 * inside.h); what was refused for good is `failed`.  When nobody can know whether the receiver has
 * it (the connection, or this process, died between the last byte and the answer), the row is
 * `uncertain` and is not sent again unless somebody asks for it.
 *
 * Without smtp_url in the settings there is no thread, and the rows stay `ready`.
 */
#ifndef GROUNDLEVEL_INTEGRATION_MAIL_MAIL_H
#define GROUNDLEVEL_INTEGRATION_MAIL_MAIL_H

#include "base/core/settings.h"
#include "base/time/clock.h"
#include "platform/catalogue/catalogue.h"
#include "platform/store/store.h"

struct mail_message {
	struct text once; /* who says this again says nothing, unless it was withdrawn meanwhile */
	struct text kind; /* what it is: reminder, flow-alert … */
	bool in_app;	  /* shown to the user in the application; else an e-mail */
	struct text appointment, notification; /* why; may be empty */
	struct text contact, user;	       /* to whom; may be empty */
	bool planned;			       /* moves with its appointment, and goes with it */
	struct text to, from, from_name;       /* the last two may be empty */
	struct text subject, body;
	bool html;
	int64_t due_ms;
};

/* In the call's location and transaction. */
enum err mail_put(struct call *call, const struct mail_message *m);
/* The clock was set back: a part of what is to be tried again is tried now.  True: there is more.
 */
bool mail_put_off(struct call *call);
/* What was planned for it and has not gone out; call->changed says how many. */
enum err mail_withdraw_planned(struct call *call, struct text appointment);
/* What waits because of a notification that is not any more. */
enum err mail_withdraw_notification(struct call *call, struct text notification);

/* What waits for a user, at most so many; call->changed says how many. */
enum err mail_withdraw_user(struct call *call, struct text user, int64_t most);

struct mail_config {
	const struct catalogue *catalogue;
	struct store *store;
	const struct settings *settings;
	const struct clock *clock;
};

struct mail;

/* Are the settings about SMTP whole?  ERR_BAD: *why is one sentence. */
enum err mail_check(const struct settings *s, struct arena *a, struct text *why);
struct mail *mail_open(const struct mail_config *config);
enum err mail_start(struct mail *m); /* after store_start; nothing to do without SMTP */
void mail_stop(struct mail *m);	     /* before store_stop; gives what is being sent a few seconds */
void mail_close(struct mail *m);     /* NULL is fine */

#endif
