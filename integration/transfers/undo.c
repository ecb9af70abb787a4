// SPDX-License-Identifier: Apache-2.0
/*
 * An import is undone, its last row first; and so is the same change for many contacts, which keeps
 * what it changed in the same rows.
 *
 * A contact that it made goes, if nobody touched him since and nothing hangs on him.  A value that
 * it changed comes back where it still is what the import wrote.  What stays is told, with why.
 *
 * A row that is undone touches its contact itself: so the rows of the import before it, which left
 * the contact as that row found it, know him by his new date from then on.
 */
#include "integration/transfers/bulk.h"

#include "base/core/string_set.h"

struct undone {
	int64_t line;
	struct text contact_id, before, after;
	bool made;
	int64_t stamp_before, stamp;
};

struct undoing {
	struct text id, location_id;
	bool bulk; /* of a change of many; else of an import */
	int64_t from, to, count, removed, restored, kept, problems;
	struct undone rows[SLICE_ROWS];
	bool gone;
};

static enum err keep(struct call *call, struct undoing *u, const struct undone *row,
		     struct text why)
{
	struct row_told told = { .line = row->line, .why = why };

	if (u->bulk) /* it has no file to look the line up in */
		told.column = row->contact_id;
	u->kept++;
	return problem_keep(call, ++u->problems, &told);
}

/* --- who was made --- */

