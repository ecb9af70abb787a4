// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 *
 * A conversation is named by the value :conversationId, its contact by :talkContact.  Whoever keeps
 * a message holds the conversation first (conversation_need), so that what it says of its last
 * message and of what is unread is right whoever else writes in it.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONVERSATIONS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_CONVERSATIONS_INSIDE_H

#include "domain/carriers/carriers.h"
#include "domain/conversations/channels.h"
#include "domain/conversations/conversations.h"
#include "platform/store/store.h"

#define LEAVING_CONVERSATION "conversation"
#define DUE_SCHEDULED	     "scheduled message"
#define DUE_UNCARRIED	     "message without provider"
#define DUE_UNANSWERED	     "message without answer"

#define MESSAGES_MAX	50
#define ATTACHMENTS_MAX 20

/* --- conversations: conversation_life.c, conversation_kept.c --- */

/* Refuses: there is no such thing. */
enum err conversation_missing(struct call *call, struct text id);
enum err message_missing(struct call *call, struct text id);

/* Holds the one of :talkContact, which is made where there is none: :conversationId, and kept… what
 * it was.  `number` is its type where it is made. */
enum err conversation_need(struct call *call, int number);
/* Holds :conversationId; false: there is none.  :talkContact is its contact. */
bool conversation_hold(struct call *call);
/* What is unread, or starred, is another from now on: counted, kept, told when `tells`. */
enum err conversation_mark(struct call *call, int64_t unread, bool starred, bool tells);
/* One more or less, as it was held (`kept…`). */
void conversation_count(struct call *call, int by);

/* --- messages: message_kept.c --- */

struct message {
	const struct channel *channel;
	struct text id;		    /* made where it is empty */
	struct text status, source; /* source empty: as it was asked */
	struct text body, attachments, user, provider, alt, from, to, meta; /* may be empty */
	struct text email;	     /* id of the e-mail in it */
	int64_t at_ms, scheduled_ms; /* scheduled: 0 when it is not */
	bool inbound, automatic;
	bool activity; /* what happened, and not what was said */
};

/* Keeps it in the conversation that is held, which takes note of it. */
enum err message_keep(struct call *call, struct message *m);
/* What the conversation says of it: also of a further e-mail in a thread. */
enum err conversation_take(struct call *call, const struct message *m);
/* The same of what happened: it is looked at anew, and nothing was said. */
enum err conversation_note(struct call *call, const struct message *m);
/* Announces it by InboundMessage or OutboundMessage. */
enum err message_tell(struct call *call, const struct message *m);
/* From where it is sent: app, where a person has signed in, api, workflow. */
struct text message_source(const struct call *call);
/* A fresh id. */
struct text message_id(struct call *call);
/* The list that was sent under that name, or []. */
struct text list_sent(struct call *call, const char *name);
/* The :attachments that were sent, or []; what is no address is refused. */
enum err attachments_take(struct call *call, struct text *out);

/* --- sending --- */

/* The message, or the e-mail in it, is given to its provider, or waits for one. */
enum err message_give(struct call *call, struct text message, struct text email, const char *word);

/* --- e-mails: emails.c --- */

struct email {
	struct text id, thread, subject, from, to, cc, bcc, answers, body,
		outgoing; /* lists: JSON */
	bool html;
};
/* Keeps it in its thread (m->id; empty: a new one begins), with what m says of it. */
enum err email_keep(struct call *call, struct message *m, struct email *e);
/* The thread of the conversation that a message or an e-mail with this id is in. */
bool email_thread(struct call *call, struct text id, struct email *out);
/* It has as many e-mails as a thread may have. */
bool thread_full(struct call *call, struct text thread);
/* It is this from now on; error: JSON, or empty. */
enum err email_become(struct call *call, struct text email, struct text status, struct text error);
/* Puts it down to be sent by SMTP. */
enum err email_put(struct call *call, const struct message *m, struct email *e);

/* --- words: words.c --- */

/* {{contact.first_name}} and {{#if …}}…{{else}}…{{/if}} are filled with what :talkContact is; what
 * cannot be read is refused. */
enum err words_take(struct call *call, struct text *words, bool html);

#endif
