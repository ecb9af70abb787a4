#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The manuals, typed line by line: every fenced block of doc/start.md in one folder; the commands
of the README with what it says is printed; those of doc/flows.md and doc/connections.md; the files,
settings and paths that the pages show.  The SDK's lines are typed by `make clients`.

usage: manuals.py [PROGRAM]         prints 'N passed, N failed'
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import commands
from commands import PROGRAM, Serving, play, run

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "flows"))
from kit import Peer  # noqa: E402

commands.PLAYS.clear()
PEER = str(pathlib.Path(PROGRAM).parent / "peer")
HEAD = f'set -e\ngroundlevel() {{ {PROGRAM} "$@"; }}\n'


def fenced(page, kinds):
    text = pathlib.Path(page).read_text()
    return re.findall(r"^```(" + "|".join(kinds) + r")\n(.*?)^```$", text, re.M | re.S)


def bash(script, home, url):
    """What it prints; it must end well.  Addresses of the manual are those of this server."""
    host = url[len("http://"):]
    done = subprocess.run(["bash", "-c", HEAD + script.replace("127.0.0.1:8080", host)], cwd=home,
                          capture_output=True, text=True, timeout=120,
                          env={**os.environ, "GROUNDLEVEL_LISTEN": host,
                               "GROUNDLEVEL_PRIVATE_NETWORKS": "true"})
    assert done.returncode == 0, f"{done.stdout[-800:]}{done.stderr[-800:]}"
    assert '"statusCode":4' not in done.stdout, done.stdout[-2000:]
    return done.stdout


def is_serving(block):
    return re.search(r"^groundlevel serve ", block, re.M) is not None


@play
def the_first_page_can_be_typed_from_an_empty_folder(home):
    blocks = fenced("doc/start.md", ["sh", "php"])
    assert len(blocks) > 10 and sum(is_serving(text) for _, text in blocks) == 1
    before = [text for kind, text in blocks[:1]]
    bash("".join(before), home, "http://127.0.0.1:1")
    script = ""
    for kind, text in blocks[1:]:
        if kind == "php":
            pathlib.Path(home, "call.php").write_text(text)
        elif not is_serving(text) and (shutil.which("php") or not text.startswith("php ")):
            script += text
    with Serving("serve", "--data", home + "/data") as server:
        said = bash(script, home, server.url)
        for sign in ("signup.flow: fine", "form-to-record.flow: fine", '"key":"pet_owner"'):
            assert sign in said, f"{sign} is not in {said[-3000:]}"
        if shutil.which("php"):
            assert '"kept":true' in said, said[-3000:]
        else:
            print("        php is not here: call.php was not played")


def typed(page, home):
    """What the blocks of a page print: those before its server, and those that ask it."""
    blocks = [text for _, text in fenced(page, ["sh"])]
    first, script = blocks[0], "".join(blocks[1:])
    bash("".join(line for line in first.splitlines(True) if not is_serving(line)), home,
         "http://127.0.0.1:1")
    with Serving("serve", "--data", home + "/data") as server:
        return bash(script, home, server.url)


@play
def the_page_about_signing_in_can_be_typed(home):
    said = typed("doc/sign-in.md", home)
    for sign in ('"name":"Harbour Yoga"', "#invite=", "ed@harbour.example  Ed Itor",
                 '"firstName":"Cy"'):
        assert sign in said, f"{sign} is not in {said[-3000:]}"


@play
def the_page_about_applications_can_be_typed(home):
    said = typed("doc/oauth.md", home)
    for sign in ("Authorization code not found", '{"keys":[', '"code_challenge_methods_supported"'):
        assert sign in said, f"{sign} is not in {said[-3000:]}"


@play
def the_page_about_events_can_be_typed(home):
    said = typed("doc/events.md", home)
    for sign in ('{"events":[],"next":"', "event: LocationCreate", "retry: ", '{"entries":['):
        assert sign in said, f"{sign} is not in {said[-3000:]}"


@play
def the_page_about_imports_can_be_typed(home):
    said = typed("doc/imports.md", home)
    for sign in ('"separator":";"', '"made":2', '"firstNameRaw":"Ann"', '"removed":2',
                 "firstName,email,phone,tags"):
        assert sign in said, f"{sign} is not in {said[-3000:]}"


@play
def the_page_about_changes_of_many_can_be_typed(home):
    said = typed("doc/bulk.md", home)
    for sign in ('"count":2', '"outcome":"changed"', '"changed":2', '"restored":2',
                 '"outcome":"deleted"', '"do":{"delete":true}'):
        assert sign in said, f"{sign} is not in {said[-3000:]}"


