#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A backlog is worked off as fast at its beginning as at its end, and nobody has to wait for it.

Usage: backlog.py [--server PROGRAM] [--peer PROGRAM] [--events N] [--remote N] [--judge]

Events that wait, each of which makes a run that writes to our own tables; meanwhile a client asks
and writes as people do.  The same with effects that are sent to another server; polls go on beside
them.  Runs and effects that only wait for their time cost nothing.  With --judge those figures are
held against what is promised that do not tell how busy the machine is: seconds of a processor, of
which the last tenth takes no more than the first, and memory.
"""
import argparse
import os
import sys
import threading
import time

from kit import Failure, Peer, Play, Tally, lay_events, percentile

MEMORY_MOST = 150  # MiB
FALL_MOST = 2.5  # the first tenth against the last
IDLE_MOST = 0.15  # of one processor
TICKS = os.sysconf("SC_CLK_TCK")


class Person(threading.Thread):
    """Asks and writes, one call after the other, and notes how long each took."""

    def __init__(self, play, contact):
        super().__init__(daemon=True)
        self.client, self.contact, self.location = play.server.client(), contact, play.location
        self.took, self.over, self.refused = [], False, 0

    def run(self):
        n = 0
        while not self.over:
            n += 1
            began = time.monotonic()
            if n % 3:
                reply = self.client.ask("GET", f"/contacts/{self.contact}")
            else:
                reply = self.client.ask("PUT", f"/contacts/{self.contact}", {"lastName": f"n{n}"})
            self.took.append((time.monotonic() - began) * 1000)
            self.refused += reply is None or reply.status != 200
            time.sleep(0.003)
        self.client.close()

    def end(self):
        self.over = True
        self.join(10)
        return percentile(self.took, 0.5), percentile(self.took, 0.99)


def memory(play):
    """MiB of the process alone; what is mapped of the data file is the system's cache."""
    with open(f"/proc/{play.server.process.pid}/smaps_rollup", encoding="ascii") as rollup:
        return max(int(line.split()[1]) for line in rollup
                   if line.startswith("Anonymous:")) / 1024


def used(play):
    """Seconds of a processor that the server has taken."""
    with open(f"/proc/{play.server.process.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")")[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def processor(play, seconds):
    """How much of one processor it takes meanwhile."""
    before = used(play)
    time.sleep(seconds)
    return (used(play) - before) / seconds


def drain(play, done, count, seconds):
    """Runs a second over all; over the first tenth and the last, runs a second of a processor; and
    the most memory."""
    began, points, most = time.monotonic(), [(0, used(play))], 0.0
    while points[-1][0] < count:
        if time.monotonic() - began > seconds:
            raise Failure(f"{points[-1][0]} of {count} after {seconds} s")
        time.sleep(0.1)
        points.append((done(), used(play)))
        most = max(most, memory(play))
    first = next(p for p in points if p[0] >= count / 10)
    last = next(p for p in reversed(points) if p[0] <= count * 0.9)
    return (count / (time.monotonic() - began),
            first[0] / max(first[1] - points[0][1], 1 / TICKS),
            (points[-1][0] - last[0]) / max(points[-1][1] - last[1], 1 / TICKS), most)


def ours(asked, tally):
    play = Play(asked.server)
    try:
        keeper, busy = play.contact("Keeper"), play.contact("Busy")
        play.apply({"flow": "note-it", "enabled": True,
                    "on": {"event": "highlevel.contact.updated"},
                    "only": "{{ starts(contact.id, 'i') }}",
                    "do": [{"id": "n", "post": "highlevel.contact.note",
                            "where": {"contactId": keeper}, "set": {"body": "{{ contact.id }}"}}]})
        play.stop()
        lay_events(play, "i", asked.events)
        play.start()
        person = Person(play, busy)
        person.start()
        database = play.server.database()
        # notes are numbered as they come: the last number is their count, without counting them
        speed, first, last, most = drain(play, lambda: database.execute(
            "SELECT coalesce(max(rowid), 0) FROM note").fetchone()[0], asked.events, 600)
        half, worst = person.end()
        database.close()
        print(f"{asked.events} events: {speed:.0f} runs a second ({first:.0f} a second of a"
              f" processor at first, {last:.0f} at last); {len(person.took)} calls meanwhile:"
              f" half under {half:.1f} ms, 99 of 100 under {worst:.1f} ms; {most:.0f} MiB",
              flush=True)
        bodies = play.one("SELECT count(DISTINCT body) FROM note")
        tally.check(bodies == asked.events == play.one("SELECT count(*) FROM note"),
                    f"{bodies} of {asked.events}, {play.one('SELECT count(*) FROM note')} in all")
        tally.check(not person.refused, f"{person.refused} calls were refused")
        if asked.judge:
            tally.check(first <= last * FALL_MOST, f"{first:.0f} at first, {last:.0f} at last")
            tally.check(most < MEMORY_MOST, f"{most:.0f} MiB")
        play.stop()
    finally:
        play.close()


