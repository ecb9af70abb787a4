#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Pages of the manual that say what the program itself prints, held against it.

usage: pages.py [PROGRAM]         prints 'N passed, N failed'
"""
import pathlib
import re
import subprocess
import sys

import commands
from commands import play, run

commands.PLAYS.clear()


@play
def the_manual_of_settings_is_the_table(home):
    page = pathlib.Path("doc/settings.md").read_text()
    told = dict(re.findall(r"^\| `(\w+)` \| (?:`([^`]*)`)? \|", page, re.M))
    settings = re.findall(r"^  --([a-z-]+) +(.*)$", run("serve", "--help").split("Settings,")[1],
                          re.M)
    assert {name.replace("-", "_") for name, _ in settings} == set(told), set(told)
    for name, about in settings:
        initial = told[name.replace("-", "_")]
        plain = about[:-len(f" ({initial})")] if initial else about
        assert plain.replace("|", "/") in page, f"{name}: {about}"
        assert not initial or about.endswith(f"({initial})"), f"{name}: {about}"


@play
def the_manual_of_rights_ends_with_the_table_of_the_rows(home):
    page, table = pathlib.Path("doc/rights.md").read_text(), run("operations", "--rights")
    assert page.endswith("\n\n" + table), "doc/rights.md is not `groundlevel operations --rights`"
    assert len(table.splitlines()) == 2 + len(run("operations").splitlines())
    assert "| `token.secret` | no |" in run("operations", "--rights", "rotate-token")


@play
def the_page_of_operations_has_every_row_as_it_is(home):
    """doc/operations.md; what the tests said of them is as old as the last `make operations`."""
    told = subprocess.run([sys.executable, "-B", "tools/operations.py", "--program",
                           commands.PROGRAM, "--check", "doc/operations.md"],
                          capture_output=True, text=True, check=False)
    assert told.returncode == 0, f"run make operations: {told.stdout}{told.stderr}"


if __name__ == "__main__":
    sys.exit(commands.main())
