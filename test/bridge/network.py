# SPDX-License-Identifier: Apache-2.0
"""AccessAlly (emulated), sources, what pages show, privacy, a network of sites, and the end."""
import http.cookiejar
import json
import os
import re
import subprocess
import time
import urllib.request

from attack import same
from stage import NoRedirect, Pair, send

PLAYS = []
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "doc", "bridge.md")


def play(name):
    def keep(function):
        PLAYS.append((name, function))
        return function
    return keep


def sure(w, **ticked):
    w.site.press({"do": "keep", "pair": w.pair.key, "may_change": "1", "may_make": "1",
                  "fields[]": ["level", "company", "tagged"], **ticked})
    w.since = w.pair.news("0")[1]


@play("emulated: tags are seen, set, read back; operations run once; broken, the rest works")
def tags(w):
    same(w.pair.ask("GET", "/tags").status, 404)
    same(w.pair.get("/info")["accessally"], None)
    w.site.sql("CREATE TABLE wp_aal_user_tags (user_id BIGINT, tag_id BIGINT)")
    for mode in ("crm", "managed"):
        w.site.php(f"update_option('emulator', '{mode}');")
        w.site.php(f"AccessAllyUserPermission::set_user_contact_id({w.ann}, '77');")
        same(w.pair.get("/tags", fresh="1")["tags"][0], {"id": "3", "name": "Gold & more"})
        got = w.one(id=w.ann, tags={"add": ["3", "5"], "remove": ["7"]})
        same((got["status"], got["member"]["tags"], got["member"]["contact"], got.get("refused")),
             (200, ["3", "5"], "77", None))
        same(w.one(id=w.ann, tags={"remove": ["5", "3"]})["member"]["tags"], [])
        same(w.one(id=w.ann, tags={"add": ["99"]})["status"], 422)
        same(w.one(id=w.bob, tags={"add": ["3"]})["refused"], ["tags.3"])
        w.news()
        w.site.php("global $wpdb; $wpdb->query(\"INSERT INTO {$wpdb->prefix}aal_user_tags VALUES "
                   f"({w.bob}, 5)\");")
        same([i["member"]["tags"] for i in w.news() if i["id"] == w.bob], [["5"]])
        w.site.sql("DELETE FROM wp_aal_user_tags")
    body = {"id": w.ann, "operation": "11"}
    for n in range(2):
        same(w.pair.ask("POST", "/operations", body=body, idem="op").json, {"started": True})
    same(w.site.php("return get_option('emulator_ran');"), "1")
    same(w.pair.ask("POST", "/operations", body={**body, "id": 1}).status, 403)
    same(w.pair.ask("POST", "/operations", body={**body, "operation": "x"}).status, 422)
    same(w.pair.ask("POST", "/operations", body={**body, "id": w.bob}).status, 409)
    w.site.sql("UPDATE wp_groundlevel_keys SET status = 0, at = at - 100"
               " WHERE body LIKE '%started%'")
    same(w.pair.ask("POST", "/operations", body=body, idem="op").json["code"], "groundlevel_unsure")
    w.site.php("update_option('_accessally_offering_a', 1);")
    same(w.pair.get("/offerings")["offerings"][0]["tags"]["revoke"], "7")
    surface = w.pair.get("/surface")
    same((surface["names"]["AccessAllyAPI::add_tag_by_wp_user_id"], surface["aal_user_tags"]),
         (True, ["user_id", "tag_id"]))
    assert surface["accessally"]["version"].endswith("-emulator")
    w.site.php("update_option('emulator', 'broken');")
    got = w.pair.get("/members", ids=str(w.ann))["members"][0]
    assert "tags" not in got and got["id"] == w.ann
    same(w.pair.ask("GET", "/tags").status, 404)
    same(w.one(id=w.ann, fields={"level": "still"})["status"], 200)
    w.site.php("delete_option('emulator');")
    w.since = w.pair.news("0")[1]


FLUENT = ("do_action('fluentform/submission_inserted', %d, ['email' => 'rex@example.test',"
          " 'pet' => ['Rex', 'Mia'], '_nonce' => 'x', 'password' => 'geheim'],"
          " (object) ['id' => 3, 'title' => 'Intake']);")


