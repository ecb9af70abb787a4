// SPDX-License-Identifier: Apache-2.0
/*
 * Identifiers as the wire has them (behaviour: 20 of [A-Za-z0-9]; 24 hex; UUID).
 *
 * Each begins with the time, so that new rows land at the end of an index, and its place within the
 * millisecond, so that those of one process sort as they were made (up to 65,536 of a millisecond);
 * the rest comes from the operating system's cryptographic source, drawn in blocks per thread.  The
 * 20-character form keeps 8 characters of time in base 62 (sorts by time until the year 8888), 3 of
 * the place and 9 random ones (53 bits); the 24-hex form 12 of time, 4 of the place and 8 random
 * (32 bits).  The UUID is version 7: the time, and 74 random bits.
 *
 * A child made by fork that goes on without exec would draw the same bytes as its parent: it must
 * not make identifiers.
 */
#ifndef GROUNDLEVEL_BASE_SECRETS_ID_H
#define GROUNDLEVEL_BASE_SECRETS_ID_H

#include <stddef.h>
#include <stdint.h>

#define ID_SIZE	     21
#define ID_HEX_SIZE  25
#define ID_UUID_SIZE 37

void id_new(int64_t now_ms, char out[ID_SIZE]);
void id_hex(int64_t now_ms, char out[ID_HEX_SIZE]);
void id_uuid(int64_t now_ms, char out[ID_UUID_SIZE]);
void id_uuid_random(char out[ID_UUID_SIZE]); /* version 4: nothing to guess from (secrets) */
void id_random(void *out, size_t size);	     /* cryptographic bytes */

#endif
