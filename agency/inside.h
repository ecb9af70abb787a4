// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_AGENCY_INSIDE_H
#define GROUNDLEVEL_AGENCY_INSIDE_H

#include "agency/agency.h"

/* May who asks give :role and :permissions to a user who had :roleBefore and :permissionsBefore
 * (not set: a new one)?  Permissions that nobody asked for become what he may give. */
enum err user_rights_allow(struct call *call);

#endif
