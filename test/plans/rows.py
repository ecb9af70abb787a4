# SPDX-License-Identifier: Apache-2.0
"""What the tables are filled with, and what a statement's parameters are then likely to be.

Row number i of a table is made from i alone, so that rows of different tables belong together:
contact 7 has the notes 14 and 15, its first custom value is 14, and so on.
"""
import re
import sqlite3

LARGE = set("""contact contact_tag contact_field note task record record_value appointment lane_use
    block_slot appointment_note event outgoing reply business contact_workflow contact_campaign
    campaign_mail relation opportunity opportunity_field inbox run step effect attempt seen tag job
    conversation message email transcript unsubscription blob media booking carriage session guess
    entry_code audit joining submission blog_post delivery webhook_attempt oauth_code oauth_refresh
    oauth_family oauth_revoked due mailbox provider connection""".split())
SMALL = 50  # rows of all other tables
LEFT_ALONE = {"schema_version", "event_gone"}
BEGAN, APART = 1700000000000, 1000  # the instant of row 0, and milliseconds between rows
IDENT = {"sqlite": "'id'||substr('0000000'||({}),-7)", "postgres": "'id'||lpad(({})::text,7,'0')"}

# `table.column` or `column`: SQL over i; @e@ is the identity of row e.
RULES = {
    "location_id": "'L1'", "company_id": "'C1'", "slug": "'s'||i",
    "contact_field.contact_id": "@i/2@", "contact_field.field_id": "'F'||(i%2)",
    "contact_field.value": "'v'||(i%1000)", "contact_field.number": "i%1000",
    "opportunity.contact_id": "@i/2@", "opportunity.pipeline_id": "@i%5@",
    "opportunity.pipeline_stage_id": "@i%20@", "opportunity.status": "'open'",
    "opportunity_field.opportunity_id": "@i/2@", "opportunity_field.field_id": "'F'||(i%2)",
    "opportunity_field.value": "'v'||(i%1000)", "opportunity_field.number": "i%1000",
    "pipeline_stage.pipeline_id": "@i/4@",
    "conversation.type": "1", "conversation.unread_count": "i%3",
    "conversation.starred": "i%20=0", "conversation.last_message_type": "'TYPE_'||(i%20)",
    "message.type": "2", "message.conversation_id": "@i/2@", "message.contact_id": "@i/2@",
    "message.message_type": "'TYPE_SMS'", "message.status": "'sent'",
    "message.direction": "'inbound'", "message.provider_id": "@i%20@",
    "email.message_id": "@i/2@", "email.status": "'sent'", "email.direction": "'outbound'",
    "transcript.message_id": "@i/10@", "transcript.n": "i%10+1",
    "media.parent_id": "@i%3@", "media.type": "'file'", "blob.owner_kind": "'media'",
    "blob.owner_id": "@i/2@", "event.thing_id": "@i%5@", "audit.company": "'C1'",
    "audit.op": "'op'||(i%5)", "carriage.provider_id": "@i%3@", "carriage.message_id": "@i/2@",
    "carriage.email_id": "''", "carriage.job": "i", "session.account_id": "@i%5@",
    "booking.address": "'v'||(i/10)", "joining.location_id": "'L'||(i/5)",
    "joining.connection_id": "@i@", "due.kind": "'a'||(i%3)",
    # a few of each location, of very many locations
    "mailbox.location_id": "'L'||(i/5)", "provider.location_id": "'L'||(i/5)",
    "connection.location_id": "'L'||(i/5)",
    "unsubscription.contact_id": "@i/2@", "unsubscription.subtype_id": "''",
    "contact_tag.contact_id": "@i/2@", "contact_tag.tag": "'t'||(i%2*10+i/2%10)",
    "record_value.record_id": "@i/6@", "record_value.field_key": "'k'||(i%6)",
    "record_value.head": "'v'||(i%1000)", "record_value.value": "'v'||(i%1000)",
    "record_value.number": "i%1000",
    "object_key": "'custom_objects.o'", "object_id": "'o'", "place": "0", "item": "0",
    "event.type": "'T'||(i/10)",
    "seen.item": "@i@", "inbox.item": "@i@", "note.contact_id": "@i/2@",
    "task.contact_id": "@i/2@", "lane": "'u:'||(i%20)", "calendar_id": "@i%20@",
    "assigned_user_id": "@i%20@", "assigned_to": "@i%20@", "user_id": "@i%20@",
    "business_id": "@i/10@", "workflow_id": "@i%3@", "campaign_id": "@i%3@",
    "workflow.flow_id": "@i@", "contact_workflow.run_id": "i", "contact_workflow.state": "'in'",
    "campaign_mail.state": "'sent'", "contact_campaign.state": "'in'", "campaign.steps": "'[]'",
    "association_id": "@i%3@", "flow_id": "@i%5@", "source_id": "@i%5@",
    "connection": "'c'||(i%3)", "run.state": "'done'", "effect.state": "'done'",
    "outgoing.standing": "'over'", "outgoing.job": "i", "job.state": "4", "job.kind": "1",
    "job.target": "i%20", "job.priority": "1", "job.order_key": "''", "job.ref": "@i@",
    "job_target.kind": "1", "job_target.name": "'smtp:'||i", "job_target.parent": "1",
    "step.state": "'done'", "run.lane": "1", "effect.lane": "1",
    "run.lane_key": "@i@", "live": "true", "lengthy": "false", "kind": "'a'",
    "appointment_status": "'confirmed'", "start_ms": f"{BEGAN}+i*60000",
    "end_ms": f"{BEGAN}+i*60000+1800000", "pad_start_ms": f"{BEGAN}+i*60000",
    "pad_end_ms": f"{BEGAN}+i*60000+1800000", "xid": "0", "seq": "i",
    "state": "'s'||(i%50)", "city": "'c'||(i%20)", "first_name_lower_case": "'ann'||(i%32)",
    "last_name_lower_case": "'l'||(i%40)", "type": "'lead'", "find": "'ann v'||i||' smith'",
    "notification_id": "@i%20@", "appointment_id": "@i@", "dedupe": "'d'||i",
    "event_key": "'e'||i", "response_json": "''", "step.run_id": "i", "attempt.effect_id": "i",
    "n": "1", "effect.run_id": "i", "inbox_id": "i", "walk_id": "1", "path": "'p'",
    "idem": "'m'||i", "token": "'pit'", "key": "'k'||i", "lane_use.event_id": "@i@", "shard": "0",
    "version": "1", "rev": "1", "payload": "'{}'",
}
JSON_TEXT = set("""tags custom_fields followers properties owner labels options settings created_by
    last_updated_by params_json canonical_json bound_json users attributions
    contact_ids message_types attachments to_addresses cc_addresses bcc_addresses""".split())
