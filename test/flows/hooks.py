#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who signs a call decides what it is and when: right, wrong, old and repeated calls of a hook.

Usage: hooks.py [--server PROGRAM]

Three ways to write a signature, each with a call that is right, that has a bit changed at every
byte of its signature, that is of an hour ago or hence, and that is told again, by whom it was
caught, with other headers.  A call that is right counts once.  What is larger than a flow is given
is refused, or its run fails with that: nobody is told that it was empty.
"""
import argparse
import base64
import hashlib
import hmac
import json
import sys

from kit import Play, Tally

SECRET = b"s3cr3t-value"
KEY = base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


def mac(key, signed):
    return hmac.new(key, signed, hashlib.sha256)


def plain(body, at, name):
    return {"x-signature-256": "sha256=" + mac(SECRET, body).hexdigest()}


def stamped(body, at, name):
    return {"x-sign": f"t={at},v1=" + mac(SECRET, b"%d." % at + body).hexdigest()}


def standard(body, at, name):
    signed = f"{name}.{at}.".encode() + body
    return {"webhook-id": name, "webhook-timestamp": str(at),
            "webhook-signature": "v1," + base64.b64encode(
                mac(base64.b64decode(KEY), signed).digest()).decode()}


WAYS = {"plain": (plain, "x-signature-256", False), "stamped": (stamped, "x-sign", True),
        "standard": (standard, "webhook-signature", True)}


def changed(value, at):
    """Another letter at this place, of those that may stand there."""
    letter = "0" if value[at] != "0" else "1"
    return value[:at] + letter + value[at + 1:]


def judge(play, tally, way):
    sign, header, timed = WAYS[way]
    secret = KEY if way == "standard" else SECRET.decode()
    play.ask("PUT", "/flows/secrets/" + way,
             {"value": ("whsec_" if way == "standard" else "") + secret})
    play.apply({"flow": way, "enabled": True, "on": {"hook": way, "verify": {
        "hmac-sha256": "secret:" + way, "header": header}}, "do": [{"stop": "heard"}]})
    path = play.ask("GET", "/flows/" + way)["flow"]["hookPath"]
    body = {"name": "Zed", "way": way}
    raw = json.dumps(body).encode()
    now = int(play.now_ms() // 1000)

    def call(headers, what, status, kept=None):
        reply = play.client.ask("POST", path, body, headers)
        tally.check(reply.status == status, f"{way}: {what}: {reply.status}, not {status}")
        if kept is not None and reply.status == 202:
            tally.check(reply.json()["kept"] == kept, f"{way}: {what}: kept is not {kept}")

    right = sign(raw, now, "m1")
    value = right[header]
    skip = value.find("v1") + 3 if timed else len("sha256=")
    for at in range(skip, len(value) - (way == "standard")):
        call({**right, header: changed(value, at)}, f"byte {at} of the signature", 401)
    if timed:
        for apart in (-3600, -330, 330, 3600):
            call(sign(raw, now + apart, "m1"), f"{apart} s off", 401)
        other = dict(right)
        if way == "stamped":
            other[header] = value.replace(f"t={now}", f"t={now + 1}")
        else:
            other["webhook-timestamp"] = str(now + 1)
        call(other, "another time than was signed", 401)
    if way == "standard":
        call({**right, "webhook-id": "m2"}, "another id than was signed", 401)
    call(right, "right", 202, True)
    call(right, "again", 202, False)
    call({**right, "x-delivery-id": "7", "deliveryid": "8"}, "again, with other headers", 202,
         False)
    if timed:
        call(sign(raw, now - 60, "m3"), "the same words, said at another time", 202, True)
    play.later(6 * 60000)
    call({**right, "x-delivery-id": "9"}, "again, later", 401 if timed else 202, False)
    expected = 2 if timed else 1
    runs = play.one("SELECT count(*) FROM run JOIN flow ON flow.id = run.flow_id"
                    " WHERE flow.slug = ?", way)
    tally.check(runs == expected, f"{way}: {runs} runs, not {expected}")


LARGE = "What happened is larger than the 2 MiB that a flow is given"
FIELDS_MAX = 1 << 20  # bytes of a contact's custom fields


def judge_large(play, tally):
    """By hand, and of a contact that is told with what it was before."""
    play.apply({"flow": "large", "enabled": True, "on": {"manual": "contact"},
                "do": [{"stop": "heard"}]})
    reply = play.client.ask("POST", "/flows/large/run", {"data": {"a": "x" * 3_000_000}})
    tally.check(reply.status == 413 and LARGE in reply.json()["message"], f"by hand: {reply}")
    play.apply({"flow": "grown", "enabled": True,
                "on": {"event": "highlevel.contact.updated", "watch": ["customFields"]},
                "do": [{"stop": "{{ to_string(contact.customFields) }}"}]})
    fields = [play.ask("POST", f"/locations/{play.location}/customFields",
                       {"name": f"Field {n}", "dataType": "LARGE_TEXT"})["customField"]["id"]
              for n in range(2)]
    known = play.ask("POST", "/contacts/", {"locationId": play.location, "firstName": "Ann"})
    target = "/contacts/" + known["contact"]["id"]
    half = FIELDS_MAX // 2 - 60

    def put(field, letter, size):
        return play.client.ask("PUT", target, {"customFields": [
            {"id": field, "field_value": letter * size}]})

    # One after the other: two changes that are told together are one.
    for n, (field, letter) in enumerate([(fields[0], "a"), (fields[1], "a"), (fields[0], "b")], 1):
        tally.check(put(field, letter, half).status == 200, "half of what a contact may have")
        play.wait(lambda n=n: play.one("SELECT count(*) FROM run JOIN flow ON flow.id = run.flow_id"
                                       " WHERE flow.slug = 'grown' AND state = 'failed'") >= n,
                  f"change {n} is told")
    more = put(fields[0], "c", half + 500)
    tally.check(more.status == 413 and "too large" in more.json()["message"],
                f"more than a contact may have: {more}")
    ends = [row[0] for row in play.rows("SELECT reason FROM run JOIN flow"
                                        " ON flow.id = run.flow_id WHERE flow.slug = ?"
                                        " ORDER BY run.id", "grown")]
    tally.check(ends and ends[-1] == LARGE, f"a contact too large ends with {ends!r:.300}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default="build/groundlevel-san")
    play, tally = Play(parser.parse_args().server, "--body-max", str(8 << 20)), Tally()
    for way in WAYS:
        judge(play, tally, way)
    judge_large(play, tally)
    play.idle()
    play.close()
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
