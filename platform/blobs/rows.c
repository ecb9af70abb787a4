// SPDX-License-Identifier: Apache-2.0
/*
 * What files are called and whose they are; and the address at which one is read.
 *
 * Who knows the address may read the file: it holds 128 random bits.  It is answered so that
 * nothing in it can act as one of our pages: what a browser may show is pictures, sounds and
 * films; all else is saved, whatever it is called.
 */
#include "platform/blobs/inside.h"

#include "base/core/settings.h"
#include "base/secrets/digest.h"
#include "base/secrets/id.h"
#include "platform/store/store.h"
#include "runs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET_BYTES 16

static struct text address_make(struct call *call, const char *id, const char *secret,
				struct text name)
{
	struct text location = call_text(call, "locationId");
	struct buffer b = buffer_open(call->arena, 4096);

	buffer_format(&b, "/files/%.*s/%s/%s/", (int)location.size, location.at, id, secret);
	buffer_url(&b, name);
	return buffer_text(&b);
}

enum err blob_add(struct call *call, const struct blob_new *what, struct blob_made *made)
{
	const struct call_part *part = what->part;
	char id[ID_HEX_SIZE], secret[2 * SECRET_BYTES + 1];

	id_hex(call->now_ms, id);
	random_hex(secret, SECRET_BYTES);
	made->id = text_copy(call->arena, text_of(id));
	made->address = address_make(call, id, secret, part->file_name);
	call_set_text(call, "blobId", made->id);
	call_set_text(call, "blobSecret", text_copy(call->arena, text_of(secret)));
	call_set_text(call, "blobSha", part->sha256);
	call_set_whole(call, "blobSize", part->size);
	call_set_text(call, "blobType", part->content_type);
	call_set_text(call, "blobName", part->file_name);
	call_set_text(call, "blobOwnerKind", text_of(what->owner));
	call_set_text(call, "blobOwner", what->owner_id);
	return store_do(call,
			"INSERT INTO blob (location_id, id, secret, sha256, size, content_type,"
			" name, owner_kind, owner_id, date_added) VALUES (:locationId, :blobId,"
			" :blobSecret, :blobSha, :blobSize, :blobType, :blobName, :blobOwnerKind,"
			" :blobOwner, :now)");
}

enum err blob_drop(struct call *call, struct text id)
{
	call_set_text(call, "blobId", id);
	return store_do(call, "DELETE FROM blob WHERE location_id = :locationId AND id = :blobId");
}

enum err blob_give(struct call *call, struct text id, const char *owner, struct text owner_id)
{
	call_set_text(call, "blobId", id);
	call_set_text(call, "blobOwnerKind", text_of(owner));
	call_set_text(call, "blobOwner", owner_id);
	return store_do(call, "UPDATE blob SET owner_kind = :blobOwnerKind, owner_id = :blobOwner"
			      " WHERE location_id = :locationId AND id = :blobId");
}

enum err blobs_of_owner_drop(struct call *call, const char *owner, struct text owner_id)
{
	call_set_text(call, "blobOwnerKind", text_of(owner));
	call_set_text(call, "blobOwner", owner_id);
	return store_do(call, "DELETE FROM blob WHERE location_id = :locationId"
			      " AND owner_kind = :blobOwnerKind AND owner_id = :blobOwner");
}

struct text blobs_origin(struct call *call)
{
	struct text host = call_header(call, "host");
	bool secure = text_alike(call_header(call, "x-forwarded-proto"), TEXT("https"));

	if (!host.size && call->app->settings)
		host = call->app->settings->listen;
	return text_format(call->arena, "%s://%.*s", secure ? "https" : "http", (int)host.size,
			   host.at);
}

/* --- reading --- */

/* RFC 6266: the name as ASCII for old readers, and as it is. */
static struct text disposition(struct call *call, bool shown, struct text name)
{
	struct buffer b = buffer_open(call->arena, 4096);

