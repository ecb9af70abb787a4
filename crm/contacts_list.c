// SPDX-License-Identifier: Apache-2.0
/*
 * Lists of contacts: of a location, page by page; of a business.
 *
 * A page begins after the last row of the one before (its instant and its id), so page 1000 costs
 * what page 1 does.  With only one of the two, upstream gives the first page again; so do we.
 */
#include "base/clock.h"
#include "crm/contact.h"
#include "crm/crm.h"

static const char newest[] = "SELECT * FROM contact_listed WHERE location_id = :locationId"
			     " AND (date_added, id) < (:startAfter, :startAfterId)"
			     " ORDER BY date_added DESC, id DESC LIMIT :fetch";

static const char changed[] = "SELECT * FROM contact_listed WHERE location_id = :locationId"
			      " AND (date_updated, id) > (:startAfter, :startAfterId)"
			      " ORDER BY date_updated, id LIMIT :fetch";

/* Few fit: begin with them.  `|| ''` and `+ 0` keep SQLite, which has no statistics, from beginning
 * with the whole location in its order. */
static const char found[] =
	"SELECT * FROM contact_listed WHERE (location_id || '') = :locationId"
	" AND id IN (SELECT id FROM contact WHERE (location_id || '') = :locationId"
	" AND FINDS(contact, :needle))"
	" AND (date_added + 0, id) < (:startAfter, :startAfterId)"
	" ORDER BY date_added + 0 DESC, id DESC LIMIT :fetch";

/* Many fit: walk, and the page is soon full. */
static const char walked[] = "SELECT * FROM contact_listed WHERE location_id = :locationId"
			     " AND find LIKE :likeness ESCAPE '\\'"
			     " AND (date_added, id) < (:startAfter, :startAfterId)"
			     " ORDER BY date_added DESC, id DESC LIMIT :fetch";

/* One or two letters: too short for the index, so the newest 2000 contacts are looked through. */
static const char alike[] =
	"SELECT * FROM contact_listed WHERE (location_id || '') = :locationId"
	" AND id IN (SELECT id FROM (SELECT id, find FROM contact WHERE location_id = :locationId"
	" ORDER BY date_added DESC, id DESC LIMIT 2000) AS recent"
	" WHERE find LIKE :likeness ESCAPE '\\')"
	" AND (date_added + 0, id) < (:startAfter, :startAfterId)"
	" ORDER BY date_added + 0 DESC, id DESC LIMIT :fetch";

static const char alike_count[] = "SELECT count(*) AS total FROM"
				  " (SELECT find FROM contact WHERE location_id = :locationId"
				  " ORDER BY date_added DESC, id DESC LIMIT 2000) AS recent"
				  " WHERE find LIKE :likeness ESCAPE '\\'";

/* What a list says of itself besides its rows. */
struct page {
	const char *rows; /* statement */
	int64_t total;
	const char *after; /* column of the cursor */
	int64_t limit, number;
	int64_t last_ms;
	struct text last_id; /* empty: no rows */
	bool more;
};

static bool query_names(struct text query, const char *name)
{
	struct text part, key;

	while (text_split(&query, '&', &part))
		if (text_split(&part, '=', &key) && text_is(key, name))
			return true;
	return false;
}

static void query_page(struct call *call, struct page *page)
{
	enum contact_hits hits = contact_query_take(call, &page->total);

	if (hits == CONTACT_HITS_SHORT) {
		page->rows = alike;
		store_learn(call, alike_count);
		page->total = call_whole(call, "total", 0);
		return;
	}
	page->rows = hits == CONTACT_HITS_FEW ? found : walked;
}

static struct page page_of(struct call *call)
{
	struct page page = {
		.rows = newest,
		.after = "date_added",
		.limit = call_whole(call, "limit", 20),
		.number = call_whole(call, "page", 1),
	};

	if (text_trim(call_text(call, "query")).size) {
		query_page(call, &page);
		return page;
	}
	page.total = store_counted(call, "contact");
	if (call_given(call, "updatedAfter")) {
		page.rows = changed;
		page.after = "date_updated";
	}
	return page;
}

/* Where the page begins: after what was named, or at the end of time that the order starts from. */
static void start_take(struct call *call, const struct page *page)
{
	call_set_whole(call, "fetch", page->limit + 1);
	if (call_text(call, "startAfterId").size &&
	    call_value(call, "startAfter")->type == VALUE_WHOLE)
		return;
	call_set_text(call, "startAfterId", TEXT(""));
	call_set_whole(call, "startAfter",
		       page->rows == changed ? call_whole(call, "updatedAfter", 0) : INT64_MAX);
}

static enum err rows_list(struct call *call, struct page *page)
{
	const struct shape *shape = shape_find(call->op->gives, TEXT("contacts"))->shape;
	struct rows *rows = store_ask(call, page->rows);

