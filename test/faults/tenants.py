#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nobody reaches into somebody else's location.

Usage: tenants.py [--server PROGRAM]

A victim fills its location with one of everything.  Then an attacker, who has a good token of
another location of the same company, asks every operation of the server's own OpenAPI document:
with the victim's location and ids, with its own location and the victim's ids, with no token, with
a token without scopes, with the agency's token where a location's is asked for.  Nothing of the
victim's may be shown, and its rows must be the same, byte for byte, afterwards.
"""
import argparse
import json
import re
import sys
import threading
import time
from urllib.parse import quote, urlencode

from operations import operations_read
from server import Client, Failure, Server, Tally, other_location, tables_of

REFUSALS = {400, 401, 403, 404, 422}
ROUNDS, CROWD = 30, 6  # tokens that are revoked; who uses each
MARK = "Zyzzyva"  # stands in every value of the victim's


def first_id(value):
    """The id in a reply: its own, or that of its only member with one."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            return value["id"]
        for inner in value.values():
            found = first_id(inner)
            if found:
                return found
    return None


class Victim:
    """A location with one of everything; `ids` by the name of what it is."""

    def __init__(self, server):
        self.server, self.client = server, server.client()
        self.location, self.ids = server.location, {}
        self.people()
        self.texts()
        self.objects()

    def make(self, name, method, path, body):
        path = re.sub(r"\{(\w+)\}", lambda found: self.ids[found.group(1)], path)
        made = self.client.need(method, path, body)
        self.ids[name] = first_id(made)
        if not self.ids[name]:
            raise Failure(f"{method} {path} gives no id: {made}")

    def people(self):
        where = {"locationId": self.location}
        self.ids["location"] = self.location
        self.ids["company"] = self.server.made["companyId"]
        self.ids["user"] = self.server.made["owner"]["id"]
        self.make("business", "POST", "/businesses/", {**where, "name": f"{MARK} Ltd"})
        self.make("contact", "POST", "/contacts/", {
            **where, "firstName": MARK, "email": f"{MARK}@example.com", "phone": "+12025550188",
            "tags": [MARK]})
        self.make("note", "POST", "/contacts/{contact}/notes", {"body": MARK})
        self.make("task", "POST", "/contacts/{contact}/tasks", {
            "title": MARK, "dueDate": "2030-01-01T00:00:00Z", "completed": False})
        self.make("workflow", "POST", "/groundlevel/workflows", {
            "name": MARK, "status": "published"})
        self.make("campaign", "POST", "/groundlevel/campaigns", {
            "name": MARK, "status": "published"})

    def texts(self):
        here = "/locations/{location}"
        self.make("customField", "POST", f"{here}/customFields", {
            "name": MARK, "dataType": "TEXT", "model": "contact"})
        self.make("customValue", "POST", f"{here}/customValues", {"name": MARK, "value": MARK})
        self.make("tag", "POST", f"{here}/tags", {"name": f"{MARK} tag"})

    def objects(self):
        where, key = {"locationId": self.location}, "custom_objects.things"
        self.make("object", "POST", "/objects/", {
            **where, "labels": {"singular": MARK, "plural": f"{MARK}s"}, "key": key,
            "primaryDisplayPropertyDetails": {"key": f"{key}.name", "name": "Name",
                                              "dataType": "TEXT"}})
        self.make("record", "POST", f"/objects/{key}/records", {
            **where, "properties": {"name": MARK}})
        self.make("folder", "POST", "/custom-fields/folder", {
            **where, "objectKey": key, "name": MARK})
        self.make("objectField", "POST", "/custom-fields/", {
            **where, "objectKey": key, "name": MARK, "dataType": "TEXT", "showInForms": False,
            "fieldKey": f"{key}.more", "parentId": self.ids["folder"]})
        self.make("association", "POST", "/associations/", {
            **where, "key": "thing_owner", "firstObjectKey": "contact",
            "firstObjectLabel": MARK, "secondObjectKey": key, "secondObjectLabel": MARK})
        self.make("relation", "POST", "/associations/relations", {
            **where, "associationId": self.ids["association"],
            "firstRecordId": self.ids["contact"], "secondRecordId": self.ids["record"]})
        self.ids["key"], self.ids["key_name"] = key, "thing_owner"


# Which of the victim's things a path parameter names: the first row whose pattern is in the path.
PATHS = [
    (r"/notes/\{", {"id": "note"}),
    (r"/recurring-tasks/", {"id": "task"}),
    (r"/customFields/\{", {"id": "customField"}),
    (r"/customValues/\{", {"id": "customValue"}),
    (r"/custom-fields/folder/", {"id": "folder"}),
    (r"/custom-fields/", {"id": "objectField", "objectKey": "key"}),
    (r"/records/\{", {"id": "record"}),
    (r"/workflows/\{id", {"id": "workflow"}),
    (r"/campaigns/\{id", {"id": "campaign"}),
    (r"", {"recordId": "contact", "key": "key", "schemaKey": "key", "objectKey": "key",
           "key_name": "key_name", "type": None, "name": None}),  # None: a word, not a thing
]


