// SPDX-License-Identifier: Apache-2.0
/*
 * What the tests of mappings share: a job with a clock that stands still, and two zones.
 */
#ifndef GROUNDLEVEL_TEST_UNIT_MAP_KIT_H
#define GROUNDLEVEL_TEST_UNIT_MAP_KIT_H

#include "pure/mapping/mapping.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define KIT_NOW 1784283995635 /* 2026-07-17T10:26:35.635Z */

/* Berlin and New York by the rules of 2026. */
struct kit_zone {
	const char *name;
	int32_t winter_s;
	int64_t summer_ms, winter_ms; /* of 2026 */
};

static inline bool kit_zone(void *owner, struct text zone, int64_t at_ms, int32_t *offset_s)
{
	static const struct kit_zone zones[] = {
		{ "Europe/Berlin", 3600, 1774746000000, 1792890000000 },
		{ "America/New_York", -18000, 1772953200000, 1793512800000 },
	};
	(void)owner;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		const struct kit_zone *z = &zones[i];
		bool summer = at_ms >= z->summer_ms && at_ms < z->winter_ms;
		*offset_s = z->winter_s + (summer ? 3600 : 0);
		if (text_is(zone, z->name))
			return true;
	}
	return false;
}

/* lookup('shape', key) is known as "id-of-" the key; 'gone' is away. */
static inline enum err kit_lookup(void *owner, const struct map_asked *asked,
				  const struct json **found, struct text *why)
{
	static const struct json answer = { JSON_TEXT, 0, 1, TEXT("id-1") };
	(void)owner;
	*why = TEXT("the other side does not answer");
	*found = text_is(asked->kind, "shape") ? &answer : NULL;
	return text_is(asked->kind, "gone") ? ERR_UNAVAILABLE : ERR_OK;
}

static const struct map_hooks kit_hooks = { .zone = kit_zone, .lookup = kit_lookup };

static inline struct map_job kit_job(struct arena *a, struct map_value scope)
{
	return (struct map_job){
		.arena = a, .scope = scope, .now_ms = KIT_NOW, .hooks = &kit_hooks
	};
}

#endif
