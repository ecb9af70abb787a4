// SPDX-License-Identifier: Apache-2.0
/*
 * The folder: a file is written aside, hashed on its way, flushed, and gets the name of its hash.
 */
#include <openssl/evp.h>

#include "platform/blobs/inside.h"

#include "base/core/log.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool blob_named(const char *sha256)
{
	size_t size = 0;

	while ((sha256[size] >= '0' && sha256[size] <= '9') ||
	       (sha256[size] >= 'a' && sha256[size] <= 'f'))
		size++;
	return size == BLOB_SHA_SIZE - 1 && !sha256[size];
}

bool blob_path(char out[BLOB_PATH_MAX], const char *folder, const char *sha256)
{
	return blob_named(sha256) &&
	       snprintf(out, BLOB_PATH_MAX, "%s/%.2s/%s", folder, sha256, sha256) < BLOB_PATH_MAX;
}

bool folder_flush(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		close(fd);
	return done;
}

static bool folder_make(const char *path)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST;
}

enum err blobs_open(struct arena *a, struct text data, struct blobs **out, struct text *why)
{
	struct blobs *b = calloc(1, sizeof(*b));

	assert(b);
	if (data.size + sizeof("/blobs/tmp") > sizeof(b->tmp)) {
		*why = text_format(a, "The name of the folder is too long: %.*s", (int)data.size,
				   data.at);
		free(b);
		return ERR_BAD;
	}
	memcpy(b->folder, data.at, data.size);
	memcpy(b->folder + data.size, "/blobs", sizeof("/blobs"));
	memcpy(b->tmp, data.at, data.size);
	memcpy(b->tmp + data.size, "/blobs/tmp", sizeof("/blobs/tmp"));
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->wake, NULL);
	*out = b;
	return ERR_OK;
}

enum err blobs_make(const struct blobs *b, struct arena *a, struct text *why)
{
	if (!b || (folder_make(b->folder) && folder_make(b->tmp)))
		return ERR_OK;
	*why = text_format(a, "The folder for files cannot be made: %s: %s", b->tmp,
			   strerror(errno));
	return ERR_UNAVAILABLE;
}

void blobs_close(struct blobs *b)
{
	if (!b)
		return;
	pthread_mutex_destroy(&b->lock);
	pthread_cond_destroy(&b->wake);
	free(b);
}

struct text blobs_spool(const struct blobs *b)
{
	return b ? text_of(b->tmp) : TEXT("");
}

struct text blobs_folder(const struct blobs *b)
{
	return text_of(b->folder);
}

/* --- one file that is being written --- */

static const char *unable(enum err *e)
{
	bool full = errno == ENOSPC || errno == EDQUOT;

	log_say(LOG_ERROR, "blobs", "a file could not be kept error=\"%s\"", strerror(errno));
	*e = full ? ERR_FULL : ERR_UNAVAILABLE;
	return full ? "There is no room on the disk for the file."
		    : "The file could not be kept; please try again later.";
}

const char *blob_writing_open(struct blob_writing *w, const struct blobs *b, int64_t size_max,
			      enum err *e)
{
	w->blobs = b;
	w->size = 0;
	w->size_max = size_max;
	w->head_size = 0;
	w->digest = EVP_MD_CTX_new();
	assert(w->digest && EVP_DigestInit_ex(w->digest, EVP_sha256(), NULL) == 1);
	snprintf(w->path, sizeof(w->path), "%s/new-XXXXXX", b->tmp);
	w->fd = mkostemp(w->path, O_CLOEXEC);
	if (w->fd >= 0)
		return NULL;
	EVP_MD_CTX_free(w->digest);
	w->digest = NULL;
	return unable(e);
}

const char *blob_writing_add(struct blob_writing *w, struct text bytes, enum err *e)
{
	if ((int64_t)bytes.size > w->size_max - w->size) {
		*e = ERR_LARGE;
		return "The file is too large.";
	}
	size_t head = sizeof(w->head) - w->head_size;
	if (head) {
		head = head < bytes.size ? head : bytes.size;
		memcpy(w->head + w->head_size, bytes.at, head);
		w->head_size += head;
	}
	if (bytes.size && EVP_DigestUpdate(w->digest, bytes.at, bytes.size) != 1)
		return unable(e);
	for (size_t done = 0; done < bytes.size;) {
		ssize_t n = write(w->fd, bytes.at + done, bytes.size - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return unable(e);
		done += (size_t)n;
	}
	w->size += (int64_t)bytes.size;
	return NULL;
}

void blob_writing_drop(struct blob_writing *w)
{
	if (!w->digest)
		return;
	EVP_MD_CTX_free(w->digest);
	w->digest = NULL;
	close(w->fd);
	unlink(w->path);
}

/* The same content may lie there already: then the new file takes its place, and is as young as it
 * seems to the sweep. */
static bool placed(const struct blob_writing *w, const char *sha256)
{
	char to[BLOB_PATH_MAX], shelf[BLOB_PATH_MAX];
	bool fresh;

	if (!blob_path(to, w->blobs->folder, sha256))
		return false;
	snprintf(shelf, sizeof(shelf), "%.*s", (int)(strlen(to) - BLOB_SHA_SIZE), to);
	fresh = mkdir(shelf, 0700) == 0;
	return fsync(w->fd) == 0 && rename(w->path, to) == 0 && folder_flush(shelf) &&
	       (!fresh || folder_flush(w->blobs->folder));
}

const char *blob_writing_keep(struct blob_writing *w, char sha256[BLOB_SHA_SIZE], enum err *e)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned size = 0;
	const char *why = NULL;

	assert(EVP_DigestFinal_ex(w->digest, sum, &size) == 1 && size == 32);
	for (size_t i = 0; i < 32; i++) {
		sha256[2 * i] = digits[sum[i] >> 4];
		sha256[2 * i + 1] = digits[sum[i] & 15];
	}
	sha256[64] = 0;
	if (!placed(w, sha256))
		why = unable(e);
	blob_writing_drop(w); /* its path leads nowhere now, or to what is not wanted */
	return why;
}
