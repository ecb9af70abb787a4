#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Many clients want the same place at the same moment; exactly as many get it as there are places.

  race.py --server PROGRAM [--clients N] [--rounds N] [--engine postgres] [--servers N]

With --engine postgres the data is in the PostgreSQL of test/postgres.sh (one run for each), and
with --servers 2 two programs answer for it.  A loser is told why: a sentence, and the reasons by
their names.  What was won is counted twice: in the replies, and in what is kept.
"""
import argparse
import collections
import datetime
import os
import subprocess
import sys
import threading
import time

import server as hurt
from server import Failure, Server, Tally


class Crowd:
    """Clients that all ask at once."""

    def __init__(self, servers, count):
        self.clients = [servers[i % len(servers)].client(servers[0].token) for i in range(count)]

    def ask(self, asks):
        """One (method, path, body) for each client; the replies."""
        barrier = threading.Barrier(len(self.clients))
        replies = [None] * len(self.clients)

        def go(i):
            barrier.wait()
            replies[i] = self.clients[i].ask(*asks[i % len(asks)])

        threads = [threading.Thread(target=go, args=(i,)) for i in range(len(self.clients))]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return replies

    def close(self):
        for c in self.clients:
            c.close()


class Place:
    def __init__(self, house, client, agency):
        self.house, self.client, self.agency, self.day = house, client, agency, 0
        self.contact = client.need("POST", "/contacts/", {
            "locationId": house.location, "firstName": "Ann"})["contact"]["id"]

    def user(self, name):
        return self.agency.need("POST", "/users/", {
            "companyId": self.house.made["companyId"], "firstName": name, "lastName": "U",
            "email": f"{name}@example.com", "password": "correct horse", "type": "account",
            "role": "user", "locationIds": [self.house.location]})["id"]

    def calendar(self, kind, users, **more):
        body = {"locationId": self.house.location, "name": kind, "calendarType": kind,
                "openHours": [{"daysOfTheWeek": list(range(7)), "hours": [
                    {"openHour": 0, "openMinute": 0, "closeHour": 0, "closeMinute": 0}]}], **more}
        if users:
            body["teamMembers"] = [{"userId": u} for u in users]
        return self.client.need("POST", "/calendars/", body)["calendar"]["id"]

    def room(self, calendars, capacity):
        self.client.need("POST", "/calendars/resources/rooms", {
            "locationId": self.house.location, "name": "R", "capacity": capacity,
            "calendarIds": calendars})

    def date(self):
        self.day += 1
        return datetime.date(2030, 1, 1) + datetime.timedelta(self.day)

    def booking(self, calendar, start):
        return ("POST", "/calendars/events/appointments", {
            "calendarId": calendar, "locationId": self.house.location,
            "contactId": self.contact, "startTime": start})


    def kept(self, asks):
        """How many live appointments of these calendars begin when they were asked for."""
        start = asks[0][2]["startTime"]
        ms = int(datetime.datetime.fromisoformat(start).timestamp() * 1000)
        count = 0
        for calendar in {body["calendarId"] for _, _, body in asks}:
            events = self.client.need(
                "GET", f"/calendars/events?locationId={self.house.location}&calendarId={calendar}"
                f"&startTime={ms}&endTime={ms + 1}")["events"]
            count += sum(e["appointmentStatus"] == "confirmed" for e in events)
        return count


def reason_of(reply):
    """Why a loser lost, in a word for the summary; None when the reply does not say."""
    told = reply.json()
    reasons = told.get("reasons") or []
    if reply.status != 400 or not told.get("message") or not reasons:
        return None
    return "+".join(sorted(set(reasons)))


class Judge:
    def __init__(self, tally):
        self.tally, self.reasons, self.asked = tally, collections.Counter(), 0

    def replies(self, what, replies):
        """How many won; nobody else may have got anything but a refusal with its reason."""
        won, odd = 0, []
        for reply in replies:
            if reply is not None and 200 <= reply.status < 300:
                won += 1
                continue
            reason = reply and reason_of(reply)
            self.reasons[reason] += 1
            if not reason:
                odd.append(reply)
        self.asked += len(replies)
        self.tally.check(not odd, f"{what}: refused oddly: {odd[:3]}")
        return won

    def places(self, what, replies, places, kept):
        won = self.replies(what, replies)
        self.tally.check(won == places == kept,
                         f"{what}: {won} won and {kept} are kept instead of {places}")

    def starts(self, what, replies, starts):
        self.replies(what, replies)
        self.tally.check(max(starts.values()) == 1, f"{what}: {starts}")


def races_of(place, crowd):
    """name, how many places, what all ask for: made anew for each round"""
    a, b, c, d, e, f = (place.user(n) for n in ("ann", "bea", "cat", "dan", "eve", "fay"))
    one = place.calendar("personal", [a])
    two = [place.calendar("personal", [b]), place.calendar("round_robin", [b])]
    either = place.calendar("round_robin", [c, d])
    both = place.calendar("collective", [e, f])
    course = place.calendar("class_booking", [a], appoinmentPerSlot=3)
    fair = place.calendar("event", [], appoinmentPerSlot=2)
    few = place.calendar("event", [], appoinmentPerSlot=100, appoinmentPerDay=4)
    rooms = [place.calendar("service_booking", [c]), place.calendar("service_booking", [d])]
    place.room(rooms, 1)

    def at(hour):
        return f"{place.date()}T{hour}:00:00-05:00"

    def same(calendars):
        start = at("12")
        return [place.booking(c, start) for c in calendars]

    def moves():
        start, day = at("12"), place.date()
        ids = [place.client.need(*place.booking(one, f"{day}T{h:02d}:00:00-05:00"))["id"]
               for h in range(min(len(crowd.clients), 12))]
        return [("PUT", f"/calendars/events/appointments/{i}", {"startTime": start}) for i in ids]

    def returns():
        start = at("12")
        ids = []
        for _ in range(6):
            made = place.client.need(*place.booking(one, start))["id"]
            place.client.need("PUT", f"/calendars/events/appointments/{made}",
                              {"appointmentStatus": "cancelled"})
            ids.append(made)
        return [("PUT", f"/calendars/events/appointments/{i}", {"appointmentStatus": "confirmed"})
                for i in ids]

    return [("personal", 1, lambda: same([one])), ("a shared user", 1, lambda: same(two)),
            ("round robin", 2, lambda: same([either])), ("collective", 1, lambda: same([both])),
            ("class", 3, lambda: same([course])), ("event", 2, lambda: same([fair])),
            ("day", 4, lambda: same([few])), ("room", 1, lambda: same(rooms)),
            ("moves", None, moves), ("back from cancelled", None, returns)]


def starts_of(client, asks):
    """How many live appointments there are at each start."""
    starts = collections.Counter()
    for path in {path for _, path, _ in asks}:
        got = client.need("GET", path)["appointment"]
        if got["appointmentStatus"] != "cancelled":
            starts[got["startTime"]] += 1
    return starts


def hidden(server):
    """Opportunities whose pipeline, stage or contact is gone, straight from the data."""
    sql = ("SELECT count(*) FROM opportunity o WHERE NOT EXISTS (SELECT 1 FROM pipeline p"
           " WHERE p.location_id = o.location_id AND p.id = o.pipeline_id) OR NOT EXISTS"
           " (SELECT 1 FROM pipeline_stage s WHERE s.location_id = o.location_id"
           " AND s.id = o.pipeline_stage_id) OR NOT EXISTS (SELECT 1 FROM contact c"
           " WHERE c.location_id = o.location_id AND c.id = o.contact_id)")
    url = hurt.ENVIRONMENT.get("GROUNDLEVEL_STORE")
    if url:
        return int(subprocess.run(["psql", url, "-tAc", sql], capture_output=True, text=True,
                                  check=True).stdout)
    database = server.database()
    (count,), = database.execute(sql)
    database.close()
    return count


def ground_goes(servers, crowd, place, a, tally):
    """What opportunities stand on is deleted while they are made: none is left behind."""
    client, location = place.client, place.house.location

    def pipeline(*stages):
        return client.need("POST", "/opportunities/pipelines", {
            "locationId": location, "name": f"P{time.monotonic_ns()}",
            "stages": [{"name": s} for s in stages]})["pipeline"]

    def opportunity(contact, where, stage=None):
        return ("POST", "/opportunities/", {
            "locationId": location, "pipelineId": where["id"], "contactId": contact, "name": "O",
            "status": "open", **({"pipelineStageId": stage} if stage else {})})

    def contact():
        return client.need("POST", "/contacts/", {
            "locationId": location, "firstName": "Bob"})["contact"]["id"]

    def pipeline_goes():
        goes, middle = pipeline("A"), len(contacts) // 2
        asks = [opportunity(c, goes) for c in contacts]
        return asks[:middle] + [("DELETE", f"/opportunities/pipelines/{goes['id']}", None)] \
            + asks[middle + 1:]

    def stage_goes():
        changes = pipeline("A", "B")
        first, second = changes["stages"]
        asks = [opportunity(c, changes, second["id"]) for c in contacts]
        return asks[:-1] + [("PUT", f"/opportunities/pipelines/{changes['id']}", {
            "name": changes["name"], "stages": [first]})]

    def contact_goes():
        goes = contact()
        asks = [opportunity(goes, where) for where in grounds]
        return asks + [("DELETE", f"/contacts/{goes}", None)]

    contacts = [contact() for _ in crowd.clients]
    grounds = [pipeline("A") for _ in contacts[1:]]  # of which a location has at most 200
    made = 0
    for what in (pipeline_goes, stage_goes, contact_goes):
        for _ in range(max(2, a.rounds // 2)):
            replies = crowd.ask(what())
            made += sum(r is not None and r.status == 201 for r in replies)
            odd = [r for r in replies if r is None or r.status >= 500]
            tally.check(not odd, f"{what.__name__}: {odd[:3]}")
        until = time.monotonic() + 20
        while hidden(servers[0]) and time.monotonic() < until:
            time.sleep(0.1)  # what is much goes in parts
        tally.check(not hidden(servers[0]), f"{what.__name__}: {hidden(servers[0])} are left")
    tally.check(made, "no opportunity was made while its ground went")
    print(f"{made} opportunities were made while what they stand on went")


def bookings_counted(server, tally):
    """Each booking moves the turns of its calendar on by one, a failed one does not."""
    if hurt.ENVIRONMENT.get("GROUNDLEVEL_STORE"):
        return
    database = server.database()
    rows = database.execute(
        "SELECT id, booking_epoch, (SELECT count(*) FROM appointment WHERE calendar_id ="
        " calendar.id) FROM calendar").fetchall()
    database.close()
    tally.check(rows and all(epoch == kept for _, epoch, kept in rows), f"turns: {rows}")
    tally.check(any(kept for _, _, kept in rows), "nothing was booked")


def play(servers, a, tally):
    client, agency = servers[0].client(), servers[0].client(servers[0].agency)
    place, judge = Place(servers[0], client, agency), Judge(tally)
    crowd = Crowd(servers, a.clients)
    begun = time.monotonic()
    for what, places, make in races_of(place, crowd):
        for _ in range(a.rounds):
            asks = make()
            replies = crowd.ask(asks)
            if places is not None:
                judge.places(what, replies, places, place.kept(asks))
            else:
                judge.starts(what, replies, starts_of(client, asks))
    bookings_counted(servers[0], tally)
    ground_goes(servers, crowd, place, a, tally)
    crowd.close()
    client.close()
    agency.close()
    print(f"{judge.asked} asked by {a.clients} at once in {time.monotonic() - begun:.0f} s;"
          f" refused: {dict(judge.reasons)}")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--server", required=True)
    p.add_argument("--clients", type=int, default=32)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--servers", type=int, default=1)
    p.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    a = p.parse_args()
    if a.engine == "postgres":
        hurt.ENVIRONMENT["GROUNDLEVEL_STORE"] = os.environ["GROUNDLEVEL_TEST_POSTGRES"]
    tally = Tally()
    # Who waits long for a place on a busy machine is not refused for it: that is asked elsewhere.
    first = Server(a.server, "--rate-burst", "0", "--rate-day", "0", "--store-workers", "8",
                   "--read-ms", "100000")
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
