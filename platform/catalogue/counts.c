// SPDX-License-Identifier: Apache-2.0
/*
 * What can be counted stands in the row that lists it, so that who may list them, and nobody else,
 * may count them:
 *
 *	  counts opportunities when createdAt by status source sums monetaryValue
 */
#include "platform/catalogue/read.h"

enum err counts_read(struct reader *r, struct op_draft *d, struct line *l)
{
	static const char *const words[] = { "when", "by", "sums" };
	struct counting *c = &d->op->counts[d->op->count_count];
	struct text *parts[] = { &c->when, &c->by, &c->sums }, *part = NULL, word;
	enum err e = ERR_OK;

	if (d->op->count_count == COUNTS_MAX)
		return reader_wrong(r, l->at, "a row `counts` at most %d kinds of things",
				    COUNTS_MAX);
	e = line_need(r, l->at, &l->text, "what is counted", &word);
	c->of = text_copy(r->arena, word);
	while (!e && text_trim(l->text).size) {
		struct text *next = NULL;

		e = line_word(r, l->at, &l->text, &word);
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			next = text_is(word, words[i]) ? parts[i] : next;
		if (!next && !part)
			return reader_wrong(r, l->at, "`counts` goes on with when, by or sums");
		if (!next)
			*part = part->size ? text_format(r->arena, "%.*s %.*s", (int)part->size,
							 part->at, (int)word.size, word.at)
					   : text_copy(r->arena, word);
		part = next ? next : part;
	}
	if (!e && !c->when.size)
		return reader_wrong(r, l->at, "`counts` must say when a thing is");
	d->op->count_count++;
	return e;
}
