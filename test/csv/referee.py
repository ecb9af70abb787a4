#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our reader of CSV beside Python's, over random files.

Usage: referee.py PROBE [--files N] [--seed N]

The files are made of the signs that matter, more of them than of letters.  Both must find the same
records; where Python takes a quotation mark that is never closed, ours must refuse the file.
"""
import argparse
import csv
import io
import random
import subprocess
import sys

SIGNS = ['"', '"', '"', ",", ",", ";", "\n", "\r", "\r\n", "a", "b", " ", "ü", "€", "'", "\t", '""']


def theirs(text, separator):
    """Their records, without empty lines."""
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]


def is_open(text, separator):
    """Does the file end within a quoted value?"""
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error:
        return True
    # A sign behind the end belongs to the last value if it was open, even a line end.
    more = list(csv.reader(io.StringIO(text + "\nX", newline=""), delimiter=separator))
    return not more or more[-1] != ["X"]


def said(value):
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def ours(probe, files):
    """Of each file its lines."""
    sent = b""
    for text, separator, piece in files:
        body = text.encode()
        sent += f"{ord(separator)} {piece} {len(body)}\n".encode() + body
    done = subprocess.run([probe], input=sent, stdout=subprocess.PIPE, check=True)
    found = [[]]
    for line in done.stdout.decode().split("\n"):
        if line == ".":
            found.append([])
        else:
            found[-1].append(line)
    return found[:-1]


def main():
    words = argparse.ArgumentParser()
    words.add_argument("probe")
    words.add_argument("--files", type=int, default=5000)
    words.add_argument("--seed", type=int, default=1)
    words = words.parse_args()
    dice = random.Random(words.seed)
    files = [("".join(dice.choice(SIGNS) for _ in range(dice.randrange(1, 60))),
              dice.choice(",;\t"), dice.choice([1, 2, 3, 17, 4096])) for _ in range(words.files)]
    refused = 0
    for (text, separator, _), got in zip(files, ours(words.probe, files), strict=True):
        if is_open(text, separator):
            refused += 1
            if not got or not got[-1].startswith("!Line"):
                sys.exit(f"{text!r}: it should be refused: {got}")
            continue
        wanted = ["\x1f".join(said(value) for value in row) for row in theirs(text, separator)]
        if got != wanted:
            sys.exit(f"{text!r} by {separator!r}:\n ours   {got}\n theirs {wanted}")
    print(f"{words.files} files as Python reads them, {refused} of them refused as they should be")


if __name__ == "__main__":
    main()
