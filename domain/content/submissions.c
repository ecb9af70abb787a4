// SPDX-License-Identifier: Apache-2.0
/*
 * What was answered to forms and surveys: taken, given to a contact, kept, listed.
 *
 * An answer belongs to an element by its key, so that none covers another.  What was left empty
 * changes nothing of the contact.
 */
#include "base/time/clock.h"
#include "base/time/days.h"
#include "base/time/zone.h"
#include "domain/companies/companies.h"
#include "domain/content/inside.h"
#include "platform/invoke/invoke.h"

#define ANSWERS_MAX ((size_t)2 << 20)
#define TOTAL_MAX   "10000"

/* --- taken --- */

struct taking {
	struct call *call;
	const struct json *answers;
	struct json_out contact, fields, others, sequence;
	struct text email, phone; /* of the contact */
	bool any;		  /* of a contact */
};

struct element {
	struct text key, kind, field;
	const struct json *options, *answer;
	bool required;
};

static bool is_empty(const struct json *v)
{
	return !v || v->kind == JSON_NULL || (json_is(v, JSON_TEXT) && !text_trim(v->text).size) ||
	       (json_is(v, JSON_LIST) && !json_first(v)) || (json_is(v, JSON_FALSE));
}

static bool is_option(const struct element *e, const struct json *v)
{
	for (const struct json *o = json_first(e->options); o; o = json_after(e->options, o))
		if (json_is(v, JSON_TEXT) && text_same(json_text(o), json_text(v)))
			return true;
	return false;
}

static bool are_options(const struct element *e, const struct json *list)
{
	bool all = json_is(list, JSON_LIST);

	for (const struct json *v = all ? json_first(list) : NULL; v; v = json_after(list, v))
		all = all && is_option(e, v);
	return all;
}

static bool is_number(const struct json *v)
{
	double real;
	int64_t whole;

	return json_real(v, &real) || text_whole(text_trim(json_text(v)), &whole);
}

/* What the answer must be; NULL: it is. */
static const char *answer_wrong(const struct element *e)
{
	const struct json *v = e->answer;
	int64_t day;

	if (text_is(e->kind, "many"))
		return are_options(e, v) ? NULL : "must be a list of its options";
	if (text_is(e->kind, "one"))
		return is_option(e, v) ? NULL : "must be one of its options";
	if (text_is(e->kind, "flag"))
		return json_is(v, JSON_TRUE) ? NULL : "must be a boolean value";
	if (text_is(e->kind, "number"))
		return is_number(v) ? NULL : "must be a number";
	if (text_is(e->kind, "date"))
		return clock_read_day(json_text(v), &day) ? NULL : "must be a valid date";
	return json_is(v, JSON_TEXT) ? NULL : "must be a string";
}

static void answer_give(struct taking *t, const struct element *e)
{
	bool column = form_column(e->field);

	json_key_text(&t->others, e->field.size && !column ? e->field : e->key);
	json_put(&t->others, e->answer);
	if (!e->field.size)
		return;
	t->any = true;
	if (text_is(e->field, "phone"))
		t->phone = json_text(e->answer);
	if (text_is(e->field, "email")) { /* put in the end: perhaps it is not taken */
		t->email = json_text(e->answer);
	} else if (column) {
		json_key_text(&t->contact, e->field);
		json_put(&t->contact, e->answer);
	} else {
		json_map(&t->fields);
		json_key(&t->fields, "id");
		json_put_text(&t->fields, e->field);
		json_key(&t->fields, "field_value");
		json_put(&t->fields, e->answer);
		json_close(&t->fields);
	}
}

static void answer_take(struct taking *t, const struct element *e)
{
	const char *wrong;

	if (is_empty(e->answer)) {
		if (e->required)
			call_violation(t->call, "answers.%.*s should not be empty",
				       (int)e->key.size, e->key.at);
		return;
	}
	wrong = answer_wrong(e);
	if (wrong) {
		call_violation(t->call, "answers.%.*s %s", (int)e->key.size, e->key.at, wrong);
		return;
	}
	json_put_text(&t->sequence, e->key);
	answer_give(t, e);
}

static bool is_asked(const struct element *e)
{
	return !text_is(e->kind, "heading") && !text_is(e->kind, "page");
}

static size_t elements_take(struct taking *t, const struct json *elements)
{
	size_t known = 0;

	for (const struct json *j = json_first(elements); j; j = json_after(elements, j)) {
		struct element e = { .key = json_text(json_get(j, "key")),
				     .kind = json_text(json_get(j, "kind")),
				     .field = json_text(json_get(j, "field")),
				     .options = json_get(j, "options"),
				     .required = json_flag(json_get(j, "required")) };

		e.answer = json_find(t->answers, e.key);
		if (!is_asked(&e))
			continue;
		known += e.answer != NULL;
		answer_take(t, &e);
	}
	return known;
}

static enum err answers_check(struct taking *t, const struct json *elements)
{
	size_t sent = 0, known = elements_take(t, elements);