@play("a form is told when it is ticked, once, and without what is secret in it")
def forms(w):
    w.site.php(FLUENT % 551)
    same(w.news(), [])
    assert "fluentform:3" in w.site.page().body.decode()
    sure(w, **{"forms[]": ["fluentform:3", "wpforms:9", "ninja-forms:4", "gravityforms:2",
                           "elementor:ab"]})
    w.site.php(FLUENT % 552 + FLUENT.replace("fluentform/", "fluentform_") % 552)
    items = w.news()
    same([(i["kind"], i["id"], i["body"]["fields"]) for i in items],
         [("form", 552, {"email": "rex@example.test", "pet": ["Rex", "Mia"]})])
    w.site.php("""
        do_action('wpforms_process_complete', [
            ['name' => 'Mail', 'type' => 'email', 'value' => 'a@b'],
            ['name' => 'Key', 'type' => 'password', 'value' => 'geheim']], [],
            ['id' => 9, 'settings' => ['form_title' => 'W']], 12);
        do_action('ninja_forms_after_submission', ['form_id' => 4,
            'settings' => ['title' => 'N'], 'fields' => [
            ['key' => 'mail', 'type' => 'email', 'value' => 'a@b'],
            ['key' => 'card', 'type' => 'creditcardnumber', 'value' => '4111']]]);
        do_action('gform_after_submission', ['id' => 8, '1' => 'a@b', '2.3' => 'Ann',
            '2.6' => 'Lee', '3' => 'geheim'], ['id' => 2, 'title' => 'G', 'fields' => [
            (object) ['id' => 1, 'type' => 'email', 'label' => 'Mail'],
            (object) ['id' => 2, 'type' => 'name', 'label' => 'Name'],
            (object) ['id' => 3, 'type' => 'password', 'label' => 'Key']]]);
        do_action('wpforms_process_complete', null, null, null, null);
        do_action('elementor_pro/forms/new_record', 'x', 'y');
        do_action('wpcf7_submit', null, null);""")
    same([i["body"]["fields"] for i in w.news()],
         [{"Mail": "a@b"}, {"mail": "a@b"}, {"Mail": "a@b", "Name": ["Ann", "Lee"]}])


@play("orders and progress are told when they are ticked")
def orders(w):
    shop = """
        class WC_Stub { function __call($n, $a) { return [
            'get_items' => [], 'get_order_number' => '77',
            'get_total' => '12.50', 'get_currency' => 'EUR', 'get_id' => 5,
            'get_billing_email' => 'o@example.test', 'get_customer_id' => 3][$n]; } }
        function wc_get_order($id) { return new WC_Stub; }
        do_action('woocommerce_order_status_changed', 5, 'pending', 'completed', null);
        do_action('woocommerce_order_refunded', 5, 6);
        do_action('woocommerce_subscription_status_updated', new WC_Stub, 'active', 'pending');
        do_action('learndash_course_completed', ['user' => (object) ['ID' => 3],
            'course' => (object) ['ID' => 40]]);
        do_action('lifterlms_course_completed', 3, 41);"""
    w.site.php(shop)
    same(w.news(), [])
    sure(w, orders="1", progress="1")
    w.site.php(shop)
    got = [(i["kind"], i["body"].get("status"), i["body"].get("course")) for i in w.news()]
    same(got, [("order", "completed", None), ("order", "refunded", None), ("order", "active", None),
               ("progress", None, 40), ("progress", None, 41)])
    sure(w, **{"types[]": ["page"]})
    page = w.site.php("$a = wp_insert_post(['post_type' => 'page', 'post_title' => 'P',"
                      " 'post_status' => 'publish']); wp_insert_post("
                      "['post_title' => 'not ticked']); return $a;")
    same([(i["kind"], i["id"]) for i in w.news()], [("post", page)])
    w.site.php(f"wp_delete_post({page}, true);")
    same([(i["id"], i.get("gone")) for i in w.news()], [(page, True)])


