// SPDX-License-Identifier: Apache-2.0
/*
 * From a row and values to a request.
 */
#include "integration/remote/inside.h"
#include "test/unit/catalogue_case.h"

static const char rows[] = "shape Thing\n"
			   "  name        text    required\n"
			   "  locationId  id      required ref location\n"
			   "  tags        [text]\n"
			   "shape Loose open\n"
			   "  title       text\n"
			   "op create-thing POST /things/{thingId}/parts\n"
			   "  title Create\n"
			   "  scope a\n"
			   "  query dry flag\n"
			   "  query kinds [text]\n"
			   "  takes Thing\n"
			   "  gives 201 id:id\n"
			   "op list-things GET /things/\n"
			   "  title List\n"
			   "  scope a\n"
			   "  query locationId id required ref location\n"
			   "  query limit whole initial 20\n"
			   "  gives 200 things:[Thing]\n"
			   "op post-things POST /things/bulk\n"
			   "  title Many\n"
			   "  scope a\n"
			   "  takes [Thing]\n"
			   "connector wordpress\n"
			   "op list-users GET /wp-json/wp/v2/users\n"
			   "  title Users\n"
			   "  scope a\n"
			   "  query context text initial edit\n"
			   "  query page whole\n"
			   "  gives 200 [Loose]\n"
			   "op discover GET /wp-json/\n"
			   "  title Site\n"
			   "  scope -\n"
			   "  gives 200 Loose\n"
			   "op update-user POST /wp-json/wp/v2/users/{id}\n"
			   "  title User\n"
			   "  scope a\n"
			   "  takes Loose\n"
			   "  gives 200 Loose\n"
			   "connector bridge\n"
			   "op list-changes GET /wp-json/groundlevel/v1/changes\n"
			   "  title Changes\n"
			   "  scope -\n"
			   "  query since text\n"
			   "  query kinds [text]\n"
			   "  gives 200 raw\n"
			   "op write-members POST /wp-json/groundlevel/v1/members\n"
			   "  title Write\n"
			   "  scope -\n"
			   "  takes\n"
			   "    origin text\n"
			   "  gives 200 raw\n"
			   "connector accessally\n"
			   "op poke POST /\n"
			   "  title Poke\n"
			   "  scope -\n"
			   "  query aal_updateuser text required\n"
			   "  takes\n"
			   "    contactId text required\n"
			   "    email text\n"
			   "  gives 200 raw\n";

static const struct given location[] = { { { "locationId", 10 }, { "loc1", 4 } } };
static const struct text secrets[] = { { "pit-secret", 10 } };

static struct remote_target highlevel(void)
{
	return (struct remote_target){
		.base_url = TEXT("https://api.example.com/"),
		.authorization = TEXT("Bearer pit-secret"),
		.version = TEXT("2021-07-28"),
		.given = location,
		.given_count = 1,
		.secrets = secrets,
		.secret_count = 1,
	};
}

static const struct json *read_json(struct arena *a, const char *source)
{
	const struct json *json;
	struct text why;

	assert_int_equal(json_read(a, text_of(source), &json, &why), ERR_OK);
	return json;
}

