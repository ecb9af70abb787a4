// SPDX-License-Identifier: Apache-2.0
/*
 * The same SQLite statements as a read by id and a create, called directly: no HTTP, no JSON, no
 * queue.  The ceiling that a server on this store can come near to.
 *
 * usage: bench-bare FOLDER IDS.json      (a copy of the folder's file is written to, then removed)
 * Prints reads and durable creates a second, one a commit and 64 a commit.
 */
#include "base/json/json.h"
#include "base/secrets/id.h"
#include "base/time/clock.h"
#include "platform/store/sqlite.h"

#include <unistd.h>

#define COLUMNS_MAX 80
#define SECONDS_US  3000000

struct bare {
	sqlite3 *db;
	struct arena *arena;
	struct backlog *backlog;
	const struct json *ids;
	struct text location;
	int64_t serial;
	sqlite3_stmt *read, *twin_email, *twin_phone, *insert, *tag, *count, *event;
	int columns;
	const char *names[COLUMNS_MAX];
};

static void must(struct bare *b, int code)
{
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return;
	fprintf(stderr, "bench-bare: %s\n", sqlite3_errmsg(b->db));
	exit(1);
}

static void run(struct bare *b, const char *sql)
{
	must(b, sqlite3_exec(b->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(struct bare *b, const char *sql)
{
	sqlite3_stmt *s;

	must(b, sqlite3_prepare_v3(b->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL));
	return s;
}

static void bind(sqlite3_stmt *s, int at, struct text t)
{
	sqlite3_bind_text(s, at, t.at, (int)t.size, SQLITE_TRANSIENT);
}

/* One step, every column looked at. */
static void look(struct bare *b, sqlite3_stmt *s)
{
	int code;

	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(s); i++)
			sqlite3_column_text(s, i);
	must(b, code);
	sqlite3_reset(s);
}

/* An INSERT that names every column of contact, bound by place. */
static void prepare_insert(struct bare *b)
{
	struct buffer sql = buffer_open(b->arena, 1 << 16);
	sqlite3_stmt *info = prepare(b, "PRAGMA table_info(contact)");

	buffer_add(&sql, TEXT("INSERT INTO contact ("));
	while (sqlite3_step(info) == SQLITE_ROW && b->columns < COLUMNS_MAX) {
		const char *name = (const char *)sqlite3_column_text(info, 1);
		b->names[b->columns] = text_c(b->arena, text_of(name));
		buffer_format(&sql, "%s%s", b->columns++ ? "," : "", name);
	}
	buffer_add(&sql, TEXT(") VALUES (?"));
	for (int i = 1; i < b->columns; i++)
		buffer_add(&sql, TEXT(",?"));
	buffer_add(&sql, TEXT(")"));
	sqlite3_finalize(info);
	b->insert = prepare(b, text_c(b->arena, buffer_text(&sql)));
}

static void prepare_all(struct bare *b)
{
	b->read = prepare(b, "SELECT * FROM contact WHERE id = ? AND location_id = ?");
	b->twin_email = prepare(b, "SELECT id FROM contact WHERE location_id = ?1 AND"
				   " email_lower_case = ?2 ORDER BY date_added + 0, id LIMIT 1");
	b->twin_phone = prepare(b, "SELECT id FROM contact WHERE location_id = ?1 AND phone = ?2"
				   " ORDER BY date_added + 0, id LIMIT 1");
	b->tag = prepare(b, "INSERT INTO contact_tag (location_id, tag, contact_id)"
			    " VALUES (?1, ?2, ?3)");
	b->count = prepare(b, "INSERT INTO counter (location_id, what, shard, n)"
			      " VALUES (?1, 'contact', 0, 1) ON CONFLICT (location_id, what, shard)"
			      " DO UPDATE SET n = n + 1");
	b->event = prepare(b, "INSERT INTO event (id, location_id, type, payload, at)"
			      " VALUES (?1, ?2, 'ContactCreate', ?3, ?4)");
	prepare_insert(b);
}

static struct text some_id(struct bare *b, uint32_t n)
{
	const struct json *v = json_first(b->ids);

	return json_text(v + n % b->ids->count); /* each item of the list is one node */
}

static void read_one(struct bare *b)
{
	bind(b->read, 1, some_id(b, (uint32_t)(b->serial++ * 2654435761u)));
	bind(b->read, 2, b->location);
	look(b, b->read);
}

/* The new contact: a row that is there already, with what must differ made new. */
static void insert_contact(struct bare *b, struct text id, struct text email, struct text phone)
{
	bind(b->read, 1, some_id(b, (uint32_t)b->serial));
	bind(b->read, 2, b->location);
	must(b, sqlite3_step(b->read));
	for (int i = 0; i < b->columns; i++) {
		const char *name = b->names[i];
		if (strcmp(name, "id") == 0)
			bind(b->insert, i + 1, id);
		else if (strncmp(name, "email", 5) == 0 || strcmp(name, "find") == 0)
			bind(b->insert, i + 1, email);
		else if (strcmp(name, "phone") == 0)
			bind(b->insert, i + 1, phone);
		else if (strncmp(name, "date_", 5) == 0)
			sqlite3_bind_int64(b->insert, i + 1, 1800000000000 + b->serial);
		else
			sqlite3_bind_value(b->insert, i + 1, sqlite3_column_value(b->read, i));
	}
	sqlite3_reset(b->read);
	look(b, b->insert);
}

static void create_one(struct bare *b)
{
	char id[ID_SIZE], email[64], phone[32];
	static const char payload[600] =
		"{\"type\":\"ContactCreate\",\"rest\":\"as long as usual\"}";

	b->serial++;
	id_new(1800000000000 + b->serial, id);
	snprintf(email, sizeof(email), "bare%lld@example.net", (long long)b->serial);
	snprintf(phone, sizeof(phone), "+1415%07lld", (long long)(b->serial * 7919 % 9999999));
	bind(b->twin_email, 1, b->location);
	bind(b->twin_email, 2, text_of(email));
	look(b, b->twin_email);
	bind(b->twin_phone, 1, b->location);
	bind(b->twin_phone, 2, text_of(phone));
	look(b, b->twin_phone);
	insert_contact(b, text_of(id), text_of(email), text_of(phone));
	for (int i = 0; i < 2; i++) {
		bind(b->tag, 1, b->location);
		bind(b->tag, 2, text_of(i ? "member" : "bench"));
		bind(b->tag, 3, text_of(id));
		look(b, b->tag);
	}
	bind(b->count, 1, b->location);
	look(b, b->count);
	bind(b->event, 1, text_of(id));
	bind(b->event, 2, b->location);
	sqlite3_bind_text(b->event, 3, payload, sizeof(payload), SQLITE_STATIC);
	sqlite3_bind_int64(b->event, 4, b->serial);
	look(b, b->event);
}

static double rate(struct bare *b, void (*one)(struct bare *b), int batch)
{
	int64_t begin = clock_monotonic_us(), done = 0, now;

	do {
		run(b, one == read_one ? "BEGIN" : "BEGIN IMMEDIATE");
		for (int i = 0; i < batch; i++)
			one(b);
		must(b, sqlite_backlog_write(b->backlog));
		run(b, "COMMIT");
		sqlite_backlog_committed(b->backlog);
		done += batch;
		now = clock_monotonic_us();
	} while (now - begin < SECONDS_US);
	return (double)done * 1e6 / (double)(now - begin);
}

static void file_read(struct bare *b, const char *path)
{
	FILE *file = fopen(path, "r");
	char *bytes = arena_bytes(b->arena, 1 << 20);
	const struct json *all;
	struct text why;

	if (!file)
		exit(1);
	size_t size = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	if (json_read(b->arena, (struct text){ bytes, size }, &all, &why))
		exit(1);
	b->ids = json_get(all, "ids");
	b->location = json_text(json_get(all, "locationId"));
}

int main(int argc, char **argv)
{
	struct bare b = { .arena = arena_open() };
	struct text copy;

	if (argc != 3)
		return 2;
	file_read(&b, argv[2]);
	copy = text_format(b.arena, "%s/bare.db", argv[1]);
	must(&b, sqlite3_open(text_c(b.arena, text_format(b.arena, "%s/groundlevel.db", argv[1])),
			      &b.db));
	sqlite3_stmt *into = prepare(&b, "VACUUM INTO ?");
	bind(into, 1, copy);
	must(&b, sqlite3_step(into));
	sqlite3_finalize(into);
	sqlite3_close(b.db);
	must(&b, sqlite3_open(copy.at, &b.db));
	sqlite_find_register(b.db);
	b.backlog = sqlite_backlog_open(b.db, b.arena);
	run(&b, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=off;"
		"PRAGMA mmap_size=2000000000; PRAGMA cache_size=-64000");
	prepare_all(&b);
	printf("reads %.0f\n", rate(&b, read_one, 64));
	printf("creates_1_a_commit %.0f\n", rate(&b, create_one, 1));
	printf("creates_64_a_commit %.0f\n", rate(&b, create_one, 64));
	fflush(stdout);
	unlink(copy.at);
	unlink(text_format(b.arena, "%s-wal", copy.at).at);
	unlink(text_format(b.arena, "%s-shm", copy.at).at);
	return 0;
}
