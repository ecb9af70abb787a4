#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures Groundlevel beside bare references, and prints one table.

Fills two data folders (a small one and a large one), starts the server on each, and asks with wrk
at several numbers of connections.  Beside it, in the same run: a server on the same loop and parser
that answers a fixed reply (HTTP alone), and the same SQLite statements without any server.

usage: bench/run.py [--contacts N] [--records N] [--appointments N] [--small N] [--seconds S]
                    [--keep DIR] [--durable TURNS]

With --durable only the durable creates are measured, so many times by turns: medians.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / "build"
SCENARIOS = ["read", "list", "search", "filter", "create", "upsert", "mix",
             "slots-day", "slots-week", "slots-month"]
NEAR = 5000  # appointments in the month of the slots, in both folders
CONNECTIONS = [1, 16, 64]
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A server under measurement: how it is started, what it used, how it is stopped."""

    def __init__(self, command, env=None):
        self.port = free_port()
        command = [part.replace("PORT", str(self.port)) for part in command]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env=env)
        self.started_ms = self.wait()

    def wait(self):
        """Until it answers anything: whoever asks for /health begins the look through all pages,
        which would go on beside what is measured."""
        begin = time.monotonic()
        while time.monotonic() - begin < 30:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 0.2) as s:
                    s.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    if s.recv(1):
                        return (time.monotonic() - begin) * 1000
            except OSError:
                time.sleep(0.005)
        raise SystemExit("a server did not start")

    def cpu_s(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")")[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def private_mib(self):
        """Memory that is this process's alone; mapped file pages are the system's cache."""
        text = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return int(re.search(r"Anonymous:\s+(\d+)", text).group(1)) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def wrk(server, scenario, connections, seconds, ids, seed, size=0):
    before = server.cpu_s()
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s",
         str(HERE / "wrk.lua"), f"http://127.0.0.1:{server.port}", "--", scenario, ids,
         str(seed), str(size)],
        capture_output=True, text=True, check=True).stdout
    requests, took_us, p50, p99, refused, broken = map(
        int, re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", out).groups())
    return {
        "rate": requests / (took_us / 1e6),
        "p50": p50 / 1000, "p99": p99 / 1000,
        "cpu_us": (server.cpu_s() - before) / max(requests, 1) * 1e6,
        "errors": refused + broken,
    }


def fill(folder, contacts, records, appointments):
    ids = f"{folder}.json"
    begin = time.monotonic()
    with open(ids, "w") as out:
        subprocess.run([str(BUILD / "bench-fill"), "--data", folder, "--contacts", str(contacts),
                        "--records", str(records), "--appointments", str(appointments)],
                       stdout=out, stderr=subprocess.DEVNULL, check=True)
    print(f"filled {contacts} contacts, {records} records and {appointments} appointments in "
          f"{time.monotonic() - begin:.0f} s", file=sys.stderr)
    return ids


def serve(folder, *more, env=None):
    return Server([str(BUILD / "groundlevel"), "serve", "--data", folder, "--listen",
                   "127.0.0.1:PORT", "--log_level", "error", *more], env)


def measure(server, ids, seconds, scenarios, connections, first_seed, size=0):
    results, seed = {}, first_seed
    for scenario in scenarios:
        for count in connections:
            seed += 1
            wrk(server, scenario, count, 1, ids, seed + 500, size)
            results[scenario, count] = wrk(server, scenario, count, seconds, ids, seed, size)
            row = results[scenario, count]
            print(f"  {scenario} {count}: {row['rate']:.0f}/s", file=sys.stderr)
    return results


def reply_size(server, ids):
    known = json.loads(pathlib.Path(ids).read_text())
    with socket.create_connection(("127.0.0.1", server.port)) as s:
        s.sendall((f"GET /contacts/{known['ids'][0]} HTTP/1.1\r\nHost: x\r\nVersion: 2021-07-28\r\n"
                   f"Authorization: Bearer {known['token']}\r\nConnection: close\r\n\r\n").encode())
        data = b""
        while chunk := s.recv(65536):
            data += chunk
    return len(data.split(b"\r\n\r\n", 1)[1])


def bare(folder, ids):
    """Reads a second and inserts a second by the same statements, without a server."""
    out = subprocess.run([str(BUILD / "bench-bare"), folder, ids], capture_output=True, text=True,
                         check=True).stdout
    return {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", out)}


def engine_alone():
    """What bench-slots says: the scene, how many slots, the median, the limit."""
    out = subprocess.run([str(BUILD / "bench-slots")], capture_output=True, text=True,
                         check=False).stdout
    return re.findall(r"^ *(.+?) +(\d+) slots .*median +([\d.]+) +limit +([\d.]+) ms$", out, re.M)


def slow_disk():
    """A library that makes each flush a millisecond longer, as on a consumer's disk."""
    return dict(os.environ, LD_PRELOAD=str(BUILD / "bench-flush.so"))


def cell(row, base=None):
    errors = f" ({row['errors']} errors)" if row["errors"] else ""
    ratio = f" {row['rate'] / base:.2f}" if base else ""
    return f"{row['rate']:,.0f}{ratio}{errors}"


