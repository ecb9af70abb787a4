#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A push that is killed anywhere ends as one that was not.

Usage: snapshots.py [--server PROGRAM] [--things N] [--kills N]

A location is set up with N things of several kinds.  Its snapshot is made while the server is
killed, and pushed to one location in peace and to another while it is killed again and again: both
have the same then, each thing once.  A dry run says of each thing what the push then did.  No word
of a secret of the location is in the document, and what is of another company is not there.
"""
import argparse
import json
import random
import sqlite3
import sys
import time

from server import Client, Failure, Server, Tally, other_location

SECRET = "canary-snapshot-5d1f"


def wait(what, find, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = find()
        if found:
            return found
        time.sleep(0.05)
    raise Failure(f"{what}: it does not come")


def set_up(client, location, things):
    """Links with words that name them, in templates; fields in folders; stages."""
    where = {"locationId": location}
    folder = client.need("POST", f"/locations/{location}/customFields", {
        "name": "More", "documentType": "folder", "model": "contact"})["customFieldFolder"]["id"]
    client.need("POST", "/connections", {
        "kind": "highlevel", "name": "crm", "baseUrl": "https://crm.example",
        "remoteLocationId": "x" * 20, "secret": SECRET})
    for i in range(things // 5):
        client.need("POST", f"/locations/{location}/tags", {"name": f"tag {i}"})
        client.need("POST", f"/locations/{location}/customFields", {
            "name": f"Field {i}", "dataType": "TEXT", "model": "contact", "parentId": folder})
        link = client.need("POST", "/links/", {**where, "name": f"Link {i}",
                                               "redirectTo": f"https://example.com/{i}"})["link"]
        client.need("POST", f"/locations/{location}/templates", {
            "name": f"Text {i}", "type": "sms",
            "template": {"body": f"{i}: {{{{trigger_link.{link['id']}}}}}"}})
        if i < 150:
            client.need("POST", "/opportunities/pipelines", {
                **where, "name": f"Pipe {i}", "stages": [{"name": "A"}, {"name": f"B{i}"}]})
    set_up_inner(client, where)


def set_up_inner(client, where):
    """Things within others, and those that name others: objects, calendars, blogs, flows."""
    for i in range(3):
        key = f"custom_objects.thing{i}"
        client.need("POST", "/objects/", {
            **where, "key": key, "labels": {"singular": f"Thing {i}", "plural": f"Things {i}"},
            "primaryDisplayPropertyDetails": {"key": f"{key}.name", "name": "Name",
                                              "dataType": "TEXT"}})
        folder = client.need("POST", "/custom-fields/folder", {
            **where, "objectKey": key, "name": "Inner"})["id"]
        client.need("POST", "/custom-fields/", {
            **where, "objectKey": key, "parentId": folder, "showInForms": True,
            "fieldKey": f"{key}.size", "name": "Size", "dataType": "TEXT"})
        client.need("PUT", f"/objects/{key}", {
            **where, "searchableProperties": [f"{key}.name", f"{key}.size"]})
        client.need("POST", "/associations/", {
            **where, "key": f"holder_{i}", "firstObjectKey": "contact", "firstObjectLabel": "A",
            "secondObjectKey": key, "secondObjectLabel": "B"})
        calendar = client.need("POST", "/calendars/", {
            **where, "name": f"Calendar {i}", "calendarType": "event"})["calendar"]["id"]
        for subject in ("Soon", "Sooner"):
            client.need("POST", f"/calendars/{calendar}/notifications", [{
                "receiverType": "contact", "channel": "email", "notificationType": "reminder",
                "subject": f"{subject} {i}", "beforeTime": [{"timeOffset": 1, "unit": "days"}]}])
        client.need("POST", "/flows/apply", {"files": [json.dumps({
            "flow": f"flow-{i}", "enabled": True, "on": {"event": "highlevel.appointment.created"},
            "only": "{{ appointment.calendarId == '" + calendar + "' }}",
            "do": [{"stop": "seen"}]})]})
    site = client.need("POST", "/groundlevel/blogs/sites", {**where, "name": "News"})["site"]["id"]
    author = client.need("POST", "/groundlevel/blogs/authors", {
        **where, "name": "Bob"})["author"]["id"]
    category = client.need("POST", "/groundlevel/blogs/categories", {
        **where, "label": "Health", "urlSlug": "health"})["category"]["id"]
    for i in range(60):  # more than a page of them
        client.need("POST", "/blogs/posts", {
            **where, "blogId": site, "author": author, "categories": [category],
            "title": f"Post {i}", "urlSlug": f"post-{i}", "imageUrl": "https://example.com/a.png",
            "imageAltText": "A", "description": "About", "rawHTML": f"<p>{i}</p>", "tags": [],
            "status": "PUBLISHED", "publishedAt": "2026-01-01T00:00:00Z"})


def state(server, location):
    """What there is of each kind, with other things by their names instead of ids."""
    database = server.database()
    rows = {
        "tag": "SELECT name FROM tag WHERE location_id = ?",
        "link": "SELECT name || ' ' || redirect_to FROM trigger_link WHERE location_id = ?",
        "field": "SELECT f.name || ' in ' || coalesce(p.name, '') FROM custom_field f"
                 " LEFT JOIN custom_field p ON p.id = f.parent_id AND p.location_id ="
                 " f.location_id WHERE f.location_id = ?",
        "template": "SELECT t.name || ' ' || coalesce((SELECT l.name FROM trigger_link l WHERE"
                    " l.location_id = t.location_id AND instr(t.template, l.id)), 'nothing')"
                    " FROM template t WHERE t.location_id = ?",
        "pipeline": "SELECT name || ' ' || (SELECT group_concat(json_extract(value, '$.name'))"
                    " FROM json_each(stages)) FROM pipeline WHERE location_id = ?",
        "object": "SELECT key || labels || searchable_properties FROM object"
                  " WHERE location_id = ? AND NOT standard",
        "association": "SELECT key || first_object_key || second_object_key FROM association"
                       " WHERE location_id = ?",
        "notification": "SELECT n.subject || ' of ' || c.name || n.before_time"
                        " FROM calendar_notification n JOIN calendar c ON c.id = n.calendar_id"
                        " WHERE c.location_id = ?",
        "post": "SELECT p.title || p.html || s.name || a.name || (SELECT c.label FROM blog_category"
                " c WHERE c.location_id = p.location_id AND instr(p.categories, c.id))"
                " FROM blog_post p JOIN blog_site s ON s.id = p.blog_id JOIN blog_author a"
                " ON a.id = p.author WHERE p.location_id = ?",
        "flow": "SELECT f.slug || ' of ' || (SELECT c.name FROM calendar c WHERE c.location_id ="
                " f.location_id AND instr(r.canonical_json, c.id)) FROM flow f JOIN flow_rev r"
                " ON r.flow_id = f.id AND r.rev = f.live_rev WHERE f.location_id = ?",
    }
    found = {what: sorted(row[0] for row in database.execute(sql, (location,)))
             for what, sql in rows.items()}
    database.close()
    return found


class Plays:
    def __init__(self, server, tally, args):
        self.server, self.tally, self.args = server, tally, args
        self.random = random.Random(7)
        self.places = []

    def agency(self):
        return Client(self.server.port, self.server.agency)

    def killed(self, done, most):
        """Kills and starts again, at moments of chance, until it is done."""
        for _ in range(most):
            time.sleep(self.random.uniform(0.02, 0.6))
            if done(self.agency()):
                return
            self.server.kill()
            self.server.start()
        wait("after the kills", lambda: done(self.agency()))

    def push(self, location, **how):
        return self.agency().need("POST", f"/groundlevel/snapshots/{self.snapshot}/push", {
            "locationIds": [location], **how})["pushes"][0]["id"]

    def report(self, push):
        lines, client = [], self.agency()
        while True:
            page = client.need("GET", f"/groundlevel/snapshots/pushes/{push}?limit=1000"
                                      f"&startAfter={len(lines)}")
            lines += page["lines"]
            if len(page["lines"]) < 1000:
                return page["push"], lines

    def over(self, push):
        return lambda client: client.need(
            "GET", f"/groundlevel/snapshots/pushes/{push}?limit=1")["push"]["status"] != \
            "processing"

    def make(self):
        client = self.server.client()
        set_up(client, self.server.location, self.args.things)
        for name in ("one", "two"):
            self.places.append(self.agency().need("POST", "/locations/", {
                "companyId": self.server.made["companyId"], "name": name})["id"])
        made = self.agency().need("POST", "/groundlevel/snapshots", {
            "locationId": self.server.location, "name": "All"})["snapshot"]
        self.snapshot = made["id"]
        self.killed(lambda c: c.need("GET", f"/groundlevel/snapshots/{self.snapshot}")
                    ["snapshot"]["state"] == "ready", 5)
        document = self.agency().need("GET", f"/groundlevel/snapshots/{self.snapshot}/document")
        ids = [(one["kind"], one["id"]) for one in document["things"]]
        self.tally.check(len(ids) == len(set(ids)) and len(ids) >= self.args.things // 5 * 4,
                         f"a thing is in it twice, or not: {len(ids)}")
        self.tally.check(SECRET not in json.dumps(document), "a secret is in the document")

    def compare(self):
        dry = self.push(self.places[0], mode="dry", **{"as": "add"})
        wait("a dry run", lambda: self.over(dry)(self.agency()))
        self.tally.check(not any(state(self.server, self.places[0]).values()),
                         "a dry run did something")
        calm = self.push(self.places[0], mode="add")
        wait("a push in peace", lambda: self.over(calm)(self.agency()))
        said = [(o["kind"], o["originId"], o["outcome"], o["unmapped"])
                for o in self.report(dry)[1]]
        did = [(o["kind"], o["originId"], o["outcome"], o["unmapped"])
               for o in self.report(calm)[1]]
        self.tally.check(said == did and len(did) > 0, "the dry run said something else")
        here, there = (state(self.server, at) for at in (self.server.location, self.places[0]))
        self.tally.check(here == there, f"not the same: {first_difference(here, there)}")
        on = self.server.database().execute(
            "SELECT count(*) FROM flow WHERE location_id = ? AND enabled",
            (self.places[0],)).fetchone()[0]
        self.tally.check(on == 0, f"{on} flows are switched on by a push")

    def kill(self):
        push = self.push(self.places[1], mode="add")
        self.killed(self.over(push), self.args.kills)
        told, lines = self.report(push)
        self.tally.check(told["status"] == "completed", f"it ended as {told}")
        self.tally.check([one["n"] for one in lines] == list(range(1, told["things"] + 1)),
                         "a line is missing, or there twice")
        # an object comes with a folder and its first field, and is then completed
        other = [o for o in lines if o["outcome"] != "made" and not (
            o["kind"] in ("object_field_folders", "object_fields") and o["outcome"] == "left"
            or o["kind"] == "object_settings" and o["outcome"] == "changed")]
        self.tally.check(not other, f"not made: {other[:3]}")
        one, two = (state(self.server, at) for at in self.places)
        self.tally.check(one == two, f"killed it is another: {first_difference(one, two)}")
        again = self.push(self.places[1], mode="replace")
        self.killed(self.over(again), 3)
        self.tally.check(all(o["outcome"] == "left" for o in self.report(again)[1]),
                         "a second push did something")
        self.tally.check(two == state(self.server, self.places[1]), "a second push doubled")

    def strangers(self):
        """Another company's snapshots, pushes and links are not there."""
        self.server.stop()
        database = sqlite3.connect(f"{self.server.data}/groundlevel.db", isolation_level=None)
        database.row_factory = sqlite3.Row
        for table, ids in (("snapshot", {"id": "stranger"}), ("snapshot_push", {"id": "strange2"})):
            row = dict(database.execute(f"SELECT * FROM {table} LIMIT 1").fetchone())
            row.update(company_id="other", **ids)
            database.execute(f"INSERT INTO {table} ({','.join(row)}) VALUES"
                             f" ({','.join('?' * len(row))})", list(row.values()))
        database.close()
        self.server.start()
        client, company = self.agency(), self.server.made["companyId"]
        for method, path, body in (
                ("GET", "/groundlevel/snapshots/stranger", None),
                ("PUT", "/groundlevel/snapshots/stranger", {"name": "mine"}),
                ("DELETE", "/groundlevel/snapshots/stranger", None),
                ("GET", "/groundlevel/snapshots/stranger/document", None),
                ("POST", "/groundlevel/snapshots/stranger/push",
                 {"locationIds": [self.places[0]], "mode": "add"}),
                ("GET", "/groundlevel/snapshots/pushes/strange2", None),
                ("GET", f"/snapshots/snapshot-status/stranger?companyId={company}"
                        "&from=2020-01-01&to=2100-01-01", None),
                ("GET", f"/snapshots/snapshot-status/stranger/location/{self.places[0]}"
                        f"?companyId={company}", None),
                ("POST", f"/snapshots/share/link?companyId={company}",
                 {"snapshot_id": "stranger", "share_type": "link"})):
            reply = client.ask(method, path, body)
            self.tally.check(reply.status == 400, f"{method} {path}: {reply}")
        listed = client.need("GET", f"/snapshots/?companyId={company}")["snapshots"]
        self.tally.check([one["id"] for one in listed] == [self.snapshot], f"listed: {listed}")
        _, token = other_location(self.server)
        seen = Client(self.server.port, token).need("GET", "/snapshots/")["snapshots"]
        self.tally.check(seen == [], f"a location sees {seen}")


def first_difference(one, two):
    for what, here in one.items():
        differs = sorted(set(here) ^ set(two[what]))
        if differs or len(here) != len(two[what]):
            return what, len(here), len(two[what]), differs[:3]
    return None


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--server", default="build/groundlevel")
    words.add_argument("--things", type=int, default=400)
    words.add_argument("--kills", type=int, default=12)
    args = words.parse_args()
    server, tally = Server(args.server, "--rate-burst", "0", "--rate-day", "0"), Tally()
    try:
        server.start()
        plays = Plays(server, tally, args)
        for play in (plays.make, plays.compare, plays.kill, plays.strangers):
            play()
    except Failure as failure:
        tally.check(False, str(failure))
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
