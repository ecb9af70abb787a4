// SPDX-License-Identifier: Apache-2.0
/*
 * What was sent by the page of a form: from a person or not, once or again, and whether it fits.
 *
 * Whoever sends sees success also where it is kept as spam, so that nobody learns how to pass.
 */
#include "base/secrets/digest.h"
#include "base/time/clock.h"
#include "domain/content/form_page.h"
#include "platform/auth/auth.h"
#include "platform/invoke/invoke.h"

#define YOUNG_MS     ((int64_t)2000) /* nobody fills in a form faster */
#define OLD_MS	     DAY_MS
#define A_MINUTE_MAX 10	  /* from one address, of one form */
#define SPAM_DAYS    30	  /* kept */
#define SPAM_MAX     1000 /* of one form; more of it is dropped */
#define ANSWERS_MAX  ((size_t)2 << 20)

/* --- as answers --- */

static bool says_no(struct text value)
{
	static const char *const words[] = { "", "false", "0", "no", "off", NULL };

	for (const char *const *word = words; *word; word++)
		if (text_is(value, *word))
			return true;
	return false;
}

static struct text sent(const struct form_page *page, struct text name)
{
	return text_trim(json_text(page->sent ? json_find(page->sent, name) : NULL));
}

/* The options that were chosen: KEY.0, KEY.1 …, or KEY of who chose one. */
static void chosen_put(const struct form_page *page, struct json_out *o, const struct json *e,
		       struct text key)
{
	const struct json *options = json_get(e, "options");
	size_t i = 0, any = 0;

	for (const struct json *one = json_first(options); one; one = json_after(options, one), i++)
		any += sent(page,
			    text_format(page->call->arena, "%.*s.%zu", (int)key.size, key.at, i))
			       .size > 0;
	if (!any && !sent(page, key).size)
		return;
	json_key_text(o, key);
	json_list(o);
	if (!any)
		json_put_text(o, sent(page, key));
	for (size_t at = 0; any && at < i; at++) {
		struct text value = sent(page, text_format(page->call->arena, "%.*s.%zu",
							   (int)key.size, key.at, at));
		if (value.size)
			json_put_text(o, value);
	}
	json_close(o);
}

static void answer_put(const struct form_page *page, struct json_out *o, const struct json *e)
{
	struct text key = json_text(json_get(e, "key")), kind = json_text(json_get(e, "kind"));
	struct text value = sent(page, key);

	if (text_is(kind, "heading") || text_is(kind, "page"))
		return;
	if (text_is(kind, "many")) {
		chosen_put(page, o, e, key);
	} else if (value.size && !(text_is(kind, "flag") && says_no(value))) {
		json_key_text(o, key);
		if (text_is(kind, "flag"))
			json_put_flag(o, true);
		else
			json_put_text(o, value);
	}
}

static struct text answers_of(const struct form_page *page)
{
	struct buffer b = buffer_open(page->call->arena, ANSWERS_MAX);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (const struct json *e = json_first(page->elements); e;
	     e = json_after(page->elements, e))
		answer_put(page, &o, e);
	json_close(&o);
	return buffer_text(&b);
}

/* --- what is wrong --- */

static bool is_named(const struct form_page *page, const char *before, struct text name)
{
	struct text words = text_format(page->call->arena, "%s%.*s ", before, (int)name.size,
					name.at);

	return name.size && memmem(page->why.at, page->why.size, words.at, words.size);
}

const char *form_wrong(const struct form_page *page, const struct json *element)
{
	struct text key = json_text(json_get(element, "key"));
	struct text field = json_text(json_get(element, "field"));

	if (!page->why.size || (!is_named(page, "answers.", key) && !is_named(page, "", field)))
		return NULL;
	return form_words(page, sent(page, key).size ? FORM_UNFIT : FORM_EMPTY);
}

/* --- whether a person sent it --- */

/* Why not; NULL: it may have been one. */
static const char *spam_reason(const struct form_page *page)
{
	if (!form_has(page, "faxNumber") && sent(page, TEXT("faxNumber")).size)
		return "A field that people do not see was filled in.";
	return NULL;
}

/* Was the page given out just now, or long ago?  Another form that leads here says nothing. */
static bool is_in_time(const struct form_page *page)
{
	struct text stamp = sent(page, TEXT("filledFrom"));
	int64_t ms, age;

	if (!stamp.size || form_has(page, "filledFrom"))
		return true;
	if (!form_page_given(page, stamp, &ms))
		return false;
	age = page->call->now_ms - ms;
	return age >= YOUNG_MS && age <= OLD_MS;
}