def print_table(results, fixed, rows):
    print("| operation | connections | per second | p50 ms | p99 ms | CPU µs |"
          " of the fixed reply |")
    print("|---|---|---|---|---|---|---|")
    for scenario, count in rows:
        row = results[scenario, count]
        print(f"| {scenario} | {count} | {cell(row)} | {row['p50']:.2f} | {row['p99']:.2f} | "
              f"{row['cpu_us']:.0f} | {row['rate'] / fixed['fixed', count]['rate']:.2f} |")


def print_growth(large, small):
    print("\n| operation, 1 connection | small, ms | large, ms | large/small |\n|---|---|---|---|")
    for scenario in SCENARIOS:
        a, b = small[scenario, 1]["rate"], large[scenario, 1]["rate"]
        print(f"| {scenario} | {1000 / a:.3f} | {1000 / b:.3f} | {a / b:.2f} |")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--contacts", type=int, default=1000000)
    options.add_argument("--records", type=int, default=100000)
    options.add_argument("--appointments", type=int, default=1000000)
    options.add_argument("--small", type=int, default=10000)
    options.add_argument("--seconds", type=int, default=5)
    options.add_argument("--keep", default="")
    options.add_argument("--durable", type=int, default=0)
    args = options.parse_args()
    home = args.keep or tempfile.mkdtemp(prefix="groundlevel-bench-")
    os.makedirs(home, exist_ok=True)
    try:
        run(args, home)
    finally:
        if not args.keep:
            shutil.rmtree(home, ignore_errors=True)


def durable(folder, ids, seconds, turns):
    """Creates with a commit each at 1 connection, beside commits shared by 64: rates, by turns."""
    rates, seed = {}, 4000 + int(time.time()) % 5900  # a folder that is kept has met the others
    for _ in range(turns):
        for name, env in (("as it is", None), ("+1 ms a flush", slow_disk())):
            for count, more in ((1, ["--batch_max", "1"]), (64, [])):
                seed += 1
                server = serve(folder, *more, env=env)
                row = wrk(server, "create", count, seconds, ids, seed)
                server.stop()
                if row["errors"]:
                    raise SystemExit("some creates were refused: these people are there already")
                rates.setdefault((name, count), []).append(row["rate"])
                print(f"  {name} {count}: {cell(row)}/s, {row['cpu_us']:.0f} us of CPU",
                      file=sys.stderr)
    return rates


def print_durable(rates):
    print("\n| durable creates | 1 connection, a commit each | 64 connections, commits shared | "
          "ratio |\n|---|---|---|---|")
    for name in ("as it is", "+1 ms a flush"):
        one, all64 = (statistics.median(rates[name, count]) for count in (1, 64))
        print(f"| {name} | {one:,.0f} | {all64:,.0f} | {all64 / one:.1f} |")


def prepare(home, name, *counts):
    folder = os.path.join(home, name)
    if os.path.exists(folder + ".json"):
        return folder, folder + ".json"
    return folder, fill(folder, *counts)


def run(args, home):
    large, large_ids = prepare(home, "large", args.contacts, args.records, args.appointments)
    if args.durable:
        print_durable(durable(large, large_ids, args.seconds, args.durable))
        return
    small, small_ids = prepare(home, "small", args.small, args.small // 10, NEAR)

    server = serve(small)
    few = measure(server, small_ids, args.seconds, SCENARIOS, [1], 0)
    server.stop()

    server = serve(large)
    started, fresh, size = server.started_ms, server.private_mib(), reply_size(server, large_ids)
    many = measure(server, large_ids, args.seconds, SCENARIOS, CONNECTIONS, 1000)
    loaded = server.private_mib()
    server.stop()

    hello = Server([str(BUILD / "hello"), "--listen", "127.0.0.1:PORT", "--threads", "2"])
    fixed = measure(hello, large_ids, args.seconds, ["fixed"], CONNECTIONS, 2000, size)
    hello.stop()

    raw, engine = bare(large, large_ids), engine_alone()
    alone = durable(large, large_ids, args.seconds, 1)

    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, "
          f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GiB; "
          f"{args.contacts:,} contacts over 50 locations, {args.records:,} records, "
          f"{args.appointments:,} appointments ({NEAR:,} of them in the month of the slots, 20 "
          f"users, open day and night); the client on the same machine; SQLite, every write "
          f"durable before its reply.\n")
    print_table(many, fixed, [(s, c) for s in SCENARIOS for c in CONNECTIONS])
    for count in CONNECTIONS:
        row = fixed["fixed", count]
        print(f"| fixed reply of {size} B | {count} | {cell(row)} | {row['p50']:.2f} | "
              f"{row['p99']:.2f} | {row['cpu_us']:.0f} | 1 |")
    print_growth(many, few)
    print("\n| the same statements without a server | per second |\n|---|---|")
    for name, value in raw.items():
        print(f"| {name} | {value:,.0f} |")
    print_durable(alone)
    print("\n| free slots, the engine alone | slots | median, ms | limit, ms |\n|---|---|---|---|")
    for row in engine:
        print("| " + " | ".join(row) + " |")
    print(f"\nFirst answer {started:.0f} ms after the start; private memory {fresh:.0f} MiB after "
          f"the start, {loaded:.0f} MiB after all of the above.")


if __name__ == "__main__":
    main()
