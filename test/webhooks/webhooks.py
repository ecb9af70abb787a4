#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every event reaches every webhook that wants it, in order, whatever dies meanwhile.

Usage: webhooks.py [--server PROGRAM] [--kills N] [--contacts N] [--pair]

Receivers answer, refuse, cut the line and reset it at random, while the server is killed (SIGKILL)
at moments nobody chose.  In the end each has taken every event; of one thing none came after a
later one; what came twice came with the same webhookId, as the same delivery and with the same
words.  Beside them hang others, who hold up nobody.

With --pair (under test/postgres.sh) two servers deliver, and one of them is killed again and again.
"""
import argparse
import base64
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "flows"))

from kit import LEASE_MS, Failure, Play, Server, Tally  # noqa: E402
from receiver import Receiver  # noqa: E402

WAIT_SECONDS = 300
STEP_MS = 2000  # time passes so fast while something waits


class Stage:
    """A server, its receivers, and people who change things."""

    def __init__(self, asked):
        self.receiver, self.play = Receiver(), Play(asked.server)
        self.hooks, self.since = {}, "0"
        self.since = ([e["cursor"] for e in self.events()] or ["0"])[-1]

    def hook(self, name, mood="fine", **more):
        made = self.play.ask("POST", "/webhooks", {"url": self.receiver.url(name, mood), **more})
        self.hooks[name] = made["webhook"]["id"]
        return self.hooks[name]

    def deliveries(self, name, **filters):
        query = "&".join(f"{k}={v}" for k, v in filters.items())
        return self.play.ask("GET", f"/webhooks/deliveries?webhookId={self.hooks[name]}&{query}"
                             )["deliveries"]

    def events(self, types=None):
        """All that has happened since the stage was set, in order."""
        found, since = [], self.since
        while True:
            page = self.play.ask("GET", f"/events?since={since}&limit=1000")
            found += [e for e in page["events"] if not types or e["type"] in types]
            if page["next"] == since or not page["events"]:
                return found
            since = page["next"]

    def wait(self, fits, what, speed=True):
        def look():
            if speed:
                self.play.later(STEP_MS)
            return fits()
        self.play.wait(look, what, WAIT_SECONDS, 0.05)

    def all_taken(self, name, speed=True):
        """Waits until this receiver took all that has happened until now.  One that takes them one
        by one, and is slow now and then, may need long: as long as more come, there is time."""
        wanted, left = {e["id"] for e in self.events()}, None

        def fewer():
            now = len(wanted - {heard.event for heard in self.receiver.taken(name)})
            return not now or (left is not None and now < left - 50)
        while left := len(wanted - {heard.event for heard in self.receiver.taken(name)}):
            self.wait(fewer, f"{name} takes {left} more", speed)

    def close(self):
        self.play.close()
        self.receiver.close()


def change(stage, dice, count, made):
    """So many changes, of contacts that are made on the way."""
    for _ in range(count):
        reply = None
        if not made or dice.random() < 0.3:
            reply = stage.play.client.ask("POST", "/contacts/", {
                "locationId": stage.play.location, "firstName": f"n{len(made)}"})
            if reply and reply.status == 201:
                made.append(reply.json()["contact"]["id"])
        else:
            stage.play.client.ask("POST", f"/contacts/{dice.choice(made)}/tags", {
                "tags": [f"t{dice.randrange(1000000)}"]})


def judge(stage, name, tally, ordered=True):
    """What this receiver heard, held against what happened."""
    heard, events = stage.receiver.of(name), stage.events()
    taken = {h.event for h in heard if h.taken}
    missing = [e["id"] for e in events if e["id"] not in taken]
    tally.check(not missing, f"{name}: {len(missing)} of {len(events)} events did not arrive")
    tally.check(taken <= {e["id"] for e in events}, f"{name}: it took what did not happen")
    last, words, deliveries = {}, {}, {}
    for one in heard:
        if ordered:
            tally.check(last.get(one.thing, (0, 0)) <= one.sequence,
                        f"{name}: {one.thing} {one.sequence} after {last.get(one.thing)}")
        last[one.thing] = max(last.get(one.thing, (0, 0)), one.sequence)
        said = {**one.body, "timestamp": ""}
        tally.check(words.setdefault(one.event, said) == said, f"{name}: {one.event} changed")
        tally.check(deliveries.setdefault(one.event, one.delivery) == one.delivery,
                    f"{name}: {one.event} was made two deliveries")
    return len(heard), len(heard) - len({h.event for h in heard})


def signed_check(stage, name, tally):
    """With OpenSSL, and the key that is published."""
    [key] = stage.play.ask("GET", "/webhooks/key")["keys"]
    for one in stage.receiver.taken(name)[:5]:
        with tempfile.TemporaryDirectory() as folder:
            paths = {what: os.path.join(folder, what) for what in ("key", "body", "signature")}
            for what, said in (("key", key["pem"].encode()), ("body", one.raw), (
                    "signature", base64.b64decode(one.headers["X-GHL-Signature"]))):
                with open(paths[what], "wb") as file:
                    file.write(said)
            ran = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey",
                                  paths["key"], "-rawin", "-in", paths["body"], "-sigfile",
                                  paths["signature"]], capture_output=True, check=False)
            tally.check(ran.returncode == 0, f"the signature does not fit: {ran}")


def kills_check(asked, tally):
    stage, dice, made = Stage(asked), random.Random(asked.seed), []
    began = time.monotonic()
    try:
        names = ["a", "b", "c"]
        for n, name in enumerate(names):
            stage.hook(name, "random", parallel=4 * n + 1)
        part = asked.changes // (asked.kills + 1)
        for _ in range(asked.kills):
            change(stage, dice, part, made)
            stage.play.later(STEP_MS * 5)
            time.sleep(dice.uniform(0, 0.3))
            stage.play.again()
        change(stage, dice, part, made)
        for name in names:
            stage.all_taken(name)
            stage.wait(lambda name=name: not stage.deliveries(name, state="retry"),
                       f"nothing of {name} waits any more")
            count, twice = judge(stage, name, tally)
            print(f"{name}: {count} heard, {twice} of them again, {asked.kills} kills,"
                  f" {time.monotonic() - began:.1f} s", flush=True)
        signed_check(stage, "a", tally)
        stage.play.stop()
    finally:
        stage.close()


def beside(server):
    """Another process on the same data."""
    other = object.__new__(Server)
    other.__dict__.update(server.__dict__)
    other.log, other.process = server.log + "-other", None
    return other


def pair_check(asked, tally):
    """Two deliver; one of them is killed again and again."""
    stage, dice, made = Stage(asked), random.Random(asked.seed), []
    other = beside(stage.play.server)
    began = time.monotonic()
    try:
        for n, name in enumerate(("a", "b")):
            stage.hook(name, "random", parallel=8 * n + 2)
        for _ in range(asked.kills):
            other.start()
            change(stage, dice, asked.changes // asked.kills, made)
            time.sleep(dice.uniform(0, 1))
            other.kill()
            stage.play.later(LEASE_MS)
        for name in ("a", "b"):
            stage.all_taken(name)
            count, twice = judge(stage, name, tally)
            print(f"{name}, by two servers: {count} heard, {twice} of them again, {asked.kills}"
                  f" kills, {time.monotonic() - began:.1f} s", flush=True)
        stage.play.stop()
    finally:
        if other.alive():
            other.kill()
        stage.close()


def hanging_check(asked, tally):
    """Who hangs, or refuses, holds up nobody else; a refused event holds up no other thing."""
    stage = Stage(asked)
    try:
        for n in range(4):
            stage.hook(f"hang{n}", "hang")
        stage.hook("never", "never")
        stage.hook("quick", parallel=16)
        for n in range(30):
            stage.play.contact(f"n{n}")
        began = time.monotonic()
        stage.all_taken("quick", speed=False)
        tally.check(time.monotonic() - began < 14, "the quick one waited for those that hang")
        judge(stage, "quick", tally)
        stage.wait(lambda: len({h.thing for h in stage.receiver.of("never")}) == 30,
                   "all things are tried", speed=False)
        shown = stage.play.ask("GET", f"/webhooks/{stage.hooks['hang0']}")["webhook"]
        tally.check(shown["waiting"] >= 26, f"what hangs has {shown['waiting']} waiting")
        stage.receiver.ending.set()
        stage.play.stop()
    finally:
        stage.close()


def full_check(asked, tally):
    """A dead receiver has no more than so many jobs, and loses nothing of what came after."""
    stage = Stage(asked)
    try:
        stage.hook("dead", "later", types=["ContactTagUpdate"])
        contacts = [stage.play.contact(f"n{n}") for n in range(50)]
        workers = []
        for n in range(4):
            def work(n=n):
                client = stage.play.server.client()
                for i in range(asked.full // 4):
                    client.need("POST", f"/contacts/{contacts[(i + n) % 50]}/tags",
                                {"tags": [f"t{n}-{i}"]})
                client.close()
            workers.append(threading.Thread(target=work))
            workers[-1].start()
        for worker in workers:
            worker.join()
        hook = f"/webhooks/{stage.hooks['dead']}"
        limit = 10000
        if asked.full > limit:
            stage.wait(lambda: stage.play.ask("GET", hook)["webhook"]["behind"], "it falls behind",
                       speed=False)
            waiting = stage.play.ask("GET", hook)["webhook"]["waiting"]
            tally.check(limit - 256 <= waiting <= limit, f"{waiting} wait")
        stage.receiver.moods["dead"].name = "fine"
        stage.wait(lambda: len({h.event for h in stage.receiver.taken("dead")}) == asked.full,
                   "it takes all that it missed")
        heard = stage.receiver.of("dead")
        last = {}
        for one in heard:
            tally.check(last.get(one.thing, (0, 0)) <= one.sequence, "out of order")
            last[one.thing] = one.sequence
        stage.wait(lambda: not stage.play.ask("GET", hook)["webhook"]["behind"], "it keeps up")
        print(f"{asked.full} events for one that was dead: {len(heard)} heard", flush=True)
        stage.play.stop()
    finally:
        stage.close()


def private_check(asked, tally):
    """Into a private network nothing goes unless that is allowed."""
    server, receiver = Server(asked.server), Receiver()
    try:
        server.start()
        client = server.client()
        hook = client.need("POST", "/webhooks", {"url": receiver.url("in")})["webhook"]["id"]
        client.need("POST", "/contacts/", {"locationId": server.location, "firstName": "Ann"})
        until = time.monotonic() + WAIT_SECONDS
        told = {}
        while "error" not in told and time.monotonic() < until:
            told = (client.need("GET", "/webhooks/deliveries")["deliveries"] or [{}])[0]
            time.sleep(0.05)
        tally.check("private network" in told.get("error", "") and told["state"] == "retry",
                    f"{told}")
        tried = client.need("POST", f"/webhooks/{hook}/test", {})["attempt"]
        tally.check("private network" in tried["error"], f"{tried}")
        tally.check(not receiver.of("in"), "it was asked all the same")
        client.close()
        server.stop()
    finally:
        server.close()
        receiver.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--kills", type=int, default=5)
    reader.add_argument("--changes", type=int, default=300)
    reader.add_argument("--full", type=int, default=400)
    reader.add_argument("--seed", type=int, default=7)
    reader.add_argument("--pair", action="store_true")
    asked = reader.parse_args()
    tally = Tally()
    checks = (pair_check,) if asked.pair else (private_check, hanging_check, kills_check,
                                               full_check)
    for check in checks:
        try:
            check(asked, tally)
        except Failure as failure:
            tally.check(False, f"{check.__name__}: {failure}")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
