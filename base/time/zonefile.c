// SPDX-License-Identifier: Apache-2.0
/* Reading the system's zone database. */
#include "base/time/zonefile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER	      "/usr/share/zoneinfo"
#define ZONE_NAME_MAX 64
#define ZONE_FILE_MAX ((off_t)1 << 18)

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '+' || c == '-';
}

static bool name_fits(struct text name)
{
	static const char *const others[] = { "localtime", "posixrules", "posix", "right" };
	struct text rest = name, part;
	if (!name.size || name.size > ZONE_NAME_MAX || text_ends(name, "/"))
		return false;
	for (bool first = true; text_split(&rest, '/', &part); first = false) {
		for (size_t i = 0; first && i < sizeof(others) / sizeof(*others); i++)
			if (text_is(part, others[i]))
				return false;
		for (size_t i = 0; i < part.size; i++)
			if (!is_letter(part.at[i]))
				return false;
		if (!part.size)
			return false;
	}
	return true;
}

static bool file_take(struct arena *a, int file, struct text *bytes)
{
	struct stat about;
	if (fstat(file, &about) || !S_ISREG(about.st_mode) || about.st_size > ZONE_FILE_MAX)
		return false;
	char *at = arena_bytes(a, (size_t)about.st_size);
	ssize_t size = read(file, at, (size_t)about.st_size);
	*bytes = (struct text){ at, size < 0 ? 0 : (size_t)size };
	return size == about.st_size && bytes->size >= 4 && !memcmp(at, "TZif", 4);
}

enum err zonefile_read(struct arena *a, struct text name, struct text *bytes)
{
	char path[sizeof(FOLDER) + 1 + ZONE_NAME_MAX];
	*bytes = (struct text){ 0 };
	if (!name_fits(name))
		return ERR_MISSING;
	snprintf(path, sizeof(path), FOLDER "/%.*s", (int)name.size, name.at);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return ERR_MISSING;
	bool fine = file_take(a, file, bytes);
	close(file);
	return fine ? ERR_OK : ERR_MISSING;
}
