// SPDX-License-Identifier: Apache-2.0
/*
 * One exchange with another server on a handle of libcurl, whoever performs it.  Inside the room.
 */
#ifndef GROUNDLEVEL_PLATFORM_HTTP_EXCHANGE_H
#define GROUNDLEVEL_PLATFORM_HTTP_EXCHANGE_H

#include "platform/http/inside.h"

#include <curl/curl.h>

struct exchange; /* in the arena; what it has of libcurl goes with exchange_end */

/* The handle is set up for it. ERR_BAD: there is none. */
enum err exchange_begin(CURL *curl, struct arena *a, const struct http_sending *s,
			struct exchange **out, struct text *why);
enum err exchange_end(CURL *curl, struct exchange *x, CURLcode code, struct http_reply *reply,
		      struct text *why);

#endif
