// SPDX-License-Identifier: Apache-2.0
/*
 * Small helpers of several rooms: keys of names, zones, maps by their shape, patterns.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/core/slug.h"
#include "domain/companies/zones.h"
#include "platform/catalogue/catalogue.h"
#include "platform/store/store.h"
#include "test/unit/application.h"

static void same(struct text t, const char *expected)
{
	char *c = NULL;
	struct arena *a = arena_open();

	c = text_c(a, t);
	assert_string_equal(c, expected);
	arena_drop(a);
}

static void a_slug_keeps_letters_and_digits(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	same(slug_of(a, TEXT("My Value"), '_'), "my_value");
	same(slug_of(a, TEXT("NangoTestField"), '_'), "nangotestfield");
	same(slug_of(a, TEXT("  a -- b!  "), '-'), "a-b");
	same(slug_of(a, TEXT("Ärger & Co."), '_'), "ärger_co");
	same(slug_of(a, TEXT("!?"), '_'), "");
	same(slug_of(a, TEXT(""), '_'), "");
	arena_drop(a);
}

static void a_zone_is_known_when_the_machine_has_it(void **state)
{
	(void)state;
	struct arena *a = arena_open();

	assert_true(zone_known(a, TEXT("Europe/Berlin")));
	assert_true(zone_known(a, TEXT("UTC")));
	assert_true(zone_known(a, TEXT("America/Argentina/Buenos_Aires")));
	assert_false(zone_known(a, TEXT("Mars/Base")));
	assert_false(zone_known(a, TEXT("Europe")));
	assert_false(zone_known(a, TEXT("zone.tab")));
	assert_false(zone_known(a, TEXT("../zoneinfo/UTC")));
	assert_false(zone_known(a, TEXT("")));
	arena_drop(a);
}

static const char shapes[] = "shape Ways\n"
			     "  a flag initial true\n"
			     "  b flag initial false\n"
			     "  c text\n"
			     "  d [text] initial [\"x\"]\n";

static void a_map_is_what_was_sent_over_what_was_before_over_its_defaults(void **state)
{
	struct arena *a = arena_open();
	struct call *call = call_open(a, 0);
	struct catalogue_text text = { "ways.api", TEXT("") };
	const struct json *sent;
	struct text why;

	(void)state;
	text.source = text_of(shapes);
	assert_int_equal(catalogue_read(a, &(struct catalogue_source){ &text, 1, NULL, 0 },
					&own_application(call)->catalogue, &why),
			 ERR_OK);
	same(catalogue_merge(call, "Ways", TEXT(""), NULL),
	     "{\"a\":true,\"b\":false,\"d\":[\"x\"]}");
	assert_int_equal(json_read(a, TEXT("{\"b\":true,\"c\":\"new\",\"d\":null}"), &sent, &why),
			 ERR_OK);
	same(catalogue_merge(call, "Ways", TEXT("{\"a\":false,\"c\":\"old\",\"d\":[]}"), sent),
	     "{\"a\":false,\"b\":true,\"c\":\"new\",\"d\":[\"x\"]}");
	assert_int_equal(json_read(a, TEXT("{\"c\":null}"), &sent, &why), ERR_OK);
	same(catalogue_merge(call, "Ways", TEXT("{\"a\":false,\"c\":\"old\"}"), sent),
	     "{\"a\":false,\"b\":false,\"d\":[\"x\"]}");
	arena_drop(a);
}

static void a_pattern_takes_signs_as_they_stand(void **state)
{
	struct arena *a = arena_open();
	struct call *call = call_open(a, 0);

	(void)state;
	same(store_likeness(call, TEXT(" 50%_Ö\\ ")).text, "%50\\%\\_ö\\\\%");
	arena_drop(a);
}

static void what_was_sent_empty_is_refused_with_every_name(void **state)
{
	static const char *const names[] = { "name", "zone", "city", NULL };
	struct arena *a = arena_open();
	struct call *call = call_open(a, 0);

	(void)state;
	assert_int_equal(call_need_filled(call, names), ERR_OK);
	call_set_text(call, "name", TEXT(" "));
	call_set_null(call, "zone");
	call_set_text(call, "city", TEXT("Ulm"));
	assert_int_equal(call_need_filled(call, names), ERR_INVALID);
	assert_int_equal(call->violation_count, 2);
	same(call->violations[0], "name should not be empty");
	same(call->violations[1], "zone should not be empty");
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slug_keeps_letters_and_digits),
		cmocka_unit_test(a_zone_is_known_when_the_machine_has_it),
		cmocka_unit_test(a_map_is_what_was_sent_over_what_was_before_over_its_defaults),
		cmocka_unit_test(a_pattern_takes_signs_as_they_stand),
		cmocka_unit_test(what_was_sent_empty_is_refused_with_every_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
