// SPDX-License-Identifier: Apache-2.0
/*
 * Small readers of JSON members, shared by those that read calendars and rules.
 *
 * Absent and null are the same: the default stands.
 */
#ifndef GROUNDLEVEL_PURE_SCHEDULE_WIRE_H
#define GROUNDLEVEL_PURE_SCHEDULE_WIRE_H

#include "pure/schedule/inside.h"

/* A reading that stops at the first thing wrong. */
struct wire {
	struct arena *arena;
	struct text *why;
	enum err err;
};

void wire_refuse(struct wire *w, struct text why); /* the first refusal stands */
const struct json *wire_get(const struct json *map, const char *name); /* NULL for null too */
/* List items one after the other: `for (v = json_first(list); v; v = json_after(list, v))`; refuses
 * what is there and no list, and gives NULL. */
const struct json *wire_list(struct wire *w, const struct json *map, const char *name);
bool wire_flag(const struct json *map, const char *name, bool otherwise);
int64_t wire_whole(struct wire *w, const struct json *map, const char *name, struct range allowed,
		   int64_t otherwise);
double wire_real(struct wire *w, const struct json *map, const char *name, double otherwise);
bool wire_date(struct text t, int64_t *day); /* the date as written; what follows is passed over */
/* 00:00, 23:59 and 24:00 all close at midnight [4.1]. */
int wire_close(int minute);

struct openings { /* a growing list */
	struct opening *at;
	size_t count, room;
};
void openings_add(struct wire *w, struct openings *list, struct opening o);

#endif
