// SPDX-License-Identifier: Apache-2.0
/*
 * A file that is sent by itself, to an address that was given for it alone:
 *
 *	initiate (a token) ─▶ PUT to the address (no token, once) ─▶ complete (a token)
 *
 * The address holds 128 random bits, of which only the sum is kept; it is looked at when the head
 * of the request is there, so a stranger's body is never taken.  Until it is completed the file is
 * nobody's, and nobody knows where it could be read.
 */
#include "domain/content/inside.h"

#include "base/core/settings.h"
#include "base/secrets/digest.h"
#include "base/time/clock.h"
#include "domain/companies/companies.h"
#include "platform/blobs/blobs.h"

#define OF_UPLOAD    "upload"
#define DUE_UPLOAD   "signed upload"
#define GOOD_MS	     (15 * MINUTE_MS)
#define SECRET_BYTES 16
#define OPEN_MAX     1000 /* of a location, that are not forgotten yet */

/* --- where to --- */

/* The last part of what may be a path, without what is no letter on paper. */
static struct text name_plain(struct call *call, struct text name)
{
	for (size_t i = name.size; i > 0; i--)
		if (name.at[i - 1] == '/' || name.at[i - 1] == '\\') {
			name = (struct text){ name.at + i, name.size - i };
			break;
		}
	name = text_trim(text_plain(call->arena, name));
	return text_is(name, ".") || text_is(name, "..") ? TEXT("") : name;
}

/* ".mp4" of a name, or nothing. */
static struct text name_end(struct text name)
{
	size_t dot = name.size;

	while (dot > 0 && name.at[dot - 1] != '.')
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
			    name.at[--dot]))
			return TEXT("");
	return dot > 1 && name.size - dot < 10
		       ? (struct text){ name.at + dot - 1, name.size - dot + 1 }
		       : TEXT("");
}

static enum err initiate_check(struct call *call)
{
	const struct settings *s = call->app->settings;
	bool large = text_alike(call_text(call, "channel"), TEXT("WHATSAPP"));
	int64_t most = large ? settings_whole(s->signed_file_max)
			     : settings_whole(s->message_file_max);
	int64_t said = call_whole(call, "fileSize", 0);
	struct text name = name_plain(call, call_text(call, "filename"));
	struct text type = text_lower(call->arena, text_trim(call_text(call, "contentType")));
	enum err e = file_talk_need(call);

	if (e)
		return e;
	if (!name.size)
		return refuse(call, ERR_INVALID, "filename must be the name of a file");
	if (!file_carried(type))
		return refuse(call, ERR_MEDIA, "Files of this kind are not sent: %.*s",
			      (int)type.size, type.at);
	if (said > most)
		return refuse(call, ERR_LARGE, "File size exceeds the limit of %lld bytes.",
			      (long long)most);
	if (store_number(call, "SELECT count(*) AS n FROM upload /* grows: at most 1000 */"
			       " WHERE location_id = :locationId") >= OPEN_MAX)
		return refuse(call, ERR_RATE_LIMITED,
			      "A location can have at most %d uploads under way.", OPEN_MAX);
	call_set_text(call, "uploadName", name);
	call_set_text(call, "uploadType", type);
	call_set_whole(call, "uploadMost", said ? said : most);
	return call->err;
}

static struct text address_make(struct call *call, struct text id, const char *secret)
{
	struct text origin = blobs_origin(call), location = call_text(call, "locationId");
	struct buffer b = buffer_open(call->arena, 8192);

	buffer_format(&b, "%.*s/uploads/%.*s/%.*s/", (int)origin.size, origin.at,
		      (int)location.size, location.at, (int)id.size, id.at);
	buffer_url(&b, call_text(call, "uploadName"));
	buffer_format(&b, "/%s", secret);
	return buffer_text(&b);
}

