// SPDX-License-Identifier: Apache-2.0
/* CSV as people have it: what is in a file, at every size of piece, and what is refused. */
#include "pure/csv/csv.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static void record_say(struct buffer *said, const struct csv_record *r)
{
	buffer_format(said, "%d@%d:", (int)r->line, (int)r->offset);
	for (size_t i = 0; i < r->count; i++) {
		if (i)
			buffer_byte(said, '|');
		buffer_add(said, r->fields[i]);
	}
	buffer_byte(said, '\n');
}

/* Records as `line@offset:a|b`, one a line; behind them what was refused. */
static struct text read_in(struct arena *a, const struct csv_form *form, struct text file,
			   size_t piece)
{
	struct buffer said = buffer_open(a, 64 << 20);
	struct csv *c = csv_open(a, form);
	enum csv_next next = CSV_MORE;
	struct csv_record r;

	for (size_t at = 0; next == CSV_MORE; at += piece) {
		size_t left = at < file.size ? file.size - at : 0;

		csv_feed(c, (struct text){ file.at + at, left < piece ? left : piece });
		while ((next = csv_next(c, &r)) == CSV_RECORD)
			record_say(&said, &r);
	}
	if (next == CSV_REFUSED)
		buffer_add(&said, csv_why(c));
	return buffer_text(&said);
}

static void expect_form(enum csv_encoding encoding, char separator, struct text file,
			const char *wanted)
{
	static const size_t pieces[] = { 1, 2, 3, 7, 64, 1 << 24 };
	struct csv_form form = { encoding, separator };
	struct arena *a = arena_open();

	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct text got = read_in(a, &form, file, pieces[i]);

		if (!text_is(got, wanted))
			fail_msg("pieces of %zu: %.*s, not %s", pieces[i],
				 (int)(got.size < 300 ? got.size : 300), got.at, wanted);
	}
	arena_drop(a);
}

static void expect(struct text file, const char *wanted)
{
	expect_form(CSV_UTF8, ',', file, wanted);
}

static void records_come_with_their_line_and_byte(void **state)
{
	(void)state;
	expect(TEXT("a,b\nc,d\n"), "1@0:a|b\n2@4:c|d\n");
	expect(TEXT("a,b\r\nc,\r\n,\r\n"), "1@0:a|b\n2@5:c|\n3@9:|\n");
	expect(TEXT("a\rb\nc\r\nd"), "1@0:a\n2@2:b\n3@4:c\n4@7:d\n");
	expect(TEXT(""), "");
	expect(TEXT("\n\r\n\r\ra"), "5@5:a\n");
	expect(TEXT("\"\"\n"), "1@0:\n"); /* one empty value is no empty line */
}

static void a_quoted_text_may_hold_anything(void **state)
{
	(void)state;
	expect(TEXT("\"a,\"\"b\"\"\r\nc\",d\ne"), "1@0:a,\"b\"\r\nc|d\n3@15:e\n");
	expect(TEXT("5\" disk,\"a\"b\"c,d"), "1@0:5\" disk|ab\"c|d\n");
	expect(TEXT("\"a\rb\nc\r\nd\"\nx"), "1@0:a\rb\nc\r\nd\n5@11:x\n");
	expect(TEXT(" \"a\" ,b"), "1@0: \"a\" |b\n");
}

static void a_mark_at_the_beginning_and_sep_are_no_text(void **state)
{
	(void)state;
	expect(TEXT("\xef\xbb\xbf\"a\",b"), "1@0:a|b\n");
	expect(TEXT("\xef\xbb\xbc"
		    "a"),
	       "1@0:\xef\xbb\xbc"
	       "a\n");
	expect_form(CSV_UTF8, ';', TEXT("\xef\xbb\xbfsep=;\r\na;b"), "2@10:a|b\n");
	expect_form(CSV_UTF8, ',', TEXT("sep=;\na;b"), "2@6:a;b\n");
	expect_form(CSV_UTF8, ';', TEXT("a;b\nsep=;\n"), "1@0:a|b\n2@4:sep=|\n");
}

