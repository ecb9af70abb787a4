#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long opportunities, relations and forms take when there are many of them.

Usage: sales.py [--server PROGRAM] --from FOLDER [--sizes 10000,100000,1000000] [--rounds N]

FOLDER is a filled one of bench/fill (FOLDER.json says its token): it is copied, never changed.
For each size that many opportunities, relations and submissions are put into the copy, as the
program keeps them.  Then one connection asks one thing after another, each N times, the things in
turns, and the middle of the times is told, with what it is of the smallest size's.  What lists and
searches find is performed each time, not given again from memory.
"""
import argparse
import json
import os
import random
import sqlite3
import sys
import time

from talks import DAY_MS, Filled, Ids, measure

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "test", "faults"))

from server import Failure  # noqa: E402

STATES = ("open", "open", "open", "won", "lost", "abandoned")
PER_RECORD = 10   # relations of one contact


def set_up(server):
    """What all of it hangs on, made by asking."""
    client, here = server.client(), {"locationId": server.location}
    pipeline = client.need("POST", "/opportunities/pipelines", {
        **here, "name": "Bench", "stages": [{"name": f"Stage {i}"} for i in range(5)]})["pipeline"]
    field = client.need("POST", f"/locations/{server.location}/customFields", {
        "name": "Bench level", "dataType": "TEXT", "model": "opportunity"})["customField"]["id"]
    form = client.need("POST", "/groundlevel/forms", {**here, "name": "Bench", "elements": [
        {"key": "first", "kind": "text", "field": "firstName"},
        {"key": "mail", "kind": "email", "field": "email", "required": True},
        {"key": "why", "kind": "long"}]})["form"]["id"]
    friend = client.need("POST", "/associations/", {
        **here, "key": "bench_friend", "firstObjectKey": "contact", "firstObjectLabel": "A",
        "secondObjectKey": "contact", "secondObjectLabel": "B"})["id"]
    client.close()
    return {"pipeline": pipeline["id"], "stages": [s["id"] for s in pipeline["stages"]],
            "field": field, "form": form, "friend": friend}


def insert(data, table, columns, rows):
    data.executemany(f"INSERT INTO {table} ({', '.join(columns)})"
                     f" VALUES ({', '.join('?' * len(columns))})", rows)


def fill(server, known, count, dice):
    """That many of each; the ids of contacts that have relations."""
    data = sqlite3.connect(os.path.join(server.data, "groundlevel.db"))
    data.execute("PRAGMA synchronous = OFF")
    here, now, ids = server.location, int(time.time() * 1000), Ids("0SaLeS00")
    contacts = [row[0] for row in data.execute(
        "SELECT id FROM contact WHERE location_id = ? ORDER BY id LIMIT ?", (here, count))]

    def opportunity(n):
        at, key = now - dice.randrange(365) * DAY_MS - dice.randrange(DAY_MS), ids.next()
        name = f"deal {n} of company {n % 997}"
        return (here, key, contacts[n % len(contacts)], known["pipeline"],
                known["stages"][n % 5], STATES[n % 6], name, n % 10000, "bench", "{}", at, at, at,
                at, at, name)

    deals = [opportunity(n) for n in range(count)]
    insert(data, "opportunity", (
        "location_id", "id", "contact_id", "pipeline_id", "pipeline_stage_id", "status", "name",
        "monetary_value", "source", "internal_source", "last_status_change_at",
        "last_stage_change_at", "last_action_date", "created_at", "updated_at", "find"), deals)
    insert(data, "opportunity_field", ("location_id", "opportunity_id", "field_id", "place",
                                       "value"),
           ((here, deal[1], known["field"], 0, f"level {n % 997}")
            for n, deal in enumerate(deals)))
    records = contacts[:max(count // PER_RECORD, 1)]
    insert(data, "relation", (
        "id", "location_id", "association_id", "first_object_key", "first_record_id",
        "second_object_key", "second_record_id", "date_added"),
           ((f"{n:024x}", here, known["friend"], "contact", records[n // PER_RECORD % len(records)],
             "contact", contacts[(n * 7 + 1 + n // len(contacts)) % len(contacts)], now)
            for n in range(len(records) * PER_RECORD)))
    insert(data, "submission", (
        "location_id", "id", "form_id", "form_kind", "contact_id", "name", "email", "others",
        "find", "created_at"),
           ((here, ids.next(), known["form"], "form", contacts[n % len(contacts)], f"Person {n}",
             f"p{n}@example.net", json.dumps({"why": f"Because of {n}"}), f"person {n}",
             now - dice.randrange(60 * 86400) * 1000) for n in range(count)))
    data.execute("ANALYZE")
    data.commit()
    data.close()
    return records, [deal[1] for deal in deals]


def questions(server, known, records, deals, dice):
    """name → how it is asked, another one each time."""
    here, ids = server.location, iter(range(1 << 30))
    client = server.client()

    def search(sort, *filters, **more):
        body = {"locationId": here, "limit": 20, "page": 1, "sort": [
            {"field": sort, "direction": "desc"}], "filters": [
                {"field": field, "operator": way, "value": value() if callable(value) else value}
                for field, way, value in filters], **more}
        return client.need("POST", "/opportunities/search", body)

    stage = lambda: dice.choice(known["stages"])  # noqa: E731
    return {
        "search stage + status, by date": lambda: search(
            "date_added", ("pipeline_stage_id", "eq", stage), ("status", "eq", "won")),
        "search pipeline, by value": lambda: search(
            "monetary_value", ("pipeline_id", "eq", known["pipeline"])),
        "search a field": lambda: search("date_added", (
            f"custom_fields.{known['field']}", "eq", lambda: f"Level {dice.randrange(997)}")),
        "search by words": lambda: search("date_added", query=f"deal {dice.randrange(10000)} of"),
        "one opportunity": lambda: client.need("GET", f"/opportunities/{dice.choice(deals)}"),
        "change of status": lambda: client.need(
            "PUT", f"/opportunities/{dice.choice(deals)}/status", {
                "status": dice.choice(STATES)}),
        "relations of one": lambda: client.need(
            "GET", f"/associations/relations/{dice.choice(records)}"
                   f"?locationId={here}&skip=0&limit=20"),
        "submissions, newest": lambda: client.need(
            "GET", f"/forms/submissions?locationId={here}&formId={known['form']}&limit=20"),
        "submit a form": lambda: client.need(
            "POST", f"/groundlevel/forms/{known['form']}/submissions", {"answers": {
                "first": "Ann", "mail": f"new{next(ids)}@people.example", "why": "Tea"}}),
    }


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--from", dest="folder", required=True)
    reader.add_argument("--sizes", default="10000,100000,1000000")
    reader.add_argument("--rounds", type=int, default=100)
    asked = reader.parse_args()
    sizes = [int(n) for n in asked.sizes.split(",")]
    servers, questions_of = [], {}
    try:
        for size in sizes:
            server = Filled(asked.server, asked.folder.rstrip("/"))
            server.flags += ["--cache-mb", "0"]
            servers.append(server)
            server.start()
            known = set_up(server)
            server.stop()
            began = time.monotonic()
            records, deals = fill(server, known, size, random.Random(3))
            print(f"{size} of each put in: {time.monotonic() - began:.0f} s", flush=True)
            server.start()
            questions_of[size] = questions(server, known, records, deals, random.Random(5))
        found = measure(questions_of, asked.rounds)
        print(f"{'ms':32}" + "".join(f"{size:>12}" for size in sizes) + "   last/first")
        for name, of_size in found.items():
            row = [of_size[size] for size in sizes]
            print(f"{name:32}" + "".join(f"{ms:12.2f}" for ms in row)
                  + f"   {row[-1] / row[0]:.2f}")
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        for server in servers:
            server.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
