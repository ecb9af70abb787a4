// SPDX-License-Identifier: Apache-2.0
/*
 * The job: the rows of a file, a slice after another.
 *
 * A check does with each slice what an import does, and takes it back: so it says what will come,
 * and not what somebody thinks will.  It is begun anew when it was cut off; an import goes on.
 */
#include "integration/transfers/bulk.h"

#include "base/core/string_set.h"

#define TRIES_MAX                                                                                  \
	30 /* it goes on from its place: a program that is ended often makes it longer             \
	    */

struct call *call_afresh(const struct call *like, struct arena *a)
{
	struct call *call = call_open(a, like->now_ms);

	call->app = like->app;
	call->connection = like->connection;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

/* --- what there is to do --- */

static void targets_load(struct call *call, struct importing *im, const struct field_defs *defs)
{
	struct string_set columns = string_set_read(call->arena, call_text(call, "importColumns"));
	const struct json *mapping = NULL;
	struct text why;

	json_read(call->arena, text_copy(call->arena, call_text(call, "importMapping")), &mapping,
		  &why);
	im->count = columns.count;
	im->columns = arena_take(call->arena, columns.count * sizeof(*im->columns));
	im->targets = arena_take(call->arena, columns.count * sizeof(*im->targets));
	for (size_t i = 0; i < columns.count; i++) {
		struct text said = json_text(json_find(mapping, columns.at[i]));

		im->columns[i] = text_copy(call->arena, columns.at[i]);
		if (!target_find(call->arena, defs, text_copy(call->arena, said), &im->targets[i]))
			im->targets[i] = (struct target){ 0 }; /* the field is gone since */
	}
}

bool importing_load(struct call *call, const char *state, struct importing *out)
{
	struct field_defs defs;

	call_set_text(call, "importState", text_of(state));
	if (!store_load(call, "SELECT i.columns AS import_columns, i.mapping AS import_mapping,"
			      " i.match_by AS import_match, i.on_match AS import_on_match,"
			      " i.done AS import_done, i.total AS import_total,"
			      " i.encoding AS file_encoding, i.separator AS file_separator,"
			      " i.sha256 AS file_sha, i.size AS file_size,"
			      " l.country AS import_country FROM import i JOIN location l"
			      " ON l.id = i.location_id WHERE i.location_id = :locationId"
			      " AND i.id = :importId AND i.state = :importState"))
		return false;
	struct string_set match = string_set_read(call->arena, call_text(call, "importMatch"));
	struct text on = call_text(call, "importOnMatch");
	*out = (struct importing){
		.id = text_copy(call->arena, call_text(call, "importId")),
		.location_id = text_copy(call->arena, call_text(call, "locationId")),
		.country = text_copy(call->arena, call_text(call, "importCountry")),
		.by_email = string_set_has(match, TEXT("email")),
		.by_phone = string_set_has(match, TEXT("phone")),
		.on_match = text_is(on, "skip")	  ? MATCH_SKIP
			    : text_is(on, "fill") ? MATCH_FILL
						  : MATCH_UPDATE,
		.done = call_whole(call, "importDone", 0),
		.total = call_whole(call, "importTotal", 0),
	};
	if (field_defs_load_own(call, TEXT("contact"), &defs))
		return false;
	targets_load(call, out, &defs);
	return true;
}

/* --- a slice --- */

struct slice {
	const struct importing *im;
	const struct file_row *rows;
	struct row_told *told;
	size_t count;
	int64_t from;
	bool check, gone;
};

enum err problem_keep(struct call *call, int64_t n, const struct row_told *told)
{
	if (n > PROBLEMS_MAX)
		return ERR_OK;
	call_set_whole(call, "problemN", n);
	call_set_whole(call, "problemLine", told->line);
	call_set_text(call, "problemField", told->column);
	call_set_text(call, "problemWhy", told->why);
	return store_do(call, "INSERT INTO import_problem (location_id, import_id, n, line, field,"
			      " why) VALUES (:locationId, :importId, :problemN, :problemLine,"
			      " :problemField, :problemWhy)");
}

enum err row_keep(struct call *call, const struct row_told *told)
{
	if (told->outcome != ROW_MADE && told->outcome != ROW_CHANGED)
		return ERR_OK;
	call_set_whole(call, "rowLine", told->line);
	call_set_text(call, "rowContact", told->contact_id);
	call_set_flag(call, "rowMade", told->outcome == ROW_MADE);
	call_set_text(call, "rowBefore", told->before);
	call_set_text(call, "rowAfter", told->after);
	call_set_whole(call, "rowStampBefore", told->stamp_before);
	call_set_whole(call, "rowStamp", told->stamp);
	return store_do(call, "INSERT INTO import_row (location_id, import_id, line, contact_id,"
			      " made, before, after, stamp_before, stamp) VALUES (:locationId,"
			      " :importId, :rowLine, :rowContact, :rowMade, :rowBefore, :rowAfter,"
			      " :rowStampBefore, :rowStamp)");
}

static void slice_names(struct call *call, const struct slice *s)
{
	call_set_text(call, "locationId", s->im->location_id);
	call_set_text(call, "importId", s->im->id);
	call_set_text(call, "sliceState", s->check ? TEXT("checking") : TEXT("running"));
	call_set_whole(call, "sliceFrom", s->from);
	call_set_whole(call, "sliceTo", s->from + (int64_t)s->count);
}

/* The place behind it, and its numbers; s->gone: it is not as it was. */
static enum err slice_count(struct call *call, struct slice *s)
{
	static const char *const names[ROW_OUTCOMES] = { "sliceMade", "sliceChanged", "sliceSame",
							 "sliceUnclear", "sliceRefused" };
	int64_t counts[ROW_OUTCOMES] = { 0 };

