#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Malformed, slow and odd requests, and what must come of them.

    probes.py HOST:PORT [--request-ms 10000] [--body-max 1048576] [--header-max 16384]
    probes.py --start build/hello-san       starts it with short deadlines, probes it, and ends it

A probe is one row of a table: a sentence, the bytes, the statuses of the replies, and whether the
connection is open or closed afterwards.  Any server can be probed; what only the server of
hello.c can do (/echo, /see, /later) is probed when it is recognised.
"""
import argparse
import concurrent.futures
import json
import signal
import socket
import struct
import subprocess
import sys
import time

SERVED = (200, 201, 401, 404, 405, 415, 422)  # the request reached the handler
OPEN, CLOSED = "open", "closed"
PATIENCE = 10.0


class Failed(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Failed(why)


class Talk:
    """One connection, from the client's side."""

    def __init__(self, at):
        self.socket = socket.create_connection(at, timeout=PATIENCE)
        self.left = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # what was answered before counts

    def more(self):
        data = self.socket.recv(65536)
        self.left += data
        return data

    def until(self, mark):
        while mark not in self.left:
            if not self.more():
                raise Failed("closed without a reply" if not self.left else "cut reply")
        head, self.left = self.left.split(mark, 1)
        return head

    def reply(self, head_only=False):
        lines = self.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {}
        for line in lines[1:]:
            name, value = line.split(": ", 1)
            need(name.lower() not in headers, f"{name} twice in a reply")
            headers[name.lower()] = value
        if status != 100:
            need("date" in headers, "no Date")
        size = 0 if head_only or status == 100 else int(headers.get("content-length", 0))
        while len(self.left) < size:
            if not self.more():
                raise Failed("cut body")
        body, self.left = self.left[:size], self.left[size:]
        return status, headers, body

    def closed(self, within=PATIENCE):
        """Has the server ended the connection, in order and with nothing more to say?"""
        self.socket.settimeout(within)
        try:
            return not self.left and self.socket.recv(1) == b""
        except TimeoutError:
            return False

    def open(self):
        self.socket.settimeout(0.1)
        try:
            return self.socket.recv(1) != b""
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)


HOST = "Host: probe\r\n"


def get(headers="", path="/", version="1.1", host=HOST, method="GET"):
    return f"{method} {path} HTTP/{version}\r\n{host}{headers}\r\n".encode("latin-1")


def post(headers, body=b"", path="/echo", version="1.1"):
    return f"POST {path} HTTP/{version}\r\n{HOST}{headers}\r\n".encode("latin-1") + body


CHUNKED = "Transfer-Encoding: chunked\r\n"
NEXT = get()

