// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the room share.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CARRIERS_INSIDE_H
#define GROUNDLEVEL_DOMAIN_CARRIERS_INSIDE_H

#include "domain/carriers/carriers.h"
#include "integration/connections/connections.h"
#include "integration/webhooks/webhooks.h"

#define LEAVING_PROVIDER "provider"

/* A secret of the provider with that id: its url, its authorization. */
enum err carrier_seal(struct call *call, struct text id, const char *what, struct text plain,
		      struct text *box);
enum err carrier_unseal(struct call *call, struct text id, const char *what, struct text box,
			struct text *plain);

#endif
