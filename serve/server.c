// SPDX-License-Identifier: Apache-2.0
/*
 * Operations about the server itself: health and the description of its operations.
 */
#include "runs.h"
#include "serve/inside.h"

enum err server_health(struct call *call)
{
	bool well = store_has(call, "SELECT 1");

	if (!well)
		return refuse(call, ERR_AWAY, "The store does not answer.");
	json_key(&call->out, "status");
	json_put_c(&call->out, "ok");
	json_key(&call->out, "store");
	json_put_text(&call->out, store_describe(call->store, call->arena));
	json_key(&call->out, "version");
	json_put_c(&call->out, GROUNDLEVEL_VERSION);
	return ERR_OK;
}

enum err server_openapi(struct call *call)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	catalogue_openapi(call->catalogue, &call->out);
	return ERR_OK;
}
