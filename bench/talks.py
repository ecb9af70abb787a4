#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long conversations take when there are many of them.

Usage: talks.py [--server PROGRAM] --from FOLDER [--sizes 10000,100000,1000000] [--rounds N]

FOLDER is a filled one of bench/fill (FOLDER.json says its token): it is copied, never changed.
For each size that many messages are put into the copy, ten in each conversation, as the program
keeps them; a tenth are threads of e-mails.  Then one connection asks one thing after another, each
N times, the things in turns, and the middle of the times is told, with what it is of the smallest
size's.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "test", "faults"))

from server import Failure, Server  # noqa: E402

PER_TALK = 10
DAY_MS = 86400000
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Ids:
    """Twenty signs each, growing."""

    def __init__(self, start):
        self.n, self.start = 0, start

    def next(self):
        self.n += 1
        value, signs = self.n, ""
        for _ in range(12):
            value, digit = divmod(value, 62)
            signs = LETTERS[digit] + signs
        return self.start + signs


class Filled(Server):
    """A server on a copy of a filled folder."""

    def __init__(self, program, folder):
        self.program, self.environment, self.descriptors = os.path.abspath(program), None, None
        self.flags = ["--rate-burst", "0", "--rate-day", "0"]
        self.folder = tempfile.mkdtemp(prefix="groundlevel-talks-", dir=os.path.dirname(folder))
        self.data, self.log = os.path.join(self.folder, "data"), os.path.join(self.folder, "log")
        shutil.copytree(folder, self.data)
        with open(folder.rstrip("/") + ".json", encoding="utf-8") as said:
            made = json.load(said)
        self.location, self.token, self.process = made["locationId"], made["token"], None
        self.environment = dict(os.environ)


