// SPDX-License-Identifier: Apache-2.0
/*
 * Keeping the data: migrate, backup, restore, check.
 */
#include "command/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int verb_migrate(int argc, char **argv)
{
	struct house h;
	int code = house_open(&h, HOUSE_DATA, &argc, argv);

	if (!code)
		code = option_rest(argc, argv);
	if (!code) {
		struct text about = store_describe(h.store, h.arena);
		printf("up to date: %.*s\n", (int)about.size, about.at);
	}
	house_close(&h);
	return code;
}

static struct text file_take(int *argc, char **argv)
{
	if (*argc < 1 || argv[*argc - 1][0] == '-')
		return (struct text){ 0 };
	return text_of(argv[--*argc]);
}

int verb_backup(int argc, char **argv)
{
	struct house h;
	struct text why = { 0 }, to = file_take(&argc, argv);
	int code = to.size ? house_open(&h, HOUSE_DATA, &argc, argv)
			   : say_usage("backup --data DIR FILE");

	if (to.size == 0)
		return code;
	if (!code)
		code = option_rest(argc, argv);
	if (!code && store_backup(h.store, to, &why, h.arena))
		code = say_failure(EXIT_REFUSED, why);
	if (!code)
		printf("written: %.*s\n", (int)to.size, to.at);
	house_close(&h);
	return code;
}

int verb_check(int argc, char **argv)
{
	struct house h;
	struct text why = { 0 };
	int code = house_open(&h, HOUSE_DATA, &argc, argv);

	if (!code)
		code = option_rest(argc, argv);
	if (!code && store_check(h.store, &why, h.arena))
		code = say_failure(EXIT_REFUSED, why);
	if (!code)
		printf("whole and sound\n");
	house_close(&h);
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

/* The copy is put in place, opened and checked; a copy that is not sound is taken away again. */
static int restore_into(const char *from, const char *to, int argc, char **argv)
{
	struct house h;
	struct text why = { 0 };

	if (!copy_file(from, to)) {
		int number = errno;
		unlink(to);
		return say_failure(EXIT_DATA, text_of(strerror(number)));
	}
	int code = house_open(&h, HOUSE_DATA, &argc, argv);
	if (!code && store_check(h.store, &why, h.arena))
		code = say_failure(EXIT_REFUSED, why);
	house_close(&h);
	if (code)
		unlink(to);
	else
		printf("restored\n");
	return code;
}

int verb_restore(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct settings settings;
	struct text why = { 0 }, from = file_take(&argc, argv);
	char *kept[64];
	int count = 0, code = 0;

	for (; count < argc && count < 64; count++)
		kept[count] = argv[count];
	if (from.size == 0)
		code = say_usage("restore --data DIR FILE");
	else if (settings_read(a, &settings, &argc, argv, &why))
		code = say_failure(EXIT_USAGE, why);
	else
		code = option_rest(argc, argv);
	if (!code) {
		char *folder = text_c(a, settings.data);
		struct text to = text_format(a, "%s/groundlevel.db", folder);
		if (settings.data.size == 0)
			code = say_usage("say where the data goes: --data DIR");
		else if (mkdir(folder, 0700) && errno != EEXIST)
			code = say_failure(EXIT_DATA, text_of(strerror(errno)));
		else if (access(to.at, F_OK) == 0)
			code = say_failure(EXIT_REFUSED,
					   TEXT("there is data already; name an empty folder"));
		else
			code = restore_into(text_c(a, from), to.at, count, kept);
	}
	arena_drop(a);
	return code;
}
