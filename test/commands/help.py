#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the verbs tell of themselves: their options, an operation's fields, the nearest word.

usage: help.py [PROGRAM]          prints 'N passed, N failed'
"""
import pathlib
import re
import sys

import commands
from commands import founded, play, run

commands.PLAYS.clear()


def option_words(verb, option):
    """For which words of a verb the table of options has this one; '' is every word."""
    found = re.findall(rf'X\("{verb}", "([a-z|]*)", "{option}"',
                       pathlib.Path("app/cli/cli.h").read_text())
    return {word for words in found for word in words.split("|")}


def options_of_words():
    """What the words of verbs read: their tables in C, and calls of option_text and option_flag."""
    flow = pathlib.Path("app/cli/flow.c").read_text()
    for word, row in re.findall(
            r'\{ \.word = "([a-z]+)",(.*?)\}(?:,\n\t\{|,\n\};)', flow, re.S):
        for names in re.findall(r'\.options = \{ ([^}]*)\}?', row):
            for name in re.findall(r'"([^"]+)"', names):
                yield "flow", word, name.split("=")[0]
        for name in re.findall(r'\.flag = "([^"]+)"', row):
            yield "flow", word, name
    connection = pathlib.Path("app/cli/connection.c").read_text()
    table = re.search(r'option, \*member;\n\t\} options\[\] = \{(.*?)\};', connection, re.S)
    for name in re.findall(r'\{ "([a-z-]+)", "\w+" \}', table.group(1)):
        yield "connection", "add", name
        yield "connection", "update", name
    body = re.search(r'static int values_read.*?\n\}', connection, re.S).group(0)
    for name in re.findall(r'option_(?:text|flag)\(argc, argv, "([a-z-]+)"\)', body):
        yield "connection", "update", name
    for verbs in ("token user app", "connection", "flow", "init", "demo", "call"):
        verbs = verbs.split()
        page = pathlib.Path(f"app/cli/{'keys' if 'token' in verbs else verbs[0]}.c").read_text()
        for name in re.findall(r'option_(?:text|flag)\(&?argc, argv, "([a-z-]+)"\)', page):
            known = any(option_words(verb, name) for verb in verbs)
            assert known or name == "help", f"{verbs[0]} reads --{name}: in no table"


@play
def every_verb_tells_its_own_options_and_an_operation_its_fields(home):
    source = "".join(p.read_text() for p in pathlib.Path("app/cli").glob("*.c"))
    read = set(re.findall(r'option_(?:text|flag)\(&?argc, argv, "([a-z-]+)"\)', source))
    told = set(re.findall(r'X\("[a-z]+", "[a-z|]*", "([a-z-]+)"',
                          pathlib.Path("app/cli/cli.h").read_text()))
    assert read - {"help"} <= told, f"read, but in no --help: {read - {'help'} - told}"
    for verb, word, option in options_of_words():
        known = option_words(verb, option)
        assert "" in known or word in known, f"{verb} {word} --{option} is in no --help"
        assert f"--{option}" in run(verb, *([word] if word else []), "--help"), (verb, word, option)
    assert "--scopes LIST" in run("token", "create", "--help")
    assert "--overlap-seconds N" in run("token", "rotate", "-h")
    assert "--kind KIND" in run("connection", "add", "--help")
    assert "--burst" not in run("token", "rotate", "--help")
    fields = run("call", "create-contact", "--help")
    assert "--firstName" in fields and "--locationId" in fields and "contacts.write" in fields
    assert run("--version") == run("version")
    assert "get-contact " in run("operations") and "get-contact " in run("call", "--list")
    assert "create-task" not in run("operations", "health")


@play
def what_is_mistyped_is_said_with_the_nearest_word(home):
    folder, _ = founded(home)
    assert "did you mean serve?" in run("srve", code=2)
    assert "did you mean rotate?" in run("token", "rotat", "--data", folder, code=2)
    assert "did you mean check?" in run("flow", "chek", code=2)
    assert "did you mean recipes?" in run("flow", "recips", code=2)
    assert "did you mean remove?" in run("connection", "remov", "site", code=2)
    assert "needs the name of a connection" in run("connection", "add", code=2)
    assert "did you mean get-contact?" in run("call", "get-contac", code=2)
    assert "did you mean --contactId?" in run("call", "get-contact", "--contactd", "x", code=2)
    assert "did you mean --data?" in run("check", "--data", folder, "--dta", "x", code=2)
    assert "say which token" in run("token", "rotate", "--data", folder, code=2)


if __name__ == "__main__":
    sys.exit(commands.main())