@play("free times are those that are kept; the hub is asked once, and no page waits for it")
def slots(w):
    hub = w.hub
    soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))
    hub.answers["/bridge/slots"] = (200, {"slots": [
        {"start": soon, "url": f"{hub.url}/book/x?start={soon}"},
        {"start": soon, "url": "https://evil.test/book"},
        {"start": soon, "url": "javascript:alert(1)"},
        {"start": "2001-01-01T00:00:00Z", "url": f"{hub.url}/book/x"}, "x", {"start": 1}]})
    url = f"{w.site.base}/wp-json/groundlevel/v1/slots?calendar="
    same(send(w.site.open, "GET", url + "consult").status, 404)
    post = w.site.php("return wp_insert_post(['post_title' => 'S', 'post_status' => 'publish',"
                      " 'post_type' => 'page', 'post_content' => '[groundlevel_slots"
                      " calendar=\"consult\" days=\"14\"]<!-- wp:groundlevel/slots"
                      " {\"calendar\":\"consult\"} /-->']);")
    where = w.site.php("flush_rewrite_rules(false); switch_theme('plain');"
                       f"return get_permalink({post});")
    view = lambda: send(w.site.open, "GET", where).body.decode()
    began = time.monotonic()
    hub.delay = 5
    same(view().count('data-groundlevel="'), 2)
    assert time.monotonic() - began < 4 and hub.count("/bridge/slots") == 0
    hub.delay = 0
    got = [send(w.site.open, "GET", url + "consult&days=14").json for _ in range(5)]
    same([len(g["slots"]) for g in got], [1] * 5)
    same(hub.count("/bridge/slots"), 1)
    assert f'href="{hub.url}/book/x?start=' in view()
    same(send(w.site.open, "GET", url + "other").status, 404)
    assert "evil" not in view()
    w.site.php("update_option('test_finish', '1');")
    kept = w.site.php("$k = 'groundlevel_slots_' . md5('consult'); $v = get_transient($k);"
                      " $v['at'] = $v['asked'] = time() - 61; set_transient($k, $v, 999);"
                      " return $v['at'];")
    assert kept and f"{hub.url}/book/x?start=" in view()
    same(hub.count("/bridge/slots"), 2)
    w.site.php("delete_option('test_finish');")
    assert "live.js" in view()
    editor = send(w.site.admin, "GET", f"{w.site.base}/wp-admin/post-new.php").body.decode()
    assert "groundlevel/edit.js" in editor
    same(w.site.php("return WP_Block_Type_Registry::get_instance()->is_registered("
                    "'groundlevel/slots');"), True)
    same(w.site.php("return do_shortcode('[groundlevel_slots calendar=\"<script>\"]');"), "")


@play("records are those of the member who asks, never another's, and the page is not kept")
def records(w):
    w.hub.answers["/bridge/records"] = (200, {"title": "Pets", "titles": ["Name"], "records": [
        ["<b>Rex</b>"]]})
    url = f"{w.site.base}/wp-json/groundlevel/v1/records?object=pets&fields=name&member=1"
    same(send(w.site.open, "GET", url).status, 401)
    w.site.php(f"wp_set_password('pw', {w.ann});")
    ann = w.site.login("ann", "pw", urllib.request.build_opener(
        NoRedirect, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())))
    same(send(ann, "GET", url).status, 401)  # the cookie alone is not enough
    post = w.site.php("return wp_insert_post(['post_title' => 'R', 'post_status' => 'publish',"
                      " 'post_type' => 'page',"
                      " 'post_content' => '[groundlevel_records object=\"pets\"]']);")
    where = w.site.php(f"return get_permalink({post});")
    got = send(ann, "GET", where)
    nonce = re.search(r'data-nonce="(\w+)"', got.body.decode()).group(1)
    assert "data-nonce" not in send(w.site.open, "GET", where).body.decode()
    got = send(ann, "GET", url, headers={"X-WP-Nonce": nonce})
    same((got.json["rows"], got.json["titles"]), ([["<b>Rex</b>"]], ["Name"]))
    assert f"member={w.ann}" in w.hub.heard[-1][2], w.hub.heard[-1][2]
    same(got.headers["Cache-Control"], "no-store")
    w.hub.answers["/bridge/records"] = (500, {})
    same(send(ann, "GET", url, headers={"X-WP-Nonce": nonce}).status, 503)