	for (const struct json *k = json_first(t->answers); k;
	     k = json_after(t->answers, json_after(t->answers, k)))
		sent++;
	if (sent > known)
		call_violation(t->call, "answers must have no key but those of the elements");
	return t->call->violation_count ? refuse(t->call, ERR_INVALID, "The answers do not fit")
					: ERR_OK;
}

/* --- the contact --- */

static void said_set(struct call *call, const char *name, const struct json *contact,
		     const char *member)
{
	struct text t = json_text(json_get(contact, member));

	if (t.size)
		call_set_text(call, name, t);
	else
		call_set_null(call, name);
}

static enum err contact_find_or_make(struct call *call, struct text input)
{
	const struct json *reply, *contact;
	enum err e = invoke_part(call, "upsert-contact", input, &reply);

	if (e)
		return e;
	contact = json_get(reply, "contact");
	said_set(call, "submittedContact", contact, "id");
	said_set(call, "submittedEmail", contact, "email");
	said_set(call, "submittedPhone", contact, "phone");
	struct text first = json_text(json_get(contact, "firstName")),
		    last = json_text(json_get(contact, "lastName"));
	call_set_text(call, "submittedName",
		      text_trim(text_format(call->arena, "%.*s %.*s", (int)first.size, first.at,
					    (int)last.size, last.at)));
	return ERR_OK;
}

/* Who has that already; NULL: nobody, or it is nothing that anybody can have. */
static const struct json *contact_with(struct call *call, const char *what, struct text value)
{
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);
	const struct json *reply = NULL;
	struct invoked told;
	struct text why;

	json_map(&o);
	json_key(&o, what);
	json_put_text(&o, value);
	json_close(&o);
	if (invoke_row(call, "get-duplicate-contact", call_text(call, "locationId"),
		       buffer_text(&b), &told) ||
	    told.err || json_read(call->arena, told.body, &reply, &why))
		return NULL;
	return json_get(reply, "contact");
}

/* Anybody can send a form: whoever is found by his phone keeps the e-mail that he has. */
static void email_give(struct taking *t)
{
	struct call *call = t->call;

	if (t->phone.size && !json_is(contact_with(call, "email", t->email), JSON_MAP) &&
	    json_text(json_get(contact_with(call, "number", t->phone), "email")).size)
		return;
	json_key(&t->contact, "email");
	json_put_text(&t->contact, t->email);
}

/* --- kept --- */

static void others_close(struct taking *t, struct buffer *others, struct buffer *sequence)
{
	struct call *call = t->call;
	struct text page = call_text(call, "page");

	json_close(&t->sequence);
	json_key(&t->others, "fieldsOriSequance"); /* spelled so by upstream */
	json_put_raw(&t->others, buffer_text(sequence));
	json_key(&t->others, "eventData");
	json_map(&t->others);
	json_key(&t->others, "medium");
	json_put_text(&t->others, call_text(call, "formKind"));
	json_key(&t->others, "mediumId");
	json_put_text(&t->others, call_text(call, "formId"));
	if (page.size) {
		json_key(&t->others, "page");
		json_map(&t->others);
		json_key(&t->others, "url");
		json_put_text(&t->others, page);
		json_close(&t->others);
	}
	json_close(&t->others);
	json_key(&t->others, "formId");
	json_put_text(&t->others, call_text(call, "formId"));
	json_key(&t->others, "location_id");
	json_put_text(&t->others, call_text(call, "locationId"));
	json_key(&t->others, "submissionId");
	json_put_text(&t->others, call_text(call, "newHex"));
	json_close(&t->others);
	call_set_text(call, "others", buffer_text(others));
}

static enum err submission_keep(struct call *call)
{
	bool survey = text_is(call_text(call, "formKind"), "survey");
	enum err e = store_emit_event(
		call, survey ? "SurveySubmitted" : "FormSubmitted",
		"INSERT INTO submission (location_id, id, form_id, form_kind, contact_id, name,"
		" email, phone, others, find, created_at) VALUES (:locationId, :newHex, :formId,"
		" :formKind, :submittedContact, nullif(:submittedName, ''), :submittedEmail,"
		" :submittedPhone, :others, fold(coalesce(:submittedContact, '')) || '\n' ||"
		" fold(coalesce(:submittedName, '')) || '\n' ||"
		" fold(coalesce(:submittedEmail, '')) || '\n' || coalesce(:submittedPhone, ''),"
		" :now) RETURNING *");

	return e ? e
		 : store_reply_row(call, "submission",
				   "SELECT * FROM submission WHERE location_id = :locationId"
				   " AND id = :newHex");
}

enum err form_submit(struct call *call)
{
	struct buffer b[4];
	struct taking t = { .call = call };
	const struct json *elements = NULL;
	struct text why;
	enum err e;

