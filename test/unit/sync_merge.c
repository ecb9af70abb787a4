// SPDX-License-Identifier: Apache-2.0
/*
 * The merge of one field on two sides: every case of it, and a world in which both sides are edited
 * at random while the news of it is late, doubled and in disorder.
 */
#include "pure/sync/sync.h"

// clang-format off
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

static struct sync_value value(const char *text)
{
	return (struct sync_value){ .text = text_of(text) };
}

/* "a b" is a set of two. */
static struct sync_value set_of(struct arena *a, const char *words)
{
	struct text *items = arena_take(a, 8 * sizeof(*items)), rest = text_of(words), word;
	struct sync_value v = { .items = items };

	while (text_split(&rest, ' ', &word))
		if (word.size)
			items[v.count++] = word;
	return v;
}

#define SAY(m)                                                                                     \
	((m).ask		? "ask"                                                            \
	 : (m).to_a && (m).to_b ? "both"                                                           \
	 : (m).to_a		? "to a"                                                           \
	 : (m).to_b		? "to b"                                                           \
				: "leave")

static void each_case_of_a_value_is_decided(void **state)
{
	static const struct {
		const char *was_a, *was_b, *a, *b; /* was_a NULL: just linked */
		enum sync_way way;
		enum sync_wins wins;
		int64_t a_time, b_time;
		const char *said;
		bool conflict;
	} rows[] = {
		{ "x", "x", "x", "x", SYNC_BOTH, SYNC_WINS_A, 0, 0, "leave", false },
		{ "x", "x", "y", "x", SYNC_BOTH, SYNC_WINS_A, 0, 0, "to b", false },
		{ "x", "x", "x", "y", SYNC_BOTH, SYNC_WINS_A, 0, 0, "to a", false },
		{ "x", "x", "", "x", SYNC_BOTH, SYNC_WINS_B, 0, 0, "to b", false },
		{ "x", "x", "y", "y", SYNC_BOTH, SYNC_WINS_A, 0, 0, "leave", false },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_A, 0, 0, "to b", true },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_B, 0, 0, "to a", true },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_ASK, 0, 0, "ask", true },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_NEWEST, 9000, 1000, "to b", true },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_NEWEST, 1000, 9000, "to a", true },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_NEWEST, 1000, 3000, "to b", true },
		{ "x", "x", "y", "z", SYNC_BOTH, SYNC_WINS_NEWEST, 1000, 3001, "to a", true },
		/* a side spells it in its own way: that is no change */
		{ "X", "x", "X", "x", SYNC_BOTH, SYNC_WINS_A, 0, 0, "leave", false },
		{ "X", "x", "Y", "x", SYNC_BOTH, SYNC_WINS_B, 0, 0, "to b", false },
		/* one way */
		{ "x", "x", "x", "y", SYNC_A_TO_B, SYNC_WINS_A, 0, 0, "leave", false },
		{ "x", "x", "y", "x", SYNC_A_TO_B, SYNC_WINS_A, 0, 0, "to b", false },
		{ "x", "x", "y", "z", SYNC_A_TO_B, SYNC_WINS_B, 0, 0, "to b", true },
		{ "x", "x", "y", "z", SYNC_B_TO_A, SYNC_WINS_A, 0, 0, "to a", true },
		{ "x", "x", "y", "x", SYNC_B_TO_A, SYNC_WINS_A, 0, 0, "leave", false },
		/* just linked: blanks are filled, and never fill */
		{ NULL, NULL, "x", "", SYNC_BOTH, SYNC_WINS_B, 0, 0, "to b", false },
		{ NULL, NULL, "", "y", SYNC_BOTH, SYNC_WINS_A, 0, 0, "to a", false },
		{ NULL, NULL, "x", "x", SYNC_BOTH, SYNC_WINS_A, 0, 0, "leave", false },
		{ NULL, NULL, "x", "y", SYNC_BOTH, SYNC_WINS_A, 0, 0, "to b", true },
		{ NULL, NULL, "x", "y", SYNC_BOTH, SYNC_WINS_B, 0, 0, "to a", true },
		{ NULL, NULL, "x", "y", SYNC_BOTH, SYNC_WINS_ASK, 0, 0, "ask", true },
		{ NULL, NULL, "x", "", SYNC_B_TO_A, SYNC_WINS_A, 0, 0, "leave", false },
		{ NULL, NULL, "x", "y", SYNC_B_TO_A, SYNC_WINS_A, 0, 0, "to a", true },
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct sync_rule rule = { rows[i].way, rows[i].wins, false };
		const struct sync_now now = { .a = value(rows[i].a),
					      .b = value(rows[i].b),
					      .was_a = value(rows[i].was_a),
					      .was_b = value(rows[i].was_b),
					      .agreed = rows[i].was_a != NULL,
					      .a_time = rows[i].a_time,
					      .b_time = rows[i].b_time };
		struct sync_move m = sync_merge(a, &rule, &now);
		if (strcmp(SAY(m), rows[i].said) != 0 || m.conflict != rows[i].conflict)
			fail_msg("row %zu: %s, conflict %d", i, SAY(m), m.conflict);
	}
	arena_drop(a);
}