def thing_named(operation, name, ids):
    for pattern, names in PATHS:
        if name in names and re.search(pattern, operation.path):
            return ids.get(names[name], "add")
    return ids.get(re.sub(r"Id$", "", name), ids["contact"])


def known_by_name(ids, location):
    """What a body's member of that name is given."""
    known = {f"{name}Id": value for name, value in ids.items()}
    known.update(locationId=location, assignedTo=ids["user"], parentId=ids["folder"],
                 firstRecordId=ids["contact"], secondRecordId=ids["record"],
                 objectKey=ids["key"], id=ids["contact"], startAfterId=ids["contact"])
    return known


def target(operation, ids, location):
    """The path with these ids, and the declared query."""
    path = re.sub(r"\{(\w+)\}", lambda found: quote(
        location if found.group(1) == "locationId"
        else thing_named(operation, found.group(1), ids), safe=""), operation.path)
    known, query = known_by_name(ids, location), {}
    for parameter in operation.queries():
        name, schema = parameter["name"], operation.resolve(parameter.get("schema", {}))
        if name in known or parameter.get("required"):
            query[name] = operation.sample(schema, name, known, 1)
    flat = {k: v[0] if isinstance(v, list) else v for k, v in query.items()}
    return path + ("?" + urlencode(flat) if flat else "")


def aims_at_victim(operation, path, body, victim):
    """Does a write name something of the victim's where it must be refused for it?"""
    theirs = {v for k, v in victim.ids.items() if k not in ("company", "key", "key_name", "user")}
    named = any(one in path for one in theirs)
    placed = victim.location in path or (body or {}).get("locationId") == victim.location
    return placed or (named and not operation.reads)


def rows_of_others(server, own_location):
    """Every row of every table that is not the attacker's own, to be compared."""
    database = server.database()
    found = {table: sorted(row for row in map(repr, database.execute(f'SELECT * FROM "{table}"'))
                           if own_location not in row)
             for table in tables_of(database)}
    database.close()
    return found


class Attack:
    def __init__(self, server, victim, tally):
        self.server, self.victim, self.tally = server, victim, tally
        self.location, self.token = other_location(server)
        self.client = Client(server.port, self.token)
        self.own_object()
        self.before = rows_of_others(server, self.location)

    def own_object(self):
        """An object of the attacker's with the key of the victim's."""
        key = self.victim.ids["key"]
        self.client.need("POST", "/objects/", {
            "locationId": self.location, "labels": {"singular": "Thing", "plural": "Things"},
            "key": key, "primaryDisplayPropertyDetails": {
                "key": f"{key}.name", "name": "Name", "dataType": "TEXT"}})

    def mixed(self):
        """The victim's ids, but a contact of the attacker's own, made anew."""
        made = self.client.need("POST", "/contacts/", {
            "locationId": self.location, "firstName": "Mallory"})
        return {**self.victim.ids, "contact": first_id(made)}

    def ask(self, operation, ids, location, token, whole):
        """The path, the reply, and whether it should have been a refusal."""
        path = target(operation, ids, location)
        body = operation.sample_body(known_by_name(ids, location), whole)
        reply = self.client.ask(operation.method, path, body, token=token)
        return path, reply, aims_at_victim(operation, path, body, self.victim)

    def judge(self, operation, who, path, reply, statuses):
        tally, what = self.tally, f"{who}: {operation.method} {path}"
        tally.check(reply is not None and reply.status in statuses, f"{what}: {reply}")
        shown = reply is not None and MARK.lower() in reply.body.decode(errors="replace").lower()
        tally.check(not shown, f"{what} shows the victim's data: {reply}")
        now = rows_of_others(self.server, self.location)
        if now != self.before:
            changed = [t for t in now if now[t] != self.before.get(t)]
            tally.check(False, f"{what} changed the victim's {', '.join(changed)}: {reply}")
            self.before = now

    def play(self, operation):
        if operation.public:
            return
        for whole in (False, True):
            for who, ids, location in (
                    ("victim's location", self.victim.ids, self.victim.location),
                    ("own location", self.victim.ids, self.location),
                    ("own location and things", self.mixed(), self.location)):
                path, reply, aimed = self.ask(operation, ids, location, self.token, whole)
                self.judge(operation, who, path, reply,
                           REFUSALS if aimed else REFUSALS | {200, 201})
        for who, token in (("no token", ""), ("made-up token", "pit-" + "0" * 8)):
            path, reply, _ = self.ask(operation, self.victim.ids, self.victim.location,
                                      token, True)
            self.judge(operation, who, path, reply, {401})

    def play_without_scope(self, operation, token, scope):
        """A token of the victim's own location, but with no scope that fits."""
        if operation.scopes and scope not in operation.scopes:
            path, reply, _ = self.ask(operation, self.victim.ids, self.victim.location,
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
        victim = Victim(server)
        operations = operations_read(victim.client.need("GET", "/openapi.json"))
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
