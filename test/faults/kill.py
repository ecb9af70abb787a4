#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What was acknowledged is kept, whole, whatever happens to the process.

Usage: kill.py [--server PROGRAM] [ROUNDS]

Each round, 16 connections create contacts, change them, tag them and write notes on them; at a
moment nobody has chosen the server is killed (SIGKILL) and started again on the same data.  Then
every contact must be as its last acknowledged answer left it, or as the one request that was still
under way would have left it; nothing may be there by half: the tags of a contact and the rows they
are searched by, its custom field and its row, what the free search knows of it, the counter and the
contacts, and one event for each change.
"""
import argparse
import json
import random
import sys
import threading
import time

from server import Failure, Server, Tally

CONNECTIONS = 16
ROUND_SECONDS = (0.3, 2.0)
TAGS = ["gold", "silver", "bronze", "member", "lead"]


class Person:
    """What one contact must look like."""

    def __init__(self, email, first_name, tags, level):
        self.id, self.email = None, email
        self.first_name, self.tags, self.level = first_name, set(tags), level
        self.notes = set()
        self.pending = None  # (what, value) of the request that has no answer yet

    def allows(self, seen):
        """Is `seen` what was acknowledged, or that plus the request under way?"""
        now = (self.first_name, frozenset(self.tags), self.level, frozenset(self.notes))
        states = {now}
        if self.pending:
            what, value = self.pending
            states.add((value if what == "name" else now[0],
                        now[1] | {value} if what == "tag" else now[1],
                        value if what == "level" else now[2],
                        now[3] | {value} if what == "note" else now[3]))
        return seen in states


class Writer(threading.Thread):
    """One connection that writes until the server is gone."""

    def __init__(self, server, number, round_number, field):
        super().__init__(daemon=True)
        self.client, self.field, self.location = server.client(), field, server.location
        self.mark = f"r{round_number}w{number}"
        self.people, self.unsure, self.answers = [], [], 0
        self.refusals = []
        self.dice = random.Random(self.mark)

    def ask(self, method, path, body):
        reply = self.client.ask(method, path, body)
        if reply is None:
            return None
        if not 200 <= reply.status < 300:
            self.refusals.append(f"{method} {path}: {reply}")
            return None
        self.answers += 1
        return reply.json()

    def create(self):
        number = len(self.people)
        person = Person(f"{self.mark}n{number}@example.com", f"Name {number}",
                        self.dice.sample(TAGS, 2), f"level {number}")
        self.unsure = [person]
        made = self.ask("POST", "/contacts/", {
            "locationId": self.location, "email": person.email, "firstName": person.first_name,
            "tags": sorted(person.tags),
            "customFields": [{"id": self.field, "field_value": person.level}]})
        if made:
            person.id, self.unsure = made["contact"]["id"], []
            self.people.append(person)
        return made

    def change(self, person):
        what = self.dice.choice(["name", "tag", "level", "note"])
        value = f"{what} {self.dice.randrange(10 ** 9)}"
        path = f"/contacts/{person.id}"
        method, path, body = {
            "name": ("PUT", path, {"firstName": value}),
            "level": ("PUT", path, {"customFields": [{"id": self.field, "field_value": value}]}),
            "tag": ("POST", f"{path}/tags", {"tags": [value]}),
            "note": ("POST", f"{path}/notes", {"body": value}),
        }[what]
        person.pending = (what, value)
        answer = self.ask(method, path, body)
        if not answer:
            return None
        person.pending = None
        if what == "name":
            person.first_name = value
        elif what == "level":
            person.level = value
        else:
            (person.tags if what == "tag" else person.notes).add(value)
        return answer

    def run(self):
        while True:
            fresh = not self.people or self.dice.random() < 0.4
            if not (self.create() if fresh else self.change(self.dice.choice(self.people))):
                return


def seen_of(client, contact_id, field):
    contact = client.need("GET", f"/contacts/{contact_id}")["contact"]
    notes = client.need("GET", f"/contacts/{contact_id}/notes")["notes"]
    level = [f["value"] for f in contact["customFields"] if f["id"] == field]
    return (contact.get("firstName"), frozenset(contact["tags"]), level[0] if level else None,
            frozenset(n["body"] for n in notes))


def people_check(server, writers, field, tally):
    """Every acknowledged write is there; the one under way is there whole or not at all."""
    client = server.client()
    for writer in writers:
        for refusal in writer.refusals:
            tally.check(False, f"a write was refused: {refusal}")
        for person in writer.people:
            seen = seen_of(client, person.id, field)
            tally.check(person.allows(seen), f"{person.email}: {seen}, wanted"
                        f" {person.first_name} {person.tags} {person.level} {person.notes},"
                        f" under way: {person.pending}")
        for person in writer.unsure:
            found = client.need("GET", "/contacts/search/duplicate?locationId="
                                f"{server.location}&email={person.email}")["contact"]
            if found:
                seen = seen_of(client, found["id"], field)
                tally.check(person.allows(seen), f"{person.email} is there by half: {seen}")
    client.close()


def found_by(client, server, query):
    page = client.need("POST", "/contacts/search", {
        "locationId": server.location, "page": 1, "pageLimit": 20, "query": query})
    return {contact["id"] for contact in page["contacts"]}


def search_check(server, writers, tally):
    """The free search knows each contact by what it is called now, and by nothing else."""
    client = server.client()
    for writer in writers:
        for person in writer.people:
            found = found_by(client, server, person.email)
            tally.check(found == {person.id}, f"{person.email} finds {found}, not {person.id}")
            if person.first_name.startswith("name ") and not person.pending:
                found = found_by(client, server, person.first_name)
                tally.check(person.id in found, f"{person.first_name} finds {found}")
    client.close()


def pairs(database, sql):
    return set(database.execute(sql).fetchall())


def data_check(server, tally):
    """The data file agrees with itself."""
    database = server.database()
    whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    tally.check(whole == "ok", f"integrity_check: {whole}")
    tagged = pairs(database, "SELECT contact.id, one.value FROM contact, json_each(tags) AS one"
                   " WHERE NOT deleted")
    tally.check(tagged == pairs(database, "SELECT contact_id, tag FROM contact_tag"),
                "contact.tags and contact_tag disagree")
    valued = pairs(database, "SELECT contact.id, one.value ->> 'id' FROM contact,"
                   " json_each(custom_fields) AS one WHERE NOT deleted")
    tally.check(valued == pairs(database, "SELECT contact_id, field_id FROM contact_field"),
                "contact.custom_fields and contact_field disagree")
    database.close()


def total_check(server, tally):
    """The counter of contacts is the number of contacts."""
    client = server.client()
    page = client.need("GET", f"/contacts/?locationId={server.location}&limit=1")
    database = server.database()
    count = database.execute("SELECT count(*) FROM contact WHERE location_id = ? AND NOT deleted",
                             (server.location,)).fetchone()[0]
    tally.check(page["meta"]["total"] == count,
                f"the counter says {page['meta']['total']}, there are {count} contacts")
    database.close()
    client.close()


def events_check(server, tally):
    """Each contact and note has announced itself once; nothing else has."""
    database = server.database()
    for kind, table in (("ContactCreate", "contact"), ("NoteCreate", "note")):
        told = [json.loads(row[0])["id"] for row in database.execute(
            "SELECT payload FROM event WHERE type = ?", (kind,))]
        there = {row[0] for row in database.execute(f"SELECT id FROM {table}")}
        tally.check(len(told) == len(set(told)) and set(told) == there,
                    f"{kind}: {len(told)} events of {len(set(told))} for {len(there)} rows")
    database.close()


def round_play(server, number, field, tally):
    writers = [Writer(server, i, number, field) for i in range(CONNECTIONS)]
    for writer in writers:
        writer.start()
    time.sleep(random.uniform(*ROUND_SECONDS))
    server.kill()
    for writer in writers:
        writer.join(60)
        tally.check(not writer.is_alive(), "a connection hangs after the server was killed")
    began = time.monotonic()
    server.start()
    back = time.monotonic() - began
    people_check(server, writers, field, tally)
    search_check(server, writers, tally)
    data_check(server, tally)
    total_check(server, tally)
    events_check(server, tally)
    answers = sum(w.answers for w in writers)
    lost = sum(1 for w in writers for p in w.people if p.pending) + \
        sum(len(w.unsure) for w in writers)
    print(f"round {number}: {answers} writes acknowledged, {lost} under way when killed,"
          f" back after {back * 1000:.0f} ms", flush=True)
    return answers


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("rounds", nargs="?", type=int, default=5)
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        server.start()
        client = server.client()
        field = client.need("POST", f"/locations/{server.location}/customFields", {
            "name": "Level", "dataType": "TEXT", "model": "contact"})["customField"]["id"]
        client.close()
        answers = sum(round_play(server, n, field, tally) for n in range(1, asked.rounds + 1))
        print(f"{answers} acknowledged writes over {asked.rounds} kills")
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
