// SPDX-License-Identifier: Apache-2.0
/*
 * Which tokens and sessions are used, noted every few minutes for as long as they are: a session
 * goes on by it, and of a token its owner sees whether anybody still needs it.
 *
 * A request only leaves the id here; somebody writes all that were left in one transaction.  When
 * more are used at once than there is room for, the rest are left by their next request.
 */
#include "platform/auth/inside.h"
#include "platform/auth/people.h"
#include "platform/store/store.h"

void used_note(const struct call *call, struct cached_token *seat, struct text id)
{
	struct auth *auth = call->app->auth;
	bool room;

	if (id.size == 0 || id.size >= ID_SIZE ||
	    call->now_ms - atomic_load(&seat->used_ms) < AUTH_USED_MS)
		return;
	pthread_mutex_lock(&auth->lock);
	room = auth->used_count < AUTH_USED_MAX;
	if (room)
		snprintf(auth->used[auth->used_count++], ID_SIZE, "%.*s", (int)id.size, id.at);
	pthread_mutex_unlock(&auth->lock);
	if (room)
		atomic_store(&seat->used_ms, call->now_ms);
}

bool auth_used_any(const struct call *call)
{
	return atomic_load(&call->app->auth->used_count) > 0;
}

enum err auth_used_note(struct call *call)
{
	struct auth *auth = call->app->auth;
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);

	json_list(&o);
	pthread_mutex_lock(&auth->lock);
	for (size_t i = 0; i < auth->used_count; i++)
		json_put_c(&o, auth->used[i]);
	auth->used_count = 0;
	pthread_mutex_unlock(&auth->lock);
	json_close(&o);
	call_set_text(call, "used", buffer_text(&b));
	enum err e = auth_sessions_go_on(call);
	return e ? e
		 : store_do(call, "UPDATE token SET used_at = :now"
				  " WHERE id IN (SELECT value FROM json_each(:used))");
}