@play("what is kept of a person can be exported and erased")
def privacy(w):
    sure(w, **{"forms[]": ["fluentform:3"]})
    w.site.php(FLUENT % 901)
    w.site.php(FLUENT.replace("rex@", "t-rex@").replace("'Rex'", "'Tyrannosaurus'") % 902)
    w.one(email="rex@example.test", make=True)
    code = ("require_once ABSPATH . 'wp-admin/includes/admin.php'; $l = apply_filters("
            "'wp_privacy_personal_data_%s', []); return call_user_func("
            "$l['groundlevel']['callback'], 'rex@example.test', 1);")
    text = json.dumps(w.site.php(code % "exporters"))
    assert "Tyrannosaurus" not in text, "another's event"
    assert "Rex" in text and w.hub.url.split("//")[1] in text.replace("\\/", "/"), text
    w.news()
    got = w.site.php(code % "erasers")
    same((got["items_removed"], got["done"]), (True, True))
    same(w.site.sql("SELECT 1 FROM wp_groundlevel_log WHERE body LIKE '%\"rex@%' UNION ALL"
                    " SELECT 1 FROM wp_groundlevel_keys WHERE body LIKE '%\"rex@%'"), [])
    same([i["origin"] for i in w.news()], ["erase"])
    same(len(w.site.sql("SELECT 1 FROM wp_groundlevel_log WHERE body LIKE '%t-rex@%'")), 1)


