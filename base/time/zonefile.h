// SPDX-License-Identifier: Apache-2.0
/*
 * Files of the system's zone database, as bytes.
 */
#ifndef GROUNDLEVEL_BASE_TIME_ZONEFILE_H
#define GROUNDLEVEL_BASE_TIME_ZONEFILE_H

#include "base/core/err.h"
#include "base/core/text.h"

/* The TZif file of a zone, or of another name of it, in the arena.  A name is a file name here, so
 * only what can be a zone's gets that far: words of letters, digits, _ + - joined by single /, no
 * more than 64 bytes; not `localtime`, `posixrules`, nor the copies in `posix` and `right`.
 * ERR_MISSING: there is none. */
enum err zonefile_read(struct arena *a, struct text name, struct text *bytes);

#endif
