#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a command beside a real WordPress: with.sh COMMAND …; the site is GROUNDLEVEL_TEST_SITE.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'sh "$here/site.sh" down "$dir"; rm -rf "$dir"' EXIT
port=$(python3 -c 'import socket as s
a = s.socket(); a.bind(("127.0.0.1", 0)); print(a.getsockname()[1])')
GROUNDLEVEL_TEST_SITE=$(sh "$here/site.sh" up "$dir" "$port" | tail -n 1)
export GROUNDLEVEL_TEST_SITE
"$@"
