// SPDX-License-Identifier: Apache-2.0
/*
 * The clock, and the calendar behind ISO 8601.
 *
 * Days are counted in years that begin in March: the leap day is then the last of its year, and
 * the length of months follows a rule of thirds.
 */
#include "base/time/clock.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAYS_400    146097 /* in 400 years */
#define MARCH_EPOCH 719468 /* days from 0000-03-01 to 1970-01-01 */

#define OFFSETS_SIZE (2 * sizeof(int64_t))

enum err clock_open(struct clock *c, const char *path)
{
	*c = (struct clock){ 0 };
	if (!path || !*path)
		return ERR_OK;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return ERR_MISSING;
	struct stat about;
	void *offset = MAP_FAILED;
	if (!fstat(file, &about) && about.st_size >= (off_t)sizeof(int64_t))
		offset = mmap(NULL, OFFSETS_SIZE, PROT_READ, MAP_SHARED, file, 0);
	close(file);
	if (offset == MAP_FAILED)
		return ERR_BAD;
	c->offset = offset;
	c->count = about.st_size >= (off_t)OFFSETS_SIZE ? 2 : 1;
	return ERR_OK;
}

void clock_close(struct clock *c)
{
	if (c->offset)
		munmap((void *)(uintptr_t)c->offset, OFFSETS_SIZE);
	*c = (struct clock){ 0 };
}

static int64_t moved_ms(const struct clock *c, clockid_t which, size_t at)
{
	struct timespec t;
	clock_gettime(which, &t);
	const int64_t *offset = c->offset;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 +
	       (offset ? __atomic_load_n(&offset[at], __ATOMIC_RELAXED) : 0);
}

int64_t clock_now_ms(const struct clock *c)
{
	return moved_ms(c, CLOCK_REALTIME, 0);
}

int64_t clock_passed_ms(const struct clock *c)
{
	return moved_ms(c, CLOCK_BOOTTIME, c->count > 1);
}