@play
def the_page_about_webhooks_can_be_typed(home):
    blocks = fenced("doc/webhooks.md", ["sh", "python"])
    pathlib.Path(home, "receiver.py").write_text(
        "".join(text for kind, text in blocks if kind == "python"))
    lines = [text for kind, text in blocks if kind == "sh"]
    first = "".join(line for line in lines[0].splitlines(True) if not is_serving(line))
    bash(first, home, "http://127.0.0.1:1")
    with Serving("serve", "--data", home + "/data", "--private-networks", "true") as server:
        ends = "trap 'kill $RECEIVER 2>&- || true' EXIT\n"  # also when it fails before
        said = bash(ends + "".join(lines[1:]), home, server.url)
    for sign in ('"type":"ContactCreate"', "Signature Verified Successfully", '"state":"done"',
                 '"rebuilt":true', '"again":', '"status":200', '"succeeded":true'):
        assert sign in said, f"{sign} is not in {said[-3000:]}"


@play
def the_flow_of_the_readme_prints_what_it_says(home):
    (_, block), = fenced("README.md", ["console"])
    lines = block.splitlines()
    peer, typed = Peer(PEER), []
    try:
        peer.tell(meta=["hl_contact_id"])  # as the note of the recipe says
        with Serving("demo", "--data", home + "/demo-data", "--json") as server:
            keys = json.loads(server.process.stdout.readline())
            names = f"TOKEN={keys['locationToken']}; LOCATION={keys['locationId']}\n"
            for i, line in enumerate(lines):
                if not line.startswith("$ "):
                    continue
                wanted = []
                for later in lines[i + 1:]:
                    if later.startswith("$ "):
                        break
                    wanted.append(later)
                line = line[2:].replace("https://www.example.com", peer.url)
                said = bash(names + line + " < /dev/null" if "kind wordpress" not in line
                            else "echo word | " + line, home, server.url)
                assert not wanted or said.splitlines()[:len(wanted)] == wanted, said
                typed.append(line)
                assert "flow preview" not in line or "only read" in said, said
        assert any("flow enable" in line for line in typed), typed
    finally:
        peer.close()


@play
def targets_and_tools_of_the_manuals_are_there(home):
    """`make X`, and the options of bench/users.py, wherever a page names them."""
    pages = ["README.md", "HOUSE.md", *map(str, pathlib.Path("doc").glob("*.md"))]
    text = "\n".join(pathlib.Path(page).read_text() for page in pages)
    made = pathlib.Path("Makefile").read_text()
    targets = set(re.findall(r"`make ([a-z][a-z-]*)`", text))
    assert len(targets) > 8, targets
    for target in targets:
        assert re.search(rf"^(?:[a-z-]+ )*{target}(?: [a-z-]+)*:", made, re.M), f"make {target}"
    told = subprocess.run([sys.executable, "-B", "bench/users.py", "--help"], text=True,
                          capture_output=True, check=True).stdout
    for option in re.findall(r"`(--[a-z-]+)", pathlib.Path("doc/bench.md").read_text()):
        assert option in told, f"bench/users.py {option}"
    long = pathlib.Path("test/faults/long.py").read_text()
    for option in re.findall(r"long\.py ([^`]*)`", text)[0].split():
        assert not option.startswith("--") or f'"{option}"' in long, f"long.py {option}"


@play
def the_bridge_is_added_and_checked_as_its_page_says(home):
    """A site without the bridge; one that has it is joined by test/bridge/network.py."""
    line = re.search(r"`(groundlevel connection add site [^`]*)`",
                     pathlib.Path("doc/bridge.md").read_text()).group(1)
    check = re.search(r"`(groundlevel connection check site [^`]*)`",
                      pathlib.Path("doc/bridge.md").read_text()).group(1)
    with World(home) as world:
        world.type(line)
        said = world.type(f"{check} || true")  # it ends with 1: refused
    assert "install the plugin from /bridge.zip" in said, said


@play
def lines_of_the_manuals_name_words_and_options_that_there_are(home):
    pages = ["README.md", *map(str, pathlib.Path("doc").glob("*.md"))]
    seen = 0
    for page in pages:
        text = pathlib.Path(page).read_text().replace("\\\n", " ")
        for verb, rest in re.findall(r"groundlevel ([a-z]+)((?: [^`\n|)]*)?)", text):
            if verb not in ("flow", "connection", "token", "user", "app"):
                continue
            word = re.match(r" ([a-z]+)", rest)
            if not word:
                continue
            told = run(verb, word.group(1), "--help")
            seen += 1
            for option in re.findall(r" --([a-z-]+)", rest.split(" #")[0]):
                assert option in ("data", "help", "store") or f"--{option}" in told, \
                    f"{page}: groundlevel {verb}{rest}: no --{option}"
    assert seen > 30, seen


