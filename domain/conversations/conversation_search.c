// SPDX-License-Identifier: Apache-2.0
/*
 * The inbox: conversations by their last message, by whose they are, by what is unread in them.
 *
 * What the walk begins with is chosen here: one id, a contact, the few contacts that hold a text;
 * else whose they are and whether they are unread or starred, or the kind of the last message, each
 * of which has an index in the order asked for.  What is only to be looked at on the way is spelled
 * so that no index is tempted.  A page is then walked until it is full.
 */
#include "domain/conversations/inside.h"
#include "domain/objects/objects.h"

#include "base/core/string_set.h"
#include "base/time/clock.h"

#define RECENT_DAYS 30
#define FEW_MAX	    5000 /* contacts with which a search may begin */
#define TOTAL_MAX   "10000"

enum lead {
	LEAD_NONE,
	LEAD_ID,
	LEAD_CONTACT,
	LEAD_TEXT,
	LEAD_PERSON,
	LEAD_UNREAD,
	LEAD_STARRED,
	LEAD_TYPE
};

struct inbox {
	struct filter filter; /* its text and values */
	const char *order;    /* the column */
	enum lead lead;
	bool down, counted;
	bool found;	    /* contacts of :needle are found, and walked are the conversations */
	size_t before;	    /* of the filter: what was asked but for them */
	struct text person; /* of the counters: the one asked for, "-": nobody's */
	struct text status;
	int64_t limit, offset;
};

/* --- what is asked for --- */

static bool unread_asked(const struct inbox *s)
{
	return text_is(s->status, "unread");
}

/* By what it begins. */
static enum lead lead_of(struct call *call, const struct inbox *s)
{
	struct string_set persons = string_set_read(call->arena, call_text(call, "assignedTo"));

	if (call_text(call, "id").size)
		return LEAD_ID;
	if (call_text(call, "contactId").size)
		return LEAD_CONTACT;
	if (text_trim(call_text(call, "query")).size)
		return LEAD_TEXT;
	if (!text_is(text_of(s->order), "last_message_date"))
		return LEAD_NONE;
	if (persons.count == 1)
		return LEAD_PERSON;
	if (unread_asked(s))
		return LEAD_UNREAD;
	if (text_is(s->status, "starred"))
		return LEAD_STARRED;
	return call_text(call, "lastMessageType").size ? LEAD_TYPE : LEAD_NONE;
}

static void column_say(struct inbox *s, const char *column, bool leads)
{
	buffer_format(&s->filter.sql, leads ? " AND t.%s" : " AND (t.%s || '')", column);
}

static void text_say(struct inbox *s, const char *name, const char *column, bool leads)
{
	struct text value = call_text(s->filter.call, name);

	if (!value.size)
		return;
	column_say(s, column, leads);
	filter_say(&s->filter, " = ");
	filter_bind_text(&s->filter, value);
}

/* One person, several, nobody; the counters know one. */
static void persons_say(struct inbox *s)
{
	struct call *call = s->filter.call;
	struct string_set all = string_set_read(call->arena, call_text(call, "assignedTo"));
	bool nobody = string_set_has(all, TEXT("unassigned"));

	if (!all.count)
		return;
	s->person = all.count == 1 ? (nobody ? TEXT("-") : all.at[0]) : TEXT("");
	s->counted &= all.count == 1;
	if (all.count == 1) {
		column_say(s, "assigned_to", s->lead == LEAD_PERSON && !nobody);
		filter_say(&s->filter, nobody ? " IS NULL" : " = ");
		if (!nobody)
			filter_bind_text(&s->filter, all.at[0]);
		return;
	}
	filter_say(&s->filter, nobody ? " AND (t.assigned_to IS NULL OR (t.assigned_to || '') IN"
					" (SELECT value FROM json_each(:assignedTo)))"
				      : " AND (t.assigned_to || '') IN"
					" (SELECT value FROM json_each(:assignedTo))");
}

