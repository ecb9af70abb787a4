#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints doc/operations.md: every operation, as its row and the last run of the tests have it.

Usage: tools/operations.py --program build/groundlevel --tested build/tested [--check PAGE]

The rows are read from the program's own description (`groundlevel openapi`).  TESTED holds what the
tests wrote: `asked.tsv` (make stories), `performed` (make faults) and `held.json` (make clients).
With --check nothing is printed; the page must have every operation, as its row says it now.
"""
import argparse
import json
import os
import re
import subprocess
import sys

HEAD = """# Operations

Printed by `make operations` from the rows and from what the last run of the tests wrote; not to be
changed by hand.

{served} operations of HighLevel are served, and {ours} of ours. {triggers} are offered to flows as
triggers, of which {polled} were polled by a flow in a test; {actions} as actions, of which
{performed} were performed by one ({company} more are for a token of the company, so for another
server only).

- *stories*: in how many stories it was asked with success, and what it stored was looked at.
- *clients*: how many successful replies to clients of others were held against HighLevel's
  published files.
- *different*: where the published files say otherwise than the real service was seen to do, and we
  follow the service.

"""
TABLE = """| operation | | scope | flows | stories | clients | different |
|---|---|---|---|--:|--:|---|
"""


def rows_of(program):
    document = json.loads(subprocess.check_output([program, "openapi"]))
    for path, methods in document["paths"].items():
        for method, row in methods.items():
            if "x-groundlevel" in row:
                yield row["operationId"], method.upper(), path, row["x-groundlevel"]


def read(tested, name):
    path = os.path.join(tested, name)
    if not os.path.exists(path):
        sys.exit(f"{path} is not there: run make stories, faults and clients first")
    with open(path, encoding="utf-8") as file:
        return file.read()


class Tested:
    """What the tests wrote, by the name of the operation."""

    def __init__(self, folder):
        self.asked = {}
        for line in read(folder, "asked.tsv").splitlines():
            name, *counts = line.split("\t")
            self.asked[name] = [int(count) for count in counts]
        self.performed = set(read(folder, "performed").split())
        self.held = {place(*key.split(" ", 1)): row
                     for key, row in json.loads(read(folder, "held.json")).items()}

    def flows(self, name, about):
        said = []
        if about["trigger"]:
            polled = self.asked.get(name, [0, 0, 0])[1]
            said.append("trigger, polled" if polled else "trigger")
        if about["action"]:
            said.append("action, performed" if self.has_performed(name) else "action")
        return "; ".join(said)

    def has_performed(self, name):
        return name in self.performed or self.asked.get(name, [0, 0, 0])[2] > 0


def place(method, path):
    """The files and our rows name parameters differently."""
    return re.sub(r"\{\w+\}", "{}", f"{method} {path}").rstrip("/")


def line_of(name, method, path, about, tested):
    held = tested.held.get(place(method, path), {"held": 0, "different": []})
    scopes = " or ".join(f"`{s}`" for s in about["scopes"]) or "–"
    stories = tested.asked.get(name, [0])[0]
    return (f"| `{name}` | `{method} {path}` | {scopes} | {tested.flows(name, about)} |"
            f" {stories or ''} | {held['held'] or ''} | {'; '.join(held['different'])} |\n")


def page_of(rows, tested):
    count = {
        "served": sum(not about["ours"] for *_, about in rows),
        "ours": sum(about["ours"] for *_, about in rows),
        "triggers": sum(about["trigger"] for *_, about in rows),
        "polled": sum(about["trigger"] and tested.asked.get(name, [0, 0, 0])[1] > 0
                      for name, *_, about in rows),
        "actions": sum(about["action"] for *_, about in rows),
        "performed": sum(about["action"] and tested.has_performed(name)
                         for name, *_, about in rows),
        "company": sum(about["action"] and about["token"] == "company"
                       and not tested.has_performed(name) for name, *_, about in rows),
    }
    return HEAD.format(**count) + TABLE + "".join(line_of(*row, tested) for row in rows)


def lacking(page, rows):
    """Rows that the page does not have, or has otherwise; and lines of rows that are gone."""
    begun = {f"| `{name}` | `{method} {path}` | " +
             (" or ".join(f"`{s}`" for s in about["scopes"]) or "–") + " |"
             for name, method, path, about in rows}
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    here = {one for one in begun if any(line.startswith(one) for line in lines)}
    return sorted(begun - here) + sorted(
        line for line in lines if not any(line.startswith(one) for one in begun))


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--program", default="build/groundlevel")
    reader.add_argument("--tested", default="build/tested")
    reader.add_argument("--check")
    asked = reader.parse_args()
    rows = list(rows_of(asked.program))
    if not asked.check:
        print(page_of(rows, Tested(asked.tested)), end="")
        return 0
    with open(asked.check, encoding="utf-8") as file:
        missing = lacking(file.read(), rows)
    print("".join(f"FAILED  {asked.check}: {one}\n" for one in missing), end="")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
