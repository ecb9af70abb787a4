// SPDX-License-Identifier: Apache-2.0
/*
 * The agency and what it owns: the company, locations with their tags and values, users.  One file
 * per subject, the same word as its .api and its .sql.
 *
 * The functions are named by the rows of the catalogue (`run location_create`) and reached only
 * through them.
 */
#ifndef GROUNDLEVEL_DOMAIN_COMPANIES_COMPANIES_H
#define GROUNDLEVEL_DOMAIN_COMPANIES_COMPANIES_H

#include "platform/catalogue/catalogue.h"
#include "runs.h"

/* The name, in lower case, stands in the location's dictionary of tags from now on. */
enum err location_tag_need(struct call *call, struct text name);
/* The time zone of the call's location. */
struct zone;
enum err location_zone(struct call *call, const struct zone **out);
/* The first company: :companyId, with that zone and country. */
enum err company_found(struct call *call, struct text zone, struct text country);

/* --- accounts, for who lets people in --- */

/* What was hashed; the name is a whole one; whose e-mail it is already is refused. */
enum err account_password(struct call *call, struct text account, struct text hash);
enum err account_name(struct call *call, struct text account, struct text name);
enum err account_email(struct call *call, struct text account, struct text email);

/* --- what is due at some time: due.c --- */

/* `due KIND` is done for this thing of the call's location at that time, by the engine; a time set
 * before is forgotten. */
enum err due_set(struct call *call, const char *kind, struct text thing, int64_t at_ms);
enum err due_drop(struct call *call, const char *kind, struct text thing);
/* Is anything due?  Does the first of it; puts off what cannot be done now. */
bool due_any(struct call *call);
enum err due_go_on(struct call *call);
enum err due_put_off(struct call *call);

#endif
