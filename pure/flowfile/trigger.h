// SPDX-License-Identifier: Apache-2.0
/*
 * What starts a flow.  Reached through flowfile.h.
 */
#ifndef GROUNDLEVEL_PURE_FLOWFILE_TRIGGER_H
#define GROUNDLEVEL_PURE_FLOWFILE_TRIGGER_H

#include "platform/catalogue/catalogue.h"

enum trigger_kind { TRIGGER_EVENT, TRIGGER_POLL, TRIGGER_HOOK, TRIGGER_SCHEDULE, TRIGGER_MANUAL };

struct vocabulary {
	const struct text *items;
	size_t count;
};

struct trigger {
	enum trigger_kind kind;
	struct text word; /* highlevel.contact.updated, accessally-form, 0 7 * * mon-fri */
	struct text use, of;
	struct text topic;    /* event: contact.updated, record.saved */
	struct text listed;   /* event: what is polled where we cannot listen: highlevel.contact */
	struct text part;     /* of contact.tag.updated: tags */
	struct text resource; /* what the item is called in expressions */
	struct vocabulary watch;
	int64_t every_ms; /* poll, or the backstop */
	struct text zone;
	bool skip_missed; /* schedule */
	bool start_all;
	struct text secret, header; /* hook: name of the secret and the header with the HMAC */
	int64_t same_ms;	    /* hook: so long the same body, without an id, is one event; */
	bool same_said;		    /* signed, and not said: for good */
	const struct op *op;	    /* poll: the row that lists; event: likewise, or NULL */
	struct text workflow;	    /* event: who enters the workflow of that name, or id; */
	bool again;		    /* also who came to its end before */
	int side;		    /* of a sync: 0 is a, 1 is b */
};

#endif