static void begun_put(struct call *call, struct text url, struct text path, int64_t until_ms)
{
	struct json_out *o = &call->out;

	json_key(o, "uploadUrl");
	json_put_text(o, url);
	json_key(o, "uploadId");
	json_put_text(o, call_text(call, "newUuid"));
	json_key(o, "filePath");
	json_put_text(o, path);
	json_key(o, "expiresAt");
	json_put_whole(o, until_ms);
	json_key(o, "maxFileSize");
	json_put_whole(o, call_whole(call, "uploadMost", 0));
}

enum err upload_initiate(struct call *call)
{
	char secret[2 * SECRET_BYTES + 1], hash[DIGEST_SIZE];
	enum err e = initiate_check(call);

	if (e)
		return e;
	random_hex(secret, SECRET_BYTES);
	digest_hex(text_of(secret), hash);
	struct text id = text_copy(call->arena, call_text(call, "newUuid"));
	struct text talk = call_text(call, "conversationId"), in = call_text(call, "locationId");
	struct text end = name_end(call_text(call, "uploadName"));
	struct text path = text_format(call->arena, "location/%.*s/conversations/%.*s/%.*s%.*s",
				       (int)in.size, in.at, (int)talk.size, talk.at, (int)id.size,
				       id.at, (int)end.size, end.at);
	call_set_text(call, "uploadHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "uploadPath", path);
	call_set_whole(call, "uploadUntil", call->now_ms + GOOD_MS);
	e = store_do(call, "INSERT INTO upload (location_id, id, conversation_id, hash, name, path,"
			   " said_type, said_size, size_max, expires_at) VALUES (:locationId,"
			   " :newUuid, :conversationId, :uploadHash, :uploadName, :uploadPath,"
			   " :uploadType, :fileSize, :uploadMost, :uploadUntil)");
	if (!e)
		e = due_set(call, DUE_UPLOAD, id, call->now_ms + GOOD_MS + DAY_MS);
	begun_put(call, address_make(call, id, secret), path, call->now_ms + GOOD_MS);
	return e;
}

/* --- the file --- */

/* What the address says: for the head, before any body; and again when the file is there. */
enum err upload_admit(struct call *call)
{
	char hash[DIGEST_SIZE];
	int64_t length = 0;

	digest_hex(call_text(call, "secret"), hash);
	call_set_text(call, "uploadHash", text_copy(call->arena, text_of(hash)));
	if (!store_load(call, "SELECT size_max AS file_most, expires_at AS upload_until,"
			      " blob_id AS upload_blob, name AS upload_name FROM upload"
			      " WHERE location_id = :locationId AND id = :uploadId"
			      " AND hash = :uploadHash") ||
	    !text_same(call_text(call, "uploadName"), call_text(call, "fileName")))
		return call->err ? call->err
				 : refuse(call, ERR_FORBIDDEN, "No file is expected here.");
	if (call_whole(call, "uploadUntil", 0) <= call->now_ms)
		return refuse(call, ERR_GONE, "This address was good for 15 minutes.");
	if (call_text(call, "uploadBlob").size)
		return refuse(call, ERR_GONE, "A file has come to this address already.");
	text_whole(call_header(call, "content-length"), &length);
	if (length > call_whole(call, "fileMost", 0))
		return refuse(call, ERR_LARGE, "File size exceeds the limit of %lld bytes.",
			      (long long)call_whole(call, "fileMost", 0));
	return ERR_OK;
}

enum err upload_put(struct call *call)
{
	const struct call_part *part = call->part_count == 1 ? call->parts : NULL;
	struct text id = text_copy(call->arena, call_text(call, "uploadId"));
	struct blob_made made;
	enum err e = upload_admit(call);

