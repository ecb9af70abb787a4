#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is offered to flows, held against the catalogue of the product.

usage: offers.py [PROGRAM]          prints 'N passed, N failed'
"""
import json
import pathlib
import re
import sys

import commands
from commands import play, run

commands.PLAYS.clear()

# Reads of the catalogue that want an id, a window or a company, which a trigger cannot say.
UNPOLLED = """
GET /contacts/{}, GET /contacts/search/duplicate, GET /contacts/{}/tasks/{},
GET /contacts/{}/notes/{}, GET /calendars/{}, GET /calendars/{}/free-slots, GET /calendars/events,
GET /calendars/blocked-slots, GET /calendars/events/appointments/{},
GET /calendars/{}/notifications, GET /calendars/{}/notifications/{},
GET /calendars/resources/{}/{}, GET /users/search, POST /users/search/filter-by-email,
GET /users/{}, GET /businesses/{}, GET /companies/{}, GET /associations/{},
GET /associations/key/{}, GET /opportunities/{}, GET /blogs/posts/url-slug-exists,
GET /conversations/{}, GET /conversations/{}/messages, GET /conversations/messages/{},
GET /conversations/messages/email/{}, GET /conversations/messages/{}/locations/{}/recording,
GET /conversations/locations/{}/messages/{}/transcription,
GET /conversations/locations/{}/messages/{}/transcription/download
""".replace("\n", " ").strip().split(", ")
UNPOLLED = {one.strip() for one in UNPOLLED}


@play
def what_is_served_is_offered_to_flows_as_the_catalogue_of_the_product_has_it(home):
    """What we serve is a trigger or an action as in shared/catalogue.json, where that is; but what
    a file cannot yet ask of it (UNPOLLED) is no trigger, rather than one that never works."""
    path = pathlib.Path(__file__).resolve().parents[3] / "shared" / "catalogue.json"
    if not path.exists():
        print("note    shared/catalogue.json is not here: nothing to hold the offers against")
        return
    offers = {}
    for served, methods in json.loads(run("openapi"))["paths"].items():
        for method, row in methods.items():
            place = (method.upper(), re.sub(r"\{[^}]*\}", "{}", served).rstrip("/"))
            offers[place] = row["x-groundlevel"]
    held = 0
    for wanted in json.loads(path.read_text()):
        place = (wanted["method"], re.sub(r"\{[^}]*\}", "{}", wanted["path"]).rstrip("/"))
        if place in offers:
            offered = offers[place][wanted["kind"]]
            assert offered != (f"{place[0]} {place[1]}" in UNPOLLED), (place, wanted)
            held += 1
    assert held >= 105, held


if __name__ == "__main__":
    sys.exit(commands.main())
