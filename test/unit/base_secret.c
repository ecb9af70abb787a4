// SPDX-License-Identifier: Apache-2.0
/*
 * Sealed boxes and the file of their keys.
 */
#include "base/secrets/secret.h"

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

// clang-format off
#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#define CANARY "pit-canary-7b1d9c"

struct stage {
	struct arena *arena;
	char folder[64];
	struct text path;
	struct secrets *secrets;
};

static int set_up(void **state)
{
	struct arena *a = arena_open();
	struct stage *s = arena_take(a, sizeof(*s));

	s->arena = a;
	snprintf(s->folder, sizeof(s->folder), "/tmp/groundlevel-secret-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	s->path = text_format(a, "%s/secret.key", s->folder);
	s->secrets = secrets_open(s->path);
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	struct stage *s = *state;

	secrets_close(s->secrets);
	unlink(s->path.at);
	rmdir(s->folder);
	arena_drop(s->arena);
	return 0;
}

static struct text seal(struct stage *s, const char *about, const char *plain)
{
	struct text box, why;

	if (secret_seal(&(struct sealing){ s->secrets, s->arena, text_of(about) }, text_of(plain),
			&box, &why))
		fail_msg("%.*s", (int)why.size, why.at);
	return box;
}

static enum err unseal(struct stage *s, const char *about, struct text box, struct text *plain)
{
	struct text why;

	return secret_unseal(&(struct sealing){ s->secrets, s->arena, text_of(about) }, box, plain,
			     &why);
}

static void what_was_sealed_opens_again(void **state)
{
	struct stage *s = *state;
	struct text box = seal(s, "row 1", CANARY), plain;

	assert_null(memmem(box.at, box.size, "canary", 6));
	assert_int_equal(unseal(s, "row 1", box, &plain), ERR_OK);
	assert_true(text_is(plain, CANARY));
	assert_false(text_same(box, seal(s, "row 1", CANARY))); /* no two boxes are alike */
	assert_int_equal(unseal(s, "row 1", seal(s, "row 1", ""), &plain), ERR_OK);
	assert_int_equal(plain.size, 0);
}

static void a_box_opens_only_for_what_it_is_about(void **state)
{
	struct stage *s = *state;
	struct text box = seal(s, "row 1", CANARY), plain;
	char *bent = text_c(s->arena, box);

	assert_int_equal(unseal(s, "row 2", box, &plain), ERR_INTERNAL);
	bent[box.size - 3] = bent[box.size - 3] == 'A' ? 'B' : 'A';
	assert_int_equal(unseal(s, "row 1", text_of(bent), &plain), ERR_INTERNAL);
	for (size_t size = 0; size < box.size; size++)
		assert_int_equal(unseal(s, "row 1", (struct text){ box.at, size }, &plain),
				 ERR_INTERNAL);
}

static void the_file_is_for_its_owner_and_outlives_the_program(void **state)
{
	struct stage *s = *state;
	struct text box = seal(s, "row 1", CANARY), plain;
	struct stat about;

	assert_int_equal(stat(s->path.at, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	secrets_close(s->secrets);
	s->secrets = secrets_open(s->path);
	assert_int_equal(unseal(s, "row 1", box, &plain), ERR_OK);
	assert_true(text_is(plain, CANARY));
}

static void a_file_that_others_can_read_is_refused(void **state)
{
	struct stage *s = *state;
	struct text box = seal(s, "row 1", CANARY), plain, why;

	secrets_close(s->secrets);
	s->secrets = secrets_open(s->path);
	chmod(s->path.at, 0644);
	assert_int_equal(secret_unseal(&(struct sealing){ s->secrets, s->arena, TEXT("row 1") },
				       box, &plain, &why),
			 ERR_INTERNAL);
	assert_non_null(memmem(why.at, why.size, "chmod 600", 9));
}

static void without_its_key_a_box_says_so(void **state)
{
	struct stage *s = *state;
	struct text box = seal(s, "row 1", CANARY), plain;

	secrets_close(s->secrets);
	unlink(s->path.at);
	s->secrets = secrets_open(s->path);
	assert_int_equal(unseal(s, "row 1", box, &plain), ERR_INTERNAL);
	seal(s, "row 1", "new"); /* a new key does not open the old box */
	assert_int_equal(unseal(s, "row 1", box, &plain), ERR_INTERNAL);
}

static void a_new_key_on_top_seals_and_the_old_one_still_opens(void **state)
{
	struct stage *s = *state;
	struct text old = seal(s, "row 1", CANARY), plain, box;
	char line[256];
	FILE *file = fopen(s->path.at, "r");

	do
		assert_non_null(fgets(line, sizeof(line), file));
	while (line[0] == '#');
	fclose(file);
	file = fopen(s->path.at, "w");
	fprintf(file, "00000001 %.43s\n%s", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", line);
	fclose(file);
	secrets_close(s->secrets);
	s->secrets = secrets_open(s->path);
	box = seal(s, "row 1", "new");
	assert_true(text_starts(box, "00000001:"));
	assert_int_equal(unseal(s, "row 1", box, &plain), ERR_OK);
	assert_int_equal(unseal(s, "row 1", old, &plain), ERR_OK);
	assert_true(text_is(plain, CANARY));
}

static void *seal_one(void *to)
{
	struct stage *s = to;
	struct arena *a = arena_open();
	struct secrets *own = secrets_open(s->path); /* as another process would */
	struct text box, why, plain;
	enum err e = secret_seal(&(struct sealing){ own, a, TEXT("row") }, TEXT(CANARY), &box,
				 &why);

	if (!e)
		e = secret_unseal(&(struct sealing){ s->secrets, a, TEXT("row") }, box, &plain,
				  &why);
	secrets_close(own);
	arena_drop(a);
	return e ? s : NULL;
}

static void of_many_who_make_the_file_one_wins_and_all_use_its_key(void **state)
{
	struct stage *s = *state;
	pthread_t threads[8];
	void *failed;

	seal(s, "row", "x"); /* `secrets` knows the key; the others find the file */
	for (size_t i = 0; i < 8; i++)
		pthread_create(&threads[i], NULL, seal_one, s);
	for (size_t i = 0; i < 8; i++) {
		pthread_join(threads[i], &failed);
		assert_null(failed);
	}
}

static void without_a_place_for_keys_nothing_is_sealed(void **state)
{
	struct stage *s = *state;
	struct secrets *none = secrets_open(TEXT(""));
	struct text box, why;

	assert_int_equal(secret_seal(&(struct sealing){ none, s->arena, TEXT("row") }, TEXT("x"),
				     &box, &why),
			 ERR_INTERNAL);
	assert_non_null(memmem(why.at, why.size, "secret_key_file", 15));
	secrets_close(none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(what_was_sealed_opens_again),
		T(a_box_opens_only_for_what_it_is_about),
		T(the_file_is_for_its_owner_and_outlives_the_program),
		T(a_file_that_others_can_read_is_refused),
		T(without_its_key_a_box_says_so),
		T(a_new_key_on_top_seals_and_the_old_one_still_opens),
		T(of_many_who_make_the_file_one_wins_and_all_use_its_key),
		T(without_a_place_for_keys_nothing_is_sealed),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