# sentence, bytes, statuses in order (a number or a choice of them), state afterwards
TABLE = [
    ("a plain GET", NEXT, [SERVED], OPEN),
    ("a body with its length", post("Content-Length: 5\r\n", b"hello"), [SERVED], OPEN),
    ("a chunked body", post(CHUNKED, b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), [SERVED], OPEN),
    ("a chunk extension", post(CHUNKED, b"5;a=b\r\nhello\r\n0\r\n\r\n") + NEXT, [SERVED] * 2, OPEN),
    ("trailers are accepted and dropped",
     post(CHUNKED, b"5\r\nhello\r\n0\r\nX-Sum: 1\r\nHost: x\r\n\r\n") + NEXT, [SERVED] * 2, OPEN),
    ("a chunk size that is no number", post(CHUNKED, b"xyz\r\nhello\r\n0\r\n\r\n"), [400], CLOSED),
    ("a negative chunk size", post(CHUNKED, b"-5\r\nhello\r\n0\r\n\r\n"), [400], CLOSED),
    ("a chunk size that overflows", post(CHUNKED, b"fffffffffffffffff\r\n"), [400], CLOSED),
    ("an enormous chunk size", post(CHUNKED, b"7fffffffffffffff\r\n" + b"a" * (2 << 20)), [413],
     CLOSED),
    ("a chunk longer than its size", post(CHUNKED, b"3\r\nhello\r\n0\r\n\r\n"), [400], CLOSED),
    ("a chunk size ended by a bare LF", post(CHUNKED, b"5\nhello\r\n0\r\n\r\n"), [400], CLOSED),
    ("a chunk ended by a bare LF", post(CHUNKED, b"5\r\nhello\n0\r\n\r\n"), [400], CLOSED),
    ("a space before the chunk size", post(CHUNKED, b" 5\r\nhello\r\n0\r\n\r\n"), [400], CLOSED),
    ("a chunk size with 0x", post(CHUNKED, b"0x5\r\nhello\r\n0\r\n\r\n"), [400], CLOSED),
    ("trailers over the limit", post(CHUNKED, b"0\r\n" + b"X: " + b"a" * 300000 + b"\r\n\r\n"),
     [431], CLOSED),
    ("Content-Length and Transfer-Encoding",
     post("Content-Length: 5\r\n" + CHUNKED, b"0\r\n\r\n" + NEXT), [400], CLOSED),
    ("Transfer-Encoding and Content-Length",
     post(CHUNKED + "Content-Length: 5\r\n", b"0\r\n\r\n" + NEXT), [400], CLOSED),
    ("two different Content-Length",
     post("Content-Length: 5\r\nContent-Length: 6\r\n", b"hello!"), [400], CLOSED),
    ("two equal Content-Length",
     post("Content-Length: 5\r\nContent-Length: 5\r\n", b"hello"), [400], CLOSED),
    ("a list as Content-Length", post("Content-Length: 5, 5\r\n", b"hello"), [400], CLOSED),
    ("Content-Length +5", post("Content-Length: +5\r\n", b"hello"), [400], CLOSED),
    ("Content-Length -5", post("Content-Length: -5\r\n", b"hello"), [400], CLOSED),
    ("Content-Length 5x", post("Content-Length: 5x\r\n", b"hello"), [400], CLOSED),
    ("Content-Length 0x5", post("Content-Length: 0x5\r\n", b"hello"), [400], CLOSED),
    ("Content-Length 5 5", post("Content-Length: 5 5\r\n", b"hello"), [400], CLOSED),
    ("an empty Content-Length", post("Content-Length: \r\n", b""), [400], CLOSED),
    ("a Content-Length that overflows", post("Content-Length: 99999999999999999999\r\n"),
     [(400, 413)], CLOSED),
    ("Transfer-Encoding xchunked", post("Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n"), [501],
     CLOSED),
    ("Transfer-Encoding gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n"), [501],
     CLOSED),
    ("Transfer-Encoding chunked, gzip", post("Transfer-Encoding: chunked, gzip\r\n"),
     [(400, 501)], CLOSED),
    ("Transfer-Encoding twice", post(CHUNKED + CHUNKED, b"0\r\n\r\n"), [400], CLOSED),
    ("Transfer-Encoding with a vertical tab", post("Transfer-Encoding: \x0bchunked\r\n"),
     [(400, 501)], CLOSED),
    ("Transfer-Encoding in HTTP/1.0", post(CHUNKED, b"0\r\n\r\n", version="1.0"), [400], CLOSED),
    ("Transfer-Encoding in capitals",
     post("TRANSFER-ENCODING: CHUNKED\r\n", b"0\r\n\r\n") + NEXT, [SERVED] * 2, OPEN),
    ("a space before the colon", get("X-A : 1\r\n"), [400], CLOSED),
    ("a tab before the colon", get("X-A\t: 1\r\n"), [400], CLOSED),
    ("a space before the colon of Content-Length",
     post("Content-Length : 5\r\n", b"hello"), [400], CLOSED),
    ("a folded header", get("X-A: 1\r\n  2\r\n"), [400], CLOSED),
    ("a header folded with a tab", get("X-A: 1\r\n\t2\r\n"), [400], CLOSED),
    ("a space before the first header", get(host=" Host: probe\r\n"), [400], CLOSED),
    ("a NUL in a header's value", get("X-A: a\0b\r\n"), [400], CLOSED),
    ("a NUL in a header's name", get("X\0A: a\r\n"), [400], CLOSED),
    ("a CR alone in a header's value", get("X-A: a\rb\r\n"), [400], CLOSED),
    ("a control character in a header's value", get("X-A: a\x01b\r\n"), [400], CLOSED),
    ("a header without a colon", get("X-A\r\n"), [400], CLOSED),
    ("a header without a name", get(": 1\r\n"), [400], CLOSED),
    ("a bracket in a header's name", get("X(A): 1\r\n"), [400], CLOSED),
    ("an empty header", get("X-A:\r\n"), [SERVED], OPEN),
    ("a header in UTF-8", get("X-A: \xc3\xa9\r\n"), [SERVED], OPEN),
    ("bare LF everywhere", b"GET / HTTP/1.1\nHost: probe\n\n", [400], CLOSED),
    ("bare LF after one header", b"GET / HTTP/1.1\r\nHost: probe\nX: 1\r\n\r\n", [400], CLOSED),
    ("bare LF as the empty line", b"GET / HTTP/1.1\r\nHost: probe\r\n\n", [400], CLOSED),
    ("no Host", get(host=""), [400], CLOSED),
    ("two Host", get("Host: other\r\n"), [400], CLOSED),
    ("two equal Host", get(HOST), [400], CLOSED),
    ("a Host with a path", get(host="Host: a/b\r\n"), [400], CLOSED),
    ("a Host with a user", get(host="Host: a@b\r\n"), [400], CLOSED),
    ("HTTP/1.0 without Host", get(host="", version="1.0"), [SERVED], CLOSED),
    ("HTTP/1.0 with keep-alive", get("Connection: keep-alive\r\n", version="1.0") * 2,
     [SERVED] * 2, OPEN),
    ("Connection: close", get("Connection: close\r\n") + NEXT, [SERVED], CLOSED),
    ("Connection: Close among others", get("Connection: x, Close\r\n"), [SERVED], CLOSED),
    ("HTTP/0.9", b"GET /\r\n\r\n", [(400, 505)], CLOSED),
    ("HTTP/2.0 in words", get(version="2.0"), [505], CLOSED),
    ("HTTP/1.9", get(version="1.9"), [505], CLOSED),
    ("HTTP/1.1 in small letters", NEXT.replace(b"HTTP/", b"http/"), [400], CLOSED),
    ("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [505], CLOSED),
    ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400], CLOSED),
    ("an offer of HTTP/2 is passed over",
     get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n") + NEXT,
     [SERVED] * 2, OPEN),
    ("empty lines before the request", b"\r\n\r\n" + NEXT, [SERVED], OPEN),
    ("an empty line after a body", post("Content-Length: 2\r\n", b"hi\r\n") + NEXT, [SERVED] * 2,
     OPEN),
    ("an unknown method", get(method="BREW"), [(SERVED, 501)], None),
    ("a method in small letters", get(method="get"), [(400, 405, 501)], None),
    ("a method with a bad character", get(method="G@T"), [(400, 501)], CLOSED),
    ("DELETE", get(method="DELETE"), [SERVED], OPEN),
    ("PATCH", get(method="PATCH"), [SERVED], OPEN),
    ("OPTIONS *", get(method="OPTIONS", path="*"), [(SERVED, 204)], OPEN),
    ("GET *", get(path="*"), [400], CLOSED),
    ("CONNECT", get(method="CONNECT", path="a:1"), [(400, 405, 501)], CLOSED),
    ("the absolute form", get(path="http://probe/"), [SERVED], OPEN),
    ("the absolute form without a path", get(path="http://probe"), [SERVED], OPEN),
    ("the absolute form without a host", get(path="http:///a"), [400], CLOSED),
    ("a path without its slash", get(path="a"), [400], CLOSED),
    ("a fragment", get(path="/#a"), [400], CLOSED),
    ("a space in the path", get(path="/a b"), [400], CLOSED),
    ("a NUL in the path", get(path="/a\0b"), [400], CLOSED),
    ("a DEL in the path", get(path="/a\x7fb"), [400], CLOSED),
    ("Expect something else", post("Expect: wonders\r\nContent-Length: 1\r\n"), [417], CLOSED),
    ("Expect with a body that is too large",
     post("Expect: 100-continue\r\nContent-Length: 999999999\r\n"), [413], CLOSED),
    ("Expect without a body", get("Expect: 100-continue\r\n"), [SERVED], OPEN),
    ("Expect with the body already here",
     post("Expect: 100-continue\r\nContent-Length: 2\r\n", b"hi"), [SERVED], OPEN),
    ("101 headers", get("".join(f"X-{i}: 1\r\n" for i in range(101))), [431], CLOSED),
    ("60 headers", get("".join(f"X-{i}: 1\r\n" for i in range(60))), [SERVED], OPEN),
    ("sixteen requests at once", NEXT * 16, [SERVED] * 16, OPEN),
    ("sixteen requests with bodies at once",
     b"".join(post(f"Content-Length: {i}\r\n", b"b" * i) for i in range(16)), [SERVED] * 16, OPEN),
    ("400 requests at once", NEXT * 400, [SERVED] * 400, OPEN),
    ("a body that looks like a request",
     post(f"Content-Length: {len(NEXT)}\r\n", NEXT) + NEXT, [SERVED] * 2, OPEN),
]


