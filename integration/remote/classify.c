// SPDX-License-Identifier: Apache-2.0
/*
 * What an answer means.
 *
 * The status alone misleads: HighLevel says 401 for a scope that is missing and 400 for a contact
 * that is, WordPress says 500 when a name is taken and 401 for a wrong password as if nobody had
 * asked, and a firewall answers with a page.  So the rules are rows, asked in order; the first that
 * fits counts.
 */
#include "integration/remote/inside.h"

#define SAID_MAX 300

/* What came, as the rules see it. */
struct heard {
	struct arena *arena;
	struct text connector;
	int status;
	bool page;	   /* something came, and it is not JSON */
	struct text code;  /* the other side's own word for it */
	struct text said;  /* its sentence */
	struct text small; /* the sentence in small letters */
};

enum form { ANY_FORM, JSON_FORM, PAGE_FORM };

#define HL "highlevel"
#define WP "wordpress"

/* status (0: any; 4, 5: its hundreds), who (NULL: anybody), form, code begins with, sentence has */
static const struct rule {
	int status;
	const char *caller;
	enum form form;
	const char *code, *said;
	enum remote_class class;
} rules[] = {
	{ 2, NULL, ANY_FORM, NULL, NULL, REMOTE_DONE },
	{ 3, NULL, ANY_FORM, NULL, NULL, REMOTE_MOVED },

	{ 0, NULL, ANY_FORM, NULL, "version header", REMOTE_VERSION },
	{ 0, NULL, ANY_FORM, NULL, "invalid api version", REMOTE_VERSION },
	{ 401, NULL, JSON_FORM, "itsec_", NULL, REMOTE_BLOCKED },
	{ 401, NULL, JSON_FORM, "rest_disabled", NULL, REMOTE_BLOCKED },
	{ 401, HL, JSON_FORM, NULL, "scope", REMOTE_SCOPE },
	{ 401, HL, JSON_FORM, NULL, "user type mismatch", REMOTE_SCOPE },
	{ 401, HL, JSON_FORM, NULL, "iam service", REMOTE_SCOPE },
	{ 401, HL, JSON_FORM, NULL, "location", REMOTE_TENANT },
	{ 401, NULL, ANY_FORM, NULL, NULL, REMOTE_TOKEN },

	{ 403, NULL, PAGE_FORM, NULL, NULL, REMOTE_BLOCKED },
	{ 403, NULL, JSON_FORM, "itsec_", NULL, REMOTE_BLOCKED },
	{ 403, NULL, JSON_FORM, "rest_disabled", NULL, REMOTE_BLOCKED },
	{ 403, NULL, JSON_FORM, "rest_", NULL, REMOTE_SCOPE },
	{ 403, NULL, JSON_FORM, NULL, "firewall", REMOTE_BLOCKED },
	{ 403, NULL, JSON_FORM, NULL, "security", REMOTE_BLOCKED },
	{ 403, HL, JSON_FORM, NULL, NULL, REMOTE_TENANT },
	{ 403, WP, JSON_FORM, NULL, NULL, REMOTE_BLOCKED },
	{ 403, NULL, ANY_FORM, NULL, NULL, REMOTE_BLOCKED },
	{ 406, NULL, PAGE_FORM, NULL, NULL, REMOTE_BLOCKED },

	{ 400, HL, JSON_FORM, NULL, "location is not active", REMOTE_TENANT },
	{ 400, HL, JSON_FORM, "duplicate_record", NULL, REMOTE_CONFLICT },
	{ 400, HL, JSON_FORM, "OPPORTUNITY_NO_DUPLICATE", NULL, REMOTE_CONFLICT },
	{ 400, HL, JSON_FORM, NULL, "duplicate", REMOTE_CONFLICT },
	{ 400, HL, JSON_FORM, NULL, "already exist", REMOTE_CONFLICT },
	{ 400, HL, JSON_FORM, NULL, "not found", REMOTE_MISSING },
	{ 400, WP, JSON_FORM, "term_exists", NULL, REMOTE_CONFLICT },
	{ 404, NULL, PAGE_FORM, NULL, NULL, REMOTE_FOREIGN },
	{ 404, NULL, ANY_FORM, NULL, NULL, REMOTE_MISSING },
	{ 410, NULL, ANY_FORM, NULL, NULL, REMOTE_MISSING },
	{ 408, NULL, ANY_FORM, NULL, NULL, REMOTE_LOST },
	{ 409, NULL, JSON_FORM, NULL, "progress", REMOTE_BUSY },
	{ 409, NULL, ANY_FORM, NULL, NULL, REMOTE_CONFLICT },
	{ 425, NULL, ANY_FORM, NULL, NULL, REMOTE_FLOOD },
	{ 429, NULL, ANY_FORM, NULL, NULL, REMOTE_FLOOD },
	{ 4, NULL, PAGE_FORM, NULL, NULL, REMOTE_FOREIGN },
	{ 4, NULL, ANY_FORM, NULL, NULL, REMOTE_INVALID },

	{ 500, WP, JSON_FORM, "existing_user_", NULL, REMOTE_CONFLICT },
	{ 0, NULL, ANY_FORM, NULL, NULL, REMOTE_BROKEN },
};

