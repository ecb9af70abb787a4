#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who asks again and again for what changed misses nothing, whoever writes meanwhile.

  since.py --server PROGRAM [--writers N] [--writes N] [--engine postgres] [--servers N] [--trust]

Writers make contacts and change them; readers ask for those with `updatedAfter`, page by page, and
next time with the Groundlevel-As-Of of the first page.  In the end each reader has the last name of
every contact.  With --servers 2 two programs answer for one PostgreSQL (test/postgres.sh).  --trust
goes on from the latest dateUpdated that was seen instead, which is what must not be relied upon.
"""
import argparse
import os
import sys
import threading
import urllib.parse

import server as hurt
from server import Failure, Server, Tally


class Writer(threading.Thread):
    def __init__(self, server, first, number, writes):
        super().__init__()
        self.client, self.location = server.client(first.token), first.location
        self.number, self.writes, self.names = number, writes, {}

    def run(self):
        for i in range(self.writes):
            made = self.client.need("POST", "/contacts/", {
                "locationId": self.location, "firstName": f"new{i}", "lastName": str(self.number)})
            one = made["contact"]["id"]
            self.names[one] = f"now{i}"
            self.client.need("PUT", f"/contacts/{one}", {"firstName": f"now{i}"})
        self.client.close()


class Reader(threading.Thread):
    def __init__(self, server, first, over, trust):
        super().__init__()
        self.client, self.location = server.client(first.token), first.location
        self.over, self.trust, self.names, self.after = over, trust, {}, "1970-01-01T00:00:00Z"
        self.rounds = 0

    def page(self, more):
        path = "/contacts/?" + urllib.parse.urlencode({
            "locationId": self.location, "limit": 100, "updatedAfter": self.after, **more})
        reply = self.client.ask("GET", path)
        if reply is None or reply.status != 200:
            raise Failure(f"GET {path}: {reply}")
        return reply

    def once(self):
        as_of, latest, more = None, self.after, {}
        while True:
            reply = self.page(more)
            heads = {name.lower(): value for name, value in dict(reply.headers).items()}
            as_of = as_of or heads["groundlevel-as-of"]
            told = reply.json()
            for c in told["contacts"]:
                self.names[c["id"]] = c["firstName"]
                latest = max(latest, c["dateUpdated"])
            if len(told["contacts"]) < 100:
                break
            more = {k: told["meta"][k] for k in ("startAfter", "startAfterId")}
        self.after = latest if self.trust else as_of
        self.rounds += 1

    def run(self):
        while not self.over.is_set():
            self.once()
        self.once()
        self.client.close()


def play(servers, a, tally):
    over, first = threading.Event(), servers[0]
    writers = [Writer(servers[i % len(servers)], first, i, a.writes) for i in range(a.writers)]
    readers = [Reader(s, first, over, a.trust) for s in servers for _ in range(2)]
    for t in writers + readers:
        t.start()
    for t in writers:
        t.join()
    over.set()
    for t in readers:
        t.join()
    written = {k: v for w in writers for k, v in w.names.items()}
    tally.check(len(written) == a.writers * a.writes, f"{len(written)} contacts were written")
    for r in readers:
        missed = [k for k, v in written.items() if r.names.get(k, "").lower() != v]
        tally.check(not missed, f"a reader missed {len(missed)} of {len(written)} changes")
        print(f"{r.rounds} rounds, {len(r.names)} contacts")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--server", required=True)
    p.add_argument("--writers", type=int, default=6)
    p.add_argument("--writes", type=int, default=60)
    p.add_argument("--servers", type=int, default=1)
    p.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    p.add_argument("--trust", action="store_true")
    a = p.parse_args()
    if a.engine == "postgres":
        hurt.ENVIRONMENT["GROUNDLEVEL_STORE"] = os.environ["GROUNDLEVEL_TEST_POSTGRES"]
    tally = Tally()
    first = Server(a.server, "--rate-burst", "0", "--rate-day", "0", "--store-workers", "8")
    servers = [first]
    try:
        first.start()
        for _ in range(a.servers - 1):
            other = object.__new__(Server)
            other.__dict__.update(first.__dict__)
            other.log, other.process = first.log + "-other", None
            servers.append(other)
            other.start()
        play(servers, a, tally)
        for s in servers:
            s.stop()
    except Failure as failure:
        tally.check(False, str(failure))
    finally:
        for s in servers[1:]:
            if s.alive():
                s.kill()
        first.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
