#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mail comes in: whatever a letter looks like, whatever the server does, each is kept once.

Usage: mailin.py [--server PROGRAM]

Letters made to hurt are posted to the hook of a mailbox: the next one must be taken as if nothing
had been.  A mailbox of imap.py is read: cut lines, a server that counts anew, no password, strange
certificates, letters that are too large.  Then the server is killed at moments nobody chose, while
it reads a mailbox and while it posts messages to a provider: no letter is lost or kept twice, and
no message is lost, or known to its provider under two ids.
"""
import argparse
import base64
import collections
import contextlib
import json
import os
import random
import socket
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "faults"))

from imap import PASSWORD, USER, Imap  # noqa: E402
from mail import certificate_make  # noqa: E402
from server import Failure, Server, Tally  # noqa: E402

WAIT_SECONDS = 200  # a job of a process that was killed is taken up when its lease is over
KILLS = 5
LETTERS = 60  # under the kills


def letter(name, body="Hello", sender="ann@example.com", subject=None, more=""):
    return (f"From: {sender}\r\nTo: desk@ground.example\r\nSubject: {subject or name}\r\n"
            f"Message-ID: <{name}@mail.example>\r\n{more}\r\n{body}\r\n").encode()


def deep(kind, depth):
    """Parts in parts, a letter at the bottom."""
    lines = []
    for n in range(depth):
        if kind == "multipart":
            lines.append(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")
        else:
            lines.append("Content-Type: message/rfc822\r\n\r\nFrom: x@example.com\r\n")
    return "From: deep@example.com\r\nMessage-ID: <deep-" + kind + "@mail.example>\r\n" \
        + "".join(lines) + "Content-Type: text/plain\r\n\r\nthe bottom\r\n"


def html_many(count):
    return "".join(f"--b\r\nContent-Type: application/x-{n}\r\nContent-Disposition: attachment;"
                   f" filename=\"f{n}\"\r\n\r\nx\r\n" for n in range(count))


HOSTILE = {
    "groups within groups": b"From: " + b"g:" * 100000 + b" ann@example.com\r\n\r\nx",
    "groups in a letter within": b"From: ann@example.com\r\nMessage-ID: <gw@x>\r\n"
                                 b"Content-Type: message/rfc822\r\n\r\n"
                                 b"To: " + b"g:\r\n " * 100000 + b"\r\n\r\nx",
    "deep parts": deep("multipart", 1000).encode(),
    "deep letters": deep("letters", 1000).encode(),
    "latin in utf-8": b"From: a1@example.com\r\nMessage-ID: <h1@x>\r\n"
                      b"Content-Type: text/plain; charset=utf-8\r\n\r\nGr\xfc\xdfe \xff\xfe\r\n",
    "no such charset": b"From: a2@example.com\r\nMessage-ID: <h2@x>\r\n"
                       b"Content-Type: text/plain; charset=x-nonsense\r\n\r\nGr\xfc\xdfe\r\n",
    "utf-7": b"From: a3@example.com\r\nMessage-ID: <h3@x>\r\n"
             b"Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-script+AD4-\r\n",
    "raw eight bits": b"From: a4@example.com\r\nMessage-ID: <h4@x>\r\nSubject: Gr\xfc\xdfe \x01\r\n"
                      b"\r\nx\r\n",
    "NUL": b"From: a5@example.com\r\nMessage-ID: <h5@x>\r\nSubject: a\0b\r\n\r\nc\0d\r\n",
    "long subject": b"From: a6@example.com\r\nMessage-ID: <h6@x>\r\nSubject: "
                    + b"x" * 300000 + b"\r\n\r\nx\r\n",
    "long id": b"From: a7@example.com\r\nMessage-ID: <" + b"i" * 50000 + b"@x>\r\n\r\nx\r\n",
    "many headers": b"From: a8@example.com\r\nMessage-ID: <h8@x>\r\n"
                    + b"Received: from x by y\r\n" * 10000 + b"\r\nx\r\n",
    "many references": b"From: a9@example.com\r\nMessage-ID: <h9@x>\r\nReferences: "
                       + b" ".join(b"<r%d@x>" % n for n in range(20000)) + b"\r\n\r\nx\r\n",
    "many receivers": b"From: a10@example.com\r\nMessage-ID: <h10@x>\r\nTo: "
                      + b", ".join(b"r%d@example.com" % n for n in range(5000)) + b"\r\n\r\nx\r\n",
    "no colon": b"From: a11@example.com\r\nMessage-ID: <h11@x>\r\nthis is no header\r\n\r\nx\r\n",
    "broken base64": b"From: a12@example.com\r\nMessage-ID: <h12@x>\r\n"
                     b"Content-Transfer-Encoding: base64\r\n\r\n!!!=AA=B\r\n",
    "broken words": b"From: a13@example.com\r\nMessage-ID: <h13@x>\r\n"
                    b"Subject: =?utf-8?B?/////w==?= =?x?Q?=GG?= =?utf-8?Q?\r\n\r\nx\r\n",
    "no boundary": b"From: a14@example.com\r\nMessage-ID: <h14@x>\r\n"
                   b"Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n",
    "boundary without end": b"From: a15@example.com\r\nMessage-ID: <h15@x>\r\n"
                            b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx",
    "many files": b"From: a16@example.com\r\nMessage-ID: <h16@x>\r\nContent-Type:"
                  b" multipart/mixed; boundary=b\r\n\r\n" + html_many(2000).encode() + b"--b--\r\n",
    "group": b"From: Friends: ann@example.com, bob@example.com;\r\nMessage-ID: <h17@x>\r\n"
             b"\r\nx\r\n",
    "no address": b"From: nobody\r\nMessage-ID: <h18@x>\r\n\r\nx\r\n",
    "no date": b"From: a19@example.com\r\nMessage-ID: <h19@x>\r\nDate: yesterday\r\n\r\nx\r\n",
    "far date": b"From: a20@example.com\r\nMessage-ID: <h20@x>\r\n"
                b"Date: Fri, 31 Dec 99999 23:59:59 +0000\r\n\r\nx\r\n",
    "old date": b"From: a21@example.com\r\nMessage-ID: <h21@x>\r\n"
                b"Date: Thu, 1 Jan 1 00:00:00 +0000\r\n\r\nx\r\n",
    "no head": b"\r\njust words\r\n",
    "one byte": b"x",
    "broken report": b"From: mailer-daemon@x\r\nMessage-ID: <h25@x>\r\nContent-Type:"
                     b" multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
                     b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n"
                     b"Final-Recipient: rfc822\r\n--b--\r\n",
}

REPORT = """From: MAILER-DAEMON@mx.example
Message-ID: <{id}@mx.example>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Original-Recipient: rfc822;{to}
Final-Recipient: rfc822;{to}
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 {status} no

