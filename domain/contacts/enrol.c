// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts go into workflows, and out of them.  Going in twice is going in once: a
 * contact that is under way is not started again.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

static enum err unknown(struct call *call, const char *what, const char *name)
{
	struct text id = call_text(call, name);

	return call->err ? call->err
			 : refuse(call, ERR_BAD, "%s with id %.*s not found", what, (int)id.size,
				  id.at);
}

/* Also whose flow it is, and what that says. */
static enum err workflow_need(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (store_load(call, "SELECT name AS workflow_name, status AS workflow_status,"
			     " coalesce(flow, '') AS workflow_flow,"
			     " again OR flow_id IS NULL AS workflow_again FROM workflow"
			     " WHERE id = :workflowId AND location_id = :locationId"))
		return ERR_OK;
	return unknown(call, "Workflow", "workflowId");
}

/* A flow that is switched off would not take whoever is put in. */
static enum err workflow_may_begin(struct call *call)
{
	struct text flow = call_text(call, "workflowFlow"), name = call_text(call, "workflowName");

	if (!flow.size || text_is(call_text(call, "workflowStatus"), "published"))
		return ERR_OK;
	return refuse(call, ERR_BAD, "Workflow '%.*s' is a draft: its flow '%.*s' is switched off",
		      (int)name.size, name.at, (int)flow.size, flow.at);
}

static enum err succeed(struct call *call, enum err e)
{
	if (!e)
		succeeded_put(call);
	return e;
}

#define TOLD                                                                                       \
	" RETURNING contact_id AS id, contact_id, workflow_id, event_start_time, date_added,"      \
	" times, location_id, CAST(:workflowName AS TEXT) AS workflow_name"

/* Who has left may come again; who has come to the end only where the flow says so. */
enum err contact_workflow_enter(struct call *call)
{
	enum err e = workflow_need(call);

	if (!e)
		e = workflow_may_begin(call);
	if (!e)
		e = store_emit_event(
			call, "WorkflowEntered",
			"INSERT INTO contact_workflow (location_id, contact_id,"
			" workflow_id, event_start_time, date_added)"
			" VALUES (:locationId, :contactId, :workflowId, :eventStartTime, :now)"
			" ON CONFLICT (location_id, contact_id, workflow_id) DO UPDATE SET"
			" state = 'in', times = contact_workflow.times + 1, run_id = NULL,"
			" ended_at = NULL, event_start_time = excluded.event_start_time,"
			" date_added = excluded.date_added WHERE contact_workflow.state = 'left'"
			" OR (contact_workflow.state = 'done' AND :workflowAgain)" TOLD);
	return succeed(call, e);
}

enum err contact_workflow_leave(struct call *call)
{
	enum err e = workflow_need(call);

	if (!e)
		e = store_emit_event(call, "WorkflowLeft",
				     "UPDATE contact_workflow SET state = 'left', ended_at = :now"
				     " WHERE contact_id = :contactId AND workflow_id = :workflowId"
				     " AND location_id = :locationId AND state = 'in'" TOLD);
	return succeed(call, e);
}
