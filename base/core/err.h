// SPDX-License-Identifier: Apache-2.0
/*
 * Every way in which something can go wrong, in one table.
 *
 * A function that can fail returns `enum err`; 0 is fine.  This table alone turns an error into an
 * HTTP status, says whether the same request may be tried again, and names it for people.  The
 * wire's odd choices (a missing contact is 400, a missing scope is 401) are rows of their own, so
 * that no handler picks a status.
 */
#ifndef GROUNDLEVEL_BASE_CORE_ERR_H
#define GROUNDLEVEL_BASE_CORE_ERR_H

#include <stdbool.h>

/* name, HTTP status, may be tried again, reason phrase on the wire (Nest's `error` member) */
#define ERR_TABLE(X)                                                                               \
	X(OK, 200, false, "OK")                                                                    \
	X(BAD, 400, false, "Bad Request")                                                          \
	X(ABSENT, 400, false, "Bad Request")                                                       \
	X(NOBODY, 400, false, "Bad Request")                                                       \
	X(DUPLICATE, 400, false, "Bad Request")                                                    \
	X(UNAUTHORIZED, 401, false, "Unauthorized")                                                \
	X(CLIENT, 401, false, "invalid_client")                                                    \
	X(GRANT, 400, false, "invalid_grant")                                                      \
	X(REQUEST, 400, false, "invalid_request")                                                  \
	X(GRANT_TYPE, 400, false, "unsupported_grant_type")                                        \
	X(SCOPES, 400, false, "invalid_scope")                                                     \
	X(SCOPE, 401, false, "Unauthorized")                                                       \
	X(FORBIDDEN, 403, false, "Forbidden")                                                      \
	X(MISSING, 404, false, "Not Found")                                                        \
	X(METHOD, 405, false, "Method Not Allowed")                                                \
	X(SLOW, 408, true, "Request Timeout")                                                      \
	X(CONFLICT, 409, true, "Conflict")                                                         \
	X(GONE, 410, false, "Gone")                                                                \
	X(STALE, 412, false, "Precondition Failed")                                                \
	X(LARGE, 413, false, "Payload Too Large")                                                  \
	X(LONG, 414, false, "URI Too Long")                                                        \
	X(MEDIA, 415, false, "Unsupported Media Type")                                             \
	X(RANGE, 416, false, "Range Not Satisfiable")                                              \
	X(INVALID, 422, false, "Unprocessable Entity")                                             \
	X(RATE_LIMITED, 429, true, "Too Many Requests")                                            \
	X(HEADERS, 431, false, "Request Header Fields Too Large")                                  \
	X(INTERNAL, 500, true, "Internal Server Error")                                            \
	X(CODING, 501, false, "Not Implemented")                                                   \
	X(UNAVAILABLE, 503, true, "Service Unavailable")                                           \
	X(TIMEOUT, 504, true, "Gateway Timeout")                                                   \
	X(FULL, 507, true, "Insufficient Storage")                                                 \
	X(PENDING, 202, false, "Accepted")

enum err {
#define X(name, status, again, phrase) ERR_##name,
	ERR_TABLE(X)
#undef X
};

/* ERR_ABSENT: a thing named by its id is not there, where the wire answers 400 (contacts).
 * ERR_NOBODY: the same of a contact that is read: the body says `error` and `status`, no message.
 * ERR_CLIENT … ERR_SCOPES: what OAuth calls them (RFC 6749, 5.2) is their phrase.
 * ERR_PENDING:  not a failure; the answer comes from another thread (store_perform). */

int err_status(enum err e);
bool err_may_retry(enum err e);
bool err_is_missing(enum err e); /* what was named is not there, whichever way the wire says so */
const char *err_phrase(enum err e);
const char *err_name(enum err e);

#endif
