// SPDX-License-Identifier: Apache-2.0
/*
 * The scheduling engine on its own: a scenario a line in, its answer a line out; no data, no
 * server.
 *
 * The answer is that of the wire: free slots by date, what a booking would store, or
 * {"error":{"statusCode","message"}}.  With --explain every start of the grid that is not offered
 * comes with its reasons.
 */
#include "app/cli/inside.h"
#include "app/cli/scenario.h"

#define LINE_MAX   ((size_t)64 << 20)
#define ANSWER_MAX ((size_t)64 << 20)

struct bench {
	struct arena *arena; /* of one line */
	struct zones *zones;
	bool explain;
};

static void text_put(struct json_out *o, const char *key, const struct zone *z, int64_t ms)
{
	char text[ZONE_TEXT_SIZE];
	zone_text(z, ms - ms % 60000, text);
	json_key(o, key);
	json_put_c(o, text);
}

static void texts_put(struct json_out *o, const char *key, const struct text *at, size_t count)
{
	json_key(o, key);
	json_list(o);
	for (size_t i = 0; i < count; i++)
		json_put_text(o, at[i]);
	json_close(o);
}

static void occurrences_put(struct json_out *o, const struct placing *p, const struct zone *z)
{
	json_key(o, "instances");
	json_list(o);
	for (size_t i = 0; i < p->occurrence_count; i++) {
		json_map(o);
		text_put(o, "startTime", z, p->occurrences[i].start_ms);
		json_key(o, "appointmentStatus");
		json_put_text(o, p->occurrences[i].status);
		json_close(o);
	}
	json_close(o);
}

static void placing_put(struct json_out *o, const struct placing *p, const struct zone *z)
{
	json_key(o, "assignedUserId");
	if (p->owner.size)
		json_put_text(o, p->owner);
	else
		json_put_null(o);
	texts_put(o, "users", p->others, p->other_count);
	json_key(o, "appointmentStatus");
	json_put_text(o, p->status);
	text_put(o, "startTime", z, p->start_ms);
	text_put(o, "endTime", z, p->end_ms);
	if (p->resource_count)
		texts_put(o, "assignedResources", p->resources, p->resource_count);
	if (p->repeats)
		occurrences_put(o, p, z);
}

static void error_put(struct json_out *o, enum err e, struct text why)
{
	json_key(o, "error");
	json_map(o);
	json_key(o, "statusCode");
	json_put_whole(o, err_status(e));
	json_key(o, "message");
	json_put_text(o, why);
	json_close(o);
}

static enum err scenario_answer(struct bench *b, struct scenario *s, struct json_out *o)
{
	struct starts starts;
	struct placing placing;
	struct explanation explanation;
	enum err e;
	if (s->books) {
		e = booking_place(b->arena, &s->schedule_input, &s->booking, &placing, &s->why);
		if (!e)
			placing_put(o, &placing, s->shown);
	} else if (b->explain && s->schedule_input.calendar.active) {
		e = slots_explain(b->arena, &s->schedule_input, &s->query, &explanation, &s->why);
		if (!e)
			explanation_write(b->arena, &explanation, s->shown, o);
	} else {
		e = slots_find(b->arena, &s->schedule_input, &s->query, &starts, &s->why);
		if (!e)
			slots_write(b->arena, &starts, s->shown, o);
	}
	return e;
}

/* {…}, or {"scenario":{…}} as the generator writes it */
static enum err line_answer(struct bench *b, struct text line, struct json_out *o, struct text *why)
{
	const struct json *v;
	struct scenario s;
	enum err e = json_read(b->arena, line, &v, why);
	if (e)
		return e;
	const struct json *inner = json_get(v, "scenario");
	e = scenario_read(b->arena, b->zones, inner ? inner : v, &s);
	if (!e)
		e = scenario_answer(b, &s, o);
	*why = s.why;
	return e;
}

static void line_play(struct bench *b, struct text line)
{
	struct buffer buffer = buffer_open(b->arena, ANSWER_MAX);
	struct json_out o = json_open(&buffer);
	struct text why = { 0 };
	json_map(&o);
	enum err e = line_answer(b, line, &o, &why);
	if (e)
		error_put(&o, e, why);
	json_close(&o);
	fwrite(buffer.at, 1, buffer.size, stdout);
	fputc('\n', stdout);
	fflush(stdout);
}

static int lines_play(struct bench *b)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	int code = 0;
	while (!code && (size = getline(&line, &room, stdin)) > 0) {
		struct text t = text_trim((struct text){ line, (size_t)size });
		if (t.size > LINE_MAX)
			code = say_failure(EXIT_DATA, TEXT("a line is longer than 64 MiB"));
		else if (t.size)
			line_play(b, t);
		arena_reset(b->arena);
	}
	free(line);
	return code;
}

int verb_slots(int argc, char **argv)
{
	bool lines = option_flag(&argc, argv, "jsonl");
	struct bench b = { .explain = option_flag(&argc, argv, "explain") };
	int code = option_rest(argc, argv);
	if (!code && !lines)
		code = say_usage("say --jsonl: a scenario a line on standard input");
	if (code)
		return code;
	b.arena = arena_open();
	b.zones = zones_open();
	code = lines_play(&b);
	zones_close(b.zones);
	arena_drop(b.arena);
	return code;
}
