#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures what users do with the data that users have, beside a server written by hand.

Fills folders of three sizes (bench-people: contacts with tags, phones and custom fields, notes,
tasks, records with every kind of field, relations) and gives what the middle one has to the
reference (bench/reference: Fastify and better-sqlite3).  Then every operation that writes, reads
and searches alone and combined, by turns on each of them, at 1 and at 64 connections; what is made
is changed and deleted again.  Prints medians of the turns and their ratios; asserts nothing.

usage: bench/users.py [--large N] [--middle N] [--small N] [--records N] [--seconds S] [--turns N]
                      [--writes N] [--keep DIR] [--only WORD] [--no-hand] [--anew]

With --keep the filled folders stay there, and are copied for each run.  Reads are asked again and
again, as pages do that look every few seconds, and lists and searches are then answered from
memory; with --anew each of them is performed (cache_mb = 0).
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from run import BUILD, HERE, Server

OBJECT = "custom_objects.pets"
CONNECTIONS = [1, 64]
LINES = 1000   # of a read: asked again and again


# --- what is asked: METHOD, path, body ---

def line(method, path, body=None):
    return f"{method}\t{path}\t{'' if body is None else json.dumps(body)}"


class Asking:
    """Requests to one side: its location, what is there, what was made in this turn."""

    def __init__(self, known, seed):
        self.known, self.made, self.serial = known, {}, seed
        self.location = known["locationId"]
        self.rng = random.Random(seed)

    def new(self, fields):
        self.serial += 1
        n = self.serial
        body = {"locationId": self.location, "firstName": "New", "lastName": f"Person {n}",
                "email": f"new{n}@example.org", "phone": f"+1303{2000000 + n % 7999999}",
                "companyName": "Company", "address1": "1 Main Street", "city": "Springfield",
                "state": "IL", "country": "US", "source": "bench", "tags": ["member", "bench"]}
        if fields:
            body["customFields"] = self.fields(n)
        return line("POST", "/contacts/", body)

    def fields(self, n):
        return [{"id": self.known["level"], "field_value": f"Level {n % 7}"},
                {"id": self.known["score"], "field_value": n % 1000}]

    def search(self, *filters, sort="dateAdded"):
        return line("POST", "/contacts/search", {
            "locationId": self.location, "page": 1, "pageLimit": 20,
            "filters": [{"field": f, "operator": o, "value": v} for f, o, v in filters],
            "sort": [{"field": sort, "direction": "desc"}]})

    def pets(self, *filters):
        return line("POST", f"/objects/{OBJECT}/records/search", {
            "locationId": self.location, "page": 1, "pageLimit": 20,
            "filters": [{"field": f"properties.{f}", "operator": o, "value": v}
                        for f, o, v in filters],
            "sort": [{"field": "properties.price", "direction": "desc"}]})

    def pet(self, more):
        n = self.rng.randrange(1000000)
        body = {"name": f"New pet {n}", "age": n % 30, "price": {"currency": "default", "value": n},
                "born": "2020-02-02", "kind": "two"}
        if more:
            body |= {"about": "likes fish", "phone": f"+1202{2000000 + n}", "traits": ["one"],
                     "email": f"pet{n}@example.org", "size": "one", "wishes": ["three"],
                     "papers": [{"url": "https://example.com/1.pdf"}], "boxes": {"one": "a box"}}
        return body

    def record(self, method, key, properties=None):
        path = f"/objects/{OBJECT}/records/{key}?locationId={self.location}"
        return line(method, path, properties and {"properties": properties})

    def group(self):
        return f"group-{self.rng.randrange(self.known['contacts'] // 200)}"

    def person(self):
        return f"person{self.rng.randrange(self.known['contacts'])}@example.com"


D3 = (("firstName", "contains", "ann"), ("state", "eq", "TX"))
NOTE, TASK = {"body": "<p>tea</p>"}, {"title": "Call", "body": "b", "completed": False,
                                      "dueDate": "2030-01-01T00:00:00Z"}
