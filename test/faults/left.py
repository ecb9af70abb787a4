#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A location that is deleted leaves nothing behind, in no table.

Usage: left.py [--server PROGRAM]          (or: sh test/postgres.sh left.py …)

A location is filled with one of everything that a row can make (world.py), and with more contacts
than go in one part; what no row makes is written into the data.  So every table that names
locations has something of it, and every table that hangs on such a one.  Then the company deletes
it.  A while later no table may hold a row of it, or one that names something of it, but for what is
the company's: its people, and the event that tells of it.  Another location keeps every row.
"""
import argparse
import json
import os
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "flows"))
sys.path.insert(0, HERE)
from operations import operations_read  # noqa: E402
from server import Client, Failure, Tally, other_location, tables_of  # noqa: E402
from world import World  # noqa: E402
from kit import Play, psql  # noqa: E402

MARK, OWN = "Zyzzyva", "Mallory"
CONTACTS = 250
SWEEP_MS = 11 * 60 * 1000
# What hangs on a row of the location by the number or id of that row alone.
HANGS = {"attempt": ("effect_id", "effect"), "step": ("run_id", "run"),
         "seen": ("source_id", "source"), "lane_use": ("event_id", "appointment"),
         "calendar_member": ("calendar_id", "calendar"),
         "calendar_resource_use": ("calendar_id", "calendar"),
         "schedule_use": ("calendar_id", "calendar"), "flow_lookup": ("flow_id", "flow"),
         "flow_right": ("flow_id", "flow"), "flow_state": ("flow_id", "flow"),
         "webhook_attempt": ("job", "delivery"), "reply": ("token", "token"),
         "oauth_family": ("install_id", "install")}
KEYS = {"delivery": "job"}  # what others hang on, where it is not called id
# Rows that are the company's, and others that are of no location.
OTHERS = {"account", "app", "audit", "clock_seen", "company", "entry_code", "event_gone", "guess",
          "location", "oauth_refresh", "oauth_revoked", "person_role", "pulse", "schema_version",
          "session", "signing_key", "snapshot", "snapshot_share", "snapshot_thing",
          "standard_association", "standard_field", "standard_object",
          "webhook_head", "webhook_key", "worker"}


class Data:
    """The tables of the play, on either engine."""

    def __init__(self, play):
        self.play = play

    def tables(self):
        if not self.play.postgres:
            database = self.play.server.database()
            found = tables_of(database)
            database.close()
            return found
        found = {}
        for table, column in self.play.rows(
                "SELECT c.table_name, c.column_name FROM information_schema.columns c"
                " JOIN information_schema.tables t ON t.table_name = c.table_name"
                " AND t.table_schema = c.table_schema AND t.table_type = 'BASE TABLE'"
                " WHERE c.table_schema = 'public' ORDER BY 1, c.ordinal_position"):
            found.setdefault(table, []).append(column)
        return found

    def rows(self, table, where="true", *values):
        columns = self.tables()[table]
        names = ", ".join(f'"{c}"' for c in columns)
        return [dict(zip(columns, row)) for row in self.play.rows(
            f'SELECT {names} FROM "{table}" WHERE {where}', *values)]

    def write(self, sql):
        if self.play.postgres:
            psql(self.play.postgres.url, sql)
            return
        path = os.path.join(self.play.server.data, "groundlevel.db")
        database = sqlite3.connect(path, timeout=20)
        database.execute(sql)
        database.commit()
        database.close()


def consents_of(location):
    """An application in this place."""
    return {
        "install": ("id, location_id, app_id, company_id, place, user_id, scopes, live,"
                    " installed_at", f"'i', '{location}', 'a', 'c', 'p', 'u', '[]', true, 0"),
        "oauth_family": ("id, install_id, scopes, live, date_added", "'f', 'i', '[]', true, 0"),
        "oauth_code": ("location_id, hash, app_id, company_id, user_id, scopes, redirect, ends_at",
                       f"'{location}', 'h', 'a', 'c', 'u', '[]', 'x', 99999999999999"),
    }


def files_of(location):
    return {
        "blob": ("location_id, id, secret, sha256, size, content_type, name, owner_kind,"
                 " owner_id, date_added",
                 f"'{location}', 'b', 's', 'x', 1, 'text/plain', 'x', 'media', 'm', 0"),
        "upload": ("location_id, id, conversation_id, hash, name, path, said_type, size_max,"
                   " expires_at", f"'{location}', 'u', 'c', 'h', 'x', 'x', 'text/plain', 1, 0"),
        "media": ("location_id, id, parent_id, type, name, name_key, created_at, updated_at",
                  f"'{location}', 'm', '', 'file', 'x', 'x', 0, 0"),
    }


def links_of(location):
    """Of a sync."""
    return {
        "link": ("location_id, id, flow_id, a_id, b_id, lane, shadow, made_at, at",
                 f"'{location}', 'link', 'x', 'a', 'b', 'x', '{{}}', 0, 0"),
    }


def snapshots_of(location):
    return {
        "snapshot_map": ("location_id, snapshot_id, kind, origin_id, id",
                         f"'{location}', 's', 'tags', 'o', 'i'"),
        "snapshot_push": ("location_id, id, snapshot_id, company_id, version, mode, dry, things,"
                          " status, date_added",
                          f"'{location}', 'p', 's', 'c', 1, 'add', false, 1, 'completed', 0"),
        "snapshot_report": ("location_id, push_id, n, kind, origin_id, name, outcome",
                            f"'{location}', 'p', 1, 'tags', 'o', 'x', 'made'"),
    }


def imports_of(location):
    return {
        "import_problem": ("location_id, import_id, n, line, field, why",
                           f"'{location}', 'i', 1, 1, '', 'x'"),
        "import_row": ("location_id, import_id, line, contact_id, made, before, after,"
                       " stamp_before, stamp",
                       f"'{location}', 'i', 1, 'c', true, '{{}}', '{{}}', 0, 0"),
        "bulk_part": ("location_id, bulk_id, n, ids", f"'{location}', 'b', 0, '[]'"),
    }


def codes_of(location, connection):
    """What is known by a code that somebody else has."""
    return {
        "form_spam": ("location_id, id, form_id, answers, reason, address, created_at",
                      f"'{location}', '{'f' * 20}', '{'f' * 20}', '{{}}', 'x', 'x', 1"),
        "booking": ("hash, location_id, appointment_id, address, made_at",
                    f"'left-1', '{location}', 'a', 'x', 0"),
        "joining": ("hash, location_id, connection_id, expires_at",
                    f"'left-1', '{location}', '{connection}', 0"),
    }


def others_of(location, connection):
    return {**links_of(location), **consents_of(location), **files_of(location),
            **snapshots_of(location), **imports_of(location), **codes_of(location, connection)}


def enrolled(location, contact):
    return {
        "contact_campaign": ("location_id, contact_id, campaign_id, date_added",
                             f"'{location}', '{contact}', 'c', 0"),
        "campaign_mail": ("location_id, contact_id, campaign_id, times, n, state, at",
                          f"'{location}', '{contact}', 'c', 1, 0, 'sent', 0"),
        "contact_workflow": ("location_id, contact_id, workflow_id, date_added",
                             f"'{location}', '{contact}', 'w', 0"),
    }


def missing_filled(data, location, tables):
    """A row of its own, where no operation makes one: like that of another place, if there is one,
    else of nothing but what it must have."""
    def one(table):
        return data.rows(table, "location_id = ?", location)[0]["id"]

    run, flow, source = one("run"), one("flow"), one("source")
    contact, calendar, user = one("contact"), one("calendar"), "u" * 20
    made = {
        **others_of(location, one("connection")),
        "effect": ("location_id, run_id, path, idem, class, connection, op, request_json, state,"
                   " lane, due, give_up_at, parallel",
                   f"'{location}', {run}, 'do[0]', 'left-1', 'U', 'x', 'x', '{{}}', 'done',"
                   " 0, 0, 0, 1"),
        "decision": ("location_id, kind, ref, reason, opened",
                     f"'{location}', 'brake', '{source}', 'x', 0"),
        "pace": ("location_id, connection, window_start, used, max, interval_ms, slow_until,"
                 " daily_left, daily_reset, fails, open_ms, open_until, free_at",
                 f"'{location}', 'x', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"),
        "calendar_feed": ("location_id, id, hash, kind, owner_id, date_added",
                          f"'{location}', 'feed', 'feed', 'user', '{user}', 0"),
        "calendar_member": ("calendar_id, user_id", f"'{calendar}', '{user}'"),
        "calendar_resource_use": ("calendar_id, resource_id", f"'{calendar}', 'r'"),
        "schedule_use": ("calendar_id, user_id, schedule_id", f"'{calendar}', '{user}', 's'"),
        "connection_field": ("connection_id, location_id, object_key, field_key, name, kind",
                             f"'{one('connection')}', '{location}', 'x', 'x', 'x', 'x'"),
        **enrolled(location, contact),
        "contact_field": ("location_id, contact_id, field_id, place, value",
                          f"'{location}', '{contact}', 'f', 0, 'x'"),
        "opportunity_field": ("location_id, opportunity_id, field_id, place, value",
                              f"'{location}', '{one('opportunity')}', 'f', 0, 'x'"),
        "transcript": ("location_id, message_id, n, channel, start_ms, end_ms, confidence, words",
                       f"'{location}', '{one('message')}', 1, 1, 0, 1, 1, 'x'"),
        "unsubscription": ("location_id, contact_id, email, subtype_id, status, changed_at",
                           f"'{location}', '{contact}', 'x', '', 'unsubscribed', 0"),
        "delivery": ("job, webhook_id, location_id, company_id, event_id, seq, type, thing,"
                     " date_added", f"900, '{one('webhook')}', '{location}', 'c', 'x', 0, 'x',"
                                    " 'x', 0"),
        "webhook_attempt": ("job, n, at, ms", "900, 1, 0, 0"),
        "carriage": ("job, location_id, provider_id, message_id, email_id, body, date_added",
                     f"901, '{location}', '{one('provider')}', '{one('message')}', '', '{{}}', 0"),
        "flow_secret": ("location_id, name, sealed, date_updated", f"'{location}', 'x', 'x', 0"),
        "seen": ("source_id, item, version, projection, first_at, last_at",
                               f"'{source}', 'x', 'x', '{{}}', 0, 0"),
        "flow_lookup": ("flow_id, path, value_json, at", f"'{flow}', 'x', '1', 0"),
        "flow_state": ("flow_id", f"'{flow}'"),
        "field_gone": ("location_id, id", f"'{location}', 'gone'"),
        "leaving": ("location_id, kind, object_key, thing, company_id, asker, operation, since",
                    f"'{location}', 'x', '', 'x', 'x', '', 'x', 99999999999999"),
    }
    for table in [t for t in tables if t in made]:
        columns, values = made[table]
        data.write(f"INSERT INTO {table} ({columns}) VALUES ({values})")
    effects = data.rows("effect", "location_id = ?", location)
    if "attempt" in tables and effects:
        data.write("INSERT INTO attempt (effect_id, n, at, ms, status) VALUES"
                   f" ({effects[0]['id']}, 99, 0, 0, 0)")


def of_location(data, location):
    """By table, how many rows are of the location or hang on one that is."""
    count = {}
    for table, columns in data.tables().items():
        if table in OTHERS or table == "event_gone":
            continue
        if "location_id" in columns:
            found = data.play.rows(f'SELECT count(*) FROM "{table}" WHERE location_id = ?',
                                   location)
        elif table in HANGS:
            column, parent = HANGS[table]
            found = data.play.rows(
                f'SELECT count(*) FROM "{table}" WHERE {column} IN'
                f' (SELECT {KEYS.get(parent, "id")} FROM "{parent}" WHERE location_id = ?)',
                location)
        else:
            raise Failure(f"{table} names no location: say in HANGS on what it hangs")
        count[table] = found[0][0]
    return count


def ids_of(data, location):
    """Every id that is the location's: of its rows, and its own."""
    ids = {location}
    for table, columns in data.tables().items():
        if table not in OTHERS and "location_id" in columns and "id" in columns:
            ids |= {r["id"] for r in data.rows(table, "location_id = ?", location)}
    return {one for one in ids if isinstance(one, str) and len(one) >= 20}


