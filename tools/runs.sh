#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints the table of functions that the rows of the catalogue name: tools/runs.sh FILE.api…
set -eu
echo '/* made from the `run` and `admits` words of the catalogue */'
echo '#include "base/call/call.h"'
names=$(sed -n "s/^[[:space:]]*\(run\|admits\)[[:space:]][[:space:]]*\([a-z0-9_]*\).*/\2/p" \
	"$@" /dev/null | sort -u)
for name in $names; do echo "enum err $name(struct call *call);"; done
echo '#define RUN_TABLE(X) \'
for name in $names; do echo "	X($name) \\"; done
echo
