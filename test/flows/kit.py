# SPDX-License-Identifier: Apache-2.0
"""A server with flows, its clock, and somebody else's servers beside it, for the tests of flows.

Its data is in SQLite, or, where test/postgres.sh runs the test, in a PostgreSQL database of its
own.
"""
import json
import os
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "faults"))

import server as hurt  # noqa: E402
from server import Client, Failure, Server, Tally, die_with_parent  # noqa: E402,F401

REMOTE = "peerlocation00000000"  # the peer's location
TOKEN = "pit-00000000-0000-4000-8000-000000000000"
WAIT_SECONDS = 300  # no more than a limit: a busy machine needs it
ENDED = ("done", "failed", "stopped", "skipped")


class Peer:
    """build/peer: HighLevel, WordPress and AccessAlly, told through /control how to behave."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [os.path.abspath(program)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            env=hurt.ENVIRONMENT, preexec_fn=die_with_parent)
        self.port = int(self.process.stdout.readline() or 0)
        if not self.port:
            raise Failure("the peer does not start")
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = Client(self.port, "")

    def tell(self, **said):
        self.client.need("POST", "/control", said)

    def told(self):
        """What was asked and made."""
        return self.client.need("GET", "/control")

    def forget(self):
        self.client.need("DELETE", "/control")

    def close(self):
        self.client.close()
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


CLUSTER = os.environ.get("GROUNDLEVEL_TEST_POSTGRES")
LEASE_MS = 61000  # so long what a dead process had in hand is left alone, where others may serve


class Postgres:
    """A database of one's own, asked through psql."""
    making = threading.Lock()

    def __init__(self):
        self.name = f"flows_{uuid.uuid4().hex[:12]}"
        self.url = CLUSTER.replace("/postgres?", f"/{self.name}?")
        psql(CLUSTER, f"CREATE DATABASE {self.name}")

    def rows(self, sql, values):
        for value in values:
            sql = sql.replace("?", f"'{value}'" if isinstance(value, str) else str(value), 1)
        told = psql(self.url, f"SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM ({sql}) q")
        return [tuple(row.values()) for row in json.loads(told)]

    def close(self):
        psql(CLUSTER, f"DROP DATABASE {self.name} WITH (FORCE)")


def psql(url, sql):
    ran = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", url, "-c", sql],
                         capture_output=True, text=True, timeout=60, check=False)
    if ran.returncode:
        raise Failure(f"{sql}: {ran.stderr}")
    return ran.stdout


class Play:
    """A server whose clock can be moved; `client` speaks for its location."""

    def __init__(self, program, *flags, burst=0):
        handle, self.clock_file = tempfile.mkstemp(prefix="groundlevel-flows-")
        os.write(handle, bytes(8))
        os.close(handle)
        self.offset_ms = 0
        flags = ["--clock-file", self.clock_file, "--private-networks", "true", "--rate-burst",
                 str(burst), "--rate-day", "100000000", *flags]
        self.postgres = Postgres() if CLUSTER else None
        with Postgres.making:  # the program is told by its environment when it is set up
            if self.postgres:
                hurt.ENVIRONMENT["GROUNDLEVEL_STORE"] = self.postgres.url
                flags += ["--store", self.postgres.url, "--store-workers", "4"]
            self.server = Server(program, *flags)
        self.location = self.server.location
        self.start()

    def start(self):
        self.server.start()
        self.client = self.server.client()
        self.ask = self.client.need

    def kill(self):
        """SIGKILL, at whatever it is doing."""
        self.client.close()
        self.server.kill()
        if self.postgres:
            self.later(LEASE_MS)

    def again(self):
        self.kill()
        self.start()

    def now_ms(self):
        """The server's clock, which all of a play's world goes by."""
        return time.time() * 1000 + self.offset_ms

    def later(self, ms):
        self.offset_ms += int(ms)
        with open(self.clock_file, "r+b") as clock:
            clock.write(struct.pack("=q", self.offset_ms))

    def connect(self, name, url, kind="highlevel", **more):
        more = {"remoteLocationId": REMOTE, "secret": TOKEN, **more}
        more = {"rate": 0, **more} if kind == "wordpress" else more  # as fast as it goes
        if kind != "highlevel":
            del more["remoteLocationId"]
        made = self.ask("POST", "/connections", {
            "kind": kind, "name": name, "baseUrl": url,
            **{k: v for k, v in more.items() if v is not None}})
        return made.get("connection", made)["id"]

    def apply(self, *flows):
        return self.ask("POST", "/flows/apply", {"files": [json.dumps(f) for f in flows]})

    def run(self, flow, data, **more):
        return self.ask("POST", f"/flows/{flow}/run", {"data": data, **more})["run"]["id"]

    def contact(self, name):
        made = self.ask("POST", "/contacts/", {"locationId": self.location, "firstName": name})
        return made["contact"]["id"]

    def rows(self, sql, *values):
        """What stands in the data now."""
        if self.postgres:
            return self.postgres.rows(sql, values)
        database = self.server.database()
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def one(self, sql, *values):
        return self.rows(sql, *values)[0][0]

    def wait(self, fits, what, seconds=WAIT_SECONDS, step=0.02):
        """Until it fits; gives what it said last."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            said = fits()
            if said:
                return said
            if not self.server.alive():
                self.server.judge_log()
                raise Failure(f"the server is gone: {what}")
            time.sleep(step)
        raise Failure(f"{what}: not within {seconds} s")

    def ended(self, run, seconds=WAIT_SECONDS, speed=1):
        """The run, when it has ended; meanwhile time may pass faster."""
        last = time.monotonic()

        def look():
            nonlocal last
            passed = min(time.monotonic() - last, 0.05)  # a pause of ours makes no leap
            last = time.monotonic()
            self.later(passed * 1000 * (speed - 1))
            shown = self.ask("GET", f"/flows/runs/{run}")["run"]
            return shown if shown["state"] in ENDED else None
        return self.wait(look, f"run {run} ends", seconds)

    def idle(self, seconds=WAIT_SECONDS):
        """Until no run is open but those that ask or are held."""
        self.wait(lambda: not self.one("SELECT count(*) FROM run WHERE state IN"
                                       " ('ready', 'waiting', 'sending')"),
                  "all runs end", seconds)

    def stop(self):
        self.client.close()
        self.server.stop()

    def close(self):
        self.client.close()
        self.server.close()
        os.unlink(self.clock_file)
        if self.postgres:
            self.postgres.close()


def percentile(numbers, share):
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def lay_events(play, letter, count):
    """A backlog: changes of the contacts i0, i1, …, laid into the outbox of a server that does not
    run."""
    def told(n):
        return json.dumps({"type": "ContactUpdate", "locationId": play.location,
                           "id": f"{letter}{n}", "timestamp": "2026-01-01T00:00:00.000Z",
                           "webhookId": f"laid-{letter}{n}"}, separators=(",", ":"))
    columns = "INSERT INTO event (id, location_id, type, payload, at)"
    if play.postgres:
        psql(play.postgres.url, f"{columns} SELECT 'laid-' || n, '{play.location}',"
             f" 'ContactUpdate', replace('{told('NN')}', '{letter}NN', '{letter}' || n),"
             f" 1767225600000 + n FROM generate_series(0, {count - 1}) n")
        return
    database = sqlite3.connect(os.path.join(play.server.data, "groundlevel.db"))
    database.executemany(f"{columns} VALUES (?, ?, 'ContactUpdate', ?, ?)",
                         ((f"laid-{letter}{n:09d}", play.location, told(n), 1767225600000 + n)
                          for n in range(count)))
    database.commit()
    database.close()
