// SPDX-License-Identifier: Apache-2.0
/* Bodies of several parts: what is in them, at every size of piece, and what is refused. */
#include "pure/parts/parts.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

struct seen {
	struct arena *a;
	struct buffer said;
};

static const char *on_begin(void *owner, const struct part *part)
{
	struct seen *s = owner;

	buffer_format(&s->said, "<%.*s", (int)part->name.size, part->name.at);
	if (part->file)
		buffer_format(&s->said, " file=%.*s", (int)part->file_name.size,
			      part->file_name.at);
	if (part->unnamed)
		buffer_add(&s->said, TEXT(" unnamed"));
	if (part->type.size)
		buffer_format(&s->said, " type=%.*s", (int)part->type.size, part->type.at);
	buffer_byte(&s->said, '>');
	return NULL;
}

static const char *on_bytes(void *owner, struct text bytes)
{
	buffer_add(&((struct seen *)owner)->said, bytes);
	return NULL;
}

static const char *on_end(void *owner)
{
	buffer_add(&((struct seen *)owner)->said, TEXT("</>"));
	return NULL;
}

/* All that comes out, or why not, with the body in pieces of that size. */
static struct text read_in(struct arena *a, struct text bound, struct text body, size_t piece)
{
	struct seen s = { a, buffer_open(a, 64 << 20) };
	struct parts *p = parts_open(a, bound,
				     &(struct parts_sink){ on_begin, on_bytes, on_end, &s });
	const char *why = NULL;

	for (size_t at = 0; at < body.size && !why; at += piece) {
		size_t size = body.size - at < piece ? body.size - at : piece;

		why = parts_feed(p, (struct text){ body.at + at, size });
	}
	why = why ? why : parts_close(p);
	return why ? text_of(why) : buffer_text(&s.said);
}

static void expect(const char *bound, struct text body, const char *wanted)
{
	static const size_t pieces[] = { 1, 2, 3, 7, 64, 1460, 1 << 24 };
	struct arena *a = arena_open();

	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct text got = read_in(a, text_of(bound), body, pieces[i]);

		if (!text_is(got, wanted))
			fail_msg("pieces of %zu: %.*s, not %s", pieces[i],
				 (int)(got.size < 300 ? got.size : 300), got.at, wanted);
	}
	arena_drop(a);
}

#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static void fields_and_files_come_out_byte_for_byte(void **state)
{
	(void)state;
	expect("b",
	       TEXT("--b\r\n" FIELD(
		       "title") "Ann\r\n--b\r\n"
				"content-disposition: form-data; name=file; filename=\"a.png\"\r\n"
				"Content-Type: "
				"image/png\r\n\r\n\x89PNG\r\n\r\n--\r\n-b\r\r\n--B\r\n--b--\r\n"),
	       "<title>Ann</><file file=a.png type=image/png>\x89PNG\r\n\r\n--\r\n-b\r\r\n--B</>");
}

static void what_stands_around_the_parts_is_passed_over(void **state)
{
	(void)state;
	expect("b", TEXT("hello\r\n--b  \t\r\n" FIELD("x") "\r\n--b--and\r\n--b\r\nmore"),
	       "<x></>");
	expect("b", TEXT("--b\r\n" FIELD("x") "--b--"), "<x></>"); /* no byte, no line end */
	expect("b", TEXT("--b--"), "");
}

static void bytes_that_nearly_are_a_boundary_are_bytes(void **state)
{
	(void)state;
	expect("bnd",
	       TEXT("--bnd\r\n" FIELD("x") "\r\n--bn\r\n--bnx\r\n\r\n--bn\r\r\n-\r\n--bnd--"),
	       "<x>\r\n--bn\r\n--bnx\r\n\r\n--bn\r\r\n-</>");
	expect("--", TEXT("----\r\n" FIELD("x") "-\r\n---\r\n------"), "<x>-\r\n---</>");
}

static void names_of_files_are_made_harmless(void **state)
{
	static const struct {
		const char *sent, *kept;
	} rows[] = {
		{ "a b.png", "a b.png" },
		{ "../../etc/passwd", "passwd" },
		{ "C:\\dir\\x.txt", "x.txt" },
		{ "..", "file" },
		{ "a/..", "file" },
		{ "/", "file" },
		{ "\x01\x1f\x7f", "file" },
		{ "a\x01z.txt", "az.txt" },
		{ "caf\xc3\xa9.png", "caf\xc3\xa9.png" },
		{ "caf\xe9.png", "caf\xc3\xa9.png" },
		{ " . ", "file" },
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text got = parts_file_name(a, text_of(rows[i].sent));

		if (!text_is(got, rows[i].kept))
			fail_msg("%s: %.*s", rows[i].sent, (int)got.size, got.at);
	}
	char *large = arena_bytes(a, 1000);
	for (size_t i = 0; i < 1000; i += 2)
		memcpy(large + i, "\xc3\xa9", 2);
	assert_int_equal(parts_file_name(a, (struct text){ large, 1000 }).size, 254);
	arena_drop(a);
}

