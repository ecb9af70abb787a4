// SPDX-License-Identifier: Apache-2.0
/*
 * Functions that are never the right ones here; using one does not compile.
 *
 * Included before everything by the Makefile.
 */
#ifndef GROUNDLEVEL_BASE_CORE_BANNED_H
#define GROUNDLEVEL_BASE_CORE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok rand srand
#pragma GCC poison localtime localtime_r mktime asctime ctime setenv putenv

#endif
