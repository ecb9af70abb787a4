#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two servers on one PostgreSQL, one of which has a clock that is wrong: what one has in hand is
left to it, nothing that is kept for a time goes, and what a dead one had in hand is taken over.

Usage: sh test/postgres.sh pair.py [--server PROGRAM] [--peer PROGRAM]

A clock file of two numbers moves the hour and the time that passes apart.  The other server has
one; the first has the hour that it is.
"""
import argparse
import os
import signal
import struct
import sys
import tempfile
import time

from kit import Failure, Peer, Play, Server, Tally

DAY_MS = 86400000
STILL_MS = 31000  # a number that stands still so long is a dead process's
LOOK_SECONDS = 12  # longer than between two looks for what somebody dead had in hand
HELD_MS = 1000 * (LOOK_SECONDS + 3)


class Pair:
    def __init__(self, program, peer):
        self.peer = Peer(peer)
        self.first = Play(program)
        handle, self.clock_file = tempfile.mkstemp(prefix="groundlevel-pair-")
        os.write(handle, bytes(16))
        os.close(handle)
        self.hour, self.passed = 0, 0
        self.other = object.__new__(Server)
        self.other.__dict__.update(self.first.server.__dict__)
        self.other.log, self.other.process = self.first.server.log + "-other", None
        flags = list(self.first.server.flags)
        flags[flags.index("--clock-file") + 1] = self.clock_file
        self.other.flags = flags
        self.first.connect("hl", self.peer.url)
        self.first.apply({"flow": "one", "enabled": True, "on": {"manual": "x"}, "do": [
            {"id": "s", "upsert": "highlevel.contact", "use": "hl",
             "set": {"email": "{{ x.name }}@example.com"}}]})

    def close(self):
        for server in (self.other, self.first.server):
            if server.process and server.alive():
                os.kill(server.process.pid, signal.SIGCONT)
        if self.other.process and self.other.alive():
            self.other.kill()
        self.first.close()
        self.peer.close()
        os.unlink(self.clock_file)

    def clock(self, hour=None, passed=None):
        """The other's clock: its hour, and the time that has passed for it, are off by so much."""
        self.hour = self.hour if hour is None else hour
        self.passed = self.passed if passed is None else passed
        with open(self.clock_file, "r+b") as clock:
            clock.write(struct.pack("=qq", int(self.hour), int(self.passed)))

    def asked(self):
        return self.peer.told()["asked"].get("upsert-contact", 0)

    def workers(self):
        return self.first.one("SELECT count(*) FROM worker")

    def begin(self, name):
        """A run whose effect is being sent, and is answered late."""
        self.peer.tell(plans=[{"on": "upsert-contact", "times": 1, "execute": True,
                               "waitMs": HELD_MS, "after": 0}])
        run, before = self.first.run("one", {"name": name}), self.asked()
        self.first.wait(lambda: self.asked() > before, f"{name} is asked for")
        self.first.wait(lambda: self.effect(run)[0] == "sending", f"{name} is being sent")
        return run

    def begin_alone(self, name):
        """The same, by the first: the other does not run."""
        if self.other.process:
            self.other.stop()
            if self.workers() != 1:
                raise Failure(f"who left has a number: {self.workers()}")
        return self.begin(name)

    def effect(self, run):
        return self.first.rows("SELECT state, tries, lease_by FROM effect WHERE run_id = ?",
                               run)[0]

    def log_of_other(self):
        with open(self.other.log, encoding="utf-8", errors="replace") as log:
            return log.read()


def lease_check(pair, tally, hour, name):
    """The first sends; the other, whose clock says that years have passed, leaves it alone."""
    before, run = pair.asked(), pair.begin_alone(name)
    me = pair.effect(run)[2]
    pair.clock(hour=hour)
    pair.other.start()
    time.sleep(3)
    pair.clock(hour=2 * hour, passed=pair.passed + 2 * STILL_MS)
    shown = pair.first.ended(run)
    tally.check(shown["state"] == "done", f"{name}: the run is {shown['state']}")
    tally.check(pair.effect(run) == ("done", 1, me), f"{name}: {pair.effect(run)}, begun by {me}")
    tally.check(pair.asked() == before + 1, f"{name}: asked {pair.asked() - before} times")
    tally.check("is dead" not in pair.log_of_other(), f"{name}: the living are taken for dead")


def sleep_check(pair, tally):
    """The machine slept: hours have passed, and the first had no time yet to say that it lives."""
    for _ in range(5):
        began = time.monotonic()
        os.kill(pair.first.server.process.pid, signal.SIGSTOP)
        time.sleep(1.5)  # the other has seen the number stand, if not for long
        pair.clock(passed=pair.passed + 4 * STILL_MS)
        time.sleep(1.5)
        os.kill(pair.first.server.process.pid, signal.SIGCONT)
        if time.monotonic() - began < 4.5:  # else it was really held up, by this busy machine
            break
    else:
        return
    time.sleep(2)
    tally.check("is dead" not in pair.log_of_other(), "who slept is taken for dead")


