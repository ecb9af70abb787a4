#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keeps the map of the house true: reads HOUSE.md and looks into every file.

Usage: tools/house.py [BUILD]

Refused: an include that climbs, goes sideways or enters by the window; a function over 60 lines,
with over 5 parameters (a list of fixed size counts as many) or nested deeper than 3; a file over
500 lines, a header over 150; a line over 100 columns; a layout that clang-format would change; over
16 sources in a room, over 16 rooms in a wing (but for those that HOUSE.md names `not yet`); code
without its licence line; a room that HOUSE.md does not draw, or draws and that is not there; a
statement that writes a table of another room (schema/README.md says whose each is); a row that
names a function which no room has.  With the
folder of a build, also a call out of a pure room that HOUSE.md does not allow.

In HOUSE.md, indented by four spaces:

    floor 2   platform/http pure/schedule
    not yet   platform/store
    pure pure/schedule: may call only memcpy memset text_* json_*
"""
import ast
import fnmatch
import glob
import os
import re
import subprocess
import sys

FUNCTION_MAX = 60
FILE_MAX = 500
HEADER_MAX = 150
PARAMETERS_MAX = 5
NESTING_MAX = 3
ROOMS_MAX = 16
SOURCES_MAX = 16
COLUMN_MAX = 100
TAB = 8
LICENCE = "SPDX-License-Identifier: Apache-2.0"
SIZED = (".c", ".h", ".py", ".sh", ".ts", ".mjs")
HALL = "base"  # the wing whose headers are all open
SKIPPED = {"build", "build-tsan", "node_modules", "dist", "__pycache__"}
WINGS = ("base", "pure", "platform", "domain", "integration", "app")
MADE = {"runs.h"}  # headers that the build makes
INSIDERS = ("test/unit", "bench")  # tests and measures of a room may look behind its door
# What the compiler calls on its own account.
COMPILER = ("__stack_chk_fail", "__assert_fail", "_GLOBAL_OFFSET_TABLE_", "__asan_*", "__ubsan_*")


def floors_read(path):
    """HOUSE.md: the floor of each room, what each pure room may call, what is not yet split."""
    floor_of, pure = {}, {}
    open_yet = set()
    with open(path, encoding="utf-8") as page:
        for line in page:
            found = re.match(r"    floor (\d+)\s+(.+)$", line)
            if found:
                for room in found.group(2).split():
                    floor_of[room] = int(found.group(1))
            found = re.match(r"    pure ([^:]+): may call only (.*)$", line)
            if found:
                for room in found.group(1).split():
                    pure[room] = found.group(2).split()
            found = re.match(r"    not yet\s+(.+)$", line)
            if found:
                open_yet.update(found.group(1).split())
    return floor_of, pure, open_yet


def files_find(root):
    """Every file that is ours, as a path from the root."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in SKIPPED and not f.startswith("."))
        for name in sorted(names):
            found.append(os.path.relpath(os.path.join(folder, name), root))
    return found


def room_of(path):
    """The room that a file stands in: wing and folder; of what is in no wing, the first folder."""
    parts = path.split("/")
    if parts[0] not in WINGS:
        return parts[0]
    return "/".join(parts[:2]) if len(parts) > 2 else os.path.splitext(path)[0]


def door_of(room):
    return f"{room}/{os.path.basename(room)}.h"


def include_wrong(path, target, floor_of):
    """Why this file may not include that header; None when it may."""
    if target in MADE:
        return None
    here, there = room_of(path), room_of(target)
    if os.path.dirname(target) == os.path.dirname(path):
        return None
    if "/" not in target:
        return "is named without its room"
    if there not in floor_of:
        return f"is in {there}, which is no room of HOUSE.md"
    if here.startswith(HALL + "/") and there.startswith(HALL + "/"):
        return None
    if here in floor_of and here != there:
        if floor_of[there] > floor_of[here]:
            return f"climbs from floor {floor_of[here]} to floor {floor_of[there]}"
        if floor_of[there] == floor_of[here]:
            return f"goes sideways, both are on floor {floor_of[here]}"
    if there.startswith(HALL + "/") or target == door_of(there) or path.startswith(INSIDERS):
        return None
    return f"enters by the window: the door is {door_of(there)}"


def includes_check(path, lines, floor_of, say):
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if not found:
            continue
        wrong = include_wrong(path, found.group(1), floor_of)
        if wrong:
            say(path, number, f'include "{found.group(1)}" {wrong}')


