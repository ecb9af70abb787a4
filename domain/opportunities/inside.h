// SPDX-License-Identifier: Apache-2.0
/*
 * What the files about opportunities share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_OPPORTUNITIES_INSIDE_H
#define GROUNDLEVEL_DOMAIN_OPPORTUNITIES_INSIDE_H

#include "domain/objects/objects.h"
#include "domain/opportunities/opportunities.h"
#include "platform/store/store.h"

enum err pipeline_missing(struct call *call); /* refuses: there is no :pipelineId */

#endif
