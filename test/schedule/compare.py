#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the scheduling engine against the vectors and against the oracle.

  compare.py --engine PROGRAM [--first SEED] [--count N] [--explains N] [--bookings N]
             [--jobs N]

The program gets scenarios a line on standard input, as `groundlevel slots
--jsonl` does.  A difference is written to difference-SEED.json in --keep.
"""
import argparse
import collections
import functools
import json
import multiprocessing
import os
import subprocess
import sys
import time

import generate
import oracle

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors.json")
BATCH = 200


def answers(engine, scenarios, *more):
    lines = "".join(json.dumps(s) + "\n" for s in scenarios)
    p = subprocess.run([engine, "slots", "--jsonl", *more], input=lines, capture_output=True,
                       text=True, timeout=600, check=False)
    out = [json.loads(line) for line in p.stdout.splitlines()]
    if p.returncode or len(out) != len(scenarios):
        sys.exit("the engine stopped with %d after %d answers of %d: %s"
                 % (p.returncode, len(out), len(scenarios), p.stderr[-2000:]))
    return out


def vectors(engine):
    with open(VECTORS, encoding="utf-8") as f:
        all_of_them = json.load(f)
    got = answers(engine, [v["scenario"] for v in all_of_them])
    bad = [v["id"] for v, g in zip(all_of_them, got) if not oracle.same(g, v["expected"])]
    print("vectors   %6d  wrong %d %s" % (len(all_of_them), len(bad), " ".join(bad)))
    return len(bad)


def kind_of(answer):
    """for the summary: how much was there to compare?"""
    if "error" in answer:
        return "refused"
    if "startTime" in answer:
        return "series" if "instances" in answer else "booked"
    return "something" if answer else "nothing"


def against_oracle(a, what, count, make, *more):
    """random scenarios of one kind"""
    bad, seen, begun = 0, collections.Counter(), time.monotonic()
    for first in range(a.first, a.first + count, BATCH):
        seeds = range(first, min(first + BATCH, a.first + count))
        scenarios = [make(s) for s in seeds]
        solve = functools.partial(oracle.solve, explain=bool(more))
        wanted = a.pool.map(solve, scenarios) if a.pool else map(solve, scenarios)
        got_all = answers(a.engine, scenarios, *more)
        for seed, sc, got, want in zip(seeds, scenarios, got_all, wanted):
            seen[kind_of(want)] += 1
            if oracle.same(got, want):
                continue
            bad += 1
            path = os.path.join(a.keep, "difference-%s-%d.json" % (what, seed))
            with open(path, "w", encoding="utf-8") as f:
                json.dump({"scenario": sc, "want": want, "got": got}, f, indent=1)
            print("seed %d differs: %s" % (seed, path))
    print("%-9s %6d  differ %d  (%s)  %.0f s" % (what, count, bad, ", ".join(
        "%d %s" % (n, k) for k, n in sorted(seen.items())), time.monotonic() - begun))
    return bad


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--engine", required=True)
    p.add_argument("--first", type=int, default=1)
    p.add_argument("--count", type=int, default=500)
    p.add_argument("--explains", type=int, default=0)
    p.add_argument("--bookings", type=int, default=0)
    p.add_argument("--jobs", type=int, default=1, help="processes that ask the oracle")
    p.add_argument("--keep", default=".", help="folder for differences")
    a = p.parse_args()
    a.pool = multiprocessing.Pool(a.jobs) if a.jobs > 1 else None
    bad = vectors(a.engine)
    bad += against_oracle(a, "slots", a.count, generate.scenario)
    bad += against_oracle(a, "explained", a.explains, generate.scenario, "--explain")
    bad += against_oracle(a, "bookings", a.bookings, generate.booking)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