	for (size_t i = 0; i < s->count; i++)
		counts[s->told[i].outcome]++;
	for (size_t i = 0; i < ROW_OUTCOMES; i++)
		call_set_whole(call, names[i], counts[i]);
	call_set_whole(call, "sliceProblems", counts[ROW_UNCLEAR] + counts[ROW_REFUSED]);
	int64_t n = store_number(call, "SELECT problems AS n FROM import"
				       " WHERE location_id = :locationId AND id = :importId");
	enum err e = store_do(call, "UPDATE import SET done = :sliceTo, made = made + :sliceMade,"
				    " changed = changed + :sliceChanged, same = same + :sliceSame,"
				    " unclear = unclear + :sliceUnclear,"
				    " refused = refused + :sliceRefused,"
				    " problems = problems + :sliceProblems"
				    " WHERE location_id = :locationId AND id = :importId"
				    " AND done = :sliceFrom AND state = :sliceState");
	s->gone = !e && !call->changed;
	for (size_t i = 0; i < s->count && !e && !s->gone; i++)
		if (s->told[i].why.size)
			e = problem_keep(call, ++n, &s->told[i]);
	return e;
}

static enum err slice_run(struct call *call)
{
	struct slice *s = *(struct slice **)store_transaction_data(call);
	struct asks asks;
	enum err e;

	slice_names(call, s);
	e = asks_open(call, s->im->location_id, &asks);
	for (size_t i = 0; i < s->count && !e; i++)
		e = row_import(call, s->im, &asks, &s->rows[i], &s->told[i]);
	if (s->check)
		return e ? e : refuse(call, ERR_CONFLICT, "It is undone.");
	if (!e)
		e = slice_count(call, s);
	for (size_t i = 0; i < s->count && !e && !s->gone; i++)
		e = row_keep(call, &s->told[i]);
	return e || !s->gone ? e : refuse(call, ERR_CONFLICT, "It was ended.");
}

static enum err slice_tell(struct call *call)
{
	struct slice *s = *(struct slice **)store_transaction_data(call);

	slice_names(call, s);
	return slice_count(call, s);
}

/* --- a check: whom it would make, and what it shows --- */

struct samples {
	struct arena *arena;
	struct buffer of[ROW_OUTCOMES];
	struct json_out out[ROW_OUTCOMES];
	size_t count[ROW_OUTCOMES];
};

static void samples_open(struct samples *s, struct arena *a)
{
	*s = (struct samples){ .arena = a };
	for (size_t i = 0; i < ROW_OUTCOMES; i++) {
		s->of[i] = buffer_open(a, 1 << 20);
		s->out[i] = json_open(&s->of[i]);
		json_list(&s->out[i]);
	}
}

static void sample_take(struct samples *s, const struct row_told *told)
{
	struct json_out *o = &s->out[told->outcome];

	if (s->count[told->outcome]++ >= SAMPLES_MAX)
		return;
	json_map(o);
	json_key(o, "line");
	json_put_whole(o, told->line);
	json_key(o, "who");
	json_put_text(o, told->who);
	if (told->why.size) {
		json_key(o, "why");
		json_put_text(o, told->why);
	}
	if (told->outcome != ROW_MADE && told->contact_id.size) {
		json_key(o, "contactId");
		json_put_text(o, told->contact_id);
	}
	if (told->outcome == ROW_CHANGED && told->after.size) {
		json_key(o, "before");
		json_put_raw(o, told->before);
		json_key(o, "after");
		json_put_raw(o, told->after);
	}
	json_close(o);
}

static struct text samples_text(struct samples *s)
{
	static const char *const names[ROW_OUTCOMES] = { "made", "changed", "same", "unclear",
							 "refused" };
	struct buffer b = buffer_open(s->arena, 8 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < ROW_OUTCOMES; i++) {
		json_close(&s->out[i]);
		json_key(&o, names[i]);
		json_put_raw(&o, buffer_text(&s->of[i]));
	}
	json_close(&o);
	return buffer_text(&b);
}

static void seen_add(struct importing *im, struct arena *a, const struct slice *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct row_told *told = &s->told[i];

		if (told->outcome != ROW_MADE)
			continue;
		if (told->email.size)
			index_put(im->seen, text_copy(a, told->email), 0);
		if (told->phone.size)
			index_put(im->seen, text_copy(a, told->phone), 0);
	}
}

