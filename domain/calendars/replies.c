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

enum err rows_reply(struct call *call, struct rows *rows)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	json_list(&call->out);
	while (rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, call->op->gives);
		json_close(&call->out);
	}
	rows_close(rows);
	if (call->err)
		return call->err;
	json_close(&call->out);
	return ERR_OK;
}
