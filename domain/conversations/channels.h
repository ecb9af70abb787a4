// SPDX-License-Identifier: Apache-2.0
/*
 * The ways that a message can take, in one table, and what a message may become.  Inside the room
 * only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONVERSATIONS_CHANNELS_H
#define GROUNDLEVEL_DOMAIN_CONVERSATIONS_CHANNELS_H

#include "base/core/text.h"

struct channel {
	const char *word;     /* as it is sent: SMS */
	const char *provider; /* which type of provider carries it */
	const char *dnd;      /* of a contact's settings, or NULL */
	const char *type;     /* as it is read: TYPE_SMS */
	int number;	      /* 2 */
	const char *told;     /* in events: SMS */
	int conversation;     /* the number of a conversation that begins with it */
	bool phone;	      /* needs one */
	bool mail, call;
};

const struct channel *channel_find(struct text word); /* or NULL */
const struct channel *channel_numbered(int number);   /* that is read so; never NULL */
/* What `Custom` is by way of a provider of that type. */
const struct channel *channel_custom(struct text provider_type);

/* May a message that is `from` become `to`?  What comes late may not. */
bool message_may_become(struct text from, struct text to);

#endif
