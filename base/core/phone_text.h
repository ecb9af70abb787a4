// SPDX-License-Identifier: Apache-2.0
/*
 * What people write as a phone number, taken apart: digits, a plus before them, an extension after
 * them.  Signs that mean nothing (white and invisible ones, brackets, strokes, dots) go; digits of
 * other scripts become ours.  Pure.
 */
#ifndef GROUNDLEVEL_BASE_CORE_PHONE_TEXT_H
#define GROUNDLEVEL_BASE_CORE_PHONE_TEXT_H

#include "base/core/text.h"

#define PHONE_DIGITS	     31
#define PHONE_EXTENSION_SIZE 21

struct phone_signs {
	char digits[PHONE_DIGITS];
	size_t count;
	bool plus;
	size_t zero; /* where a (0) stands that is dialled inside the country only; 0: nowhere */
	char extension[PHONE_EXTENSION_SIZE];
};

/* False: no phone number is written like this. */
bool phone_signs(struct text sent, struct phone_signs *out);

#endif
