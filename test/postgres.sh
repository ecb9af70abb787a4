#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a command with a PostgreSQL of its own: test/postgres.sh COMMAND …
# The cluster lives in a temporary folder, listens on a socket in it only, and is always taken away
# again.  Its URL is in GROUNDLEVEL_TEST_POSTGRES.  As root it runs as user `postgres`.
set -u
bin=${POSTGRES_BIN:-}
for folder in "$bin" /usr/lib/postgresql/*/bin; do
	[ -x "$folder/initdb" ] && bin=$folder
done
[ -x "$bin/initdb" ] || { echo "test/postgres.sh: no PostgreSQL here" >&2; exit 2; }

home=$(mktemp -d /tmp/groundlevel-postgres-XXXXXX)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
	chown postgres "$home"
	as() { runuser -u postgres -- "$@"; }
fi
stop() {
	(cd / && as "$bin/pg_ctl" -D "$home/data" -m immediate -w stop) >/dev/null 2>&1
	rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

(cd / && as "$bin/initdb" -D "$home/data" -U groundlevel -A trust -E UTF8 --locale=C.UTF-8 -N) \
	>"$home/log" 2>&1 || { cat "$home/log" >&2; exit 2; }
cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$home'
max_connections = 100
max_prepared_transactions = 0
CONF
(cd / && as "$bin/pg_ctl" -D "$home/data" -l "$home/data/log" -w -t 30 start) >/dev/null 2>&1 ||
	{ cat "$home/data/log" >&2; exit 2; }
chmod 755 "$home"

GROUNDLEVEL_TEST_POSTGRES="postgres:///postgres?host=$home&user=groundlevel"
export GROUNDLEVEL_TEST_POSTGRES
"$@"
