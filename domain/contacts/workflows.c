// SPDX-License-Identifier: Apache-2.0
/*
 * Workflows: what contacts can be put into.  Who puts them in is enrol.c.
 *
 * Upstream only lists them; they are made, changed and looked into under our own paths.
 */
#include "base/secrets/id.h"
#include "domain/contacts/contacts.h"
#include "platform/store/store.h"

static const char *const filled[] = { "name", "status", NULL };

static enum err succeeded(struct call *call)
{
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return ERR_OK;
}

/* --- workflows --- */

static enum err workflow_missing(struct call *call, enum err e)
{
	return e == ERR_MISSING ? refuse(call, e, "Workflow not found") : e;
}

enum err workflow_list(struct call *call)
{
	return store_list(call, "workflows",
			  "SELECT * FROM workflow WHERE location_id = :locationId ORDER BY id");
}

enum err workflow_get(struct call *call)
{
	return workflow_missing(
		call, store_reply_row(call, "workflow",
				      "SELECT * FROM workflow"
				      " WHERE id = :workflowId AND location_id = :locationId"));
}

enum err workflow_create(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	return store_reply_row(call, "workflow",
			       "INSERT INTO workflow (id, location_id, name, status, version,"
			       " created_at, updated_at)"
			       " VALUES (:newUuid, :locationId, :name, :status, 1, :now, :now)"
			       " RETURNING *");
}

/* What a flow is called and whether it is on is said there. */
static enum err workflow_change_need(struct call *call)
{
	if (!store_load(call, "SELECT flow AS own_flow FROM workflow WHERE id = :workflowId"
			      " AND location_id = :locationId AND flow IS NOT NULL"
			      " AND (name <> coalesce(CAST(:name AS TEXT), name)"
			      " OR status <> coalesce(CAST(:status AS TEXT), status))"))
		return call->err;
	struct text flow = call_text(call, "ownFlow");
	return refuse(call, ERR_CONFLICT, "This workflow is the flow '%.*s': change that",
		      (int)flow.size, flow.at);
}

enum err workflow_update(struct call *call)
{
	enum err e = call_need_filled(call, filled);

	if (!e)
		e = workflow_change_need(call);
	if (e)
		return e;
	return workflow_missing(
		call, store_reply_row(call, "workflow",
				      "UPDATE workflow SET name = coalesce(:name, name),"
				      " status = coalesce(:status, status), version = version + 1,"
				      " updated_at = :now"
				      " WHERE id = :workflowId AND location_id = :locationId"
				      " RETURNING *"));
}

enum err workflow_delete(struct call *call)
{
	if (store_load(call, "SELECT flow AS own_flow FROM workflow WHERE id = :workflowId"
			     " AND location_id = :locationId AND flow IS NOT NULL")) {
		struct text flow = call_text(call, "ownFlow");
		return refuse(call, ERR_CONFLICT,
			      "This workflow is the flow '%.*s': give that another trigger first",
			      (int)flow.size, flow.at);
	}
	enum err e = store_do(call, "DELETE FROM workflow"
				    " WHERE id = :workflowId AND location_id = :locationId");

	if (e)
		return e;
	if (call->changed == 0)
		return workflow_missing(call, ERR_MISSING);
	e = store_do(call, "DELETE FROM contact_workflow /* grows: all of the workflow */"
			   " WHERE location_id = :locationId AND workflow_id = :workflowId");
	return e ? e : succeeded(call);
}

/* --- of a flow --- */

enum err workflow_taken(struct call *call, struct text word, struct text slug, struct text *by)
{
	call_set_text(call, "wantedWorkflow", word);
	call_set_text(call, "wantedBy", slug);
	*by = (struct text){ 0 };
	if (store_load(call, "SELECT flow AS taken_by FROM workflow"
			     " WHERE location_id = :locationId AND flow <> :wantedBy"
			     " AND (id = :wantedWorkflow OR name = :wantedWorkflow) LIMIT 1"))
		*by = text_copy(call->arena, call_text(call, "takenBy"));
	return call->err;
}

bool workflow_is(struct call *call, struct text id)
{
	call_set_text(call, "wantedWorkflow", id);
	return store_has(call, "SELECT 1 FROM workflow WHERE location_id = :locationId"
			       " AND id = :wantedWorkflow");
}

/* What it was until now is a draft that nobody runs. */
enum err workflow_release(struct call *call, struct text flow_id)
{
	call_set_text(call, "ownFlow", flow_id);
	return store_do(call, "UPDATE workflow SET flow_id = NULL, flow = NULL, status = 'draft',"
			      " again = false, version = version + 1, updated_at = :now"
			      " WHERE location_id = :locationId AND flow_id = :ownFlow");
}

