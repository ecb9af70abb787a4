// SPDX-License-Identifier: Apache-2.0
/*
 * Zones out of TZif files (RFC 9636).
 *
 *	header, block with 32-bit times            version 1 ends here
 *	header, block with 64-bit times, footer    \n POSIX rule \n
 *
 * A block: times of changes, the type after each, the types (offset, summer, name), names, leap
 * seconds, two lists of flags.  Only times and offsets matter here.
 */
#include "base/time/zone.h"

#include "base/time/days.h"
#include "base/time/zone_rule.h"

#define HEADER_SIZE  44
#define CHANGES_MAX  65536
#define TYPE_SIZE    6
#define OFFSET_LEAST (-89999) /* RFC 9636, 3.2 */
#define OFFSET_MOST  93599
#define SECOND_MOST  (INT64_C(1) << 56) /* past this, a time is only a mark */

struct zone {
	struct text name;
	const int64_t *changes; /* seconds, ascending */
	const int32_t *offsets; /* one before each change, and one after the last */
	size_t count;
	bool ruled; /* the rule holds after the last change */
	struct rule rule;
};

struct head {
	char version;
	size_t utc_flags, standard_flags, leaps, changes, types, names;
};

static uint64_t number_at(const char *at, size_t size)
{
	uint64_t value = 0;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static bool bytes_take(struct text *rest, size_t size, const char **out)
{
	if (rest->size < size)
		return false;
	*out = rest->at;
	*rest = (struct text){ rest->at + size, rest->size - size };
	return true;
}

static bool head_take(struct text *rest, struct head *h)
{
	const char *at;
	if (!bytes_take(rest, HEADER_SIZE, &at) || memcmp(at, "TZif", 4) != 0)
		return false;
	size_t *const counts[] = { &h->utc_flags, &h->standard_flags, &h->leaps,
				   &h->changes,	  &h->types,	      &h->names };
	h->version = at[4];
	for (size_t i = 0; i < 6; i++) {
		*counts[i] = (size_t)number_at(at + 20 + 4 * i, 4);
		if (*counts[i] > CHANGES_MAX)
			return false;
	}
	return true;
}

static size_t block_size(const struct head *h, size_t time_size)
{
	return h->changes * (time_size + 1) + h->types * TYPE_SIZE + h->names +
	       h->leaps * (time_size + 4) + h->standard_flags + h->utc_flags;
}

static int64_t time_at(const char *at, size_t size)
{
	uint64_t bits = number_at(at, size);
	return size == 4 ? (int32_t)(uint32_t)bits : (int64_t)bits;
}

static bool offset_read(const char *types, size_t type_count, size_t type, int32_t *out)
{
	if (type >= type_count)
		return false;
	*out = (int32_t)(uint32_t)number_at(types + type * TYPE_SIZE, 4);
	return *out >= OFFSET_LEAST && *out <= OFFSET_MOST;
}

static bool block_read(struct arena *a, const struct head *h, const char *at, size_t time_size,
		       struct zone *z)
{
	const char *indexes = at + h->changes * time_size, *types = indexes + h->changes;
	int64_t *changes = arena_take(a, (h->changes + 1) * sizeof(*changes));
	int32_t *offsets = arena_take(a, (h->changes + 1) * sizeof(*offsets));
	if (h->leaps || !h->types || h->types > 256 || !offset_read(types, h->types, 0, offsets))
		return false;
	for (size_t i = 0; i < h->changes; i++) {
		changes[i] = time_at(at + i * time_size, time_size);
		if (changes[i] > SECOND_MOST || (i && changes[i] <= changes[i - 1]))
			return false;
		if (!offset_read(types, h->types, (unsigned char)indexes[i], &offsets[i + 1]))
			return false;
	}
	z->changes = changes;
	z->offsets = offsets;
	z->count = h->changes;
	return true;
}

static bool footer_read(struct text rest, struct zone *z)
{
	if (rest.size < 2 || rest.at[0] != '\n')
		return false;
	const char *end = memchr(rest.at + 1, '\n', rest.size - 1);
	if (!end)
		return false;
	struct text rule = { rest.at + 1, (size_t)(end - rest.at - 1) };
	z->ruled = rule.size > 0;
	return !z->ruled || rule_read(rule, &z->rule);
}

static bool file_read(struct arena *a, struct text bytes, struct zone *z)
{
	struct head head;
	const char *block;
	if (!head_take(&bytes, &head) || !bytes_take(&bytes, block_size(&head, 4), &block))
		return false;
	if (!head.version)
		return block_read(a, &head, block, 4, z);
	if (head.version < '2' || !head_take(&bytes, &head) ||
	    !bytes_take(&bytes, block_size(&head, 8), &block))
		return false;
	return block_read(a, &head, block, 8, z) && footer_read(bytes, z);
}

enum err zone_read(struct arena *a, struct text name, struct text bytes, const struct zone **out,
		   struct text *why)
{
	struct zone *z = arena_take(a, sizeof(*z));
	z->name = text_copy(a, name);
	*out = NULL;
	if (!file_read(a, bytes, z)) {
		*why = text_format(a, "Invalid timezone: %.*s", (int)name.size, name.at);
		return ERR_BAD;
	}
	*out = z;
	return ERR_OK;
}

struct text zone_name(const struct zone *z)
{
	return z->name;
}

int64_t zone_offset(const struct zone *z, int64_t second)
{
	if (z->ruled && (!z->count || second >= z->changes[z->count - 1]))
		return rule_offset(&z->rule, second);
	return z->offsets[numbers_below(z->changes, z->count, second + 1)];
}

int64_t zone_change(const struct zone *z, int64_t second)
{
	size_t next = numbers_below(z->changes, z->count, second + 1);
	if (next < z->count)
		return z->changes[next];
	return z->ruled ? rule_change(&z->rule, second) : INT64_MAX;
}
