// SPDX-License-Identifier: Apache-2.0
/*
 * What posts name: sites, authors, categories.  A location has few of each.
 */
#include "domain/content/inside.h"

#define PARTS_MAX 1000 /* of a location, of each kind */

static void link_fill(struct call *call)
{
	if (call_value(call, "canonicalLink")->type != VALUE_TEXT)
		call_set_text(call, "canonicalLink", TEXT(""));
}

static enum err room_need(struct call *call, const char *what, const char *count)
{
	store_guard(call, what, call_text(call, "locationId"));
	if (store_number(call, count) >= PARTS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d %s.", PARTS_MAX, what);
	return call->err;
}

/* --- sites --- */

enum err blog_site_list(struct call *call)
{
	call_set(call, "likeness", store_likeness(call, call_text(call, "searchTerm")));
	return store_list(call, "data",
			  "SELECT id AS _id, id, name FROM blog_site"
			  " WHERE location_id = :locationId"
			  " AND name_key LIKE :likeness ESCAPE '\\'"
			  " /* grows: at most 1000 */ ORDER BY id LIMIT :limit OFFSET :skip");
}

enum err blog_site_create(struct call *call)
{
	enum err e = room_need(call, "blogs",
			       "SELECT count(*) AS n FROM blog_site /* grows: at most 1000 */"
			       " WHERE location_id = :locationId");

	call_set_text(call, "nameKey", text_lower(call->arena, call_text(call, "name")));
	return e ? e
		 : store_reply_row(call, "site",
				   "INSERT INTO blog_site (location_id, id, name, name_key,"
				   " updated_at) VALUES (:locationId, :newHex, :name, :nameKey,"
				   " :now) RETURNING *, id AS _id");
}

/* --- authors --- */

enum err blog_author_list(struct call *call)
{
	return store_list(call, "authors",
			  "SELECT *, id AS _id FROM blog_author WHERE location_id = :locationId"
			  " ORDER BY id LIMIT :limit OFFSET :offset");
}

enum err blog_author_create(struct call *call)
{
	enum err e = room_need(call, "authors",
			       "SELECT count(*) AS n FROM blog_author /* grows: at most 1000 */"
			       " WHERE location_id = :locationId");

	link_fill(call);
	return e ? e
		 : store_reply_row(call, "author",
				   "INSERT INTO blog_author (location_id, id, name,"
				   " canonical_link, updated_at) VALUES (:locationId, :newHex,"
				   " :name, :canonicalLink, :now) RETURNING *, id AS _id");
}

enum err blog_author_delete(struct call *call)
{
	return thing_gone(call,
			  store_do(call, "DELETE FROM blog_author WHERE location_id = :locationId"
					 " AND id = :authorId"),
			  "Author", "authorId");
}

/* --- categories --- */

enum err blog_category_list(struct call *call)
{
	return store_list(call, "categories",
			  "SELECT *, id AS _id FROM blog_category"
			  " WHERE location_id = :locationId"
			  " ORDER BY id LIMIT :limit OFFSET :offset");
}

enum err blog_category_create(struct call *call)
{
	enum err e = room_need(call, "categories",
			       "SELECT count(*) AS n FROM blog_category /* grows: at most 1000 */"
			       " WHERE location_id = :locationId");

	link_fill(call);
	return e ? e
		 : store_reply_row(call, "category",
				   "INSERT INTO blog_category (location_id, id, label, url_slug,"
				   " canonical_link, updated_at) VALUES (:locationId, :newHex,"
				   " :label, :urlSlug, :canonicalLink, :now)"
				   " RETURNING *, id AS _id");
}

enum err blog_category_delete(struct call *call)
{
	return thing_gone(call,
			  store_do(call, "DELETE FROM blog_category WHERE location_id = :locationId"
					 " AND id = :categoryId"),
			  "Category", "categoryId");
}
