// SPDX-License-Identifier: Apache-2.0
/*
 * Fills a data folder with what users have: one location with N contacts (each with two tags, a
 * phone, an address and two custom fields), a note for every fifth, a task for every tenth; M
 * records with every kind of field, every fourth related to a contact; and 49 locations with a
 * share of a five-hundredth of the contacts each.  The first 50,000 of each kind through the
 * operations that clients ask, a thousand to a transaction; all others are copies of those by SQL,
 * with ids, addresses and phones of their own, and without their events.
 *
 * Prints one JSON object: the location, a token for it without a rate limit, the custom fields, the
 * association, ids of contacts and of records.
 * usage: bench-people --data DIR --contacts N --records M     (of more than 50,000: multiples)
 */
#include "bench/filling.h"

#define BATCH  1000
#define KEPT   1000  /* ids printed */
#define SEED   50000 /* as many by operations */
#define SHARE  500
#define OBJECT "custom_objects.pets"

struct kept {
	struct text ids[KEPT];
	size_t count;
	int64_t every;
};

struct people {
	struct filling with;
	int64_t contacts, records;
	int64_t copy; /* which of the seed is made */
	struct text level, score, folder, association;
	struct kept people, pets;
};

static const char *const first_names[] = {
	"Ada",	  "Grace", "Alan",   "Edsger",	"Barbara", "John",   "Mary",  "Linus",	"Ken",
	"Dennis", "Anna",  "Hannah", "Joanna",	"Bob",	   "Carol",  "Dave",  "Erin",	"Frank",
	"Heidi",  "Ivan",  "Judy",   "Mallory", "Niaj",	   "Olivia", "Peggy", "Rupert", "Sybil",
	"Trent",  "Uma",   "Victor", "Walter",	"Xavier",  "Yvonne", "Zoe",   "Louis",	"Marie",
	"Pierre", "Hugo",  "Lea",    "Paul",	"Nina",	   "Oscar",  "Quinn", "Rosa",	"Sam",
	"Tina",	  "Ulla",  "Vera",   "Willy",	"Yann"
};
static const char states[] =
	"ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOH"
	"OKORPARISCSDTNTXUTVTVAWAWVWIWY";

static void kept_take(struct people *p, struct kept *kept, int64_t n, struct text id)
{
	if (n % kept->every == 0 && kept->count < KEPT)
		kept->ids[kept->count++] = text_copy(p->with.app->arena, id);
}

/* --- what there is to be filled --- */

static enum err ask(struct call *call, const char *op, struct text body, const char *member,
		    struct text *id)
{
	struct people *p = call->owner;
	const struct json *reply;
	enum err e = invoke(call, op, body, &reply);

	if (!e && id)
		*id = text_copy(p->with.app->arena, id_of(reply, member));
	return e;
}

static enum err field_make(struct call *call, const char *name, const char *type, struct text *id)
{
	struct people *p = call->owner;
	return ask(call, "create-custom-field",
		   text_format(call->arena,
			       "{\"locationId\":\"%.*s\",\"name\":\"%s\",\"dataType\":\"%s\"}",
			       (int)p->with.setup.location_id.size, p->with.setup.location_id.at,
			       name, type),
		   "customField", id);
}

static enum err fill_fields(struct call *call)
{
	struct people *p = call->owner;

	as_location(call, p->with.setup.location_id);
	enum err e = field_make(call, "Level", "TEXT", &p->level);
	return e ? e : field_make(call, "Score", "NUMERICAL", &p->score);
}

/* The location, then the rest of the map. */
static struct text located(struct call *call, const char *rest)
{
	struct people *p = call->owner;

	return text_format(call->arena, "{\"locationId\":\"%.*s\",%s}",
			   (int)p->with.setup.location_id.size, p->with.setup.location_id.at, rest);
}

