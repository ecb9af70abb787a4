// SPDX-License-Identifier: Apache-2.0
/*
 * Waiting for PostgreSQL, but not for ever.
 *
 * A server that hangs (its machine is stopped, its disk does not answer, the network swallows what
 * is sent) keeps its connections open and says nothing; libpq waits as long as the kernel does.
 * Here a connection that is silent for longer than its limit is given up.
 *
 * While an answer is waited for, one looks now and then whether anybody still wants it; if not, the
 * server is asked over another connection to give it up, within a limit too (PQcancel has none).
 */
#include "platform/store/postgres.h"

#include "base/time/clock.h"

#include <poll.h>

#define LOOK_US	  50000
#define CANCEL_MS 1000

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

static void cancel(const struct db *db)
{
	const char *const keys[] = { "dbname", "fallback_application_name", NULL };
	const char *const values[] = { db->url, "groundlevel", NULL };
	struct db other = { .conn = postgres_connect(keys, values, CANCEL_MS),
			    .limit_ms = CANCEL_MS };
	char sql[64];

	snprintf(sql, sizeof(sql), "SELECT pg_cancel_backend(%d)", PQbackendPID(db->conn));
	if (PQstatus(other.conn) == CONNECTION_OK)
		PQclear(postgres_await(&other, PQsendQuery(other.conn, sql)));
	PQfinish(other.conn);
}

/* Is something there to be read, before it is too late? */
static bool come(const struct db *db, int64_t until_us, bool *cancelled)
{
	while (db->late && !*cancelled && PQsocket(db->conn) >= 0) {
		int64_t look = clock_monotonic_us() + LOOK_US;

		if (until_us && until_us <= look)
			break;
		if (ready(db->conn, POLLIN, look))
			return true;
		*cancelled = db->late(db->late_owner);
		if (*cancelled)
			cancel(db);
	}
	return ready(db->conn, POLLIN, until_us);
}

PGresult *postgres_await(struct db *db, int sent)
{
	int64_t until = until_of(db->limit_ms);
	PGresult *last = NULL, *next;
	bool cancelled = false;

	while (sent) {
		while (PQisBusy(db->conn)) {
			if (!come(db, until, &cancelled)) {
				db->mute = true;
				PQclear(last);
				return NULL;
			}
			if (!PQconsumeInput(db->conn))
				break;
		}
		next = PQgetResult(db->conn);
		if (!next)
			break;
		PQclear(last);
		last = next;
	}
	return last;
}
