#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keys of applications and people: raced for, forged, guessed, killed for; and nowhere in clear.

Usage: keys.py [--server PROGRAM]

Somebody allows an application.  Fifty clients come with the same code at once: one gets tokens.
Fifty come with the same refresh token: who is answered gets the same child.  The server is killed
as soon as a refresh has been answered, and the same question gets the same answer.  Access tokens
are forged in every way that a JWT knows: none counts.  Passwords are guessed by a crowd at once:
the account waits all the same.  At the end no token, code, cookie, password or secret stands in the
data, the log or an event, in any spelling.
"""
import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
import threading
import urllib.parse

from canaries import files_of, spellings
from server import Failure, Server, Tally

CROWD = 50
BACK = "https://app.example.com/back"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PASSWORD = "canary password, of fourteen words"


def part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def opened(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Keys:
    def __init__(self, server, tally):
        self.server, self.tally, self.secrets = server, tally, set()
        app = server.client(server.agency).need("POST", "/apps", {
            "name": "Raced", "redirects": [BACK], "scopes": ["contacts.readonly"]})["app"]
        self.app = {"client_id": app["clientId"], "client_secret": app["clientSecret"]}
        self.secrets.add(app["clientSecret"])
        self.sign_in()

    def browser(self, method, path, body, form=False, **more):
        headers = {"Origin": f"http://127.0.0.1:{self.server.port}", **more}
        if form:
            headers.update(FORM)
            body = urllib.parse.urlencode(body).encode()
        return self.server.client("").ask(method, path, body, headers)

    def sign_in(self):
        first = self.server.made["firstCode"]
        reply = self.browser("POST", "/auth/first",
                             {"code": first, "name": "Ann", "password": PASSWORD})
        self.tally.check(reply.status == 201, f"first sign-in: {reply}")
        self.cookie = reply.headers["Set-Cookie"].split(";")[0]
        self.csrf = reply.json()["session"]["csrf"]
        self.secrets |= {first, PASSWORD, self.cookie.split("=")[1], self.csrf}

    def code(self):
        reply = self.browser("POST", "/oauth/consent", {
            "decision": "allow", "place": self.server.location, "csrf": self.csrf,
            "response_type": "code", "client_id": self.app["client_id"], "redirect_uri": BACK},
            True, Cookie=self.cookie)
        if reply.status != 303:
            raise Failure(f"consent: {reply}")
        found = re.search(r"code=(\w+)", reply.headers["Location"]).group(1)
        self.secrets.add(found)
        return found

    def token(self, **fields):
        reply = self.server.client("").ask(
            "POST", "/oauth/token", urllib.parse.urlencode({**fields, **self.app}).encode(), FORM)
        if reply and reply.status == 200:
            told = reply.json()
            self.secrets |= {told["access_token"], told["refresh_token"]}
        return reply

    def asks(self, token):
        reply = self.server.client(token).ask(
            "GET", f"/contacts/?locationId={self.server.location}")
        return reply.status

    def crowd(self, ask):
        replies = []
        threads = [threading.Thread(target=lambda: replies.append(ask())) for _ in range(CROWD)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return replies

    # --- the plays ---

    def code_raced_for(self):
        code = self.code()
        replies = self.crowd(lambda: self.token(grant_type="authorization_code", code=code))
        given = [r.json() for r in replies if r.status == 200]
        self.tally.check(len(given) == 1, f"a code gave tokens {len(given)} times")
        self.tally.check({r.status for r in replies} <= {200, 401},
                         f"a raced code: {sorted(r.status for r in replies)}")
        self.tally.check(given and self.asks(given[0]["access_token"]) == 401,
                         "what a code gave that was used twice still counts")

    def refresh_raced_for(self):
        told = self.token(grant_type="authorization_code", code=self.code()).json()
        replies = self.crowd(lambda: self.token(grant_type="refresh_token",
                                                refresh_token=told["refresh_token"]))
        # twenty times the same answer, and the first one; then it is a thief
        fine = [r.json() for r in replies if r.status == 200]
        self.tally.check(len(fine) == 21, f"{len(fine)} refreshes of {CROWD} were answered")
        self.tally.check(len({(r["refresh_token"], r["access_token"]) for r in fine}) == 1,
                         "the same question got different answers")

    def killed_after_refresh(self):
        told = self.token(grant_type="authorization_code", code=self.code()).json()
        question = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
        before = self.token(**question).json()
        self.server.kill()
        self.server.start()
        after = self.token(**question).json()
        self.tally.check(before["refresh_token"] == after["refresh_token"] and
                         before["access_token"] == after["access_token"],
                         "after a kill the same question got another answer")
        return after["access_token"]

    def forged(self, good):
        head, claims, signature = good.split(".")
        said = json.loads(opened(claims))
        key = self.server.client("").need("GET", "/.well-known/jwks.json")["keys"][0]
        self.tally.check(self.asks(good) == 200, "the good one is refused")

        def signed(header, body, secret):
            text = part(json.dumps(header).encode()) + "." + part(json.dumps(body).encode())
            return text + "." + part(hmac.new(secret, text.encode(), hashlib.sha256).digest())

        header = json.loads(opened(head))
        wrong = {
            "alg none": part(b'{"alg":"none","typ":"JWT"}') + "." + claims + ".",
            "alg none, signed": part(b'{"alg":"none","kid":"x"}') + f".{claims}.{signature}",
            "HS256 with the public key": signed({**header, "alg": "HS256"}, said,
                                                opened(key["n"])),
            "HS256 named RS256": signed(header, said, key["n"].encode()),
            "another kid": part(json.dumps({**header, "kid": "other"}).encode())
            + f".{claims}.{signature}",
            "no kid": part(b'{"alg":"RS256"}') + f".{claims}.{signature}",
            "more claims": f"{head}.{part(json.dumps({**said, 'exp': 2 ** 40}).encode())}"
            f".{signature}",
            "cut": good[:-1], "cut more": good[:-20], "without signature": f"{head}.{claims}.",
            "two parts": f"{head}.{claims}", "four parts": good + ".x", "padded": good + "=",
            "a sign more": good + "A", "other signature": good[:-8] + "AAAAAAAA",
            "empty": "..", "large": head + "." + "A" * 12000 + "." + signature,
            "last bits": good[:-1] + chr(ord(good[-1]) ^ 1 if good[-1] not in "-_" else 65),
        }
        for name, token in wrong.items():
            self.tally.check(self.asks(token) == 401, f"a forged token counts: {name}")

    def guessed_by_a_crowd(self):
        replies = self.crowd(lambda: self.browser(
            "POST", "/auth/session", {"email": "owner@example.com", "password": "guess of many"},
            **{"X-Forwarded-For": f"198.51.100.{threading.get_ident() % 250}"}))
        looked = sum(r.status == 401 for r in replies)
        self.tally.check(looked <= 12, f"{looked} of {CROWD} guesses at once were looked at")
        self.tally.check({r.status for r in replies} <= {401, 429, 503},
                         f"guesses: {sorted({r.status for r in replies})}")

    def nothing_in_clear(self):
        told = self.token(grant_type="authorization_code", code=self.code()).json()
        self.tally.check(self.asks(told["access_token"]) == 200, "a token does not count")
        events = self.server.client().ask("GET", "/events?limit=100").body
        places = [("events", events), *files_of(self.server)]
        for secret in self.secrets:
            for spelled in spellings(secret):
                found = [place for place, data in places if spelled in data]
                self.tally.check(not found, f"{secret[:12]}… stands in {found}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="build/groundlevel-san")
    server = Server(parser.parse_args().server, "--rate-burst", "0")
    tally = Tally()
    try:
        server.start()
        keys = Keys(server, tally)
        keys.code_raced_for()
        keys.refresh_raced_for()
        keys.forged(keys.killed_after_refresh())
        keys.guessed_by_a_crowd()
        keys.nothing_in_clear()
        server.stop()
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
