// SPDX-License-Identifier: Apache-2.0
/*
 * What HTML writes for characters, taken back.
 */
#ifndef GROUNDLEVEL_BASE_CORE_HTML_H
#define GROUNDLEVEL_BASE_CORE_HTML_H

#include "base/core/text.h"

/* Each &name; &#8217; and &#x2019; becomes its character, once: &amp;amp; becomes &amp;.  What is
 * no such spelling stays as it is.  The text itself where there is none. */
struct text text_decoded(struct arena *a, struct text t);
/* The text of a piece of HTML: no tags, comments, scripts and styles; a line for each block. */
struct text text_unmarked(struct arena *a, struct text html);

#endif
