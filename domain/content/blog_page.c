// SPDX-License-Identifier: Apache-2.0
/*
 * What everybody may read of a blog: the list of its published posts, each post, and a feed.
 *
 * The HTML of a post is somebody's: it is not cleaned but boxed, by a policy without script that
 * gives the page an origin of its own.
 */
#include "base/core/html.h"
#include "base/time/clock.h"
#include "base/time/days.h"
#include "domain/content/inside.h"
#include "platform/blobs/blobs.h"

#define PAGE_POSTS 20
#define POST_POLICY                                                                                \
	"sandbox allow-forms allow-popups allow-top-navigation-by-user-activation;"                \
	" default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src *;"             \
	" media-src *; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

static enum err site_need(struct call *call)
{
	if (store_load(call, "SELECT location_id, name AS site_name FROM blog_site"
			     " WHERE id = :blogId"))
		return ERR_OK;
	return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such blog.");
}

static enum err page_end(struct call *call, struct buffer *b)
{
	page_close(b);
	call_reply_header(call, "Content-Security-Policy", TEXT(POST_POLICY));
	call_reply_header(call, "X-Content-Type-Options", TEXT("nosniff"));
	call_reply_header(call, "Referrer-Policy", TEXT("strict-origin-when-cross-origin"));
	call->content_type = TEXT("text/html; charset=utf-8");
	call->buffer = *b;
	return b->full ? refuse(call, ERR_LARGE, "The page is too large.") : call->err;
}

/* --- the list --- */

static void address_put(struct call *call, struct buffer *b, struct text slug)
{
	struct text site = call_text(call, "blogId");

	buffer_format(b, "/blog/%.*s/", (int)site.size, site.at);
	buffer_url(b, slug);
}

static void day_put(struct buffer *b, int64_t ms)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(ms, iso);
	buffer_format(b, "<time datetime=\"%s\">%.10s</time>", iso, iso);
}

static size_t posts_put(struct call *call, struct buffer *b)
{
	struct rows *r = store_ask(call, "SELECT title, description, url_slug, published_at"
					 " FROM blog_post WHERE location_id = :locationId"
					 " AND blog_id = :blogId AND status = 'PUBLISHED'"
					 " ORDER BY published_at DESC, id DESC"
					 " LIMIT :pagePosts OFFSET :pageBefore");
	size_t count = 0;

	for (; rows_next(r); count++) {
		buffer_add(b, TEXT("<article><h2><a href=\""));
		address_put(call, b, rows_text(r, "url_slug"));
		buffer_add(b, TEXT("\">"));
		page_text(b, rows_text(r, "title"));
		buffer_add(b, TEXT("</a></h2>\n<p>"));
		day_put(b, rows_whole(r, "published_at"));
		buffer_add(b, TEXT("</p>\n<p>"));
		page_text(b, rows_text(r, "description"));
		buffer_add(b, TEXT("</p></article>\n"));
	}
	rows_close(r);
	return count;
}

enum err blog_page(struct call *call)
{
	struct buffer b = buffer_open(call->arena, (size_t)4 << 20);
	struct text site = call_text(call, "blogId");
	int64_t page = call_whole(call, "page", 1);
	enum err e = site_need(call);

	if (e)
		return e;
	call_set_whole(call, "pagePosts", PAGE_POSTS);
	call_set_whole(call, "pageBefore", (page - 1) * PAGE_POSTS);
	page_open(&b, "en", call_text(call, "siteName"));
	buffer_format(&b,
		      "<link rel=\"alternate\" type=\"application/rss+xml\""
		      " href=\"/blog/%.*s/feed.xml\">\n",
		      (int)site.size, site.at);
	size_t count = posts_put(call, &b);
	if (page > 1)
		buffer_format(&b, "<a rel=\"prev\" href=\"?page=%lld\">Newer</a>\n",
			      (long long)(page - 1));
	if (count == PAGE_POSTS)
		buffer_format(&b, "<a rel=\"next\" href=\"?page=%lld\">Older</a>\n",
			      (long long)(page + 1));
	if (!count)
		buffer_add(&b, TEXT("<p>There is nothing here yet.</p>\n"));
	return page_end(call, &b);
}

/* --- a post --- */

enum err blog_post_page(struct call *call)
{
	struct buffer b = buffer_open(call->arena, (size_t)4 << 20);
	enum err e = site_need(call);

