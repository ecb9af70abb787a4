# SPDX-License-Identifier: Apache-2.0
"""Those who may not: what the bridge refuses, and that nothing changed by it."""
import json
import time

from stage import Pair, send

PLAYS = []


def play(name):
    def keep(function):
        PLAYS.append((name, function))
        return function
    return keep


def same(got, wanted):
    assert got == wanted, f"{got!r} is not {wanted!r}"


def everything(w):
    """All that an attack could have changed."""
    return w.site.sql("SELECT user_id, meta_key, meta_value FROM wp_usermeta ORDER BY umeta_id"), \
        w.site.sql("SELECT ID, user_login, user_email, user_pass, display_name FROM wp_users")


def forget(w):
    w.site.php("delete_transient('groundlevel_refused');")


@play("a signature with any part altered, late, early, of nobody, or of another site is refused")
def signatures(w):
    before = everything(w)
    body = {"members": [{"id": w.ann, "fields": {"level": "forged"}}]}
    raw = json.dumps(body).encode()
    bends = {
        "method": {"signed": {"method": "GET"}}, "route": {"signed": {"route": "/info"}},
        "query": {"signed": {"query": [("a", "b")]}}, "key": {"signed": {"idem": "other"}},
        "body": {"signed": {"body": raw + b" "}},
        "no sign": {"headers": {"X-Groundlevel-Sign": ""}},
        "array": {"headers": {"X-Groundlevel-Sign": "v1=0"}},
        "nobody": {"headers": {"X-Groundlevel-Key": "0" * 16}},
        "code": {"headers": {"X-Groundlevel-Key": "code"}},
        "late": {"signed": {"when": str(int(time.time()) - 301)}},
        "early": {"signed": {"when": str(int(time.time()) + 400)}},
        "words": {"signed": {"when": "1e9"}}, "none": {"signed": {"when": ""}},
    }
    for name, bend in bends.items():
        for door in ("pretty", "ajax"):
            forget(w)
            w.pair.door = door
            got = w.pair.ask("POST", "/members", body=raw, bend=json_copy(bend))
            same((name, door, got.status), (name, door, 401))
    w.pair.door = "pretty"
    other = Pair(w.site, w.pair.key, "0" * 64)
    forget(w)
    same(other.ask("GET", "/info").status, 401)
    same(everything(w), before)


def json_copy(bend):
    return {k: dict(v) for k, v in bend.items()}


@play("the answer to a wrong clock says how much it differs")
def clock(w):
    got = w.pair.ask("GET", "/info", bend={"signed": {"when": str(int(time.time()) - 1000)}})
    same((got.status, got.json["code"]), (401, "groundlevel_clock"))
    assert abs(got.json["data"]["differs"] - 1000) < 5


@play("a signed request opens its own route only: not another by rest_route, _method or a form")
def rerouted(w):
    before = everything(w)
    base = f"{w.site.base}/wp-json/groundlevel/v1/info"
    for name, bend in {
        "rest_route beside the path": {"url": base + "?rest_route=/wp/v2/users"},
        "what only administrators read": {"url": base + "?rest_route=/wp/v2/settings"},
        "rest_route with a context": {"url": base + "?rest_route=/wp/v2/users&context=edit"},
        "an array": {"url": f"{w.site.base}/?rest_route[]=/groundlevel/v1/info"},
        "another route": {"url": f"{w.site.base}/wp-json/wp/v2/users?context=edit"},
        "a page of the admin": {"url": f"{w.site.base}/wp-admin/users.php?"
                                "rest_route=/groundlevel/v1/info"},
        "admin-ajax": {"url": f"{w.site.base}/wp-admin/admin-ajax.php?"
                       "rest_route=/groundlevel/v1/info&action=query-attachments"},
        "a page of the site": {"url": f"{w.site.base}/sample-page/?"
                               "rest_route=/groundlevel/v1/../../wp/v2/users"},
        "a method by header": {"headers": {"X-HTTP-Method-Override": "POST"}},
        "a method by query": {"url": base + "?_method=POST"},
        "encoded": {"url": base.replace("/info", "/%69nfo") + "?rest_route=/wp/v2/users"},
    }.items():
        got = w.pair.ask("GET", "/info", bend=bend)
        assert got.status != 200 or "settings" not in bend.get("url", ""), name
        for private in (b'"email"', b'"roles"', b'"zone"', b"user_email"):
            assert private not in got.body, (name, got.body[:300])
    form = b"rest_route=/wp/v2/users&email=x@x.test&username=x&password=x"
    got = w.pair.ask("POST", "/members", body=form, bend={
        "url": f"{w.site.base}/wp-json/groundlevel/v1/members",
        "headers": {"Content-Type": "application/x-www-form-urlencoded"}})
    assert got.status in (400, 401, 403), (got.status, got.body[:300])
    same(everything(w), before)