static void a_file_name_is_read_in_every_spelling(void **state)
{
	(void)state;
#define DISPOSED(rest, said)                                                                       \
	expect("b",                                                                                \
	       TEXT("--b\r\nContent-Disposition: form-data; name=f; " rest "\r\n\r\n\r\n--b--"),   \
	       said)
	DISPOSED("filename=\"a \\\"q\\\" ; b.txt\"", "<f file=a \"q\" ; b.txt></>");
	DISPOSED("filename=plain.txt;", "<f file=plain.txt></>");
	DISPOSED("filename=\"x\"; filename*=UTF-8''caf%C3%A9+1.txt",
		 "<f file=caf\xc3\xa9+1.txt></>");
	DISPOSED("filename*=utf-8'en'..%2F..%2Fx", "<f file=x></>");
	DISPOSED("filename=\"\"", "<f file=file unnamed></>");
	DISPOSED("filename*=UTF-8''%00", "The file name of a part cannot be read.");
	DISPOSED("filename*=latin1''x", "The file name of a part cannot be read.");
	DISPOSED("filename=a; filename=b", "A part of the form has two file names.");
	DISPOSED("filename=\"never ends", "Content-Disposition of a part cannot be read.");
}

static void a_form_that_cannot_be_read_is_refused(void **state)
{
	static const struct {
		struct text body;
		const char *why;
	} rows[] = {
		{ TEXT(""), "The form ends before its last boundary." },
		{ TEXT("--b\r\n"), "The form ends before its last boundary." },
		{ TEXT("--b\r\n" FIELD("x") "abc"), "The form ends before its last boundary." },
		{ TEXT("--b\r\n" FIELD("x") "abc\r\n--b\r"),
		  "The form ends before its last boundary." },
		{ TEXT("--b\r\n" FIELD("x") "abc\r\n--bc\r\n"),
		  "A boundary of the form does not end its line." },
		{ TEXT("--b \x01\r\n"), "A boundary of the form does not end its line." },
		{ TEXT("--b\r\n\r\nabc\r\n--b--"), "A part of the form has no name." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--b--"),
		  "A part of the form has no name." },
		{ TEXT("--b\r\nContent-Disposition: attachment; name=x\r\n\r\n\r\n--b--"),
		  "A part of the form is no field." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=x; name=y\r\n\r\n\r\n--b--"),
		  "A part of the form has two names." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=x\r\n"
		       "Content-Disposition: form-data; name=y\r\n\r\n\r\n--b--"),
		  "A part of the form has Content-Disposition twice." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=x\r\n folded\r\n\r\n\r\n--b--"),
		  "A header of a part cannot be read." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=x\x00y\r\n\r\n\r\n--b--"),
		  "The headers of a part have a bad character." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=\xff\r\n\r\n\r\n--b--"),
		  "The name of a part is too long, or no UTF-8." },
		{ TEXT("--b\r\nContent-Disposition: form-data; name=x\r\n"
		       "Content-Transfer-Encoding: base64\r\n\r\n\r\n--b--"),
		  "A part of the form is coded; only 7bit, 8bit and binary are taken." },
		{ TEXT("--b\nContent-Disposition: form-data; name=x\n\n\n--b--"),
		  "A boundary of the form does not end its line." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect("b", rows[i].body, rows[i].why);
}

/* `count` times the same, between a beginning and an end. */
static struct text repeated(struct arena *a, const char *begin, const char *again, size_t count,
			    const char *end)
{
	struct buffer b = buffer_open(a, 64 << 20);

	buffer_add(&b, text_of(begin));
	for (size_t i = 0; i < count; i++)
		buffer_add(&b, text_of(again));
	buffer_add(&b, text_of(end));
	return buffer_text(&b);
}

static void what_has_no_end_has_a_limit(void **state)
{
	struct arena *a = arena_open();
	size_t before;

	(void)state;
	struct text many = repeated(a, "", "--b\r\n" FIELD("x") "y\r\n", 10000, "--b--");
	struct text endless = repeated(a, "--b\r\n", "X-Header: 12345678901234567890\r\n", 100000,
				       "");
	struct text line = repeated(a, "--b\r\nX: ", "aaaaaaaaaaaaaaaaaaaa", 100000, "");
	struct text padding = repeated(a, "--b", "          ", 100000, "");
	before = arena_size(a);
	assert_true(text_is(read_in(a, TEXT("b"), many, 1460), "The form has too many parts."));
	assert_true(text_is(read_in(a, TEXT("b"), endless, 1460),
			    "The headers of a part are too large."));
	assert_true(
		text_is(read_in(a, TEXT("b"), line, 1460), "The headers of a part are too large."));
	assert_true(text_is(read_in(a, TEXT("b"), padding, 1460),
			    "A boundary of the form does not end its line."));
	assert_true(arena_size(a) - before < 1 << 20); /* and little memory */
	arena_drop(a);
}

static bool is_taken(struct arena *a, struct text body)
{
	return text_starts(read_in(a, TEXT("b"), body, 1460), "<");
}

static void each_limit_is_where_it_says(void **state)
{
	struct arena *a = arena_open();
	size_t head = sizeof(FIELD("x")) - 1 + sizeof("A: \r\n") - 1;

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct text parts = repeated(a, "", "--b\r\n" FIELD("x") "y\r\n", PARTS_MAX + more,
					     "--b--");
		struct text padded = repeated(a, "--b", " ", 64 + more,
					      "\r\n" FIELD("x") "y\r\n--b--");
		struct text heads = repeated(a, "--b\r\nA: ", "z", PARTS_HEAD_MAX - head + more,
					     "\r\n" FIELD("x") "y\r\n--b--");

		assert_int_equal(is_taken(a, parts), !more);
		assert_int_equal(is_taken(a, padded), !more);
		assert_int_equal(is_taken(a, heads), !more);
	}
	arena_drop(a);
}

