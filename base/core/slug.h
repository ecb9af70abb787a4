// SPDX-License-Identifier: Apache-2.0
/*
 * Keys made of names: "My Value" becomes my_value.
 */
#ifndef GROUNDLEVEL_BASE_CORE_SLUG_H
#define GROUNDLEVEL_BASE_CORE_SLUG_H

#include "base/core/text.h"

/* Folded to lower case; letters (of any script) and digits stay, each run of other characters
 * becomes one `gap`, none at the ends.  Empty when nothing stays. */
struct text slug_of(struct arena *a, struct text name, char gap);

#endif
