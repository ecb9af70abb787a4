#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds recorded replies against HighLevel's published OpenAPI files.

Usage: contract.py RECORD [HELD]

RECORD has a line of JSON for each reply: method, path, status, body.  The files are looked for in
shared/contract/v2 beside the repository (or in GROUNDLEVEL_CONTRACT); without them this says so and
passes.  Where the recorded behaviour of the real service differs from its own files, we follow the
service; every such difference stands in DEVIATIONS with the rule that says so (behaviour.md), and a
row that nothing needs any more is a failure too.  HELD is a file that gets, for each operation, how
many replies were held and which rules it needs (JSON, for doc/operations.md).
"""
import glob
import json
import os
import re
import sys

# What differs (a regular expression on the whole line of the difference), and why.
DEVIATIONS = [
    (r"^GET /medias/files: reply\.files\[\] is dict",
     "files are maps, as in the file's own example; its type says texts"),
    (r"^POST /locations/\{locationId\}/customFields/upload: reply\.meta\[\] is dict",
     "meta is a list of maps, as in the file's own example; its type says texts"),
    (r"^POST /conversations/messages: status 201",
     "behaviour 4, conversations: 201"),
    (r"^POST /conversations/messages: reply\.status is missing",
     "behaviour 4, conversations: the recorded reply has none"),
    (r"^GET /conversations/messages/\{id\}: reply\.\w+ is missing",
     "behaviour 4, conversations: inside `message`; the file says flat"),
    (r"^GET /conversations/\{conversationId\}/messages: reply\.(lastMessageId|nextPage) is missing",
     "behaviour 4, conversations: inside `messages`; the file says flat"),
    (r"^GET /conversations/\{conversationId\}/messages: reply\.messages is dict",
     "behaviour 4, conversations: nested twice"),
    (r"/conversations/.*: reply\.conversations?(\[\])?\.lastMessageType is 'TYPE_NO_SHOW'",
     "behaviour 10.8: recorded where nothing was said yet"),
    (r"^GET /conversations/search: reply\.conversations\[\]\.(phone|email) is null",
     "behaviour 10.8: null in some items"),
    (r"^GET /conversations/messages/export: reply\.nextCursor is null",
     "the file's own words: null if there are no more"),
    (r"^GET /conversations/locations/.*/transcription: reply is list",
     "clients read a list of sentences; the file says one object"),
    (r"^POST /contacts/upsert: status 201",
     "behaviour 10.4: measured 201 when it is new"),
    (r"^POST /contacts/\{contactId\}/workflow/.*: status 201",
     "behaviour 3: measured 201"),
    (r"^POST /objects/\{schemaKey\}/records/search: status 201",
     "behaviour 3: measured 201"),
    (r"^GET /contacts/(business/.*)?: reply\.contacts\[\]\.\w+ is null",
     "behaviour 4, contacts: lists carry nulls where a single contact leaves out"),
    (r"/notes(/\{id\})?: reply\.notes?(\[\])?\.userId is null",
     "behaviour 4, sub-resources: userId is null when nobody is named"),
    (r"^POST /contacts/bulk/tags/.*: reply\.responses\[\] is dict",
     "behaviour 4, sub-resources: responses are maps, as in the file's own example"),
    (r"/associations/.*: reply\.(associationType|\w+Object(Key|Label)) is str, not object",
     "behaviour 4, associations: keys and labels are texts, as in the file's own examples"),
    (r"^GET /associations/(objectKey/.*|relations/.*)?: reply\.\w+ is missing",
     "behaviour 4, associations: a list; the file gives the shape of one association"),
    (r"^GET /custom-fields/object-key/.*: reply\.folders\[\]\.(dataType is ''|parentId is null)",
     "behaviour 4, custom fields: a folder has no type and no folder; the file gives a field"),
    (r"/objects/(\{key\})?: reply\.objects?(\[\])?\.type is str, not object",
     "behaviour 4, objects: type is a text, as in the file's own example"),
    (r"/objects/.*: reply\.records?(\[\])?\.properties is dict",
     "behaviour 4, objects: properties are a map"),
    (r"^POST /objects/.*/search: reply\.records\[\]\.searchAfter\[\] is str",
     "behaviour 4, objects: searchAfter is [ms, id]"),
    (r"/users/.*: reply\.(users\[\]\.)?scopes is list",
     "behaviour 4, users: scopes are a list"),
    (r"^POST /locations/.*/tasks/search: reply\.tasks\[\] is dict",
     "behaviour 4, sub-resources: tasks are a list of maps; the file nests lists"),
    (r"^POST /oauth/locationToken: status 201",
     "behaviour 1.3: measured 201"),
    (r"^DELETE /calendars/events/\{eventId\}: status 200",
     "behaviour 3: recorded 200"),
    (r"^POST /calendars/events/appointments: status 201",
     "behaviour 3: measured 201"),
    (r"^GET /calendars/(events|blocked-slots): reply\.events\[\]\.(start|end|date)\w+ is str",
     "behaviour 4, calendars: times are ISO texts; the file says objects"),
    (r"^GET /calendars/events: reply\.events\[\]\.(assignedUserId|groupId) is missing",
     "behaviour 4, calendars: the recorded events have neither when nobody is assigned"),
    (r"^GET /calendars/blocked-slots: reply\.events\[\]\.\w+ is missing",
     "behaviour 4, calendars: a blocked slot has no contact, status, group or guests"),
    (r"/calendars/events/block-slots(/.*)?: reply\.(start|end)Time is str",
     "behaviour 4, calendars: times are ISO texts; the file says objects"),
]


class Contract:
    def __init__(self, folder):
        self.operations = []
        for name in sorted(glob.glob(os.path.join(folder, "*.json"))):
            with open(name, encoding="utf-8") as file:
                document = json.load(file)
            for path, methods in document.get("paths", {}).items():
                for method, row in methods.items():
                    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path.rstrip("/")))
                    self.operations.append((method.upper(), path, re.compile(pattern + "/?$"),
                                            row, document))
        # a literal segment wins over a parameter
        self.operations.sort(key=lambda one: one[1].count("{"))

    def find(self, method, path):
        for one in self.operations:
            if one[0] == method and one[2].match(path):
                return one
        return None


def resolve(document, schema):
    while "$ref" in schema:
        found = document
        for step in schema["$ref"].lstrip("#/").split("/"):
            found = found[step]
        schema = found
    return schema


TYPES = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def differences(document, schema, value, where):
    """Everything in which the value is not what the schema says; further members are allowed."""
    schema = resolve(document, schema or {})
    for part in schema.get("allOf", []):
        yield from differences(document, part, value, where)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices and all(any(differences(document, c, value, where)) for c in choices):
        yield f"{where} fits none of its schemas"
    kind = schema.get("type")
    if value is None:
        if kind and not schema.get("nullable"):
            yield f"{where} is null, not {kind}"
        return
    if kind in TYPES and not TYPES[kind](value):
        yield f"{where} is {type(value).__name__}, not {kind}"
        return
    if schema.get("enum") and kind != "array" and value not in schema["enum"]:
        yield f"{where} is {value!r}, not one of {schema['enum']}"
    if isinstance(value, list):
        for item in value:
            yield from differences(document, schema.get("items"), item, f"{where}[]")
    if isinstance(value, dict):
        yield from members(document, schema, value, where)


def members(document, schema, value, where):
    for name in schema.get("required", []):
        if name not in value:
            yield f"{where}.{name} is missing"
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            yield from differences(document, inner, value[name], f"{where}.{name}")


def reply_differences(contract, reply):
    found = contract.find(reply["method"], reply["path"])
    if not found:
        return
    method, path, _, row, document = found
    status = str(reply["status"])
    successes = [s for s in row["responses"] if s.startswith("2")]
    if status not in successes:
        yield f"{method} {path}: status {status}, not {' or '.join(successes)}"
    if not successes:
        return
    answer = row["responses"].get(status) or row["responses"][successes[0]]
    content = resolve(document, answer).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    for one in differences(document, schema, reply["body"], "reply"):
        yield f"{method} {path}: {one}"


def rules_of(one):
    return [i for i, (pattern, _) in enumerate(DEVIATIONS) if re.search(pattern, one)]


def judge(contract, replies):
    found = {}
    for reply in replies:
        for one in reply_differences(contract, reply):
            found.setdefault(one, reply)
    used, failed = set(), 0
    for one, reply in sorted(found.items()):
        rows = rules_of(one)
        used.update(rows)
        if not rows:
            failed += 1
            print(f"FAILED  {one}\n        {json.dumps(reply['body'])[:300]}")
    for i, (pattern, rule) in enumerate(DEVIATIONS):
        if i not in used:
            failed += 1
            print(f"FAILED  no reply needs this deviation any more: {pattern} ({rule})")
    return failed


def held_write(path, contract, replies):
    """For each operation of the files that was asked: how often, and what is different in it."""
    held = {}
    for reply in replies:
        method, template, *_ = contract.find(reply["method"], reply["path"])
        row = held.setdefault(f"{method} {template}".rstrip("/"), {"held": 0, "different": []})
        row["held"] += 1
        for one in reply_differences(contract, reply):
            for i in rules_of(one):
                if DEVIATIONS[i][1] not in row["different"]:
                    row["different"].append(DEVIATIONS[i][1])
    with open(path, "w", encoding="utf-8") as file:
        json.dump(held, file, indent=1, sort_keys=True)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = os.environ.get("GROUNDLEVEL_CONTRACT") or os.path.join(
        here, "..", "..", "..", "shared", "contract", "v2")
    if not os.path.isdir(folder):
        print(f"contract: skipped, there are no OpenAPI files in {os.path.normpath(folder)}")
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        replies = [json.loads(line) for line in file]
    contract = Contract(folder)
    held = [r for r in replies
            if 200 <= r["status"] < 300 and contract.find(r["method"], r["path"])]
    failed = judge(contract, held)
    if len(sys.argv) > 2:
        held_write(sys.argv[2], contract, held)
    print(f"contract: {len(held)} replies held against the published files,"
          f" {len(DEVIATIONS)} known deviations")
    print(f"contract: {len(held) and not failed and 1 or 0} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
