// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: bytes become characters.
 */
#ifndef GROUNDLEVEL_PURE_CSV_INSIDE_H
#define GROUNDLEVEL_PURE_CSV_INSIDE_H

#include "pure/csv/csv.h"

#define CSV_BAD	 UINT32_MAX	  /* no character: csv_decode_why says what it was */
#define CSV_NONE (UINT32_MAX - 1) /* the character needs further bytes */

/* What was seen of a character that is not whole. */
struct csv_decoding {
	enum csv_encoding encoding;
	unsigned bytes, count; /* UTF-16: the first byte of two */
	uint32_t high;	       /* … and the first half of a pair */
	unsigned char bad;
};

/* The next byte.  Of UTF-8 each byte is given as it is: whether they fit, a whole text tells. */
uint32_t csv_decode(struct csv_decoding *d, unsigned char byte);
bool csv_decode_whole(const struct csv_decoding *d); /* nothing is left over */
size_t csv_encode(uint32_t character, char out[4]);

#endif
