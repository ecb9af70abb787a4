// SPDX-License-Identifier: Apache-2.0
/*
 * Booking: who it is, the appointment, and the code that it is changed by; in one transaction, so
 * nobody is made a contact whose time was taken meanwhile.
 */
#include "domain/booking/inside.h"

#include "base/secrets/digest.h"
#include "platform/auth/auth.h"

#define AN_HOUR_MAX 10 /* from one address */
#define KEPT_DAYS   800
#define OTHERS_MAX  3
#define REPLY_TAKEN 400 /* how the row for appointments says that a time is not free */

static void put(struct json_out *o, const char *key, struct text value)
{
	if (!value.size)
		return;
	json_key(o, key);
	json_put_text(o, value);
}

/* --- who may --- */

static enum err crowd_need(struct call *call)
{
	call_set_text(call, "from", auth_address(call));
	call_set_whole(call, "hourAgo", call->now_ms - HOUR_MS);
	call_set_whole(call, "oldBefore", call->now_ms - KEPT_DAYS * DAY_MS);
	if (store_number(call, "SELECT count(*) AS n FROM booking"
			       " WHERE address = :from AND made_at > :hourAgo") >= AN_HOUR_MAX)
		return refuse(call, ERR_RATE_LIMITED,
			      "Ten times were booked from here within an hour: please wait a"
			      " while, or call.");
	return store_do(call, "DELETE FROM booking WHERE hash IN (SELECT hash FROM booking"
			      " WHERE made_at < :oldBefore ORDER BY made_at LIMIT 20)");
}

/* --- who it is --- */

static struct text contact_known(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1024);
	struct json_out o = json_open(&b);

	json_map(&o);
	put(&o, "email", call_text(call, "email"));
	json_close(&o);
	const struct json *found = row_need(call, "get-duplicate-contact", buffer_text(&b));

	return json_text(json_get(json_get(found, "contact"), "id"));
}

static enum err contact_try(struct call *call, bool with_phone, struct invoked *told)
{
	static const char *const names[] = { "firstName", "lastName", "name", "email" };
	struct buffer b = buffer_open(call->arena, 8192);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		put(&o, names[i], call_text(call, names[i]));
	if (with_phone)
		put(&o, "phone", call_text(call, "phone"));
	put(&o, "source", TEXT("booking page"));
	json_close(&o);
	return row_ask(call, "create-contact", buffer_text(&b), told);
}

/* A number that another contact has stays his, and a stranger does not learn that somebody has it:
 * it is noted with the appointment. */
static struct text contact_make(struct call *call)
{
	struct text phone = call_text(call, "phone"), notes = call_text(call, "notes");
	struct invoked told;
	enum err e = contact_try(call, true, &told);

	if (!e && told.err == ERR_DUPLICATE && phone.size) {
		e = contact_try(call, false, &told);
		call_set_text(call, "notes",
			      text_format(call->arena, "%.*s%sPhone: %.*s", (int)notes.size,
					  notes.at, notes.size ? "\n" : "", (int)phone.size,
					  phone.at));
	}
	const struct json *made = e ? NULL : row_said(call, "create-contact", &told);

	return json_text(json_get(json_get(made, "contact"), "id"));
}

/* --- when --- */

/* The next free times from the one that was wanted, as members of the refusal. */
static struct text others(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 4096);
	struct json_out o = json_open(&b);
	int64_t from_ms = call->now_ms, wanted;
	size_t left = OTHERS_MAX;

	if (clock_read_iso(call_text(call, "startTime"), &wanted) && wanted > from_ms)
		from_ms = wanted;
	const struct json *days = days_ask(call, from_ms);

	json_list(&o);
	for (const struct json *k = json_first(days), *day; k; k = json_after(days, day)) {
		day = json_after(days, k);
		const struct json *slots = json_get(day, "slots");

		for (const struct json *s = json_first(slots); s && left;
		     s = json_after(slots, s), left--)
			json_put(&o, s);
	}
	json_close(&o);
	struct text list = buffer_text(&b);
	return text_format(call->arena, "\"alternatives\":%.*s", (int)list.size, list.at);
}

static const struct json *appointment_make(struct call *call, struct text contact)
{
	struct buffer b = buffer_open(call->arena, 8192);
	struct json_out o = json_open(&b);
	const struct json *made = NULL;
	struct invoked told;
	struct text why;

	json_map(&o);
	put(&o, "calendarId", call_text(call, "calendarId"));
	put(&o, "contactId", contact);
	put(&o, "startTime", call_text(call, "startTime"));
	put(&o, "description", call_text(call, "notes"));
	json_close(&o);
	if (row_ask(call, "create-appointment", buffer_text(&b), &told))
		return NULL;
	if (told.err && told.status == REPLY_TAKEN)
		refuse_more(call, ERR_CONFLICT, others(call),
			    "This time is not free any more. %.*s", (int)told.why.size,
			    told.why.at);
	else if (told.err)
		refuse(call, told.err, "%.*s", (int)told.why.size, told.why.at);
	else
		json_read(call->arena, told.body, &made, &why);
	return made;
}

/* --- and the code --- */

/* As an instant: the row for appointments spells times in the zone of the location. */
static void time_put(struct call *call, const struct json *made, const char *key)
{
	char spelled[CLOCK_ISO_SIZE];
	int64_t ms;

	if (!clock_read_iso(json_text(json_get(made, key)), &ms))
		return;
	clock_iso(ms, spelled);
	json_key(&call->out, key);
	json_put_c(&call->out, spelled);
}

static void made_say(struct call *call, const struct json *made, const char *code)
{

	json_key(&call->out, "booking");
	json_map(&call->out);
	json_key(&call->out, "code");
	json_put_c(&call->out, code);
	time_put(call, made, "startTime");
	time_put(call, made, "endTime");
	put(&call->out, "title", call_text(call, "pageTitle")); /* its own may name the contact */
	put(&call->out, "status", json_text(json_get(made, "appointmentStatus")));
	json_close(&call->out);
}

static enum err code_keep(struct call *call, const struct json *made)
{
	char code[DIGEST_SIZE], hash[DIGEST_SIZE];

	random_hex(code, 16);
	digest_hex(text_of(code), hash);
	call_set_text(call, "bookingHash", text_copy(call->arena, text_of(hash)));
	call_set_text(call, "appointmentId", json_text(json_get(made, "id")));
	enum err e = store_do(call, "INSERT INTO booking (hash, location_id, appointment_id,"
				    " address, made_at) VALUES (:bookingHash, :locationId,"
				    " :appointmentId, :from, :now)");
	if (!e)
		made_say(call, made, code);
	return e;
}

enum err booking_create(struct call *call)
{
	enum err e = page_need(call);

	if (!e && call_text(call, "website").size)
		e = refuse(call, ERR_INVALID, "website should not exist");
	if (!e)
		e = crowd_need(call);
	if (e)
		return e;
	struct text contact = contact_known(call);

	if (!contact.size && !call->err)
		contact = contact_make(call);
	const struct json *made = call->err ? NULL : appointment_make(call, contact);

	return made ? code_keep(call, made) : call->err;
}
