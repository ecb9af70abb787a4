// SPDX-License-Identifier: Apache-2.0
/*
 * What other subjects need of relations.  Inside the room only.
 */
#ifndef GROUNDLEVEL_CRM_ASSOCIATIONS_H
#define GROUNDLEVEL_CRM_ASSOCIATIONS_H

#include "base/call.h"

/* A record is going away: its relations go with it (each announces RelationDelete). */
enum err relations_forget(struct call *call, struct text record_id);

/* Writes "relations": […] of the record into the reply object that is open in call->out. */
enum err relations_put(struct call *call, struct text record_id);

#endif