def shown(data, ids):
    """What still names one of them, or has the mark of the location."""
    for table in data.tables():
        for row in data.rows(table):
            text = json.dumps(row, default=str)
            if table == "account" or (table == "event" and row["type"] == "LocationDelete"):
                continue
            if table == "event" and row["location_id"] is None:
                continue  # of the company's people
            named = [one for one in ids if one in text and table != "audit"]  # who did it stays
            if table == "snapshot_thing":  # the company's, as it was
                continue
            if named or MARK.lower() in text.lower() and table != "snapshot":
                yield table, text[:300]


def everything_of(data, location):
    return {table: sorted(json.dumps(r, default=str, sort_keys=True)
                          for r in data.rows(table, "location_id = ?", location))
            for table, columns in data.tables().items()
            if "location_id" in columns and table not in ("cursor", "event", "counter")}


def look(play, client):
    """A flow that looks at a list, and has seen something there."""
    client.need("POST", "/flows/apply", {"files": [json.dumps(
        {"flow": "looks", "on": {"poll": "highlevel.list-location-tags", "every": "1m",
                                 "start": "all"}, "do": [{"stop": "seen"}]})]})
    client.need("POST", "/flows/looks/enable")
    play.later(2 * 60000)
    play.wait(lambda: client.need("GET", "/flows/runs?flow=looks")["runs"], "it looks")