def fits(status, wanted):
    if isinstance(wanted, tuple):
        return any(fits(status, w) for w in wanted)
    return status == wanted


def row_probe(data, statuses, after):
    def run(at, _):
        with Talk(at) as t:
            t.send(data)
            for wanted in statuses:
                status, headers, body = t.reply()
                need(fits(status, wanted), f"{status} {body[:80]!r} instead of {wanted}")
            if after == CLOSED:
                need(headers.get("connection") == "close", "no Connection: close")
                need(t.closed(), "not closed, or more was said")
            elif after == OPEN:
                need(t.open(), "closed")
    return run


# --- probes that need a program ---

def probe_header_large(at, o):
    for line in (b"X-Large: " + b"a" * 200000 + b"\r\n", b"X-Many: aaaaaaaaaaaaaaa\r\n" * 8000):
        with Talk(at) as t:
            t.send(get()[:-2] + line + b"\r\n")
            need(t.reply()[0] == 431, "not 431")
            need(t.closed(), "not closed")


def probe_header_almost(at, o):
    head = get("X-A: \r\n")
    for size, wanted in ((o.header_max, SERVED), (o.header_max + 1, 431)):
        with Talk(at) as t:
            t.send(head.replace(b"X-A: ", b"X-A: " + b"a" * (size - len(head))))
            status = t.reply()[0]
            need(fits(status, wanted), f"{size} bytes: {status}")


