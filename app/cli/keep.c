// SPDX-License-Identifier: Apache-2.0
/*
 * Keeping the data: migrate, backup, restore, check.
 */
#include "app/cli/inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int verb_migrate(int argc, char **argv)
{
	struct app h;
	int code = app_open(&h, HOUSE_DATA, &argc, argv);

	if (!code)
		code = option_rest(argc, argv);
	if (!code) {
		struct text about = store_describe(h.parts.store, h.arena);
		printf("up to date: %.*s\n", (int)about.size, about.at);
	}
	app_close(&h);
	return code;
}

static struct text file_take(int *argc, char **argv)
{
	if (*argc < 1 || argv[*argc - 1][0] == '-')
		return (struct text){ 0 };
	return text_of(argv[--*argc]);
}

static bool lies(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0;
}

/* Secrets of connections are sealed with a key that is in no backup. */
static void key_tell(struct arena *a, const struct settings *s, const char *what)
{
	struct text file = s->secret_key_file;

	if (!file.size)
		file = text_format(a, "%.*s/secret.key", (int)s->data.size, s->data.at);
	if (s->data.size || s->secret_key_file.size)
		printf("%s: %.*s%s\n", what, (int)file.size, file.at,
		       lies(text_c(a, file)) ? "" : " (not there now)");
}

/* Beside the copy FILE: FILE.files, when there are any. */
static struct text files_beside(struct arena *a, struct text file)
{
	return text_format(a, "%.*s.files", (int)file.size, file.at);
}

static int files_backup(struct app *h, struct text file)
{
	struct text beside = files_beside(h->arena, file), why = { 0 };
	size_t copied;

	if (blobs_copy(h->arena, blobs_folder(h->parts.blobs), beside, &copied, &why))
		return say_failure(EXIT_REFUSED, why);
	if (copied)
		printf("written: %.*s (%zu files)\n", (int)beside.size, beside.at, copied);
	else
		rmdir(text_c(h->arena, beside));
	return 0;
}

int verb_backup(int argc, char **argv)
{
	struct app h;
	struct text why = { 0 }, to = file_take(&argc, argv);
	int code = to.size ? app_open(&h, HOUSE_DATA, &argc, argv)
			   : say_usage("backup --data DIR FILE");

	if (to.size == 0)
		return code;
	if (!code)
		code = option_rest(argc, argv);
	int held = code ? -1 : blobs_hold(h.parts.blobs); /* what the copy names, stays */
	if (!code && store_backup(h.parts.store, to, &why, h.arena))
		code = say_failure(EXIT_REFUSED, why);
	if (!code)
		code = files_backup(&h, to);
	blobs_release(held);
	if (!code) {
		printf("written: %.*s\n", (int)to.size, to.at);
		key_tell(h.arena, &h.settings, "not in it, keep a copy apart");
	}
	app_close(&h);
	return code;
}

/* How many files that rows name are not in the folder. */
struct lookover {
	struct text folder, why;
	size_t missing;
};

static enum err files_look_over(struct call *call)
{
	struct lookover *l = call->owner;

	return blobs_check(call, l->folder, &l->missing, &l->why);
}

static size_t files_check(struct app *h, struct text folder, struct text *why)
{
	struct lookover l = { .folder = folder };
	struct call *call = app_call(h, TEXT(""));

	call->owner = &l;
	if (store_read_now(call, files_look_over)) {
		*why = TEXT("the rows of the files cannot be read");
		return 1;
	}
	*why = l.why;
	return l.missing;
}

int verb_check(int argc, char **argv)
{
	struct app h;
	struct text why = { 0 };
	int code = app_open(&h, HOUSE_DATA, &argc, argv);

	if (!code)
		code = option_rest(argc, argv);
	if (!code && store_check(h.parts.store, &why, h.arena))
		code = say_failure(EXIT_REFUSED, why);
	if (!code && h.parts.blobs && files_check(&h, blobs_folder(h.parts.blobs), &why))
		code = say_failure(EXIT_REFUSED, why);
	if (!code)
		printf("whole and sound\n");
	app_close(&h);
	return code;
}

static bool copy_bytes(int from, int to)
{
	char bytes[65536];
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

static bool copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool whole = in >= 0 && out >= 0 && copy_bytes(in, out);

	if (in >= 0)
		close(in);
	if (out >= 0 && close(out))
		whole = false;
	return whole;
}

/* --- restore: written aside, checked, and put in place by one rename --- */

#define DATA_FILE "groundlevel.db"
#define WHOLE	  "whole.db"
#define ASIDE	  "restore.part" /* a folder in that of the data; what lies in it is ours */

/* The data, and what SQLite keeps beside it: an old log would be played over a new file. */
static const char *const data_files[] = { DATA_FILE, DATA_FILE "-wal", DATA_FILE "-shm" };

#define DATA_FILES (sizeof(data_files) / sizeof(*data_files))

