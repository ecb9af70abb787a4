// SPDX-License-Identifier: Apache-2.0
/*
 * Which notifications of a calendar are due for an appointment, in which words, and when.
 *
 * They become rows of `outgoing` in the transaction of the booking; the room mail/ sends them.
 * What is said at once is a row for each change.  Reminders and follow-ups are planned: rows with a
 * time to come, withdrawn and written anew whenever the appointment changes, so that they move with
 * it; a row that was sent is never written twice.
 */
#include "domain/reminders/inside.h"

#include "base/json/texts.h"
#include "base/time/clock.h"

#define MESSAGES_MAX 500 /* of one change of an appointment */
#define SUBJECT_MAX  2000
#define BODY_MAX     65536

/* --- in which words --- */

struct time_names {
	const char *whole, *date, *time;
};

/* Monday, January 7, 2030 and 9:00 AM, as values of these names. */
static void time_words(struct call *call, const struct zone *zone, int64_t ms,
		       const struct time_names *names)
{
	static const char *const days[] = { "Thursday", "Friday",  "Saturday", "Sunday",
					    "Monday",	"Tuesday", "Wednesday" };
	static const char *const months[] = { "January",   "February", "March",	   "April",
					      "May",	   "June",     "July",	   "August",
					      "September", "October",  "November", "December" };
	char iso[ZONE_TEXT_SIZE];
	int year, month, day, hour, minute;

	zone_text(zone, ms, iso);
	if (sscanf(iso, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute) != 5)
		return;
	int64_t number = clock_day_number(year, month, day);
	struct text date = text_format(call->arena, "%s, %s %d, %d", days[(number % 7 + 7) % 7],
				       months[month - 1], day, year);
	struct text time = text_format(call->arena, "%d:%02d %s", (hour + 11) % 12 + 1, minute,
				       hour < 12 ? "AM" : "PM");
	call_set_text(call, names->whole,
		      text_format(call->arena, "%.*s %.*s", (int)date.size, date.at, (int)time.size,
				  time.at));
	call_set_text(call, names->date, date);
	call_set_text(call, names->time, time);
}

static bool values_learn(struct call *call, const struct zone *zone, const struct draft *d)
{
	time_words(call, zone, d->start_ms,
		   &(struct time_names){ "noticeStart", "noticeStartDate", "noticeStartTime" });
	time_words(call, zone, d->end_ms,
		   &(struct time_names){ "noticeEnd", "noticeEndDate", "noticeEndTime" });
	call_set_text(call, "noticeStatus", d->status);
	return store_load(
		call,
		"SELECT trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, ''))"
		" AS contact_name, c.first_name AS contact_first, c.last_name AS contact_last,"
		" c.email AS contact_email, c.phone AS contact_phone,"
		" c.company_name AS contact_company, c.id AS notice_contact,"
		" k.name AS calendar_name, l.name AS location_name, l.email AS location_email,"
		" l.phone AS location_phone, l.timezone AS location_zone, u.name AS user_name,"
		" u.email AS user_email, u.phone AS user_phone, u.id AS notice_user,"
		" a.title AS notice_title,"
		" a.address AS notice_place, a.description AS notice_notes"
		" FROM appointment a JOIN location l ON l.id = a.location_id"
		" LEFT JOIN contact c ON c.id = a.contact_id AND c.location_id = a.location_id"
		" AND NOT c.deleted LEFT JOIN calendar k ON k.id = a.calendar_id"
		" AND k.location_id = a.location_id"
		" LEFT JOIN account u ON u.id = a.assigned_user_id AND NOT u.deleted"
		" AND" USER_OF(
			"u",
			"a.location_id") " WHERE a.id = :eventId AND a.location_id = :locationId");
}

/* A body with a tag in it is HTML. */
static bool is_html(struct text t)
{
	for (size_t i = 0; i + 1 < t.size; i++)
		if (t.at[i] == '<' && (t.at[i + 1] == '/' || (t.at[i + 1] | 32) >= 'a') &&
		    (t.at[i + 1] | 32) <= 'z')
			return true;
	return false;
}

/* What is said where the notification has no words of its own. */
static struct text subject_of(struct text kind)
{
	static const char *const subjects[][2] = {
		{ "booked", "Appointment requested: {{appointment.title}}" },
		{ "confirmation", "Appointment confirmed: {{appointment.title}}" },
		{ "cancellation", "Appointment cancelled: {{appointment.title}}" },
		{ "reschedule", "Appointment moved: {{appointment.title}}" },
		{ "reminder", "Reminder: {{appointment.title}}" },
		{ "alert", "New appointment: {{appointment.title}}" },
	};

	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++)
		if (text_is(kind, subjects[i][0]))
			return text_of(subjects[i][1]);
	return TEXT("Thank you for your visit");
}

#define WHEN_AND_WHERE                                                                             \
	"{{calendar.name}}\n{{appointment.start_time}} ({{appointment.timezone}})\n"               \
	"{{appointment.meeting_location}}"

static struct text body_of(struct text kind)
{
	return text_is(kind, "alert") ? TEXT("{{contact.name}} {{contact.email}} {{contact.phone}}"
					     "\n" WHEN_AND_WHERE)
				      : TEXT(WHEN_AND_WHERE);
}

static struct mail_message message_of(struct call *call, const struct notice *n)
{
	struct text subject = text_trim(n->subject), body = text_trim(n->body);

