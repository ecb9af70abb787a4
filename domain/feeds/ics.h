// SPDX-License-Identifier: Apache-2.0
/*
 * iCalendar (RFC 5545) out.  Pure: nothing is read, nothing is kept.
 *
 * All times are in UTC, so no zones need be told.  Lines end with CRLF and are folded after 75
 * octets, never inside a character; what must be escaped is, and control characters are left out.
 */
#ifndef GROUNDLEVEL_DOMAIN_FEEDS_ICS_H
#define GROUNDLEVEL_DOMAIN_FEEDS_ICS_H

#include "base/core/text.h"

struct ics_event {
	struct text id; /* the UID is made of it; the same for ever, and for all of a series */
	bool instance;	/* of a series: the one that began at origin_ms before anything was moved */
	int64_t origin_ms;
	int64_t sequence; /* how often it was changed */
	struct text title, description, place;
	struct text status; /* of an appointment; empty: a blocked slot, it stands */
	struct text organizer, organizer_mail; /* the mail may be empty */
	struct text color; /* of its calendar: #rrggbb, or a name of CSS; may be empty */
	int64_t start_ms, end_ms, added_ms, updated_ms;
};

/* method: PUBLISH, CANCEL.  A calendar is opened, then events, at least one thing, then closed. */
struct ics {
	struct buffer *to;
	size_t events;
};
struct ics ics_open(struct buffer *to, const char *method,
		    struct text name); /* name may be empty */
/* After opening: the colour of the calendar itself; nothing when it is none. */
void ics_paint(struct ics *ics, struct text color);
void ics_put(struct ics *ics, struct arena *a, const struct ics_event *event);
void ics_close(struct ics *ics);
/* The name of CSS that is nearest to a colour; empty when it is none (colors.c). */
struct text ics_color(struct text color);
/* Does this status mean that it does not take place? */
bool ics_cancelled(struct text status);

#endif
