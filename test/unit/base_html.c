// SPDX-License-Identifier: Apache-2.0
/* What HTML writes for characters, taken back; and the text of a piece of it. */
#include "base/core/html.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static void names_and_numbers_become_their_characters_once(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "AT&amp;T", "AT&T" },
		{ "Tom &amp; Ann &lt;3 &quot;x&quot; &#039;y&#39; &apos;",
		  "Tom & Ann <3 \"x\" 'y' '" },
		{ "&amp;amp;", "&amp;" },
		{ "caf&eacute; &euro;5 &zwnj;|&AElig;", "caf\xc3\xa9 \xe2\x82\xac"
							"5 \xe2\x80\x8c|\xc3\x86" },
		{ "It&#8217;s &#x2019; &#X1F600;",
		  "It\xe2\x80\x99s \xe2\x80\x99 \xf0\x9f\x98\x80" },
		{ "&#146;", "\xe2\x80\x99" },
		{ "&#0; &#xD800; &#1114112; &#99999999999;",
		  "\xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd &#99999999999;" },
		{ "A & B; &; &nothing; &amp &#; &#x; &#12a; &AMP;",
		  "A & B; &; &nothing; &amp &#; &#x; &#12a; &AMP;" },
		{ "&", "&" },
		{ "", "" },
	};

	(void)state;
	struct arena *a = arena_open();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(text_c(a, text_decoded(a, text_of(cases[i].from))),
				    cases[i].to);
	arena_drop(a);
}

static void html_becomes_its_text(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "<p>Hello <b>Ann</b> &amp; Tom</p><p>Bye</p>", "Hello Ann & Tom\nBye" },
		{ "one<br/>two<BR>three", "one\ntwo\nthree" },
		{ "a <!-- no > not yet --> b<script>if (a < b) x('</p>')</script>c", "a  bc" },
		{ "1 < 2 && 3 > 2", "1 < 2 && 3 > 2" },
		{ "&lt;b&gt; is not a tag", "<b> is not a tag" },
		{ "cut <a href=", "cut" },
		{ "cut <style> a {", "cut" },
		{ "<", "<" },
		{ "", "" },
	};

	(void)state;
	struct arena *a = arena_open();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(text_c(a, text_unmarked(a, text_of(cases[i].from))),
				    cases[i].to);
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_numbers_become_their_characters_once),
		cmocka_unit_test(html_becomes_its_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
