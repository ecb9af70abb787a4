#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Other people's clients against a server of our own: run.sh [PROGRAM]
set -eu
cd "$(dirname "$0")"
program=$(cd ../.. && realpath "${1:-build/groundlevel-san}")
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT INT TERM

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --no-audit --no-fund --loglevel=error
fi
"$program" init --json --data "$folder/data" >"$folder/founding"
"$program" serve --data "$folder/data" --listen 127.0.0.1:0 --rate-burst 100000 \
	--private-networks true \
	2>"$folder/log" &
server=$!
tries=0
until url=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$folder/log"); do
	tries=$((tries + 1))
	if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
		cat "$folder/log"
		exit 1
	fi
	sleep 0.1
done

export GROUNDLEVEL_URL="$url" GROUNDLEVEL_RECORD="$folder/record"
GROUNDLEVEL_FOUNDING=$(cat "$folder/founding")
export GROUNDLEVEL_FOUNDING
failed=0
node --test --test-reporter=spec sdk.mjs oauth.mjs webhooks.mjs events.mjs readme.mjs gnostic.mjs \
	openapi.mjs || failed=1
python3 contract.py "$folder/record" ${GROUNDLEVEL_HELD:+"$GROUNDLEVEL_HELD"} || failed=1

kill "$server"
wait "$server" || { echo "FAILED  the server ended with status $?"; cat "$folder/log"; failed=1; }
server=
if grep -E 'Sanitizer:|runtime error:' "$folder/log"; then failed=1; fi
exit "$failed"
