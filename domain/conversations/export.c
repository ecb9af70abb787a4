// SPDX-License-Identifier: Apache-2.0
/*
 * All messages of a location, page by page, in the order of when they came or were changed.
 *
 * A cursor is the place of the last one given, and what was asked for: it goes on with the same
 * only, and what comes in meanwhile moves nothing.
 */
#include "domain/conversations/messages.h"

#include "base/time/clock.h"

#define GIVEN_MAX 500
#define TOTAL_MAX "10000"

struct leaf {
	const char *column;
	bool down;
	int64_t limit;
	struct buffer where;
};

/* --- what is asked for --- */

static enum err date_take(struct call *call, const char *name, const char *code)
{
	struct text t = call_text(call, name);
	int64_t ms;

	if (!t.size)
		return ERR_OK;
	if (!clock_read_iso(t, &ms))
		return refuse_more(call, ERR_BAD, text_format(call->arena, "\"code\":\"%s\"", code),
				   "%s must be a valid ISO 8601 date string", name);
	call_set_whole(call, name, ms);
	return ERR_OK;
}

static const char *type_of(struct text channel)
{
	static const char *const types[][2] = {
		{ "Call", "TYPE_CALL" },	   { "SMS", "TYPE_SMS" },
		{ "Email", "TYPE_EMAIL" },	   { "WhatsApp", "TYPE_WHATSAPP" },
		{ "Instagram", "TYPE_INSTAGRAM" }, { "Facebook", "TYPE_FACEBOOK" },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (text_is(channel, types[i][0]))
			return types[i][1];
	return NULL;
}

/* One conversation leads, else a channel, else everything but e-mails; what does not lead is only
 * looked at on the way. */
static void asked_say(struct call *call, struct leaf *l)
{
	bool one = call_text(call, "conversationId").size, of = call_text(call, "contactId").size;
	const char *type = type_of(call_text(call, "channel"));

	call_set_text(call, "exportedType", text_of(type));
	buffer_add(&l->where, TEXT(" WHERE m.location_id = :locationId"));
	if (one)
		buffer_add(&l->where, TEXT(" AND m.conversation_id = :conversationId"));
	if (of && one)
		buffer_add(&l->where, TEXT(" AND m.contact_id = :contactId"));
	else if (of)
		buffer_add(
			&l->where,
			TEXT(" AND m.conversation_id = (SELECT t.id FROM conversation t"
			     " WHERE t.location_id = :locationId AND t.contact_id = :contactId)"));
	if (type && (one || of || text_is(text_of(l->column), "date_updated")))
		buffer_add(&l->where, TEXT(" /* grows: passes other kinds */"
					   " AND (m.message_type || '') = :exportedType"));
	else if (type)
		buffer_add(&l->where, TEXT(" AND m.message_type = :exportedType"));
	else
		buffer_add(&l->where,
			   one || of ? TEXT(" AND NOT m.mail") : TEXT(" AND m.mail = false"));
	for (size_t i = 0; i < 2; i++) {
		static const char *const names[] = { "startDate", "endDate" };

		if (call_value(call, names[i])->type == VALUE_WHOLE)
			buffer_format(&l->where, " AND m.%s %s :%s", l->column,
				      i ? "<=" : ">=", names[i]);
	}
	buffer_add(&l->where, TEXT(MESSAGE_STANDS));
}

/* --- where a page begins --- */

static uint32_t asked_hash(struct call *call)
{
	static const char *const names[] = { "sortBy",	"sortOrder", "conversationId", "contactId",
					     "channel", "startDate", "endDate" };
	struct buffer b = buffer_open(call->arena, 4096);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct value *v = call_value(call, names[i]);

		buffer_add(&b, v->type == VALUE_TEXT ? v->text : TEXT(""));
		if (v->type == VALUE_WHOLE)
			buffer_format(&b, "%lld", (long long)v->whole);
		buffer_byte(&b, '\n');
	}
	return text_hash(buffer_text(&b));
}

/* It holds what was counted for the first page, so that it is counted once. */
static enum err cursor_take(struct call *call, struct leaf *l, int64_t *total)
{
	struct text rest = call_text(call, "cursor"), ms, hash, counted;
	int64_t at, of;

