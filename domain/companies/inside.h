// SPDX-License-Identifier: Apache-2.0
/*
 * Shared inside the room.
 */
#ifndef GROUNDLEVEL_DOMAIN_COMPANIES_INSIDE_H
#define GROUNDLEVEL_DOMAIN_COMPANIES_INSIDE_H

#include "domain/companies/companies.h"

/* May who asks give :role and :permissions to a user who had :roleBefore and :permissionsBefore
 * (not set: a new one)?  Permissions that nobody asked for become what he may give. */
enum err user_rights_allow(struct call *call);

/* Of :userId, changed or deleted: he was :typeBefore and of :locationIdsBefore.  What hangs on him
 * where he is not any more goes; where he is, what has not gone yet stays. */
enum err user_leaves(struct call *call);
enum err user_returns(struct call *call);

#endif
