// SPDX-License-Identifier: Apache-2.0
/*
 * Keeping the files: copied as they lie, and looked over against their rows.
 */
#include <openssl/evp.h>

#include "platform/blobs/inside.h"

#include "platform/store/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 65536

static bool bytes_copy(int from, int to)
{
	char bytes[PIECE];
	ssize_t got;

	while ((got = read(from, bytes, sizeof(bytes))) > 0)
		for (ssize_t done = 0; done < got;) {
			ssize_t n = write(to, bytes + done, (size_t)(got - done));

			if (n < 0)
				return false;
			done += n;
		}
	return got == 0 && fsync(to) == 0;
}

/* Written aside first: a file of that name is always whole. */
static bool file_copy(const char *from, const char *to)
{
	char part[BLOB_PATH_MAX + 8];
	int in = open(from, O_RDONLY | O_CLOEXEC), out = -1;
	bool whole = false;

	snprintf(part, sizeof(part), "%s.part", to);
	if (in >= 0)
		out = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (out >= 0)
		whole = bytes_copy(in, out);
	if (in >= 0)
		close(in);
	if (out >= 0 && close(out))
		whole = false;
	return whole && rename(part, to) == 0;
}

static enum err shelf_copy(const char *from, const char *to, size_t *copied)
{
	DIR *folder = opendir(from);
	char source[BLOB_PATH_MAX + 300], target[BLOB_PATH_MAX];
	bool fine = folder || errno == ENOENT;
	struct dirent *e;

	while (fine && folder && (e = readdir(folder))) {
		struct stat about;

		if (!blob_named(e->d_name) || !blob_path(target, to, e->d_name))
			continue;
		snprintf(source, sizeof(source), "%s/%s", from, e->d_name);
		if (stat(target, &about) == 0)
			continue;
		char shelf[BLOB_PATH_MAX];
		snprintf(shelf, sizeof(shelf), "%.*s", (int)(strlen(target) - BLOB_SHA_SIZE),
			 target);
		fine = (mkdir(shelf, 0700) == 0 || errno == EEXIST) && file_copy(source, target);
		*copied += fine;
	}
	if (folder)
		closedir(folder);
	return fine ? ERR_OK : ERR_UNAVAILABLE;
}

enum err blobs_copy(struct arena *a, struct text from, struct text to, size_t *copied,
		    struct text *why)
{
	const char *target = text_c(a, to), *source = text_c(a, from);
	enum err e = mkdir(target, 0700) == 0 || errno == EEXIST ? ERR_OK : ERR_UNAVAILABLE;

	*copied = 0;
	for (unsigned shelf = 0; !e && shelf < BLOB_SHELVES; shelf++) {
		char path[BLOB_PATH_MAX];

		snprintf(path, sizeof(path), "%s/%02x", source, shelf);
		e = shelf_copy(path, target, copied);
	}
	if (!e && !folder_flush(target))
		e = ERR_UNAVAILABLE;
	if (e)
		*why = text_format(a, "%s cannot be written: %s", target, strerror(errno));
	return e;
}

/* --- are they there? --- */

static bool sums_to(const char *path, const char *sha256, int64_t size)
{
	EVP_MD_CTX *digest = EVP_MD_CTX_new();
	unsigned char sum[EVP_MAX_MD_SIZE] = { 0 };
	char bytes[PIECE], spelled[3];
	unsigned sum_size = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool same = digest && fd >= 0 && EVP_DigestInit_ex(digest, EVP_sha256(), NULL) == 1;
	ssize_t got = 0;

	while (same && (got = read(fd, bytes, sizeof(bytes))) > 0) {
		same = EVP_DigestUpdate(digest, bytes, (size_t)got) == 1;
		size -= got;
	}
	same = same && got == 0 && size == 0 && EVP_DigestFinal_ex(digest, sum, &sum_size) == 1;
	for (size_t i = 0; same && i < 32; i++) {
		snprintf(spelled, sizeof(spelled), "%02x", sum[i]);
		same = memcmp(spelled, sha256 + 2 * i, 2) == 0;
	}
	if (fd >= 0)
		close(fd);
	EVP_MD_CTX_free(digest);
	return same;
}

/* The rows come by their bytes, so that each file is read once however many name it. */
enum err blobs_check(struct call *call, struct text folder, size_t *missing, struct text *why)
{
	const char *lies = text_c(call->arena, folder);
	char path[BLOB_PATH_MAX], sha[BLOB_SHA_SIZE];
	struct rows *r = store_ask(call, "SELECT sha256, size, min(name) AS name FROM blob"
					 " /* grows: all files, each is read */"
					 " GROUP BY sha256, size ORDER BY sha256");

	*missing = 0;
	while (rows_next(r)) {
		struct text name = rows_text(r, "sha256");

		snprintf(sha, sizeof(sha), "%.*s", (int)name.size, name.at);
		if (blob_path(path, lies, sha) && sums_to(path, sha, rows_whole(r, "size")))
			continue;
		name = rows_text(r, "name");
		if (!(*missing)++)
			*why = text_format(call->arena,
					   "the file %.*s (%s) is not there, or not as it was",
					   (int)name.size, name.at, sha);
	}
	rows_close(r);
	if (*missing > 1)
		*why = text_format(call->arena, "%.*s; %zu of them", (int)why->size, why->at,
				   *missing);
	return call->err;
}
