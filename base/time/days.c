// SPDX-License-Identifier: Apache-2.0
/* Arithmetic of days and months, and of instants that ascend. */
#include "base/time/days.h"

#include "base/time/clock.h"

int64_t divide_down(int64_t a, int64_t by)
{
	return a / by - (a % by < 0);
}

int64_t divide_up(int64_t a, int64_t by)
{
	return a / by + (a % by > 0);
}

int64_t remainder_of(int64_t a, int64_t by)
{
	return a - divide_down(a, by) * by;
}

int weekday_of(int64_t day)
{
	return (int)remainder_of(day + 4, 7); /* 1970-01-01 was a Thursday */
}

int64_t month_of(int64_t day, int *month_day)
{
	int year, month;
	clock_civil(day, &year, &month, month_day);
	return (int64_t)12 * year + month - 1;
}

int64_t month_start(int64_t month)
{
	int64_t year = divide_down(month, 12);
	return clock_day_number((int)year, (int)(month - 12 * year) + 1, 1);
}

int month_days(int64_t month)
{
	return (int)(month_start(month + 1) - month_start(month));
}

size_t numbers_below(const int64_t *at, size_t count, int64_t limit)
{
	size_t low = 0;
	while (count > 0) {
		size_t half = count / 2;
		if (at[low + half] < limit) {
			low += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return low;
}