static enum err property_make(struct call *call, const char *key, const char *type)
{
	static const char options[] = ",\"options\":[{\"key\":\"one\",\"label\":\"One\"},"
				      "{\"key\":\"two\",\"label\":\"Two\"},"
				      "{\"key\":\"three\",\"label\":\"Three\"}]";
	struct people *p = call->owner;
	bool choice = strstr(type, "OPTIONS") || !strcmp(type, "RADIO") ||
		      !strcmp(type, "CHECKBOX") || !strcmp(type, "TEXTBOX_LIST");
	bool file = !strcmp(type, "FILE_UPLOAD");
	struct text body = text_format(
		call->arena,
		"\"objectKey\":\"" OBJECT "\",\"parentId\":\"%.*s\",\"showInForms\":true,"
		"\"fieldKey\":\"%s\",\"name\":\"%s\",\"dataType\":\"%s\"%s%s",
		(int)p->folder.size, p->folder.at, key, key, type, choice ? options : "",
		file ? ",\"maxFileLimit\":2,\"acceptedFormats\":\".pdf\"" : "");

	return ask(call, "create-object-field", located(call, text_c(call->arena, body)), NULL,
		   NULL);
}

static enum err fill_object(struct call *call)
{
	static const char *const kinds[][2] = {
		{ "about", "LARGE_TEXT" },    { "age", "NUMERICAL" },
		{ "price", "MONETORY" },      { "phone", "PHONE" },
		{ "email", "EMAIL" },	      { "born", "DATE" },
		{ "kind", "SINGLE_OPTIONS" }, { "traits", "MULTIPLE_OPTIONS" },
		{ "size", "RADIO" },	      { "wishes", "CHECKBOX" },
		{ "papers", "FILE_UPLOAD" },  { "boxes", "TEXTBOX_LIST" },
	};
	struct people *p = call->owner;
	const struct json *reply;

	as_location(call, p->with.setup.location_id);
	enum err e = ask(call, "create-object",
			 located(call, "\"labels\":{\"singular\":\"Pet\",\"plural\":\"Pets\"},"
				       "\"key\":\"" OBJECT "\",\"primaryDisplayPropertyDetails\":{"
				       "\"key\":\"name\",\"name\":\"Name\",\"dataType\":\"TEXT\"}"),
			 NULL, NULL);
	if (!e)
		e = invoke(call, "list-object-fields",
			   located(call, "\"objectKey\":\"" OBJECT "\""), &reply);
	if (!e)
		p->folder = text_copy(
			p->with.app->arena,
			json_text(json_get(json_first(json_get(reply, "folders")), "id")));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds) && !e; i++)
		e = property_make(call, kinds[i][0], kinds[i][1]);
	if (e)
		return e;
	return ask(call, "create-association",
		   located(call, "\"key\":\"owner_pet\",\"firstObjectKey\":\"contact\","
				 "\"firstObjectLabel\":\"Owner\",\"secondObjectKey\":\"" OBJECT
				 "\",\"secondObjectLabel\":\"Pet\""),
		   NULL, &p->association);
}

/* --- people --- */

static struct text person(struct call *call, int64_t n, bool fields)
{
	struct people *p = call->owner;
	struct text own = TEXT("");
	char surname[9];

	surname_make(n, surname);
	if (fields)
		own = text_format(call->arena,
				  ",\"customFields\":[{\"id\":\"%.*s\",\"field_value\":"
				  "\"Level %lld\"},{\"id\":\"%.*s\",\"field_value\":%lld}]",
				  (int)p->level.size, p->level.at, (long long)(n % 7),
				  (int)p->score.size, p->score.at, (long long)(n * 37 % 1000));
	/* a group has some two hundred members, however many there are */
	return text_format(
		call->arena,
		"\"firstName\":\"%s\",\"lastName\":\"%s\",\"email\":\"person%lld@example.com\","
		"\"phone\":\"+1202%07lld\",\"companyName\":\"Company %lld\",\"city\":\"City %lld\","
		"\"state\":\"%.2s\",\"postalCode\":\"%05lld\",\"address1\":\"%lld Main Street\","
		"\"country\":\"US\",\"source\":\"bench\",\"tags\":[\"member\",\"group-%lld\"]%.*s",
		first_names[n * 7919 % 50], surname, (long long)n,
		(long long)(2000000 + n % 7999999), (long long)(n % 5000), (long long)(n % 997),
		states + 2 * (n / 50 % 50), (long long)(10000 + n % 9973), (long long)n,
		(long long)(n % (p->contacts / 200 + 1)), (int)own.size, own.at);
}