# name, the request; what is read again and again
READS = [
    ("contact get", lambda a: line("GET", f"/contacts/{a.rng.choice(a.known['ids'])}")),
    ("contact list of 100", lambda a: line("GET", f"/contacts/?limit=100&locationId={a.location}")),
    ("search e-mail", lambda a: a.search(("email", "eq", a.person()))),
    ("search contains + state + sort", lambda a: a.search(*D3)),
    ("search contains + tag", lambda a: a.search(D3[0], ("tags", "eq", a.group()))),
    ("search field + tag", lambda a: a.search(
        (f"customFields.{a.known['level']}", "eq", "Level 3"), ("tags", "eq", a.group()))),
    ("search field range + state", lambda a: a.search(
        (f"customFields.{a.known['score']}", "range", {"gte": 100, "lt": 103}), D3[1])),
    ("search city + sort by name", lambda a: a.search(
        ("city", "eq", f"City {a.rng.randrange(997)}"), sort="firstName")),
    ("record get", lambda a: a.record("GET", a.rng.choice(a.known["pets"]))),
    ("record search contains + choice + sort", lambda a: a.pets(
        ("name", "contains", "Hannah"), ("kind", "eq", "one"))),
    ("record search range + choice + sort", lambda a: a.pets(
        ("age", "range", {"gte": 13, "lt": 14}), ("kind", "eq", "one"))),
]
# name, under which name the ids come that it takes, the request
WRITES_DONE = [
    ("contact create", None, lambda a, _: a.new(False)),
    ("contact create with fields", None, lambda a, _: a.new(True)),
    ("contact update", "contact create", lambda a, k: line(
        "PUT", f"/contacts/{k}", {"city": f"City {a.rng.randrange(997)}"})),
    ("contact update with fields", "contact create with fields", lambda a, k: line(
        "PUT", f"/contacts/{k}", {"city": "Rome", "customFields": a.fields(a.rng.randrange(999))})),
    ("tag add", "contact create", lambda a, k: line(
        "POST", f"/contacts/{k}/tags", {"tags": [a.group()]})),
    ("tag remove", "contact create", lambda a, k: line(
        "DELETE", f"/contacts/{k}/tags", {"tags": ["bench"]})),
    ("note create", "contact create", lambda a, k: line("POST", f"/contacts/{k}/notes", NOTE)),
    ("note update", "note create", lambda a, k: line(
        "PUT", f"/contacts/{a.owner('note create', k)}/notes/{k}", {"body": "milk"})),
    ("note delete", "note create", lambda a, k: line(
        "DELETE", f"/contacts/{a.owner('note create', k)}/notes/{k}")),
    ("task create", "contact create", lambda a, k: line("POST", f"/contacts/{k}/tasks", TASK)),
    ("task update", "task create", lambda a, k: line(
        "PUT", f"/contacts/{a.owner('task create', k)}/tasks/{k}", {"body": "later"})),
    ("task delete", "task create", lambda a, k: line(
        "DELETE", f"/contacts/{a.owner('task create', k)}/tasks/{k}")),
    ("record create", None, lambda a, _: line(
        "POST", f"/objects/{OBJECT}/records",
        {"locationId": a.location, "properties": a.pet(False)})),
    ("record create of every kind", None, lambda a, _: line(
        "POST", f"/objects/{OBJECT}/records",
        {"locationId": a.location, "properties": a.pet(True)})),
    ("record update", "record create", lambda a, k: a.record("PUT", k, {"age": 31})),
    ("record update of every kind", "record create of every kind",
     lambda a, k: a.record("PUT", k, a.pet(True))),
    ("relation create", "record create", lambda a, k: line("POST", "/associations/relations", {
        "locationId": a.location, "associationId": a.known["associationId"],
        "firstRecordId": a.rng.choice(a.known["ids"]), "secondRecordId": k})),
    ("relation delete", "relation create", lambda a, k: line(
        "DELETE", f"/associations/relations/{k}?locationId={a.location}")),
    ("record delete", "record create", lambda a, k: a.record("DELETE", k)),
    ("record delete of every kind", "record create of every kind",
     lambda a, k: a.record("DELETE", k)),
    ("contact delete", "contact create", lambda a, k: line("DELETE", f"/contacts/{k}")),
    ("contact delete with fields", "contact create with fields",
     lambda a, k: line("DELETE", f"/contacts/{k}")),
]


