#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every recipe from end to end, twice: the CRM in process, and the CRM at another base URL.

usage: recipes.py --server PROGRAM (--peer PROGRAM | --real)

With --real the site is a WordPress with a database of its own, else the peer of WordPress's shape.
Only the connection `hl` differs between the two plays: the flow files are those of recipes/.
"""
import json
import sys
import time

from stage import Crm, Hub, PeerSite, Server, Time, both_ways, both_ways_words, wait

ALL = ["object-to-member", "object-to-member-on-view", "records-to-site", "form-to-record",
       "calendars-from-site", "groups-from-site", "slots-to-member", "contact-to-member",
       "member-to-contact"]
POLL_SECONDS = 16 * 60  # longer than the longest `every`, and than a backstop


def looks_after(member):
    """Who looks after the site is no customer."""
    return bool({"administrator", "editor"} & set(member.get("roles") or []))


class Play:
    def __init__(self, program, site, far):
        self.clock, self.site, self.far = Time(), site, far
        self.hub = Hub(program, self.clock, "--rate-burst", "0")
        self.other = None
        if far:
            self.other = Server(program, "--clock-file", self.clock.path, "--rate-burst", "0")
            self.other.start()
        self.crm = Crm(self.other or self.hub.server)
        self.checked = 0

    def poll(self):
        self.clock.forward(POLL_SECONDS)

    def until(self, what, found, seconds=60):
        """What a poll must find: time goes on until it does."""
        looked = [time.monotonic()]

        def tick():
            if time.monotonic() - looked[0] > 2:
                looked[0] = time.monotonic()
                self.poll()

        self.poll()
        value = wait(what, found, seconds, tick)
        self.checked += 1
        print(f"passed  {what}", flush=True)
        return value

    def close(self):
        self.hub.close()
        if self.other:
            self.other.stop()
            self.other.close()
        self.clock.close()

    # --- what is there before ---

    def furnish(self):
        crm, location = self.crm, self.crm.location
        self.fields = {name: crm.field(name) for name in ("level", "renewal", "wp_user_id")}
        crm.object("pets", "Pet", [("status", "TEXT", False), ("notes", "LARGE_TEXT", False),
                                   ("sync_key", "TEXT", True), ("born", "DATE", False),
                                   ("weight", "NUMERICAL", False)])
        self.owner = crm.need("POST", "/associations/", {
            "locationId": location, "key": "pet_owner", "firstObjectKey": "contact",
            "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pets",
            "secondObjectLabel": "Pet"})["id"]
        self.business = crm.need("POST", "/businesses/",
                                 {"locationId": location, "name": "Lee & Sons"})["buiseness"]["id"]
        self.calendar = crm.need("POST", "/calendars/", {
            "locationId": location, "name": "Consultation", "slug": "consultation",
            "calendarType": "event"})["calendar"]["id"]
        for name in ("ann", "ben", "zed"):
            self.site.member(name)
        self.hub.connect_all(crm, self.site, self.far)
        self.hub.apply(*ALL)

    def types_are_known(self):
        """A check has learnt which types of posts the site has, and their meta."""
        def why(of, meta):
            step = {"post": "wordpress.post", "use": "site", "of": of,
                    "set": {"title": "T", f"meta.{meta}": "x"}}
            file = json.dumps({"flow": "types", "on": {"manual": "x"}, "do": [step]})
            found = self.hub.need("POST", "/flows/check", {"file": file})
            return [p["why"] for p in found.get("problems", [])]

        for of, meta, want in (
                ("pets", "hl_object", []), ("booking-calendars", "duration", []),
                ("pest", "x", ["there is no post type 'pest'; did you mean 'pets'?"]),
                ("users", "x", ["there is no post type 'users'"]),
                ("pets", "hl_objct", ["'post_type.pets' has no field 'hl_objct';"
                                      " did you mean 'hl_object'?"])):
            got = why(of, meta)
            assert got == want, (of, meta, got)
        self.checked += 1
        print("passed  which types of posts there are is known, and their meta", flush=True)

    # --- the recipes ---

    def member_to_contact(self):
        def all_there():
            everybody = self.site.members()
            self.members = {e: m for e, m in everybody.items() if not looks_after(m)}
            found = {c["email"]: c for c in self.crm.contacts()}
            if not set(self.members) <= set(found):
                return None
            for email, member in self.members.items():
                if member["meta"]["hl_contact_id"] != found[email]["id"]:
                    return None
            return found

        self.contacts = self.until("14: each member is a contact, and both know each other",
                                   all_there)
        strangers = set(self.contacts) & {e for e, m in self.site.members().items()
                                          if looks_after(m)}
        assert not strangers, f"{strangers} look after the site, and are contacts"
        ann = self.contacts["ann@example.com"]
        assert "member" in ann["tags"] and ann["firstName"].lower() == "ann", ann
        own = {f["id"]: f["value"] for f in ann["customFields"]}
        assert own[self.fields["wp_user_id"]] == str(self.members["ann@example.com"]["id"]), own
        # another address, the same contact
        zed = self.members["zed@example.com"]
        self.site.ask("POST", f"/users/{zed['id']}", {"email": "zed.new@example.com"})
        self.until("14: a member with another address is the same contact", lambda: any(
            c["email"] == "zed.new@example.com" and
            c["id"] == self.contacts["zed@example.com"]["id"] for c in self.crm.contacts()))

    def contact_to_member(self):
        ann = self.contacts["ann@example.com"]["id"]
        self.crm.need("PUT", f"/contacts/{ann}", {
            "lastName": "Lee", "customFields": [
                {"id": self.fields["level"], "field_value": " Gold"},
                {"id": self.fields["renewal"], "field_value": "2027-01-31"}]})
        self.crm.need("POST", "/contacts/bulk/business", {
            "locationId": self.crm.location, "ids": [ann], "businessId": self.business})
        wanted = {"level": "gold", "renews_on": "2027-01-31", "full_name": "Ann Lee",
                  "company": "Lee & Sons", "crm_tags": "member"}
        self.until("11: the profile follows the contact", lambda: wanted.items() <=
                   self.site.fields(self.members["ann@example.com"]).items())

    def object_to_member(self):
        ben = self.contacts["ben@example.com"]["id"]
        self.rex = self.crm.record("pets", name="Rex", status="new")
        self.crm.tie(self.owner, ben, self.rex["id"])
        self.crm.record_change("pets", self.rex, status="vaccinated")
        wanted = {"pet_name": "Rex", "pet_status": "vaccinated", "pet_kind": "Pet"}
        self.until("1: a record's values are in the member's profile", lambda: wanted.items() <=
                   self.site.fields(self.members["ben@example.com"]).items())
        # when the profile is opened
        ann = self.contacts["ann@example.com"]["id"]
        tom = self.crm.record("pets", name="Tom")
        self.crm.tie(self.owner, ann, tom["id"])
        self.hub.hook("object-to-member-on-view", {"email": "ANN@example.com"})
        self.until("1: the same when the profile is opened", lambda: self.site.fields(
            self.members["ann@example.com"])["pet_name"] == "Tom")

    def records_to_site(self):
        def post_of(record):
            return [p for p in self.site.posts("pets") if p["slug"] == record["id"]]

        self.until("2: a record is a post", lambda: [
            p for p in post_of(self.rex)
            if p["title"]["raw"] == "Rex" and p["meta"]["hl_status"] == "vaccinated"])
        self.crm.record_change("pets", self.rex, name="Max", notes="Bites.")
        self.until("2: a record that changes changes its post", lambda: [
            p for p in post_of(self.rex)
            if p["title"]["raw"] == "Max" and p["content"]["raw"] == "Bites."])
        gone = self.crm.record("pets", name="Gone")
        self.until("2: another record is another post", lambda: post_of(gone))
        self.crm.need("DELETE", f"/objects/custom_objects.pets/records/{gone['id']}"
                                f"?locationId={self.crm.location}")
        self.clock.forward(86400)  # what is gone shows in a whole walk
        self.until("2: a record that is deleted takes its post with it", lambda: not post_of(gone))

    def form_to_record(self):
        form = {"id": "intake", "email": "Ben@Example.com", "first_name": "Ben ",
                "last_name": "Member", "pet_name": "Bello the Great", "born": "2024-02-29",
                "weight": "12.5"}
        self.hub.hook("form-to-record", form)
        key = self.contacts["ben@example.com"]["id"] + "/bello-the-great"

        def bello(weight):
            return [r for r in self.crm.records("pets")
                    if r["properties"].get("sync_key") == key and
                    r["properties"].get("weight") == weight]

        made = self.until("3: a form makes a record", lambda: bello(12.5))
        assert made[0]["properties"]["born"].startswith("2024-02-29"), made
        self.until("3: the record's id is in the profile", lambda: self.site.fields(
            self.members["ben@example.com"])["pet_record_id"] == made[0]["id"])
        ties = self.crm.need("GET", f"/associations/relations/{made[0]['id']}"
                                    f"?locationId={self.crm.location}&skip=0&limit=10")
        assert [t["firstRecordId"] for t in ties["relations"]] == \
            [self.contacts["ben@example.com"]["id"]], ties
        self.hub.hook("form-to-record", {**form, "weight": "13"})
        again = self.until("3: the same form changes the same record", lambda: bello(13))
        assert [r["id"] for r in again] == [made[0]["id"]], again
        self.hub.hook("form-to-record", {**form, "id": "newsletter", "pet_name": "Nobody"})

    def calendars(self):
        post = self.site.ask("POST", "/booking-calendars", {
            "title": "First talk", "slug": "first-talk", "status": "publish",
            "excerpt": "By phone.", "meta": {"duration": "45", "color": "#ff0000"}})

        def talk(active, name):
            found = self.crm.need("GET", f"/calendars/?locationId={self.crm.location}")
            return [c for c in found["calendars"] if c.get("slug") == "first-talk" and
                    c["isActive"] == active and c["name"] == name and
                    c["slotDuration"] == 45 and c["eventColor"] == "#ff0000"]

        made = self.until("5: a post is a calendar", lambda: talk(True, "First talk"))
        self.site.ask("POST", f"/booking-calendars/{post['id']}",
                      {"title": "The first talk", "status": "draft"})
        again = self.until("5: a draft is a calendar that is off",
                           lambda: talk(False, "The first talk"))
        assert [c["id"] for c in made] == [c["id"] for c in again], again

    def groups(self):
        post = self.site.ask("POST", "/calendar-groups", {
            "title": "Dogs", "slug": "dogs", "status": "publish", "excerpt": "For dogs"})
        self.site.ask("POST", "/calendar-groups", {
            "title": "Odd", "slug": "Odd Slug!" if isinstance(self.site, PeerSite) else "犬",
            "status": "publish", "excerpt": ""})

        def groups():
            return self.crm.need("GET", f"/calendars/groups?locationId={self.crm.location}")[
                "groups"]

        self.until("6: a post is a group", lambda: [
            g for g in groups() if g["slug"] == "dogs" and g["isActive"]])
        self.until("6: a slug that cannot be used stops the run with a sentence", lambda: [
            r for r in self.hub.runs(flow="groups-from-site", state="stopped")
            if "cannot be used for a group" in r.get("reason", "")])
        self.site.ask("POST", f"/calendar-groups/{post['id']}",
                      {"title": "All dogs", "status": "draft"})
        self.until("6: a draft is a group that is off", lambda: [
            g for g in groups() if g["name"] == "All dogs" and not g["isActive"]])
        self.site.ask("DELETE", f"/calendar-groups/{post['id']}")
        self.clock.forward(86400)
        self.until("6: a post that is gone takes its group with it", lambda: not groups())

    def slots(self):
        self.hub.hook("slots-to-member", {"email": "ann@example.com"})
        got = self.until("7: the next free slots are in the profile", lambda: [
            s for s in [self.site.fields(self.members["ann@example.com"])["next_slot"]]
            if s and s != "none"])
        now = int((time.time() + self.clock.offset / 1000) * 1000)
        days = self.crm.need("GET", f"/calendars/{self.calendar}/free-slots?startDate="
                                    f"{now - 3600000}&endDate={now + 20 * 86400000}"
                                    "&timezone=America/New_York")
        offered = [s for day in days.values() if isinstance(day, dict) for s in day["slots"]]
        assert got[0] in offered, (got, offered[:3])

    def nothing_twice(self):
        """After some more polls everything is there once, and nothing failed."""
        for _ in range(3):
            self.poll()
            time.sleep(1)
            self.hub.rest()
        emails = [c["email"] for c in self.crm.contacts()]
        assert len(emails) == len(set(emails)), emails
        assert sorted(emails) == sorted(e for e, m in self.site.members().items()
                                        if not looks_after(m)), emails
        slugs = [p["slug"] for p in self.site.posts("pets")]
        records = [r["id"] for r in self.crm.records("pets")]
        assert sorted(slugs) == sorted(records), (slugs, records)
        keys = [r["properties"].get("sync_key") for r in self.crm.records("pets")]
        assert len([k for k in keys if k]) == 1, keys
        failed = self.hub.runs(state="failed")
        assert not failed, failed
        assert not self.hub.need("GET", "/flows/decisions")["decisions"]
        self.checked += 1
        print("passed  nothing is there twice, nothing failed, nobody is asked", flush=True)

    def play(self):
        self.furnish()
        self.types_are_known()
        self.member_to_contact()
        self.contact_to_member()
        self.object_to_member()
        self.records_to_site()
        self.form_to_record()
        self.calendars()
        self.groups()
        self.slots()
        self.nothing_twice()


def main():
    words = both_ways_words(__doc__)
    told = words.parse_args()
    return both_ways(told, lambda site, far: Play(told.server, site, far))


if __name__ == "__main__":
    sys.exit(main())
