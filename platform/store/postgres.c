// SPDX-License-Identifier: Apache-2.0
/*
 * The PostgreSQL engine: libpq, prepared statements, rows as text.
 *
 * The types of parameters are inferred by the server, with two helps: one that it cannot infer
 * (`:x IS NULL` alone) is a text, and one that it takes for a small number beside a literal
 * (`due < :now + 60000`) is a BIGINT, as all our numbers are.
 */
#include "platform/store/postgres.h"

#include "base/core/log.h"

#include <ctype.h>

#define VERSION_MIN 130000 /* pg_current_xact_id */
#define CONNECT_MS  10000

static bool in_class(const char *state, const char *class)
{
	return !strncmp(state, class, 2);
}

/* Why it failed, for us and for the log; the texts of some classes hold values. */
static enum db_status db_status_of(struct db *db, const PGresult *result)
{
	static const struct {
		const char *state;
		enum db_status db_status;
	} table[] = {
		{ "40001", OUTCOME_RACE },
		{ "40P01", OUTCOME_RACE },
		{ "23505", OUTCOME_CLASH },
		{ "23503", OUTCOME_CLASH },
		{ "23514", OUTCOME_CLASH },
		{ "23P01", OUTCOME_CLASH },
		{ "53100", OUTCOME_FULL },
		{ "55P03", OUTCOME_BUSY },
		{ "57P01", OUTCOME_LOST },
		{ "57P02", OUTCOME_LOST },
		{ "57P03", OUTCOME_LOST },
		{ "57014", OUTCOME_LATE },
		{ "25006", OUTCOME_CLOSED },
		{ "XX001", OUTCOME_DAMAGED },
		{ "XX002", OUTCOME_DAMAGED },
		{ "25P02", OUTCOME_CLASH }, /* after a clash; all else would have ended the call */
	};
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	state = state ? state : "";
	bool telling = !message || in_class(state, "22") || in_class(state, "23");
	snprintf(db->complaint, sizeof(db->complaint), "%s %s", state, telling ? "" : message);
	if (db->mute) {
		snprintf(db->complaint, sizeof(db->complaint), "no answer within %lld ms",
			 (long long)db->limit_ms);
		return OUTCOME_MUTE;
	}
	if (PQstatus(db->conn) != CONNECTION_OK || in_class(state, "08"))
		return OUTCOME_LOST;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!strcmp(table[i].state, state))
			return table[i].db_status;
	}
	return OUTCOME_BROKEN;
}

static enum db_status settle(struct db *db, PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	enum db_status o = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
				   ? OUTCOME_DONE
				   : db_status_of(db, result);
	PQclear(result);
	return o;
}

static enum db_status say(struct db *db, const char *sql)
{
	return settle(db, postgres_await(db, PQsendQuery(db->conn, sql)));
}

/* --- connections --- */

static void notice_drop(void *owner, const PGresult *result)
{
	(void)owner, (void)result;
}

static void db_close(struct db *db)
{
	PQfinish(db->conn);
	arena_drop(db->arena);
}

static enum db_status session_begin(struct db *db, const struct place *place, enum use use)
{
	char limit[64];
	enum db_status o = say(db, "SET jit = off");

	/* A page somewhere costs little more than the next one, on what databases lie on today: its
	 * own guess of four times as much reads all of a location rather than a page of it in
	 * order, where it has no statistics. */
	if (o == OUTCOME_DONE)
		o = say(db, "SET random_page_cost = 1.1");

	snprintf(limit, sizeof(limit), "SET statement_timeout = %lld",
		 (long long)place->read_ms * 8 / 10);
	return o != OUTCOME_DONE || use != USE_WRITER ? o : say(db, limit);
}

static struct db *db_open(const struct place *place, enum use use, struct arena *a,
			  struct text *why)
{
	struct arena *own = arena_open();
	struct db *db = arena_take(own, sizeof(*db));
	const char *const keys[] = {
		"dbname",	   "client_encoding",  "fallback_application_name",
		"connect_timeout", "tcp_user_timeout", NULL
	};
	const char *const values[] = {
		text_c(own, place->url), "UTF8", "groundlevel", "10", "20000", NULL
	};

	db->arena = own;
	db->url = values[0];
	/* What the server gives up itself comes first.  A loop that looks a token up holds others
	 * up while it waits. */
	db->limit_ms = use == USE_WRITE	   ? 0
		       : use == USE_WRITER ? place->read_ms * 9 / 10 + 1
					   : place->read_ms / 4 + 1;
	db->conn = postgres_connect(keys, values,
				    use == USE_WRITE ? CONNECT_MS : place->read_ms / 4 + 1);
	if (PQstatus(db->conn) != CONNECTION_OK) {
		struct text message = text_trim(text_of(PQerrorMessage(db->conn)));
		*why = text_format(a, "the database cannot be reached: %.*s", (int)message.size,
				   message.at);
	} else if (PQserverVersion(db->conn) < VERSION_MIN) {
		*why = text_format(a, "PostgreSQL must be of version 13 or later");
	} else {
		PQsetNoticeReceiver(db->conn, notice_drop, NULL);
		if (session_begin(db, place, use) == OUTCOME_DONE)
			return db;
		*why = text_format(a, "the database refuses to work: %s", db->complaint);
	}
	db_close(db);
	return NULL;
}