@play("a recorded write is answered from its key, and its recorded reads stop after five minutes")
def replay(w):
    body = {"members": [{"id": w.ann, "fields": {"level": "once"}}]}
    w.pair.ask("POST", "/members", body=body, idem="rec")
    w.site.php(f"update_user_meta({w.ann}, 'level', 'later');")
    got = w.pair.ask("POST", "/members", body=body, idem="rec")
    same(got.headers["Idempotency-Replayed"], "true")
    same(w.site.php(f"return get_user_meta({w.ann}, 'level', true);"), "later")


@play("whoever runs the site, and roles and fields that give power, cannot be touched")
def power(w):
    shop = w.site.php("add_role('shop', 'Shop', ['read' => true, 'manage_woocommerce' => true]);"
                      "add_role('boss', 'Boss', ['read' => true, 'promote_users' => true]);"
                      "return wp_insert_user(['user_login' => 'shop', 'user_pass' => 'x', 'role' =>"
                      " 'shop', 'user_email' => 'shop@example.test']);")
    single = w.member("single")
    w.site.php(f"(new WP_User({single}))->add_cap('edit_users');")
    before = everything(w)
    for who in ({"id": 1}, {"login": "ed"}, {"id": shop}, {"id": single},
                {"email": "admin@example.test"}):
        for what in ({"set": {"email": "evil@x.test"}}, {"fields": {"level": "x"}},
                     {"role": "subscriber"}, {"remove": True}):
            got = w.one(**who, **what)
            same((who, what, got["status"]), (who, what, 403))
    for role in ("administrator", "editor", "shop", "boss", "no_such", ""):
        same((role, w.one(id=w.ann, role=role)["status"]), (role, 403))
        got = w.one(email="r@example.test", make=True, role=role)
        same((role, got["status"]), (role, 403))
    for key in ("wp_capabilities", "wp_cäpabilities", " wp_capabilities", "WP_CAPABILITIES",
                "wp_capabilities ", "_application_passwords", "session_tokens", "wp_user_level",
                "not_shared", "Level", "lével", "level ", "level\\", "le'vel", 'x" OR 1=1 --', "",
                "a' UNION SELECT user_pass FROM wp_users -- ", "user_pass", "0"):
        got = w.one(id=w.ann, fields={key: "a:1:{s:13:\"administrator\";b:1;}"})
        same((key, got["status"]), (key, 422))
    same(everything(w), before)


@play("the page does not share what may never be shared, whatever is posted to it")
def never_shared(w):
    w.site.press({"do": "keep", "pair": w.pair.key, "may_change": "1", "may_make": "1", "more":
                  "wp_capabilities session_tokens wp_cäpabilities level", "fields[]":
                  ["company", "tagged", "_application_passwords", "WP_USER_LEVEL", "a b", "x'y"],
                  "types[]": ["page", "nothing"], "forms[]": ["a:b", "<x>"]})
    got = w.pair.get("/info")
    same(sorted(got["fields"]), ["company", "level", "tagged"])
    same(got["sources"], {"forms": ["a:b"], "orders": False, "progress": False, "types": ["page"]})
    w.since = w.pair.news("0")[1]