/* --- from beginning to end --- */

struct run {
	struct job_turn *turn;
	struct importing im;
	struct file_rows *file;
	struct samples samples;
	bool check;
	struct text why;
};

/* The next rows; false: it ends here, as *end says. */
static bool slice_do(struct run *r, enum job_end *end)
{
	struct arena *a = arena_open();
	struct call *like = r->turn->call;
	struct file_row *rows = arena_take(a, SLICE_ROWS * sizeof(*rows));
	struct slice s = { .im = &r->im,
			   .rows = rows,
			   .count = file_rows_take(r->file, a, rows, SLICE_ROWS),
			   .from = r->im.done,
			   .check = r->check },
		     *data = &s;
	struct call *call = call_afresh(like, a);

	s.told = arena_take(a, SLICE_ROWS * sizeof(*s.told));
	enum err e = s.count ? store_transaction(call, "imports", slice_run, &data, sizeof(data))
			     : ERR_MISSING;
	if (r->check && e == ERR_CONFLICT) {
		seen_add(&r->im, like->arena, &s);
		for (size_t i = 0; i < s.count; i++)
			sample_take(&r->samples, &s.told[i]);
		call = call_afresh(like, a);
		e = store_transaction(call, "imports", slice_tell, &data, sizeof(data));
	}
	r->im.done += (int64_t)s.count;
	*end = e && !s.gone ? JOB_END_AGAIN : JOB_END_DONE;
	if (*end == JOB_END_AGAIN)
		r->why = text_copy(like->arena,
				   s.count ? invoke_complaint(call)
					   : TEXT("The file has fewer rows than it had."));
	arena_drop(a);
	return !e && !s.gone;
}

static enum err end_run(struct call *call)
{
	struct run *r = *(struct run **)store_transaction_data(call);

	call_set_text(call, "locationId", r->im.location_id);
	call_set_text(call, "importId", r->im.id);
	if (!r->check)
		return store_do(call, "UPDATE import SET state = 'done', date_ended = :now"
				      " WHERE location_id = :locationId AND id = :importId"
				      " AND state = 'running' AND done >= total");
	call_set_text(call, "importSamples", samples_text(&r->samples));
	return store_do(call, "UPDATE import SET state = 'checked', samples = :importSamples,"
			      " date_ended = :now WHERE location_id = :locationId"
			      " AND id = :importId AND state = 'checking' AND done >= total");
}

/* A check that was cut off begins anew. */
static enum err again_run(struct call *call)
{
	struct run *r = *(struct run **)store_transaction_data(call);

	call_set_text(call, "locationId", r->im.location_id);
	call_set_text(call, "importId", r->im.id);
	enum err e = store_do(call, "UPDATE import SET done = 0, made = 0, changed = 0, same = 0,"
				    " unclear = 0, refused = 0, problems = 0"
				    " WHERE location_id = :locationId AND id = :importId"
				    " AND state = 'checking'");
	return e || !call->changed
		       ? e
		       : store_do(call, "DELETE FROM import_problem"
					" WHERE location_id = :locationId"
					" AND import_id = :importId /* grows: at most 10000 */");
}

static enum err whole_do(struct run *r, enum err (*run)(struct call *call))
{
	struct arena *a = arena_open();
	struct run *data = r;
	enum err e = store_transaction(call_afresh(r->turn->call, a), "imports", run, &data,
				       sizeof(data));

	arena_drop(a);
	return e;
}

static enum job_end rows_run(struct run *r)
{
	enum job_end end = JOB_END_DONE;