	if (e)
		return e;
	if (!store_load(call, "SELECT title AS post_title, description AS post_about,"
			      " html AS post_html, image_url AS post_image,"
			      " image_alt_text AS post_image_alt, canonical_link AS post_canonical,"
			      " published_at AS post_at FROM blog_post"
			      " WHERE location_id = :locationId AND url_slug = :urlSlug"
			      " AND (blog_id || '') = :blogId AND status = 'PUBLISHED'"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such post.");
	struct text canonical = call_text(call, "postCanonical"),
		    image = call_text(call, "postImage");
	page_open(&b, "en", call_text(call, "postTitle"));
	if (page_origin(canonical).size && text_starts(canonical, "http")) {
		buffer_add(&b, TEXT("<link rel=\"canonical\" href=\""));
		page_text(&b, canonical);
		buffer_add(&b, TEXT("\">\n"));
	}
	buffer_add(&b, TEXT("<p>"));
	day_put(&b, call_whole(call, "postAt", 0));
	buffer_add(&b, TEXT("</p>\n"));
	if (image.size) {
		buffer_add(&b, TEXT("<img style=\"max-width:100%\" src=\""));
		page_text(&b, image);
		buffer_add(&b, TEXT("\" alt=\""));
		page_text(&b, call_text(call, "postImageAlt"));
		buffer_add(&b, TEXT("\">\n"));
	}
	buffer_add(&b, call_text(call, "postHtml"));
	return page_end(call, &b);
}

/* --- the feed --- */

/* XML knows no control characters, however they are spelled. */
static struct text xml_plain(struct arena *a, struct text t)
{
	char *to = arena_bytes(a, t.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] >= ' ' || strchr("\t\n\r", t.at[i]))
			to[size++] = t.at[i];
	return (struct text){ to, size };
}

/* An end of the section within the text would be its end: it is divided between two. */
static void cdata_put(struct buffer *b, struct text html)
{
	const char *end;

	buffer_add(b, TEXT("<![CDATA["));
	while ((end = memmem(html.at, html.size, "]]>", 3)) != NULL) {
		size_t before = (size_t)(end - html.at) + 2;

		buffer_add(b, (struct text){ html.at, before });
		buffer_add(b, TEXT("]]><![CDATA["));
		html = (struct text){ html.at + before, html.size - before };
	}
	buffer_add(b, html);
	buffer_add(b, TEXT("]]>"));
}

/* Tue, 10 Nov 2026 04:05:06 GMT (RFC 822, as RSS has it). */
static void moment_put(struct buffer *b, int64_t ms)
{
	static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSep"
								       "OctNovDec";
	char iso[CLOCK_ISO_SIZE];

	clock_iso(ms, iso);
	int month = (iso[5] - '0') * 10 + iso[6] - '0';
	buffer_format(b, "%.3s, %.2s %.3s %.4s %.8s GMT",
		      days + (size_t)weekday_of(ms / DAY_MS) * 3, iso + 8,
		      months + (size_t)(month - 1) * 3, iso, iso + 11);
}

static void tag_put(struct call *call, struct buffer *b, const char *tag, struct text value)
{
	buffer_format(b, "<%s>", tag);
	page_text(b, xml_plain(call->arena, value));
	buffer_format(b, "</%s>\n", tag);
}

static void item_put(struct call *call, struct buffer *b, struct rows *r, struct text origin)
{
	buffer_add(b, TEXT("<item>\n"));
	tag_put(call, b, "title", rows_text(r, "title"));
	buffer_add(b, TEXT("<link>"));
	page_text(b, origin);
	address_put(call, b, rows_text(r, "url_slug"));
	buffer_add(b, TEXT("</link>\n<guid isPermaLink=\"false\">"));
	page_text(b, rows_text(r, "id"));
	buffer_add(b, TEXT("</guid>\n<pubDate>"));
	moment_put(b, rows_whole(r, "published_at"));
	buffer_add(b, TEXT("</pubDate>\n"));
	tag_put(call, b, "description", rows_text(r, "description"));
	buffer_add(b, TEXT("<content:encoded>"));
	cdata_put(b, xml_plain(call->arena, rows_text(r, "html")));
	buffer_add(b, TEXT("</content:encoded>\n</item>\n"));
}

#define NEWEST                                                                                     \
	" FROM (SELECT * FROM blog_post WHERE location_id = :locationId AND blog_id = :blogId"     \
	" AND status = 'PUBLISHED' ORDER BY published_at DESC, id DESC LIMIT :pagePosts) AS "      \
	"newest"

/* Which posts, and how new each is. */
static struct text etag_of(struct call *call)
{
	if (!store_load(call, "SELECT count(*) AS feed_count,"
			      " coalesce(max(updated_at), 0) AS feed_newest,"
			      " coalesce(sum(version), 0) AS feed_versions" NEWEST))
		return TEXT("");
	return text_format(call->arena, "\"%lld-%lld-%lld\"",
			   (long long)call_whole(call, "feedCount", 0),
			   (long long)call_whole(call, "feedNewest", 0),
			   (long long)call_whole(call, "feedVersions", 0));
}

enum err blog_feed(struct call *call)
{
	struct text origin = blobs_origin(call), site = call_text(call, "blogId");
	struct buffer b = buffer_open(call->arena, (size_t)32 << 20);
	enum err e = site_need(call);

	if (e)
		return e;
	call_set_whole(call, "pagePosts", PAGE_POSTS);
	struct text etag = etag_of(call), known = call_header(call, "if-none-match");
	call_reply_header(call, "ETag", etag);
	call->content_type = TEXT("application/rss+xml; charset=utf-8");
	call->buffer.size = 0;
	if (call->err || (known.size && text_same(known, etag))) {
		call->status = 304;
		return call->err;
	}
	buffer_add(&b, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\""
			    " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n"
			    "<channel>\n"));
	tag_put(call, &b, "title", call_text(call, "siteName"));
	tag_put(call, &b, "link",
		text_format(call->arena, "%.*s/blog/%.*s", (int)origin.size, origin.at,
			    (int)site.size, site.at));
	tag_put(call, &b, "description", call_text(call, "siteName"));
	struct rows *r = store_ask(call, "SELECT id, title, url_slug, published_at, description,"
					 " html" NEWEST " ORDER BY published_at DESC, id DESC");
	while (rows_next(r))
		item_put(call, &b, r, origin);
	rows_close(r);
	buffer_add(&b, TEXT("</channel>\n</rss>\n"));
	call->buffer = b;
	return b.full ? refuse(call, ERR_LARGE, "The feed is too large.") : call->err;
}
