#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The bridge in a real WordPress: joined, read, written to, attacked, and taken away again.

usage: real.py --zip build/bridge.zip --server build/groundlevel [--only WORD]

Each play is named by what must be.  Another WordPress than Debian's: GROUNDLEVEL_TEST_WORDPRESS.
"""
import argparse
import json
import os
import re
import sys
import threading
import time
import urllib.parse
import urllib.request

import attack
import joining
import network
from stage import Hub, NoRedirect, Pair, Site, send, sign

PLAYS = []
FIRST = 5  # plays that every other needs: joined, with members, read to the end


def play(name):
    def keep(function):
        PLAYS.append((name, function))
        return function
    return keep


def same(got, wanted):
    assert got == wanted, f"{got!r} is not {wanted!r}"


class World:
    def __init__(self, bundle):
        self.hub = Hub()
        self.site = Site(bundle)
        self.pair = None
        self.since = "0"

    def news(self):
        items, self.since = self.pair.news(self.since)
        return items

    def member(self, name, role="subscriber"):
        return self.site.php(f"return wp_insert_user(['user_login' => '{name}', "
                             f"'user_pass' => 'pw', 'role' => '{role}', "
                             f"'user_email' => '{name}@example.test']);")

    def close(self):
        self.site.close()
        self.hub.close()


# --- joining ---

@play("activated, it does nothing: no query on a page, no request to anybody")
def quiet(w):
    count = "return 1;"
    off = w.site.php(count, queries=True)
    same(w.site.php("require_once ABSPATH . 'wp-admin/includes/plugin.php';"
                    "return activate_plugin('groundlevel/groundlevel.php');"), None)
    w.site.php(count)
    same(w.site.php(count, queries=True), off)
    same(w.hub.heard, [])


@play("who may not is not shown the page, and a button without its nonce does nothing")
def page_guarded(w):
    w.site.php("wp_insert_user(['user_login' => 'ed', 'user_pass' => 'pw', 'role' => 'editor']);")
    w.site.login()
    ed = w.site.login("ed", "pw", urllib.request.build_opener(
        NoRedirect, urllib.request.HTTPCookieProcessor()))
    same(w.site.page(opener=ed).status, 403)
    for opener, nonce in ((ed, "x"), (w.site.admin, "x"), (w.site.admin, "")):
        same(w.site.press({"do": "join", "hub": w.hub.url, "code": "c" * 32}, opener=opener,
                          nonce=nonce).status, 403)
    same(w.hub.heard, [])


@play("a person presses Connect: id and secret go from server to server, and nowhere else")
def join(w):
    query = f"&join={w.hub.url}&code={'c' * 32}"
    text = w.site.page(query).body.decode()
    assert w.hub.url in text and "administrators" in text
    for bad in ("http://evil.test", "javascript:alert(1)", "https://a@b.test", "ftp://127.0.0.1",
                "https://x.test/?q=1", "https://x.test/\"onload=", "//evil.test"):
        text = w.site.page("&code=" + "c" * 32 + "&join=" + urllib.parse.quote(bad)).body.decode()
        assert "begins with https" in text and 'name="hub"' not in text, bad
    got = w.site.press({"do": "join", "hub": w.hub.url, "code": "c" * 32}, query)
    assert got.headers["Location"].endswith("said=refused"), got.headers["Location"]
    same(w.site.php("return get_option('groundlevel_pairs');"), [])
    w.hub.answers["/bridge/pair"] = (201, {"return": "https://evil.test/"})
    got = w.site.press({"do": "join", "hub": w.hub.url, "code": "c" * 32}, query)
    assert got.headers["Location"].endswith("said=joined"), got.headers["Location"]
    told = json.loads(w.hub.heard[-1][4])
    same((told["code"], told["home"]), ("c" * 32, w.site.base))
    w.pair = Pair(w.site, told["id"], told["secret"])
    assert told["secret"] not in json.dumps(w.site.sql("SELECT option_value FROM wp_options"))
    same(w.pair.get("/info")["wordpress"], w.site.php("return get_bloginfo('version');"))


@play("three doors: pretty, plain, and admin-ajax.php, and what each doorman leaves open")
def doors(w):
    open_to = {"": "111", "strangers": "111", "nopass": "111", "off": "001", "die": "001"}
    for doorman, wanted in open_to.items():
        w.site.php(f"update_option('test_door', '{doorman}');")
        got = ""
        for w.pair.door in ("pretty", "plain", "ajax"):
            got += str(int(w.pair.ask("GET", "/info").status == 200))
        same((doorman, got), (doorman, wanted))
    w.site.php("update_option('test_door', '');")
    w.pair.door = "pretty"


# --- reading ---

def tick(w, **fields):
    """What a person ticks on the page."""
    ticked = {"do": "keep", "pair": w.pair.key, "may_change": "1", "may_make": "1",
              "fields[]": ["level", "company", "tagged"], **fields}
    assert w.site.press(ticked).headers["Location"].endswith("said=kept")


@play("every member once, then nothing, then exactly what changed")
def changes(w):
    for name in ("ann", "bob", "cyd"):
        setattr(w, name, w.member(name))
    tick(w)
    items = w.news()
    ids = [i["id"] for i in items if i["kind"] == "member"]
    same(len(ids), len(set(ids)))
    same(sorted(ids), [int(r[0]) for r in w.site.sql("SELECT ID FROM wp_users ORDER BY ID")])
    same(w.news(), [])
    w.site.php(f"update_user_meta({w.ann}, 'level', 'gold');")
    w.site.php(f"update_user_meta({w.bob}, 'not_shared', 'x');")
    w.site.php(f"wp_update_user(['ID' => {w.bob}, 'first_name' => 'B & b']);")
    items = w.news()
    same([(i["id"], i["member"]["fields"]) for i in items],
         [(w.ann, {"level": "gold"}), (w.bob, {})])
    same(items[1]["member"]["first"], "B & b")
    w.site.php("require_once ABSPATH . 'wp-admin/includes/user.php';"
               f"wp_delete_user({w.cyd});")
    same([(i["id"], i.get("gone")) for i in w.news()], [(w.cyd, True)])


@play("a field that is not shared, and a page that changes nothing, cost no query")
def costs(w):
    def cost(code):
        return w.site.php(code, queries=True)
    meta = f"update_user_meta({w.bob}, '%s', uniqid());"
    write = f"wp_update_user(['ID' => {w.bob}, 'last_name' => uniqid()]);"
    on = [cost("return 1;"), cost(meta % "other"), cost(meta % "level"), cost(write)]
    w.site.php("update_option('test_was', get_option('active_plugins'));"
               "update_option('active_plugins', []);")
    off = [cost("return 1;"), cost(meta % "other"), cost(meta % "level"), cost(write)]
    w.site.php("update_option('active_plugins', get_option('test_was'));")
    print("        queries with and without:", on, off, flush=True)
    same([on[0] - off[0], on[1] - off[1]], [0, 0])
    assert on[2] - off[2] <= 2 and on[3] - off[3] <= 2
    w.news()


@play("a transaction that commits late is waited for, never stepped over")
def late(w):
    holder = threading.Thread(target=w.site.sql, args=(
        "START TRANSACTION; INSERT INTO wp_groundlevel_log (kind, thing, at) VALUES"
        f" ('member', {w.ann}, UNIX_TIMESTAMP()); SELECT SLEEP(5); COMMIT;",))
    holder.start()
    time.sleep(1)
    w.site.php(f"update_user_meta({w.bob}, 'level', 'late');")
    got = w.pair.ask("GET", "/changes", {"since": w.since})
    same((got.status, got.headers["Retry-After"]), (503, "2"))
    holder.join()
    same([i["id"] for i in w.news()], [w.ann, w.bob])


@play("a database that was put back says so, and a walk finds everything")
def rewound(w):
    w.site.sql("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT * FROM wp_groundlevel_log")
    for n in range(3):
        w.site.php(f"update_user_meta({w.bob}, 'level', 'r{n}');")
    w.news()
    w.site.sql("DELETE FROM wp_groundlevel_log; INSERT INTO wp_groundlevel_log SELECT * FROM kept")
    got = w.pair.ask("GET", "/changes", {"since": w.since})
    same((got.status, got.json["code"]), (409, "groundlevel_rewound"))
    w.since = "0"
    assert w.ann in [i["id"] for i in w.news()]


@play("raw SQL is found by the sweep: a member without a row, a row without a member")
def sweep(w):
    w.site.sql("INSERT INTO wp_users (user_login, user_email, user_registered) VALUES"
               " ('raw', 'raw@example.test', NOW()); DELETE FROM wp_options"
               " WHERE option_name = 'groundlevel_swept'")
    w.pair.get("/info")
    items = w.news()
    same([i["member"]["login"] for i in items], ["raw"])
    w.site.sql("DELETE FROM wp_users WHERE user_login = 'raw'; DELETE FROM wp_options"
               " WHERE option_name = 'groundlevel_swept'")
    w.pair.get("/info")
    same([i.get("gone") for i in w.news()], [True])


@play("the bell rings once until somebody looks, and never where the visitor would wait")
def bell(w):
    w.site.php(f"update_user_meta({w.bob}, 'level', 'quiet');")
    same(w.hub.count("/bridge/ring"), 0)
    w.site.php("update_option('test_finish', '1');")
    for n in range(4):
        w.site.php(f"update_user_meta({w.bob}, 'level', 'b{n}');")
    same(w.hub.count("/bridge/ring"), 1)
    command, path, query, headers, body = w.hub.heard[-1]
    same(headers["X-Groundlevel-Sign"], sign(w.pair.secret, "POST", path, [],
                                             headers["X-Groundlevel-Time"], "", body))
    w.news()
    w.site.php(f"update_user_meta({w.bob}, 'level', 'again');")
    same(w.hub.count("/bridge/ring"), 2)
    w.site.php("delete_option('test_finish');")
    w.news()


# --- writing ---

@play("members are changed, made, found by the exact address, each with a result")
def writes(w):
    got = w.write({"id": w.ann, "set": {"first": "Ann", "last": "O'Lee <b>"}, "fields":
                   {"level": "silver", "company": 7, "tagged": ["a", "b"]}},
                  {"email": "NEW@example.test", "make": True, "fields": {"level": "new"}},
                  {"email": "bob@example.test", "fields": {"level": None}},
                  {"id": 99999, "fields": {}}, origin="run:1")
    same([r["status"] for r in got], [200, 201, 200, 404])
    ann = got[0]["member"]
    same((ann["first"], ann["fields"]), ("Ann", {"level": "silver", "company": "7",
                                                 "tagged": ["a", "b"]}))
    same(got[0].get("refused"), ["set.last"])
    same(got[1]["member"]["roles"], ["subscriber"])
    same(got[2]["member"]["fields"], {})
    items = w.news()
    same({i["origin"] for i in items}, {"run:1"})
    same([i["member"]["version"] for i in items if i["id"] == w.ann], [got[0]["version"]])
    w.made = got[1]["id"]
    same(w.one(email="new@EXAMPLE.test", make=True)["id"], w.made)
    same(w.one(id=w.ann, ifVersion="0" * 16, fields={"level": "x"})["status"], 412)
    same(w.one(id=w.ann, ifVersion=got[0]["version"], fields={"level": "x"})["status"], 200)


World.write = lambda w, *items, **more: w.pair.write(*items, **more)
World.one = lambda w, **item: w.pair.one(**item)
World.one_raw = lambda w, item: w.pair.write(item)[0]


@play("an address is compared byte for byte, and one that another has is not taken")
def emails(w):
    josé = w.member("josee")
    w.site.sql(f"UPDATE wp_users SET user_email = 'josé@example.test' WHERE ID = {josé}")
    same(w.one(email="jose@example.test", fields={"level": "x"})["status"], 404)
    got = w.one(email="jose@example.test", make=True)
    same((got["status"], got["id"]), (409, josé))
    got = w.one(id=w.ann, set={"email": "bob@example.test"})
    same((got["status"], got["code"], got["id"]), (409, "groundlevel_email_taken", w.bob))
    w.site.sql("INSERT INTO wp_users (user_login, user_email) VALUES ('twin', 'bob@example.test')")
    same(w.one(email="bob@example.test", fields={"level": "x"})["code"], "groundlevel_several")
    same(len(w.pair.get("/members", emails="bob@example.test")["members"]), 2)
    w.site.sql("DELETE FROM wp_users WHERE user_login = 'twin'")
    w.news()


@play("the same key does it once, also when the answer was lost; another body is refused")
def once(w):
    body = {"members": [{"email": "once@example.test", "make": True}]}
    first = w.pair.ask("POST", "/members", body=body, idem="k1")
    again = w.pair.ask("POST", "/members", body=body, idem="k1")
    same(again.json, first.json)
    same(again.headers["Idempotency-Replayed"], "true")
    body["members"][0]["email"] = "twice@example.test"
    same(w.pair.ask("POST", "/members", body=body, idem="k1").status, 422)
    same(w.pair.ask("POST", "/members", body=body, idem="").status, 422)
    w.site.sql("UPDATE wp_groundlevel_keys SET status = 0 WHERE body LIKE '%once@example%'")
    body["members"][0]["email"] = "once@example.test"
    same(w.pair.ask("POST", "/members", body=body, idem="k1").status, 409)
    w.site.sql("UPDATE wp_groundlevel_keys SET at = at - 61 WHERE status = 0")
    same(w.pair.ask("POST", "/members", body=body, idem="k1").json["results"][0]["status"], 200)
    same(len(w.site.sql("SELECT 1 FROM wp_users WHERE user_email IN ('once@example.test',"
                        " 'twice@example.test')")), 1)
    w.news()


@play("two hundred at once, and what the page forbids")
def bulk(w):
    items = [{"email": f"m{n}@example.test", "make": True, "fields": {"level": str(n)}}
             for n in range(200)]
    began = time.monotonic()
    got = w.write(*items)
    print(f"        made {sum(r['status'] == 201 for r in got)} of 200 in"
          f" {time.monotonic() - began:.1f} s", flush=True)
    same({r["status"] for r in got} - {201, 503}, set())
    late = [i for i, r in zip(items, got) if r["status"] == 503]
    while late:
        got = w.write(*late)
        late = [i for i, r in zip(late, got) if r["status"] == 503]
    same(len([i for i in w.news() if i["member"]["login"].startswith("m")]), 200)
    same(w.pair.ask("POST", "/members", body={"members": items + items[:1]}).status, 422)
    same(w.one(email="m1@example.test", remove=True)["status"], 403)
    tick(w, may_remove="1", may_make="")
    same(w.one(email="m1@example.test", remove=True)["status"], 200)
    same(w.one(email="m1@example.test", make=True)["status"], 403)
    w.site.php(f"wp_insert_post(['post_author' => {w.bob}, 'post_title' => 'x', "
               "'post_status' => 'publish']);")
    same(w.one(id=w.bob, remove=True)["code"], "groundlevel_reassign")
    tick(w)
    w.since = w.pair.news("0")[1]


@play("WordPress' own REST shows and takes a shared field: to who may edit members, to nobody else")
def registered(w):
    from base64 import b64encode
    password = w.site.told["app_password"]
    basic = {"Authorization": "Basic " + b64encode(f"admin:{password}".encode()).decode(),
             "Content-Type": "application/json"}
    url = f"{w.site.base}/wp-json/wp/v2/users/{w.bob}"
    w.site.php(f"update_user_meta({w.bob}, 'level', 'private');")
    got = send(w.site.open, "POST", url, b'{"meta":{"company":"Acme"}}', basic).json
    same((got["meta"]["level"], got["meta"]["company"]), ("private", "Acme"))
    got = send(w.site.open, "GET", url).json  # he has written a post, so strangers see him
    assert got["id"] == w.bob and "private" not in json.dumps(got), got
    own = w.site.php(f"wp_set_current_user({w.bob}); $r = new WP_REST_Request('POST', "
                     f"'/wp/v2/users/me'); $r->set_param('meta', ['level' => 'platinum']);"
                     "return rest_do_request($r)->get_status();")
    same((own, w.site.php(f"return get_user_meta({w.bob}, 'level', true);")), (403, "private"))
    w.site.php(f"update_user_meta({w.bob}, 'shoe', '44');")
    assert "shoe" not in send(w.site.open, "GET", url + "?context=edit", headers=basic).json["meta"]
    w.site.press({"do": "rest", "more": "shoe session_tokens", "fields[]": ["wp_capabilities"]})
    got = send(w.site.open, "GET", url + "?context=edit", headers=basic).json["meta"]
    assert got["shoe"] == "44" and "session_tokens" not in got and "wp_capabilities" not in got, got
    w.news()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--zip", required=True)
    arguments.add_argument("--server", required=True)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    w = World(os.path.abspath(given.zip))
    w.server = os.path.abspath(given.server)
    try:
        print("WordPress", w.site.php("return get_bloginfo('version') . ', PHP ' . PHP_VERSION;"),
              flush=True)
        for at, (name, function) in enumerate(PLAYS + attack.PLAYS + joining.PLAYS + network.PLAYS):
            if at >= FIRST and not re.search(given.only, name):
                continue
            function(w)
            print(f"passed  {name}", flush=True)
        wrong = w.site.debug()
        assert not wrong, "".join(wrong[:20])
    finally:
        w.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
