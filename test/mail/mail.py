#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One mail for each notification that is due, whatever the receiver or the process does.

Usage: mail.py [--server PROGRAM] [--pair]

Against a real receiver (receiver.py) on loopback: what arrives is held against what is due, word
by word; refusals for now and for good, silence, a cut line, a login, STARTTLS; the server is killed
at moments nobody chose.  Never does a mail come twice unless somebody asks for it: where nobody can
know whether it arrived, the message must say `uncertain`.

With --pair only this: two servers on the PostgreSQL of test/postgres.sh send what is due together,
and each mail comes once, also while one of them is killed again and again.
"""
import argparse
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(1, os.path.join(HERE, "..", "faults"))

import server as hurt  # noqa: E402
from files import files_check  # noqa: E402
from receiver import Receiver  # noqa: E402
from server import Failure, Server, Tally  # noqa: E402

WAIT_SECONDS = 20
KILLS = 6
MAILS = 40  # under the kills
LOGIN = ("ground", "s3cret level")
MINUTE_MS = 60000
MONDAY = 1893974400  # 2030-01-07T00:00:00Z


class Play:
    """A server that sends to a receiver, a clock of its own, a calendar and a contact."""

    def __init__(self, program, receiver, *flags):
        handle, self.clock_file = tempfile.mkstemp(prefix="groundlevel-mail-")
        os.write(handle, bytes(8))
        os.close(handle)
        self.offset, self.receiver = 0, receiver
        self.server = Server(program, "--clock-file", self.clock_file, "--rate-burst", "0",
                             "--rate-day", "0", "--smtp-url", f"smtp://127.0.0.1:{receiver.port}",
                             "--smtp-from", "desk@ground.example", *flags)
        self.server.start()
        self.client, self.location = self.server.client(), self.server.location
        self.contact = self.ask("POST", "/contacts/", {
            "locationId": self.location, "firstName": "Zoë", "email": "zoe@example.com"}
            )["contact"]["id"]
        owner = self.ask("GET", f"/users/?locationId={self.location}")["users"][0]["id"]
        self.calendar = self.ask("POST", "/calendars/", {
            "locationId": self.location, "name": "Talk", "calendarType": "personal",
            "teamMembers": [{"userId": owner}]})["calendar"]["id"]
        self.day = 0

    def ask(self, method, path, body=None):
        return self.client.need(method, path, body)

    def notify(self, kind, **more):
        made = self.ask("POST", f"/calendars/{self.calendar}/notifications", [{
            "receiverType": "contact", "channel": "email", "notificationType": kind, **more}])
        return made[0]["_id"]

    def book(self, **more):
        """The next free place; gives the appointment's id."""
        self.day += 1
        week, day = divmod(self.day - 1, 5)
        date = time.gmtime(MONDAY + (week * 7 + day) * 86400)
        return self.ask("POST", "/calendars/events/appointments", {
            "calendarId": self.calendar, "locationId": self.location, "contactId": self.contact,
            "startTime": time.strftime("%Y-%m-%dT10:00:00", date), **more})["id"]

    def later(self, ms):
        self.offset += ms
        with open(self.clock_file, "r+b") as clock:
            clock.write(struct.pack("=q", self.offset))

    def messages(self, appointment=None):
        more = f"?appointmentId={appointment}" if appointment else ""
        return self.ask("GET", f"/outgoing{more}")["messages"]

    def wait(self, fits, what, seconds=WAIT_SECONDS):
        """Until the messages fit, or so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            messages = self.messages()
            if fits(messages):
                return messages
            time.sleep(0.05)
        shown = [{**m, "body": "", "subject": ""} for m in self.messages()]
        raise Failure(f"{what}: {json.dumps(shown[-8:])}")

    def state(self, appointment, *states):
        """The one message of the appointment, once it is in one of these states."""
        self.wait(lambda all_of: [m["state"] for m in all_of
                                  if m.get("appointmentId") == appointment][0] in states,
                  f"{appointment} does not become {states}")
        return self.messages(appointment)[0]

    def close(self):
        self.client.close()
        self.server.close()
        os.unlink(self.clock_file)


def words_check(play, tally):
    """What arrives is what was said, whatever the signs, and only what is due."""
    body = "Héllo {{contact.first_name}} — 你好\n.\n..dots\nFrom the desk\n" + "long " * 300
    play.notify("confirmation", subject="Grüße, {{contact.first_name}} " + "ü" * 60, body=body,
                fromName='The "Desk"')
    reminder = play.notify("reminder", subject="Soon", body="<b>{{appointment.start_time}}</b>",
                           beforeTime=[{"timeOffset": 2, "unit": "days"}])
    booked = play.book()
    play.wait(lambda m: m[0]["state"] == "sent", "the confirmation is not sent")
    [mail] = play.receiver.taken
    tally.check(mail.sender == "desk@ground.example" and mail.receivers == ["zoe@example.com"],
                f"envelope {mail.sender} {mail.receivers}")
    tally.check(mail.message["Subject"] == "Grüße, Zoë " + "ü" * 60,
                f"subject {mail.message['Subject']!r}")
    tally.check(mail.text.replace("\r\n", "\n").strip()
                == body.replace("{{contact.first_name}}", "Zoë").strip(), f"body {mail.text!r}")
    tally.check(mail.message["From"].addresses[0].display_name == 'The "Desk"'
                and mail.message["From"].addresses[0].addr_spec == "desk@ground.example",
                f"from {mail.message['From']}")
    tally.check(mail.message["To"] == "<zoe@example.com>" or "zoe@example.com"
                in mail.message["To"], f"to {mail.message['To']}")
    tally.check(all(len(line) <= 100 for line in mail.raw.split(b"\r\n")), "a line is too long")
    # The reminder waits for its time: two days before 2030-01-07T15:00:00Z.
    waits = [m for m in play.messages(booked) if m["kind"] == "reminder"]
    tally.check(waits[0]["state"] == "ready", f"{waits}")
    play.later(((MONDAY - 2 * 86400 + 14 * 3600) - int(time.time())) * 1000)
    time.sleep(0.6)
    due = [m["due"] for m in play.messages(booked) if m["kind"] == "reminder"]
    early = len(play.receiver.taken)
    play.later(2 * 3600000)
    play.wait(lambda m: all(one["state"] == "sent" for one in m), f"no reminder, due {due}")
    tally.check(early == 1 and len(play.receiver.taken) == 2, f"{early} then"
                f" {len(play.receiver.taken)}")
    tally.check("Monday, January 7, 2030 10:00 AM" in play.receiver.taken[1].text
                and play.receiver.taken[1].message.get_content_type() == "text/html",
                play.receiver.taken[1].text)
    play.ask("DELETE", f"/calendars/{play.calendar}/notifications/{reminder}")
    play.day += 5  # the clock stands near the first days


def refusals_check(play, tally):
    """Refused for now: again later and later.  For good: failed, until somebody asks."""
    for mood, tries, end in (("later", 3, "retry"), ("never", 1, "failed"),
                             ("toobig", 1, "failed"), ("busy", 2, "retry"),
                             ("greet", 2, "retry"), ("cut", 2, "retry")):
        play.receiver.mood, before = mood, len(play.receiver.taken)
        booked = play.book()
        message = play.state(booked, "retry", "failed")
        for n in range(2, tries + 1):
            play.later(MINUTE_MS * 16)
            play.wait(lambda m, n=n: [one["tries"] for one in m
                                      if one.get("appointmentId") == booked][0] >= n,
                      f"{mood}: no try {n}")
            message = play.state(booked, "retry", "failed")
        tally.check(message["state"] == end and message["tries"] == tries and message["error"],
                    f"{mood}: {message}")
        tally.check(len(play.receiver.taken) == before, f"{mood}: it was taken")
        play.receiver.mood = "fine"
        if end == "retry":
            play.later(MINUTE_MS * 16)
        else:
            play.later(MINUTE_MS * 600)
            time.sleep(0.5)
            tally.check(play.messages(booked)[0]["state"] == "failed", f"{mood}: tried again")
            play.ask("POST", f"/outgoing/{message['id']}/retry")
        message = play.state(booked, "sent")
        tally.check(len(play.receiver.taken) == before + 1 and "error" not in message,
                    f"{mood}: {message}")


def limit_check(play, tally):
    """It is given up after eight tries."""
    play.receiver.mood = "later"
    booked = play.book()
    for n in range(1, 9):
        play.wait(lambda m, n=n: [one["tries"] for one in m
                                  if one.get("appointmentId") == booked][0] == n,
                  f"no try {n}")
        play.state(booked, "retry", "failed")
        play.later(MINUTE_MS * 721)
    message = play.state(booked, "failed")
    tally.check(message["tries"] == 8, f"{message}")
    play.receiver.mood = "fine"


def uncertain_check(play, tally):
    """All was handed over and no answer came: nobody knows, and it is not sent again."""
    play.receiver.mood, before = "drop", len(play.receiver.taken)
    booked = play.book()
    message = play.state(booked, "uncertain")
    play.receiver.mood = "fine"
    play.later(MINUTE_MS * 60 * 24 * 2)
    time.sleep(1)
    tally.check(play.messages(booked)[0]["state"] == "uncertain"
                and len(play.receiver.taken) == before + 1, "an uncertain one was sent again")
    play.ask("POST", f"/outgoing/{message['id']}/retry")
    play.state(booked, "sent")
    first, second = play.receiver.taken[before:]
    tally.check(first.message_id == second.message_id, "the copies have not the same Message-ID")
    # The process is killed while the receiver has it and says nothing.
    play.receiver.mood, before = "hang", len(play.receiver.taken)
    booked = play.book()
    until = time.monotonic() + WAIT_SECONDS
    while len(play.receiver.taken) == before and time.monotonic() < until:
        time.sleep(0.02)
    play.server.kill()
    play.receiver.mood = "fine"
    play.server.start()
    play.client = play.server.client()
    # A machine that was long at starting it may have found out already that nobody sends it.
    state = play.messages(booked)[0]["state"]
    tally.check(state in ("sending", "uncertain"), f"{state} after the kill")
    play.later(MINUTE_MS * 3)
    play.state(booked, "uncertain")
    time.sleep(1)
    tally.check(len(play.receiver.taken) == before + 1, "it was sent again after the kill")
    # Stopped politely meanwhile: it ends in time, and says so.
    play.receiver.mood = "hang"
    booked = play.book()
    until = time.monotonic() + WAIT_SECONDS
    while len(play.receiver.taken) == before + 1 and time.monotonic() < until:
        time.sleep(0.02)
    play.server.stop()
    play.receiver.mood = "fine"
    play.server.start()
    play.client = play.server.client()
    play.state(booked, "uncertain")


def wishes_check(play, tally):
    """A contact that wants no e-mail any more gets none of what was waiting."""
    before = len(play.receiver.taken)
    play.notify("followup", subject="How was it?", afterTime=[{"timeOffset": 1, "unit": "days"}])
    booked = play.book()
    play.wait(lambda m: len(play.receiver.taken) == before + 1, "no confirmation")
    play.ask("PUT", f"/contacts/{play.contact}", {"dnd": True})
    [waits] = [m for m in play.messages(booked) if m["kind"] == "followup"]
    play.ask("POST", f"/outgoing/{waits['id']}/retry")
    play.wait(lambda m: [one["state"] for one in m if one["id"] == waits["id"]] == ["withdrawn"],
              "what is not wanted is not withdrawn")
    tally.check(len(play.receiver.taken) == before + 1, "it was sent all the same")
    play.ask("PUT", f"/contacts/{play.contact}", {"dnd": False})


def conversation_check(play, tally):
    """An e-mail of a conversation reaches all its receivers, and the conversation hears of it."""
    def send(**more):
        return play.ask("POST", "/conversations/messages", {
            "type": "Email", "contactId": play.contact, "html": "<p>Hello</p>", **more})

    def becomes(made, status):
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            found = play.ask("GET", f"/conversations/messages/email/{made['emailMessageId']}")
            if found["status"] == status:
                return found
            time.sleep(0.05)
        raise Failure(f"it does not become {status}: {found}")

    before = len(play.receiver.taken)
    first = send(subject="One", emailCc=["cc@example.com"], emailBcc=["bcc@example.com"])
    becomes(first, "sent")
    [mail] = play.receiver.taken[before:]
    tally.check(mail.receivers == ["zoe@example.com", "cc@example.com", "bcc@example.com"],
                f"receivers {mail.receivers}")
    tally.check("cc@example.com" in mail.message["Cc"] and b"bcc@" not in mail.raw, "copies")
    tally.check(mail.message["Auto-Submitted"] is None, "a person's is said to be automatic")
    becomes(send(replyMessageId=first["emailMessageId"]), "sent")
    answer = play.receiver.taken[-1].message
    tally.check(answer["In-Reply-To"] == mail.message_id, f"answers {answer['In-Reply-To']}")
    tally.check(answer["Subject"] == "Re: One", f"subject {answer['Subject']}")
    thread = play.ask("GET", f"/conversations/messages/{first['messageId']}")["message"]
    tally.check(thread["status"] == "sent" and len(thread["meta"]["email"]["messageIds"]) == 2,
                f"thread {thread}")
    play.receiver.mood = "never"
    refused = becomes(send(subject="Two"), "failed")
    tally.check("550" in refused["error"]["message"], f"error {refused['error']}")
    play.receiver.mood = "drop"
    becomes(send(subject="Three"), "uncertain")
    play.receiver.mood = "fine"
    later = send(subject="Four", scheduledTimestamp=4070908800)
    play.ask("PUT", f"/contacts/{play.contact}", {"dnd": True})
    waits = [m for m in play.messages() if m["subject"] == "Four"]
    play.ask("POST", f"/outgoing/{waits[0]['id']}/retry")
    stopped = becomes(later, "failed")
    tally.check("wants no e-mail" in stopped["error"]["message"], f"{stopped['error']}")
    play.ask("PUT", f"/contacts/{play.contact}", {"dnd": False})


def old_check(play, tally):
    """What has gone out is kept a season; what nobody knows about, until somebody says."""
    kept = {m["id"] for m in play.messages() if m["state"] not in ("sent", "failed", "withdrawn")}
    gone = len(play.messages()) - len(kept)
    play.later(91 * 86400000)
    play.wait(lambda m: {one["id"] for one in m} == kept, "old messages stay")
    tally.check(gone > 3 and kept, f"{gone} are gone, {len(kept)} are kept")


def kills_check(program, tally):
    """Killed again and again: each mail once, or uncertain and at most once."""
    receiver = Receiver()
    play = Play(program, receiver, "--smtp-tls", "false")
    dice = random.Random(4)
    try:
        play.notify("confirmation", subject="{{appointment.title}}", body="One")
        titles = [f"n{n}" for n in range(MAILS)]
        for round_number in range(KILLS):
            for title in titles[round_number::KILLS]:
                play.book(title=title)
            time.sleep(dice.uniform(0.0, 0.25))
            play.server.kill()
            play.server.start()
            play.client = play.server.client()
        play.later(MINUTE_MS * 3)
        play.later(MINUTE_MS * 20)
        messages = play.wait(lambda m: all(one["state"] in ("sent", "uncertain") for one in m),
                             "some are neither sent nor uncertain")
        arrived = [mail.message["Subject"] for mail in receiver.taken]
        tally.check(len(messages) == MAILS, f"{len(messages)} messages")
        for message in messages:
            times = arrived.count(message["subject"])
            tally.check(times == 1 or (times == 0 and message["state"] == "uncertain"),
                        f"{message['subject']} is {message['state']} and came {times} times")
        doubt = sum(1 for m in messages if m["state"] == "uncertain")
        print(f"{MAILS} mails over {KILLS} kills: {len(arrived)} arrived, {doubt} uncertain",
              flush=True)
        play.server.stop()
    finally:
        play.close()
        receiver.close()


def beside(server):
    """Another process on the same data."""
    other = object.__new__(Server)
    other.__dict__.update(server.__dict__)
    other.log, other.process = server.log + "-other", None
    return other


def pair_kills_check(play, other, tally):
    """One of the two is killed again and again while it sends; the one that lives does the rest."""
    dice, before = random.Random(5), len(play.receiver.taken)
    play.day += 20  # the clock stands behind the days so far
    play.notify("confirmation", subject="{{appointment.title}}", body="One")
    titles, play.receiver.mood = [f"k{n}" for n in range(MAILS)], "slow"
    for round_number in range(KILLS):
        for title in titles[round_number::KILLS]:
            play.book(title=title)
        time.sleep(dice.uniform(0.0, 0.25))
        other.kill()
        if round_number < KILLS - 1:
            other.start()
    # Who is dead is known when its number has stood still for half a minute.
    messages = play.wait(lambda m: all(one["state"] in ("sent", "uncertain") for one in m
                                       if one["subject"] in titles),
                         "some are neither sent nor uncertain", 120)
    messages = [m for m in messages if m["subject"] in titles]
    arrived = [mail.message["Subject"] for mail in play.receiver.taken[before:]
               if mail.message["Subject"] in titles]
    tally.check(len(messages) == MAILS, f"{len(messages)} messages")
    for message in messages:
        times = arrived.count(message["subject"])
        tally.check(times == 1 or (times == 0 and message["state"] == "uncertain"),
                    f"{message['subject']} is {message['state']} and came {times} times")
    doubt = sum(1 for m in messages if m["state"] == "uncertain")
    print(f"{MAILS} mails by two servers, one killed {KILLS} times: {len(arrived)} arrived,"
          f" {doubt} uncertain", flush=True)


def pair_check(program, tally):
    """Two processes on one database, with the same messages due at the same moment."""
    hurt.ENVIRONMENT["GROUNDLEVEL_STORE"] = os.environ["GROUNDLEVEL_TEST_POSTGRES"]
    receiver = Receiver()
    play = Play(program, receiver, "--smtp-tls", "false", "--store-workers", "4")
    other = beside(play.server)
    try:
        other.start()
        reminder = play.notify("reminder", subject="{{appointment.title}}",
                               beforeTime=[{"timeOffset": 1, "unit": "weeks"}])
        for n in range(MAILS):
            play.book(title=f"n{n}")
        tally.check(not receiver.taken, "sent before it was due")
        play.later((MONDAY + 70 * 86400 - int(time.time())) * 1000)
        play.wait(lambda m: all(one["state"] == "sent" for one in m), "not all are sent")
        arrived = sorted(mail.message["Subject"] for mail in receiver.taken)
        tally.check(arrived == sorted(f"n{n}" for n in range(MAILS)), f"arrived: {arrived}")
        tally.check(all(m["tries"] == 1 for m in play.messages()), "some were tried twice")
        with open(other.log, "rb") as said, open(play.server.log, "rb") as mine:
            tally.check(b" error " not in said.read() + mine.read(), "the log has errors")
        print(f"{len(arrived)} mails by two servers", flush=True)
        play.ask("DELETE", f"/calendars/{play.calendar}/notifications/{reminder}")
        pair_kills_check(play, other, tally)
        play.server.stop()
    finally:
        if other.alive():
            other.kill()
        play.close()
        receiver.close()


def certificate_make(folder):
    """A certificate for 127.0.0.1 that signs itself."""
    certificate, key = os.path.join(folder, "mail.pem"), os.path.join(folder, "mail.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
                    "-out", certificate], check=True, capture_output=True, timeout=30)
    return certificate, key


def login_check(program, tally):
    """STARTTLS and a login; without either it is not sent, and the password is nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        pair = certificate_make(folder)
        for what, flags, certificate, fine in (
                ("all well", ["--smtp-password", LOGIN[1], "--smtp-ca-file", pair[0]], pair, True),
                ("wrong password", ["--smtp-password", "no", "--smtp-ca-file", pair[0]], pair,
                 False),
                ("strange certificate", ["--smtp-password", LOGIN[1]], pair, False),
                ("no STARTTLS", ["--smtp-password", LOGIN[1]], None, False)):
            receiver = Receiver(LOGIN, certificate)
            play = Play(program, receiver, "--smtp-user", LOGIN[0], *flags)
            try:
                play.notify("confirmation")
                message = play.state(play.book(), "sent", "retry", "failed")
                tally.check(message["state"] == ("sent" if fine else "retry"),
                            f"{what}: {message}")
                tally.check(len(receiver.taken) == int(fine), f"{what}: {len(receiver.taken)}")
                tally.check(all(m.secured and m.user == LOGIN[0] for m in receiver.taken), what)
                with open(play.server.log, "rb") as log:
                    tally.check(LOGIN[1].encode() not in log.read(), f"{what}: in the log")
                tally.check(LOGIN[1] not in json.dumps(message), f"{what}: in the message")
                play.server.stop()
            finally:
                play.close()
                receiver.close()


