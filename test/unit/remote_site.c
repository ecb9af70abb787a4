// SPDX-License-Identifier: Apache-2.0
/*
 * The rows of wordpress.api against a real site, and every reply against its row.
 *
 * Where it is stands in the environment, as JSON: GROUNDLEVEL_TEST_SITE={"base", "user",
 * "app_password"} (an administrator's); without it there is nothing to test here.
 */
#include "integration/remote/inside.h"
#include "test/unit/catalogue_case.h"

#include <sodium.h>

extern const struct {
	const char *name, *at;
	size_t size;
} texts_catalogue[];
extern const size_t texts_catalogue_count;

struct stage {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct http_client *client;
	struct remote_target target;
	struct remote_answer answer;
};

static struct stage stage;

static const struct catalogue *rows_read(struct arena *a)
{
	const struct catalogue *c;
	struct text why;

	for (size_t i = 0; i < texts_catalogue_count; i++) {
		struct catalogue_text text = {
			texts_catalogue[i].name,
			{ texts_catalogue[i].at, texts_catalogue[i].size },
		};

		if (strcmp(text.name, "wordpress.api") != 0)
			continue;
		if (catalogue_read(a, &(struct catalogue_source){ &text, 1, NULL, 0 }, &c, &why))
			fail_msg("%.*s", (int)why.size, why.at);
		return c;
	}
	fail_msg("wordpress.api is not carried");
	return NULL;
}

static int open_site(void **state)
{
	const struct json *site;
	struct text why, pair;
	char spelled[256];

	(void)state;
	stage.arena = arena_open();
	stage.catalogue = rows_read(stage.arena);
	stage.client = http_client_open();
	if (json_read(stage.arena, text_of(getenv("GROUNDLEVEL_TEST_SITE")), &site, &why))
		fail_msg("GROUNDLEVEL_TEST_SITE is not JSON");
	struct text user = json_text(json_get(site, "user"));
	struct text password = json_text(json_get(site, "app_password"));

	pair = text_format(stage.arena, "%.*s:%.*s", (int)user.size, user.at, (int)password.size,
			   password.at);
	sodium_bin2base64(spelled, sizeof(spelled), (const unsigned char *)pair.at, pair.size,
			  sodium_base64_VARIANT_ORIGINAL);
	stage.target = (struct remote_target){
		.connector = TEXT("wordpress"),
		.base_url = json_text(json_get(site, "base")),
		.authorization = text_format(stage.arena, "Basic %s", spelled),
		.allow_private = true,
	};
	return 0;
}

static int close_site(void **state)
{
	(void)state;
	http_client_close(stage.client);
	arena_drop(stage.arena);
	return 0;
}

/* Asks, and wants this class; a reply that is done must be what its row allows. */
static const struct json *ask(const char *op, const char *input, enum remote_class want)
{
	struct remote_ask what = { .op = catalogue_find(stage.catalogue, text_of(op)) };
	struct remote_answer *answer = &stage.answer;
	struct text why = { 0 };

	assert_non_null(what.op);
	assert_int_equal(json_read(stage.arena, text_of(input), &what.input, &why), ERR_OK);
	remote_ask(stage.client, stage.arena, &stage.target, &what, answer);
	if (answer->class != want)
		fail_msg("%s %s: %s %d %.*s", op, input, remote_class_name(answer->class),
			 answer->status, (int)answer->why.size, answer->why.at);
	if (want == REMOTE_DONE &&
	    !catalogue_reply_check(stage.arena, what.op, answer->status, answer->body, &why))
		fail_msg("%s: %.*s", op, (int)why.size, why.at);
	return answer->body;
}

static const char *with_id(const struct json *thing, const char *format)
{
	struct text id = json_text(json_get(thing, "id"));

	return text_format(stage.arena, "{\"id\": %.*s, %s}", (int)id.size, id.at, format).at;
}

static void the_site_and_who_asks_are_found(void **state)
{
	(void)state;
	ask("wordpress-discover", "{}", REMOTE_DONE);
	const struct json *me = ask("wordpress-get-me", "{}", REMOTE_DONE);

	assert_true(json_flag(json_get(json_get(me, "capabilities"), "create_users")));
	assert_true(stage.answer.date_ms > 0);
}

