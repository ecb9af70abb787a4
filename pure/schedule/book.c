// SPDX-License-Identifier: Apache-2.0
/*
 * Booking and moving: may it be, who gets it, and what further occurrences come with it.
 *
 * The caller stores the answer in the transaction in which it read the world.
 */
#include "pure/schedule/inside.h"

#define OCCURRENCES_MAX 24
#define STEPS_MAX	400 /* months looked at for those that have a 31st */
#define NEXT_TRIES	3

struct place {
	struct arena *arena;
	const struct schedule_input *schedule_input;
	const struct booking *booking;
	struct placing *out;
	struct text *why;
	struct view view;
	size_t *able; /* lanes in team order */
	size_t able_count;
	size_t owner; /* lane, or LANE_NONE */
};

static enum err say(struct place *p, const char *sentence)
{
	*p->why = text_copy(p->arena, text_of(sentence));
	return ERR_BAD;
}

static enum err say_gone(struct place *p)
{
	return say(p, "The slot you have selected is no longer available.");
}

static bool is_event(const struct place *p)
{
	return p->schedule_input->calendar.type == CALENDAR_EVENT;
}

static enum err times_set(struct place *p)
{
	const struct booking *b = p->booking;
	struct placing *out = p->out;
	int64_t length = (int64_t)p->schedule_input->calendar.duration * MINUTE_MS;
	if (b->start_ms < INSTANT_LEAST || b->start_ms > INSTANT_MAX - DAY_MS)
		return say(p, "startTime is outside the years that are served");
	out->start_ms = b->start_ms;
	out->end_ms = b->end_ms == INSTANT_NONE ? b->start_ms + length : b->end_ms;
	if (out->end_ms <= out->start_ms)
		return say(p, "endTime must be after startTime");
	if (out->end_ms > INSTANT_MAX)
		return say(p, "endTime is outside the years that are served");
	return ERR_OK;
}

static enum err user_check(struct place *p)
{
	struct text user = p->booking->user;
	if (!user.size || is_event(p) || view_lane(&p->view, user) != LANE_NONE)
		return ERR_OK;
	*p->why = text_format(p->arena, "User %.*s is not a team member of this calendar",
			      (int)user.size, user.at);
	return ERR_BAD;
}

static enum err slot_check(struct place *p)
{
	const struct calendar *c = &p->schedule_input->calendar;
	if (!c->active)
		return say_gone(p);
	if (p->out->end_ms - p->out->start_ms != (int64_t)c->duration * MINUTE_MS)
		return say(p, "endTime must equal startTime + slotDuration");
	return p->out->start_ms % MINUTE_MS ? say_gone(p) : ERR_OK;
}

/* Only this lane, or anyone for LANE_NONE. */
static struct ask ask_for(struct place *p, const struct view *v, size_t lane, bool ignore_range)
{
	struct ask ask = { .ignore_range = ignore_range };
	if (lane != LANE_NONE && !is_event(p)) {
		bool *wanted = arena_take(p->arena, v->lane_count * sizeof(*wanted));
		wanted[lane] = true;
		ask.wanted = wanted;
	}
	return ask;
}

static void able_find(struct place *p, size_t lane)
{
	struct ask ask = ask_for(p, &p->view, lane, p->booking->ignore_range);
	p->able_count = judge(&p->view, &ask, p->view.window.start, p->able, NULL);
}

/* Who has the appointment that is moved. */
static size_t holder_find(const struct place *p)
{
	const struct schedule_input *w = p->schedule_input;
	if (!p->booking->moved.size || is_event(p) || w->calendar.type == CALENDAR_COLLECTIVE)
		return LANE_NONE;
	for (size_t i = 0; i < w->appointment_count; i++) {
		size_t lane = view_lane(&p->view, w->appointments[i].owner);
		if (lane != LANE_NONE && text_same(w->appointments[i].id, p->booking->moved))
			return lane;
	}
	return LANE_NONE;
}

