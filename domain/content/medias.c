// SPDX-License-Identifier: Apache-2.0
/*
 * The media library: files and folders as a tree, ten deep at most.
 */
#include "domain/content/inside.h"

#include "base/time/clock.h"
#include "domain/companies/companies.h"
#include "domain/objects/objects.h"
#include "platform/blobs/blobs.h"

#define MEDIA	       "Media", "mediaId"
#define FOLDERS_DEEP   10
#define TRASHED	       "trashed media"
#define TRASH_DAYS     30
#define LEAVING_FOLDER "media folder"

/* --- reading --- */

#define FIELDS                                                                                     \
	"id AS _id, location_id AS alt_id, 'location' AS alt_type, name, type,"                    \
	" nullif(parent_id, '') AS parent_id, content_type, size, address AS path,"                \
	" CASE WHEN blob_id IS NULL THEN address ELSE :origin || address END AS url, created_at,"  \
	" updated_at"

static const char *order_of(struct call *call)
{
	static const char *const columns[] = { "name", "name_key", "updatedAt", "updated_at" };
	struct text by = call_text(call, "sortBy");

	for (size_t i = 0; i < 4; i += 2)
		if (text_is(by, columns[i]))
			return columns[i + 1];
	return "created_at";
}

enum err media_list(struct call *call)
{
	bool all = call_whole(call, "fetchAll", 0) != 0, searched = call_text(call, "query").size;
	const char *way = text_is(call_text(call, "sortOrder"), "asc") ? "" : " DESC";
	struct buffer list = buffer_open(call->arena, 4096), where = buffer_open(call->arena, 1024);
	enum err e;

	call_set_text(call, "origin", blobs_origin(call));
	call_set_text(call, "folder", call_text(call, "parentId"));
	call_set(call, "searched", store_likeness(call, call_text(call, "query")));
	buffer_format(&where,
		      " FROM media%s WHERE location_id = :locationId AND type = :type"
		      " AND trashed = false%s%s",
		      all || searched ? " /* grows: all that was asked for */" : "",
		      all ? "" : " AND parent_id = :folder",
		      searched ? " AND name_key LIKE :searched ESCAPE '\\'" : "");
	buffer_format(&list,
		      "SELECT " FIELDS "%.*s ORDER BY %s%s, id%s LIMIT :limit OFFSET :offset",
		      (int)where.size, where.at, order_of(call), way, way);
	e = store_list_made(call, "files", buffer_text(&list));
	if (e || !text_is(call_text(call, "type"), "file"))
		return e;
	list.size = 0;
	buffer_format(&list,
		      "SELECT count(*) AS n FROM (SELECT 1%.*s LIMIT 10000) AS counted"
		      " /* grows: counts up to ten thousand */",
		      (int)where.size, where.at);
	struct rows *r = store_ask_made(call, buffer_text(&list));
	int64_t count = rows_next(r) ? rows_whole(r, "n") : 0;
	rows_close(r);
	json_key(&call->out, "count");
	json_put_whole(&call->out, count);
	return call->err;
}

/* --- what is put there --- */

/* Its folder must be there, and not lie too deep. */
static enum err folder_need(struct call *call, struct text id)
{
	struct text at = id;
	int depth = 0;

	for (; at.size && depth < FOLDERS_DEEP; depth++) {
		call_set_text(call, "folderAt", at);
		if (!store_load(call, "SELECT parent_id AS folder_above FROM media"
				      " WHERE location_id = :locationId AND id = :folderAt"
				      " AND type = 'folder' AND trashed = false"))
			return call->err ? call->err
					 : refuse(call, ERR_BAD, "There is no such folder.");
		at = call_text(call, "folderAbove");
	}
	return depth < FOLDERS_DEEP
		       ? ERR_OK
		       : refuse(call, ERR_BAD, "Folders lie at most %d deep.", FOLDERS_DEEP);
}

static const struct call_part *file_sent(const struct call *call)
{
	for (size_t i = 0; i < call->part_count; i++)
		if (call->parts[i].file)
			return &call->parts[i];
	return NULL;
}

static enum err media_insert(struct call *call, struct text name)
{
	call_set_text(call, "mediaName", name);
	call_set_text(call, "mediaNameKey", text_lower(call->arena, name));
	return store_do(call,
			"INSERT INTO media (location_id, id, parent_id, type, name, name_key,"
			" blob_id, address, content_type, size, created_at, updated_at) VALUES"
			" (:locationId, :newHex, :folder, :mediaType, :mediaName, :mediaNameKey,"
			" :mediaBlob, :mediaAddress, :mediaContent, :mediaSize, :now, :now)");
}