	if (!store_load(call, "SELECT kind AS form_kind, elements AS form_elements FROM form"
			      " WHERE location_id = :locationId AND id = :formId"))
		return thing_missing(call, "Form", "formId");
	json_read(call->arena, call_text(call, "formElements"), &elements, &why);
	json_read(call->arena, call_text(call, "answers"), &t.answers, &why);
	for (size_t i = 0; i < 4; i++)
		b[i] = buffer_open(call->arena, ANSWERS_MAX);
	t.contact = json_open(&b[0]);
	t.fields = json_open(&b[1]);
	t.others = json_open(&b[2]);
	t.sequence = json_open(&b[3]);
	json_map(&t.contact);
	json_list(&t.fields);
	json_map(&t.others);
	json_list(&t.sequence);
	e = answers_check(&t, elements);
	if (!e && t.email.size)
		email_give(&t);
	json_close(&t.fields);
	json_key(&t.contact, "customFields");
	json_put_raw(&t.contact, buffer_text(&b[1]));
	json_key(&t.contact, "locationId");
	json_put_text(&t.contact, call_text(call, "locationId"));
	json_close(&t.contact);
	if (!e && (b[0].full || b[1].full || b[2].full || b[3].full))
		e = refuse(call, ERR_LARGE, "The answers are too large.");
	if (!e && t.any)
		e = contact_find_or_make(call, buffer_text(&b[0]));
	if (e)
		return e;
	others_close(&t, &b[2], &b[3]);
	return b[2].full ? refuse(call, ERR_LARGE, "The answers are too large.")
			 : submission_keep(call);
}

/* --- listed --- */

/* The midnight of that day, or the one after it, in the location's zone; a wall that lacks it has
 * its first hour. */
static int64_t midnight(const struct zone *zone, int64_t day)
{
	int64_t minute;

	for (int hour = 0; hour < 24; hour++)
		if (zone_minute(zone, day * DAY_MIN + hour * 60, &minute))
			return minute * MINUTE_MS;
	return day * DAY_MS;
}

static int64_t month_before(int64_t day)
{
	int month_day;
	int64_t month = month_of(day, &month_day) - 1;
	int last = month_days(month);

	return month_start(month) + (month_day < last ? month_day : last) - 1;
}

static enum err range_take(struct call *call)
{
	const struct zone *zone;
	int64_t from, to;
	enum err e = location_zone(call, &zone);

	if (e)
		return e;
	int64_t today = zone_day(zone, call->now_ms);
	from = clock_read_day(call_text(call, "startAt"), &from) ? from / DAY_MS
								 : month_before(today);
	to = clock_read_day(call_text(call, "endAt"), &to) ? to / DAY_MS : today;
	call_set_whole(call, "fromMs", midnight(zone, from));
	call_set_whole(call, "toMs", midnight(zone, to + 1));
	return ERR_OK;
}

static void page_put(struct call *call, int64_t total)
{
	int64_t page = call_whole(call, "page", 1), limit = call_whole(call, "limit", 20);

	json_key(&call->out, "meta");
	json_map(&call->out);
	json_key(&call->out, "total");
	json_put_whole(&call->out, total);
	json_key(&call->out, "currentPage");
	json_put_whole(&call->out, page);
	json_key(&call->out, "nextPage");
	if (page * limit < total)
		json_put_whole(&call->out, page + 1);
	else
		json_put_null(&call->out);
	json_key(&call->out, "prevPage");
	if (page > 1)
		json_put_whole(&call->out, page - 1);
	else
		json_put_null(&call->out);
	json_close(&call->out);
}

static enum err submissions_put(struct call *call, const char *form)
{
	bool one = call_text(call, form).size, word = call_text(call, "q").size;
	enum err e = range_take(call);
	struct buffer where = buffer_open(call->arena, 2048), count, list;

	if (e)
		return e;
	call_set_text(call, "oneForm", call_text(call, form));
	if (word)
		call_set(call, "likeness", store_likeness(call, call_text(call, "q")));
	buffer_format(&where,
		      " FROM submission WHERE location_id = :locationId AND %s"
		      " AND created_at >= :fromMs AND created_at < :toMs%s",
		      one ? "form_id = :oneForm AND (form_kind || '') = :formKind"
			  : "form_kind = :formKind",
		      word ? " /* grows: words */ AND find LIKE :likeness ESCAPE '\\'" : "");
	count = buffer_open(call->arena, 4096);
	buffer_format(&count,
		      "SELECT count(*) AS n FROM (SELECT 1 AS one%.*s"
		      " /* grows: at most " TOTAL_MAX " */ LIMIT " TOTAL_MAX ") AS found",
		      (int)where.size, where.at);
	struct rows *r = store_ask_made(call, buffer_text(&count));
	int64_t total = rows_next(r) ? rows_whole(r, "n") : 0;
	rows_close(r);
	page_put(call, total);
	call_set_whole(call, "skipped",
		       (call_whole(call, "page", 1) - 1) * call_whole(call, "limit", 20));
	list = buffer_open(call->arena, 4096);
	buffer_format(&list,
		      "SELECT *, form_id AS survey_id%.*s ORDER BY created_at DESC, id DESC"
		      " LIMIT :limit OFFSET :skipped",
		      (int)where.size, where.at);
	return call->err ? call->err : store_list_made(call, "submissions", buffer_text(&list));
}

enum err form_submissions(struct call *call)
{
	call_set_text(call, "formKind", TEXT("form"));
	return submissions_put(call, "formId");
}

enum err survey_submissions(struct call *call)
{
	call_set_text(call, "formKind", TEXT("survey"));
	return submissions_put(call, "surveyId");
}