def theirs(asked, tally):
    """Effects that wait for another server; beside them a list is polled."""
    peer, play = Peer(asked.peer), Play(asked.server)
    try:
        peer.tell(rate={"max": 10000000, "intervalMs": 10000})
        play.connect("hl", peer.url)
        play.apply(
            {"flow": "tell", "enabled": True, "on": {"event": "highlevel.contact.updated"},
             "do": [{"id": "s", "get": "highlevel.location", "use": "hl",
                     "where": {"locationId": "peerlocation00000000"}}]},
            {"flow": "look", "enabled": True, "on": {
                "poll": "highlevel.records", "of": "custom_objects.pets", "use": "hl",
                "every": "1m"}, "do": [{"stop": "seen"}]})
        play.stop()
        lay_events(play, "i", asked.remote)
        play.start()
        began, polls = time.monotonic(), 0

        def done():
            nonlocal began, polls
            if time.monotonic() - began > 0.5:
                began = time.monotonic()
                play.later(60000)
                polls += 1
            return peer.told()["asked"].get("get-location", 0)
        speed, first, last, most = drain(play, done, asked.remote, 600)
        looked = peer.told()["asked"].get("search-records", 0)
        print(f"{asked.remote} effects for another server: {speed:.0f} a second ({first:.0f} a"
              f" second of a processor at first, {last:.0f} at last); {looked} polls in {polls}"
              f" minutes; {most:.0f} MiB", flush=True)
        play.idle()
        asked_of = peer.told()["asked"]["get-location"]
        tally.check(asked_of == asked.remote, f"{asked_of} requests for {asked.remote} effects")
        tally.check(looked >= polls / 2, f"{looked} polls in {polls} minutes")
        if asked.judge:
            tally.check(first <= last * FALL_MOST, f"{first:.0f} a second, then {last:.0f}")
        play.stop()
    finally:
        play.close()
        peer.close()


def waiting(asked, tally):
    """Runs that wait for a day, and effects that wait for the next window."""
    peer, play = Peer(asked.peer), Play(asked.server)
    count = asked.remote
    try:
        peer.tell(rate={"max": 100, "intervalMs": 600000})
        play.connect("hl", peer.url)
        play.apply({"flow": "later", "enabled": True, "on": {"event": "highlevel.contact.updated"},
                    "do": [{"wait": {"for": "1d"}}, {"stop": "late"}]})
        play.stop()
        lay_events(play, "i", count)
        play.start()
        play.wait(lambda: play.one("SELECT count(*) FROM run WHERE state = 'waiting'") == count,
                  "all wait", 300, 0.2)
        runs = processor(play, 2)
        play.apply({"flow": "tell", "enabled": True, "on": {"event": "highlevel.contact.updated"},
                    "do": [{"id": "s", "get": "highlevel.location", "use": "hl",
                            "where": {"locationId": "peerlocation00000000"}}]})
        play.ask("POST", "/flows/later/disable")
        play.stop()
        lay_events(play, "j", count)
        play.start()
        play.wait(lambda: play.one("SELECT count(*) FROM effect") == count, "all wait", 300, 0.2)
        time.sleep(1)
        effects = processor(play, 2)
        print(f"{count} runs that wait take {runs * 100:.1f} % of a processor, with {count} effects"
              f" that wait {effects * 100:.1f} %", flush=True)
        if asked.judge:
            tally.check(runs < IDLE_MOST, f"runs that wait take {runs * 100:.0f} %")
            tally.check(effects < IDLE_MOST, f"effects that wait take {effects * 100:.0f} %")
        tally.check(peer.told()["requests"] <= 100, "more was sent than the window allows")
        play.stop()
    finally:
        play.close()
        peer.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--peer", default="build/peer")
    reader.add_argument("--events", type=int, default=5000)
    reader.add_argument("--remote", type=int, default=1000)
    reader.add_argument("--judge", action="store_true")
    reader.add_argument("--only", default="")
    asked = reader.parse_args()
    tally = Tally()
    for act in (ours, theirs, waiting):
        try:
            if asked.only in act.__name__:
                act(asked, tally)
        except Failure as failure:
            tally.check(False, f"{act.__name__}: {failure}")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
