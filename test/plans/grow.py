#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which statements cost more when the tables grow?

Usage: grow.py LOGS ENGINE PLACE [--sizes 500,10000] [--statistics] [--all]

LOGS: a folder of what shim.c wrote while the stories were played.  ENGINE and PLACE: `sqlite` and
the data file of `groundlevel init`, which is copied; or `postgres` and the URL of a database with
the schema, which is emptied.

Tables are filled with rows of one location, as many as each of the sizes says (rows.py).  Every
statement is run and taken back; what is counted is the same on every run: steps of SQLite's
machine, or the pages that PostgreSQL touches: by a plan that does not look at the parameters,
unless one that does is cheaper by its own guess (so it chooses after five times).
PostgreSQL knows no statistics, as right after a load, or with --statistics those of ANALYZE.

A statement grows when it costs over four times as much with the most rows as with the fewest, and
is not cheap there.  That fails, unless it says why in a comment: /* grows: … */.  One that looks at
everything for each row fails whatever it says.  So does a statement that cannot be run here, unless
its rows are there already or its guessed values are refused.
"""
import argparse
import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from rows import LEFT_ALONE, Guess, fill_sql

TIMES = 4
CHEAP = {"sqlite": 1500, "postgres": 60}  # steps, pages
# With the fewest rows, and a statement that looks at each.  On PostgreSQL three joins by their keys
# read 18 pages, a change of a row with ten indexes 40.
A_ROW = {"sqlite": 300, "postgres": 40}
A_PLANNING = 10  # what PostgreSQL counts for making a plan anew
STEPS_A_LOOK, STEPS_MAX = 50, 20_000_000
SECONDS_MAX, ENDLESS = 3, 10**9  # of a statement on PostgreSQL; what one costs that takes longer
OURS = re.compile(r"(?i)(select|with|update|delete|insert|replace)\b")
NOT_OURS = re.compile(r"(?i)sqlite_master|_find_(data|idx|docsize|config|content)"
                      r"|_find .*VALUES|schema_version|pg_catalog|sqlite_stat")
SCRIPT = re.compile(r";\s*(\S|$)")  # a schema, each piece of it prepared with all that follows
SAYS_WHY = "/* grows: "
EXPECTED = re.compile(r"UNIQUE|CHECK|FOREIGN KEY|duplicate key|check constraint")


def statements(logs, engine):
    """Each once, whatever its white space."""
    found = {}
    for path in glob.glob(f"{logs}/*.{engine}"):
        with open(path, encoding="utf-8", errors="replace") as log:
            for one in log.read().split("\x1e\n"):
                flat = re.sub(r"\s+", " ", one).strip()
                if OURS.match(flat) and not NOT_OURS.search(flat) and not SCRIPT.search(flat):
                    found[flat] = one.strip()
    return list(found.values())


# PostgreSQL gives numbers behind those that were filled in.
NUMBER_ON = """DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT table_name AS t, column_name AS c FROM information_schema.columns
        WHERE table_schema = 'public' AND is_identity = 'YES' LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L),'
            ' (SELECT coalesce(max(%I), 0) + 1 FROM %I))', one.t, one.c, one.c, one.t);
    END LOOP; END $$"""


class Lite:
    """SQLite: a copy of the file, and the steps of its machine."""

    def __init__(self, place, count):
        self.folder = tempfile.mkdtemp(prefix="groundlevel-plans-")
        path = os.path.join(self.folder, "data.db")
        shutil.copy(place, path)
        # Our tokenizer is the server's; another that knows pieces of three stands in for it.
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA writable_schema=1")
        self.db.execute("UPDATE sqlite_master SET sql = replace(sql, 'store_pieces', 'trigram')"
                        " WHERE sql LIKE '%store_pieces%'")
        self.db.close()
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.create_function("find_later", -1, lambda *row: None)
        self.db.create_function("fold", 1, lambda text: text and text.lower(), deterministic=True)
        self.db.create_function("shown", 2, lambda document, key: key, deterministic=True)
        self.db.create_function("shown_number", 2, lambda document, key: 1.0, deterministic=True)
        self.db.executescript("PRAGMA synchronous=off; PRAGMA foreign_keys=off;"
                              "PRAGMA cache_size=-100000; PRAGMA journal_mode=memory;")
        names = [n for n, in self.db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE '%~_find%' ESCAPE '~' AND name NOT LIKE 'standard%'").fetchall()]
        self.tables = {n: [(r[1], r[2], r[4]) for r in self.db.execute(f"PRAGMA table_info({n})")]
                       for n in names if n not in LEFT_ALONE}
        self.db.execute("BEGIN")
        for sql in fill_sql("sqlite", self.tables, count):
            self.db.execute(sql)
        for name in ("contact", "record", "business", "opportunity"):
            self.db.execute(f"INSERT INTO {name}_find (rowid, find) SELECT rowid, find FROM {name}")
        self.db.execute("COMMIT")
        self.steps = 0

    def look(self):
        self.steps += STEPS_A_LOOK
        return self.steps > STEPS_MAX

    def cost(self, sql, values):
        """How many steps, and by which plan; or what is wrong."""
        plan, self.steps = [], 0
        self.db.execute("BEGIN")
        try:
            plan = [r[3] for r in self.db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            self.db.set_progress_handler(self.look, STEPS_A_LOOK)
            self.db.execute(sql, values).fetchall()
        except sqlite3.Error as wrong:
            if str(wrong) != "interrupted":
                return str(wrong), plan
        finally:
            self.db.set_progress_handler(None, 0)
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
        return self.steps, plan

    def costs(self, asked):
        yield from (self.cost(sql, values) for sql, values in asked)

    def close(self):
        self.db.close()
        shutil.rmtree(self.folder)


def literal(value):
    if value is None or isinstance(value, (bool, int, float)):
        return "NULL" if value is None else str(value).lower()
    return "'" + value.replace("'", "''") + "'"


def plan_lines(node):
    yield " ".join(str(node[k]) for k in ("Node Type", "Relation Name", "Index Name", "Index Cond",
                                          "Filter") if k in node)
    for inner in node.get("Plans", []):
        yield from plan_lines(inner)


class Postgres:
    """PostgreSQL, through psql: one script for all that is counted."""

    def __init__(self, place, count, statistics):
        self.place = place
        self.tables = {}
        for table, column, kind, given in json.loads(self.psql(
                "SELECT json_agg(json_build_array(table_name, column_name, data_type,"
                " column_default)) FROM information_schema.columns JOIN information_schema.tables"
                " USING (table_schema, table_name) WHERE table_schema = 'public'"
                " AND table_type = 'BASE TABLE'")):
            if table not in LEFT_ALONE and not table.startswith("standard"):
                self.tables.setdefault(table, []).append((column, kind, given))
        empty = self.psql("SELECT relname FROM pg_class"
                          " WHERE reltuples = 0 AND relkind = 'r'").split()
        script = [f"TRUNCATE {', '.join(self.tables)}"]
        # The schema has said of some that they are empty: that is forgotten with what was in them.
        script += [f"ANALYZE {t}" for t in self.tables if t in empty]
        script += [f"ALTER TABLE {t} SET (autovacuum_enabled = false)" for t in self.tables]
        script += fill_sql("postgres", self.tables, count)
        script += [NUMBER_ON] + (["VACUUM ANALYZE"] if statistics else [])
        self.psql(";\n".join(script), "-v", "ON_ERROR_STOP=1")

    def psql(self, script, *more):
        done = subprocess.run(["psql", self.place, "-XqAt", *more], input=script, text=True,
                              capture_output=True, check=False)
        if more and done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout

    def costs(self, asked):
        script = [f"SET jit = off; SET statement_timeout = '{SECONDS_MAX}s';"]
        for number, (sql, values) in enumerate(asked):
            given = f"({', '.join(literal(v) for v in values)})" if values else ""
            script += [f"\\echo \x1e{number}", f"PREPARE q{number} AS {sql};"]
            for mode in ("generic", "custom"):
                script += ["BEGIN;", f"SET LOCAL plan_cache_mode = force_{mode}_plan;",
                           "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON)"
                           f" EXECUTE q{number}{given};",
                           "\\echo \x1d :LAST_ERROR_MESSAGE", "ROLLBACK;", "\\echo \x1f"]
            script += ["DEALLOCATE ALL;"]
        for said in self.psql("\n".join(script)).split("\x1e")[1:]:
            plans, wrong = [], ""
            for one in said.partition("\n")[2].split("\x1f")[:2]:
                told, _, wrong = one.partition("\x1d")
                plans += [json.loads(told)[0]["Plan"]] if told.strip() else []
            if not plans:
                yield ENDLESS if "statement timeout" in wrong else wrong.strip(), []
                continue
            top = plans[0]
            if len(plans) == 2 and plans[1]["Total Cost"] + A_PLANNING < top["Total Cost"]:
                top = plans[1]
            yield top["Shared Hit Blocks"] + top["Shared Read Blocks"], list(plan_lines(top))

    def close(self):
        pass


def measured(given, asked):
    """For each statement its cost at each size, and its last plan."""
    results = {sql: [] for sql in asked}
    plans = {}
    for count in given.sizes:
        data = (Lite(given.place, count) if given.engine == "sqlite" else
                Postgres(given.place, count, given.statistics))
        guess = Guess(data.tables, count)
        costs = data.costs([(sql, guess.all(sql)) for sql in asked])
        for sql, (cost, plan) in zip(asked, costs, strict=True):
            results[sql].append(cost)
            plans[sql] = plan
        data.close()
    return results, plans


def show(sql, costs, plan):
    print("\n## " + " / ".join(f"{c:,}" if isinstance(c, int) else c for c in costs))
    print("   " + re.sub(r"\s+", " ", sql)[:600])
    for line in plan[:8]:
        print("      | " + line[:150])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs")
    parser.add_argument("engine", choices=["sqlite", "postgres"])
    parser.add_argument("place")
    parser.add_argument("--sizes", default="500,10000",
                        type=lambda said: [int(n) for n in said.split(",")])
    parser.add_argument("--statistics", action="store_true")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    results, plans = measured(given, statements(given.logs, given.engine))
    failed = {s: c for s, c in results.items() if any(isinstance(n, str) for n in c)}
    ran = {s: c for s, c in results.items() if s not in failed}
    grown = {s for s, c in ran.items()
             if c[-1] > TIMES * max(c[0], 1) and c[-1] > CHEAP[given.engine]}
    again = {s for s, c in ran.items() if c[0] > A_ROW[given.engine] * given.sizes[0]}
    wrong = sorted({s for s in grown if SAYS_WHY not in s} | again, key=lambda s: -results[s][-1])
    lost = [s for s, c in failed.items() if not any(EXPECTED.search(str(n)) for n in c)]
    for sql in (results if given.all else wrong + lost):
        show(sql, results[sql], plans[sql])
    print(f"{given.engine}{' with statistics' if given.statistics else ''}: {len(results)}"
          f" statements at {' and '.join(str(n) for n in given.sizes)} rows: {len(wrong)} grow,"
          f" {len(grown - set(wrong))} say why; {len(failed)} not run,"
          f" {len(lost)} for no reason that is known")
    # Nothing was asked, or hardly anything: the shim was not heard.
    return 1 if wrong or lost or len(ran) < 600 else 0


if __name__ == "__main__":
    sys.exit(main())
