// SPDX-License-Identifier: Apache-2.0
/*
 * How a job is, and what may become of it: one table.  Only move.c writes a state, and only along
 * this table; who asks for states in SQL takes their numbers from here.
 */
#ifndef GROUNDLEVEL_PLATFORM_JOBS_STATES_H
#define GROUNDLEVEL_PLATFORM_JOBS_STATES_H

#include <stdbool.h>

#define JOB_N_BEHIND	0
#define JOB_N_READY	1
#define JOB_N_SENDING	2
#define JOB_N_ASKING	3
#define JOB_N_DONE	4 /* from here on it is over */
#define JOB_N_FAILED	5
#define JOB_N_WITHDRAWN 6

/* X(name, what may become of it) */
#define JOB_STATES(X)                                                                              \
	X(BEHIND, READY | WITHDRAWN)		   /* waits for the one before it */               \
	X(READY, READY | SENDING | WITHDRAWN)	   /* waits for its time, or another time */       \
	X(SENDING, READY | ASKING | DONE | FAILED) /* is under way */                              \
	X(ASKING, READY | DONE | FAILED)	   /* nobody knows whether it was done */          \
	X(DONE, NOTHING)                                                                           \
	X(FAILED, NOTHING)                                                                         \
	X(WITHDRAWN, NOTHING)

enum job_state {
#define X(name, moves) JOB_##name = JOB_N_##name,
	JOB_STATES(X)
#undef X
};
/* In SQL, of the column `state`. */
#define JOB_IS_BEHIND	 "state = " JOB_SQL(JOB_N_BEHIND)
#define JOB_IS_READY	 "state = " JOB_SQL(JOB_N_READY)
#define JOB_IS_SENDING	 "state = " JOB_SQL(JOB_N_SENDING)
#define JOB_IS_ASKING	 "state = " JOB_SQL(JOB_N_ASKING)
#define JOB_IS_DONE	 "state = " JOB_SQL(JOB_N_DONE)
#define JOB_IS_FAILED	 "state = " JOB_SQL(JOB_N_FAILED)
#define JOB_IS_WITHDRAWN "state = " JOB_SQL(JOB_N_WITHDRAWN)
#define JOB_IS_OPEN	 "state < " JOB_SQL(JOB_N_DONE)
#define JOB_SQL(number)	 JOB_SQL_TEXT(number)
#define JOB_SQL_TEXT(n)	 #n

bool job_may_become(enum job_state from, enum job_state to);

#endif
