// SPDX-License-Identifier: Apache-2.0
/*
 * A push: a snapshot is made in a location, a thing after another, by a job.
 *
 * How far it is stands in its row, which moves in the transaction of each thing: whoever goes on
 * with it begins behind the last that was done.
 */
#include "integration/snapshots/inside.h"

#include "base/secrets/id.h"

#define AT_ONCE 2
/* It goes on from its place: a program that is ended often only makes it longer. */
#define TRIES_MAX 30

struct call *call_fresh(const struct call *like, struct arena *a)
{
	struct call *call = call_open(a, like->now_ms);

	call->app = like->app;
	call->connection = like->connection;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

int64_t snapshot_job(struct call *call, const char *what, struct text id)
{
	struct text location = text_copy(call->arena, call_text(call, "locationId"));
	struct job_new n = {
		.kind = JOB_SNAPSHOT,
		.location_id = location,
		.target = text_format(call->arena, "snapshot:%.*s", (int)location.size,
				      location.at),
		.order_key = TEXT("snapshot"), /* one after the other */
		.ref = text_format(call->arena, "%s%.*s", what, (int)id.size, id.at),
		.priority = JOB_BULK,
		.due_ms = call->now_ms,
	};

	return job_add(call, &n);
}

/* --- begun --- */

enum err push_begin(struct call *call, struct text location, struct text mode, bool dry)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	call_set_text(call, "locationId", location);
	call_set_text(call, "pushId", text_copy(call->arena, text_of(id)));
	call_set_text(call, "pushMode", mode);
	call_set_flag(call, "pushDry", dry);
	int64_t job = snapshot_job(call, REF_PUSH, call_text(call, "pushId"));

	call_set_whole(call, "pushJob", job);
	return store_do(call, "INSERT INTO snapshot_push (location_id, id, snapshot_id, company_id,"
			      " version, mode, dry, things, status, job, date_added)"
			      " VALUES (:locationId, :pushId, :snapshotId, :companyId,"
			      " :snapshotVersion, :pushMode, :pushDry, :snapshotThings,"
			      " 'processing', :pushJob, :now)");
}

/* --- done --- */

static enum err step_run(struct call *call)
{
	struct push_step *step = *(struct push_step **)store_transaction_data(call);
	const struct push *push = step->push;

	call_set_text(call, "locationId", push->location_id);
	call_set_text(call, "companyId", push->company_id);
	call_set_text(call, "pushId", push->id);
	call_set_whole(call, "pushPlace", step->n);
	store_do(call, "UPDATE snapshot_push SET place = :pushPlace WHERE location_id = :locationId"
		       " AND id = :pushId AND place = :pushPlace - 1 AND status = 'processing'");
	step->gone = !call->err && !call->changed;
	if (call->err || step->gone)
		return call->err;
	return thing_place(call, step);
}

static enum err end_run(struct call *call)
{
	const struct push *push = *(const struct push **)store_transaction_data(call);

	call_set_text(call, "locationId", push->location_id);
	call_set_text(call, "pushId", push->id);
	return store_do(call, "UPDATE snapshot_push SET status = 'completed', date_ended = :now"
			      " WHERE location_id = :locationId AND id = :pushId"
			      " AND status = 'processing'");
}

static bool push_load(struct call *call, struct text id, struct text location, struct push *push,
		      int64_t *place)
{
	call_set_text(call, "locationId", location);
	call_set_text(call, "pushId", id);
	if (!store_load(call, "SELECT p.snapshot_id AS push_snapshot, p.version AS push_version,"
			      " p.mode AS push_mode, p.dry AS push_dry, p.things AS push_things,"
			      " p.place AS push_place, p.company_id FROM snapshot_push p JOIN"
			      " location l ON l.id = p.location_id WHERE p.location_id ="
			      " :locationId AND p.id = :pushId AND p.status = 'processing'"))
		return false;
	*push = (struct push){
		.id = id,
		.location_id = location,
		.company_id = text_copy(call->arena, call_text(call, "companyId")),
		.snapshot_id = text_copy(call->arena, call_text(call, "pushSnapshot")),
		.mode = text_copy(call->arena, call_text(call, "pushMode")),
		.version = call_whole(call, "pushVersion", 0),
		.things = call_whole(call, "pushThings", 0),
		.dry = call_whole(call, "pushDry", 0) != 0,
	};
	*place = call_whole(call, "pushPlace", 0);
	return true;
}

