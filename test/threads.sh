#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The server as `make threads` builds it: ThreadSanitizer wants addresses where they always are.
exec setarch -R "$(dirname "$0")/../build-tsan/groundlevel-san" "$@"