/* Where the id of what is there already may stand. */
static const struct {
	const char *map, *member;
} existing[] = {
	{ "meta", "contactId" },
	{ "meta", "existingId" },
	{ "meta", "id" },
	{ "data", "term_id" },
};

static bool fits(const struct rule *r, const struct heard *h)
{
	const char *caller = h->connector.size ? NULL : HL;
	bool same = !r->caller ||
		    (caller ? strcmp(r->caller, caller) == 0 : text_is(h->connector, r->caller));

	if (r->status && r->status != h->status && r->status != h->status / 100)
		return false;
	if (!same || (r->form == JSON_FORM && h->page) || (r->form == PAGE_FORM && !h->page))
		return false;
	if (r->code && !text_starts(h->code, r->code))
		return false;
	return !r->said || memmem(h->small.at, h->small.size, r->said, strlen(r->said));
}

static struct text cut(struct text t)
{
	if (t.size <= SAID_MAX)
		return t;
	return (struct text){ t.at, text_utf8_size((struct text){ t.at, SAID_MAX }) };
}

/* The sentence of an error body: a text, or a list of them. */
static struct text sentence_of(struct arena *a, const struct json *body)
{
	static const char *const keys[] = { "message", "error_description", "msg", "error" };
	struct buffer b = buffer_open(a, 4 * SAID_MAX);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct json *v = json_get(body, keys[i]);

		if (json_is(v, JSON_TEXT) && v->text.size)
			return cut(v->text);
		if (!json_is(v, JSON_LIST))
			continue;
		for (const struct json *each = json_first(v); each; each = json_after(v, each)) {
			struct text part = cut(json_text(each));

			if (b.size + part.size > SAID_MAX)
				break;
			buffer_add(&b, b.size ? TEXT("; ") : TEXT(""));
			buffer_add(&b, part);
		}
		return text_copy(a, buffer_text(&b));
	}
	return TEXT("");
}

static struct text code_of(const struct json *body)
{
	const struct json *first = json_first(json_get(body, "errors"));
	struct text code = json_text(json_get(first, "errorCode"));

	return code.size ? code : json_text(json_get(body, "code"));
}

struct text remote_existing(const struct json *body)
{
	for (size_t i = 0; i < sizeof(existing) / sizeof(existing[0]); i++) {
		struct text id = json_text(
			json_get(json_get(body, existing[i].map), existing[i].member));

		if (id.size)
			return id;
	}
	return TEXT("");
}

/* The first words of a page, without its marks: enough for a person to recognise it. */
static struct text page_words(struct arena *a, struct text raw)
{
	struct buffer b = buffer_open(a, SAID_MAX);
	bool inside = false, gap = false;

