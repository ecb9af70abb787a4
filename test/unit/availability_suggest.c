// SPDX-License-Identifier: Apache-2.0
/* The best of the free slots: load, part of the day, closeness; the same every time. */
#include "domain/availability/suggest.h"
#include "test/unit/schedule_case.h"

#define SLOTS 6

static const char *const slots_at[SLOTS] = {
	"2030-01-07T15:00:00Z", "2030-01-07T18:00:00Z", "2030-01-07T23:00:00Z",
	"2030-01-08T15:00:00Z", "2030-01-08T18:00:00Z", "2030-01-09T15:00:00Z",
};

struct stage {
	struct arena *arena;
	struct suggest_query query;
	int64_t at[SLOTS];
	struct starts slots, busy;
	struct suggestion out[SUGGEST_MAX];
};

/* Three days in New York: 10:00, 13:00 and 18:00; 10:00 and 13:00; 10:00. */
static void stage_set(struct stage *s, struct arena *a)
{
	*s = (struct stage){ .arena = a };
	for (size_t i = 0; i < SLOTS; i++)
		s->at[i] = at(slots_at[i]);
	s->slots = (struct starts){ s->at, SLOTS };
	s->query = (struct suggest_query){
		.zone = zone_have(a, "America/New_York"),
		.from_ms = at("2030-01-07T05:00:00Z"),
		.to_ms = at("2030-01-10T05:00:00Z"),
		.prefer = DAY_PART_ANY,
		.count = 3,
	};
}

/* Day and hour of what is suggested: "7:10 8:10". */
static const char *shown(struct stage *s)
{
	struct buffer b = buffer_open(s->arena, 4096);
	char text[ZONE_TEXT_SIZE];
	size_t count = slots_suggest(s->arena, &s->query, &s->slots, &s->busy, s->out);

	for (size_t i = 0; i < count; i++) {
		zone_text(s->query.zone, s->out[i].start_ms, text);
		buffer_format(&b, "%s%.1s:%.2s", i ? " " : "", text + 9, text + 11);
	}
	return text_c(s->arena, buffer_text(&b));
}

static void with_nothing_booked_the_days_take_turns(void **state)
{
	struct arena *a = arena_open();
	struct stage s;

	(void)state;
	stage_set(&s, a);
	assert_string_equal(shown(&s), "7:10 8:10 9:10");
	s.query.count = SUGGEST_MAX;
	assert_string_equal(shown(&s), "7:10 8:10 9:10 7:13 8:13 7:18");
	s.query.count = 0;
	assert_string_equal(shown(&s), "");
	arena_drop(a);
}

static void fuller_days_come_later(void **state)
{
	struct arena *a = arena_open();
	struct stage s;
	/* the last is on the 8th in New York, on the 9th in UTC */
	int64_t busy[] = { at("2030-01-07T16:00:00Z"), at("2030-01-09T03:00:00Z"),
			   at("2030-01-07T17:00:00Z"), at("2030-01-07T18:00:00Z") };

	(void)state;
	stage_set(&s, a);
	s.busy = (struct starts){ busy, 4 };
	assert_string_equal(shown(&s), "9:10 8:10 7:10");
	assert_int_equal(s.out[0].load, 0);
	assert_int_equal(s.out[1].load, 1);
	assert_int_equal(s.out[2].load, 3);
	assert_int_equal(s.out[2].load_points, 100);
	arena_drop(a);
}

static void the_preferred_part_of_the_day_counts(void **state)
{
	struct arena *a = arena_open();
	struct stage s;

	(void)state;
	stage_set(&s, a);
	s.query.prefer = DAY_PART_AFTERNOON;
	assert_string_equal(shown(&s), "7:13 8:13 9:10");
	s.query.prefer = DAY_PART_EVENING;
	s.query.count = 1;
	assert_string_equal(shown(&s), "7:18");
	arena_drop(a);
}

static void equal_points_are_settled_by_time(void **state)
{
	struct arena *a = arena_open();
	struct stage s;

	(void)state;
	stage_set(&s, a);
	s.query.from_ms = s.query.to_ms = at("2030-01-07T05:00:00Z");
	for (size_t i = 0; i < SLOTS; i++)
		s.at[i] = s.query.from_ms + (int64_t)i * 60000;
	s.query.count = SUGGEST_MAX;
	assert_int_equal(slots_suggest(a, &s.query, &s.slots, &s.busy, s.out), SLOTS);
	for (size_t i = 0; i < SLOTS; i++)
		assert_int_equal(s.out[i].start_ms, s.query.from_ms + (int64_t)i * 60000);
	arena_drop(a);
}

static void parts_of_the_day_are_those_of_the_wall(void **state)
{
	struct arena *a = arena_open();
	const struct zone *z = zone_have(a, "Asia/Tokyo");

	(void)state;
	assert_int_equal(day_part_at(z, at("2030-01-07T15:00:00Z")), DAY_PART_MORNING);
	assert_int_equal(day_part_at(z, at("2030-01-07T02:59:00Z")), DAY_PART_MORNING);
	assert_int_equal(day_part_at(z, at("2030-01-07T03:00:00Z")), DAY_PART_AFTERNOON);
	assert_int_equal(day_part_at(z, at("2030-01-07T08:00:00Z")), DAY_PART_EVENING);
	assert_int_equal(day_part_at(z, at("2030-01-07T14:59:00Z")), DAY_PART_EVENING);
	assert_int_equal(day_part_find(TEXT("evening")), DAY_PART_EVENING);
	assert_int_equal(day_part_find(TEXT("")), DAY_PART_ANY);
	arena_drop(a);
}

static void a_reason_has_words_and_numbers(void **state)
{
	struct arena *a = arena_open();
	struct stage s;
	int64_t busy[] = { at("2030-01-08T16:00:00Z") };

	(void)state;
	stage_set(&s, a);
	s.busy = (struct starts){ busy, 1 };
	s.query.prefer = DAY_PART_AFTERNOON;
	assert_string_equal(shown(&s), "7:13 8:13 9:10");
	assert_string_equal(text_c(a, suggestion_reason(a, &s.query, &s.out[1])),
			    "1 appointment on that day (200 of 400 points); in the afternoon, as "
			    "preferred (400 of 400); 1 day later (97 of 200)");
	assert_string_equal(text_c(a, suggestion_reason(a, &s.query, &s.out[2])),
			    "no appointments on that day yet (400 of 400 points); in the morning, "
			    "not in the afternoon (100 of 400); 2 days later (38 of 200)");
	arena_drop(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_nothing_booked_the_days_take_turns),
		cmocka_unit_test(fuller_days_come_later),
		cmocka_unit_test(the_preferred_part_of_the_day_counts),
		cmocka_unit_test(equal_points_are_settled_by_time),
		cmocka_unit_test(parts_of_the_day_are_those_of_the_wall),
		cmocka_unit_test(a_reason_has_words_and_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
