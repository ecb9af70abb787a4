# SPDX-License-Identifier: Apache-2.0
"""Groundlevel itself, beside a real WordPress: the button that joins them, and what follows."""
import json
import os
import re
import subprocess
import time
from urllib.parse import parse_qs, urlsplit

from attack import same
from stage import port_free

PLAYS = []
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "doc", "bridge.md")
START_SECONDS = 60
RUNG_SECONDS = 60


def play(name):
    def keep(function):
        PLAYS.append((name, function))
        return function
    return keep


class Hub:
    """A Groundlevel that serves on this machine, with data of its own."""

    def __init__(self, program, folder):
        self.program, self.data = program, folder
        self.url = f"http://127.0.0.1:{port_free()}"
        self.environment = {**os.environ, "GROUNDLEVEL_PRIVATE_NETWORKS": "true"}
        self.run("init")
        self.server = subprocess.Popen(
            [program, "serve", "--data", folder, "--listen", urlsplit(self.url).netloc],
            env=self.environment, stderr=subprocess.PIPE, text=True)
        for line in self.server.stderr:
            if "listening on" in line:
                break

    def run(self, *words):
        got = subprocess.run([self.program, *words, "--data", self.data, "--json"],
                             stdin=subprocess.DEVNULL, capture_output=True, text=True,
                             check=False, env=self.environment, timeout=START_SECONDS)
        assert got.returncode == 0, (words, got.returncode, got.stdout, got.stderr)
        return json.loads(got.stdout)

    def site(self):
        (one,) = self.run("connection", "list")
        return one

    def check(self):
        got = self.run("connection", "check", "site")
        return got["state"], got.get("stateReason", "")

    def close(self):
        self.server.terminate()
        self.server.stderr.close()
        same(self.server.wait(START_SECONDS), 0)


def line_of(page, start):
    """The words of the manual's line that begins so."""
    return re.search(rf"`groundlevel ({start} [^`<]*)", page).group(1).replace(" --data DIR", "")


def button(w, hub):
    """As doc/bridge.md says it, with the addresses of this machine."""
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    add = line_of(page, "connection add site").replace("https://www.example.com", w.site.base)
    join = line_of(page, "connection join site").replace("https://your-groundlevel", hub.url)
    hub.run(*add.split())
    where = hub.run(*join.split())["joinUrl"]
    asked = urlsplit(where)
    assert where.startswith(w.site.base + "/wp-admin/options-general.php"), where
    said = {name: values[0] for name, values in parse_qs(asked.query).items()}
    query = "&" + asked.query.split("&", 1)[1]
    same((said["page"], said["join"]), ("groundlevel", hub.url))
    assert hub.url in w.site.page(query).body.decode()
    pairs = set(w.site.php("return get_option('groundlevel_pairs');"))
    went = w.site.press({"do": "join", "hub": hub.url, "code": said["code"]}, query)
    same(went.headers["Location"], hub.url + "/console/connections")
    again = w.site.press({"do": "join", "hub": hub.url, "code": said["code"]}, query)
    assert again.headers["Location"].endswith("said=refused"), again.headers["Location"]
    (key,) = set(w.site.php("return get_option('groundlevel_pairs');")) - pairs
    return key


@play("the button joins Groundlevel itself: nothing is copied, the bell rings, either side leaves")
def joined(w):
    hub = Hub(w.server, os.path.join(w.site.dir, "by-button"))
    try:
        key = button(w, hub)
        same(hub.check(), ("ok", ""))
        assert "rungAt" not in hub.site(), hub.site()
        w.site.press({"do": "keep", "pair": key, "may_change": "1", "fields[]": ["level"]})
        w.site.php("update_option('test_finish', '1');")
        w.site.php(f"update_user_meta({w.bob}, 'level', 'heard by the button');")
        until = time.monotonic() + RUNG_SECONDS
        while "rungAt" not in hub.site():
            assert time.monotonic() < until, "the bell was not heard"
            time.sleep(0.2)
        w.site.php("delete_option('test_finish');")
        w.site.press({"do": "drop", "pair": key})
        one = hub.site()
        same((one["state"], one["stateReason"], one["hasSecret"]),
             ("refused", "The site was disconnected on its own page.", False))
        hub.run("connection", "remove", "site")
        key = button(w, hub)
        same(hub.check(), ("ok", ""))
        hub.run("connection", "remove", "site")
        assert key not in w.site.php("return get_option('groundlevel_pairs');")
    finally:
        hub.close()
    w.news()
