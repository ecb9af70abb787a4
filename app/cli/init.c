// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel init: a company, its first location, its owner and two tokens, in one transaction and
 * through the same operations that everybody asks.
 */
#include "app/cli/inside.h"
#include "base/secrets/id.h"
#include "domain/companies/companies.h"
#include "domain/sessions/sessions.h"

#include <unistd.h>

/* What the run function below needs and makes. */
struct setup_call {
	struct setup *setup;
	struct text sample;
};

bool app_founded(struct app *h)
{
	struct call *call = app_call(h, TEXT(""));

	call->connection = store_connection_open(h->parts.store);
	bool founded = store_has(call, "SELECT 1 FROM company");
	store_connection_rest(call->connection);
	store_connection_close(call->connection);
	return founded;
}

static struct text id_in(const struct json *reply)
{
	const struct json *own = json_get(reply, "id");

	if (own)
		return json_text(own);
	for (const struct json *key = json_first(reply); key;) {
		const struct json *value = json_after(reply, key);
		const struct json *inner = json_get(value, "id");
		if (inner)
			return json_text(inner);
		key = json_after(reply, value);
	}
	return (struct text){ 0 };
}

static enum err found_company(struct call *call, struct setup *f)
{
	char id[ID_SIZE];

	id_new(call->now_ms, id);
	f->company_id = text_copy(call->arena, text_of(id));
	call_set_text(call, "companyId", f->company_id);
	call_set_whole(call, "now", call->now_ms);
	((struct caller *)(uintptr_t)call->caller)->company_id = f->company_id;
	return company_found(call, f->zone, f->country);
}

struct member {
	const char *key;
	struct text text;
};

/* A JSON map of texts, and of one list with one item; the members end with one that has no key. */
static struct text map_of(struct arena *a, const struct member *pairs, const char *list,
			  struct text item)
{
	struct buffer *b = arena_take(a, sizeof(*b));

	*b = buffer_open(a, 1 << 16);
	struct json_out o = json_open(b);
	json_map(&o);
	for (; pairs->key; pairs++) {
		json_key(&o, pairs->key);
		json_put_text(&o, pairs->text);
	}
	if (list) {
		json_key(&o, list);
		json_list(&o);
		json_put_text(&o, item);
		json_close(&o);
	}
	json_close(&o);
	return buffer_text(b);
}

static enum err found_location(struct call *call, struct setup *f)
{
	const struct json *reply;
	const struct member members[] = {
		{ "name", TEXT("My Location") },
		{ "companyId", f->company_id },
		{ "country", f->country },
		{ "timezone", f->zone },
		{ 0 },
	};
	struct text body = map_of(call->arena, members, NULL, TEXT(""));
	enum err e = invoke(call, "create-location", body, &reply);

	if (!e)
		f->location_id = text_copy(call->arena, id_in(reply));
	return e;
}

static enum err found_owner(struct call *call, struct setup *f)
{
	const struct json *reply;
	const struct member members[] = {
		{ "companyId", f->company_id },	 { "firstName", TEXT("Owner") },
		{ "lastName", TEXT("Account") }, { "email", f->email },
		{ "password", f->password },	 { "type", TEXT("account") },
		{ "role", TEXT("admin") },	 { 0 },
	};
	char code[ENTRY_CODE_SIZE];
	struct text body = map_of(call->arena, members, "locationIds", f->location_id);
	enum err e = invoke(call, "create-user", body, &reply);

	if (e)
		return e;
	f->owner_id = text_copy(call->arena, id_in(reply));
	e = auth_role_set(call, f->owner_id, TEXT("owner"));
	if (!e)
		e = entry_make(call, ENTRY_FIRST, f->owner_id, code);
	f->first_code = text_copy(call->arena, text_of(code));
	return e;
}

/* In a call of its own, because a call makes one :newId. */
static enum err found_token(struct call *within, struct setup *f, enum token_class class,
			    struct text *out)
{
	char secret[AUTH_TOKEN_SIZE];
	struct call *call = call_open(within->arena, within->now_ms);
	struct auth_token token = {
		.name = class == TOKEN_COMPANY ? TEXT("Agency") : TEXT("Location"),
		.class = class,
		.company_id = f->company_id,
		.location_id = class == TOKEN_COMPANY ? TEXT("") : f->location_id,
		.user_id = f->owner_id,
	};

	call->app = within->app;
	call->connection = within->connection;
	call_set_whole(call, "now", call->now_ms);
	enum err e = auth_token_make(call, &token, secret);
	*out = text_copy(within->arena, text_of(secret));
	return e ? refuse(within, e, "The token could not be kept.") : ERR_OK;
}

static struct text random_word(struct arena *a)
{
	char uuid[ID_UUID_SIZE];

	id_uuid_random(uuid);
	return text_copy(a, text_of(uuid + 14));
}

