#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a report says is what one counts by hand, after any history.

Usage: recount.py [--server PROGRAM] [SEED]          (or: sh test/postgres.sh recount.py …)

Contacts and opportunities are made, changed and deleted at random.  Then each is read by its list,
one by one, and counted and summed here; the reports must say the same, by each field, and by two;
and the filters of each row must list as many as the row says.
"""
import argparse
import collections
import os
import random
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "flows"))
sys.path.insert(0, HERE)
from server import Failure, Tally  # noqa: E402
from kit import Play  # noqa: E402

STEPS = 120
SOURCES = ["web", "Web", "walk in", "", None]
STATES = ["TX", "tx", "NY", None]
TAGS = ["a", "b", "c"]
STATUSES = ["open", "won", "lost", "abandoned"]


class History:
    """A location whose contacts and opportunities come, change and go."""

    def __init__(self, play, dice):
        self.client, self.location, self.dice = play.client, play.location, dice
        self.contacts, self.deals = [], []
        made = self.good("POST", "/opportunities/pipelines", {
            "locationId": self.location, "name": "Ways", "stages": [{"name": "A"}, {"name": "B"}]})
        self.pipeline = made["pipeline"]

    def good(self, method, path, body=None):
        return self.client.need(method, path, body)

    def words(self):
        pick = self.dice.choice
        words = {"source": pick(SOURCES), "state": pick(STATES),
                 "tags": self.dice.sample(TAGS, self.dice.randint(0, 3))}
        return {name: value for name, value in words.items() if value is not None}

    def step(self):
        dice, way = self.dice, self.dice.random()
        if way < 0.45 or not self.contacts:
            made = self.good("POST", "/contacts/", {
                "locationId": self.location, "firstName": "P", **self.words()})
            self.contacts.append(made["contact"]["id"])
        elif way < 0.6:
            self.good("PUT", f"/contacts/{dice.choice(self.contacts)}", self.words())
        elif way < 0.7:
            gone = self.contacts.pop(dice.randrange(len(self.contacts)))
            self.good("DELETE", f"/contacts/{gone}")
        else:
            self.client.ask("POST", "/opportunities/", {  # a contact has one: then it is refused
                "locationId": self.location, "pipelineId": self.pipeline["id"], "name": "Deal",
                "pipelineStageId": dice.choice(self.pipeline["stages"])["id"],
                "status": dice.choice(STATUSES), "contactId": dice.choice(self.contacts),
                "monetaryValue": dice.randint(0, 10 ** 7) / 10 ** dice.randint(0, 4)})


def listed(history, path, member):
    reply = history.good("POST", path, {
        "locationId": history.location, **({"pageLimit": 500} if member == "contacts"
                                           else {"limit": 500})})
    return reply[member]


def folded(value):
    return [None if value is None else value.lower()]


def keys(thing, field):
    value = thing.get(field)
    if field == "tags":
        return value or [None]
    return folded(value)


def recount(things, fields):
    counts = collections.Counter()
    for thing in things:
        rows = [()]
        for field in fields:
            rows = [row + (key,) for row in rows for key in set(keys(thing, field))]
        counts.update(rows)
    return counts


def report(history, **query):
    return history.good("POST", "/reports/query", {"locationId": history.location, **query})


def told(reply):
    return {tuple(row["keys"]): row["value"] for row in reply["rows"]}


def compare(history, tally, of, path, fields):
    things = listed(history, path, of)
    for one in fields:
        for other in [None, *fields]:
            by = [name for name in (one, other) if name]
            if one == other:
                continue
            reply = report(history, of=of, by=[{"field": name} for name in by])
            tally.check(told(reply) == dict(recount(things, by))
                        and reply["total"] == len(things), f"{of} by {by}")
            for row in reply["rows"] if not other else []:
                found = history.good("POST", path, {
                    "locationId": history.location, "filters": row["filters"],
                    **({"pageLimit": 1} if of == "contacts" else {"limit": 1})})
                tally.check(found["total"] == row["value"], f"{of} by {row['filters']}")
    return things


def play_it(play, seed, tally):
    history = History(play, random.Random(seed))
    for _ in range(STEPS):
        history.step()
    compare(history, tally, "contacts", "/contacts/search", ["source", "state", "tags"])
    deals = compare(history, tally, "opportunities", "/opportunities/search",
                    ["status", "pipelineStageId"])
    exact = [Fraction(str(deal.get("monetaryValue") or 0)) for deal in deals]
    summed = report(history, of="opportunities", measure="sum", field="monetaryValue")
    tally.check(Fraction(str(summed["total"])) == sum(exact), "the sum")
    day = report(history, of="contacts", period="days7",
                 by=[{"field": "dateAdded", "bucket": "day"}])
    tally.check(sum(told(day).values()) == day["total"] == len(history.contacts), "the days")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    reader.add_argument("seed", nargs="?", type=int, default=1)
    asked = reader.parse_args()
    tally, play = Tally(), Play(asked.server)
    try:
        play_it(play, asked.seed, tally)
        play.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
