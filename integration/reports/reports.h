// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers: what there is, counted and summed, by what it is and by time.
 *
 * The operations are reached through the rows of the catalogue only.  What can be counted stands in
 * the rows that list it (`counts`); who may not list a thing may not count it.
 */
#ifndef GROUNDLEVEL_INTEGRATION_REPORTS_REPORTS_H
#define GROUNDLEVEL_INTEGRATION_REPORTS_REPORTS_H

#include "platform/store/store.h"
#include "runs.h"

#endif
