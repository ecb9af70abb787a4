#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""250 things made on somebody else's server: within its limit, each of them once.

Usage: once.py [--server PROGRAM] [--peer PROGRAM] [--all]

The peer is shaped like HighLevel.  It allows 100 requests in a fixed window of 10 s: all must be
made with hardly a request too many, and in little more than the windows take.  Without a limit, one
request goes wrong, at the first, in the middle, near the end, at the last, executed or not: each
thing is still made once.  Contacts are of the kind that the other side itself refuses to double;
records it would double, so they must be looked for before they are sent again, and not before the
search of the other side, which lags, can show them.
"""
import argparse
import os
import sqlite3
import sys
import threading
import time

from kit import Failure, Peer, Play, Tally

ITEMS = 250
WINDOW = {"max": 100, "intervalMs": 10000}
WIDE = {"max": 100000, "intervalMs": 10000}  # no limit, said so
REQUESTS_MAX, SECONDS_MAX = 252, 30
PETS = "record:custom_objects.pets"
LAG_MS, SPEED = 800, 100  # of the other side's search; meanwhile time passes faster


def contacts_flow():
    return {"flow": "contacts", "enabled": True, "on": {"manual": "batch"}, "do": [
        {"for_each": {"in": "{{ batch.items }}", "as": "p", "key": "{{ p }}", "do": [
            {"id": "c", "post": "highlevel.contact", "use": "hl", "set": {
                "email": "{{ p }}@example.com"}}]}}]}


def records_flow():
    return {"flow": "records", "enabled": True, "on": {"manual": "batch"}, "do": [
        {"for_each": {"in": "{{ batch.items }}", "as": "p", "key": "{{ p }}", "do": [
            {"id": "r", "post": "highlevel.record", "of": "custom_objects.pets", "use": "hl",
             "set": {"sync_key": "{{ p }}"}}]}}]}


class Stage:
    def __init__(self, asked):
        self.peer = Peer(asked.peer)
        self.play = Play(asked.server)
        self.play.connect("hl", self.peer.url)
        self.play.apply(contacts_flow(), records_flow())
        self.count = 0

    def run(self, flow, items=ITEMS, speed=1):
        self.count += 1
        began = time.monotonic()
        run = self.play.run(flow, {"items": [f"r{self.count}i{i}" for i in range(items)]})
        run = self.play.ended(run, 120, speed)
        return run["state"], time.monotonic() - began

    def made(self, kind, member):
        """How many there are, and how many different."""
        things = self.peer.client.need("GET", f"/control?type={kind}")["things"]
        return len(things), len({t[member] for t in things})

    def close(self):
        self.play.close()
        self.peer.close()


def within_the_limit(stage, tally, flow, kind, member):
    stage.peer.forget()
    stage.peer.tell(rate=WINDOW)
    state, seconds = stage.run(flow)
    told, made = stage.peer.told(), stage.made(kind, member)
    floods = told["statuses"].get("429", 0)
    print(f"{ITEMS} {flow} at 100 in 10 s: {told['requests']} requests, {floods} refused,"
          f" {made[1]} made, {made[0] - made[1]} doubled, {seconds:.1f} s", flush=True)
    tally.check(state == "done", f"the run is {state}")
    tally.check(made == (ITEMS, ITEMS), f"{flow}: {made[1]} of {ITEMS}, {made[0]} in all")
    tally.check(told["requests"] <= REQUESTS_MAX, f"{told['requests']} requests for {ITEMS} {flow}")
    tally.check(seconds <= SECONDS_MAX, f"{flow}: {seconds:.1f} s")


def beside_another(stage, tally):
    """Somebody else uses 60 of each window: it shows in the headers, and is left to them."""
    stage.peer.forget()
    stage.peer.tell(rate={"max": 100, "intervalMs": 2000})
    other, stop = stage.peer.client, time.monotonic() + 60
    run = stage.play.run("contacts", {"items": [f"b{i}" for i in range(ITEMS)]})
    refused = theirs = 0
    while stage.play.ask("GET", f"/flows/runs/{run}")["run"]["state"] != "done" and \
            time.monotonic() < stop:
        for _ in range(60):
            reply = other.ask("GET", "/contacts/?locationId=peerlocation00000000&limit=1")
            theirs += 1
            refused += reply.status == 429
        time.sleep(2)
    told, made = stage.peer.told(), stage.made("contact", "email")
    ours = told["requests"] - theirs
    floods = told["statuses"].get("429", 0) - refused
    print(f"beside another who uses 60 of each window: {ours} requests of ours, {floods} of them"
          f" refused, {made[1]} made", flush=True)
    tally.check(made == (ITEMS, ITEMS), f"beside another: {made}")
    tally.check(ours <= ITEMS + 40, f"beside another: {ours} requests")


def one_goes_wrong(stage, tally, flow, plan):
    kind, member = ("contact", "email") if flow == "contacts" else (PETS, "sync_key")
    what = f"{flow}, {plan.get('status', 'an answer after 2.5 s')} at {plan['after'] + 1}" \
        f"{', executed' if plan['execute'] else ''}"
    stage.peer.forget()
    stage.peer.tell(rate=WIDE, lagMs=LAG_MS if flow == "records" else 0, plans=[plan])
    state, seconds = stage.run(flow, speed=SPEED)
    told, made = stage.peer.told(), stage.made(kind, member)
    print(f"{what}: {told['requests']} requests, {made[1]} made, {made[0] - made[1]} doubled,"
          f" {seconds:.1f} s", flush=True)
    tally.check(state == "done", f"{what}: the run is {state}")
    tally.check(made == (ITEMS, ITEMS), f"{what}: {made[1]} of {ITEMS}, {made[0]} in all")


def wrongs(places):
    for place in places:
        for executed in (False, True):
            yield {"after": place, "times": 1, "status": 502, "execute": executed}
    yield {"after": 120, "times": 1, "status": 500, "execute": True}
    yield {"after": 120, "times": 1, "status": 429, "execute": False}
    yield {"after": 60, "times": 1, "status": 502, "execute": True, "html": True}
    yield {"after": 90, "times": 1, "execute": True, "waitMs": 2500}


def all_wrongs(stage, tally, flow, plans):
    for plan in plans:
        one_goes_wrong(stage, tally, flow, plan)


def cannot_be_kept(stage, tally):
    """Answered, but what follows cannot be kept: a person is asked, and it is not sent again."""
    play = stage.play
    if play.postgres:
        return
    database = sqlite3.connect(os.path.join(play.server.data, "groundlevel.db"), timeout=20)
    database.execute("CREATE TRIGGER broken BEFORE UPDATE OF response_json ON effect"
                     " BEGIN INSERT INTO not_there VALUES (1); END")
    run = play.run("contacts", {"items": ["kept"]})
    play.wait(lambda: play.ask("GET", "/flows/decisions")["decisions"], "a person is asked")
    (asked,) = play.ask("GET", "/flows/decisions")["decisions"]
    tally.check(asked["kind"] == "uncertain" and "could not be kept" in asked["reason"], asked)
    database.execute("DROP TRIGGER broken")
    database.close()
    play.ask("POST", f"/flows/decisions/{asked['id']}", {"choice": "skip"})
    state = play.ended(run)["state"]
    tally.check(state == "done", f"the run is {state}")
    tally.check(stage.made("contact", "email") == (1, 1), f"made: {stage.made('contact', 'email')}")


def on_stage(asked, tally, act, *rest):
    stage = Stage(asked)
    try:
        act(stage, tally, *rest)
        stage.play.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        stage.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--peer", default="build/peer")
    reader.add_argument("--all", action="store_true")
    asked = reader.parse_args()
    tally = Tally()
    places = range(0, ITEMS, 13) if asked.all else (0, 120, 239)
    acts = [(within_the_limit, "contacts", "contact", "email"), (cannot_be_kept,)]
    if asked.all:
        acts += [(within_the_limit, "records", PETS, "sync_key"), (beside_another,)]
    for name, flow in (("create-contact", "contacts"), ("create-record", "records")):
        acts.append((all_wrongs, flow, [{"on": name, **plan} for plan in
                                        wrongs([*places, ITEMS - 1])]))
    # they wait most of the time, so they may wait together
    threads = [threading.Thread(target=on_stage, args=(asked, tally, *act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