@play("values of the wrong kind are refused by name, and nothing is woken by what lies in a field")
def juggling(w):
    before = everything(w)
    ann = {"id": w.ann}
    for item in ([], [1], 1, "x", None, {}, {"id": str(w.ann)}, {"id": True}, {"id": 1.5},
                 {"id": [w.ann]}, {"email": ["a@b.c"]}, {"id": w.ann, "email": "a@b.c"},
                 {"id": w.ann, "user_pass": "x"}, {**ann, "set": {"user_pass": "x"}},
                 {**ann, "set": {"email": ["x"]}}, {**ann, "set": {"email": "no"}},
                 {**ann, "set": "x"}, {**ann, "set": {"first": "x" * 251}},
                 {**ann, "fields": {"level": {"a": 1}}}, {**ann, "fields": {"level": [[1]]}},
                 {**ann, "fields": {"level": "x" * 70000}}, {**ann, "role": ["subscriber"]},
                 {**ann, "remove": 1}, {**ann, "mail": "all"}, {**ann, "tags": {"add": "3"}},
                 {**ann, "tags": {"add": ["3"]}}, {**ann, "tags": {"set": []}},
                 {**ann, "fields": {"level": "a\0b"}}, {**ann, "make": "yes"}):
        same((item, w.one_raw(item)["status"]), (item, 422))
    for body in (b"", b"[]", b"1", b"{", b'{"members":{}}', b"null",
                 b'{"members":[]}', b'{"members":[{"id":1}],"more":1}', b'{"origin":[]}',
                 b'{"members":[{"id":1}],"origin":"a b"}', b"[" * 5000,
                 b'{"a":' * 40 + b"1" + b"}" * 40):
        got = w.pair.ask("POST", "/members", body=body)
        assert got.status in (400, 422), (body[:40], got.status, got.body[:200])
    same(everything(w), before)
    w.site.sql(f"INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES ({w.bob}, 'tagged',"
               " 'O:8:\"WP_Query\":0:{}')")
    got = w.pair.get("/members", ids=str(w.bob))["members"][0]
    same(got["fields"]["tagged"], None)
    same(w.one(id=w.ann, fields={"level": 'O:8:"WP_Query":0:{}'})["member"]["fields"]["level"],
         'O:8:"WP_Query":0:{}')


@play("SQL in ids, addresses, cursors and kinds stays text")
def injection(w):
    for route, query in (("/members", {"ids": "1) OR 1=1 -- "}), ("/members", {"ids": "1 UNION"}),
                         ("/members", {"emails": "x' OR '1'='1"}),
                         ("/members", {"emails": "%"})):
        got = w.pair.ask("GET", route, query)
        same((query, got.status, got.json["members"]), (query, 200, []))
    for query in ({"since": "0 OR 1=1"}, {"since": "1.1' OR '1"}, {"since": "-1"}, {"since": ""},
                  {"limit": "501"}, {"limit": "0"}, {"limit": "1 UNION"},
                  {"kinds": "member') OR (1"}):
        same((query, w.pair.ask("GET", "/changes", query).status), (query, 422))


@play("a body that is too large is refused, and from a stranger before it is looked at")
def large(w):
    body = b'{"members":[{"id":1}],"origin":"' + b"x" * (4 << 20) + b'"}'
    same(w.pair.ask("POST", "/members", body=body).status, 413)
    forget(w)
    stranger = Pair(w.site, "f" * 16, "x")
    same(stranger.ask("POST", "/members", body=body).status, 401)
    stranger.door = "ajax"
    same(stranger.ask("POST", "/members", body=body).status, 401)
    deep = json.dumps({"route": "/info", "method": "GET", "query": {"a": ["x"]}}).encode()
    for raw in (b"", b"[" * 9000, b'"x"', deep, b'{"route":["/info"],"method":"GET"}',
                b'{"route":"/slots","method":"GET"}', b'{"route":"/nope","method":"GET"}'):
        got = send(w.site.open, "POST", stranger.url("", {}), raw, {"Content-Type": "text/plain"})
        same((raw[:30], got.status), (raw[:30], 400))


@play("after ten refusals an address is told to wait, and who signs well never is")
def flood(w):
    forget(w)
    other = Pair(w.site, w.pair.key, "0" * 64)
    got = [other.ask("GET", "/info").status for _ in range(12)]
    same(got, [401] * 10 + [429] * 2)
    same(w.pair.ask("GET", "/info").status, 200)
    forget(w)


