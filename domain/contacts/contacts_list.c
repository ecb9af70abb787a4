// SPDX-License-Identifier: Apache-2.0
/*
 * Lists of contacts: of a location, page by page; of a business.
 *
 * A page begins after the last row of the one before (its instant and its id), so page 1000 costs
 * what page 1 does.  With only one of the two, upstream gives the first page again; so do we.  A
 * page by its number is the old way, still in use: it counts through the index, so far as ROWS_MAX.
 */
#include "base/time/clock.h"
#include "domain/contacts/contact.h"
#include "domain/contacts/contacts.h"

#define ROWS_MAX 100000 /* that can be reached by the number of a page */

/* In which order a list goes, and how each way to look for its rows says so.
 *
 * rows    the whole location
 * found   few fit a free text: begin with them.  `|| ''` and `+ 0` keep SQLite, which has no
 *         statistics, from beginning with the whole location in its order
 * walked  many fit: walk, and the page is soon full
 * alike   one or two letters: too short for the index, so the newest 2000 contacts are looked
 *         through
 */
struct order {
	const char *by, *way; /* on the wire */
	const char *column;
	bool down;
	const char *rows, *found, *walked, *alike;
};

#define ORDER(by, way, column, down, than, direction)                                              \
	{                                                                                          \
		by, way, column, down,                                                             \
			"SELECT * FROM contact_listed WHERE location_id = :locationId"             \
			" AND (" column ", id) " than " (:startAfter, :startAfterId)"              \
			" ORDER BY " column direction ", id" direction                             \
			" LIMIT :fetch OFFSET :skip",                                              \
			"SELECT * FROM contact_listed WHERE (location_id || '') = :locationId"     \
			" AND id IN (SELECT id FROM contact WHERE (location_id || '') = "          \
			":locationId"                                                              \
			" AND FINDS(contact, :needle))"                                            \
			" AND (" column " + 0, id) " than " (:startAfter, :startAfterId)"          \
			" ORDER BY " column " + 0" direction ", id" direction                      \
			" LIMIT :fetch OFFSET :skip",                                              \
			"SELECT * FROM contact_listed WHERE location_id = :locationId"             \
			" AND find LIKE :likeness ESCAPE '\\'"                                     \
			" AND (" column ", id) " than " (:startAfter, :startAfterId)"              \
			" ORDER BY " column direction ", id" direction                             \
			" LIMIT :fetch OFFSET :skip",                                              \
			"SELECT * FROM contact_listed WHERE (location_id || '') = :locationId"     \
			" AND id IN (SELECT id FROM (SELECT id, find FROM contact"                 \
			" WHERE location_id = :locationId ORDER BY date_added DESC, id DESC "      \
			"LIMIT 2000 /* grows: to 2000 */)"                                         \
			" AS recent WHERE find LIKE :likeness ESCAPE '\\')"                        \
			" AND (" column " + 0, id) " than " (:startAfter, :startAfterId)"          \
			" ORDER BY " column " + 0" direction ", id" direction                      \
			" LIMIT :fetch OFFSET :skip",                                              \
	}

static const struct order orders[] = {
	ORDER("date_added", "desc", "date_added", true, "<", " DESC"),
	ORDER("date_added", "asc", "date_added", false, ">", ""),
	ORDER("date_updated", "desc", "date_updated", true, "<", " DESC"),
	ORDER("date_updated", "asc", "date_updated", false, ">", ""),
};

#define BY_CHANGE (&orders[3]) /* what updatedAfter asks for */

static const char alike_count[] =
	"SELECT count(*) AS total FROM"
	" (SELECT find FROM contact WHERE location_id = :locationId"
	" ORDER BY date_added DESC, id DESC LIMIT 2000 /* grows: to 2000 */)"
	" AS recent"
	" WHERE find LIKE :likeness ESCAPE '\\'";

/* What a list says of itself besides its rows. */
struct page {
	const struct order *order;
	const char *rows; /* statement */
	int64_t total;
	int64_t limit, number;
	int64_t last_ms;
	struct text last_id; /* empty: no rows */
	bool more;
};

static void query_page(struct call *call, struct page *page)
{
	enum contact_hits hits = contact_query_take(call, &page->total);

	if (hits == CONTACT_HITS_SHORT) {
		page->rows = page->order->alike;
		store_load(call, alike_count);
		page->total = call_whole(call, "total", 0);
		return;
	}
	page->rows = hits == CONTACT_HITS_FEW ? page->order->found : page->order->walked;
}

static const struct order *order_of(struct call *call)
{
	size_t i = sizeof(orders) / sizeof(*orders);

	if (call_given(call, "updatedAfter"))
		return BY_CHANGE;
	while (--i && !(text_is(call_text(call, "sortBy"), orders[i].by) &&
			text_is(call_text(call, "order"), orders[i].way)))
		;
	return &orders[i];
}

static struct page page_of(struct call *call)
{
	const struct order *order = order_of(call);
	struct page page = {
		.order = order,
		.rows = order->rows,
		.limit = call_whole(call, "limit", 20),
		.number = call_whole(call, "page", 1),
	};

	if (text_trim(call_text(call, "query")).size) {
		query_page(call, &page);
		return page;
	}
	page.total = store_counted(call, "contact");
	return page;
}

/* Where the page begins: after what was named, or as many rows after the beginning as the pages
 * before have. */
static enum err start_take(struct call *call, const struct page *page)
{
	bool down = page->order->down;

	call_set_whole(call, "fetch", page->limit + 1);
	call_set_whole(call, "skip", 0);
	if (call_text(call, "startAfterId").size &&
	    call_value(call, "startAfter")->type == VALUE_WHOLE)
		return ERR_OK;
	if (page->number > ROWS_MAX || page->number * page->limit > ROWS_MAX)
		return refuse(call, ERR_BAD,
			      "Only the first %d contacts can be reached by page: use startAfter"
			      " and startAfterId",
			      ROWS_MAX);
	call_set_whole(call, "skip", (page->number - 1) * page->limit);
	call_set_text(call, "startAfterId", TEXT(""));
	call_set_whole(call, "startAfter",
		       down ? INT64_MAX : call_whole(call, "updatedAfter", INT64_MIN));
	return ERR_OK;
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
		page->last_ms = rows_whole(rows, page->order->column);
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
	if (page->order == BY_CHANGE && call_given(call, "updatedAfter"))
		parameter_add(&b, "updatedAfter", text_of(after));
	else if (page->order != orders) {
		parameter_add(&b, "sortBy", text_of(page->order->by));
		parameter_add(&b, "order", text_of(page->order->way));
	}
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
	if (!call_named(call, "locationId"))
		return refuse(call, ERR_FORBIDDEN,
			      "The token does not have access to this location.");
	struct page page = page_of(call);
	enum err e = start_take(call, &page);
	if (!e)
		e = rows_list(call, &page);
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
	store_load(call, asked ? "SELECT count(*) AS total FROM contact"
				 " WHERE location_id = :locationId AND business_id = :businessId"
				 " AND find LIKE :likeness ESCAPE '\\'"
			       : "SELECT count(*) AS total FROM contact"
				 " WHERE location_id = :locationId AND business_id = :businessId");
	json_key(&call->out, "count");
	json_put_whole(&call->out, call_whole(call, "total", 0));
	return call->err;
}
