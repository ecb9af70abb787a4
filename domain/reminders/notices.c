// SPDX-License-Identifier: Apache-2.0
/*
 * What a calendar wants said of its appointments: its notifications, and what older settings of
 * its own stand for:
 *
 *	alertEmail                              an `alert` to this address
 *	shouldSendAlertEmailsToAssignedMember   an `alert` to whose appointment it is
 *	notifications                           `booked` and `confirmation` by e-mail
 */
#include "domain/reminders/inside.h"

#include "base/json/texts.h"

#define NOTICES_MAX   500 /* notifications of a calendar, and what its older settings stand for */
#define ADDRESSES_MAX 100

bool is_planned(const struct notice *n)
{
	return text_is(n->kind, "reminder") || text_is(n->kind, "followup");
}

static bool is_wanted(const struct news *news, const struct notice *n)
{
	if (is_planned(n))
		return news->plan;
	return (news->now[0] && text_is(n->kind, news->now[0])) ||
	       (news->now[1] && text_is(n->kind, news->now[1]));
}

struct found {
	struct news *news;
	struct notice *at;
	size_t count, room;
};

static void notice_add(struct found *f, const struct notice *n)
{
	if (f->count == NOTICES_MAX || !is_wanted(f->news, n))
		return;
	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 8;
		f->at = arena_grow(f->news->call->arena, f->at, f->room * sizeof(*f->at),
				   room * sizeof(*f->at));
		f->room = room;
	}
	f->at[f->count++] = *n;
}

static void rows_find(struct found *f)
{
	struct arena *a = f->news->call->arena;
	struct rows *r = store_ask(f->news->call,
				   "SELECT * FROM calendar_notification"
				   " WHERE calendar_id = :noticeCalendar"
				   " AND location_id = :locationId AND is_active"
				   " AND NOT deleted AND channel IN ('email', 'inApp')"
				   " ORDER BY id");

	while (f->count < NOTICES_MAX && rows_next(r)) {
		if (!is_wanted(f->news,
			       &(struct notice){ .kind = rows_text(r, "notification_type") }))
			continue;
		notice_add(f, &(struct notice){
				      .id = text_copy(a, rows_text(r, "id")),
				      .kind = text_copy(a, rows_text(r, "notification_type")),
				      .recipient = text_copy(a, rows_text(r, "receiver_type")),
				      .subject = text_copy(a, rows_text(r, "subject")),
				      .body = text_copy(a, rows_text(r, "body")),
				      .before = text_copy(a, rows_text(r, "before_time")),
				      .after = text_copy(a, rows_text(r, "after_time")),
				      .emails = text_copy(a, rows_text(r, "additional_email_ids")),
				      .users = text_copy(a, rows_text(r, "selected_users")),
				      .from_address = text_copy(a, rows_text(r, "from_address")),
				      .from_name = text_copy(a, rows_text(r, "from_name")),
				      .in_app = text_is(rows_text(r, "channel"), "inApp"),
			      });
	}
	rows_close(r);
}

/* "a@example.com, b@example.com" as a list of JSON */
static struct text addresses_list(struct arena *a, struct text commas)
{
	struct text addresses[ADDRESSES_MAX], one;
	size_t count = 0;

	while (count < ADDRESSES_MAX && text_split(&commas, ',', &one))
		if (text_trim(one).size)
			addresses[count++] = text_trim(one);
	return texts_json(a, addresses, count);
}

/* One of the older list: to the contact and to addresses, to whose appointment it is. */
static void older_add(struct found *f, const struct json *v)
{
	static const char *const kinds[] = { "booked", "confirmation" };
	struct arena *a = f->news->call->arena;
	bool chosen = json_flag(json_get(v, "shouldSendToSelectedUsers"));
	bool contact = json_flag(json_get(v, "shouldSendToContact"));
	bool user = json_flag(json_get(v, "shouldSendToUser"));
	struct text emails = chosen ? json_text(json_get(v, "selectedUsers")) : TEXT("");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct notice n = { .kind = text_of(kinds[i]),
				    .recipient = contact ? TEXT("contact") : TEXT("emails"),
				    .emails = addresses_list(a, emails) };
		notice_add(f, &n);
		n = (struct notice){ .kind = n.kind, .recipient = TEXT("assignedUser") };
		if (user)
			notice_add(f, &n);
	}
}

static void older_find(struct found *f)
{
	struct call *call = f->news->call;

	if (!store_load(call, "SELECT notifications AS older_list, alert_email AS older_address,"
			      " coalesce(should_send_alert_emails_to_assigned_member, false)"
			      " AS older_member FROM calendar"
			      " WHERE id = :noticeCalendar AND location_id = :locationId"))
		return;
	struct text address = call_text(call, "olderAddress");
	bool member = call_whole(call, "olderMember", 0);
	const struct json *list = json_own(call->arena, call_text(call, "olderList"));
	struct notice alert = { .kind = TEXT("alert"),
				.recipient = member ? TEXT("assignedUser") : TEXT("emails"),
				.emails = addresses_list(call->arena, address) };
	if (member || address.size)
		notice_add(f, &alert);
	for (const struct json *v = json_first(list); v; v = json_after(list, v))
		older_add(f, v);
}

struct notice *notices_find(struct news *news, size_t *count)
{
	struct found f = { .news = news };

	call_set_text(news->call, "noticeCalendar", news->draft->calendar);
	rows_find(&f);
	older_find(&f);
	*count = f.count;
	return f.at;
}