--b
Content-Type: {kind}

From: desk@ground.example
Message-ID: <{of}@ground.example>
Subject: One

--b--
"""


class Play:
    """A server with a mailbox for its hook, and what was kept of what came in."""

    def __init__(self, program, *flags):
        self.server = Server(program, "--rate-burst", "0", "--rate-day", "0", "--body-max",
                             "8388608", "--smtp-from", "desk@ground.example", *flags)
        self.server.start()
        self.client, self.location = self.server.client(), self.server.location
        made = self.ask("POST", "/groundlevel/mailboxes", {"locationId": self.location,
                                                           "name": "Hook"})
        self.hook = made["mailbox"]["hookPath"]

    def ask(self, method, path, body=None):
        return self.client.need(method, path, body)

    def post(self, raw, kind="message/rfc822"):
        reply = self.client.ask("POST", self.hook, raw, {"Content-Type": kind}, token="")
        if reply is None or reply.status != 200:
            raise Failure(f"the hook answered {reply} to {raw[:100]!r}")
        return reply.json()

    def kept(self):
        """subject → how often an e-mail with it is kept, of all conversations."""
        seen = collections.Counter()
        with contextlib.closing(self.server.database()) as database:
            for subject, in database.execute(
                    "SELECT subject FROM email WHERE direction = 'inbound' AND subject <> ''"):
                seen[subject] += 1
        return seen

    def box(self, box_id):
        boxes = self.ask("GET", f"/groundlevel/mailboxes?locationId={self.location}")["mailboxes"]
        return [b for b in boxes if b["id"] == box_id][0]

    def mailbox(self, imap, **more):
        return self.ask("POST", "/groundlevel/mailboxes", {
            "locationId": self.location, "name": "Post", "host": "127.0.0.1", "port": imap.port,
            "security": "none", "account": USER, "password": PASSWORD, "every": 10, **more,
        })["mailbox"]["id"]

    def look(self, box):
        self.ask("POST", f"/groundlevel/mailboxes/{box}/look")

    def wait(self, fits, what, again=None):
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            found = fits()
            if found:
                return found
            if again:
                again()
            time.sleep(0.2)
        raise Failure(what)

    def close(self):
        self.client.close()
        self.server.close()


def hostile_check(play, tally):
    for what, raw in HOSTILE.items():
        began = time.monotonic()
        said = play.post(raw)
        took = time.monotonic() - began
        tally.check(isinstance(said["kept"], bool) and took < 20, f"{what}: {said} {took:.1f} s")
        again = play.post(letter(f"after {what}".replace(" ", "-"), sender="after@example.com"))
        tally.check(again["kept"] is True, f"after {what}: {again}")
    tally.check(play.post(HOSTILE["latin in utf-8"]) == {"kept": False, "reason": "known"}
                or play.post(HOSTILE["latin in utf-8"])["reason"] == "known", "known")
    script = play.post(letter("script", "<script>alert(1)</script>", sender="s@example.com",
                              more="Content-Type: text/html\r\n"))
    tally.check(script["kept"], f"{script}")
    talk = play.ask("GET", f"/conversations/search?locationId={play.location}&query=s@example.com")
    tally.check(len(talk["conversations"]) == 1, f"{talk}")
    parts = (b"--x\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nnot this\r\n--x\r\n"
             b"Content-Disposition: form-data; name=\"email\"\r\n\r\n"
             + letter("in parts", sender="parts@example.com") + b"\r\n--x--\r\n")
    tally.check(play.post(parts, "multipart/form-data; boundary=x")["kept"], "a form of parts")
    tally.check(play.kept()["in parts"] == 1, "a form of parts is not kept")
    coded = json.dumps({"raw": base64.b64encode(letter("in base64")).decode()}).encode()
    tally.check(play.post(coded, "application/json")["kept"], "base64")


def writes_check(play, tally):
    """A letter that is long to read keeps nobody from writing meanwhile."""
    raw = (b"From: ann@example.com\r\nMessage-ID: <long@example.com>\r\n"
           b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
           + b"--b\r\n\r\nx\r\n" * 500000 + b"--b--\r\n")
    said, waits = {}, []

    def posted():
        one = socket.create_connection(("127.0.0.1", play.server.port), WAIT_SECONDS)
        one.sendall(f"POST {play.hook} HTTP/1.1\r\nHost: x\r\nContent-Type: message/rfc822\r\n"
                    f"Content-Length: {len(raw)}\r\n\r\n".encode() + raw)
        began = time.monotonic()
        said["reply"] = one.recv(12)
        said["took"] = time.monotonic() - began
        one.close()
    poster = threading.Thread(target=posted)
    poster.start()
    while poster.is_alive():
        began = time.monotonic()
        play.ask("POST", "/contacts/", {"locationId": play.location, "firstName": "Meanwhile"})
        waits.append(time.monotonic() - began)
        time.sleep(0.05)
    tally.check(said.get("reply") == b"HTTP/1.1 200", f"{said}")
    tally.check(max(waits) < said["took"] / 2,
                f"somebody waited {max(waits):.1f} s of the {said['took']:.1f} s of a letter")


def reports_check(play, tally):
    contact = play.ask("POST", "/contacts/", {"locationId": play.location, "firstName": "Zoe",
                                              "email": "zoe@example.com"})["contact"]["id"]

    def send():
        made = play.ask("POST", "/conversations/messages", {
            "type": "Email", "contactId": contact, "html": "<p>x</p>", "subject": "One"})
        out = play.ask("GET", "/outgoing")["messages"][-1]["id"]
        return made["emailMessageId"], out

    for kind, status, hard in (("text/rfc822-headers", "5.7.1", False),
                               ("message/rfc822", "5.1.1", True)):
        email, out = send()
        said = play.post(REPORT.format(id="r" + status, to="zoe@example.com", status=status,
                                       kind=kind, of=out).encode())
        tally.check(said == {**said, "kept": False, "reason": "bounce"}, f"{kind}: {said}")
        found = play.ask("GET", f"/conversations/messages/email/{email}")
        tally.check(found["status"] == "failed" and status in found["error"]["message"],
                    f"{kind}: {found}")
        again = play.client.ask("POST", "/conversations/messages", {
            "type": "Email", "contactId": contact, "html": "<p>x</p>", "subject": "Again"})
        tally.check(again.status == (400 if hard else 201), f"{kind}: {again}")
    before = sum(play.kept().values())
    tally.check(play.post(letter("away", more="Auto-Submitted: auto-replied\r\n",
                                 sender="zoe@example.com"))["kept"], "away")
    tally.check(sum(play.kept().values()) == before + 1, "away is not kept")
    talk = play.ask("GET", f"/conversations/search?locationId={play.location}&contactId={contact}")
    tally.check(talk["conversations"][0]["unreadCount"] == 0, f"{talk}")


def imap_check(play, tally):
    imap = Imap()
    imap.add(letter("old"))
    box = play.mailbox(imap)
    play.wait(lambda: play.box(box).get("lookedAt"), "it is not looked at")
    tally.check(play.kept()["old"] == 0, "what was there before is read")
    for n in range(5):
        imap.add(letter(f"new {n}", body="A001 OK done\r\ng3 OK done\r\n)\r\ng4 OK x"))
    play.look(box)
    play.wait(lambda: play.box(box)["taken"] == 5, "new letters are not taken")
    for mood in ("cut", "cutlist"):
        imap.mood = mood
        imap.add(letter(f"after {mood}"))
        imap.add(letter(f"then {mood}"))
        play.wait(lambda: play.kept()[f"then {mood}"], f"{mood}: it does not go on",
                  lambda: play.look(box))
    imap.add(b"Subject: nobody wrote it\r\n\r\nx\r\n")
    imap.add(letter("after nobody"))
    play.wait(lambda: play.kept()["after nobody"], "what cannot be read holds up the next",
              lambda: play.look(box))
    found = play.box(box)
    tally.check(found["refused"] == 1 and found["passed"] == 0, f"{found}")
    imap.add(letter("large", body="x" * (26 << 20)))
    play.wait(lambda: play.kept()["large"], "a large one is not told of", lambda: play.look(box))
    imap.anew()
    imap.add(letter("anew"))
    play.wait(lambda: play.kept()["anew"], "counted anew, it does not go on",
              lambda: play.look(box))
    tally.check(play.kept()["old"] == 1, "counted anew, not all is read")
    for mood, said in (("refuse", "account and password"), ("nothere", "no such folder")):
        imap.mood = mood
        play.wait(lambda: said in play.box(box).get("error", ""), f"{mood} is not said",
                  lambda: play.look(box))
    imap.mood = "fine"
    imap.add(letter("at last"))
    play.wait(lambda: play.kept()["at last"], "it does not come back", lambda: play.look(box))
    tally.check("error" not in play.box(box), f"{play.box(box)}")
    more = {s: n for s, n in play.kept().items() if n != 1}
    tally.check(not more, f"kept more than once: {more}")
    tally.check(imap.marked == 0, "letters are marked as read")
    whole = play.mailbox(imap, whole=True, name="Whole")
    play.wait(lambda: play.box(whole)["passed"] >= 10, "all is not read")
    tally.check(not {s: n for s, n in play.kept().items() if n != 1}, "two mailboxes, twice kept")
    play.ask("DELETE", f"/groundlevel/mailboxes/{box}")
    play.ask("DELETE", f"/groundlevel/mailboxes/{whole}")
    with open(play.server.log, "rb") as log:
        tally.check(PASSWORD.encode() not in log.read(), "the password is in the log")
    imap.close()


def secure_check(program, tally):
    with tempfile.TemporaryDirectory() as folder:
        pair = certificate_make(folder)
        for what, flags, fine in (("our certificate", ["--smtp-ca-file", pair[0],
                                                       "--private-networks", "true"], True),
                                  ("strange certificate", ["--private-networks", "true"], False),
                                  ("private network", ["--smtp-ca-file", pair[0]], False)):
            imap = Imap(pair)
            play = Play(program, *flags)
            try:
                imap.add(letter("safe"))
                box = play.mailbox(imap, security="tls", whole=True)
                play.wait(lambda: play.box(box).get("lookedAt") or play.box(box).get("error"),
                          f"{what}: nothing")
                tally.check(play.kept()["safe"] == int(fine), f"{what}: {play.box(box)}")
                if not fine:
                    tally.check(not imap.asked, f"{what}: {imap.asked}")
                play.server.stop()
            finally:
                play.close()
                imap.close()


class Carrier:
    """A provider that is slow, away, or cut, by chance; it knows what it has had."""

    def __init__(self):
        carrier, self.taken, self.order, self.lock = self, collections.Counter(), [], \
            threading.Lock()
        dice = random.Random(7)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with carrier.lock:
                    chance = dice.random()
                    carrier.taken[(self.headers["Idempotency-Key"], body["message"])] += 1
                    carrier.order.append(body["message"])
                time.sleep(0.01 if chance < 0.8 else 0.1)
                self.send_response(503 if chance > 0.95 else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.listener.server_address[1]
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()


def kills_check(program, tally):
    """The server is killed while it reads a mailbox and posts to a provider."""
    imap, carrier, dice = Imap(), Carrier(), random.Random(11)
    play = Play(program, "--private-networks", "true")
    try:
        play.ask("POST", "/groundlevel/providers", {
            "locationId": play.location, "name": "Texter", "type": "SMS",
            "url": f"http://127.0.0.1:{carrier.port}/x"})
        contacts = [play.ask("POST", "/contacts/", {
            "locationId": play.location, "firstName": f"P{n}", "phone": f"+1202555{n:04}"}
            )["contact"]["id"] for n in range(5)]
        for n in range(LETTERS):
            imap.add(letter(f"k{n}", sender=f"k{n % 7}@example.com"))
        box = play.mailbox(imap, whole=True)
        sent = []
        for kill in range(KILLS):
            until = time.monotonic() + dice.uniform(0.2, 1.5)
            while time.monotonic() < until:
                number = len(sent)
                made = play.client.ask("POST", "/conversations/messages", {
                    "type": "SMS", "contactId": contacts[number % 5],
                    "message": f"m{number:04}", "altId": f"alt{number}"})
                if made is None or made.status != 201:
                    raise Failure(f"{made}")
                sent.append(made.json()["messageId"])
                imap.add(letter(f"during {kill} {number}", sender="d@example.com",
                                subject=f"during {kill} {number}"))
            play.server.kill()
            play.server.start()
            play.client.close()
            play.client = play.server.client()
        asked = {m for m in sent}

        def all_sent():
            with contextlib.closing(play.server.database()) as database:
                rows = database.execute("SELECT count(*) FROM message WHERE direction ="
                                        " 'outbound' AND status = 'sent'").fetchone()
            return rows[0] == len(asked)

        play.wait(all_sent, "messages are not sent")
        play.wait(lambda: len(play.kept()) == len(imap.letters), "letters are not kept",
                  lambda: play.look(box))
        tally.check(not {s: n for s, n in play.kept().items() if n != 1}, "a letter is kept twice")
        told = {key for key, _ in carrier.taken}
        tally.check(told == asked, f"{len(told)} told of {len(asked)}")
        tally.check(len(carrier.taken) == len(asked), "a message has two words or two ids")
        firsts = {}
        for place, message in enumerate(carrier.order):
            firsts.setdefault(message, place)
        for contact in range(5):
            line = [firsts[f"m{n:04}"] for n in range(contact, len(sent), 5)]
            tally.check(line == sorted(line), f"conversation {contact} is out of order")
        play.server.stop()
    finally:
        play.close()
        imap.close()
        carrier.listener.shutdown()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    asked = reader.parse_args()
    tally, play = Tally(), None
    try:
        play = Play(asked.server, "--private-networks", "true")
        for check in (hostile_check, writes_check, reports_check, imap_check):
            check(play, tally)
        play.server.stop()
        secure_check(asked.server, tally)
        kills_check(asked.server, tally)
    except Failure as failure:
        tally.check(False, failure)
    finally:
        if play:
            play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
