// SPDX-License-Identifier: Apache-2.0
/*
 * Fills a data folder for measuring: N contacts over 50 locations and M records, through the same
 * operations that clients ask, a thousand to a transaction.
 *
 * Then a calendar of 20 users, open day and night, and K appointments, by bulk SQL: 5,000 lie in
 * the 31 days that are asked for; of all others a tenth lies on the same calendar and users in the
 * ten years before, the rest on calendars and users of their own.
 *
 * Prints one JSON object: the first location, a token for it without a rate limit, ids to read,
 * the calendar, and the first day to ask for.
 * usage: bench-fill --data DIR --contacts N --records M [--appointments K]
 */
#include "bench/filling.h"

#define BATCH 1000
#define KEPT  1000 /* ids printed for reading */
#define USERS 20
#define NEAR  5000  /* appointments in the month that is asked for */
#define BULK  50000 /* appointments to a transaction */

struct fill {
	struct filling with;
	int64_t contacts, records;
	struct text ids[KEPT];
	size_t id_count;
	int64_t appointments, month_ms; /* the first day that is asked for */
	struct text calendar, users[USERS];
};

static const char *const first_names[] = { "Ada",  "Grace", "Alan",  "Edsger", "Barbara",
					   "John", "Mary",  "Linus", "Ken",    "Dennis" };
static struct text contact_body(struct arena *a, struct text location, int64_t n)
{
	char surname[9];

	surname_make(n, surname);
	return text_format(
		a,
		"{\"locationId\":\"%.*s\",\"firstName\":\"%s\",\"lastName\":\"%s\","
		"\"email\":\"person%lld@example.com\",\"phone\":\"+1202%07lld\","
		"\"companyName\":\"Company %lld\",\"city\":\"Springfield\",\"state\":\"IL\","
		"\"postalCode\":\"62701\",\"address1\":\"%lld Main Street\",\"country\":\"US\","
		"\"source\":\"bench\",\"website\":\"https://example.com/%lld\","
		"\"timezone\":\"America/Chicago\",\"tags\":[\"member\",\"group-%lld\"]}",
		(int)location.size, location.at, first_names[n / 50 % 10], surname, (long long)n,
		(long long)(2000000 + n % 7999999), (long long)(n % 5000), (long long)n,
		(long long)n, (long long)(n % 100));
}

static enum err fill_contacts(struct call *call)
{
	struct fill *f = call->owner;
	enum err e = ERR_OK;

	for (int64_t n = f->with.from; n < f->with.to && !e; n++) {
		const struct json *reply;
		struct text location = f->with.locations[n % LOCATIONS];
		as_location(call, location);
		e = invoke(call, "create-contact", contact_body(call->arena, location, n), &reply);
		if (!e && n % LOCATIONS == 0 && f->id_count < KEPT &&
		    n >= (int64_t)f->id_count * (f->contacts / KEPT))
			f->ids[f->id_count++] = text_copy(f->with.app->arena,
							  id_of(reply, "contact"));
	}
	return e;
}

static enum err fill_object(struct call *call)
{
	struct fill *f = call->owner;
	const struct json *reply;
	struct text body = text_format(
		call->arena,
		"{\"locationId\":\"%.*s\",\"labels\":{\"singular\":\"Pet\",\"plural\":\"Pets\"},"
		"\"key\":\"custom_objects.pets\",\"primaryDisplayPropertyDetails\":{"
		"\"key\":\"custom_objects.pets.name\",\"name\":\"Name\",\"dataType\":\"TEXT\"}}",
		(int)f->with.setup.location_id.size, f->with.setup.location_id.at);

	as_location(call, f->with.setup.location_id);
	return invoke(call, "create-object", body, &reply);
}

static enum err fill_records(struct call *call)
{
	struct fill *f = call->owner;
	enum err e = ERR_OK;

	as_location(call, f->with.setup.location_id);
	for (int64_t n = f->with.from; n < f->with.to && !e; n++) {
		const struct json *reply;
		e = invoke(call, "create-record",
			   text_format(call->arena,
				       "{\"schemaKey\":\"custom_objects.pets\","
				       "\"locationId\":\"%.*s\",\"properties\":"
				       "{\"name\":\"Pet number %lld\"}}",
				       (int)f->with.setup.location_id.size,
				       f->with.setup.location_id.at, (long long)n),
			   &reply);
	}
	return e;
}

static enum err fill_users(struct call *call)
{
	struct fill *f = call->owner;
	enum err e = ERR_OK;

	f->month_ms = (call->now_ms / DAY_MS + 30) * DAY_MS;
	for (int i = 0; i < USERS && !e; i++) {
		const struct json *reply;
		struct text body = text_format(
			call->arena,
			"{\"companyId\":\"%.*s\",\"firstName\":\"User\",\"lastName\":\"%d\","
			"\"email\":\"user%d@example.com\",\"password\":\"correct horse\","
			"\"type\":\"account\",\"role\":\"user\",\"locationIds\":[\"%.*s\"]}",
			(int)f->with.setup.company_id.size, f->with.setup.company_id.at, i, i,
			(int)f->with.setup.location_id.size, f->with.setup.location_id.at);
		e = invoke(call, "create-user", body, &reply);
		if (!e)
			f->users[i] = text_copy(f->with.app->arena,
						json_text(json_get(reply, "id")));
	}
	return e;
}

static enum err fill_calendar(struct call *call)
{
	struct fill *f = call->owner;
	struct buffer b = buffer_open(call->arena, 16384);
	struct json_out o = json_open(&b);
	const struct json *reply;

