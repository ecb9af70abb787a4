# SPDX-License-Identifier: Apache-2.0
"""A Groundlevel server of one's own, for tests that hurt it.

Data, log and clock stand in a temporary folder; the server listens on a free loopback port, and
dies with the test.  Nothing here but Python's own library.
"""
import ctypes
import http.client
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

LISTENING = re.compile(rb"listening on http://127\.0\.0\.1:(\d+)")
REPORTS = (b"Sanitizer:", b"runtime error:", b"Assertion `")
START_SECONDS = 120
STOP_SECONDS = 60
ASK_SECONDS = 120
IDLE_SECONDS = 5  # a connection that lay longer may be closed by the server at any moment
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    # What was freed last is kept aside, but not so much that each start touches 360 MB.
    "ASAN_OPTIONS": "exitcode=99:detect_leaks=1:quarantine_size_mb=16",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1:exitcode=99",
}


class Failure(Exception):
    """The product did what it must not do."""


def die_with_parent():
    """In the child: a test that is killed leaves no server behind (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body) if self.body else None

    def __repr__(self):
        return f"{self.status} {self.body[:600]!r}"


class Client:
    """One connection; not for two threads at a time."""

    def __init__(self, port, token):
        self.port, self.token, self.connection, self.used = port, token, None, 0

    def ask(self, method, path, body=None, headers=None, token=None):
        """The reply, or None when there was none (the server is gone, or closed the door)."""
        if time.monotonic() - self.used > IDLE_SECONDS:
            self.close()
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                         timeout=ASK_SECONDS)
        token = self.token if token is None else token
        sent = {"Version": "2021-07-28"}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent["Content-Type"] = "application/json"
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        sent.update(headers or {})
        try:
            self.connection.request(method, path, body, sent)
            answer = self.connection.getresponse()
            reply = Reply(answer.status, dict(answer.getheaders()), answer.read())
            self.used = time.monotonic()
            return reply
        except (OSError, http.client.HTTPException):
            self.close()
            return None

    def need(self, method, path, body=None, **rest):
        """The JSON of a reply that must be a success."""
        reply = self.ask(method, path, body, **rest)
        reads = method == "GET" or path.endswith("/search")
        if reply is None and reads:  # a connection that lay idle was closed meanwhile
            reply = self.ask(method, path, body, **rest)
        if reply is None or not 200 <= reply.status < 300:
            raise Failure(f"{method} {path} {json.dumps(body)}: {reply}")
        return reply.json()

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Server:
    def __init__(self, program, *flags):
        self.program, self.flags = os.path.abspath(program), list(flags)
        self.folder = tempfile.mkdtemp(prefix="groundlevel-faults-")
        self.data = os.path.join(self.folder, "data")
        self.log = os.path.join(self.folder, "log")
        self.process, self.port, self.environment = None, 0, ENVIRONMENT
        self.descriptors = None  # (soft, hard), else as we have them
        self.made = json.loads(self.command("init", "--timezone", "America/New_York",
                                            "--json"))
        self.location, self.token = self.made["locationId"], self.made["locationToken"]
        self.agency = self.made["agencyToken"]

    def command(self, *words):
        """What the program prints when run with these words on our data."""
        ran = subprocess.run([self.program, *words, "--data", self.data], capture_output=True,
                             env=ENVIRONMENT, timeout=START_SECONDS, check=False)
        if ran.returncode:
            raise Failure(f"{words}: status {ran.returncode}: {ran.stderr.decode()}")
        return ran.stdout

    def prepare(self):
        """In the child, before it becomes the server."""
        die_with_parent()
        if self.descriptors:
            resource.setrlimit(resource.RLIMIT_NOFILE, self.descriptors)

    def start(self):
        with open(self.log, "ab") as log:
            from_here = log.tell()
            self.process = subprocess.Popen(
                [self.program, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                 *self.flags],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=self.environment,
                preexec_fn=self.prepare)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with open(self.log, "rb") as log:
                log.seek(from_here)
                said = log.read()
            found = LISTENING.search(said)
            if found:
                self.port = int(found.group(1))
                return
            if self.process.poll() is not None:
                raise Failure(f"the server did not start: {said.decode(errors='replace')}")
            time.sleep(0.005)
        raise Failure("the server does not say where it listens")

    def client(self, token=None):
        return Client(self.port, self.token if token is None else token)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a power cut does (but for what the disk forgets)."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self, cuts=False):
        """Politely; must end with 0 and without a sanitizer's report.  cuts: whom it still answers
        when its time to stop is over may be cut off, which it says with 1."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure("the server did not stop when asked to") from None
        self.process = None
        self.judge_log()
        if status and not (cuts and status == 1):
            raise Failure(f"the server ended with status {status}")

    def judge_log(self):
        with open(self.log, "rb") as log:
            said = log.read()
        for report in REPORTS:
            at = said.find(report)
            if at >= 0:
                raise Failure("the server's log has a report: " +
                              said[max(0, at - 200):at + 4000].decode(errors="replace"))

    def database(self):
        """The data file, for reading while the server runs."""
        path = os.path.join(self.data, "groundlevel.db")
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)

    def close(self):
        if self.process:
            self.last_words()
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def last_words(self):
        """A server that ended by itself: whoever got no reply does not know why, its log does."""
        if self.alive():
            return
        with open(self.log, "rb") as log:
            said = log.read()[-6000:].decode(errors="replace")
        print(f"the server ended by itself ({self.process.returncode}):\n{said}", flush=True)


def tables_of(database):
    """Ordinary tables and their columns; shadow tables of search indexes are left out."""
    names = [row[0] for row in database.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY name")]
    return {name: [row[1] for row in database.execute(f"PRAGMA table_info('{name}')")]
            for name in names}


# The server's own signs of life, and how far it has read what happened, whoever asks for what.
OWN = {"pulse", "clock_seen", "worker", "webhook_head"}
# Of these it moves columns.
MOVED = {"webhook": "xid seq look_due ok_at down_since behind", "token": "used_at"}


def rows_asked(database, table):
    """The statement for what the server does not move by itself."""
    names = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    kept = [name for name in names if name not in MOVED.get(table, "").split()]
    return f'SELECT {", ".join(kept)} FROM "{table}"'


def rows_of(server):
    """Every row of every table but its own, in an order that can be compared."""
    database = server.database()
    found = {table: sorted(map(repr, database.execute(rows_asked(database, table))))
             for table in tables_of(database) if table not in OWN}
    database.close()
    return found


def other_location(server):
    """A second location of the company: its id and a token for it."""
    agency = server.client(server.agency)
    made = agency.need("POST", "/locations/", {
        "name": "Elsewhere", "companyId": server.made["companyId"], "country": "US"})
    agency.close()
    location = made.get("location", made)["id"]
    token = json.loads(server.command("token", "create", "--class", "location", "--location",
                                      location, "--json"))
    return location, token["secret"]


class Tally:
    """Counts what passed and says what failed; the closing line is read by machines."""

    def __init__(self, shown_max=40):
        self.passed, self.failed, self.shown_max = 0, 0, shown_max

    def check(self, fine, what):
        if fine:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= self.shown_max:
            print(f"FAILED  {what}", flush=True)

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed else 0
