#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Properties that need no expected answers: run them against any solver.

  properties.py [--first SEED] [--count N] [--cmd 'engine slots --jsonl']

--cmd is a program that reads one scenario per line and writes one answer per
line (the oracle's --jsonl form); without it the oracle itself is checked.
"""
import argparse
import copy
import json
import random
import shlex
import subprocess
import sys

import generate
import oracle
from oracle_time import iso, to_ms, zone


class Solver:
    def __init__(self, cmd):
        self.p = subprocess.Popen(shlex.split(cmd), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  text=True) if cmd else None

    def __call__(self, sc):
        if not self.p:
            return oracle.solve(sc)
        self.p.stdin.write(json.dumps(sc) + "\n")
        self.p.stdin.flush()
        return json.loads(self.p.stdout.readline())

    def close(self):
        if self.p:
            self.p.stdin.close()
            self.p.wait(timeout=60)


def flat(r):
    """answer -> sorted instants (ms)"""
    return sorted(to_ms(x) for d in r.values() for x in d["slots"])


class Case:
    """one scenario, its free slots, and what turned out to be broken"""

    def __init__(self, solve, seed):
        self.solve, self.r, self.bad = solve, random.Random(seed), []
        self.sc = sc = generate.scenario(seed)
        sc["query"].pop("enableLookBusy", None)
        self.q, self.cal = sc["query"], sc["calendar"]
        self.a, self.b = self.q["startDate"], self.q["endDate"]
        self.users = [t["userId"] for t in self.cal.get("teamMembers", [])]
        self.wanted = list(self.q.get("userIds") or []) + \
            ([self.q["userId"]] if self.q.get("userId") else [])
        self.base = solve(sc)
        self.slots = [] if "error" in self.base else flat(self.base)

    def check(self, name, cond, extra=None):
        if not cond:
            self.bad.append("%s %s" % (name, extra if extra is not None else ""))

    def form(self):
        """keys and order"""
        base = self.base
        self.check("keys", list(base) == sorted(base) and all(
            d["slots"] and all(x[:10] == k for x in d["slots"]) for k, d in base.items()))
        seq = [to_ms(x) for d in base.values() for x in d["slots"]]
        self.check("unique", len(seq) == len(set(seq)))

    def window(self):
        """A: cutting the window in two; B: another zone, same instants"""
        m = self.r.randint(self.a, self.b)
        x, y = copy.deepcopy(self.sc), copy.deepcopy(self.sc)
        x["query"]["endDate"], y["query"]["startDate"] = m, m + 1
        if m + 1 <= self.b:
            self.check("A split", flat(self.solve(x)) + flat(self.solve(y)) == self.slots)
        x = copy.deepcopy(self.sc)
        x["query"]["timezone"] = self.r.choice(generate.ZONES)
        self.check("B relabel", flat(self.solve(x)) == self.slots)

    def one_more(self):
        """C, D: one more appointment; G: order of rows does not matter"""
        r, solve = self.r, self.solve
        s = r.randint(self.a, self.b) // 300000 * 300000
        extra = {"id": "extra", "calendarId": "cal1", "startTime": s, "endTime": s + 3600000,
                 "appointmentStatus": "confirmed"}
        if self.users:
            extra["assignedUserId"] = r.choice(self.users)
        x = copy.deepcopy(self.sc)
        x.setdefault("appointments", []).append(dict(extra, appointmentStatus="cancelled"))
        self.check("D cancelled", flat(solve(x)) == self.slots)
        seats = self.cal.get("calendarType") == "class_booking"
        if self.cal.get("eventType") != "RoundRobin_OptimizeForEqualDistribution":
            x["appointments"][-1] = extra
            more = set(flat(solve(x))) - set(self.slots)
            self.check("C monotone", not more or seats and more <= {s}, more)
        x = copy.deepcopy(self.sc)
        for k in ("appointments", "blocks", "resources"):
            r.shuffle(x.get(k, []))
        self.check("G order", solve(x) == self.base)

    def book(self, sc, ms, user=None):
        y = copy.deepcopy(sc)
        y["booking"] = {"startTime": iso(ms // 60000, zone("UTC"))}
        if user:
            y["booking"]["assignedUserId"] = user
        return self.solve(y)

    def offered(self):
        """E: what is offered can be booked, what is not cannot"""
        r, inside = self.r, set(self.slots)
        for ms in r.sample(self.slots, min(3, len(self.slots))):
            got = [self.book(self.sc, ms, u) for u in (self.wanted or [None])]
            self.check("E offered", any("error" not in g for g in got), ms)
        for _ in range(0 if self.wanted else 4):
            ms = -(-r.randint(self.a, self.b) // 300000) * 300000
            if ms not in inside and ms <= self.b:
                self.check("E hidden", "error" in self.book(self.sc, ms), ms)

    def booked_out(self):
        """F: book until it is gone, never more often than the capacity allows"""
        if not self.slots or self.wanted:
            return
        ms, cal = self.r.choice(self.slots), self.cal
        many = cal["calendarType"] in ("round_robin", "service_booking")
        n, cur = 0, copy.deepcopy(self.sc)
        limit = int(cal.get("appoinmentPerSlot") or 1) * (max(1, len(self.users)) if many else 1)
        while n <= limit + 1:
            g = self.book(cur, ms)
            if "error" in g:
                break
            n += 1
            cur.setdefault("appointments", []).append({
                "id": "n%d" % n, "calendarId": "cal1", "assignedUserId": g["assignedUserId"],
                "users": g["users"], "startTime": g["startTime"], "endTime": g["endTime"],
                "appointmentStatus": g["appointmentStatus"],
                "assignedResources": g.get("assignedResources", []), "dateAdded": self.sc["now"],
                "preBufferMins": cal.get("preBuffer") or 0,
                "postBufferMins": cal.get("slotBuffer") or 0})
        self.check("F gone", 1 <= n <= limit and ms not in flat(self.solve(cur)), (n, limit))


def run(solve, seed):
    c = Case(solve, seed)
    if "error" not in c.base:
        for step in (c.form, c.window, c.one_more, c.offered, c.booked_out):
            step()
    return c.bad


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--first", type=int, default=1)
    p.add_argument("--count", type=int, default=50)
    p.add_argument("--cmd")
    a = p.parse_args()
    solve, bad = Solver(a.cmd), 0
    for seed in range(a.first, a.first + a.count):
        for msg in run(solve, seed):
            bad += 1
            print("seed", seed, msg)
    solve.close()
    print("%d scenarios, %d broken properties" % (a.count, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
