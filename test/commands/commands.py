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


def run(*words, code=0, env=None, line=None):
    """Runs a verb to its end and gives what it printed; anything but `code` is a failure."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=60,
                          input=line, env={**os.environ, **(env or {})})
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
    assert list(keys) == ["companyId", "locationId", "agencyToken", "locationToken", "firstCode",
                          "owner"], keys
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
def demo_holds_one_of_all_that_elsewhere_can_only_be_listed(home):
    with Serving("demo", "--data", os.path.join(home, "demo"), "--json") as server:
        keys = json.loads(server.process.stdout.readline())
        here = keys["locationId"]

        def told(path, token="locationToken"):
            return ask(server.url, keys[token], "GET", path)

        blog = told(f"/blogs/site/all?locationId={here}&skip=0&limit=1")["data"][0]["_id"]
        for path, member in (
                ("/campaigns/?", "campaigns"), ("/workflows/?", "workflows"),
                ("/forms/?", "forms"), ("/forms/submissions?", "submissions"),
                ("/surveys/?", "surveys"), ("/surveys/submissions?", "submissions"),
                ("/blogs/authors?limit=9&offset=0&", "authors"),
                ("/blogs/categories?limit=9&offset=0&", "categories"),
                (f"/blogs/posts/all?blogId={blog}&limit=9&offset=0&", "blogs"),
                ("/emails/builder?", "builders"),
                ("/emails/schedule?emailStatus=scheduled&", "schedules"),
                (f"/locations/{here}/templates?originId=x&", "templates"),
                (f"/locations/{here}/tags?", "tags"), ("/users/?", "users"),
                ("/opportunities/pipelines?", "pipelines"),
                ("/opportunities/lost-reason?", "lostReasons"),
                ("/calendars/?", "calendars"), ("/calendars/groups?", "groups"),
                ("/calendars/schedules/search?", "schedules")):
            reply = told(f"{path}locationId={here}")
            assert reply.get(member), (path, reply)
        until, snapshots = time.monotonic() + 60, []  # a job makes it
        while not snapshots and time.monotonic() < until:
            time.sleep(0.1)
            snapshots = told(f"/snapshots/?companyId={keys['companyId']}",
                             "agencyToken")["snapshots"]
        assert [one["name"] for one in snapshots] == ["How we begin"], snapshots
        talks = told(f"/conversations/search?locationId={here}")["conversations"]
        said = [one for talk in talks for one in told(
            f"/conversations/{talk['id']}/messages")["messages"]["messages"]]
        call = next(one["id"] for one in said if one["messageType"] == "TYPE_CALL")
        spoken = told(f"/conversations/locations/{here}/messages/{call}/transcription")
        assert len(spoken) == 2, spoken


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
def a_token_is_rotated_by_its_id(home):
    folder, _ = founded(home)
    made = json.loads(run("token", "create", "--class", "company", "--data", folder, "--json"))
    newer = json.loads(run("token", "rotate", made["id"], "--data", folder, "--json"))
    assert newer["secret"] != made["secret"]
    run("token", "revoke", newer["id"], "--data", folder)


@play
def init_takes_the_time_zone_of_the_machine_or_the_one_that_is_named(home):
    def zone(folder):
        with sqlite3.connect(folder + "/groundlevel.db") as data:
            return data.execute("SELECT timezone, country FROM location").fetchone()
    one, two = os.path.join(home, "one"), os.path.join(home, "two")
    run("init", "--data", one, env={"TZ": "Asia/Tokyo"})
    assert zone(one) == ("Asia/Tokyo", "US"), zone(one)
    run("init", "--data", two, "--timezone", "Europe/Berlin", "--country", "DE")
    assert zone(two) == ("Europe/Berlin", "DE"), zone(two)
    three = os.path.join(home, "three")
    assert "time zone" in run("init", "--data", three, "--timezone", 'No"Where', code=1)


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


NOTED = """// a flow for the plays
{ "flow": "noted", "on": { "manual": "thing" }, "do": [
  { "post": "highlevel.contact",
    "set": { "email": "{{ thing.email }}", "firstName": "{{ thing.name }}" } }, ] }