class Kept:
    """What is kept for a time: a run that failed, events, the reply of a key."""

    def __init__(self, pair):
        self.play = pair.first
        self.since = self.play.ask("GET", "/events?limit=1")["next"]
        self.play.apply({"flow": "broken", "enabled": True, "on": {"manual": "x"}, "do": [
            {"get": "highlevel.contact", "where": {"contactId": "nobody"}}]})
        self.run = self.play.run("broken", {})
        self.play.ended(self.run)
        self.contact = self.once(pair.first.server)[1]

    def once(self, server):
        client = server.client()
        reply = client.ask("POST", "/contacts/", {
            "locationId": self.play.location, "firstName": "Once"}, {"Idempotency-Key": "once"})
        client.close()
        return reply.headers.get("Idempotency-Replayed"), reply.json()["contact"]["id"]

    def check(self, servers, tally, when):
        for n, server in enumerate(servers):
            client = server.client()
            for path in (f"/flows/runs/{self.run}", f"/events?since={self.since}"):
                status = client.ask("GET", path).status
                tally.check(status == 200, f"{when}: server {n} says {status} to {path}")
            client.close()
            tally.check(self.once(server) == ("true", self.contact), f"{when}: the key is lost")


def retention_check(pair, kept, tally):
    """Whoever starts and tidies with a clock years ahead, or beside one, deletes nothing."""
    first, other = pair.first.server, pair.other
    kept.check((first, other), tally, "ahead for a while")
    pair.clock(hour=800 * DAY_MS)
    other.stop()
    other.start()  # who starts tidies at once
    pair.first.wait(lambda: "clock is" in pair.log_of_other(), "it is told that the clock is off")
    time.sleep(3)
    kept.check((first, other), tally, "started ahead")
    first.stop()
    pair.first.start()
    time.sleep(3)
    kept.check((first, other), tally, "started beside one that is ahead")


def death_check(pair, tally):
    """The first dies while it sends: when its number stood still, the other does the rest."""
    other = pair.other
    before, run = pair.asked(), pair.begin_alone("dead")
    me = pair.effect(run)[2]
    pair.clock(hour=1200 * DAY_MS)
    other.start()
    pair.first.client.close()
    pair.first.server.kill()
    time.sleep(LOOK_SECONDS)  # years by the hour, seconds by what passed
    tally.check(pair.effect(run) == ("sending", 1, me), f"taken too early: {pair.effect(run)}")
    pair.clock(hour=0, passed=pair.passed + STILL_MS)
    pair.first.server, gone = other, pair.first.server
    pair.first.client = other.client()
    pair.first.ask = pair.first.client.need
    shown = pair.first.ended(run, 120)
    pair.first.server = gone
    tally.check(shown["state"] == "done", f"dead: the run is {shown['state']}")
    state, tries, by = pair.effect(run)
    tally.check((state, tries) == ("done", 2) and by != me, f"dead: {pair.effect(run)}")
    tally.check(pair.asked() == before + 2, f"dead: asked {pair.asked() - before} times")
    tally.check(pair.workers() == 1 and "another process is dead" in pair.log_of_other(),
                f"{pair.workers()} processes have a number")
    pair.first.client.close()
    pair.first.start()


def pause_check(pair, tally):
    """The first is held up while it sends.  What it had is another's when it comes back, it is
    heard again, and does its part."""
    first, other = pair.first.server, pair.other
    before, run = pair.asked(), pair.begin_alone("held")
    me = pair.effect(run)[2]
    os.kill(first.process.pid, signal.SIGSTOP)
    other.start()
    # its own number, and so many looks at the other's
    time.sleep(LOOK_SECONDS)
    pair.clock(passed=pair.passed + STILL_MS)
    until = time.monotonic() + 120
    while pair.effect(run)[0] != "done" and time.monotonic() < until:
        time.sleep(0.1)
    state, tries, by = pair.effect(run)
    tally.check((state, tries) == ("done", 2) and by != me, f"held: {pair.effect(run)}")
    os.kill(first.process.pid, signal.SIGCONT)
    pair.first.wait(lambda: pair.workers() == 2, "the one that was held up has a number again")
    shown = pair.first.ended(run)
    tally.check(shown["state"] == "done", f"held: the run is {shown['state']}")
    tally.check(pair.effect(run) == (state, tries, by), f"kept late: {pair.effect(run)}")
    tally.check(pair.asked() == before + 2, f"held: asked {pair.asked() - before} times")
    other.stop()
    shown = pair.first.ended(pair.first.run("one", {"name": "after"}))
    tally.check(shown["state"] == "done", f"after: the run is {shown['state']}")


def play(pair, tally):
    kept = Kept(pair)
    lease_check(pair, tally, 400 * DAY_MS, "ahead")
    lease_check(pair, tally, -400 * DAY_MS, "behind")
    sleep_check(pair, tally)
    pair.clock(hour=400 * DAY_MS)
    retention_check(pair, kept, tally)
    print("what one has in hand, and what is kept, is left alone", flush=True)
    death_check(pair, tally)
    pause_check(pair, tally)
    print("what a dead one had in hand is done by the other", flush=True)


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--server", default="build/groundlevel-san")
    reader.add_argument("--peer", default="build/peer")
    asked, tally = reader.parse_args(), Tally()
    pair = Pair(asked.server, asked.peer)
    try:
        play(pair, tally)
        pair.first.stop()
    except Failure as failure:
        tally.check(False, str(failure))
    finally:
        pair.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
