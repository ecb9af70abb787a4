// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about contacts share.  Inside the room only.
 *
 * A contact is named by the value :contactId.  Writing one goes: take what was sent, hold what is
 * kept, settle what is derived, save, and bring the side tables (contact_tag, contact_field, and
 * the location's dictionary of tags) along.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTACTS_CONTACT_H
#define GROUNDLEVEL_DOMAIN_CONTACTS_CONTACT_H

#include "base/core/string_set.h"
#include "domain/contacts/contacts.h"
#include "platform/store/store.h"

/* A contact's whole name as events have it: a column of their statements. */
#define CONTACT_NAME                                                                               \
	"nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '') AS name"

#define CONTACT_TAGS_MAX      1000 /* of one contact */
#define CONTACT_FOLLOWERS_MAX 100

/* By what two contacts are the same (a location's contactUniqueIdentifiers). */
struct contact_identifier {
	const char *name;  /* on the wire, and in a refusal: email, phone */
	const char *value; /* what is compared */
	const char *kept;  /* what the contact had before: set by the hold of contact_change */
	const char *find;  /* gives :twinId and :twinName; never :contactId itself */
};

#define CONTACT_IDENTIFIERS_MAX 2

struct contact_rules {
	struct text country; /* of the location: whose numbers those without + are */
	bool duplicates;     /* may two contacts be the same? */
	const struct contact_identifier *order[CONTACT_IDENTIFIERS_MAX];
	size_t count;
};

enum err contact_rules_learn(struct call *call, struct contact_rules *rules);
/* Where duplicates are allowed, a search goes by e-mail and then by phone. */
void contact_rules_search(struct contact_rules *rules);
/* Is there another contact with the same?  Gives the first identifier that says so, or NULL; its
 * contact is :twinId.  `hold` keeps others from making one until the call ends. */
const struct contact_identifier *contact_twin_find(struct call *call,
						   const struct contact_rules *rules, bool hold);
bool contact_twin_by(struct call *call, const struct contact_identifier *by, bool hold);
enum err contact_twin_refuse(struct call *call, const struct contact_identifier *by);

/* What was sent, asked before the rest is held: afterwards everything is there. */
struct contact_sent {
	bool tags, fields, dnd;
	bool phone;  /* one was sent */
	bool unread; /* and is none of the countries known so far */
};

/* Brings what was sent to the form that is kept: one spelling of phones, tags, names, settings. */
enum err contact_take(struct call *call, const struct contact_rules *rules,
		      struct contact_sent *sent);
/* Reads the phone that was sent again: of the contact's country, or of the location's. */
bool contact_phone_read(struct call *call, const struct contact_rules *rules);
enum err contact_phone_refuse(struct call *call);
/* The same for a look-up by :email and :number. */
void contact_lookup_take(struct call *call, const struct contact_rules *rules);
/* Lays what was sent of the settings of channels over those that are kept: a channel that is not
 * named stays as it is. */
void contact_dnd_merge(struct call *call);
/* Makes what is searched anew, with these tags, for a contact of which nothing else changes. */
void contact_find_renew(struct call *call, struct string_set tags);
/* Makes what follows from the rest: folded names, month of birth, what is searched, who did it. */
void contact_settle(struct call *call);
/* Merges customFields as sent over those kept. */
enum err contact_fields_merge(struct call *call, struct text before);

enum err contact_tags_index(struct call *call, struct string_set before, struct string_set after);
/* Keeps the tags of :contactId, and announces it. */
enum err contact_tags_save(struct call *call, struct string_set before, struct string_set after);
enum err contact_fields_index(struct call *call, struct text before); /* the list kept so far */
enum err contact_tags_limit(struct call *call, struct string_set tags);

/* Refuses: there is no contact :contactId.  Clients know it by two sentences (behaviour 10.2):
 * reads say it in a body of their own, writes as everything else. */
enum err contact_missing(struct call *call);
bool contact_find(struct call *call);

/* How many contacts hold the free text :query?  Makes :needle for FINDS(contact, :needle), and
 * :likeness for `find LIKE :likeness ESCAPE '\'`.  FEW: begin with them, all are counted; MANY:
 * walk and compare, *total stops at CONTACT_HITS_MAX; SHORT: no index knows it, nothing is counted.
 */
enum contact_hits { CONTACT_HITS_FEW, CONTACT_HITS_MANY, CONTACT_HITS_SHORT };
#define CONTACT_FEW_MAX	 5000
#define CONTACT_HITS_MAX 10000
enum contact_hits contact_query_take(struct call *call, int64_t *total);

/* "succeded" and "succeeded": the wire has both. */
void succeeded_put(struct call *call);
/* One row as member `key` of the reply, without the event that store_reply_row would announce. */
enum err row_reply(struct call *call, const char *key, const char *sql);

#endif
