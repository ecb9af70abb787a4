#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Contacts here and members of a site are edited at random on both sides, while the program is
killed and the site fails: at the end both sides are equal, no edit is lost, nothing is there twice.

usage: sync.py --server PROGRAM --peer PROGRAM [--pairs 30] [--edits 120] [--phases 3] [--seed N]

In a phase each field of each pair is edited on one side alone (which side: at random), so what must
stand at its end is known: what was said last.  Between phases all comes to rest, and then nothing
more may be written, however often is looked.  At the end some are deleted, and then so many that
the brake holds the rest.
"""
import argparse
import random
import sys

from kit import Failure, Peer, Play, Tally

FIELDS = [("firstName", "first_name"), ("lastName", "last_name"),
          ("city", "nickname")]
STEP_MS = 20000  # between edits: a thing may be written six times in ten minutes
DAY_MS = 86400000 + 60000
FREE = 20  # so many may go in a day, and a tenth


def sync_flow():
    return {"flow": "both", "enabled": True, "sync": {
        "a": {"of": "highlevel.contacts", "making": {"tags": ["member"]}},
        "b": {"use": "site", "of": "accessally.members", "deleting": {"reassign": "false"},
              "making": {"username": "{{ email_norm(steps.a.email) }}"}},
        "match": [["email", "email"]], "unmatched": {"a": "create", "b": "create"},
        "delete": {"a": "delete", "b": "unlink"}, "reconcile": "1m",
        "fields": [{"a": "email", "b": "email"}] + [{"a": a, "b": b} for a, b in FIELDS]}}


class World:
    def __init__(self, asked):
        self.told, self.random = asked, random.Random(asked.seed)
        self.peer = Peer(asked.peer)
        self.peer.tell(meta=[])
        self.play = Play(asked.server)
        self.play.connect("site", self.peer.url, kind="wordpress", account="ann", secret="abcd")
        self.play.ask("POST", "/connections/site/check", {})
        self.kills = self.edits = 0

    def close(self):
        self.play.close()
        self.peer.close()

    # --- both sides ---

    def furnish(self):
        """Some on both sides, some on one of them."""
        for n in range(self.told.pairs):
            email = f"p{n}@example.com"
            if n % 3 != 1:
                self.play.ask("POST", "/contacts/", {
                    "locationId": self.play.location, "email": email, "firstName": f"A{n}"})
            if n % 3 != 2:
                self.peer.client.need("POST", "/wp-json/wp/v2/users", {
                    "username": f"p{n}", "email": email, "password": "x",
                    "first_name": f"A{n}", "last_name": f"L{n}"})

    def members(self):
        found, page = {}, 1
        while True:
            reply = self.peer.client.ask(
                "GET", f"/wp-json/wp/v2/users?context=edit&per_page=100&page={page}")
            if not reply or reply.status != 200:
                continue  # planned to fail, whoever asks
            some = reply.json()
            found.update({str(m["id"]): m for m in some})
            page += 1
            if len(some) < 100:
                return found

    def contacts(self):
        return {row[0]: dict(zip(("email", "firstName", "lastName", "city"), row[1:]))
                for row in self.play.rows("SELECT id, email, first_name, last_name, city"
                                          " FROM contact")}

    def links(self):
        return self.play.rows("SELECT a_id, b_id, gone_at FROM link ORDER BY id")

    def unequal(self):
        """What differs, in words; nothing when all is well."""
        contacts, members, found = self.contacts(), self.members(), []
        linked = [(a, b) for a, b, gone in self.links() if not gone]
        for a, b in linked:
            for x, y in FIELDS + [("email", "email")]:
                p, q = contacts.get(a, {}).get(x), members.get(b, {}).get(y)
                if (p or "") != (q or ""):
                    found.append(f"{a} {x} {p!r}, {b} {y} {q!r}")
        if sorted(a for a, _ in linked) != sorted(contacts):
            found.append(f"{len(linked)} links of {len(contacts)} contacts")
        if sorted(b for _, b in linked) != sorted(members):
            found.append(f"{len(linked)} links of {len(members)} members")
        return found

    # --- time and trouble ---

    def kill(self):
        self.play.again()
        self.kills += 1

    def trouble(self):
        kind = self.random.randrange(4)
        if kind == 0:
            self.kill()
        elif kind == 1:
            self.peer.tell(plans=[{"on": "wordpress-update-user", "status": 502, "times": 2,
                                   "execute": self.random.random() < 0.5}])
        elif kind == 2:
            self.peer.tell(plans=[{"on": "wordpress-get-user", "status": 503, "times": 2}])
        else:
            self.peer.tell(plans=[{"on": "wordpress-list-users", "status": 500, "times": 1}])

    def rest(self, what):
        """Until both sides are equal and nothing is under way."""
        def fits():
            self.play.later(15000)
            found = self.unequal()
            open_runs = self.play.one("SELECT count(*) FROM run WHERE state IN"
                                      " ('ready', 'waiting', 'sending')")
            self.last = found[:3] + [f"{open_runs} runs"]
            return not found and not open_runs
        self.last = []
        try:
            self.play.wait(fits, what, 120, 0.2)
        except Failure as failure:
            raise Failure(f"{failure}: {self.last}") from failure

    # --- edits ---

    def edit(self, pair, field, side):
        value = f"v{self.edits}"
        self.edits += 1
        if side == 0:
            self.play.ask("PUT", f"/contacts/{pair[0]}", {FIELDS[field][0]: value})
        else:
            path = f"/wp-json/wp/v2/users/{pair[1]}"
            while True:  # what is planned to fail may fail for us
                reply = self.peer.client.ask("POST", path, {FIELDS[field][1]: value})
                if reply and reply.status == 200:
                    break
        return value

    def phase(self, tally):
        pairs = [(a, b) for a, b, gone in self.links() if not gone]
        sides = {(p, f): self.random.randrange(2) for p in pairs for f in range(len(FIELDS))}
        said = {}
        for _ in range(self.told.edits):
            pair, field = self.random.choice(pairs), self.random.randrange(len(FIELDS))
            said[pair, field] = self.edit(pair, field, sides[pair, field])
            self.play.later(STEP_MS)
            if self.random.random() < 0.08:
                self.trouble()
        self.rest("both sides are equal")
        contacts, lost = self.contacts(), 0
        for (pair, field), value in said.items():
            there = contacts[pair[0]][FIELDS[field][0]]
            if there != value:
                lost += 1
                print(f"{pair} {FIELDS[field]} of side {sides[pair, field]}: {there}, not {value}")
        tally.check(not lost, f"{lost} of {len(said)} last edits were lost")
        self.still(tally)

    def still(self, tally):
        """At rest, looking writes nothing."""
        before = self.peer.told()["asked"].get("wordpress-update-user", 0)
        for _ in range(3):
            self.play.later(70000)
            self.play.idle()
        after = self.peer.told()["asked"].get("wordpress-update-user", 0)
        tally.check(before == after, f"{after - before} writings at rest")

    # --- deletions ---

    def deletions(self, tally):
        pairs = [(a, b) for a, b, gone in self.links() if not gone]
        for a, _ in pairs:
            self.play.ask("DELETE", f"/contacts/{a}")
        self.play.later(5000)
        try:
            self.play.wait(lambda: len(self.decisions()) == len(pairs) - FREE, "the brake holds")
        except Failure as failure:
            raise Failure(f"{failure}: {self.state()}") from failure
        left = len(self.members())
        tally.check(left == len(pairs) - FREE, f"{left} members are left, not"
                    f" {len(pairs) - FREE}")
        self.kill()
        tally.check(len(self.members()) == left, "members went without a word")
        for n, decision in enumerate(self.decisions()):
            self.play.ask("POST", f"/flows/decisions/{decision['id']}",
                          {"choice": "retry" if n else "skip"})
        self.gone_wait()
        self.play.later(70000)
        self.play.idle()
        walked = self.walked()
        tally.check(len(self.contacts()) == 0, "what went came again")
        self.play.later(DAY_MS)  # then all are looked through, and what is not there is seen
        self.play.wait(lambda: self.walked() > walked, "all members are looked through")
        self.play.idle()
        asked = self.decisions()
        tally.check(not asked, f"whoever let them go is asked whether they went: {asked[:1]}")

    def walked(self):
        """The walk through the members that is known whole."""
        return self.play.one("SELECT max(c.full_walk) FROM cursor c JOIN subscription u"
                             " ON u.source_id = c.source_id WHERE u.side = 1")

    def gone_wait(self):
        """Until nobody is asked and one member is left: the one that was let be."""
        what = "those that may go have gone"
        try:
            self.play.wait(lambda: len(self.members()) == 1 and not self.decisions(), what)
        except Failure as failure:
            raise Failure(f"{failure}: {self.state()}") from failure

    def state(self):
        """What is open, for whoever must find out why it is not over."""
        runs = self.play.rows("SELECT id, state, due, reason FROM run WHERE ended IS NULL")
        steps = self.play.rows("SELECT run_id, path, state, due, tries, error FROM effect"
                               " WHERE state NOT IN ('done', 'skipped')")
        asked = self.decisions()
        return (f"{len(self.members())} members, {len(asked)} decisions, {asked[:2]},"
                f" {runs[:5]}, {steps[:5]}")

    def decisions(self):
        return self.play.ask("GET", "/flows/decisions")["decisions"]


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--server", default="build/groundlevel")
    asked.add_argument("--peer", default="build/peer")
    asked.add_argument("--pairs", type=int, default=30)
    asked.add_argument("--edits", type=int, default=120)
    asked.add_argument("--phases", type=int, default=3)
    asked.add_argument("--seed", type=int, default=1)
    asked = asked.parse_args()
    tally, world = Tally(), World(asked)
    try:
        world.furnish()
        world.play.apply(sync_flow())
        world.rest("all are linked")
        tally.check(len(world.links()) == asked.pairs, f"{len(world.links())} links")
        for _ in range(asked.phases):
            world.phase(tally)
        tally.check(not world.decisions(), f"somebody is asked: {world.decisions()[:1]}")
        tally.check(len(world.contacts()) == len(world.members()) == asked.pairs,
                    f"{len(world.contacts())} contacts, {len(world.members())} members")
        failed = world.play.ask("GET", "/flows/runs?state=failed")["runs"]
        tally.check(not failed, f"runs failed: {failed[:2]}")
        world.deletions(tally)
        told = world.peer.told()
        print(f"seed {asked.seed}: {world.edits} edits, {world.kills} kills,"
              f" {told['asked'].get('wordpress-update-user', 0)} writings to the site,"
              f" {told['requests']} requests", flush=True)
    finally:
        world.close()
    return tally.close()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"sync: {failure}")
