// SPDX-License-Identifier: Apache-2.0
/*
 * Who is told of appointments: the notifications of a calendar, when each is due, to whom and in
 * which words.
 *
 * The room writes calendar_notification; the messages themselves are integration/mail's (mail_put),
 * in the transaction of what they tell.  What can fail has refused with its sentence when it gives
 * an error.
 */
#ifndef GROUNDLEVEL_DOMAIN_REMINDERS_REMINDERS_H
#define GROUNDLEVEL_DOMAIN_REMINDERS_REMINDERS_H

#include "domain/availability/availability.h"

/* Hands what is due by the notifications of its calendar to the outgoing messages; `was`: before
 * this change, NULL when it was just booked.  Deleting is told as cancelling. */
enum err appointment_notify(struct call *call, const struct zone *zone, const struct draft *d,
			    const struct draft *was);

/* A template with its {{names}} replaced by values that were learned; in HTML the values are made
 * harmless.  Empty when it would be larger than size_max. */
struct text words_fill(struct call *call, struct text template, size_t size_max, bool html);

#endif
