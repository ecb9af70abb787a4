// SPDX-License-Identifier: Apache-2.0
/*
 * Blogs: the posts of a location's sites.
 *
 * Upstream drops a post's HTML at times without a word; here it is kept as it is sent.  One that is
 * scheduled comes out when its time has come (`due`).
 */
#include "domain/companies/companies.h"
#include "domain/content/inside.h"
#include "domain/objects/objects.h"

#define POSTS_MAX 100000 /* of a location */
#define DUE	  "scheduled post"
#define POST	  "Blog post", "postId"
#define SHOWN                                                                                      \
	"*, id AS _id, html AS raw_html, status = 'ARCHIVED' AS archived,"                         \
	" 'manual' AS type, version AS current_version"

static bool slug_taken(struct call *call)
{
	return store_has(call, "SELECT 1 FROM blog_post WHERE location_id = :locationId"
			       " AND url_slug = :urlSlug AND id <> coalesce(:postId, '')");
}

enum err blog_slug_exists(struct call *call)
{
	call_set_text(call, "urlSlug", text_trim(call_text(call, "urlSlug")));
	json_key(&call->out, "exists");
	json_put_flag(&call->out, slug_taken(call));
	return call->err;
}

enum err blog_post_list(struct call *call)
{
	struct text status = call_text(call, "status");
	struct buffer sql = buffer_open(call->arena, 2048);

	buffer_format(&sql, "SELECT " SHOWN " FROM blog_post WHERE location_id = :locationId%s%s",
		      call_text(call, "blogId").size ? " AND blog_id = :blogId" : "",
		      status.size && !text_is(status, "ALL") ? " AND status = :status" : "");
	if (call_text(call, "searchTerm").size) {
		call_set(call, "likeness", store_likeness(call, call_text(call, "searchTerm")));
		buffer_format(&sql, " /* grows: words */ AND title_key LIKE :likeness ESCAPE '\\'");
	}
	buffer_format(&sql, " ORDER BY published_at DESC, id DESC LIMIT :limit OFFSET :offset");
	return store_list_made(call, "blogs", buffer_text(&sql));
}

/* What every post has, whatever was sent: the rest may be null. */
static enum err post_take(struct call *call)
{
	static const char *const filled[] = { "title",	 "blogId", "rawHTML",	  "status",
					      "urlSlug", "author", "publishedAt", NULL };
	static const char *const lists[] = { "categories", "tags" };
	static const char *const texts[] = { "imageUrl", "description", "imageAltText" };
	enum err e = call_need_filled(call, filled);

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (call_value(call, lists[i])->type != VALUE_TEXT)
			call_set_text(call, lists[i], TEXT("[]"));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (call_value(call, texts[i])->type != VALUE_TEXT)
			call_set_text(call, texts[i], TEXT(""));
	call_set_text(call, "urlSlug", text_trim(call_text(call, "urlSlug")));
	call_set_text(call, "titleKey", text_lower(call->arena, call_text(call, "title")));
	if (e)
		return e;
	store_guard(call, "blog posts", call_text(call, "locationId"));
	if (slug_taken(call))
		return refuse(call, ERR_BAD, "There is a post with this url slug already.");
	return call->err;
}

/* When it comes out, if it waits for that. */
static enum err post_schedule(struct call *call, struct text id)
{
	return text_is(call_text(call, "status"), "SCHEDULED")
		       ? due_set(call, DUE, id, call_whole(call, "publishedAt", 0))
		       : due_drop(call, DUE, id);
}

enum err blog_post_create(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "newHex"));
	enum err e = post_take(call);

	if (!e &&
	    store_number(call, "SELECT count(*) AS n FROM (SELECT 1 AS one FROM blog_post"
			       " WHERE location_id = :locationId"
			       " /* grows: at most 100000 */ LIMIT 100000) AS found") >= POSTS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d posts.", POSTS_MAX);
	if (!e)
		e = post_schedule(call, id);
	return e ? e
		 : store_reply_row(call, "data",
				   "INSERT INTO blog_post (location_id, id, blog_id, title,"
				   " title_key, description, image_url, image_alt_text, html,"
				   " status, categories, tags, author, url_slug, canonical_link,"
				   " published_at, updated_at, version) VALUES (:locationId,"
				   " :newHex, :blogId, :title, :titleKey, :description, :imageUrl,"
				   " :imageAltText, :rawHTML, :status, :categories, :tags,"
				   " :author, :urlSlug, :canonicalLink, :publishedAt, :now, 1)"
				   " RETURNING " SHOWN);
}

enum err blog_post_update(struct call *call)
{
	struct text id = call_text(call, "postId");

	if (!store_select_for_update(
		    call, "SELECT blog_id, title, description, image_url, image_alt_text,"
			  " status, categories, tags, author, url_slug,"
			  " canonical_link, published_at FROM blog_post"
			  " WHERE location_id = :locationId AND id = :postId"))
		return thing_missing(call, POST);
	enum err e = post_take(call);
	if (!e)
		e = post_schedule(call, id);
	return e ? e
		 : store_reply_row(
			   call, "updatedBlogPost",
			   "UPDATE blog_post SET blog_id = :blogId, title = :title,"
			   " title_key = :titleKey, description = :description,"
			   " image_url = :imageUrl, image_alt_text = :imageAltText,"
			   " html = coalesce(CAST(:rawHTML AS TEXT), html), status = :status,"
			   " categories = :categories, tags = :tags, author = :author,"
			   " url_slug = :urlSlug, canonical_link = :canonicalLink,"
			   " published_at = :publishedAt, updated_at = :now,"
			   " version = version + 1"
			   " WHERE location_id = :locationId AND id = :postId"
			   " RETURNING " SHOWN);
}

enum err blog_post_publish(struct call *call)
{
	return store_emit_event(call, "BlogPostUpdate",
				"UPDATE blog_post SET status = 'PUBLISHED', updated_at = :now,"
				" version = version + 1 WHERE location_id = :locationId"
				" AND id = :dueThing AND status = 'SCHEDULED' RETURNING *");
}

enum err blog_post_delete(struct call *call)
{
	struct text id = call_text(call, "postId");

	if (!store_has(call, "SELECT 1 FROM blog_post"
			     " WHERE location_id = :locationId AND id = :postId"))
		return thing_missing(call, POST);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	enum err e = store_emit_event(call, "BlogPostDelete",
				      "DELETE FROM blog_post WHERE location_id = :locationId"
				      " AND id = :postId RETURNING *");
	return e ? e : due_drop(call, DUE, id);
}

/* --- with their site --- */

enum err blog_posts_leave(struct call *call)
{
	enum err e = store_emit_event(
		call, "BlogPostDelete",
		"DELETE FROM blog_post WHERE location_id = :locationId AND id IN"
		" (SELECT id FROM blog_post WHERE location_id = :locationId"
		" AND blog_id = :leavingThing LIMIT :leavingPart) RETURNING *");

	if (!e)
		call_set_flag(call, "leavingMore",
			      store_has(call, "SELECT 1 FROM blog_post"
					      " WHERE location_id = :locationId"
					      " AND blog_id = :leavingThing LIMIT 1"));
	return e;
}

enum err blog_site_delete(struct call *call)
{
	struct text id = call_text(call, "blogId");
	enum err e = store_do(call, "DELETE FROM blog_site"
				    " WHERE location_id = :locationId AND id = :blogId");

	e = thing_gone(call, e, "Blog", "blogId");
	return e ? e : leaving_begin(call, "blog", TEXT(""), id);
}
