#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The verbs of the command line, each played as a person or a script would.

usage: commands.py [PROGRAM]          prints 'N passed, N failed'
"""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/groundlevel-san")
PLAYS = []


def play(function):
    PLAYS.append(function)
    return function


def run(*words, code=0, env=None):
    """Runs a verb to its end and gives what it printed; anything but `code` is a failure."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **(env or {})})
    assert done.returncode == code, f"{words} ended with {done.returncode}: {done.stderr[-2000:]}"
    assert "Sanitizer" not in done.stderr, done.stderr
    return done.stdout if code == 0 else done.stderr


class Serving:
    """A server for the length of a `with`; stopped by SIGTERM, and it must end well."""

    def __init__(self, *words):
        self.words = words

    def __enter__(self):
        self.process = subprocess.Popen([PROGRAM, *self.words, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"listening on (http://127\.0\.0\.1:\d+)", line)
            if found:
                self.url = found.group(1)
                return self
        raise AssertionError(f"no server: {self.process.wait()}")

    def __exit__(self, *failure):
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=30)
        if failure[0] is None:
            assert self.process.returncode == 0, errors
            assert "Sanitizer" not in errors, errors


def ask(url, token, method, path, body=None, status=200):
    host, port = url[len("http://"):].split(":")
    data = json.dumps(body).encode() if body is not None else b""
    with socket.create_connection((host, int(port)), 10) as s:
        s.sendall((f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
                   f"Version: 2021-07-28\r\nContent-Type: application/json\r\n"
                   f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n").encode() + data)
        reply = b""
        while chunk := s.recv(65536):
            reply += chunk
    head, _, text = reply.partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status, reply
    return json.loads(text)


def founded(home, name="data"):
    folder = os.path.join(home, name)
    return folder, json.loads(run("init", "--data", folder, "--json"))


@play
def init_prints_the_keys_once_and_refuses_a_second_time(home):
    folder, keys = founded(home)
    assert list(keys) == ["companyId", "locationId", "agencyToken", "locationToken", "owner"], keys
    assert sorted(keys["owner"]) == ["email", "id", "password"]
    assert re.fullmatch(r"pit-[0-9a-f-]{36}", keys["locationToken"])
    assert os.stat(folder).st_mode & 0o077 == 0
    assert os.stat(folder + "/groundlevel.db").st_mode & 0o077 == 0
    assert "already" in run("init", "--data", folder, code=1)


@play
def serve_without_data_says_what_to_do(home):
    assert "groundlevel init" in run("serve", "--data", os.path.join(home, "none"), code=3)
    assert "--data" in run("serve", code=2)


@play
def what_is_not_understood_is_said_with_the_nearest_word(home):
    assert "there is no verb" in run("srve", code=2)
    folder, _ = founded(home)
    assert "not understood" in run("check", "--data", folder, "--colour", "red", code=2)
    assert "body_max" in run("serve", "--data", folder, "--body-max", "3", code=2)


@play
def demo_prints_one_line_once_it_answers_and_the_same_again(home):
    folder = os.path.join(home, "demo")
    lines = []
    for _ in range(2):
        with Serving("demo", "--data", folder, "--json") as server:
            line = server.process.stdout.readline()
            keys = json.loads(line)
            found = ask(server.url, keys["locationToken"], "GET",
                        f"/contacts/?locationId={keys['locationId']}")
            assert found["meta"]["total"] >= 6, found["meta"]
            lines.append(line)
    assert lines[0] == lines[1]


@play
def token_makes_lists_rotates_and_revokes_while_a_server_runs(home):
    folder, keys = founded(home)
    with Serving("serve", "--data", folder) as server:
        path = f"/contacts/?locationId={keys['locationId']}"
        made = json.loads(run("token", "create", "--data", folder, "--location",
                              keys["locationId"], "--scopes", "contacts.readonly", "--json"))
        ask(server.url, made["secret"], "GET", path)
        ask(server.url, made["secret"], "POST", "/contacts/",
            {"locationId": keys["locationId"]}, 401)
        listed = json.loads(run("token", "list", "--data", folder, "--json"))
        assert made["id"] in [t["id"] for t in listed] and "secret" not in listed[0]
        newer = json.loads(run("token", "rotate", "--data", folder, "--id", made["id"], "--json"))
        ask(server.url, newer["secret"], "GET", path)
        run("token", "revoke", "--data", folder, "--id", newer["id"])
        time.sleep(2.2)  # a revocation by another process is seen within two seconds
        ask(server.url, newer["secret"], "GET", path, status=401)
        ask(server.url, made["secret"], "GET", path)


@play
def call_asks_any_operation_by_its_row(home):
    folder, keys = founded(home)
    with Serving("serve", "--data", folder) as server:
        to = ("--token", keys["locationToken"], "--url", server.url)
        made = json.loads(run("call", "create-contact", *to, "--locationId", keys["locationId"],
                              "--firstName", "Ann", "--tags", '["a","b"]'))
        one = json.loads(run("call", "get-contact", *to, "--contactId", made["contact"]["id"]))
        assert one["contact"]["tags"] == ["a", "b"], one
        assert "no operation" in run("call", "get-moon", *to, code=2)
        assert "no field" in run("call", "get-contact", *to, "--contactId", "x", "--moon", "1",
                                 code=2)
        run("call", "get-contact", *to, code=2)
        run("call", "get-contact", "--token", "pit-wrong", "--url", server.url, "--contactId", "x",
            code=1)


@play
def backup_while_serving_restores_to_the_same_data(home):
    folder, keys = founded(home)
    copy, other = os.path.join(home, "copy.db"), os.path.join(home, "other")
    with Serving("serve", "--data", folder) as server:
        for n in range(20):
            ask(server.url, keys["locationToken"], "POST", "/contacts/",
                {"locationId": keys["locationId"], "firstName": f"N{n}"}, 201)
        run("backup", "--data", folder, copy)
        ask(server.url, keys["locationToken"], "POST", "/contacts/",
            {"locationId": keys["locationId"], "firstName": "later"}, 201)
    run("restore", "--data", other, copy)
    assert "whole and sound" in run("check", "--data", other)
    count = sqlite3.connect(other + "/groundlevel.db").execute("SELECT count(*) FROM contact")
    assert count.fetchone()[0] == 20
    assert "already" in run("restore", "--data", other, copy, code=1)
    with Serving("serve", "--data", other) as server:
        ask(server.url, keys["locationToken"], "GET", f"/contacts/?locationId={keys['locationId']}")


@play
def a_damaged_copy_is_not_put_in_place(home):
    folder, _ = founded(home)
    copy, other = os.path.join(home, "copy.db"), os.path.join(home, "other")
    run("backup", "--data", folder, copy)
    data = bytearray(pathlib.Path(copy).read_bytes())
    data[100:40000] = os.urandom(39900)
    pathlib.Path(copy).write_bytes(data)
    done = subprocess.run([PROGRAM, "restore", "--data", other, copy], capture_output=True)
    assert done.returncode not in (0, 2), done
    assert not os.path.exists(other + "/groundlevel.db")


@play
def data_of_a_newer_version_is_refused(home):
    folder, _ = founded(home)
    with sqlite3.connect(folder + "/groundlevel.db") as db:
        db.execute("INSERT INTO schema_version SELECT number + 500, 'x', checksum, at"
                   " FROM schema_version LIMIT 1")
    assert "newer" in run("serve", "--data", folder, code=3)


@play
def settings_are_read_from_the_folder_and_the_environment(home):
    folder, _ = founded(home)
    pathlib.Path(folder, "settings.conf").write_text("log_level = loud\n")
    assert "log_level" in run("check", "--data", folder, code=2)
    pathlib.Path(folder, "settings.conf").write_text("log_level = error\n")
    run("check", "--data", folder)
    assert "log_level" in run("check", "--data", folder, code=2,
                              env={"GROUNDLEVEL_LOG_LEVEL": "loud"})
    run("check", env={"GROUNDLEVEL_DATA": folder})
    assert "--listen" in run("serve", "--help")


@play
def openapi_and_version_need_no_data(home):
    document = json.loads(run("openapi"))
    assert document["paths"]["/contacts/{contactId}"]["get"]["operationId"] == "get-contact"
    assert run("version").startswith("groundlevel ")


def main():
    failed = 0
    for function in PLAYS:
        home = tempfile.mkdtemp(prefix="groundlevel-commands-")
        try:
            function(home)
            print(f"passed  {function.__name__.replace('_', ' ')}")
        except (AssertionError, subprocess.TimeoutExpired, OSError, ValueError) as failure:
            failed += 1
            print(f"FAILED  {function.__name__.replace('_', ' ')}: {failure}")
        finally:
            shutil.rmtree(home, ignore_errors=True)
    print(f"{len(PLAYS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
