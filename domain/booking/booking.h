// SPDX-License-Identifier: Apache-2.0
/*
 * The public booking page: what a stranger may see of a calendar, and book.
 *
 * Nothing is decided here that a row decides already: free times, contacts and appointments are
 * asked by their own rows, from inside, in the location of the calendar, and a refusal there is one
 * here.  What was booked is changed by whoever has its code: 128 random bits, of which only the
 * hash is kept.
 *
 *	page.c   the page, and its free times
 *	book.c   booking
 *	code.c   what was booked, by its code
 */
#ifndef GROUNDLEVEL_DOMAIN_BOOKING_BOOKING_H
#define GROUNDLEVEL_DOMAIN_BOOKING_BOOKING_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

#endif