@play
def what_the_readme_asks_first_is_answered(home):
    """curl, as it stands, and the three lines for real use."""
    blocks = [text for _, text in fenced("README.md", ["sh"])]
    first, = (text for text in blocks if text.startswith("curl "))
    real, = (text for text in blocks if " init " in text)
    with Serving("demo", "--data", home + "/demo-data", "--json") as server:
        keys = json.loads(server.process.stdout.readline())
        names = f"TOKEN={keys['locationToken']}; LOCATION={keys['locationId']}\n"
        reply = json.loads(bash(names + first, home, server.url))
        assert len(reply["contacts"]) == 3, reply
        named = json.loads(bash("curl http://127.0.0.1:8080/openapi.json", home, server.url))
        assert len(named["paths"]) > 100
    lines = [line.split("#")[0].split() for line in real.splitlines()]
    assert [words[1] for words in lines] == ["init", "serve", "serve"], real
    folder = {"/var/lib/groundlevel": home + "/data"}
    lines = [[folder.get(word, word) for word in words[1:]] for words in lines]
    assert "locationToken" in json.loads(run(*lines[0]))
    with Serving(*lines[1][:-2]) as server:
        assert json.loads(bash("curl http://127.0.0.1:8080/health", home, server.url))
    # the third is another engine, which is not there
    assert lines[2][-2] == "--store"
    assert "the database cannot be reached" in run(
        *lines[2][:-1], "postgres://user@127.0.0.1:1/groundlevel", code=3)


def indented(page):
    """The commands that a page has in lines of four spaces, continued ones joined."""
    text = pathlib.Path(page).read_text().replace("\\\n", " ")
    return [line.split(" # ")[0].strip()
            for line in re.findall(r"^    (groundlevel .*)$", text, re.M)]


class World:
    """A folder with data; a CRM elsewhere, which is another Groundlevel, and a site."""

    def __init__(self, home):
        self.home, self.data = home, home + "/data"
        run("init", "--data", self.data)
        self.crm = Serving("demo", "--data", home + "/crm", "--json")
        self.peer = Peer(PEER)

    def __enter__(self):
        self.crm.__enter__()
        self.keys = json.loads(self.crm.process.stdout.readline())
        return self

    def __exit__(self, *failure):
        self.peer.close()
        self.crm.__exit__(*failure)

    def type(self, line):
        """A line as it stands, but for the names that a reader replaces by his own."""
        line = line.replace("DIR", self.data).replace("LOCATION", self.keys["locationId"])
        line = line.replace("https://www.example.com", self.peer.url)
        secret = self.keys["locationToken"]
        if "--kind highlevel" in line:
            line += f" --base-url {self.crm.url}"
        elif "--kind wordpress" in line:
            secret = "a word of WordPress"
        return bash(line + (f" <<< '{secret}'" if "connection add" in line else " < /dev/null"),
                    self.home, "http://127.0.0.1:1")


OF_WORKFLOWS = [line for line in indented("doc/flows.md")
                if "welcome.flow" in line or "workflow" in line]


@play
def the_workflow_of_the_manual_can_be_typed(home):
    keys = json.loads(run("init", "--data", home + "/data", "--json"))
    _, flow, _ = (text for _, text in fenced("doc/flows.md", ["jsonc"]))
    pathlib.Path(home, "welcome.flow").write_text(flow)
    names = f"TOKEN={keys['locationToken']}; LOCATION={keys['locationId']}; "
    with Serving("serve", "--data", home + "/data") as server:
        made = bash(names + 'groundlevel call create-contact --token "$TOKEN"'
                    ' --locationId "$LOCATION" --firstName Ann', home, server.url)
        names += f"CONTACT={json.loads(made)['contact']['id']}; "
        said = []
        for line in OF_WORKFLOWS:
            said.append(bash(names + line.replace("DIR", home + "/data"), home, server.url))
            if "list-workflows " in line:
                found, = json.loads(said[-1])["workflows"]
                names += f"WORKFLOW={found['id']}; "
    assert len(said) == 8 and "welcome.flow: fine" in said[0], said
    assert keys["locationId"] in said[2] and '"state":"in"' in said[5].replace(" ", ""), said


