// SPDX-License-Identifier: Apache-2.0
/* For tests: what the application of one call is made of, to be changed for it alone. */
#ifndef GROUNDLEVEL_TEST_UNIT_APPLICATION_H
#define GROUNDLEVEL_TEST_UNIT_APPLICATION_H

#include "base/call/call.h"
#include "base/core/arena.h"

static inline struct application *own_application(struct call *call)
{
	struct application *own = arena_take(call->arena, sizeof(*own));

	*own = *call->app;
	call->app = own;
	return own;
}

#endif
