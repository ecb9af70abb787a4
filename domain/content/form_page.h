// SPDX-License-Identifier: Apache-2.0
/*
 * The page of a form: shared by what shows it and what takes what was sent.  Inside the room.
 */
#ifndef GROUNDLEVEL_DOMAIN_CONTENT_FORM_PAGE_H
#define GROUNDLEVEL_DOMAIN_CONTENT_FORM_PAGE_H

#include "domain/content/inside.h"

struct form_page {
	struct call *call;
	const struct json *elements, *origins; /* lists */
	const struct json *sent;	       /* what was typed, a map of texts; NULL: nothing */
	struct text why;		       /* what is wrong with that, as submit-form says it */
	bool german;
};

enum form_word {
	FORM_SEND,
	FORM_THANKS,
	FORM_EMPTY,
	FORM_UNFIT,
	FORM_UNSENT,
	FORM_AGAIN,
	FORM_OFTEN,
	FORM_NONE,
	FORM_CHOOSE
};
const char *form_words(const struct form_page *page, enum form_word word);

/* The active form of :formId, whose location is then :locationId; else a refusal. */
enum err form_page_need(struct call *call, struct form_page *page);
bool form_has(const struct form_page *page, const char *key); /* an element of that key */
/* The page with what was typed, below the sentence `said` (or NULL). */
enum err form_page_show(const struct form_page *page, const char *said, int status);
/* What is wrong with an element; NULL: nothing (form_post.c). */
const char *form_wrong(const struct form_page *page, const struct json *element);

/* Text that says when a page was given out, which nobody else can make; and that time of it. */
struct text form_page_stamp(const struct form_page *page);
bool form_page_given(const struct form_page *page, struct text stamp, int64_t *ms);

#endif