	if (!rest.size)
		return ERR_OK;
	if (!text_split(&rest, '.', &ms) || !text_split(&rest, '.', &hash) ||
	    !text_split(&rest, '.', &counted) || !text_whole(ms, &at) || !text_whole(hash, &of) ||
	    !text_whole(counted, total) || !rest.size || of != (int64_t)asked_hash(call))
		return refuse(call, ERR_BAD,
			      "cursor must be the nextCursor of a page of the same export");
	call_set_whole(call, "behindDate", at);
	call_set_text(call, "behindId", rest);
	buffer_format(&l->where, " AND (m.%s, m.id) %c (:behindDate, :behindId)", l->column,
		      l->down ? '<' : '>');
	return ERR_OK;
}

/* --- the page --- */

static int64_t total_of(struct call *call, const struct leaf *l)
{
	struct text where = buffer_text(&l->where);
	struct rows *rows = store_ask_made(
		call, text_format(call->arena,
				  "SELECT count(*) AS total FROM (SELECT 1 AS one FROM message m"
				  " /* grows: counts, at most " TOTAL_MAX " */%.*s LIMIT " TOTAL_MAX
				  ") AS found",
				  (int)where.size, where.at));
	int64_t total = rows_next(rows) ? rows_whole(rows, "total") : 0;

	rows_close(rows);
	return total;
}

static void next_put(struct call *call, struct text id, int64_t at_ms, int64_t total)
{
	json_key(&call->out, "nextCursor");
	if (id.size)
		json_put_text(&call->out,
			      text_format(call->arena, "%lld.%u.%lld.%.*s", (long long)at_ms,
					  asked_hash(call), (long long)total, (int)id.size, id.at));
	else
		json_put_null(&call->out);
}

static void page_put(struct call *call, const struct leaf *l, int64_t total)
{
	const struct shape *item = shape_find(call->op->gives, TEXT("messages"))->shape;
	struct buffer sql = buffer_open(call->arena, 16 << 10);
	struct text last = { 0 };
	int64_t count = 0, at_ms = 0;

	buffer_add(&sql, TEXT(MESSAGE_SHOWN));
	buffer_add(&sql, buffer_text(&l->where));
	buffer_format(&sql, " ORDER BY m.%s%s, m.id%s LIMIT :fetch", l->column,
		      l->down ? " DESC" : "", l->down ? " DESC" : "");
	call_set_whole(call, "fetch", l->limit + 1);
	struct rows *rows = store_ask_made(call, buffer_text(&sql));
	json_key(&call->out, "messages");
	json_list(&call->out);
	while (count < l->limit && rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, item);
		json_close(&call->out);
		last = text_copy(call->arena, rows_text(rows, "id"));
		at_ms = rows_whole(rows, l->column);
		count++;
	}
	bool more = count == l->limit && rows_next(rows);
	rows_close(rows);
	json_close(&call->out);
	next_put(call, more ? last : TEXT(""), at_ms, total);
}

enum err message_export(struct call *call)
{
	int64_t limit = call_whole(call, "limit", 100);
	struct leaf l = {
		.column = text_is(call_text(call, "sortBy"), "updatedAt") ? "date_updated"
									  : "date_added",
		.down = !text_is(call_text(call, "sortOrder"), "asc"),
		.limit = limit < GIVEN_MAX ? limit : GIVEN_MAX,
		.where = buffer_open(call->arena, 8 << 10),
	};
	enum err e = date_take(call, "startDate", "CONVERSATIONS_MSG_INVALID_START_DATE_FORMAT");

	if (!e)
		e = date_take(call, "endDate", "CONVERSATIONS_MSG_INVALID_END_DATE_FORMAT");
	if (e)
		return e;
	asked_say(call, &l);
	int64_t total = call_text(call, "cursor").size ? 0 : total_of(call, &l);
	e = cursor_take(call, &l, &total);
	if (e)
		return e;
	page_put(call, &l, total);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total);
	return call->err;
}

/* --- e-mails that were to go at a time --- */

/* What upstream's words for it mean of an e-mail; any other word means none that is here. */
#define SCHEDULED_GONE " AND e.status NOT IN ('scheduled', 'pending', 'withdrawn', 'failed')"
#define SCHEDULED_NONE " AND e.status = ''"

static const struct scheduled_word {
	const char *word, *condition;
} scheduled_states[] = {
	{ "active", " AND e.status <> 'withdrawn'" },
	{ "cancelled", " AND e.status = 'withdrawn'" },
	{ "complete", SCHEDULED_GONE },
}, scheduled_mails[] = {
	{ "all", "" },
	{ "scheduled", " AND e.status = 'scheduled'" },
	{ "processing", " AND e.status = 'pending'" },
	{ "cancelled", " AND e.status = 'withdrawn'" },
	{ "error", " AND e.status = 'failed'" },
	{ "complete", SCHEDULED_GONE },
	{ "success", SCHEDULED_GONE },
};

