#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Backup and restore, and the two limits, played like the verbs of commands.py.

usage: keep.py [PROGRAM]          prints 'N passed, N failed'
"""
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

import commands
from commands import PROGRAM, Serving, ask, founded, play, run

commands.PLAYS.clear()


def contacts_in(folder):
    with sqlite3.connect(folder + "/groundlevel.db") as db:
        return db.execute("SELECT count(*) FROM contact").fetchone()[0]


def copied_and_written_on(home):
    """A copy with two contacts, and the folder of a server that was killed after it made more."""
    folder, keys = founded(home)
    copy = os.path.join(home, "copy.db")
    with Serving("serve", "--data", folder) as server:
        def contact(name):
            ask(server.url, keys["locationToken"], "POST", "/contacts/",
                {"locationId": keys["locationId"], "firstName": name}, 201)
        contact("one")
        contact("two")
        assert "secret.key" in run("backup", "--data", folder, copy)
        contact("later")
        logs = {end: pathlib.Path(folder, "groundlevel.db" + end).read_bytes()
                for end in ("-wal", "-shm")}
    return copy, logs


@play
def a_left_over_log_is_not_played_over_a_restored_copy(home):
    copy, logs = copied_and_written_on(home)
    assert logs["-wal"]
    for end, log in logs.items():
        other = os.path.join(home, "other" + end)
        os.mkdir(other)
        pathlib.Path(other, "groundlevel.db" + end).write_bytes(log)
        assert f"groundlevel.db{end}" in run("restore", "--data", other, copy, code=1)
        assert os.listdir(other) == ["groundlevel.db" + end], os.listdir(other)
        assert "secret.key" in run("restore", "--data", other, "--force", copy)
        assert contacts_in(other) == 2
        assert "whole and sound" in run("check", "--data", other)


@play
def a_killed_restore_can_be_repeated(home):
    copy, logs = copied_and_written_on(home)
    other = os.path.join(home, "other")
    os.makedirs(other + "/restore.part")
    pathlib.Path(other, "restore.part", "groundlevel.db").write_bytes(b"half of it")
    pathlib.Path(other, "restore.part", "groundlevel.db-wal").write_bytes(logs["-wal"])
    run("restore", "--data", other, copy)
    assert contacts_in(other) == 2 and not os.path.exists(other + "/restore.part")
    for part in range(8):
        process = subprocess.Popen([PROGRAM, "restore", "--data", other, "--force", copy],
                                   stdout=subprocess.DEVNULL)
        time.sleep(part * 0.05)
        process.kill()
        process.wait()
        assert contacts_in(other) == 2, part
    run("restore", "--data", other, "--force", copy)
    assert sorted(os.listdir(other)) == ["groundlevel.db"], os.listdir(other)


@play
def each_of_the_two_limits_stands_on_its_own(home):
    folder, keys = founded(home)
    path = f"/locations/{keys['locationId']}"
    with Serving("serve", "--data", folder, "--rate-burst", "0", "--rate-day", "3") as server:
        for status in (200, 200, 200, 429):
            ask(server.url, keys["locationToken"], "GET", path, None, status)
    with Serving("serve", "--data", folder, "--rate-burst", "2", "--rate-day", "0") as server:
        for status in (200, 200, 429):
            ask(server.url, keys["locationToken"], "GET", path, None, status)


if __name__ == "__main__":
    sys.exit(commands.main())
