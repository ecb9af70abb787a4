// SPDX-License-Identifier: Apache-2.0
/*
 * Fields of a contact as searches name them.  Inside the room only.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTACTS_CONTACT_PLACES_H
#define GROUNDLEVEL_DOMAIN_CONTACTS_CONTACT_PLACES_H

#include "domain/objects/objects.h"

struct search_field {
	const char *name;
	struct filter_place at;
	const char *sort; /* what it is sorted by; NULL: it cannot be */
};

const struct search_field *search_field_find(struct text name); /* or NULL */
/* The custom field of that id or key, or NULL; `defs` is filled when first asked. */
const struct field_def *search_custom_find(struct call *call, struct field_defs *defs,
					   struct text name);
bool search_custom_number(const struct field_def *def); /* kept in contact_field.number? */
/* A filter's `find`: any field, customFields.<id or key>, dndSettings.<channel>.status.  The
 * filter's owner is a struct field_defs. */
bool search_place_find(struct filter *f, struct text name, struct filter_place *out);
/* Another: the column of numbers itself, for a condition that begins with its index. */
bool search_number_find(struct filter *f, struct text name, struct filter_place *out);

#endif
