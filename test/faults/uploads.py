#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What files do to a server, and what is left of them.

Usage: uploads.py [--server PROGRAM] [--kills N] [--mib N]

A file that was acknowledged is there after SIGKILL, its row and its bytes; of one that was not
there is nothing by half.  A file of many MiB takes little memory, coming and going.  A hundred
who send slowly keep nobody else waiting.  Hostile forms end in a sentence and leave nothing.
An address that was given for one file takes that one, once.  What nobody names is taken away, but
not while it is young; a copy has the files; a missing one is noticed.
"""
import argparse
import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time

from server import ENVIRONMENT, Failure, Server, Tally, other_location

BOUND = "b0undary"
PNG = b"\x89PNG\r\n\x1a\n"


def form(*parts):
    """parts: (name, value) or (name, file name, bytes)"""
    body = b""
    for part in parts:
        head = f'--{BOUND}\r\nContent-Disposition: form-data; name="{part[0]}"'
        if len(part) == 3:
            head += f'; filename="{part[1]}"'
        body += head.encode() + b"\r\n\r\n" + (
            part[-1] if isinstance(part[-1], bytes) else part[-1].encode()) + b"\r\n"
    return body + f"--{BOUND}--\r\n".encode()


def headers(server):
    return {"Authorization": f"Bearer {server.token}", "Version": "2021-07-28",
            "Content-Type": f"multipart/form-data; boundary={BOUND}"}


def send(server, body, path="/medias/upload-file", method="POST"):
    """Status and body; None when there was no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body, headers(server))
        reply = connection.getresponse()
        return reply.status, reply.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def read(server, url, extra=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/" + url.split("/", 3)[3], headers=extra or {})
    reply = connection.getresponse()
    got = reply.status, reply.read()
    connection.close()
    return got


def headers_of(server, url):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("HEAD", "/" + url.split("/", 3)[3])
    found = dict(connection.getresponse().getheaders())
    connection.close()
    return found


def names(server):
    """The files that lie there, and what is only being written."""
    found, unfinished = set(), []
    folder = os.path.join(server.data, "blobs")
    for at, _, inside in os.walk(folder):
        for name in inside:
            if os.path.basename(at) == "tmp":
                unfinished.append(name)
            elif len(name) == 64:
                found.add(name)
    return found, unfinished


def resident(server):
    with open(f"/proc/{server.process.pid}/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    return int(fields["RssAnon"].split()[0]) // 1024


# --- SIGKILL ---

def kills(server, tally, rounds):
    kept = {}

    def sender(number, round_number):
        for i in range(1000):
            data = PNG + os.urandom(200_000 if i % 3 == 0 else 2000)
            got = send(server, form(("file", f"r{round_number}n{number}i{i}.png", data)))
            if got is None:
                return
            if got[0] == 200:
                kept[json.loads(got[1])["url"]] = data

    for round_number in range(rounds):
        threads = [threading.Thread(target=sender, args=(n, round_number)) for n in range(6)]
        for one in threads:
            one.start()
        wanted, until = len(kept) + 5, time.monotonic() + 60
        while len(kept) < wanted and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(round_number % 3 * 0.05)
        server.kill()
        for one in threads:
            one.join()
        server.start()
        for url, data in list(kept.items()):
            status, body = read(server, url)
            tally.check((status, body) == (200, data), f"{url} is not as it was: {status}")
        rows = {row[0] for row in server.database().execute("SELECT sha256 FROM blob")}
        found, _ = names(server)
        tally.check(rows <= found, "a row names bytes that are not there")
        for name in found:
            with open(os.path.join(server.data, "blobs", name[:2], name), "rb") as file:
                tally.check(hashlib.sha256(file.read()).hexdigest() == name, f"{name} is half")
    tally.check(len(kept) > rounds, "hardly anything was acknowledged")
    return kept


# --- large, and slow ---

def large(server, tally, mib):
    before = resident(server)
    piece = bytes(range(256)) * 4096  # 1 MiB
    start = f'--{BOUND}\r\nContent-Disposition: form-data; name="file"; filename="l.txt"\r\n\r\n'
    end = f"\r\n--{BOUND}--\r\n"
    size = len(start) + mib * len(piece) + len(PNG) + len(end)
    most, stop = [before], threading.Event()

    def watch():
        while not stop.wait(0.05):
            most[0] = max(most[0], resident(server))

    watching = threading.Thread(target=watch)
    watching.start()
    digest = hashlib.sha256(PNG)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    connection.putrequest("POST", "/medias/upload-file")
    for name, value in {**headers(server), "Content-Length": str(size)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    began = time.monotonic()
    connection.send(start.encode() + PNG)
    for _ in range(mib):
        connection.send(piece)
        digest.update(piece)
    connection.send(end.encode())
    reply = connection.getresponse()
    body = reply.read()
    up = time.monotonic() - began
    tally.check(reply.status == 200, f"{mib} MiB: {reply.status} {body[:300]}")
    if reply.status != 200:
        stop.set()
        watching.join()
        return
    url = json.loads(body)["url"]
    began, got = time.monotonic(), hashlib.sha256()
    connection.request("GET", "/" + url.split("/", 3)[3])
    reply = connection.getresponse()
    while chunk := reply.read(1 << 20):
        got.update(chunk)
    down = time.monotonic() - began
    stop.set()
    watching.join()
    tally.check(got.digest() == digest.digest(), "a large file came back otherwise")
    with open(f"/proc/{server.process.pid}/maps") as maps:  # a sanitizer keeps what was freed
        roomy = "libasan" in maps.read()
    tally.check(roomy or most[0] - before < 24, f"{mib} MiB took {most[0] - before} MiB of memory")
    print(f"note    {mib} MiB: up {up:.2f} s, down {down:.2f} s,"
          f" private memory {before} to {most[0]} MiB", flush=True)


def slow(server, tally):
    """A hundred who send a byte now and then; everybody else is answered as ever."""
    head = ("POST /medias/upload-file HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n" +
            "".join(f"{k}: {v}\r\n" for k, v in headers(server).items()) + "\r\n").encode()
    slow_ones = []
    for _ in range(100):
        one = socket.create_connection(("127.0.0.1", server.port))
        one.sendall(head)
        one.sendall(b"x" * 500)
        slow_ones.append(one)
    client, waits = server.client(), []
    for i in range(100):
        began = time.monotonic()
        client.need("GET", f"/contacts/?locationId={server.location}&limit=1")
        waits.append(time.monotonic() - began)
        for one in slow_ones[i % 10::10]:
            one.sendall(b"y")
    got = send(server, form(("file", "quick.txt", b"quick")))
    tally.check(got is not None and got[0] == 200, f"an upload beside slow ones: {got}")
    tally.check(sorted(waits)[50] < 1, f"half of the readers waited {sorted(waits)[50]:.2f} s")
    for one in slow_ones:
        one.close()


# --- hostile ---

def hostile(server, tally):
    field = f'--{BOUND}\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n'
    file = f'--{BOUND}\r\nContent-Disposition: form-data; name="file"; filename='
    end = f"\r\n--{BOUND}--\r\n"
    rows = [
        ("ten thousand parts", field * 10000 + end, 400),
        ("headers without end", f"--{BOUND}\r\n" + "X-Y: z\r\n" * 100000, 400),
        ("one line without end", f"--{BOUND}\r\nX: " + "z" * 900000, 400),
        ("no last boundary", field, 400),
        ("no boundary at all", "hello", 400),
        ("a NUL in a file name", file + '"a\0b.txt"\r\n\r\nx' + end, 400),
        ("a name that is no UTF-8", file.encode() + b'"\xff\xfe.txt"\r\n\r\nx' + end.encode(), 200),
        ("a way out", file + '"../../../../tmp/evil.txt"\r\n\r\nx' + end, 200),
        ("a field that is no UTF-8", f'--{BOUND}\r\nContent-Disposition: form-data; name="name"'
         "\r\n\r\n".encode() + b"caf\xe9\r\n" + (file + '"a.txt"\r\n\r\nx' + end).encode(), 400),
        ("fields without end", f'--{BOUND}\r\nContent-Disposition: form-data; name="name"'
         "\r\n\r\n" + "z" * 1500000 + "\r\n" + file + '"a.txt"\r\n\r\nx' + end, 413),
        ("a NUL in a field", f'--{BOUND}\r\nContent-Disposition: form-data; name="name"'
         "\r\n\r\na\0b\r\n" + file + '"a.txt"\r\n\r\nx' + end, 400),
        ("letters of all scripts", file + '"\u00fc\u4e2d\u202egnp.txt"\r\n\r\nx' + end, 200),
        ("a boundary in the bytes", file + f'"a.txt"\r\n\r\n--{BOUND}x\r\n-{BOUND}' + end, 400),
        ("coded bytes", f'--{BOUND}\r\nContent-Disposition: form-data; name="file"; filename="a"'
         '\r\nContent-Transfer-Encoding: base64\r\n\r\neA==' + end, 400),
    ]
    before, earlier = names(server)  # who was killed has left some, for a day
    for what, body, wanted in rows:
        got = send(server, body if isinstance(body, bytes) else body.encode())
        tally.check(got is not None and got[0] == wanted, f"{what}: {got and got[:2]}")
        if got and got[0] == 200:
            listed = send(server, None, f"/medias/files?altId={server.location}&altType=location"
                                        "&type=file&limit=1", "GET")
            name = json.loads(listed[1])["files"][0]["name"]
            tally.check("/" not in name and "\0" not in name, f"{what}: kept as {name!r}")
    after, unfinished = names(server)
    tally.check(len(after - before) <= 2, "hostile forms left bytes")
    left = set(unfinished) - set(earlier)
    tally.check(not left, f"unfinished files are left: {left}")
    tally.check(not os.path.exists("/tmp/evil.txt"), "a file got out of its folder")
    # who may not is told so before the body has come
    one = socket.create_connection(("127.0.0.1", server.port))
    one.sendall(b"POST /medias/upload-file HTTP/1.1\r\nHost: x\r\nVersion: 2021-07-28\r\n"
                b"Content-Type: multipart/form-data; boundary=b\r\n"
                b"Content-Length: 20000000\r\n\r\n")
    one.settimeout(20)
    tally.check(one.recv(100).startswith(b"HTTP/1.1 401"), "a stranger's body was awaited")
    one.close()
    got = send(server, form(("file", "big.txt", b"x" * (server.media_max + 1))))
    tally.check(got is None or got[0] == 413, f"too large: {got}")


# --- sent by itself, to an address that was given for it ---

def put_raw(server, path, body, extra=""):
    """Without a token; the status, or None.  A body that is None is not sent, only its length."""
    one = socket.create_connection(("127.0.0.1", server.port))
    one.settimeout(20)
    length = 50_000_000 if body is None else len(body)
    fits = extra or f"Content-Length: {length}\r\n"
    try:
        one.sendall(f"PUT {path} HTTP/1.1\r\nHost: x\r\n{fits}\r\n".encode() + (body or b""))
        said = one.recv(200)
        return int(said.split()[1]) if said else None
    except OSError:
        return None
    finally:
        one.close()


class Signed:
    def __init__(self, server, tally):
        self.server, self.tally, self.client = server, tally, server.client()
        ann = self.client.need("POST", "/contacts/", {"locationId": server.location,
                                                      "firstName": "Ann"})["contact"]["id"]
        said = {"locationId": server.location, "contactId": ann}
        self.talk = self.client.need("POST", "/conversations/", said)["conversation"]["id"]

    def begin(self, **more):
        begun = self.client.need("POST", "/conversations/messages/upload/initiate", {
            "locationId": self.server.location, "conversationId": self.talk, "filename": "a.txt",
            "contentType": "text/plain", "channel": "WHATSAPP", **more})
        return "/" + begun["uploadUrl"].split("/", 3)[3], begun

    def put(self, *args):
        return put_raw(self.server, *args)

    def strangers(self):
        """They are told so by their head: the fifty million bytes never come."""
        parts = self.begin()[0].split("/")  # "", uploads, location, id, name, secret
        strange = {
            "another secret": [*parts[:5], "0" * 32],
            "another location": [*parts[:2], "l" * 20, *parts[3:]],
            "another upload": [*parts[:3], "u" * 36, *parts[4:]],
            "another name": [*parts[:4], "b.html", parts[5]],
            "a way out": [*parts[:4], "..%2F..%2Fa.txt", parts[5]],
            "a quote in it": [*parts[:5], "'%20OR%20''='"],
        }
        for what, way in strange.items():
            status = self.put("/".join(way), None)
            self.tally.check(status == 403, f"{what}: {status}")
        status = self.put("/".join([*parts[:4], "..", "..", parts[5]]), None)
        self.tally.check(status == 404, f"dots: {status}")

    def too_large(self):
        path, _ = self.begin(fileSize=1000)
        self.tally.check(self.put(path, None) == 413, "its length was not looked at")
        chunked = b"7d0\r\n" + b"x" * 2000 + b"\r\n0\r\n\r\n"
        status = self.put(path, chunked, "Transfer-Encoding: chunked\r\n")
        self.tally.check(status == 413, f"larger, in pieces: {status}")
        self.tally.check(self.put(path, b"") == 400, "an empty file came")

    def at_once(self):
        path, begun = self.begin()
        got = []
        threads = [threading.Thread(target=lambda i=i: got.append(
            (self.put(path, b"%d" % i * 300_000), i))) for i in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        first = [i for status, i in got if status == 200]
        self.tally.check(len(first) == 1 and all(status in (200, 410) for status, _ in got),
                         f"sent at once: {got}")
        done = self.client.need("POST", "/conversations/messages/upload/complete", {
            "locationId": self.server.location, "conversationId": self.talk,
            "uploadId": begun["uploadId"], "filePath": begun["filePath"], "filename": "a.txt"})
        status, body = read(self.server, done["uploadedFiles"]["a.txt"])
        self.tally.check(status == 200 and first and body == b"%d" % first[0] * 300_000,
                         "it is not what the first one sent")

    def broken_off(self):
        """It may be sent again, also after the server was killed."""
        path, _ = self.begin()
        one = socket.create_connection(("127.0.0.1", self.server.port))
        one.sendall(f"PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc".encode())
        one.close()
        self.server.kill()
        self.server.start()
        self.tally.check(self.put(path, b"whole") == 200, "it cannot be sent again")


def signed(server, tally):
    plays = Signed(server, tally)
    for play in (plays.strangers, plays.too_large, plays.at_once, plays.broken_off):
        play()


def addresses(server, tally):
    """A file of the largest size, its name, and who may open it."""
    got = send(server, form(("file", 'say \\"hi\\";x=\\"y.txt', b"x" * server.media_max)))
    tally.check(got is not None and got[0] == 200, f"as large as may be: {got}")
    way = json.loads(got[1])["url"].split("/")  # …/files/{location}/{file}/{secret}/{name}
    for at, other in ((4, "0" * 20), (5, "0" * 24), (6, "0" * 32), (6, way[6][:-1]),
                      (6, way[6].upper()), (6, way[6] + "0")):
        status, _ = read(server, "/".join(way[:at] + [other] + way[at + 1:]))
        tally.check(status == 404, f"{other} in the place of {way[at]}: {status}")
    elsewhere, _ = other_location(server)
    status, _ = read(server, "/".join(way[:4] + [elsewhere] + way[5:]))
    tally.check(status == 404, f"a file of another location, with its secret: {status}")
    told = headers_of(server, json.loads(got[1])["url"])["Content-Disposition"]
    tally.check(told.startswith('attachment; filename="say _hi_;x=_y.txt"; filename*='),
                f"a quote in a name: {told}")
    lies = os.path.join(server.data, "blobs", *(lambda sha: (sha[:2], sha))(
        hashlib.sha256(b"x" * server.media_max).hexdigest()))
    with open(lies, "ab") as file:
        file.write(b"y")
    status, _ = read(server, json.loads(got[1])["url"])
    tally.check(status == 500, f"a file that is not as it was is shown: {status}")
    os.truncate(lies, server.media_max)


# --- what goes, what is copied ---

def sweep(server, tally, kept):
    """An orphan goes when it is a day old, and only then."""
    data = os.path.join(server.data, "blobs")
    old, young = "0" * 64, "1" * 64
    for name in (old, young):
        os.makedirs(os.path.join(data, name[:2]), exist_ok=True)
        with open(os.path.join(data, name[:2], name), "wb") as file:
            file.write(b"x")
    day = time.time() - 90000
    os.utime(os.path.join(data, "00", old), (day, day))
    url, body = next(iter(kept.items()))
    mine = hashlib.sha256(body).hexdigest()
    os.utime(os.path.join(data, mine[:2], mine), (day, day))
    server.stop()
    server.start()
    until = time.monotonic() + 60
    while old in names(server)[0] and time.monotonic() < until:
        time.sleep(0.1)
    found, _ = names(server)
    tally.check(old not in found, "what nobody names stays for ever")
    tally.check(young in found, "what is young was taken away")
    tally.check(mine in found and read(server, url) == (200, body), "a named file was taken away")


def copies(server, tally):
    copy, back = os.path.join(server.folder, "copy"), os.path.join(server.folder, "back")
    run = [server.program, "backup", "--data", server.data, copy]
    ran = subprocess.run(run, env=ENVIRONMENT, capture_output=True, check=False)
    tally.check(ran.returncode == 0, f"backup: {ran}")
    tally.check(os.path.isdir(copy + ".files"), "the copy has no files")
    server.stop()
    server.command("check")
    ran = subprocess.run([server.program, "restore", "--data", back, copy], env=ENVIRONMENT,
                         capture_output=True, check=False)
    tally.check(ran.returncode == 0 and not ran.stderr, f"restore: {ran}")
    rows = {row[0] for row in server.database().execute("SELECT sha256 FROM blob")}
    victim = sorted(rows)[0]
    place = os.path.join(back, "blobs", victim[:2], victim)
    for harm in (lambda: open(place, "ab").write(b"x"), lambda: os.unlink(place)):
        harm()
        ran = subprocess.run([server.program, "check", "--data", back], env=ENVIRONMENT,
                             capture_output=True, check=False)
        tally.check(ran.returncode == 1 and victim.encode() in ran.stderr, f"check: {ran}")
    shutil.rmtree(back)


def hostile_small(server, tally):
    """The same with a small limit, so that what is too large is quickly made."""
    server.stop()
    before, server.media_max = server.media_max, 1 << 20
    server.flags[server.flags.index(str(before))] = str(server.media_max)
    server.start()
    hostile(server, tally)
    addresses(server, tally)
    server.stop()
    server.flags[server.flags.index(str(server.media_max))] = str(before)
    server.media_max = before
    server.start()


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--server", default="build/groundlevel")
    words.add_argument("--kills", type=int, default=3)
    words.add_argument("--mib", type=int, default=500)
    args = words.parse_args()
    media_max = max(args.mib + 1, 2) << 20
    server = Server(args.server, "--rate-burst", "0", "--rate-day", "0", "--media-max",
                    str(media_max), "--address-max", "2000")
    server.media_max = media_max
    tally = Tally()
    try:
        server.start()
        kept = kills(server, tally, args.kills)
        slow(server, tally)
        hostile_small(server, tally)
        signed(server, tally)
        large(server, tally, args.mib)
        sweep(server, tally, kept)
        copies(server, tally)
    except Failure as failure:
        tally.check(False, str(failure))
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
