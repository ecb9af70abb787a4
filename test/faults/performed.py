#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every operation that is offered to flows as an action is performed by one, with success.

Usage: performed.py [--server PROGRAM] [--tally FILE]

The rows say what they want (world.py): a location with one of everything is made, then each row
that is offered as an action is a flow of one step, run by hand.  What makes goes first, what reads
and changes next, what takes away last, the deepest paths before those that they hang on.  A run
must be done; a step that the operation refused is a failure.  FILE gets the names of what was
performed, a line each, for doc/operations.md.
"""
import argparse
import json
import os
import re
import sys
import time
from urllib.parse import quote, urlencode

from operations import operations_read
from server import Failure, Server, Tally, other_location
from world import HINTS, World, first_id

# Of these another is there already; or which thing is meant stands in what is sent.
SENT = {
    "create-association": lambda w: {
        "key": "thing_keeper", "firstObjectKey": "contact", "secondObjectKey": w.key},
    "create-object": lambda w: {
        "key": "custom_objects.others", "labels": {"singular": "Other", "plural": "Others"},
        "primaryDisplayPropertyDetails": {"key": "custom_objects.others.name", "name": "Name",
                                          "dataType": "TEXT"}},
    "create-object-field": lambda w: {"fieldKey": f"{w.key}.further"},
    "create-relation": lambda w: {"secondRecordId": w.more["record"]},
    "create-conversation": lambda w: {"contactId": w.more["silent"]},
    "create-opportunity": lambda w: {"contactId": w.more["contact"]},
    "upsert-opportunity": lambda w: {"contactId": w.more["contact"]},
    "add-an-inbound-message": lambda w: {
        "contactId": w.more["contact"], "type": "GMB", "message": w.mark,
        "conversationProviderId": w.more["reviews"]},
    "add-an-outbound-message": lambda w: {
        "conversationId": w.more["talk"], "conversationProviderId": w.more["caller"],
        "call": {"to": w.phone, "from": w.phone, "status": "completed"}},
    "send-review-reply": lambda w: {"conversationId": w.more["talk"]},
    "live-chat-agent-typing": lambda w: {"conversationId": w.made["/conversations"]},
    "add-an-inbound-email": lambda w: {"from": "new@people.example", "unknown": "make"},
    "user-subscription-change": lambda w: {
        "email": "second@people.example", "contactId": w.more["contact"], "subscription_action": {
            "type": "default", "subtype_name": "One on One", "subtype_status": "unsubscribed"}},
    "save-email-template": lambda w: {"templateId": w.made["/emails/builder"]},
    "add-message-attachments": lambda w: {"attachments": ["https://files.example/a.mp3"]},
    "create-calendar-notification": lambda w: {"body": HINTS["create-calendar-notification"](w)},
    "update-object": lambda w: {"searchableProperties": [f"{w.key}.name"]},
    "update-location-tag": lambda w: {"name": "renamed"},
    "update-pipeline": lambda w: {"name": "Renamed"},
    "update-lost-reason": lambda w: {"name": "Renamed"},
}
# What is asked in the address.
ASKED = {
    "get-free-slots": lambda w: {"startDate": w.begins, "endDate": w.begins + DAY_MS},
    "list-calendar-events": lambda w: {"startTime": w.begins, "endTime": w.begins + DAY_MS,
                                       "calendarId": w.made["/calendars"]},
    "list-blocked-slots": lambda w: {"startTime": w.begins, "endTime": w.begins + DAY_MS,
                                     "userId": w.made["/users"]},
}
# Of more than one thing of a kind, the one that this can be done with.
THERE = {
    "add-schedule-calendar": {"calendarId": "staffed"},
    "remove-schedule-calendar": {"calendarId": "staffed"},
    "update-message-status": {"messageId": "call"},
    "add-message-attachments": {"messageId": "call"},
    "set-message-transcription": {"messageId": "call"},
    "cancel-scheduled-message": {"messageId": "later"},
    "cancel-scheduled-email-message": {"emailMessageId": "laterMail"},
    "delete-field-folder": {"id": "folder"},
}
# What others hang on is taken away after them, in this order.
LAST = ("delete-blog-site", "delete-record", "delete-association", "delete-object",
        "delete-pipeline", "delete-calendar", "delete-user", "delete-contact")
# What a flow can ask of another server with a token of its company only.
OF_COMPANY = "which is for tokens of the company: a flow acts for its location"
# What is refused here for a reason that only somebody else could take away.
REFUSED = {"send-message-again": "No conversation provider carries it"}
DAY_MS = 24 * 3600 * 1000


class Performed:
    def __init__(self, server, tally):
        self.server, self.tally, self.done = server, tally, []
        document = server.client().need("GET", "/openapi.json")
        self.operations = operations_read(document)
        location, token = other_location(server)
        self.world = World(server, self.operations, location, token, "Madebyhand")
        self.client = server.client(token)
        self.more()

    def make(self, path, **body):
        return self.client.need("POST", path, {"locationId": self.world.location, **body})

    def more(self):
        """What a second of everything needs that the first has taken."""
        w = self.world
        w.mark, w.slug, w.phone = "Madebyflow", "madebyflow", "+12025550177"
        w.begins = int(time.time() * 1000)
        w.words = {k: v for k, v in w.words.items() if v != "none"}
        w.more = {name: first_id(self.make("/contacts/", email=email, phone=phone))
                  for name, email, phone in (
                      ("contact", "second@people.example", "+12025550178"),
                      ("silent", "third@people.example", "+12025550179"))}
        w.more["record"] = first_id(self.make(f"/objects/{w.key}/records",
                                              properties={"name": "second"}))
        w.more["staffed"] = first_id(self.make(
            "/calendars/", name="Staffed", calendarType="round_robin",
            teamMembers=[{"userId": w.made["/users"]}]))
        w.more["folder"] = first_id(self.make("/custom-fields/folder", objectKey=w.key,
                                              name="Empty"))
        for name, kind in (("caller", "Call"), ("reviews", "GMB")):
            w.more[name] = first_id(self.make("/groundlevel/providers", name=name, type=kind))
        w.more["talk"] = self.make(
            "/conversations/messages/inbound", type="Review", contactId=w.more["contact"],
            conversationProviderId=w.more["reviews"], message="Five")["conversationId"]
        w.more["call"] = self.make(
            "/conversations/messages/outbound", type="Call", conversationId=w.more["talk"],
            conversationProviderId=w.more["caller"],
            call={"to": w.phone, "from": w.phone, "status": "completed"})["messageId"]
        later = {"contactId": w.more["contact"], "scheduledTimestamp": 4070908800}
        w.more["later"] = self.make("/conversations/messages", type="SMS", message="Later",
                                    **later)["messageId"]
        w.more["laterMail"] = self.make("/conversations/messages", type="Email", html="Later",
                                        **later)["emailMessageId"]

    def actions(self):
        """In an order in which each still finds what it needs."""
        turn = {"POST": 0, "GET": 1, "PUT": 2, "PATCH": 2, "DELETE": 3}

        def when(o):
            name = o.row["operationId"]
            return (turn[o.method] + (name in LAST), LAST.index(name) if name in LAST else 0,
                    -o.path.count("/") if o.method == "DELETE" else 0)
        return sorted((o for o in self.operations
                       if o.row["x-groundlevel"]["action"] and not o.files), key=when)

    def path(self, operation):
        there = THERE.get(operation.row["operationId"], {})
        def named(match):
            name = match.group(1)
            if name in there:
                return str(self.world.more[there[name]])
            try:
                return str(self.world.parameter(operation, name))
            except KeyError:
                return "none"
        return quote(re.sub(r"\{(\w+)\}", named, operation.path))

    def step(self, operation):
        name, w = operation.row["operationId"], self.world
        asked = {**w.query(operation), **(ASKED[name](w) if name in ASKED else {})}
        body = w.body(operation)
        body = {**(body if isinstance(body, dict) else {}),
                **(SENT[name](w) if name in SENT else {})}
        step = {"call": operation.method, "path": self.path(operation) + (
            "?" + urlencode(asked, True) if asked else "")}
        return {**step, "set": body} if body else step

    def play(self, operation):
        name = operation.row["operationId"]
        slug = f"performs-{name}"
        file = json.dumps({"flow": slug, "enabled": True, "on": {"manual": "x"},
                           "retry": {"for": "1s"}, "do": [self.step(operation)]})
        applied = self.client.ask("POST", "/flows/apply", {"files": [file]})
        told = applied.json()
        if applied.status < 300:
            run = self.client.need("POST", f"/flows/{slug}/run", {"data": {}})["run"]["id"]
            self.world.wait_for_run(run)
            told = self.client.need("GET", f"/flows/runs/{run}")
        done = told.get("run", {}).get("state") == "done"
        refused = OF_COMPANY if operation.token_class == "company" else REFUSED.get(name)
        fine = refused in json.dumps(told) and not done if refused else done
        self.tally.check(fine, f"{operation} in a flow: {json.dumps(told)[:900]}")
        if done:
            self.done.append(name)


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    reader.add_argument("--tally")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        server.start()
        performed = Performed(server, tally)
        actions = performed.actions()
        for operation in actions:
            performed.play(operation)
        server.stop()
        if asked.tally:
            os.makedirs(os.path.dirname(asked.tally) or ".", exist_ok=True)
            with open(asked.tally, "w", encoding="utf-8") as file:
                file.write("".join(f"{name}\n" for name in performed.done))
        print(f"{len(performed.done)} of {len(actions)} actions performed by flows")
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