	for (bool on = true; on && r->im.done < r->im.total;) {
		if (!atomic_load(r->turn->stopping)) {
			on = slice_do(r, &end);
			continue;
		}
		end = JOB_END_UNTRIED;
		on = false;
	}
	if (end == JOB_END_DONE && r->im.done >= r->im.total && whole_do(r, end_run))
		end = JOB_END_AGAIN;
	return end;
}

enum job_end import_run(struct job_turn *turn, struct text import, bool check, struct text *why)
{
	struct call *call = turn->call;
	struct run r = { .turn = turn, .check = check };
	struct index seen = index_open(call->arena);

	call_set_text(call, "locationId", text_copy(call->arena, turn->job->location_id));
	call_set_text(call, "importId", import);
	if (!importing_load(call, check ? "checking" : "running", &r.im)) {
		enum job_end end = call->err ? JOB_END_UNTRIED : JOB_END_DONE;

		store_connection_rest(call->connection);
		return end;
	}
	store_connection_rest(call->connection);
	if (check) {
		r.im.seen = &seen;
		r.im.done = 0;
		samples_open(&r.samples, call->arena);
		if (whole_do(&r, again_run))
			return JOB_END_AGAIN;
	}
	r.file = file_rows_open(call->arena, call, r.im.done, why);
	if (!r.file)
		return JOB_END_FAILED;
	enum job_end end = rows_run(&r);
	file_rows_close(r.file);
	*why = r.why;
	return end;
}

/* --- the kind of work --- */

static struct text ref_rest(const struct job *job, const char *what)
{
	size_t size = strlen(what);

	return text_starts(job->ref, what)
		       ? (struct text){ job->ref.at + size, job->ref.size - size }
		       : TEXT("");
}

static enum job_end check_run(struct job_turn *turn, struct text import, struct text *why)
{
	return import_run(turn, import, true, why);
}

static enum job_end start_run(struct job_turn *turn, struct text import, struct text *why)
{
	return import_run(turn, import, false, why);
}

static void run(struct job_turn *turn)
{
	static const struct {
		const char *what;
		enum job_end (*run)(struct job_turn *turn, struct text of, struct text *why);
	} kinds[] = { { REF_CHECK, check_run }, { REF_RUN, start_run },
		      { REF_UNDO, undo_run },	{ REF_EXPORT, export_run },
		      { REF_BULK, bulk_run },	{ REF_UNDO_BULK, bulk_undo_run } };
	struct text why = { 0 };

	turn->result->end = JOB_END_DONE;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct text of = text_copy(turn->call->arena, ref_rest(turn->job, kinds[i].what));

		if (of.size)
			turn->result->end = kinds[i].run(turn, of, &why);
	}
	turn->result->error = why.size ? why : TEXT("The data cannot be written.");
	if (turn->result->end == JOB_END_DONE)
		turn->result->error = TEXT("");
}

/* What was given up says so. */
static enum err moved(struct call *call, const struct job *job, enum job_state to)
{
	if (to != JOB_FAILED)
		return ERR_OK;
	call_set_whole(call, "movedJob", job->id);
	call_set_text(call, "locationId", job->location_id);
	if (text_starts(job->ref, REF_EXPORT))
		return store_do(call, "UPDATE export SET state = 'failed', date_ended = :now,"
				      " why = (SELECT error FROM job WHERE id = :movedJob)"
				      " WHERE location_id = :locationId AND job = :movedJob"
				      " AND state = 'running' /* grows: the exports of a day */");
	if (text_starts(job->ref, REF_BULK) || text_starts(job->ref, REF_UNDO_BULK))
		return bulk_fail(call);
	return store_do(call, "UPDATE import SET state = CASE WHEN state = 'checking' THEN 'ready'"
			      " ELSE 'failed' END, date_ended = :now,"
			      " why = (SELECT error FROM job WHERE id = :movedJob)"
			      " WHERE location_id = :locationId AND job = :movedJob"
			      " AND state IN ('checking', 'running', 'undoing')"
			      " /* grows: the imports of 30 days */");
}

static struct text days(const struct settings *s)
{
	return s->deliveries_days;
}

static enum err forget(struct call *call, struct text ids, int64_t before_ms, bool *more)
{
	(void)call, (void)ids, (void)before_ms, (void)more;
	return ERR_OK;
}

struct job_kind transfer_kind(void)
{
	static const int64_t waits_ms[] = { SECOND_MS, 10 * SECOND_MS, MINUTE_MS };

	return (struct job_kind){ .number = JOB_TRANSFER,
				  .name = "transfer",
				  .at_once = 1,
				  .run = run,
				  .moved = moved,
				  .waits_ms = waits_ms,
				  .wait_count = 3,
				  .tries_max = TRIES_MAX,
				  .days = days,
				  .forget = forget };
}
