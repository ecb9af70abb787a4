#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A change of many contacts that is killed anywhere ends as one that was not.

Usage: bulk.py [--server PROGRAM] [--rows N] [--kills N]

The same contacts are changed in one location in peace, and in another while the server is killed
again and again: during the change and its undo.  Both have the same contacts then, each changed
once and told once; undone, each has what it had before.  Where whoever asked has lost the right,
it stops where it is, and what it did can be undone.  A delete of more than was said does nothing.
"""
import argparse
import random
import sys
import time

from server import Client, Failure, Server, Tally, other_location

DO = {"addTags": ["spring", "a0"], "removeTags": ["b"], "set": {"city": "Rome",
                                                               "contact.level": 5}}
CHOSEN = [{"field": "tags", "operator": "eq", "value": "b"}]


class Plays:
    def __init__(self, server, tally, args):
        self.server, self.tally, self.args = server, tally, args
        self.dice = random.Random(7)
        self.kills = 0

    def set_up(self, token, location):
        """Of three, two are chosen; some have all of it already."""
        client = Client(self.server.port, token)
        level = client.need("POST", f"/locations/{location}/customFields", {
            "name": "Level", "dataType": "NUMERICAL", "model": "contact"})["customField"]["id"]
        for i in range(self.args.rows):
            client.need("POST", "/contacts/", {
                "locationId": location, "firstName": f"P{i}", "email": f"p{i}@example.com",
                "city": f"City {i % 40}", "tags": ["c"] if i % 3 == 2 else [f"a{i % 3}", "b", "z"],
                "customFields": [{"id": level, "field_value": i % 6}]})

    def until(self, token, made, states, kills):
        for turn in range(3000):
            told = Client(self.server.port, token).need("GET", f"/bulk/{made}")["bulk"]
            if told["state"] in states:
                return told
            if turn < kills:
                time.sleep(self.dice.uniform(0.01, 0.12))
                self.server.kill()
                self.server.start()
                self.kills += 1
            else:
                time.sleep(0.03)
        raise Failure(f"it does not end: {told}")

    def asked(self, sql, location):
        database = self.server.database()
        found = database.execute(sql, (location,)).fetchall()
        database.close()
        return found

    def contacts(self, location):
        return self.asked(
            "SELECT first_name, email, city, tags, (SELECT json_group_array(json_extract(value,"
            " '$.value')) FROM json_each(custom_fields)) FROM contact WHERE location_id = ?"
            " ORDER BY email", location)

    def events(self, location):
        return self.asked(
            "SELECT type, count(*) FROM event WHERE location_id = ? AND type LIKE 'Contact%'"
            " GROUP BY type ORDER BY type", location)

    def through(self, token, location, kills):
        """What it said, and what there was then, before and behind the undo."""
        self.set_up(token, location)
        before, told = self.contacts(location), []
        dry = Client(self.server.port, token).need("POST", "/bulk", {
            "filters": CHOSEN, "do": DO, "dry": True})
        self.tally.check(self.contacts(location) == before, "a dry run changed something")
        made = Client(self.server.port, token).need("POST", "/bulk", {
            "filters": CHOSEN, "do": DO, "count": dry["count"]})["bulk"]["id"]
        one = self.until(token, made, ("done",), kills)
        self.tally.check(one["done"] == one["total"] == dry["count"] == one["changed"] +
                         one["same"] and one["changed"], f"{one} {dry['count']}")
        told.append({k: one[k] for k in ("changed", "same", "refused", "done", "total")})
        after, events = self.contacts(location), self.events(location)
        touched = sum(x != y for x, y in zip(before, after))
        self.tally.check(touched == one["changed"], f"{touched} are other: {one}")
        Client(self.server.port, token).need("POST", f"/bulk/{made}/undo", {})
        one = self.until(token, made, ("undone",), kills)
        told.append({k: one[k] for k in ("restored", "kept", "done", "total")})
        self.tally.check(self.contacts(location) == before, "undone it is not what it was before")
        left = self.asked("SELECT count(*) FROM bulk_part WHERE location_id = ?", location)[0][0]
        self.tally.check(left == 0, f"{left} parts are left")
        return told, after, events

    def actors(self, location):
        """Whoever asked did it, and nobody else."""
        kinds = self.asked("SELECT DISTINCT actor_kind, actor_id FROM event WHERE location_id = ?"
                           " AND type = 'ContactUpdate'", location)
        token = self.asked("SELECT id FROM token WHERE location_id = ?", location)
        self.tally.check(len(kinds) == 1 and kinds[0][0] == "token" and
                         kinds[0][1:] in token, f"it was {kinds}, not {token}")

    def revoked(self, token, location):
        """It stops where it is; what was done is known, and can be undone."""
        owner, before = Client(self.server.port, token), self.contacts(location)
        first = owner.need("POST", "/bulk", {"filters": CHOSEN, "do": DO})["bulk"]["id"]
        made = Client(self.server.port, self.args.weak).need("POST", "/bulk", {
            "filters": [], "do": {"addTags": ["late"]}})["bulk"]["id"]
        self.server.client(self.server.agency).need("DELETE", f"/tokens/{self.args.weak_id}")
        one = self.until(token, made, ("failed", "done"), 0)
        self.tally.check(one["state"] == "failed" and one["changed"] < one["total"] and
                         one.get("why") == "Whoever asked may not do this any more.", f"{one}")
        self.undone(owner, token, (made, first))
        self.tally.check(self.contacts(location) == before, "it is not as before")

    def undone(self, client, token, all_made):
        for made in all_made:
            if client.need("GET", f"/bulk/{made}")["bulk"]["undoable"]:
                client.need("POST", f"/bulk/{made}/undo", {})
                self.until(token, made, ("undone",), 0)

    def surprised(self, token, location):
        """Somebody came between the count and the delete: nobody is deleted."""
        client, there = Client(self.server.port, token), len(self.contacts(location))
        first = client.need("POST", "/bulk", {"filters": CHOSEN, "do": DO})["bulk"]["id"]
        made = client.need("POST", "/bulk", {"filters": [], "count": there, "do": {
            "delete": True}})["bulk"]["id"]
        client.need("POST", "/contacts/", {"locationId": location, "firstName": "New"})
        one = self.until(token, made, ("failed", "done"), 0)
        self.tally.check(one["state"] == "failed" and "nothing was done" in one.get("why", ""),
                         f"{one}")
        self.tally.check(len(self.contacts(location)) == there + 1, "somebody is gone")
        self.undone(client, token, [first])

    def cancelled(self, token, location):
        client, before = Client(self.server.port, token), self.contacts(location)
        made = client.need("POST", "/bulk", {"filters": [], "do": {"addTags": ["x"]}})["bulk"]["id"]
        for _ in range(2000):
            if client.need("GET", f"/bulk/{made}")["bulk"]["done"]:
                break
        one = client.need("POST", f"/bulk/{made}/cancel", {})["bulk"]
        self.tally.check(one["state"] == "cancelled" and one["done"] < len(before), f"{one}")
        time.sleep(0.5)
        new = sum('"x"' in row[3] for row in self.contacts(location))
        self.tally.check(new == one["changed"], f"{new} have it, and it says {one['changed']}")
        client.need("POST", f"/bulk/{made}/undo", {})
        self.until(token, made, ("undone",), 0)
        self.tally.check(self.contacts(location) == before, "cancelled and undone it is another")


def weak_token(server, location):
    made = server.client(server.agency).need("POST", "/tokens", {
        "name": "weak", "class": "location", "locationId": location,
        "scopes": ["contacts.write", "contacts.readonly"]})["token"]
    return made["secret"], made["id"]


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--server", default="build/groundlevel")
    words.add_argument("--rows", type=int, default=1800)
    words.add_argument("--kills", type=int, default=5)
    args = words.parse_args()
    server, tally = Server(args.server, "--rate-burst", "100000"), Tally()
    try:
        server.start()
        plays = Plays(server, tally, args)
        calm = plays.through(server.token, server.location, 0)
        plays.actors(server.location)
        other, token = other_location(server)
        killed = plays.through(token, other, args.kills)
        for what, x, y in zip(("what it said", "contacts", "events"), calm, killed):
            tally.check(x == y, f"killed it is another: {what}: {str(x)[:600]} {str(y)[:600]}")
        tally.check(calm[0][1]["restored"] == calm[0][0]["changed"] and
                    calm[0][1]["kept"] == 0, f"{calm[0]}")
        tally.check(plays.kills > 2, "it was over before it could be killed")
        args.weak, args.weak_id = weak_token(server, other)
        plays.revoked(token, other)
        plays.cancelled(token, other)
        plays.surprised(token, other)
        server.stop()
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
