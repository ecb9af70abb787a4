// SPDX-License-Identifier: Apache-2.0
/*
 * What fillers of data folders share; filling.h says it.
 */
#include "bench/filling.h"

#define SYLLABLES 75 /* 15 consonants by 5 vowels */

void surname_make(int64_t n, char out[9])
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

struct text id_of(const struct json *reply, const char *member)
{
	return json_text(json_get(member ? json_get(reply, member) : reply, "id"));
}

void as_location(struct call *call, struct text location_id)
{
	struct caller *caller = arena_take(call->arena, sizeof(*caller));

	*caller = *call->caller;
	caller->class = TOKEN_LOCATION;
	caller->location_id = location_id;
	call->caller = caller;
}

static enum err fill_locations(struct call *call)
{
	struct filling *f = call->owner;
	enum err e = ERR_OK;

	f->locations[0] = f->setup.location_id;
	for (int i = 1; i < LOCATIONS && !e; i++) {
		const struct json *reply;
		struct text body = text_format(
			call->arena,
			"{\"name\":\"Location %d\",\"companyId\":\"%.*s\","
			"\"country\":\"US\",\"timezone\":\"America/Chicago\"}",
			i, (int)f->setup.company_id.size, f->setup.company_id.at);
		e = invoke(call, "create-location", body, &reply);
		if (e)
			break;
		struct text id = json_text(json_get(reply, "id"));
		if (id.size == 0)
			id = id_of(reply, "location");
		f->locations[i] = text_copy(f->app->arena, id);
	}
	return e;
}

static enum err fill_token(struct call *call)
{
	struct filling *f = call->owner;
	const struct json *reply;
	struct text body = text_format(call->arena,
				       "{\"name\":\"bench\",\"class\":\"location\","
				       "\"locationId\":\"%.*s\",\"rateBurst\":0,\"rateDay\":0}",
				       (int)f->setup.location_id.size, f->setup.location_id.at);
	enum err e = invoke(call, "create-token", body, &reply);

	if (!e)
		f->secret = text_copy(f->app->arena,
				      json_text(json_get(json_get(reply, "token"), "secret")));
	return e;
}

void filling_perform(struct filling *f, enum err (*run)(struct call *call))
{
	struct arena *a = arena_open();
	struct call *own = app_call(f->app, f->setup.company_id);
	struct call *call = call_open(a, own->now_ms);

	call->app = own->app;
	call->caller = own->caller;
	call->owner = f;
	if (store_perform_now(call, run)) {
		fprintf(stderr, "filling: %.*s\n", (int)call->why.size, call->why.at);
		exit(1);
	}
	arena_drop(a);
}

void filling_perform_all(struct filling *f, int64_t count, int64_t batch,
			 enum err (*run)(struct call *call))
{
	for (f->from = 0; f->from < count; f->from = f->to) {
		f->to = f->from + batch < count ? f->from + batch : count;
		filling_perform(f, run);
		if (f->to % 100000 == 0)
			fprintf(stderr, "%lld\n", (long long)f->to);
	}
}

int filling_open(struct filling *f, struct app *h, int *argc, char **argv)
{
	f->app = h;
	int code = app_open(h, HOUSE_NEW, argc, argv);
	if (!code)
		code = setup_make(h, &f->setup, TEXT(""));
	if (code)
		return code;
	filling_perform(f, fill_locations);
	filling_perform(f, fill_token);
	return 0;
}
