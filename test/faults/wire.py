# SPDX-License-Identifier: Apache-2.0
"""Abuse of the wire itself: bytes that no honest client sends, and senders without manners."""
import re
import socket
import struct
import time

PATIENCE_SECONDS = 8
STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3}) ")
HOST = b"Host: localhost\r\n"
GET = b"GET /health HTTP/1.1\r\n"
POST = b"POST /contacts/ HTTP/1.1\r\n"

# What is sent, whole; the answer must be 400 to 499, 501, 505, or a closed connection.  Not 401: it
# would mean that the message was taken for a good one.
REFUSED = {
    "no Host": GET + b"\r\n",
    "two Hosts": GET + HOST + b"Host: other\r\n\r\n",
    "two Content-Lengths": POST + HOST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a list of Content-Lengths": POST + HOST + b"Content-Length: 2, 2\r\n\r\n{}",
    "a negative Content-Length": POST + HOST + b"Content-Length: -2\r\n\r\n{}",
    "a signed Content-Length": POST + HOST + b"Content-Length: +2\r\n\r\n{}",
    "a hexadecimal Content-Length": POST + HOST + b"Content-Length: 0x2\r\n\r\n{}",
    "a huge Content-Length": POST + HOST + b"Content-Length: 99999999999999999999\r\n\r\n{}",
    "length and chunks": POST + HOST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
                                       b"0\r\n\r\n",
    "an unknown coding": POST + HOST + b"Transfer-Encoding: gzip\r\n\r\n{}",
    "chunked, not last": POST + HOST + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
    "chunked twice": POST + HOST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
                                   b"\r\n\r\n0\r\n\r\n",
    "a bad chunk size": POST + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "an endless chunk": POST + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
                                      b"ffffffffffffffffff\r\n{}",
    "a chunk without end": POST + HOST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
    "a folded header": GET + HOST + b"X-A: b\r\n c\r\n\r\n",
    "a space before the colon": GET + HOST + b"X-A : b\r\n\r\n",
    "a header without colon": GET + HOST + b"nonsense\r\n\r\n",
    "a header without name": GET + HOST + b": b\r\n\r\n",
    "a NUL in a header": GET + HOST + b"X-A: b\x00c\r\n\r\n",
    "a bare CR in a header": GET + HOST + b"X-A: b\rc\r\n\r\n",
    "a control in a name": GET + HOST + b"X\x01A: b\r\n\r\n",
    "headers of 100 kB": GET + HOST + b"X-A: " + b"b" * 100_000 + b"\r\n\r\n",
    "ten thousand headers": GET + HOST + b"X-A: b\r\n" * 10_000 + b"\r\n",
    "a path of 100 kB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method of 100 kB": b"G" * 100_000 + b" / HTTP/1.1\r\n" + HOST + b"\r\n",
    "an unknown method": b"SMASH /health HTTP/1.1\r\n" + HOST + b"\r\n",
    "a small method": b"get /health HTTP/1.1\r\n" + HOST + b"\r\n",
    "TRACE": b"TRACE /health HTTP/1.1\r\n" + HOST + b"\r\n",
    "CONNECT": b"CONNECT example.com:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "a space in the path": b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n",
    "a NUL in the path": b"GET /hea\x00lth HTTP/1.1\r\n" + HOST + b"\r\n",
    "an escaped NUL in the path": b"GET /contacts/a%00b HTTP/1.1\r\n" + HOST + b"\r\n",
    "a bad escape in the path": b"GET /contacts/%zz HTTP/1.1\r\n" + HOST + b"\r\n",
    "no path": b"GET HTTP/1.1\r\n" + HOST + b"\r\n",
    "no slash": b"GET health HTTP/1.1\r\n" + HOST + b"\r\n",
    "a way out of the house": b"GET /../../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    "an unknown path": b"GET /nowhere HTTP/1.1\r\n" + HOST + b"\r\n",
    "version 2.0": b"GET /health HTTP/2.0\r\n" + HOST + b"\r\n",
    "version 1.9": b"GET /health HTTP/1.9\r\n" + HOST + b"\r\n",
    "version nonsense": b"GET /health HTTQ/1.1\r\n" + HOST + b"\r\n",
    "HTTP/0.9": b"GET /health\r\n\r\n",
    "the start of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "the start of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x42" * 512,
    "noise": bytes(range(256)) * 64,
    "zeros": b"\x00" * 4096,
    "only newlines": b"\r\n" * 5000,
    "an unknown expectation": POST + HOST + b"Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}",
}


