#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Agents write into one conversation while the server is killed: nothing is lost, nothing twice.

Usage: agents.py [--server PROGRAM] [--agents N] [--kills N] [--seconds N]

Two people are signed in, each in a browser of his own, and each has several windows: all of them
write texts into the conversation with one contact, and a provider brings what the contact says.
The server is killed again and again; who had no answer sends the same again, under the same name
(altId).  In the end each text that was acknowledged is there once, nothing else is, the unread are
as many as were heard, and each message was one event.  A call's recording and words come back as
they were put there.
"""
import argparse
import http.client
import json
import os
import random
import sys
import threading
import time
from collections import Counter

from server import Client, Failure, Server, Tally
from uploads import form, read, send


class Agent(threading.Thread):
    """Writes one text after another, each until it is acknowledged."""

    def __init__(self, play, name, asks):
        super().__init__(daemon=True)
        self.play, self.name_of, self.asks = play, name, asks
        self.acknowledged, self.ids, self.wrong = [], Counter(), None

    def run(self):
        n = 0
        while not self.play.over.is_set():
            n += 1
            text = f"{self.name_of} {n}"
            reply = None
            while reply is None and self.play.wait_up():
                reply = self.asks(self, text)
                if reply is not None and reply.status in (429, 503):
                    reply = None
                    time.sleep(0.05)
            if reply is None:
                return
            if not 200 <= reply.status < 300:
                self.wrong = f"{text}: {reply}"
                return
            self.acknowledged.append(text)
            self.ids[reply.json()["messageId"]] += 1


class Play:
    def __init__(self, server, args):
        self.server, self.args, self.over = server, args, threading.Event()
        self.up, self.random = threading.Event(), random.Random(11)
        self.up.set()

    def wait_up(self):
        """Until the server is there again; False: it will not be."""
        return self.up.wait(120)

    def set_up(self):
        client = self.server.client()
        where = {"locationId": self.server.location}
        self.contact = client.need("POST", "/contacts/", {
            **where, "firstName": "Ann", "phone": "+12025550101"})["contact"]["id"]
        self.provider = client.need("POST", "/groundlevel/providers", {
            **where, "name": "Texter", "type": "SMS"})["provider"]["id"]
        client.close()

    def sends(self, agent, text):
        return self.ask(agent, "/conversations/messages", {
            "type": "SMS", "contactId": self.contact, "message": text, "altId": text})

    def hears(self, agent, text):
        return self.ask(agent, "/conversations/messages/inbound", {
            "type": "SMS", "contactId": self.contact, "message": text, "altId": text,
            "conversationProviderId": self.provider})

    def browser(self):
        """The owner signs in: the cookie and the word against forgery."""
        asked = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        asked.request("POST", "/auth/session", json.dumps({
            "email": "owner@example.com",
            "password": self.server.made["owner"]["password"]}), {
                "Content-Type": "application/json", "Version": "2021-07-28", **self.ours()})
        answer = asked.getresponse()
        said = json.loads(answer.read())
        cookie = answer.getheader("Set-Cookie").split(";")[0]
        asked.close()
        return {"Cookie": cookie, "X-CSRF": said["session"]["csrf"],
                "X-Location": self.server.location}

    def ours(self):
        return {"Origin": f"http://127.0.0.1:{self.server.port}", "Sec-Fetch-Site": "same-origin"}

    def ask(self, agent, path, body):
        if not hasattr(agent, "client"):
            agent.client = Client(self.server.port, agent.token)
        agent.client.port = self.server.port
        return agent.client.ask("POST", path, body,
                                headers={**agent.browser, **self.ours()} if agent.browser else {})

    def agents(self):
        browsers, made = [self.browser(), self.browser()], []
        for i in range(self.args.agents):
            agent = Agent(self, f"agent {i}", self.sends)
            agent.token, agent.browser = "", browsers[i % 2]
            made.append(agent)
        for i in range(2):
            agent = Agent(self, f"heard {i}", self.hears)
            agent.token, agent.browser = self.server.token, None
            made.append(agent)
        return made

    def kills(self):
        pause = self.args.seconds / (self.args.kills + 1)
        for _ in range(self.args.kills):
            time.sleep(self.random.uniform(pause / 2, pause * 1.5))
            self.up.clear()
            self.server.kill()
            self.server.start()
            self.up.set()
        time.sleep(pause)
        self.over.set()

    def all_messages(self, client, talk):
        found, last = [], ""
        while True:
            page = client.need("GET", f"/conversations/{talk}/messages?limit=100{last}")["messages"]
            found += page["messages"]
            if not page["nextPage"]:
                return found
            last = f"&lastMessageId={page['lastMessageId']}"

    def events(self, client, kind):
        found, cursor = [], ""
        while True:
            page = client.need("GET", f"/events?types={kind}&limit=500{cursor}")
            found += [event["payload"].get("messageId") for event in page["events"]]
            if not page["events"]:
                return found
            cursor = f"&since={page['next']}"

    def look(self, agents, tally):
        client = self.server.client()
        talks = client.need("GET", "/conversations/search?locationId="
                            f"{self.server.location}&contactId={self.contact}")["conversations"]
        tally.check(len(talks) == 1, f"{len(talks)} conversations with one contact")
        messages = self.all_messages(client, talks[0]["id"])
        there = Counter(message["body"] for message in messages)
        said = Counter(text for agent in agents for text in agent.acknowledged)
        lost = sorted((said - there).keys())
        tally.check(not lost, f"acknowledged and not there: {lost[:5]}")
        twice = sorted(text for text, count in there.items() if count > 1)
        tally.check(not twice, f"there twice: {twice[:5]}")
        # who was cut off at the very end may have written one more that he never heard of
        more = sorted((there - said).keys())
        tally.check(len(more) <= len(agents), f"nobody wrote {more[:5]}")
        ids = Counter(message["id"] for message in messages)
        tally.check(max(ids.values()) == 1, "an id stands twice")
        told = Counter()
        for agent in agents:
            told += agent.ids
        tally.check(max(told.values()) == 1 and set(told) <= set(ids), "an id was told twice")
        heard = sum(message["direction"] == "inbound" for message in messages)
        tally.check(talks[0]["unreadCount"] == heard,
                    f"unread are {talks[0]['unreadCount']}, heard were {heard}")
        newest = max(messages, key=lambda message: (message["dateAdded"], message["id"]))
        tally.check(talks[0]["lastMessageBody"] in
                    [m["body"] for m in messages if m["dateAdded"] == newest["dateAdded"]],
                    f"the last is {talks[0]['lastMessageBody']}, not {newest['body']}")
        for kind, way in (("OutboundMessage", "outbound"), ("InboundMessage", "inbound")):
            events = Counter(self.events(client, kind))
            want = Counter(m["id"] for m in messages if m["direction"] == way)
            tally.check(events == want, f"{kind}: {sum(events.values())} events of"
                                        f" {sum(want.values())} messages")
        client.close()
        return len(messages)


def recordings(server, tally):
    """What was said in a call comes back as it was put there: its recording, and its words."""
    client = server.client()
    where = {"locationId": server.location}
    contact = client.need("POST", "/contacts/", {**where, "firstName": "Ann"})["contact"]["id"]
    provider = client.need("POST", "/groundlevel/providers", {
        **where, "name": "Caller", "type": "Call"})["provider"]["id"]
    made = client.need("POST", "/conversations/messages/inbound", {
        "type": "Call", "contactId": contact, "conversationProviderId": provider,
        "call": {"status": "completed", "duration": 6}})
    sound = b"RIFF\x24\x00\x00\x00WAVEfmt " + os.urandom(70_001)
    got = send(server, form(("conversationId", made["conversationId"]),
                            ("fileAttachment", "call.wav", sound)),
               "/conversations/messages/upload")
    tally.check(got is not None and got[0] == 200, f"a recording is not taken: {got}")
    [address] = json.loads(got[1])["uploadedFiles"].values()
    client.need("PUT", f"/conversations/messages/{made['messageId']}/attachments",
                {"attachments": [address]})
    at = f"/conversations/messages/{made['messageId']}/locations/{server.location}/recording"
    reply = client.ask("GET", at)
    tally.check(reply.status == 302 and reply.headers["Location"] == address,
                f"the recording: {reply}")
    status, back = read(server, reply.headers["Location"])
    tally.check(status == 200 and back == sound, f"the recording is another: {len(back)} bytes")
    sentences = [
        {"mediaChannel": 1, "startTime": 0, "endTime": 900, "transcript": "Grüß Gott, 你好"},
        {"mediaChannel": 2, "startTime": 61500, "endTime": 62000, "transcript": 'Yes "so" \\ <b>'}]
    client.need("PUT", f"/conversations/messages/{made['messageId']}/transcription",
                {"sentences": sentences})
    at = f"/conversations/locations/{server.location}/messages/{made['messageId']}/transcription"
    told = client.need("GET", at)
    tally.check([{key: one[key] for key in sentences[0]} for one in told] == sentences,
                f"the words are others: {told}")
    words = client.ask("GET", at + "/download").body.decode()
    tally.check(words == '[00:00] Contact: Grüß Gott, 你好\n[01:01] Agent: Yes "so" \\ <b>\n',
                f"downloaded they are others: {words!r}")
    client.close()


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--server", default="build/groundlevel")
    words.add_argument("--agents", type=int, default=8)
    words.add_argument("--kills", type=int, default=4)
    words.add_argument("--seconds", type=float, default=6)
    args = words.parse_args()
    server, tally = Server(args.server, "--rate-burst", "0", "--rate-day", "0"), Tally()
    try:
        server.start()
        play = Play(server, args)
        play.set_up()
        agents = play.agents()
        for agent in agents:
            agent.start()
        play.kills()
        for agent in agents:
            agent.join(120)
            tally.check(not agent.is_alive(), f"{agent.name_of} does not end")
            tally.check(agent.wrong is None, f"{agent.wrong}")
        count = play.look(agents, tally)
        recordings(server, tally)
        print(f"note    {count} messages, {args.kills} kills")
    except Failure as failure:
        tally.check(False, str(failure))
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