static void upload_tell(struct call *call, struct text url)
{
	json_key(&call->out, "fileId");
	json_put_text(&call->out, call_text(call, "newHex"));
	json_key(&call->out, "url");
	json_put_text(&call->out, url);
}

static struct text name_chosen(struct call *call, struct text otherwise)
{
	struct text name = text_trim(call_text(call, "name"));

	return name.size ? name : otherwise;
}

/* It lies elsewhere, and stays there. */
static enum err hosted_add(struct call *call)
{
	struct text url = call_text(call, "fileUrl"), name = url;

	if (!text_starts(url, "http://") && !text_starts(url, "https://"))
		return refuse(call, ERR_BAD,
			      "fileUrl must be an address that begins with http://"
			      " or https://");
	for (size_t i = url.size; i > 0; i--)
		if (url.at[i - 1] == '/') {
			name = (struct text){ url.at + i, url.size - i };
			break;
		}
	call_set_null(call, "mediaBlob");
	call_set_null(call, "mediaContent");
	call_set_null(call, "mediaSize");
	call_set_text(call, "mediaAddress", url);
	enum err e = media_insert(call, name_chosen(call, name.size ? name : TEXT("file")));
	upload_tell(call, url);
	return e;
}

static enum err file_add(struct call *call)
{
	const struct call_part *part = file_sent(call);
	struct blob_made made;

	if (!part)
		return refuse(call, ERR_BAD, "There is no file in the form.");
	if (text_is(part->content_type, "application/octet-stream"))
		return refuse(call, ERR_BAD, "INVALID_FILE_TYPE");
	struct text id = text_copy(call->arena, call_text(call, "newHex"));
	enum err e = blob_add(call, &(struct blob_new){ part, "media", id }, &made);
	if (e)
		return e;
	call_set_text(call, "mediaBlob", made.id);
	call_set_text(call, "mediaAddress", made.address);
	call_set_text(call, "mediaContent", part->content_type);
	call_set_whole(call, "mediaSize", part->size);
	struct text origin = blobs_origin(call);
	upload_tell(call, text_format(call->arena, "%.*s%.*s", (int)origin.size, origin.at,
				      (int)made.address.size, made.address.at));
	return media_insert(call, name_chosen(call, part->file_name));
}

enum err media_upload(struct call *call)
{
	struct text folder = call_text(call, "parentId");

	if (!call_text(call, "altId").size || !call_text(call, "altType").size)
		folder = TEXT(""); /* as upstream: without all three it lies at the top */
	enum err e = folder_need(call, folder);
	if (e)
		return e;
	call_set_text(call, "folder", folder);
	call_set_text(call, "mediaType", TEXT("file"));
	return call_whole(call, "hosted", 0) ? hosted_add(call) : file_add(call);
}

enum err media_folder_create(struct call *call)
{
	static const char *const none[] = { "mediaBlob", "mediaAddress", "mediaContent",
					    "mediaSize" };
	enum err e = folder_need(call, call_text(call, "parentId"));

	if (e)
		return e;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		call_set_null(call, none[i]);
	call_set_text(call, "folder", call_text(call, "parentId"));
	call_set_text(call, "mediaType", TEXT("folder"));
	e = media_insert(call, call_text(call, "name"));
	return e ? e
		 : store_reply_row(
			   call, "",
			   "SELECT id AS _id, location_id AS alt_id, 'location' AS"
			   " alt_type, name, nullif(parent_id, '') AS parent_id, type,"
			   " false AS deleted, false AS pending_upload, false AS is_private,"
			   " false AS relocated_folder, true AS migration_completed,"
			   " false AS app_folder, false AS is_essential, created_at,"
			   " updated_at FROM media WHERE location_id = :locationId"
			   " AND id = :newHex");
}

/* --- names --- */

static enum err rename_one(struct call *call, struct text name)
{
	call_set_text(call, "mediaName", name);
	call_set_text(call, "mediaNameKey", text_lower(call->arena, name));
	return store_do(call, "UPDATE media SET name = :mediaName, name_key = :mediaNameKey,"
			      " updated_at = :now WHERE location_id = :locationId"
			      " AND id = :mediaId AND trashed = false");
}

enum err media_update(struct call *call)
{
	enum err e = rename_one(call, call_text(call, "name"));

	if (!e && !call->changed)
		return thing_missing(call, MEDIA);
	json_key(&call->out, "updated");
	json_put_flag(&call->out, true);
	return e;
}

/* The reply is a list at the top: of each, whether it was done. */
static struct json_out *list_open(struct call *call)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	json_list(&call->out);
	return &call->out;
}

