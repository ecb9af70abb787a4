// SPDX-License-Identifier: Apache-2.0
/*
 * Events: what was changed, written in the transaction that changes it.
 *
 *	{"type":"TaskCreate","locationId":"…", …the shape's fields…,
 *	 "timestamp":"…","webhookId":"…"}
 *
 * The text is what webhooks send and sign: compact, every key once, spelled as JSON.stringify does.
 */
#include "platform/store/inside.h"

#include "base/secrets/id.h"
#include "base/time/clock.h"
#include "runs.h"

#include <assert.h>

#define PAYLOAD_MAX ((size_t)8 << 20)

/* These are the event's own: the shape may name them for readers, the row does not fill them. */
static bool is_ours(struct text name)
{
	return text_is(name, "type") || text_is(name, "locationId") || text_is(name, "timestamp") ||
	       text_is(name, "webhookId");
}

struct payload {
	struct shape trimmed;
	const struct shape *from;
	struct payload *next;
};

/* The shape without what is ours; kept beside the statement by its address, so made once. */
static const struct shape *payload_shape(struct statement *s, const struct shape *shape)
{
	struct payload *p;

	for (p = s->payloads; p; p = p->next) {
		if (p->from == shape)
			return &p->trimmed;
	}
	p = arena_take(s->arena, sizeof(*p));
	struct field *fields = arena_take(s->arena, (shape->count + 1) * sizeof(*fields));
	p->trimmed = *shape;
	p->trimmed.fields = fields;
	p->trimmed.count = 0;
	for (size_t i = 0; i < shape->count; i++) {
		if (!is_ours(shape->fields[i].name))
			fields[p->trimmed.count++] = shape->fields[i];
	}
	p->from = shape;
	p->next = s->payloads;
	s->payloads = p;
	return &p->trimmed;
}

/* The row's members; or, where the shape only wraps it (appointment: {…}), the row inside it. */
static void body_put(struct call *call, struct statement *s, const struct shape *shape,
		     struct json_out *out)
{
	row_put(call, s, shape, out);
	if (row_meets(s, shape))
		return;
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		if (!field->shape || field->list || field->keyed || !row_meets(s, field->shape))
			continue;
		json_key_text(out, field->name);
		json_map(out);
		row_put(call, s, field->shape, out);
		json_close(out);
		return;
	}
}

struct owner_columns {
	int location, company, id; /* -1: the row has no such column */
};

static const struct owner_columns *owner_columns(struct statement *s)
{
	if (!s->owner) {
		s->owner = arena_take(s->arena, sizeof(*s->owner));
		s->owner->location = row_column(s, "location_id");
		s->owner->company = row_column(s, "company_id");
		s->owner->id = row_column(s, "id");
	}
	return s->owner;
}

/* The row says whose event it is; else it is the caller's. */
static struct value owner_of(struct call *call, struct statement *s, int i, const char *name)
{
	struct value v = i < 0 ? (struct value){ .type = VALUE_NULL }
			       : s->driver->column(s->prepared, i);

	return v.type == VALUE_TEXT ? v : *call_value(call, name);
}

/* --- reactions (platform/catalogue/reactions.c) --- */

struct change {
	const struct event_row *event;
	struct value id;
	struct change *next;
};

/* Its statement is still giving rows: who reacts is called when it is over. */
static void change_note(struct call *call, struct statement *s, const struct event_row *event)
{
	struct store_connection *l = call->connection;
	struct change *c = arena_take(call->arena, sizeof(*c)), **end = &l->changes;
	int column = owner_columns(s)->id;

	assert(column >= 0 && "who reacts must be told what changed");
	c->event = event;
	c->id = s->driver->column(s->prepared, column);
	if (c->id.type == VALUE_TEXT)
		c->id.text = text_copy(call->arena, c->id.text);
	while (*end)
		end = &(*end)->next;
	*end = c;
}

/* --- history --- */

/* The shape of which the row has its columns: the payload's, or the one inside it. */
static const struct shape *row_shape(struct statement *s, const struct shape *shape)
{
	if (row_meets(s, shape))
		return shape;
	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		if (field->shape && !field->list && !field->keyed && row_meets(s, field->shape))
			return field->shape;
	}
	return NULL;
}