static enum err task_make(struct call *call, struct text contact, int64_t n)
{
	return ask(call, "create-contact-task",
		   text_format(call->arena,
			       "{\"contactId\":\"%.*s\",\"title\":\"Call person "
			       "%lld\",\"body\":\"about the order\","
			       "\"dueDate\":\"2030-01-%02lldT10:00:00Z\",\"completed\":false}",
			       (int)contact.size, contact.at, (long long)n,
			       (long long)(n / 10 % 28 + 1)),
		   NULL, NULL);
}

static enum err note_make(struct call *call, struct text contact, int64_t n)
{
	return ask(call, "create-contact-note",
		   text_format(call->arena,
			       "{\"contactId\":\"%.*s\",\"body\":\"<p>Person %lld likes tea</p>\"}",
			       (int)contact.size, contact.at, (long long)n),
		   NULL, NULL);
}

static enum err fill_people(struct call *call)
{
	struct people *p = call->owner;
	enum err e = ERR_OK;

	as_location(call, p->with.setup.location_id);
	for (int64_t n = p->with.from; n < p->with.to && !e; n++) {
		struct text id;
		struct text body = person(call, n, true);
		e = ask(call, "create-contact", located(call, text_c(call->arena, body)), "contact",
			&id);
		if (e)
			break;
		kept_take(p, &p->people, n, id);
		if (n % 5 == 0)
			e = note_make(call, id, n);
		if (n % 10 == 0 && !e)
			e = task_make(call, id, n);
	}
	return e;
}

static enum err fill_shares(struct call *call)
{
	struct people *p = call->owner;
	enum err e = ERR_OK;

	for (int64_t n = p->with.from; n < p->with.to && !e; n++) {
		struct text location = p->with.locations[1 + n % (LOCATIONS - 1)];
		struct text body = person(call, n, false);
		as_location(call, location);
		e = ask(call, "create-contact",
			text_format(call->arena, "{\"locationId\":\"%.*s\",%.*s}",
				    (int)location.size, location.at, (int)body.size, body.at),
			NULL, NULL);
	}
	return e;
}

/* --- records --- */

/* All have six values, every tenth one of every kind. */
static struct text pet(struct call *call, int64_t n)
{
	static const char *const choices[] = { "one", "two", "three" };
	const char *first = choices[n % 3], *second = choices[n / 3 % 3];
	struct text more = TEXT("");

	if (n % 10 == 0)
		more = text_format(
			call->arena,
			",\"about\":\"Found in street %lld, likes fish\",\"phone\":\"+1202%07lld\","
			"\"email\":\"pet%lld@example.com\",\"traits\":[\"%s\",\"%s\"],"
			"\"size\":\"%s\",\"wishes\":[\"%s\"],\"papers\":[{\"url\":"
			"\"https://example.com/%lld.pdf\"}],\"boxes\":{\"one\":\"box %lld\"}",
			(long long)n, (long long)(2000000 + n % 7999999), (long long)n, first,
			n % 3 == n / 3 % 3 ? "three" : second, first, second, (long long)n,
			(long long)n);
	return text_format(call->arena,
			   "\"schemaKey\":\"" OBJECT
			   "\",\"properties\":{\"name\":\"Pet %lld of %s\",\"age\":%lld,"
			   "\"price\":{\"currency\":\"default\",\"value\":%lld},"
			   "\"born\":\"20%02lld-%02lld-%02lld\",\"kind\":\"%s\"%.*s}",
			   (long long)n, first_names[n * 7919 % 50], (long long)(n * 13 % 400),
			   (long long)(n * 31 % 100000), (long long)(n % 25),
			   (long long)(n / 25 % 12 + 1), (long long)(n / 300 % 28 + 1), second,
			   (int)more.size, more.at);
}

