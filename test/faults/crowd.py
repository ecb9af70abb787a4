#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Crowds that have no business here cost little, and harm nobody else.

Usage: crowd.py [--server PROGRAM]

Bodies without a token, more bodies than the budget holds, more silent connections of one client
than the soft limit has descriptors, several servers that want one address in the same moment.
Memory is read from /proc, so the program should not be one under a sanitizer.
"""
import argparse
import re
import resource
import socket
import subprocess
import sys
import time

from server import Failure, Server, Tally, die_with_parent

STRANGERS, BODY = 800, 1_000_000
IDLE = 1100
GROWN_MAX = 64 << 20  # what 800 connections may cost; the bodies would be 800 MB
WAIT_SECONDS = 60


def memory(server):
    with open(f"/proc/{server.process.pid}/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


def log_of(server):
    with open(server.log, "rb") as log:
        return log.read().decode()


def dial(server, source="127.0.0.1"):
    s = socket.create_connection(("127.0.0.1", server.port), WAIT_SECONDS, (source, 0))
    s.settimeout(WAIT_SECONDS)
    return s


def head(path, size, token=None):
    said = f"POST {path} HTTP/1.1\r\nHost: here\r\nVersion: 2021-07-28\r\n"
    said += "Content-Type: application/json\r\n"
    said += f"Authorization: Bearer {token}\r\n" if token else ""
    return (said + f"Content-Length: {size}\r\n\r\n").encode()


def send(s, data):
    """As much of it as the other side takes; it may have closed the door."""
    s.settimeout(0.5)
    try:
        s.sendall(data)
    except OSError:
        pass
    s.settimeout(WAIT_SECONDS)


def answer(s):
    """Status and whether the connection ended after it; 0: it ended without a word."""
    got = b""
    try:
        while chunk := s.recv(65536):
            got += chunk
    except ConnectionResetError:
        pass
    except TimeoutError:
        return (int(got.split()[1]) if got else 0), False
    return (int(got.split()[1]) if got else 0), True


def play_strangers(server, tally, path, status):
    """The head says who asks, and the body is not taken from strangers."""
    before, peak, talks = memory(server), 0, []
    body = b"x" * BODY
    for i in range(STRANGERS):
        talks.append(dial(server, f"127.0.1.{i % 250 + 1}"))
        send(talks[-1], head(path, BODY))
    for s in talks:
        send(s, body[:60_000])
        peak = max(peak, memory(server))
    answers = [answer(s) for s in talks]
    peak = max(peak, memory(server))
    for s in talks:
        s.close()
    grown = max(0, peak - before)
    tally.check(all(a == (status, True) for a in answers),
                f"{path} without a token is {status} at once, not {set(answers)}")
    tally.check(grown < GROWN_MAX, f"{STRANGERS} strangers' bodies at {path}: {grown >> 20} MiB")
    print(f"{STRANGERS} connections with 1 MB for {path}: {grown >> 20} MiB more")


def play_budget(server, tally):
    """Past the budget a body is refused with 503, and when the others are gone there is room."""
    before, talks, statuses = memory(server), [], []
    for i in range(60):
        s = dial(server, f"127.0.1.{i % 250 + 1}")
        send(s, head("/contacts/", BODY, server.token))
        send(s, b"[" + b" " * (BODY - 2))  # all but the last byte
        talks.append(s)
    grown = memory(server) - before
    for s in talks:
        s.settimeout(0.05)
        try:
            got = s.recv(65536)
            statuses.append(int(got.split()[1]) if got else 0)
        except TimeoutError:
            statuses.append(None)
    tally.check(set(statuses) == {None, 503}, f"some wait, some are refused: {set(statuses)}")
    tally.check(grown < 100 << 20, f"60 bodies past a budget of 8 MiB cost {grown >> 20} MiB")
    tally.check("Too many bodies" in log_of(server), "the refusal stands in the log")
    for s in talks:
        s.close()
    until, reply = time.monotonic() + WAIT_SECONDS, None
    large = b'{"locationId": "%s", "firstName": "%s"}' % (server.location.encode(), b"x" * 90000)
    while time.monotonic() < until:
        with dial(server) as s:
            send(s, head("/contacts/", len(large), server.token).replace(
                b"Content-Length", b"Connection: close\r\nContent-Length") + large)
            reply, _ = answer(s)
        if reply != 503:
            break
    tally.check(reply == 422 or reply == 201, f"when they have gone there is room: {reply}")


def served(server, source):
    try:
        with dial(server, source) as s:
            s.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return answer(s)[0]
    except OSError:
        return 0


def play_idle(server, tally, descriptors):
    """One client has its share, and everybody else the rest."""
    server.descriptors = descriptors
    server.start()
    talks = []
    for _ in range(IDLE):
        try:
            talks.append(dial(server))
        except OSError:
            break
    found = [served(server, f"127.0.2.{i}") for i in range(1, 21)]
    tally.check(found == [200] * 20,
                f"{len(talks)} idle connections of one client, {descriptors}: others get {found}")
    for s in talks:
        s.close()
    said = log_of(server)
    tally.check("too many connections from this address" in said, "the share stands in the log")
    tally.check(re.search(r"descriptors=\d+", said) is not None, "the start names the descriptors")
    server.stop()


def play_one_address(program, tally):
    """Of servers that start at once on one address, one answers and the others say why not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = "127.0.0.1:%d" % free.getsockname()[1]
    rivals = [Server(program) for _ in range(6)]
    try:
        for rival in rivals:
            rival.process = subprocess.Popen(
                [rival.program, "serve", "--data", rival.data, "--listen", at],
                stderr=open(rival.log, "wb"), preexec_fn=die_with_parent)
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until and not all(
                "listening on" in log_of(r) or r.process.poll() is not None for r in rivals):
            time.sleep(0.02)
        up = [r for r in rivals if r.process.poll() is None]
        down = [r for r in rivals if r.process.poll() is not None]
        tally.check(len(up) == 1, f"{len(up)} servers share one address")
        tally.check(all("Could not listen" in log_of(r) for r in down), "the others say why not")
        for rival in up:
            rival.stop()
    finally:
        for rival in rivals:
            rival.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    asked = reader.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    tally = Tally()
    server = Server(asked.server, "--rate-burst", "0", "--request-ms", "60000", "--bodies-max",
                    str(8 << 20))
    try:
        server.start()
        play_strangers(server, tally, "/contacts/", 401)
        play_strangers(server, tally, "/nowhere", 404)
        play_budget(server, tally)
        server.stop()
        play_idle(server, tally, (1024, hard))
        play_idle(server, tally, (1024, 1024))
        play_one_address(asked.server, tally)
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