	for (size_t i = 0; i < raw.size && i < 8192 && b.size + 4 < 120; i++) {
		unsigned char c = (unsigned char)raw.at[i];

		inside = c == '<' || (inside && raw.at[i - 1] != '>');
		if (inside || c <= ' ') {
			gap = gap || b.size;
			continue;
		}
		if (gap)
			buffer_byte(&b, ' ');
		gap = false;
		buffer_byte(&b, (char)c);
	}
	struct text t = buffer_text(&b);

	return text_copy(a, (struct text){ t.at, text_utf8_size(t) });
}

static struct text why_of(const struct heard *h, enum remote_class class, struct text more)
{
	struct text sentence = text_of(remote_class_sentence(class));
	struct text said = h->said.size ? h->said : more;

	return text_format(h->arena, "%c%.*s (%d%s%.*s).", sentence.at[0] - ('a' - 'A'),
			   (int)sentence.size - 1, sentence.at + 1, h->status,
			   said.size ? ": " : "", (int)said.size, said.at);
}

/* The first name that was sent and did not come back. */
static struct text dropped_find(const struct remote_ask *ask, const struct remote_answer *answer)
{
	const struct json *sent = ask->input ? json_find(ask->input, ask->op->echo) : NULL;
	const struct json *back = answer->body ? json_find(answer->body, ask->op->echo) : NULL;

	for (const struct json *k = json_is(sent, JSON_MAP) ? json_first(sent) : NULL; k;) {
		const struct json *v = json_after(sent, k);
		if (!json_is(v, JSON_NULL) &&
		    !(json_is(back, JSON_MAP) && json_find(back, k->text)))
			return k->text;
		k = json_after(sent, v);
	}
	return (struct text){ 0 };
}

/* And the names that there are. */
static struct text dropped_say(struct arena *a, const struct op *op, struct text name,
			       const struct json *body)
{
	const struct json *back = body ? json_find(body, op->echo) : NULL;
	struct buffer b = buffer_open(a, SAID_MAX);

	buffer_format(&b, "%.*s.%.*s is not registered there", (int)op->echo.size, op->echo.at,
		      (int)name.size, name.at);
	for (const struct json *k = json_is(back, JSON_MAP) ? json_first(back) : NULL;
	     k && b.size + k->text.size + 4 < SAID_MAX; k = json_after(back, json_after(back, k)))
		buffer_format(&b, "%s%.*s", k == json_first(back) ? ", only " : ", ",
			      (int)k->text.size, k->text.at);
	return text_copy(a, buffer_text(&b));
}

void answer_classify(struct arena *a, const struct remote_ask *ask, struct text raw,
		     struct remote_answer *answer)
{
	struct heard h = {
		.arena = a,
		.connector = ask->op->connector,
		.status = answer->status,
		.page = !answer->body && text_trim(raw).size,
		.code = code_of(answer->body),
		.said = answer->status < 300 ? TEXT("") : sentence_of(a, answer->body),
	};
	size_t i = 0;

	h.small = text_lower(a, h.said);
	while (!fits(&rules[i], &h))
		i++;
	enum remote_class class = rules[i].class;
	if (class == REMOTE_DONE && h.page && ask->op->gives)
		class = REMOTE_FOREIGN;
	if (class == REMOTE_FLOOD && answer->rate.daily_remaining == 0)
		class = REMOTE_QUOTA;
	struct text dropped = class == REMOTE_DONE && ask->op->echo.size ? dropped_find(ask, answer)
									 : (struct text){ 0 };
	if (dropped.size || (class == REMOTE_DONE && answer->dropped.size))
		class = REMOTE_DROPPED;
	answer->class = class;
	answer->code = h.code;
	if (class == REMOTE_CONFLICT)
		answer->existing_id = remote_existing(answer->body);
	if (class != REMOTE_DONE)
		answer->why = why_of(&h, class,
				     answer->dropped.size ? answer->dropped
				     : dropped.size ? dropped_say(a, ask->op, dropped, answer->body)
				     : class == REMOTE_MOVED ? remote_header(answer, "Location")
				     : h.page		     ? page_words(a, raw)
							     : TEXT(""));
}
