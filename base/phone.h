// SPDX-License-Identifier: Apache-2.0
/*
 * Phone numbers, to the one form in which they are kept and compared: E.164, `+` and digits.
 * Pure.
 *
 * Spaces, dots, hyphens, slashes and brackets do not matter; an extension (x12, ext. 12, #12) is
 * left out, because E.164 has none.
 *
 *	begins with +	7 to 15 digits follow, the first not 0; a trunk zero written (0) goes
 *	begins with 00	the same (or 011 where the calling code is 1)
 *	otherwise	a number of `country`: its trunk prefix goes, then the digits left must
 *			be as many as that country's numbers have; where they are not, the
 *			number may begin with the country's own calling code
 *
 * Limits: only lengths are known, not which area codes exist; a country that is not in the table
 * (or none) makes every number without + invalid; short codes and service numbers are refused.
 */
#ifndef GROUNDLEVEL_BASE_PHONE_H
#define GROUNDLEVEL_BASE_PHONE_H

#include "base/text.h"

#define PHONE_SIZE 17 /* +, 15 digits and a NUL */

/* country: two letters in any case.  False: no such number can be. */
bool phone_read(struct text sent, struct text country, char out[PHONE_SIZE]);

#endif
