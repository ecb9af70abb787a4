// SPDX-License-Identifier: Apache-2.0
/* The spelling of statements: names, quotes, comments, FINDS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/store/inside.h"

static void spells(const struct driver *driver, const char *sql, const char *expected,
		   const char *names)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 1000);
	struct spelling out;

	assert_true(statement_spell(a, driver, text_of(sql), &out));
	assert_string_equal(text_c(a, out.sql), expected);
	for (int i = 0; i < out.count; i++)
		buffer_format(&b, "%s ", out.names[i]);
	assert_string_equal(text_c(a, buffer_text(&b)), names);
	arena_drop(a);
}

static void names_become_parameters_once(void **state)
{
	(void)state;
	spells(&driver_sqlite, "SELECT :a, :bC, :a", "SELECT ?1, ?2, ?1", "a bC ");
	spells(&driver_postgres, "SELECT :a,:b_2,(:a)", "SELECT $1,$2,($1)", "a b_2 ");
}

static void quotes_comments_and_casts_are_left_alone(void **state)
{
	(void)state;
	spells(&driver_postgres, "SELECT ':a''b:c', \":d\", x::text -- :e\n, /* :f */ :g",
	       "SELECT ':a''b:c', \":d\", x::text -- :e\n, /* :f */ $1", "g ");
	spells(&driver_postgres, "SELECT ':open", "SELECT ':open", "");
	spells(&driver_postgres, "SELECT a : b", "SELECT a : b", "");
}

static void finds_becomes_the_drivers_condition(void **state)
{
	(void)state;
	spells(&driver_sqlite, "WHERE id = :id AND FINDS(contact, :query) AND UNFINDS(x)",
	       "WHERE id = ?1 AND contact.rowid IN (SELECT rowid FROM contact_find"
	       " WHERE contact_find MATCH ?2) AND UNFINDS(x)",
	       "id query ");
	spells(&driver_postgres, "WHERE FINDS( contact , :query )", "WHERE contact.find LIKE $1",
	       "query ");
}

static void too_many_names_are_refused(void **state)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 100000);
	struct spelling out;

	(void)state;
	for (int i = 0; i <= PARAMETERS_MAX; i++)
		buffer_format(&b, ":n%d ", i);
	assert_false(statement_spell(a, &driver_sqlite, buffer_text(&b), &out));
	assert_false(statement_spell(a, &driver_sqlite, TEXT("FINDS(contact"), &out));
	assert_false(statement_spell(a, &driver_sqlite, TEXT("FINDS(contact, x)"), &out));
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_become_parameters_once),
		cmocka_unit_test(quotes_comments_and_casts_are_left_alone),
		cmocka_unit_test(finds_becomes_the_drivers_condition),
		cmocka_unit_test(too_many_names_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