static struct http_sending make(struct arena *a, const struct remote_target *t, const char *op,
				const char *input)
{
	struct remote_ask ask = { .op = catalogue_find(case_read(a, rows), text_of(op)),
				  .idempotency_key = TEXT("key1"),
				  .input = input ? read_json(a, input) : NULL };
	struct http_sending out;
	struct text why = { 0 };

	assert_non_null(ask.op);
	if (request_make(a, t, &ask, &out, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	assert_true(out.guarded);
	return out;
}

static void expect_unfit(struct arena *a, const struct remote_target *t, const char *op,
			 const char *input, const char *want)
{
	struct remote_ask ask = { .op = catalogue_find(case_read(a, rows), text_of(op)),
				  .input = input ? read_json(a, input) : NULL };
	struct http_sending out;
	struct text why = { 0 };

	assert_int_equal(request_make(a, t, &ask, &out, &why), ERR_INVALID);
	expect_text(why, want);
}

static struct text header_of(const struct http_sending *s, const char *name)
{
	for (size_t i = 0; i < s->header_count; i++)
		if (text_is(s->headers[i].name, name))
			return s->headers[i].value;
	return TEXT("");
}

static void each_value_goes_where_the_row_has_it(void **state)
{
	struct remote_target t = highlevel();
	struct http_sending s = make(*state, &t, "create-thing",
				     "{\"thingId\": \"a/b c\", \"dry\": true, \"kinds\": [\"x\","
				     " \"y&z\"], \"name\": \"Ann\", \"tags\": [], \"locationId\":"
				     " \"other\"}");

	expect_text(s.method, "POST");
	expect_text(s.url, "https://api.example.com/things/a%2Fb%20c/parts?dry=true&kinds=x,y%26z");
	expect_text(s.body, "{\"name\":\"Ann\",\"tags\":[],\"locationId\":\"other\"}");
	expect_text(header_of(&s, "Authorization"), "Bearer pit-secret");
	expect_text(header_of(&s, "Version"), "2021-07-28");
	expect_text(header_of(&s, "Content-Type"), "application/json");
	expect_text(header_of(&s, "Idempotency-Key"), "key1");
}

static void the_connection_gives_the_location(void **state)
{
	struct remote_target t = highlevel();
	struct http_sending s = make(*state, &t, "list-things", NULL);

	expect_text(s.url, "https://api.example.com/things/?locationId=loc1");
	assert_int_equal(s.body.size, 0);
	expect_text(header_of(&s, "Idempotency-Key"), "");
	expect_text(header_of(&s, "Content-Type"), "");
	s = make(*state, &t, "create-thing", "{\"thingId\": 7, \"name\": null}");
	expect_text(s.url, "https://api.example.com/things/7/parts");
	expect_text(s.body, "{\"name\":null,\"locationId\":\"loc1\"}");
	s = make(*state, &t, "post-things", "{\"body\": [{\"name\": \"a\"}]}");
	expect_text(s.body, "[{\"name\":\"a\"}]");
}

static void what_the_row_does_not_have_never_travels(void **state)
{
	struct remote_target t = highlevel();

	expect_unfit(*state, &t, "create-thing", "{\"thingId\": \"x\", \"nam\": 1}",
		     "create-thing has no field nam.");
	expect_unfit(*state, &t, "create-thing", "{\"thingId\": \"x\"}",
		     "create-thing needs name.");
	expect_unfit(*state, &t, "create-thing", "{\"name\": \"x\"}",
		     "create-thing needs thingId.");
	expect_unfit(*state, &t, "create-thing", "{\"name\": \"x\", \"thingId\": \"..\"}",
		     "create-thing needs thingId.");
	expect_unfit(*state, &t, "create-thing", "[]", "The input must be a map of fields.");
	expect_unfit(*state, &t, "list-users", NULL, "The connection is not one for list-users.");
	expect_unfit(*state, &t, "post-things", NULL, "post-things needs body, a list.");
}

static void wordpress_has_two_spellings_of_a_path(void **state)
{
	struct remote_target t = { .connector = TEXT("wordpress"),
				   .base_url = TEXT("https://site.example/blog") };
	struct http_sending s = make(*state, &t, "list-users", "{\"page\": 2}");

	expect_text(s.url, "https://site.example/blog/wp-json/wp/v2/users?context=edit&page=2");
	t.rest_route = true;
	s = make(*state, &t, "list-users", "{\"page\": 2}");
	expect_text(s.url,
		    "https://site.example/blog/?rest_route=/wp/v2/users&context=edit&page=2");
	s = make(*state, &t, "discover", NULL);
	expect_text(s.url, "https://site.example/blog/?rest_route=/");
	s = make(*state, &t, "update-user", "{\"id\": 3, \"meta\": {\"level\": \"gold\"}}");
	expect_text(s.url, "https://site.example/blog/?rest_route=/wp/v2/users/3");
	expect_text(s.body, "{\"meta\":{\"level\":\"gold\"}}");
}

/* The same two that test/bridge/unit.php signs. */
static void the_bridge_is_asked_with_a_signature(void **state)
{
	static const char input[] = "{\"since\": \"12.34\", \"kinds\": [\"member\", \"form\"]}";
	struct remote_target t = { .connector = TEXT("bridge"),
				   .base_url = TEXT("https://site.example"),
				   .sign_key = TEXT("k1"),
				   .sign_secret = TEXT("s3cret") };

	for (int plain = 0; plain < 2; plain++) {
		t.rest_route = plain;
		struct http_sending s = make(*state, &t, "list-changes", input);

		expect_text(header_of(&s, "X-Groundlevel-Key"), "k1");
		expect_text(header_of(&s, "X-Groundlevel-Time"), "0");
		expect_text(header_of(&s, "X-Groundlevel-Sign"),
			    "v1=353411c09294588c68b41d9c2307a135"
			    "6ddd2c4ca987963f0195b6491153f90c");
		expect_text(header_of(&s, "Idempotency-Key"), "");
	}
	struct http_sending s = make(*state, &t, "write-members", "{\"origin\": \"o\"}");

	expect_text(header_of(&s, "X-Groundlevel-Sign"),
		    "v1=01fa0ea73ef046281280261f1c67f8e877406cb1fdea91cf117d2d288d285f15");
	expect_text(header_of(&s, "Idempotency-Key"), "key1");
}

static struct http_sending poke(struct arena *a, const char *type, const char *body)
{
	static const struct given word[] = { { { "aal_updateuser", 14 }, { "w&d", 3 } } };
	struct remote_target t = {
		.connector = TEXT("accessally"),
		.base_url = TEXT("https://site.example"),
		.given = word,
		.given_count = 1,
		.body_type = text_of(type),
		.body_template = text_of(body),
	};

	return make(a, &t, "poke", "{\"contactId\": \"c 1\", \"email\": \"a+b@example.com\"}");
}

static void a_template_spells_values_as_its_type_asks(void **state)
{
	struct http_sending s = poke(*state, "application/x-www-form-urlencoded",
				     "contact%5Bid%5D={contactId}&m={email}&n={nobody}");

	expect_text(s.url, "https://site.example/?aal_updateuser=w%26d");
	expect_text(s.body, "contact%5Bid%5D=c%201&m=a%2Bb%40example.com&n=");
	expect_text(header_of(&s, "Content-Type"), "application/x-www-form-urlencoded");
	s = poke(*state, "text/plain", "{contactId}");
	expect_text(s.body, "c 1");
	s = poke(*state, "application/json", "{\"id\": {contactId}, \"x\": {nobody}, \"y\": {}}");
	expect_text(s.body, "{\"id\": \"c 1\", \"x\": null, \"y\": {}}");
}

static void what_is_shown_has_no_secret(void **state)
{
	struct remote_target t = highlevel();
	struct remote_ask ask = { .op = catalogue_find(case_read(*state, rows),
						       TEXT("create-thing")),
				  .input = read_json(*state, "{\"thingId\": \"pit-secret\","
							     " \"name\": \"x pit-secret y\"}") };
	struct http_sending out;
	struct text why;

	assert_int_equal(remote_show(*state, &t, &ask, &out, &why), ERR_OK);
	assert_null(memmem(out.url.at, out.url.size, "pit-secret", 10));
	assert_null(memmem(out.body.at, out.body.size, "pit-secret", 10));
	assert_int_equal(out.header_count, 0);
	expect_text(remote_mask(*state, &t, TEXT("no secret")), "no secret");
	expect_text(remote_mask(*state, &t, TEXT("a pit-secret")), "a ••••");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(each_value_goes_where_the_row_has_it),
		T(the_connection_gives_the_location),
		T(what_the_row_does_not_have_never_travels),
		T(wordpress_has_two_spellings_of_a_path),
		T(the_bridge_is_asked_with_a_signature),
		T(a_template_spells_values_as_its_type_asks),
		T(what_is_shown_has_no_secret),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
