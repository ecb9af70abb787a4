// SPDX-License-Identifier: Apache-2.0
/*
 * Applications that ask in the name of people who allowed it: OAuth 2.0, as upstream speaks it.
 *
 *	consent.c   the page: sign in, choose a place, allow       → a code
 *	token.c     a code, or a refresh token                     → tokens
 *	grant.c     what was decided in a transaction is signed by a thread, and answered
 *
 * The functions are named by the rows of the catalogue and reached only through them.
 */
#ifndef GROUNDLEVEL_DOMAIN_APPS_APPS_H
#define GROUNDLEVEL_DOMAIN_APPS_APPS_H

#include "runs.h"

#endif
