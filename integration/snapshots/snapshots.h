// SPDX-License-Identifier: Apache-2.0
/*
 * Snapshots: how a location is set up, kept as a list of things, and made in other locations.
 *
 * What a snapshot holds stands in rows (`snapshot KIND`, catalogue/snapshots.api).  Nothing here
 * knows a kind of thing: it is listed, made and changed by the operations that its row names, from
 * inside, so it is checked and refused like whatever is asked over the wire.
 *
 * A push is a job.  A thing, what is known of it from now on (snapshot_map), its line in the report
 * and the place in the snapshot are one transaction: whatever is cut off goes on behind the last
 * thing that was done, and none is made twice.
 */
#ifndef GROUNDLEVEL_INTEGRATION_SNAPSHOTS_SNAPSHOTS_H
#define GROUNDLEVEL_INTEGRATION_SNAPSHOTS_SNAPSHOTS_H

#include "platform/jobs/jobs.h"
#include "runs.h"

/* The kind of work that making and pushing are. */
struct job_kind snapshot_kind(void);

#endif
