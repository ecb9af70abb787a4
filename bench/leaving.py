#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long do others wait while a field goes that many contacts have?

Usage: leaving.py [--server PROGRAM] [--contacts 8000]

The field's values go part by part, each part a transaction of its own.  While they do, one client
changes a contact again and again: what it waited at most is how long the writer was held.  Printed,
not judged: it is a measurement.
"""
import argparse
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "test" / "faults"))

from server import Server  # noqa: E402

MAKERS = 8


def fill(server, field, count):
    def make(first):
        client = server.client()
        for n in range(first, count, MAKERS):
            client.need("POST", "/contacts/", {
                "locationId": server.location, "firstName": f"Ann {n}",
                "customFields": [{"id": field, "field_value": "gold"}]})
        client.close()
    threads = [threading.Thread(target=make, args=(n,)) for n in range(MAKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def waits(server, contact, ends):
    """Of each write until it ends, in milliseconds."""
    client, told = server.client(), []
    while not ends():
        began = time.monotonic()
        client.need("PUT", f"/contacts/{contact}", {"city": f"City {len(told)}"})
        told.append((time.monotonic() - began) * 1000)
    client.close()
    return sorted(told)


def say(what, told):
    print(f"{what}: {len(told)} writes beside it, median {told[len(told) // 2]:.1f} ms,"
          f" 99 % {told[len(told) * 99 // 100]:.1f} ms, most {told[-1]:.1f} ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="build/groundlevel")
    parser.add_argument("--contacts", type=int, default=8000)
    asked = parser.parse_args()
    server = Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        server.start()
        client = server.client()
        field = client.need("POST", f"/locations/{server.location}/customFields",
                            {"name": "Level", "dataType": "TEXT"})["customField"]["id"]
        contact = client.need("POST", "/contacts/", {"locationId": server.location,
                                                     "firstName": "Other"})["contact"]["id"]
        fill(server, field, asked.contacts)
        until = time.monotonic() + 2
        say("nothing goes", waits(server, contact, lambda: time.monotonic() > until))
        began = time.monotonic()
        client.need("DELETE", f"/locations/{server.location}/customFields/{field}")
        answered = time.monotonic()
        database = server.database()

        def gone():
            return not database.execute("SELECT count(*) FROM leaving").fetchone()[0]
        told = waits(server, contact, gone)
        took = time.monotonic() - began
        left = database.execute("SELECT count(*) FROM contact_field").fetchone()[0]
        database.close()
        say(f"a field of {asked.contacts} contacts goes", told)
        print(f"its delete was answered in {(answered - began) * 1000:.1f} ms, its values were"
              f" gone in {took:.2f} s, {left} are left")
        server.stop()
        return 1 if left else 0
    finally:
        server.close()


if __name__ == "__main__":
    sys.exit(main())
