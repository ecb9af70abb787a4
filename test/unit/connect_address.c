// SPDX-License-Identifier: Apache-2.0
/*
 * Which server an address is of; and that every kind and preset holds together.
 */
#include "integration/connections/inside.h"
#include "test/unit/catalogue_case.h"

static void the_origin_is_scheme_host_and_port(void **state)
{
	static const struct {
		const char *address, *origin;
	} cases[] = {
		{ "https://www.example.com", "https://www.example.com" },
		{ "https://www.example.com/", "https://www.example.com" },
		{ "http://127.0.0.1:8080/blog/", "http://127.0.0.1:8080" },
		{ "https://[::1]:8443/x", "https://[::1]:8443" },
		{ "https://example.com/?aal_fieldop=word", "https://example.com" },
		{ "https://example.com?aal_fieldop=word", "https://example.com" },
		{ "https://ann:pw@example.com/", "" },
		{ "https://good.example@evil.example", "" },
		{ "https://good.example\\@evil.example", "" },
		{ "https://good.example#evil", "" },
		{ "https://", "" },
		{ "https:///x", "" },
		{ "ftp://example.com", "" },
		{ "www.example.com", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		expect_text(address_origin(text_of(cases[i].address)), cases[i].origin);
}

static void a_presets_body_names_the_contact(void **state)
{
	static const char *const names[] = { "keap-form", "activecampaign-form", "ontraport-raw",
					     "kit-json", "drip-json" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct preset *p = preset_find(text_of(names[i]));

		assert_non_null(p);
		assert_non_null(strstr(p->body, "{contactId}"));
		assert_null(strchr(p->body, '\n')); /* Ontraport's must not end with one */
	}
	assert_null(preset_find(TEXT("custom")));
	assert_null(preset_find(TEXT("")));
	assert_non_null(connection_kind_find(TEXT("wordpress")));
	assert_null(connection_kind_find(TEXT("other")));
}

static void what_a_secret_is_about_tells_rows_and_servers_apart(void **state)
{
	struct text one = connection_about(*state, TEXT("a"), TEXT("loc"), TEXT("https://x"));

	assert_false(text_same(
		one, connection_about(*state, TEXT("b"), TEXT("loc"), TEXT("https://x"))));
	assert_false(text_same(
		one, connection_about(*state, TEXT("a"), TEXT("loc"), TEXT("https://y"))));
	assert_false(text_same(
		one, connection_about(*state, TEXT("a"), TEXT("lo2"), TEXT("https://x"))));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(the_origin_is_scheme_host_and_port),
		T(a_presets_body_names_the_contact),
		T(what_a_secret_is_about_tells_rows_and_servers_apart),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
