#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A site in trouble: slow, refusing, broken, a web page instead of JSON, or not there at all.  Each
time the connection says so in plain words, nothing is lost or doubled, and it recovers by itself.

usage: trouble.py --server PROGRAM --peer PROGRAM
"""
import argparse
import http.client
import json
import re
import signal
import subprocess
import sys
import time

from stage import Failure, Hub, PeerSite, Time, die_with_parent, wait

FLOW = """{ "flow": "give", "enabled": true, "on": { "manual": "batch" }, "parallel": 4, "do": [
  { "for_each": { "in": "{{ batch.items }}", "as": "x", "key": "{{ x.slug }}", "do": [
    { "id": "post", "upsert": "wordpress.post", "of": "pets", "use": "site", "match": ["slug"],
      "set": { "slug": "{{ x.slug }}", "title": "{{ x.title }}", "status": "publish" } },
    { "put": "accessally.member.fields", "use": "site", "where": { "email": "{{ x.email }}" },
      "set": { "pet_name": "{{ x.title }}", "pet_record": "{{ text(steps.post.id) }}" } }
  ] } } ] }"""

MEMBERS, ITEMS = 3, 6
# what goes wrong, for how many requests; the connection's state, and what its sentence says
TROUBLES = [
    ("answers slowly", {"waitMs": 1500, "times": 4}, None, ""),
    ("refuses the password (401)", {"status": 401, "times": 6}, "refused", "not accepted"),
    ("a security plugin answers (403)", {"status": 403, "html": True, "times": 6}, "blocked",
     "security plugin or firewall"),
    ("is broken (500)", {"status": 500, "times": 6}, "failing", "fault of its own"),
    ("is broken after doing it (502)", {"status": 502, "execute": True, "times": 6}, "failing",
     "fault of its own"),
    ("gives a web page instead of JSON", {"html": True, "times": 6}, "strange", "web page"),
    ("wants fewer requests (429)", {"status": 429, "retryAfter": 20, "times": 12}, "busy",
     "fewer requests"),
    ("takes the request and never answers", {"never": True, "times": 2}, "away",
     "did not answer"),
]


class Stage:
    def __init__(self, program, peer):
        self.peer_program = peer
        self.clock, self.site = Time(), PeerSite(peer)
        self.hub = Hub(program, self.clock, "--rate-burst", "0")
        self.hub.connect("site", kind="wordpress", baseUrl=self.site.base,
                         account=self.site.user, secret=self.site.password)
        self.hub.need("POST", "/flows/apply", {"files": [FLOW]})
        self.people = [self.site.member(f"m{n}")["email"] for n in range(MEMBERS)]
        self.given = {}

    def control(self, said):
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        connection.request("POST", "/control", json.dumps(said))
        assert connection.getresponse().status == 200
        connection.close()

    def state(self):
        listed = self.hub.need("GET", "/connections")["connections"]
        return {c["name"]: c for c in listed}["site"]

    def give(self, name):
        items = []
        for n in range(ITEMS):
            slug = re.sub(r"[^a-z0-9]+", "-", f"{name} {n}".lower()).strip("-")
            items.append({"slug": slug, "title": f"{name} {n}",
                          "email": self.people[n % MEMBERS]})
            self.given[slug] = items[-1]
        return self.hub.need("POST", "/flows/give/run", {"data": {"items": items}})["run"]["id"]

    def done(self, run):
        told = self.hub.need("GET", f"/flows/runs/{run}")["run"]
        if told["state"] == "failed":
            raise Failure(f"the run failed: {told['reason']}")
        return told["state"] == "done"

    def all_well(self):
        """Everything is there once, as it was given."""
        posts = self.site.posts("pets")
        slugs = [p["slug"] for p in posts]
        assert sorted(slugs) == sorted(self.given), (sorted(slugs), sorted(self.given))
        assert all(self.given[p["slug"]]["title"] == p["title"]["raw"] for p in posts)
        ids = {str(p["id"]): p["title"]["raw"] for p in posts}
        for email, member in self.site.members().items():
            told = member["meta"]
            assert ids.get(told["pet_record"]) == told["pet_name"], (email, told)

    def seen(self, state, words, run):
        """The connection says how it is; or it is over before anybody could look."""
        def look():
            c = self.state()
            return c["state"] == state and words in c.get("stateReason", "")
        wait(f"the connection is {state}: {words}", look, 40)
        del run

    def until_done(self, run):
        wait("the run ends", lambda: self.done(run), 120, lambda: self.clock.forward(20))

    def trouble(self, name, plan, state, words):
        self.control({"plans": [plan]})
        run = self.give(name)
        if state:
            self.seen(state, words, run)
        self.until_done(run)
        told = self.state()
        assert told["state"] == "ok" and "stateReason" not in told, told
        self.all_well()

    def gone(self):
        """The site is not there; it comes back at the same address with what it had forgotten."""
        port = self.site.port
        self.site.process.send_signal(signal.SIGTERM)
        self.site.process.wait(20)
        run = self.give("gone")
        self.seen("away", "could not be reached", run)
        for _ in range(6):
            self.clock.forward(30)
            time.sleep(0.2)
        self.site.process = subprocess.Popen(
            [self.peer_program, "--listen", f"127.0.0.1:{port}"], stdout=subprocess.PIPE,
            preexec_fn=die_with_parent)
        self.site.process.stdout.readline()
        self.site.furnish()
        self.people = [self.site.member(f"m{n}")["email"] for n in range(MEMBERS)]
        self.given = {s: x for s, x in self.given.items() if s.startswith("gone-")}
        self.until_done(run)
        self.all_well()

    def close(self):
        self.hub.close()
        self.site.close()
        self.clock.close()


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--server", required=True)
    words.add_argument("--peer", required=True)
    told = words.parse_args()
    stage = Stage(told.server, told.peer)
    passed = failed = 0
    plays = [(name, lambda t=t: stage.trouble(*t)) for name, t in
             ((t[0], t) for t in TROUBLES)] + [("is not there at all", stage.gone)]
    try:
        for name, play in plays:
            try:
                play()
                passed += 1
                print(f"passed  the site {name}", flush=True)
            except (Failure, AssertionError) as failure:
                failed += 1
                print(f"FAILED  the site {name}: {failure} {stage.state()}", flush=True)
                break
    finally:
        stage.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
