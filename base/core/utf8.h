// SPDX-License-Identifier: Apache-2.0
/*
 * Single characters of UTF-8.  Most callers want whole texts: text_trim, text_lower and text_plain
 * of text.h.  What kind of character one is, its small letter and its composed form are facts of
 * Unicode, asked of utf8proc.
 */
#ifndef GROUNDLEVEL_BASE_CORE_UTF8_H
#define GROUNDLEVEL_BASE_CORE_UTF8_H

#include "base/core/text.h"

#define UTF8_BROKEN UINT32_MAX

/* Cuts the next character off; rest is not empty.  A byte that begins none is UTF8_BROKEN. */
uint32_t utf8_take(struct text *rest);
/* White, or not to be seen at all: a space of any width, a mark of direction, U+200B …
 * Not what changes how its neighbour looks, like the selectors behind emoji. */
bool utf8_blank(uint32_t code);

#endif
