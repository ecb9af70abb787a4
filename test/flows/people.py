# SPDX-License-Identifier: Apache-2.0
"""A world of contacts that change, and the search of a HighLevel that shows it late.

Changes come at random, one at a time and in bursts larger than a page; times are kept in whole
seconds, so that many are the same; a change is listed some time after it was made; some contacts
are deleted.  The same seed gives the same world.
"""
import bisect
import datetime as dt
import email.utils
import http.server
import json
import random
import threading

PAGE_MAX = 100


def world_make(dice, hours, base=400, rate=0.02, burst_every=7200, burst=150, lag=20, gone=0.03):
    """(made, listed, kind, id, version), in the order in which they are listed; kind u or d."""
    events = [(0, 0, "u", i, 1) for i in range(base)]
    version, fresh, now = {i: 1 for i in range(base)}, base, 0.0
    bursts = list(range(burst_every, int(hours * 3600) - 1800, burst_every))

    def tell(kind, contact, at):
        events.append((at, at + dice.random() * lag, kind, contact, version.get(contact, 0)))

    while now < hours * 3600:
        now += dice.expovariate(rate)
        while bursts and bursts[0] < now:
            at = bursts.pop(0)
            for _ in range(burst):
                version[fresh] = 1
                tell("u", fresh, at + 0.2 * dice.random())
                fresh += 1
        chance = dice.random()
        if chance < 0.4:
            version[fresh] = 1
            tell("u", fresh, now)
            fresh += 1
            continue
        contact = dice.choice(list(version))
        if chance < 1 - gone:
            version[contact] += 1
            tell("u", contact, now)
        else:
            tell("d", contact, now)
            del version[contact]
    events.sort(key=lambda e: e[1])
    return events, version


class World:
    """What the search shows, and what is there, at a time."""

    def __init__(self, seed, hours, **more):
        self.events, self.final = world_make(random.Random(seed), hours, **more)
        self.made = sorted(self.events)
        self.listed_to = self.made_to = 0
        self.shown, self.true, self.gone_at = {}, {}, {}
        self.order = []  # (second, id) of what is shown, sorted

    def turn(self, now):
        """Time has come to `now` (seconds)."""
        while self.listed_to < len(self.events) and self.events[self.listed_to][1] <= now:
            self.list_one(self.events[self.listed_to])
            self.listed_to += 1
        while self.made_to < len(self.made) and self.made[self.made_to][0] <= now:
            at, _, kind, contact, version = self.made[self.made_to]
            if kind == "d":
                self.true.pop(contact, None)
                self.gone_at[contact] = at
            else:
                self.true[contact] = version
            self.made_to += 1

    def list_one(self, event):
        at, _, kind, contact, version = event
        before = self.shown.get(contact)
        if before and kind == "u" and before[1] >= version:
            return  # a later change was listed sooner
        if before:
            self.order.remove((before[0], contact))
            del self.shown[contact]
        if kind == "u" and not self.is_over(contact):
            self.shown[contact] = (int(at), version)
            bisect.insort(self.order, (int(at), contact))

    def is_over(self, contact):
        """Its deletion was listed before its last change."""
        return any(e[2] == "d" and e[3] == contact
                   for e in self.events[max(0, self.listed_to - 200):self.listed_to])

    def page(self, since, after, limit):
        """Of what changed since: those behind `after`, and how many there are in all."""
        first = bisect.bisect_left(self.order, (since, -1)) if since is not None else 0
        place = bisect.bisect_right(self.order, after) if after else 0
        return self.order[max(first, place):][:limit], len(self.order) - first


class Search(http.server.ThreadingHTTPServer):
    """The world over HTTP, at the time that `clock` says.  `slow` is called before each page."""
    daemon_threads = True

    def __init__(self, world, clock, start_ms):
        super().__init__(("127.0.0.1", 0), Handler)
        self.world, self.clock, self.start_ms = world, clock, start_ms
        self.lock = threading.Lock()
        self.slow, self.pages, self.singles = None, 0, 0
        self.port = self.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """Who asked was killed: that is the test."""

    def now(self):
        return (self.clock() - self.start_ms) / 1000

    def instant(self, second):
        return dt.datetime.fromtimestamp(self.start_ms // 1000 + second, dt.timezone.utc).strftime(
            "%Y-%m-%dT%H:%M:%S.000Z")

    def contact(self, contact, second, version):
        return {"id": f"contact{contact:013d}", "firstName": f"v{version}", "tags": [],
                "dateAdded": self.instant(0), "dateUpdated": self.instant(second),
                "searchAfter": [(self.start_ms // 1000 + second) * 1000, f"contact{contact:013d}"]}

    def search(self, said):
        since = after = None
        for f in said.get("filters", []):
            if f["field"] == "dateUpdated":
                at = dt.datetime.fromisoformat(f["value"]["gte"].replace("Z", "+00:00"))
                since = -(-int(at.timestamp() * 1000) // 1000) - self.start_ms // 1000
        if said.get("searchAfter"):
            ms, contact = said["searchAfter"]
            after = (ms // 1000 - self.start_ms // 1000, int(contact[7:]))
        page, total = self.world.page(since, after, min(said["pageLimit"], PAGE_MAX))
        return {"contacts": [self.contact(contact, second, self.world.shown[contact][1])
                             for second, contact in page], "total": total, "traceId": "x"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, wbufsize = "HTTP/1.1", -1  # a reply is one packet

    def log_message(self, *_):
        pass

    def date_time_string(self, timestamp=None):
        return email.utils.formatdate(self.server.clock() / 1000, usegmt=True)

    def say(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("Content-Length", len(text)),
                            ("x-ratelimit-max", 1000000), ("x-ratelimit-remaining", 999999),
                            ("x-ratelimit-interval-milliseconds", 10000)):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.slow:
            self.server.slow()
        with self.server.lock:
            self.server.pages += 1
            self.server.world.turn(self.server.now())
            answer = self.server.search(said)
        self.say(200, answer)

    def do_GET(self):
        text = self.path.split("?")[0].rsplit("/", 1)[1]
        if self.server.slow:
            self.server.slow()
        with self.server.lock:
            self.server.singles += 1
            self.server.world.turn(self.server.now())
            version = self.server.world.true.get(int(text[7:]))
        if version is None:
            self.say(400, {"error": f"Contact with id {text} not found", "status": 400})
        else:
            self.say(200, {"contact": {"id": text, "firstName": f"v{version}"}})