static enum err fill_pets(struct call *call)
{
	struct people *p = call->owner;
	enum err e = ERR_OK;

	as_location(call, p->with.setup.location_id);
	for (int64_t n = p->with.from; n < p->with.to && !e; n++) {
		struct text id, body = pet(call, n);
		e = ask(call, "create-record", located(call, text_c(call->arena, body)), "record",
			&id);
		if (e)
			break;
		kept_take(p, &p->pets, n, id);
		if (n % 4)
			continue;
		struct text owner = p->people.ids[(size_t)(n / 4) % p->people.count];
		body = text_format(call->arena,
				   "\"associationId\":\"%.*s\",\"firstRecordId\":\"%.*s\","
				   "\"secondRecordId\":\"%.*s\"",
				   (int)p->association.size, p->association.at, (int)owner.size,
				   owner.at, (int)id.size, id.at);
		e = ask(call, "create-relation", located(call, text_c(call->arena, body)), NULL,
			NULL);
	}
	return e;
}

/* --- copies of them --- */

#define COPIED(id)  "printf('%02x', 16 + :copy) || substr(" id ", 3)"
#define PERSON	    "CAST(substr(email, 7) AS INTEGER)"
#define PERSON_NEXT "(" PERSON " + :seed)"
#define PHONE_NEXT  "printf('+1202%07d', 2000000 + " PERSON_NEXT " % 7999999)"

static const char *const seeds[] = {
	"CREATE TEMP TABLE seed_contact AS SELECT * FROM contact WHERE location_id = :location"
	" ORDER BY rowid",
	"CREATE TEMP TABLE seed_tag AS SELECT location_id, contact_id, tag FROM contact_tag"
	" WHERE location_id = :location",
	"CREATE TEMP TABLE seed_field AS SELECT * FROM contact_field WHERE location_id = :location",
	"CREATE TEMP TABLE seed_note AS SELECT * FROM note WHERE location_id = :location",
	"CREATE TEMP TABLE seed_task AS SELECT * FROM task WHERE location_id = :location",
	NULL,
};
static const char *const people_copies[] = {
	"UPDATE seed_contact SET id = " COPIED(
		"id") ", email = 'person' || " PERSON_NEXT
		      " || '@example.com', email_lower_case = 'person' || " PERSON_NEXT
		      " || '@example.com', phone = " PHONE_NEXT ", date_added = date_added + 60000,"
		      " date_updated = date_updated + 60000, find = replace(replace(find, email,"
		      " 'person' || " PERSON_NEXT
		      " || '@example.com'), substr(phone, 2), substr(" PHONE_NEXT ", 2))",
	"INSERT INTO contact SELECT * FROM seed_contact ORDER BY rowid",
	"INSERT INTO contact_tag (location_id, contact_id, tag)"
	" SELECT location_id, " COPIED("contact_id") ", tag FROM seed_tag",
	"UPDATE seed_field SET contact_id = " COPIED("contact_id"),
	"INSERT INTO contact_field SELECT * FROM seed_field",
	"UPDATE seed_note SET id = " COPIED("id") ", contact_id = " COPIED("contact_id"),
	"INSERT INTO note SELECT * FROM seed_note",
	"UPDATE seed_task SET id = " COPIED("id") ", contact_id = " COPIED("contact_id"),
	"INSERT INTO task SELECT * FROM seed_task",
	NULL,
};
static const char *const record_seeds[] = {
	"CREATE TEMP TABLE seed_record AS SELECT * FROM record WHERE location_id = :location"
	" ORDER BY rowid",
	"CREATE TEMP TABLE seed_value AS SELECT * FROM record_value WHERE location_id = :location",
	"CREATE TEMP TABLE seed_relation AS SELECT * FROM relation WHERE location_id = :location",
	NULL,
};
static const char *const record_copies[] = {
	"UPDATE seed_record SET id = " COPIED("id") ", date_added = date_added + 60000,"
						    " date_updated = date_updated + 60000",
	"INSERT INTO record SELECT * FROM seed_record ORDER BY rowid",
	"UPDATE seed_value SET record_id = " COPIED("record_id"),
	"INSERT INTO record_value SELECT * FROM seed_value",
	"UPDATE seed_relation SET id = " COPIED("id") ", second_record_id = " COPIED(
		"second_record_id"),
	"INSERT INTO relation SELECT * FROM seed_relation",
	NULL,
};

