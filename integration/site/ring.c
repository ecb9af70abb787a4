// SPDX-License-Identifier: Apache-2.0
/*
 * What a joined site asks of us: it rings, and it shows free times (doc/bridge.md).
 *
 *	ring.c    something changed there
 *	slots.c   free times of a calendar, for its pages
 *
 * Who asks is known by the signature of its connection, and is heard for the location of that
 * connection.  What it is shown is read by the rows that everybody asks, as a reader of that
 * location who holds what those rows need and nothing else.
 */
#include "integration/connections/connections.h"
#include "integration/engine/engine.h"
#include "runs.h"

#define RING_MS	   ((int64_t)1000) /* between two looks that a site asks for */
#define SOURCE_MAX 64

/* Every list of that site that is polled is looked at soon. */
static void sources_wake(struct call *call, const struct connection *site)
{
	struct text ids[SOURCE_MAX];
	size_t count = 0;

	call_set_text(call, "siteId", site->id);
	call_set_text(call, "siteName", site->name);
	struct rows *r = store_ask(call, "SELECT id FROM source WHERE location_id = :locationId"
					 " AND kind = 'poll'"
					 " AND connection IN (:siteId, :siteName)");

	while (r && count < SOURCE_MAX && rows_next(r))
		ids[count++] = text_copy(call->arena, rows_text(r, "id"));
	if (r)
		rows_close(r);
	for (size_t i = 0; i < count; i++) {
		call_set_text(call, "sourceId", ids[i]);
		source_wake(call, RING_MS);
	}
}

enum err site_ring(struct call *call)
{
	struct connection site;
	enum err e = site_need(call, &site);

	if (!e)
		e = site_rang(call, &site);
	if (!e)
		sources_wake(call, &site);
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e ? e : call->err;
}