/* :ownWorkflow is that which the flow names: by its id, by its name, or the one it has, which is
 * called so from now on.  None: it is made. */
static enum err workflow_own(struct call *call)
{
	static const char *const ways[] = {
		"SELECT id AS own_workflow FROM workflow WHERE location_id = :locationId"
		" AND id = :wantedWorkflow",
		"SELECT id AS own_workflow FROM workflow WHERE location_id = :locationId"
		" AND name = :wantedWorkflow ORDER BY CASE WHEN flow_id = :ownFlow THEN 0 ELSE 1"
		" END, id LIMIT 1",
		"SELECT id AS own_workflow FROM workflow WHERE location_id = :locationId"
		" AND flow_id = :ownFlow",
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways) && !call->err; i++)
		if (store_load(call, ways[i]))
			return i < 2 ? call->err
				     : store_do(call, "UPDATE workflow SET name = :wantedWorkflow,"
						      " version = version + 1, updated_at = :now"
						      " WHERE id = :ownWorkflow"
						      " AND location_id = :locationId");
	char id[ID_UUID_SIZE];
	id_uuid(call->now_ms, id);
	call_set_text(call, "ownWorkflow", text_copy(call->arena, text_of(id)));
	return store_do(call, "INSERT INTO workflow (id, location_id, name, status, version,"
			      " created_at, updated_at) VALUES (:ownWorkflow, :locationId,"
			      " :wantedWorkflow, 'draft', 0, :now, :now)");
}

enum err workflow_take(struct call *call, const struct workflow_of_flow *w)
{
	call_set_text(call, "wantedWorkflow", w->word);
	call_set_text(call, "ownFlow", w->flow_id);
	call_set_text(call, "ownSlug", w->slug);
	call_set_flag(call, "ownAgain", w->again);
	call_set_text(call, "ownStatus", w->published ? TEXT("published") : TEXT("draft"));
	enum err e = workflow_own(call);
	if (!e)
		e = store_do(call, "UPDATE workflow SET flow_id = NULL, flow = NULL,"
				   " status = 'draft', again = false, version = version + 1,"
				   " updated_at = :now WHERE location_id = :locationId"
				   " AND flow_id = :ownFlow AND id <> :ownWorkflow");
	return e ? e
		 : store_do(call, "UPDATE workflow SET flow_id = :ownFlow, flow = :ownSlug,"
				  " again = :ownAgain, status = :ownStatus, version = version + 1,"
				  " updated_at = :now WHERE id = :ownWorkflow"
				  " AND location_id = :locationId AND (flow_id IS NULL"
				  " OR again <> :ownAgain OR status <> :ownStatus OR version = 0)");
}

/* --- who is in it --- */

bool enrolment_waits(struct call *call, struct text flow_id, const struct json *entered)
{
	int64_t times = 0;

	json_whole(json_get(entered, "times"), &times);
	call_set_text(call, "ownFlow", flow_id);
	call_set_text(call, "enteredWho", json_text(json_get(entered, "contactId")));
	call_set_text(call, "enteredWhat", json_text(json_get(entered, "workflowId")));
	call_set_whole(call, "enteredTimes", times);
	return store_has(call, "SELECT 1 FROM contact_workflow c JOIN workflow w"
			       " ON w.location_id = :locationId AND w.id = c.workflow_id"
			       " AND w.flow_id = :ownFlow WHERE c.location_id = :locationId"
			       " AND c.contact_id = :enteredWho AND c.workflow_id = :enteredWhat"
			       " AND c.times = :enteredTimes AND c.state = 'in'"
			       " AND c.run_id IS NULL");
}

enum err enrolment_begin(struct call *call, int64_t run)
{
	call_set_whole(call, "enteredRun", run);
	return store_do(call, "UPDATE contact_workflow SET run_id = :enteredRun"
			      " WHERE location_id = :locationId AND contact_id = :enteredWho"
			      " AND workflow_id = :enteredWhat");
}

enum err enrolments_end(struct call *call, struct text runs)
{
	call_set_text(call, "enteredRuns", runs);
	return store_do(call, "UPDATE contact_workflow SET state = 'done', ended_at = :now"
			      " WHERE location_id = :locationId AND state = 'in' AND run_id IN"
			      " (SELECT CAST(value AS BIGINT) FROM json_each(:enteredRuns))");
}
