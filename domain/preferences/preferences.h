// SPDX-License-Identifier: Apache-2.0
/*
 * What a person can leave: kinds of messages, or all that is written to him alone.
 *
 * The operations are reached through the rows of the catalogue only.
 */
#ifndef GROUNDLEVEL_DOMAIN_PREFERENCES_PREFERENCES_H
#define GROUNDLEVEL_DOMAIN_PREFERENCES_PREFERENCES_H

#include "platform/store/store.h"
#include "runs.h"

#endif
