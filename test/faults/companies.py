#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two companies on one server know nothing of each other.

Usage: companies.py [--server PROGRAM]

`init` makes one company, and no request makes another, so the second is written into the data
beside the first while nobody serves it: a company, its location, a user of the location and one of
the agency.  Then the tokens of the first ask for all of that, in every way in which a user, a
location or a company can be named; nothing of it may be shown or taken, and its rows stay as they
were.
"""
import argparse
import hashlib
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "live"))
from listen import Stream  # noqa: E402
from server import Client, Failure, Server, Tally  # noqa: E402

NAME = "Zyzzyva"
OTHER = {"company": "strangercompany00000", "location": "strangerlocation0000",
         "member": "strangermember000000", "agency": "strangeragency000000"}
THEIRS = "pit-00000000-0000-4000-8000-0000000000aa"


def copied(database, table, where, **other):
    """A row like this one, but for these columns."""
    row = dict(database.execute(f"SELECT * FROM {table} WHERE {where} LIMIT 1").fetchone())
    row.update(other)
    database.execute(f"INSERT INTO {table} ({','.join(row)}) VALUES"
                     f" ({','.join('?' * len(row))})", list(row.values()))


def second_company(server):
    database = sqlite3.connect(f"{server.data}/groundlevel.db", isolation_level=None)
    database.row_factory = sqlite3.Row
    copied(database, "company", "true", id=OTHER["company"], name=NAME)
    copied(database, "location", "true", id=OTHER["location"], company_id=OTHER["company"],
           name=NAME)
    for who, kind, where in (("member", "account", [OTHER["location"]]), ("agency", "agency", [])):
        copied(database, "account", "true", id=OTHER[who], company_id=OTHER["company"],
               type=kind, name=f"{NAME} {who}", first_name=NAME, last_name=who,
               name_lower_case=f"{NAME} {who}".lower(), email=f"{who}@zyzzyva.example",
               email_lower_case=f"{who}@zyzzyva.example", location_ids=json.dumps(where))
    copied(database, "token", "class = 'location'", id="strangertoken0000000",
           hash=hashlib.sha256(THEIRS.encode()).hexdigest(), company_id=OTHER["company"],
           location_id=OTHER["location"], account_id=OTHER["member"])
    # what was done there stands in the same audit
    database.execute("INSERT INTO audit (at, company, place, actor_kind, actor_id, op, trace)"
                     " VALUES (1, ?, ?, 'token', 'theirs', 'create-contact', 'theirs')",
                     (OTHER["company"], OTHER["location"]))
    copied(database, "account_location", "true", location_id=OTHER["location"],
           account_id=OTHER["member"])
    database.close()


def rows_of_other(server):
    database = server.database()
    found = [sorted(map(repr, database.execute(f"SELECT * FROM {table} WHERE {column} = ?",
                                               (OTHER["company"],))))
             for table, column in (("company", "id"), ("location", "company_id"),
                                   ("account", "company_id"))]
    database.close()
    return found


def user(email, locations, **more):
    return {"firstName": "Sam", "lastName": "Own", "email": email, "password": "long enough",
            "type": "account", "role": "user", "locationIds": locations, **more}


def asked_of(own, their):
    """By the tokens of `own`, about what is `their`: (whose token, method, path, body)."""
    location, company = own["location"], own["company"]
    for who in (their["member"], their["agency"]):
        for token in ("locationToken", "agencyToken"):
            yield token, "GET", f"/users/{who}", None
            yield token, "DELETE", f"/users/{who}", None
            yield token, "PUT", f"/users/{who}", {"firstName": "Mine"}
        yield "locationToken", "POST", "/contacts/", {
            "locationId": location, "firstName": "Ann", "assignedTo": who}
        yield "locationToken", "PUT", f"/contacts/{own['contact']}", {"assignedTo": who}
        yield "locationToken", "POST", f"/contacts/{own['contact']}/followers", {
            "followers": [who]}
        yield "locationToken", "POST", "/calendars/", {
            "locationId": location, "name": "C", "teamMembers": [{"userId": who}]}
        yield "locationToken", "POST", "/calendars/schedules", {
            "locationId": location, "userId": who, "name": "S", "timezone": "UTC", "rules": []}
        yield "locationToken", "POST", f"/calendars/feeds/users/{who}", None
    for token in ("locationToken", "agencyToken"):
        yield token, "GET", f"/locations/{their['location']}", None
        yield token, "GET", f"/contacts/?locationId={their['location']}", None
        yield token, "GET", f"/users/?locationId={their['location']}", None
        yield token, "GET", f"/users/search?companyId={their['company']}", None
        yield token, "GET", f"/companies/{their['company']}", None
    yield "agencyToken", "PUT", f"/locations/{their['location']}", {
        "companyId": company, "name": "Mine"}
    yield "agencyToken", "POST", "/users/", {
        "companyId": their["company"], **user("a@own.example", [location])}
    yield "agencyToken", "POST", "/users/", {
        "companyId": company, **user("b@own.example", [their["location"]])}
    yield "agencyToken", "PUT", f"/users/{own['owner']}", {
        "locationIds": [location, their["location"]]}
    yield "agencyToken", "POST", "/tokens", {"name": "T", "locationId": their["location"]}


def looked_for(own):
    """What may be asked, and shows only what is one's own."""
    yield "agencyToken", "GET", f"/users/search?companyId={own['company']}&query=zyzzyva", None
    yield "agencyToken", "GET", f"/users/search?companyId={own['company']}&limit=100", None
    yield "agencyToken", "POST", "/users/search/filter-by-email", {
        "companyId": own["company"], "emails": "member@zyzzyva.example,agency@zyzzyva.example"}
    yield "agencyToken", "GET", f"/locations/search?companyId={own['company']}&limit=100", None
    yield "locationToken", "GET", f"/users/?locationId={own['location']}", None
    yield "agencyToken", "GET", "/tokens", None


