// SPDX-License-Identifier: Apache-2.0
/* The log: a line is made on the stack and leaves with one write(2). */
#include "base/log.h"

#include "base/clock.h"

#include <stdarg.h>
#include <unistd.h>

#define LINE_MAX_SIZE 4096

static const char *const level_names[] = {
	[LOG_DEBUG] = "debug",
	[LOG_INFO] = "info",
	[LOG_WARN] = "warn",
	[LOG_ERROR] = "error",
};

/* Set once by log_start, before there are threads. */
static enum log_level level_least = LOG_INFO;

void log_start(enum log_level least)
{
	level_least = least;
}

bool log_level_find(struct text name, enum log_level *out)
{
	for (size_t i = 0; i < sizeof(level_names) / sizeof(level_names[0]); i++) {
		if (text_is(name, level_names[i])) {
			*out = (enum log_level)i;
			return true;
		}
	}
	return false;
}

/* Copies what fits, control characters as \n, \t or \xHH. */
static size_t escaped(char *out, size_t room, const char *from)
{
	static const char hex[] = "0123456789abcdef";
	size_t size = 0;
	for (; *from && size + 4 <= room; from++) {
		unsigned char c = (unsigned char)*from;
		if (c >= ' ' && c != 0x7f) {
			out[size++] = (char)c;
			continue;
		}
		out[size++] = '\\';
		if (c == '\n' || c == '\t') {
			out[size++] = c == '\n' ? 'n' : 't';
			continue;
		}
		out[size++] = 'x';
		out[size++] = hex[c >> 4];
		out[size++] = hex[c & 15];
	}
	return size;
}

void log_say(enum log_level level, const char *room, const char *format, ...)
{
	if (level < level_least)
		return;
	char said[LINE_MAX_SIZE], line[LINE_MAX_SIZE], now[CLOCK_ISO_SIZE];
	va_list args;
	va_start(args, format);
	vsnprintf(said, sizeof(said), format, args);
	va_end(args);
	clock_iso(clock_now_ms(&(struct clock){ 0 }), now);
	size_t size = (size_t)snprintf(line, 128, "%s %s %.64s: ", now, level_names[level], room);
	size += escaped(line + size, sizeof(line) - size - 1, said);
	line[size++] = '\n';
	ssize_t written = write(STDERR_FILENO, line, size);
	(void)written; /* there is nobody left to tell */
}
