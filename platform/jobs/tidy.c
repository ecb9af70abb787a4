// SPDX-License-Identifier: Apache-2.0
/*
 * What is over and no longer kept, in small parts, so that nobody waits.  How old it is tells the
 * time that was seen to pass, and not a clock that was set.
 */
#include "platform/jobs/inside.h"
#include "runs.h"

#define PART_MAX 400

static struct text over(struct call *call, size_t *count)
{
	struct buffer b = buffer_open(call->arena, 32 * PART_MAX);
	struct json_out o = json_open(&b);
	struct rows *r = store_ask(call, "SELECT id FROM job WHERE kind = :jobKind"
					 " AND ended < :jobBefore AND ended IS NOT NULL LIMIT 400");

	json_list(&o);
	for (*count = 0; rows_next(r); (*count)++)
		json_put_whole(&o, rows_whole(r, "id"));
	json_close(&o);
	rows_close(r);
	return buffer_text(&b);
}

enum err job_tidy_run(struct call *call)
{
	struct job_tidying *t = store_transaction_data(call);
	const struct job_kind *kind = t->kind;
	int64_t days = settings_whole(kind->days(call->app->settings));
	int64_t before = store_seen_ms(call) - days * DAY_MS;
	size_t count;

	t->more = false;
	if (!days)
		return ERR_OK;
	call_set_whole(call, "jobKind", kind->number);
	call_set_whole(call, "jobBefore", before);
	struct text these = over(call, &count);
	call_set_text(call, "jobIds", these);
	store_do(call, "DELETE FROM job WHERE id IN"
		       " (SELECT CAST(value AS BIGINT) FROM json_each(:jobIds))"
		       " AND ended IS NOT NULL");
	t->more = count == PART_MAX;
	if (kind->forget && !call->err)
		kind->forget(call, these, before, &t->more);
	return call->err;
}

/* --- with its location --- */

enum err jobs_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM job WHERE id IN (SELECT id FROM job"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM job_target WHERE id IN (SELECT id FROM job_target"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