static void followers_say(struct inbox *s)
{
	struct call *call = s->filter.call;

	if (call_text(call, "mentions").size)
		filter_say(&s->filter, " AND false");
	if (call_text(call, "followers").size)
		filter_say(&s->filter,
			   " AND EXISTS (SELECT 1 FROM contact k, json_each(k.followers) AS f"
			   " WHERE k.id = t.contact_id AND k.location_id = :locationId"
			   " AND f.value IN (SELECT value FROM json_each(:followers)))");
	s->counted &= !call_text(call, "mentions").size && !call_text(call, "followers").size;
}

static void status_say(struct inbox *s)
{
	struct call *call = s->filter.call;

	if (unread_asked(s))
		filter_say(&s->filter, s->lead == LEAD_UNREAD || s->lead == LEAD_PERSON
					       ? " AND t.unread_count > 0"
					       : " AND (t.unread_count + 0) > 0");
	else if (text_is(s->status, "read"))
		filter_say(&s->filter, " AND (t.unread_count + 0) = 0");
	else if (text_is(s->status, "starred"))
		filter_say(&s->filter, s->lead == LEAD_STARRED
					       ? " AND t.starred"
					       : " AND CASE WHEN t.starred THEN 1 ELSE 0 END = 1");
	if (!text_is(s->status, "recents"))
		return;
	s->counted = false;
	call_set_whole(call, "recentFrom", call->now_ms - RECENT_DAYS * DAY_MS);
	filter_say(&s->filter, " AND t.last_message_date > :recentFrom");
}

static void dates_say(struct inbox *s)
{
	struct call *call = s->filter.call;
	static const struct {
		const char *name, *condition;
	} dates[] = { { "startDate", " AND (t.date_added + 0) >= :startDate" },
		      { "endDate", " AND (t.date_added + 0) <= :endDate" },
		      { "updatedAfter", " AND t.date_updated > :updatedAfter" } };

	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		if (call_value(call, dates[i].name)->type != VALUE_WHOLE)
			continue;
		s->counted = false;
		filter_say(&s->filter, dates[i].condition);
	}
}

/* Contacts that hold a text: few, or so many that the conversations are walked. */
static void query_say(struct inbox *s)
{
	struct call *call = s->filter.call;
	struct text query = text_trim(call_text(call, "query"));

	if (!query.size)
		return;
	struct value needle = store_needle(call, query);
	s->counted = false;
	call_set(call, "needle", needle);
	call_set(call, "likeness", store_likeness(call, query));
	call_set_whole(call, "hitsMax", FEW_MAX + 1);
	if (needle.type != VALUE_ABSENT &&
	    store_number(call,
			 "SELECT count(*) AS n FROM (SELECT 1 FROM contact"
			 " WHERE (location_id || '') = :locationId"
			 " AND FINDS(contact, :needle) LIMIT :hitsMax) AS found") <= FEW_MAX) {
		filter_say(&s->filter, " AND t.contact_id IN (SELECT contact.id FROM contact"
				       " WHERE (contact.location_id || '') = :locationId"
				       " AND FINDS(contact, :needle))");
		return;
	}
	s->lead = LEAD_NONE;
	s->found = needle.type != VALUE_ABSENT;
	s->before = buffer_text(&s->filter.sql).size;
	filter_say(&s->filter, " AND EXISTS (SELECT 1 FROM contact k WHERE k.id = t.contact_id"
			       " AND k.location_id = :locationId"
			       " AND k.find LIKE :likeness ESCAPE '\\')");
}

static void asked_say(struct call *call, struct inbox *s)
{
	static const struct {
		const char *name, *column;
		enum lead lead;
		bool counted;
	} texts[] = {
		{ "id", "id", LEAD_ID, false },
		{ "contactId", "contact_id", LEAD_CONTACT, false },
		{ "lastMessageType", "last_message_type", LEAD_TYPE, false },
		{ "lastMessageAction", "last_outbound_action", LEAD_NONE, false },
		{ "lastMessageDirection", "last_message_direction", LEAD_NONE, false },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (!call_text(call, texts[i].name).size)
			continue;
		s->counted = false;
		text_say(s, texts[i].name, texts[i].column,
			 texts[i].lead == s->lead && s->lead != LEAD_NONE);
	}
	persons_say(s);
	followers_say(s);
	status_say(s);
	dates_say(s);
	query_say(s);
}