@play("when who agreed may no longer, or is gone, the bridge is shut in words")
def agreed(w):
    boss = w.site.php("return wp_insert_user(['user_login' => 'boss', 'user_pass' => 'pw',"
                      " 'role' => 'administrator', 'user_email' => 'boss@example.test']);")
    change = ("$p = get_option('groundlevel_pairs'); $p['%s']['user'] = %d;"
              "update_option('groundlevel_pairs', $p);")
    w.site.php(change % (w.pair.key, boss))
    same(w.pair.ask("GET", "/info").status, 200)
    w.site.php(f"(new WP_User({boss}))->set_role('editor');")
    got = w.pair.ask("GET", "/info")
    same((got.status, got.json["code"]), (403, "groundlevel_agreed"))
    w.site.php("require_once ABSPATH . 'wp-admin/includes/user.php';" f"wp_delete_user({boss});")
    same(w.pair.ask("GET", "/info").json["code"], "groundlevel_agreed")
    w.site.php(change % (w.pair.key, 1))
    w.since = w.pair.news("0")[1]


@play("eight letters: used once, old, wrong five times; whoever shuts REST lets them pass")
def letters(w):
    def make():
        w.site.press({"do": "code"})
        text = w.site.page("&said=code").body.decode()
        return text.split('font-size:2em">')[1].split("<")[0].replace("-", "")

    def offer(code, hub="https://hub.test", door="pretty"):
        forget(w)
        pair = Pair(w.site, "code", code)
        pair.door = door
        return pair.ask("POST", "/pair", body={"hub": hub}, idem="")

    same(offer("AAAAAAAA").status, 401)
    code = make()
    same([offer("AAAAAAAA").status for _ in range(5)], [401] * 5)
    same(offer(code).status, 401)
    code = make()
    w.site.sql("UPDATE wp_groundlevel_keys SET at = UNIX_TIMESTAMP() - 1 WHERE hash = ''")
    same(offer(code).status, 401)
    w.letters = code = make()
    same(offer(code, "http://evil.test").status, 422)
    w.site.php("update_option('test_door', 'strangers');")
    got = offer(code)
    w.site.php("update_option('test_door', '');")
    assert got.status == 200 and len(got.json["secret"]) == 64, (got.status, got.body)
    same(offer(code).status, 401)
    second = Pair(w.site, got.json["id"], got.json["secret"])
    same(second.get("/info")["fields"], [])
    same(second.ask("POST", "/pair", body={"hub": "https://x.test"}).status, 401)
    same(second.ask("POST", "/left", body={}).json, {"left": True})
    same(second.ask("GET", "/info").status, 401)


@play("a copy of the site is silent: another address, other salts, another environment")
def copies(w):
    got = w.site.php(f"""
        $pair = get_option('groundlevel_pairs')['{w.pair.key}'];
        $out = [Groundlevel::secret($pair) !== null];
        add_filter('pre_option_home', $h = function () {{ return 'http://stage.test'; }}, 99);
        $out[] = Groundlevel::secret($pair) !== null;
        $out[] = Groundlevel::hub('{w.pair.key}', $pair, 'POST', '/bridge/ring', [], [])[0];
        remove_filter('pre_option_home', $h, 99);
        add_filter('salt', $s = function () {{ return 'other'; }});
        $out[] = Groundlevel::secret($pair) !== null;
        remove_filter('salt', $s);
        $out[] = Groundlevel::secret($pair) !== null;
        return $out;""")
    same(got, [True, False, 0, False, True])
    config = f"{w.site.dir}/www/wp-config.php"
    with open(config, encoding="utf-8") as f:
        was = f.read()
    with open(config, "w", encoding="utf-8") as f:
        f.write(was.replace("'salt-'", "'copied-'"))
    time.sleep(3)  # PHP looks at its files again
    got = w.pair.ask("GET", "/info")
    with open(config, "w", encoding="utf-8") as f:
        f.write(was)
    time.sleep(3)
    same((got.status, got.json["code"]), (409, "groundlevel_copy"))


@play("no secret is in a log")
def logs(w):
    text = ""
    for name in ("php.log", "debug.log"):
        try:
            with open(f"{w.site.dir}/{name}", encoding="utf-8", errors="replace") as f:
                text += f.read()
        except FileNotFoundError:
            pass
    assert w.pair.key in text or "groundlevel" in text
    assert w.pair.secret not in text and w.letters not in text
