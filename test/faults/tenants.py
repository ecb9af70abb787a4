#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nobody reaches into somebody else's location.

Usage: tenants.py [--server PROGRAM]

A victim fills its location with one of everything that a row can make (world.py).  Then an
attacker, who has a good token of
another location of the same company, asks every operation of the server's own OpenAPI document:
with the victim's location and ids, with its own location and the victim's ids, with no token, with
a token without scopes, with the agency's token where a location's is asked for.  Nothing of the
victim's may be shown, and its rows must be the same, byte for byte, afterwards.
"""
import argparse
import copy
import json
import re
import sys
import threading
import time
from urllib.parse import quote, urlencode

from operations import operations_read
from server import OWN, Client, Failure, Server, Tally, other_location, rows_asked, tables_of
from world import REFS, World, first_id

REFUSALS = {400, 401, 403, 404, 422, 415}
ROUNDS, CROWD = 30, 6  # tokens that are revoked; who uses each
MARK = "Zyzzyva"  # stands in every value of the victim's


def known_by_name(world, location):
    """What a body's member of that name is given, where no `ref` says it."""
    return {"locationId": location, "objectKey": world.key, "id": world.thing("contact"),
            "startAfterId": world.thing("contact")}


class Whose:
    """The ids of this world, and of that one where it has other ones."""

    def __init__(self, world, location, own=None):
        self.world, self.location, self.own = world, location, own or {}
        self.writer = copy.copy(world)  # what he writes himself has no mark of the victim's
        self.writer.mark, self.writer.slug = "Mallory", "mallory"

    def refs(self):
        refs = {ref: self.world.thing(ref) for ref in REFS}
        return {**refs, "company": self.world.company, "location": self.location, **self.own}

    def path(self, operation):
        return re.sub(r"\{(\w+)\}", lambda found: quote(
            self.location if found.group(1) == "locationId" else
            self.own.get("contact") if found.group(1) == "contactId" and self.own else
            str(self.world.parameter(operation, found.group(1))), safe=""), operation.path)

    def target(self, operation):
        """The path with these ids, and the declared query."""
        known, query = known_by_name(self.world, self.location), {}
        for parameter in operation.queries():
            name, schema = parameter["name"], operation.resolve(parameter.get("schema", {}))
            if name == "lasts" or name in known or schema.get("x-ref") or parameter.get("required"):
                query[name] = operation.sample(schema, name, known, 1, self.refs())
        flat = {k: v[0] if isinstance(v, list) else v for k, v in query.items()}
        return self.path(operation) + ("?" + urlencode(flat) if flat else "")

    def body(self, operation, whole):
        """Every property, or only what must be there: with what no type can say, so that nothing
        else is a reason to refuse."""
        hint = self.writer.hint(operation)
        if not operation.body or isinstance(hint, list):
            return hint or None
        known = known_by_name(self.world, self.location)
        made = operation.sample_body(known, whole, self.refs())
        return made if whole else {**made, **hint}


def aims_at_victim(operation, path, body, victim):
    """Does a write name something of the victim's where it must be refused for it?"""
    named = any(one in path for one in victim.ids())
    placed = victim.location in path or (
        isinstance(body, dict) and body.get("locationId") == victim.location)
    return placed or (named and not operation.reads)


def rows_of_others(server, own_location):
    """Every row of every table that is not the attacker's own, to be compared."""
    database = server.database()
    own = [own_location] + [one for (one,) in database.execute(
        "SELECT id FROM flow WHERE location_id = :own UNION ALL SELECT account_id FROM"
        " account_location WHERE location_id = :own AND account_id NOT IN"
        " (SELECT account_id FROM account_location WHERE location_id <> :own)",
        {"own": own_location})]
    found = {table: sorted(row for row in map(repr, database.execute(
        rows_asked(database, table)))
                           if not any(one in row for one in own))
             for table in tables_of(database) if table not in OWN}
    database.close()
    return found