"""


def write(home, name, text):
    pathlib.Path(home, name).write_text(text)
    return os.path.join(home, name)


@play
def connection_is_added_listed_checked_and_removed_without_showing_its_secret(home):
    folder, _ = founded(home)
    at = ("--data", folder)
    made = json.loads(run("connection", "add", "site", "--kind", "wordpress", "--base-url",
                          "http://127.0.0.1:9", "--account", "ann", *at, "--json",
                          line="abcd EFGH\n"))
    assert made["name"] == "site" and made["hasSecret"] and "abcd" not in json.dumps(made)
    run("connection", "add", "here", "--kind", "groundlevel", *at)
    listed = json.loads(run("connection", "list", *at, "--json"))
    assert [c["name"] for c in listed] == ["here", "site"], listed
    done = subprocess.run([PROGRAM, "connection", "check", "site", *at], capture_output=True,
                          text=True, env={**os.environ, "GROUNDLEVEL_PRIVATE_NETWORKS": "true"})
    assert done.returncode == 1 and "away" in done.stdout, done
    run("connection", "check", "here", *at)
    assert json.loads(run("connection", "list", *at, "--json"))[0]["state"] == "ok"
    run("connection", "add", "yoga", "--kind", "bridge", "--base-url", "https://yoga.example.com",
        *at)
    said = run("connection", "join", "yoga", "--hub", "https://crm.example.com", *at)
    assert ("https://yoga.example.com/wp-admin/options-general.php?page=groundlevel"
            "&join=https%3A%2F%2Fcrm.example.com&code=") in said, said
    run("connection", "remove", "site", *at)
    assert "no connection" in run("connection", "remove", "site", *at, code=1)
    assert b"abcd EFGH" not in pathlib.Path(folder, "groundlevel.db").read_bytes()


@play
def flow_is_checked_applied_compared_exported_and_switched(home):
    folder, _ = founded(home)
    at, path = ("--data", folder), write(home, "noted.flow", NOTED)
    told = json.loads(run("flow", "check", path, "--json"))
    assert told["ok"] and told["steps"][0]["class"] == "L", told
    assert json.loads(run("flow", "check", path, *at, "--json"))["scopes"] == ["contacts.write"]
    bad = write(home, "bad.flow", NOTED.replace("thing.email", "thnig.email"))
    told = json.loads(subprocess.run([PROGRAM, "flow", "check", bad, "--json"],
                                     capture_output=True, text=True).stdout)
    assert not told["ok"] and "did you mean 'thing'" in told["problems"][0]["why"], told
    assert json.loads(subprocess.run([PROGRAM, "flow", "diff", path, *at, "--json"],
                                     capture_output=True, text=True).stdout)["state"] == "new"
    applied = json.loads(run("flow", "apply", path, *at, "--json"))["applied"][0]
    assert applied == {"slug": "noted", "rev": 1, "change": "created", "enabled": False}, applied
    applied = json.loads(run("flow", "apply", path, *at, "--json"))["applied"][0]
    assert applied["change"] == "unchanged" and applied["rev"] == 1
    assert json.loads(run("flow", "diff", path, *at, "--json"))["state"] == "same"
    write(home, "noted.flow", NOTED.replace("thing.name", "upper(thing.name)"))
    assert "upper" in subprocess.run([PROGRAM, "flow", "diff", path, *at], capture_output=True,
                                     text=True).stdout
    assert json.loads(run("flow", "apply", path, *at, "--json"))["applied"][0]["rev"] == 2
    assert "upper" not in run("flow", "export", "noted", "--rev", "1", *at)
    copy = write(home, "copy.flow", run("flow", "export", "noted", *at))
    assert json.loads(run("flow", "diff", copy, *at, "--json"))["state"] == "same"
    assert json.loads(run("flow", "enable", "noted", *at, "--json"))["flow"]["enabled"]
    assert " on" in run("flow", "list", *at)
    assert not json.loads(run("flow", "disable", "noted", *at, "--json"))["flow"]["enabled"]


@play
def flow_runs_are_started_listed_shown_and_replayed(home):
    folder, keys = founded(home)
    at = ("--data", folder)
    run("flow", "apply", write(home, "noted.flow", NOTED), *at)
    run("flow", "enable", "noted", *at)
    started = json.loads(run("flow", "run", "noted", "--with",
                             '{"email": "a@example.com", "name": "Ann"}', *at, "--json"))["run"]
    with Serving("serve", "--data", folder) as server:
        for _ in range(200):
            shown = json.loads(run("flow", "show", str(started["id"]), *at, "--json"))
            if shown["run"]["state"] == "done":
                break
            time.sleep(0.05)
        assert shown["run"]["state"] == "done" and shown["steps"][0]["op"] == "create-contact"
        found = ask(server.url, keys["locationToken"], "GET",
                    f"/contacts/?locationId={keys['locationId']}")
        assert found["meta"]["total"] == 1
    runs = json.loads(run("flow", "runs", "--flow", "noted", "--state", "done", *at, "--json"))
    assert [r["id"] for r in runs["runs"]] == [started["id"]]
    assert "did not fail" in run("flow", "replay", str(started["id"]), *at, code=1)
    assert json.loads(run("flow", "replay", str(started["id"]), "--mode", "repeat", *at,
                          "--json"))["run"]["state"] == "ready"
    assert json.loads(run("flow", "decisions", *at, "--json"))["decisions"] == []
    assert "no such decision" in run("flow", "resolve", "1", "--choice", "skip", *at, code=1)


@play
def flow_recipes_are_printed_with_other_words(home):
    names = [json.loads(line)["recipe"] for line in run("flow", "recipes", "--json").splitlines()]
    assert "object-to-member" in names and len(names) >= 8, names
    for name in names:
        told = json.loads(run("flow", "check", write(home, name + ".flow",
                                                     run("flow", "recipe", name)), "--json"))
        assert told["ok"] and told["flow"] == name, told
        assert run("flow", "recipe", name, "--note").startswith("# ")
    text = run("flow", "recipe", "object-to-member", "--change", "pets=dogs", "--change=hl=main")
    assert '"custom_objects.dogs"' in text and '"use": "main"' in text and "pets" not in text
    assert "pet_name" in text
    assert "no word of this recipe" in run("flow", "recipe", "object-to-member", "--change",
                                           "petz=dogs", code=2)


@play
def flow_test_holds_what_would_be_sent_against_what_is_expected(home):
    path = write(home, "noted.flow", NOTED)
    write(home, "noted.sample", '{"item": {"email": "a@example.com", "name": "Ann"}}')
    told = subprocess.run([PROGRAM, "flow", "test", path], capture_output=True, text=True)
    assert told.returncode == 1 and "nothing is expected" in told.stdout, told
    run("flow", "test", path, "--accept")
    assert "1 passed, 0 failed" in run("flow", "test", path)
    write(home, "noted.flow", NOTED.replace("thing.name", "upper(thing.name)"))
    told = subprocess.run([PROGRAM, "flow", "test", path], capture_output=True, text=True)
    assert told.returncode == 1 and '+         "firstName": "ANN"' in told.stdout, told.stdout
    write(home, "other.sample", '{"item": {"email": "b@example.com"}}')
    write(home, "noted.flow", NOTED.replace('"on"', '"samples": ["other.sample"], "on"'))
    told = subprocess.run([PROGRAM, "flow", "test", path], capture_output=True, text=True)
    assert "other.sample: nothing is expected" in told.stdout, told.stdout


@play
def flow_secret_comes_from_standard_input_and_is_kept_sealed(home):
    folder, _ = founded(home)
    run("flow", "secret", "site", "--data", folder, line="s3cr3t-of-the-hook\n")
    assert b"s3cr3t-of-the-hook" not in pathlib.Path(folder, "groundlevel.db").read_bytes()


@play
def what_reads_waits_for_nobody_who_writes_and_writes_nothing(home):
    folder, keys = founded(home)
    run("connection", "add", "hl", "--data", folder, "--kind", "groundlevel")
    file = write(home, "p.flow", '{"flow": "p", "on": {"poll": "highlevel.contacts"},'
                                 ' "do": [{"stop": "no"}]}')
    run("flow", "apply", file, "--data", folder)
    reads = [["flow", "list"], ["flow", "get", "p"], ["flow", "export", "p"], ["flow", "runs"],
             ["flow", "preview", "p"], ["flow", "decisions"],
             ["flow", "check", file], ["flow", "diff", file],
             ["connection", "list"], ["connection", "fields", "hl"], ["token", "list"],
             ["check"], ["migrate"]]
    other = sqlite3.connect(folder + "/groundlevel.db", isolation_level=None)
    before = other.execute("PRAGMA data_version").fetchone()
    other.execute("BEGIN IMMEDIATE")  # somebody is writing, and takes his time
    for words in reads:
        run(*words, "--data", folder)
    other.execute("COMMIT")
    assert other.execute("PRAGMA data_version").fetchone() == before
    newest = "(SELECT max(number) FROM schema_version)"
    other.execute(f"DELETE FROM schema_version WHERE number = {newest}")
    other.close()
    assert "older version" in run("token", "list", "--data", folder, code=3)


@play
def flow_that_would_spend_most_of_a_day_on_looking_is_not_switched_on(home):
    folder, keys = founded(home)
    at = ("--data", folder)
    run("connection", "add", "hl", "--kind", "highlevel", "--base-url", "http://127.0.0.1:9",
        "--remote-location", "x", *at, line="pit-1\n")
    run("flow", "apply", write(home, "p.flow", """{ "flow": "p", "do": [ { "stop": "seen" } ],
        "on": { "poll": "highlevel.records", "of": "pets", "use": "hl", "every": "1m" } }"""), *at)
    run("flow", "enable", "p", "--force", *at)  # nobody is there to be looked at
    run("flow", "disable", "p", *at)
    with sqlite3.connect(folder + "/groundlevel.db") as db:
        db.execute("INSERT INTO seen (source_id, item, version, first_at, last_at, walk_id)"
                   " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                   " WHERE i < 12000) SELECT (SELECT id FROM source), i, 'x', 0, 0, 0 FROM n")
    assert "poll less often" in run("flow", "enable", "p", *at, code=1)
    told = json.loads(run("flow", "check", os.path.join(home, "p.flow"), *at, "--json"))
    assert told["requestsPerDay"] == 1440 * 121, told
    run("flow", "enable", "p", "--force", *at)


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