def flows(w, data, run):
    """A contact's tag becomes AccessAlly's; what changes on the site is told, and who goes."""
    os.makedirs(os.path.join(data, "flows"), exist_ok=True)
    ann = w.one(id=w.ann)["member"]["email"]
    said = {"in": {"flow": "in", "enabled": True, "on": {"poll": "bridge.members", "use": "site",
                                                         "every": "1m", "start": "all"},
                   "only": "{{ member.email == '" + ann + "' }}",
                   "do": [{"stop": "{{ event.change }} {{ member.email }}"
                                   " {{ join(',', sort(member.tags)) }}"
                                   " {{ member.fields.level }}"}]},
            "out": {"flow": "out", "enabled": True, "on": {"manual": "x"},
                    "do": [{"id": "m", "upsert": "bridge.member", "use": "site",
                            "set": {"email": "{{ x.email }}", "fields": {"level": "gold"},
                                    "tags": {"add": ["5"]}}},
                           {"stop": "{{ join(',', steps.m.tags) }} {{ steps.m.fields.level }}"}]}}
    files = []
    for name, flow in said.items():
        files.append(os.path.join(data, f"{name}.flow"))
        with open(files[-1], "w", encoding="utf-8") as f:
            json.dump(flow, f)
    server = subprocess.Popen([w.server, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                              env={**os.environ, "GROUNDLEVEL_PRIVATE_NETWORKS": "true"},
                              stderr=subprocess.DEVNULL)

    def reasons(wanted):
        """Every run's reason, as soon as one of them is this."""
        for _ in range(300):
            got = json.loads(run("flow", "runs", "--state", "stopped", "--json")[1])["runs"]
            got = [r.get("reason", "") for r in got]
            if wanted in got:
                return got
            time.sleep(1)
        raise AssertionError((wanted, got))

    try:
        key = list(w.site.php("return get_option('groundlevel_pairs');"))[-1]
        w.site.press({"do": "keep", "pair": key, "may_change": "1", "may_make": "1",
                      "fields[]": ["level"]})
        w.site.sql("CREATE TABLE IF NOT EXISTS wp_aal_user_tags (user_id BIGINT, tag_id BIGINT)")
        w.site.php("update_option('emulator', 'managed');")
        w.site.php(f"AccessAllyUserPermission::set_user_contact_id({w.ann}, '77');"
                   f" update_user_meta({w.ann}, 'level', 'silver');")
        tags = ",".join(sorted(w.one(id=w.ann)["member"]["tags"]))
        # what the contact has there already: an operation may have given it something
        had = w.site.php("return AccessAllyMembershipUtilities::get_contact_tags('77');")
        after = ",".join(sorted({*map(str, had or []), "5"}))
        same(run("flow", "apply", *files)[0], 0)
        reasons(f"appeared {ann} {tags} silver")
        run("flow", "run", "out", "--with", json.dumps({"email": ann}))
        reasons(f"{after} gold")
        same(w.site.php(f"return get_user_by('id', {w.ann})->level;"), "gold")
        reasons(f"updated {ann} {after} gold")
    finally:
        server.terminate()
        server.wait(30)


@play("Groundlevel itself joins by the letters of the page, and keeps the secret that it gets")
def groundlevel(w):
    data = os.path.join(w.site.dir, "groundlevel")

    def run(*words, secret=None):
        got = subprocess.run([w.server, *words, "--data", data], input=secret, text=True,
                             check=False, capture_output=True,
                             env={**os.environ, "GROUNDLEVEL_PRIVATE_NETWORKS": "true"})
        return got.returncode, got.stdout, got.stderr

    def check():
        got = json.loads(run("connection", "check", "site", "--json")[1])
        return got["state"], got.get("stateReason", ""), got.get("report", {})

    same(run("init", "--json")[0], 0)
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    line = re.search(r"`groundlevel (connection add site [^`<]*)`", page).group(1)
    add = line.replace(" --data DIR", "").replace("https://www.example.com", w.site.base).split()
    status, _, err = run(*add, secret="AAAA-AAAA\n")
    same((status, err), (0, ""))
    state, why, _ = check()
    assert state == "refused" and "does not know these letters" in why, (state, why)
    w.site.press({"do": "code"})
    letters = w.site.page("&said=code").body.decode().split('font-size:2em">')[1].split("<")[0]
    same(run("connection", "update", "site", "--secret", secret=letters.lower() + "\n")[0], 0)
    before = len(w.site.php("return get_option('groundlevel_pairs');"))
    state, why, report = check()
    same((state, why, report["site"], report["may"]), ("ok", "", "Test", ["change", "make"]))
    pairs = w.site.php("return get_option('groundlevel_pairs');")
    same(len(pairs), before + 1)
    state, why, report = check()  # now with the secret that the letters were changed into
    same((state, why), ("ok", ""))
    for doorman in ("strangers", "nopass"):
        w.site.php(f"update_option('test_door', '{doorman}');")
        same((doorman, *check()[:2]), (doorman, "ok", ""))
    w.site.php("update_option('test_door', '');")
    flows(w, data, run)
    with open(os.path.join(data, "groundlevel.db"), "rb") as f:
        kept = f.read()
    assert letters.encode() not in kept and letters.replace("-", "").encode() not in kept
    w.site.php("$p = get_option('groundlevel_pairs'); array_pop($p); update_option("
               "'groundlevel_pairs', $p);")
    same(check()[0], "refused")


@play("a person presses Disconnect: the other side is told, and the secret opens nothing")
def drop(w):
    w.site.press({"do": "drop", "pair": w.pair.key})
    same(w.hub.count("/bridge/left"), 1)
    same(w.pair.ask("GET", "/info").status, 401)


def join(w, base):
    text = send(w.site.admin, "GET", f"{base}/wp-admin/options-general.php?page=groundlevel&join="
                f"{w.hub.url}&code={'d' * 32}").body.decode()
    nonce = re.search(r'name="_wpnonce" value="(\w+)"', text).group(1)
    send(w.site.admin, "POST", base + "/wp-admin/admin-post.php",
         f"action=groundlevel&do=join&hub={w.hub.url}&code={'d' * 32}&_wpnonce={nonce}".encode())
    told = json.loads(w.hub.heard[-1][4])
    pair = Pair(w.site, told["id"], told["secret"])
    pair.base = base
    return pair


@play("on a network each site sees its own members and events, and a deleted site leaves no row")
def network(w):
    config = os.path.join(w.site.dir, "www", "wp-config.php")
    with open(config, encoding="utf-8") as f:
        text = f.read()
    with open(config, "w", encoding="utf-8") as f:
        f.write(text.replace("$table_prefix", "define('WP_ALLOW_MULTISITE', true);\n$table_prefix"))
    host = f"127.0.0.1:{w.site.port}"
    time.sleep(3)  # PHP looks at its files again
    w.site.php("""require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        require_once ABSPATH . 'wp-admin/includes/network.php';
        global $wpdb;
        foreach ($wpdb->tables('ms_global') as $t => $p) $wpdb->$t = $p;
        install_network();
        return populate_network(1, '127.0.0.1', 'admin@example.test', 'Net', '/', false) && 1;""")
    with open(config, "w", encoding="utf-8") as f:
        f.write(text.replace("$table_prefix", f"""
            define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false);
            define('DOMAIN_CURRENT_SITE', '{host}'); define('PATH_CURRENT_SITE', '/');
            define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);
            $table_prefix"""))
    time.sleep(3)
    w.site.sql(f"UPDATE wp_site SET domain = '{host}'; UPDATE wp_blogs SET domain = '{host}'")
    w.site.php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins("
               "'groundlevel/groundlevel.php');"
               " activate_plugin('groundlevel/groundlevel.php', '', true);")
    other = w.site.php(f"return wp_insert_site(['domain' => '{host}', 'path' => '/two/',"
                       " 'title' => 'Two', 'user_id' => 1]);")
    w.site.sql(f"UPDATE wp_blogs SET domain = '{host}'")  # a port is not kept
    w.site.php(f"switch_to_blog({other}); update_option('home', 'http://{host}/two');"
               f" update_option('siteurl', 'http://{host}/two'); restore_current_blog();"
               f" add_user_to_blog({other}, {w.bob}, 'subscriber');")
    w.site.login()
    one = join(w, w.site.base)
    two = join(w, w.site.base + "/two")
    two.door = "plain"
    same(sorted(i["id"] for i in two.news("0")[0] if "member" in i), [1, w.bob])
    at_one, at_two = one.news("0")[1], two.news("0")[1]
    w.site.php(f"update_user_meta({w.ann}, 'first_name', 'Only one');")
    same([i["id"] for i in one.news(at_one)[0]], [w.ann])
    same(two.news(at_two)[0], [])
    same(two.one(id=w.ann, set={"first": "x"})["status"], 404)
    w.site.php(f"remove_user_from_blog({w.bob}, {other});")
    same([(i["id"], i.get("gone")) for i in two.news(at_two)[0]], [(w.bob, True)])
    same([i for i in one.news(at_one)[0] if i.get("gone")], [])
    # Who runs one site of the network is not changed from another.
    w.site.php(f"add_user_to_blog({other}, {w.ann}, 'administrator');")
    same(one.one(id=w.ann, set={"email": "evil@x.test"})["status"], 403)
    w.site.php(f"(new WP_User({w.ann}, '', {other}))->set_role('subscriber');"
               " grant_super_admin(1);")
    assert w.site.sql(f"SELECT 1 FROM wp_groundlevel_log WHERE blog = {other}")
    w.site.php("require_once ABSPATH . 'wp-admin/includes/ms.php'; "
               f"wp_delete_site({other});")
    same(w.site.sql(f"SELECT 1 FROM wp_groundlevel_log WHERE blog = {other}"), [])


@play("uninstalled, it leaves no table, no option, no transient")
def uninstall(w):
    w.site.php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins("
               "'groundlevel/groundlevel.php', true, true);"
               " uninstall_plugin('groundlevel/groundlevel.php');")
    same(w.site.sql("SHOW TABLES LIKE '%groundlevel%'"), [])
    same(w.site.sql("SELECT option_name FROM wp_options"
                    " WHERE option_name LIKE '%groundlevel%'"), [])
    same(w.site.sql("SELECT meta_key FROM wp_sitemeta WHERE meta_key LIKE '%groundlevel%'"), [])
    same(w.hub.count("/bridge/left"), 2)