static enum err all_do(struct call *call, const char *const *statements)
{
	struct people *p = call->owner;
	enum err e = ERR_OK;

	call_set_text(call, "location", p->with.setup.location_id);
	call_set_whole(call, "copy", p->copy);
	call_set_whole(call, "seed", SEED);
	for (; *statements && !e; statements++)
		e = store_do(call, *statements);
	return e;
}

static enum err seed_people(struct call *call)
{
	return all_do(call, seeds);
}

static enum err copy_people(struct call *call)
{
	struct people *p = call->owner;

	call_set_text(call, "locationId", p->with.setup.location_id);
	store_count(call, "contact", SEED);
	return all_do(call, people_copies);
}

static enum err seed_records(struct call *call)
{
	return all_do(call, record_seeds);
}

static enum err copy_records(struct call *call)
{
	struct people *p = call->owner;

	call_set_text(call, "locationId", p->with.setup.location_id);
	store_count(call, "record:" OBJECT, SEED);
	return all_do(call, record_copies);
}

/* How many there are by operations, when the others are copies. */
static int64_t seed_of(int64_t count)
{
	return count > SEED ? SEED : count;
}

static void copy_all(struct people *p, int64_t count, enum err (*seed)(struct call *call),
		     enum err (*copy)(struct call *call))
{
	if (count <= SEED)
		return;
	filling_perform(&p->with, seed);
	for (p->copy = 1; p->copy * SEED < count; p->copy++)
		filling_perform(&p->with, copy);
}

static void ids_say(const char *name, const struct kept *kept)
{
	printf(",\"%s\":[", name);
	for (size_t i = 0; i < kept->count; i++)
		printf("%s\"%.*s\"", i ? "," : "", (int)kept->ids[i].size, kept->ids[i].at);
	printf("]");
}

static void say(const struct people *p)
{
	const struct filling *f = &p->with;

	printf("{\"locationId\":\"%.*s\",\"token\":\"%.*s\",\"contacts\":%lld,\"records\":%lld,"
	       "\"level\":\"%.*s\",\"score\":\"%.*s\",\"associationId\":\"%.*s\"",
	       (int)f->setup.location_id.size, f->setup.location_id.at, (int)f->secret.size,
	       f->secret.at, (long long)p->contacts, (long long)p->records, (int)p->level.size,
	       p->level.at, (int)p->score.size, p->score.at, (int)p->association.size,
	       p->association.at);
	ids_say("ids", &p->people);
	ids_say("pets", &p->pets);
	printf("}\n");
}

int main(int argc, char **argv)
{
	static struct people p;
	struct app h;

	argc--, argv++;
	p.contacts = settings_whole(option_text(&argc, argv, "contacts"));
	p.records = settings_whole(option_text(&argc, argv, "records"));
	if ((p.contacts > SEED && p.contacts % SEED) || (p.records > SEED && p.records % SEED)) {
		fprintf(stderr, "bench-people: more than %d are multiples of it\n", SEED);
		return 2;
	}
	p.people.every = seed_of(p.contacts) / KEPT + 1;
	p.pets.every = seed_of(p.records) / KEPT + 1;
	int code = filling_open(&p.with, &h, &argc, argv);
	if (!code) {
		filling_perform(&p.with, fill_fields);
		filling_perform_all(&p.with, seed_of(p.contacts), BATCH, fill_people);
		copy_all(&p, p.contacts, seed_people, copy_people);
		filling_perform_all(&p.with, p.contacts / SHARE * (LOCATIONS - 1), BATCH,
				    fill_shares);
		filling_perform(&p.with, fill_object);
		filling_perform_all(&p.with, seed_of(p.records), BATCH, fill_pets);
		copy_all(&p, p.records, seed_records, copy_records);
		say(&p);
	}
	app_close(&h);
	return code;
}
