// SPDX-License-Identifier: Apache-2.0
/*
 * Tasks that come again and again: a rule, and what it makes when its time has come.
 *
 * Only the next time is known; what was missed while nobody served is made up for by the last of
 * it.  The rule stays when it has come to its end, and makes nothing more.
 */
#include "domain/companies/companies.h"
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

#include "base/secrets/id.h"
#include "base/time/clock.h"
#include "pure/schedule/schedule.h"

#define RECURRING_MAX 1000 /* of a location */
#define DUE	      "recurring task"

static enum err recurring_missing(struct call *call, enum err e)
{
	struct text id = call_text(call, "id");

	return e == ERR_MISSING ? refuse(call, ERR_ABSENT, "Recurring task with id %.*s not found",
					 (int)id.size, id.at)
				: e;
}

/* --- the rule --- */

struct rule {
	struct recur times;
	int64_t count;	   /* so often in all; 0: without end */
	int64_t due_after; /* ms */
	bool even_open;
};

static int64_t whole_of(const struct json *sent, const char *name, int64_t otherwise)
{
	int64_t n;

	return json_whole(json_get(sent, name), &n) ? n : otherwise;
}

static enum recur_unit unit_of(struct text word)
{
	static const char *const words[] = { "hourly", "daily", "weekly", "monthly", "yearly" };
	size_t i = 0;

	while (i + 1 < sizeof(words) / sizeof(*words) && !text_is(word, words[i]))
		i++;
	return (enum recur_unit)i;
}

static int weekday_of_word(struct text word)
{
	static const char days[] = "SUMOTUWETHFRSA";
	const char *at = word.size == 2 ? memmem(days, 14, word.at, 2) : NULL;

	return at ? (int)(at - days) / 2 : -1;
}

static enum err rule_read(struct call *call, struct rule *rule)
{
	const struct json *sent = NULL;
	struct text why;
	int64_t end = INSTANT_MAX - 1, start = 0;

	json_read(call->arena, call_text(call, "rruleOptions"), &sent, &why);
	clock_read_iso(json_text(json_get(sent, "startDate")), &start);
	clock_read_iso(json_text(json_get(sent, "endDate")), &end);
	if (end < start || start < INSTANT_LEAST)
		return refuse(call, ERR_BAD,
			      end < start ? "endDate must not be before startDate"
					  : "startDate is too long ago");
	*rule = (struct rule){
		.times = { .unit = unit_of(json_text(json_get(sent, "intervalType"))),
			   .interval = whole_of(sent, "interval", 1),
			   .start_ms = start,
			   .end_ms = end,
			   .weekday = weekday_of_word(json_text(json_get(sent, "dayOfWeek"))),
			   .month_day = whole_of(sent, "dayOfMonth", 0),
			   .month = whole_of(sent, "monthOfYear", 0) },
		.count = whole_of(sent, "count", 0),
		.due_after = whole_of(sent, "dueAfterSeconds", 0) * SECOND_MS,
		.even_open = json_flag(json_get(sent, "createTaskIfOverDue")),
	};
	return location_zone(call, &rule->times.zone);
}

/* --- what it makes --- */

/* Whoever is there, and has done the last one, or need not have. */
#define WANTS                                                                                      \
	"SELECT c.id AS made_for FROM contact c WHERE c.location_id = :locationId"                 \
	" AND c.id = :oneContact AND NOT c.deleted AND (:evenOpen OR NOT EXISTS"                   \
	" (SELECT 1 FROM task t WHERE t.location_id = :locationId"                                 \
	" AND t.id IN (SELECT value FROM json_each(:lastTasks))"                                   \
	" AND t.contact_id = :oneContact AND NOT t.completed))"

static enum err task_make(struct call *call, struct json_out *made, bool *any)
{
	char id[ID_SIZE];

