// SPDX-License-Identifier: Apache-2.0
/*
 * Schedules: when a time is due, it is an event, and the next one is noted, in one transaction.
 */
#include "integration/engine/inside.h"

#include "base/time/zonefile.h"
#include "pure/schedule/schedule.h"

static const struct zone *zone_take(struct arena *a, struct text name)
{
	struct text bytes, why;
	const struct zone *z = NULL;

	if (zonefile_read(a, name, &bytes) || zone_read(a, name, bytes, &z, &why))
		return NULL;
	return z;
}

int64_t schedule_next(struct arena *a, struct text word, struct text zone, int64_t after_ms)
{
	struct cron cron;
	struct text why;
	const struct zone *z = zone_take(a, zone);

	return z && cron_read(word, &cron, &why) ? cron_next(&cron, z, after_ms) : INT64_MAX;
}

/* --- schedules that are due --- */

struct due_time {
	struct text source_id, location_id, params;
	int64_t due;
};

static enum err time_fire(struct call *call, const struct due_time *d)
{
	const struct json *params;
	struct text why;
	bool fresh;

	if (json_read(call->arena, d->params, &params, &why))
		return ERR_OK;
	struct text word = json_text(json_get(params, "word"));
	struct text zone = json_text(json_get(params, "zone"));
	bool late = call->now_ms - d->due > 2 * MINUTE_MS;
	call_set_text(call, "locationId", d->location_id);
	call_set_text(call, "dueSource", d->source_id);
	call_set_whole(call, "nextDue", schedule_next(call->arena, word, zone, call->now_ms));
	store_do(call, "UPDATE cursor SET next_due = :nextDue, last_at = :now"
		       " WHERE source_id = :dueSource");
	struct text key = text_format(call->arena, "at:%lld", (long long)d->due);
	char iso[CLOCK_ISO_SIZE];
	clock_iso(d->due, iso);
	struct text item = text_format(call->arena, "{\"id\":\"%s\",\"at\":\"%s\"}", iso, iso);
	struct text payload = event_json(call->arena, item, "called", call->now_ms, TEXT(""));
	const struct inbox_new in = { d->source_id, TEXT("schedule"), key, TEXT("called"),
				      payload };
	int64_t inbox = inbox_insert(call, &in, &fresh);
	return fresh ? inbox_spread(call, inbox, &in, late) : call->err;
}

enum err times_run(struct call *call)
{
	struct due_time due[32];
	size_t count = 0;

	call_set_whole(call, "now", call->now_ms);
	struct rows *r = store_ask(call, "SELECT c.source_id, c.location_id, c.next_due,"
					 " s.params_json FROM cursor c JOIN source s"
					 " ON s.id = c.source_id WHERE c.kind = 'schedule'"
					 " AND c.next_due <= :now LIMIT 32");
	while (count < 32 && rows_next(r))
		due[count++] = (struct due_time){
			text_copy(call->arena, rows_text(r, "source_id")),
			text_copy(call->arena, rows_text(r, "location_id")),
			text_copy(call->arena, rows_text(r, "params_json")),
			rows_whole(r, "next_due"),
		};
	rows_close(r);
	for (size_t i = 0; i < count && !call->err; i++)
		time_fire(call, &due[i]);
	return call->err;
}