/* [{field, before, after}], where it is known what the row was. */
static struct value changes_of(struct call *call, struct statement *s,
			       const struct event_row *event, const struct value *id)
{
	struct before *before = call->connection->before;
	const struct shape *shape = event->shape ? payload_shape(s, event->shape) : NULL;
	struct value none = { .type = VALUE_NULL };

	if (!before || !shape || (shape = row_shape(s, shape)) == NULL)
		return none;
	bool same = before->id.type == VALUE_TEXT
			    ? id->type == VALUE_TEXT && text_same(id->text, before->id.text)
			    : !call->connection->reacting;
	if (!same)
		return none;
	before->id = *id; /* of this thing, and of no other that is changed along with it */
	if (id->type == VALUE_TEXT)
		before->id.text = text_copy(call->arena, id->text);
	struct buffer *b = arena_take(call->arena, sizeof(*b));
	*b = buffer_open(call->arena, PAYLOAD_MAX);
	struct json_out out = json_open(b);
	if (!row_changes_put(call, s, shape, &out) || b->full)
		return none;
	return (struct value){ .type = VALUE_TEXT, .text = buffer_text(b) };
}

/* A thing that is gone leaves nothing of what it was. */
enum err history_forget(struct call *call)
{
	return store_do(call, "UPDATE event /* grows: all that happened to one thing */"
			      " SET changes = NULL WHERE location_id = :locationId"
			      " AND thing_id = :changedId AND changes IS NOT NULL");
}

enum err event_put(struct call *call, struct statement *s, const struct event_row *event)
{
	struct buffer buffer = buffer_open(call->arena, PAYLOAD_MAX);
	struct json_out out = json_open(&buffer);
	const struct owner_columns *owner = owner_columns(s);
	struct value location = owner_of(call, s, owner->location, "locationId");
	struct value company = owner_of(call, s, owner->company, "companyId");
	char iso[CLOCK_ISO_SIZE], id[ID_UUID_SIZE];

	id_uuid(call->now_ms, id);
	clock_iso(call->now_ms, iso);
	json_map(&out);
	json_key(&out, "type");
	json_put_text(&out, event->type);
	if (location.type == VALUE_TEXT) {
		json_key(&out, "locationId");
		json_put_text(&out, location.text);
	}
	if (event->shape)
		body_put(call, s, payload_shape(s, event->shape), &out);
	json_key(&out, "timestamp");
	json_put_c(&out, iso);
	json_key(&out, "webhookId");
	json_put_c(&out, id);
	json_close(&out);
	if (buffer.full)
		return refuse(call, ERR_LARGE, "The event of this change is too large");

	struct value thing = { .type = VALUE_NULL };
	if (owner->id >= 0)
		thing = s->driver->column(s->prepared, owner->id);
	const struct named own[] = {
		{ "eventThing", thing },
		{ "eventActor", *call_value(call, "actorKind") },
		{ "eventActorId", *call_value(call, "actorId") },
		{ "eventChanges", changes_of(call, s, event, &thing) },
		{ "eventId", { .type = VALUE_TEXT, .text = text_of(id) } },
		{ "eventLocation", location },
		{ "eventCompany", company },
		{ "eventType", { .type = VALUE_TEXT, .text = event->type } },
		{ "eventPayload", { .type = VALUE_TEXT, .text = buffer_text(&buffer) } },
		{ "eventAt", { .type = VALUE_WHOLE, .whole = call->now_ms } },
	};
	statement_run(call,
		      "INSERT INTO event (id, location_id, company_id, type, payload, at, thing_id,"
		      " actor_kind, actor_id, changes)"
		      " VALUES (:eventId, :eventLocation, :eventCompany, :eventType, :eventPayload,"
		      " :eventAt, :eventThing, :eventActor, :eventActorId, :eventChanges)",
		      own, sizeof(own) / sizeof(own[0]));
	if (event->reactions && !call->err)
		change_note(call, s, event);
	return call->err;
}

enum err changes_tell(struct call *call)
{
	struct store_connection *l = call->connection;
	struct change *c = l->changes;
	struct value outer = *call_value(call, CHANGED);

	l->changes = NULL;
	if (!c)
		return call->err;
	l->reacting++;
	for (; c && !call->err; c = c->next)
		for (const struct reaction *r = c->event->reactions; r && !call->err; r = r->next) {
			call_set(call, CHANGED, c->id);
			enum err e = r->run(call);
			if (e && !call->err)
				call->err = e;
		}
	l->reacting--;
	call_set(call, CHANGED, outer);
	return call->err;
}

