# SPDX-License-Identifier: Apache-2.0
"""Who plays in the tests of recipes: a Groundlevel that runs flows, the CRM they reach (the same in
process, or another Groundlevel at a base URL), and a site (a real WordPress, or the peer)."""
import argparse
import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
from server import Client, Failure, Server, die_with_parent  # noqa: E402

RECIPES = os.path.join(HERE, "..", "..", "recipes")
SITE_SCRIPT = os.path.join(HERE, "..", "wordpress", "site.sh")
META = re.findall(r"'([a-z_]+)'", re.search(
    r"\$members = \[(.*?)\]", open(os.path.join(HERE, "..", "wordpress", "fields.php")).read(),
    re.S).group(1))
SECRET = "a secret that both sides know"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait(what, found, seconds=60, tick=None):
    """Until found() gives something true; `tick` is called between two looks."""
    until = time.monotonic() + seconds
    while True:
        value = found()
        if value:
            return value
        if time.monotonic() > until:
            raise Failure(f"not within {seconds} s: {what}")
        if tick:
            tick()
        time.sleep(0.1)


class Time:
    """One clock for all Groundlevels of a test; it only goes on."""

    def __init__(self):
        self.path = tempfile.mktemp(prefix="groundlevel-clock-")
        self.offset = 0
        with open(self.path, "wb") as f:
            f.write(bytes(8))

    def forward(self, seconds):
        self.offset += int(seconds * 1000)
        with open(self.path, "r+b") as f:
            f.write(struct.pack("=q", self.offset))

    def close(self):
        os.unlink(self.path)


# --- the site ---