static void random_bodies_come_out_as_they_went_in(void **state)
{
	static const char letters[] = "\r\n-ab";
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct arena *a = arena_open();
		char bytes[200];
		size_t size = 0;

		while (size < sizeof(bytes)) {
			seed = seed * 1664525 + 1013904223;
			bytes[size++] = letters[(seed >> 16) % 5];
		}
		struct text data = { bytes, size };
		if (memmem(bytes, size, "\r\n--ab", 6) ||
		    (size >= 4 && memcmp(bytes, "--ab", 4) == 0)) {
			arena_drop(a);
			continue;
		}
		struct text body = text_format(a, "--ab\r\n" FIELD("x") "%.*s\r\n--ab--",
					       (int)data.size, data.at);
		struct text said = text_format(a, "<x>%.*s</>", (int)data.size, data.at);
		expect("ab", body, text_c(a, said));
		arena_drop(a);
	}
}

static void a_boundary_is_read_or_there_is_none(void **state)
{
	static const struct {
		const char *type, *bound; /* NULL: none */
	} rows[] = {
		{ "multipart/form-data; boundary=abc", "abc" },
		{ "Multipart/Form-Data;boundary=\"a b\"", "a b" },
		{ "multipart/form-data; charset=utf-8; boundary=----x_1'()+,./:=?",
		  "----x_1'()+,./:=?" },
		{ "multipart/form-data", NULL },
		{ "multipart/form-data; boundary=", NULL },
		{ "multipart/form-data; boundary=\"a \"", NULL },
		{ "multipart/form-data; boundary=a; boundary=b", NULL },
		{ "multipart/form-data; boundary=\"a\r\nb\"", NULL },
		{ "multipart/mixed; boundary=a", NULL },
		{ "multipart/form-data; boundary="
		  "12345678901234567890123456789012345678901234567890123456789012345678901",
		  NULL },
		{ "application/json", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena *a = arena_open();
		struct text bound;
		bool got = parts_boundary(a, text_of(rows[i].type), &bound);

		if (got != (rows[i].bound != NULL) || (got && !text_is(bound, rows[i].bound)))
			fail_msg("%s", rows[i].type);
		arena_drop(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_files_come_out_byte_for_byte),
		cmocka_unit_test(what_stands_around_the_parts_is_passed_over),
		cmocka_unit_test(bytes_that_nearly_are_a_boundary_are_bytes),
		cmocka_unit_test(names_of_files_are_made_harmless),
		cmocka_unit_test(a_file_name_is_read_in_every_spelling),
		cmocka_unit_test(a_form_that_cannot_be_read_is_refused),
		cmocka_unit_test(what_has_no_end_has_a_limit),
		cmocka_unit_test(each_limit_is_where_it_says),
		cmocka_unit_test(random_bodies_come_out_as_they_went_in),
		cmocka_unit_test(a_boundary_is_read_or_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