static void a_member_is_made_found_changed_and_removed(void **state)
{
	static const char ann[] = "{\"username\": \"remote-ann\", \"email\":"
				  " \"remote-ann@example.com\", \"password\": \"Zx9!long enough\","
				  " \"first_name\": \"Ann\", \"roles\": [\"subscriber\"]}";
	const struct json *list, *made;

	(void)state;
	made = ask("wordpress-create-user", ann, REMOTE_DONE);
	ask("wordpress-create-user", ann, REMOTE_CONFLICT);
	assert_true(text_is(stage.answer.code, "existing_user_login"));
	ask("wordpress-create-user",
	    "{\"username\": \"remote-bea\", \"email\": \"remote-ann@example.com\","
	    " \"password\": \"x\"}",
	    REMOTE_CONFLICT);
	assert_true(text_is(stage.answer.code, "existing_user_email"));
	list = ask("wordpress-list-users",
		   "{\"search\": \"remote-ann@example.com\", \"per_page\": 10}", REMOTE_DONE);
	assert_int_equal(list->count, 1);
	assert_true(remote_header(&stage.answer, "X-WP-Total").size > 0);
	ask("wordpress-update-user", with_id(made, "\"last_name\": \"Lee\""), REMOTE_DONE);
	ask("wordpress-get-user", with_id(made, "\"context\": \"edit\""), REMOTE_DONE);
	assert_true(text_is(json_text(json_get(stage.answer.body, "last_name")), "Lee"));
	ask("wordpress-delete-user", with_id(made, "\"reassign\": \"false\""), REMOTE_DONE);
	ask("wordpress-get-user", with_id(made, "\"context\": \"edit\""), REMOTE_MISSING);
}

static void a_post_is_made_changed_listed_and_removed(void **state)
{
	const struct json *made, *list;

	(void)state;
	made = ask("wordpress-create-post",
		   "{\"collection\": \"posts\", \"title\": \"Remote\", \"slug\": \"remote-post\","
		   " \"status\": \"publish\"}",
		   REMOTE_DONE);
	ask("wordpress-update-post",
	    with_id(made, "\"collection\": \"posts\", \"title\": \"Again\""), REMOTE_DONE);
	list = ask("wordpress-list-posts",
		   "{\"collection\": \"posts\", \"modified_after\": \"2020-01-01T00:00:00Z\","
		   " \"orderby\": \"modified\", \"order\": \"asc\", \"slug\": [\"remote-post\"]}",
		   REMOTE_DONE);
	assert_int_equal(list->count, 1);
	ask("wordpress-get-post", with_id(made, "\"collection\": \"posts\""), REMOTE_DONE);
	ask("wordpress-delete-post", with_id(made, "\"collection\": \"posts\", \"force\": true"),
	    REMOTE_DONE);
	ask("wordpress-get-post", with_id(made, "\"collection\": \"posts\""), REMOTE_MISSING);
	ask("wordpress-list-posts", "{\"collection\": \"no-such-type\"}", REMOTE_MISSING);
}

static void both_spellings_of_paths_lead_to_the_same(void **state)
{
	(void)state;
	stage.target.rest_route = true;
	ask("wordpress-discover", "{}", REMOTE_DONE);
	ask("wordpress-list-users", "{\"page\": 1}", REMOTE_DONE);
	ask("wordpress-list-users", "{\"page\": 1000}", REMOTE_DONE);
	stage.target.rest_route = false;
}

static void passwords_are_listed_and_a_wrong_one_is_told(void **state)
{
	struct text good = stage.target.authorization;

	(void)state;
	ask("wordpress-list-passwords", "{\"id\": 1}", REMOTE_DONE);
	stage.target.authorization = TEXT("Basic YWRtaW46d3Jvbmc=");
	ask("wordpress-get-me", "{}", REMOTE_TOKEN);
	ask("wordpress-list-users", "{}", REMOTE_TOKEN);
	stage.target.authorization = good;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_site_and_who_asks_are_found),
		cmocka_unit_test(a_member_is_made_found_changed_and_removed),
		cmocka_unit_test(a_post_is_made_changed_listed_and_removed),
		cmocka_unit_test(both_spellings_of_paths_lead_to_the_same),
		cmocka_unit_test(passwords_are_listed_and_a_wrong_one_is_told),
	};

	if (!getenv("GROUNDLEVEL_TEST_SITE")) {
		printf("GROUNDLEVEL_TEST_SITE is not set: no site to test with\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, open_site, close_site);
}
