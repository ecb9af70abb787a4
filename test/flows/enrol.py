#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Contacts are put into a workflow that is a flow while the server is killed (SIGKILL).

Usage: enrol.py [--server PROGRAM] [--people N] [--kills N]

Whoever was put in starts one run, and one only: a note before a wait of an hour, and a note behind
it.  Some leave again, or are deleted, while they wait: nothing more is done for these, also when
the server dies in between.
"""
import argparse
import random
import sys
import threading
import time

from kit import Failure, Play, Tally

FLOW = {"flow": "course", "enabled": True, "on": {"workflow": "Course"}, "do": [
    {"id": "a", "post": "highlevel.contact.note", "where": {"contactId": "{{ contact.id }}"},
     "set": {"body": "one"}},
    {"wait": {"for": "1h"}},
    {"id": "b", "post": "highlevel.contact.note", "where": {"contactId": "{{ contact.id }}"},
     "set": {"body": "two"}}]}


class Asker(threading.Thread):
    """Asks each until it is answered: entering and leaving twice is doing so once."""

    def __init__(self, play, asked):
        super().__init__(daemon=True)
        self.play, self.asked, self.refused = play, asked, []
        self.until = time.monotonic() + 60

    def run(self):
        for method, path in self.asked:
            while not self.answered(method, path) and time.monotonic() < self.until:
                time.sleep(0.01)

    def answered(self, method, path):
        client = self.play.server.client()
        reply = client.ask(method, path, {} if method == "POST" else None)
        client.close()
        if reply is None or reply.status == 503:
            return False
        if reply.status >= 300 and method != "DELETE":  # what is deleted already is not found
            self.refused.append(f"{method} {path}: {reply}")
        return True


def under_kills(play, kills, dice, asked):
    """The server is killed at moments nobody chose; by this thread, with which it would end."""
    asker = Asker(play, asked)
    asker.start()
    for _ in range(kills):
        time.sleep(dice.uniform(0.02, 0.3))
        play.again()
    asker.join()
    if asker.refused or time.monotonic() > asker.until:
        raise Failure(f"not all was taken: {asker.refused[:3]}")


def notes(play):
    told = {}
    for contact, body in play.rows("SELECT contact_id, body FROM note"):
        told.setdefault(contact, []).append(body)
    return told


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--people", type=int, default=30)
    reader.add_argument("--kills", type=int, default=3)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 6))
    asked = reader.parse_args()
    tally, dice = Tally(), random.Random(asked.seed)
    began, play = time.monotonic(), Play(asked.server)
    try:
        play.apply(FLOW)
        workflow = play.one("SELECT id FROM workflow")
        people = [play.contact(f"Person {i}") for i in range(asked.people)]
        under_kills(play, asked.kills, dice,
                    [("POST", f"/contacts/{one}/workflow/{workflow}") for one in people])
        play.wait(lambda: play.one("SELECT count(*) FROM run WHERE state = 'waiting'") ==
                  asked.people, "all wait", 60)
        left, gone = people[::3], people[1::3]
        under_kills(play, 2, dice,
                    [("DELETE", f"/contacts/{one}/workflow/{workflow}") for one in left] +
                    [("DELETE", f"/contacts/{one}") for one in gone])
        play.later(2 * 3600 * 1000)
        stay = [p for p in people if p not in left and p not in gone]
        play.idle(60)
        told = notes(play)
        for person in people:
            want = ["one", "two"] if person in stay else [] if person in gone else ["one"]
            tally.check(sorted(told.get(person, [])) == want,
                        f"{person} has {told.get(person, [])}, not {want}")
        states = dict(play.rows("SELECT state, count(*) FROM contact_workflow GROUP BY state"))
        tally.check(states == {"done": len(stay), "left": len(left)}, f"they are {states}")
        runs = dict(play.rows("SELECT state, count(*) FROM run GROUP BY state"))
        tally.check(runs == {"done": len(stay), "stopped": len(left) + len(gone)},
                    f"the runs are {runs}")
        print(f"{asked.people} people, {asked.kills + 2} kills, seed {asked.seed},"
              f" {time.monotonic() - began:.1f} s", flush=True)
        play.stop()
    finally:
        play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
