# SPDX-License-Identifier: Apache-2.0
"""The world of the oracle, and whether one candidate start can be had in it."""
from oracle_recur import expand
from oracle_time import (ApiError, add_units, hours_from_calendar, hours_from_rules, local,
                         span_minutes, to_ms, zone)

MS_DAY = 86_400_000
DEAD = ("cancelled", "invalid")                 # every other status occupies


class World:
    def __init__(self, sc):
        self.sc = sc
        self.cal = cal = sc["calendar"]
        self.cid = cal.get("id", "cal1")
        self.ctype = cal.get("calendarType", "round_robin")
        self.loc_tz = zone(sc["location"]["timezone"])
        self.now = to_ms(sc["now"])
        self.query = sc.get("query") or {}
        self.dur = span_minutes(cal, "slotDuration", 30)
        self.step = span_minutes(cal, "slotInterval", 30)
        self.pre = span_minutes(cal, "preBuffer", 0)
        self.post = span_minutes(cal, "slotBuffer", 0)
        self.cap = int(cal.get("appoinmentPerSlot") or 1)
        self.per_day = int(cal.get("appoinmentPerDay") or 0)
        self.team = [] if self.ctype == "event" else list(cal.get("teamMembers") or [])
        self.users = [m["userId"] for m in self.team]
        self.horizon = self._horizon()
        self.appts = self._appointments()
        self.blocks = self._blocks()
        self.resources = [r for r in sc.get("resources") or []
                          if self.ctype == "service_booking" and r.get("isActive", True)
                          and self.cid in (r.get("calendarIds") or [])]
        self.hours = {u: self._hours(u) for u in self.users}
        if self.ctype == "event":
            self.hours[None] = self._hours(None)

    def _horizon(self):
        """no recurrence is expanded past this instant (ms)"""
        far = self.now + 400 * MS_DAY
        for k in ("endDate",):
            if k in self.query:
                far = max(far, to_ms(self.query[k]) + 3 * MS_DAY)
        b = self.sc.get("booking")
        if b:
            far = max(far, to_ms(b["startTime"], self.loc_tz) + 800 * MS_DAY)
        return far

    def _hours(self, user):
        if user is None:
            if self.sc.get("eventSchedule"):
                return hours_from_rules(self.sc["eventSchedule"])
        else:
            for s in self.sc.get("schedules") or []:
                if s["userId"] == user and not s.get("deleted") and \
                   self.cid in (s.get("calendarIds") or []):
                    return hours_from_rules(s)            # replaces the calendar's own hours
        return hours_from_calendar(self.cal, self.loc_tz)

    def _appointments(self):
        out = []
        for a in self.sc.get("appointments") or []:
            if a.get("deleted") or a.get("appointmentStatus", "confirmed") in DEAD:
                continue
            s, e = to_ms(a["startTime"], self.loc_tz), to_ms(a["endTime"], self.loc_tz)
            if e <= s:
                continue                              # zero or negative length: occupies nothing
            starts = expand(a["rrule"], s, self.loc_tz, self.horizon) if a.get("rrule") else [s]
            who = set(a.get("users") or [])
            if a.get("assignedUserId"):
                who.add(a["assignedUserId"])
            for st in starts:
                out.append({
                    "id": a.get("id"), "cal": a.get("calendarId", self.cid), "who": who,
                    "owner": a.get("assignedUserId"),
                    "start": st, "end": st + (e - s),
                    "a": st // 60_000, "b": -(-(st + e - s) // 60_000),       # outward to minutes
                    "pre": int(a.get("preBufferMins") or 0),
                    "post": int(a.get("postBufferMins") or 0),
                    "added": to_ms(a["dateAdded"]) if a.get("dateAdded") is not None else None,
                    "res": a.get("assignedResources") or []})
        return out

    def _blocks(self):
        out = []
        for b in self.sc.get("blocks") or []:
            s, e = to_ms(b["startTime"], self.loc_tz), to_ms(b["endTime"], self.loc_tz)
            if e <= s or b.get("deleted"):
                continue
            starts = expand(b["rrule"], s, self.loc_tz, self.horizon) if b.get("rrule") else [s]
            for st in starts:
                out.append({"cal": b.get("calendarId"), "user": b.get("assignedUserId"),
                            "a": st // 60_000, "b": -(-(st + e - s) // 60_000)})
        return out

    # ------------------------------------------------------------ one candidate
    @staticmethod
    def touch(a, b, c, d):
        """do the minute ranges [a,b) and [c,d) share a minute?  counted, not computed"""
        for m in range(a, b):
            if c <= m < d:
                return True
        return False

    def user_reasons(self, user, t, dur, skip_id=None):
        """reason codes why `user` (None = the calendar itself) cannot take [t, t+dur)"""
        r = []
        for m in range(t, t + dur):
            if not self.hours[user].open_at(m):
                r.append("DURATION" if self.hours[user].open_at(t) else "USER")
                break
        p, q = t - self.pre, t + dur + self.post           # the padded interval
        for b in self.blocks:
            if (b["user"] is not None and b["user"] == user) or b["cal"] == self.cid:
                if self.touch(p, q, b["a"], b["b"]):
                    r.append("BLOCKED" if self.touch(t, t + dur, b["a"], b["b"]) else "BUFFER")
                    break
        same = 0
        for x in self.appts:
            if skip_id is not None and x["id"] == skip_id:
                continue
            mine = (x["cal"] == self.cid) if user is None else (user in x["who"])
            if not mine:
                continue
            if not self.touch(p, q, x["a"] - x["pre"], x["b"] + x["post"]):
                continue
            hit = "BOOKED" if self.touch(t, t + dur, x["a"], x["b"]) else "BUFFER"
            if x["cal"] != self.cid:
                r.append(hit)                              # busy on another calendar: never shared
                break
            session = x["start"] == t * 60_000 and x["end"] == (t + dur) * 60_000
            if self.ctype == "class_booking" and not session:
                r.append(hit)                              # a different session of the same class
                break
            same += 1
        else:
            if same >= self.cap:
                r.append("NO SEATS" if self.ctype == "class_booking" else
                         "BOOKED" if self.cap == 1 else "SLOTMAX")
        return r

    def calendar_reasons(self, t, dur, skip_id=None, ignore_range=False):
        """reasons that do not depend on the user"""
        r = []
        start = t * 60_000
        date = local(t, self.loc_tz)[0]
        if start < self.now:
            r.append("PAST")
        today = local(self.now // 60_000, self.loc_tz)[0]
        if not ignore_range:
            n = self.cal.get("allowBookingAfter") or 0
            if n:
                unit = self.cal.get("allowBookingAfterUnit") or "hours"
                if unit in ("mins", "hours"):
                    if start < self.now + n * (3_600_000 if unit == "hours" else 60_000):
                        r.append("NOTICE")
                elif not date > add_units(today, int(n), unit):
                    r.append("NOTICE")                # whole days: today + n is still too early
            n = self.cal.get("allowBookingFor") or 0
            if n and date > add_units(today, int(n), self.cal.get("allowBookingForUnit") or "days"):
                r.append("TOOFAR")
        if self.per_day:
            same_day = sum(1 for x in self.appts
                           if x["cal"] == self.cid
                           and not (skip_id is not None and x["id"] == skip_id)
                           and local(x["start"] // 60_000, self.loc_tz)[0] == date)
            if same_day >= self.per_day:
                r.append("DAYLIMIT")
        p, q = t - self.pre, t + dur + self.post
        for res in self.resources:
            if res.get("resourceType") == "equipments":
                room = int(res.get("quantity") or 0) - int(res.get("outOfService") or 0)
            else:
                room = int(res["capacity"]) if res.get("capacity") is not None else 1
            for m in range(p, q):
                depth = sum(1 for x in self.appts if res["id"] in x["res"]
                            and not (skip_id is not None and x["id"] == skip_id)
                            and x["a"] - x["pre"] <= m < x["b"] + x["post"])
                if depth + 1 > room:
                    r.append("RESOURCE")
                    break
        return r

    # ------------------------------------------------------------ round robin fairness
    def month_count(self, user, date):
        reset = self.cal.get("distributionResetAt")
        reset = to_ms(reset) if reset is not None else None
        n = 0
        for x in self.appts:
            if x["cal"] != self.cid or x["owner"] != user:
                continue
            d = local(x["start"] // 60_000, self.loc_tz)[0]
            if (d.year, d.month) != (date.year, date.month):
                continue
            if reset is not None and x["added"] is not None and x["added"] < reset:
                continue
            n += 1
        return n

    def hidden_by_fairness(self, user, t):
        if self.ctype not in ("round_robin", "service_booking") or \
           self.cal.get("eventType") != "RoundRobin_OptimizeForEqualDistribution":
            return False
        date = local(t, self.loc_tz)[0]
        counts = {u: self.month_count(u, date) for u in self.users}
        return counts[user] - min(counts.values()) >= 3

    # ------------------------------------------------------------ who could take it
    def primary(self):
        for m in self.team:
            if m.get("isPrimary"):
                return m["userId"]
        return self.users[0] if self.users else None

    def takers(self, t, dur, wanted=None, skip_id=None, ignore_range=False, why=None):
        """users able to take a start at minute t; [] = not offered.  wanted = explicit users"""
        def note(code, user=None):
            if why is not None:
                why.append((user, code))
        if self.ctype == "event":
            if not self.hours[None].is_grid_start(t, self.step):
                return []
            rs = self.calendar_reasons(t, dur, skip_id, ignore_range) + \
                self.user_reasons(None, t, dur, skip_id)
            for c in rs:
                note(c)
            return [] if rs else [None]
        if not self.users:
            return []
        if self.ctype == "collective":
            if not self.hours[self.primary()].is_grid_start(t, self.step):
                return []
            rs = self.calendar_reasons(t, dur, skip_id, ignore_range)
            for c in rs:
                note(c)
            bad = bool(rs)
            for u in self.users:
                for c in self.user_reasons(u, t, dur, skip_id):
                    note(c, u)
                    bad = True
            return [] if bad else list(self.users)
        got, any_grid = [], False
        for u in self.users:
            if wanted is not None and u not in wanted:
                continue
            if not self.hours[u].is_grid_start(t, self.step):
                continue
            any_grid = True
            rs = self.user_reasons(u, t, dur, skip_id)
            if wanted is None and self.hidden_by_fairness(u, t):
                rs = rs + ["ROUND ROBIN"]
            for c in rs:
                note(c, u)
            if not rs:
                got.append(u)
        if not any_grid:
            return []
        rs = self.calendar_reasons(t, dur, skip_id, ignore_range)
        for c in rs:
            note(c)
        return [] if rs else got
