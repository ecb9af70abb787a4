#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plays scheduling scenarios over HTTP and holds the replies against the oracle.

  wire.py --server PROGRAM [--first SEED] [--count N] [--keep FOLDER]

Calendars, users, schedules and resources are made by asking; appointments and blocks, with the
buffers they were booked with, are laid into the data file.  First the vectors, then random
scenarios, half of them free slots and half bookings; a booking that succeeds is looked up again,
and after one that was refused the data must be as before.
"""
import argparse
import datetime as dt
import json
import os
import sqlite3
import struct
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "faults"))

import generate  # noqa: E402
import oracle  # noqa: E402
import oracle_recur  # noqa: E402
import oracle_time  # noqa: E402
from server import Failure, Server, Tally  # noqa: E402

DAY_MS = 86400000
END_MS = 253402300799999
EARLY_MS = 300  # the clock runs on while we ask: it must not pass a whole minute
SETTINGS = ("calendarType isActive teamMembers eventType slotDuration slotDurationUnit slotInterval"
            " slotIntervalUnit preBuffer preBufferUnit slotBuffer slotBufferUnit appoinmentPerSlot"
            " appoinmentPerDay allowBookingAfter allowBookingAfterUnit allowBookingFor"
            " allowBookingForUnit openHours availabilities availabilityType enableRecurring"
            " recurring autoConfirm lookBusyConfig").split()
ASKED = ("endTime assignedUserId ignoreDateRange ignoreFreeSlotValidation"
         " appointmentStatus").split()


def spelled(ms):
    return dt.datetime.fromtimestamp(ms / 1000, dt.timezone.utc).isoformat(
        timespec="milliseconds")


class Skipped(Exception):
    """The wire has no way to say this scenario."""


class Stage:
    """One scenario on the server: its ids, and the scenario again with them."""

    def __init__(self, play, sc):
        self.play, self.sc = play, json.loads(json.dumps(sc))
        self.ids = {}

    def need(self, method, path, body, skip=(), **rest):
        reply = self.play.client.ask(method, path, body, **rest)
        if reply is not None and reply.status in skip:
            raise Skipped(reply.json()["message"])
        if reply is None or reply.status >= 300:
            raise Failure(f"{method} {path} {body}: {reply}")
        return reply.json()

    def user(self, name):
        if name not in self.ids:
            self.play.count += 1
            made = self.need("POST", "/users/", {
                "companyId": self.play.server.made["companyId"], "firstName": str(name),
                "lastName": "User", "email": f"u{self.play.count}@example.com",
                "password": "correct horse", "type": "account", "role": "user",
                "locationIds": [self.play.server.location]}, token=self.play.server.agency)
            self.ids[name] = made["id"]
        return self.ids[name]

    def calendar(self, name, settings):
        if name in self.ids:
            return
        body = {k: settings[k] for k in SETTINGS if settings.get(k) is not None}
        for member in body.get("teamMembers", []):
            member["userId"] = self.user(member["userId"])
        body.setdefault("openHours", [])
        made = self.need("POST", "/calendars/", {
            "locationId": self.play.server.location, "name": str(name), **body}, skip=(400, 422))
        self.ids[name] = made["calendar"]["id"]

    def calendars(self):
        main = self.sc["calendar"]
        self.calendar(main.get("id", "cal1"), main)
        main["id"] = self.ids[main.get("id", "cal1")]
        others = [e.get("calendarId") for e in self.sc.get("appointments", [])
                  + self.sc.get("blocks", [])]
        others += [c for x in self.sc.get("schedules", []) + self.sc.get("resources", [])
                   for c in x.get("calendarIds") or []]
        for name in others:
            if name and name not in self.ids:
                self.calendar(name, {"calendarType": "event"})
        self.play.write("UPDATE calendar SET booking_epoch = ?, distribution_reset_at = ?"
                        " WHERE id = ?", (int(main.get("bookingEpoch") or 0),
                                          self.instant(main.get("distributionResetAt")),
                                          main["id"]))

    def instant(self, value):
        zone = oracle_time.zone(self.sc["location"]["timezone"])
        return None if value is None else oracle_time.to_ms(value, zone)

    def schedules(self):
        team = {m["userId"] for m in self.sc["calendar"].get("teamMembers") or []}
        for s in self.sc.get("schedules") or []:
            s["userId"] = self.user(s["userId"])
            s["calendarIds"] = [self.ids[c] for c in s.get("calendarIds") or []]
            if s.get("deleted"):
                continue
            mine = [c for c in s["calendarIds"] if c == self.sc["calendar"]["id"]
                    and s["userId"] in team]
            self.need("POST", "/calendars/schedules", {
                "locationId": self.play.server.location, "name": "S", "userId": s["userId"],
                "timezone": s["timezone"], "rules": s.get("rules") or [], "calendarIds": mine},
                skip=(400, 422))

    def resources(self):
        for r in self.sc.get("resources") or []:
            kind = r.get("resourceType", "rooms")
            body = {k: r[k] for k in ("quantity", "outOfService", "capacity") if k in r}
            body.setdefault("capacity" if kind == "rooms" else "quantity",
                            1 if kind == "rooms" else 0)
            r["calendarIds"] = [self.ids[c] for c in r.get("calendarIds") or []]
            made = self.need("POST", f"/calendars/resources/{kind}", {
                "locationId": self.play.server.location, "name": "R",
                "calendarIds": r["calendarIds"], **body}, skip=(400, 404, 422))
            if r.get("isActive") is False:
                self.need("PUT", f"/calendars/resources/{kind}/{made['id']}", {"isActive": False})
            self.ids[r["id"]] = r["id"] = made["id"]

    def lanes(self, kind, event, lanes, start, end, live, series):
        end = END_MS if series else end
        for lane in dict.fromkeys(lanes):
            self.play.write("INSERT INTO lane_use VALUES (?, ?, ?, ?, ?, ?, ?)",
                            (lane, kind, event, start, end, live,
                             series or end - start > DAY_MS))

    def appointments(self):
        for i, a in enumerate(self.sc.get("appointments") or []):
            a["calendarId"] = self.ids.get(a.get("calendarId"), self.sc["calendar"]["id"])
            if a.get("assignedUserId"):
                a["assignedUserId"] = self.user(a["assignedUserId"])
            a["users"] = [self.user(u) for u in a.get("users") or []]
            a["assignedResources"] = [self.ids.get(r, r) for r in a.get("assignedResources") or []]
            old, a["id"] = a.get("id"), f"a{self.play.count:09d}{i:010d}"
            if old is not None:
                self.ids[old] = a["id"]
            start, end = self.instant(a["startTime"]), self.instant(a["endTime"])
            pre, post = int(a.get("preBufferMins") or 0), int(a.get("postBufferMins") or 0)
            status = a.get("appointmentStatus", "confirmed")
            added = self.instant(a.get("dateAdded"))
            if added is None and self.sc["calendar"].get("distributionResetAt") is not None:
                raise Skipped("every row has its date")
            self.play.write(
                "INSERT INTO appointment (id, location_id, calendar_id, contact_id,"
                " assigned_user_id, users, title, appointment_status, start_ms, end_ms, pre_min,"
                " post_min, is_recurring, rrule, assigned_resources, created_by, deleted,"
                " date_added, date_updated) VALUES (?, ?, ?, ?, ?, ?, 'T', ?, ?, ?, ?, ?, ?, ?, ?,"
                " '{}', ?, ?, 0)",
                (a["id"], self.play.server.location, a["calendarId"], self.play.contact,
                 a.get("assignedUserId"), json.dumps(a["users"]), status, start, end, pre, post,
                 bool(a.get("rrule")), a.get("rrule"), json.dumps(a["assignedResources"]),
                 bool(a.get("deleted")), -1 if added is None else added))
            people = [a["assignedUserId"]] if a.get("assignedUserId") else []
            if not a.get("deleted"):
                self.lanes("a", a["id"], ["c:" + a["calendarId"]]
                           + ["u:" + u for u in people + a["users"]]
                           + ["r:" + r for r in a["assignedResources"]],
                           start - pre * 60000, end + post * 60000,
                           status not in ("cancelled", "invalid"), bool(a.get("rrule")))

    def singles(self, block):
        """A block that recurs, which the wire cannot say, as its instances near what is asked."""
        if not block.get("rrule"):
            return [block]
        asked, booked = self.sc.get("query") or {}, self.sc.get("booking") or {}
        near = self.instant(asked.get("startDate") or booked["startTime"])
        last = self.instant(asked.get("endDate") or booked["startTime"]) + DAY_MS * (
            800 if self.sc["calendar"].get("enableRecurring") else 40)
        zone = oracle_time.zone(self.sc["location"]["timezone"])
        start, end = self.instant(block["startTime"]), self.instant(block["endTime"])
        return [{**block, "startTime": ms, "endTime": ms + end - start, "rrule": None}
                for ms in oracle_recur.expand(block["rrule"], start, zone, last)
                if ms >= near - 40 * DAY_MS]

    def blocks(self):
        self.sc["blocks"] = [s for b in self.sc.get("blocks") or [] for s in self.singles(b)]
        for i, b in enumerate(self.sc["blocks"]):
            if b.get("calendarId"):
                b["calendarId"] = self.ids[b["calendarId"]]
            if b.get("assignedUserId"):
                b["assignedUserId"] = self.user(b["assignedUserId"])
            if b.get("deleted"):
                continue
            start, end = self.instant(b["startTime"]), self.instant(b["endTime"])
            event = f"b{self.play.count:09d}{i:010d}"
            self.play.write("INSERT INTO block_slot (id, location_id, calendar_id,"
                            " assigned_user_id, title, start_ms, end_ms, created_by, date_added,"
                            " date_updated) VALUES (?, ?, ?, ?, 'B', ?, ?, '{}', 0, 0)",
                            (event, self.play.server.location, b.get("calendarId"),
                             b.get("assignedUserId"), start, end))
            lanes = ["c:" + b["calendarId"]] if b.get("calendarId") else []
            lanes += ["u:" + b["assignedUserId"]] if b.get("assignedUserId") else []
            self.lanes("b", event, lanes, start, end, True, False)

    def make(self):
        if self.sc.get("eventSchedule"):
            raise Skipped("schedules of event calendars are not asked for here")
        self.sc["now"] = spelled(self.instant(self.sc["now"]) - EARLY_MS)
        self.play.clock(self.instant(self.sc["now"]))
        self.need("PUT", f"/locations/{self.play.server.location}", {
            "companyId": self.play.server.made["companyId"],
            "timezone": self.sc["location"]["timezone"]}, token=self.play.server.agency)
        self.calendars()
        self.schedules()
        self.resources()
        self.appointments()
        self.blocks()
        self.play.settle()
        self.play.clock(self.instant(self.sc["now"]))

    def slots(self):
        q = self.sc["query"]
        path = (f"/calendars/{self.sc['calendar']['id']}/free-slots"
                f"?startDate={self.instant(q['startDate'])}&endDate={self.instant(q['endDate'])}")
        for name in ("userId", "timezone"):
            if q.get(name) is not None:
                q[name] = self.ids.get(q[name], q[name])
                path += f"&{name}={q[name].replace('/', '%2F').replace('+', '%2B')}"
        q["userIds"] = [self.ids.get(u, u) for u in q.get("userIds") or []]
        path += "".join(f"&userIds[]={u}" for u in q["userIds"])
        path += "&enableLookBusy=true" if q.get("enableLookBusy") else ""
        reply = self.play.client.ask("GET", path)
        if reply.status != 200:
            return {"error": {"statusCode": reply.status, "message": reply.json()["message"]}}
        return {k: v for k, v in reply.json().items() if k != "traceId"}

    def rows(self):
        with self.play.server.database() as data:
            return [data.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
                    for t in ("appointment", "lane_use", "event")] + [
                        data.execute("SELECT sum(booking_epoch) FROM calendar").fetchone()[0]]

    def book(self):
        b = self.sc["booking"]
        if b.get("eventId") is not None:
            b["eventId"] = self.ids.get(b["eventId"], b["eventId"])
        if b.get("assignedUserId"):  # who is not in the team is still a user of the location
            b["assignedUserId"] = self.user(b["assignedUserId"])
        body = {k: b[k] for k in ASKED if b.get(k) is not None}
        body["startTime"] = b["startTime"]
        for name in ("startTime", "endTime"):
            if isinstance(body.get(name), int):
                body[name] = spelled(body[name])
        if b.get("eventId"):
            return self.move(b, body)
        before = self.rows()
        reply = self.play.client.ask("POST", "/calendars/events/appointments", {
            "calendarId": self.sc["calendar"]["id"], "locationId": self.play.server.location,
            "contactId": self.play.contact, **body})
        if reply.status not in (200, 201):
            if self.rows() != before:
                raise Failure(f"a refusal left a trace: {reply}")
            return {"error": {"statusCode": reply.status, "message": reply.json()["message"]}}
        return self.booked(reply.json())

    def move(self, b, body):
        """An appointment that is there gets a new time: its status stays, so it is not compared."""
        old = [a for a in self.sc["appointments"] if a["id"] == b["eventId"]][0]
        dead = old.get("appointmentStatus") in ("cancelled", "invalid")
        if old.get("deleted") or old.get("rrule") or dead or b.get("appointmentStatus") or (
                self.instant(old["startTime"]) == self.instant(b["startTime"])) or (
                b.get("ignoreFreeSlotValidation")):
            raise Skipped("the wire moves otherwise")
        reply = self.play.client.ask("PUT", f"/calendars/events/appointments/{b['eventId']}",
                                     {"calendarId": self.sc["calendar"]["id"], **body})
        if reply.status != 200:
            return {"error": {"statusCode": reply.status, "message": reply.json()["message"]}}
        got = self.booked(reply.json())
        b["appointmentStatus"] = got["appointmentStatus"]
        return got

    def booked(self, made):
        with self.play.server.database() as data:
            rows = data.execute("SELECT start_ms, appointment_status FROM appointment"
                                " WHERE id = ? OR master_id = ? ORDER BY rowid",
                                (made["id"], made["id"])).fetchall()
        got = self.play.client.need("GET", f"/calendars/events/appointments/{made['id']}")
        if got["appointment"]["startTime"] != made["startTime"]:
            raise Failure(f"{made} is {got}")
        answer = {"assignedUserId": made.get("assignedUserId"), "users": made["users"],
                  "appointmentStatus": made["appointmentStatus"], "startTime": made["startTime"],
                  "endTime": made["endTime"]}
        if made["assignedResources"]:
            answer["assignedResources"] = made["assignedResources"]
        if made["isRecurring"]:
            zone = oracle_time.zone(self.sc["location"]["timezone"])
            answer["instances"] = [{"startTime": oracle_time.iso(ms // 60000, zone),
                                    "appointmentStatus": status} for ms, status in rows]
        return answer


class Play:
    def __init__(self, program):
        self.clock_file = "/tmp/groundlevel-wire-%d.clock" % os.getpid()
        with open(self.clock_file, "wb") as clock:
            clock.write(bytes(8))
        # The clock jumps by years: an event must not grow old while it is counted.
        self.server = Server(program, "--clock-file", self.clock_file, "--rate-burst", "0",
                             "--rate-day", "0", "--events-days", "0")
        self.server.start()
        self.client, self.count = self.server.client(), 0
        self.contact = self.client.need("POST", "/contacts/", {
            "locationId": self.server.location, "firstName": "Ann"})["contact"]["id"]
        self.data = sqlite3.connect(os.path.join(self.server.data, "groundlevel.db"), timeout=20,
                                    isolation_level=None)
        self.waiting = []

    def clock(self, ms):
        """In place: the server looks at this file as memory, which must not grow shorter."""
        offset = ms - int(time.time() * 1000)
        with open(self.clock_file, "r+b") as clock:
            clock.write(struct.pack("=q", offset))

    def write(self, sql, values):
        self.waiting.append((sql, values))

    def settle(self):
        self.data.execute("BEGIN IMMEDIATE")
        for sql, values in self.waiting:
            self.data.execute(sql, values)
        self.data.execute("COMMIT")
        self.waiting = []

    def close(self):
        self.data.close()
        self.server.close()
        os.unlink(self.clock_file)


def one(play, tally, name, sc, keep):
    """1 if it was played"""
    play.count += 1
    play.waiting = []
    stage = Stage(play, sc)
    try:
        stage.make()
        got = stage.book() if sc.get("booking") else stage.slots()
    except Skipped:
        return 0
    want = oracle.solve(stage.sc)
    if want.get("assignedResources"):
        want["assignedResources"] = sorted(want["assignedResources"])
        got.setdefault("assignedResources", []).sort()
    fine = oracle.same(got, want)
    tally.check(fine, f"{name}\n    want {json.dumps(want)}\n    got  {json.dumps(got)}")
    if not fine and keep:
        with open(os.path.join(keep, f"{name}.json"), "w", encoding="utf-8") as f:
            json.dump({"scenario": stage.sc, "want": want, "got": got}, f, indent=1)
    return 1


def play_all(play, tally, a):
    """The vectors, then the seeds; how many could be said on the wire."""
    with open(os.path.join(HERE, "vectors.json"), encoding="utf-8") as f:
        vectors = json.load(f)
    played = sum(one(play, tally, v["id"], v["scenario"], a.keep) for v in vectors)
    tally.check(played == len(vectors), f"{played} of {len(vectors)} vectors were played")
    for v in vectors:
        tally.check(oracle.same(oracle.solve(v["scenario"]), v["expected"]), f"oracle: {v['id']}")
    for seed in range(a.first, a.first + a.count):
        make = generate.booking if seed % 2 else generate.scenario
        played += one(play, tally, f"seed-{seed}", make(seed), a.keep)
    return played


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--server", required=True)
    p.add_argument("--first", type=int, default=1)
    p.add_argument("--count", type=int, default=200)
    p.add_argument("--keep")
    a = p.parse_args()
    play, tally, played = Play(a.server), Tally(), 0
    try:
        played = play_all(play, tally, a)
        play.client.close()
        play.server.stop()
    except Failure as failure:
        tally.check(False, str(failure))
    finally:
        play.close()
    print(f"{played} played of what was at hand; the wire cannot say the others")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
