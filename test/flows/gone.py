#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nothing is told to be gone that is there, whatever the other side's lists do while they are read.

Usage: gone.py [--server PROGRAM] [--rounds N]

Plays of things that go wrong with a walk: pages that shift because something on an earlier page is
deleted while something else is made, so that even the totals agree; short and empty pages; errors
in the middle; most of it gone at once; lists of which nothing can be asked for alone.  Then rounds
in which all of that happens at random, and the process is killed (SIGKILL): in the end exactly what
was deleted has been told, once.
"""
import argparse
import concurrent.futures
import random
import sys
import time

from lists import Lists
from kit import Failure, Play, Tally

EVERY_MS = 300000
PAGE = 100
POLLS = {
    "record": ("highlevel.records", "hl", "custom_objects.pets"),
    "group": ("highlevel.calendar.groups", "hl", None),
    "user": ("wordpress.users", "site", None),
}


class Walks:
    """One list of one kind, polled by a flow that does nothing."""

    def __init__(self, asked, kind, count):
        self.kind, self.lists = kind, Lists()
        self.play = Play(asked.server)
        self.play.connect("hl", self.lists.url)
        self.play.connect("site", self.lists.url, "wordpress", account="ann")
        self.lists.make(kind, count)
        word, use, of = POLLS[kind]
        self.play.apply({"flow": "walk", "enabled": True, "on": {
            "poll": word, "use": use, "every": "5m", **({"of": of} if of else {})},
            "do": [{"stop": "seen"}]})
        self.poll()

    def names(self):
        return list(self.lists.things[self.kind])

    def cursor(self):
        return self.play.rows("SELECT next_due, walk_page, lease_until, fails, last_error"
                              " FROM cursor WHERE kind = 'poll'")[0]

    def step(self):
        """To where the walk is over (true), or waits because something failed."""
        began = due = self.cursor()[0]
        self.play.later(max(0, due - self.play.now_ms()))

        def rests():
            nonlocal due, page, fails
            due, page, lease, fails, _ = self.cursor()
            return due > began and not lease and (page is None or fails) and \
                due > self.play.now_ms() + 1000
        page = fails = None
        self.play.wait(rests, "a poll is over", 120, 0.01)
        return page is None and not fails

    def poll(self):
        """Until a walk is over."""
        for _ in range(60):
            if self.step():
                return
        raise Failure(f"the walk does not end: {self.cursor()}")

    def told(self, change="deleted"):
        return [int(row[0]) for row in self.play.rows(
            "SELECT inbox.item FROM run JOIN inbox ON inbox.id = run.inbox_id"
            " WHERE inbox.kind = ? ORDER BY run.id", change)]

    def decisions(self):
        return self.play.ask("GET", "/flows/decisions")["decisions"]

    def close(self):
        self.play.close()
        self.lists.shutdown()
        self.lists.server_close()


def at_page(walks, number, act):
    """Does it once, before this page is made."""
    def before(kind, page):
        if (kind, page) == (walks.kind, number):
            walks.lists.before = None
            act()
    walks.lists.before = before


# --- plays ---

def an_item_that_pages_skip(walks, check):
    """One of page 1 is deleted and another made while page 2 is asked for: 101 is on no page."""
    names = walks.names()
    at_page(walks, 2, lambda: (walks.lists.drop(walks.kind, names[4]),
                               walks.lists.make(walks.kind)))
    walks.poll()
    check(walks.told() == [], f"told in the walk of the shift: {walks.told()}")
    walks.poll()
    walks.poll()
    check(walks.told() == [int(names[4])], f"told: {walks.told()}, deleted: {names[4]}")
    check(len(walks.told("created")) == 1, f"made: {walks.told('created')}")
    check(walks.told("updated") == [], f"changed: {walks.told('updated')}")


def two_walks_that_skip_the_same(walks, check):
    """The shift comes twice, and hits the same item: it is asked for, not guessed."""
    for _ in range(2):
        names = walks.names()
        hit = names[100]
        at_page(walks, 2, lambda: (walks.lists.drop(walks.kind, names[4]),
                                   walks.lists.make(walks.kind)))
        walks.poll()
        walks.lists.things[walks.kind] = {  # back to its place
            n: 1 for n in [*walks.names()[:99], walks.lists.make(walks.kind)[0],
                           *walks.names()[99:-1]]}
        check(int(hit) not in walks.told(), f"{hit} is there")
    walks.poll()
    check(set(walks.told()).isdisjoint(int(n) for n in walks.names()), "what is there was told")


def a_short_page(walks, check):
    names = walks.names()
    walks.lists.drop(walks.kind, names[7])
    walks.lists.faults = [((walks.kind, 2), lambda part, total: (part[:60], total))]
    walks.poll()
    walks.poll()
    check(walks.told() == [int(names[7])], f"told: {walks.told()}")


def an_empty_page(walks, check):
    names = walks.names()
    walks.lists.faults = [((walks.kind, 1), lambda part, total: ([], 0))]
    walks.poll()
    check(walks.told() == [], f"told: {len(walks.told())}")
    walks.lists.drop(walks.kind, names[3])
    walks.poll()
    walks.poll()
    check(walks.told() == [int(names[3])], f"told: {walks.told()}")
    check(walks.decisions() == [], "the question is answered by itself when all is there again")


def nothing_at_all(walks, check):
    """A list that is empty from the beginning is no question to anybody."""
    walks.poll()
    check(walks.decisions() == [], f"asked: {walks.decisions()}")
    name = walks.lists.make(walks.kind)[0]
    walks.poll()
    check(walks.told("created") == [int(name)], f"made: {walks.told('created')}")
    walks.lists.drop(walks.kind, name)
    walks.poll()
    walks.poll()
    check(walks.told() == [int(name)], f"told: {walks.told()}")
    check(walks.decisions() == [], f"asked: {walks.decisions()}")


def errors_in_the_middle(walks, check):
    names = walks.names()
    walks.lists.drop(walks.kind, names[150])
    walks.lists.faults = [((walks.kind, 2), status) for status in (500, 502, 429, 500)] + [
        ((walks.kind, 3), 500)]
    walks.poll()
    walks.poll()
    check(walks.told() == [int(names[150])], f"told: {walks.told()}")


def a_page_that_fails_for_ever(walks, check):
    """The walk begins anew; what it missed stays missing until a complete one."""
    names = walks.names()
    walks.lists.drop(walks.kind, names[2])
    walks.lists.faults = [((walks.kind, 2), 400)] * 9
    walks.poll()
    first = walks.lists.asked.count((walks.kind, 1))
    check(first >= 3, f"page 1 was asked for {first} times")
    walks.poll()
    check(walks.told() == [int(names[2])], f"told: {walks.told()}")


def most_of_it_vanishes(walks, check):
    """Nine in ten are gone: a person is asked; they come back; they go again; it is true."""
    names = walks.names()
    kept = dict(walks.lists.things[walks.kind])
    walks.lists.drop(walks.kind, *names[25:])
    walks.poll()
    walks.poll()
    open_now = walks.decisions()
    check(walks.told() == [], f"told: {len(walks.told())}")
    check([d["kind"] for d in open_now] == ["brake"], f"decisions: {open_now}")
    walks.lists.things[walks.kind] = kept
    walks.poll()
    check(walks.told() == [] and walks.decisions() == [], "they are there again")
    walks.lists.drop(walks.kind, *names[25:])
    walks.poll()
    asked = walks.decisions()
    check(len(asked) == 1, f"asked again: {asked}")
    walks.play.ask("POST", f"/flows/decisions/{asked[0]['id']}", {"choice": "retry"})
    walks.poll()
    walks.poll()
    check(sorted(walks.told()) == [int(n) for n in names[25:]], f"told: {len(walks.told())}")
    kept = walks.names()
    walks.lists.drop(walks.kind, *kept[5:])
    walks.poll()
    check(len(walks.told()) == len(names) - 5, f"20 are few enough: {len(walks.told())}")


def one_cannot_be_asked_for(walks, check):
    """The other side has no such address: then two complete walks must agree."""
    names = walks.names()
    walks.lists.drop(walks.kind, names[4])
    walks.lists.faults = [((walks.kind, 0), "route")] * 99
    walks.poll()
    check(walks.told() == [], f"after one walk: {walks.told()}")
    walks.poll()
    check(walks.told() == [int(names[4])], f"after two: {walks.told()}")


def a_shift_where_one_cannot_be_asked_for(walks, check):
    """Two shifts in a row, that hide the same item: two walks are not enough."""
    walks.lists.faults = [((walks.kind, 0), "route")] * 999
    hidden = walks.names()[100]
    for n in range(2):
        names = walks.names()
        at_page(walks, 2, lambda: walks.lists.drop(walks.kind, names[names.index(hidden) - 1]))
        walks.poll()
        walks.lists.put(walks.kind, 0)  # a new one, at the top: the hidden is 101 again
        check(walks.told() == [], f"told after {n + 1}: {walks.told()}")
    for _ in range(3):
        walks.poll()
    there = {int(n) for n in walks.names()}
    check(len(walks.told()) == 2 and there.isdisjoint(walks.told()), f"told: {walks.told()}")


def what_was_listed_goes_before_it_is_asked_for(walks, check):
    """The first that is asked for to see whether asking helps has just gone: another is asked."""
    names = walks.names()
    walks.lists.drop(walks.kind, names[4])
    at_page(walks, 0, lambda: walks.lists.drop(walks.kind, min(walks.names())))
    walks.poll()
    check(walks.told() == [int(names[4])], f"told: {walks.told()}")
    walks.poll()
    check(walks.told() == [int(names[4]), int(names[0])], f"told: {walks.told()}")


def who_is_asked_fails(walks, check):
    names = walks.names()
    walks.lists.drop(walks.kind, names[4])
    walks.lists.faults = [((walks.kind, 0), status) for status in (500, 502)]
    walks.poll()
    check(walks.told() == [int(names[4])], f"told: {walks.told()}")


def a_question_without_answer(walks, check):
    """Found, but not for us: it is not gone."""
    names = walks.names()
    hidden = walks.lists.things[walks.kind].pop(names[4])
    walks.lists.faults = []
    at_page(walks, 0, lambda: walks.lists.faults.append(((walks.kind, 0), 403)))
    walks.poll()
    walks.lists.faults = []
    walks.lists.things[walks.kind][names[4]] = hidden
    walks.poll()
    check(walks.told() == [], f"told: {walks.told()}")
    check(walks.told("created") == [], f"made: {walks.told('created')}")


def the_same_page_again_and_again(walks, check):
    """A list that knows no pages is not asked for ever."""
    walks.lists.faults = [((walks.kind, n), lambda part, total: (walks.names()[:PAGE], 10 ** 6))
                          for n in range(2, 1000)]
    walks.step()
    most = max(number for _, number in walks.lists.asked)
    check(most < 20, f"page {most} was asked for")
    check("same page" in (walks.cursor()[4] or ""), f"it says so: {walks.cursor()[4]}")
    walks.lists.faults = []
    walks.poll()
    walks.poll()
    check(walks.told() == [], f"told: {walks.told()}")


def a_list_without_addresses(walks, check):
    """Calendar groups: one answer, and none can be asked for alone: two must agree."""
    names = walks.names()
    walks.lists.faults = [((walks.kind, 1), lambda part, total: (part[1:], total))]
    walks.poll()
    walks.poll()
    check(walks.told() == [], f"missing once: {walks.told()}")
    walks.lists.faults = [((walks.kind, 1), lambda part, total: ([], 0))] * 3
    walks.poll()
    walks.poll()
    walks.poll()
    check(walks.told() == [], f"empty: {walks.told()}")
    check([d["kind"] for d in walks.decisions()] == ["brake"], f"asked: {walks.decisions()}")
    walks.lists.drop(walks.kind, names[0])
    walks.poll()
    walks.poll()
    check(walks.told() == [int(names[0])], f"told: {walks.told()}")


def a_long_list(walks, check):
    """More than a page of ours can hold in one transaction."""
    names = walks.names()
    check(walks.play.one("SELECT count(*) FROM seen") == len(names), "not all are known")
    walks.lists.change(walks.kind, names[-1])
    walks.lists.drop(walks.kind, names[1200])
    walks.poll()
    walks.poll()
    check(walks.told("updated") == [int(names[-1])], f"changed: {walks.told('updated')}")
    check(walks.told() == [int(names[1200])], f"told: {walks.told()}")


PLAYS = [
    ("record", 250, an_item_that_pages_skip), ("user", 250, an_item_that_pages_skip),
    ("record", 250, two_walks_that_skip_the_same), ("record", 250, a_short_page),
    ("record", 250, an_empty_page), ("record", 12, an_empty_page), ("user", 12, an_empty_page),
    ("record", 0, nothing_at_all), ("user", 0, nothing_at_all), ("group", 0, nothing_at_all),
    ("record", 250, errors_in_the_middle), ("user", 250, errors_in_the_middle),
    ("record", 250, a_page_that_fails_for_ever), ("record", 250, most_of_it_vanishes),
    ("user", 250, most_of_it_vanishes), ("record", 250, one_cannot_be_asked_for),
    ("record", 250, a_shift_where_one_cannot_be_asked_for),
    ("record", 250, what_was_listed_goes_before_it_is_asked_for),
    ("record", 250, who_is_asked_fails), ("record", 250, a_question_without_answer),
    ("record", 250, the_same_page_again_and_again), ("group", 12, a_list_without_addresses),
    ("group", 1500, a_long_list),
]


# --- rounds at random ---

class Chance:
    """Changes and faults at random, between any two requests."""

    def __init__(self, walks, seed):
        self.walks, self.dice = walks, random.Random(seed)
        self.deleted, self.quiet, self.kills = set(), False, 0
        self.lied = False  # where none can be asked for, two lies in a row would be believed
        walks.lists.before = self.before

    def before(self, kind, page):
        walks, dice = self.walks, self.dice
        if self.quiet:
            return
        with walks.lists.lock:
            names = walks.names()
            if dice.random() < 0.25:
                for name in dice.sample(names, dice.randrange(1, 3)):
                    walks.lists.drop(walks.kind, name)
                    self.deleted.add(int(name))
                if dice.random() < 0.7:
                    walks.lists.make(walks.kind, dice.randrange(1, 3))
            if dice.random() < 0.3:
                walks.lists.change(walks.kind, dice.choice(walks.names()))
            self.lied = dice.random() < 0.1 and page and not (self.lied and kind == "group")
            if self.lied:
                walks.lists.faults = [((walks.kind, page), dice.choice([
                    500, 502, 429, lambda part, total: ([], 0),
                    lambda part, total: (part[:len(part) // 2], total),
                    lambda part, total: (part[:-1], total - 1)]))]
            elif dice.random() < 0.05 and not page:
                walks.lists.faults = [((walks.kind, 0), 500)]

    def go(self, polls):
        walks = self.walks
        for _ in range(polls):
            if self.dice.random() < 0.15:
                walks.play.later(max(0, walks.cursor()[0] - walks.play.now_ms()))
                time.sleep(self.dice.uniform(0, 0.05))
                walks.play.again()
                self.kills += 1
            walks.step()
            for d in walks.decisions():
                walks.play.ask("POST", f"/flows/decisions/{d['id']}", {"choice": "skip"})
        self.quiet = True
        walks.lists.faults = []
        for _ in range(3):
            walks.poll()


def chance(asked, kind, seed, tally):
    walks = Walks(asked, kind, 350 if kind != "group" else 40)
    try:
        known = {int(n) for n in walks.names()}
        chance_of = Chance(walks, seed)
        chance_of.go(60)
        told = walks.told()
        told_of = known | set(walks.told("created"))
        due = chance_of.deleted & told_of
        there = {int(n) for n in walks.names()}
        print(f"{kind}, seed {seed}: {len(walks.lists.asked)} requests, {chance_of.kills} kills,"
              f" {len(chance_of.deleted)} deleted: {len(due - set(told))} missed,"
              f" {len(told) - len(set(told))} repeated, {len(set(told) & there)} false", flush=True)
        tally.check(set(told) == due and len(told) == len(due),
                    f"{kind}, seed {seed}: not told {sorted(due - set(told))[:20]}, told in error"
                    f" {sorted(set(told) - due)[:20]}, {len(told)} for {len(set(told))}")
        tally.check(told_of >= there, f"{kind}, seed {seed}: never told {sorted(there - told_of)}")
        walks.play.stop()
    finally:
        walks.close()


def play_one(asked, kind, count, play, tally):
    what = f"{kind}: {play.__name__.replace('_', ' ')}"
    walks = Walks(asked, kind, count)
    try:
        play(walks, lambda fine, why: tally.check(fine, f"{what}: {why}"))
        walks.play.stop()
        print(f"{what}: {len(walks.lists.asked)} requests", flush=True)
    finally:
        walks.close()


def guarded(asked, tally, act, *rest):
    try:
        act(asked, *rest, tally)
    except Failure as failure:
        tally.check(False, f"{rest}: {failure}")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--rounds", type=int, default=1)
    reader.add_argument("--first", type=int, default=1)
    reader.add_argument("--only", default="")
    asked = reader.parse_args()
    tally = Tally()
    acts = [(play_one, kind, count, play) for kind, count, play in PLAYS
            if asked.only in play.__name__]
    acts += [(chance, kind, seed) for seed in range(asked.first, asked.first + asked.rounds)
             for kind in POLLS]
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(guarded, asked, tally, *act) for act in acts]:
            done.result()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
