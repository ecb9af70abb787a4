#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What an id in a query or a body names must be there, and be of this location.

Usage: refs.py [--server PROGRAM]

Two locations have one of everything (world.py).  Then each `ref` of each row is asked with an id
that was never made, and with the id of the other location's thing; all else of the request is
right.  It is refused for that field, and not one row of any table is other than before.
"""
import argparse
import sys
from urllib.parse import urlencode

from operations import operations_read
from server import Failure, Server, Tally, other_location, rows_of
from world import World

INVENTED = "zzzzzzzzzzzzzzzzzzzz"
REFUSALS = {400, 403, 404, 422}
SAID = ("must be the id of", "not found", "does not have access", "id is invalid")
ENTERED = ("locationId", "location_id", "companyId")  # at the top of a request: tenants.py


def refs_of(operation, schema, above=()):
    """Each `ref` in what is sent: its place (members; 0 is an item of a list) and its thing."""
    schema = operation.resolve(schema) or {}
    if len(above) > 8:
        return
    if schema.get("x-ref"):
        if above not in [(name,) for name in ENTERED]:
            yield above, schema["x-ref"]
    elif schema.get("type") == "array":
        yield from refs_of(operation, schema.get("items"), (*above, 0))
    else:
        for name, inner in schema.get("properties", {}).items():
            yield from refs_of(operation, inner, (*above, name))


def placed(world, operation, schema, body, place, value):
    """The body with the value at that place; what is around it is made."""
    schema = operation.resolve(schema) or {}
    if not place:
        return value
    if place[0] == 0:
        return [placed(world, operation, schema.get("items"), None, place[1:], value)]
    made = dict(body) if isinstance(body, dict) else world.value(operation, schema, "")
    inner = schema["properties"][place[0]]
    made[place[0]] = placed(world, operation, inner, made.get(place[0]), place[1:], value)
    return made


class Asking:
    def __init__(self, server, world, other, tally):
        self.server, self.world, self.other, self.tally = server, world, other, tally
        self.count = 0

    def judge(self, operation, query, body, what):
        query = {**self.world.query(operation), **query}
        path = self.world.path(operation) + ("?" + urlencode(query) if query else "")
        before = rows_of(self.server)
        reply = self.world.asker(operation).ask(operation.method, path, body)
        said = reply.body.decode(errors="replace") if reply else ""
        about = f"{operation} with {what}: {reply}"
        self.tally.check(reply is not None and reply.status in REFUSALS, about)
        self.tally.check(any(one in said for one in SAID), f"not refused for that: {about}")
        now = rows_of(self.server)
        changed = [table for table in now if now[table] != before.get(table)]
        self.tally.check(not changed, f"{', '.join(changed)} changed by {about}")
        self.count += 1

    def ids(self, thing):
        yield "an invented id", INVENTED
        if thing not in ("location", "company"):
            yield "another location's id", self.other.thing(thing)

    def play_body(self, operation):
        for place, thing in refs_of(operation, operation.body):
            for what, bad in self.ids(thing):
                body = placed(self.world, operation, operation.body, self.world.body(operation),
                              place, bad)
                name = ".".join(map(str, place))
                self.judge(operation, {}, body, f"{what} as {name}")

    def play_query(self, operation):
        for parameter in operation.queries():
            schema = operation.resolve(parameter["schema"])
            for _, thing in refs_of(operation, schema, (parameter["name"],)):
                for what, bad in self.ids(thing):
                    name = parameter["name"]
                    self.judge(operation, {name: bad}, self.world.body(operation),
                               f"{what} as {name}")

    def play(self, operation):
        if operation.public:
            return
        self.play_body(operation)
        self.play_query(operation)


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        server.start()
        operations = operations_read(server.client().need("GET", "/openapi.json"))
        location, token = other_location(server)
        other = World(server, operations, location, token, "Quixotic")
        world = World(server, operations, server.location, server.token, "Zyzzyva")
        for one in (other, world):
            one.snapshot_ready()  # what makes it writes meanwhile
        asking = Asking(server, world, other, tally)
        for operation in operations:
            if operation.files:  # the stories files-* send forms
                continue
            asking.play(operation)
        tally.check(asking.count > 40, f"only {asking.count} refusals were asked for")
        print(f"{asking.count} references to what is not there were refused")
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
