# SPDX-License-Identifier: Apache-2.0
"""One of everything, made by the server's own rows.

A row makes something when another row's path goes on from its own with the id of one of them:
`POST /contacts/` makes what `/contacts/{contactId}` names.  What it needs, its own rows say: a path
parameter is the id that was made at the path before it, a member with `x-ref` is the id of such a
thing.  So a row that is added tomorrow is made here without a word; only what no type can say (two
times of which one is later) stands in HINTS.
"""
import json
import re
import time
from urllib.parse import urlencode

from operations import text_for
from server import Failure

RUN_SECONDS = 60  # the run of a flow is over by then, however busy the machine is
OVER = ("done", "failed", "stopped", "skipped")

# What of a body cannot be guessed from its row; a function gets the world.
HINTS = {
    "create-bulk": lambda w: {"ids": ["none"], "do": {"addTags": [w.mark]}, "dry": True},
    "create-association": lambda w: {
        "key": "thing_owner", "firstObjectKey": "contact", "secondObjectKey": w.key},
    "create-object": lambda w: {
        "key": w.key, "labels": {"singular": w.mark, "plural": f"{w.mark}s"},
        "primaryDisplayPropertyDetails": {"key": f"{w.key}.name", "name": "Name",
                                          "dataType": "TEXT"}},
    "create-record": lambda w: {"properties": {"name": w.mark}},
    "create-relation": lambda w: {
        "firstRecordId": w.thing("contact"), "secondRecordId": w.made["/objects/{}/records"]},
    "create-field-folder": lambda w: {"objectKey": w.key},
    "create-object-field": lambda w: {"objectKey": w.key, "fieldKey": f"{w.key}.more"},
    "create-custom-field": lambda w: {"model": "contact", "dataType": "TEXT"},
    "create-calendar": lambda w: {"calendarType": "event"},
    "create-calendar-resource": lambda w: {"capacity": 3},
    "create-schedule": lambda w: {"timezone": "UTC"},
    "create-calendar-notification": lambda w: [
        {"receiverType": "contact", "channel": "email", "notificationType": "confirmation"}],
    "create-appointment": lambda w: {
        "startTime": "2030-01-08T10:00:00Z", "ignoreFreeSlotValidation": True, "title": w.mark},
    "create-block-slot": lambda w: {
        "assignedUserId": w.thing("user"), "title": w.mark,
        "startTime": "2030-01-09T10:00:00Z", "endTime": "2030-01-09T11:00:00Z"},
    "create-contact": lambda w: {
        "firstName": w.mark, "email": f"{w.mark}@example.com", "phone": w.phone,
        "tags": [w.mark]},
    "create-connection": lambda w: {
        "kind": "bridge", "baseUrl": "https://site.example", "title": w.mark,
        "secret": "abcd efgh ijkl mnop"},
    "join-connection": lambda w: {"hub": "https://crm.example"},
    "create-webhook": lambda w: {  # of what nobody does here, so nothing is sent
        "url": f"https://hooks.example/{w.mark}", "name": w.mark, "types": ["BlogPostDelete"]},
    "create-user": lambda w: {
        "email": f"{w.mark}@company.example", "type": "account", "role": "user",
        "locationIds": [w.location]},
    "create-form": lambda w: {
        "name": w.mark, "elements": [{"key": "name", "kind": "text", "field": "firstName"}]},
    "submit-form": lambda w: {"answers": {"name": w.mark}},
    "create-email-template": lambda w: {"type": "html", "name": w.mark},
    "create-template": lambda w: {
        "name": w.mark, "type": "sms", "template": {"body": w.mark}},
    "send-a-new-message": lambda w: {"type": "SMS", "message": w.mark, "toNumber": w.phone},
    "create-custom-subtype": lambda w: {"name": w.mark, "language": "en"},
    "create-location-tag": lambda w: {"name": f"{w.mark} more"},
    "initiate-file-upload": lambda w: {
        "conversationId": w.made["/conversations"], "filename": "a.txt",
        "contentType": "text/plain", "channel": "SMS"},
    "create-snapshot-share-link": lambda w: {
        "snapshot_id": w.snapshot_ready(), "share_type": "permanent_link"},
    "create-export": lambda w: {"format": "csv"},
    "check-import": lambda w: {"mapping": {"Email": "email"}, "match": ["email"]},
    "create-app": lambda w: {
        "name": "An application", "redirects": ["https://app.example.com/back"],
        "scopes": ["contacts.readonly"]},
    "create-invite": lambda w: {"email": f"{w.mark}@invited.example", "role": "viewer"},
    "create-token": lambda w: {"locationId": w.location, "scopes": ["contacts.readonly"]},
    "query-report": lambda w: {"of": "contacts", "by": [{"field": "tags"}]},
    "create-dashboard": lambda w: {"title": w.mark, "tiles": [
        {"title": w.mark, "kind": "number", "query": {"of": "contacts"}}]},
    "apply-flows": lambda w: {"files": [json.dumps(
        {"flow": w.slug, "enabled": True, "on": {"manual": "x"}, "do": [
            {"get": "highlevel.contact", "where": {"contactId": w.thing("contact")}}]})]},
}
# Which of the things made a `ref` names.
REFS = {"user": "/users", "contact": "/contacts", "business": "/businesses",
        "record": "/objects/{}/records", "association": "/associations",
        "folder": "/custom-fields/folder", "pipeline": "/opportunities/pipelines",
        "stage": "/opportunities/pipelines/stages", "opportunity": "/opportunities",
        "reason": "/opportunities/lost-reason", "blog": "/groundlevel/blogs/sites",
        "author": "/groundlevel/blogs/authors", "category": "/groundlevel/blogs/categories",
        "group": "/calendars/groups",
        "calendar": "/calendars", "appointment": "/calendars/events/appointments"}