/* --- the order, and where a page begins --- */

static void order_take(struct call *call, struct inbox *s)
{
	bool by_change = call_value(call, "updatedAfter")->type == VALUE_WHOLE;
	bool manual = text_is(call_text(call, "sortBy"), "last_manual_message_date");

	s->order = by_change ? "date_updated" : manual ? "last_manual_date" : "last_message_date";
	s->down = !by_change && !text_is(call_text(call, "sort"), "asc");
	s->limit = call_whole(call, "limit", 20);
	s->offset = (call_whole(call, "page", 1) - 1) * s->limit;
}

/* Where few are looked at, they are put in order afterwards. */
static bool few(const struct inbox *s)
{
	return s->lead == LEAD_ID || s->lead == LEAD_CONTACT || s->lead == LEAD_TEXT;
}

static void page_say(struct call *call, struct inbox *s)
{
	const struct json *after = NULL;
	struct text why, id = call_text(call, "startAfterId");
	const char *order =
		few(s) ? text_c(call->arena, text_format(call->arena, "(t.%s + 0)", s->order))
		       : text_c(call->arena, text_format(call->arena, "t.%s", s->order));
	int64_t ms;

	if (call_text(call, "startAfterDate").size &&
	    json_read(call->arena, call_text(call, "startAfterDate"), &after, &why))
		after = NULL;
	if (json_whole(json_first(after), &ms)) {
		call_set_whole(call, "afterDate", ms);
		s->offset = 0;
		if (id.size)
			buffer_format(&s->filter.sql,
				      " AND (%s, t.id) %c (:afterDate, :startAfterId)", order,
				      s->down ? '<' : '>');
		else
			buffer_format(&s->filter.sql, " AND %s %c :afterDate", order,
				      s->down ? '<' : '>');
	}
	buffer_format(&s->filter.sql, " ORDER BY %s%s, t.id%s LIMIT :limit OFFSET :offset", order,
		      s->down ? " DESC" : "", s->down ? " DESC" : "");
	call_set_whole(call, "offset", s->offset);
}

/* --- how many --- */

static bool is_of(const struct inbox *s, struct text person, bool unread, bool starred)
{
	if (s->person.size && !text_same(text_is(s->person, "-") ? TEXT("") : s->person, person))
		return false;
	if (unread_asked(s))
		return unread;
	if (text_is(s->status, "read"))
		return !unread;
	return !text_is(s->status, "starred") || starred;
}

static int64_t total_counted(struct call *call, const struct inbox *s)
{
	struct rows *rows = store_counters(call, TEXT("conversation:"));
	int64_t total = 0;

	while (rows_next(rows)) {
		struct text rest = rows_text(rows, "what"), head, person, unread;

		text_split(&rest, ':', &head);
		text_split(&rest, ':', &person);
		text_split(&rest, ':', &unread);
		if (is_of(s, person, text_is(unread, "1"), text_is(rest, "1")))
			total += rows_whole(rows, "n");
	}
	rows_close(rows);
	return total;
}

#define OF_LOCATION " FROM conversation t WHERE t.location_id = :locationId"
/* From the contacts: the conversations would be walked to their end for as many. */
#define OF_FOUND                                                                                   \
	" FROM contact JOIN conversation t ON t.location_id = :locationId"                         \
	" AND t.contact_id = contact.id WHERE (contact.location_id || '') = :locationId"           \
	" AND FINDS(contact, :needle)"

static int64_t total_of(struct call *call, const struct inbox *s, struct text where)
{
	struct rows *rows;
	int64_t total;

	if (s->counted)
		return total_counted(call, s);
	if (s->found)
		where.size = s->before;
	rows = store_ask_made(call, text_format(call->arena,
						"SELECT count(*) AS total FROM (SELECT 1 AS one%s"
						" /* grows: counts, at most " TOTAL_MAX " */%.*s"
						" LIMIT " TOTAL_MAX ") AS found",
						s->found ? OF_FOUND : OF_LOCATION, (int)where.size,
						where.at));
	total = rows_next(rows) ? rows_whole(rows, "total") : 0;
	rows_close(rows);
	return total;
}

