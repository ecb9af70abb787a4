#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A thousand items, the process killed (SIGKILL) at moments nobody chose: each is done once.

Usage: kill.py [--server PROGRAM] [--peer PROGRAM] [--kills N]

One run for each class of effect.  L: our own tables.  K: another Groundlevel, which knows the key.
N: what may be sent again.  R: what is looked for first.  U: what nobody can know: each item that
was being sent at a kill is asked of a person, and no other; when the person has told the truth,
every item is done once.
"""
import argparse
import random
import sys
import time

from kit import Failure, Peer, Play, Tally, lay_events

ITEMS = 1000
LOCAL_ITEMS = 4000  # our own tables are fast
WIDE = {"max": 1000000, "intervalMs": 10000}  # no limit, said so
PETS = "record:custom_objects.pets"


def each(step):
    return [{"for_each": {"in": "{{ batch.items }}", "as": "p", "key": "{{ p }}", "do": [step]}}]


STEPS = {
    "K": {"id": "s", "post": "highlevel.contact.note", "use": "other",
          "where": {"contactId": "{{ batch.contact }}"}, "set": {"body": "{{ p }}"}},
    "N": {"id": "s", "upsert": "highlevel.contact", "use": "hl",
          "set": {"email": "{{ p }}@example.com"}},
    "R": {"id": "s", "post": "highlevel.record", "of": "custom_objects.pets", "use": "hl",
          "set": {"sync_key": "{{ p }}"}},
    "U": {"id": "s", "call": "POST", "path": "/objects/custom_objects.pets/records", "use": "hl",
          "set": {"locationId": "peerlocation00000000", "properties": {"name": "{{ p }}"}}},
}


class Killing:
    """One run under kills."""

    def __init__(self, asked, letter, dice):
        self.asked, self.letter, self.dice = asked, letter, dice
        self.peer, self.other = Peer(asked.peer), None
        self.play = Play(asked.server)
        self.play.connect("hl", self.peer.url)
        # a little slow, so that something is being sent at every moment
        self.peer.tell(rate=WIDE, plans=[{"times": 0, "execute": True, "waitMs": 4}])
        self.items = [f"i{i}" for i in range(ITEMS)]
        self.in_doubt = set()  # effects that were being sent at a kill
        self.asked_of = set()  # effects of which a person was asked
        self.kills = 0

    def begin(self):
        data = {"items": self.items}
        if self.letter == "K":
            self.other = Play(self.asked.server, burst=WIDE["max"])
            data["contact"] = self.other.contact("Keeper")
            made = self.play.connect("other", f"http://127.0.0.1:{self.other.server.port}",
                                     secret=self.other.server.token,
                                     remoteLocationId=self.other.location)
            self.play.ask("POST", f"/connections/{made}/check")
        self.play.apply({"flow": "many", "enabled": True, "on": {"manual": "batch"},
                         "parallel": 8, "do": each(STEPS[self.letter])})
        return self.play.run("many", data)

    def done(self):
        return self.play.one("SELECT count(*) FROM effect WHERE state NOT IN"
                             " ('ready', 'sending', 'retry')")

    def kill(self, wanted):
        """At a random moment after so many are done; what waits to be looked for must not wait."""
        def look():
            self.play.later(100)
            if self.letter == "U" and not self.under_way():
                self.decide(8)  # a run goes no further with so many questions open
            return self.done() >= wanted or self.over()
        self.play.wait(look, "the run goes on", step=0.002)
        time.sleep(self.dice.uniform(0, 0.03))
        self.play.kill()
        self.kills += 1
        self.in_doubt |= {row[0] for row in self.play.rows(
            "SELECT id FROM effect WHERE state = 'sending'")}
        self.play.start()

    def over(self):
        return not self.play.one("SELECT count(*) FROM run WHERE ended IS NULL")

    def settle(self):
        """To the end of the run, or to where only a person can go on; time passes meanwhile."""
        def look():
            self.play.later(5000)
            return not self.under_way()
        self.play.wait(look, "the run ends", 120, 0.05)

    def under_way(self):
        return self.play.one("SELECT count(*) FROM effect WHERE state IN"
                             " ('ready', 'sending', 'retry')") or \
            self.play.one("SELECT count(*) FROM run WHERE due < ? AND ended IS NULL",
                          self.play.now_ms() + 2000)

    def decide(self, most=ITEMS):
        """The person looks at the other side, and says what is there."""
        there = set(self.made())
        for decision in self.play.ask("GET", "/flows/decisions")["decisions"][:most]:
            effect = int(decision["ref"])
            path = self.play.one("SELECT path FROM effect WHERE id = ?", effect)
            item = path[path.index("[") + 1:path.index("]")]
            choice = {"choice": "done", "result": {}} if item in there else {"choice": "retry"}
            self.play.ask("POST", f"/flows/decisions/{decision['id']}", choice)
            self.asked_of.add(effect)

    def made(self):
        """What the other side has, item by item."""
        if self.letter == "K":
            return [row[0] for row in self.other.rows("SELECT body FROM note")]
        kind = "contact" if self.letter == "N" else PETS
        member = {"N": "email", "R": "sync_key", "U": "name"}[self.letter]
        things = self.peer.client.need("GET", f"/control?type={kind}")["things"]
        return [t[member].removesuffix("@example.com") for t in things]

    def close(self):
        self.play.close()
        self.peer.close()
        if self.other:
            self.other.close()


def remote(asked, letter, kills, tally):
    killing = Killing(asked, letter, random.Random(asked.seed + ord(letter)))
    began = time.monotonic()
    try:
        run = killing.begin()
        points = sorted(killing.dice.uniform(0, ITEMS) for _ in range(kills))
        for point in points:
            killing.kill(point)
        killing.settle()
        while letter == "U" and not killing.over():
            killing.decide()
            killing.settle()
        state = killing.play.ended(run)["state"]
        made = killing.made()
        print(f"class {letter}: {ITEMS} items, {killing.kills} kills with {len(killing.in_doubt)}"
              f" being sent, {len(set(made))} made, {len(made) - len(set(made))} doubled,"
              f" {len(killing.asked_of)} asked, {time.monotonic() - began:.1f} s", flush=True)
        tally.check(state == "done", f"{letter}: the run is {state}")
        if letter == "U":
            tally.check(killing.asked_of == killing.in_doubt,
                        f"U: {len(killing.asked_of)} are asked, {len(killing.in_doubt)} were in"
                        f" doubt, {len(killing.asked_of ^ killing.in_doubt)} differ")
        tally.check(sorted(made) == sorted(killing.items),
                    f"{letter}: {len(set(made))} of {ITEMS}, {len(made)} in all")
        killing.play.stop()
    finally:
        killing.close()


def local(asked, kills, tally):
    """Events of our own: 4,000 contacts, a note for each."""
    play, dice = Play(asked.server), random.Random(asked.seed)
    began, killed = time.monotonic(), 0
    try:
        keeper = play.contact("Keeper")
        play.apply({"flow": "note-it", "enabled": True,
                    "on": {"event": "highlevel.contact.updated"},
                    "do": [{"id": "n", "post": "highlevel.contact.note",
                            "where": {"contactId": keeper},
                            "set": {"body": "{{ event.item.id }}"}}]})
        play.stop()
        lay_events(play, "i", LOCAL_ITEMS)
        play.start()
        while killed < kills:
            time.sleep(dice.uniform(0, 1.0 / kills))
            play.kill()
            killed += 1
            play.start()
        play.wait(lambda: play.one("SELECT count(*) FROM run WHERE state = 'done'") >= LOCAL_ITEMS,
                  "all events are told")
        notes = [row[0] for row in play.rows("SELECT body FROM note")]
        print(f"class L: {LOCAL_ITEMS} events, {killed} kills, {len(set(notes))} notes,"
              f" {len(notes) - len(set(notes))} doubled, {time.monotonic() - began:.1f} s",
              flush=True)
        tally.check(sorted(notes) == sorted(f"i{i}" for i in range(LOCAL_ITEMS)),
                    f"L: {len(set(notes))} of {LOCAL_ITEMS}, {len(notes)} in all")
        play.stop()
    finally:
        play.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--peer", default="build/peer")
    reader.add_argument("--kills", type=int, default=8)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 6))
    reader.add_argument("--classes", default="LKNRU")
    asked = reader.parse_args()
    tally = Tally()
    print(f"seed {asked.seed}")
    for letter in asked.classes:
        try:
            if letter == "L":
                local(asked, asked.kills, tally)
            else:
                remote(asked, letter, asked.kills, tally)
        except Failure as failure:
            tally.check(False, f"{letter}: {failure}")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
