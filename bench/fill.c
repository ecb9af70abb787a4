// SPDX-License-Identifier: Apache-2.0
/*
 * Fills a data folder for measuring: N contacts over 50 locations and M records, through the same
 * operations that clients ask, a thousand to a transaction.
 *
 * Prints one JSON object: the first location, a token for it without a rate limit, ids to read.
 * usage: bench-fill --data DIR --contacts N --records M
 */
#include "command/inside.h"

#define LOCATIONS 50
#define BATCH	  1000
#define KEPT	  1000 /* ids printed for reading */

struct fill {
	struct house *house;
	struct founding founding;
	struct text locations[LOCATIONS];
	int64_t contacts, records;
	int64_t from, to; /* of the batch under way */
	struct text ids[KEPT];
	size_t id_count;
	struct text secret;
};

static const char *const first_names[] = { "Ada",  "Grace", "Alan",  "Edsger", "Barbara",
					   "John", "Mary",  "Linus", "Ken",    "Dennis" };
#define SYLLABLES 75 /* 15 consonants by 5 vowels */

/* The surname of person n: four syllables, so that most are rare and some are shared. */
static void surname_make(int64_t n, char out[9])
{
	uint32_t mixed = (uint32_t)n * 2654435761u;

	for (int i = 0; i < 4; i++) {
		uint32_t syllable = mixed % SYLLABLES;
		mixed /= SYLLABLES;
		out[2 * i] = "bdfghjklmnprstv"[syllable / 5];
		out[2 * i + 1] = "aeiou"[syllable % 5];
	}
	out[8] = 0;
}

static struct text id_of(const struct json *reply, const char *member)
{
	return json_text(json_get(json_get(reply, member), "id"));
}

static void as_location(struct call *call, struct text location_id)
{
	struct who *who = arena_take(call->arena, sizeof(*who));

	*who = *call->who;
	who->class = TOKEN_LOCATION;
	who->location_id = location_id;
	call->who = who;
}

static enum err fill_locations(struct call *call)
{
	struct fill *f = call->owner;
	enum err e = ERR_OK;

	f->locations[0] = f->founding.location_id;
	for (int i = 1; i < LOCATIONS && !e; i++) {
		const struct json *reply;
		struct text body = text_format(
			call->arena,
			"{\"name\":\"Location %d\",\"companyId\":\"%.*s\","
			"\"country\":\"US\",\"timezone\":\"America/Chicago\"}",
			i, (int)f->founding.company_id.size, f->founding.company_id.at);
		e = auth_ask(call, "POST", TEXT("/locations/"), body, &reply);
		if (e)
			break;
		struct text id = json_text(json_get(reply, "id"));
		if (id.size == 0)
			id = id_of(reply, "location");
		f->locations[i] = text_copy(f->house->arena, id);
	}
	return e;
}

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

	for (int64_t n = f->from; n < f->to && !e; n++) {
		const struct json *reply;
		struct text location = f->locations[n % LOCATIONS];
		as_location(call, location);
		e = auth_ask(call, "POST", TEXT("/contacts/"),
			     contact_body(call->arena, location, n), &reply);
		if (!e && n % LOCATIONS == 0 && f->id_count < KEPT &&
		    n >= (int64_t)f->id_count * (f->contacts / KEPT))
			f->ids[f->id_count++] = text_copy(f->house->arena, id_of(reply, "contact"));
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
		(int)f->founding.location_id.size, f->founding.location_id.at);

	as_location(call, f->founding.location_id);
	return auth_ask(call, "POST", TEXT("/objects/"), body, &reply);
}

static enum err fill_records(struct call *call)
{
	struct fill *f = call->owner;
	enum err e = ERR_OK;

	as_location(call, f->founding.location_id);
	for (int64_t n = f->from; n < f->to && !e; n++) {
		const struct json *reply;
		e = auth_ask(call, "POST", TEXT("/objects/custom_objects.pets/records"),
			     text_format(call->arena,
					 "{\"locationId\":\"%.*s\",\"properties\":"
					 "{\"name\":\"Pet number %lld\"}}",
					 (int)f->founding.location_id.size,
					 f->founding.location_id.at, (long long)n),
			     &reply);
	}
	return e;
}

static enum err fill_token(struct call *call)
{
	struct fill *f = call->owner;
	const struct json *reply;
	struct text body = text_format(call->arena,
				       "{\"name\":\"bench\",\"class\":\"location\","
				       "\"locationId\":\"%.*s\",\"rateBurst\":0}",
				       (int)f->founding.location_id.size,
				       f->founding.location_id.at);
	enum err e = auth_ask(call, "POST", TEXT("/tokens"), body, &reply);

	if (!e)
		f->secret = text_copy(f->house->arena,
				      json_text(json_get(json_get(reply, "token"), "secret")));
	return e;
}

static void perform(struct fill *f, enum err (*run)(struct call *call))
{
	struct arena *a = arena_open();
	struct call *own = house_call(f->house, f->founding.company_id);
	struct call *call = call_open(a, own->now_ms);

	call->catalogue = own->catalogue;
	call->auth = own->auth;
	call->store = own->store;
	call->zones = own->zones;
	call->settings = own->settings;
	call->who = own->who;
	call->owner = f;
	if (store_perform_now(call, run)) {
		fprintf(stderr, "bench-fill: %.*s\n", (int)call->why.size, call->why.at);
		exit(1);
	}
	arena_drop(a);
}

static void perform_all(struct fill *f, int64_t count, enum err (*run)(struct call *call))
{
	for (f->from = 0; f->from < count; f->from = f->to) {
		f->to = f->from + BATCH < count ? f->from + BATCH : count;
		perform(f, run);
		if (f->to % 100000 == 0)
			fprintf(stderr, "%lld\n", (long long)f->to);
	}
}

static void say(const struct fill *f)
{
	printf("{\"locationId\":\"%.*s\",\"token\":\"%.*s\",\"contacts\":%lld,\"ids\":[",
	       (int)f->founding.location_id.size, f->founding.location_id.at, (int)f->secret.size,
	       f->secret.at, (long long)f->contacts);
	for (size_t i = 0; i < f->id_count; i++)
		printf("%s\"%.*s\"", i ? "," : "", (int)f->ids[i].size, f->ids[i].at);
	printf("]}\n");
}

int main(int argc, char **argv)
{
	static struct fill f;
	struct house h;

	argc--, argv++;
	f.house = &h;
	f.contacts = settings_whole(option_text(&argc, argv, "contacts"));
	f.records = settings_whole(option_text(&argc, argv, "records"));
	int code = house_open(&h, HOUSE_NEW, &argc, argv);
	if (!code)
		code = founding_make(&h, &f.founding, TEXT(""));
	if (!code) {
		perform(&f, fill_locations);
		perform(&f, fill_token);
		perform_all(&f, f.contacts, fill_contacts);
		perform(&f, fill_object);
		perform_all(&f, f.records, fill_records);
		say(&f);
	}
	house_close(&h);
	return code;
}
