// SPDX-License-Identifier: Apache-2.0
/*
 * HTML: what it writes for characters, taken back; and pages of our own, for the few moments in
 * which a person meets the server itself: plain, no script, one column.
 */
#ifndef GROUNDLEVEL_BASE_CORE_HTML_H
#define GROUNDLEVEL_BASE_CORE_HTML_H

#include "base/core/text.h"

/* Each &name; &#8217; and &#x2019; becomes its character, once: &amp;amp; becomes &amp;.  What is
 * no such spelling stays as it is.  The text itself where there is none. */
struct text text_decoded(struct arena *a, struct text t);
/* The text of a piece of HTML: no tags, comments, scripts and styles; a line for each block. */
struct text text_unmarked(struct arena *a, struct text html);

/* What goes out with each page (CSP). */
#define PAGE_POLICY                                                                                \
	"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"  \
	" form-action 'self'"

/* scheme://host:port of an address, for a policy; empty: it has none, or one that a policy could
 * not hold (a space, a semicolon). */
struct text page_origin(struct text address);

/* `language` as HTML has it: en, de. */
void page_open(struct buffer *b, const char *language, struct text title);
void page_close(struct buffer *b);
/* A text of anybody, between tags or within double quotes. */
void page_text(struct buffer *b, struct text t);

#endif