def functions_check_c(path, lines, say):
    """A function's body begins with a { alone in column 0 and ends with the } below it."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start is not None:
            size = number - start + 1
            if size > FUNCTION_MAX:
                say(path, start, f"a function of {size} lines; {FUNCTION_MAX} are the most")
            start = None


def functions_check_python(path, lines, say):
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = node.end_lineno - node.lineno + 1
            if size > FUNCTION_MAX:
                say(path, node.lineno,
                    f"{node.name} has {size} lines; {FUNCTION_MAX} are the most")


def parameters_count(text):
    """Of the text between the brackets of a declaration; a list of fixed size counts as many."""
    depth, count = 0, 1
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        count += letter == "," and depth == 0
    fixed = re.findall(r"(\w+) (?:const )?\*?(?:const )?\w+\[([2-9])\]", text)
    if text.strip() in ("", "void"):
        return 0
    return count + sum(int(n) - 1 for kind, n in fixed if kind != "char")


def parameters_check(path, lines, say):
    """Of each function that is declared or begins in column 0, but for those that a library calls:
    the line above says `as … calls it`."""
    text = "\n".join(lines)
    declared = r"^[a-z][\w *]*?\b(\w+)\(((?:[^()]|\([^()]*\))*)\)\s*(?:;|\n\{|\n\t__)"
    for found in re.finditer(declared, text, re.M):
        count = parameters_count(found.group(2))
        number = text.count("\n", 0, found.start()) + 1
        called = number > 1 and re.search(r"as \w.* calls it", lines[number - 2])
        if count > PARAMETERS_MAX and "=" not in found.group(0).split("(")[0] and not called:
            say(path, number,
                f"{found.group(1)} takes {count} things; {PARAMETERS_MAX} are the most")


def nesting_check(path, lines, say):
    for number, line in enumerate(lines, 1):
        found = re.match(r"(\t+)(if|for|while|switch|do)\b", line)
        if found and len(found.group(1)) > NESTING_MAX:
            say(path, number, f"nested {len(found.group(1))} deep; {NESTING_MAX} are the most")


def header_check(path, lines, say):
    """One that a tool wrote is nobody's to read."""
    made = any("written by tools/" in line for line in lines[:8])
    if path.endswith(".h") and path.startswith(WINGS) and not made and len(lines) > HEADER_MAX:
        say(path, len(lines), f"a header of {len(lines)} lines; {HEADER_MAX} are the most")


def sizes_check(path, lines, say):
    if len(lines) > FILE_MAX:
        say(path, len(lines), f"a file of {len(lines)} lines; {FILE_MAX} are the most")
    for number, line in enumerate(lines, 1):
        width = len(line.expandtabs(TAB))
        if width > COLUMN_MAX:
            say(path, number, f"{width} columns; {COLUMN_MAX} are the most")
    if not any(LICENCE in line for line in lines[:3]):
        say(path, 1, f"without the line {LICENCE}")


def file_check(root, path, floor_of, say, say_large):
    kind = os.path.splitext(path)[1]
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as source:
        lines = source.read().splitlines()
    header_check(path, lines, say_large)
    sizes_check(path, lines, say)
    if kind in (".c", ".h"):
        includes_check(path, lines, floor_of, say)
        functions_check_c(path, lines, say)
        parameters_check(path, lines, say)
        nesting_check(path, lines, say)
        if path.count("/") > 2:
            say(path, 1, "lies deeper than two folders")
    elif kind == ".py":
        functions_check_python(path, lines, say)


def rooms_check(paths, floor_of, say):
    """The map and the house have the same rooms."""
    code = [p for p in paths if p.endswith((".c", ".h")) and p.startswith(WINGS)]
    rooms = {room_of(p) for p in code}
    for room in sorted(rooms - floor_of.keys()):
        say("HOUSE.md", 1, f"does not draw the room {room}")
    for room in sorted(floor_of.keys() - rooms):
        say("HOUSE.md", 1, f"draws the room {room}, which has no code")


def crowds_check(paths, say):
    """No room and no wing holds more than one looks over at a glance."""
    code = [p for p in paths if p.endswith(".c") and p.startswith(WINGS)]
    rooms = {room_of(p) for p in code}
    for room in sorted(rooms):
        sources = sum(room_of(p) == room for p in code)
        if sources > SOURCES_MAX:
            say(room, 1, f"has {sources} sources; {SOURCES_MAX} are the most")
    for wing in WINGS:
        count = sum(room.startswith(wing + "/") for room in rooms)
        if count > ROOMS_MAX:
            say(wing, 1, f"has {count} rooms; {ROOMS_MAX} are the most")