@play
def the_first_flow_of_the_manual_can_be_typed(home):
    lines = [line for line in indented("doc/flows.md") if line not in OF_WORKFLOWS]
    assert len(lines) == 13, lines
    with World(home) as world:
        bash("groundlevel call create-custom-field --url " + world.crm.url +
             f" --token {world.keys['locationToken']} --locationId {world.keys['locationId']}"
             " --name wp_user_id --dataType TEXT", home, world.crm.url)
        world.peer.tell(meta=["hl_contact_id"])  # and on the site, as the note of the recipe says
        said = {line: world.type(line) for line in lines}
        for line, sign in ((lines[2], "hl  highlevel  ok"), (lines[3], "site  wordpress  ok"),
                           (lines[4], "member-to-contact"), (lines[5], "member"),
                           (lines[8], "member-to-contact.flow: fine"), (lines[10], "only read")):
            assert sign in said[line], f"{line}: {said[line]}"


@play
def connections_can_be_typed(home):
    lines = indented("doc/connections.md")
    assert len(lines) == 3, lines
    with World(home) as world:
        said = [world.type(line) for line in lines]
        assert "site  wordpress  ok" in said[1] and "site  wordpress  ok" in said[2], said


@play
def the_file_of_the_manual_is_a_flow_and_its_sample_one(home):
    flow, _, sample = (text for _, text in fenced("doc/flows.md", ["jsonc"]))
    name = re.search(r'"flow": "([a-z-]+)"', flow).group(1)
    pathlib.Path(home, f"{name}.flow").write_text(flow)
    pathlib.Path(home, f"{name}.sample").write_text(sample)
    assert f"{name}.flow: fine" in run("flow", "check", f"{home}/{name}.flow")
    said = run("flow", "test", f"{home}/{name}.flow", "--accept")
    expected = json.loads(pathlib.Path(home, f"{name}.expect").read_text())
    assert expected["end"] == "done" and expected["effects"], (said, expected)


@play
def the_flow_of_the_bridges_page_is_one(home):
    (_, flow), = fenced("doc/bridge.md", ["jsonc"])
    pathlib.Path(home, "tag-gives-access.flow").write_text(flow)
    said = run("flow", "check", f"{home}/tag-gives-access.flow")
    assert "tag-gives-access.flow: fine" in said and "bridge-write-member: K" in said, said


@play
def the_settings_file_of_the_manual_is_taken(home):
    blocks = [text for _, text in fenced("doc/settings.md", [""])]
    text, = (text for text in blocks if "settings.conf" in text)
    os.mkdir(home + "/data")
    pathlib.Path(home, "data/settings.conf").write_text(text)
    run("init", "--data", home + "/data")
    run("check", "--data", home + "/data")
    pathlib.Path(home, "data/settings.conf").write_text(text.replace("log_format", "log_forma"))
    assert "log_format" in run("check", "--data", home + "/data", code=2)


@play
def paths_that_the_manuals_ask_are_answered(home):
    """GET lines of doc/calendars.md and doc/mail.md."""
    folder, keys = commands.founded(home)
    owner, location = keys["owner"]["id"], keys["locationId"]
    with Serving("serve", "--data", folder) as server:
        made = commands.ask(server.url, keys["locationToken"], "POST", "/calendars/",
                            {"locationId": location, "name": "C",
                             "teamMembers": [{"userId": owner}]})
        days = iter([1894233600000, 1894838400000])
        asked = 0
        for page in ("doc/calendars.md", "doc/mail.md"):
            for path in re.findall(r"^    GET (.*)$", pathlib.Path(page).read_text(), re.M):
                path = path.replace("{calendarId}", made["calendar"]["id"])
                path = path.replace("userId=…", "userId=" + owner)
                path = re.sub("Date=…", lambda _: f"Date={next(days)}", path)
                commands.ask(server.url, keys["locationToken"], "GET", path)
                asked += 1
        assert asked == 3, asked


@play
def the_php_of_the_manual_is_php(home):
    blocks = [text for _, text in fenced("doc/accessally.md", ["php"])]
    assert len(blocks) == 2
    if not shutil.which("php"):
        print("        php is not here: doc/accessally.md was not read by it")
        return
    for text in blocks:
        pathlib.Path(home, "page.php").write_text(text if "<?php" in text else "<?php\n" + text)
        done = subprocess.run(["php", "-l", home + "/page.php"], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


if __name__ == "__main__":
    sys.exit(commands.main())
