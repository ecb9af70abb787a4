// SPDX-License-Identifier: Apache-2.0
/* A message as it travels: nothing that people write makes a header of its own. */
#include "integration/mail/inside.h"

// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static const struct text desk = { "desk@ground.example", 19 };

/* All of its texts; where a file stands, <file>. */
static char *whole(struct arena *a, const struct message *m)
{
	struct buffer b = buffer_open(a, 1 << 20);
	struct letter l;

	mime_message_make(a, m, desk, &l);
	for (size_t i = 0; i < l.count; i++) {
		if (l.pieces[i].file)
			buffer_add(&b, TEXT("<file>"));
		else
			buffer_add(&b, l.pieces[i].text);
	}
	return text_c(a, buffer_text(&b));
}

static char *mime_message(struct arena *a, const char *from, const char *name, const char *subject)
{
	struct message m = { .id = TEXT("abc"),
			     .to = TEXT("ann@example.com"),
			     .from = text_of(from),
			     .from_name = text_of(name),
			     .subject = text_of(subject),
			     .body = TEXT("Hello") };

	return whole(a, &m);
}

static void a_sender_is_the_notification_s_or_that_of_the_settings(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_non_null(
		strstr(mime_message(a, "me@example.com", "", "x"), "From: <me@example.com>\r\n"));
	assert_non_null(strstr(mime_message(a, "", "", "x"), "From: <desk@ground.example>\r\n"));
	arena_drop(a);
}

static void a_sender_that_is_no_address_makes_no_header(void **state)
{
	static const char *const senders[] = { "me@example.com>\r\nBcc: <all@example.com",
					       "me",
					       "a@b@c",
					       "me@",
					       "@me",
					       "me @example.com" };
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(senders) / sizeof(*senders); i++) {
		char *made = mime_message(a, senders[i], "", "x");
		assert_non_null(strstr(made, "From: <desk@ground.example>\r\n"));
		assert_null(strstr(made, "Bcc"));
	}
	arena_drop(a);
}

static void files_stand_between_parts_and_their_names_make_no_header(void **state)
{
	struct arena *a = arena_open();
	struct message m = {
		.id = TEXT("abc"),
		.to = TEXT("ann@example.com"),
		.subject = TEXT("x"),
		.body = TEXT("Hello"),
		.files = { { TEXT("a\"\r\nBcc: b@c.de"), TEXT("text/plain"), { 0 }, 1 },
			   { TEXT("c\"d.txt"), TEXT("text/plain"), { 0 }, 1 },
			   { TEXT("b.pdf"), TEXT("application/pdf"), { 0 }, 1 } },
		.file_count = 3
	};
	char *made = whole(a, &m);

	(void)state;
	assert_non_null(strstr(made, "Content-Type: multipart/mixed; boundary=\"=_abc\"\r\n\r\n"
				     "--=_abc\r\nContent-Type: text/plain; charset=utf-8\r\n"));
	assert_non_null(strstr(made, "SGVsbG8=\r\n--=_abc\r\nContent-Type: text/plain\r\n"
				     "Content-Disposition: attachment;\r\n"
				     " filename*=UTF-8''a%22%0D%0A"));
	assert_non_null(strstr(made,
			       " filename=\"b.pdf\"\r\n"
			       "Content-Transfer-Encoding: base64\r\n\r\n<file>--=_abc--\r\n"));
	assert_non_null(strstr(made, " filename*=UTF-8''c%22d.txt\r\n"));
	assert_null(strstr(made, "\nBcc"));
	arena_drop(a);
}

static void a_line_of_a_file_is_base64(void **state)
{
	char line[FILE_LINE_SIZE + 1], bytes[FILE_LINE];

	(void)state;
	memset(bytes, 0xff, sizeof(bytes));
	assert_int_equal(mime_line(line, bytes, sizeof(bytes)), 78);
	assert_memory_equal(line + 72, "////\r\n", 6);
	assert_int_equal(mime_line(line, bytes, 1), 6);
	assert_memory_equal(line, "/w==\r\n", 6);
}

static void names_and_subjects_stay_one_line(void **state)
{
	struct arena *a = arena_open();
	char *made = mime_message(a, "", "The \"Desk\"\r\nBcc: all@example.com", "Hi\r\nBcc: all");

	(void)state;
	assert_non_null(strstr(made, "From: \"The \\\"Desk\\\"  Bcc: all@example.com\" <"));
	assert_non_null(strstr(made, "\r\nSubject: Hi  Bcc: all\r\n"));
	arena_drop(a);
}

static void an_answer_names_what_it_answers_and_no_blind_copies(void **state)
{
	struct arena *a = arena_open();
	struct message m = { .id = TEXT("abc"),
			     .to = TEXT("ann@example.com"),
			     .cc = TEXT("bob@example.com,cid@example.com"),
			     .bcc = TEXT("eve@example.com"),
			     .answers = TEXT("first <x@mail.example> <bad\r\n@x> second"),
			     .subject = TEXT("Re: x"),
			     .body = TEXT("Hello"),
			     .personal = true };
	char *made = whole(a, &m);

	(void)state;
	assert_non_null(strstr(made, "\r\nCc: <bob@example.com>,\r\n <cid@example.com>\r\n"));
	assert_non_null(strstr(made, "\r\nIn-Reply-To: <second@ground.example>\r\n"));
	assert_non_null(strstr(made, "\r\nReferences: <first@ground.example>\r\n <x@mail.example>"
				     "\r\n <second@ground.example>\r\n"));
	assert_null(strstr(made, "eve@"));
	assert_null(strstr(made, "Auto-Submitted"));
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sender_is_the_notification_s_or_that_of_the_settings),
		cmocka_unit_test(a_sender_that_is_no_address_makes_no_header),
		cmocka_unit_test(names_and_subjects_stay_one_line),
		cmocka_unit_test(files_stand_between_parts_and_their_names_make_no_header),
		cmocka_unit_test(a_line_of_a_file_is_base64),
		cmocka_unit_test(an_answer_names_what_it_answers_and_no_blind_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
