// SPDX-License-Identifier: Apache-2.0
/*
 * Tasks of a contact.  Becoming complete is an event of its own, whichever operation does it.
 */
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

static const char update[] =
	"UPDATE task SET title = :title, body = :body, due_date = :dueDate, completed = :completed,"
	" assigned_to = :assignedTo, date_updated = :now"
	" WHERE id = :taskId AND contact_id = :contactId AND location_id = :locationId RETURNING *";

static const char one[] = "SELECT * FROM task WHERE id = :taskId AND contact_id = :contactId"
			  " AND location_id = :locationId";

static const char hold[] =
	"SELECT *, title AS kept_title, due_date AS kept_due_date, completed AS kept_completed"
	" FROM task"
	" WHERE id = :taskId AND contact_id = :contactId AND location_id = :locationId";

/* What a task cannot be without: null leaves it. */
static const char *const kept[][2] = { { "title", "keptTitle" },
				       { "dueDate", "keptDueDate" },
				       { "completed", "keptCompleted" } };

static enum err task_missing(struct call *call)
{
	struct text id = call_text(call, "taskId");

	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "Task with id %.*s not found", (int)id.size,
				  id.at);
}

enum err task_create(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	return store_reply_row(
		call, "task",
		"INSERT INTO task (id, location_id, contact_id, title, body, due_date,"
		" completed, assigned_to, date_added, date_updated)"
		" VALUES (:newId, :locationId, :contactId, :title, :body, :dueDate,"
		" :completed, :assignedTo, :now, :now) RETURNING *");
}

enum err task_get(struct call *call)
{
	enum err e = contact_need(call);

	if (!e)
		e = store_reply_row(call, "task", one);
	return e == ERR_MISSING ? task_missing(call) : e;
}

enum err task_list(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (!call_given(call, "updatedAfter"))
		call_set_whole(call, "updatedAfter", -1);
	return store_list(call, "tasks",
			  "SELECT * FROM task WHERE contact_id = :contactId"
			  " AND location_id = :locationId AND date_updated > :updatedAfter"
			  " ORDER BY date_added DESC, id DESC");
}

enum err task_update(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (!store_select_for_update(call, hold))
		return task_missing(call);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (call_value(call, kept[i][0])->type == VALUE_NULL)
			call_set(call, kept[i][0], *call_value(call, kept[i][1]));
	e = row_reply(call, "task", update);
	if (e || !call_whole(call, "completed", 0) || call_whole(call, "keptCompleted", 0))
		return e;
	return store_emit_event(call, "TaskComplete", one);
}

enum err task_delete(struct call *call)
{
	enum err e = contact_need(call);

	if (e)
		return e;
	if (!store_has(call, one))
		return task_missing(call);
	succeeded_put(call);
	return store_emit_event(call, "TaskDelete",
				"DELETE FROM task WHERE id = :taskId AND contact_id = :contactId"
				" AND location_id = :locationId RETURNING *");
}