INSTANT = re.compile(r"date|_at$|^at$|due|_ms$|until|started|ended|received|opened|updated|added")


def ruled(table, column):
    return RULES.get(f"{table}.{column}") or RULES.get(column)


def value_sql(engine, table, column, kind):
    """What row i of a table has in a column."""
    kind, sql = kind.upper(), ruled(table, column)
    if sql is None and "BOOL" in kind:
        sql = "false"
    elif sql is None and re.search("INT|DOUBLE|REAL", kind):
        sql = f"{BEGAN}+i*{APART}" if INSTANT.search(column) else "i"
    elif sql is None and (column in ("id", "ref") or column.endswith("_id")):
        sql = "@i@"
    elif sql is None:
        sql = "'[]'" if column in JSON_TEXT else "'v'||i"
    return re.sub("@([^@]+)@", lambda m: IDENT[engine].format(m.group(1)), sql)


def fill_sql(engine, tables, count):
    """One statement for each table; tables: name -> (column, type, has a default)."""
    for table, columns in tables.items():
        rows = count if table in LARGE else SMALL
        used = [(c, k) for c, k, given in columns
                if not given or ruled(table, c) or c.startswith("date_")]
        names = ", ".join(c for c, _ in used)
        values = ", ".join(value_sql(engine, table, c, k) for c, k in used)
        if engine == "sqlite":
            yield (f"INSERT OR IGNORE INTO {table} ({names}) WITH RECURSIVE g(i) AS (SELECT 0"
                   f" UNION ALL SELECT i+1 FROM g WHERE i < {rows - 1}) SELECT {values} FROM g")
        else:
            yield (f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {values}"
                   f" FROM generate_series(0::bigint,{rows - 1}) AS i ON CONFLICT DO NOTHING")


def pieces(text, ends):
    """What stands between the commas of a list, as far as the bracket or word that ends it."""
    found, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        if depth == 0 and re.match(ends, text[at:]):
            return found + [text[begin:at].strip()]
        if depth == 0 and letter == ",":
            found, begin = found + [text[begin:at].strip()], at + 1
        depth += (letter == "(") - (letter == ")")
    return found + [text[begin:].strip()]


INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)\s*(VALUES \(|SELECT (?:DISTINCT )?)")
ALONE = r"(?:CAST|nullif|coalesce)?\(*(?:CAST\()?[?$]{}\b(?:::\w+)?(?: AS \w+)?\)*(?:, [^()]*\))?"


class Guess:
    """Parameters from the columns that they are compared with, all of one row in the middle; what
    is inserted is one row more."""

    def __init__(self, tables, count):
        self.kinds = {(t, c): k for t, columns in tables.items() for c, k, _ in columns}
        self.middle, self.next = count // 3, count
        self.scratch = sqlite3.connect(":memory:")

    def inserted(self, sql, mark):
        """The table and the column that a parameter goes into, or nothing."""
        into = INSERT.search(sql)
        if not into:
            return None
        columns = [c.strip() for c in into.group(2).split(",")]
        values = pieces(sql[into.end():], r"\)" if "VALUES" in into.group(3) else r" FROM\b")
        for column, value in zip(columns, values):
            if re.fullmatch(ALONE.format(mark), value):
                return into.group(1), column
        return None

    def row_has(self, table, column, row=None):
        kind = self.kinds.get((table, column))
        kind = kind or next((k for (_, c), k in self.kinds.items() if c == column), None)
        if not kind:
            return None
        sql = value_sql("sqlite", table, column, kind)
        sql = re.sub(r"\bi\b", str(self.middle if row is None else row), sql)
        value = self.scratch.execute(f"SELECT {sql}").fetchone()[0]
        return bool(value) if "BOOL" in kind.upper() else value

    def one(self, sql, mark):
        said = rf"[?$]{mark}\b"
        ident = f"id{self.middle:07d}"
        into = self.inserted(sql, mark)
        if into:
            return self.row_has(*into, self.next)
        when = BEGAN + self.middle * 60000
        for pattern, value in ((rf"'\$\[1\]'.*json_each\({said}",
                                f'[["u:{self.middle % 20}", {when}, {when + 3600000}]]'),
                               (rf"{said} IS NULL OR", None),  # nothing was asked of it
                               # said twice for SQLite alone
                               (rf"place > \${mark} AND \(xid, seq\)", 0),
                               (rf"json_each\({said}\) AS t,.* type = t\.value",
                                f'["T{self.middle // 10}", "none"]'),
                               (rf"CAST\(value AS BIGINT\) FROM json_each\({said}",
                                f"[{self.middle}]"),
                               # a stretch of a report: from, to, which period, two names
                               (rf"json_each\({said}\) AS slot",
                                f'["{when:016d} {when + 86400000:016d} 0 2026-01-01 2026-01-01"]'),
                               (rf"json_each\({said}", f'["{ident}"]'),
                               (rf"LIMIT\s+{said}", 20), (rf"OFFSET\s+{said}", 0),
                               (rf"MATCH\s+{said}", f'"ann v{self.middle}"'),
                               (rf"LIKE\s+{said}", f"%ann{self.middle % 32}%")):
            if re.search(pattern, sql):
                return value
        kept = re.search(rf"(\w+) = (?:CASE WHEN [?$]\d+ THEN \1 ELSE|\1 [+-]) {said}", sql)
        if kept:
            return self.row_has("", kept.group(1))
        pair = re.search(r"\((?:\w+\([^()]*\)|\w+[^()]*), (?:\w+\.)?(\w+)\) ([<>])"
                         r" \([?$](\d+), [?$](\d+)\)", sql)
        if pair and str(mark) == pair.group(3):  # the end that a walk begins at
            return 9 * 10**15 if pair.group(2) == "<" else 0
        if pair and str(mark) == pair.group(4):
            return self.row_has("", pair.group(1))
        beside = re.search(r"(?:(\w+)\.)?(\w+)\)?\)?(?:::\w+)?\s*(?:\|\|\s*''\s*\)?|\+ 0)?\s*"
                           r"(=|<>|<=|>=|<|>|IN|LIKE|IS NOT|IS)\s*\(?(?:CAST\()?" + said, sql)
        alias = beside and beside.group(1)
        if (alias, beside and beside.group(2)) in self.kinds:  # a table, and no other name of one
            return self.compared(beside, alias)
        table = alias and re.search(rf"(?:FROM|JOIN|UPDATE|,)\s+(\w+)\s+(?:AS )?{alias}\b", sql)
        table = table or re.search(r"(?:FROM|UPDATE)\s+(\w+)", sql)
        if beside and table and (table.group(1), beside.group(2)) not in self.kinds:
            # of a query within
            table = list(re.finditer(r"(?:FROM|UPDATE)\s+(\w+)", sql[:beside.start()]))[-1:]
            table = table[0] if table else None
        return self.compared(beside, table.group(1) if table else "") if beside else None

    def compared(self, beside, table):
        value = self.row_has(table, beside.group(2))
        if beside.group(2) == "number" and beside.group(3) in (">", ">="):
            return 998  # rare is what a search begins with
        counted = beside.group(3) in ("<", ">", "<=", ">=")  # of what a flag chose
        return int(value) if counted and isinstance(value, bool) else value

    def all(self, sql):
        marks = [int(m) for m in re.findall(r"[?$](\d+)", sql)]
        return [self.one(sql, m) for m in range(1, max(marks, default=0) + 1)]
