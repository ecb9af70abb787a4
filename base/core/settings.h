// SPDX-License-Identifier: Apache-2.0
/*
 * Every setting, in one table.
 *
 * A value comes from the first that has it: command-line flag (--listen), environment
 * (GROUNDLEVEL_LISTEN), the file settings.conf in the data folder (listen = …), the table.  A name
 * that is not in the table (except in the environment, where others write too), or a value that
 * does not fit, is an error with the nearest valid name.
 *
 * On the command line a name may be spelled with - for _.  The file has one `name = value` a line,
 * and lines that begin with #; it cannot say where the data is.
 */
#ifndef GROUNDLEVEL_BASE_CORE_SETTINGS_H
#define GROUNDLEVEL_BASE_CORE_SETTINGS_H

#include "base/core/err.h"
#include "base/core/text.h"

/* name, type, default, least, most, what it means (shown by --help) */
#define SETTINGS_TABLE(X)                                                                          \
	X(data, TEXT, "", 0, 0, "folder that holds the data")                                      \
	X(listen, TEXT, "127.0.0.1:8080", 0, 0, "address and port to answer on")                   \
	X(store, TEXT, "", 0, 0, "postgres://… ; empty means SQLite in the data folder")           \
	X(threads, WHOLE, "0", 0, 64, "event loops; 0 means one for each processor")               \
	X(store_workers, WHOLE, "16", 1, 256, "connections to PostgreSQL")                         \
	X(body_max, WHOLE, "1048576", 1024, 67108864, "bytes of a request body")                   \
	X(bodies_max, WHOLE, "268435456", 1048576, 68719476736,                                    \
	  "bytes of memory for all bodies under way; past it 503")                                 \
	X(uploads_max, WHOLE, "256", 1, 65536, "uploads under way at once; past it 503")           \
	X(uploads_bytes, WHOLE, "17179869184", 1048576, 1125899906842624,                          \
	  "bytes on the disk of all uploads under way; past it 503")                               \
	X(media_max, WHOLE, "26214400", 1024, 1099511627776,                                       \
	  "bytes of a file of the media library; past it 413")                                     \
	X(message_file_max, WHOLE, "5242880", 1024, 1099511627776,                                 \
	  "bytes of a file that is uploaded for a message")                                        \
	X(signed_file_max, WHOLE, "104857600", 1024, 1099511627776,                                \
	  "bytes of a file that is sent to an address given for it")                               \
	X(import_max, WHOLE, "104857600", 1024, 1099511627776,                                     \
	  "bytes of a file of contacts that is imported")                                          \
	X(form_file_max, WHOLE, "52428800", 1024, 1099511627776,                                   \
	  "bytes of a file that is uploaded for a form or a custom field")                         \
	X(header_max, WHOLE, "16384", 1024, 1048576, "bytes of a request's headers")               \
	X(connections_max, WHOLE, "4096", 1, 65536, "open connections")                            \
	X(address_max, WHOLE, "0", 0, 65536,                                                       \
	  "open connections of one address; 0 means a quarter of connections_max")                 \
	X(streams_max, WHOLE, "1000", 0, 65536,                                                    \
	  "streams of events and long polls at a time; past it 503")                               \
	X(proxies, TEXT, "", 0, 0,                                                                 \
	  "addresses that bring others' connections and so have no share, with commas between")    \
	X(cors_origins, TEXT, "*", 0, 0, "origins whose pages may ask; * any, empty none")         \
	X(request_ms, WHOLE, "10000", 100, 600000, "time from first byte to whole request")        \
	X(idle_ms, WHOLE, "60000", 100, 3600000, "time a silent connection is kept")               \
	X(stop_ms, WHOLE, "5000", 100, 600000, "time to finish what was accepted when stopping")   \
	X(flow_workers, WHOLE, "4", 1, 32, "threads that ask other servers for flows")             \
	X(writes_max, WHOLE, "4096", 16, 1000000, "writes that may wait; past it 503")             \
	X(readers, WHOLE, "2", 1, 64, "threads for reads that take long (SQLite)")                 \
	X(read_ms, WHOLE, "10000", 10, 600000, "time that a read may take; past it 504")           \
	X(report_ms, WHOLE, "2000", 0, 600000, "time that a report may take; past it 504")         \
	X(cache_mb, WHOLE, "16", 0, 65536,                                                         \
	  "MiB of replies kept while nothing has changed (SQLite)")                                \
	X(batch_max, WHOLE, "256", 1, 10000, "writes in one commit")                               \
	X(rate_burst, WHOLE, "100", 0, 1000000, "requests in 10 seconds; 0 means no limit")        \
	X(rate_day, WHOLE, "200000", 0, 1000000000, "requests in a day")                           \
	X(events_days, WHOLE, "30", 0, 36500, "days that events are kept; 0 means for ever")       \
	X(runs_days, WHOLE, "30", 0, 36500, "days that runs of flows are kept; 0 means for ever")  \
	X(failed_days, WHOLE, "90", 0, 36500, "the same for runs that failed")                     \
	X(keys_days, WHOLE, "400", 0, 36500, "days that an event of a flow is known again")        \
	X(mail_days, WHOLE, "90", 0, 36500, "days that messages are kept that have gone out")      \
	X(deliveries_days, WHOLE, "30", 0, 36500, "days that deliveries of webhooks are kept")     \
	X(objects_max, WHOLE, "10", 1, 1000, "custom objects of a location")                       \
	X(secret_key_file, TEXT, "", 0, 0,                                                         \
	  "keys of kept secrets; empty: secret.key in the data folder")                            \
	X(private_networks, FLAG, "false", 0, 0, "connections may lead into private networks")     \
	X(smtp_url, TEXT, "", 0, 0, "smtp://host:port or smtps://… ; empty: nothing is sent")      \
	X(smtp_user, TEXT, "", 0, 0, "name at the mail server; empty: none is asked for")          \
	X(smtp_password, TEXT, "", 0, 0, "its password; say it in the environment or the file")    \
	X(smtp_from, TEXT, "", 0, 0, "address that messages come from")                            \
	X(smtp_tls, FLAG, "true", 0, 0, "smtp:// must be secured by STARTTLS; false: it is not")   \
	X(smtp_ca_file, TEXT, "", 0, 0, "certificates to trust there; empty: the system's")        \
	X(log_level, LEVEL, "info", 0, 0, "debug, info, warn or error")                            \
	X(log_format, FORMAT, "text", 0, 0, "text, or json: one object a line")                    \
	X(metrics, READERS, "local", 0, 0,                                                         \
	  "who may read /metrics: local (this machine, or a company token), token, all, nobody")   \
	X(disk_least, WHOLE, "67108864", 0, 1125899906842624,                                      \
	  "free bytes on the disk of the data; with less /health says no")                         \
	X(clock_file, TEXT, "", 0, 0, "file with a clock offset, for tests")

struct settings {
#define X(name, type, initial, least, most, about) struct text name;
	SETTINGS_TABLE(X)
#undef X
};

/* argv: "--name value" and "--name=value"; takes those it knows out of argv and leaves the rest in
 * order (*argc is the new count), also everything from "--" on.  Values are kept in the arena.  On
 * failure (ERR_BAD) *why is one sentence. */
enum err settings_read(struct arena *a, struct settings *out, int *argc, char **argv,
		       struct text *why);
/* The name in the table that is most like this one, or NULL when none is near. */
const char *settings_near(struct text name);
/* The whole number of the setting of that name; -1: there is none. */
int64_t settings_named(const struct settings *s, struct text name);
int64_t settings_whole(struct text value);
bool settings_flag(struct text value);
void settings_help(struct buffer *out); /* the table, for people */

#endif
