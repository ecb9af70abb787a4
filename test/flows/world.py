#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A first import of many members, then many edits on both sides, while the site goes away and comes
back and the program is killed: at the end every mapped field is equal, and nothing is there twice.

usage: world.py --server PROGRAM (--peer PROGRAM | --real) [--only ours|far] [--members 300]
                [--edits 500] [--seed N]
"""
import random
import sys
import time

from recipes import Play
from stage import Failure, both_ways, both_ways_words

FLOWS = ["member-to-contact", "contact-to-member", "object-to-member", "records-to-site"]
LEVELS = ["bronze", "silver", "gold", "platinum"]


class World(Play):
    def __init__(self, program, site, far, told):
        super().__init__(program, site, far)
        self.told, self.random = told, random.Random(told.seed)
        self.kills = self.outages = 0

    def furnish(self):
        crm = self.crm
        self.fields = {name: crm.field(name) for name in ("level", "renewal", "wp_user_id")}
        crm.object("pets", "Pet", [("status", "TEXT", False), ("notes", "LARGE_TEXT", False)])
        self.owner = crm.need("POST", "/associations/", {
            "locationId": crm.location, "key": "pet_owner", "firstObjectKey": "contact",
            "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pets",
            "secondObjectLabel": "Pet"})["id"]
        for n in range(self.told.members):
            self.site.member(f"m{n:03d}")
        self.hub.connect_all(crm, self.site, self.far)
        self.hub.apply(*FLOWS)

    # --- trouble ---

    def kill(self):
        """As a power cut: the hub, and with it the CRM that runs in it."""
        self.hub.restart()
        if not self.far:
            self.crm.again()
        self.kills += 1

    def outage(self):
        if hasattr(self.site, "stop"):
            self.site.stop()
            time.sleep(1 + self.random.random())
            self.site.start()
            self.outages += 1

    def trouble(self):
        if self.random.random() < 0.5:
            self.outage()
        else:
            time.sleep(self.random.random())
            self.kill()

    # --- what must be equal ---

    def pairs(self):
        members = {e: m for e, m in self.site.members().items() if m["username"] != "admin"}
        contacts = {c["email"]: c for c in self.crm.contacts()}
        return members, contacts

    def imported(self):
        members, contacts = self.pairs()
        return all(e in contacts and m["meta"]["hl_contact_id"] == contacts[e]["id"] and
                   "member" in contacts[e]["tags"] for e, m in members.items()) and members

    def unequal(self):
        """What differs, in words; nothing when all is well."""
        members, contacts = self.pairs()
        found = []
        for email, m in members.items():
            c = contacts.get(email)
            if not c:
                found.append(f"{email} is no contact")
                continue
            own = {f["id"]: f["value"] for f in c["customFields"]}
            level = own.get(self.fields["level"], "none")
            full = f"{c['firstName']} {c['lastName']}"
            wanted = {"hl_contact_id": c["id"]}
            if c["id"] in self.edited:
                wanted.update(level=level, full_name=full,
                              renews_on=own.get(self.fields["renewal"], "")[:10],
                              crm_tags=",".join(sorted(c["tags"])))
            if c["id"] in self.pets:
                pet = self.pets[c["id"]]
                wanted.update(pet_name=pet["name"], pet_status=pet["status"])
            found += [f"{email}: {k} is {m['meta'][k]!r}, not {v!r}" for k, v in wanted.items()
                      if m["meta"][k] != v]
            if (c["firstName"], c["lastName"]) != (m["first_name"], m["last_name"]):
                found.append(f"{email}: {full}, not {m['first_name']} {m['last_name']}")
            if own.get(self.fields["wp_user_id"]) != str(m["id"]):
                found.append(f"{email}: wp_user_id is {own.get(self.fields['wp_user_id'])}")
        return found

    # --- the two acts ---

    def first_import(self):
        began = time.monotonic()
        self.poll()
        for _ in range(4):
            time.sleep(1.5)
            self.trouble()
        self.until(f"{self.told.members} members are contacts", self.imported, 600)
        self.hub.rest(300)
        print(f"        in {time.monotonic() - began:.0f} s, {self.kills} kills,"
              f" {self.outages} outages", flush=True)

    def edit_member(self, members):
        member = self.random.choice(list(members.values()))
        changes = {"last_name": f"Name{self.random.randrange(10**6)}"}
        if self.random.random() < 0.1:
            changes["email"] = f"new{self.random.randrange(10**9)}@example.com"
        self.site.ask("POST", f"/users/{member['id']}", changes)

    def edit_contact(self, contacts):
        contact = self.random.choice(contacts)
        day = f"20{self.random.randrange(27, 40)}-0{self.random.randrange(1, 10)}-15"
        self.crm.need("PUT", f"/contacts/{contact['id']}", {"customFields": [
            {"id": self.fields["level"], "field_value": self.random.choice(LEVELS)},
            {"id": self.fields["renewal"], "field_value": day}]})
        self.edited.add(contact["id"])

    def edit_record(self, contacts):
        contact = self.random.choice(contacts)
        pet = self.pets.get(contact["id"])
        if not pet:
            pet = {"name": f"Pet{len(self.pets)}", "status": "new"}
            pet["record"] = self.crm.record("pets", name=pet["name"])
            self.crm.tie(self.owner, contact["id"], pet["record"]["id"])
            self.pets[contact["id"]] = pet
        pet["status"] = f"s{self.random.randrange(10**6)}"
        self.crm.record_change("pets", pet["record"], status=pet["status"])

    def edits(self):
        self.edited, self.pets = set(), {}
        members, contacts = self.pairs()
        contacts = [c for c in contacts.values() if c["email"] in members]
        pet_owners = contacts[:60]
        began = time.monotonic()
        for n in range(self.told.edits):
            kind = self.random.choice("mmccr")
            if kind == "m":
                self.edit_member(members)
            elif kind == "c":
                self.edit_contact(contacts)
            else:
                self.edit_record(pet_owners)
            if n % 50 == 20:
                self.poll()
            if n % 100 == 60:
                self.trouble()
        print(f"        {self.told.edits} edits in {time.monotonic() - began:.0f} s,"
              f" {self.kills} kills, {self.outages} outages", flush=True)
        try:
            self.until("every mapped field is equal on both sides",
                       lambda: not self.unequal(), self.told.patience)
        except Failure:
            print("\n".join("        " + line for line in
                            self.unequal()[:20] + self.hub.story()), flush=True)
            raise

    def nothing_twice(self):
        for _ in range(2):
            self.poll()
            time.sleep(1)
            self.hub.rest(300)
        members, _ = self.pairs()
        emails = [c["email"] for c in self.crm.contacts()]
        assert len(emails) == len(set(emails)), "a contact is there twice"
        assert len(members) == self.told.members, f"{len(members)} members"
        admin = "admin@example.test" in emails  # of a real site
        assert len(emails) == len(members) + admin, f"{len(emails)} of {len(members)} members"
        records = [r["id"] for r in self.crm.records("pets")]
        assert len(records) == len(self.pets), f"{len(records)} records of {len(self.pets)}"
        slugs = [p["slug"] for p in self.site.posts("pets")]
        assert sorted(slugs) == sorted(records), "posts and records differ"
        assert not self.unequal(), self.unequal()[:5]
        failed = self.hub.runs(state="failed")
        assert not failed, failed[:3]
        assert not self.hub.need("GET", "/flows/decisions")["decisions"], "somebody is asked"
        self.checked += 1
        print("passed  no member, contact, record or post is there twice; nothing failed",
              flush=True)

    def play(self):
        self.furnish()
        self.first_import()
        self.edits()
        self.nothing_twice()


def main():
    words = both_ways_words(__doc__)
    words.add_argument("--members", type=int, default=300)
    words.add_argument("--edits", type=int, default=500)
    words.add_argument("--patience", type=int, default=600, help="seconds until all is equal")
    words.add_argument("--seed", type=int, default=int(time.time()))
    told = words.parse_args()
    print(f"seed {told.seed}", flush=True)
    return both_ways(told, lambda site, far: World(told.server, site, far, told))


if __name__ == "__main__":
    sys.exit(main())
