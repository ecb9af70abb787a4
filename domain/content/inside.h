// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTENT_INSIDE_H
#define GROUNDLEVEL_DOMAIN_CONTENT_INSIDE_H

#include "domain/content/content.h"
#include "platform/store/store.h"

/* Of a thing whose id is the value `param`: the refusal "WHAT with id … not found"; */
enum err thing_missing(struct call *call, const char *what, const char *param);
/* … that, where e says that no row is there, else e; */
enum err thing_found(struct call *call, enum err e, const char *what, const char *param);
/* … and the end of a deletion: that, where nothing was there, else `success`. */
enum err thing_gone(struct call *call, enum err e, const char *what, const char *param);
/* Files for messages: whose they are, which kinds are carried, … */
#define OF_CONTACT "contact"
bool file_carried(struct text content_type);
/* … and the contact of :conversationId, or :contactId, as :fileContact. */
enum err file_talk_need(struct call *call);
/* Is that a value of a contact, as POST /contacts/upsert takes it? */
bool form_column(struct text field);

#endif
