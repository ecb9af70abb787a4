#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL that hangs, or takes no writes, is said in time, and nobody has to restart for it.

Usage: sh test/postgres.sh away.py [--server PROGRAM]

Its processes are stopped (SIGSTOP), as a machine whose disk does not answer; reads, writes and
/health must say 503 within read_ms, and work again when it goes on.  Then it is made read-only, as
after a failover.  A read that waits in it ends when the connection that asked for it is closed.
"""
import argparse
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

from server import Failure, Server, Tally

READ_MS = 4000
WAIT_SECONDS = 60
URL = os.environ["GROUNDLEVEL_TEST_POSTGRES"]
HOME = pathlib.Path(parse_qs(urlsplit(URL).query)["host"][0])


def processes():
    """The postmaster of test/postgres.sh and its children."""
    master = int((HOME / "data" / "postmaster.pid").read_text().split()[0])
    found = [master]
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == master:
                found.append(int(stat.parent.name))
        except OSError:
            pass
    return found


def send(number):
    for process in processes():
        try:
            os.kill(process, number)
        except ProcessLookupError:
            pass


def sql(text):
    subprocess.run(["psql", "-h", str(HOME), "-U", "groundlevel", "-d", "postgres", "-qc", text],
                   check=True, capture_output=True)


def told(text):
    """The one value of a query."""
    return subprocess.run(["psql", "-h", str(HOME), "-U", "groundlevel", "-d", "postgres", "-Atqc",
                           text], check=True, capture_output=True, text=True).stdout.strip()


def left_check(server, tally, path):
    """A lock of ours holds a read; it waits no longer than whoever asked."""
    waiting = ("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
               " AND query LIKE '%contact%'")
    holder = subprocess.Popen(["psql", "-h", str(HOME), "-U", "groundlevel", "-d", "postgres",
                               "-q"], stdin=subprocess.PIPE, text=True)
    holder.stdin.write("BEGIN;\nLOCK TABLE contact IN ACCESS EXCLUSIVE MODE;\n")
    holder.stdin.flush()
    raw = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    end = time.monotonic() + WAIT_SECONDS
    while told("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted"
               " AND relation = 'contact'::regclass") != "1" and time.monotonic() < end:
        time.sleep(0.05)
    raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nVersion: 2021-07-28\r\n"
                f"Authorization: Bearer {server.token}\r\n\r\n".encode())
    while told(waiting) != "1" and time.monotonic() < end:
        time.sleep(0.01)
    raw.close()
    closed = time.monotonic()
    while told(waiting) != "0" and time.monotonic() < end:
        time.sleep(0.01)
    seconds = time.monotonic() - closed
    holder.stdin.close()
    holder.wait()
    tally.check(seconds < READ_MS / 2000, f"a read was held {seconds:.2f} s for nobody")
    with open(server.log, encoding="utf-8") as log:
        tally.check("status=504" in log.read(), "and was given up")


class Away(Server):
    def command(self, *words):
        return super().command(*words, "--store", URL)


def until_well(server, method, path, body=None):
    end, reply = time.monotonic() + WAIT_SECONDS, None
    while time.monotonic() < end:
        client = server.client()
        reply = client.ask(method, path, body)
        client.close()
        if reply is not None and reply.status < 300:
            return reply
        time.sleep(0.1)
    return reply


def ask_all(server):
    """One of each: (what, reply, seconds)."""
    asked = []
    for what, method, path, body in (
            ("health", "GET", "/health", None),
            ("a read", "GET", f"/contacts/?locationId={server.location}", None),
            ("a write", "POST", "/contacts/", {"locationId": server.location, "firstName": "A"}),
            ("health again", "GET", "/health", None)):
        client = server.client()
        began = time.monotonic()
        reply = client.ask(method, path, body)
        asked.append((what, reply, time.monotonic() - began))
        client.close()
    return asked


def play(server, tally):
    path = f"/contacts/?locationId={server.location}"
    tally.check(until_well(server, "GET", path).status == 200, "it serves to begin with")
    left_check(server, tally, path)
    send(signal.SIGSTOP)
    try:
        for what, reply, seconds in ask_all(server) + ask_all(server):
            fine = reply is not None and reply.status == 503 and reply.json()["message"]
            tally.check(fine, f"{what} while it hangs: {reply}")
            tally.check(seconds < READ_MS / 1000, f"{what} was held {seconds:.1f} s")
    finally:
        send(signal.SIGCONT)
    for what, method, where, body in (
            ("a read", "GET", path, None), ("health", "GET", "/health", None),
            ("a write", "POST", "/contacts/", {"locationId": server.location, "lastName": "B"})):
        reply = until_well(server, method, where, body)
        tally.check(reply.status < 300, f"{what} after it went on: {reply}")
    sql("ALTER SYSTEM SET default_transaction_read_only = on")
    sql("SELECT pg_reload_conf()")
    end, reply = time.monotonic() + WAIT_SECONDS, None
    while time.monotonic() < end and (reply is None or reply.status < 300):
        reply = server.client().ask("POST", "/contacts/", {"locationId": server.location,
                                                           "firstName": "C"})
    fine = reply is not None and reply.status == 503 and "read-only" in reply.json()["message"]
    tally.check(fine, f"a write while it is read-only: {reply}")
    reply = server.client().ask("GET", path)
    tally.check(reply.status == 200, f"a read while it is read-only: {reply}")
    time.sleep(1.1)  # what /health found is good for a second
    reply = server.client().ask("GET", "/health")
    tally.check(reply.status == 503, f"health while it is read-only: {reply}")
    sql("ALTER SYSTEM RESET default_transaction_read_only")
    sql("SELECT pg_reload_conf()")
    reply = until_well(server, "POST", "/contacts/", {"locationId": server.location,
                                                      "firstName": "D"})
    tally.check(reply.status == 201, f"a write when it is not any more: {reply}")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally = Tally()
    server = Away(asked.server, "--store", URL, "--read-ms", str(READ_MS), "--rate-burst", "0")
    try:
        server.start()
        play(server, tally)
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
