// SPDX-License-Identifier: Apache-2.0
/*
 * One line of text per event on standard error: time, level, room, sentence, key=value pairs.
 *
 * Never pass a secret, nor a URL with a query.  Control characters in values are escaped.  Lines
 * over 4 KiB are cut.  Writing is one write(2), so that lines of several threads do not mix.
 */
#ifndef GROUNDLEVEL_BASE_LOG_H
#define GROUNDLEVEL_BASE_LOG_H

#include "base/text.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

void log_start(enum log_level least); /* once, before threads; lines below `least` are dropped */
bool log_level_find(struct text name, enum log_level *out); /* false: no such level */
void log_say(enum log_level level, const char *room, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
