#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every operation asks for the rights that its row says, from outside and from a flow.

Usage: rights.py [--server PROGRAM]

Each routed operation of the server's own OpenAPI document is asked with a good request (world.py)
by who may not: without a token, with a token of the wrong class that holds every scope, with one of
the right class that holds every scope but those of the row, with a revoked one that holds all, with
one of another location, or naming a company that is not his.  Status and sentence must be those of
platform/auth/auth.c, and no row of the data may change.  One scope of the row alone must do.  A
flow that a token for flows alone applies must be refused when a step asks what the token may not.

Then each operation whose reply has a secret is asked with an Idempotency-Key, and the files of the
data are searched for what it gave.
"""
import argparse
import collections
import glob
import json
import os
import re
import sys
from urllib.parse import quote, urlencode

from canaries import spellings
from operations import operations_read
from server import Failure, Server, Tally, other_location, rows_of, tables_of
from tenants import MARK, REFUSALS, Whose, aims_at_victim
from world import World

NOBODY = (401, "No Authorization header found for authentication!")
CLASS = (401, "Token's user type mismatch!")
SCOPE = (401, "The token is not authorized for this scope.")
REVOKED = (401, "Invalid Private Integration token")
LOCATION = (403, "The token does not have access to this location.")
COMPANY = (403, "The token does not have access to this company.")
ONCE = "(a secret: shown once, kept nowhere)"
WEAK = ("flows.write", "flows.readonly")
CLASSES = ("location", "company")
NOT_THERE = "NotThere000000000000"
SECRET_SIZE = 16  # nothing shorter is worth looking for


def classes_of(operation):
    """Of tokens; none may ask what is for people who have signed in."""
    if operation.token_class in ("person", "app"):
        return ()
    return CLASSES if operation.token_class == "any" else (operation.token_class,)


def names(operation, name):
    """Can the request say this: in the path, the query or the body?"""
    return ("{" + name + "}" in operation.path or name in operation.properties() or
            any(p["name"] == name for p in operation.queries()))


def refusal(reply):
    """Status and sentence; None: it is no refusal."""
    if reply is None or reply.status < 400:
        return None
    told = reply.json() if reply.body else None
    return reply.status, told.get("message") if isinstance(told, dict) else told


def cells(server):
    """Every table, column and value."""
    database = server.database()
    for table, columns in tables_of(database).items():
        for row in database.execute(f'SELECT * FROM "{table}"'):
            for column, value in zip(columns, row):
                yield table, column, value
    database.close()


class Tokens:
    """Tokens by class and scopes, each made once."""

    def __init__(self, server, scopes):
        self.server, self.scopes, self.made = server, scopes, {}
        self.agency = server.client(server.agency)

    def make(self, class_, scopes):
        where = {"locationId": self.server.location} if class_ == "location" else {}
        return self.agency.need("POST", "/tokens", {
            "name": "of the test", "class": class_, "scopes": sorted(scopes), **where})["token"]

    def of(self, class_, scopes):
        key = (class_, *sorted(scopes))
        if key not in self.made:
            self.made[key] = self.make(class_, scopes)["secret"]
        return self.made[key]

    def without(self, class_, scopes):
        return self.of(class_, set(self.scopes) - set(scopes))

    def revoked(self, class_):
        """One that was good, and was used."""
        token = self.make(class_, self.scopes)
        path = "/tokens" if class_ == "company" else f"/locations/{self.server.location}/tags"
        self.agency.need("GET", path, token=token["secret"])
        self.agency.need("DELETE", f"/tokens/{token['id']}")
        return token["secret"]


class Rights:
    def __init__(self, server, document, tally):
        self.server, self.tally, self.client = server, tally, server.client()
        self.operations = operations_read(document)
        self.closed = [o for o in self.operations if not o.public]
        self.counts = collections.Counter()
        self.world = World(server, self.operations, server.location, server.token, MARK)
        self.whose = Whose(self.world, server.location)
        scopes = document["components"]["securitySchemes"]["token"]["x-scopes"]
        self.tokens = Tokens(server, scopes)
        self.full = {c: self.tokens.of(c, scopes) for c in CLASSES}
        self.revoked = {c: self.tokens.revoked(c) for c in CLASSES}
        self.elsewhere, self.foreign = other_location(server)

    # --- asking ---

    def ask(self, operation, token, other=()):
        """A good request; `other` names in the path, query or body are given this value instead."""
        other = dict(other)
        path = self.whose.target(operation)
        body = self.whose.body(operation, False)
        for name, value in other.items():
            if "{" + name + "}" in operation.path:
                path = path.replace(self.world.parameter(operation, name), value)
            elif name in operation.properties():
                body = {**(body or {}), name: value}
            else:
                path = re.sub(rf"([?&]){name}=[^&]*&?", r"\1", path).rstrip("?&")
                path += ("&" if "?" in path else "?") + urlencode({name: value})
        return self.client.ask(operation.method, path, body, token=token)

    def refused(self, case, operation, token, wanted, other=()):
        reply = self.ask(operation, token, other)
        self.tally.check(refusal(reply) == wanted, f"{case}: {operation}: {reply}, not {wanted}")
        self.counts[case] += 1

    # --- who may not ---

    def play_outside(self):
        # all tokens are made before the rows are looked at
        wrong = {(o, c): self.tokens.without(c, o.scopes)
                 for o in self.closed for c in classes_of(o) if o.scopes}
        before = rows_of(self.server)
        for o in self.closed:
            self.refused("no token", o, "", NOBODY)
            for class_ in CLASSES:
                self.refused("revoked token", o, self.revoked[class_], REVOKED)
                if class_ not in classes_of(o):
                    self.refused("wrong class", o, self.full[class_],
                                 SCOPE if o.token_class == "app" else CLASS)
                elif o.scopes:
                    self.refused("wrong scope", o, wrong[o, class_], SCOPE)
            self.play_elsewhere(o)
        now = rows_of(self.server)
        changed = [table for table in now if now[table] != before[table]]
        self.tally.check(not changed, f"refusals changed {', '.join(changed)}")

    def play_elsewhere(self, o):
        if o.files:  # the stories files-* send forms
            return
        here = {"locationId": self.server.location}
        for class_ in classes_of(o):
            if names(o, "companyId"):
                self.refused("wrong company", o, self.full[class_], COMPANY,
                             {"companyId": NOT_THERE})
            if names(o, "locationId") and class_ == "location":
                self.refused("wrong location", o, self.foreign, LOCATION, here)
            elif names(o, "locationId"):
                self.refused("wrong location", o, self.full[class_], LOCATION,
                             {"locationId": NOT_THERE})

    def play_things_elsewhere(self):
        """What names no location names things of one, or is told of one's own."""
        for o in self.closed:
            if names(o, "locationId") or "location" not in classes_of(o) or o.files:
                continue
            path, body = self.whose.target(o), self.whose.body(o, False)
            reply = self.client.ask(o.method, path, body, token=self.foreign)
            aimed = aims_at_victim(o, path, body, self.world)
            fine = REFUSALS | (set() if aimed else {200, 201, 202})
            shown = reply and MARK.lower() in reply.body.decode(errors="replace").lower()
            self.tally.check(reply and reply.status in fine and not shown,
                             f"things elsewhere: {o}: {reply}")
            self.counts["things elsewhere"] += 1

    def play_right_scope(self):
        """Any one scope of the row admits, and the public ones ask for nothing."""
        for o in self.operations:
            path = re.sub(r"\{\w+\}", NOT_THERE, o.path)
            if any(p["name"] == "lasts" for p in o.queries()):  # it has no end of its own
                path += "?lasts=1"
            for class_ in classes_of(o) if not o.public else ("",):
                for scope in o.scopes or [""]:
                    token = self.tokens.of(class_, [scope] if scope else list(WEAK)) \
                        if class_ else ""
                    reply = self.client.ask(o.method, path, None, token=token)
                    said = reply.body.decode(errors="replace") if reply else ""
                    self.tally.check(
                        reply and not any(why in said for _, why in (NOBODY, CLASS, SCOPE,
                                                                     REVOKED)),
                        f"right scope: {o} with {scope}: {reply}")
                    self.counts["right scope" if class_ else "public"] += 1

    # --- flows ---

    def step(self, operation):
        path, query = self.world.path(operation), self.world.query(operation)
        return {"call": operation.method, "path": quote(path) + ("?" + urlencode(query, True)
                                                                 if query else "")}

    def wanted_of_flow(self, operation, scopes):
        """Why a token with these scopes may not apply a flow that asks this; None: it may."""
        name = operation.row["operationId"]
        if operation.token_class == "company":
            return f"asks {name}, which is for tokens of the company: a flow acts for its location"
        if operation.token_class == "person":
            return f"asks {name}, which is for people who have signed in"
        if operation.token_class == "app":
            return f"asks {name}, for which your token lacks the scope {operation.scopes[0]}"
        if not operation.scopes or "*" in scopes or set(scopes) & set(operation.scopes):
            return None
        return f"asks {name}, for which your token lacks the scope {operation.scopes[0]}"

    @staticmethod
    def rights_among(whys):
        return [w for w in whys if re.search(
            r"asks \S+, (for )?which (is for tokens|is for people|your token)", w)]

    def play_flow(self, operation, token, scopes):
        wanted = self.wanted_of_flow(operation, scopes)
        case = f"flow of a {'strong' if '*' in scopes else 'weak'} token"
        slug = "refused" if wanted else "strong" if "*" in scopes else "weak"
        file = json.dumps({"flow": slug, "on": {"manual": "x"}, "do": [self.step(operation)]})
        checked = self.client.ask("POST", "/flows/check", {"file": file}, token=token)
        said = checked.json() if checked else {}
        found = self.rights_among(p["why"] for p in said.get("problems", []) if p["at"] == "do[0]")
        self.tally.check(found == ([wanted] if wanted else []) and said["ok"] is (not wanted),
                         f"{case}, check: {operation}: {checked}, not {wanted}")
        applied = self.client.ask("POST", "/flows/apply", {"files": [file]}, token=token)
        fine = refusal(applied) == ((422, [f"refused: do[0] {wanted}"]) if wanted else None)
        self.tally.check(applied is not None and fine,
                         f"{case}, apply: {operation}: {applied}, not {wanted}")
        self.counts[f"{case} {'refused' if wanted else 'applied'}"] += 1

    def play_flows(self):
        weak, strong = self.tokens.of("location", WEAK), self.server.token
        for o in self.operations:
            self.play_flow(o, weak, WEAK)
            self.play_flow(o, strong, ("*",))
        kept = [f["slug"] for f in self.client.need("GET", "/flows")["flows"]]
        self.tally.check("refused" not in kept and {"weak", "strong"} <= set(kept),
                         f"flows kept: {kept}")

    # --- secrets ---

    def secrets_of(self, operation, schema, depth=8):
        """The paths of the secret members of a reply: [["token", "secret"]]."""
        schema = operation.resolve(schema) or {}
        if schema.get("x-secret"):
            return [[]]
        return [[name, *rest] for name, inner in schema.get("properties", {}).items() if depth
                for rest in self.secrets_of(operation, inner, depth - 1)]

    def replied(self, operation):
        for status, reply in operation.row["responses"].items():
            content = operation.resolve(reply).get("content", {}).get("application/json", {})
            if status.startswith("2"):
                yield from self.secrets_of(operation, content.get("schema"))

    def play_secrets(self):
        """Tokens, feeds, the address of a hook: what was told is in no file of the data."""
        self.world.words["flow"] = "hooked"
        self.client.need("POST", "/flows/apply", {"files": [json.dumps(
            {"flow": "hooked", "enabled": True, "on": {"hook": "intake"},
             "do": [{"stop": "here"}]})]})
        for o in self.operations:
            paths = list(self.replied(o))
            if not paths or o.public or not classes_of(o):  # keys.py looks for those
                continue
            asker, key = self.world.asker(o), {"Idempotency-Key": f"once {o}"}
            query = urlencode(self.world.query(o), True)
            asked = o.method, self.world.path(o) + "?" * bool(query) + query, self.world.body(o)
            first = asker.need(*asked, headers=key)
            again = asker.need(*asked, headers=key)
            for path in paths:
                self.judge_secret(o, path, first, again)

    def judge_secret(self, operation, path, first, again):
        what = f"{operation}: {'.'.join(path)}"
        for name in path:
            if name not in first:  # it is told once, to who made the thing
                self.tally.check(operation.method != "POST", f"{what} is not told")
                return
            first, again = first[name], again[name]
        core = first.rsplit("/", 1)[-1].removesuffix(".ics")
        self.tally.check(len(core) >= SECRET_SIZE, f"{what}: no secret: {first}")
        self.tally.check(again == (first if operation.reads else ONCE), f"{what}: again: {again}")
        found = set(self.files_with(first))
        for table, column, value in cells(self.server):
            text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
            # what is shown to who reads it again is kept: as the key of its row, in no other text
            if core in text and not (operation.reads and value == core):
                found.add(f"{table}.{column}")
        if not operation.reads:
            found.update(self.files_with(core))
        self.tally.check(not found, f"{what} is in {', '.join(sorted(found))}")
        self.counts["secrets looked for"] += 1

    def files_with(self, secret):
        """The database as it lies on the disk, with its log, and the server's own log."""
        for path in glob.glob(self.server.data + "/**", recursive=True) + [self.server.log]:
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    kept = file.read()
                if any(spelled in kept for spelled in spellings(secret)):
                    yield os.path.basename(path)


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0",
                                    "--log-level", "debug")
    try:
        server.start()
        rights = Rights(server, server.client().need("GET", "/openapi.json"), tally)
        rights.play_outside()
        rights.play_flows()
        rights.play_secrets()
        rights.play_things_elsewhere()
        rights.play_right_scope()
        server.stop()
        print(f"{len(rights.operations)} operations: " + ", ".join(
            f"{count} {case}" for case, count in rights.counts.items()))
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