static void what_no_file_should_hold_is_refused_by_its_line(void **state)
{
	(void)state;
	expect(TEXT("a\n\"b\n\nc"), "1@0:a\nLine 2 opens a quotation mark that is never closed.");
	expect(TEXT("a\nb\0c\n"), "1@0:a\nLine 2 holds what is no character of utf-8 (byte 0x00).");
	expect(TEXT("a\n\xff,b\n"), "1@0:a\nLine 2 is not UTF-8.");
	expect_form(CSV_WINDOWS, ',', TEXT("a\nb\x81\n"),
		    "1@0:a\nLine 2 holds what is no character of windows-1252 (byte 0x81).");
	expect_form(CSV_UTF16LE, ',', TEXT("a\0\n\0\x00\xd8x\0"),
		    "1@0:a\nLine 2 holds what is no character of utf-16le (byte 0x00).");
	expect_form(CSV_UTF16LE, ',', TEXT("a\0\n\0\0\0"),
		    "1@0:a\nLine 2 holds what is no character of utf-16le (byte 0x00).");
	expect_form(CSV_UTF16LE, ',', TEXT("a\0b"), "Line 1 ends in the middle of a character.");
}

static void other_encodings_become_utf8(void **state)
{
	(void)state;
	expect_form(CSV_WINDOWS, ';', TEXT("M\xfcller;\x80\n"), "1@0:Müller|€\n");
	expect_form(CSV_UTF16LE, ',', TEXT("\xff\xfe\xfc\0,\0\x3d\xd8\x00\xde\n\0b\0"),
		    "1@0:ü|\xf0\x9f\x98\x80\n2@12:b\n");
	expect_form(CSV_UTF16BE, ',', TEXT("\xfe\xff\0\xfc\0,\x20\xac"), "1@0:ü|€\n");
}

/* So many bytes, behind a beginning. */
static struct text long_file(struct arena *a, const char *begin, const char *piece, size_t times)
{
	struct buffer b = buffer_open(a, 64 << 20);

	buffer_add(&b, text_of(begin));
	for (size_t i = 0; i < times; i++)
		buffer_add(&b, text_of(piece));
	return buffer_text(&b);
}

static void ends_with(struct text file, const char *wanted)
{
	struct csv_form form = { CSV_UTF8, ',' };
	struct arena *a = arena_open();
	struct text got = read_in(a, &form, file, 4096);

	if (!text_ends(got, wanted))
		fail_msg("%.*s", (int)(got.size < 200 ? got.size : 200), got.at);
	arena_drop(a);
}

static void what_has_no_end_has_a_limit(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	ends_with(long_file(a, "x\n\"lone,", "a,b\n", CSV_FIELD_MAX / 4 + 1),
		  "1@0:x\nLine 2 opens a quotation mark that is not closed before its value gets"
		  " too long.");
	ends_with(long_file(a, "", "a", CSV_FIELD_MAX), "aaa\n");
	ends_with(long_file(a, "", "a", CSV_FIELD_MAX + 1), "Line 1 has a value that is too long.");
	ends_with(long_file(a, "x,", "a", CSV_FIELD_MAX), "aaa\n");
	ends_with(long_file(a, "a", ",", CSV_COLUMNS_MAX - 1), "|||\n");
	ends_with(long_file(a, "a", ",", CSV_COLUMNS_MAX), "Line 1 has more than 1000 values.");
	ends_with(long_file(a, "a", ",", 10000), "Line 1 has more than 1000 values.");
	ends_with(long_file(a, "",
			    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,",
			    20000),
		  "Line 1 has more than 1000 values.");
	arena_drop(a);
}

static void look(struct text file, enum csv_encoding encoding, char separator)
{
	for (size_t piece = 1; piece < 64; piece = 2 * piece + 1) {
		struct arena *a = arena_open();
		struct csv_look *l = csv_look_open(a);

		for (size_t at = 0; at < file.size; at += piece)
			csv_look_feed(l, (struct text){ file.at + at, file.size - at < piece
									      ? file.size - at
									      : piece });
		struct csv_form form = csv_look_end(l);
		if (form.encoding != encoding || form.separator != separator)
			fail_msg("%.*s: %s, %c", (int)file.size, file.at,
				 csv_encoding_name(form.encoding), form.separator);
		arena_drop(a);
	}
}