	if (!subject.size)
		subject = subject_of(n->kind);
	if (!body.size)
		body = body_of(n->kind);
	return (struct mail_message){
		.subject = words_fill(call, subject, SUBJECT_MAX, false),
		.html = is_html(body),
		.body = words_fill(call, body, BODY_MAX, is_html(body)),
		.from = text_trim(n->from_address),
		.from_name = text_trim(n->from_name),
		.kind = n->kind,
		.notification = n->id,
		.in_app = n->in_app,
		.planned = is_planned(n),
	};
}

/* --- when --- */

static int64_t unit_ms(struct text unit)
{
	return text_is(unit, "hours")	 ? HOUR_MS
	       : text_is(unit, "days")	 ? DAY_MS
	       : text_is(unit, "weeks")	 ? 7 * DAY_MS
	       : text_is(unit, "months") ? 30 * DAY_MS
					 : MINUTE_MS;
}

/* One message for each appointment, notification, kind, time and receiver. */
static struct text once(struct news *news, const struct notice *n, const struct recipient *to,
			int64_t due)
{
	struct text id = news->draft->id, whom = n->in_app ? to->user : to->address;

	return text_format(news->call->arena, "%.*s/%.*s/%.*s/%lld/%.*s", (int)id.size, id.at,
			   (int)n->id.size, n->id.at, (int)n->kind.size, n->kind.at, (long long)due,
			   (int)whom.size, whom.at);
}

static enum err message_write(struct news *news, const struct notice *n, const struct recipient *to,
			      int64_t due)
{
	struct mail_message *m = &news->message;

	if (news->written++ >= MESSAGES_MAX)
		return ERR_OK;
	m->appointment = news->draft->id;
	m->to = to->address;
	m->user = to->user;
	m->contact = to->contact ? call_text(news->call, "noticeContact") : TEXT("");
	m->due_ms = due;
	m->once = once(news, n, to, due);
	return mail_put(news->call, m);
}

static enum err notice_at(struct news *news, const struct notice *n,
			  const struct recipients *recipients, int64_t due)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < recipients->count; i++)
		e = message_write(news, n, &recipients->at[i], due);
	return e;
}

/* At each of its offsets; what would have been due already is too late. */
static enum err notice_plan(struct news *news, const struct notice *n,
			    const struct recipients *recipients)
{
	bool before = text_is(n->kind, "reminder");
	const struct json *list = json_own(news->call->arena, before ? n->before : n->after);
	int64_t from = before ? news->draft->start_ms : news->draft->end_ms;
	enum err e = ERR_OK;

	for (const struct json *o = json_first(list); o && !e; o = json_after(list, o)) {
		double amount;

		if (!json_real(json_get(o, "timeOffset"), &amount))
			continue;
		double ms = amount * (double)unit_ms(json_text(json_get(o, "unit")));
		int64_t due = before ? from - (int64_t)ms : from + (int64_t)ms;
		if (due > news->call->now_ms)
			e = notice_at(news, n, recipients, due);
	}
	return e;
}

static enum err notice_take(struct news *news, const struct notice *n)
{
	struct recipients *recipients = arena_take(news->call->arena, sizeof(*recipients));

	recipients_find(news->call, n, recipients);
	if (!recipients->count)
		return news->call->err;
	news->message = message_of(news->call, n);
	return is_planned(n) ? notice_plan(news, n, recipients)
			     : notice_at(news, n, recipients, news->call->now_ms);
}

/* --- which --- */

/* What this change is, for those who are told at once.  `booked` waits for a confirmation. */
static void news_find(struct news *news, const struct draft *d, const struct draft *was)
{
	bool live = status_live(d->status), was_live = was && status_live(was->status);
	bool confirmed = text_is(d->status, "confirmed");
	bool later = d->master.size && !text_same(d->master, d->id); /* of a series */
	size_t count = 0;

	if (!live) {
		if (was_live)
			news->now[count++] = "cancellation";
		return;
	}
	if (!was && later)
		return; /* the first speaks for all */
	if (was_live && (was->start_ms != d->start_ms || was->end_ms != d->end_ms))
		news->now[count++] = "reschedule";
	if (confirmed && !(was && text_is(was->status, "confirmed")))
		news->now[count++] = "confirmation";
	else if (!was_live)
		news->now[count++] = "booked";
	if (!was_live)
		news->now[count++] = "alert";
}

enum err appointment_notify(struct call *call, const struct zone *zone, const struct draft *d,
			    const struct draft *was)
{
	bool quiet = json_is(json_get(call->json, "toNotify"), JSON_FALSE), had = false;
	struct news news = { .call = call, .draft = d };

	call_set_text(call, "eventId", d->id);
	if (was) {
		mail_withdraw_planned(call, d->id);
		had = call->changed > 0;
	}
	if (!quiet)
		news_find(&news, d, was);
	/* What is planned moves even when nobody is to be told: a reminder must not be wrong. */
	news.plan = status_live(d->status) && (!quiet || had);
	if (call->err || (!news.plan && !news.now[0]))
		return call->err;
	size_t count;
	struct notice *notices = notices_find(&news, &count);
	if (!count || !values_learn(call, zone, d))
		return call->err;
	enum err e = ERR_OK;
	for (size_t i = 0; i < count && !e; i++)
		e = notice_take(&news, &notices[i]);
	return e ? e : call->err;
}
