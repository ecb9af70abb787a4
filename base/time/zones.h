// SPDX-License-Identifier: Apache-2.0
/*
 * Time zones of the system, each read once.
 *
 * The table owns the zones and keeps them until it is closed; any thread may use it.
 */
#ifndef GROUNDLEVEL_BASE_TIME_ZONES_H
#define GROUNDLEVEL_BASE_TIME_ZONES_H

#include "base/time/zone.h"

struct zones;

struct zones *zones_open(void);
void zones_close(struct zones *z); /* NULL is fine */
/* The zone of that name, or NULL: there is none.  Without a table (NULL) it is read anew, and lives
 * in the arena. */
const struct zone *zones_find(struct zones *z, struct arena *scratch, struct text name);

#endif
