// SPDX-License-Identifier: Apache-2.0
/*
 * The table of kinds: what a value on the wire may be.
 *
 * A kind is one row: its name in the catalogue, how it is kept (enum keep), its OpenAPI type and
 * format, its form input, and what is said when a value does not fit ("%s must be …").  The checker
 * of kind `email` is the function kind_email in kinds.c.
 */
#ifndef GROUNDLEVEL_PLATFORM_CATALOGUE_KINDS_H
#define GROUNDLEVEL_PLATFORM_CATALOGUE_KINDS_H

/* how a value is kept in the store, and so how it is read from a column */
enum keep { KEEP_TEXT, KEEP_WHOLE, KEEP_REAL, KEEP_FLAG, KEEP_INSTANT, KEEP_JSON };

/*      name      kept     OpenAPI    format       form input   "must be …" */
#define KIND_TABLE(X)                                                                              \
	X(text, TEXT, "string", "", "text", "a string")                                            \
	X(long, TEXT, "string", "", "textarea", "a string")                                        \
	X(id, TEXT, "string", "", "text", "a string")                                              \
	X(name, TEXT, "string", "", "text", "a string")                                            \
	X(email, TEXT, "string", "email", "email", "an email")                                     \
	X(phone, TEXT, "string", "", "tel", "a valid phone number")                                \
	X(url, TEXT, "string", "", "url", "a string")                                              \
	X(zone, TEXT, "string", "", "zone", "a valid time zone")                                   \
	X(country, TEXT, "string", "", "country", "a two-letter country code")                     \
	X(color, TEXT, "string", "", "color", "a color like #039BE5")                              \
	X(date, TEXT, "string", "date", "date", "a valid date")                                    \
	X(birthday, INSTANT, "string", "", "date", "a valid date")                                 \
	X(instant, INSTANT, "string", "date-time", "datetime-local",                               \
	  "a valid ISO 8601 date string")                                                          \
	X(millis, WHOLE, "number", "", "number", "a number of milliseconds")                       \
	X(whole, WHOLE, "integer", "", "number", "a whole number")                                 \
	X(number, REAL, "number", "", "number",                                                    \
	  "a number conforming to the specified constraints")                                      \
	X(flag, FLAG, "boolean", "", "checkbox", "a boolean value")                                \
	X(map, JSON, "object", "", "json", "an object")                                            \
	X(any, JSON, "", "", "json", "a value")

/* What `ref` may name, and what is said of an id that names nothing: "X must be the id of …".  What
 * is asked of the store for each stands in platform/store/refs.c. */
#define THING_TABLE(X)                                                                             \
	X(COMPANY, company, "the company")                                                         \
	X(LOCATION, location, "a location of the company")                                         \
	X(USER, user, "a user of this location")                                                   \
	X(CONTACT, contact, "a contact of this location")                                          \
	X(BUSINESS, business, "a business of this location")                                       \
	X(RECORD, record, "a record of this location")                                             \
	X(ASSOCIATION, association, "an association")                                              \
	X(FOLDER, folder, "a folder of this location")                                             \
	X(GROUP, group, "a calendar group of this location")                                       \
	X(CALENDAR, calendar, "a calendar of this location")                                       \
	X(APPOINTMENT, appointment, "an appointment of this location")                             \
	X(PIPELINE, pipeline, "a pipeline of this location")                                       \
	X(STAGE, stage, "a stage of a pipeline of this location")                                  \
	X(OPPORTUNITY, opportunity, "an opportunity of this location")                             \
	X(LOST_REASON, reason, "a lost reason of this location")                                   \
	X(BLOG, blog, "a blog of this location")                                                   \
	X(AUTHOR, author, "an author of this location")                                            \
	X(CATEGORY, category, "a category of this location")

enum thing {
	THING_NONE,
#define X(name, word, what) THING_##name,
	THING_TABLE(X)
#undef X
		THING_COUNT
};

#endif
