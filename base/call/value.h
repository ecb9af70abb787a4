// SPDX-License-Identifier: Apache-2.0
/* One value, as the wire gives it and the store takes it. */
#ifndef GROUNDLEVEL_BASE_CALL_VALUE_H
#define GROUNDLEVEL_BASE_CALL_VALUE_H

#include "base/core/text.h"

enum value_type { VALUE_ABSENT, VALUE_NULL, VALUE_TEXT, VALUE_WHOLE, VALUE_REAL, VALUE_FLAG };

struct value {
	enum value_type type;
	struct text text; /* TEXT */
	int64_t whole;	  /* WHOLE; FLAG: 0 or 1 */
	double real;	  /* REAL */
};

struct header {
	struct text name, value;
};

#endif