class Attack:
    def __init__(self, server, victim, tally):
        self.server, self.victim, self.tally = server, victim, tally
        self.location, self.token = other_location(server)
        self.client = Client(server.port, self.token)
        self.own_object()
        self.mine = None
        self.looking = server.database()  # open all the while: it sees when somebody has written
        self.version = None
        self.before = rows_of_others(server, self.location)

    def has_written(self):
        """Has anybody written since this was asked last?  Most refusals leave nothing."""
        was = self.version
        (self.version,) = self.looking.execute("PRAGMA data_version").fetchone()
        return self.version != was

    def own_object(self):
        """An object of the attacker's with the key of the victim's."""
        key = self.victim.key
        self.client.need("POST", "/objects/", {
            "locationId": self.location, "labels": {"singular": "Thing", "plural": "Things"},
            "key": key, "primaryDisplayPropertyDetails": {
                "key": f"{key}.name", "name": "Name", "dataType": "TEXT"}})

    def mixed(self):
        """The victim's ids, but a contact of the attacker's own: made anew where the one before
        may be gone, since each writing has every table read again."""
        if not self.mine:
            made = self.client.need("POST", "/contacts/", {
                "locationId": self.location, "firstName": "Mallory"})
            self.mine = {"contact": first_id(made)}
            self.has_written()  # he himself: nothing to look at
        return self.mine

    def ask(self, operation, whose, token, whole):
        """The path, the reply, and whether it should have been a refusal."""
        path, body = whose.target(operation), whose.body(operation, whole)
        reply = self.client.ask(operation.method, path, body, token=token)
        return path, reply, aims_at_victim(operation, path, body, self.victim)

    def judge(self, operation, who, path, reply, statuses):
        tally, what = self.tally, f"{who}: {operation.method} {path}"
        tally.check(reply is not None and reply.status in statuses, f"{what}: {reply}")
        shown = reply is not None and MARK.lower() in reply.body.decode(errors="replace").lower()
        tally.check(not shown, f"{what} shows the victim's data: {reply}")
        now = self.before
        if self.has_written():
            now, self.mine = rows_of_others(self.server, self.location), None
        if now != self.before:
            changed = [t for t in now if now[t] != self.before.get(t)]
            tally.check(False, f"{what} changed the victim's {', '.join(changed)}: {reply}")
            self.before = now

    def play(self, operation):
        if operation.public:
            return
        victim, theirs = self.victim, Whose(self.victim, self.victim.location)
        for whole in (False, True):
            for who, whose in (
                    ("victim's location", theirs),
                    ("own location", Whose(victim, self.location)),
                    ("own location and things", Whose(victim, self.location, self.mixed()))):
                path, reply, aimed = self.ask(operation, whose, self.token, whole)
                self.judge(operation, who, path, reply,
                           REFUSALS if aimed else REFUSALS | {200, 201, 202})
        for who, token in (("no token", ""), ("made-up token", "pit-" + "0" * 8)):
            path, reply, _ = self.ask(operation, theirs, token, True)
            self.judge(operation, who, path, reply, {401})

    def play_without_scope(self, operation, token, scope):
        """A token of the victim's own location, but with no scope that fits."""
        if operation.scopes and scope not in operation.scopes:
            path, reply, _ = self.ask(operation, Whose(self.victim, self.victim.location),
                                      token, True)
            self.judge(operation, "without scope", path, reply, {401})


def scoped_token(server, scope):
    made = json.loads(server.command("token", "create", "--class", "location", "--location",
                                     server.location, "--scopes", scope, "--json"))
    return made["secret"]


def hammer(server, token):
    client = server.client(token)
    while True:
        reply = client.ask("GET", f"/locations/{server.location}/tags")
        if reply is None or reply.status != 200:
            break
    client.close()


def a_revoked_token_is_refused_at_once(server, tally):
    """However busy it is: what a thread learned of it before the commit counts no longer."""
    late = 0
    agency = server.client(server.agency)
    for _ in range(ROUNDS):
        made = json.loads(server.command("token", "create", "--class", "location", "--location",
                                         server.location, "--json"))
        crowd = [threading.Thread(target=hammer, args=(server, made["secret"]))
                 for _ in range(CROWD)]
        for t in crowd:
            t.start()
        time.sleep(0.02)
        agency.need("DELETE", f"/tokens/{made['id']}")
        client = server.client(made["secret"])
        late += client.ask("GET", f"/locations/{server.location}/tags").status != 401
        client.close()
        for t in crowd:
            t.join()
    agency.close()
    tally.check(not late, f"{late} of {ROUNDS} revoked tokens were still believed")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        server.start()
        operations = operations_read(server.client().need("GET", "/openapi.json"))
        victim = World(server, operations, server.location, server.token, MARK)
        attack = Attack(server, victim, tally)
        for operation in operations:
            attack.play(operation)
        print(f"{len(operations)} operations asked with another location's token")
        for scope in ("campaigns.readonly", "companies.readonly"):
            token = scoped_token(server, scope)
            attack.before = rows_of_others(server, attack.location)
            for operation in operations:
                attack.play_without_scope(operation, token, scope)
        a_revoked_token_is_refused_at_once(server, tally)
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
