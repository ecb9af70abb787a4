// SPDX-License-Identifier: Apache-2.0
/*
 * Between instants and the clock on the wall.
 *
 *	        gap: labels that no instant has          overlap: labels of two instants
 *	wall   01:59 │ 03:00                             01:59 │ 01:00
 *	UTC    06:59 │ 07:00                             05:59 │ 06:00
 *
 * Nothing is converted once and then added to: what a minute reads is asked at that minute.
 */
#include "base/time/clock.h"
#include "base/time/days.h"
#include "base/time/zone.h"

/* Offsets lie between -12 and +14 hours, and a zone may jump over a whole day. */
#define REACH_MIN (26 * 60)

int64_t zone_offset_minutes(const struct zone *z, int64_t minute)
{
	return divide_down(zone_offset(z, minute * 60), 60);
}

int64_t zone_change_minutes(const struct zone *z, int64_t minute, int64_t most)
{
	int64_t second = zone_change(z, minute * 60);
	int64_t next = second == INT64_MAX ? most : divide_up(second, 60);
	if (next <= minute) /* a change inside the minute: before 1972 */
		next = minute + 1;
	return next < most ? next : most;
}

int64_t zone_day(const struct zone *z, int64_t ms)
{
	int64_t minute = divide_down(ms, MINUTE_MS);
	return divide_down(minute + zone_offset_minutes(z, minute), DAY_MIN);
}

bool zone_minute(const struct zone *z, int64_t wall, int64_t *minute)
{
	int64_t most = wall + REACH_MIN;
	for (int64_t start = wall - REACH_MIN; start < most;) {
		int64_t end = zone_change_minutes(z, start, most);
		int64_t found = wall - zone_offset_minutes(z, start);
		if (found >= start && found < end) {
			*minute = found;
			return true;
		}
		start = end;
	}
	return false;
}

static char *two_put(char *at, int64_t value)
{
	at[0] = (char)('0' + value / 10 % 10);
	at[1] = (char)('0' + value % 10);
	return at + 2;
}

static char *date_put(char *at, int64_t day)
{
	int year, month, month_day;
	clock_civil(day, &year, &month, &month_day);
	at = two_put(two_put(at, year / 100), year % 100);
	*at++ = '-';
	at = two_put(at, month);
	*at++ = '-';
	return two_put(at, month_day);
}

void zone_text(const struct zone *z, int64_t ms, char out[ZONE_TEXT_SIZE])
{
	int64_t second = divide_down(ms, 1000), offset = divide_down(zone_offset(z, second), 60);
	int64_t wall = second + offset * 60, day = divide_down(wall, 86400), east;
	wall -= day * 86400;
	char *at = date_put(out, day);
	*at++ = 'T';
	at = two_put(at, wall / 3600);
	*at++ = ':';
	at = two_put(at, wall / 60 % 60);
	*at++ = ':';
	at = two_put(at, wall % 60);
	*at++ = offset < 0 ? '-' : '+';
	east = offset < 0 ? -offset : offset;
	at = two_put(at, east / 60);
	*at++ = ':';
	*two_put(at, east % 60) = 0;
}

/* After the date and the T: is there a Z, or a sign of an offset? */
static bool has_offset(struct text t)
{
	for (size_t i = 11; i < t.size; i++)
		if (t.at[i] == 'Z' || t.at[i] == 'z' || t.at[i] == '+' || t.at[i] == '-')
			return true;
	return false;
}

enum err zone_instant(struct arena *a, const struct zone *z, struct text t, int64_t *ms,
		      struct text *why)
{
	int64_t minute;
	if (!clock_read_iso(t, ms) || *ms < 0 || *ms > INSTANT_MAX) {
		*why = text_format(a, "%.*s is not a time", (int)t.size, t.at);
		return ERR_BAD;
	}
	if (has_offset(t))
		return ERR_OK;
	if (!zone_minute(z, divide_down(*ms, MINUTE_MS), &minute)) {
		struct text zone = zone_name(z);
		*why = text_format(a, "startTime does not exist in %.*s", (int)zone.size, zone.at);
		return ERR_BAD;
	}
	*ms = minute * MINUTE_MS + *ms % MINUTE_MS;
	return ERR_OK;
}