/* Of which kind the thing is; empty: there is none. */
static struct text kind_at(struct call *call, const struct push *push, int64_t n)
{
	call_set_text(call, "placedSnapshot", push->snapshot_id);
	call_set_whole(call, "placedVersion", push->version);
	call_set_whole(call, "placedN", n);
	if (!store_load(call, "SELECT kind AS placed_kind FROM snapshot_thing WHERE"
			      " snapshot_id = :placedSnapshot AND version = :placedVersion"
			      " AND n = :placedN"))
		return TEXT("");
	return text_copy(call->arena, call_text(call, "placedKind"));
}

/* What is there of a kind, for as long as things of it are made. */
struct standing {
	struct arena *arena;
	const struct snapshot_row *row;
	struct listing there;
};

static enum err standing_need(struct standing *s, const struct job_turn *turn,
			      const struct push *push, int64_t n, struct text *why)
{
	struct arena *a = arena_open();
	struct call *call = call_fresh(turn->call, a);
	struct text kind = kind_at(call, push, n);
	const struct snapshot_row *row = row_named(call, kind);
	enum err e = call->err;

	call_set_text(call, "locationId", push->location_id);
	call_set_text(call, "companyId", push->company_id);
	if (!e && !row)
		e = refuse(call, ERR_BAD, "Nobody knows %.*s here.", (int)kind.size, kind.at);
	if (!e && row != s->row) {
		if (s->arena)
			arena_drop(s->arena);
		*s = (struct standing){ .arena = a, .row = row };
		e = things_list(call, row, &s->there);
		if (e)
			s->row = NULL;
		*why = text_copy(turn->call->arena, invoke_complaint(call));
		store_connection_rest(turn->call->connection);
		return e;
	}
	*why = text_copy(turn->call->arena, invoke_complaint(call));
	store_connection_rest(turn->call->connection);
	arena_drop(a);
	return e;
}

/* The next thing; false: it ends here, as *end says. */
static bool step_do(const struct job_turn *turn, struct standing *s, struct push_step *step,
		    enum job_end *end, struct text *why)
{
	struct arena *a = arena_open();
	struct push_step *data = step;
	struct call *call = call_fresh(turn->call, a);

	*end = JOB_END_AGAIN;
	step->row = s->row;
	step->there = &s->there;
	enum err e = store_transaction(call, "snapshots", step_run, &data, sizeof(data));
	if (e)
		*why = text_copy(turn->call->arena, invoke_complaint(call));
	else if (step->gone)
		*end = JOB_END_DONE;
	arena_drop(a);
	return !e && !step->gone;
}

/* --- a dry run --- */

/* Is it done whole, and undone?  Everybody who writes waits for that meanwhile. */
#define TRIED_MAX 500

struct trial {
	struct push push;
	struct push_told told;
};

/* All of it, as a push does it. */
static enum err trial_run(struct call *call)
{
	struct trial *t = *(struct trial **)store_transaction_data(call);
	struct push_step step = { .push = &t->push };
	struct listing there = { 0 };
	enum err e = ERR_OK;

	t->told.count = 0; /* it may run more than once */
	call_set_text(call, "locationId", t->push.location_id);
	call_set_text(call, "companyId", t->push.company_id);
	for (int64_t n = 1; n <= t->push.things && !e; n++) {
		struct text kind = kind_at(call, &t->push, n);
		const struct snapshot_row *row = row_named(call, kind);

		if (!row)
			return call->err ? call->err
					 : refuse(call, ERR_BAD, "Nobody knows %.*s here.",
						  (int)kind.size, kind.at);
		if (row != step.row)
			e = things_list(call, row, &there);
		step.row = row;
		step.there = &there;
		step.n = n;
		if (!e)
			e = thing_place(call, &step);
	}
	return e ? e : refuse(call, ERR_CONFLICT, "It is undone.");
}

/* What it said. */
static enum err told_run(struct call *call)
{
	const struct trial *t = *(const struct trial **)store_transaction_data(call);
	enum err e;