/* --- the page --- */

/* The small letters of a name, with capitals at the beginnings of its words. */
static struct text capitals(struct call *call, struct text lower)
{
	char *at = arena_bytes(call->arena, lower.size + 1);
	bool begins = true;

	for (size_t i = 0; i < lower.size; i++) {
		char c = lower.at[i];

		at[i] = begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		begins = c == ' ';
	}
	return (struct text){ at, lower.size };
}

static void item_put(struct call *call, const struct inbox *s, struct rows *rows,
		     const struct shape *item)
{
	struct json_out *o = &call->out;

	json_map(o);
	rows_put(rows, item);
	json_key(o, "fullName");
	json_put_text(o, capitals(call, rows_text(rows, "folded_name")));
	json_key(o, "sort");
	json_list(o);
	json_put_whole(o, rows_whole(rows, s->order));
	json_close(o);
	json_close(o);
}

static const char shown[] =
	"SELECT t.id, t.location_id, t.date_added, t.date_updated, t.last_message_date,"
	" t.last_message_type, t.last_message_body, t.last_message_direction,"
	" t.last_outbound_action AS last_outbound_message_action,"
	" t.last_manual_date AS last_manual_message_date, t.last_manual_date,"
	" t.last_provider_id AS last_message_conversation_provider_id, t.inbox, t.starred,"
	" t.unread_count, t.assigned_to, coalesce(k.followers, '[]') AS followers,"
	" '[]' AS mentions, false AS is_last_message_internal_comment, t.contact_id,"
	" coalesce(nullif(trim(coalesce(k.first_name, '') || ' ' || coalesce(k.last_name, '')),"
	" ''), k.email, k.phone, '') AS contact_name,"
	" coalesce(nullif(k.full_name_lower_case, ''), k.email_lower_case, k.phone, '')"
	" AS folded_name, k.company_name, k.email, k.phone, k.tags,"
	" CASE t.type WHEN 3 THEN 'TYPE_FB_MESSENGER' WHEN 4 THEN 'TYPE_REVIEW'"
	" ELSE 'TYPE_PHONE' END AS type, '[]' AS scoring, t.message_types"
	" FROM (SELECT t.*";

static void page_put(struct call *call, const struct inbox *s)
{
	const struct shape *item = shape_find(call->op->gives, TEXT("conversations"))->shape;
	struct buffer sql = buffer_open(call->arena, 2 * FILTER_SQL_MAX);
	struct text where = buffer_text(&s->filter.sql);

	buffer_add(&sql, text_of(shown));
	buffer_add(&sql, TEXT(OF_LOCATION " /* grows: a walk, until the page is full */"));
	buffer_add(&sql, where);
	buffer_format(&sql,
		      ") AS t JOIN contact k ON k.id = t.contact_id"
		      " AND k.location_id = :locationId ORDER BY t.%s%s, t.id%s",
		      s->order, s->down ? " DESC" : "", s->down ? " DESC" : "");
	struct rows *rows = store_ask_made(call, buffer_text(&sql));
	json_key(&call->out, "conversations");
	json_list(&call->out);
	while (rows_next(rows))
		item_put(call, s, rows, item);
	rows_close(rows);
	json_close(&call->out);
}

enum err conversation_search(struct call *call)
{
	struct inbox s = { .counted = true, .status = call_text(call, "status") };

	filter_open(&s.filter, call);
	order_take(call, &s);
	s.lead = lead_of(call, &s);
	if (text_is(text_of(s.order), "last_manual_date")) {
		s.counted = false;
		filter_say(&s.filter, " AND t.last_manual_date IS NOT NULL");
	}
	asked_say(call, &s);
	int64_t total = total_of(call, &s, text_copy(call->arena, buffer_text(&s.filter.sql)));
	page_say(call, &s);
	page_put(call, &s);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total);
	return call->err;
}
