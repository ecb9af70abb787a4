// SPDX-License-Identifier: Apache-2.0
/*
 * Functions of time.
 *
 * A text is a day (2026-07-17) or an instant (RFC 3339; without an offset it is UTC).  Days keep to
 * themselves: no zone moves them.  Zones are asked of the caller's hook; UTC and +02:00 need none.
 */
#include "pure/mapping/dates.h"

struct shown shown_of(int64_t local_ms)
{
	int64_t days = local_ms / DAY_MS - (local_ms % DAY_MS < 0), rest = local_ms - days * DAY_MS;
	struct shown s = { .has_time = true };
	clock_civil(days, &s.year, &s.month, &s.day);
	s.hour = (int)(rest / HOUR_MS);
	s.minute = (int)(rest / MINUTE_MS % 60);
	s.second = (int)(rest / SECOND_MS % 60);
	s.ms = (int)(rest % SECOND_MS);
	return s;
}

int64_t shown_ms(const struct shown *s)
{
	return clock_day_number(s->year, s->month, s->day) * DAY_MS + s->hour * (int64_t)HOUR_MS +
	       s->minute * (int64_t)MINUTE_MS + s->second * (int64_t)SECOND_MS + s->ms;
}

int date_month_days(int year, int month)
{
	int next = month == 12 ? 1 : month + 1;
	return (int)(clock_day_number(month == 12 ? year + 1 : year, next, 1) -
		     clock_day_number(year, month, 1));
}

bool shown_valid(const struct shown *s)
{
	return s->month >= 1 && s->month <= 12 && s->day >= 1 && s->year >= 0 && s->year <= 9999 &&
	       s->day <= date_month_days(s->year, s->month) && s->hour < 24 && s->minute < 60 &&
	       s->second < 60;
}

/* --- zones --- */

/* Z, UTC, +02:00 */
static bool offset_fixed(struct text zone, int32_t *offset_s)
{
	struct shown s;
	*offset_s = 0;
	if (!zone.size || text_is(zone, "UTC") || text_is(zone, "Z"))
		return true;
	if (format_read(TEXT("Z"), zone, &s))
		return false;
	*offset_s = s.offset_s;
	return true;
}

/* The zone is argument `arg`, which may be missing: UTC. */
static enum err offset_at(struct use *u, size_t arg, int64_t ms, int32_t *offset_s)
{
	const struct map_hooks *hooks = u->e->job->hooks;
	struct text zone = arg < u->count ? u->args[arg].text : TEXT("");
	*offset_s = 0;
	if (offset_fixed(zone, offset_s))
		return ERR_OK;
	enum err err = eval_spend(u->e, 8);
	if (err)
		return err;
	if (hooks && hooks->zone && hooks->zone(hooks->owner, zone, ms, offset_s) &&
	    *offset_s > -DAY_MS / SECOND_MS && *offset_s < DAY_MS / SECOND_MS)
		return ERR_OK;
	return use_wrong(u, arg, "the name of a time zone, like Europe/Berlin");
}

/* What a clock there shows, to the instant: of two the first; of none as if not yet moved. */
static enum err instant_of(struct use *u, size_t arg, int64_t local_ms, int64_t *out)
{
	int32_t before, after, there;
	enum err err = offset_at(u, arg, local_ms - DAY_MS, &before);
	if (!err)
		err = offset_at(u, arg, local_ms + DAY_MS, &after);
	*out = local_ms - before * (int64_t)SECOND_MS;
	if (err || before == after)
		return err;
	err = offset_at(u, arg, *out, &there);
	if (err || there == before)
		return err;
	int64_t later = local_ms - after * (int64_t)SECOND_MS;
	err = offset_at(u, arg, later, &there);
	if (!err && there == after)
		*out = later;
	return err;
}

/* --- reading and giving --- */

/* Nothing, or the date of databases that have no null: 0000-00-00, with a time of noughts or not.
 */
static bool date_blank(const struct use *u, size_t arg)
{
	struct text t = text_trim(u->args[arg].text);
	size_t noughts = 0, signs = 0;

	if (u->args[arg].kind != JSON_TEXT)
		return u->args[arg].kind == JSON_NULL;
	for (size_t i = 0; i < t.size; i++) {
		noughts += t.at[i] == '0';
		signs += t.at[i] == '-' || t.at[i] == '/' || t.at[i] == '.';
		if (!memchr("0-/.:TZ ", t.at[i], 8))
			return false;
	}
	return !t.size || (noughts >= 8 && signs >= 2);
}

static enum err moment_take(struct use *u, size_t arg, struct moment *out)
{
	const struct map_value *v = &u->args[arg];
	struct text t = text_trim(v->text);
	if (v->kind != JSON_TEXT)
		return use_wrong(u, arg, "a date (of a number say parse_date(@, 's') or 'ms')");
	if (!clock_read_iso(t, &out->ms))
		return use_wrong(u, arg, "a date");
	out->day = t.size == 10 || v->day;
	return ERR_OK;
}

