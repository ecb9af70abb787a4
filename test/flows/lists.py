# SPDX-License-Identifier: Apache-2.0
"""Somebody else's lists, page by page, which change and break while they are read.

Records of a HighLevel (pages by number, one can be asked for), its calendar groups (one answer,
none can be asked for alone), and the users of a WordPress site (pages by number).
"""
import http.server
import json
import threading
import urllib.parse


class Lists(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.things = {"record": {}, "group": {}, "user": {}}
        self.lock = threading.RLock()
        self.before = None  # called with (kind, page) before a page is made; page 0: one thing
        self.faults = []  # (kind, page) and what is answered instead: a status, or a change
        self.counter, self.asked = 0, []
        self.port = self.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """Who asked was killed: that is the test."""

    def make(self, kind, count=1):
        with self.lock:
            for _ in range(count):
                self.counter += 1
                self.things[kind][f"{self.counter:06d}"] = 1
            return list(self.things[kind])[-count:]

    def put(self, kind, place):
        """A new one, at this place."""
        with self.lock:
            self.counter += 1
            names = list(self.things[kind].items())
            names.insert(place, (f"{self.counter:06d}", 1))
            self.things[kind] = dict(names)

    def drop(self, kind, *names):
        with self.lock:
            for name in names:
                del self.things[kind][name]

    def change(self, kind, name):
        with self.lock:
            self.things[kind][name] += 1

    def fault(self, kind, page):
        """What goes wrong with this request, once."""
        with self.lock:
            for i, (wanted, what) in enumerate(self.faults):
                if wanted == (kind, page):
                    del self.faults[i]
                    return what
        return None

    def page(self, kind, number, size):
        with self.lock:
            names = list(self.things[kind])
            what = self.fault(kind, number)
            part = names if not size else names[(number - 1) * size:number * size]
            total = len(names)
        if isinstance(what, int):
            return what, [], 0
        if what:
            part, total = what(part, total)
        return 200, part, total


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, wbufsize = "HTTP/1.1", -1  # a reply is one packet

    def log_message(self, *_):
        pass

    def say(self, status, body, headers=()):
        text = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("Content-Length", len(text)),
                            ("x-ratelimit-max", 1000000), ("x-ratelimit-remaining", 999999),
                            ("x-ratelimit-interval-milliseconds", 10000), *headers):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text)

    def shown(self, kind, name):
        version = self.server.things[kind].get(name, 0)
        if kind == "record":
            return {"id": name, "properties": {"version": version}}
        return {"id": int(name) if kind == "user" else name, "name": f"v{version}"}

    def list(self, kind, number, size):
        server = self.server
        server.asked.append((kind, number))
        if server.before:
            server.before(kind, number)
        status, part, total = server.page(kind, number, size)
        shown = [self.shown(kind, name) for name in part]
        if status != 200:
            self.say(status, {"statusCode": status, "message": "planned"})
        elif kind == "record":
            self.say(201, {"records": shown, "total": total})
        elif kind == "group":
            self.say(200, {"groups": shown})
        else:
            self.say(200, shown, [("X-WP-Total", total), ("X-WP-TotalPages", -(-total // size))])

    def one(self, kind, name):
        server = self.server
        server.asked.append((kind, 0))
        if server.before:
            server.before(kind, 0)
        what = server.fault(kind, 0)
        if what == "route":
            self.say(404, {"message": f"Cannot GET {self.path}", "error": "Not Found",
                           "statusCode": 404})
        elif what:
            self.say(what, {"statusCode": what, "message": "planned"})
        elif name not in server.things[kind]:
            self.say(404, {"code": "rest_user_invalid_id", "message": "Invalid user ID.",
                           "data": {"status": 404}} if kind == "user"
                     else {"message": "Record not found", "statusCode": 404})
        else:
            shown = self.shown(kind, name)
            self.say(200, shown if kind == "user" else {"record": shown})

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.list("record", said.get("page", 1), said["pageLimit"])

    def do_GET(self):
        path = urllib.parse.urlparse(self.path)
        query = urllib.parse.parse_qs(path.query)
        parts = path.path.strip("/").split("/")
        if parts[-1] == "groups":
            self.list("group", 1, 0)
        elif parts[-1] == "users":
            self.list("user", int(query.get("page", ["1"])[0]), int(query["per_page"][0]))
        elif "users" in parts:
            self.one("user", f"{int(parts[-1]):06d}")
        else:
            self.one("record", parts[-1])