enum err store_emit_event(struct call *call, const char *event, const char *sql)
{
	const struct event_row *row = NULL;
	enum db_status o;

	for (size_t i = 0; call->op && i < call->op->event_count; i++) {
		if (text_is(call->op->events[i].type, event))
			row = &call->op->events[i];
	}
	assert(row && "the operation's row does not name this event");
	struct statement *s = statement_ready(call, sql, PLAIN);
	if (!s)
		return call->err;
	call->connection->told |= !call->connection->reacting;
	while ((o = statement_step(call, s)) == OUTCOME_ROW && !event_put(call, s, row))
		;
	o = statement_finish(call, s, o == OUTCOME_ROW ? OUTCOME_DONE : o);
	return o == OUTCOME_CLASH ? ERR_DUPLICATE : changes_tell(call);
}

#define GONE "(SELECT CAST(value AS BIGINT) FROM json_each(:goneSeqs))"

enum err store_events_forget(struct call *call, struct text seqs)
{
	call_set_text(call, "goneSeqs", seqs);
	if (!store_load(call, "SELECT xid AS gone_xid, seq AS gone_seq FROM event"
			      " WHERE seq IN " GONE " ORDER BY xid DESC, seq DESC LIMIT 1"))
		return call->err;
	store_do(call, "DELETE FROM event WHERE seq IN " GONE);
	return store_do(call, "UPDATE event_gone SET xid = :goneXid, seq = :goneSeq");
}

/* --- with its location --- */

/* Token after token, each by its own keys: asked as one, PostgreSQL reads all replies there are. */
static bool replies_leave(struct call *call)
{
	int64_t part = call_whole(call, "leavingPart", 0), done = 0;

	while (done < part &&
	       store_load(call, "SELECT t.id /* grows: its tokens, which are few */"
				" AS leaving_token FROM token t"
				" WHERE t.location_id = :locationId AND (SELECT r.key"
				" FROM reply r WHERE r.token = t.id"
				" ORDER BY r.token, r.key LIMIT 1)"
				" IS NOT NULL LIMIT 1")) {
		if (store_do(call, "DELETE FROM reply WHERE token = :leavingToken AND key IN"
				   " (SELECT key FROM reply WHERE token = :leavingToken"
				   " ORDER BY token, key LIMIT :leavingPart)"))
			break;
		done += (int64_t)call->changed;
	}
	return done >= part;
}

enum err events_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM event WHERE seq IN (SELECT seq FROM event"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM counter WHERE location_id = :locationId AND what IN"
		    " (SELECT what FROM counter WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	if (replies_leave(call)) {
		call_set_flag(call, "leavingMore", true);
		return call->err;
	}
	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}

/* --- audit --- */

static struct value text_value(struct text t)
{
	return (struct value){ .type = t.size ? VALUE_TEXT : VALUE_NULL, .text = t };
}

enum err store_audit(struct call *call, struct text op, struct text thing_id)
{
	const struct named own[] = {
		{ "auditOp", text_value(op) },
		{ "auditThing", text_value(thing_id) },
		{ "auditAt", { .type = VALUE_WHOLE, .whole = call->now_ms } },
		{ "auditTrace", text_value(text_of(call->trace)) },
		{ "auditCompany", *call_value(call, "companyId") },
		{ "auditPlace", *call_value(call, "locationId") },
		{ "auditKind", *call_value(call, "actorKind") },
		{ "auditActor", *call_value(call, "actorId") },
		{ "auditAddress", *call_value(call, "actorAddress") },
	};

	statement_run(call,
		      "INSERT INTO audit (at, company, place, actor_kind, actor_id, address, op,"
		      " thing_id, trace) VALUES (:auditAt, :auditCompany, :auditPlace, :auditKind,"
		      " :auditActor, :auditAddress, :auditOp, :auditThing, :auditTrace)",
		      own, sizeof(own) / sizeof(own[0]));
	return call->err;
}

/* About what its path names; of what is made, about nothing. */
enum err audit_op(struct call *call)
{
	const struct op *op = call->op;

	return store_audit(call, op->name,
			   op->param_count ? call_text(call, op->params[0].name_c) : TEXT(""));
}
