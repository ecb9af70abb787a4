// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzzing the reader of zone files (libFuzzer).
 *
 * Whatever is accepted must answer: offsets stay within a day or so, changes lie ahead and end, and
 * a minute that is found for a reading of the wall clock reads so.  Whatever is refused says why.
 *
 *	make fuzz runs it with the others.
 *	(a good folder to begin with holds some files of /usr/share/zoneinfo)
 */
#include "pure/schedule/schedule.h"

#include <assert.h>

#define OFFSET_MOST 200000
#define CHANGES_MAX 1000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_changes(const struct zone *z, int64_t second)
{
	for (int i = 0; i < CHANGES_MAX && second != INT64_MAX; i++) {
		int64_t offset = zone_offset(z, second), next = zone_change(z, second);
		assert(offset > -OFFSET_MOST && offset < OFFSET_MOST);
		assert(next > second);
		if (next != INT64_MAX && next - 1 > second)
			assert(zone_offset(z, next - 1) == offset);
		if (next > INSTANT_MAX / 1000)
			return;
		second = next;
	}
}

static void expect_walls(const struct zone *z, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];
	int64_t minute;
	zone_text(z, ms, text);
	assert(strlen(text) == ZONE_TEXT_SIZE - 1 && text[10] == 'T');
	zone_day(z, ms);
	int64_t wall = ms / 60000;
	if (!zone_minute(z, wall, &minute))
		return;
	int64_t offset = zone_offset(z, minute * 60);
	assert(minute + (offset - (offset % 60 + 60) % 60) / 60 == wall);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct text why = { 0 };
	const struct zone *z;
	if (zone_read(a, TEXT("Fuzz"), (struct text){ (const char *)data, size }, &z, &why)) {
		assert(!z && why.size);
	} else {
		expect_changes(z, INSTANT_LEAST / 1000);
		for (int64_t ms = INSTANT_LEAST; ms < INSTANT_MAX / 40;
		     ms += INT64_C(86400000) * 997)
			expect_walls(z, ms);
		expect_walls(z, INSTANT_MAX);
	}
	arena_drop(a);
	return 0;
}
