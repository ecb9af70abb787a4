#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The recipe of a two-way sync from end to end: contacts and members are kept alike.

usage: alike.py --server PROGRAM (--peer PROGRAM | --real) [--only ours|far] [--pairs 12]

With --real the site is a WordPress with a database of its own, else the peer of WordPress's shape.
The CRM is in process first, then at another base URL, where the file names the connection `hl`.
Who looks after the site, and who has not the tag, is left alone all the while.
"""
import os
import sys

from recipes import Play, looks_after
from stage import RECIPES, both_ways, both_ways_words

SLUG = "contacts-and-members"
HERE = '"a": { "of": "highlevel.contacts"'
THERE = '"a": { "use": "hl", "of": "highlevel.contacts"'


class Alike(Play):
    def __init__(self, told, site, far):
        super().__init__(told.server, site, far)
        self.pairs = told.pairs

    # --- what is there before ---

    def file(self):
        with open(os.path.join(RECIPES, SLUG + ".flow"), encoding="utf-8") as recipe:
            text = recipe.read()
        assert HERE in text
        return text.replace(HERE, THERE) if self.far else text

    def furnish(self):
        """A third on both sides, a third on one, a third on the other; and two who are left out."""
        for n in range(self.pairs):
            if n % 3 != 1:
                self.crm.contact(email=f"p{n}@example.com", firstName=f"P{n}", lastName="Lee",
                                 tags=["member"])
            if n % 3 != 2:
                self.site.member(f"p{n}")
        self.crm.contact(email="untagged@example.com", firstName="Untagged")
        self.keepers = {e for e, m in self.site.members().items() if looks_after(m)}
        self.hub.connect_all(self.crm, self.site, self.far)
        self.hub.need("POST", "/flows/apply", {"files": [self.file()]})
        self.hub.need("POST", f"/flows/{SLUG}/enable", {})

    # --- both sides ---

    def both(self):
        """E-mail to what is kept alike, of each side."""
        contacts = {c["email"]: (c.get("firstName") or "", c.get("lastName") or "")
                    for c in self.crm.contacts() if "member" in c.get("tags", [])}
        members = {e: (m["first_name"], m["last_name"]) for e, m in self.site.members().items()
                   if not looks_after(m)}
        return contacts, members

    def alike(self, wanted=None):
        contacts, members = self.both()
        fits = {e: tuple(w.lower() for w in v) for e, v in contacts.items()} == \
            {e: tuple(w.lower() for w in v) for e, v in members.items()}
        return fits and (wanted is None or wanted(contacts, members))

    def contact(self, email):
        (one,) = [c for c in self.crm.contacts() if c["email"] == email]
        return one

    # --- what must be ---

    def first(self):
        self.until("everybody is on both sides, once",
                   lambda: self.alike(lambda c, m: len(c) == self.pairs))

    def edits(self):
        """Every pair is edited on both sides, in different fields: neither is lost."""
        ids = {c["email"]: c["id"] for c in self.crm.contacts()}
        there = self.site.members()
        for n in range(self.pairs):
            email = f"p{n}@example.com"
            first, last = ("firstName", "last_name") if n % 2 else ("lastName", "first_name")
            self.crm.need("PUT", f"/contacts/{ids[email]}", {first: f"Crm{n}"})
            self.site.ask("POST", f"/users/{there[email]['id']}", {last: f"Site{n}"})
        wanted = {f"p{n}@example.com": (f"Crm{n}", f"Site{n}") if n % 2 else
                  (f"Site{n}", f"Crm{n}") for n in range(self.pairs)}
        self.until("what was edited on either side is on both",
                   lambda: self.alike(lambda c, m: m == wanted and c == wanted))

    def address(self):
        one = self.contact("p0@example.com")
        other = self.site.members()["p1@example.com"]
        self.crm.need("PUT", f"/contacts/{one['id']}", {"email": "new.p0@example.com"})
        self.site.ask("POST", f"/users/{other['id']}", {"email": "new.p1@example.com"})
        self.until("an address that changes on either side is the same person", lambda: self.alike(
            lambda c, m: {"new.p0@example.com", "new.p1@example.com"} <= set(c) and
            len(c) == self.pairs))
        assert self.contact("new.p0@example.com")["id"] == one["id"]
        assert self.site.members()["new.p1@example.com"]["id"] == other["id"]

    def left_alone(self):
        """Nobody else was touched, nothing is written any more, nobody is asked."""
        emails = {c["email"] for c in self.crm.contacts()}
        assert not emails & self.keepers, emails & self.keepers
        assert "untagged@example.com" in emails
        assert "untagged@example.com" not in self.site.members()
        self.hub.rest()
        dates = {c["id"]: c["dateUpdated"] for c in self.crm.contacts()}
        for _ in range(3):
            self.poll()
            self.hub.rest()
        assert dates == {c["id"]: c["dateUpdated"] for c in self.crm.contacts()}
        assert not self.hub.runs(state="failed"), self.hub.runs(state="failed")
        assert not self.hub.need("GET", "/flows/decisions")["decisions"]
        self.checked += 1
        print("passed  who is left out was left alone, and at rest nothing is written", flush=True)

    def gone(self):
        """Who is deleted on the site loses the tag here; who is deleted here stays a member."""
        member = self.site.members()["p3@example.com"]
        self.site.ask("DELETE", f"/users/{member['id']}?force=true&reassign=1")
        self.clock.forward(86400)
        self.until("who is deleted on the site loses the tag, and stays a contact",
                   lambda: "member" not in self.contact("p3@example.com")["tags"])
        contact = self.contact("p4@example.com")
        self.crm.need("DELETE", f"/contacts/{contact['id']}")
        for _ in range(3):
            self.clock.forward(86400)
            self.poll()
            self.hub.rest()
        assert "p4@example.com" in self.site.members()
        assert "p4@example.com" not in {c["email"] for c in self.crm.contacts()}
        self.checked += 1
        print("passed  who is deleted here stays a member, and does not come back", flush=True)

    def play(self):
        self.furnish()
        self.first()
        self.edits()
        self.address()
        self.left_alone()
        self.gone()


def main():
    words = both_ways_words(__doc__)
    words.add_argument("--pairs", type=int, default=12)
    told = words.parse_args()
    return both_ways(told, lambda site, far: Alike(told, site, far))


if __name__ == "__main__":
    sys.exit(main())
