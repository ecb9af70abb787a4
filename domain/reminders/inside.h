// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about notifications share: what is to be said of a change of an appointment, what
 * its calendar wants said, and to whom.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_REMINDERS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_REMINDERS_INSIDE_H

#include "domain/reminders/reminders.h"
#include "integration/mail/mail.h"

#define RECEIVERS_MAX 120

/* What is to be said of one change. */
struct news {
	struct call *call;
	const struct draft *draft;
	const char *now[2]; /* kinds that are due at once */
	bool plan;	    /* reminders and follow-ups too */
	size_t written;
	struct mail_message message; /* the one that is written: the same words for each */
};

/* One row of calendar_notification, or what an older setting of the calendar stands for. */
struct notice {
	struct text id; /* empty: of an older setting */
	struct text kind, recipient, subject, body, before, after, emails, users;
	struct text from_address, from_name;
	bool in_app; /* else by e-mail */
};

struct recipient {
	struct text address; /* of e-mail; or */
	struct text user;    /* inside the application */
	bool contact;
};

struct recipients {
	struct recipient at[RECEIVERS_MAX];
	size_t count;
};

bool is_planned(const struct notice *n); /* a reminder or a follow-up */
/* What the appointment's calendar wants said of this change (notices.c). */
struct notice *notices_find(struct news *news, size_t *count);
/* Each address, each user once; values of the appointment have been learned (recipients.c). */
void recipients_find(struct call *call, const struct notice *n, struct recipients *r);

#endif
