#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long opportunities, relations and forms take when there are many of them.

Usage: sales.py [--server PROGRAM] --from FOLDER [--sizes 10000,100000] [--rounds N]

FOLDER is a filled one of bench/fill (FOLDER.json says its token): it is copied, never changed.
For each size that many opportunities, relations and submissions are made in the copy by asking; a
folder of as many contacts is needed.  Then one connection asks one thing after another, each N
times, the things in turns, and the middle of the times is told, with what it is of the smallest
size's.  What lists and searches find is performed each time, not given again from memory.
"""
import os
import random
import sqlite3
import sys
import threading
import time

from talks import compare

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "test", "faults"))

from server import Failure  # noqa: E402

STATES = ("open", "open", "open", "won", "lost", "abandoned")
PER_RECORD = 10   # relations of one contact
CONNECTIONS = 16


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


def ask_all(server, asks):
    """All of these, by so many connections at once; what came of each, in their order."""
    found, lock, left = [None] * len(asks), threading.Lock(), iter(enumerate(asks))

    def work():
        client = server.client()
        while True:
            with lock:
                n, ask = next(left, (0, None))
            if not ask:
                return client.close()
            found[n] = client.need(*ask)

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if None in found:
        raise Failure("not all could be put in")
    return found


def fill(server, known, count, dice):
    """That many of each, made by asking; the ids of contacts that have relations, and of
    opportunities."""
    here = {"locationId": server.location}
    with sqlite3.connect(f"file:{server.data}/groundlevel.db?mode=ro", uri=True) as data:
        contacts = [row[0] for row in data.execute(
            "SELECT id FROM contact WHERE location_id = ? ORDER BY id LIMIT ?",
            (server.location, count))]
    if len(contacts) < count:
        raise Failure(f"the folder holds {len(contacts)} contacts only")
    deals = ask_all(server, [("POST", "/opportunities/", {
        **here, "pipelineId": known["pipeline"], "pipelineStageId": known["stages"][n % 5],
        "contactId": contacts[n], "name": f"deal {n} of company {n % 997}",
        "status": STATES[n % 6], "monetaryValue": dice.randrange(10000),
        "customFields": [{"id": known["field"], "field_value": f"level {n % 997}"}]})
        for n in range(count)])
    records = contacts[:max(count // PER_RECORD, 1)]
    ask_all(server, [("POST", "/associations/relations", {
        **here, "associationId": known["friend"], "firstRecordId": records[n // PER_RECORD],
        "secondRecordId": contacts[(n * 7 + 1) % len(contacts)]})
        for n in range(len(records) * PER_RECORD)])
    ask_all(server, [("POST", f"/groundlevel/forms/{known['form']}/submissions", {"answers": {
        "first": f"Person{n}", "mail": f"p{n}@people.example", "why": f"Because of {n}"}})
        for n in range(count)])
    return records, [deal["opportunity"]["id"] for deal in deals]


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
        "search by words": lambda: search("date_added", query=f"deal {dice.randrange(2000)} of"),
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


def filled(server, size):
    server.flags += ["--cache-mb", "0"]
    server.start()
    known = set_up(server)
    began = time.monotonic()
    records, deals = fill(server, known, size, random.Random(3))
    print(f"{size} of each made: {time.monotonic() - began:.0f} s", flush=True)
    return questions(server, known, records, deals, random.Random(5))


if __name__ == "__main__":
    sys.exit(compare("10000,100000", filled))