	call_set_text(call, "locationId", t->push.location_id);
	call_set_text(call, "pushId", t->push.id);
	e = store_do(call, "UPDATE snapshot_push SET place = things"
			   " WHERE location_id = :locationId AND id = :pushId AND place = 0"
			   " AND status = 'processing'");
	for (size_t i = 0; i < t->told.count && !e && (i || call->changed); i++)
		e = line_keep(call, &t->push, &t->told.lines[i]);
	return e;
}

static enum job_end trial_do(const struct job_turn *turn, const struct push *push, struct text *why)
{
	struct arena *a = arena_open();
	struct call *call = call_fresh(turn->call, a);
	struct trial t = { .push = *push }, *data = &t;

	t.push.dry = false;
	t.push.told = &t.told;
	t.told.arena = a;
	t.told.lines = arena_take(a, (size_t)push->things * sizeof(*t.told.lines));
	enum err e = store_transaction(call, "snapshots", trial_run, &data, sizeof(data));
	if (e != ERR_CONFLICT || (int64_t)t.told.count < push->things)
		*why = text_copy(turn->call->arena, invoke_complaint(call));
	else
		e = store_transaction(call_fresh(turn->call, a), "snapshots", told_run, &data,
				      sizeof(data));
	arena_drop(a);
	return e ? JOB_END_AGAIN : JOB_END_DONE;
}

enum job_end push_run(struct job_turn *turn, struct text id, struct text *why)
{
	struct standing standing = { 0 };
	enum job_end end = JOB_END_DONE;
	const struct push *data;
	struct push push;
	int64_t place;

	if (!push_load(turn->call, id, text_copy(turn->call->arena, turn->job->location_id), &push,
		       &place))
		return turn->call->err ? JOB_END_UNTRIED : JOB_END_DONE;
	store_connection_rest(turn->call->connection);
	data = &push;
	if (push.dry && push.things <= TRIED_MAX && !place) {
		end = trial_do(turn, &push, why);
		place = end == JOB_END_DONE ? push.things : place;
	}
	for (bool on = end == JOB_END_DONE; on && place < push.things; place++) {
		struct push_step step = { .push = &push, .n = place + 1 };

		if (atomic_load(turn->stopping))
			end = JOB_END_UNTRIED;
		else if (standing_need(&standing, turn, &push, step.n, why))
			end = JOB_END_AGAIN;
		on = end == JOB_END_DONE && step_do(turn, &standing, &step, &end, why);
		if (on)
			end = JOB_END_DONE;
	}
	if (standing.arena)
		arena_drop(standing.arena);
	if (place >= push.things && end == JOB_END_DONE &&
	    store_transaction(call_fresh(turn->call, turn->call->arena), "snapshots", end_run,
			      &data, sizeof(data)))
		end = JOB_END_AGAIN;
	return end;
}

/* --- the kind of work --- */

static void run(struct job_turn *turn)
{
	static const struct {
		const char *what;
		enum job_end (*run)(struct job_turn *turn, struct text of, struct text *why);
	} kinds[] = { { REF_MAKE, make_run }, { REF_PUSH, push_run }, { REF_DROP, drop_run } };
	struct text ref = text_copy(turn->call->arena, turn->job->ref), why = { 0 };

	turn->result->end = JOB_END_DONE;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t size = strlen(kinds[i].what);

		if (text_starts(ref, kinds[i].what))
			turn->result->end = kinds[i].run(
				turn, (struct text){ ref.at + size, ref.size - size }, &why);
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
	call_set_text(call, "movedRef",
		      text_starts(job->ref, REF_PUSH)
			      ? (struct text){ job->ref.at + strlen(REF_PUSH),
					       job->ref.size - strlen(REF_PUSH) }
			      : TEXT(""));
	return store_do(call, "UPDATE snapshot_push SET status = 'failed', date_ended = :now,"
			      " why = (SELECT error FROM job WHERE id = :movedJob)"
			      " WHERE location_id = :locationId AND id = :movedRef"
			      " AND status = 'processing'");
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

struct job_kind snapshot_kind(void)
{
	static const int64_t waits_ms[] = { SECOND_MS, 10 * SECOND_MS, MINUTE_MS };

	return (struct job_kind){ .number = JOB_SNAPSHOT,
				  .name = "snapshot",
				  .at_once = AT_ONCE,
				  .run = run,
				  .moved = moved,
				  .waits_ms = waits_ms,
				  .wait_count = 3,
				  .tries_max = TRIES_MAX,
				  .days = days,
				  .forget = forget };
}
