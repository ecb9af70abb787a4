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
import socket
import struct
import sys
import time

from starts import STARTS, Server
from table import CLOSED, OPEN, TABLE
from talk import CHUNKED, NEXT, SERVED, Failed, Talk, fits, get, need, post


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
        t.socket.settimeout(Talk.patience)
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
        t.socket.settimeout(Talk.patience)
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
    Talk.patience = o.request_ms / 1000 + 10
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
