#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The mails of a campaign while the server is killed (SIGKILL): each once, whoever is in it.

Usage: campaigns.py [--server PROGRAM] [--people N] [--kills N]

Everybody gets two mails.  The server dies at moments nobody chose, while they become due; at the
end each has two messages in one conversation, and two mails in the queue.
"""
import argparse
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "flows"))

from kit import Play, Tally  # noqa: E402

STEPS = [{"subject": "one", "html": "<p>{{contact.first_name}}</p>"},
         {"after": "1h", "subject": "two", "html": "<p>two</p>"}]


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel")
    reader.add_argument("--people", type=int, default=12)
    reader.add_argument("--kills", type=int, default=2)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 6))
    asked = reader.parse_args()
    tally, dice = Tally(), random.Random(asked.seed)
    began, play = time.monotonic(), Play(asked.server)
    try:
        made = play.ask("POST", "/groundlevel/campaigns",
                        {"name": "Course", "status": "draft", "steps": STEPS})
        campaign = made["campaign"]["id"]
        people = []
        for i in range(asked.people):
            made = play.ask("POST", "/contacts/", {
                "locationId": play.location, "firstName": f"P{i}", "email": f"p{i}@example.com"})
            people.append(made["contact"]["id"])
            play.ask("POST", f"/contacts/{people[-1]}/campaigns/{campaign}", {})
        play.ask("PUT", f"/groundlevel/campaigns/{campaign}", {"status": "published"})
        for wanted in (1, 2):
            for _ in range(asked.kills // 2):
                time.sleep(dice.uniform(0, 0.15))
                play.again()
            play.wait(lambda: play.one("SELECT count(*) FROM campaign_mail") ==
                      wanted * asked.people, f"mail {wanted} of all", 60)
            play.later(2 * 3600 * 1000)
        sent = play.rows("SELECT m.contact_id, e.subject FROM email e JOIN message m"
                         " ON m.id = e.message_id")
        tally.check(len(sent) == 2 * asked.people, f"{len(sent)} e-mails")
        tally.check(len(set(sent)) == len(sent), "some have one twice")
        queued = play.one("SELECT count(*) FROM outgoing")
        tally.check(queued == 2 * asked.people, f"{queued} mails are in the queue")
        told = play.ask("GET", f"/groundlevel/campaigns/{campaign}/statistics")["statistics"]
        tally.check(told["sent"] == 2 * asked.people and told["done"] == asked.people and
                    told["failed"] == 0, f"told {told}")
        print(f"{asked.people} people, {asked.kills} kills, seed {asked.seed},"
              f" {time.monotonic() - began:.1f} s", flush=True)
        play.stop()
    finally:
        play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