static void a_file_shows_how_it_is_written(void **state)
{
	(void)state;
	look(TEXT("a,b\n1,2\n"), CSV_UTF8, ',');
	look(TEXT("a;b\n1,5;2,5\n3;4\n"), CSV_UTF8, ';');
	look(TEXT("a\tb\n1,5\t2\n"), CSV_UTF8, '\t');
	look(TEXT("a|b\n1|2\n"), CSV_UTF8, '|');
	look(TEXT("one\ntwo\n"), CSV_UTF8, ',');
	look(TEXT("sep=|\na,b\n"), CSV_UTF8, '|');
	look(TEXT("\xef\xbb\xbfsep=;\r\na,b\n"), CSV_UTF8, ';');
	look(TEXT("name;\"x,y\"\n\"M\xc3\xbcller, A\";b\n"), CSV_UTF8, ';');
	look(TEXT("M\xfcller;b\nc;d\n"), CSV_WINDOWS, ';');
	look(TEXT("M\xc3"), CSV_WINDOWS, ','); /* cut off in a character */
	look(TEXT("\xff\xfe"
		  "a\0;\0b\0\n\0"),
	     CSV_UTF16LE, ';');
	look(TEXT("a\0;\0\xfc\0\n\0"), CSV_UTF16LE, ';');
	look(TEXT("\0a\0;\0\xfc\0\n"), CSV_UTF16BE, ';');
	look(TEXT("\xfe\xff\0a\0|\0b"), CSV_UTF16BE, '|');
	look(TEXT("a,b,c;d\n1,2;3\n,,,;\n"), CSV_UTF8, ';');	 /* the least spread */
	look(TEXT("a,b|c,d\n1,2|3,4\n"), CSV_UTF8, ',');	 /* both fit: the more values */
	look(TEXT("a,b,c\n1,2,x;y\n3\n4,5,6\n"), CSV_UTF8, ','); /* one row is broken */
	look(TEXT("a\0b,c\n"), CSV_WINDOWS, ',');		 /* refused when it is read */
}

static void written(struct text field, const char *wanted)
{
	struct arena *a = arena_open();
	struct buffer b = buffer_open(a, 4096);
	struct csv_form form = { CSV_UTF8, ',' };
	struct csv_record r;

	csv_write(&b, &field, 1);
	assert_true(text_is(buffer_text(&b), wanted));
	struct csv *c = csv_open(a, &form);
	csv_feed(c, buffer_text(&b));
	assert_int_equal(csv_next(c, &r), CSV_RECORD);
	assert_true(text_same(csv_armed(r.fields[0]), field));
	arena_drop(a);
}

static void formulas_are_disarmed_and_come_back(void **state)
{
	(void)state;
	written(TEXT("Ann"), "Ann\r\n");
	written(TEXT(""), "\"\"\r\n");
	written(TEXT("a \"b\", c"), "\"a \"\"b\"\", c\"\r\n");
	written(TEXT("x;y"), "\"x;y\"\r\n");
	written(TEXT("=1+1"), "\"'=1+1\"\r\n");
	written(TEXT("+49 1"), "\"'+49 1\"\r\n");
	written(TEXT("-1"), "\"'-1\"\r\n");
	written(TEXT("@a"), "\"'@a\"\r\n");
	written(TEXT("\tx"), "\"'\tx\"\r\n");
	written(TEXT("\rx"), "\"'\rx\"\r\n");
	written(TEXT("'=1"), "\"''=1\"\r\n"); /* an apostrophe of one's own stays one */
	written(TEXT("'tis"), "'tis\r\n");
	written(TEXT(" a"), "\" a\"\r\n");
	written(TEXT("'"), "'\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_come_with_their_line_and_byte),
		cmocka_unit_test(a_quoted_text_may_hold_anything),
		cmocka_unit_test(a_mark_at_the_beginning_and_sep_are_no_text),
		cmocka_unit_test(what_no_file_should_hold_is_refused_by_its_line),
		cmocka_unit_test(other_encodings_become_utf8),
		cmocka_unit_test(what_has_no_end_has_a_limit),
		cmocka_unit_test(a_file_shows_how_it_is_written),
		cmocka_unit_test(formulas_are_disarmed_and_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
