// SPDX-License-Identifier: Apache-2.0
/* Growing buffers: twice as large each time, up to their limit. */
#include "base/core/text.h"

#include <assert.h>
#include <stdarg.h>

#define ROOM_FIRST 512

struct buffer buffer_open(struct arena *a, size_t size_max)
{
	return (struct buffer){ .arena = a, .size_max = size_max };
}

static bool room_make(struct buffer *b, size_t more)
{
	size_t room = b->room ? b->room * 2 : ROOM_FIRST;
	while (room < b->size + more)
		room *= 2;
	b->at = arena_grow(b->arena, b->at, b->room, room);
	b->room = room;
	return true;
}

/* Makes room for so many bytes more; false, and full from now on, past the limit. */
static inline bool room_for(struct buffer *b, size_t more)
{
	if (b->full || more > b->size_max - b->size) {
		b->full = true;
		return false;
	}
	return more <= b->room - b->size || room_make(b, more);
}

void buffer_add(struct buffer *b, struct text t)
{
	if (!t.size || !room_for(b, t.size))
		return;
	memcpy(b->at + b->size, t.at, t.size);
	b->size += t.size;
}

void buffer_byte(struct buffer *b, char c)
{
	if (b->full || b->size == b->room || b->size == b->size_max) {
		if (!room_for(b, 1))
			return;
	}
	b->at[b->size++] = c;
}

void buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	size_t room = b->full ? 0 : b->room - b->size;
	int made = vsnprintf(room ? b->at + b->size : NULL, room, format, args);
	assert(made >= 0);
	size_t size = (size_t)made;
	if (room_for(b, size + 1)) { /* vsnprintf wants a place for its NUL */
		if (size >= room)
			vsnprintf(b->at + b->size, size + 1, format, again);
		b->size += size;
	}
	va_end(again);
	va_end(args);
}

struct text buffer_text(const struct buffer *b)
{
	return (struct text){ .at = b->at ? b->at : "", .size = b->size };
}

void buffer_url(struct buffer *b, struct text t)
{
	static const char plain[] = "-._~";

	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || (c && strchr(plain, c));
		if (safe)
			buffer_byte(b, c);
		else
			buffer_format(b, "%%%02X", (unsigned char)c);
	}
}