static int64_t ask_us(clockid_t which)
{
	struct timespec t;
	clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_monotonic_us(void)
{
	return ask_us(CLOCK_MONOTONIC);
}

int64_t clock_thread_us(void)
{
	return ask_us(CLOCK_THREAD_CPUTIME_ID);
}

static int64_t floor_divide(int64_t a, int64_t by)
{
	return a / by - (a % by < 0);
}

int64_t clock_day_number(int year, int month, int day)
{
	int64_t march_year = month > 2 ? year : (int64_t)year - 1;
	int64_t march_month = (month + 9) % 12; /* March is 0 */
	int64_t leaps = floor_divide(march_year, 4) - floor_divide(march_year, 100) +
			floor_divide(march_year, 400);
	int64_t month_start = (153 * march_month + 2) / 5;
	return 365 * march_year + leaps + month_start + (day - 1) - MARCH_EPOCH;
}

void clock_civil(int64_t day_number, int *year, int *month, int *day)
{
	int64_t days = day_number + MARCH_EPOCH;
	int64_t cycle = floor_divide(days, DAYS_400);
	int64_t in_cycle = days - cycle * DAYS_400; /* 0 … 146096 */
	int64_t in_years = in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096;
	int64_t of_cycle = in_years / 365; /* year of the cycle, 0 … 399 */
	int64_t in_year = in_cycle - (365 * of_cycle + of_cycle / 4 - of_cycle / 100);
	int64_t march_month = (5 * in_year + 2) / 153;
	*day = (int)(in_year - (153 * march_month + 2) / 5 + 1);
	*month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
	*year = (int)(cycle * 400 + of_cycle + (*month <= 2));
}

static char *digits_put(char *at, int64_t value, int count)
{
	for (int i = count - 1; i >= 0; i--, value /= 10)
		at[i] = (char)('0' + value % 10);
	return at + count;
}

void clock_iso(int64_t ms, char out[CLOCK_ISO_SIZE])
{
	int64_t least = clock_day_number(0, 1, 1) * DAY_MS;
	int64_t most = clock_day_number(10000, 1, 1) * DAY_MS - 1;
	ms = ms < least ? least : ms > most ? most : ms;
	int64_t days = floor_divide(ms, DAY_MS), rest = ms - days * DAY_MS;
	int year, month, day;
	clock_civil(days, &year, &month, &day);
	char *at = digits_put(out, year, 4);
	*at++ = '-';
	at = digits_put(at, month, 2);
	*at++ = '-';
	at = digits_put(at, day, 2);
	*at++ = 'T';
	at = digits_put(at, rest / 3600000, 2);
	*at++ = ':';
	at = digits_put(at, rest / 60000 % 60, 2);
	*at++ = ':';
	at = digits_put(at, rest / 1000 % 60, 2);
	*at++ = '.';
	at = digits_put(at, rest % 1000, 3);
	*at++ = 'Z';
	*at = 0;
}

/* Takes so many digits off the front; false if they are not there. */
static bool digits_take(struct text *t, int count, int *out)
{
	*out = 0;
	if (t->size < (size_t)count)
		return false;
	for (int i = 0; i < count; i++) {
		if (t->at[i] < '0' || t->at[i] > '9')
			return false;
		*out = *out * 10 + (t->at[i] - '0');
	}
	*t = (struct text){ t->at + count, t->size - (size_t)count };
	return true;
}

static bool sign_take(struct text *t, const char *any)
{
	if (!t->size || !strchr(any, t->at[0]) || !t->at[0])
		return false;
	*t = (struct text){ t->at + 1, t->size - 1 };
	return true;
}

static bool date_take(struct text *t, int64_t *days)
{
	int year, month, day, y, m, d;
	if (!digits_take(t, 4, &year) || !sign_take(t, "-") || !digits_take(t, 2, &month) ||
	    !sign_take(t, "-") || !digits_take(t, 2, &day))
		return false;
	if (month < 1 || month > 12 || day < 1)
		return false;
	*days = clock_day_number(year, month, day);
	clock_civil(*days, &y, &m, &d); /* the 30th of February comes back as another date */
	return y == year && m == month && d == day;
}

/* The fraction of a second, to the millisecond; further digits are passed over. */
static bool fraction_take(struct text *t, int *ms)
{
	int digit, count = 0;
	for (*ms = 0; digits_take(t, 1, &digit); count++) {
		if (count < 3)
			*ms = *ms * 10 + digit;
	}
	for (int i = count; i < 3; i++)
		*ms *= 10;
	return count > 0;
}

static bool time_take(struct text *t, int64_t *ms)
{
	int hour, minute, second = 0, part = 0;
	if (!digits_take(t, 2, &hour) || !sign_take(t, ":") || !digits_take(t, 2, &minute))
		return false;
	if (sign_take(t, ":")) {
		if (!digits_take(t, 2, &second))
			return false;
		if (sign_take(t, ".") && !fraction_take(t, &part))
			return false;
	}
	*ms = ((hour * 60 + minute) * 60 + second) * (int64_t)1000 + part;
	return hour < 24 && minute < 60 && second < 60;
}

static bool zone_take(struct text *t, int64_t *ms)
{
	int hour, minute = 0;
	*ms = 0;
	if (!t->size || sign_take(t, "Zz"))
		return true;
	bool west = sign_take(t, "-");
	if ((!west && !sign_take(t, "+")) || !digits_take(t, 2, &hour))
		return false;
	bool colon = sign_take(t, ":");
	if ((colon || t->size) && !digits_take(t, 2, &minute))
		return false;
	*ms = (hour * 60 + minute) * (int64_t)(west ? -60000 : 60000);
	return hour < 24 && minute < 60;
}

bool clock_read_iso(struct text t, int64_t *ms)
{
	int64_t days, time = 0, zone = 0;
	if (!date_take(&t, &days))
		return false;
	if (t.size && (!sign_take(&t, "Tt ") || !time_take(&t, &time) || !zone_take(&t, &zone)))
		return false;
	*ms = days * DAY_MS + time - zone;
	return !t.size;
}

bool clock_read_day(struct text t, int64_t *ms)
{
	return clock_read_iso(t, ms) && clock_read_iso((struct text){ t.at, 10 }, ms);
}
