#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The manuals, typed line by line: every fenced block of doc/start.md in one folder, and the flow
of the README with what it says is printed.

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

commands.PLAYS.clear()
HEAD = f'set -e\ngroundlevel() {{ {PROGRAM} "$@"; }}\n'


def fenced(page, kinds):
    text = pathlib.Path(page).read_text()
    return re.findall(r"^```(" + "|".join(kinds) + r")\n(.*?)^```$", text, re.M | re.S)


def bash(script, home, url):
    """What it prints; it must end well.  Addresses of the manual are those of this server."""
    host = url[len("http://"):]
    done = subprocess.run(["bash", "-c", HEAD + script.replace("127.0.0.1:8080", host)], cwd=home,
                          capture_output=True, text=True, timeout=120,
                          env={**os.environ, "GROUNDLEVEL_LISTEN": host})
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


@play
def the_flow_of_the_readme_prints_what_it_says(home):
    (_, block), = fenced("README.md", ["console"])
    lines = block.splitlines()
    with Serving("demo", "--data", home + "/demo-data", "--json") as server:
        keys = json.loads(server.process.stdout.readline())
        names = f"TOKEN={keys['locationToken']}; LOCATION={keys['locationId']}\n"
        for i, line in enumerate(lines):
            if not line.startswith("$ "):
                continue
            if "flow preview" in line or "flow enable" in line:  # www.example.com is no site
                continue
            wanted = []
            for later in lines[i + 1:]:
                if later.startswith("$ "):
                    break
                wanted.append(later)
            said = bash(names + line[2:] + " < /dev/null" if "kind wordpress" not in line
                        else "echo word | " + line[2:], home, server.url)
            assert not wanted or said.splitlines()[:len(wanted)] == wanted, said


@play
def lines_of_the_manuals_name_words_and_options_that_there_are(home):
    pages = ["README.md", *map(str, pathlib.Path("doc").glob("*.md"))]
    seen = 0
    for page in pages:
        text = pathlib.Path(page).read_text().replace("\\\n", " ")
        for verb, rest in re.findall(r"groundlevel ([a-z]+)((?: [^`\n|)]*)?)", text):
            if verb not in ("flow", "connection", "token"):
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


if __name__ == "__main__":
    sys.exit(commands.main())