#define MS_LEAST (-62167219200000) /* 0000-01-01 */
#define MS_MOST	 253402300799999   /* 9999-12-31 */

static enum err moment_give(struct use *u, const struct moment *m, struct map_value *out)
{
	if (m->ms < MS_LEAST || m->ms > MS_MOST)
		return eval_fault(u->e, MAP_FAULT_VALUE, u->node,
				  "%s leaves the years 0000 to 9999",
				  u->node->function->shown.name);
	char *iso = arena_bytes(u->e->arena, CLOCK_ISO_SIZE);
	clock_iso(m->ms, iso);
	*out = map_text(m->day ? text_head(text_of(iso), 10) : text_of(iso));
	return ERR_OK;
}

/* As a clock in the zone of argument `zone` shows it. */
static enum err moment_show(struct use *u, size_t zone, const struct moment *m, struct shown *out)
{
	int32_t offset = 0;
	enum err err = ERR_OK;
	if (!m->day)
		err = offset_at(u, zone, m->ms, &offset);
	*out = shown_of(m->ms + offset * (int64_t)SECOND_MS);
	out->offset_s = offset;
	if (!err && (out->year < 0 || out->year > 9999))
		return use_wrong(u, 0, "a date of the years 0000 to 9999");
	return err;
}

enum err run_date(struct use *u, struct map_value *out)
{
	struct moment m;
	struct shown s;
	struct text format = u->count > 1 ? u->args[1].text : TEXT("YYYY-MM-DD");
	struct buffer b = buffer_open(u->e->arena, MAP_TEXT_MAX);
	if (date_blank(u, 0))
		return ERR_OK;
	enum err err = moment_take(u, 0, &m);
	if (!err && (text_is(format, "ms") || text_is(format, "s"))) {
		buffer_format(&b, "%lld", (long long)(format.size == 2 ? m.ms : m.ms / SECOND_MS));
		return use_text(u, buffer_text(&b), out);
	}
	if (!err)
		err = moment_show(u, 2, &m, &s);
	if (err)
		return err;
	if (format.size > 200 || !format_write(&b, format, &s))
		return use_wrong(u, 1, "a format of YYYY MM DD HH mm ss and the like");
	return use_text(u, buffer_text(&b), out);
}

enum err run_zone(struct use *u, struct map_value *out)
{
	struct moment m;
	struct shown s;
	struct buffer b = buffer_open(u->e->arena, 64);
	if (date_blank(u, 0))
		return ERR_OK;
	enum err err = moment_take(u, 0, &m);
	if (!err && m.day)
		return use_wrong(u, 0, "an instant; a day is the same in every zone");
	if (!err)
		err = moment_show(u, 1, &m, &s);
	if (err)
		return err;
	format_write(&b, TEXT("YYYY-MM-DDTHH:mm:ss.SSSZ"), &s);
	return use_text(u, buffer_text(&b), out);
}

/* Seconds or milliseconds since 1970. */
static enum err epoch_read(struct use *u, int64_t unit_ms, struct map_value *out)
{
	struct moment m = { 0 };
	struct fixed f;
	struct text t = text_trim(u->args[0].text);
	bool good = text_number_size(t) == t.size && t.size && fixed_read(t, &f);
	for (int64_t i = unit_ms; good && i > 1; i /= 10)
		f.units *= 10;
	if (good)
		f = fixed_round(f, 0);
	if (!good || f.units < MS_LEAST || f.units > MS_MOST)
		return use_wrong(u, 0,
				 unit_ms == 1 ? "milliseconds since 1970" : "seconds since 1970");
	m.ms = (int64_t)f.units;
	return moment_give(u, &m, out);
}

/* Is a time of day said, but no offset? */
static bool is_local(struct text t)
{
	if (t.size <= 10)
		return false;
	struct text time = { t.at + 10, t.size - 10 };
	return !memchr(time.at, '+', time.size) && !memchr(time.at, '-', time.size) &&
	       !memchr(time.at, 'Z', time.size) && !memchr(time.at, 'z', time.size);
}

static enum err iso_parse(struct use *u, struct map_value *out)
{
	struct moment m;
	enum err err = moment_take(u, 0, &m);
	if (!err && is_local(text_trim(u->args[0].text)))
		err = instant_of(u, 2, m.ms, &m.ms);
	return err ? err : moment_give(u, &m, out);
}