	json_map(&o);
	json_key(&o, "locationId");
	json_put_text(&o, f->with.setup.location_id);
	json_key(&o, "teamMembers");
	json_list(&o);
	for (int i = 0; i < USERS; i++) {
		json_map(&o);
		json_key(&o, "userId");
		json_put_text(&o, f->users[i]);
		json_close(&o);
	}
	json_close(&o);
	json_key(&o, "openHours");
	json_put_raw(&o, TEXT("[{\"daysOfTheWeek\":[0,1,2,3,4,5,6],\"hours\":[{\"openHour\":0,"
			      "\"openMinute\":0,\"closeHour\":0,\"closeMinute\":0}]}]"));
	json_key(&o, "slotInterval");
	json_put_whole(&o, 15);
	json_key(&o, "name");
	json_put_c(&o, "Bench");
	json_close(&o);
	as_location(call, f->with.setup.location_id);
	enum err e = invoke(call, "create-calendar", buffer_text(&b), &reply);
	if (!e)
		f->calendar = text_copy(f->with.app->arena, id_of(reply, "calendar"));
	return e;
}

/* Their number is in their ids; whose they are and when they begin follows from it. */
static const char appointments_sql[] =
	"WITH RECURSIVE n(i) AS (SELECT CAST(:from AS BIGINT) UNION ALL"
	" SELECT i + 1 FROM n WHERE i + 1 < CAST(:to AS BIGINT)),"
	" placed AS (SELECT i, i < :near OR i % 10 = 0 AS own,"
	" CASE WHEN i < :near THEN CAST(:month AS BIGINT) + i * 7919 % 8928 * 300000"
	" ELSE CAST(:month AS BIGINT) - 5184000000 - i * 7919 % 1051200 * 300000 END AS start_ms"
	" FROM n)"
	" INSERT INTO appointment (id, location_id, calendar_id, contact_id, assigned_user_id, "
	"title,"
	" appointment_status, start_ms, end_ms, pre_min, post_min, created_by, date_added,"
	" date_updated)"
	" SELECT 'benchbooked' || CAST(100000000 + i AS TEXT), CAST(:location AS TEXT),"
	" CASE WHEN own THEN CAST(:calendar AS TEXT)"
	" ELSE 'benchcalendar' || CAST(1000000 + i % 997 AS TEXT) END,"
	" CAST(:contact AS TEXT), CASE WHEN own THEN substr(CAST(:users AS TEXT),"
	" CAST(i / 10 % 20 * 20 + 1 AS INTEGER), 20)"
	" ELSE 'benchuserhere' || CAST(1000000 + i % 4999 AS TEXT) END, 'Meeting', 'confirmed',"
	" start_ms, start_ms + 1800000, 0, 0, '{}', start_ms - 86400000, start_ms - 86400000"
	" FROM placed";

static const char lanes_sql[] =
	"INSERT INTO lane_use (lane, kind, event_id, pad_start_ms, pad_end_ms, live, lengthy)"
	" SELECT CASE WHEN value = 'c' THEN 'c:' || calendar_id ELSE 'u:' || assigned_user_id END,"
	" 'a', appointment.id, start_ms, end_ms, true, false FROM appointment, "
	"json_each('[\"c\",\"u\"]')"
	" WHERE appointment.id >= 'benchbooked' || CAST(100000000 + CAST(:from AS BIGINT) AS TEXT)"
	" AND appointment.id < 'benchbooked' || CAST(100000000 + CAST(:to AS BIGINT) AS TEXT)";

static enum err fill_appointments(struct call *call)
{
	struct fill *f = call->owner;
	struct buffer users = buffer_open(call->arena, 4096);

	for (int i = 0; i < USERS; i++) /* each has 20 bytes */
		buffer_add(&users, f->users[i]);
	call_set_whole(call, "from", f->with.from);
	call_set_whole(call, "to", f->with.to);
	call_set_whole(call, "near", NEAR);
	call_set_whole(call, "month", f->month_ms);
	call_set_text(call, "location", f->with.setup.location_id);
	call_set_text(call, "calendar", f->calendar);
	call_set_text(call, "contact", f->ids[0]);
	call_set_text(call, "users", buffer_text(&users));
	enum err e = store_do(call, appointments_sql);
	return e ? e : store_do(call, lanes_sql);
}

static void say(const struct fill *f)
{
	printf("{\"locationId\":\"%.*s\",\"token\":\"%.*s\",\"contacts\":%lld,"
	       "\"calendarId\":\"%.*s\",\"monthMs\":%lld,\"ids\":[",
	       (int)f->with.setup.location_id.size, f->with.setup.location_id.at,
	       (int)f->with.secret.size, f->with.secret.at, (long long)f->contacts,
	       (int)f->calendar.size, f->calendar.at, (long long)f->month_ms);
	for (size_t i = 0; i < f->id_count; i++)
		printf("%s\"%.*s\"", i ? "," : "", (int)f->ids[i].size, f->ids[i].at);
	printf("]}\n");
}

int main(int argc, char **argv)
{
	static struct fill f;
	struct app h;

	argc--, argv++;
	f.contacts = settings_whole(option_text(&argc, argv, "contacts"));
	f.records = settings_whole(option_text(&argc, argv, "records"));
	f.appointments = settings_whole(option_text(&argc, argv, "appointments"));
	int code = filling_open(&f.with, &h, &argc, argv);
	if (!code) {
		filling_perform_all(&f.with, f.contacts, BATCH, fill_contacts);
		filling_perform(&f.with, fill_object);
		filling_perform_all(&f.with, f.records, BATCH, fill_records);
		if (f.appointments > 0) {
			filling_perform(&f.with, fill_users);
			filling_perform(&f.with, fill_calendar);
			filling_perform_all(&f.with, f.appointments, BULK, fill_appointments);
		}
		say(&f);
	}
	app_close(&h);
	return code;
}