def fill(server, count, dice):
    """That many messages; the ids of the conversations and their contacts."""
    import sqlite3
    data = sqlite3.connect(os.path.join(server.data, "groundlevel.db"))
    data.execute("PRAGMA synchronous = OFF")
    here, now = server.location, int(time.time() * 1000)
    contacts = [row[0] for row in data.execute(
        "SELECT id FROM contact WHERE location_id = ? ORDER BY id LIMIT ?",
        (here, count // PER_TALK))]
    ids, talks, messages, emails = Ids("0TaLkS00"), [], [], []
    for n, contact in enumerate(contacts):
        talk, last = ids.next(), None
        base = now - dice.randrange(365) * DAY_MS - dice.randrange(DAY_MS)
        for step in range(PER_TALK):
            mail, message, at = step == 4, ids.next(), base + step * 61000
            way = "inbound" if step % 3 else "outbound"
            if mail:
                email = ids.next()
                emails.append((here, email, message, way, "delivered", "api", "Your order",
                               "a@example.com", "[]", "text/html", at, "<p>Hello</p>",
                               f"<{email}@mail.example>"))
            messages.append((here, message, talk, contact, 3 if mail else 2,
                             "TYPE_EMAIL" if mail else "TYPE_SMS", mail, way, "delivered", "api",
                             None if mail else f"Message {step} of {n}", at, at))
            last = (at, way)
        talks.append((here, talk, contact, 1, n % 4 == 0 and 2 or 0, "[2,3]", "TYPE_SMS", 2,
                      "Message 9", last[0], last[1], base, last[0]))
    data.executemany("INSERT INTO conversation (location_id, id, contact_id, type, unread_count,"
                     " message_types, last_message_type, last_message_number, last_message_body,"
                     " last_message_date, last_message_direction, date_added, date_updated)"
                     " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", talks)
    data.executemany("INSERT INTO message (location_id, id, conversation_id, contact_id, type,"
                     " message_type, mail, direction, status, source, body, date_added,"
                     " date_updated) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", messages)
    data.executemany("INSERT INTO email (location_id, id, message_id, direction, status, source,"
                     " subject, from_address, to_addresses, content_type, date_added, body,"
                     " alt_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", emails)
    data.execute("ANALYZE")
    data.commit()
    data.close()
    return [(talk[1], talk[2]) for talk in talks], [email[12][1:-1] for email in emails]


def questions(server, talks, letters, dice):
    """name → how it is asked, another one each time."""
    here, ids = server.location, iter(range(1 << 30))
    client = server.client()

    def some():
        return dice.choice(talks)

    def search(more):
        return lambda: client.need("GET", f"/conversations/search?locationId={here}{more}")

    provider = client.need("POST", "/groundlevel/providers", {
        "locationId": here, "name": "T", "type": "Live_Chat"})["provider"]["id"]
    page = client.need("GET", f"/conversations/messages/export?locationId={here}&limit=100")
    for _ in range(20):
        page = client.need("GET", f"/conversations/messages/export?locationId={here}&limit=500"
                           f"&cursor={page['nextCursor']}") if page["nextCursor"] else page
    cursor = f"&cursor={page['nextCursor']}" if page["nextCursor"] else ""
    return {
        "inbox": search(""),
        "inbox, unread": search("&status=unread"),
        "inbox, by a name": search("&query=ann"),
        "one conversation": lambda: client.need("GET", f"/conversations/{some()[0]}"),
        "messages of one": lambda: client.need("GET", f"/conversations/{some()[0]}/messages"),
        "send": lambda: client.need("POST", "/conversations/messages", {
            "type": "Live_Chat", "contactId": some()[1], "message": "Hello"}),
        "hear": lambda: client.need("POST", "/conversations/messages/inbound", {
            "type": "Live_Chat", "contactId": some()[1], "conversationProviderId": provider,
            "message": "Hello", "altId": f"a{next(ids)}"}),
        "hear an e-mail": lambda: client.need("POST", "/groundlevel/mail/inbound", {
            "locationId": here, "id": f"new{next(ids)}@mail.example", "from": "x@example.net",
            "answers": [dice.choice(letters)], "subject": "Re: Your order", "message": "Yes"}),
        "export, 100, in the middle": lambda: client.need(
            "GET", f"/conversations/messages/export?locationId={here}&limit=100{cursor}"),
    }


def measure(asked, rounds):
    """In turns, so that whoever else uses the machine is in all of them."""
    times = {name: {size: [] for size in asked} for name in next(iter(asked.values()))}
    for n in range(rounds + 3):
        for name, of_size in times.items():
            for size, taken in of_size.items():
                began = time.perf_counter()
                asked[size][name]()
                if n >= 3:
                    taken.append((time.perf_counter() - began) * 1000)
    return {name: {size: statistics.median(taken) for size, taken in of_size.items()}
            for name, of_size in times.items()}


def compare(sizes, make):
    """The command's words; make(server, size) fills a copy, which is not yet served, and gives its
    questions.  Prints how long each takes in each size."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--from", dest="folder", required=True)
    reader.add_argument("--sizes", default=sizes)
    reader.add_argument("--rounds", type=int, default=100)
    asked = reader.parse_args()
    sizes = [int(n) for n in asked.sizes.split(",")]
    servers, questions_of = [], {}
    try:
        for size in sizes:
            server = Filled(asked.server, asked.folder.rstrip("/"))
            servers.append(server)
            questions_of[size] = make(server, size)
        found = measure(questions_of, asked.rounds)
        print(f"{'ms':32}" + "".join(f"{size:>12}" for size in sizes) + "   last/first")
        for name, of_size in found.items():
            row = [of_size[size] for size in sizes]
            print(f"{name:32}" + "".join(f"{ms:12.2f}" for ms in row)
                  + f"   {row[-1] / row[0]:.2f}")
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        for server in servers:
            server.close()
    return 0


def filled(server, size):
    server.start()  # its data are brought up to this version
    server.stop()
    began = time.monotonic()
    talks, letters = fill(server, size, random.Random(3))
    print(f"{size} messages put in: {time.monotonic() - began:.0f} s", flush=True)
    server.start()
    return questions(server, talks, letters, random.Random(5))


if __name__ == "__main__":
    sys.exit(compare("10000,100000,1000000", filled))
