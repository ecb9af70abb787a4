// SPDX-License-Identifier: Apache-2.0
/*
 * The table of settings, filled from four places.
 *
 * Each place is asked in turn, the strongest first, and a setting that has a value keeps it:
 *
 *	flags ► environment ► settings.conf ► the table
 */
#include "base/core/settings.h"

#include "base/core/near.h"

#include "base/core/log.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define FILE_SIZE_MAX 65536
#define NAME_SIZE_MAX 32
#define PREFIX	      "GROUNDLEVEL_"

struct setting;

/* A type of value: does it fit, and what does? */
struct type {
	bool (*fits)(const struct setting *s, struct text value);
	const char *wanted;
};

struct setting {
	const char *name, *initial, *about;
	int64_t least, most;
	const struct type *type;
};

static bool text_fits(const struct setting *s, struct text value)
{
	(void)s;
	return text_utf8(value);
}

static bool whole_fits(const struct setting *s, struct text value)
{
	int64_t whole;
	return text_whole(value, &whole) && whole >= s->least && whole <= s->most;
}

static bool level_fits(const struct setting *s, struct text value)
{
	(void)s;
	enum log_level level;
	return log_level_find(value, &level);
}

static bool flag_fits(const struct setting *s, struct text value)
{
	(void)s;
	return settings_flag(value) || text_is(value, "false") || text_is(value, "no") ||
	       text_is(value, "0");
}

static bool format_fits(const struct setting *s, struct text value)
{
	(void)s;
	return text_is(value, "text") || text_is(value, "json");
}

static bool readers_fits(const struct setting *s, struct text value)
{
	(void)s;
	return text_is(value, "local") || text_is(value, "token") || text_is(value, "all") ||
	       text_is(value, "nobody");
}

static const struct type type_TEXT = { text_fits, "must be UTF-8" };
static const struct type type_WHOLE = { whole_fits, "must be a whole number" };
static const struct type type_FLAG = { flag_fits, "must be true or false" };
static const struct type type_FORMAT = { format_fits, "must be text or json" };
static const struct type type_READERS = { readers_fits, "must be local, token, all or nobody" };
static const struct type type_LEVEL = { level_fits, "must be debug, info, warn or error" };

