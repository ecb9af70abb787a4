// SPDX-License-Identifier: Apache-2.0
/*
 * The page of a form, made here and without script: what is asked, what was typed, what is wrong
 * with it.  What is sent goes the way of the row submit-form (form_post.c).
 */
#include "domain/content/form_page.h"
#include "base/core/html.h"
#include "base/secrets/digest.h"

#define RADIOS_MAX 5 /* more options stand in a list */

/* --- the form --- */

enum err form_page_need(struct call *call, struct form_page *page)
{
	static const struct json nothing = { .kind = JSON_LIST, .span = 1 };
	struct text why;

	*page = (struct form_page){ .call = call, .elements = &nothing, .origins = &nothing };
	if (!store_load(call, "SELECT location_id, name AS form_name, kind AS form_kind,"
			      " elements AS form_elements, button AS form_button,"
			      " thanks AS form_thanks, redirect_url AS form_redirect,"
			      " embed_origins AS form_origins, page_key FROM form"
			      " WHERE id = :formId AND active"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such form.");
	json_read(call->arena, call_text(call, "formElements"), &page->elements, &why);
	if (call_text(call, "formOrigins").size)
		json_read(call->arena, call_text(call, "formOrigins"), &page->origins, &why);
	page->german = call_in_german(call);
	return ERR_OK;
}

bool form_has(const struct form_page *page, const char *key)
{
	for (const struct json *e = json_first(page->elements); e;
	     e = json_after(page->elements, e))
		if (text_is(json_text(json_get(e, "key")), key))
			return true;
	return false;
}

/* --- when it was given out --- */

static void page_sum(const struct form_page *page, struct text time, char out[DIGEST_SIZE])
{
	struct text key = call_text(page->call, "pageKey"), id = call_text(page->call, "formId");

	digest_hex(text_format(page->call->arena, "%.*s|%.*s|%.*s", (int)key.size, key.at,
			       (int)id.size, id.at, (int)time.size, time.at),
		   out);
}

struct text form_page_stamp(const struct form_page *page)
{
	struct text time = text_format(page->call->arena, "%lld", (long long)page->call->now_ms);
	char sum[DIGEST_SIZE];

	page_sum(page, time, sum);
	return text_format(page->call->arena, "%.*s.%s", (int)time.size, time.at, sum);
}

bool form_page_given(const struct form_page *page, struct text stamp, int64_t *ms)
{
	char sum[DIGEST_SIZE];
	struct text time;

	text_split(&stamp, '.', &time);
	page_sum(page, time, sum);
	return text_is(stamp, sum) && text_whole(time, ms);
}

/* --- what stands in it --- */

const char *form_words(const struct form_page *page, enum form_word word)
{
	static const char *const words[][2] = {
		[FORM_SEND] = { "Send", "Absenden" },
		[FORM_THANKS] = { "Thank you: it has been sent.", "Danke: es ist angekommen." },
		[FORM_EMPTY] = { "Please fill this in.", "Bitte ausfüllen." },
		[FORM_UNFIT] = { "This does not fit. Please look at it again.",
				 "Das passt nicht. Bitte noch einmal ansehen." },
		[FORM_UNSENT] = { "Nothing was sent yet: please look at what is marked.",
				  "Noch ist nichts gesendet: bitte die markierten Felder "
				  "ansehen." },
		[FORM_AGAIN] = { "Nothing was sent yet: please send it once more.",
				 "Noch ist nichts gesendet: bitte noch einmal absenden." },
		[FORM_OFTEN] = { "Nothing was sent: it was sent too often from here. Please wait a"
				 " minute.",
				 "Es wurde nichts gesendet: von hier kam zu viel. Bitte eine Minute"
				 " warten." },
		[FORM_NONE] = { "Leave this empty", "Bitte leer lassen" },
		[FORM_CHOOSE] = { "Please choose", "Bitte wählen" },
	};

	return words[word][page->german];
}

static void attribute(struct buffer *b, const char *name, struct text value)
{
	buffer_format(b, " %s=\"", name);
	page_text(b, value);
	buffer_add(b, TEXT("\""));
}

static void label_put(struct buffer *b, const struct json *e)
{
	struct text label = json_text(json_get(e, "label"));

	page_text(b, label.size ? label : json_text(json_get(e, "key")));
	if (json_flag(json_get(e, "required")))
		buffer_add(b, TEXT(" *"));
}

/* What is known of a value by where it goes, so that a browser can fill it in. */
static struct text completion(struct text field)
{
	static const struct {
		const char *field, *word;
	} words[] = {
		{ "firstName", "given-name" },
		{ "lastName", "family-name" },
		{ "name", "name" },
		{ "email", "email" },
		{ "phone", "tel" },
		{ "address1", "street-address" },
		{ "city", "address-level2" },
		{ "state", "address-level1" },
		{ "country", "country" },
		{ "postalCode", "postal-code" },
		{ "website", "url" },
		{ "dateOfBirth", "bday" },
		{ "companyName", "organization" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_is(field, words[i].field))
			return text_of(words[i].word);
	return TEXT("");
}

/* The rest of a field's tag, which all kinds have. */
static void field_tail(const struct form_page *page, struct buffer *b, const struct json *e,
		       struct text name)
{
	struct text complete = completion(json_text(json_get(e, "field")));

	attribute(b, "name", name);
	if (json_flag(json_get(e, "required")))
		buffer_add(b, TEXT(" required"));
	if (complete.size)
		attribute(b, "autocomplete", complete);
	if (form_wrong(page, e))
		attribute(b, "aria-invalid", TEXT("true"));
}

static struct text typed(const struct form_page *page, struct text name)
{
	return json_text(page->sent ? json_find(page->sent, name) : NULL);
}

static struct text option_name(const struct form_page *page, struct text key, size_t i)
{
	return text_format(page->call->arena, "%.*s.%zu", (int)key.size, key.at, i);
}

static void options_put(const struct form_page *page, struct buffer *b, const struct json *e,
			bool many)
{
	const struct json *options = json_get(e, "options");
	struct text key = json_text(json_get(e, "key"));
	size_t i = 0;

	buffer_add(b, TEXT("<fieldset><legend>"));
	label_put(b, e);
	buffer_add(b, TEXT("</legend>\n"));
	for (const struct json *o = json_first(options); o; o = json_after(options, o)) {
		struct text name = many ? option_name(page, key, i++) : key, value = json_text(o);

		buffer_format(b, "<label><input type=\"%s\"", many ? "checkbox" : "radio");
		attribute(b, "name", name);
		attribute(b, "value", value);
		if (text_same(typed(page, name), value))
			buffer_add(b, TEXT(" checked"));
		if (!many && json_flag(json_get(e, "required")))
			buffer_add(b, TEXT(" required"));
		buffer_add(b, TEXT("> "));
		page_text(b, value);
		buffer_add(b, TEXT("</label>\n"));
	}
	buffer_add(b, TEXT("</fieldset>\n"));
}

static void list_put(const struct form_page *page, struct buffer *b, const struct json *e)
{
	const struct json *options = json_get(e, "options");
	struct text key = json_text(json_get(e, "key"));

	buffer_add(b, TEXT("<label>"));
	label_put(b, e);
	buffer_add(b, TEXT(" <select"));
	field_tail(page, b, e, key);
	buffer_format(b, "><option value=\"\">%s</option>\n", form_words(page, FORM_CHOOSE));
	for (const struct json *o = json_first(options); o; o = json_after(options, o)) {
		buffer_add(b, TEXT("<option"));
		if (text_same(typed(page, key), json_text(o)))
			buffer_add(b, TEXT(" selected"));
		buffer_add(b, TEXT(">"));
		page_text(b, json_text(o));
		buffer_add(b, TEXT("</option>\n"));
	}
	buffer_add(b, TEXT("</select></label>\n"));
}

static const char *input_type(struct text kind)
{
	return text_is(kind, "email")	? "email"
	       : text_is(kind, "phone") ? "tel"
	       : text_is(kind, "date")	? "date"
					: "text";
}

static void input_put(const struct form_page *page, struct buffer *b, const struct json *e,
		      struct text kind)
{
	struct text key = json_text(json_get(e, "key"));

	buffer_add(b, TEXT("<label>"));
	label_put(b, e);
	if (text_is(kind, "long")) {
		buffer_add(b, TEXT(" <textarea rows=\"5\""));
		field_tail(page, b, e, key);
		buffer_add(b, TEXT(">\n"));
		page_text(b, typed(page, key));
		buffer_add(b, TEXT("</textarea>"));
	} else {
		buffer_format(b, " <input type=\"%s\"", input_type(kind));
		if (text_is(kind, "number"))
			attribute(b, "inputmode", TEXT("decimal"));
		field_tail(page, b, e, key);
		attribute(b, "value", typed(page, key));
		buffer_add(b, TEXT(">"));
	}
	buffer_add(b, TEXT("</label>\n"));
}

static void flag_put(const struct form_page *page, struct buffer *b, const struct json *e)
{
	struct text key = json_text(json_get(e, "key"));

	buffer_add(b, TEXT("<label><input type=\"checkbox\" value=\"true\""));
	field_tail(page, b, e, key);
	if (typed(page, key).size)
		buffer_add(b, TEXT(" checked"));
	buffer_add(b, TEXT("> "));
	label_put(b, e);
	buffer_add(b, TEXT("</label>\n"));
}

static size_t option_count(const struct json *e)
{
	const struct json *options = json_get(e, "options");
	size_t count = 0;

	for (const struct json *o = json_first(options); o; o = json_after(options, o))
		count++;
	return count;
}

static void element_put(const struct form_page *page, struct buffer *b, const struct json *e)
{
	struct text kind = json_text(json_get(e, "kind"));
	const char *wrong = form_wrong(page, e);

	if (text_is(kind, "heading") || text_is(kind, "page")) {
		buffer_add(b, TEXT("<h2>"));
		page_text(b, json_text(json_get(e, "label")));
		buffer_add(b, TEXT("</h2>\n"));
		return;
	}
	if (wrong)
		buffer_format(b, "<p class=\"wrong\" role=\"alert\">%s</p>\n", wrong);
	if (text_is(kind, "flag"))
		flag_put(page, b, e);
	else if (text_is(kind, "one") && option_count(e) > RADIOS_MAX)
		list_put(page, b, e);
	else if (text_is(kind, "one") || text_is(kind, "many"))
		options_put(page, b, e, text_is(kind, "many"));
	else
		input_put(page, b, e, kind);
}

/* --- the pages --- */

static struct text policy_of(const struct form_page *page)
{
	struct buffer b = buffer_open(page->call->arena, 16384);
	struct text leads = page_origin(call_text(page->call, "formRedirect"));

	buffer_format(&b,
		      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
		      " form-action 'self' %.*s; frame-ancestors",
		      (int)leads.size, leads.at);
	if (!json_first(page->origins))
		buffer_add(&b, TEXT(" 'none'"));
	for (const struct json *o = json_first(page->origins); o; o = json_after(page->origins, o))
		buffer_format(&b, " %.*s", (int)json_text(o).size, json_text(o).at);
	return buffer_text(&b);
}

static enum err page_end(const struct form_page *page, struct buffer *b, int status)
{
	struct call *call = page->call;

	page_close(b);
	call_reply_header(call, "Content-Security-Policy", policy_of(page));
	call_reply_header(call, "Referrer-Policy", TEXT("same-origin"));
	call_reply_header(call, "X-Content-Type-Options", TEXT("nosniff"));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	call->content_type = TEXT("text/html; charset=utf-8");
	call->buffer = *b;
	call->status = status;
	return b->full ? refuse(call, ERR_LARGE, "The form is too large.") : call->err;
}

static struct buffer page_begin(const struct form_page *page)
{
	struct buffer b = buffer_open(page->call->arena, (size_t)2 << 20);

	page_open(&b, page->german ? "de" : "en", call_text(page->call, "formName"));
	return b;
}

enum err form_page_show(const struct form_page *page, const char *said, int status)
{
	struct buffer b = page_begin(page);
	struct text button = call_text(page->call, "formButton");

	if (said)
		buffer_format(&b, "<p class=\"wrong\" role=\"alert\">%s</p>\n", said);
	buffer_add(&b, TEXT("<form method=\"post\" accept-charset=\"utf-8\""));
	attribute(&b, "action",
		  text_format(page->call->arena, "/f/%.*s",
			      (int)call_text(page->call, "formId").size,
			      call_text(page->call, "formId").at));
	buffer_add(&b, TEXT(">\n"));
	for (const struct json *e = json_first(page->elements); e;
	     e = json_after(page->elements, e))
		element_put(page, &b, e);
	if (!form_has(page, "faxNumber"))
		buffer_format(&b,
			      "<label class=\"away\" aria-hidden=\"true\">%s <input"
			      " name=\"faxNumber\" tabindex=\"-1\" autocomplete=\"off\"></label>\n",
			      form_words(page, FORM_NONE));
	buffer_add(&b, TEXT("<input type=\"hidden\" name=\"filledFrom\""));
	attribute(&b, "value", form_page_stamp(page));
	buffer_add(&b, TEXT(">\n<button>"));
	page_text(&b, button.size ? button : text_of(form_words(page, FORM_SEND)));
	buffer_add(&b, TEXT("</button>\n</form>\n"));
	return page_end(page, &b, status);
}

/* KEY=VALUE of the address, as if it had been typed. */
static const struct json *prefilled(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 17);
	struct json_out o = json_open(&b);
	struct text rest = call->query, pair, name, value, why;
	const struct json *map = NULL;

	json_map(&o);
	while (text_split(&rest, '&', &pair)) {
		text_split(&pair, '=', &name);
		if (text_url_decode(call->arena, name, &name) &&
		    text_url_decode(call->arena, pair, &value)) {
			json_key_text(&o, name);
			json_put_text(&o, value);
		}
	}
	json_close(&o);
	return json_read(call->arena, buffer_text(&b), &map, &why) ? NULL : map;
}

enum err form_page(struct call *call)
{
	struct form_page page;
	enum err e = form_page_need(call, &page);

	if (e)
		return e;
	page.sent = prefilled(call);
	return form_page_show(&page, NULL, 200);
}

enum err form_thanks(struct call *call)
{
	struct form_page page;
	enum err e = form_page_need(call, &page);
	struct text thanks = call_text(call, "formThanks");

	if (e)
		return e;
	struct buffer b = page_begin(&page);
	buffer_add(&b, TEXT("<p role=\"status\">"));
	page_text(&b, thanks.size ? thanks : text_of(form_words(&page, FORM_THANKS)));
	buffer_add(&b, TEXT("</p>\n"));
	return page_end(&page, &b, 200);
}