static enum err able_need(struct place *p)
{
	enum err e = slot_check(p);
	if (e)
		return e;
	size_t lane = view_lane(&p->view, p->booking->user);
	size_t holder = lane == LANE_NONE ? holder_find(p) : LANE_NONE;
	if (holder != LANE_NONE)
		able_find(p, holder); /* whoever has it keeps it, if able [7.3] */
	if (!p->able_count)
		able_find(p, lane);
	return p->able_count ? ERR_OK : say_gone(p);
}

/* ignoreFreeSlotValidation: nothing stands in the way of anyone. */
static void able_all(struct place *p)
{
	size_t lane = view_lane(&p->view, p->booking->user);
	for (size_t i = 0; i < p->view.lane_count; i++)
		if (lane == LANE_NONE || lane == i)
			p->able[p->able_count++] = i;
}

static void others_set(struct place *p)
{
	const struct calendar *c = &p->schedule_input->calendar;
	struct text *others = arena_take(p->arena, c->team_count * sizeof(*others));
	for (size_t i = 0; i < c->team_count; i++)
		if (i != p->owner)
			others[p->out->other_count++] = c->team[i].user;
	p->out->others = others;
}

static enum err owner_set(struct place *p)
{
	struct lane_list able = { p->able, p->able_count };
	enum calendar_type type = p->schedule_input->calendar.type;
	enum err e = ERR_OK;
	p->owner = LANE_NONE;
	p->out->owner = p->booking->user;
	if (is_event(p) || !p->view.lane_count)
		return ERR_OK;
	if (type == CALENDAR_COLLECTIVE)
		p->owner = view_lead(&p->view);
	else
		e = assign(&p->view, p->view.window.start, able, &p->owner, p->why);
	if (!e)
		p->out->owner = p->view.lanes[p->owner].user;
	if (!e && type == CALENDAR_COLLECTIVE)
		others_set(p);
	return e;
}

static void resources_set(struct place *p)
{
	struct text *ids = arena_take(p->arena, p->view.room_count * sizeof(*ids));
	for (size_t i = 0; i < p->view.room_count; i++)
		ids[i] = p->view.rooms[i].resource->id;
	p->out->resources = ids;
	p->out->resource_count = p->view.room_count;
}

/* --- a series [9.1] --- */

struct repeating {
	struct place *place;
	struct schedule_input schedule_input; /* with the occurrences made so far */
	struct appointment *appointments;
	struct occurrence *made;
	size_t made_count;
	int64_t first_minute, first_day, wall; /* wall: minute of the day */
};

static void schedule_input_grow(struct repeating *r)
{
	const struct schedule_input *w = r->place->schedule_input;
	size_t room = w->appointment_count + OCCURRENCES_MAX;
	r->schedule_input = *w;
	r->appointments = arena_bytes(r->place->arena, room * sizeof(*r->appointments));
	if (w->appointment_count)
		memcpy(r->appointments, w->appointments,
		       w->appointment_count * sizeof(*r->appointments));
	r->schedule_input.appointments = r->appointments;
}

static void occurrence_add(struct repeating *r, int64_t minute, struct text status)
{
	const struct placing *out = r->place->out;
	const struct calendar *c = &r->schedule_input.calendar;
	r->made[r->made_count++] = (struct occurrence){ minute * MINUTE_MS, status };
	r->appointments[r->schedule_input.appointment_count++] = (struct appointment){
		.calendar = c->id,
		.owner = out->owner,
		.users = out->others,
		.user_count = out->other_count,
		.start_ms = minute * MINUTE_MS,
		.end_ms = (minute + c->duration) * MINUTE_MS,
		.pre = c->pre,
		.post = c->post,
		.added_ms = r->schedule_input.now_ms,
		.resources = out->resources,
		.resource_count = out->resource_count,
	};
}

/* Which of so many grid steps from here on is the first that the owner can take? */
static enum err step_find(struct repeating *r, int64_t minute, int tries, int *step)
{
	struct place *p = r->place;
	struct view view;
	int interval = r->schedule_input.calendar.interval;
	struct range window = { minute, minute + (int64_t)tries * interval };
	enum err e = view_open(p->arena, &r->schedule_input, &(struct looking){ .window = window },
			       &view, p->why);
	if (e)
		return e;
	/* later ones may lie outside notice and range; the first is the booking itself */
	bool later = minute != r->first_minute;
	struct ask ask = ask_for(p, &view, p->owner, later || p->booking->ignore_range);
	for (*step = 0; *step <= tries; ++*step) {
		if (judge(&view, &ask, minute + (int64_t)*step * interval, NULL, NULL))
			return ERR_OK;
		ask.ignore_range = true;
	}
	*step = -1;
	return ERR_OK;
}