static void one_tell(struct json_out *o, struct text id, const char *what, bool done)
{
	json_map(o);
	json_key(o, "id");
	json_put_text(o, id);
	json_key(o, what);
	json_put_flag(o, done);
	json_close(o);
}

enum err medias_update(struct call *call)
{
	const struct json *list = json_get(call->json, "filesToBeUpdated");
	struct json_out *o = list_open(call);
	enum err e = ERR_OK;

	for (const struct json *v = json_first(list); v && !e; v = json_after(list, v)) {
		struct text id = json_text(json_get(v, "id")),
			    name = json_text(json_get(v, "name"));

		call_set_text(call, "mediaId", id);
		if (name.size)
			e = rename_one(call, name);
		one_tell(o, id, "updated", name.size && call->changed);
	}
	json_close(o);
	return e;
}

/* --- going --- */

/* With its bytes; what is in a folder goes in parts. */
static enum err media_remove(struct call *call, struct text id, bool *there)
{
	call_set_text(call, "mediaId", id);
	*there = store_load(call, "SELECT type AS media_type, blob_id AS media_blob FROM media"
				  " WHERE location_id = :locationId AND id = :mediaId");
	if (!*there)
		return call->err;
	enum err e = store_do(call, "DELETE FROM media WHERE location_id = :locationId"
				    " AND id = :mediaId");
	if (!e)
		e = due_drop(call, TRASHED, id);
	if (!e && call_text(call, "mediaBlob").size)
		e = blob_drop(call, call_text(call, "mediaBlob"));
	if (!e && text_is(call_text(call, "mediaType"), "folder"))
		e = leaving_begin(call, LEAVING_FOLDER, TEXT(""), id);
	return e;
}

enum err media_delete(struct call *call)
{
	bool there;
	struct text id = text_copy(call->arena, call_text(call, "mediaId"));
	enum err e = media_remove(call, id, &there);

	if (!e && !there)
		return thing_missing(call, MEDIA);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}

static enum err media_trash(struct call *call, struct text id, bool *there)
{
	call_set_text(call, "mediaId", id);
	enum err e = store_do(call, "UPDATE media SET trashed = true, updated_at = :now"
				    " WHERE location_id = :locationId AND id = :mediaId"
				    " AND trashed = false");

	*there = call->changed > 0;
	return e || !*there ? e : due_set(call, TRASHED, id, call->now_ms + TRASH_DAYS * DAY_MS);
}

enum err medias_delete(struct call *call)
{
	const struct json *list = json_get(call->json, "filesToBeDeleted");
	bool trash = text_is(call_text(call, "status"), "trashed"), there;
	struct json_out *o = list_open(call);
	enum err e = ERR_OK;

	for (const struct json *v = json_first(list); v && !e; v = json_after(list, v)) {
		struct text id = json_text(json_get(v, "_id"));

		e = trash ? media_trash(call, id, &there) : media_remove(call, id, &there);
		one_tell(o, id, "deleted", there);
	}
	json_close(o);
	return e;
}

enum err media_trash_empty(struct call *call)
{
	bool there;

	return media_remove(call, text_copy(call->arena, call_text(call, "dueThing")), &there);
}

/* Files go; what is in a folder within it comes up into this one, until the folder is empty and
 * goes too: so a tree is taken away in parts, however deep it is. */
enum err media_leave_folder(struct call *call)
{
	int64_t done = 0, part = call_whole(call, "leavingPart", 0);
	enum err e = ERR_OK;

	while (!e && done < part &&
	       store_load(call, "SELECT id AS media_id, type AS media_type, blob_id AS media_blob"
				" FROM media WHERE location_id = :locationId"
				" AND parent_id = :leavingThing LIMIT 1")) {
		if (text_is(call_text(call, "mediaType"), "folder"))
			e = store_do(call, "UPDATE media SET parent_id = :leavingThing"
					   " WHERE location_id = :locationId AND id IN"
					   " (SELECT id FROM media WHERE location_id = :locationId"
					   " AND parent_id = :mediaId LIMIT :leavingPart)");
		bool empty = !text_is(call_text(call, "mediaType"), "folder") || !call->changed;
		if (!e && empty)
			e = store_do(call, "DELETE FROM media WHERE location_id = :locationId"
					   " AND id = :mediaId");
		if (!e && call_text(call, "mediaBlob").size)
			e = blob_drop(call, call_text(call, "mediaBlob"));
		done++;
	}
	call_set_flag(call, "leavingMore", done == part);
	return e ? e : call->err;
}
