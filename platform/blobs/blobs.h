// SPDX-License-Identifier: Apache-2.0
/*
 * Files: bytes on the disk beside the data, and rows that say what they are and whose.
 *
 *	DATA/blobs/ab/ab12…	bytes, by the SHA-256 of what is in them; never written again
 *	DATA/blobs/tmp/		what is only being written
 *	blob			a row for each file that somebody has: its name, kind, owner,
 *address
 *
 * The bytes come first: a file is hashed on its way, flushed, and has its place before the
 * transaction that names it begins.  So what was acknowledged is there after any crash; what was
 * not may leave bytes that nobody names, and the sweep takes those away when they are a day old.
 * The same content lies there once, whoever has it.  When the last row that names it has gone, the
 * sweep takes it.
 *
 * With PostgreSQL all processes that serve the same data need the same folder.
 *
 * This is the whole of what others know of the disk: path, take, sweep and copy could be asked of
 * an object store instead.
 */
#ifndef GROUNDLEVEL_PLATFORM_BLOBS_BLOBS_H
#define GROUNDLEVEL_PLATFORM_BLOBS_BLOBS_H

#include "base/call/call.h"

#define BLOB_SHA_SIZE 65 /* hexadecimal, with a NUL */

struct blobs;

/* In this folder of the data: call->app->blobs. */
enum err blobs_open(struct arena *a, struct text data, struct blobs **out, struct text *why);
enum err blobs_make(const struct blobs *b, struct arena *a, struct text *why); /* its folders */
void blobs_close(struct blobs *b);					       /* NULL is fine */
struct text
blobs_spool(const struct blobs *b); /* where bodies under way may be written; NULL: "" */
/* A thread that takes away what nobody names, in parts; stop it before the store. */
void blobs_start(struct blobs *b, const struct application *app);
void blobs_stop(struct blobs *b);

/* --- what comes --- */

/* So many bytes may come with this call, whose row has `files`: as its setting says, or fewer,
 * where whoever admitted it said so (:fileMost). */
size_t blobs_body_most(struct call *call);
/* By its Content-Length, and without filling the disk of the data? */
enum err blobs_room(struct call *call);
struct blobs_body {
	int fd; /* -1: it is `bytes` */
	size_t size;
	struct text bytes;
	struct text name; /* of what is the one file itself, harmless; empty: "file" */
};
/* Takes it apart, keeps its files, and gives call->parts (and as call->body one text that says the
 * same of the same parts, whatever their boundary was).  For a thread that may wait. */
enum err blobs_take(struct call *call, const struct blobs_body *body);

/* --- what is kept, in a transaction of :locationId --- */

struct blob_new {
	const struct call_part *part;
	const char *owner; /* a kind of thing, and */
	struct text owner_id;
};
struct blob_made {
	struct text id, address; /* the address without a host, to be kept */
};
enum err blob_add(struct call *call, const struct blob_new *what, struct blob_made *made);
/* Those of an owner are nobody's any more. */
enum err blobs_of_owner_drop(struct call *call, const char *owner, struct text owner_id);
enum err blob_drop(struct call *call, struct text id);
/* From now on it is theirs. */
enum err blob_give(struct call *call, struct text id, const char *owner, struct text owner_id);
/* Our own address, as whoever asks knows it, to stand before that of a blob: http://host:port */
struct text blobs_origin(struct call *call);

/* The file that is read at this address of ours, whatever host it names, if it is of :locationId:
 * :blobId, :blobSize, :blobType, :blobName and :blobSha are set. */
bool blob_at(struct call *call, struct text address);
/* To be read; -1: it is not there, or is not so long. */
int blob_open(const struct blobs *b, struct text sha256, int64_t size);

/* The reply is that file, to be saved under its name. */
struct blob_shown_as {
	struct text sha256, type, name;
	int64_t size;
};
enum err blob_reply(struct call *call, const struct blob_shown_as *as);

/* --- what we write ourselves: nobody sees it until it is kept --- */
struct blob_file;
struct blob_file *blob_file_open(struct call *call, int64_t size_max); /* NULL: it refused */
enum err blob_file_add(struct call *call, struct blob_file *f, struct text bytes);
/* Flushed and in its place; *part is it, for blob_add. */
enum err blob_file_keep(struct call *call, struct blob_file *f, struct text name,
			struct call_part *part);
void blob_file_drop(struct blob_file *f); /* what was not kept goes; NULL is fine */

/* --- keeping the data --- */

/* While it is held nothing is taken away; -1: it cannot be had. */
int blobs_hold(const struct blobs *b);
void blobs_release(int held);
/* All bytes, into a folder that is made, or from one: those that are there already stay. */
enum err blobs_copy(struct arena *a, struct text from, struct text to, size_t *copied,
		    struct text *why);
struct text blobs_folder(const struct blobs *b); /* DATA/blobs */
/* Is every file that a row names in that folder, whole?  In a call that reads; *why says which is
 * not, *missing how many. */
enum err blobs_check(struct call *call, struct text folder, size_t *missing, struct text *why);

#endif