static struct text db_describe(struct db *db, struct arena *a)
{
	return text_format(a, "PostgreSQL %s", PQparameterStatus(db->conn, "server_version"));
}

static const char *db_complaint(struct db *db)
{
	return db->complaint;
}

/* --- transactions --- */

static bool db_within(struct db *db)
{
	PGTransactionStatusType status = PQtransactionStatus(db->conn);

	return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

static enum db_status db_begin(struct db *db, bool writes)
{
	return writes ? say(db, "BEGIN") : OUTCOME_DONE;
}

static enum db_status db_still(struct db *db, int64_t most_ms)
{
	char limit[64];
	enum db_status o = say(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

	/* 0 would be no limit at all */
	snprintf(limit, sizeof(limit), "SET LOCAL statement_timeout = %lld",
		 (long long)(most_ms > 0 ? most_ms : 1));
	return o == OUTCOME_DONE ? say(db, limit) : o;
}

static enum db_status db_commit(struct db *db)
{
	PGresult *result = postgres_await(db, PQsendQuery(db->conn, "COMMIT"));
	/* after a statement had failed */
	bool undone = result && !strcmp(PQcmdStatus(result), "ROLLBACK");
	enum db_status o = settle(db, result);

	return o == OUTCOME_DONE && undone ? OUTCOME_CLASH : o;
}

static void db_rollback(struct db *db)
{
	if (db_within(db))
		say(db, "ROLLBACK");
}

static enum db_status db_save(struct db *db)
{
	return say(db, "SAVEPOINT one");
}

static enum db_status db_keep(struct db *db)
{
	return say(db, "RELEASE one");
}

static enum db_status db_undo(struct db *db)
{
	enum db_status o = say(db, "ROLLBACK TO one");

	return o == OUTCOME_DONE ? db_keep(db) : o;
}

/* --- preparing --- */

/* One attempt; inside a transaction a failed one must not end it. */
static enum db_status attempt(struct prepared *p, const char *sql, char state[6], int *blamed)
{
	struct db *db = p->db;
	bool within = db_within(db);
	enum db_status o = within ? say(db, "SAVEPOINT preparing") : OUTCOME_DONE;

	state[0] = '\0';
	*blamed = 0;
	if (o != OUTCOME_DONE)
		return o;
	snprintf(p->name, sizeof(p->name), "s%u", ++db->named);
	PGresult *result = postgres_await(
		db, PQsendPrepare(db->conn, p->name, sql, p->count, p->types));
	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		const char *s = PQresultErrorField(result, PG_DIAG_SQLSTATE);
		const char *dollar = strchr(PQresultErrorMessage(result), '$');
		snprintf(state, 6, "%s", s ? s : "");
		*blamed = dollar ? atoi(dollar + 1) : 0;
	}
	o = settle(db, result);
	if (within && o != OUTCOME_LOST && o != OUTCOME_MUTE)
		say(db, o == OUTCOME_DONE ? "RELEASE preparing" : "ROLLBACK TO preparing");
	return o;
}

static void describe(struct prepared *p)
{
	PGresult *result = postgres_await(p->db, PQsendDescribePrepared(p->db->conn, p->name));

	for (int i = 0; i < p->count && i < PQnparams(result); i++)
		p->types[i] = PQparamtype(result, i);
	PQclear(result);
}

/* Small numbers become large ones where the statement lets them. */
static enum db_status widen(struct prepared *p, const char *sql)
{
	enum db_status o = OUTCOME_DONE;
	char state[6];
	int blamed;

	for (int i = 0; i < p->count && o != OUTCOME_LOST && o != OUTCOME_MUTE; i++) {
		Oid type = p->types[i];
		if (type != OID_INT4 && type != OID_INT2)
			continue;
		struct prepared before = *p;
		p->types[i] = OID_INT8;
		o = attempt(p, sql, state, &blamed);
		if (o != OUTCOME_DONE) {
			memcpy(p->name, before.name, sizeof(p->name));
			p->types[i] = type;
		}
	}
	return o == OUTCOME_LOST || o == OUTCOME_MUTE ? o : OUTCOME_DONE;
}

static enum db_status statement_prepare(struct db *db, struct arena *a, struct text sql,
					int parameters, struct prepared **out)
{
	struct prepared *p = arena_take(a, sizeof(*p));
	size_t room = (size_t)parameters + 1;
	const char *text = text_c(a, sql);
	char state[6];
	int blamed;
	enum db_status o;

	*p = (struct prepared){ .db = db, .count = parameters };
	p->types = arena_take(a, room * sizeof(*p->types));
	p->values = arena_take(a, room * sizeof(*p->values));
	p->sizes = arena_take(a, room * sizeof(*p->sizes));
	p->formats = arena_take(a, room * sizeof(*p->formats));
	p->slots = arena_take(a, room * sizeof(*p->slots));
	do {
		o = attempt(p, text, state, &blamed);
		bool unclear = (!strcmp(state, "42P18") || !strcmp(state, "42P08")) && blamed > 0 &&
			       blamed <= parameters;
		if (!unclear || p->types[blamed - 1])
			break;
		p->types[blamed - 1] = OID_TEXT;
	} while (o == OUTCOME_BROKEN);
	if (o != OUTCOME_DONE)
		return o;
	if (parameters) {
		describe(p);
		o = widen(p, text);
	}
	*out = p;
	return o;
}

static void statement_reset(struct prepared *p)
{
	PQclear(p->result);
	p->result = NULL;
}

static void statement_release(struct prepared *p)
{
	char sql[NAME_SIZE + 16];

	statement_reset(p);
	snprintf(sql, sizeof(sql), "DEALLOCATE %s", p->name);
	if (PQtransactionStatus(p->db->conn) != PQTRANS_INERROR)
		say(p->db, sql);
}

static enum db_status statement_step_on(struct prepared *p)
{
	if (!p->result) {
		p->result = postgres_await(p->db,
					   PQsendQueryPrepared(p->db->conn, p->name, p->count,
							       p->values, p->sizes, p->formats, 0));
		p->row = -1;
		ExecStatusType status = PQresultStatus(p->result);
		if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
			return db_status_of(p->db, p->result);
	}
	return ++p->row < PQntuples(p->result) ? OUTCOME_ROW : OUTCOME_DONE;
}

static size_t statement_changed(struct prepared *p)
{
	int64_t count = 0;

	if (!p->result || !strncmp(PQcmdStatus(p->result), "SELECT", 6))
		return 0;
	return text_whole(text_of(PQcmdTuples(p->result)), &count) ? (size_t)count : 0;
}

static int statement_columns(struct prepared *p)
{
	return PQnfields(p->result);
}

static const char *statement_column_name(struct prepared *p, int column)
{
	return PQfname(p->result, column);
}

/* --- the rest --- */

static enum db_status db_guard(struct db *db, struct text key, enum guard_way way)
{
	static const char *const ways[] = {
		[GUARD_WAITS] = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) IS NULL",
		[GUARD_TRIES] = "SELECT NOT pg_try_advisory_xact_lock(hashtextextended($1, 0))",
		[GUARD_SHARES] =
			"SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0)) IS NULL",
	};
	const Oid type = OID_TEXT;
	const char *value = key.at;
	int size = (int)key.size, format = 1;
	PGresult *result = postgres_await(
		db, PQsendQueryParams(db->conn, ways[way], 1, &type, &value, &size, &format, 0));
	bool taken = PQntuples(result) == 1 && PQgetvalue(result, 0, 0)[0] == 't';
	enum db_status o = settle(db, result);

	return o == OUTCOME_DONE && taken ? OUTCOME_BUSY : o;
}