static const char *condition_of(const struct scheduled_word *words, size_t count, struct text word)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(word, words[i].word))
			return words[i].condition;
	return SCHEDULED_NONE;
}

/* The message of an e-mail, asked for each by its key: a join, PostgreSQL would rather do with all
 * messages of the location, as long as it has no statistics. */
#define OF_THE_MAIL " FROM message m WHERE m.location_id = :locationId AND m.id = e.message_id"

/* Which columns there are: a column that is not there is a member that is not there. */
static const char *scheduled_columns(struct call *call)
{
	if (call_whole(call, "limitedFields", 0))
		return "SELECT e.id, '' AS template_data_download_url, e.date_added AS updated_at,"
		       " 'html' AS template_type, '' AS template_id, '' AS download_url,"
		       " e.content_type = 'text/plain' AS is_plain_text";
	return "SELECT e.id, e.id AS _id, e.id AS document_id, e.subject AS name, '' AS"
	       " repeat_after, '' AS parent_id, 0 AS child_count, 'email' AS campaign_type,"
	       " '' AS bulk_action_version, CASE WHEN e.status = 'withdrawn' THEN 'cancelled'"
	       " ELSE 'active' END AS status, '[]' AS send_days, false AS deleted,"
	       " false AS migrated, false AS archived, false AS has_tracking,"
	       " e.content_type = 'text/plain' AS is_plain_text, false AS has_utm_tracking,"
	       " false AS enable_resend_to_unopened, e.location_id, '' AS template_id,"
	       " 'html' AS template_type, e.date_added AS created_at, e.date_added AS updated_at,"
	       " 0 AS __v, '' AS download_url, '' AS template_data_download_url, '[]' AS child,"
	       " e.scheduled_at, e.status AS email_status,"
	       " (SELECT m.contact_id" OF_THE_MAIL ") AS contact_id,"
	       " (SELECT m.conversation_id" OF_THE_MAIL ") AS conversation_id,"
	       " CASE WHEN :showStats THEN CASE WHEN e.status IN ('delivered', 'opened', 'read',"
	       " 'clicked') THEN 1 ELSE 0 END END AS delivered_count,"
	       " CASE WHEN :showStats THEN CASE WHEN e.status IN ('opened', 'read', 'clicked')"
	       " THEN 1 ELSE 0 END END AS opened_count, CASE WHEN :showStats THEN"
	       " CASE WHEN e.status = 'clicked' THEN 1 ELSE 0 END END AS clicked_count";
}

enum err email_schedule_list(struct call *call)
{
	struct buffer where = buffer_open(call->arena, 4096), list = buffer_open(call->arena, 8192);
	bool none = call_whole(call, "archived", 0) || call_text(call, "parentId").size;

	call_set(call, "named", store_likeness(call, call_text(call, "name")));
	buffer_format(
		&where,
		" FROM email e WHERE e.location_id = :locationId"
		" AND e.scheduled_at IS NOT NULL%s%s%s%s"
		" AND (SELECT true" OF_THE_MAIL MESSAGE_STANDS ")",
		condition_of(scheduled_states, sizeof(scheduled_states) / sizeof(*scheduled_states),
			     call_text(call, "status")),
		condition_of(scheduled_mails, sizeof(scheduled_mails) / sizeof(*scheduled_mails),
			     call_text(call, "emailStatus")),
		none ? SCHEDULED_NONE : "",
		call_text(call, "name").size ? " /* grows: passes other subjects */"
					       " AND fold(e.subject) LIKE :named ESCAPE '\\'"
					     : "");
	struct text from = buffer_text(&where);
	struct rows *r = store_ask_made(
		call, text_format(call->arena,
				  "SELECT CAST(count(*) AS TEXT) AS total FROM (SELECT 1 AS one"
				  " /* grows: counts, at most " TOTAL_MAX " */%.*s LIMIT " TOTAL_MAX
				  ") AS found",
				  (int)from.size, from.at));
	json_key(&call->out, "total");
	json_list(&call->out);
	json_put_text(&call->out, rows_next(r) ? rows_text(r, "total") : TEXT("0"));
	json_close(&call->out);
	rows_close(r);
	buffer_format(&list,
		      "%s%.*s ORDER BY e.scheduled_at DESC, e.id DESC LIMIT :limit OFFSET :offset",
		      scheduled_columns(call), (int)from.size, from.at);
	return call->err ? call->err : store_list_made(call, "schedules", buffer_text(&list));
}
