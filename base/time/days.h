// SPDX-License-Identifier: Apache-2.0
/*
 * Arithmetic of days and months, and of instants that ascend: days since 1970-01-01
 * (clock_day_number), months as 12 * year + month - 1.
 */
#ifndef GROUNDLEVEL_BASE_TIME_DAYS_H
#define GROUNDLEVEL_BASE_TIME_DAYS_H

#include <stddef.h>
#include <stdint.h>

#define DAY_MIN 1440

int64_t divide_down(int64_t a, int64_t by); /* toward minus infinity; by > 0 */
int64_t divide_up(int64_t a, int64_t by);
int64_t remainder_of(int64_t a, int64_t by); /* 0 … by - 1 */
int weekday_of(int64_t day);		     /* 0 Sunday */
int64_t month_of(int64_t day, int *month_day);
int64_t month_start(int64_t month); /* its first day */
int month_days(int64_t month);
size_t numbers_below(const int64_t *at, size_t count, int64_t limit); /* how many are < limit */

#endif
