// SPDX-License-Identifier: Apache-2.0
/*
 * What came as a form with files, and a reply that is a file.
 */
#ifndef GROUNDLEVEL_BASE_CALL_FILES_H
#define GROUNDLEVEL_BASE_CALL_FILES_H

#include "base/core/text.h"

/* One part of a form (a row with `files`), in the order they came. */
struct call_part {
	struct text name;  /* of the field; empty: the body is the file */
	bool file;	   /* else: */
	struct text value; /* what the field says */
	/* a file, which is kept already */
	struct text file_name;	  /* harmless: no path, no control characters, never empty */
	struct text content_type; /* as its bytes are */
	struct text said_type;	  /* as it was sent; may be empty */
	struct text sha256;	  /* in hexadecimal: where it lies */
	int64_t size;
};

/* The body of the reply lies there.  Whoever answers opens it, and sends the range that was asked
 * for; the headers are the handler's. */
struct call_file {
	struct text path, etag; /* the etag with its quotes */
	int64_t size;
};

#endif
