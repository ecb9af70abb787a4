// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts in and out, as files with rows.
 *
 * An import is a file that was looked at, a mapping of its columns, and what became of its rows.
 * Its work is a job that goes through the file in slices; a slice, the place behind it and what can
 * undo it are one transaction: whatever is cut off goes on behind the last slice, and no row is
 * taken twice.  Rows become contacts by the operations that everybody asks, so all rules hold.
 */
#ifndef GROUNDLEVEL_INTEGRATION_TRANSFERS_TRANSFERS_H
#define GROUNDLEVEL_INTEGRATION_TRANSFERS_TRANSFERS_H

#include "platform/jobs/jobs.h"
#include "runs.h"

/* The kind of work that imports are. */
struct job_kind transfer_kind(void);

#endif
