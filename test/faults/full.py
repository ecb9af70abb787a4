#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A disk that is really full: what cannot be written is refused with a reason, what was answered
stays, what reads goes on, and with room again everything goes on without a restart.

Usage: full.py [--server PROGRAM]

The data lies in a file system of 8 MiB in memory, mounted for this play; who may not mount does it
in a name space of his own (unshare).
"""
import argparse
import os
import subprocess
import sys
import tempfile

from server import Failure, Server, Tally

SIZE, LARGER, MORE = "8m", "16m", "64m"
WRITES_MAX = 20000
FULL = "the data could not be written: the disk is full"


def mount(*words):
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


def small_disk():
    folder = tempfile.mkdtemp(prefix="groundlevel-full-")
    if mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder):
        return folder
    os.rmdir(folder)
    if os.environ.get("GROUNDLEVEL_UNSHARED"):
        return None
    os.environ["GROUNDLEVEL_UNSHARED"] = "1"
    try:
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
    except OSError:
        return None


def contact(server, name):
    return {"locationId": server.location, "firstName": name, "address1": "x" * 900}


def fill(server, client, tally):
    """Writes until one is refused; the ids of what was answered with 201."""
    made = []
    for i in range(WRITES_MAX):
        reply = client.ask("POST", "/contacts/", contact(server, f"n{i}"))
        if reply is None or reply.status != 201:
            tally.check(reply is not None and reply.status == 507 and
                        reply.json()["message"] == FULL, f"a write onto a full disk: {reply}")
            return made
        made.append(reply.json()["contact"]["id"])
    raise Failure("the disk does not fill")


def all_there(client, made, tally, when):
    asked = [(one, client.ask("GET", f"/contacts/{one}")) for one in made]
    lost = [one for one, reply in asked if reply is None or reply.status != 200]
    tally.check(not lost, f"{when} {len(lost)} of {len(made)} contacts are lost")


def play(server, disk, tally):
    server.start()
    client = server.client()
    made = fill(server, client, tally)
    tally.check(len(made) > 50, f"{len(made)} contacts fit")
    reply = client.ask("GET", "/health")
    tally.check(reply.status == 503 and "disk" in " ".join(reply.json()["reasons"]),
                f"/health with a full disk: {reply}")
    for method, path, body in (("POST", "/contacts/", contact(server, "again")),
                               ("PUT", f"/contacts/{made[0]}", {"address1": "y" * 900})):
        reply = client.ask(method, path, body)
        tally.check(reply.status in (200, 507), f"{method} onto a full disk: {reply}")
        made += [reply.json()["contact"]["id"]] if reply.status == 201 else []
    all_there(client, made, tally, "while the disk is full")
    server.kill()
    tally.check(mount("-o", f"remount,size={LARGER}", disk), "the disk can be made larger")
    server.start()
    client = server.client()
    all_there(client, made, tally, "after a kill")
    made += fill(server, client, tally)
    tally.check(mount("-o", f"remount,size={MORE}", disk), "the disk can be made larger")
    reply = client.ask("POST", "/contacts/", contact(server, "after"))
    tally.check(reply.status == 201, f"with room again, without a restart: {reply}")
    all_there(client, made, tally, "with room again")
    listed = client.need("GET", f"/contacts/?limit=1&locationId={server.location}")
    tally.check(listed["meta"]["total"] == len(made) + 1, f"{listed['meta']} of {len(made) + 1}")
    client.close()
    server.stop()
    tally.check(b"whole and sound" in server.command("check"), "the data is sound")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    disk, tally = small_disk(), Tally()
    if not disk:
        print("not played: nothing can be mounted here")
        return 0
    usual, tempfile.tempdir = tempfile.gettempdir(), disk
    server = None
    try:
        server = Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
        server.log = os.path.join(usual, f"groundlevel-full-{os.getpid()}.log")
        play(server, disk, tally)
    except Failure as failure:
        tally.check(False, failure)
    finally:
        if server:
            server.close()
            if os.path.exists(server.log):
                os.unlink(server.log)
        subprocess.run(["umount", "-l", disk], check=False)
        os.rmdir(disk)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
