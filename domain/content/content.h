// SPDX-License-Identifier: Apache-2.0
/*
 * What a location shows to the public: trigger links, forms and surveys, blogs,
 * templates.
 *
 * The operations are reached through the rows of the catalogue only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTENT_CONTENT_H
#define GROUNDLEVEL_DOMAIN_CONTENT_CONTENT_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

#endif
