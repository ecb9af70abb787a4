#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A day of polls of a world that changes, is shown late, and while the process is killed.

Usage: polls.py [--server PROGRAM] [--seeds N] [--hours H]

The flow polls the contacts of people.py every five minutes.  Time is moved from poll to poll, and
by up to three seconds at each page.  In some polls the process is killed (SIGKILL): before it,
while the other side has a page of it in hand, or at a random moment.  At the end every contact's
last version must have become a run, none twice; and each deletion, once, but of none that is there.
"""
import argparse
import collections
import json
import random
import sys
import threading
import time

from kit import Failure, Play, Tally
from people import Search, World

EVERY_MS = 300000
PAGE_MS = 3000  # a page may take so long
KILL_CHANCE = 0.1
AFTER_HOURS = 2


class Day:
    def __init__(self, asked, seed):
        self.dice = random.Random(seed * 7 + 1)
        self.play = Play(asked.server)
        self.hours = asked.hours
        self.start_ms = int(self.play.now_ms() // 1000) * 1000
        self.world = World(seed, asked.hours)
        self.search = Search(self.world, self.play.now_ms, self.start_ms)
        self.search.slow = self.slow
        self.kills = self.polls = 0
        self.at_page, self.held, self.met = 0, threading.Event(), threading.Event()
        self.play.connect("hl", self.search.url)
        self.play.apply({"flow": "seen", "enabled": True, "history": "none",
                         "on": {"poll": "highlevel.contacts", "use": "hl", "every": "5m"},
                         "do": [{"stop": "seen"}]})

    def slow(self):
        """In a thread of the other side: the page takes its time, or the process dies of it."""
        self.play.later(self.dice.randrange(PAGE_MS))
        if self.at_page:
            self.at_page -= 1
            if not self.at_page:
                self.met.set()
                self.held.wait(20)

    def cursor(self):
        return self.play.rows("SELECT next_due, walk_page, lease_until, fails FROM cursor"
                              " WHERE kind = 'poll'")[0]

    def over(self, due):
        """The poll that was due then is over."""
        next_due, page, lease, fails = self.cursor()
        return next_due > due and page is None and not lease and not fails

    def kill_within(self):
        """While the other side has the n-th request of this poll in hand."""
        self.met.clear()
        self.held.clear()
        self.at_page = self.dice.randrange(1, 4)
        if self.met.wait(0.3):
            self.play.kill()
            self.kills += 1
        self.at_page = 0
        self.held.set()
        if not self.play.server.alive():
            self.play.start()

    def poll(self):
        due = self.cursor()[0]
        where = self.dice.randrange(3) if self.dice.random() < KILL_CHANCE else None
        if where == 0:
            self.play.kill()
            self.kills += 1
        self.play.later(max(0, due - self.play.now_ms()) + self.dice.randrange(2000))
        if where == 0:
            self.play.start()
        elif where == 1:
            self.kill_within()
        elif where == 2:
            time.sleep(self.dice.uniform(0, 0.06))
            self.play.again()
            self.kills += 1
        self.play.wait(lambda: self.over(due), "a poll is over", step=0.002)
        self.polls += 1

    def go(self):
        self.poll()
        self.known = self.versions()  # what was there before is no news
        walk_due = self.play.one("SELECT walk_due FROM cursor WHERE kind = 'poll'")
        self.until(min(walk_due - EVERY_MS, self.start_ms + self.hours * 3600000))
        self.play.idle()
        self.early = self.versions() - self.known - self.told()
        self.until(self.start_ms + (self.hours + AFTER_HOURS) * 3600000)
        self.play.idle()

    def until(self, end):
        while self.play.now_ms() < end:
            self.poll()

    def versions(self):
        """What the search shows."""
        with self.search.lock:
            return {(c, v) for c, (_, v) in self.world.shown.items()}

    def told(self):
        return {(contact, version) for kind, contact, version in self.handed()
                if kind != "deleted"}

    def handed(self):
        """(change, contact, version) of each run."""
        count = collections.Counter()
        for kind, item, payload in self.play.rows(
                "SELECT inbox.kind, inbox.item, inbox.payload FROM run"
                " JOIN inbox ON inbox.id = run.inbox_id"):
            version = json.loads(payload)["item"].get("firstName", "v0")
            count[kind, int(item[7:]), int(version[1:])] += 1
        return count

    def judge(self, seed, tally):
        handed = self.handed()
        told = self.told()
        expected = set(self.world.final.items()) - self.known
        missed, repeated = expected - told, [h for h, n in handed.items() if n > 1]
        gone = {contact for kind, contact, _ in handed if kind == "deleted"}
        false = gone & set(self.world.final)
        last_walk = (self.play.one("SELECT walk_due FROM cursor WHERE kind = 'poll'")
                     - 86400000 - self.start_ms) / 1000 - 60
        due = {c for c, at in self.world.gone_at.items() if at < last_walk} & (
            {c for c, _ in told | self.known})
        print(f"seed {seed}: {self.polls} polls of {self.search.pages} pages, {self.kills} kills,"
              f" {len(expected)} contacts: {len(missed)} missed, {len(repeated)} repeated,"
              f" {len(self.early)} only seen by the nightly walk;"
              f" {len(due)} deletions: {len(due - gone)} missed, {len(false)} false,"
              f" {self.search.singles} asked for", flush=True)
        tally.check(not missed, f"seed {seed}: missed {sorted(missed)[:10]}")
        tally.check(not self.early, f"seed {seed}: missed by day {sorted(self.early)[:10]}")
        tally.check(not repeated, f"seed {seed}: repeated {repeated[:10]}")
        tally.check(not false, f"seed {seed}: are there and were told to be gone: {false}")
        tally.check(due <= gone, f"seed {seed}: gone and not told: {due - gone}")

    def close(self):
        self.held.set()
        self.search.shutdown()
        self.search.server_close()
        self.play.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--first", type=int, default=0)
    reader.add_argument("--seeds", type=int, default=1)
    reader.add_argument("--hours", type=float, default=24)
    asked = reader.parse_args()
    tally = Tally()
    for seed in range(asked.first, asked.first + asked.seeds):
        day = Day(asked, seed)
        try:
            began = time.monotonic()
            day.go()
            day.judge(seed, tally)
            print(f"  {time.monotonic() - began:.1f} s")
            day.play.stop()
        except Failure as failure:
            tally.check(False, f"seed {seed}: {failure}")
        finally:
            day.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
