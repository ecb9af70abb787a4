// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room: the folder, and what is being written into it.
 */
#ifndef GROUNDLEVEL_PLATFORM_BLOBS_INSIDE_H
#define GROUNDLEVEL_PLATFORM_BLOBS_INSIDE_H

#include "platform/blobs/blobs.h"

#include <pthread.h>

#define BLOB_HEAD_MAX 64	  /* of a file: enough to know its kind */
#define BLOB_OLD_S    (24 * 3600) /* so old is what nobody names, before it goes */
#define BLOB_PATH_MAX 4096
#define BLOB_SHELVES  256
#define BLOB_ROUND_S  (24 * 3600)

struct blobs {
	char folder[BLOB_PATH_MAX], tmp[BLOB_PATH_MAX];
	const struct application *app;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool running, stopping;
};

/* DATA/blobs/ab/ab12…; false: that is no name of ours. */
bool blob_path(char out[BLOB_PATH_MAX], const char *folder, const char *sha256);
bool blob_named(const char *sha256); /* 64 small hexadecimal digits */

/* --- one file that is being written --- */
struct blob_writing {
	const struct blobs *blobs;
	int fd;
	void *digest; /* EVP_MD_CTX */
	int64_t size, size_max;
	char path[BLOB_PATH_MAX + 16];
	char head[BLOB_HEAD_MAX];
	size_t head_size;
};
/* Each gives NULL, or one sentence for people; *e says which error. */
const char *blob_writing_open(struct blob_writing *w, const struct blobs *b, int64_t size_max,
			      enum err *e);
const char *blob_writing_add(struct blob_writing *w, struct text bytes, enum err *e);
/* Flushed and in its place; it is over either way. */
const char *blob_writing_keep(struct blob_writing *w, char sha256[BLOB_SHA_SIZE], enum err *e);
void blob_writing_drop(struct blob_writing *w);
bool folder_flush(const char *path);

/* kinds.c: what it is by its first bytes; else by its name; else application/octet-stream */
struct text blob_kind(struct text head, struct text name, struct text said);
/* May a browser show it where it stands, in our origin? */
bool blob_shown(struct text content_type);

#endif
