# SPDX-License-Identifier: Apache-2.0
"""A real WordPress with the bridge in it, somebody who signs, and a hub that listens."""
import hashlib
import hmac
import http.client
import http.cookiejar
import http.server
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SITE = os.path.join(ROOT, "test", "wordpress", "site.sh")


def port_free():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            raise AssertionError(f"not JSON, {self.status}: {self.body[:300]!r}") from None


def send(opener, method, url, body=None, headers=None, timeout=60):
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        with opener.open(request, timeout=timeout) as reply:
            return Answer(reply.status, reply.headers, reply.read())
    except urllib.error.HTTPError as e:
        return Answer(e.code, e.headers, e.read())


def sign(secret, method, route, query, when, idem, body):
    """What both sides sign (doc/bridge.md)."""
    quote = lambda t: urllib.parse.quote(t, safe="-_.~")
    pairs = sorted(f"{quote(a)}={quote(b)}" for a, b in query)
    text = "\n".join([method, route, "&".join(pairs), when, idem, hashlib.sha256(body).hexdigest()])
    return "v1=" + hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


class Hub:
    """Plays Groundlevel: notes what it hears, answers what it was told to."""

    def __init__(self):
        hub = self
        self.heard, self.answers, self.delay = [], {}, 0

        class Ear(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path, _, query = self.path.partition("?")
                hub.heard.append((self.command, path, query, dict(self.headers), body))
                time.sleep(hub.delay)
                status, reply = hub.answers.get(path, (200, {}))
                text = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def count(self, path):
        return sum(1 for h in self.heard if h[1] == path)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Site:
    def __init__(self, bundle):
        self.dir = tempfile.mkdtemp(prefix="bridge")
        self.port = port_free()
        out = subprocess.run(["sh", SITE, "up", self.dir, str(self.port)], check=True,
                             stdout=subprocess.PIPE).stdout
        self.told = json.loads(out.splitlines()[-1])
        self.base = self.told["base"]
        content = os.path.join(self.dir, "www", "wp-content")
        os.makedirs(os.path.join(content, "plugins"), exist_ok=True)
        with zipfile.ZipFile(bundle) as z:
            z.extractall(os.path.join(content, "plugins"))
        shutil.copytree(os.path.join(HERE, "mu"), os.path.join(content, "mu-plugins"),
                        dirs_exist_ok=True)
        shutil.copytree(os.path.join(HERE, "theme"), os.path.join(content, "themes", "plain"))
        os.remove(os.path.join(content, "mu-plugins", "fields.php"))
        shutil.copy(os.path.join(HERE, "router.php"), self.dir)
        self.open = urllib.request.build_opener(NoRedirect)
        self.admin = urllib.request.build_opener(
            NoRedirect, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def close(self):
        subprocess.run(["sh", SITE, "down", self.dir], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.dir, ignore_errors=True)

    def php(self, code, queries=False):
        """What PHP inside the site returns for it."""
        got = send(self.open, "POST", self.base + "/?test_eval=1", code.encode(),
                   {"Content-Type": "text/plain"}).json
        return got["queries"] if queries else got["got"]

    def sql(self, text):
        out = subprocess.run(["mariadb", "--no-defaults", "-S", os.path.join(self.dir, "sql.sock"),
                              "-u", "root", "-N", "-B", "wp", "-e", text], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
        return [line.split("\t") for line in out.splitlines()]

    def login(self, user="admin", password="adminpw", opener=None):
        form = urllib.parse.urlencode({"log": user, "pwd": password, "testcookie": "1"}).encode()
        opener = opener or self.admin
        got = send(opener, "POST", self.base + "/wp-login.php", form,
                   {"Cookie": "wordpress_test_cookie=WP%20Cookie%20check"})
        assert got.status == 302, (got.status, got.body[-2000:])
        return opener

    def page(self, query="", opener=None):
        return send(opener or self.admin, "GET",
                    self.base + "/wp-admin/options-general.php?page=groundlevel" + query)

    def press(self, fields, query="", opener=None, nonce=None):
        """Presses a button of the page."""
        if nonce is None:
            text = self.page(query, opener).body.decode()
            nonce = re.search(r'name="_wpnonce" value="(\w+)"', text).group(1)
        form = urllib.parse.urlencode({"action": "groundlevel", "_wpnonce": nonce, **fields}, True)
        return send(opener or self.admin, "POST", self.base + "/wp-admin/admin-post.php",
                    form.encode())

    def debug(self):
        """Lines of the debug log that name the plugin."""
        try:
            with open(os.path.join(self.dir, "debug.log"), encoding="utf-8") as log:
                return [x for x in log if "plugins/groundlevel" in x]
        except FileNotFoundError:
            return []


class Pair:
    """Somebody with the secret."""

    def __init__(self, site, key, secret):
        self.site, self.key, self.secret = site, key, secret
        self.door, self.base = "pretty", site.base

    def ask(self, method, route, query=(), body=None, idem=None, bend=None):
        query = list(dict(query).items())
        raw = b"" if body is None else body
        raw = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
        idem = idem if idem is not None else secrets.token_hex(8) if method == "POST" else ""
        when = str(int(time.time()))
        ask = {"method": method, "route": route, "query": query, "when": when, "idem": idem,
               "body": raw}
        ask.update((bend or {}).pop("signed", {}) if bend else {})
        mark = sign(self.secret, *(ask[x] for x in ("method", "route", "query", "when", "idem",
                                                    "body")))
        headers = {"X-Groundlevel-Key": self.key, "X-Groundlevel-Time": ask["when"],
                   "X-Groundlevel-Sign": mark, "Content-Type": "application/json",
                   "Idempotency-Key": idem}
        sent = {"method": method, "url": self.url(route, query), "headers": headers, "raw": raw}
        if self.door == "ajax":
            sent["method"] = "POST"
            sent["raw"] = json.dumps({"route": route, "method": method, "query": dict(query),
                                      "body": raw.decode()}).encode()
        sent["headers"].update((bend or {}).pop("headers", {}))
        sent.update(bend or {})
        return send(self.site.open, sent["method"], sent["url"], sent["raw"] or None,
                    sent["headers"])

    def url(self, route, query):
        more = urllib.parse.urlencode(query)
        if self.door == "ajax":
            return self.base + "/wp-admin/admin-ajax.php?action=groundlevel"
        if self.door == "plain":
            return f"{self.base}/?rest_route=/groundlevel/v1{route}&_=1" + (more and "&" + more)
        return f"{self.base}/wp-json/groundlevel/v1{route}" + (more and "?" + more)

    def get(self, route, **query):
        got = self.ask("GET", route, query)
        assert got.status == 200, (route, got.status, got.body[:400])
        return got.json

    def write(self, *items, **more):
        got = self.ask("POST", "/members", body={"members": list(items), **more})
        assert got.status == 200, (got.status, got.body[:400])
        return got.json["results"]

    def one(self, **item):
        return self.write(item)[0]

    def news(self, since):
        """All items since, and the new cursor."""
        items = []
        while True:
            got = self.get("/changes", since=since, limit="500")
            items += got["items"]
            since = got["next"]
            if not got["more"]:
                return items, since
