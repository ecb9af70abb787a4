// SPDX-License-Identifier: Apache-2.0
/*
 * A flow that is a workflow: the workflow is made, renamed, published and put away with it; who is
 * in it, and how far.
 */
#include "integration/flows/inside.h"

#include "base/secrets/id.h"
#include "domain/contacts/contacts.h"
#include "runs.h"

static bool is_id(struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		char c = t.at[i];
		if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return false;
	}
	return t.size == ID_UUID_SIZE - 1;
}

void flow_check_workflow(struct call *call, const struct flow *f, struct faults *faults)
{
	struct text word = f->on.workflow, by;

	if (!word.size || workflow_taken(call, word, f->slug, &by))
		return;
	if (by.size)
		fault_add(faults, TEXT("on.workflow"), "'%.*s' is the flow '%.*s' already",
			  (int)word.size, word.at, (int)by.size, by.at);
	else if (is_id(word) && !workflow_is(call, word))
		fault_add(faults, TEXT("on.workflow"), "there is no workflow with this id");
}

void flow_workflow(struct call *call, const struct flow *f, bool on)
{
	struct text flow_id = text_copy(call->arena, call_text(call, "flowId")), by;
	const struct workflow_of_flow w = { .flow_id = flow_id,
					    .slug = f->slug,
					    .word = f->on.workflow,
					    .again = f->on.again,
					    .published = on };

	if (!f->on.workflow.size) {
		workflow_release(call, flow_id);
		return;
	}
	if (workflow_taken(call, w.word, w.slug, &by))
		return;
	if (by.size)
		refuse(call, ERR_INVALID, "The workflow '%.*s' is the flow '%.*s' already",
		       (int)w.word.size, w.word.at, (int)by.size, by.at);
	else
		workflow_take(call, &w);
}

/* --- who is in it --- */

/* A run that is not there any more failed long ago: what ended well is done. */
#define IS_STUCK  "(c.run_id IS NOT NULL AND (r.id IS NULL OR r.state IN ('failed', 'asking')))"
#define WAITS	  "r.state = 'waiting' AND r.due < 4611686018427387904"
#define LAST_STEP "CASE s.state WHEN 'waiting' THEN 0 ELSE 1 END, s.at DESC, s.path DESC"
#define COLUMNS                                                                                    \
	"SELECT c.contact_id, c.workflow_id, c.event_start_time, c.date_added, c.times,"           \
	" CASE WHEN c.state = 'in' AND " IS_STUCK " THEN 'stuck' ELSE c.state END AS state,"       \
	" coalesce(c.ended_at, CASE WHEN " IS_STUCK " THEN r.ended END, c.date_added)"             \
	" AS since, r.id AS run_id, r.reason, CASE WHEN " WAITS " THEN r.due END AS next_at,"      \
	" (SELECT s.path FROM step s WHERE s.run_id = c.run_id ORDER BY " LAST_STEP                \
	" LIMIT 1) AS step"
#define OF_RUN " LEFT JOIN run r ON r.id = c.run_id"

enum err workflow_enrolment_list(struct call *call)
{
	struct text state = call_text(call, "state");
	struct buffer sql = buffer_open(call->arena, 4096);

	if (!store_has(call, "SELECT 1 FROM workflow"
			     " WHERE id = :workflowId AND location_id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "Workflow not found");
	call_set_text(call, "kept", text_is(state, "stuck") ? TEXT("in") : state);
	buffer_format(&sql,
		      COLUMNS " FROM contact_workflow c" OF_RUN " WHERE c.location_id = :locationId"
			      " AND c.workflow_id = :workflowId");
	if (state.size)
		buffer_format(&sql, " AND c.state = :kept");
	/* Whether a run is stuck stands in the run: a page passes over those that are not asked
	 * for. */
	if (text_is(state, "in"))
		buffer_format(&sql, " AND NOT " IS_STUCK " /* grows: passes over the stuck */");
	if (text_is(state, "stuck"))
		buffer_format(&sql, " AND " IS_STUCK " /* grows: passes over all others */");
	buffer_format(&sql, " AND (c.date_added, c.contact_id) > (coalesce("
			    "CAST(:startAfter AS BIGINT), -1), coalesce(:startAfterId, ''))"
			    " ORDER BY c.date_added, c.contact_id LIMIT :limit");
	return store_list_made(call, "enrolments", buffer_text(&sql));
}

enum err contact_workflow_list(struct call *call)
{
	enum err e = contact_need(call);

	return e ? e
		 : store_list(call, "enrolments",
			      COLUMNS ", w.name AS workflow_name FROM contact_workflow c"
				      " JOIN workflow w ON w.location_id = :locationId"
				      " AND w.id = c.workflow_id" OF_RUN
				      " WHERE c.location_id = :locationId"
				      " AND c.contact_id = :contactId"
				      " ORDER BY c.date_added, c.workflow_id");
}