static const struct setting table[] = {
#define X(word, kind, value, low, high, meaning)                                                   \
	{ .name = #word,                                                                           \
	  .initial = value,                                                                        \
	  .about = meaning,                                                                        \
	  .least = low,                                                                            \
	  .most = high,                                                                            \
	  .type = &type_##kind },
	SETTINGS_TABLE(X)
#undef X
};

#define TABLE_SIZE (sizeof(table) / sizeof(table[0]))

static_assert(sizeof(struct settings) == TABLE_SIZE * sizeof(struct text), "one text a row");

struct reader {
	struct arena *arena;
	struct text values[TABLE_SIZE]; /* at is NULL while there is none */
	struct text *why;
};

/* A name as the table spells it: small letters, _ for -. */
static struct text plain_name(struct text name, char room[NAME_SIZE_MAX])
{
	size_t size = name.size < NAME_SIZE_MAX ? name.size : NAME_SIZE_MAX;
	for (size_t i = 0; i < size; i++) {
		char c = name.at[i];
		room[i] = c == '-' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	return (struct text){ room, size };
}

static const struct setting *setting_find(struct text name)
{
	for (size_t i = 0; i < TABLE_SIZE; i++) {
		if (text_is(name, table[i].name))
			return &table[i];
	}
	return NULL;
}

static size_t least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

const char *settings_near(struct text name)
{
	char room[NAME_SIZE_MAX];
	struct text plain = plain_name(name, room);
	const char *nearest = NULL;
	size_t best = near_limit(plain);
	for (size_t i = 0; i < TABLE_SIZE; i++) {
		if (near_better(plain, text_of(table[i].name), &best))
			nearest = table[i].name;
	}
	return nearest;
}

static enum err unknown(struct reader *r, const char *place, struct text name)
{
	const char *near = settings_near(name);
	*r->why = text_format(r->arena, "%s has no setting %.*s%s%s%s", place,
			      (int)least_of(name.size, 200), name.at, near ? "; did you mean " : "",
			      near ? near : "", near ? "?" : "");
	return ERR_BAD;
}

static enum err misfit(struct reader *r, const struct setting *s, struct text value)
{
	struct text range = TEXT("");
	if (s->most)
		range = text_format(r->arena, " from %lld to %lld", (long long)s->least,
				    (long long)s->most);
	*r->why = text_format(r->arena, "%s %s%.*s, not \"%.*s\"", s->name, s->type->wanted,
			      (int)range.size, range.at, (int)least_of(value.size, 200), value.at);
	return ERR_BAD;
}

static enum err value_set(struct reader *r, const struct setting *s, struct text value)
{
	if (!s->type->fits(s, value))
		return misfit(r, s, value);
	struct text *slot = &r->values[s - table];
	if (!slot->at)
		*slot = text_copy(r->arena, value);
	return ERR_OK;
}

/* The setting that an argument names, and in *value what follows its '=' (at NULL: no '='). */
static const struct setting *flag_find(const char *arg, struct text *value)
{
	char room[NAME_SIZE_MAX];
	struct text rest = text_of(arg), name;
	*value = (struct text){ 0 };
	if (!text_starts(rest, "--"))
		return NULL;
	rest = (struct text){ rest.at + 2, rest.size - 2 };
	if (!text_split(&rest, '=', &name))
		return NULL;
	if (name.at[name.size] == '=')
		*value = rest;
	return setting_find(plain_name(name, room));
}

static enum err flags_read(struct reader *r, int *argc, char **argv)
{
	int kept = 0, i = 0;
	for (; i < *argc && strcmp(argv[i], "--") != 0; i++) {
		struct text value;
		const struct setting *s = flag_find(argv[i], &value);
		if (!s) {
			argv[kept++] = argv[i];
			continue;
		}
		if (!value.at && i + 1 == *argc) {
			*r->why = text_format(r->arena, "%s needs a value", argv[i]);
			return ERR_BAD;
		}
		if (!value.at)
			value = text_of(argv[++i]);
		r->values[s - table] =
			(struct text){ 0 }; /* of the same flag twice the last holds */
		enum err e = value_set(r, s, value);
		if (e)
			return e;
	}
	while (i < *argc)
		argv[kept++] = argv[i++];
	*argc = kept;
	argv[kept] = NULL;
	return ERR_OK;
}

/* A name that is not in the table is let pass here: other programs write variables of this prefix
 * too (a cluster's service links, our own tests). */
static enum err environment_read(struct reader *r)
{
	for (char **each = environ; each && *each; each++) {
		char room[NAME_SIZE_MAX];
		struct text value = text_of(*each), name;
		if (!text_starts(value, PREFIX) || !text_split(&value, '=', &name) || !value.size)
			continue;
		name = (struct text){ name.at + strlen(PREFIX), name.size - strlen(PREFIX) };
		const struct setting *s = setting_find(plain_name(name, room));
		enum err e = s ? value_set(r, s, value) : ERR_OK;
		if (e)
			return e;
	}
	return ERR_OK;
}

static enum err line_read(struct reader *r, struct text line)
{
	struct text name;
	line = text_trim(line);
	if (!line.size || line.at[0] == '#')
		return ERR_OK;
	if (!memchr(line.at, '=', line.size)) {
		*r->why = text_format(r->arena, "settings.conf has a line without \"=\": %.*s",
				      (int)least_of(line.size, 200), line.at);
		return ERR_BAD;
	}
	text_split(&line, '=', &name);
	name = text_trim(name);
	const struct setting *s = setting_find(name);
	if (!s)
		return unknown(r, "settings.conf", name);
	if (text_is(name, "data")) {
		*r->why = TEXT("settings.conf lies in the data folder and cannot say where it is");
		return ERR_BAD;
	}
	return value_set(r, s, text_trim(line));
}

/* All of a small file; a file that is not there is empty. */
static enum err file_read(struct reader *r, const char *path, struct text *out)
{
	*out = TEXT("");
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
		return ERR_OK;
	char *at = arena_bytes(r->arena, FILE_SIZE_MAX);
	ssize_t got = -1;
	size_t size = 0;
	while (file >= 0 && (got = read(file, at + size, FILE_SIZE_MAX - size)) > 0)
		size += (size_t)got;
	if (file >= 0)
		close(file);
	if (got < 0 || size == FILE_SIZE_MAX) {
		*r->why = text_format(r->arena, "%s %s", path,
				      got < 0 ? "cannot be read" : "is too large");
		return ERR_BAD;
	}
	*out = (struct text){ at, size };
	return ERR_OK;
}

static enum err folder_read(struct reader *r)
{
	struct text folder = r->values[setting_find(TEXT("data")) - table], content, line;
	if (!folder.size)
		return ERR_OK;
	struct text path = text_format(r->arena, "%.*s/settings.conf", (int)folder.size, folder.at);
	enum err e = file_read(r, path.at, &content);
	while (!e && text_split(&content, '\n', &line))
		e = line_read(r, line);
	return e;
}

enum err settings_read(struct arena *a, struct settings *out, int *argc, char **argv,
		       struct text *why)
{
	struct reader r = { .arena = a, .why = why };
	enum err e = flags_read(&r, argc, argv);
	if (!e)
		e = environment_read(&r);
	if (!e)
		e = folder_read(&r);
	for (size_t i = 0; !e && i < TABLE_SIZE; i++) {
		if (!r.values[i].at)
			e = value_set(&r, &table[i], text_of(table[i].initial));
	}
	memcpy(out, r.values, sizeof(*out));
	return e;
}

int64_t settings_named(const struct settings *s, struct text name)
{
	const struct text *values = (const struct text *)s;

	for (size_t i = 0; i < TABLE_SIZE; i++)
		if (text_is(name, table[i].name) && table[i].most)
			return s ? settings_whole(values[i]) : 0;
	return -1;
}

int64_t settings_whole(struct text value)
{
	int64_t whole = 0;
	text_whole(value, &whole);
	return whole;
}

bool settings_flag(struct text value)
{
	return text_is(value, "true") || text_is(value, "yes") || text_is(value, "1");
}

void settings_help(struct buffer *out)
{
	for (size_t i = 0; i < TABLE_SIZE; i++) {
		const struct setting *s = &table[i];
		char flag[NAME_SIZE_MAX + 1] = { 0 };
		for (size_t k = 0; s->name[k]; k++)
			flag[k] = s->name[k] == '_' ? '-' : s->name[k];
		buffer_format(out, "  --%-16s %s", flag, s->about);
		if (s->initial[0])
			buffer_format(out, " (%s)", s->initial);
		buffer_byte(out, '\n');
	}
}