def settings_check(program, tally):
    """Settings that cannot work are refused before anything starts."""
    for flags, word in ((["--smtp-url", "http://x", "--smtp-from", "a@b"], b"smtp_url"),
                        (["--smtp-url", "smtp://u:p@x", "--smtp-from", "a@b"], b"smtp_user"),
                        (["--smtp-url", "smtp://x"], b"smtp_from"),
                        (["--smtp-url", "smtp://x", "--smtp-from", "a@b\r\nc"], b"smtp_from")):
        ran = subprocess.run([program, "serve", "--data", "/nonexistent", *flags],
                             capture_output=True, timeout=30, check=False)
        tally.check(ran.returncode == 2 and word in ran.stderr, f"{flags}: {ran}")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--pair", action="store_true")
    asked = reader.parse_args()
    tally, receiver, play = Tally(), Receiver(), None
    try:
        if asked.pair:
            pair_check(asked.server, tally)
            return tally.close()
        settings_check(os.path.abspath(asked.server), tally)
        play = Play(asked.server, receiver, "--smtp-tls", "false")
        for check in (words_check, refusals_check, limit_check, uncertain_check, wishes_check,
                      conversation_check, files_check, old_check):
            check(play, tally)
        play.server.stop()
        kills_check(asked.server, tally)
        login_check(asked.server, tally)
    except Failure as failure:
        tally.check(False, failure)
    finally:
        if play:
            play.close()
        receiver.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
