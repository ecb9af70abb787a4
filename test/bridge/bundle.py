#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The zip of the bridge: the same bytes twice, whole, and true to what is promised of the source.

usage: bundle.py --zip build/bridge.zip --tool build/zip
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "bridge")
# Names of PHP 8 and of WordPress after 5.6 that a site of the oldest kind does not have.
NEWER = r"\b(str_contains|str_starts_with|str_ends_with|array_is_list|match\s*\(|enum\s+\w+\s*\{|" \
    r"wp_is_serving_rest_request|get_user_count|wp_cache_flush_runtime)|\?->"


def files():
    found = []
    for folder, _, names in os.walk(FOLDER):
        found += [os.path.relpath(os.path.join(folder, n), FOLDER) for n in names]
    return sorted(found)


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as f:
        return f.read()


def bundle_check(path, tool):
    names = files()
    with open(path, "rb") as f:
        made = f.read()
    for _ in range(2):
        with tempfile.NamedTemporaryFile(suffix=".zip") as out:
            subprocess.run([tool, out.name, "groundlevel", FOLDER] + names, check=True)
            assert open(out.name, "rb").read() == made, "the bytes are not the same"
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None
        assert sorted(z.namelist()) == ["groundlevel/" + n for n in names]
        for name in names:
            with open(os.path.join(FOLDER, name), "rb") as f:
                assert z.read("groundlevel/" + name) == f.read(), name


def source_check():
    for name in files():
        text = read(name)
        if name.endswith(".php") and name != "index.php":
            assert "GPL-2.0-or-later" in text, f"{name}: no licence"
            assert re.search(r"ABSPATH|WP_UNINSTALL_PLUGIN", text), f"{name}: can be called"
            assert "__return_true" not in text, f"{name}: a door that is always open"
            assert not re.search(NEWER, text), f"{name}: {re.search(NEWER, text).group(0)}"
            assert not re.search(r"\bvar_dump|print_r|\beval\(|base64_decode\(\$_", text), name
        if name.endswith("block.json"):
            json.loads(text)
    head = read("groundlevel.php")
    version = re.search(r"\* Version: (\S+)", head).group(1)
    assert f"VERSION = '{version}'" in head and f"Stable tag: {version}" in read("readme.txt")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--zip", required=True)
    arguments.add_argument("--tool", required=True)
    given = arguments.parse_args()
    bundle_check(given.zip, os.path.abspath(given.tool))
    source_check()
    print("passed  the zip is the same bytes twice, and its source keeps what it promises")
    return 0


if __name__ == "__main__":
    sys.exit(main())
