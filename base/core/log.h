// SPDX-License-Identifier: Apache-2.0
/*
 * One line per event on standard error: time, level, room, sentence, key=value pairs; or the same
 * as one JSON object a line.
 *
 * Never pass a secret, nor a URL with a query, nor a path that a stranger chose.  Control
 * characters in values are escaped.  Lines over 4 KiB are cut.  Writing is one write(2), so that
 * lines of several threads do not mix; what happens very often gathers its lines in a batch of its
 * thread first.
 */
#ifndef GROUNDLEVEL_BASE_CORE_LOG_H
#define GROUNDLEVEL_BASE_CORE_LOG_H

#include "base/core/text.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Once, before threads; lines below `least` are dropped. */
void log_start(enum log_level least, bool json);
bool log_level_find(struct text name, enum log_level *out); /* false: no such level */
bool log_shows(enum log_level level);
void log_say(enum log_level level, const char *room, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A line of pairs; those whose text is empty are left out. */
struct log_pair {
	const char *key;
	struct text text;
	bool number; /* JSON: without quotes */
};
struct log_line {
	enum log_level level;
	const char *room, *what;
	const struct log_pair *pairs;
	size_t count;
	int64_t now_ms; /* 0: the clock is asked */
};
#define LOG_BATCH_SIZE 16384
struct log_batch {
	size_t size;
	char at[LOG_BATCH_SIZE];
};
void log_pairs(struct log_batch *batch, const struct log_line *line); /* NULL: written at once */
void log_flush(struct log_batch *batch);

#endif
