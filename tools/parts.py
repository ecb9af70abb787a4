#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Passes the parts of a test, some at a time, and says at the end how each of them went.

Usage: tools/parts.py --logs FOLDER [--lanes N] PART …

A part is a target of the Makefile.  Each writes into FOLDER/PART.log; of one that fails the end of
its log is shown, and the others go on: a long run tells all that is wrong at once.  Beside the
seconds that a part took stand those of a processor that it used: most of them wait most of the
time, for time-outs, retries and ends of servers, so there are twice as many lanes as processors.
The last line counts.
"""
import argparse
import os
import subprocess
import sys
import threading
import time

SHOWN = 60  # lines of the log of a part that failed


class Parts:
    """What is still to be done, taken by the lanes in order."""

    def __init__(self, names, logs):
        self.left = list(names)
        self.logs = logs
        self.lock = threading.Lock()
        self.failed = []
        self.passed = 0

    def take(self):
        with self.lock:
            return self.left.pop(0) if self.left else None

    def done(self, name, status, seconds, used):
        with self.lock:
            if status == 0:
                self.passed += 1
            else:
                self.failed.append(name)
                print(f"--- the end of {self.log(name)}:")
                print("".join(end_of(self.log(name))), end="")
            word = "passed" if status == 0 else f"FAILED ({status})"
            print(f"=== {name}: {word}, {seconds:.0f} s, {used:.0f} s of a processor", flush=True)

    def log(self, name):
        return os.path.join(self.logs, f"{name}.log")

    def lane(self):
        while name := self.take():
            began = time.monotonic()
            with open(self.log(name), "w", encoding="utf-8") as log:
                status, used = run(["make", "--no-print-directory", name], log)
            self.done(name, status, time.monotonic() - began, used)


def run(command, log):
    """Its status, and the seconds of a processor that it and those it waited for have used."""
    child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT,
                             stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)  # so that nobody waits for it again
    return child.returncode, usage.ru_utime + usage.ru_stime


def end_of(path):
    with open(path, encoding="utf-8", errors="replace") as log:
        return log.readlines()[-SHOWN:]


def main():
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument("--logs", required=True)
    told.add_argument("--lanes", type=int, default=2 * os.cpu_count())
    told.add_argument("parts", nargs="+")
    told = told.parse_args()
    os.makedirs(told.logs, exist_ok=True)
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # each part is a make of its own
        os.environ.pop(name, None)
    parts = Parts(told.parts, told.logs)
    lanes = [threading.Thread(target=parts.lane) for _ in range(told.lanes)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    if parts.failed:
        print(f"failed: {' '.join(parts.failed)}")
    print(f"{parts.passed} passed, {len(parts.failed)} failed")
    return 1 if parts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
