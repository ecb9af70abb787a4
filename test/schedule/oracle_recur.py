# SPDX-License-Identifier: Apache-2.0
"""RFC 5545 recurrence for the oracle (section 9): every day is asked whether it is one."""
import calendar as pycal
import datetime as dt

from oracle_time import local, wall_to_minutes

MS_DAY = 86_400_000
TWO = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]


def wday(d):
    return d.isoweekday() % 7


def lines_of(text):
    """the parts of the rule, and the lists of EXDATE"""
    rule, excluded = {}, []
    for ln in text.replace("\r", "").split("\n"):
        ln = ln.strip()
        if not ln:
            continue
        if ln.startswith("EXDATE"):
            excluded += ln.split(":", 1)[1].split(",")
            continue
        if ln.startswith("RRULE:"):
            ln = ln[6:]
        for part in ln.split(";"):
            if part:
                k, v = part.split("=", 1)
                rule[k] = v
    return rule, excluded


class Rule:
    def __init__(self, text, first_ms, tz):
        rule, excluded = lines_of(text)
        self.tz, self.first_ms = tz, first_ms
        first_min, self.first_sec = divmod(first_ms, 60_000)
        self.first_date, self.first_m, _ = local(first_min, tz)
        self.freq, self.interval = rule["FREQ"], int(rule.get("INTERVAL", 1))
        self.count = int(rule["COUNT"]) if "COUNT" in rule else None
        self.until = self.until_of(rule["UNTIL"]) if "UNTIL" in rule else None
        self.exdates = {self.stamp(s) for s in excluded}
        self.byday = rule["BYDAY"].split(",") if "BYDAY" in rule else None
        self.bymday = self.numbers(rule, "BYMONTHDAY")
        self.bymonth = self.numbers(rule, "BYMONTH")
        self.wkst = TWO.index(rule.get("WKST", "MO"))

    @staticmethod
    def numbers(rule, name):
        return [int(x) for x in rule[name].split(",")] if name in rule else None

    def stamp(self, s):
        s = s.strip()
        if len(s) == 8:
            d = dt.datetime.strptime(s, "%Y%m%d").date()
            hits = wall_to_minutes(d, self.first_m, self.tz)
            return (hits[0] if hits else 0) * 60_000
        d = dt.datetime.strptime(s.rstrip("Z"), "%Y%m%dT%H%M%S")
        if s.endswith("Z"):
            return pycal.timegm(d.timetuple()) * 1000
        hits = wall_to_minutes(d.date(), d.hour * 60 + d.minute, self.tz)
        return (hits[0] if hits else 0) * 60_000

    def until_of(self, s):
        if len(s) > 8:
            return self.stamp(s)
        return wall_to_minutes(dt.datetime.strptime(s, "%Y%m%d").date(), 1439, self.tz)[-1] * 60_000

    def week_start(self, d):
        return d - dt.timedelta(days=(wday(d) - self.wkst) % 7)

    def mday_ok(self, d):
        last = pycal.monthrange(d.year, d.month)[1]
        return any((x > 0 and d.day == x) or (x < 0 and d.day == last + 1 + x)
                   for x in self.bymday)

    def day_ok(self, d):
        for b in self.byday:
            n, name = b[:-2], b[-2:]
            if wday(d) != TWO.index(name):
                continue
            if not n:
                return True
            last = pycal.monthrange(d.year, d.month)[1]
            k = int(n)
            if k > 0 and (d.day - 1) // 7 + 1 == k:
                return True
            if k < 0 and (last - d.day) // 7 + 1 == -k:
                return True
        return False

    def by_parts_ok(self, d):
        return (not self.byday or self.day_ok(d)) and (not self.bymday or self.mday_ok(d))

    def matches(self, d):
        first = self.first_date
        if self.bymonth and d.month not in self.bymonth:
            return False
        if self.freq == "DAILY":
            return (d - first).days % self.interval == 0 and self.by_parts_ok(d)
        if self.freq == "WEEKLY":
            if ((self.week_start(d) - self.week_start(first)).days // 7) % self.interval:
                return False
            return self.day_ok(d) if self.byday else wday(d) == wday(first)
        months = (d.year - first.year) * 12 + d.month - first.month
        if self.freq == "MONTHLY":
            if months % self.interval:
                return False
        elif self.freq == "YEARLY":
            if (d.year - first.year) % self.interval:
                return False
            if not self.bymonth and d.month != first.month:
                return False
        if self.byday or self.bymday:
            return self.by_parts_ok(d)
        return d.day == first.day

    def start_on(self, d):
        """the start on this day (ms), or None"""
        if d == self.first_date:
            return self.first_ms                            # DTSTART always counts
        if not self.matches(d):
            return None
        hits = wall_to_minutes(d, self.first_m, self.tz)    # gap: no instance, not counted
        return hits[0] * 60_000 + self.first_sec if hits else None   # overlap: the first


def expand(rrule_text, first_ms, tz, until_ms):
    """start instants (ms) of every instance up to until_ms, day by day"""
    rule = Rule(rrule_text, first_ms, tz)
    out, made, d = [], 0, rule.first_date
    while True:
        start = rule.start_on(d)
        if start is not None:
            if (rule.until is not None and start > rule.until) or start > until_ms:
                break
            made += 1
            if start not in rule.exdates:
                out.append(start)
            if rule.count is not None and made >= rule.count:
                break
        d += dt.timedelta(days=1)
        if d.toordinal() - rule.first_date.toordinal() > 366 * 12 or \
           pycal.timegm((d.year, d.month, d.day, 0, 0, 0)) * 1000 - 2 * MS_DAY > until_ms:
            break
    return out
