// SPDX-License-Identifier: Apache-2.0
/*
 * How messages are read.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONVERSATIONS_MESSAGES_H
#define GROUNDLEVEL_DOMAIN_CONVERSATIONS_MESSAGES_H

#include "domain/conversations/inside.h"

#define MESSAGE_SHOWN                                                                              \
	"SELECT m.id, m.type, m.message_type, m.location_id, m.contact_id, m.conversation_id,"     \
	" m.date_added, m.date_updated, m.body, m.direction, m.status,"                            \
	" 'text/plain' AS content_type, m.attachments, m.meta, m.source, m.user_id,"               \
	" m.provider_id AS conversation_provider_id, m.alt_id, m.from_address AS \"from\","        \
	" m.to_address AS \"to\", m.error, m.scheduled_at FROM message m"

/* Of one whose conversation is gone nothing is shown, though it is still being taken away.  Asked
 * of each row by itself: as a join PostgreSQL would rather put all of them in order. */
#define MESSAGE_STANDS                                                                             \
	" AND (SELECT true FROM conversation t WHERE t.location_id = :locationId"                  \
	" AND t.id = m.conversation_id)"

#endif