	if (!store_load(call, WANTS))
		return call->err;
	id_new(call->now_ms, id);
	call_set_text(call, "madeId", text_copy(call->arena, text_of(id)));
	json_put_text(made, text_of(id));
	*any = true;
	return store_emit_event(
		call, "TaskCreate",
		"INSERT INTO task (id, location_id, contact_id, title, body, due_date, completed,"
		" assigned_to, date_added, date_updated) VALUES (:madeId, :locationId, :madeFor,"
		" :title, nullif(:description, ''), :madeDue, false, :assignedTo, :now, :now)"
		" RETURNING *");
}

/* The tasks of one time; who has made none is not counted. */
static enum err tasks_make(struct call *call, const struct rule *rule, int64_t at)
{
	const struct json *contacts = NULL;
	struct buffer buffer = buffer_open(call->arena, 8192);
	struct json_out made = json_open(&buffer);
	struct text why;
	bool any = false;
	enum err e = ERR_OK;

	json_read(call->arena, call_text(call, "contactIds"), &contacts, &why);
	call_set_whole(call, "madeDue", at + rule->due_after);
	call_set_flag(call, "evenOpen", rule->even_open);
	json_list(&made);
	for (const struct json *c = json_first(contacts); c && !e; c = json_after(contacts, c)) {
		call_set_text(call, "oneContact", json_text(c));
		e = task_make(call, &made, &any);
	}
	json_close(&made);
	if (e || !any)
		return e;
	call_set_text(call, "lastTasks", buffer_text(&buffer));
	call_set_whole(call, "totalOccurrence", call_whole(call, "totalOccurrence", 0) + 1);
	return ERR_OK;
}

/* What is over is made, once, when `at_once`; the next time is noted. */
static enum err rule_go_on(struct call *call, const struct rule *rule, struct text id, bool at_once)
{
	int64_t last = recur_last(&rule->times, call->now_ms), next;
	bool ends = rule->count && call_whole(call, "totalOccurrence", 0) >= rule->count;
	enum err e = at_once && !ends && last != INSTANT_NONE ? tasks_make(call, rule, last)
							      : ERR_OK;

	ends = rule->count && call_whole(call, "totalOccurrence", 0) >= rule->count;
	next = ends ? INSTANT_MAX : recur_next(&rule->times, call->now_ms);
	if (e)
		return e;
	return next == INSTANT_MAX ? due_drop(call, DUE, id) : due_set(call, DUE, id, next);
}

enum err recurring_task_make(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "dueThing"));
	struct rule rule;
	enum err e;

	call_set_text(call, "id", id);
	if (!store_load(call, "SELECT title, description, contact_ids, assigned_to, rrule_options,"
			      " total_occurrence, last_tasks FROM recurring_task"
			      " WHERE location_id = :locationId AND id = :id"))
		return call->err;
	e = rule_read(call, &rule);
	if (!e)
		e = rule_go_on(call, &rule, id, true);
	return e ? e
		 : store_do(call, "UPDATE recurring_task SET last_tasks = :lastTasks,"
				  " total_occurrence = :totalOccurrence"
				  " WHERE location_id = :locationId AND id = :id");
}

/* --- the operations --- */

#define SHOWN                                                                                      \
	"*, false AS deleted, (SELECT min(value) FROM"                                             \
	" (SELECT value FROM json_each(recurring_task.contact_ids) LIMIT 1) AS one) AS contact_id"

enum err recurring_task_get(struct call *call)
{
	return recurring_missing(call, row_reply(call, "recurringTask",
						 "SELECT " SHOWN " FROM recurring_task"
						 " WHERE location_id = :locationId AND id = :id"));
}

/* Null is none of it; what was not sent is as it was. */
static enum err sent_take(struct call *call)
{
	static const char *const filled[] = { "title", "rruleOptions", NULL };
	enum err e = call_need_filled(call, filled);
	const struct json *owners = json_get(call->json, "owners");

	if (owners) {
		const struct json *first = json_is(owners, JSON_LIST) ? json_first(owners) : NULL;
		call_set_null(call, "assignedTo");
		if (first && json_text(first).size)
			call_set_text(call, "assignedTo", json_text(first));
	}
	if (call_value(call, "description")->type != VALUE_TEXT)
		call_set_text(call, "description", TEXT(""));
	if (call_value(call, "contactIds")->type != VALUE_TEXT)
		call_set_text(call, "contactIds", TEXT("[]"));
	return e;
}