static enum err occurrence_make(struct repeating *r, int64_t day)
{
	const struct repeat *repeat = &r->schedule_input.calendar.repeat;
	int64_t minute = r->first_minute;
	int step, tries = repeat->taken == REPEAT_NEXT ? NEXT_TRIES : 0;
	if (day != r->first_day &&
	    !zone_minute(r->schedule_input.zone, day * DAY_MIN + r->wall, &minute))
		return ERR_OK; /* the clock skips it: counted, but there is nothing to book */
	enum err e = step_find(r, minute, tries, &step);
	if (e)
		return e;
	if (step >= 0)
		occurrence_add(r, minute + (int64_t)step * r->schedule_input.calendar.interval,
			       r->place->out->status);
	else if (repeat->taken == REPEAT_CONTINUE)
		occurrence_add(r, minute, repeat->status_taken);
	return ERR_OK;
}

/* The date of a step; false for a month that does not have it. */
static bool step_day(const struct repeating *r, int step, int64_t *day)
{
	int wanted, found;
	enum repeat_each each = r->schedule_input.calendar.repeat.each;
	*day = r->first_day + (int64_t)step * (each == REPEAT_WEEKLY ? 7 : 1);
	if (each != REPEAT_MONTHLY)
		return true;
	*day = days_add(r->first_day, (struct span){ step, SPAN_MONTHS });
	month_of(r->first_day, &wanted);
	month_of(*day, &found);
	return wanted == found;
}

static enum err repeat_make(struct place *p)
{
	int64_t minute = p->view.window.start, day;
	int64_t offset = divide_down(zone_offset(p->schedule_input->zone, minute * 60), 60);
	struct repeating r = { .place = p, .first_minute = minute };
	int count = p->schedule_input->calendar.repeat.count;
	enum err e = ERR_OK;
	r.first_day = divide_down(minute + offset, DAY_MIN);
	r.wall = minute + offset - r.first_day * DAY_MIN;
	r.made = arena_take(p->arena, OCCURRENCES_MAX * sizeof(*r.made));
	schedule_input_grow(&r);
	count = count < OCCURRENCES_MAX ? count : OCCURRENCES_MAX;
	for (int step = 0; !e && count > 0 && step < STEPS_MAX; step++) {
		if (!step_day(&r, step, &day))
			continue;
		count--;
		e = occurrence_make(&r, day);
	}
	p->out->repeats = true;
	p->out->occurrences = r.made;
	p->out->occurrence_count = r.made_count;
	return e;
}

static enum err place_make(struct place *p)
{
	const struct booking *b = p->booking;
	bool confirmed = p->schedule_input->calendar.auto_confirm;
	int64_t minute = b->start_ms / MINUTE_MS;
	enum err e = view_open(p->arena, p->schedule_input,
			       &(struct looking){ { minute, minute }, b->moved }, &p->view, p->why);
	if (!e)
		e = user_check(p);
	if (e)
		return e;
	p->able = arena_take(p->arena, p->view.lane_count * sizeof(*p->able));
	if (b->ignore_slots)
		able_all(p);
	else
		e = able_need(p);
	if (!e)
		e = owner_set(p);
	p->out->status = b->status.size ? b->status : confirmed ? TEXT("confirmed") : TEXT("new");
	if (e || b->ignore_slots)
		return e;
	resources_set(p);
	return p->schedule_input->calendar.repeat.count && !b->moved.size ? repeat_make(p) : ERR_OK;
}

enum err booking_place(struct arena *a, const struct schedule_input *w, const struct booking *b,
		       struct placing *out, struct text *why)
{
	struct place p = { .arena = a, .schedule_input = w, .booking = b, .out = out, .why = why };
	*out = (struct placing){ 0 };
	enum err e = times_set(&p);
	return e ? e : place_make(&p);
}
