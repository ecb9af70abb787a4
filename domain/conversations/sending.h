// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about sending share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONVERSATIONS_SENDING_H
#define GROUNDLEVEL_DOMAIN_CONVERSATIONS_SENDING_H

#include "domain/conversations/inside.h"

struct sending {
	struct message m;
	struct text words, subject; /* filled */
};

/* Values about :talkContact: its addresses, and what it wants; false: there is none. */
bool contact_load(struct call *call);
/* Does a contact that was loaded want none by that way, to that e-mail?  A word for it, and *why is
 * one sentence; NULL: it may be written to. */
const char *sending_unwanted(struct call *call, const struct channel *c, struct text email,
			     struct text *why);
/* It is this from now on; error: JSON, or empty. */
enum err message_become(struct call *call, struct text id, struct text status, struct text error);
/* {"code":…,"type":"provider","message":…} */
struct text fault_of(struct call *call, const char *code, struct text message);
/* Its words, and what hangs on them, become those of the e-mail that is forwarded, below its own.
 */
enum err forward_take(struct call *call, struct sending *s, const struct json *forward);
/* Keeps the e-mail in its thread, and puts it down to be sent. */
enum err email_send(struct call *call, struct sending *s);

#endif
