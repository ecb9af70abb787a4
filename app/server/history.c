// SPDX-License-Identifier: Apache-2.0
/*
 * What happened to one thing: its events, with who did it and what was changed; and the audit.
 * They lie here because who did it may be of any room.
 */
#include "app/server/inside.h"
#include "domain/contacts/contacts.h"
#include "runs.h"

/* What who did it is called, of the row e. */
#define ACTOR_NAME                                                                                 \
	" CASE e.actor_kind"                                                                       \
	" WHEN 'token' THEN (SELECT t.name FROM token t WHERE t.id = e.actor_id)"                  \
	" WHEN 'person' THEN (SELECT p.name FROM account p WHERE p.id = e.actor_id)"               \
	" WHEN 'app' THEN (SELECT a.name FROM app a WHERE a.id = e.actor_id)"                      \
	" WHEN 'flow' THEN (SELECT f.title FROM flow f WHERE f.id = e.actor_id) END AS actor_name"
#define LATEST " AND e.seq < :earlier ORDER BY e.seq DESC LIMIT :pageMost"
#define ENTRIES                                                                                    \
	"SELECT e.seq, e.at, e.type, e.actor_kind, e.actor_id, e.changes," ACTOR_NAME              \
	" FROM event e WHERE e.location_id = :locationId AND e.thing_id = :historyOf" LATEST

static void member(struct call *call, const char *key, struct text value)
{
	json_key(&call->out, key);
	json_put_text(&call->out, value);
}

static void begin_put(struct call *call, struct rows *r)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(rows_whole(r, "at"), iso);
	json_map(&call->out);
	member(call, "cursor", text_format(call->arena, "%lld", (long long)rows_whole(r, "seq")));
	member(call, "at", text_of(iso));
}

static void member_known(struct call *call, struct rows *r, const char *key, const char *column)
{
	if (!rows_null(r, column))
		member(call, key, rows_text(r, column));
}

static void actor_put(struct call *call, struct rows *r)
{
	if (rows_null(r, "actor_kind"))
		return;
	json_key(&call->out, "actor");
	json_map(&call->out);
	member(call, "kind", rows_text(r, "actor_kind"));
	member(call, "id", rows_text(r, "actor_id"));
	member_known(call, r, "name", "actor_name");
	json_close(&call->out);
}

static void entry_put(struct call *call, struct rows *r)
{
	begin_put(call, r);
	member(call, "type", rows_text(r, "type"));
	actor_put(call, r);
	if (!rows_null(r, "changes")) {
		json_key(&call->out, "changes");
		json_put_raw(&call->out, rows_text(r, "changes"));
	}
	json_close(&call->out);
}

static void line_put(struct call *call, struct rows *r)
{
	begin_put(call, r);
	member(call, "op", rows_text(r, "op"));
	actor_put(call, r);
	member_known(call, r, "address", "address");
	member_known(call, r, "locationId", "place");
	member_known(call, r, "thingId", "thing_id");
	member(call, "trace", rows_text(r, "trace"));
	json_close(&call->out);
}

/* A page of what lies before the cursor, one more than is shown: is there more? */
static enum err page_put(struct call *call, const char *sql,
			 void (*put)(struct call *call, struct rows *r))
{
	struct text before = call_text(call, "before");
	int64_t most = call_whole(call, "limit", 0), earlier = INT64_MAX, count = 0;

	if (before.size && (!text_whole(before, &earlier) || earlier < 0))
		return refuse(call, ERR_INVALID, "before must be a cursor that was given out here");
	call_set_whole(call, "earlier", earlier);
	call_set_whole(call, "pageMost", most + 1);
	json_key(&call->out, "entries");
	json_list(&call->out);
	struct rows *r = store_ask(call, sql);
	while (rows_next(r) && ++count <= most)
		put(call, r);
	rows_close(r);
	if (call->err)
		return call->err;
	json_close(&call->out);
	json_key(&call->out, "more");
	json_put_flag(&call->out, count > most);
	return ERR_OK;
}

enum err history_list(struct call *call)
{
	call_set_text(call, "historyOf", call_text(call, "thingId"));
	return page_put(call, ENTRIES, entry_put);
}

/* Of a contact and nothing else: who may read contacts may not read all things. */
enum err contact_history_list(struct call *call)
{
	enum err e = contact_need(call);

	call_set_text(call, "historyOf", call_text(call, "contactId"));
	return e ? e : page_put(call, ENTRIES, entry_put);
}

#define LINES                                                                                      \
	"SELECT e.seq, e.at, e.op, e.actor_kind, e.actor_id, e.address, e.place,"                  \
	" e.thing_id, e.trace," ACTOR_NAME " FROM audit e WHERE e.company = :companyId"

enum err audit_list(struct call *call)
{
	return page_put(call,
			call_text(call, "op").size ? LINES " AND e.op = :op" LATEST : LINES LATEST,
			line_put);
}
