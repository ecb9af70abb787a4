#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What was acknowledged is on the disk, not only with the kernel.

Usage: flush.py [--server PROGRAM] [--shim LIBRARY]

The server runs with a shim that copies each file when it is flushed.  One write after the other is
acknowledged; then the server is killed, and its files are put back as they were last flushed: a
power cut.  Every acknowledged write must be there, and there must have been a flush for each.
"""
import argparse
import os
import shutil
import sys

from server import ENVIRONMENT, Failure, Server, Tally

WRITES = 60


def flushes(folder):
    try:
        return os.path.getsize(os.path.join(folder, "flushes"))
    except FileNotFoundError:
        return 0


def power_cut(server, durable):
    """Of each file of the data only what was flushed is left."""
    server.kill()
    kept = set(os.listdir(durable)) - {"flushes"}
    for name in os.listdir(server.data):
        path = os.path.join(server.data, name)
        if name in kept:
            shutil.copyfile(os.path.join(durable, name), path)
        elif name.startswith("groundlevel.db-"):
            os.unlink(path)


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--shim", default="build/durable.so")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    durable = os.path.join(server.folder, "durable")
    os.mkdir(durable)
    server.environment = {**ENVIRONMENT, "LD_PRELOAD": os.path.abspath(asked.shim),
                          "DURABLE_FROM": server.data, "DURABLE_TO": durable}
    try:
        server.start()
        client = server.client()
        before, made = flushes(durable), []
        for number in range(WRITES):
            made.append(client.need("POST", "/contacts/", {
                "locationId": server.location, "firstName": f"n{number}"})["contact"]["id"])
        seen = flushes(durable) - before
        tally.check(seen >= WRITES, f"{WRITES} acknowledged writes, but {seen} flushes")
        client.close()
        power_cut(server, durable)
        server.environment = ENVIRONMENT
        server.start()
        client = server.client()
        for one in made:
            reply = client.ask("GET", f"/contacts/{one}")
            tally.check(reply is not None and reply.status == 200,
                        f"an acknowledged contact is gone after a power cut: {reply}")
        client.close()
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
