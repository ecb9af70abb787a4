#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Searches that look through everything: others get their answers meanwhile, on one event loop.

  long.py --server PROGRAM [--contacts N]

The contacts are copies of one that was made by asking, laid into the data file of a server that
stands still; nothing is searched that needs the index of free text.

Who closes the connection has ended his search, and of one token only so many may wait.
"""
import argparse
import json
import os
import re
import socket
import sqlite3
import sys
import threading
import time

from server import Failure, Server, Tally, tables_of

SEARCH = "/contacts/search"
AT_ONCE = 6
SHARE = 64  # long reads of one token that may wait
CROWD = SHARE + 16
ANSWERED = re.compile(r"operation=search-contacts .*?status=(\d+)")


def lay(server, count):
    """A location full of contacts; the first of them lives in Uruk."""
    server.start()
    client = server.client()
    one = client.need("POST", "/contacts/", {
        "locationId": server.location, "firstName": "Ann", "city": "Springfield"})["contact"]["id"]
    client.close()
    server.stop()
    data = sqlite3.connect(os.path.join(server.data, "groundlevel.db"))
    data.create_function("find_later", 4, lambda *row: None)
    data.create_function("fold", 1, lambda text: text and text.lower(), deterministic=True)
    columns = tables_of(data)["contact"]
    changed = {"id": "printf('copy%016d', i)", "date_added": "date_added - i",
               "city": "CASE i WHEN 1 THEN 'Uruk' ELSE 'Town ' || (i % 500) END"}
    data.execute(f"INSERT INTO contact ({', '.join(columns)})"
                 f" SELECT {', '.join(changed.get(c, c) for c in columns)} FROM contact,"
                 " (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                 " SELECT i FROM n) WHERE contact.id = ?", (count, one))
    data.execute("UPDATE counter SET n = n + ? WHERE what = 'contact'", (count,))
    data.commit()
    data.close()
    return one


def body(server, value, **more):
    return {"locationId": server.location, "page": 1, "pageLimit": 20,
            "filters": [{"field": "city", "operator": "contains", "value": value}], **more}


def search(server, replies, value, **more):
    client = server.client()
    replies.append(client.ask("POST", SEARCH, body(server, value, **more)))
    client.close()


def crowd(server, replies, value, **more):
    threads = [threading.Thread(target=search, args=(server, replies, value), kwargs=more)
               for _ in range(AT_ONCE)]
    for t in threads:
        t.start()
    return threads


def others_check(server, tally, one):
    """A sentence with what was measured."""
    replies, took = [], []
    began = time.monotonic()
    client = server.client()
    client.need("GET", f"/contacts/{one}")
    threads = crowd(server, replies, "nowhere")
    while len(replies) < AT_ONCE:
        asked = time.monotonic()
        client.need("GET", f"/contacts/{one}")
        took.append(time.monotonic() - asked)
        client.need("PUT", f"/contacts/{one}", {"firstName": f"Ann {len(took)}"})
    searched = time.monotonic() - began
    for t in threads:
        t.join()
    client.close()
    for r in replies:
        tally.check(r and r.status == 200 and r.json()["total"] == 0, r)
    tally.check(len(took) >= 10, f"{len(took)} reads while {AT_ONCE} searches looked")
    took.sort()
    return (f"{len(took)} reads, each after a write, while {AT_ONCE} searches took"
            f" {searched * 1000:.0f} ms: median {took[len(took) // 2] * 1000:.2f} ms,"
            f" longest {took[-1] * 1000:.1f} ms")


def right_check(server, tally, count):
    """What went elsewhere says what it would have said here."""
    client = server.client()
    found = client.need("POST", SEARCH, body(server, "uruk"))
    tally.check([c["city"] for c in found["contacts"]] == ["Uruk"] and found["total"] == 1, found)
    by_city = client.need("POST", SEARCH, {
        "locationId": server.location, "page": 1, "pageLimit": 3,
        "sort": [{"field": "city", "direction": "desc"}]})
    tally.check([c["city"] for c in by_city["contacts"]] == ["Uruk", "Town 99", "Town 99"] and
                by_city["total"] == count + 1, by_city)
    refused = client.ask("POST", SEARCH, body(server, "x"))
    tally.check(refused.status == 400, refused)
    client.close()


def limit_check(server, tally, one):
    """Longer than read_ms nobody reads, and whoever is refused is told so."""
    server.flags += ["--read-ms", "10"]
    server.start()
    replies = []
    for t in crowd(server, replies, "nowhere",
                   sort=[{"field": "city", "direction": "asc"}]):
        t.join()
    for r in replies:
        tally.check(r and r.status == 504 and "too long" in r.json()["message"], r)
    client = server.client()
    client.need("GET", f"/contacts/{one}")
    client.close()
    server.stop()


def send(server, which):
    """A search whose reply nobody reads yet; each another, or one would answer for all."""
    text = json.dumps(body(server, f"nowhere {which}"))
    raw = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    raw.sendall(f"POST {SEARCH} HTTP/1.1\r\nHost: x\r\nVersion: 2021-07-28\r\n"
                f"Authorization: Bearer {server.token}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(text)}\r\n\r\n{text}".encode())
    return raw


def statuses(server, from_here):
    with open(server.log, encoding="utf-8") as log:
        log.seek(from_here)
        return ANSWERED.findall(log.read())


def left_check(server, tally, one):
    """Too many of one token are refused; and those that were closed are not searched to the end."""
    server.start()
    from_here = os.path.getsize(server.log)
    waiting = [send(server, which) for which in range(CROWD)]
    client = server.client()
    client.need("GET", f"/contacts/{one}")
    client.close()
    for raw in waiting:
        raw.close()
    until = time.monotonic() + 60
    while len(statuses(server, from_here)) < CROWD and time.monotonic() < until:
        time.sleep(0.05)
    told = statuses(server, from_here)
    counts = {status: told.count(status) for status in sorted(set(told))}
    tally.check(len(told) == CROWD and set(told) <= {"200", "503", "504"}, counts)
    tally.check(counts.get("503", 0) > 0, f"of one token only {SHARE} wait: {counts}")
    tally.check(counts.get("504", 0) > CROWD // 2, f"closed, and so given up: {counts}")
    server.stop()
    return ", ".join(f"{n} {status}" for status, n in counts.items())


def stop_check(server, tally):
    replies = []
    server.start()
    threads = crowd(server, replies, "nowhere")
    time.sleep(0.05)
    server.stop(cuts=True)  # on a busy machine they take longer than it waits
    for t in threads:
        t.join()
    for r in replies:
        tally.check(r is None or r.status in (200, 503, 504), r)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--server", required=True)
    p.add_argument("--contacts", type=int, default=60000)
    a = p.parse_args()
    tally = Tally()
    server = Server(a.server, "--threads", "1", "--rate-burst", "0", "--rate-day", "0",
                    "--read-ms", "60000")
    try:
        one = lay(server, a.contacts)
        server.start()
        said = others_check(server, tally, one)
        right_check(server, tally, a.contacts)
        server.stop()
        stop_check(server, tally)
        left = left_check(server, tally, one)
        limit_check(server, tally, one)
        print(said)
        print(f"of {CROWD} that closed their connections: {left}")
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