static const char *path_in(struct arena *a, const char *folder, const char *name)
{
	return text_format(a, "%s/%s", folder, name).at;
}

static void aside_remove(const char *aside)
{
	DIR *folder = opendir(aside);

	for (struct dirent *e = folder ? readdir(folder) : NULL; e; e = readdir(folder))
		unlinkat(dirfd(folder), e->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(aside);
}

static bool folder_flush(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		close(fd);
	return done;
}

/* Opens the copy where it lies, brings it up to this version, looks whether it is sound, and writes
 * it as one file with nothing beside it. */
static int aside_make(struct arena *a, const char *aside, struct text files)
{
	struct app h;
	struct text why = { 0 };
	char data[] = "--data", *argv[] = { data, text_c(a, text_of(aside)) };
	int argc = 2, code = app_open(&h, HOUSE_DATA, &argc, argv);

	if (!code &&
	    (store_check(h.parts.store, &why, h.arena) ||
	     store_backup(h.parts.store, text_of(path_in(a, aside, WHOLE)), &why, h.arena)))
		code = say_failure(EXIT_REFUSED, why);
	if (!code && files_check(&h, files, &why)) /* what is there is put back all the same */
		fprintf(stderr, "groundlevel: %.*s\n", (int)why.size, why.at);
	app_close(&h);
	return code;
}

/* The files that lie beside the copy; those that are there already stay. */
static int files_restore(struct arena *a, const char *from, struct text files)
{
	struct text beside = files_beside(a, text_of(from)), why = { 0 };
	size_t copied;

	if (blobs_copy(a, beside, files, &copied, &why))
		return say_failure(EXIT_DATA, why);
	if (copied)
		printf("files put back: %zu\n", copied);
	else
		rmdir(text_c(a, files));
	return 0;
}

/* What lay there goes only now, and its log first: killed in between, it is restored once more. */
static int put_in_place(struct arena *a, const char *aside, const char *folder)
{
	for (size_t i = DATA_FILES; i-- > 1;)
		if (unlink(path_in(a, folder, data_files[i])) && errno != ENOENT)
			return say_failure(EXIT_DATA, text_of(strerror(errno)));
	if (!folder_flush(aside) ||
	    rename(path_in(a, aside, WHOLE), path_in(a, folder, DATA_FILE)) ||
	    !folder_flush(folder))
		return say_failure(EXIT_DATA, text_of(strerror(errno)));
	return 0;
}

static int restore_into(struct arena *a, const char *from, const char *folder)
{
	const char *aside = path_in(a, folder, ASIDE), *copy = path_in(a, aside, DATA_FILE);
	struct text files = text_format(a, "%s/blobs", folder);
	int code = 0;

	aside_remove(aside); /* of one that was killed */
	if (mkdir(aside, 0700) || !copy_file(from, copy))
		code = say_failure(EXIT_DATA, text_format(a, "%s: %s", from, strerror(errno)));
	if (!code)
		code = files_restore(a, from, files);
	if (!code)
		code = aside_make(a, aside, files);
	if (!code)
		code = put_in_place(a, aside, folder);
	aside_remove(aside);
	return code;
}

/* The first file in whose place something would be put, or that would be played over it. */
static const char *file_in_the_way(struct arena *a, const char *folder)
{
	for (size_t i = 0; i < DATA_FILES; i++)
		if (lies(path_in(a, folder, data_files[i])))
			return data_files[i];
	return NULL;
}

static int restore(struct arena *a, const struct settings *s, struct text from, bool force)
{
	const char *folder = text_c(a, s->data), *there;

	if (s->store.size)
		return say_failure(EXIT_REFUSED,
				   TEXT("restore puts back a copy of SQLite; a copy of "
					"PostgreSQL is restored by its own tools"));
	if (!s->data.size)
		return say_usage("say where the data goes: --data DIR");
	if (mkdir(folder, 0700) && errno != EEXIST)
		return say_failure(EXIT_DATA, text_of(strerror(errno)));
	there = file_in_the_way(a, folder);
	if (there && !force)
		return say_failure(EXIT_REFUSED,
				   text_format(a,
					       "there is data already (%s); name an empty folder, "
					       "or stop its server and say --force to replace it",
					       there));
	int code = restore_into(a, text_c(a, from), folder);
	if (!code) {
		printf("restored\n");
		key_tell(a, s,
			 "secrets of connections and flows need the key they were sealed "
			 "with");
	}
	return code;
}

int verb_restore(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct settings settings;
	bool force = option_flag(&argc, argv, "force");
	struct text why = { 0 }, from = file_take(&argc, argv);
	int code = 0;

	if (from.size == 0)
		code = say_usage("restore --data DIR [--force] FILE");
	else if (settings_read(a, &settings, &argc, argv, &why))
		code = say_failure(EXIT_USAGE, why);
	else
		code = option_rest(argc, argv);
	if (!code)
		code = restore(a, &settings, from, force);
	arena_drop(a);
	return code;
}