def layout_check(root, paths, say):
    code = [p for p in paths if p.endswith((".c", ".h"))]
    shown = subprocess.run(["clang-format", "--dry-run", "--ferror-limit=1", *code], cwd=root,
                           capture_output=True, text=True, check=False)
    for found in re.finditer(r"^(\S+?):(\d+):\d+: (?:warning|error): code should be", shown.stderr,
                             re.M):
        say(found.group(1), int(found.group(2)), "clang-format would lay it out otherwise")


def owners_read(path):
    """schema/README.md: whose each table is."""
    owner = {}
    with open(path, encoding="utf-8") as page:
        for line in page:
            found = re.match(r"    ([a-z]+/[a-z]+): ([a-z_ ]+)$", line)
            for table in found.group(2).split() if found else []:
                owner[table] = found.group(1)
    return owner


STRINGS = re.compile(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*')
WRITES = re.compile(r"\b(?:INSERT(?: OR [A-Z]+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+([a-z_]+)")


def tables_check(root, paths, say):
    """A table is written by the room that owns it, and by no other."""
    owner = owners_read(os.path.join(root, "schema", "README.md"))
    for path in paths:
        if path.startswith("schema/") and path.endswith(".sql"):
            with open(os.path.join(root, path), encoding="utf-8") as source:
                text = source.read()
                passing = re.findall(r"ALTER TABLE (\w+) RENAME TO", text)
                for table in re.findall(r"^CREATE TABLE (\w+)", text, re.M):
                    if table not in owner and table not in passing:
                        say(path, 1, f"schema/README.md does not say whose {table} is")
        if not path.startswith(WINGS) or not path.endswith((".c", ".h")):
            continue
        with open(os.path.join(root, path), encoding="utf-8") as source:
            text = re.sub(r"/\*.*?\*/", lambda c: "\n" * c.group(0).count("\n"), source.read(),
                          flags=re.S)
        for literal in STRINGS.finditer(text):
            whole = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', literal.group(0)))
            for table in WRITES.findall(whole):
                if owner.get(table, room_of(path)) != room_of(path):
                    say(path, text.count("\n", 0, literal.start()) + 1,
                        f"writes {table}, which is {owner[table]}'s")


def runs_check(root, paths, say):
    """Each function that a row names is there: who forgot it is told the row."""
    defined = set()
    for path in paths:
        if path.endswith(".c") and room_of(path):
            with open(os.path.join(root, path), encoding="utf-8") as f:
                defined |= set(re.findall(r"^enum err (\w+)\(struct call \*call\)$", f.read(),
                                          re.MULTILINE))
    for path in sorted(glob.glob(os.path.join(root, "catalogue", "*.api"))):
        row = ""
        with open(path, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                if not line[0].isspace() and line[0] != "#":
                    row = line.strip()
                found = re.match(r"\s+(?:run|admits)\s+(\w+)\s*$", line)
                if found and found.group(1) not in defined:
                    say(os.path.relpath(path, root), number,
                        f"`{row}` names {found.group(1)}, which no room has")


def symbols(flag, objects):
    shown = subprocess.run(["nm", "-P", flag] + objects, capture_output=True, text=True, check=True)
    return {line.split()[0] for line in shown.stdout.splitlines() if " " in line}


def pure_check(build, pure, say):
    """What leaves a pure room must be on the list of HOUSE.md."""
    for room, allowed in sorted(pure.items()):
        folder = os.path.join(build, "obj", room)
        if not os.path.isdir(folder):
            continue
        objects = [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith(".o")]
        own = symbols("--defined-only", objects)
        for one in objects:
            for name in sorted(symbols("-u", [one]) - own):
                plain = re.sub(r"^__(\w+)_chk$", r"\1", name)  # the fortified twin of a function
                if not any(fnmatch.fnmatch(plain, a) for a in (*allowed, *COMPILER)):
                    say(one, 1, f"calls {plain}, which the pure room {room} may not")


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    complaints = []

    def say(path, line, what):
        complaints.append(f"{path}:{line}: {what}")

    floor_of, pure, open_yet = floors_read(os.path.join(root, "HOUSE.md"))
    large = set()

    def say_large(path, line, what):
        large.add(path)
        if path not in open_yet:
            say(path, line, what)

    paths = files_find(root)
    rooms_check(paths, floor_of, say)
    tables_check(root, paths, say)
    crowds_check(paths, say_large)
    runs_check(root, paths, say)
    layout_check(root, paths, say)
    for path in paths:
        if path.endswith(SIZED):
            file_check(root, path, floor_of, say, say_large)
    for path in sorted(open_yet - large):
        say("HOUSE.md", 1, f"{path} is split by now: it need not stand under `not yet`")
    if len(sys.argv) > 1:
        pure_check(sys.argv[1], pure, say)
    print("\n".join(complaints) if complaints else "the house is in order")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
