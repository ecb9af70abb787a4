#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A search of contacts finds what looking at each of them finds.

Usage: search.py [--server PROGRAM] [--contacts N] [--searches N] [--seed N]

With GROUNDLEVEL_TEST_POSTGRES the server keeps its data there.

Random contacts in two locations; then random filters, alone, in groups, in groups of groups, with a
sort.  Each reply's total, and the contacts of all its pages in order, are held against an
evaluation of the same filters over the contacts as they were sent, one by one.
"""
import argparse
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "faults"))
from server import Failure, Server, Tally, other_location  # noqa: E402

CHOICES = {
    "firstName": ["Ann", "Hannah", "Bob", "joanna", "Al", "Öz Ann"],
    "lastName": ["Smith", "Lee", "O'Neil", "\"Quote\"", "Smithson"],
    "city": ["Austin", "austin", "Paris", "New York", "a\"b"],
    "state": ["TX", "tx", "NY", "T"],
    "country": ["US", "FR"],
    "postalCode": ["78701", "10001"],
    "source": ["web form", "import"],
    "companyName": ["Acme", "Acme Inc", "state=tx"],
}
TAGS = ["vip", "lead", "a \"b\"", "käse", "x,y", "state=tx"]
SORTS = ["dateAdded", "firstName", "lastName", "city", "state"]
PAGE = 7


def folded(value):
    return value.lower()


class Contacts:
    def __init__(self, rng):
        self.rng, self.all = rng, []

    def make(self, client, location, count):
        for number in range(count):
            sent = {name: self.rng.choice(values) for name, values in CHOICES.items()
                    if self.rng.random() < 0.7}
            if self.rng.random() < 0.7:
                sent["tags"] = self.rng.sample(TAGS, self.rng.randrange(1, 4))
            sent["email"] = f"{self.rng.choice(['ann', 'tx', 'vip'])}{number}@example.com"
            sent["country"] = sent.get("country", "US")
            made = client.need("POST", "/contacts/", {"locationId": location, **sent})
            self.all.append({**sent, "id": made["contact"]["id"]})

    def change(self, client):
        """Half of them once more, so that what was found before is not found any more."""
        for contact in self.rng.sample(self.all, len(self.all) // 2):
            sent = {name: self.rng.choice(CHOICES[name])
                    for name in self.rng.sample(sorted(CHOICES), 3)}
            sent["tags"] = self.rng.sample(TAGS, self.rng.randrange(0, 3))
            client.need("PUT", f"/contacts/{contact['id']}", sent)
            contact.update(sent)


def random_filter(rng, depth=0):
    if depth < 3 and rng.random() < 0.3:
        return {"group": rng.choice(["AND", "OR"]),
                "filters": [random_filter(rng, depth + 1) for _ in range(rng.randrange(1, 4))]}
    field = rng.choice([*CHOICES, "tags"])
    values = TAGS if field == "tags" else CHOICES[field]
    operator = rng.choice(["eq", "eq", "eq", "not_eq", "contains", "contains", "not_contains"])
    value = rng.choice(values)
    if operator.endswith("eq") and rng.random() < 0.3:
        value = rng.sample(values, 2)
    if operator.endswith("contains"):
        value = value[rng.randrange(2):]
        if len(value.encode()) < 4:
            operator, value = "eq", rng.choice(values)
    return {"field": field, "operator": operator, "value": value}


def fits(contact, one):
    if "filters" in one:
        each = (fits(contact, inner) for inner in one["filters"])
        return any(each) if one["group"] == "OR" else all(each)
    have = contact.get(one["field"]) or []
    have = [folded(v) for v in (have if isinstance(have, list) else [have])]
    if one["operator"].endswith("eq"):
        wanted = one["value"] if isinstance(one["value"], list) else [one["value"]]
        found = any(v in {folded(w) for w in wanted} for v in have)
    else:
        found = any(folded(one["value"]) in v for v in have)
    return found != one["operator"].startswith("not_")


def search(client, location, filters, sort):
    ids, after, total = [], None, None
    while True:
        body = {"locationId": location, "pageLimit": PAGE, "filters": filters,
                "sort": [{"field": sort, "direction": "desc"}]}
        if after:
            body["searchAfter"] = after
        reply = client.need("POST", "/contacts/search", body)
        if total not in (None, reply["total"]):
            raise Failure(f"total was {total}, is {reply['total']}: {body}")
        total = reply["total"]
        if not reply["contacts"]:
            return ids, total
        ids += [contact["id"] for contact in reply["contacts"]]
        after = reply["contacts"][-1]["searchAfter"]


def check(tally, client, location, contacts, rng):
    filters = [random_filter(rng) for _ in range(rng.randrange(1, 4))]
    sort = rng.choice(SORTS)
    ids, total = search(client, location, filters, sort)
    wanted = {c["id"] for c in contacts.all if all(fits(c, one) for one in filters)}
    tally.check(len(ids) == len(set(ids)), f"no contact twice: {filters}")
    tally.check(set(ids) == wanted and total == len(wanted),
                f"{filters} by {sort}: {len(ids)} found, total {total}, {len(wanted)} fit")


def run(tally, server, given, rng):
    client, mine, strangers = server.client(), Contacts(rng), Contacts(rng)
    mine.make(client, server.location, given.contacts)
    location, token = other_location(server)
    strangers.make(server.client(token), location, given.contacts // 4)
    for _ in range(2):
        for _ in range(given.searches // 2):
            check(tally, client, server.location, mine, rng)
        mine.change(client)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="build/groundlevel-san")
    parser.add_argument("--contacts", type=int, default=120)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    given = parser.parse_args()
    rng = random.Random(given.seed)
    print(f"seed {given.seed}")
    tally = Tally()
    server = Server(given.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        server.start()
        run(tally, server, given, rng)
        server.stop()
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
