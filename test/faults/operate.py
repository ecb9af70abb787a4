#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What an operator is told: the log, /metrics, and a /health that asks.

Usage: operate.py [--server PROGRAM]

The log has one line a request, as text and as JSON, and never a secret; /metrics is read by a
parser of Prometheus' text form; /health says no when the disk is nearly full, and when pages of
the data are damaged; a stop does not wait for the daily look through all of it.
"""
import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
import time

from server import Failure, Server, Tally

WAIT_SECONDS = 60
LABEL = r'[a-z_]+="(?:[^"\\\n]|\\.)*"'
SAMPLE = re.compile(r"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(" + LABEL + "(?:," + LABEL + r")*)\})? (\S+)")


def log_of(server):
    with open(server.log, "rb") as log:
        return log.read().decode()


def until(asked):
    """Asks again and again, for at most a minute."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        found = asked()
        if found:
            return found
        time.sleep(0.05)
    return None


def metrics_read(text):
    """Name and labels of each sample, by the rules of the text form; raises where one is broken."""
    types, samples = {}, {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            if name in types or kind not in ("counter", "gauge", "histogram"):
                raise ValueError(line)
            types[name] = kind
        elif not line.startswith("# HELP "):
            found = SAMPLE.fullmatch(line)
            name = found and re.sub(r"_(bucket|sum|count)$", "", found.group(1))
            if not found or (found.group(1) not in types and types.get(name) != "histogram"):
                raise ValueError(line)
            key = (found.group(1), found.group(2) or "")
            if key in samples:
                raise ValueError("twice: " + line)
            samples[key] = float(found.group(3))
    for name, kind in types.items():
        if kind == "counter" and not name.endswith("_total"):
            raise ValueError(name)
    return samples


def play_metrics(server, tally):
    client = server.client()
    for _ in range(3):
        client.need("GET", f"/contacts/?locationId={server.location}")
    client.ask("GET", "/contacts/nobody")
    reply = client.ask("GET", "/metrics")
    tally.check(reply is not None and reply.status == 200, f"/metrics: {reply}")
    samples = metrics_read(reply.body.decode())
    listed = 'operation="list-contacts"'
    names = {name for name, _ in samples}
    for name in ("up", "connections", "descriptors", "memory_resident_bytes", "writer_waiting",
                 "batches_total", "readers", "reads_repeated_total", "runs_open",
                 "runs_lag_seconds", "effects_open", "paced_connections", "decisions_open",
                 "events_total", "jobs_done_total",
                 "jobs_lag_seconds"):
        tally.check("groundlevel_" + name in names, f"/metrics has no {name}")
    got = [k for k in samples if k[0] == "groundlevel_requests_total" and 'status="200"' in k[1]]
    tally.check(sum(samples[k] for k in got) >= 3, f"requests are counted: {got}")
    histograms = [k for k in samples if k[0] == "groundlevel_request_seconds_count"]
    for _, labels in histograms:
        ends = samples[("groundlevel_request_seconds_bucket", labels + ',le="+Inf"')]
        tally.check(ends == samples[("groundlevel_request_seconds_count", labels)], labels)
    tally.check(len(histograms) >= 2, f"durations by operation: {listed} {histograms}")
    far = client.ask("GET", "/metrics", headers={"X-Forwarded-For": "192.0.2.1"})
    tally.check(far.status == 401, f"through a proxy /metrics asks for a company token: {far}")
    far = client.ask("GET", "/metrics", headers={"X-Forwarded-For": "192.0.2.1"},
                     token=server.agency)
    tally.check(far.status == 200, f"and is there for one: {far.status}")


def play_log(server, tally, as_json):
    canary = "canary-3f1b7c"
    client = server.client()
    client.need("GET", f"/contacts/?locationId={server.location}&query={canary}")
    client.need("POST", "/contacts/", {"locationId": server.location, "firstName": canary})
    client.ask("GET", f"/feeds/{canary}.ics")
    client.ask("GET", f"/{canary}")
    client.ask("GET", "/contacts/x", token="pit-" + canary)
    client.ask("POST", f"/hooks/{canary}", {"secret": canary})
    client.close()
    server.stop()
    said = log_of(server)
    lines = [line for line in said.splitlines() if "answered" in line]
    tally.check(len(lines) >= 6, f"one line a request: {len(lines)}")
    tally.check(canary not in said, "what was sent is not in the log")
    for secret in (server.token, server.agency):
        tally.check(secret not in said, "a token is in the log")
    if as_json:
        kept = [json.loads(line) for line in said.splitlines()]
        made = [k for k in kept if k.get("operation") == "create-contact"]
        tally.check(len(made) == 1 and made[0]["status"] == 201 and made[0]["ms"] >= 0 and
                    len(made[0]["trace"]) == 36, f"JSON lines: {made}")
    else:
        tally.check(any(" operation=create-contact status=201 ms=" in line and "trace=" in line
                        for line in lines), "the line names operation, status, time and trace")


def play_disk(program, tally):
    server = Server(program, "--disk-least", str(1 << 50))
    try:
        server.start()
        reply = server.client().ask("GET", "/health")
        fine = reply.status == 503 and "nearly full" in reply.json()["reasons"][0]
        tally.check(fine, f"a disk without room is said by /health: {reply}")
        server.stop()
    finally:
        server.close()


def play_damage(program, tally):
    """Pages of contacts are overwritten while nobody serves the file."""
    server = Server(program, "--rate-burst", "0")
    try:
        server.start()
        client = server.client()
        for i in range(300):
            client.need("POST", "/contacts/", {"locationId": server.location,
                                               "firstName": f"n{i}", "source": "x" * 900})
        reply = client.ask("GET", "/health")
        tally.check(reply.status == 200, f"before: {reply}")
        client.close()
        server.stop()
        path = os.path.join(server.data, "groundlevel.db")
        with open(path, "r+b") as data:  # pages of contacts, which no start looks at
            pages = data.read()
            theirs = [at for at in range(0, len(pages), 4096)
                      if b"x" * 800 in pages[at:at + 4096]]
            tally.check(len(theirs) > 40, f"{len(theirs)} pages of contacts")
            for at in theirs[10:30]:
                data.seek(at)
                data.write(b"\xa5" * 4096)
        server.start()
        client = server.client()
        found = until(lambda: (r := client.ask("GET", "/health")) and r.status == 503 and r)
        tally.check(found and "damaged" in " ".join(found.json()["reasons"]),
                    f"damaged pages are said by /health: {found}")
    finally:
        server.close()


def play_stop(program, tally):
    """Who asks /health first begins a look through the whole data: a stop does not wait for it."""
    server = Server(program)
    try:
        server.start()
        server.stop()
        with sqlite3.connect(os.path.join(server.data, "groundlevel.db")) as data:
            data.executescript("""CREATE TABLE much AS WITH RECURSIVE n (i) AS (VALUES (1)
                UNION ALL SELECT i + 1 FROM n WHERE i < 1500000)
                SELECT i, hex(randomblob(16)) AS t FROM n;
                CREATE INDEX much_by_text ON much (t);""")
        data.close()
        begin = time.monotonic()
        subprocess.run([program, "check", "--data", server.data], check=True, capture_output=True)
        whole = time.monotonic() - begin
        server.start()
        reply = server.client().ask("GET", "/health")
        tally.check(reply.status == 200, f"/health beside much data: {reply}")
        time.sleep(whole / 8)
        begin = time.monotonic()
        server.stop()
        took = time.monotonic() - begin
        tally.check(took < whole / 2, f"a stop took {took:.2f} s, a whole check {whole:.2f} s")
    finally:
        server.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally = Tally()
    for flags in ((), ("--log-format", "json")):
        server = Server(asked.server, *flags)
        try:
            server.start()
            play_metrics(server, tally)
            play_log(server, tally, bool(flags))
        except Failure as failure:
            tally.check(False, failure)
        finally:
            server.close()
    try:
        play_disk(asked.server, tally)
        play_damage(asked.server, tally)
        play_stop(asked.server, tally)
    except Failure as failure:
        tally.check(False, failure)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