enum err run_parse_date(struct use *u, struct map_value *out)
{
	struct text format = u->count > 1 ? u->args[1].text : TEXT("iso");
	struct shown s;
	if (date_blank(u, 0))
		return ERR_OK;
	if (text_is(format, "s"))
		return epoch_read(u, SECOND_MS, out);
	if (text_is(format, "ms"))
		return epoch_read(u, 1, out);
	if (text_is(format, "iso"))
		return iso_parse(u, out);
	const char *wrong = format_read(text_head(format, 200), text_trim(u->args[0].text), &s);
	if (wrong)
		return use_wrong(u, 0, wrong);
	if (!s.has_year)
		return use_wrong(u, 1, "a format that has a year");
	struct moment m = { .ms = shown_ms(&s), .day = !s.has_time };
	enum err err = ERR_OK;
	if (s.has_offset)
		m.ms -= s.offset_s * (int64_t)SECOND_MS;
	else if (!m.day)
		err = instant_of(u, 2, m.ms, &m.ms);
	return err ? err : moment_give(u, &m, out);
}

/* --- arithmetic --- */

struct unit {
	const char *name;
	int64_t ms; /* 0: by the calendar */
	int days, months;
};

static const struct unit units[] = {
	{ "second", SECOND_MS, 0, 0 }, { "minute", MINUTE_MS, 0, 0 },
	{ "hour", HOUR_MS, 0, 0 },     { "day", 0, 1, 0 },
	{ "week", 0, 7, 0 },	       { "month", 0, 0, 1 },
	{ "year", 0, 0, 12 },
};

static enum err unit_take(struct use *u, const struct unit **out)
{
	struct text t = text_trim(u->args[2].text);
	if (t.size > 1 && (t.at[t.size - 1] == 's' || t.at[t.size - 1] == 'S'))
		t.size--;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (text_alike(t, text_of(units[i].name))) {
			*out = &units[i];
			return ERR_OK;
		}
	}
	return use_wrong(u, 2, "seconds, minutes, hours, days, weeks, months or years");
}

/* Months on, the day held inside its month. */
static void months_add(struct shown *s, int64_t count)
{
	int64_t month = (int64_t)s->year * 12 + (s->month - 1) + count;
	s->year = (int)(month >= 0 ? month / 12 : -1);
	s->month = (int)(month >= 0 ? month % 12 : 0) + 1;
	int most = date_month_days(s->year, s->month);
	s->day = s->day > most ? most : s->day;
}

#define AMOUNT_MOST 400000000000 /* seconds of more than 10000 years */

enum err run_add_time(struct use *u, struct map_value *out)
{
	struct moment m;
	struct shown s;
	const struct unit *unit;
	int64_t amount;
	if (date_blank(u, 0))
		return ERR_OK;
	enum err err = moment_take(u, 0, &m);
	if (!err)
		err = unit_take(u, &unit);
	if (!err &&
	    (!text_whole(u->args[1].text, &amount) || amount > AMOUNT_MOST ||
	     amount < -AMOUNT_MOST || (!unit->ms && (amount > 5000000 || amount < -5000000))))
		return use_wrong(u, 1, "a whole number of time");
	if (err)
		return err;
	if (unit->ms) {
		if ((amount < 0 ? -amount : amount) > MS_MOST * 2 / unit->ms)
			return use_wrong(u, 1, "a whole number of time");
		m = (struct moment){ m.ms + amount * unit->ms, false };
		return moment_give(u, &m, out);
	}
	err = moment_show(u, 3, &m, &s);
	if (err)
		return err;
	months_add(&s, amount * unit->months);
	int64_t local = shown_ms(&s) + amount * unit->days * DAY_MS;
	m.ms = local;
	if (!m.day && local >= MS_LEAST && local <= MS_MOST)
		err = instant_of(u, 3, local, &m.ms);
	return err ? err : moment_give(u, &m, out);
}

/* Whole months from a to b, both as clocks show them. */
static int64_t months_between(const struct shown *a, const struct shown *b)
{
	int64_t months = ((int64_t)b->year - a->year) * 12 + (b->month - a->month);
	struct shown there = *a;
	months_add(&there, months);
	int64_t left = shown_ms(b) - shown_ms(&there);
	if (months > 0 && left < 0)
		return months - 1;
	if (months < 0 && left > 0)
		return months + 1;
	return months;
}

enum err run_diff_time(struct use *u, struct map_value *out)
{
	struct moment from, to;
	struct shown a, b;
	const struct unit *unit;
	if (date_blank(u, 0) || date_blank(u, 1))
		return ERR_OK;
	enum err err = moment_take(u, 0, &from);
	if (!err)
		err = moment_take(u, 1, &to);
	if (!err)
		err = unit_take(u, &unit);
	if (!err)
		err = moment_show(u, 3, &from, &a);
	if (!err)
		err = moment_show(u, 3, &to, &b);
	if (err)
		return err;
	int64_t count;
	if (unit->ms)
		count = (to.ms - from.ms) / unit->ms;
	else if (unit->months)
		count = months_between(&a, &b) / unit->months;
	else
		count = (shown_ms(&b) - shown_ms(&a)) / ((int64_t)DAY_MS * unit->days);
	*out = value_whole(u->e->arena, count);
	return ERR_OK;
}