# --- asking it ---

class Side:
    """One server on one folder."""

    def __init__(self, name, command, known, token):
        self.name, self.known, self.token = name, known, token
        self.server = Server(command)
        self.rates = {}

    def ask(self, lines, connections, repeat=1, patient=False):
        """Requests a second, the ids in the replies, in some order, p50, p99 and the
        processor's microseconds; or, to the patient, None: some were refused."""
        before = self.server.cpu_s()
        with tempfile.NamedTemporaryFile("w", suffix=".asks") as asks:
            asks.write("\n".join(lines) + "\n")
            asks.flush()
            done = subprocess.run(
                [str(BUILD / "bench-load"), str(self.server.port), self.token, asks.name,
                 str(connections), str(repeat)], capture_output=True, text=True, check=False)
        said = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", done.stderr)
        if said and int(said.group(5)) and patient:
            return None
        if not said or int(said.group(5)):
            raise SystemExit(f"{self.name}: {lines[0][:200]}\n{done.stderr}")
        count, took_us, p50_us, p99_us, _ = map(int, said.groups())
        return (count / took_us * 1e6, done.stdout.split(), p50_us / 1000, p99_us / 1000,
                (self.server.cpu_s() - before) / count * 1e6)

    def total(self, ask):
        """What a search says that it found."""
        method, path, body = ask.split("\t")
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}{path}", body.encode(), method=method, headers={
                "Authorization": f"Bearer {self.token}", "Version": "2021-07-28",
                "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)["total"]

    def keep(self, name, connections, rate):
        if rate:
            self.rates.setdefault((name, connections), []).append(rate)
        print(f"  {self.name}: {name}, {connections}: {rate[0] if rate else 0:,.0f}/s",
              file=sys.stderr)

    def read(self, name, make, connections, seconds, seed):
        asking = Asking(self.known, seed)
        lines = [make(asking) for _ in range(LINES)]
        probe = self.ask(lines[:connections], connections, patient=True)
        count = int(probe[0] * seconds) if probe else 0
        if count > connections:  # else it was long enough
            probe = self.ask(lines[:count], connections, max(count // LINES, 1))
        self.keep(name, connections, probe)

    def write_all(self, connections, seed, only, writes):
        """What one creates the next changes, and the last takes away.  A creation that others need
        is made, whether it is asked for or not."""
        asking = Asking(self.known, seed)
        needed = {before for name, before, _ in WRITES_DONE if only in name} | {
            before for name, before, _ in WRITES_DONE
            if any(name == b and only in n for n, b, _ in WRITES_DONE)}
        asking.owner = lambda name, key: asking.made[f"owner of {name}"][key]
        for name, before, make in WRITES_DONE:
            if only not in name and name not in needed:
                continue
            keys = asking.made[before] if before else range(writes)
            ran = self.ask([make(asking, key) for key in keys], connections)
            self.keep(name, connections, ran)
            if len(ran[1]) < len(keys) and name.endswith(("create", "fields", "kind")) and \
                    "create" in name:
                raise SystemExit(f"{self.name}: {name} gave {len(ran[1])} ids for {len(keys)}")
            asking.made[name] = ran[1]
            if name in ("note create", "task create"):
                asking.made[f"owner of {name}"] = self.owners(name.split()[0], ran[1])

    def owners(self, kind, keys):
        """Whose each note or task is, from the file; replies come in any order."""
        import sqlite3
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as db:
            return {k: db.execute(f"SELECT contact_id FROM {kind} WHERE id = ?", [k]).fetchone()[0]
                    for k in keys}

    def median(self, name, connections, which=0):
        values = [r[which] for r in self.rates.get((name, connections), [])]
        return statistics.median(values) if values else None

    def spread(self, name, connections):
        values = [r[0] for r in self.rates.get((name, connections), [])]
        return (max(values) - min(values)) / statistics.median(values) if values else 0


def fill(home, name, contacts, records):
    folder = os.path.join(home, name)
    known = folder + ".json"
    if not os.path.exists(known):
        begin = time.monotonic()
        with open(known + ".part", "w", encoding="utf-8") as out:
            subprocess.run([str(BUILD / "bench-people"), "--data", folder, "--contacts",
                            str(contacts), "--records", str(records)], stdout=out,
                           stderr=subprocess.DEVNULL, check=True)
        os.rename(known + ".part", known)
        print(f"filled {name} in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return folder, json.loads(pathlib.Path(known).read_text(encoding="utf-8"))


def open_ours(home, work, contacts, args):
    name, records = f"{contacts}", min(contacts, args.records)
    folder, known = fill(home, name, contacts, records)
    copy = os.path.join(work, name)
    shutil.copytree(folder, copy)
    side = Side(name, [str(BUILD / "groundlevel"), "serve", "--data", copy, "--listen",
                       "127.0.0.1:PORT", "--log_level", "error",
                       *(["--cache_mb", "0"] if args.anew else [])], known, known["token"])
    side.file = os.path.join(copy, "groundlevel.db")
    return side


def open_hand(work, ours):
    """The reference with what ours has, or None where npm cannot install it."""
    here = HERE / "reference"
    if not (here / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=here,
                       check=True)
    file = os.path.join(work, f"{ours.name}-by-hand.db")
    node = ["node", str(here / "server.mjs"), file]
    subprocess.run([*node, "--from", ours.file], check=True)
    side = Side(f"{ours.name} by hand", [*node, "PORT", "bench"], ours.known, "bench")
    side.file = file
    return side


# --- what came of it ---

def number(value, digits=0):
    return "–" if value is None else f"{value:,.{digits}f}"


def ratio(a, b):
    return "–" if not a or not b else f"{a / b:.2f}"


def print_table(names, ours, by_hand, sizes):
    print("| work | connections | " + " | ".join(f"{s:,}, /s" for s in sizes)
          + " | p50, p99 ms of the last | time last/first | by hand, /s | middle to it |"
          " CPU µs of the middle, last, by hand |")
    print("|---|---|" + "---|" * (len(sizes) + 5))
    for name in names:
        for count in CONNECTIONS:
            rates = [side.median(name, count) for side in ours]
            hand = by_hand and by_hand.median(name, count)
            if not any(rates):
                continue
            last = ours[-1]
            print(f"| {name} | {count} | " + " | ".join(number(r) for r in rates)
                  + f" | {number(last.median(name, count, 2), 2)},"
                  f" {number(last.median(name, count, 3), 2)} | {ratio(rates[0], rates[-1])} |"
                  f" {number(hand)} | {ratio(rates[len(rates) // 2], hand)} | " + ", ".join(
                      number(side and side.median(name, count, 4))
                      for side in (ours[len(ours) // 2], last, by_hand)) + " |")


def rate(side, name, count=64):
    return side.median(name, count) if side else None


def print_goals(ours, by_hand):
    """The aims, what they are measured by, and what came."""
    small, middle, large = ours[0], ours[len(ours) // 2], ours[-1]
    d3, made = "search contains + state + sort", "contact create"
    rows = [(f"{name} ≥ {least} of by hand", rate(middle, name), rate(by_hand, name), least)
            for name, least in (("contact get", 3), ("contact list of 100", 8),
                                ("search e-mail", 5), (d3, 10), (made, 4),
                                ("contact create with fields", 2), ("record get", 3),
                                ("record create", 3))]
    rows += [("contact create with fields ≥ 0.7 of without", rate(large, f"{made} with fields"),
              rate(large, made), 0.7),
             ("contact update with fields ≥ 0.5 of create",
              rate(large, "contact update with fields"), rate(large, made), 0.5),
             ("contact delete ≥ 0.5 of create", rate(large, "contact delete"),
              rate(large, made), 0.5),
             ("record update ≥ 0.5 of create", rate(large, "record update"),
              rate(large, "record create"), 0.5),
             ("record delete ≥ 0.5 of create", rate(large, "record delete"),
              rate(large, "record create"), 0.5),
             (f"{d3} ≥ 2,000/s", rate(middle, d3), 1, 2000),
             (f"{d3}, {large.name} ≥ 0.5 of {middle.name}", rate(large, d3), rate(middle, d3), 0.5),
             ("record search contains + choice + sort ≥ 1,000/s",
              rate(middle, "record search contains + choice + sort"), 1, 1000)]
    rows += [(f"{name}, {large.name}: ≤ 2 × the time of {small.name}", rate(large, name, 1),
              rate(small, name, 1), 0.5)
             for name in ("record update", "record delete", "contact delete",
                          "contact delete with fields")]
    print("\n| aim | measured | |\n|---|---|---|")
    for aim, got, base, least in rows:
        if got and base:
            digits = 0 if base == 1 else 2
            print(f"| {aim} | {number(got / base, digits)} |"
                  f" {'met' if got / base >= least else '**missed**'} |")


def measure(sides, args):
    for turn in range(args.turns):
        for count in CONNECTIONS:
            for name, make in READS:
                for side in sides:
                    if args.only in name:
                        side.read(name, make, count, args.seconds, turn * 100 + count)
            for side in sides:
                # people of other turns, and of runs before, have other numbers
                side.write_all(count, (turn * 2 + (count > 1)) * 100000, args.only,
                               args.writes if count > 1 else args.writes // 10)
        print(f"turn {turn + 1} of {args.turns}", file=sys.stderr)


def print_totals(ours, by_hand):
    """Do both find as many?"""
    for name, make in READS:
        if "search" not in name:
            continue
        ask = make(Asking(ours.known, 1))
        found, hand = ours.total(ask), by_hand.total(ask)
        print(f"{name}: {found:,} found" + (f", by hand {hand:,}" if hand != found else ""))


def main():
    options = argparse.ArgumentParser()
    for name, value in (("large", 1000000), ("middle", 100000), ("small", 10000),
                        ("records", 1000000), ("seconds", 1.0), ("turns", 3), ("writes", 3000)):
        options.add_argument(f"--{name}", type=type(value), default=value)
    options.add_argument("--keep", default="")
    options.add_argument("--only", default="")
    options.add_argument("--no-hand", action="store_true")
    options.add_argument("--anew", action="store_true")
    args = options.parse_args()
    work = tempfile.mkdtemp(prefix="groundlevel-bench-", dir=args.keep or None)
    home = args.keep or work + "-filled"
    os.makedirs(home, exist_ok=True)
    sizes = [n for n in (args.small, args.middle, args.large) if n]
    sides, ours = [], []
    try:
        for size in sizes:
            ours.append(open_ours(home, work, size, args))
            sides.append(ours[-1])
        by_hand = None if args.no_hand else open_hand(work, ours[len(ours) // 2])
        sides += [by_hand] if by_hand else []
        print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, "
              f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GiB; contacts in "
              f"one location: {', '.join(f'{n:,}' for n in sizes)}, with records up to "
              f"{args.records:,}; medians of {args.turns} turns; the client on the same machine; "
              f"every write durable before its reply, on both; "
              f"{'each read performed' if args.anew else 'reads repeated'}.\n")
        if by_hand:
            print_totals(ours[len(ours) // 2], by_hand)
            print()
        measure(sides, args)
        print_table([r[0] for r in READS] + [w[0] for w in WRITES_DONE], ours, by_hand, sizes)
        print_goals(ours, by_hand)
        wide = sorted(((side.spread(*key), side.name, *key) for side in sides
                       for key in side.rates), reverse=True)
        middle = statistics.median(w[0] for w in wide)
        print(f"\nBetween the turns of one row lie {middle:.0%} of its median, as a median of all"
              f" rows; at most {wide[0][0]:.0%} ({wide[0][2]}, {wide[0][1]}).")
    finally:
        for side in sides:
            side.server.stop()
        shutil.rmtree(work, ignore_errors=True)
        if not args.keep:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
