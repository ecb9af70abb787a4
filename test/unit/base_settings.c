// SPDX-License-Identifier: Apache-2.0
/* Settings: which place wins, and what is said when something does not fit. */
#include "base/core/settings.h"

#include <sys/stat.h>
#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define ARGS_MAX 16

/* The stage: a folder for the data, and an environment of our own. */
struct stage {
	struct arena *arena;
	char folder[64];
	char **environment; /* the real one */
	struct settings settings;
	struct text why;
	int argc;
	char *argv[ARGS_MAX + 1];
};

static int set_up(void **state)
{
	struct arena *a = arena_open();
	struct stage *s = arena_take(a, sizeof(*s));
	s->arena = a;
	s->environment = environ;
	memcpy(s->folder, "/tmp/groundlevel-settings-XXXXXX", 33);
	assert_non_null(mkdtemp(s->folder));
	environ = arena_take(a, ARGS_MAX * sizeof(*environ));
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	struct stage *s = *state;
	environ = s->environment;
	unlink(text_format(s->arena, "%s/settings.conf", s->folder).at);
	rmdir(s->folder);
	arena_drop(s->arena);
	return 0;
}

static void file_write(struct stage *s, struct text content)
{
	FILE *file = fopen(text_format(s->arena, "%s/settings.conf", s->folder).at, "w");
	assert_non_null(file);
	fwrite(content.at, 1, content.size, file);
	fclose(file);
}

/* Reads with these words on the command line; {data} stands for the folder. */
static enum err settings_of(struct stage *s, const char *line)
{
	struct text rest = text_of(line), word;
	s->argc = 0;
	s->why = TEXT("");
	while (text_split(&rest, ' ', &word))
		s->argv[s->argc++] = text_is(word, "{data}") ? s->folder : text_c(s->arena, word);
	s->argv[s->argc] = NULL;
	return settings_read(s->arena, &s->settings, &s->argc, s->argv, &s->why);
}

static void expect_text(struct text got, const char *want)
{
	if (!text_is(got, want))
		fail_msg("got %.*s, want %s", (int)got.size, got.at, want);
}

static void expect_refused(struct stage *s, const char *line, const char *why)
{
	assert_int_equal(settings_of(s, line), ERR_BAD);
	expect_text(s->why, why);
}

static void the_table_gives_what_nobody_says(void **state)
{
	struct stage *s = *state;
	assert_int_equal(settings_of(s, "groundlevel"), ERR_OK);
	expect_text(s->settings.listen, "127.0.0.1:8080");
	expect_text(s->settings.log_level, "info");
	expect_text(s->settings.data, "");
	assert_int_equal(settings_whole(s->settings.body_max), 1048576);
}

static void flags_win_over_environment_over_file_over_table(void **state)
{
	struct stage *s = *state;
	file_write(s, TEXT("# ours\n\n batch_max = 1 \nbody_max=2048\r\nidle_ms = 777"));
	environ[0] = text_c(s->arena, TEXT("GROUNDLEVEL_BATCH_MAX=2"));
	environ[1] = text_c(s->arena, TEXT("GROUNDLEVEL_BODY_MAX=4096"));
	environ[2] = text_c(s->arena, TEXT("GROUNDLEVEL_STORE="));
	environ[3] = text_c(s->arena, TEXT("PATH=/bin"));
	assert_int_equal(settings_of(s, "groundlevel --data {data} --batch-max=3"), ERR_OK);
	assert_int_equal(settings_whole(s->settings.batch_max), 3);
	assert_int_equal(settings_whole(s->settings.body_max), 4096);
	assert_int_equal(settings_whole(s->settings.idle_ms), 777);
	assert_int_equal(settings_whole(s->settings.stop_ms), 5000);
	expect_text(s->settings.store, "");
}

static void the_environment_can_say_where_the_data_is(void **state)
{
	struct stage *s = *state;
	file_write(s, TEXT("listen = [::1]:99\n"));
	environ[0] = text_c(s->arena, text_format(s->arena, "GROUNDLEVEL_DATA=%s", s->folder));
	assert_int_equal(settings_of(s, "groundlevel"), ERR_OK);
	expect_text(s->settings.data, s->folder);
	expect_text(s->settings.listen, "[::1]:99");
}

