#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Puts the packages of the lock into console/node_modules, unless it is these that are there; no
# script of a package is run.
set -eu
cd "$(dirname "$0")/../console"
filled=node_modules/.filled
if ! cmp -s package-lock.json "$filled"; then
	echo "  npm ci console"
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
cp package-lock.json "$filled"
