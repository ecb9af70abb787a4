// SPDX-License-Identifier: Apache-2.0
/*
 * Contacts and what hangs on them.  What each operation does: one file per subject, the same word
 * as its .api and its .sql.
 *
 * The functions are named by the rows of the catalogue (`run contact_create`) and reached only
 * through them; the table is made from the rows at build time.  By the time one runs, the caller is
 * admitted and the input is well formed.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTACTS_CONTACTS_H
#define GROUNDLEVEL_DOMAIN_CONTACTS_CONTACTS_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

/* The contact :contactId becomes that user's, who is there; `keep`: unless it is somebody's.  The
 * operation announces ContactUpdate. */
enum err contact_assign(struct call *call, struct text owner, bool keep);

#endif