	if (e)
		return e;
	if (!part || !part->size)
		return refuse(call, ERR_BAD, "The file is empty.");
	if (part->size > call_whole(call, "fileMost", 0))
		return refuse(call, ERR_LARGE, "File size exceeds the limit of %lld bytes.",
			      (long long)call_whole(call, "fileMost", 0));
	e = blob_add(call, &(struct blob_new){ part, OF_UPLOAD, id }, &made);
	if (e)
		return e;
	call_set_text(call, "uploadAddress", made.address);
	e = store_do(call, "UPDATE upload SET blob_id = :blobId, address = :uploadAddress,"
			   " content_type = :blobType, size = :blobSize"
			   " WHERE location_id = :locationId AND id = :uploadId"
			   " AND blob_id IS NULL");
	if (!e && !call->changed) /* somebody was faster */
		return refuse(call, ERR_GONE, "A file has come to this address already.");
	json_key(&call->out, "uploadId");
	json_put_text(&call->out, id);
	json_key(&call->out, "size");
	json_put_whole(&call->out, part->size);
	return e;
}

/* --- what came --- */

/* image of image/png */
static struct text family_of(struct text type)
{
	struct text family;

	text_split(&type, '/', &family);
	return family;
}

static enum err came_need(struct call *call)
{
	struct text said = call_text(call, "uploadSaid"), is = call_text(call, "uploadIs");
	int64_t size = call_whole(call, "uploadSize", 0),
		whole = call_whole(call, "uploadWhole", 0);

	if (whole && size != whole)
		return refuse(call, ERR_BAD, "The file has %lld bytes, not %lld as was said.",
			      (long long)size, (long long)whole);
	if (!file_carried(is) || !text_same(family_of(is), family_of(said)))
		return refuse(call, ERR_MEDIA, "The file is %.*s, not %.*s as was said.",
			      (int)is.size, is.at, (int)said.size, said.at);
	return ERR_OK;
}

static void completed_put(struct call *call)
{
	struct text origin = blobs_origin(call), address = call_text(call, "uploadAddress");
	struct json_out *o = &call->out;

	json_key(o, "uploadedFiles");
	json_map(o);
	json_key_text(o, call_text(call, "filename"));
	json_put_text(o, text_format(call->arena, "%.*s%.*s", (int)origin.size, origin.at,
				     (int)address.size, address.at));
	json_close(o);
	json_key(o, "metadata");
	json_map(o);
	json_key(o, "size");
	json_put_whole(o, call_whole(call, "uploadSize", 0));
	json_key(o, "contentType");
	json_put_text(o, call_text(call, "uploadIs"));
	json_close(o);
}

enum err upload_complete(struct call *call)
{
	enum err e = file_talk_need(call);

	if (e)
		return e;
	if (!store_load(call, "SELECT blob_id AS upload_blob, address AS upload_address,"
			      " content_type AS upload_is, said_type AS upload_said,"
			      " size AS upload_size, said_size AS upload_whole, completed"
			      " FROM upload WHERE location_id = :locationId AND id = :uploadId"
			      " AND path = :filePath AND conversation_id = :conversationId"
			      " AND blob_id IS NOT NULL"))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING,
					  "File not found in storage: nothing came to the address,"
					  " or it is no upload of this conversation.");
	e = came_need(call);
	if (!e && !call_whole(call, "completed", 0)) {
		e = blob_give(call, text_copy(call->arena, call_text(call, "uploadBlob")),
			      OF_CONTACT, text_copy(call->arena, call_text(call, "fileContact")));
		if (!e)
			e = store_do(call, "UPDATE upload SET completed = true"
					   " WHERE location_id = :locationId AND id = :uploadId");
	}
	if (!e)
		completed_put(call);
	return e;
}

/* A day later: what was not completed goes with it. */
enum err upload_forget(struct call *call)
{
	enum err e = blobs_of_owner_drop(call, OF_UPLOAD,
					 text_copy(call->arena, call_text(call, "dueThing")));

	return e ? e
		 : store_do(call, "DELETE FROM upload WHERE location_id = :locationId"
				  " AND id = :dueThing");
}