class Site:
    """REST of a WordPress, as its administrator."""

    def __init__(self, base, user, password):
        self.base, self.user, self.password = base, user, password
        self.port = int(base.rsplit(":", 1)[1])

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        connection.request(method, "/wp-json/wp/v2" + path,
                           json.dumps(body) if body is not None else None,
                           {"Authorization": "Basic " + pair, "Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        if answer.status >= 300:
            raise Failure(f"{method} {path}: {answer.status} {said[:500]!r}")
        return json.loads(said)

    def member(self, name, email=None):
        return self.ask("POST", "/users?context=edit", {
            "username": name, "email": email or f"{name}@example.com", "password": "x" * 16,
            "first_name": name.capitalize(), "last_name": "Member"})

    def members(self):
        found = {}
        for page in range(1, 100):
            got = self.ask("GET", f"/users?context=edit&per_page=100&page={page}&orderby=id")
            found.update({m["email"]: m for m in got})
            if len(got) < 100:
                return found
        raise Failure("the site has too many members")

    def fields(self, member):
        return self.ask("GET", f"/users/{member['id']}?context=edit")["meta"]

    def posts(self, kind):
        return self.ask("GET", f"/{kind}?context=edit&per_page=100&status=any")


class RealSite(Site):
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="groundlevel-site-")
        port = free_port()
        made = subprocess.run(["sh", SITE_SCRIPT, "up", self.folder, str(port)],
                              stdout=subprocess.PIPE, timeout=120, check=True)
        told = json.loads(made.stdout.splitlines()[-1])
        super().__init__(told["base"], told["user"], told["app_password"])

    def stop(self):
        subprocess.run(["sh", SITE_SCRIPT, "stop", self.folder], timeout=60, check=True)

    def start(self):
        subprocess.run(["sh", SITE_SCRIPT, "start", self.folder, str(self.port)], timeout=60,
                       check=True)

    def close(self):
        subprocess.run(["sh", SITE_SCRIPT, "down", self.folder], timeout=60, check=False)
        subprocess.run(["rm", "-rf", self.folder], check=False)


class PeerSite(Site):
    def __init__(self, program):
        self.process = subprocess.Popen([program, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, preexec_fn=die_with_parent)
        port = int(re.search(rb"\d+", self.process.stdout.readline()).group())
        super().__init__(f"http://127.0.0.1:{port}", "admin", "abcd EFGH ijkl")
        self.furnish()

    def furnish(self):
        posts = ["hl_object", "hl_status", "duration", "color"]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("POST", "/control", json.dumps(
            {"user": self.user, "password": self.password, "meta": META + posts}))
        assert connection.getresponse().status == 200

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


# --- the CRM ---


class Crm:
    """HighLevel's API at some Groundlevel: what the recipes need, made and looked at."""

    def __init__(self, server):
        self.server, self.location = server, server.location
        self.client = server.client()

    def again(self):
        self.client = self.server.client()

    def need(self, method, path, body=None):
        return self.client.need(method, path, body)

    def field(self, name, kind="TEXT"):
        made = self.need("POST", f"/locations/{self.location}/customFields",
                         {"name": name, "dataType": kind})
        return made["customField"]["id"]

    def object(self, key, name, fields):
        self.need("POST", "/objects/", {
            "locationId": self.location, "key": key,
            "labels": {"singular": name, "plural": name + "s"},
            "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}})
        full = f"custom_objects.{key}"
        folder = self.need("POST", "/custom-fields/folder", {
            "objectKey": full, "name": "More", "locationId": self.location})["id"]
        for field, kind, unique in fields:
            self.need("POST", "/custom-fields/", {
                "locationId": self.location, "name": field, "dataType": kind, "showInForms": True,
                "fieldKey": f"{full}.{field}", "objectKey": full, "parentId": folder,
                "isUnique": unique})

    def contact(self, **members):
        return self.need("POST", "/contacts/", {"locationId": self.location, **members})["contact"]

    def contacts(self):
        found, after = [], None
        while True:
            body = {"locationId": self.location, "pageLimit": 100}
            if after:
                body["searchAfter"] = after
            got = self.need("POST", "/contacts/search", body)["contacts"]
            found += got
            if len(got) < 100:
                return found
            after = got[-1]["searchAfter"]

    def record(self, key, **properties):
        return self.need("POST", f"/objects/custom_objects.{key}/records",
                         {"locationId": self.location, "properties": properties})["record"]

    def record_change(self, key, record, **properties):
        self.need("PUT", f"/objects/custom_objects.{key}/records/{record['id']}"
                         f"?locationId={self.location}", {"properties": properties})

    def records(self, key):
        return self.need("POST", f"/objects/custom_objects.{key}/records/search",
                         {"locationId": self.location, "page": 1, "pageLimit": 100})["records"]

    def tie(self, association, first, second):
        self.need("POST", "/associations/relations", {
            "locationId": self.location, "associationId": association,
            "firstRecordId": first, "secondRecordId": second})


# --- the flows ---


class Hub:
    """The Groundlevel that runs the flows."""

    def __init__(self, program, clock, *flags):
        self.server = Server(program, "--clock-file", clock.path, "--private-networks", "true",
                             *flags)
        self.clock = clock
        self.server.start()
        self.client = self.server.client()

    def need(self, method, path, body=None):
        return self.client.need(method, path, body)

    def restart(self):
        self.server.kill()
        self.server.start()
        self.client = self.server.client()

    def connect(self, name, **members):
        if members["kind"] == "wordpress":
            members = {"rate": 0, **members}  # as fast as it goes
        made = self.need("POST", "/connections", {"name": name, **members})["connection"]
        found = self.need("POST", f"/connections/{made['id']}/check")["connection"]
        if found["state"] != "ok":
            raise Failure(f"connection {name}: {found}")

    def connect_all(self, crm, site, far):
        if far:
            self.connect("hl", kind="highlevel", secret=crm.server.token,
                         baseUrl=f"http://127.0.0.1:{crm.server.port}",
                         remoteLocationId=crm.location)
        else:
            self.connect("hl", kind="groundlevel")
        self.connect("site", kind="wordpress", baseUrl=site.base, account=site.user,
                     secret=site.password)
        self.need("PUT", "/flows/secrets/site", {"value": SECRET})

    def apply(self, *names):
        files = [open(os.path.join(RECIPES, name + ".flow"), encoding="utf-8").read()
                 for name in names]
        self.need("POST", "/flows/apply", {"files": files})
        for name in names:
            self.need("POST", f"/flows/{name}/enable", {})

    def flow(self, name):
        return self.need("GET", f"/flows/{name}")["flow"]

    def hook(self, name, body):
        """Calls the flow's address as the site would."""
        raw = json.dumps(body).encode()
        signature = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        reply = self.client.ask("POST", self.flow(name)["hookPath"], raw,
                                headers={"x-signature-256": "sha256=" + signature}, token="")
        if reply is None or reply.status != 202:
            raise Failure(f"hook of {name}: {reply}")

    def runs(self, **query):
        asked = "&".join(f"{k}={v}" for k, v in query.items())
        return self.need("GET", f"/flows/runs?limit=100&{asked}")["runs"]

    def story(self):
        """For a failure: how the runs stand, and what they say."""
        self.client.close()  # it was silent for longer than the server waits
        lines = []
        for flow in self.need("GET", "/flows")["flows"]:
            for state in ("ready", "waiting", "sending", "asking", "held", "failed", "stopped"):
                found = self.runs(flow=flow["slug"], state=state)
                if found:
                    lines.append(f"{flow['slug']}: {len(found)} {state},"
                                 f" such as {found[0]['id']}: {found[0].get('reason')}")
        return lines

    def rest(self, seconds=60):
        """Until nothing is under way."""
        states = ("ready", "waiting", "sending")
        wait("all runs end", lambda: not any(self.runs(state=s) for s in states), seconds)

    def close(self):
        if self.server.alive():
            self.server.stop()
        self.server.close()


# --- a play, with the CRM in process and at a base URL ---


def both_ways_words(about):
    words = argparse.ArgumentParser(description=about,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--server", required=True)
    words.add_argument("--peer")
    words.add_argument("--real", action="store_true")
    words.add_argument("--only", choices=["ours", "far"])
    return words


def both_ways(told, open_play):
    """open_play(site, far) gives something with play(), close(), hub and checked."""
    passed = failed = 0
    for far in (False, True):
        if told.only and (told.only == "far") != far:
            continue
        print("the CRM is " + ("another Groundlevel, at a base URL" if far else
                               "this Groundlevel, in process"), flush=True)
        site = RealSite() if told.real else PeerSite(told.peer)
        play = None
        try:
            play = open_play(site, far)
            play.play()
        except (Failure, AssertionError) as failure:
            failed += 1
            print(f"FAILED  {type(failure).__name__}: {failure}", flush=True)
            if play and play.hub.server.alive():
                print("\n".join("        " + line for line in play.hub.story()), flush=True)
        finally:
            if play:
                passed += play.checked
                play.close()
            site.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
