#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What flows look at outlives an upgrade: cursors, ledgers, hook addresses.

Usage: upgrade.py --before PROGRAM [--server PROGRAM] [--peer PROGRAM]

PROGRAM before is of an earlier version.  It makes the data: polls with and without `watch`, here
and of a peer, one whose first look is still to come, some that differ only in how they look, hooks
signed and not, an event with `watch`.  Things change while nothing runs; then the version under
test takes the data over, and the flows are edited.  Each change is told once, nothing else is, and
the addresses answer.
"""
import argparse
import hashlib
import hmac
import json
import sys

from kit import Failure, Peer, Play, Tally

SECRET = "s3cr3t-value"
STOP = [{"stop": "{{ event.change }} {{ item.id }}"}]


def poll(slug, every, watch=None, start="now", **more):
    on = {"poll": "highlevel.contact", "every": every, "start": start, **more}
    if watch:
        on["watch"] = watch
    return {"flow": slug, "enabled": True, "on": on, "do": STOP}


def hook(slug, **on):
    return {"flow": slug, "enabled": True, "on": {"hook": slug, **on}, "do": STOP}


class Told:
    """What each flow was told, in words; asked for what is new."""

    def __init__(self, play):
        self.play, self.seen = play, set()

    def news(self):
        rows = self.play.rows(
            "SELECT run.id, flow.slug, run.reason FROM run JOIN flow ON flow.id = run.flow_id"
            " WHERE run.state = 'stopped' ORDER BY run.id")
        fresh = [row for row in rows if row[0] not in self.seen]
        self.seen.update(row[0] for row in fresh)
        return sorted((slug, reason) for _, slug, reason in fresh)


def settle(play, minutes=1, rounds=1):
    """Time passes, and all that is due by then is done."""
    for _ in range(rounds):
        play.later(minutes * 60000)
        play.wait(lambda: not play.one(
            "SELECT count(*) FROM cursor c WHERE c.kind = 'poll' AND c.next_due <= ?"
            " AND EXISTS (SELECT 1 FROM subscription u JOIN flow ON flow.id = u.flow_id"
            " WHERE u.source_id = c.source_id AND flow.enabled)", int(play.now_ms()) - 1000),
            "polls that are due")
        play.idle()


def sign(body):
    return {"x-signature-256": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}


def call(play, path, body, **headers):
    raw = json.dumps(body).encode()
    return play.client.ask("POST", path, raw, {**sign(raw), **headers})


def make(play, peer):
    people = [play.contact(f"Person {n}") for n in range(130)]
    play.connect("hl", peer.url)
    far = [peer.client.need("POST", "/contacts/", {"locationId": "peerlocation00000000",
                                                   "firstName": f"F{n}",
                                                   "email": f"f{n}@example.com"})
           ["contact"]["id"] for n in range(3)]
    play.ask("PUT", "/flows/secrets/site", {"value": SECRET})
    play.apply(poll("name", "1h", ["firstName"], "all"), poll("whole", "2h"),
               poll("far", "1h", ["firstName"], use="hl"),
               hook("open"), hook("closed", verify={"hmac-sha256": "secret:site"}, same="1m"),
               {"flow": "event", "enabled": True, "do": STOP,
                "on": {"event": "highlevel.contact.updated", "watch": ["lastName"]}})
    settle(play)
    paths = {slug: play.ask("GET", "/flows/" + slug)["flow"]["hookPath"]
             for slug in ("open", "closed")}
    for path in paths.values():
        if call(play, path, {"webhookId": "before"}).status != 202:
            raise Failure(f"{path} does not answer")
    play.ask("PUT", f"/contacts/{people[0]}", {"lastName": "One"})
    settle(play)
    return people, far, paths


def expect(tally, told, what, *wanted):
    news = told.news()
    tally.check(news == sorted(wanted), f"{what}: {news}, not {sorted(wanted)}")


def judge(play, peer, after, tally):
    people, far, paths = make(play, peer)
    told = Told(play)
    told.news()
    sources = dict(play.rows("SELECT id, kind FROM source"))
    # the last moments of the version before: seen, or not yet
    play.ask("PUT", f"/contacts/{people[1]}", {"firstName": "Changed"})
    play.ask("PUT", f"/contacts/{people[2]}", {"lastName": "Two"})
    peer.client.need("PUT", f"/contacts/{far[1]}", {"firstName": "Changed"})
    play.apply(poll("late", "1h", ["email"], "all"))
    play.idle()
    told.news()
    play.stop()

    play.server.program = after
    play.start()
    tally.check(dict(play.rows("SELECT id, kind FROM source")) == sources | dict(play.rows(
        "SELECT id, kind FROM source WHERE id NOT IN ('" + "','".join(sources) + "')")),
        "a source is gone")
    play.apply(poll("name", "2m", ["firstName", "lastName"], "all"), poll("whole", "2m"),
               poll("far", "2m", use="hl"),
               hook("open", verify={"hmac-sha256": "secret:site"}), hook("closed", same="2m"))
    settle(play, 3, 2)
    news = told.news()
    late = [reason for slug, reason in news if slug == "late"]
    tally.check(sorted(late) == sorted(f"appeared {p}" for p in people),
                f"the first look of late: {len(late)} of {len(people)}")
    rest = sorted(n for n in news if n[0] != "late")
    wanted = sorted([("name", f"updated {people[1]}"), ("whole", f"updated {people[1]}"),
                     ("whole", f"updated {people[0]}"), ("whole", f"updated {people[2]}"),
                     ("far", f"updated {far[1]}")])
    tally.check(rest == wanted, f"what changed before the upgrade: {rest}, not {wanted}")
    for slug, path in paths.items():
        now = play.ask("GET", "/flows/" + slug)["flow"]["hookPath"]
        tally.check(now == path, f"{slug}: the address was {path} and is {now}")
        reply = call(play, path, {"webhookId": "before"})
        tally.check(reply.status == 202 and not reply.json()["kept"], f"{slug}: {reply}")
        reply = call(play, path, {"webhookId": "after"})
        tally.check(reply.status == 202 and reply.json()["kept"], f"{slug}: {reply}")
    settle(play)
    expect(tally, told, "the hooks", ("open", "called "), ("closed", "called "))
    play.ask("PUT", f"/contacts/{people[3]}", {"lastName": "Three"})
    play.ask("PUT", f"/contacts/{people[0]}", {"city": "Bonn"})
    settle(play, 3, 2)
    expect(tally, told, "what changes afterwards", ("name", f"updated {people[3]}"),
           ("whole", f"updated {people[3]}"), ("whole", f"updated {people[0]}"),
           ("event", f"updated {people[3]}"))
    settle(play, 60 * 25)
    expect(tally, told, "a whole walk a day later")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", required=True)
    parser.add_argument("--server", default="build/groundlevel-san")
    parser.add_argument("--peer", default="build/peer")
    asked = parser.parse_args()
    peer, play, tally = Peer(asked.peer), Play(asked.before), Tally()
    judge(play, peer, asked.server, tally)
    play.close()
    peer.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