def play_it(play, tally):
    server, data = play.server, Data(play)
    operations = operations_read(server.client().need("GET", "/openapi.json"))
    location, token = other_location(server)
    World(server, operations, server.location, server.token, OWN)
    World(server, operations, location, token, MARK)
    client, agency = Client(server.port, token), Client(server.port, server.agency)
    for i in range(CONTACTS):
        client.need("POST", "/contacts/", {"locationId": location, "firstName": f"{MARK} {i}",
                                           "tags": ["one", "two"]},
                    headers={"Idempotency-Key": f"k{i}"})
    form = client.need("POST", "/groundlevel/forms", {
        "locationId": location, "name": MARK, "elements": [{"key": "x", "kind": "text"}]})["form"]
    client.need("POST", f"/groundlevel/forms/{form['id']}/submissions", {"answers": {"x": MARK}})
    look(play, client)
    missing_filled(data, location, [t for t, n in of_location(data, location).items() if not n])
    for table, count in of_location(data, location).items():
        tally.check(count > 0, f"nothing of the location is in {table}: nothing can be left there")
    ids, before = ids_of(data, location), everything_of(data, server.location)

    for one in (client, agency):  # they may have lain idle too long
        one.close()
    agency.need("DELETE", f"/locations/{location}?deleteTwilioAccount=false")
    tally.check(client.ask("GET", f"/contacts/?locationId={location}").status == 401,
                "its token is believed")
    play.wait(lambda: not data.rows("leaving", "location_id = ?", location), "all has left")
    play.later(SWEEP_MS)
    play.wait(lambda: not data.rows("due", "location_id = ?", location) and
              not data.rows("leaving", "location_id = ?", location), "all was looked through again")

    for table, count in of_location(data, location).items():
        tally.check(not count, f"{count} rows of the location are left in {table}")
    for table, (column, parent) in HANGS.items():
        if parent in ("run", "effect", "source", "flow", "calendar"):
            alone = data.play.rows(f'SELECT count(*) FROM "{table}" WHERE {column} NOT IN'
                                   f' (SELECT id FROM "{parent}")')[0][0]
            tally.check(not alone, f"{alone} rows of {table} hang on nothing")
    left = list(shown(data, ids))
    tally.check(not left, f"something of it is still named: {left[:5]}")
    after = everything_of(data, server.location)
    for table, rows in before.items():
        tally.check(after[table] == rows, f"the other location's {table} is not as it was")


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("--server", default="build/groundlevel-san")
    asked = reader.parse_args()
    tally, play = Tally(), Play(asked.server)
    try:
        play_it(play, tally)
        play.stop()
    except Failure as failure:
        tally.check(False, failure)
    finally:
        play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
