# SPDX-License-Identifier: Apache-2.0
"""Time for the oracle: zones, wall clocks, units and open hours, asked minute by minute."""
import calendar as pycal
import datetime as dt
from zoneinfo import ZoneInfo

UTC = dt.timezone.utc
DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]


class ApiError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code, self.message = code, message


# ---------------------------------------------------------------- time helpers
def zone(name):
    try:
        if not isinstance(name, str) or not name or name in ("localtime", "posixrules"):
            raise ValueError
        return ZoneInfo(name)
    except Exception:
        raise ApiError(400, "Invalid timezone: %s" % name)


def to_ms(v, tz=None):
    """epoch milliseconds from a number or an ISO string (naive = wall time in tz)."""
    if isinstance(v, bool):
        raise ApiError(400, "bad time")
    if isinstance(v, (int, float)):
        return int(v)
    s = v.replace("Z", "+00:00")
    try:
        d = dt.datetime.fromisoformat(s)
    except ValueError:
        raise ApiError(400, "bad time: %s" % v)
    if d.tzinfo is None:
        if tz is None:
            raise ApiError(400, "time without offset: %s" % v)
        hits = wall_to_minutes(d.date(), d.hour * 60 + d.minute, tz)
        if not hits:
            raise ApiError(400, "local time does not exist: %s" % v)
        return hits[0] * 60_000 + d.second * 1000
    d = d.astimezone(UTC)
    return pycal.timegm(d.timetuple()) * 1000 + d.microsecond // 1000


_cache = {}


def local(minute, tz):
    """(date, minute-of-day, weekday 0=Sunday) shown by the wall clock at a UTC minute."""
    key = (minute, tz.key)
    r = _cache.get(key)
    if r is None:
        d = dt.datetime.fromtimestamp(minute * 60, tz)
        r = (d.date(), d.hour * 60 + d.minute, d.isoweekday() % 7)
        if len(_cache) > 2_000_000:
            _cache.clear()
        _cache[key] = r
    return r


def wall_to_minutes(date, minute_of_day, tz):
    """every UTC minute at which tz's wall clock shows this date and time (0, 1 or 2)."""
    guess = pycal.timegm((date.year, date.month, date.day, 0, 0, 0)) // 60 + minute_of_day
    return [m for m in range(guess - 16 * 60, guess + 16 * 60 + 1)
            if local(m, tz)[0] == date and local(m, tz)[1] == minute_of_day]


def iso(minute, tz):
    d = dt.datetime.fromtimestamp(minute * 60, tz)
    off = int(d.utcoffset().total_seconds()) // 60
    sign = "-" if off < 0 else "+"
    off = abs(off)
    return d.strftime("%Y-%m-%dT%H:%M:%S") + "%s%02d:%02d" % (sign, off // 60, off % 60)


def add_months(date, n):
    y, m = divmod(date.year * 12 + date.month - 1 + n, 12)
    m += 1
    return dt.date(y, m, min(date.day, pycal.monthrange(y, m)[1]))


def add_units(date, n, unit):
    if unit == "days":
        return date + dt.timedelta(days=n)
    if unit == "weeks":
        return date + dt.timedelta(days=7 * n)
    if unit == "months":
        return add_months(date, n)
    raise ApiError(400, "bad unit %s" % unit)


def span_minutes(cal, name, default):
    """value + unit -> whole minutes"""
    v = cal.get(name)
    if v is None:
        return default
    unit = cal.get(name + "Unit") or "mins"
    m = v * 60 if unit == "hours" else v
    if m != int(m) or m < 0:
        raise ApiError(400, "%s must be a whole number of minutes" % name)
    return int(m)


# ---------------------------------------------------------------- open hours (section 4)
def close_minute(m):
    """23:59, 23:60 (=24:00) and 00:00 all mean the end of the day"""
    return 1440 if m in (0, 1439, 1440) else m


def windows_of(pairs):
    """(open, close) minutes -> merged windows; overlapping or touching ones join"""
    inside = [False] * 1440
    for a, b in pairs:
        if b <= a:
            continue                                  # invalid: ignored
        for m in range(a, min(b, 1440)):
            inside[m] = True
    out, m = [], 0
    while m < 1440:
        if inside[m]:
            a = m
            while m < 1440 and inside[m]:
                m += 1
            out.append((a, m))
        else:
            m += 1
    return out


class Hours:
    """open hours of one source: a time zone, a weekly pattern, dates that replace it"""

    def __init__(self, tz, weekly, dates):
        self.tz, self.weekly, self.dates, self.memo = tz, weekly, dates, {}

    def windows(self, date, wday):
        w = self.memo.get(date)
        if w is None:
            if date in self.dates:
                pairs = self.dates[date]              # replaces the weekly hours
            else:
                pairs = self.weekly.get(wday, [])
            w = self.memo[date] = windows_of(pairs)
        return w

    def open_at(self, minute):
        date, m, wday = local(minute, self.tz)
        return any(a <= m < b for a, b in self.windows(date, wday))

    def is_grid_start(self, minute, interval):
        date, m, wday = local(minute, self.tz)
        for a, b in self.windows(date, wday):
            if a <= m < b:
                return (m - a) % interval == 0
        return False


def hours_from_calendar(cal, tz):
    """openHours / availabilities / availabilityType (v2 wire fields)"""
    atype = cal.get("availabilityType")
    weekly, dates = {}, {}
    if atype in (0, None):
        for oh in cal.get("openHours") or []:
            for d in oh["daysOfTheWeek"]:
                for h in oh["hours"]:
                    weekly.setdefault(int(d), []).append(
                        (h["openHour"] * 60 + h["openMinute"],
                         close_minute(h["closeHour"] * 60 + h["closeMinute"])))
    if atype in (1, None):
        for av in cal.get("availabilities") or []:
            if av.get("deleted"):
                continue
            date = dt.date.fromisoformat(av["date"][:10])   # the date as written, never shifted
            lst = dates.setdefault(date, [])
            for h in av["hours"]:
                lst.append((h["openHour"] * 60 + h["openMinute"],
                            close_minute(h["closeHour"] * 60 + h["closeMinute"])))
    return Hours(tz, weekly, dates)


def hours_from_rules(sched):
    def hm(s):
        h, m = s.split(":")
        return int(h) * 60 + int(m)
    weekly, dates = {}, {}
    for r in sched.get("rules") or []:
        pairs = [(hm(i["from"]), close_minute(hm(i["to"]))) for i in r["intervals"]]
        if r["type"] == "date":
            dates.setdefault(dt.date.fromisoformat(r["date"][:10]), []).extend(pairs)
        else:
            weekly.setdefault(DAYS.index(r["day"]), []).extend(pairs)
    return Hours(zone(sched["timezone"]), weekly, dates)
