// SPDX-License-Identifier: Apache-2.0
/*
 * Keys made of names.
 */
#include "base/core/slug.h"

static bool stays(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

struct text slug_of(struct arena *a, struct text name, char gap)
{
	struct text folded = text_lower(a, name);
	char *at = arena_bytes(a, folded.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < folded.size; i++) {
		if (stays(folded.at[i]))
			at[size++] = folded.at[i];
		else if (size && at[size - 1] != gap)
			at[size++] = gap;
	}
	if (size && at[size - 1] == gap)
		size--;
	return (struct text){ at, size };
}
