#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is as large as it may be is read as it was written, by every path that shows it.

Usage: large.py [--server PROGRAM]

A business gets properties up to the limit, by two writes that are each within the limit of a
request.  Every read that shows it, and its event, must be JSON with the whole of it; and what would
go over the limit is refused and changes nothing.  Answers to a form and templates likewise, where
the largest bodies are let in: kept whole, or refused.
"""
import argparse
import json
import sys

from server import Failure, Server, Tally

LIMIT = 1 << 20  # of all properties of a record, as they are kept


def play(server, tally):
    client, location = server.client(), server.location
    made = client.need("POST", "/custom-fields/folder", {
        "locationId": location, "objectKey": "business", "name": "Large"})
    folder = made.get("id") or next(iter(made.values()))["id"]
    for name in "ab":
        client.need("POST", "/custom-fields/", {
            "locationId": location, "name": name, "dataType": "LARGE_TEXT", "parentId": folder,
            "fieldKey": f"business.{name}", "objectKey": "business", "showInForms": True})
    first = "x" * (LIMIT // 2)
    one = client.need("POST", "/objects/business/records", {
        "locationId": location, "properties": {"name": "B", "a": first}})["record"]["id"]
    room = LIMIT - len(json.dumps({"name": "B", "a": first, "b": ""}, separators=(",", ":")))
    path = f"/objects/business/records/{one}?locationId={location}"
    for more in (1, 0):
        reply = client.ask("PUT", path, {"properties": {"b": "y" * (room + more)}})
        tally.check(reply.status == (413 if more else 200), f"{more} more: {reply}")
    shown = (f"/businesses/{one}", f"/businesses/?locationId={location}",
             f"/objects/business/records/{one}", "/events?types=RecordUpdate")
    for asked in shown:
        reply = client.ask("GET", asked)
        try:
            whole = json.dumps(json.loads(reply.body))
        except ValueError as wrong:
            tally.check(False, f"GET {asked} is no JSON: {wrong}")
            continue
        tally.check(first in whole and "y" * room in whole and "y" * (room + 1) not in whole,
                    f"GET {asked} shows something else")
    client.close()


def play_options(server, tally):
    """A picklist whose labels are as long as they may be is kept whole; longer ones are refused."""
    client, location = server.client(), server.location
    path = f"/locations/{location}/customFields"
    for size, fits in ((255, True), (256, False), (6000, False)):
        labels = [f"{n:03}".ljust(size, "\u0001") for n in range(500 if size < 1000 else 100)]
        reply = client.ask("POST", path, {"name": f"P{size}", "dataType": "SINGLE_OPTIONS",
                                          "options": labels})
        tally.check(reply.status == (201 if fits else 422), f"{size}: {reply}")
        shown = client.need("GET", path)["customFields"]
        kept = [f for f in shown if f["name"] == f"P{size}"]
        tally.check(bool(kept) == fits, f"{size}: kept {len(kept)}")
        if not kept:
            continue
        value = [{"id": kept[0]["id"], "field_value": labels[-1]}]
        reply = client.ask("POST", "/contacts/", {"locationId": location, "firstName": "A",
                                                  "customFields": value})
        tally.check(reply.status == 201 and reply.json()["contact"]["customFields"][0]["value"]
                    == labels[-1], f"the last of {size}: {reply}")
    client.close()


def play_bodies(server, tally):
    """With body_max at its highest."""
    client, location = server.client(), server.location
    form = client.need("POST", "/groundlevel/forms", {
        "locationId": location, "name": "Large",
        "elements": [{"key": "why", "kind": "long"}]})["form"]["id"]
    for size in (1 << 20, 3 << 20):
        reply = client.ask("POST", f"/groundlevel/forms/{form}/submissions",
                           {"answers": {"why": "w" * size}})
        tally.check(reply.status in (201, 413, 422), f"answers of {size}: {reply}")
        kept = client.ask("GET", f"/forms/submissions?locationId={location}")
        whole = kept.status == 200 and ("w" * size in kept.body.decode())
        tally.check(whole == (reply.status == 201), f"{size}: {reply.status}, then {kept}")
    for size in (1 << 20, 9 << 20):
        reply = client.ask("POST", f"/locations/{location}/templates", {
            "name": f"T{size}", "type": "sms", "template": {"body": "t" * size}})
        tally.check(reply.status in (201, 413, 422), f"a template of {size}: {reply}")
        kept = client.ask("GET", f"/locations/{location}/templates?originId={location}")
        whole = kept.status == 200 and ("t" * size in kept.body.decode())
        tally.check(whole == (reply.status == 201), f"{size}: {reply.status}, then {kept}")
    client.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server)
    try:
        server.start()
        play(server, tally)
        server.stop()
        server.flags = ["--body_max", str(8 << 20)]
        server.start()
        play_options(server, tally)
        server.stop()
        server.flags = ["--body_max", str(64 << 20)]
        server.start()
        play_bodies(server, tally)
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
