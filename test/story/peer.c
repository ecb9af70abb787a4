// SPDX-License-Identifier: Apache-2.0
/*
 * The peer of a story: somebody else's server, started when the story says `peer`, and spoken to by
 * `client peer`.
 */
#include "test/story/story.h"

bool peer_start(struct play *p)
{
	struct text why = stage_peer(&p->stage);

	if (why.size)
		return play_fail(p, "%.*s", (int)why.size, why.at);
	name_set(p, TEXT("peer"), text_format(p->arena, "http://127.0.0.1:%d", p->stage.peer_port),
		 false);
	return true;
}

bool peer_speak(struct play *p)
{
	if (!p->stage.peer)
		return play_fail(p, "there is no peer yet: say `peer` first");
	p->to_peer = true;
	p->token = (struct text){ 0 };
	return true;
}