static const char *list_of(struct arena *a, const struct text *items, size_t count)
{
	struct buffer b = buffer_open(a, 1000);

	for (size_t i = 0; i < count; i++)
		buffer_format(&b, "%s%.*s", i ? " " : "", (int)items[i].size, items[i].at);
	return text_c(a, buffer_text(&b));
}

static void each_member_of_a_set_is_decided(void **state)
{
	static const struct {
		const char *was_a, *was_b, *a, *b;
		enum sync_way way;
		const char *add_a, *remove_a, *add_b, *remove_b;
	} rows[] = {
		{ "v", "v", "v w", "v x", SYNC_BOTH, "x", "", "w", "" },
		{ "v w", "v w", "v", "v w x", SYNC_BOTH, "x", "", "", "w" },
		{ "v w", "v w", "v w x", "w", SYNC_BOTH, "", "v", "x", "" },
		{ "v w", "v w", "w", "v", SYNC_BOTH, "", "w", "", "v" },
		{ NULL, NULL, "v", "w", SYNC_BOTH, "w", "", "v", "" },
		{ "v", "v", "v", "v", SYNC_BOTH, "", "", "", "" },
		{ "v w", "v", "v w", "v", SYNC_BOTH, "", "", "", "" },	/* b refused w */
		{ "v w", "v", "v", "v w", SYNC_BOTH, "w", "", "", "" }, /* both changed: it stays */
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct sync_rule rule = { .way = rows[i].way, .set = true };
		const struct sync_now now = { .a = set_of(a, rows[i].a),
					      .b = set_of(a, rows[i].b),
					      .was_a = set_of(a, rows[i].was_a),
					      .was_b = set_of(a, rows[i].was_b),
					      .agreed = rows[i].was_a != NULL };
		struct sync_move m = sync_merge(a, &rule, &now);
		assert_string_equal(list_of(a, m.a.add, m.a.add_count), rows[i].add_a);
		assert_string_equal(list_of(a, m.a.remove, m.a.remove_count), rows[i].remove_a);
		assert_string_equal(list_of(a, m.b.add, m.b.add_count), rows[i].add_b);
		assert_string_equal(list_of(a, m.b.remove, m.b.remove_count), rows[i].remove_b);
	}
	arena_drop(a);
}

static void a_set_goes_one_way_only_when_it_says_so(void **state)
{
	struct arena *a = arena_open();
	const struct sync_rule rule = { .way = SYNC_A_TO_B, .set = true };
	const struct sync_now now = { .a = set_of(a, "v"), .b = set_of(a, "w") };
	struct sync_move m = sync_merge(a, &rule, &now);

	(void)state;
	assert_true(m.to_b);
	assert_false(m.to_a);
	arena_drop(a);
}

static void the_seventh_writing_in_ten_minutes_is_one_too_many(void **state)
{
	int64_t from = 0, count = 0, now = 5000000;

	(void)state;
	for (int i = 0; i < 6; i++)
		assert_true(sync_may_write(&from, &count, now + i));
	assert_false(sync_may_write(&from, &count, now + 600000));
	assert_true(sync_may_write(&from, &count, now + 600001));
	assert_int_equal(count, 1);
	count = SYNC_WRITES_MAX;
	assert_true(sync_may_write(&from, &count, now - 1)); /* the clock was set back */
}

static void more_than_twenty_and_a_tenth_is_too_many(void **state)
{
	(void)state;
	assert_false(sync_brakes(19, 19));
	assert_true(sync_brakes(20, 20));
	assert_true(sync_brakes(20, 200));
	assert_false(sync_brakes(20, 201));
	assert_true(sync_brakes(100, 1000));
}

/* --- a world: two sides, edits, and news that is late, doubled, lost, in disorder --- */

#define RECORDS	 12
#define MEMBERS	 6 /* a value of 0 to 9999, and five members of a set, each 0 or 1 */
#define NEWS_MAX 100000

struct world {
	int now[2][RECORDS][MEMBERS], was[2][RECORDS][MEMBERS];
	int meant[RECORDS][MEMBERS]; /* -1: both sides said something, and either may stand */
	bool touched[2][RECORDS][MEMBERS];
	struct {
		int at, record;
	} news[NEWS_MAX];
	int count, time, writes, edits, lost_news;
};

static uint32_t state_of_chance;

static int chance(int below)
{
	state_of_chance = state_of_chance * 1664525u + 1013904223u;
	return (int)((state_of_chance >> 8) % (uint32_t)below);
}

/* Side 0 knows even numbers only: it changes what it is given. */
static int spelled(int side, int member, int v)
{
	return member == 0 && side == 0 ? v & ~1 : v;
}

static int canon(int member, int v)
{
	return member == 0 ? v & ~1 : v;
}

static void news_add(struct world *w, int record)
{
	int copies = chance(10) == 0 ? 2 : 1;

	if (chance(20) == 0) {
		w->lost_news++;
		return;
	}
	while (copies-- && w->count < NEWS_MAX) {
		w->news[w->count].at = w->time + chance(60);
		w->news[w->count++].record = record;
	}
}