	buffer_format(&b, "%s; filename=\"", shown ? "inline" : "attachment");
	for (size_t i = 0; i < name.size; i++) {
		unsigned char c = (unsigned char)name.at[i];
		bool plain = c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '%';

		buffer_byte(&b, plain ? (char)c : '_');
	}
	buffer_add(&b, TEXT("\"; filename*=UTF-8''"));
	buffer_url(&b, name);
	return buffer_text(&b);
}

static void headers_set(struct call *call, struct text type, struct text name)
{
	bool shown = blob_shown(type), picture = shown && text_starts(type, "image/");

	call_reply_header(call, "X-Content-Type-Options", TEXT("nosniff"));
	call_reply_header(call, "Content-Security-Policy", TEXT("sandbox; default-src 'none'"));
	call_reply_header(call, "Cross-Origin-Resource-Policy",
			  picture ? TEXT("cross-origin") : TEXT("same-origin"));
	call_reply_header(call, "Content-Disposition", disposition(call, shown, name));
	call_reply_header(call, "Cache-Control", TEXT("private, max-age=3600"));
	call_reply_header(call, "Referrer-Policy", TEXT("no-referrer"));
}

enum err blob_reply(struct call *call, const struct blob_shown_as *as)
{
	struct call_file *file = arena_take(call->arena, sizeof(*file));
	char path[BLOB_PATH_MAX];

	if (!call->app->blobs)
		return refuse(call, ERR_MISSING, "There is no such file.");
	if (!blob_path(path, call->app->blobs->folder, text_c(call->arena, as->sha256)))
		return refuse(call, ERR_INTERNAL, "The row of the file is damaged.");
	file->size = as->size;
	file->path = text_copy(call->arena, text_of(path));
	file->etag = text_format(call->arena, "\"%.*s\"", (int)as->sha256.size, as->sha256.at);
	call->file = file;
	call->content_type = as->type;
	call->buffer.size = 0;
	headers_set(call, as->type, as->name);
	return ERR_OK;
}

enum err blob_read(struct call *call)
{
	struct rows *r;

	if (!call->app->blobs)
		return refuse(call, ERR_MISSING, "There is no such file.");
	r = store_ask(call, "SELECT sha256, size, content_type, name FROM blob"
			    " WHERE location_id = :locationId AND id = :fileId"
			    " AND secret = :secret");
	if (!rows_next(r)) {
		rows_close(r);
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such file.");
	}
	struct blob_shown_as as = { .sha256 = text_copy(call->arena, rows_text(r, "sha256")),
				    .type = text_copy(call->arena, rows_text(r, "content_type")),
				    .name = text_copy(call->arena, rows_text(r, "name")),
				    .size = rows_whole(r, "size") };
	rows_close(r);
	return blob_reply(call, &as);
}

bool blob_at(struct call *call, struct text address)
{
	struct text here = text_format(call->arena, "/files/%.*s/",
				       (int)call_text(call, "locationId").size,
				       call_text(call, "locationId").at);
	const char *at = memmem(address.at, address.size, here.at, here.size);
	struct text rest, id;

	if (!at || !call->app->blobs)
		return false;
	rest = (struct text){ at + here.size,
			      (size_t)(address.at + address.size - at) - here.size };
	text_split(&rest, '/', &id);
	call_set_text(call, "blobId", text_copy(call->arena, id));
	text_split(&rest, '/', &id);
	call_set_text(call, "blobSecret", text_copy(call->arena, id));
	return store_load(call, "SELECT sha256 AS blob_sha, size AS blob_size,"
				" content_type AS blob_type, name AS blob_name FROM blob"
				" WHERE location_id = :locationId AND id = :blobId"
				" AND secret = :blobSecret");
}

int blob_open(const struct blobs *b, struct text sha256, int64_t size)
{
	char path[BLOB_PATH_MAX], name[BLOB_SHA_SIZE];
	struct stat is;
	int fd = -1;

	if (!b || sha256.size >= sizeof(name))
		return -1;
	memcpy(name, sha256.at, sha256.size);
	name[sha256.size] = 0;
	if (blob_path(path, b->folder, name))
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && (fstat(fd, &is) || is.st_size != size)) {
		close(fd);
		return -1;
	}
	return fd;
}

enum err files_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM blob WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM blob WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}