static void db_maintain(struct db *db)
{
	(void)db;
}

static enum err db_backup(struct db *db, struct text to, struct arena *a, struct text *why)
{
	(void)db, (void)to;
	*why = text_format(a, "a PostgreSQL database is backed up with its own tool: pg_dump -Fc");
	return ERR_BAD;
}

/* Reads through the tables that everything else rests on. */
static enum err db_check(struct db *db, struct arena *a, struct text *why)
{
	enum db_status o = say(db, "SELECT (SELECT count(*) FROM schema_version),"
				   " (SELECT sum(n) FROM counter), (SELECT max(seq) FROM event)");

	if (o == OUTCOME_DONE)
		return ERR_OK;
	*why = text_format(a, "the database cannot be read: %s", db->complaint);
	return o == OUTCOME_LOST || o == OUTCOME_MUTE ? ERR_UNAVAILABLE : ERR_INTERNAL;
}

static void db_interrupt(struct db *db, bool (*late)(void *owner), void *owner)
{
	db->late = late;
	db->late_owner = owner;
}

const struct driver driver_postgres = {
	.name = "postgres",
	.alone = false,
	.mark = '$',
	.lock = " FOR UPDATE",
	.byte_order = false,
	.open = db_open,
	.close = db_close,
	.describe = db_describe,
	.complaint = db_complaint,
	.begin = db_begin,
	.still = db_still,
	.commit = db_commit,
	.rollback = db_rollback,
	.within = db_within,
	.save = db_save,
	.keep = db_keep,
	.undo = db_undo,
	.script = say,
	.prepare = statement_prepare,
	.release = statement_release,
	.bind = postgres_bind,
	.step = statement_step_on,
	.reset = statement_reset,
	.changed = statement_changed,
	.columns = statement_columns,
	.column_name = statement_column_name,
	.column = postgres_column,
	.guard = db_guard,
	.finds = postgres_finds,
	.hints = postgres_finds,
	.narrows = find_always,
	.among = find_always,
	.needle = postgres_needle,
	.searchable = postgres_searchable,
	.interrupt = db_interrupt,
	.maintain = db_maintain,
	.backup = db_backup,
	.check = db_check,
};
