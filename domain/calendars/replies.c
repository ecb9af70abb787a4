// SPDX-License-Identifier: Apache-2.0
/*
 * Replies that several operations have in common.
 */
#include "domain/calendars/inside.h"

enum err success_put(struct call *call)
{
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return ERR_OK;
}
