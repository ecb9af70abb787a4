#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Which statements cost more when the tables grow?  test/plans/plans.sh BUILD [SIZES]
#
# Plays all stories, the sending of mails, the walks of polls, a location that leaves and what
# happens to files with a shim that writes down each statement that the server prepares, and runs
# every one on tables of several sizes (grow.py).  A statement that is right to grow says why in a
# comment of its own: /* grows: what it lists */.
# With GROUNDLEVEL_TEST_POSTGRES (test/postgres.sh) it does so on PostgreSQL, twice: with
# statistics, and as right after loading.
set -eu
build=$(realpath "$1")
sizes=${2:-500,10000}
here=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d /tmp/groundlevel-plans-XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir "$work/log"
${CC:-cc} -shared -fPIC -O1 -D_GNU_SOURCE -o "$work/shim.so" "$here/test/plans/shim.c" -ldl
cat >"$work/server" <<END
#!/bin/sh
PLAN_LOG=$work/log LD_PRELOAD=$work/shim.so exec $build/groundlevel "\$@"
END
chmod +x "$work/server"
engine=sqlite
[ -z "${GROUNDLEVEL_TEST_POSTGRES:-}" ] || engine=postgres
# What they play is judged elsewhere: a story that a busy machine broke only prepared less.
played() {
	"$@" >"$work/played" 2>&1 || grep FAILED "$work/played" || echo "not played: $*"
	tail -1 "$work/played"
}
played "$build/story" --peer "$build/peer" --engine $engine --server "$work/server" \
	"$here"/test/stories/*.story
pair=
[ $engine = sqlite ] || pair=--pair
played python3 -B "$here/test/mail/mail.py" --server "$work/server" $pair
played python3 -B "$here/test/flows/gone.py" --server "$work/server" --rounds 1
played python3 -B "$here/test/faults/left.py" --server "$work/server"
[ $engine = postgres ] || played python3 -B "$here/test/faults/uploads.py" \
	--server "$work/server" --kills 1 --mib 2
if [ -n "${PLAN_KEEP:-}" ]; then cp "$work"/log/* "$PLAN_KEEP"; fi
grow() {
	python3 -B "$here/test/plans/grow.py" "$work/log" "$engine" --sizes "$sizes" "$@"
}
if [ $engine = sqlite ]; then
	"$build/groundlevel" init --data "$work/data" >/dev/null
	grow "$work/data/groundlevel.db"
else
	export PGOPTIONS='-c jit=off -c random_page_cost=1.1' # as the server sets it for itself
	# a database of its own: what was played has left a company in the other
	psql -q "$GROUNDLEVEL_TEST_POSTGRES" -c 'CREATE DATABASE plans'
	store=$(echo "$GROUNDLEVEL_TEST_POSTGRES" | sed 's#///postgres?#///plans?#')
	"$build/groundlevel" init --data "$work/data" --store "$store" >/dev/null
	failed=0
	grow "$store" || failed=1
	grow "$store" --statistics || failed=1
	exit $failed
fi
