#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Feeds and files as a calendar program gets them: fetched over HTTP, read by libical.

Usage: feeds.py --server PROGRAM

Books, cancels, moves and blocks, with titles that must be escaped and folded; then holds what
libical understands of the feeds against what was said.  The secret must not be in the data.
"""
import argparse
import ctypes
import datetime as dt
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))

from server import Failure, Server, other_location  # noqa: E402

ANY = 1  # the first icalcomponent_kind
LINE_MAX = 75
TITLES = ["Plain", "Comma, semicolon; and back\\slash", "Grüße aus Köln 🎉 " * 12,
          "two\nlines", '"quoted": value', "x" * 300, "€" * 120]


def libical():
    lib = ctypes.CDLL("libical.so.3")
    for name, gives in {
            "icalparser_parse_string": ctypes.c_void_p, "icalrestriction_check": ctypes.c_int,
            "icalcomponent_count_errors": ctypes.c_int, "icalcomponent_get_uid": ctypes.c_char_p,
            "icalcomponent_get_first_component": ctypes.c_void_p,
            "icalcomponent_get_next_component": ctypes.c_void_p,
            "icalcomponent_get_summary": ctypes.c_char_p,
            "icalcomponent_get_status": ctypes.c_int, "icalcomponent_free": None,
            "icalcomponent_get_sequence": ctypes.c_int,
            "icalcomponent_get_first_property": ctypes.c_void_p,
            "icalproperty_status_to_string": ctypes.c_char_p,
            "icalproperty_get_value_as_string": ctypes.c_char_p,
            "icalcomponent_kind_to_string": ctypes.c_char_p,
            "icalproperty_string_to_kind": ctypes.c_int}.items():
        getattr(lib, name).restype = gives
    return lib


class Reader:
    def __init__(self):
        self.lib = libical()
        while self.lib.icalcomponent_kind_to_string(self.kind) != b"VEVENT":
            self.kind += 1

    kind = ANY

    def need(self, condition, what):
        if not condition:
            raise Failure(what)

    def value(self, event, name):
        kind = self.lib.icalproperty_string_to_kind(name)
        found = self.lib.icalcomponent_get_first_property(ctypes.c_void_p(event), kind)
        text = found and self.lib.icalproperty_get_value_as_string(ctypes.c_void_p(found))
        return text.decode() if text else None

    def event(self, at):
        one = ctypes.c_void_p(at)
        status = self.lib.icalcomponent_get_status(one)
        return {"origin": self.value(at, b"RECURRENCE-ID"),
                "title": self.lib.icalcomponent_get_summary(one).decode(),
                "status": self.lib.icalproperty_status_to_string(status).decode(),
                "sequence": self.lib.icalcomponent_get_sequence(one),
                "start": self.value(at, b"DTSTART"), "end": self.value(at, b"DTEND"),
                "color": self.value(at, b"COLOR")}

    def read(self, data):
        """The events by UID, those of a series also by when they began at first.

        Refuses what is not iCalendar, byte by byte and by libical.
        """
        self.need(data.endswith(b"\r\n"), "the last line has no end")
        for line in data[:-2].split(b"\r\n"):
            self.need(len(line) <= LINE_MAX, f"a line of {len(line)} octets")
            self.need(b"\n" not in line and b"\r" not in line, "a line end that is not CRLF")
            line.decode("utf-8")
        whole = ctypes.c_void_p(self.lib.icalparser_parse_string(data))
        self.need(whole, "libical does not read it")
        self.need(self.lib.icalrestriction_check(whole), "libical finds a rule broken")
        self.need(self.lib.icalcomponent_count_errors(whole) == 0, "libical finds errors")
        events, at = {}, self.lib.icalcomponent_get_first_component(whole, self.kind)
        while at:
            uid = self.lib.icalcomponent_get_uid(ctypes.c_void_p(at)).decode()
            event = self.event(at)
            key = (uid, event["origin"]) if event["origin"] else uid
            self.need(key not in events, f"{key} twice")
            events[key] = event
            at = self.lib.icalcomponent_get_next_component(whole, self.kind)
        self.lib.icalcomponent_free(whole)
        return events


class Play:
    def __init__(self, server):
        self.server, self.client, self.reader = server, server.client(), Reader()
        self.owner = server.made["owner"]["id"]
        self.contact = self.made("POST", "/contacts/", {"firstName": "Ann"})["contact"]["id"]
        self.calendar = self.made("POST", "/calendars/", {
            "name": "Talks; all, of them", "calendarType": "personal", "eventColor": "#ff6348",
            "teamMembers": [{"userId": self.owner}]})["calendar"]["id"]
        self.first = dt.datetime.now(dt.timezone.utc).replace(microsecond=0, second=0, minute=0)
        self.first += dt.timedelta(days=2)

    def made(self, method, path, body):
        return self.client.need(method, path, {"locationId": self.server.location, **body})

    def book(self, hours, title, **more):
        start = self.first + dt.timedelta(hours=hours)
        return self.made("POST", "/calendars/events/appointments", {
            "calendarId": self.calendar, "contactId": self.contact, "title": title,
            "startTime": start.isoformat(), "ignoreFreeSlotValidation": True, **more})["id"]

    def events(self, path, token=None):
        reply = self.client.ask("GET", path, token=token)
        if reply is None or reply.status != 200:
            raise Failure(f"GET {path}: {reply}")
        return self.reader.read(reply.body)

    def stamp(self, hours):
        return (self.first + dt.timedelta(hours=hours)).strftime("%Y%m%dT%H%M%SZ")

    def same(self, found, expected, what):
        if found != expected:
            raise Failure(f"{what}: {found!r} instead of {expected!r}")

    def titles(self, feed):
        ids = [self.book(i, title) for i, title in enumerate(TITLES)]
        head = self.client.ask("GET", feed, token="").body.split(b"BEGIN:VEVENT")[0]
        for line in (b"\r\nCOLOR:tomato\r\n", b"\r\nX-APPLE-CALENDAR-COLOR:#ff6348\r\n"):
            self.same(line in head, True, f"{line} in the feed of a calendar")
        events = self.events(feed, token="")
        for i, (one, title) in enumerate(zip(ids, TITLES)):
            event = events[f"{one}@groundlevel"]
            self.same(event["title"], title.strip(), "title")
            self.same((event["start"], event["status"], event["color"]),
                      (self.stamp(i), "CONFIRMED", "tomato"), title)
            alone = self.events(f"/calendars/events/appointments/{one}/ics")
            self.same(alone, {f"{one}@groundlevel": event}, "the file of an appointment")
        self.client.need("PUT", f"/calendars/events/appointments/{ids[0]}",
                         {"appointmentStatus": "cancelled"})
        self.client.need("DELETE", f"/calendars/events/{ids[1]}")
        events = self.events(feed, token="")
        self.same(events[f"{ids[0]}@groundlevel"]["status"], "CANCELLED", "cancelled, in the feed")
        self.same(f"{ids[1]}@groundlevel" in events, False, "deleted, in the feed")
        for one in ids[:2]:
            alone = self.events(f"/calendars/events/appointments/{one}/ics")
            self.same(alone[f"{one}@groundlevel"]["status"], "CANCELLED", "cancelled, as a file")

    def mine(self, path, one, token=None):
        return {key[1]: e for key, e in self.events(path, token=token).items()
                if key[0] == f"{one}@groundlevel"}

    def series(self, feed):
        one = self.book(24, "Weekly", rrule="RRULE:FREQ=WEEKLY;COUNT=4")
        sent = self.mine(feed, one, token="")
        weeks = [self.stamp(24 + 168 * i) for i in range(4)]
        self.same(sorted(sent), weeks, "instances")
        ms = int((self.first + dt.timedelta(hours=24 + 168)).timestamp() * 1000)
        second = f"{one}_{ms}_1800"
        self.client.need("PUT", f"/calendars/events/appointments/{second}", {"title": "Moved",
                         "startTime": (self.first + dt.timedelta(hours=200)).isoformat(),
                         "ignoreFreeSlotValidation": True})
        moved = self.mine(feed, one, token="")
        self.same(sorted(moved), weeks, "instances after one was moved")
        self.same(moved[weeks[1]]["start"], self.stamp(200), "the moved one")
        self.same(moved[weeks[1]]["sequence"] > sent[weeks[1]]["sequence"], True, "SEQUENCE")
        self.series_moved(feed, one, weeks, moved)

    def series_moved(self, feed, one, weeks, before):
        """By an hour, twice: each is the one that it was, and newer; so when it ends."""
        for hours in (25, 26):
            self.client.need("PUT", f"/calendars/events/appointments/{one}", {
                "startTime": (self.first + dt.timedelta(hours=hours)).isoformat(),
                "ignoreFreeSlotValidation": True})
            after = self.mine(feed, one, token="")
            self.same(sorted(after), weeks, "instances after the series was moved")
            self.same([after[w]["start"] for w in weeks],
                      [self.stamp(200 if i == 1 else hours + 168 * i) for i in range(4)],
                      "starts")
            for i in (0, 2, 3):
                self.same(after[weeks[i]]["sequence"] > before[weeks[i]]["sequence"], True,
                          "SEQUENCE after a move")
            before = after
        self.client.need("DELETE", f"/calendars/events/{one}")
        gone = self.mine(f"/calendars/events/appointments/{one}/ics", one)
        self.same(sorted(gone), [weeks[0], weeks[2], weeks[3]], "what is cancelled")
        self.same({e["status"] for e in gone.values()}, {"CANCELLED"}, "status")
        self.same(gone[weeks[0]]["sequence"] > before[weeks[0]]["sequence"], True, "SEQUENCE")

    def blocks(self, feed):
        start = self.first + dt.timedelta(hours=60)
        one = self.made("POST", "/calendars/events/block-slots", {
            "assignedUserId": self.owner, "title": "Dentist", "startTime": start.isoformat(),
            "endTime": (start + dt.timedelta(hours=1)).isoformat()})["id"]
        event = self.events(feed, token="")[f"{one}@groundlevel"]
        self.same((event["title"], event["end"], event["color"]),
                  ("Dentist", self.stamp(61), None), "a block")

    def secrets(self, path):
        secret = path.split("/")[-1].removesuffix(".ics").encode()
        for folder, _, names in os.walk(self.server.data):
            for name in names:
                with open(os.path.join(folder, name), "rb") as kept:
                    self.same(secret in kept.read(), False, f"the secret in {name}")

    def foreign(self):
        """The same user, a feed of another location: none of this one's events."""
        location, token = other_location(self.server)
        self.client.need("PUT", f"/users/{self.owner}", {
            "companyId": self.server.made["companyId"],
            "locationIds": [self.server.location, location]}, token=self.server.agency)
        made = self.client.need("POST", f"/calendars/feeds/users/{self.owner}", token=token)
        self.same(self.events(made["feed"]["path"], token=""), {}, "events of another location")

    def play(self):
        feed = self.client.need("POST", f"/calendars/{self.calendar}/feed")["feed"]["path"]
        user = self.client.need("POST", f"/calendars/feeds/users/{self.owner}")["feed"]["path"]
        self.same(self.events(feed, token=""), {}, "an empty feed")
        self.titles(feed)
        self.series(user)
        self.blocks(user)
        self.secrets(feed)
        self.foreign()


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--server", required=True)
    server = Server(words.parse_args().server)
    try:
        server.start()
        Play(server).play()
        server.stop()
    except Failure as failure:
        print(f"failed: {failure}")
        return 1
    finally:
        server.close()
    print("feeds and files: read by libical as they were said")
    return 0


if __name__ == "__main__":
    sys.exit(main())
