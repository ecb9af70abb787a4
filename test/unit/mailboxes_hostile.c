// SPDX-License-Identifier: Apache-2.0
/*
 * Letters that somebody wrote to do harm: a letter ends in a sentence and never ends the server.
 */
#include "base/json/json.h"
#include "integration/mailboxes/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LETTER_SIZE ((size_t)4 << 20)

static bool is_read(struct arena *a, struct text raw)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	struct json_out o;

	*b = buffer_open(a, (size_t)2 << 20);
	o = json_open(b);
	json_map(&o);
	bool fine = letter_read(a, raw, raw.size, &o);
	json_close(&o);
	return fine;
}

/* `before`, so many groups, one in the other, and what is behind them. */
static struct text groups(struct arena *a, const char *before, size_t count, const char *between,
			  const char *behind)
{
	struct buffer *b = arena_take(a, sizeof(*b));

	*b = buffer_open(a, LETTER_SIZE);
	buffer_add(b, text_of(before));
	for (size_t i = 0; i < count; i++)
		buffer_format(b, "g:%s", i % 50 == 49 ? between : "");
	buffer_add(b, text_of(behind));
	return buffer_text(b);
}

#define ANN  " ann@example.com\r\nMessage-ID: <a@b>\r\n\r\nHello\r\n"
#define DEEP 300000

static void groups_within_groups_do_not_use_up_the_stack(void **state)
{
	static const struct {
		const char *before, *between, *behind;
	} letters[] = {
		{ "From: ", "", ANN },
		{ "From: ann@example.com\r\nTo: ", "", ANN },
		{ "from :", "", ANN },
		{ "From: ann@example.com\r\nREPLY-TO: ", "\r\n ", ANN },
		{ "From: ann@example.com\nCc:\n\t", "\n\t", ANN },
		{ "From: ann@example.com\r\nBcc: ", "", ANN },
		{ "From: ann@example.com\r\nSender: ", "", ANN },
		{ "From: ann@example.com\r\nContent-Type: message/rfc822\r\n\r\nFrom: ", "", ANN },
		{ "From: ann@example.com\r\nContent-Type: multipart/mixed; "
		  "boundary=b\r\n\r\n--b\r\n"
		  "Content-Type: message/rfc822\r\n\r\nTo: ",
		  "\r\n ", ANN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		struct arena *a = arena_open();

		assert_false(is_read(a, groups(a, letters[i].before, DEEP, letters[i].between,
					       letters[i].behind)));
		arena_drop(a);
	}
}

static void groups_that_people_write_are_read(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_true(is_read(a, groups(a, "From: ann@example.com\r\nTo: ", 900, "\r\n ",
				      "a@b.c;\r\n\r\nHello\r\n")));
	/* many colons in what is no address are nothing */
	assert_true(
		is_read(a, groups(a, "From: ann@example.com\r\n\r\nTo go: ", DEEP, "", "\r\n")));
	assert_true(is_read(
		a, groups(a, "From: ann@example.com\r\nSubject: ", 5000, "", "\r\n\r\nHello\r\n")));
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_within_groups_do_not_use_up_the_stack),
		cmocka_unit_test(groups_that_people_write_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
