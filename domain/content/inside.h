// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTENT_INSIDE_H
#define GROUNDLEVEL_DOMAIN_CONTENT_INSIDE_H

#include "domain/content/content.h"
#include "platform/store/store.h"

enum err form_missing(struct call *call, enum err e);
/* Is that a value of a contact, as POST /contacts/upsert takes it? */
bool form_column(struct text field);

#endif
