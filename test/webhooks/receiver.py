# SPDX-License-Identifier: Apache-2.0
"""A receiver of webhooks that behaves badly: one path for each webhook, each with a mood.

What is heard is what came whole, whatever was answered; what is taken was answered with 200.
"""
import json
import random
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANG_SECONDS = 60


class Heard:
    """One delivery that came."""

    def __init__(self, headers, raw):
        self.headers, self.raw, self.body = headers, raw, json.loads(raw)
        self.event, self.delivery = self.body["webhookId"], headers["deliveryId"]
        self.sequence = tuple(int(n) for n in headers["X-Groundlevel-Sequence"].split("."))
        self.thing = self.body.get("id") or self.body["appointment"]["id"]
        self.at, self.taken = time.monotonic(), False


class Mood:
    """fine; later: 503; never: 400; gone: 410; hang; drop: it is heard, and the line is cut;
    random: one of these by chance, mostly fine."""

    def __init__(self, name, seed):
        self.name, self.dice = name, random.Random(seed)

    def now(self):
        if self.name != "random":
            return self.name
        return self.dice.choices(("fine", "later", "drop", "slow", "reset"), (12, 2, 2, 1, 1))[0]


class Receiver:
    def __init__(self):
        self.lock, self.heard, self.moods = threading.Lock(), {}, {}
        self.ending = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.hear(self, self.path.strip("/"), raw)

            def log_message(self, *_):
                pass

        class Listener(ThreadingHTTPServer):
            request_queue_size = 256
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Listener(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, name, mood="fine", seed=1):
        self.moods[name] = Mood(mood, seed)
        self.heard.setdefault(name, [])
        return f"http://127.0.0.1:{self.port}/{name}"

    def hear(self, handler, name, raw):
        heard = Heard(dict(handler.headers), raw)
        with self.lock:
            mood = self.moods[name].now()
            self.heard[name].append(heard)
        if mood == "slow":
            time.sleep(0.3)
        if mood == "hang":
            self.ending.wait(HANG_SECONDS)
        if mood in ("drop", "hang"):
            handler.close_connection = True
            return
        if mood == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                          struct.pack("ii", 1, 0))
            handler.close_connection = True
            return
        status = {"later": 503, "never": 400, "gone": 410}.get(mood, 200)
        heard.taken = status == 200  # before it is told: who is told may look at once
        handler.send_response(status)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"{}")

    def of(self, name):
        with self.lock:
            return list(self.heard[name])

    def taken(self, name):
        return [heard for heard in self.of(name) if heard.taken]

    def close(self):
        self.ending.set()
        self.server.shutdown()
        self.server.server_close()
