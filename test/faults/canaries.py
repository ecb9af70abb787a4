#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Secrets of connections are nowhere but in their sealed boxes.

Usage: canaries.py [--server PROGRAM]

Each kind of connection gets a secret that stands nowhere else.  They are checked, against a server
that says everything it was told back in its errors; then every reply, every line that was printed
or logged, the data, a backup and the description of the interface are searched for them, also in
the spellings in which they travel.
"""
import argparse
import base64
import glob
import http.server
import json
import os
import subprocess
import sys
import threading
import urllib.parse

from server import ENVIRONMENT, Failure, Server, Tally, die_with_parent

TOKEN = "pit-canary-3f9a17c2-token"
PASSWORD = "cana ryPA SSwo rdXY 1234 zzzz"
WORD = "canary&word/91c4"
OPERATION = "canaryOperation77b1"
KEY_FILE = "secret.key"


class Echo(http.server.BaseHTTPRequestHandler):
    """Refuses, and says back what it was told: path, query, headers and body."""

    def answer(self):
        size = int(self.headers.get("Content-Length") or 0)
        told = f"no: {self.path} {self.headers.get('Authorization')} " + \
            self.rfile.read(size).decode()
        status = 200 if self.path.startswith("/wp-json/?") else 401
        body = {"message": told, "code": "rest_x", "name": "Echo", "namespaces": [],
                "authentication": {"application-passwords": {}}}
        if status == 401:
            body = {"message": told, "code": "rest_x"}
        sent = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


def spellings(secret):
    plain = secret.encode()
    yield plain
    yield urllib.parse.quote(secret, safe="").encode()
    yield json.dumps(secret)[1:-1].encode()
    yield base64.b64encode(plain).rstrip(b"=")
    yield base64.b64encode(b"ann:" + plain).rstrip(b"=")
    yield plain.hex().encode()


def connections(address):
    return [
        {"kind": "highlevel", "name": "hl", "baseUrl": address, "remoteLocationId": "there",
         "secret": TOKEN},
        {"kind": "wordpress", "name": "site", "baseUrl": address, "account": "ann",
         "secret": PASSWORD},
        {"kind": "accessally", "name": "pokes", "baseUrl": address, "secret": WORD,
         "preset": "kit-json"},
        {"kind": "accessally-address", "name": "operation", "preset": "ontraport-raw",
         "secret": f"{address}/?aal_fieldop={OPERATION}&op=3"},
        {"kind": "highlevel", "name": "away", "baseUrl": "http://127.0.0.1:1",
         "remoteLocationId": "there", "secret": TOKEN},
    ]


def command(server, words, given=b"", last=()):
    """What it prints, on either stream; any exit code is fine."""
    ran = subprocess.run([server.program, *words, "--data", server.data, "--private-networks",
                          "true", *last], input=given, capture_output=True,
                         env=ENVIRONMENT, timeout=60, check=False, preexec_fn=die_with_parent)
    return ran.returncode, ran.stdout + ran.stderr


def play(server, address, tally):
    """Everything that is said, by where it was said."""
    said = {}
    client = server.client()

    def ask(method, path, body=None, headers=None):
        reply = client.ask(method, path, body, headers)
        said[f"{method} {path} {len(said)}"] = str(reply.headers).encode() + reply.body
        return reply

    for body in connections(address):
        made = ask("POST", "/connections", body, {"Idempotency-Key": f"key-{body['name']}"})
        tally.check(made.status == 201, f"{body['name']} could not be made: {made}")
        again = ask("POST", "/connections", body, {"Idempotency-Key": f"key-{body['name']}"})
        tally.check(again.headers.get("Idempotency-Replayed") == "true", "no replay")
        one = made.json()["connection"]["id"]
        state = ask("POST", f"/connections/{one}/check").json()["connection"]["state"]
        wanted = {"away": "away", "pokes": "ok", "operation": "ok"}.get(body["name"], "refused")
        tally.check(state == wanted, f"{body['name']} is {state}, not {wanted}")
        ask("PUT", f"/connections/{one}", {"secret": body["secret"], "title": "again"})
        ask("PUT", f"/connections/{one}", {"secret": body["secret"] + "\n\x01", "kind": "x"})
        ask("GET", f"/connections/{one}")
    for path in ("/connections", "/events", "/openapi.json", "/health", "/metrics"):
        ask("GET", path)
    for words in (["connection", "list"], ["connection", "list", "--json"],
                  ["connection", "check", "hl", "--json"], ["connection", "check", "site"],
                  ["connection", "check", "away"], ["connection", "remove", "away"]):
        code, out = command(server, words)
        said[" ".join(words)] = out
        tally.check(code == (1 if "check" in words else 0), f"{words} gave {code}: {out}")
    code, out = command(server, ["backup"], last=[os.path.join(server.folder, "copy.db")])
    tally.check(code == 0, f"backup gave {code}: {out}")
    code, out = command(server, ["connection", "add", "more", "--kind", "highlevel",
                                 "--base-url", address, "--remote-location", "x", "--json"],
                        TOKEN.encode() + b"\n")
    tally.check(code == 0, f"connection add gave {code}: {out}")
    said["connection add"] = out
    return said


def files_of(server):
    for path in glob.glob(server.folder + "/**", recursive=True):
        if os.path.isfile(path) and os.path.basename(path) != KEY_FILE:
            with open(path, "rb") as file:
                yield os.path.relpath(path, server.folder), file.read()


def search(places, tally):
    for place, bytes_ in places:
        for secret in (TOKEN, PASSWORD, WORD, OPERATION):
            for spelled in spellings(secret):
                tally.check(spelled not in bytes_, f"{place} has {spelled!r}")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    echo = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=echo.serve_forever, daemon=True).start()
    tally, server = Tally(), Server(asked.server, "--private-networks", "true", "--log-level",
                                    "debug")
    try:
        server.start()
        said = play(server, f"http://127.0.0.1:{echo.server_port}", tally)
        search(said.items(), tally)
        search(files_of(server), tally)
        server.stop()
        search(files_of(server), tally)
        mode = os.stat(os.path.join(server.data, KEY_FILE)).st_mode & 0o777
        tally.check(mode == 0o600, f"the file of keys has mode {mode:o}")
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
        echo.shutdown()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
