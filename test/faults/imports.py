#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An import that is killed anywhere ends as one that was not.

Usage: imports.py [--server PROGRAM] [--rows N] [--kills N]

The same file goes into one location in peace, and into another while the server is killed again and
again: during the check, the import and the undo.  Both have the same contacts then, nobody twice,
each told once as an event; undone, each has what it had before.  What is exported and comes back
changes nothing.
"""
import argparse
import random
import sys
import time

from server import Client, Failure, Server, Tally, other_location
from uploads import BOUND, form

COLUMNS = {"First": "firstName", "Last": "lastName", "Email": "email", "Phone": "phone",
           "City": "city", "Tags": "tags", "Level": "contact.level"}


def rows_made(count):
    """Some are there already (every tenth), some stand twice (every seventh), some are wrong."""
    lines = ["First,Last,Email,Phone,City,Tags,Level"]
    for i in range(count):
        number = i - 3 if i % 7 == 6 else i
        email = "nonsense" if i % 50 == 49 else f"p{number}@example.com"
        lines.append(f'P{i},"Of, {number}",{email},,City {i % 40},"a{i % 3}, b",{i % 9}')
    return ("\r\n".join(lines) + "\r\n").encode()


def send(client, body):
    reply = client.ask("POST", "/imports", form(("file", "people.csv", body)),
                       {"Content-Type": f"multipart/form-data; boundary={BOUND}"})
    if reply is None or reply.status != 201:
        raise Failure(f"the file is not taken: {reply}")
    return reply.json()["import"]["id"]


class Plays:
    def __init__(self, server, tally, args):
        self.server, self.tally, self.args = server, tally, args
        self.dice = random.Random(5)
        self.kills = 0

    def set_up(self, token, location):
        client = Client(self.server.port, token)
        client.need("POST", f"/locations/{location}/customFields", {
            "name": "Level", "dataType": "NUMERICAL", "model": "contact"})
        for i in range(0, self.args.rows, 10):
            client.need("POST", "/contacts/", {
                "locationId": location, "firstName": "Old", "email": f"p{i}@example.com",
                "city": f"Before {i}", "tags": ["before"]})

    def until(self, token, made, states, kills):
        for turn in range(3000):
            client = Client(self.server.port, token)
            told = client.need("GET", f"/imports/{made}")["import"]
            if told["state"] in states:
                return told
            if turn < kills:
                time.sleep(self.dice.uniform(0.01, 0.15))
                self.server.kill()
                self.server.start()
                self.kills += 1
            else:
                time.sleep(0.05)
        raise Failure(f"it does not end: {told}")

    def contacts(self, location):
        database = self.server.database()
        found = sorted(database.execute(
            "SELECT coalesce(email, ''), coalesce(first_name, ''), coalesce(last_name, ''),"
            " coalesce(city, ''), phone, website, date_of_birth, dnd, tags, (SELECT"
            " json_group_array(json_extract(value, '$.value')) FROM json_each(custom_fields))"
            " FROM contact"
            " WHERE location_id = ?", (location,)))
        database.close()
        return found

    def events(self, location):
        database = self.server.database()
        found = database.execute(
            "SELECT type, count(*) FROM event WHERE location_id = ? AND type LIKE 'Contact%'"
            " GROUP BY type ORDER BY type",
            (location,)).fetchall()
        database.close()
        return found

    def through(self, token, location, kills):
        """What it said of check and import, and what there was then, before and behind the undo."""
        self.set_up(token, location)
        before = self.contacts(location)
        told = []
        made = send(Client(self.server.port, token), rows_made(self.args.rows))
        for what, over in (("check", ("checked",)), ("start", ("done",))):
            Client(self.server.port, token).need("POST", f"/imports/{made}/{what}", {
                "mapping": COLUMNS} if what == "check" else {})
            one = self.until(token, made, over, kills)
            told.append({k: one[k] for k in ("made", "changed", "same", "unclear", "refused",
                                             "done", "problemCount")})
            if what == "check":
                self.tally.check(self.contacts(location) == before, "a check changed something")
        after, events = self.contacts(location), self.events(location)
        problems = Client(self.server.port, token).ask("GET",
                                                       f"/imports/{made}/problems.csv").body
        Client(self.server.port, token).need("POST", f"/imports/{made}/undo", {})
        one = self.until(token, made, ("undone",), kills)
        told.append({k: one[k] for k in ("removed", "restored", "kept", "done", "total")})
        self.tally.check(self.contacts(location) == before,
                         "undone it is not what it was before")
        return told, after, events, problems


    def exported(self, token, location):
        """A file that comes back as it was written changes nothing, and tells nothing."""
        client = Client(self.server.port, token)
        fields = [client.need("POST", f"/locations/{location}/customFields", {
            "name": name, "dataType": kind, "model": "contact", **more})["customField"]["id"]
            for name, kind, more in (("Words", "LARGE_TEXT", {}), ("Day", "DATE", {}),
                                     ("Sum", "MONETORY", {}), ("Boxes", "TEXTBOX_LIST", {
                                         "textBoxListOptions": [{"label": "A"}]}),
                                     ("Sports", "CHECKBOX", {"options": ["Golf", "a, b", "c;d"]}))]
        odd = ["=1+1", "-1", "@x", "'=x", "''", "a\"b\"", "two\r\nlines", " x ", "a;b|c", "\tq"]
        for i, words in enumerate(odd):
            client.need("POST", "/contacts/", {
                "locationId": location, "firstName": words, "lastName": odd[-i],
                "phone": f"+4915112345{i:03d} ext. {i}" if i % 2 else f"+4915112345{i:03d}",
                "dateOfBirth": f"1980-01-{i + 1:02d}", "dnd": i % 3 == 0, "website": words,
                "customFields": [{"id": fields[0], "field_value": words},
                                 {"id": fields[1], "field_value": "2024-02-29"},
                                 {"id": fields[2], "field_value": -1.5},
                                 {"id": fields[4], "field_value": ["Golf", "a, b"][:1 + i % 2]}]})
        client.need("POST", "/contacts/", {"locationId": location, "companyName": "Nobody"})
        made = client.need("POST", "/exports", {})["export"]["id"]
        for _ in range(600):
            told = client.need("GET", f"/exports/{made}")["export"]
            if told["state"] != "running":
                break
            time.sleep(0.05)
        body = client.ask("GET", f"/exports/{made}/file").body
        before, events = self.contacts(location), self.events(location)
        self.tally.check(told["done"] == told["total"] == len(before), f"exported: {told}")
        back = send(client, body)
        guess = client.need("GET", f"/imports/{back}")["import"]["guess"]
        client.need("POST", f"/imports/{back}/check", {"mapping": guess})
        self.until(token, back, ("checked",), 0)
        client.need("POST", f"/imports/{back}/start", {})
        one = self.until(token, back, ("done",), 0)
        samples = client.need("GET", f"/imports/{back}")
        self.tally.check(one["same"] == one["rows"] == len(before),
                         f"what came back is other: {str(samples)[-1500:]}")
        self.tally.check(before == self.contacts(location) and events == self.events(location),
                         "what came back changed something")

    def cancelled(self, token, location):
        """Ended in the middle: what was done is known, and can be undone."""
        before, client = self.contacts(location), Client(self.server.port, token)
        made = send(client, rows_made(self.args.rows))
        client.need("POST", f"/imports/{made}/check", {"mapping": COLUMNS})
        self.until(token, made, ("checked",), 0)
        client.need("POST", f"/imports/{made}/start", {})
        for _ in range(2000):
            if client.need("GET", f"/imports/{made}")["import"]["done"]:
                break
        client.ask("POST", f"/imports/{made}/cancel", {})
        one = client.need("GET", f"/imports/{made}")["import"]
        self.tally.check(one["state"] in ("cancelled", "done"), f"cancelled it is {one['state']}")
        time.sleep(0.5)
        new = len(self.contacts(location)) - len(before)
        self.tally.check(new == one["made"], f"{new} came, and it says {one['made']}")
        client.need("POST", f"/imports/{made}/undo", {})
        self.until(token, made, ("undone",), 0)
        self.tally.check(self.contacts(location) == before, "cancelled and undone it is another")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--server", default="build/groundlevel")
    words.add_argument("--rows", type=int, default=1500)
    words.add_argument("--kills", type=int, default=5)
    args = words.parse_args()
    server, tally = Server(args.server, "--rate-burst", "100000"), Tally()
    try:
        server.start()
        plays = Plays(server, tally, args)
        calm = plays.through(server.token, server.location, 0)
        other, token = other_location(server)
        killed = plays.through(token, other, args.kills)
        for what, x, y in zip(("what it said", "contacts", "events", "problems"), calm, killed):
            tally.check(x == y, f"killed it is another: {what}: {str(x)[:600]} {str(y)[:600]}")
        said, did, undone = calm[0]
        tally.check(said == did, f"the check said something else: {said} {did}")
        emails = [row[0] for row in calm[1]]
        tally.check(len(emails) == len(set(emails)), "somebody is there twice")
        tally.check(did["done"] == args.rows and did["made"] > args.rows // 2 and
                    did["changed"] > args.rows // 10 and did["refused"] > 0, f"{did}")
        tally.check(undone["removed"] == did["made"] and undone["kept"] == 0 and
                    undone["done"] == undone["total"], f"{undone}")
        tally.check(plays.kills > 0, "it was over before it could be killed")
        plays.cancelled(token, other)
        plays.exported(token, other)
        server.stop()
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
