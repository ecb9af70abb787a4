#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Independent oracle for the scheduling engine.  Slow and obvious on purpose.

Reads one JSON scenario (a file name, or stdin) and prints the expected result
as JSON.  Standard library only (zoneinfo for time zones).

  oracle.py scenario.json           expected answer
  oracle.py --explain scenario.json every grid candidate with reason codes
  oracle.py --check vectors.json... compare each vector with its "expected"
  oracle.py --jsonl < many.jsonl    one scenario per line -> one answer per line

The rules are those of pure/schedule/RULES.md; the section numbers in the comments
refer to it.  Nothing here works on intervals cleverly: the program walks the
query window one UTC minute at a time and asks simple questions about each
minute ("what does the wall clock read?", "is that inside the open hours?",
"does this appointment occupy it?").
"""
import calendar as pycal
import datetime as dt
import json
import sys

from oracle_time import ApiError, iso, local, to_ms, wall_to_minutes, zone
from oracle_world import MS_DAY, World

MAX_RANGE_MS = 31 * MS_DAY + 2 * 3_600_000      # 31 days, 2 h slack for DST
SLOT_GONE = "The slot you have selected is no longer available."


class Oracle(World):
    """free slots and bookings"""

    # ------------------------------------------------------------ look busy
    def look_hash(self, t):
        """FNV-1a 64 of "<calendarId>|<bookingEpoch>|<startMs>", then the splitmix64 finaliser"""
        h = 0xcbf29ce484222325
        epoch = int(self.cal.get("bookingEpoch") or 0)
        for ch in ("%s|%d|%d" % (self.cid, epoch, t * 60_000)).encode():
            h = ((h ^ ch) * 0x100000001b3) & 0xFFFFFFFFFFFFFFFF
        h ^= h >> 30
        h = h * 0xbf58476d1ce4e5b9 & 0xFFFFFFFFFFFFFFFF
        h ^= h >> 27
        h = h * 0x94d049bb133111eb & 0xFFFFFFFFFFFFFFFF
        return h ^ (h >> 31)

    def apply_look_busy(self, minutes):
        cfg = self.cal.get("lookBusyConfig") or {}
        p = cfg.get("LookBusyPercentage") or 0
        if not cfg.get("enabled") or not p or self.ctype == "class_booking":
            return minutes
        by_date = {}
        for t in minutes:
            by_date.setdefault(local(t, self.loc_tz)[0], []).append(t)
        keep = []
        for ts in by_date.values():
            k = int(len(ts) * p // 100)
            hide = set(sorted(ts, key=lambda t: (self.look_hash(t), t))[:k])
            keep += [t for t in ts if t not in hide]
        return sorted(keep)

    # ------------------------------------------------------------ GET free-slots
    def wanted_users(self):
        q = self.query
        w = list(q.get("userIds") or [])
        if q.get("userId"):
            w.append(q["userId"])
        if not w:
            return None
        for u in w:
            if u not in self.users:
                raise ApiError(400, "User %s is not a team member of this calendar" % u)
        return set(w)

    def free_slots(self, explain=False):
        q = self.query
        tz = zone(q["timezone"]) if q.get("timezone") is not None else self.loc_tz
        a, b = to_ms(q["startDate"]), to_ms(q["endDate"])
        if b < a:
            raise ApiError(400, "endDate must not be before startDate")
        if b - a > MAX_RANGE_MS:
            raise ApiError(400, "Date range cannot be more than 31 days")
        wanted = self.wanted_users()
        if not self.cal.get("isActive", True):
            return {}
        lo, hi = -(-a // 60_000), b // 60_000              # starts s with a <= s <= b
        busy_look = bool(q.get("enableLookBusy"))
        m0, m1 = lo, hi
        if busy_look:                                      # look busy works on whole local dates
            d0, d1 = local(lo, self.loc_tz)[0], local(hi, self.loc_tz)[0]
            while local(m0 - 1, self.loc_tz)[0] >= d0:
                m0 -= 1
            while local(m1 + 1, self.loc_tz)[0] <= d1:
                m1 += 1
        ok, notes = [], []
        for t in range(m0, m1 + 1):
            why = [] if explain else None
            if self.takers(t, self.dur, wanted, why=why):
                ok.append(t)
            if explain and why:
                notes.append((t, why))
        if explain:
            return {"available": [iso(t, tz) for t in ok],
                    "unavailable": [{"start": iso(t, tz),
                                     "reasons": [c if u is None else "%s:%s" % (u, c)
                                                 for u, c in w]}
                                    for t, w in notes if t not in ok]}
        if busy_look:
            ok = [t for t in self.apply_look_busy(ok) if lo <= t <= hi]
        out = {}
        for t in ok:
            out.setdefault(local(t, tz)[0].isoformat(), {"slots": []})["slots"].append(iso(t, tz))
        return dict(sorted(out.items()))

    # ------------------------------------------------------------ POST appointment
    def choose(self, t, takers):
        """round robin: which of the able users gets it (section 7)"""
        date = local(t, self.loc_tz)[0]
        order = {u: i for i, u in enumerate(self.users)}
        if self.cal.get("eventType") == "RoundRobin_OptimizeForEqualDistribution":
            return min(takers, key=lambda u: (self.month_count(u, date), order[u]))
        prio = {m["userId"]: m.get("priority", 0.5) for m in self.team}

        def recent(u):
            return sum(1 for x in self.appts if u in x["who"]
                       and self.now - MS_DAY <= x["start"] <= self.now + MS_DAY)

        def last_given(u):
            ts = [x["added"] for x in self.appts if x["cal"] == self.cid and x["owner"] == u
                  and x["added"] is not None]
            return max(ts) if ts else -1
        return min(takers, key=lambda u: (-prio[u], recent(u), last_given(u), order[u]))

    def book(self):
        bk = self.sc["booking"]
        start = to_ms(bk["startTime"], self.loc_tz)
        end = start + self.dur * 60_000
        if bk.get("endTime") is not None:
            end = to_ms(bk["endTime"], self.loc_tz)
        if end <= start:
            raise ApiError(400, "endTime must be after startTime")
        skip_id = bk.get("eventId")
        user = bk.get("assignedUserId")
        if user is not None and self.ctype != "event" and user not in self.users:
            raise ApiError(400, "User %s is not a team member of this calendar" % user)
        status = bk.get("appointmentStatus") or \
            ("confirmed" if self.cal.get("autoConfirm", True) else "new")
        free = bool(bk.get("ignoreFreeSlotValidation"))
        t = start // 60_000
        if not free:
            if not self.cal.get("isActive", True):
                raise ApiError(400, SLOT_GONE)
            if end - start != self.dur * 60_000:
                raise ApiError(400, "endTime must equal startTime + slotDuration")
            if start % 60_000:
                raise ApiError(400, SLOT_GONE)
            rng = bool(bk.get("ignoreDateRange"))
            takers = []
            if skip_id is not None and user is None and self.ctype not in ("event", "collective"):
                old = [x["owner"] for x in self.appts
                       if x["id"] == skip_id and x["owner"] in self.users]
                if old:                               # moving: the present owner keeps it if able
                    takers = self.takers(t, self.dur, {old[0]}, skip_id, rng)
            takers = takers or self.takers(t, self.dur, {user} if user else None, skip_id, rng)
            if not takers:
                raise ApiError(400, SLOT_GONE)
        else:
            takers = [user] if user else (list(self.users) or [None])
        if self.ctype == "event":
            owner, others = user, []
        elif self.ctype == "collective":
            owner = self.primary()
            others = [u for u in self.users if u != owner]
        else:
            owner, others = (user or self.choose(t, takers)), []
        res = {"assignedUserId": owner, "users": others, "appointmentStatus": status,
               "startTime": iso(t, self.loc_tz), "endTime": iso(end // 60_000, self.loc_tz)}
        if self.resources and not free:
            res["assignedResources"] = [r["id"] for r in self.resources]
        if self.cal.get("enableRecurring") and not free and skip_id is None:
            res["instances"] = self.recurring(t, owner, status)
        return res

    def recurring(self, t0, owner, status):
        rec = self.cal["recurring"]
        freq, count = rec["freq"], int(rec["count"])
        option = rec.get("bookingOption", "skip")
        date0, m0, _ = local(t0, self.loc_tz)
        out, n, i = [], 0, 0
        while n < count and i < 400:
            if freq == "MONTHLY":
                y, mo = divmod(date0.year * 12 + date0.month - 1 + i, 12)
                if date0.day > pycal.monthrange(y, mo + 1)[1]:
                    i += 1
                    continue                               # e.g. no 31st: not an occurrence
                d = dt.date(y, mo + 1, date0.day)
            else:
                d = date0 + dt.timedelta(days=i * (7 if freq == "WEEKLY" else 1))
            i += 1
            n += 1
            hits = [t0] if d == date0 else wall_to_minutes(d, m0, self.loc_tz)
            st, t = status, None
            if hits and self.takers(hits[0], self.dur, {owner} if owner else None,
                                    ignore_range=(n > 1)):
                t = hits[0]
            elif hits and option == "continue":
                t, st = hits[0], rec.get("bookingOverlapDefaultStatus", "new")
            elif hits and option == "book_next":
                for k in (1, 2, 3):
                    c = hits[0] + k * self.step
                    if self.takers(c, self.dur, {owner} if owner else None, ignore_range=True):
                        t = c
                        break
            if t is not None:
                out.append({"startTime": iso(t, self.loc_tz), "appointmentStatus": st})
                self.appts.append({"id": None, "cal": self.cid, "who": {owner} if owner else set(),
                                   "owner": owner,
                                   "start": t * 60_000, "end": (t + self.dur) * 60_000,
                                   "a": t, "b": t + self.dur, "pre": self.pre, "post": self.post,
                                   "added": self.now, "res": [r["id"] for r in self.resources]})
        return out


def solve(sc, explain=False):
    try:
        w = Oracle(sc)
        if sc.get("booking"):
            return w.book()
        return w.free_slots(explain)
    except ApiError as e:
        return {"error": {"statusCode": e.code, "message": e.message}}


def same(got, want):
    """an expected error matches on the status code; its message is advisory"""
    if "error" in want or "error" in got:
        return "error" in want and "error" in got and \
            got["error"]["statusCode"] == want["error"]["statusCode"]
    return got == want and list(got) == list(want)


def main(argv):
    explain = "--explain" in argv
    argv = [a for a in argv if a != "--explain"]
    if argv and argv[0] == "--check":
        bad = n = 0
        for f in argv[1:]:
            for v in json.load(open(f)):
                n += 1
                got = solve(v["scenario"])
                if not same(got, v["expected"]):
                    bad += 1
                    print("FAIL", v["id"], v["reason"])
                    print("   want", json.dumps(v["expected"]))
                    print("   got ", json.dumps(got))
        print("%d vectors, %d failed" % (n, bad))
        return 1 if bad else 0
    if argv and argv[0] == "--jsonl":
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(solve(json.loads(line), explain)), flush=True)
        return 0
    sc = json.load(open(argv[0]) if argv else sys.stdin)
    sc = sc.get("scenario", sc)
    print(json.dumps(solve(sc, explain), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