def said(sock):
    """All that comes until the other side closes; None when it does not close in time."""
    sock.settimeout(PATIENCE_SECONDS)
    parts = []
    try:
        while True:
            part = sock.recv(65536)
            if not part:
                return b"".join(parts)
            parts.append(part)
    except ConnectionError:
        return b"".join(parts)
    except TimeoutError:
        return None


def send_all(sock, data):
    try:
        sock.sendall(data)
    except ConnectionError:
        pass  # refused in the middle: that is an answer too


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS)


def judge(tally, what, answer, served=False, unknown=False):
    """A closed connection or an error; `served` also lets a 200 through, `unknown` a 401: who sends
    only the head of a request without a token is refused before his body is waited for."""
    if answer is None:
        tally.check(False, f"{what}: neither answered nor closed in {PATIENCE_SECONDS} s")
        return
    found = STATUS.match(answer)
    status = int(found.group(1)) if found else 0
    refusal = 400 <= status < 500 and (unknown or status != 401) or status in (501, 505)
    fine = not answer or refusal or (served and status == 200)
    tally.check(fine, f"{what}: {answer[:300]!r}")


def refused(server, tally):
    for what, data in REFUSED.items():
        with connect(server) as sock:
            send_all(sock, data)
            judge(tally, what, said(sock))


def slow(server, tally):
    """A byte now and then, in the head and in the body: the deadline must end it."""
    heads = {"a slow head": (GET + HOST) * 1 + b"X-A: " + b"b" * 400,
             "a slow body": POST + HOST + b"Content-Length: 500\r\n\r\n" + b" " * 400}
    for what, data in heads.items():
        with connect(server) as sock:
            began, ended = time.monotonic(), False
            at_once = data.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in data else 20
            send_all(sock, data[:at_once])
            sock.settimeout(0.1)
            for byte in data[at_once:]:
                try:
                    sock.sendall(bytes([byte]))
                    ended = not STATUS.match(sock.recv(4096)) or True
                    break
                except TimeoutError:
                    pass
                except ConnectionError:
                    ended = True
                    break
                if time.monotonic() - began > PATIENCE_SECONDS:
                    break
            tally.check(ended, f"{what} was borne for {time.monotonic() - began:.1f} s")


def leavers(server, tally):
    """Senders who go away: silently, in the middle, or by slamming the door."""
    pieces = [b"", b"GET", GET, GET + HOST, POST + HOST + b"Content-Length: 100\r\n\r\n{",
              POST + HOST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{"]
    for data in pieces:
        with connect(server) as sock:  # half-closed: no more will come, an answer may
            send_all(sock, data)
            sock.shutdown(socket.SHUT_WR)
            judge(tally, f"half-closed after {data[-20:]!r}", said(sock), unknown=POST in data)
        with connect(server) as sock:  # a reset
            send_all(sock, data)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with connect(server) as sock:  # nothing more: the deadline or the idle time ends it
            send_all(sock, data)
            judge(tally, f"silent after {data[-20:]!r}", said(sock), unknown=POST in data)
    with connect(server) as sock:
        send_all(sock, GET + HOST + b"Connection: close\r\n\r\n")
        sock.shutdown(socket.SHUT_WR)
        judge(tally, "half-closed after a whole request", said(sock), served=True)


def pipelined(server, tally):
    """Two requests in one breath are answered in turn; what follows a refused one is not."""
    whole = GET + HOST + b"\r\n" + GET + HOST + b"Connection: close\r\n\r\n"
    with connect(server) as sock:
        send_all(sock, whole)
        answer = said(sock) or b""
        tally.check(answer.count(b"HTTP/1.1 200") == 2, f"pipelined: {answer[:300]!r}")
    smuggled = POST + HOST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    with connect(server) as sock:
        send_all(sock, smuggled + GET + HOST + b"\r\n")
        answer = said(sock) or b""
        tally.check(b" 200 " not in answer, f"smuggled: {answer[:300]!r}")


def crowd(server, tally):
    """A few hundred connections that say nothing do not keep others out."""
    idle = [connect(server) for _ in range(300)]
    with connect(server) as sock:
        send_all(sock, GET + HOST + b"Connection: close\r\n\r\n")
        judge(tally, "with 300 silent connections", said(sock), served=True)
    for sock in idle:
        sock.close()


def abuse(server, tally):
    for part in (refused, slow, leavers, pipelined, crowd):
        part(server, tally)
        tally.check(server.alive(), f"the server is gone after: {part.__name__}")
    print(f"{len(REFUSED)} malformed requests, slow, silent, leaving and crowding senders")
