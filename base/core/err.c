// SPDX-License-Identifier: Apache-2.0
/* The table of errors as data: what err.h says, found by number. */
#include "base/core/err.h"

#include <assert.h>
#include <stddef.h>

struct err_row {
	const char *name, *phrase;
	int status;
	bool may_retry;
};

static const struct err_row rows[] = {
#define X(word, code, again, reason)                                                               \
	{ .name = #word, .phrase = reason, .status = code, .may_retry = again },
	ERR_TABLE(X)
#undef X
};

static const struct err_row *row_of(enum err e)
{
	assert((size_t)e < sizeof(rows) / sizeof(rows[0]));
	return &rows[e];
}

int err_status(enum err e)
{
	return row_of(e)->status;
}

bool err_may_retry(enum err e)
{
	return row_of(e)->may_retry;
}

bool err_is_missing(enum err e)
{
	return e == ERR_MISSING || e == ERR_ABSENT || e == ERR_NOBODY;
}

const char *err_phrase(enum err e)
{
	return row_of(e)->phrase;
}

const char *err_name(enum err e)
{
	return row_of(e)->name;
}
