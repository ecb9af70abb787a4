#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random scheduling scenarios over many time zones and clock changes.

  generate.py [--seed N] [--count N] [--expected] [--bookings] [--pretty]

One JSON object per line: {"seed":..., "scenario":{...}} and, with --expected,
"expected":{...} from the oracle.  The same seed always gives the same scenario
(given the same tzdata, whose version is worth recording: see --tzdata).
With --bookings the question is not which slots are free but a booking: a new
one, a move, a series, by name or not, with or without the override flags.
"""
import argparse
import datetime as dt
import json
import random
from zoneinfo import ZoneInfo

import oracle

# zone, local dates around which something happens to the clock
SPECIAL = [
    ("America/New_York", ["2026-03-08", "2026-11-01", "2027-03-14"]),
    ("America/Chicago", ["2026-03-08", "2026-11-01"]),
    ("America/Denver", ["2026-03-08", "2026-11-01"]),
    ("America/Phoenix", ["2026-03-08", "2026-11-01"]),
    ("America/Los_Angeles", ["2026-03-08", "2026-11-01"]),
    ("America/St_Johns", ["2026-03-08", "2026-11-01", "2010-11-07", "2011-03-13"]),
    ("America/Havana", ["2026-03-08", "2026-11-01"]),
    ("America/Santiago", ["2026-04-04", "2026-09-06"]),
    ("America/Sao_Paulo", ["2018-11-04", "2019-02-16", "2026-05-10"]),
    ("America/Asuncion", ["2024-03-24", "2024-10-06"]),
    ("America/Nuuk", ["2026-03-28", "2026-10-24"]),
    ("Atlantic/Azores", ["2026-03-29", "2026-10-25"]),
    ("Europe/London", ["2026-03-29", "2026-10-25"]),
    ("Europe/Dublin", ["2026-03-29", "2026-10-25"]),
    ("Europe/Berlin", ["2026-03-29", "2026-10-25"]),
    ("Europe/Moscow", ["2014-10-26", "2026-03-29"]),
    ("Africa/Casablanca", ["2026-02-15", "2026-03-22"]),
    ("Africa/Cairo", ["2026-04-24", "2026-10-29"]),
    ("Asia/Beirut", ["2026-03-29", "2026-10-24"]),
    ("Asia/Jerusalem", ["2026-03-27", "2026-10-25"]),
    ("Asia/Gaza", ["2026-03-28", "2026-10-24"]),
    ("Asia/Tehran", ["2022-03-22", "2022-09-21"]),
    ("Asia/Kolkata", ["2026-06-15"]),
    ("Asia/Kathmandu", ["2026-06-15"]),
    ("Asia/Tokyo", ["2026-06-15"]),
    ("Australia/Sydney", ["2026-04-05", "2026-10-04"]),
    ("Australia/Adelaide", ["2026-04-05", "2026-10-04"]),
    ("Australia/Lord_Howe", ["2026-04-05", "2026-10-04"]),
    ("Pacific/Auckland", ["2026-04-05", "2026-09-27"]),
    ("Pacific/Chatham", ["2026-04-05", "2026-09-27"]),
    ("Pacific/Apia", ["2011-12-29", "2011-12-31", "2026-06-15"]),
    ("Pacific/Kiritimati", ["2026-06-15"]),
    ("Pacific/Pago_Pago", ["2026-06-15"]),
    ("Antarctica/Troll", ["2026-03-29", "2026-10-25"]),
    ("UTC", ["2026-02-28", "2028-02-29", "2026-12-31"]),
]
ZONES = [z for z, _ in SPECIAL]
DAYNAMES = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]


def iso(d):
    return d.astimezone(dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def hhmm(m):
    return "%02d:%02d" % divmod(m, 60)


def window(r):
    k = r.random()
    if k < 0.12:
        return (0, 1440)
    if k < 0.35:                                   # small hours: the clock changes live here
        a = r.choice([0, 15, 30, 60, 75, 90, 120, 150])
        return (a, min(1440, a + r.choice([30, 45, 60, 90, 120, 180, 300, 600])))
    if k < 0.5:                                    # late evening up to midnight
        a = r.choice([1200, 1260, 1320, 1335, 1380])
        return (a, r.choice([1440, 1439, 1425, 1410]))
    a = r.randrange(6 * 60, 12 * 60, 15)
    return (a, min(1440, a + r.randrange(30, 10 * 60, 15)))


def windows(r, most=3):
    return [window(r) for _ in range(r.choice([0, 1, 1, 1, 2, 2, most]))]


def hour(w):
    a, b = w
    if b >= 1440:
        b = 1440
        close = None
    else:
        close = divmod(b, 60)
    o = divmod(a, 60)
    return {"openHour": o[0], "openMinute": o[1],
            "closeHour": close[0] if close else 23, "closeMinute": close[1] if close else 60}


def interval(w):
    a, b = w
    return {"from": hhmm(a), "to": "23:59" if b >= 1439 else hhmm(b)}


def rules(r, around):
    out = []
    for d in range(7):
        if r.random() < 0.75:
            out.append({"type": "wday", "day": DAYNAMES[d],
                        "intervals": [interval(w) for w in windows(r)]})
    for k in range(r.choice([0, 0, 1, 2])):
        day = around + dt.timedelta(days=r.randint(-1, 3))
        out.append({"type": "date", "date": day.isoformat(),
                    "intervals": [interval(w) for w in windows(r, 2)]})
    return out


class Scene:
    """one scenario in the making; each step draws from the same random numbers, in order"""

    def __init__(self, seed):
        self.r = r = random.Random(seed)
        self.zname, dates = r.choice(SPECIAL)
        self.day = day = dt.date.fromisoformat(r.choice(dates))
        self.tz = ZoneInfo(self.zname)
        base = dt.datetime(day.year, day.month, day.day, 12, tzinfo=self.tz)
        self.span = r.choice([1, 1, 2, 2, 3, 3, 5])
        self.start = base - dt.timedelta(hours=r.choice([12, 24, 24, 36, 40]))
        self.end = self.start + dt.timedelta(days=self.span) - \
            dt.timedelta(milliseconds=r.choice([0, 1, 1, 1]))
        before = r.choice([-40 * 1440, -3 * 1440, -1440, -1440, -37, 0, 0, 600, 1500])
        self.now = self.start + dt.timedelta(minutes=before, seconds=r.choice([0, 0, 0, 1, 59]))
        self.kind = r.choice(["round_robin"] * 3 + ["personal"] * 2 +
                             ["event", "event", "collective", "collective", "class_booking",
                              "service_booking", "service_booking"])
        n = {"personal": 1, "class_booking": 1, "event": 0}[self.kind] \
            if self.kind in ("personal", "class_booking", "event") else r.choice([1, 2, 2, 3, 4])
        if self.kind == "collective":
            n = max(n, 2)
        self.users = ["u%d" % (i + 1) for i in range(n)]
        self.dur = r.choice([10, 15, 20, 25, 30, 30, 30, 45, 60, 60, 90, 120])
        self.step = r.choice([5, 10, 15, 15, 20, 30, 30, 30, 45, 60, 60, 90])
        self.cal = {"id": "cal1", "calendarType": self.kind, "name": "fuzz %d" % seed,
                    "isActive": r.random() > 0.02}
        self.sc = {"now": None, "location": {"timezone": self.zname}, "calendar": self.cal}

    def lengths(self):
        r, cal, dur = self.r, self.cal, self.dur
        if self.users:
            cal["teamMembers"] = [{"userId": u, "priority": r.choice([0, 0.5, 0.5, 1])}
                                  for u in self.users]
            if self.kind == "collective":
                r.choice(cal["teamMembers"])["isPrimary"] = True
        if dur % 60 == 0 and r.random() < 0.5:
            cal.update(slotDuration=dur // 60, slotDurationUnit="hours")
        else:
            cal.update(slotDuration=dur, slotDurationUnit="mins")
        if r.random() < 0.9:
            cal.update(slotInterval=self.step, slotIntervalUnit="mins")
        if r.random() < 0.35:
            cal.update(slotBuffer=r.choice([5, 10, 15, 30, 60]), slotBufferUnit="mins")
        if r.random() < 0.3:
            cal.update(preBuffer=r.choice([5, 10, 15, 30]), preBufferUnit="mins")

    def limits(self):
        r, cal = self.r, self.cal
        if r.random() < 0.35:
            cal["appoinmentPerSlot"] = r.choice([1, 2, 2, 3, 5])
        if r.random() < 0.25:
            cal["appoinmentPerDay"] = r.choice([0, 1, 2, 3])
        if r.random() < 0.35:
            u = r.choice(["mins", "hours", "hours", "days", "days", "weeks", "months"])
            n = [0, 1, 1, 2, 24] if u in ("mins", "hours") else [1, 1, 2] if u == "days" else [1]
            cal.update(allowBookingAfter=r.choice(n), allowBookingAfterUnit=u)
        if r.random() < 0.35:
            u = r.choice(["days", "days", "weeks", "months"])
            cal.update(allowBookingFor=r.choice([0, 1, 2, 3]), allowBookingForUnit=u)
        if self.kind in ("round_robin", "service_booking"):
            cal["eventType"] = r.choice(["RoundRobin_OptimizeForAvailability",
                                         "RoundRobin_OptimizeForEqualDistribution"])
            if r.random() < 0.2:
                cal["distributionResetAt"] = iso(self.now - dt.timedelta(days=1))

    def hours(self):
        r, cal = self.r, self.cal
        cal["openHours"] = [{"daysOfTheWeek": sorted(r.sample(range(7), r.randint(1, 7))),
                             "hours": [hour(w) for w in windows(r)]}
                            for _ in range(r.choice([1, 1, 2]))]
        if r.random() < 0.35:
            cal["availabilities"] = [self.dated() for _ in range(r.choice([1, 1, 2]))]
            t = r.choice([0, 1, None, None, None])
            if t is not None:
                cal["availabilityType"] = t
        self.sc["now"] = iso(self.now)

    def dated(self):
        r = self.r
        day = self.day + dt.timedelta(days=r.randint(-1, 2))
        return {"date": day.isoformat() + "T00:00:00.000Z",
                "hours": [hour(w) for w in windows(r, 2)], "deleted": r.random() < 0.15}

    def schedules(self):
        r, day, zname = self.r, self.day, self.zname
        scheds = []
        for u in self.users:
            if r.random() < 0.45:
                scheds.append({"id": "s-" + u, "userId": u,
                               "timezone": zname if r.random() < 0.6 else r.choice(ZONES),
                               "rules": rules(r, day),
                               "calendarIds": ["cal1"] if r.random() < 0.9 else ["other"]})
        if scheds:
            self.sc["schedules"] = scheds
        if self.kind == "event" and r.random() < 0.4:
            self.sc["eventSchedule"] = {"timezone": r.choice([zname, r.choice(ZONES)]),
                                        "rules": rules(r, day)}

    def resources(self):
        r = self.r
        if self.kind != "service_booking" or not r.random() < 0.7:
            return
        self.sc["resources"] = [{"id": "r1", "resourceType": "rooms",
                                 "capacity": r.choice([0, 1, 1, 2, 3]),
                                 "isActive": r.random() < 0.9, "calendarIds": ["cal1", "cal2"]}]
        if r.random() < 0.5:
            self.sc["resources"].append({"id": "r2", "resourceType": "equipments",
                                         "quantity": r.choice([1, 2, 3]),
                                         "outOfService": r.choice([0, 0, 1]), "isActive": True,
                                         "calendarIds": ["cal1"]})

    def month_end(self):
        """month arithmetic at the end of a month"""
        r, cal = self.r, self.cal
        if not r.random() < 0.06:
            return
        clamp = r.choice([dt.date(2026, 2, 28), dt.date(2026, 4, 30), dt.date(2028, 2, 29)])
        base = dt.datetime(clamp.year, clamp.month, clamp.day, 12, tzinfo=self.tz)
        self.start = base - dt.timedelta(hours=36)
        self.end = self.start + dt.timedelta(days=self.span + 2)
        self.now = dt.datetime(clamp.year, clamp.month - 1, 31, r.choice([0, 9, 23]),
                               tzinfo=self.tz)
        self.sc["now"] = iso(self.now)
        if r.random() < 0.5:
            cal.update(allowBookingAfter=1, allowBookingAfterUnit="months")
            cal.pop("allowBookingFor", None)
        else:
            cal.update(allowBookingFor=1, allowBookingForUnit="months")
            cal.pop("allowBookingAfter", None)
        self.day = clamp

    def appointment(self, i):
        r, users = self.r, self.users
        mine = r.random() < 0.7
        s = self.start + dt.timedelta(minutes=5 * r.randrange(-30, max(1, self.total // 5)))
        if r.random() < 0.1:
            s += dt.timedelta(seconds=r.choice([1, 30]))
        length = self.dur if r.random() < 0.6 else r.choice([5, 15, 40, 75, 200])
        a = {"id": "a%d" % i, "calendarId": "cal1" if mine else "cal2", "startTime": iso(s),
             "endTime": iso(s + dt.timedelta(minutes=length)),
             "appointmentStatus": r.choice(["confirmed"] * 6 + ["new", "showed", "noshow",
                                                                "cancelled", "invalid"]),
             "dateAdded": self.added()}
        if users:
            a["assignedUserId"] = r.choice(users + ["stranger"]) if r.random() < 0.9 \
                else r.choice(users)
            if r.random() < 0.15:
                a["users"] = [r.choice(users)]
        if r.random() < 0.3:
            a["preBufferMins"] = r.choice([0, 5, 15])
            a["postBufferMins"] = r.choice([0, 10, 30])
        if "resources" in self.sc and r.random() < 0.6:
            a["assignedResources"] = [x["id"] for x in self.sc["resources"]]
        if r.random() < 0.06:
            a["deleted"] = True
        if r.random() < 0.08:
            a["rrule"] = r.choice(["RRULE:FREQ=DAILY;INTERVAL=1;COUNT=5",
                                   "RRULE:FREQ=DAILY;INTERVAL=2",
                                   "RRULE:FREQ=WEEKLY;BYDAY=MO,SA,SU;COUNT=9"])
        return a

    def added(self):
        return iso(self.now - dt.timedelta(hours=self.r.choice([1, 10, 30, 100])))

    def appointments(self):
        r = self.r
        self.total = total = int((self.end - self.start).total_seconds() // 60)
        ap = [self.appointment(i) for i in range(r.choice([0, 1, 3, 6, 12]))]
        if len(self.users) > 1 and "eventType" in self.cal and r.random() < 0.4:
            for k in range(r.choice([2, 3, 3, 4])):        # one member far ahead this month
                s = self.start + dt.timedelta(minutes=30 * r.randrange(-60, max(1, total // 30)))
                ap.append({"id": "f%d" % k, "calendarId": "cal1", "assignedUserId": self.users[0],
                           "startTime": iso(s), "endTime": iso(s + dt.timedelta(minutes=10)),
                           "appointmentStatus": "confirmed", "dateAdded": self.added()})
        if r.random() < 0.12 and ap:                       # a full class or slot
            for k in range(r.choice([1, 2, 4])):
                c = dict(ap[0], id="x%d" % k)
                c.pop("rrule", None)
                ap.append(c)
        if ap:
            self.sc["appointments"] = ap

    def blocks(self):
        r, bl = self.r, []
        for _ in range(r.choice([0, 0, 0, 1, 2])):
            s = self.start + dt.timedelta(minutes=5 * r.randrange(0, max(1, self.total // 5)))
            b = {"startTime": iso(s),
                 "endTime": iso(s + dt.timedelta(minutes=r.choice([10, 60, 240, 1440])))}
            if self.users and r.random() < 0.6:
                b["assignedUserId"] = r.choice(self.users)
            else:
                b["calendarId"] = r.choice(["cal1", "cal1", "cal2"])
            if r.random() < 0.2:
                b["rrule"] = r.choice(["RRULE:FREQ=DAILY;COUNT=4",
                                       "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO,TU",
                                       "RRULE:FREQ=MONTHLY;BYDAY=-1SU",
                                       "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,-1"])
            bl.append(b)
        if bl:
            self.sc["blocks"] = bl

    def query(self):
        r, cal, users = self.r, self.cal, self.users
        q = {"startDate": int(self.start.timestamp() * 1000),
             "endDate": int(self.end.timestamp() * 1000)}
        if self.end.microsecond:
            q["endDate"] = q["startDate"] + self.span * 86400000 - 1
        if r.random() < 0.75:
            q["timezone"] = self.zname if r.random() < 0.4 else r.choice(ZONES)
        if users and r.random() < 0.15:
            q["userId"] = r.choice(users)
        elif users and r.random() < 0.1:
            q["userIds"] = sorted(r.sample(users, r.randint(1, len(users))))
        if r.random() < 0.1:
            cal["lookBusyConfig"] = {"enabled": r.random() < 0.8,
                                     "LookBusyPercentage": r.choice([10, 33, 50, 90, 100])}
            cal["bookingEpoch"] = r.choice([0, 1, 7])
            q["enableLookBusy"] = True
        self.sc["query"] = q


def scenario(seed):
    s = Scene(seed)
    for step in (s.lengths, s.limits, s.hours, s.schedules, s.resources, s.month_end,
                 s.appointments, s.blocks, s.query):
        step()
    return s.sc


def series(r):
    return {"freq": r.choice(["DAILY", "WEEKLY", "MONTHLY"]), "count": r.choice([1, 2, 3, 5, 24]),
            "bookingOption": r.choice(["skip", "continue", "book_next"])}


def loosen(r, sc):
    """open at all hours, and few limits: or hardly anything could be booked"""
    cal = sc["calendar"]
    for part in ("allowBookingAfter", "allowBookingFor", "appoinmentPerDay"):
        if r.random() < 0.6:
            cal.pop(part, None)
    if r.random() < 0.7:
        whole = {"openHour": 0, "openMinute": 0, "closeHour": 0, "closeMinute": 0}
        cal["openHours"] = [{"daysOfTheWeek": list(range(7)), "hours": [whole]}]
        cal.pop("availabilities", None)
        sc.pop("eventSchedule", None)
        if r.random() < 0.8:
            sc.pop("schedules", None)
    if sc.get("appointments") and r.random() < 0.5:
        sc["appointments"] = sc["appointments"][:3]


def start_of(r, sc, q):
    """a start of the grid, mostly, as UTC or on the wall of the location"""
    zone = ZoneInfo(sc["location"]["timezone"])
    at = dt.datetime.fromtimestamp(r.randint(q["startDate"], q["endDate"]) / 1000, zone)
    step = sc["calendar"].get("slotInterval", 30) if r.random() < 0.9 else 5
    minute = (at.hour * 60 + at.minute) // step * step
    wall = dt.datetime(at.year, at.month, at.day, minute // 60, minute % 60)
    ms = int(wall.replace(tzinfo=zone).timestamp() * 1000)
    return ms, wall.strftime("%Y-%m-%dT%H:%M:%S") if r.random() < 0.3 else ms


def booking(seed):
    """the same worlds, asked for a booking"""
    sc = scenario(seed)
    r = random.Random("booking %d" % seed)
    q, cal = sc.pop("query"), sc["calendar"]
    loosen(r, sc)
    ms, start = start_of(r, sc, q)
    b = {"startTime": start}
    if r.random() < 0.05:
        b["endTime"] = ms + r.choice([0, 15, 30, 60]) * 60000
    users = [m["userId"] for m in cal.get("teamMembers", [])]
    if r.random() < 0.25:
        b["assignedUserId"] = r.choice(users * 4 + ["stranger"])
    if r.random() < 0.2:
        b["appointmentStatus"] = r.choice(["new", "confirmed"])
    b["ignoreFreeSlotValidation"] = r.random() < 0.1
    if sc.get("appointments") and r.random() < 0.25:
        b["eventId"] = r.choice(sc["appointments"])["id"]
    cal["autoConfirm"] = r.random() < 0.7
    if r.random() < 0.4:
        cal.update(enableRecurring=True, recurring=series(r))
    else:
        b["ignoreDateRange"] = r.random() < 0.3
    if r.random() < 0.85:
        before = ms / 1000 - r.choice([600, 90000])
        sc["now"] = iso(dt.datetime.fromtimestamp(before, dt.timezone.utc))
    sc["booking"] = b
    return sc


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--count", type=int, default=10)
    p.add_argument("--expected", action="store_true")
    p.add_argument("--bookings", action="store_true")
    p.add_argument("--pretty", action="store_true")
    p.add_argument("--tzdata", action="store_true", help="print the tzdata version and stop")
    a = p.parse_args()
    if a.tzdata:
        try:
            print(open("/usr/share/zoneinfo/tzdata.zi").readline().strip())
        except OSError:
            print("unknown")
        return
    for s in range(a.seed, a.seed + a.count):
        o = {"seed": s, "scenario": booking(s) if a.bookings else scenario(s)}
        if a.expected:
            o["expected"] = oracle.solve(o["scenario"])
        print(json.dumps(o, indent=1 if a.pretty else None))


if __name__ == "__main__":
    main()
