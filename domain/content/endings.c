// SPDX-License-Identifier: Apache-2.0
/*
 * How operations of this room end that ask for one thing by its id.
 */
#include "domain/content/inside.h"

enum err thing_missing(struct call *call, const char *what, const char *param)
{
	struct text id = call_text(call, param);

	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "%s with id %.*s not found", what, (int)id.size,
				  id.at);
}

enum err thing_found(struct call *call, enum err e, const char *what, const char *param)
{
	return e == ERR_MISSING ? thing_missing(call, what, param) : e;
}

enum err thing_gone(struct call *call, enum err e, const char *what, const char *param)
{
	if (!e && !call->changed)
		return thing_missing(call, what, param);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}
