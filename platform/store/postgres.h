// SPDX-License-Identifier: Apache-2.0
/*
 * Shared by the files of the PostgreSQL engine.  Inside the room only.
 */
#ifndef GROUNDLEVEL_PLATFORM_STORE_POSTGRES_H
#define GROUNDLEVEL_PLATFORM_STORE_POSTGRES_H

#include "platform/store/inside.h"

#include <errno.h>
#include <libpq-fe.h>

#define SLOT_SIZE      32 /* a number or a flag as text */
#define NAME_SIZE      24
#define COMPLAINT_SIZE 512

/* The types that we meet, by their fixed numbers in pg_type. */
enum oid {
	OID_BOOL = 16,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_FLOAT4 = 700,
	OID_FLOAT8 = 701,
	OID_NUMERIC = 1700,
};

struct db {
	struct arena *arena;
	PGconn *conn;
	int64_t limit_ms;	   /* for one answer; 0: none */
	bool mute;		   /* it was not kept */
	bool (*late)(void *owner); /* asked while an answer is waited for, or NULL */
	void *late_owner;
	const char *url; /* for a connection that ends what this one does */
	unsigned named;	 /* statements so far */
	char complaint[COMPLAINT_SIZE];
};

struct prepared {
	struct db *db;
	char name[NAME_SIZE];
	int count;
	Oid *types;
	const char **values;
	int *sizes, *formats; /* format 1: the bytes of a text, with their size */
	char (*slots)[SLOT_SIZE];
	PGresult *result;
	int row;
};

void postgres_bind(struct prepared *p, int index, const struct value *v);
struct value postgres_column(struct prepared *p, int column);

/* As PQconnectdbParams, within limit_ms (0: as long as it takes); PQstatus says how it went. */
PGconn *postgres_connect(const char *const *keys, const char *const *values, int64_t limit_ms);
/* The last result of what was sent (0: it was not), or NULL; db->mute: nothing came in time, and
 * the connection is of no more use.  When db->late says so, the server is asked to give up. */
PGresult *postgres_await(struct db *db, int sent);

#endif
