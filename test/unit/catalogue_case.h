// SPDX-License-Identifier: Apache-2.0
/*
 * What the tests of the catalogue share: a catalogue read from a text in the test, and calls of it.
 */
#ifndef GROUNDLEVEL_TEST_UNIT_CATALOGUE_CASE_H
#define GROUNDLEVEL_TEST_UNIT_CATALOGUE_CASE_H

#include "platform/catalogue/catalogue.h"
#include "test/unit/application.h"

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define NOW INT64_C(1784283980635)

static inline enum err run_nothing(struct call *call)
{
	(void)call;
	return ERR_OK;
}

static const struct catalogue_run case_runs[] = { { "thing_do", run_nothing },
						  { "thing_make", run_nothing } };

static inline int set_up(void **state)
{
	*state = arena_open();
	return 0;
}

static inline int tear_down(void **state)
{
	arena_drop(*state);
	return 0;
}

static inline void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got  %.*s\nwant %s", (int)got.size, got.at, want);
}

/* Reads one file called test.api, which must be good. */
static inline const struct catalogue *case_read(struct arena *a, const char *source)
{
	struct catalogue_text text = { "test.api", text_of(source) };
	const struct catalogue *c;
	struct text why;

	if (catalogue_read(a, &(struct catalogue_source){ &text, 1, case_runs, 2 }, &c, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return c;
}

/* The same, which must be refused with exactly this. */
static inline void expect_wrong(struct arena *a, const char *source, const char *want)
{
	struct catalogue_text text = { "test.api", text_of(source) };
	const struct catalogue *c;
	struct text why;

	if (!catalogue_read(a, &(struct catalogue_source){ &text, 1, case_runs, 2 }, &c, &why))
		fail_msg("was read, but should say: %s", want);
	assert_null(c);
	expect_text(why, want);
}

static inline struct call *case_call(struct arena *a, const struct catalogue *c, const char *method,
				     const char *target)
{
	struct call *call = call_open(a, NOW);
	const char *mark = strchr(target, '?');

	own_application(call)->catalogue = c;
	call->method = text_of(method);
	call->path = mark ? (struct text){ target, (size_t)(mark - target) } : text_of(target);
	call->query = text_of(mark ? mark + 1 : "");
	return call;
}

/* All that was noted, one a line. */
static inline struct text case_violations(const struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);

	for (size_t i = 0; i < call->violation_count; i++)
		buffer_format(&b, "%s%.*s", i ? "\n" : "", (int)call->violations[i].size,
			      call->violations[i].at);
	return buffer_text(&b);
}

#endif