/* The zone of this machine by its name: TZ, /etc/timezone, or where /etc/localtime leads. */
static struct text zone_here(struct arena *a)
{
	static const char folder[] = "/zoneinfo/";
	char *at = arena_take(a, 256), *said = getenv("TZ");
	FILE *file = fopen("/etc/timezone", "re");
	bool got = file && fgets(at, 256, file);

	if (file)
		fclose(file);
	if (said && strchr(said, '/'))
		return text_of(said[0] == ':' ? said + 1 : said);
	if (got && strchr(at, '/'))
		return text_trim(text_of(at));
	ssize_t size = readlink("/etc/localtime", at, 255);
	at[size > 0 ? size : 0] = 0;
	char *found = strstr(at, folder);
	found = found ? found + sizeof(folder) - 1 : NULL;
	return found && strchr(found, '/') ? text_of(found) : TEXT("Etc/UTC");
}

static enum err found(struct call *call)
{
	struct setup_call *own = call->owner;
	struct setup *f = own->setup;
	enum err e = found_company(call, f);

	if (!e)
		e = found_location(call, f);
	if (!e)
		e = found_owner(call, f);
	if (!e)
		e = found_token(call, f, TOKEN_COMPANY, &f->agency_token);
	if (!e)
		e = found_token(call, f, TOKEN_LOCATION, &f->location_token);
	if (!e)
		e = webhook_key_need(call);
	if (!e && own->sample.size)
		e = sample_play(call, f, own->sample);
	return e;
}

int setup_make(struct app *h, struct setup *f, const struct text sample)
{
	struct setup_call own = { .setup = f, .sample = sample };
	struct call *call = app_call(h, TEXT(""));

	if (app_founded(h))
		return say_failure(EXIT_REFUSED, TEXT("this data has a company already"));
	if (f->email.size == 0)
		f->email = TEXT("owner@example.com");
	if (f->password.size == 0)
		f->password = random_word(h->arena);
	if (f->country.size == 0)
		f->country = TEXT("US");
	if (f->zone.size == 0)
		f->zone = zone_here(h->arena);
	call->owner = &own;
	if (store_perform_now(call, found))
		return say_failure(EXIT_REFUSED, call->why);
	return 0;
}

void setup_json(const struct setup *f, struct json_out *o)
{
	json_map(o);
	json_key(o, "companyId");
	json_put_text(o, f->company_id);
	json_key(o, "locationId");
	json_put_text(o, f->location_id);
	json_key(o, "agencyToken");
	json_put_text(o, f->agency_token);
	json_key(o, "locationToken");
	json_put_text(o, f->location_token);
	json_key(o, "firstCode");
	json_put_text(o, f->first_code);
	json_key(o, "owner");
	json_map(o);
	json_key(o, "id");
	json_put_text(o, f->owner_id);
	json_key(o, "email");
	json_put_text(o, f->email);
	json_key(o, "password");
	json_put_text(o, f->password);
	json_close(o);
	json_close(o);
}

static void setup_say(struct app *h, const struct setup *f, bool json)
{
	struct buffer buffer = buffer_open(h->arena, 1 << 16);
	struct json_out o = json_open(&buffer);

	if (json) {
		setup_json(f, &o);
		printf("%.*s\n", (int)buffer.size, buffer.at);
		return;
	}
	printf("time zone       %.*s\n", (int)f->zone.size, f->zone.at);
	printf("company         %.*s\n", (int)f->company_id.size, f->company_id.at);
	printf("location        %.*s\n", (int)f->location_id.size, f->location_id.at);
	printf("agency token    %.*s\n", (int)f->agency_token.size, f->agency_token.at);
	printf("location token  %.*s\n", (int)f->location_token.size, f->location_token.at);
	printf("owner           %.*s, password %.*s\n", (int)f->email.size, f->email.at,
	       (int)f->password.size, f->password.at);
	struct text here = text_format(h->arena, "http://%.*s", (int)h->settings.listen.size,
				       h->settings.listen.at);
	struct text link = entry_link(h->arena, here, ENTRY_FIRST, f->first_code);
	printf("first sign-in   %.*s\n", (int)link.size, link.at);
	printf("Keep the tokens and the password: they are shown this once.\n");
}

int verb_init(int argc, char **argv)
{
	struct app h;
	struct setup f = { 0 };
	bool json = option_flag(&argc, argv, "json");

	f.email = option_text(&argc, argv, "email");
	f.password = option_text(&argc, argv, "password");
	f.zone = option_text(&argc, argv, "timezone");
	f.country = option_text(&argc, argv, "country");
	int code = app_open(&h, HOUSE_NEW, &argc, argv);
	if (!code)
		code = option_rest(argc, argv);
	if (!code)
		code = setup_make(&h, &f, TEXT(""));
	if (!code)
		setup_say(&h, &f, json);
	app_close(&h);
	return code;
}