def play(server, tally, own, their):
    client = Client(server.port, "")
    for token, method, path, body in asked_of(own, their):
        reply = client.ask(method, path, body, token=own[token])
        tally.check(reply is not None and reply.status in (400, 401, 403, 404, 422),
                    f"{method} {path} {body}: {reply}")
    for token, method, path, body in looked_for(own):
        reply = client.ask(method, path, body, token=own[token])
        tally.check(reply is not None and reply.status in (200, 201), f"{method} {path}: {reply}")
        text = reply.body.decode()
        tally.check(NAME.lower() not in text.lower().replace(path.lower(), ""),
                    f"{method} {path} shows another company: {text}")
    client.close()


def heard(server, tally, own):
    """What happens at the other is neither heard nor read here, though it is one log."""
    stream = Stream(server.port, own["agencyToken"])
    tally.check(stream.open() == 200, f"the stream was refused: {stream.status}")
    theirs = server.client(own["theirs"])
    theirs.need("POST", "/contacts/", {"locationId": OTHER["location"], "firstName": NAME})
    theirs.close()
    client = server.client()
    last = client.need("POST", "/contacts/", {
        "locationId": server.location, "firstName": "Last"})["contact"]["id"]
    tally.check(stream.wait(lambda s: any(e["said"]["payload"].get("id") == last
                                          for e in s.events)), "the own was not heard")
    stream.close()
    tally.check(all(e["said"].get("locationId") != OTHER["location"] for e in stream.events),
                "a stream of one company told of another")
    for path in ("/events?limit=1000", "/events?limit=1000&types=ContactCreate", "/audit",
                 "/audit?op=create-contact"):
        reply = client.ask("GET", path, token=own["agencyToken"])
        tally.check(reply is not None and reply.status == 200, f"{path}: {reply}")
        tally.check(OTHER["location"] not in reply.body.decode() and "theirs" not in
                    reply.body.decode(), f"{path} shows another company: {reply}")
    client.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally, server = Tally(), Server(asked.server, "--rate-burst", "0", "--rate-day", "0")
    try:
        second_company(server)
        own = {**server.made, "location": server.location, "company": server.made["companyId"],
               "owner": server.made["owner"]["id"]}
        own["theirs"] = THEIRS
        server.start()
        client = server.client()
        own["contact"] = client.need("POST", "/contacts/", {
            "locationId": server.location, "firstName": "Own"})["contact"]["id"]
        client.close()
        before = rows_of_other(server)
        play(server, tally, own, OTHER)
        tally.check(rows_of_other(server) == before, "rows of the other company changed")
        heard(server, tally, own)
        server.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        server.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