	json_key(&call->out, "contacts");
	json_list(&call->out);
	for (int64_t i = 0; rows_next(rows); i++) {
		if (i == page->limit) {
			page->more = true;
			break;
		}
		json_map(&call->out);
		rows_put(rows, shape);
		json_close(&call->out);
		page->last_ms = rows_whole(rows, page->after);
		page->last_id = text_copy(call->arena, rows_text(rows, "id"));
	}
	json_close(&call->out);
	rows_close(rows);
	return call->err;
}

static void parameter_add(struct buffer *b, const char *name, struct text value)
{
	static const char hex[] = "0123456789ABCDEF";

	if (value.size == 0)
		return;
	buffer_format(b, "&%s=", name);
	for (size_t i = 0; i < value.size; i++) {
		unsigned char c = (unsigned char)value.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || memchr("-._~", c, 4);
		if (plain) {
			buffer_byte(b, (char)c);
		} else {
			buffer_byte(b, '%');
			buffer_byte(b, hex[c >> 4]);
			buffer_byte(b, hex[c & 15]);
		}
	}
}

/* The whole address of the next page, at the host that was asked. */
static struct text next_url(struct call *call, const struct page *page)
{
	struct text host = call_header(call, "host"), location = call_text(call, "locationId");
	struct text secure = call_header(call, "x-forwarded-proto");
	struct buffer b = buffer_open(call->arena, 16 << 10);
	char *after = arena_take(call->arena, CLOCK_ISO_SIZE);

	clock_iso(call_whole(call, "updatedAfter", 0), after);
	buffer_format(&b, "%s://%.*s/contacts/?locationId=%.*s&limit=%lld&startAfter=%lld",
		      text_alike(secure, TEXT("https")) ? "https" : "http", (int)host.size, host.at,
		      (int)location.size, location.at, (long long)page->limit,
		      (long long)page->last_ms);
	parameter_add(&b, "startAfterId", page->last_id);
	parameter_add(&b, "query", call_text(call, "query"));
	if (call_given(call, "updatedAfter"))
		parameter_add(&b, "updatedAfter", text_of(after));
	buffer_format(&b, "&page=%lld", (long long)page->number + 1);
	return buffer_text(&b);
}

static void whole_or_null(struct json_out *o, const char *key, bool there, int64_t value)
{
	json_key(o, key);
	if (there)
		json_put_whole(o, value);
	else
		json_put_null(o);
}

static void meta_put(struct call *call, const struct page *page)
{
	struct json_out *o = &call->out;
	bool some = page->last_id.size > 0;

	json_key(o, "meta");
	json_map(o);
	whole_or_null(o, "total", true, page->total);
	json_key(o, "nextPageUrl");
	if (page->more)
		json_put_text(o, next_url(call, page));
	else
		json_put_null(o);
	json_key(o, "startAfterId");
	if (some)
		json_put_text(o, page->last_id);
	else
		json_put_null(o);
	whole_or_null(o, "startAfter", some, page->last_ms);
	whole_or_null(o, "currentPage", true, page->number);
	whole_or_null(o, "nextPage", page->more, page->number + 1);
	whole_or_null(o, "prevPage", page->number > 1, page->number - 1);
	json_close(o);
}

enum err contact_list(struct call *call)
{
	/* Upstream knows the location of a token, and still wants it named on every page. */
	if (!query_names(call->query, "locationId"))
		return refuse(call, ERR_FOREIGN,
			      "The token does not have access to this location.");
	struct page page = page_of(call);
	start_take(call, &page);
	enum err e = rows_list(call, &page);
	if (!e)
		meta_put(call, &page);
	return e ? e : call->err;
}

enum err contact_list_of_business(struct call *call)
{
	static const char all[] = "SELECT * FROM contact_listed WHERE location_id = :locationId"
				  " AND business_id = :businessId"
				  " ORDER BY date_added DESC, id DESC LIMIT :limit OFFSET :skip";
	static const char some[] =
		"SELECT * FROM contact_listed WHERE location_id = :locationId"
		" AND business_id = :businessId AND id IN (SELECT id FROM contact"
		" WHERE location_id = :locationId AND business_id = :businessId"
		" AND find LIKE :likeness ESCAPE '\\')"
		" ORDER BY date_added DESC, id DESC LIMIT :limit OFFSET :skip";

	if (!store_has(call, "SELECT 1 FROM business"
			     " WHERE id = :businessId AND location_id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_BAD, "Business not found");
	bool asked = text_trim(call_text(call, "query")).size > 0;

	call_set(call, "likeness", store_likeness(call, call_text(call, "query")));
	enum err e = store_list(call, "contacts", asked ? some : all);
	if (e)
		return e;
	store_learn(call, asked ? "SELECT count(*) AS total FROM contact"
				  " WHERE location_id = :locationId AND business_id = :businessId"
				  " AND find LIKE :likeness ESCAPE '\\'"
				: "SELECT count(*) AS total FROM contact"
				  " WHERE location_id = :locationId AND business_id = :businessId");
	json_key(&call->out, "count");
	json_put_whole(&call->out, call_whole(call, "total", 0));
	return call->err;
}