enum err recurring_task_create(struct call *call)
{
	struct rule rule;
	enum err e = sent_take(call);

	if (!e)
		e = rule_read(call, &rule);
	if (e)
		return e;
	store_guard(call, "recurring tasks", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM recurring_task"
			       " /* grows: at most 1000 */ WHERE location_id = :locationId") >=
	    RECURRING_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d recurring tasks.",
			      RECURRING_MAX);
	call_set(call, "id", *call_value(call, "newId"));
	call_set_text(call, "lastTasks", TEXT("[]"));
	call_set_whole(call, "totalOccurrence", 0);
	e = rule_go_on(call, &rule, call_text(call, "newId"),
		       !call_whole(call, "ignoreTaskCreation", 0));
	return e ? e
		 : row_reply(call, "recurringTask",
			     "INSERT INTO recurring_task (location_id, id, title, description,"
			     " contact_ids, assigned_to, rrule_options, total_occurrence,"
			     " last_tasks, created_at, updated_at) VALUES (:locationId, :id,"
			     " :title, :description, :contactIds, :assignedTo, :rruleOptions,"
			     " :totalOccurrence, :lastTasks, :now, :now) RETURNING " SHOWN);
}

enum err recurring_task_update(struct call *call)
{
	bool anew = call_given(call, "rruleOptions"),
	     at_once = call_value(call, "ignoreTaskCreation")->type == VALUE_FLAG &&
		       !call_whole(call, "ignoreTaskCreation", 0);
	struct rule rule;

	if (!store_select_for_update(call, "SELECT title, description, contact_ids, assigned_to,"
					   " rrule_options, total_occurrence, last_tasks"
					   " FROM recurring_task"
					   " WHERE location_id = :locationId AND id = :id"))
		return call->err ? call->err : recurring_missing(call, ERR_MISSING);
	enum err e = sent_take(call);
	if (!e)
		e = rule_read(call, &rule);
	if (!e && (anew || at_once))
		e = rule_go_on(call, &rule, text_copy(call->arena, call_text(call, "id")), at_once);
	return e ? e
		 : row_reply(call, "recurringTask",
			     "UPDATE recurring_task SET title = :title,"
			     " description = :description, contact_ids = :contactIds,"
			     " assigned_to = :assignedTo, rrule_options = :rruleOptions,"
			     " total_occurrence = :totalOccurrence, last_tasks = :lastTasks,"
			     " updated_at = :now WHERE location_id = :locationId AND id = :id"
			     " RETURNING " SHOWN);
}

enum err recurring_task_delete(struct call *call)
{
	struct text id = call_text(call, "id");
	enum err e = store_do(call, "DELETE FROM recurring_task"
				    " WHERE location_id = :locationId AND id = :id");

	if (!e && !call->changed)
		return recurring_missing(call, ERR_MISSING);
	json_key(&call->out, "id");
	json_put_text(&call->out, id);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e ? e : due_drop(call, DUE, id);
}

/* --- who goes --- */

enum err recurring_tasks_forget_contact(struct call *call)
{
	call_set_text(call, "goneSaid",
		      text_format(call->arena, "%%\"%.*s\"%%",
				  (int)call_text(call, "changedId").size,
				  call_text(call, "changedId").at));
	return store_do(call, "UPDATE recurring_task SET contact_ids ="
			      " (SELECT json_group_array(value) FROM (SELECT value"
			      " FROM json_each(recurring_task.contact_ids)"
			      " WHERE value <> :changedId) AS others), updated_at = :now"
			      " /* grows: at most 1000 of the location */"
			      " WHERE location_id = :locationId AND contact_ids LIKE :goneSaid");
}

enum err recurring_tasks_leave_user(struct call *call)
{
	return store_do(call, "UPDATE recurring_task SET assigned_to = NULL, updated_at = :now"
			      " WHERE location_id = :locationId AND assigned_to = :leavingThing");
}
