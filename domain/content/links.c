// SPDX-License-Identifier: Apache-2.0
/*
 * Trigger links: short addresses that lead to where their owner says, and count who follows them.
 *
 * No open redirect: only the stored address is ever gone to.  It may hold {{…}}, which stands for
 * something of the contact who follows it, but never before the end of the host, so whoever is
 * filled in cannot lead elsewhere.  An anonymous click fills in nothing.
 */
#include "domain/content/inside.h"

#define LINKS_MAX 1000 /* of a location */
#define LINK	  "Link", "linkId"

/* The scheme and the host of an address; empty: it is not one to go to. */
static struct text site_of(struct text url)
{
	static const char *const schemes[] = { "https://", "http://" };

	for (size_t i = 0; i < 2; i++) {
		size_t size = strlen(schemes[i]), end = size;
		if (url.size <= size ||
		    !text_alike((struct text){ url.at, size }, text_of(schemes[i])))
			continue;
		while (end < url.size && !strchr("/?#", url.at[end]))
			end++;
		return end > size ? (struct text){ url.at, end } : TEXT("");
	}
	return TEXT("");
}

static bool address_good(struct text url)
{
	struct text site = site_of(url);

	for (size_t i = 0; i < url.size; i++)
		if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 127 || url.at[i] == '\\')
			return false;
	return site.size && !memchr(site.at, '{', site.size) && !memchr(site.at, '@', site.size);
}

static enum err address_need(struct call *call)
{
	struct text url = text_trim(call_text(call, "redirectTo"));

	call_set_text(call, "redirectTo", url);
	if (address_good(url))
		return ERR_OK;
	call_violation(call, "redirectTo must be an address that begins with http:// or https://");
	return refuse(call, ERR_INVALID, "The request does not fit");
}

enum err link_list(struct call *call)
{
	return store_list(call, "links",
			  "SELECT *, '{{trigger_link.' || id || '}}' AS field_key FROM trigger_link"
			  " WHERE location_id = :locationId"
			  " /* grows: all links of the location, of which there are at most 1000 */"
			  " ORDER BY id");
}

enum err link_search(struct call *call)
{
	call_set(call, "likeness", store_likeness(call, call_text(call, "query")));
	return store_list(call, "links",
			  "SELECT *, '{{trigger_link.' || id || '}}' AS field_key FROM trigger_link"
			  " WHERE location_id = :locationId AND name_key LIKE :likeness ESCAPE '\\'"
			  " /* grows: at most 1000 */"
			  " ORDER BY id LIMIT :limit OFFSET :skip");
}

enum err link_get(struct call *call)
{
	return thing_found(call,
			   store_reply_row(call, "link",
					   "SELECT *, '{{trigger_link.' || id || '}}' AS field_key"
					   " FROM trigger_link"
					   " WHERE location_id = :locationId AND id = :linkId"),
			   LINK);
}

static void name_fold(struct call *call)
{
	struct text name = text_trim(call_text(call, "name"));

	call_set_text(call, "name", name);
	call_set_text(call, "nameKey", text_lower(call->arena, name));
}

enum err link_create(struct call *call)
{
	enum err e = address_need(call);

	if (e)
		return e;
	name_fold(call);
	store_guard(call, "links", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM trigger_link /* grows: at most 1000 */"
			       " WHERE location_id = :locationId") >= LINKS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d links.", LINKS_MAX);
	return store_reply_row(call, "link",
			       "INSERT INTO trigger_link (location_id, id, name, name_key,"
			       " redirect_to, date_added, date_updated) VALUES (:locationId,"
			       " :newId, :name, :nameKey, :redirectTo, :now, :now)"
			       " RETURNING *, '{{trigger_link.' || id || '}}' AS field_key");
}

enum err link_update(struct call *call)
{
	enum err e = address_need(call);

	if (e)
		return e;
	name_fold(call);
	return thing_found(
		call,
		store_reply_row(call, "link",
				"UPDATE trigger_link SET name = :name, name_key = :nameKey,"
				" redirect_to = :redirectTo,"
				" date_updated = CASE WHEN date_updated < :now THEN :now"
				" ELSE date_updated + 1 END"
				" WHERE location_id = :locationId AND id = :linkId"
				" RETURNING *, '{{trigger_link.' || id || '}}' AS field_key"),
		LINK);
}

enum err link_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM trigger_link"
				    " WHERE location_id = :locationId AND id = :linkId");

	if (!e && !call->changed)
		return thing_missing(call, LINK);
	json_key(&call->out, "succeded"); /* spelled so by upstream, too */
	json_put_flag(&call->out, true);
	return e;
}

/* --- followed --- */

/* Programs that look at an address before people do. */
static bool is_previewer(const struct call *call)
{
	static const char *const words[] = { "bot",	 "preview", "crawler",
					     "spider",	 "slurp",   "facebookexternalhit",
					     "whatsapp", "embedly" };
	struct text agent = text_lower(call->arena, call_header(call, "user-agent"));

	if (text_is(call->method, "HEAD"))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (memmem(agent.at ? agent.at : "", agent.size, words[i], strlen(words[i])))
			return true;
	return false;
}

/* Without what stands for something of a contact: nobody is known. */
static struct text address_plain(struct arena *a, struct text url)
{
	struct buffer *b = arena_take(a, sizeof(*b));

	*b = buffer_open(a, url.size + 1);
	while (url.size) {
		const char *open = memmem(url.at, url.size, "{{", 2);
		size_t head = open ? (size_t)(open - url.at) : url.size;
		struct text rest = { url.at + head, url.size - head };
		const char *close = open ? memmem(rest.at, rest.size, "}}", 2) : NULL;

		buffer_add(b, (struct text){ url.at, close ? head : url.size });
		if (!close)
			break;
		url = (struct text){ close + 2, (size_t)(rest.at + rest.size - close) - 2 };
	}
	return buffer_text(b);
}

enum err link_follow(struct call *call)
{
	call_set_whole(call, "looked", is_previewer(call));
	if (!store_load(call, "UPDATE trigger_link SET clicks = clicks + 1 - :looked,"
			      " previews = previews + :looked WHERE id = :linkId"
			      " RETURNING redirect_to"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such link.");
	call->status = 302;
	call->content_type = TEXT("text/plain; charset=utf-8");
	call->buffer.size = 0;
	call_reply_header(call, "Location",
			  address_plain(call->arena, call_text(call, "redirectTo")));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	call_reply_header(call, "Referrer-Policy", TEXT("no-referrer"));
	return ERR_OK;
}
