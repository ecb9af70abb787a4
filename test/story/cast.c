// SPDX-License-Identifier: Apache-2.0
/*
 * Who speaks in a story: tokens and locations, made when they are first needed.
 */
#include "test/story/story.h"

static bool name_from(struct play *p, const struct json *map, const char *key, const char *name)
{
	const struct json *value = json_get(map, key);

	if (!json_is(value, JSON_TEXT))
		return play_fail(p, "`init --json` gives no %s", key);
	name_set(p, text_of(name), json_text(value), false);
	return true;
}

bool cast_take(struct play *p, struct text init_json)
{
	const struct json *made;
	struct text why;

	if (json_read(p->arena, text_trim(init_json), &made, &why))
		return play_fail(p, "`init --json`: %.*s", (int)why.size, why.at);
	return name_from(p, made, "companyId", "company") &&
	       name_from(p, made, "firstCode", "firstcode") &&
	       name_from(p, made, "locationId", "location") &&
	       name_from(p, made, "agencyToken", "agency") &&
	       name_from(p, made, "locationToken", "token") &&
	       name_from(p, json_get(made, "owner"), "id", "owner") &&
	       name_from(p, json_get(made, "owner"), "email", "owneremail") &&
	       name_from(p, json_get(made, "owner"), "password", "ownerpassword");
}

/* A token from the command line, which is no user's: for this location, or for the company ("");
 * all scopes, or those that are said. */
static bool token_make(struct play *p, struct text location, struct text scopes, struct text *out)
{
	const char *words[16] = { "token", "create", "--json", "--name", "story", "--class" };
	const struct json *made;
	struct text result, why;
	size_t count = 6;

	words[count++] = location.size ? "location" : "company";
	if (location.size) {
		words[count++] = "--location";
		words[count++] = text_c(p->arena, location);
	}
	if (scopes.size) {
		words[count++] = "--scopes";
		words[count++] = text_c(p->arena, scopes);
	}
	why = stage_command(&p->stage, words, &result);
	if (why.size)
		return play_fail(p, "%.*s", (int)why.size, why.at);
	if (json_read(p->arena, text_trim(result), &made, &why))
		return play_fail(p, "`token create --json`: %.*s", (int)why.size, why.at);
	*out = json_text(json_get(made, "secret"));
	return out->size || play_fail(p, "`token create --json` gives no secret");
}

bool cast_other(struct play *p)
{
	struct request request = { .method = TEXT("POST"), .path = TEXT("/locations/") };
	struct text company = name_find(p, TEXT("company"))->value, token;

	request.token = name_find(p, TEXT("agency"))->value;
	request.body = text_format(p->arena, "{\"name\": \"Elsewhere\", \"companyId\": \"%.*s\"}",
				   (int)company.size, company.at);
	if (!ask(p, &request))
		return false;
	const struct json *made = json_get(p->body, "location");
	struct text id = json_text(json_get(made ? made : p->body, "id"));

	p->waits = false;
	if (!id.size) {
		play_fail(p, "a second location could not be made");
		play_show(p);
		return false;
	}
	name_set(p, TEXT("otherlocation"), id, false);
	if (!token_make(p, id, (struct text){ 0 }, &token))
		return false;
	name_set(p, TEXT("othertoken"), token, false);
	return true;
}

static bool speak_as(struct play *p, const char *name)
{
	const struct name *found = name_find(p, text_of(name));

	if (found)
		p->token = found->value;
	return found != NULL;
}

bool cast_speak(struct play *p, struct text words)
{
	struct text caller = word_take(&words);

	p->to_peer = p->site = false;
	p->browser = (struct text){ 0 };
	if (!caller.size)
		return speak_as(p, "token");
	if (text_is(caller, "agency"))
		return speak_as(p, "agency");
	if (text_is(caller, "other"))
		return speak_as(p, "othertoken");
	if (text_is(caller, "nobody")) {
		p->token = (struct text){ 0 };
		return true;
	}
	if (text_is(caller, "browser")) {
		p->token = (struct text){ 0 };
		p->browser = words.size ? words : TEXT("browser");
		return true;
	}
	if (text_is(caller, "site")) {
		p->token = (struct text){ 0 };
		return p->site = true;
	}
	if (text_is(caller, "peer"))
		return peer_speak(p);
	if (text_is(caller, "keeper"))
		return token_make(p, TEXT(""), words, &p->token);
	if (text_is(caller, "scoped") && words.size)
		return token_make(p, name_find(p, TEXT("location"))->value, words, &p->token);
	return play_fail(p, "nobody knows this client");
}