/* What would go with him, that is none of the import's. */
static const char *hanging(struct call *call)
{
	static const struct {
		const char *sql, *why;
	} all[] = {
		{ "SELECT 1 FROM note WHERE location_id = :locationId"
		  " AND contact_id = :rowContact LIMIT 1",
		  "There is a note about this contact." },
		{ "SELECT 1 FROM task WHERE location_id = :locationId"
		  " AND contact_id = :rowContact LIMIT 1",
		  "There is a task with this contact." },
		{ "SELECT 1 FROM appointment WHERE location_id = :locationId"
		  " AND contact_id = :rowContact LIMIT 1",
		  "There is an appointment with this contact." },
		{ "SELECT 1 FROM opportunity WHERE location_id = :locationId"
		  " AND contact_id = :rowContact LIMIT 1",
		  "There is an opportunity of this contact." },
		{ "SELECT 1 FROM conversation WHERE location_id = :locationId"
		  " AND contact_id = :rowContact",
		  "There is a conversation with this contact." },
		{ "SELECT 1 FROM relation WHERE location_id = :locationId"
		  " AND first_record_id = :rowContact LIMIT 1",
		  "This contact is related to something." },
		{ "SELECT 1 FROM relation WHERE location_id = :locationId"
		  " AND second_record_id = :rowContact LIMIT 1",
		  "This contact is related to something." },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (store_has(call, all[i].sql))
			return all[i].why;
	return NULL;
}

static struct text contact_input(struct call *call, const struct undone *row)
{
	return text_format(call->arena, "{\"contactId\":\"%.*s\"}", (int)row->contact_id.size,
			   row->contact_id.at);
}

static enum err made_undo(struct call *call, struct undoing *u, const struct asks *asks,
			  const struct undone *row)
{
	const struct json *contact;
	struct text why = TEXT("");
	int64_t stamp = store_number(call, "SELECT date_updated AS n FROM contact"
					   " WHERE location_id = :locationId"
					   " AND id = :rowContact");

	if (call->err || !stamp) /* somebody else was faster */
		return call->err;
	if (stamp != row->stamp)
		return keep(call, u, row, TEXT("This contact was changed since."));
	const char *hangs = hanging(call);
	if (call->err || hangs)
		return call->err ? call->err : keep(call, u, row, text_of(hangs));
	enum err e = contact_ask(call, &asks->drop, contact_input(call, row), &contact, &why);
	if (e || why.size)
		return e ? e : keep(call, u, row, why);
	u->removed++;
	return ERR_OK;
}

/* --- who was changed --- */

struct restoring {
	struct arena *a;
	const struct json *before, *after, *contact;
	struct json_out *out, *fields;
	size_t count, field_count;
	struct buffer other; /* names of what is other now */
};

/* The tags that were added go, those that were removed come back, those of somebody else stay. */
static void tags_restore(struct restoring *r)
{
	struct text was = json_source(r->a, json_get(r->before, "tags")),
		    is = json_source(r->a, json_get(r->after, "tags"));
	struct string_set now = string_set_read(r->a, value_of(r->a, TEXT("tags"), r->contact)),
			  before = string_set_read(r->a, was), after = string_set_read(r->a, is),
			  added = string_set_less(r->a, after, before),
			  removed = string_set_less(r->a, before, after),
			  left = string_set_join(r->a, string_set_less(r->a, now, added), removed);

	if (left.count == now.count && !string_set_less(r->a, now, left).count)
		return;
	if (text_same(value_of(r->a, TEXT("tags"), r->contact), is))
		left = before; /* in the order that they had */
	string_set_put(r->out, "tags", left);
	r->count++;
}

static void value_restore(struct restoring *r, struct text name, const struct json *before)
{
	struct text prefix = TEXT("customFields.");

	if (!text_starts(name, prefix.at)) {
		r->count++;
		json_key_text(r->out, name);
		json_put(r->out, before);
		return;
	}
	r->field_count++;
	json_map(r->fields);
	json_key(r->fields, "id");
	json_put_text(r->fields, (struct text){ name.at + prefix.size, name.size - prefix.size });
	json_key(r->fields, "field_value");
	json_put(r->fields, before);
	json_close(r->fields);
}

static struct text spelled(struct restoring *r, struct text name, const struct json *v)
{
	return text_is(name, "phone") && json_is(v, JSON_TEXT) ? json_text(v)
							       : json_source(r->a, v);
}

/* What is sent to update-contact; empty: nothing is. */
static struct text restore_input(struct call *call, struct restoring *r, const struct undone *row)
{
	struct buffer b = buffer_open(r->a, 4 << 20), f = buffer_open(r->a, 4 << 20);
	struct json_out out = json_open(&b), fields = json_open(&f);
	const struct json *v;

	(void)call;
	r->out = &out;
	r->fields = &fields;
	json_map(&out);
	json_list(&fields);
	json_key(&out, "contactId");
	json_put_text(&out, row->contact_id);
	for (const struct json *key = json_first(r->after); key; key = json_after(r->after, v)) {
		struct text name = json_text(key);

		v = json_after(r->after, key);
		if (text_is(name, "tags"))
			tags_restore(r);
		else if (text_same(spelled(r, name, v), value_of(r->a, name, r->contact)))
			value_restore(r, name, json_find(r->before, name));
		else
			buffer_format(&r->other, "%s%.*s", r->other.size ? ", " : "",
				      (int)name.size, name.at);
	}
	json_close(&fields);
	if (r->field_count) {
		json_key(&out, "customFields");
		json_put_raw(&out, buffer_text(&f));
	}
	json_close(&out);
	return r->count || r->field_count ? buffer_text(&b) : TEXT("");
}

static enum err rows_before_know(struct call *call, const struct undone *row)
{
	call_set_whole(call, "rowStampBefore", row->stamp_before);
	return store_do(call, "UPDATE import_row SET stamp = (SELECT date_updated FROM contact"
			      " WHERE location_id = :locationId AND id = :rowContact)"
			      " WHERE location_id = :locationId AND import_id = :importId"
			      " AND contact_id = :rowContact AND stamp = :rowStampBefore");
}

static enum err change_undo(struct call *call, struct undoing *u, const struct asks *asks,
			    const struct undone *row)
{
	struct restoring r = { .a = call->arena, .other = buffer_open(call->arena, 1 << 16) };
	const struct json *after;
	struct text why = TEXT("");
	enum err e = contact_ask(call, &asks->read, contact_input(call, row), &r.contact, &why);

	if (e || why.size) /* he is gone */
		return e;
	json_read(call->arena, row->before, &r.before, &why);
	json_read(call->arena, row->after, &r.after, &why);
	int64_t stamp = store_number(call, "SELECT date_updated AS n FROM contact"
					   " WHERE location_id = :locationId"
					   " AND id = :rowContact");
	struct text input = restore_input(call, &r, row);
	why = TEXT("");
	if (input.size)
		e = contact_ask(call, &asks->change, input, &after, &why);
	if (e || why.size)
		return e ? e : keep(call, u, row, why);
	if (input.size && stamp == row->stamp)
		e = rows_before_know(call, row);
	u->restored += input.size ? 1 : 0;
	if (e || !r.other.size)
		return e;
	return keep(call, u, row,
		    text_format(call->arena, "It was changed since and stays: %.*s.",
				(int)r.other.size, r.other.at));
}

/* --- slices --- */

static void rows_load(struct call *call, struct undoing *u)
{
	struct rows *r = store_ask(call, "SELECT line, contact_id, before, after, made,"
					 " stamp_before, stamp FROM import_row"
					 " WHERE location_id = :locationId"
					 " AND import_id = :importId AND line < :undoFrom"
					 " ORDER BY line DESC LIMIT 200");

	for (u->count = 0; rows_next(r) && u->count < SLICE_ROWS;)
		u->rows[u->count++] = (struct undone){
			.line = rows_whole(r, "line"),
			.contact_id = text_copy(call->arena, rows_text(r, "contact_id")),
			.before = text_copy(call->arena, rows_text(r, "before")),
			.after = text_copy(call->arena, rows_text(r, "after")),
			.made = rows_whole(r, "made") != 0,
			.stamp_before = rows_whole(r, "stamp_before"),
			.stamp = rows_whole(r, "stamp"),
		};
	rows_close(r);
}

static enum err slice_end(struct call *call, struct undoing *u)
{
	call_set_whole(call, "undoTo", u->to);
	call_set_whole(call, "undoCount", u->count);
	call_set_whole(call, "undoRemoved", u->removed);
	call_set_whole(call, "undoRestored", u->restored);
	call_set_whole(call, "undoKept", u->kept);
	call_set_whole(call, "undoProblems", u->problems);
	call_set_flag(call, "undoOver", u->count < SLICE_ROWS);
	enum err e = store_do(call,
			      u->bulk ? "UPDATE bulk SET undo_line = :undoTo,"
					" done = done + :undoCount,"
					" restored = restored + :undoRestored,"
					" kept = kept + :undoKept, problems = :undoProblems,"
					" date_ended = CASE WHEN :undoOver THEN :now"
					" ELSE date_ended END,"
					" state = CASE WHEN :undoOver THEN 'undone' ELSE state END"
					" WHERE location_id = :locationId AND id = :importId"
					" AND undo_line = :undoFrom AND state = 'undoing'"
				      : "UPDATE import SET undo_line = :undoTo,"
					" done = done + :undoCount,"
					" removed = removed + :undoRemoved,"
					" restored = restored + :undoRestored,"
					" kept = kept + :undoKept, problems = :undoProblems,"
					" date_ended = CASE WHEN :undoOver THEN :now"
					" ELSE date_ended END,"
					" state = CASE WHEN :undoOver THEN 'undone' ELSE state END"
					" WHERE location_id = :locationId AND id = :importId"
					" AND undo_line = :undoFrom AND state = 'undoing'");
	u->gone = !e && !call->changed;
	return e || !u->gone ? e : refuse(call, ERR_CONFLICT, "It was ended.");
}

/* Where it is, and who does it; false: it is over. */
static bool undoing_load(struct call *call, const struct undoing *u)
{
	return store_load(call, u->bulk ? "SELECT undo_line AS undo_from,"
					  " problems AS undo_problems, asked_kind, asked_by"
					  " FROM bulk WHERE location_id = :locationId"
					  " AND id = :importId AND state = 'undoing'"
					: "SELECT undo_line AS undo_from,"
					  " problems AS undo_problems"
					  " FROM import WHERE location_id = :locationId"
					  " AND id = :importId AND state = 'undoing'");
}

static enum err slice_undo(struct call *call)
{
	struct undoing *u = *(struct undoing **)store_transaction_data(call);
	struct asks asks;

	call_set_text(call, "locationId", u->location_id);
	call_set_text(call, "importId", u->id);
	call_set_text(call, "bulkId", u->id);
	u->removed = u->restored = u->kept = u->count = 0;
	u->gone = !undoing_load(call, u);
	if (u->gone || call->err)
		return call->err;
	u->from = u->to = call_whole(call, "undoFrom", 0);
	u->problems = call_whole(call, "undoProblems", 0);
	u->gone = u->bulk && !bulk_holds(call);
	if (u->gone)
		return call->err ? call->err : bulk_stop(call, TEXT(BULK_LOST));
	enum err e = u->bulk ? bulk_asks_open(call, u->location_id, &asks)
			     : asks_open(call, u->location_id, &asks);
	rows_load(call, u);
	for (int64_t i = 0; i < u->count && !e; i++) {
		const struct undone *row = &u->rows[i];

		u->to = row->line;
		call_set_text(call, "rowContact", row->contact_id);
		/* what an earlier row of this slice undid is known to it by now */
		call_set_whole(call, "rowLine", row->line);
		u->rows[i].stamp = store_number(call, "SELECT stamp AS n FROM import_row"
						      " WHERE location_id = :locationId"
						      " AND import_id = :importId"
						      " AND line = :rowLine");
		e = row->made ? made_undo(call, u, &asks, row) : change_undo(call, u, &asks, row);
	}
	return e ? e : call->err ? call->err : slice_end(call, u);
}

static enum job_end all_undo(struct job_turn *turn, struct undoing *u, struct text *why)
{
	struct undoing *data = u;
	enum err e = ERR_OK;

	u->location_id = text_copy(turn->call->arena, turn->job->location_id);
	u->count = SLICE_ROWS;
	while (!e && !u->gone && u->count == SLICE_ROWS) {
		struct arena *a = arena_open();
		struct call *call = call_afresh(turn->call, a);

		if (atomic_load(turn->stopping)) {
			arena_drop(a);
			return JOB_END_UNTRIED;
		}
		e = store_transaction(call, "imports", slice_undo, &data, sizeof(data));
		if (e)
			*why = text_copy(turn->call->arena, invoke_complaint(call));
		arena_drop(a);
	}
	return e && !u->gone ? JOB_END_AGAIN : JOB_END_DONE;
}

enum job_end undo_run(struct job_turn *turn, struct text import, struct text *why)
{
	struct undoing *u = arena_take(turn->call->arena, sizeof(*u));

	u->id = import;
	return all_undo(turn, u, why);
}

enum job_end bulk_undo_run(struct job_turn *turn, struct text bulk, struct text *why)
{
	struct undoing *u = arena_take(turn->call->arena, sizeof(*u));

	u->id = bulk;
	u->bulk = true;
	return all_undo(turn, u, why);
}
