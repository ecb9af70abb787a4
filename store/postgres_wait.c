// SPDX-License-Identifier: Apache-2.0
/*
 * Waiting for PostgreSQL, but not for ever.
 *
 * A server that hangs (its machine is stopped, its disk does not answer, the network swallows what
 * is sent) keeps its connections open and says nothing; libpq waits as long as the kernel does.
 * Here a connection that is silent for longer than its limit is given up.
 */
#include "store/postgres.h"

#include "base/clock.h"

#include <poll.h>

static bool ready(PGconn *conn, short events, int64_t until_us)
{
	struct pollfd at = { .fd = PQsocket(conn), .events = events };
	int64_t left = until_us ? (until_us - clock_monotonic_us() + 999) / 1000 : -1;
	int got;

	if (at.fd < 0 || (until_us && left <= 0))
		return false;
	do {
		got = poll(&at, 1, (int)left);
	} while (got < 0 && errno == EINTR);
	return got > 0;
}

static int64_t until_of(int64_t limit_ms)
{
	return limit_ms ? clock_monotonic_us() + limit_ms * 1000 : 0;
}

PGconn *postgres_connect(const char *const *keys, const char *const *values, int64_t limit_ms)
{
	PGconn *conn = PQconnectStartParams(keys, values, 1);
	int64_t until = until_of(limit_ms);
	PostgresPollingStatusType state = PGRES_POLLING_WRITING;

	while (conn && PQstatus(conn) != CONNECTION_BAD && state != PGRES_POLLING_OK &&
	       state != PGRES_POLLING_FAILED) {
		if (!ready(conn, state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until))
			break;
		state = PQconnectPoll(conn);
	}
	return conn;
}

PGresult *postgres_await(PGconn *conn, int sent, int64_t limit_ms, bool *mute)
{
	int64_t until = until_of(limit_ms);
	PGresult *last = NULL, *next;

	while (sent) {
		while (PQisBusy(conn)) {
			if (!ready(conn, POLLIN, until)) {
				*mute = true;
				PQclear(last);
				return NULL;
			}
			if (!PQconsumeInput(conn))
				break;
		}
		next = PQgetResult(conn);
		if (!next)
			break;
		PQclear(last);
		last = next;
	}
	return last;
}