# Path parameters that no row makes at the path before them: the same things by other words.
NAMED = {"eventId": "/calendars/events/appointments", "recordId": "/contacts",
         "formId": "/groundlevel/forms",
         "appointmentId": "/calendars/events/appointments", "businessId": "/businesses",
         "contactId": "/contacts", "calendarId": "/calendars", "userId": "/users",
         "workflowId": "/groundlevel/workflows", "campaignId": "/groundlevel/campaigns",
         "messageId": "/conversations/messages", "emailMessageId": "/conversations/messages/email",
         "linkId": "/links", "dashboardId": "/dashboards",
         "templateId": "/emails/builder", "mediaId": "/medias/folder",
         "snapshotId": "/groundlevel/snapshots", "blogId": "/groundlevel/blogs/sites"}


def pattern(path):
    return re.sub(r"\{\w+\}", "{}", path).rstrip("/")


def first_id(value):
    """The id in a reply: its own, or that of its only member with one."""
    if isinstance(value, list):
        return first_id(value[0]) if value else None
    if isinstance(value, dict):
        for name in ("id", "_id", "messageId"):
            if isinstance(value.get(name), str):
                return value[name]
        for inner in value.values():
            found = first_id(inner)
            if found:
                return found
    return None


class World:
    """A location with one of everything; `made` by the path at which it was made."""

    def __init__(self, server, operations, location, token, mark):
        self.location, self.token, self.mark = location, token, mark
        self.key, self.slug = "custom_objects.things", mark.lower()
        self.phone = f"+1202555{100 + sum(map(ord, mark)) % 100:04d}"
        self.company = server.made["companyId"]
        self.client, self.agency = server.client(token), server.client(server.agency)
        self.made = {"/locations": location, "/groundlevel/companies": self.company}
        self.words = {"resourceType": "rooms", "type": "add", "key": self.key,
                      "schemaKey": self.key, "objectKey": self.key, "key_name": "thing_owner",
                      "name": self.slug, "flow": self.slug, "feedFile": "none.ics",
                      "hookId": "none", "installId": "none", "id": "none",
                      "deliveryId": "1", "slug": "none", "code": "none", "fileId": "none",
                      "secret": "none", "fileName": "none.png", "spamId": "none",
                      "pushId": "none", "uploadId": "none", "token": "none", "urlSlug": "none",
                      "recipe": "member-to-contact",
                      "word": "highlevel.contact"}
        self.made["/medias/folder"] = first_id(self.client.need("POST", "/medias/folder", {
            "altId": location, "altType": "location", "name": mark}))
        self.made["/imports"] = self.import_made()
        self.made["/bulk"] = self.bulk_made()
        self.makers = [o for o in operations if self.makes(o, operations)]
        self.make_all()
        self.make_flow(operations)

    def import_made(self):
        """It comes as a form with a file."""
        body = (f'--b\r\nContent-Disposition: form-data; name="file"; filename="{self.mark}.csv"'
                f"\r\n\r\nEmail\n{self.mark}@rows.example\n\r\n--b--\r\n")
        reply = self.client.ask("POST", "/imports", body.encode(), {
            "Content-Type": "multipart/form-data; boundary=b"})
        if reply is None or reply.status != 201:
            raise Failure(f"no import: {reply}")
        return first_id(reply.json())

    def bulk_made(self):
        """A job does it; nothing changes by itself when it is over."""
        made = first_id(self.client.need("POST", "/bulk", {
            "ids": ["none"], "do": {"addTags": [self.mark]}}))
        for _ in range(RUN_SECONDS * 20):
            if self.client.need("GET", f"/bulk/{made}")["bulk"]["state"] == "done":
                return made
            time.sleep(0.05)
        raise Failure("the change of many does not end")

    @staticmethod
    def makes(operation, operations):
        here = pattern(operation.path) + "/{}"
        return (operation.method == "POST" and not operation.reads and not operation.public and
                operation.row["operationId"] not in ("create-location", "create-bulk") and
                not operation.files and
                any(pattern(o.path) == here or pattern(o.path).startswith(here + "/")
                    for o in operations))

    # --- what is known ---

    def thing(self, ref):
        if ref in ("location", "company"):
            return self.location if ref == "location" else self.company
        return self.made[REFS[ref]]

    def parameter(self, operation, name):
        """What this path's parameter is given; KeyError: nothing was made yet."""
        if name in ("locationId", "companyId"):
            return self.location if name == "locationId" else self.company
        before = pattern(operation.path.split("{" + name + "}")[0])
        if before in self.made and name not in self.words:
            return self.made[before]
        return self.words[name] if name in self.words else self.made[NAMED[name]]

    def snapshot_ready(self):
        """A job makes it."""
        made = self.made["/groundlevel/snapshots"]
        for _ in range(RUN_SECONDS * 20):
            state = self.agency.need("GET", f"/groundlevel/snapshots/{made}")["snapshot"]["state"]
            if state != "making":
                return made
            time.sleep(0.05)
        raise Failure("the snapshot is not made")

    def path(self, operation):
        return re.sub(r"\{(\w+)\}", lambda m: str(self.parameter(operation, m.group(1))),
                      operation.path)

    def query(self, operation):
        """What of the query must be there; and what has no end of its own, ends after a second."""
        return {p["name"]: self.value(operation, p["schema"], p["name"])
                for p in operation.queries() if p.get("required") or p["name"] == "lasts"}

    def value(self, operation, schema, name):
        schema = operation.resolve(schema) or {}
        if schema.get("x-ref"):
            return self.thing(schema["x-ref"])
        if schema.get("enum"):
            return schema["enum"][0]
        kind = schema.get("type")
        if kind == "object":
            return {k: self.value(operation, v, k)
                    for k, v in schema.get("properties", {}).items()
                    if k in schema.get("required", [])}
        if kind == "array":
            return [self.value(operation, schema.get("items"), name)]
        if kind in ("integer", "number"):
            return max(1, int(schema.get("minimum", 1)))
        if kind == "boolean":
            return False
        made = text_for(schema.get("x-kind"), schema.get("maxLength", 50))
        if schema.get("x-kind") in ("text", "long", "name", "any"):
            return (self.slug if name in ("slug", "name") else self.mark) + "-x" * (
                name == "password")
        return made

    def hint(self, operation):
        hint = HINTS.get(operation.row["operationId"])
        return hint(self) if hint else {}

    def body(self, operation):
        """What must be there, and what is hinted."""
        hint = self.hint(operation)
        if operation.body is None or isinstance(hint, list):
            return hint or None
        required = operation.body.get("required", [])
        made = {k: self.value(operation, v, k) for k, v in operation.properties().items()
                if k in required and k not in hint}
        return {**made, **hint}

    # --- making ---

    def asker(self, operation):
        company = operation.token_class == "company" or operation.path.startswith("/users")
        return self.agency if company else self.client

    def make_all(self):
        left = list(self.makers)
        while left:
            later, why = [], None
            for one in left:
                try:
                    asked = urlencode(self.query(one))
                    made = self.asker(one).need(
                        one.method, self.path(one) + (asked and "?" + asked), self.body(one))
                except (KeyError, Failure) as missing:  # perhaps of something that comes later
                    later.append(one)
                    why = missing
                    continue
                self.made[pattern(one.path)] = first_id(made)
                if not first_id(made):
                    raise Failure(f"{one} gives no id: {made}")
                if "pipeline" in made:  # its stages are made with it
                    self.made["/opportunities/pipelines/stages"] = first_id(
                        made["pipeline"]["stages"])
            if len(later) == len(left):
                raise Failure(f"cannot be made: {', '.join(map(str, later))}: {why}")
            left = later

    def make_flow(self, operations):
        """What comes of what was made: a flow, a run of it, a message."""
        apply = next(o for o in operations if o.row["operationId"] == "apply-flows")
        self.client.need("POST", "/flows/apply", self.hint(apply))
        run = self.client.need("POST", f"/flows/{self.slug}/run", {"data": {}})
        self.made["/flows/runs"] = run["run"]["id"]
        self.wait_for_run(run["run"]["id"])
        self.made["/flows/decisions"] = run["run"]["id"]  # none was asked for
        self.made["/conversations/messages/email"] = self.client.need(
            "POST", "/conversations/messages", {
                "type": "Email", "contactId": self.thing("contact"), "html": self.mark,
                "subject": self.mark})["emailMessageId"]
        self.made["/outgoing"] = self.client.need("GET", "/outgoing")["messages"][0]["id"]

    def wait_for_run(self, run):
        """Until nothing in the data changes by itself any more, whoever looks at it row by row."""
        until = time.monotonic() + RUN_SECONDS
        while self.client.need("GET", f"/flows/runs/{run}")["run"]["state"] not in OVER:
            if time.monotonic() > until:
                raise Failure(f"run {run} does not end")
            time.sleep(0.05)

    def ids(self):
        """Every id that was made, but for those of the company."""
        return {str(v) for k, v in self.made.items()
                if k not in ("/groundlevel/companies", "/flows/runs", "/flows/decisions")}
