// SPDX-License-Identifier: Apache-2.0
/*
 * Custom-field values: from what clients send to what is kept.  Inside the room only.
 */
#ifndef GROUNDLEVEL_CRM_FIELDS_H
#define GROUNDLEVEL_CRM_FIELDS_H

#include "base/call.h"

/* Merges values as sent ([{"id"|"key", "field_value"|"value"}]) over those kept, field by field, each
 * checked against its definition (custom_field rows of object_key in the call's location).  `before`
 * and `*after` are JSON lists [{"id","value"}]; before may be empty.  Refuses with the field's name. */
enum err field_values_merge(struct call *call, const char *object_key, struct text before,
			    const struct json *sent, struct text *after);

#endif
