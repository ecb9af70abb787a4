# SPDX-License-Identifier: Apache-2.0
"""Somebody who listens: one stream of server-sent events, read as the bytes come; and what there
is to be heard: those who write, and the list behind a cursor."""
import http.client
import json
import socket
import threading
import time


class Stream:
    """Opened at once; `reads` False leaves all that is sent where it is."""

    def __init__(self, port, token, query="", last=None, reads=True, headers=None, receive=None):
        self.socket = socket.socket()
        if receive:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        self.socket.settimeout(60)
        self.socket.connect(("127.0.0.1", port))
        said = {"Host": "127.0.0.1", **({"Authorization": f"Bearer {token}"} if token else {}),
                **({"Last-Event-ID": last} if last is not None else {}), **(headers or {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        self.socket.sendall(f"GET /events/stream?{query} HTTP/1.1\r\n{lines}\r\n".encode())
        self.status, self.headers, self.events, self.beats = 0, {}, [], 0
        self.ended = self.whole = False
        self.changed = threading.Condition()
        self.thread = None
        if reads:
            self.read_on()

    def read_on(self):
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        try:
            answer = http.client.HTTPResponse(self.socket, method="GET")
            answer.begin()
            self.headers = dict(answer.getheaders())
            with self.changed:
                self.status = answer.status
                self.changed.notify_all()
            if answer.status != 200:
                self.body = answer.read()
                return
            self.lines(answer)
            self.whole = True  # with the last chunk
        except (OSError, http.client.HTTPException, ValueError):
            pass
        finally:
            with self.changed:
                self.ended = True
                self.changed.notify_all()

    def lines(self, answer):
        event = {}
        for line in iter(answer.readline, b""):
            line = line.decode().rstrip("\n")
            if not line and event:
                with self.changed:
                    if "data" in event:
                        event["said"] = json.loads(event["data"])
                        event["heard"] = time.monotonic()
                        self.events.append(event)
                    self.changed.notify_all()
                event = {}
            elif line.startswith(":"):
                self.beats += 1
            elif line:
                name, _, value = line.partition(": ")
                event[name] = value

    def wait(self, fits, seconds=60):
        with self.changed:
            return self.changed.wait_for(lambda: fits(self), seconds)

    def open(self):
        self.wait(lambda s: s.status or s.ended)
        return self.status

    def ids(self):
        return [event["id"] for event in self.events if "id" in event]

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
        if self.thread:
            self.thread.join(30)


def signed_in(server):
    """The cookie of the owner's session."""
    asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    asked.request("POST", "/auth/session", json.dumps({
        "email": "owner@example.com", "password": server.made["owner"]["password"]}), {
            "Content-Type": "application/json", "Version": "2021-07-28",
            "Origin": f"http://127.0.0.1:{server.port}", "Sec-Fetch-Site": "same-origin"})
    cookie = asked.getresponse().getheader("Set-Cookie")
    asked.close()
    return cookie.split(";")[0]


class Writers:
    """Threads that make contacts as fast as they are answered, until they are stopped."""

    def __init__(self, play, count=2, name="n"):
        self.play, self.stopped, self.name = play, False, name
        self.threads = [threading.Thread(target=self.write, args=(k,)) for k in range(count)]
        for thread in self.threads:
            thread.start()

    def write(self, k):
        client, n = self.play.server.client(), 0
        while not self.stopped:
            client.ask("POST", "/contacts/", {"locationId": self.play.location,
                                              "firstName": f"{self.name}{k}.{n}"})
            n += 1
        client.close()

    def stop(self):
        self.stopped = True
        for thread in self.threads:
            thread.join()


def cursors(play, since, types=None):
    """All that a list gives behind this cursor."""
    found, query = [], f"&types={types}" if types else ""
    while True:
        page = play.ask("GET", f"/events?since={since}&limit=1000{query}")
        found += [event["cursor"] for event in page["events"]]
        if not page["events"]:
            return found
        since = page["next"]


def now(play):
    return play.ask("GET", "/events?since=now")["next"]
