#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Bad input is refused clearly, changes nothing, and harms nobody.

Usage: hostile.py [--server PROGRAM]

Every operation of the server's own OpenAPI document is asked with bodies that are broken or of the
wrong type; then the wire itself is abused: malformed heads, doubled headers, slow and half-closed
senders.  Each must be answered with a status of 400 to 499 (a refused method or version may be
501 or 505) or by a closed connection; the data must stay the same; the server must go on answering
and, when stopped, end with 0 and without a sanitizer's report.
"""
import argparse
import json
import re
import sys
from urllib.parse import quote, urlencode

import wire
from operations import operations_read, wrong_values
from server import Failure, Server, Tally, rows_of

BODY_MAX = 1 << 20
ID = "zzzzzzzzzzzzzzzzzzzz"  # of nothing
BIG = "x" * 900_000

BROKEN = {  # none of these is a JSON map that any operation takes
    "empty text": b"\"\"",
    "only white space": b"   \n\t ",
    "a number": b"17",
    "null": b"null",
    "a list": b"[]",
    "truncated": b'{"name": "x',
    "no value": b'{"name":}',
    "no comma": b'{"a": 1 "b": 2}',
    "comma at the end": b'{"name": "x",}',
    "two values": b'{"name": "x"} {"name": "y"}',
    "single quotes": b"{'name': 'x'}",
    "a comment": b'{"name": "x"} // hello',
    "not a number": b'{"name": NaN}',
    "leading zero": b'{"name": 01}',
    "huge exponent": b'{"name": 1e99999}',
    "the same key twice": b'{"name": "x", "name": "y"}',
    "bad UTF-8": b'{"name": "\xff\xfe"}',
    "overlong UTF-8": b'{"name": "\xc0\xaf"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "a lone surrogate": b'{"name": "\\ud800"}',
    "a NUL byte": b'{"name": "a\x00b"}',
    "an escaped NUL": b'{"name": "a\\u0000b"}',
    "a bare newline": b'{"name": "a\nb"}',
    "deep lists": b'{"name": ' + b"[" * 100_000,
    "deep maps": b'{"a":' * 50_000,
    "deep and closed": b'{"name": ' + b"[" * 200 + b"]" * 200 + b"}",
    "unknown members": b'{"__proto__": {"a": 1}, "constructor": 1, "nosuchmember": 2}',
    "an empty key": b'{"": 1}',
    "a very long text": json.dumps({"nosuchmember": BIG}).encode(),
    "a very long key": json.dumps({BIG: 1}).encode(),
    "many members": json.dumps({f"m{i}": i for i in range(20_000)}).encode(),
    "oversized": b'{"name": "' + b"x" * (BODY_MAX + 1) + b'"}',
}

QUERIES = [
    "q=" + "x" * 100_000, "q=%", "q=%zz", "q=%00", "q=%ff%fe", "limit=-1", "limit=99999999999999",
    "limit=abc", "limit=1e3", "limit=", "skip=-5", "startAfter=abc", "locationId=%27%20OR%201=1--",
    "&".join(f"a{i}=1" for i in range(5000)), "limit=1&limit=2", "limit[]=1", "limit[a]=1",
    "query=%22%27%60;--%25_*", "=", "&&&&", "?", "a=b=c=d",
]


PAGES = re.compile(r"/oauth/(chooselocation|consent|sign-in)\b| /(f|blog|share)/")  # for people


class Siege:
    def __init__(self, server, tally):
        self.server, self.tally, self.client = server, tally, server.client()
        self.agency = server.agency
        self.before = rows_of(server)

    def token_for(self, operation):
        return self.agency if operation.token_class == "company" else self.server.token

    def target(self, operation, extra=""):
        known = {"locationId": self.server.location,
                 "companyId": self.server.made["companyId"]}
        if operation.method == "DELETE" and operation.path.endswith("{locationId}"):
            del known["locationId"]  # it would go, whatever is sent with it
        path = re.sub(r"\{(\w+)\}", lambda found: quote(known.get(found.group(1), ID)),
                      operation.path)
        query = {}
        for parameter in operation.queries():
            if parameter.get("required") or parameter["name"] in ("locationId", "lasts"):
                schema = operation.resolve(parameter.get("schema", {}))
                value = operation.sample(schema, parameter["name"], known, 1)
                query[parameter["name"]] = value[0] if isinstance(value, list) else value
        words = "&".join(w for w in (urlencode(query), extra) if w)
        return path + ("?" + words if words else "")

    def refused(self, what, reply, statuses=range(400, 500)):
        """A clear error: a status of the caller's fault and a JSON body that says why."""
        fine = reply is not None and reply.status in statuses
        if fine and PAGES.search(what) and reply.body.startswith(b"<!doctype html>"):
            fine = b"<p" in reply.body  # a page that says why
        elif fine and reply.status >= 400:
            try:
                told = reply.json()  # a read of a contact that is not there says it in `error`
                fine = bool(told.get("message") or told["error"])
            except (ValueError, KeyError, TypeError):
                fine = False
        self.tally.check(fine, f"{what}: {reply}")

    def play_bodies(self, operation):
        """Broken and wrong-typed bodies; operations that take none must not mind them."""
        token = self.token_for(operation)
        allowed = range(400, 500) if operation.body else range(200, 500)
        if operation.method == "GET":
            return
        for what, body in BROKEN.items():
            reply = self.client.ask(operation.method, self.target(operation), body, token=token)
            gone = reply is None and len(body) > BODY_MAX  # closed before all of it was read
            if not gone:
                self.refused(f"{operation} with {what}", reply, allowed)
        whole = operation.sample_body({"locationId": self.server.location})
        for name, schema in operation.properties().items():
            for value in wrong_values(schema):
                body = {**whole, name: value}
                reply = self.client.ask(operation.method, self.target(operation), body,
                                        token=token)
                self.refused(f"{operation} with {name} = {json.dumps(value)}", reply)

    def play_queries(self, operation):
        if operation.method != "GET":
            return
        token = self.token_for(operation)
        for query in QUERIES:
            reply = self.client.ask("GET", self.target(operation, query), token=token)
            gone = reply is None and len(query) > 16_000
            if not gone:
                self.refused(f"{operation}?{query[:60]}", reply, range(200, 500))

    def play_headers(self, operation):
        path, token = self.target(operation), self.token_for(operation)
        body = b"[]" if operation.body else None
        for version in ("", "x" * 5000, "2020-01-01", "bogus", "2021-07-28, v3"):
            reply = self.client.ask(operation.method, path, body, {"Version": version}, token)
            if not operation.ours:
                self.refused(f"{operation} with Version {version[:20]}", reply)
        for secret in ("", "pit-", "pit-" + "0" * 36, "x" * 5000, "pit-%00", "Bearer"):
            reply = self.client.ask(operation.method, path, body,
                                    {"Authorization": f"Bearer {secret}"}, "-")
            if not operation.public:
                self.refused(f"{operation} with token {secret[:20]}", reply, {401})
        if operation.body and operation.method != "GET":
            reply = self.client.ask(operation.method, path, b"a=b",
                                    {"Content-Type": "application/x-www-form-urlencoded"}, token)
            self.refused(f"{operation} with a form", reply)

    def unharmed(self, after):
        """Nothing has changed, and the server answers."""
        self.client.close()
        reply = self.client.ask("GET", "/health")
        self.tally.check(reply is not None and reply.status == 200, f"after {after}: {reply}")
        now = rows_of(self.server)
        changed = [t for t in now if now[t] != self.before.get(t)]
        self.tally.check(not changed, f"{after} changed {changed}")
        self.before = now


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally = Tally()
    server = Server(asked.server, "--rate-burst", "0", "--rate-day", "0", "--request-ms", "1500",
                    "--idle-ms", "2000")
    try:
        server.start()
        siege = Siege(server, tally)
        operations = operations_read(siege.client.need("GET", "/openapi.json"))
        for operation in operations:
            siege.play_bodies(operation)
            siege.play_queries(operation)
            siege.play_headers(operation)
            siege.unharmed(operation)
        print(f"{len(operations)} operations asked with bad input")
        wire.abuse(server, tally)
        siege.unharmed("the abuse of the wire")
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
