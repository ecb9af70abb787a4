// SPDX-License-Identifier: Apache-2.0
/*
 * What is written to a contact, with values of the contact in it:
 *
 *	Dear {{contact.first_name}},{{#if contact.phone}} we call you.{{else}} call us.{{/if}}
 *
 * A name that is not known, or has no value, stands for nothing.  What cannot be read is refused
 * where it is sent; values are made harmless in HTML.
 */
#include "domain/conversations/inside.h"

#define WORDS_MAX ((size_t)1 << 20)
#define DEPTH_MAX 8

static const char *const names[][2] = {
	{ "contact.id", "talkContact" },
	{ "contact.name", "wordsName" },
	{ "contact.first_name", "wordsFirst" },
	{ "contact.last_name", "wordsLast" },
	{ "contact.email", "wordsEmail" },
	{ "contact.phone", "wordsPhone" },
	{ "contact.company_name", "wordsCompany" },
	{ "contact.address1", "wordsAddress" },
	{ "contact.city", "wordsCity" },
	{ "contact.state", "wordsState" },
	{ "contact.country", "wordsCountry" },
	{ "contact.postal_code", "wordsPostal" },
	{ "contact.website", "wordsWebsite" },
	{ "contact.source", "wordsSource" },
	{ "location.name", "wordsLocation" },
	{ "location.email", "wordsLocationEmail" },
	{ "location.phone", "wordsLocationPhone" },
};

static void values_load(struct call *call)
{
	store_load(call,
		   "SELECT nullif(trim(coalesce(c.first_name, '') || ' '"
		   " || coalesce(c.last_name, '')), '') AS words_name, c.first_name AS words_first,"
		   " c.last_name AS words_last, c.email AS words_email, c.phone AS words_phone,"
		   " c.company_name AS words_company, c.address1 AS words_address,"
		   " c.city AS words_city, c.state AS words_state, c.country AS words_country,"
		   " c.postal_code AS words_postal, c.website AS words_website,"
		   " c.source AS words_source, l.name AS words_location,"
		   " l.email AS words_location_email, l.phone AS words_location_phone"
		   " FROM contact c JOIN location l ON l.id = :locationId"
		   " WHERE c.location_id = :locationId AND c.id = :talkContact");
}

struct filling {
	struct call *call;
	struct text rest;
	struct buffer out;
	bool html, loaded;
	int depth; /* blocks that are open */
	bool shows[DEPTH_MAX + 1], met_else[DEPTH_MAX + 1];
};

static struct text value_of(struct filling *f, struct text name)
{
	if (!f->loaded)
		values_load(f->call);
	f->loaded = true;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_is(name, names[i][0]))
			return call_text(f->call, names[i][1]);
	return TEXT("");
}

static void value_put(struct filling *f, struct text value)
{
	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];
		const char *safe = !f->html    ? NULL
				   : c == '&'  ? "&amp;"
				   : c == '<'  ? "&lt;"
				   : c == '>'  ? "&gt;"
				   : c == '"'  ? "&quot;"
				   : c == '\'' ? "&#39;"
					       : NULL;
		if (safe)
			buffer_add(&f->out, text_of(safe));
		else
			buffer_byte(&f->out, c);
	}
}

static bool shown(const struct filling *f)
{
	for (int i = 1; i <= f->depth; i++)
		if (!f->shows[i])
			return false;
	return true;
}

static bool is_name(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (!((t.at[i] >= 'a' && t.at[i] <= 'z') || (t.at[i] >= 'A' && t.at[i] <= 'Z') ||
		      (t.at[i] >= '0' && t.at[i] <= '9') || t.at[i] == '_' || t.at[i] == '.' ||
		      t.at[i] == '-'))
			return false;
	return t.size > 0;
}

static enum err wrong(struct filling *f, const char *what, struct text word)
{
	return refuse(f->call, ERR_BAD, "Parse error: %s (%.*s)", what,
		      (int)(word.size > 100 ? 100 : word.size), word.at);
}

static enum err block_open(struct filling *f, struct text word)
{
	struct text name = text_trim((struct text){ word.at + 3, word.size - 3 });

	if (f->depth == DEPTH_MAX)
		return wrong(f, "too many blocks are open", word);
	if (!is_name(name))
		return wrong(f, "#if needs one name", word);
	f->depth++;
	f->shows[f->depth] = value_of(f, name).size > 0;
	f->met_else[f->depth] = false;
	return ERR_OK;
}

static enum err word_take(struct filling *f, struct text word)
{
	if (text_starts(word, "#if"))
		return block_open(f, word);
	if (text_is(word, "else")) {
		if (!f->depth || f->met_else[f->depth])
			return wrong(f, "else without #if", word);
		f->met_else[f->depth] = true;
		f->shows[f->depth] = !f->shows[f->depth];
		return ERR_OK;
	}
	if (text_is(word, "/if")) {
		if (!f->depth)
			return wrong(f, "/if without #if", word);
		f->depth--;
		return ERR_OK;
	}
	if (!is_name(word))
		return wrong(f, "a name is expected between braces", word);
	if (shown(f))
		value_put(f, value_of(f, word));
	return ERR_OK;
}

/* Up to the next {{word}}; at the end nothing is left. */
static enum err piece_take(struct filling *f)
{
	const char *end = f->rest.at + f->rest.size;
	const char *open = memmem(f->rest.at, f->rest.size, "{{", 2);
	struct text plain = { f->rest.at, (size_t)((open ? open : end) - f->rest.at) };

	if (shown(f))
		buffer_add(&f->out, plain);
	f->rest = (struct text){ end, 0 };
	if (!open)
		return ERR_OK;
	const char *close = memmem(open, (size_t)(end - open), "}}", 2);
	if (!close)
		return wrong(f, "braces are not closed",
			     (struct text){ open, (size_t)(end - open) });
	f->rest = (struct text){ close + 2, (size_t)(end - close - 2) };
	return word_take(f, text_trim((struct text){ open + 2, (size_t)(close - open - 2) }));
}

enum err words_take(struct call *call, struct text *words, bool html)
{
	struct filling f = { .call = call,
			     .rest = *words,
			     .out = buffer_open(call->arena, WORDS_MAX),
			     .html = html };
	enum err e = ERR_OK;

	if (words->size < 4 || !memmem(words->at, words->size, "{{", 2))
		return ERR_OK;
	while (!e && f.rest.size)
		e = piece_take(&f);
	if (!e && f.depth)
		e = wrong(&f, "#if is not closed", *words);
	if (!e && f.out.full)
		e = refuse(call, ERR_LARGE, "The message is too large.");
	*words = buffer_text(&f.out);
	return e;
}