static void known_flags_leave_the_command_line_and_others_stay(void **state)
{
	struct stage *s = *state;
	assert_int_equal(settings_of(s, "groundlevel call --listen a:1 op --json --threads=2 "
					"--name=x --log_level warn -- --listen b:2"),
			 ERR_OK);
	static const char *const want[] = { "groundlevel", "call", "op",       "--json",
					    "--name=x",	   "--",   "--listen", "b:2" };
	assert_int_equal(s->argc, sizeof(want) / sizeof(want[0]));
	for (int i = 0; i < s->argc; i++)
		assert_string_equal(s->argv[i], want[i]);
	assert_null(s->argv[s->argc]);
	expect_text(s->settings.listen, "a:1");
	expect_text(s->settings.threads, "2");
	expect_text(s->settings.log_level, "warn");
}

static void of_a_flag_given_twice_the_last_holds(void **state)
{
	struct stage *s = *state;
	assert_int_equal(settings_of(s, "groundlevel --threads 1 --threads 3"), ERR_OK);
	expect_text(s->settings.threads, "3");
}

static void a_value_that_does_not_fit_is_refused(void **state)
{
	struct stage *s = *state;
	expect_refused(s, "g --threads many",
		       "threads must be a whole number from 0 to 64, not \"many\"");
	expect_refused(s, "g --threads=65",
		       "threads must be a whole number from 0 to 64, not \"65\"");
	expect_refused(s, "g --threads=", "threads must be a whole number from 0 to 64, not \"\"");
	expect_refused(s, "g --body-max 1023",
		       "body_max must be a whole number from 1024 to 67108864, not \"1023\"");
	expect_refused(s, "g --log-level loud",
		       "log_level must be debug, info, warn or error, not \"loud\"");
	expect_refused(s, "g --listen", "--listen needs a value");
	assert_int_equal(settings_of(s, "g --listen \xff"), ERR_BAD);
}

static void a_name_that_is_unknown_brings_the_nearest(void **state)
{
	struct stage *s = *state;
	file_write(s, TEXT("lisen = x"));
	expect_refused(s, "g --data {data}",
		       "settings.conf has no setting lisen; did you mean listen?");
	file_write(s, TEXT("weather = x"));
	expect_refused(s, "g --data {data}", "settings.conf has no setting weather");
	file_write(s, TEXT("listen x"));
	expect_refused(s, "g --data {data}", "settings.conf has a line without \"=\": listen x");
	file_write(s, TEXT("data = /elsewhere"));
	expect_refused(s, "g --data {data}",
		       "settings.conf lies in the data folder and cannot say where it is");
	file_write(s, TEXT(""));
	environ[0] = text_c(s->arena, TEXT("GROUNDLEVEL_BODYMAX=5"));
	assert_int_equal(settings_of(s, "g"), ERR_OK);
	assert_string_equal(settings_near(TEXT("thread")), "threads");
	assert_string_equal(settings_near(TEXT("LOG-LEVEL")), "log_level");
	assert_null(settings_near(TEXT("a name that is longer than any in the table could be")));
	assert_null(settings_near(TEXT("")));
}

static void a_file_that_is_too_large_is_refused(void **state)
{
	struct stage *s = *state;
	struct text large = text_format(s->arena, "%070000d", 0);
	file_write(s, large);
	assert_int_equal(settings_of(s, "g --data {data}"), ERR_BAD);
	assert_true(text_ends(s->why, "/settings.conf is too large"));
}

static void the_help_names_every_setting(void **state)
{
	struct stage *s = *state;
	struct buffer b = buffer_open(s->arena, 1 << 16);
	settings_help(&b);
	const char *help = text_c(s->arena, buffer_text(&b));
#define X(name, type, initial, least, most, about) assert_non_null(strstr(help, about));
	SETTINGS_TABLE(X)
#undef X
	assert_non_null(strstr(help, "  --store-workers    connections to PostgreSQL (16)\n"));
}

static void flags_of_text_are_read(void **state)
{
	(void)state;
	assert_true(settings_flag(TEXT("true")) && settings_flag(TEXT("yes")));
	assert_true(settings_flag(TEXT("1")));
	assert_false(settings_flag(TEXT("0")) || settings_flag(TEXT("")));
}

#define PLAY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(the_table_gives_what_nobody_says),
		PLAY(flags_win_over_environment_over_file_over_table),
		PLAY(the_environment_can_say_where_the_data_is),
		PLAY(known_flags_leave_the_command_line_and_others_stay),
		PLAY(of_a_flag_given_twice_the_last_holds),
		PLAY(a_value_that_does_not_fit_is_refused),
		PLAY(a_name_that_is_unknown_brings_the_nearest),
		PLAY(a_file_that_is_too_large_is_refused),
		PLAY(the_help_names_every_setting),
		PLAY(flags_of_text_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
