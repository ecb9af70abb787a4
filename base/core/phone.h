// SPDX-License-Identifier: Apache-2.0
/*
 * Phone numbers, to the one form in which they are kept and compared: E.164, `+` and digits.
 * Pure.  Numbering plans are those of libphonenumber (phone_plans.h), and so is the reading:
 *
 *	begins with +	a calling code and a number of its plan
 *	prefix abroad	the same after what is dialled in `country` for calls abroad (00, 011,
 *			8 10 …); 00 is understood everywhere, 011 where the calling code is 1
 *	otherwise	a number of `country`; where the digits are none, its own calling code
 *			may stand before them (4930… in DE)
 *
 * What is dialled inside a country only goes: the 0 of +49 (0)30, Argentina's 15; Italy's 0 is
 * part of the number and stays.  Which signs may stand in a number says phone_text.h.
 *
 * A number must fit its country's plan in length and first digits; whether it is given to somebody
 * is not asked.  A country that is not in the plans (or none) makes every number without + or 00
 * invalid; short codes and service numbers are refused.
 */
#ifndef GROUNDLEVEL_BASE_CORE_PHONE_H
#define GROUNDLEVEL_BASE_CORE_PHONE_H

#include "base/core/phone_text.h"

#define PHONE_SIZE 17 /* +, 15 digits and a NUL */

struct phone {
	char number[PHONE_SIZE];
	char extension[PHONE_EXTENSION_SIZE]; /* empty: none */
};

/* country: two letters in any case.  False: no such number can be. */
bool phone_read(struct text sent, struct text country, struct phone *out);

#endif