static bool is_too_often(struct call *call)
{
	call_set_text(call, "fromAddress", auth_address(call));
	call_set_whole(call, "minuteAgo", call->now_ms - MINUTE_MS);
	return store_number(call,
			    "SELECT (SELECT count(*) FROM submission WHERE form_id = :formId"
			    " AND address = :fromAddress AND created_at > :minuteAgo)"
			    " + (SELECT count(*) FROM form_spam WHERE form_id = :formId"
			    " AND address = :fromAddress AND created_at > :minuteAgo) AS n") >=
	       A_MINUTE_MAX;
}

static bool is_again(struct call *call, struct text answers)
{
	char sum[DIGEST_SIZE];

	digest_hex(answers, sum);
	call_set_text(call, "contentSum", text_copy(call->arena, text_of(sum)));
	return store_has(call, "SELECT 1 FROM submission WHERE form_id = :formId"
			       " AND address = :fromAddress AND created_at > :minuteAgo"
			       " AND content_sum = :contentSum");
}

/* --- kept --- */

static enum err spam_keep(struct call *call, struct text answers, const char *reason)
{
	call_set_text(call, "spamAnswers", answers);
	call_set_text(call, "spamReason", text_of(reason));
	call_set_whole(call, "spamBefore", call->now_ms - SPAM_DAYS * DAY_MS);
	store_do(call, "DELETE FROM form_spam WHERE location_id = :locationId"
		       " AND form_id = :formId AND created_at < :spamBefore");
	if (store_number(call,
			 "SELECT count(*) AS n FROM form_spam /* grows: at most 1000 */"
			 " WHERE location_id = :locationId AND form_id = :formId") >= SPAM_MAX)
		return call->err;
	return store_do(call, "INSERT INTO form_spam (location_id, id, form_id, answers, reason,"
			      " address, created_at) VALUES (:locationId, :newId, :formId,"
			      " :spamAnswers, :spamReason, :fromAddress, :now)");
}

/* submit-form from inside; what does not fit is said on the page. */
static enum err submit(struct form_page *page, struct text answers)
{
	struct call *call = page->call;
	struct text location = call_text(call, "locationId"), form = call_text(call, "formId"), why;
	const struct json *reply = NULL;
	struct invoked told;

	if (invoke_row(call, "submit-form", location,
		       text_format(call->arena, "{\"formId\":\"%.*s\",\"answers\":%.*s}",
				   (int)form.size, form.at, (int)answers.size, answers.at),
		       &told))
		return call->err;
	if (told.err) {
		page->why = told.why;
		return told.err;
	}
	json_read(call->arena, told.body, &reply, &why);
	call_set_text(call, "submissionId",
		      json_text(json_get(json_get(reply, "submission"), "id")));
	return store_do(call, "UPDATE submission SET address = :fromAddress,"
			      " content_sum = :contentSum WHERE location_id = :locationId"
			      " AND id = :submissionId");
}

static enum err lead_on(struct call *call)
{
	struct text leads = call_text(call, "formRedirect"), form = call_text(call, "formId");

	call->status = 303;
	call->content_type = TEXT("text/plain; charset=utf-8");
	call->buffer.size = 0;
	call_reply_header(
		call, "Location",
		leads.size ? leads
			   : text_format(call->arena, "/f/%.*s/thanks", (int)form.size, form.at));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	return ERR_OK;
}

enum err form_post(struct call *call)
{
	struct form_page page;
	enum err e = form_page_need(call, &page);

	if (e)
		return e;
	page.sent = call->json;
	struct text answers = answers_of(&page);
	const char *reason = spam_reason(&page);
	if (is_too_often(call))
		return form_page_show(&page, form_words(&page, FORM_OFTEN), 429);
	if (is_again(call, answers))
		return lead_on(call);
	if (reason)
		e = spam_keep(call, answers, reason);
	else if (!is_in_time(&page))
		return form_page_show(&page, form_words(&page, FORM_AGAIN), 422);
	else
		e = submit(&page, answers);
	if (page.why.size && err_status(e) < 500)
		return form_page_show(&page, form_words(&page, FORM_UNSENT), 422);
	return e ? e : lead_on(call);
}

/* --- what looked like spam --- */

enum err form_spam_list(struct call *call)
{
	if (!store_has(call, "SELECT 1 FROM form WHERE location_id = :locationId AND id = :formId"))
		return thing_missing(call, "Form", "formId");
	return store_list(call, "spam",
			  "SELECT * FROM form_spam WHERE location_id = :locationId"
			  " AND form_id = :formId ORDER BY created_at DESC, id DESC"
			  " LIMIT :limit OFFSET :skip");
}

enum err form_spam_take(struct call *call)
{
	if (!store_load(call, "DELETE FROM form_spam WHERE location_id = :locationId"
			      " AND form_id = :formId AND id = :spamId RETURNING answers"))
		return thing_missing(call, "Spam", "spamId");
	return form_submit(call);
}
