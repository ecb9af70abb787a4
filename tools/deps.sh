#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what Debian 12 must provide: tools/deps.sh [build|test|all].  Does nothing, and asks for
# no rights, when everything is there.
set -eu

build='gcc make libc6-dev libuv1-dev node-llhttp libsqlite3-dev libpq-dev libsodium-dev libssl-dev
	libcurl4-openssl-dev libgmime-3.0-dev libpcre2-dev libutf8proc-dev pkg-config tzdata
	ca-certificates nodejs npm'
test="$build libcmocka-dev libical-dev openssl python3 php-cli chromium fonts-inter"
all="$test postgresql postgresql-contrib wrk clang libclang-rt-14-dev universal-ctags
	wordpress php-mysql mariadb-server curl"

case ${1:-build} in
build) wanted=$build ;;
test) wanted=$test ;;
all) wanted=$all ;;
*)
	echo "usage: tools/deps.sh [build|test|all]" >&2
	exit 2
	;;
esac

missing=''
for package in $wanted; do
	# Another package may provide npm (a newer Node.js carries its own).
	if [ "$package" = npm ] && command -v npm >/dev/null 2>&1; then continue; fi
	state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
	[ "$state" = 'install ok installed' ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "installing:$missing"
root=''
[ "$(id -u)" = 0 ] || root=sudo
$root apt-get update -q
# shellcheck disable=SC2086 # a list of words
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -q --no-install-recommends $missing
