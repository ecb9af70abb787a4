// SPDX-License-Identifier: Apache-2.0
/*
 * A PostgreSQL database for one story, on a cluster that somebody else has started.
 */
#include "test/story/story.h"

#include <libpq-fe.h>

/* That a database is not there to be dropped is no news. */
static void hush(void *nobody, const PGresult *notice)
{
	(void)nobody, (void)notice;
}

static struct text say(struct arena *a, const char *cluster, struct text sql)
{
	PGconn *connection = PQconnectdb(cluster);

	PQsetNoticeReceiver(connection, hush, NULL);
	PGresult *result = PQexec(connection, text_c(a, sql));
	struct text why = { "", 0 };

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		why = text_format(a, "PostgreSQL: %s", PQerrorMessage(connection));
	PQclear(result);
	PQfinish(connection);
	return why;
}

/* The cluster's URL with another database in it: postgres://who@host:port/NAME?options */
static char *url_with(struct arena *a, const char *cluster, const char *name)
{
	const char *host = strstr(cluster, "://");

	host = host ? host + 3 : cluster;
	size_t before = (size_t)(host - cluster) + strcspn(host, "/?");
	const char *options = strchr(cluster, '?');

	return text_c(
		a, text_format(a, "%.*s/%s%s", (int)before, cluster, name, options ? options : ""));
}

struct text database_make(struct arena *a, const char *cluster, const char *name, const char *like,
			  char **url)
{
	*url = url_with(a, cluster, name);
	database_drop(a, cluster, name);
	return say(a, cluster,
		   text_format(a, "CREATE DATABASE %s%s%s", name, like ? " TEMPLATE " : "",
			       like ? like : ""));
}

struct text database_drop(struct arena *a, const char *cluster, const char *name)
{
	return say(a, cluster, text_format(a, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name));
}
