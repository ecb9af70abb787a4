# SPDX-License-Identifier: Apache-2.0
"""Probes that need a server of their own: stopping, limits, what it listens on."""
import json
import signal
import socket
import subprocess
import time

from talk import NEXT, Failed, Talk, get, need

SOON = 8.0  # seconds: below what it waits for without being told, whatever else the machine does


class Server:
    def __init__(self, program, **flags):
        words = [w for k, v in flags.items() for w in ("--" + k.replace("_", "-"), str(v))]
        self.process = subprocess.Popen([program, "--listen", "127.0.0.1:0"] + words,
                                        stdout=subprocess.PIPE)
        self.at = ("127.0.0.1", int(self.process.stdout.readline()))

    def end(self, within=10.0):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        try:
            code = self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed("did not end")
        finally:
            self.process.stdout.close()
        need(code == 0, f"ended with {code}")
        return time.monotonic() - began


def start_stop(program):
    """SIGTERM: what was accepted is answered, new ones are refused, the end comes soon."""
    s = Server(program, threads=2, stop_ms=20000)
    idle, held, half = Talk(s.at), Talk(s.at), Talk(s.at)
    idle.send(NEXT)
    idle.reply()
    held.send(get(path="/later?ms=700"))
    half.send(NEXT[:20])
    time.sleep(0.2)
    s.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    need(idle.closed(), "an idle connection was kept")
    try:
        socket.create_connection(s.at, timeout=1).close()
        raise Failed("a new connection was accepted")
    except ConnectionRefusedError:
        pass
    half.send(NEXT[20:])
    for t in (half, held):
        status = t.reply()[0]
        need(status == 200, f"{status}")
        need(t.closed(), "not closed")
    need(s.end() < SOON, "too slow")


def start_stop_hard(program):
    """A request that takes longer than stop_ms does not hold the end up."""
    s = Server(program, stop_ms=300)
    held, half = Talk(s.at), Talk(s.at)
    held.send(get(path="/later?ms=60000"))
    half.send(NEXT[:20])
    time.sleep(0.2)
    began = time.monotonic()
    s.process.send_signal(signal.SIGTERM)
    need(held.closed() and half.closed(), "not closed")
    need(time.monotonic() - began < SOON, "too slow")
    s.process.wait(5)
    need(s.process.returncode == 1, f"ended with {s.process.returncode}")
    s.process.stdout.close()


def start_limits(program):
    for flag in ("connections_max", "address_max"):
        s = Server(program, threads=2, **{flag: 4})
        talks = [Talk(s.at) for _ in range(4)]
        for t in talks:
            t.send(NEXT)
            need(t.reply()[0] == 200, "not served")
        with Talk(s.at) as t:
            status = t.reply()[0]
            need(status == 503, f"{status}")
            need(t.closed(), "not closed")
        talks.pop().socket.close()
        time.sleep(0.1)
        with Talk(s.at) as t:
            t.send(NEXT)
            need(t.reply()[0] == 200, "the place was not freed")
        s.end()


def start_idle(program):
    s = Server(program, idle_ms=400)
    with Talk(s.at) as fresh, Talk(s.at) as used:
        used.send(NEXT)
        used.reply()
        began = time.monotonic()
        need(fresh.closed() and used.closed(), "not closed")
        need(time.monotonic() - began < SOON, "too slow")
    s.end()


def start_twice(program):
    """A second server on the same port is refused, not let in to share it."""
    s = Server(program)
    second = subprocess.run([program, "--listen", f"127.0.0.1:{s.at[1]}"], timeout=10,
                            stderr=subprocess.PIPE, check=False)
    need(second.returncode == 1 and b"Could not listen" in second.stderr, f"{second}")
    s.end()


def start_address(program):
    s = Server(program, listen="[::1]:0")
    with Talk(("::1", s.at[1])) as t:
        t.send(get(path="/see"))
        need(json.loads(t.reply()[2])["peer"] == "::1", "another peer")
    s.end()
    for bad in ("nonsense", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", "::1:80"):
        got = subprocess.run([program, "--listen", bad], timeout=10, stderr=subprocess.PIPE,
                             check=False)
        need(got.returncode == 1 and got.stderr, f"{bad}: {got}")


STARTS = [
    ("SIGTERM with requests under way", start_stop),
    ("SIGTERM with a request that takes too long", start_stop_hard),
    ("limits of connections", start_limits),
    ("silent connections", start_idle),
    ("two servers on one port", start_twice),
    ("addresses to listen on", start_address),
]