static void edit(struct world *w)
{
	int side = chance(2), record = chance(RECORDS), m = chance(MEMBERS);
	int v = m ? !w->now[side][record][m] : chance(10000);

	w->now[side][record][m] = spelled(side, m, v);
	w->touched[side][record][m] = true;
	w->meant[record][m] = w->touched[!side][record][m] ? -1 : canon(m, v);
	w->edits++;
	news_add(w, record);
}

static struct sync_value number(struct arena *a, int v)
{
	return (struct sync_value){ .text = text_format(a, "%d", canon(0, v)) };
}

static struct sync_value members(struct arena *a, const int *v)
{
	struct text *items = arena_take(a, MEMBERS * sizeof(*items));
	struct sync_value s = { .items = items };

	for (int m = 1; m < MEMBERS; m++)
		if (v[m])
			items[s.count++] = text_format(a, "%d", m);
	return s;
}

static void set_put(int *to, const struct sync_change *c)
{
	int64_t m;

	for (size_t i = 0; i < c->add_count; i++)
		if (text_whole(c->add[i], &m))
			to[m] = 1;
	for (size_t i = 0; i < c->remove_count; i++)
		if (text_whole(c->remove[i], &m))
			to[m] = 0;
}

/* As a run does: both sides are read, merged, written, and what they are then is what was agreed.
 */
static void look(struct world *w, struct arena *arena, int r)
{
	static const struct sync_rule value_rule = { .wins = SYNC_WINS_B },
				      set_rule = { .set = true };
	int *a = w->now[0][r], *b = w->now[1][r];
	struct sync_now n = { .a = number(arena, a[0]),
			      .b = number(arena, b[0]),
			      .was_a = number(arena, w->was[0][r][0]),
			      .was_b = number(arena, w->was[1][r][0]),
			      .agreed = true };
	struct sync_move v = sync_merge(arena, &value_rule, &n);

	n = (struct sync_now){ .a = members(arena, a),
			       .b = members(arena, b),
			       .was_a = members(arena, w->was[0][r]),
			       .was_b = members(arena, w->was[1][r]),
			       .agreed = true };
	struct sync_move s = sync_merge(arena, &set_rule, &n);
	if (v.conflict) {
		assert_true(v.to_a && !v.to_b);
		w->meant[r][0] = canon(0, b[0]);
	}
	if (v.to_a)
		a[0] = spelled(0, 0, b[0]);
	if (v.to_b)
		b[0] = spelled(1, 0, a[0]);
	set_put(a, &s.a);
	set_put(b, &s.b);
	bool wrote[2] = { v.to_a || s.to_a, v.to_b || s.to_b };
	for (int side = 0; side < 2; side++) {
		memcpy(w->was[side][r], w->now[side][r], sizeof(w->was[side][r]));
		memset(w->touched[side][r], 0, sizeof(w->touched[side][r]));
		w->writes += wrote[side];
		if (wrote[side])
			news_add(w, r); /* the echo */
	}
}

static void take_news(struct world *w, struct arena *a)
{
	for (int i = 0; i < w->count;) {
		if (w->news[i].at > w->time) {
			i++;
			continue;
		}
		int record = w->news[i].record;
		w->news[i] = w->news[--w->count];
		look(w, a, record);
	}
}

static void rest_check(const struct world *w, unsigned seed, int r, int m)
{
	int x = canon(m, w->now[0][r][m]), y = canon(m, w->now[1][r][m]), meant = w->meant[r][m];

	if (x != y || (meant >= 0 && meant != x))
		fail_msg("seed %u, record %d, %d: %d and %d, meant %d", seed, r, m, x, y, meant);
}

static void edits_on_both_sides_end_equal_and_none_is_lost(void **state)
{
	static struct world w;

	(void)state;
	for (unsigned seed = 1; seed <= 30; seed++) {
		w = (struct world){ 0 };
		state_of_chance = seed;
		struct arena *a = arena_open();
		for (w.time = 0; w.time < 3000; w.time++) {
			if (chance(2))
				edit(&w);
			take_news(&w, a);
			arena_reset(a);
		}
		for (int r = 0; r < RECORDS; r++) /* what was lost is found by looking at all */
			look(&w, a, r);
		int before = w.writes;
		for (w.time += 100; w.count; w.time += 100)
			take_news(&w, a); /* and comes to rest: echoes write nothing */
		assert_int_equal(w.writes, before);
		assert_true(w.writes <= w.edits);
		for (int i = 0; i < RECORDS * MEMBERS; i++)
			rest_check(&w, seed, i / MEMBERS, i % MEMBERS);
		arena_drop(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_of_a_value_is_decided),
		cmocka_unit_test(each_member_of_a_set_is_decided),
		cmocka_unit_test(a_set_goes_one_way_only_when_it_says_so),
		cmocka_unit_test(the_seventh_writing_in_ten_minutes_is_one_too_many),
		cmocka_unit_test(more_than_twenty_and_a_tenth_is_too_many),
		cmocka_unit_test(edits_on_both_sides_end_equal_and_none_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
