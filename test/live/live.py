#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who listens hears all of it, in order and once, and costs next to nothing.

Usage: live.py [--server PROGRAM] [--joins N] [--streams N] [--pair] [--only WORD]

Under test/postgres.sh the data is in a PostgreSQL; with --pair a second server hears what the first
one commits.
"""
import argparse
import os
import socket
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "flows"))

from kit import Failure, Play, Server, Tally, percentile  # noqa: E402
from listen import Stream, Writers, cursors, now, signed_in  # noqa: E402


def need(fits, what):
    if not fits:
        raise Failure(what)


TOGETHER = 100  # of those who join: they are heard by as many threads


# --- what must be ---


def join_some(play, count):
    """So many join while others write; each is held against the list behind its cursor."""
    begun, writers, streams = now(play), Writers(play), []
    try:
        for n in range(count):
            cursor = now(play) if n % 2 else begun
            how = {"query": f"since={cursor}"} if n % 3 else {"last": cursor}
            stream = Stream(play.server.port, play.server.token, **how)
            streams.append((cursor, stream))
            need(stream.open() == 200, f"a stream was refused: {stream.status}")
            time.sleep(0.02)
        writers.stop()
        for cursor, stream in streams:
            wanted = cursors(play, cursor)
            stream.wait(lambda s, w=wanted: len(s.events) >= len(w), 60)
            heard = stream.ids()
            need(heard == wanted, f"behind {cursor} came {len(heard)} of {len(wanted)}: first"
                 f" different {next((p for p in zip(heard, wanted) if p[0] != p[1]), None)}")
        return len(cursors(play, begun))
    finally:
        writers.stop()
        for _, stream in streams:
            stream.close()


def joined_without_a_gap(play, asked):
    """whoever joins while others write hears what a list gives, in its order and once"""
    events, left = 0, asked.joins
    while left:  # one token has half of the places, and a reader that waits is a thread here
        events += join_some(play, min(left, TOGETHER))
        left -= min(left, TOGETHER)
    return f"{asked.joins} joins, {events} events"


def types_and_thin(play, _):
    """types, thin and named are as they were asked for, in what was kept and in what comes"""
    before = now(play)
    play.contact("kept")
    plain = Stream(play.server.port, play.server.token, f"since={before}&named=false&thin=true")
    tags = Stream(play.server.port, play.server.token, f"since={before}&types=ContactTagUpdate")
    for stream in (plain, tags):
        need(stream.open() == 200, "a stream was refused")
    ann = play.contact("Ann")
    play.ask("POST", f"/contacts/{ann}/tags", {"tags": ["gold"]})
    need(tags.wait(lambda s: s.events), "the tag was not heard")
    said = tags.events[0]
    need(len(tags.events) == 1 and said["event"] == "ContactTagUpdate" and
         said["said"]["payload"]["tags"] == ["gold"], f"not the tag: {tags.events}")
    need(plain.wait(lambda s: len(s.events) >= 3), "not all was heard")
    for event in plain.events:
        need("event" not in event and "payload" not in event["said"] and
             event["said"]["thing"]["id"] and event["said"]["cursor"] == event["id"],
             f"not thin: {event}")
    need(plain.events[1]["said"]["thing"]["id"] == ann, "not the thing")
    plain.close()
    tags.close()


def who_may(play, _):
    """a stream asks what any reading asks: token, scope, location, cursor"""
    port, server = play.server.port, play.server

    def refused(status, **how):
        stream = Stream(port, how.pop("token", server.token), **how)
        need(stream.open() == status, f"{how}: {stream.status}, not {status}")
        stream.close()
    refused(401, token="")
    refused(401, token="pit-00000000-0000-4000-8000-000000000000")
    refused(400, last="garbage")
    refused(400, last="1")
    refused(400, last="-1.5")
    refused(400, last="0.99999999999999999999")
    refused(422, query="since=garbage")
    refused(422, query="thin=perhaps")
    agency = server.client(server.agency)
    other = agency.need("POST", "/locations/", {"name": "Other", "companyId": server.made[
        "companyId"], "country": "US", "timezone": "UTC"})["id"]
    refused(403, query=f"locationId={other}")
    refused(403, token=server.agency, query="locationId=00000000000000000000")
    # the cursor of another place is a place in the same log, and opens nothing of it
    foreign = agency.need("GET", f"/events?locationId={other}&limit=1")["next"]
    stream = Stream(port, server.token, last=foreign)
    need(stream.open() == 200, "a cursor of another location is a cursor")
    mine = play.contact("mine")
    need(stream.wait(lambda s: any(e["said"]["payload"].get("id") == mine for e in s.events)),
         "what is mine was not heard")
    need(all(e["said"]["locationId"] == play.location for e in stream.events),
         "somebody else's was heard")
    stream.close()
    # later than anything that has happened: from now on
    stream = Stream(port, server.token, last="9000000000000000.9000000000000000")
    need(stream.open() == 200, "a cursor of the future was refused")
    late = play.contact("late")
    need(stream.wait(lambda s: s.events) and
         stream.events[0]["said"]["payload"]["id"] == late, "from now on was not heard")
    stream.close()
    agency.close()


def token_made(play, **more):
    agency = play.server.client(play.server.agency)
    made = agency.need("POST", "/tokens", {"name": "listens", "class": "location",
                                           "locationId": play.location,
                                           "scopes": ["events.readonly"], **more})
    agency.close()
    return made["token"]["id"], made["token"]["secret"]


def revoked_in_time(play, _):
    """who may no longer ask hears nothing more: the stream of a token that was revoked ends"""
    name, secret = token_made(play)
    agency = play.server.client(play.server.agency)
    stream = Stream(play.server.port, secret)
    other = Stream(play.server.port, play.server.token)
    need(stream.open() == 200 and other.open() == 200, "the streams were refused")
    polled = {}

    def poll():
        client = play.server.client(secret)
        polled["reply"] = client.ask("GET", "/events?since=now&wait=30")
        client.close()
    thread = threading.Thread(target=poll)
    thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    agency.need("DELETE", f"/tokens/{name}")
    need(stream.wait(lambda s: s.ended, 10), "the stream of a revoked token goes on")
    took = time.monotonic() - began
    thread.join(20)
    need(polled["reply"] and polled["reply"].status == 401, f"who waited: {polled['reply']}")
    need(took < 5, f"it went on for {took:.1f} s")  # 2 s on a machine that is not busy
    need(stream.whole, "it did not end at an event's end")
    need(not other.ended, "another's stream ended with it")
    other.close()
    agency.close()
    return f"{took * 1000:.0f} ms"


def long_poll(play, _):
    """a list waits until there is something of the types asked for, or the time is over"""
    client = play.server.client()
    here = now(play)
    began = time.monotonic()
    page = client.need("GET", f"/events?since={here}&wait=1")
    need(page["events"] == [] and page["next"] == here and time.monotonic() - began >= 0.9,
         f"it did not wait: {page}")

    def later():
        time.sleep(0.7)
        ann = play.contact("Ann")
        time.sleep(0.7)
        play.ask("POST", f"/contacts/{ann}/tags", {"tags": ["gold"]})
    thread = threading.Thread(target=later)
    thread.start()
    began = time.monotonic()
    page = client.need("GET", f"/events?since={here}&wait=30&types=ContactTagUpdate")
    took = time.monotonic() - began
    thread.join()
    need([e["type"] for e in page["events"]] == ["ContactTagUpdate"] and took > 1,
         f"not what was waited for, after {took:.1f} s: {page}")
    began = time.monotonic()
    need(client.need("GET", f"/events?since={here}&wait=30")["events"] and
         time.monotonic() - began < 10, "it waited though there was something")
    need(client.ask("GET", "/events?since=now&wait=61").status == 422, "61 s were taken")
    client.close()


def slow_is_let_go(play, _):
    """who does not read is let go, costs no memory, and goes on by his cursor without a gap"""
    here = now(play)
    slow = Stream(play.server.port, play.server.token, f"since={here}", reads=False, receive=4096)
    quick = Stream(play.server.port, play.server.token, f"since={here}")
    need(quick.open() == 200, "refused")
    tags = [f"tag{n:04d}" + "x" * 90 for n in range(60)]  # 6 kB an event
    client = play.server.client()
    before = memory(play.server)
    for n in range(1500):
        client.need("POST", "/contacts/", {"locationId": play.location, "firstName": f"w{n}",
                                           "tags": tags})
    grown = memory(play.server) - before
    wanted = cursors(play, here)
    quick.wait(lambda s: len(s.events) >= len(wanted), 120)
    need(quick.ids() == wanted, "the quick one missed something")
    time.sleep(11)  # request_ms: so long he has for what was written to him
    slow.read_on()
    need(slow.wait(lambda s: s.ended, 60), "who did not read was not let go")
    heard = slow.ids()
    need(heard == wanted[:len(heard)] and len(heard) < len(wanted),
         f"the slow one heard {len(heard)} of {len(wanted)}")
    again = Stream(play.server.port, play.server.token, last=heard[-1] if heard else here)
    need(again.wait(lambda s: len(s.events) >= len(wanted) - len(heard), 120) and
         heard + again.ids() == wanted, "he did not go on without a gap")
    for stream in (slow, quick, again):
        stream.close()
    client.close()
    return f"{grown // 1024} MiB more while 1500 large events were written"


def http_tricks(play, _):
    """HEAD, HTTP/1.0, a request behind the stream, and half a line end as they must"""
    port, token = play.server.port, play.server.token
    ask = f"Host: h\r\nAuthorization: Bearer {token}\r\n"

    def said(bytes_, seconds=3.0):
        with socket.create_connection(("127.0.0.1", port), 30) as s:
            s.sendall(bytes_.encode())
            s.settimeout(seconds)
            got = b""
            try:
                while True:
                    more = s.recv(65536)
                    if not more:
                        return got, True
                    got += more
            except TimeoutError:
                return got, False
    got, ended = said(f"HEAD /events/stream HTTP/1.1\r\n{ask}Connection: close\r\n\r\n")
    need(got.startswith(b"HTTP/1.1 200") and got.endswith(b"\r\n\r\n") and ended, f"HEAD: {got}")
    got, ended = said(f"GET /events/stream HTTP/1.0\r\n{ask}\r\n")
    head, _, body = got.partition(b"\r\n\r\n")
    need(b"chunked" not in head.lower() and body.startswith(b"retry: ") and not ended,
         f"HTTP/1.0: {got}")
    got, ended = said(f"GET /events/stream HTTP/1.1\r\n{ask}\r\nGET /health HTTP/1.1\r\n"
                      "Host: h\r\n\r\n")
    need(got.count(b"HTTP/1.1 ") == 1 and not ended, f"behind the stream: {got}")
    got, ended = said(f"POST /events/stream HTTP/1.1\r\n{ask}Content-Length: 0\r\n\r\n")
    need(got.startswith(b"HTTP/1.1 40"), f"POST: {got}")
    got, ended = said(f"GET /events/stream HTTP/1.1\r\n{ask}Cookie: a=b\r\nX-Location: ../../x\r\n"
                      "Accept-Encoding: gzip, br\r\nRange: bytes=0-10\r\n\r\n")
    need(b"text/event-stream" in got and b"ncoding: gzip" not in got, f"tricks: {got}")
    # who says that he sends no more has left
    with socket.create_connection(("127.0.0.1", port), 30) as s:
        s.sendall(f"GET /events/stream HTTP/1.1\r\n{ask}\r\n".encode())
        need(s.recv(65536).startswith(b"HTTP/1.1 200"), "refused")
        s.shutdown(socket.SHUT_WR)
        s.settimeout(30)
        while s.recv(65536):
            pass


def memory(server):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def threads(server):
    return len(os.listdir(f"/proc/{server.process.pid}/task"))


def many(play, asked):
    """a thousand listen at no thread each, the one too many is told so, and all places come back"""
    agency = play.server.client(play.server.agency)
    places = 4
    ids = [agency.need("POST", "/locations/", {
        "name": f"p{n}", "companyId": play.server.made["companyId"], "country": "US",
        "timezone": "UTC"})["id"] for n in range(places)]
    tokens = [token_made(play, locationId=place, scopes=["events.readonly", "contacts.write"])[1]
              for place in ids]
    ask = "GET /events/stream HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {}\r\n\r\n"
    sockets, heads, before, tasks = [], [], memory(play.server), threads(play.server)
    for n in range(asked.streams + 1):
        s = socket.create_connection(("127.0.0.1", play.server.port), 60)
        s.sendall(ask.format(tokens[n % places]).encode())
        sockets.append(s)
        heads.append(s.recv(65536)[:12])
    need(heads[:-1] == [b"HTTP/1.1 200"] * asked.streams and heads[-1] == b"HTTP/1.1 503",
         f"{heads.count(b'HTTP/1.1 200')} were let in of {asked.streams}, the last {heads[-1]}")
    each = (memory(play.server) - before) / asked.streams
    need(threads(play.server) == tasks, "a thread for those who listen")
    delays = [deliver(play, tokens[0], ids[0], sockets[0:asked.streams:places])
              for _ in range(20)]
    need(play.ask("GET", "/health")["status"] == "ok", "it is not well")
    for s in sockets:
        s.close()

    def let_in():
        stream = Stream(play.server.port, tokens[0])
        try:
            return stream.open() == 200
        finally:
            stream.close()
    play.wait(let_in, "those who left are forgotten", 30, 0.2)
    agency.close()
    return (f"{each:.1f} KiB a listener; one event to {asked.streams // places} of them:"
            f" the last after {percentile(delays, 0.5) * 1000:.0f} ms")


def deliver(play, token, place, sockets):
    """One event; when has the last heard it?"""
    client = play.server.client(token)
    began = time.monotonic()
    made = client.need("POST", "/contacts/", {"locationId": place, "firstName": "one"})
    wanted = made["contact"]["id"].encode()
    for s in sockets:
        got = b""
        while wanted not in got:
            more = s.recv(65536)
            need(more, "a stream ended")
            got += more
    client.close()
    return time.monotonic() - began


def limits(play, asked):
    """one token has half of the places, a session eight; a stream lasts as long as was asked"""
    port, token = play.server.port, token_made(play)[1]
    quiet = Stream(port, play.server.token, "types=Nothing")
    short = Stream(port, token, "lasts=1")
    need(quiet.open() == 200 and short.open() == 200, "a stream was refused")
    need(short.wait(lambda s: s.ended, 30) and short.whole, "it lasts longer than was asked")
    half = (asked.streams + 1) // 2
    streams = [Stream(port, token) for _ in range(half + 1)]
    said = [s.open() for s in streams]
    need(said.count(200) == half and said.count(503) == 1, f"of one token: {said.count(200)}")
    for one in streams:
        one.close()
    cookie = {"Cookie": signed_in(play.server)}
    streams = [Stream(port, "", f"locationId={play.location}", headers=cookie) for _ in range(9)]
    said = [s.open() for s in streams]
    need(said.count(200) == 8 and said.count(503) == 1, f"of one session: {said}")
    for one in streams:
        one.close()
    need(quiet.wait(lambda s: s.beats or s.ended, 60) and quiet.beats, "nothing came for a minute")
    quiet.close()


def stopped_politely(play, _):
    """a server that stops ends its streams and answers who waits"""
    here = now(play)
    stream = Stream(play.server.port, play.server.token)
    need(stream.open() == 200, "refused")
    polled = {}

    def poll():
        client = play.server.client()
        polled["reply"] = client.ask("GET", f"/events?since={here}&wait=60")
        client.close()
    thread = threading.Thread(target=poll)
    thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    play.stop()
    took = time.monotonic() - began
    thread.join(20)
    stream.wait(lambda s: s.ended)
    need(stream.whole, "the stream was cut")
    need(polled["reply"] and polled["reply"].status == 200 and
         polled["reply"].json()["events"] == [], f"who waited: {polled['reply']}")
    play.start()
    return f"{took * 1000:.0f} ms"


def killed(play, _):
    """after SIGKILL whoever listened goes on where he was"""
    here = now(play)
    writers = Writers(play, 1, "k")
    stream = Stream(play.server.port, play.server.token, last=here)
    need(stream.wait(lambda s: len(s.events) > 20), "nothing was heard")
    play.kill()
    writers.stop()
    stream.wait(lambda s: s.ended)
    heard = stream.ids()
    play.start()
    again = Stream(play.server.port, play.server.token, last=heard[-1])
    play.contact("after")
    wanted = cursors(play, here)
    need(again.wait(lambda s: len(heard) + len(s.events) >= len(wanted)) and
         heard + again.ids() == wanted, "he did not go on without a gap")
    again.close()


def pair(play, _):
    """a server hears what another one commits"""
    second = Server.__new__(Server)
    second.__dict__.update(play.server.__dict__)
    second.process = None
    second.start()
    try:
        here = now(play)
        stream = Stream(second.port, second.token, last=here)
        need(stream.open() == 200, "refused")
        delays = []
        for n in range(50):
            began = time.monotonic()
            ann = play.contact(f"n{n}")
            need(stream.wait(lambda s, a=ann: any(e["said"]["payload"].get("id") == a
                                                  for e in s.events)), "it was not heard")
            delays.append(time.monotonic() - began)
        need(stream.ids() == cursors(play, here), "not in order, or not all")
        name, secret = token_made(play)
        ends = Stream(second.port, secret)
        need(ends.open() == 200, "refused")
        agency = play.server.client(play.server.agency)
        began = time.monotonic()
        agency.need("DELETE", f"/tokens/{name}")
        need(ends.wait(lambda s: s.ended, 10), "a token revoked over there goes on here")
        took = time.monotonic() - began
        stream.close()
        agency.close()
    finally:
        second.stop()
    return (f"heard after {percentile(delays, 0.5) * 1000:.0f} ms,"
            f" revoked after {took * 1000:.0f} ms")


ALL = (joined_without_a_gap, types_and_thin, who_may, revoked_in_time, long_poll, http_tricks,
       slow_is_let_go, many, limits, stopped_politely, killed)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="build/groundlevel-san")
    parser.add_argument("--joins", type=int, default=60)
    parser.add_argument("--streams", type=int, default=300)
    parser.add_argument("--pair", action="store_true")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    tally = Tally()
    play = Play(asked.server, "--streams-max", str(asked.streams), "--address-max", "60000")
    try:
        for test in (pair,) if asked.pair else ALL:
            if asked.only not in test.__name__:
                continue
            try:
                said = test(play, asked)
                tally.check(True, "")
                print(f"passed  {test.__doc__}{f' ({said})' if said else ''}", flush=True)
            except Failure as failure:
                tally.check(False, f"{test.__doc__}: {failure}")
            play.server.judge_log()
        play.stop()
    finally:
        play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