def probe_path_large(at, o):
    with Talk(at) as t:
        t.send(get(path="/" + "a" * (o.header_max + 1)))
        need(t.reply()[0] == 414, "not 414")
        need(t.closed(), "not closed")


def probe_body_large(at, o):
    """Refused before reading; yet a client that sends it all first still reads why."""
    with Talk(at) as t:
        t.send(post(f"Content-Length: {o.body_max + 1}\r\n"))
        need(t.reply()[0] == 413, "not 413 before the body")
    with Talk(at) as t:
        t.send(post(f"Content-Length: {o.body_max * 4}\r\n", b"a" * (o.body_max * 4)))
        need(t.reply()[0] == 413, "not 413")
        need(t.closed(), "not closed")


def probe_body_large_chunked(at, o):
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    with Talk(at) as t:
        t.send(post(CHUNKED, chunk * (o.body_max // 65536 + 4) + b"0\r\n\r\n"))
        need(t.reply()[0] == 413, "not 413")
        need(t.closed(), "not closed")


def probe_body_whole(at, o):
    body = bytes(i * 7 % 251 for i in range(o.body_max))
    for data in (post(f"Content-Length: {len(body)}\r\n", body),
                 post(CHUNKED, b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (
                     body[i:i + 4099] for i in range(0, len(body), 4099))) + b"0\r\n\r\n")):
        with Talk(at) as t:
            t.send(data + NEXT)
            status, _, back = t.reply()
            need(fits(status, SERVED), f"{status}")
            need(not o.hello or back == body, "another body came back")
            need(fits(t.reply()[0], SERVED), "the next one was not served")


def probe_continue(at, o):
    with Talk(at) as t:
        t.send(post("Expect: 100-continue\r\nContent-Length: 2\r\n"))
        need(t.reply()[0] == 100, "no 100")
        t.send(b"hi")
        need(fits(t.reply()[0], SERVED), "not served")


def probe_head(at, o):
    with Talk(at) as t:
        t.send(get(method="HEAD") + NEXT)
        status, headers, _ = t.reply(head_only=True)
        need(fits(status, SERVED), f"{status}")
        need(int(headers.get("content-length", 0)) > 0 or not o.hello, "no length")
        need(fits(t.reply()[0], SERVED), "a body was sent")


def drip(at, o, data, wanted):
    began = time.monotonic()
    pause = o.request_ms / 1000 / 10
    with Talk(at) as t:
        t.socket.settimeout(pause)
        for i in range(len(data)):
            t.send(data[i:i + 1])
            try:
                if not t.more():
                    break
            except TimeoutError:
                continue
            break
        t.socket.settimeout(PATIENCE)
        status = t.reply()[0]
        took = (time.monotonic() - began) * 1000
        need(status == wanted, f"{status}")
        need(o.request_ms * 0.9 <= took <= o.request_ms + 1500, f"cut after {took:.0f} ms")
        need(t.closed(), "not closed")


def probe_drip_head(at, o):
    drip(at, o, get("X-A: " + "a" * 200 + "\r\n"), 408)


def probe_drip_body(at, o):
    drip(at, o, post("Content-Length: 200\r\n", b"")[:-1] + b"\n" + b"a" * 199, 408)


def probe_drip_second(at, o):
    """The deadline begins with the second request's first byte, not with the connection."""
    with Talk(at) as t:
        t.send(NEXT)
        t.reply()
    drip(at, o, NEXT[:20] * 20, 408)


def silence(at, o, data):
    began = time.monotonic()
    with Talk(at) as t:
        t.socket.settimeout(o.request_ms / 1000 + 5)
        t.send(data)
        status = t.reply()[0]
        took = (time.monotonic() - began) * 1000
        need(status == 408, f"{status}")
        need(o.request_ms * 0.9 <= took <= o.request_ms + 1500, f"cut after {took:.0f} ms")
        need(t.closed(), "not closed")


def probe_silence(at, o):
    silence(at, o, b"GET / HTTP/1.1\r\nHost: probe\r\nX-")
    silence(at, o, post("Content-Length: 10\r\n", b"hello"))


def probe_half_closed(at, o):
    for data, wanted in ((NEXT * 3, [SERVED] * 3), (NEXT + NEXT[:20], [SERVED, 400]),
                         (post("Content-Length: 10\r\n", b"hello"), [400])):
        with Talk(at) as t:
            t.send(data)
            t.socket.shutdown(socket.SHUT_WR)
            for w in wanted:
                status = t.reply()[0]
                need(fits(status, w), f"{status} instead of {w}")
            need(t.closed(), "not closed")


def probe_split(at, o):
    data = post("Content-Length: 5\r\nX-A: b\r\n", b"hello") + post(
        CHUNKED, b"5\r\nhello\r\n0\r\nX: y\r\n\r\n") + NEXT
    for step in (1, 2, 3, 7):
        with Talk(at) as t:
            t.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for i in range(0, len(data), step):
                t.send(data[i:i + step])
            for _ in range(3):
                need(fits(t.reply()[0], SERVED), "not served")


def probe_keep_alive(at, o):
    with Talk(at) as t:
        for i in range(10000):
            t.send(NEXT)
            need(fits(t.reply()[0], SERVED), f"number {i} was not served")


def probe_flood(at, o):
    """Requests without reading replies: the server stops reading, and goes on when we read."""
    with Talk(at) as t:
        t.socket.settimeout(0.5)
        sent = 0
        batch = NEXT * 200
        try:
            while sent < 64 << 20:
                sent += t.socket.send(batch[sent % len(batch):])
        except TimeoutError:
            pass
        need(sent < 64 << 20, "the server reads without end")
        t.socket.settimeout(PATIENCE)
        for _ in range(sent // len(NEXT)):
            need(fits(t.reply()[0], SERVED), "not served")


def probe_reset(at, o):
    for data in (NEXT[:20], NEXT * 50, post("Content-Length: 100\r\n", b"a")):
        with Talk(at) as t:
            t.send(data)
            t.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


# --- what only hello.c can do ---

def seen(at, request):
    with Talk(at) as t:
        t.send(request)
        status, _, body = t.reply()
        need(status == 200, f"{status}")
        return json.loads(body)


def hello_see(at, o):
    s = seen(at, get(path="/see?a=b?c"))
    need((s["method"], s["path"], s["query"]) == ("GET", "/see", "a=b?c"), f"{s}")
    need(s["headers"] == 1 and s["peer"] == "127.0.0.1", f"{s}")
    s = seen(at, get(path="http://probe/see?x=1"))
    need((s["path"], s["query"]) == ("/see", "x=1"), f"{s}")
    s = seen(at, get(path="*", method="OPTIONS"))
    need((s["path"], s["query"]) == ("*", ""), f"{s}")
    body = b"5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n"
    s = seen(at, post(CHUNKED + "X-B: 1\r\n", body, path="/see"))
    need((s["headers"], s["body"]) == (3, 5), f"a trailer got through: {s}")


def hello_later(at, o):
    with Talk(at) as t:
        t.send(get(path="/later?ms=100") + NEXT + get(path="/later") + NEXT)
        for _ in range(4):
            need(t.reply()[0] == 200, "not 200")
    with Talk(at) as t:  # half-closed while it waits
        t.send(get(path="/later?ms=300"))
        t.socket.shutdown(socket.SHUT_WR)
        need(t.reply()[0] == 200, "not 200")
        need(t.closed(), "not closed")


def hello_later_leaves(at, o):
    for reset in (False, True):
        talks = [Talk(at) for _ in range(20)]
        for t in talks:
            t.send(get(path="/later?ms=300") + NEXT)
        time.sleep(0.1)
        for t in talks:
            if reset:
                t.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            t.socket.close()
    time.sleep(0.5)
    with Talk(at) as t:
        t.send(NEXT)
        need(t.reply()[0] == 200, "the server is gone")


def hello_slow_reader(at, o):
    """Takes nothing: cut.  Takes slowly but steadily: gets it all."""
    with Talk(at) as t:
        t.send(get(path="/large?size=30000000"))
        time.sleep(o.request_ms / 1000 * 2 + 1)
        got = 0
        try:
            while True:
                data = t.socket.recv(1 << 20)
                if not data:
                    break
                got += len(data)
        except ConnectionResetError:
            pass
        need(got < 30000000, "waited for for ever")
    with Talk(at) as t:
        t.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        t.send(get(path="/large?size=6000000") + NEXT)
        began = time.monotonic()
        got = 0
        while got < 5000000:
            got += len(t.more())
            time.sleep(max(0, began + got / 5000000 * o.request_ms / 1000 * 1.5 - time.monotonic()))
        need(len(t.reply()[2]) == 6000000, "cut")
        need(t.reply()[0] == 200, "the next one was not served")


PROBES = [
    ("headers of 200 KB", probe_header_large),
    ("a head of just the limit", probe_header_almost),
    ("a path over the limit", probe_path_large),
    ("a body over the limit", probe_body_large),
    ("a chunked body over the limit", probe_body_large_chunked),
    ("a body of just the limit", probe_body_whole),
    ("Expect: 100-continue", probe_continue),
    ("HEAD", probe_head),
    ("a head that drips", probe_drip_head),
    ("a body that drips", probe_drip_body),
    ("a request that drips after another", probe_drip_second),
    ("half a request, then silence", probe_silence),
    ("a client that half-closes", probe_half_closed),
    ("requests in pieces of every size", probe_split),
    ("10,000 requests on one connection", probe_keep_alive),
    ("requests without reading replies", probe_flood),
    ("clients that reset", probe_reset),
]
HELLO = [
    ("what the handler is given", hello_see),
    ("answers from another thread", hello_later),
    ("clients that leave before their answer", hello_later_leaves),
    ("slow readers", hello_slow_reader),
]


# --- starting the server ourselves ---

class Server:
    def __init__(self, program, **flags):
        words = [w for k, v in flags.items() for w in ("--" + k.replace("_", "-"), str(v))]
        self.process = subprocess.Popen([program, "--listen", "127.0.0.1:0"] + words,
                                        stdout=subprocess.PIPE)
        self.at = ("127.0.0.1", int(self.process.stdout.readline()))

    def end(self, within=10.0):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        try:
            code = self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed("did not end")
        finally:
            self.process.stdout.close()
        need(code == 0, f"ended with {code}")
        return time.monotonic() - began


def start_stop(program):
    """SIGTERM: what was accepted is answered, new ones are refused, the end comes soon."""
    s = Server(program, threads=2)
    idle, held, half = Talk(s.at), Talk(s.at), Talk(s.at)
    idle.send(NEXT)
    idle.reply()
    held.send(get(path="/later?ms=700"))
    half.send(NEXT[:20])
    time.sleep(0.2)
    s.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    need(idle.closed(), "an idle connection was kept")
    try:
        socket.create_connection(s.at, timeout=1).close()
        raise Failed("a new connection was accepted")
    except ConnectionRefusedError:
        pass
    half.send(NEXT[20:])
    for t in (half, held):
        status = t.reply()[0]
        need(status == 200, f"{status}")
        need(t.closed(), "not closed")
    need(s.end() < 1.5, "too slow")


def start_stop_hard(program):
    """A request that takes longer than stop_ms does not hold the end up."""
    s = Server(program, stop_ms=300)
    held, half = Talk(s.at), Talk(s.at)
    held.send(get(path="/later?ms=60000"))
    half.send(NEXT[:20])
    time.sleep(0.2)
    began = time.monotonic()
    s.process.send_signal(signal.SIGTERM)
    need(held.closed() and half.closed(), "not closed")
    need(time.monotonic() - began < 1.5, "too slow")
    s.process.wait(5)
    need(s.process.returncode == 1, f"ended with {s.process.returncode}")
    s.process.stdout.close()


def start_limits(program):
    for flag in ("connections_max", "address_max"):
        s = Server(program, threads=2, **{flag: 4})
        talks = [Talk(s.at) for _ in range(4)]
        for t in talks:
            t.send(NEXT)
            need(t.reply()[0] == 200, "not served")
        with Talk(s.at) as t:
            status = t.reply()[0]
            need(status == 503, f"{status}")
            need(t.closed(), "not closed")
        talks.pop().socket.close()
        time.sleep(0.1)
        with Talk(s.at) as t:
            t.send(NEXT)
            need(t.reply()[0] == 200, "the place was not freed")
        s.end()


def start_idle(program):
    s = Server(program, idle_ms=400)
    with Talk(s.at) as fresh, Talk(s.at) as used:
        used.send(NEXT)
        used.reply()
        began = time.monotonic()
        need(fresh.closed() and used.closed(), "not closed")
        need(time.monotonic() - began < 1.5, "too slow")
    s.end()


def start_twice(program):
    """A second server on the same port is refused, not let in to share it."""
    s = Server(program)
    second = subprocess.run([program, "--listen", f"127.0.0.1:{s.at[1]}"], timeout=10,
                            stderr=subprocess.PIPE, check=False)
    need(second.returncode == 1 and b"Could not listen" in second.stderr, f"{second}")
    s.end()


def start_address(program):
    s = Server(program, listen="[::1]:0")
    with Talk(("::1", s.at[1])) as t:
        t.send(get(path="/see"))
        need(json.loads(t.reply()[2])["peer"] == "::1", "another peer")
    s.end()
    for bad in ("nonsense", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", "::1:80"):
        got = subprocess.run([program, "--listen", bad], timeout=10, stderr=subprocess.PIPE,
                             check=False)
        need(got.returncode == 1 and got.stderr, f"{bad}: {got}")


STARTS = [
    ("SIGTERM with requests under way", start_stop),
    ("SIGTERM with a request that takes too long", start_stop_hard),
    ("limits of connections", start_limits),
    ("silent connections", start_idle),
    ("two servers on one port", start_twice),
    ("addresses to listen on", start_address),
]


def is_hello(at):
    with Talk(at) as t:
        t.send(get(path="/see"))
        return b'"peer"' in t.reply()[2]


def attempt(name, run, *arguments):
    try:
        run(*arguments)
        return name, None
    except Exception as e:  # whatever it is, the probe failed
        return name, f"{type(e).__name__}: {e}" if not isinstance(e, Failed) else str(e)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("at", nargs="?", help="HOST:PORT of a server that runs")
    p.add_argument("--start", metavar="PROGRAM", help="start this one instead")
    p.add_argument("--request-ms", type=int, default=10000)
    p.add_argument("--body-max", type=int, default=1 << 20)
    p.add_argument("--header-max", type=int, default=16384)
    p.add_argument("--only", default="", help="probes whose sentence contains this")
    o = p.parse_args()
    if bool(o.at) == bool(o.start):
        p.error("either HOST:PORT or --start PROGRAM")
    server = None
    if o.start:
        o.request_ms = 1500
        server = Server(o.start, threads=2, request_ms=o.request_ms, body_max=o.body_max,
                        header_max=o.header_max)
        at = server.at
    else:
        host, port = o.at.rsplit(":", 1)
        at = (host.strip("[]"), int(port))
    global PATIENCE
    PATIENCE = o.request_ms / 1000 + 10
    o.hello = is_hello(at)
    jobs = [(n, row_probe(d, s, after), at, o) for n, d, s, after in TABLE]
    jobs += [(n, run, at, o) for n, run in PROBES + (HELLO if o.hello else [])]
    jobs += [(n, run, o.start) for n, run in (STARTS if o.start else [])]
    jobs = [j for j in jobs if o.only in j[0]]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda j: attempt(*j), jobs))
    results.append(attempt("the server still serves", row_probe(NEXT, [SERVED], OPEN), at, o))
    if server:
        results.append(attempt("the server ends", server.end))
    failed = [(n, why) for n, why in results if why]
    for name, why in failed:
        print(f"FAILED  {name}: {why}")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
