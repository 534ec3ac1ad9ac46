"""Triggers of each connection that write every change of every row into the journal.

They are temporary and made from the database's own tables, so they need no migration, cannot be forgotten
for a new table, and catch every statement, bulk loads included. Binary columns are left out: by convention
they hold derived keys or the contents of files that are never changed.
"""

import hashlib
import struct
from typing import Any

_OUTSIDE = ("journal_", "search_", "draft_", "stored_", "sqlite_", "alembic_")
"""Prefixes of tables that are not journalled: the journal itself, what is derived from other tables, what was
typed but not saved, and bytes of files, which the rows that name them prove by their hash."""


_length = struct.Struct(">Q").pack


def attach_journal(connection: Any) -> None:
    """Give one driver connection the journal's triggers; a change outside an act then fails."""
    connection.create_function("journal_digest", 5, digest, deterministic=True)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS current_act (id INTEGER NOT NULL)")
    for table in journalled_tables(connection):
        for statement in _statements(table, columns_of(connection, table)):
            connection.execute(statement)


def digest(table: str, row_key: str, before: str | None, after: str | None, salt: bytes | None) -> bytes:
    """Return the SHA-256 of one change; the parts are length-prefixed so that they cannot be shifted."""
    name, key, drawn = table.encode(), row_key.encode(), salt or b""
    old = b"\0" if before is None else b"\1" + before.encode()
    new = b"\0" if after is None else b"\1" + after.encode()
    parts = _length(len(name)), name, _length(len(key)), key, _length(len(old)), old, _length(len(new)), new
    return hashlib.sha256(b"".join((*parts, _length(len(drawn)), drawn))).digest()


def journalled_tables(connection: Any) -> list[str]:
    """Return the names of the tables whose changes are journalled."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        name
        for name, sql in rows.fetchall()
        if not name.startswith(_OUTSIDE) and not str(sql).upper().startswith("CREATE VIRTUAL")
    ]


def columns_of(connection: Any, table: str) -> list[str]:
    """Return the journalled columns of a table: all but binary ones."""
    rows = connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()
    return [row[1] for row in rows if str(row[2]).upper() != "BLOB"]


def row_as_json(prefix: str, columns: list[str]) -> str:
    """Return the SQL expression that writes one row as JSON; `prefix` is old, new or a table's name."""
    pairs = ", ".join(f"'{column}', {prefix}.\"{column}\"" for column in columns)
    return f"json_object({pairs})"


def key_column(columns: list[str]) -> str:
    """Return the column that identifies a row in the journal: `uid` where there is one."""
    return "uid" if "uid" in columns else columns[0]


def _statements(table: str, columns: list[str]) -> list[str]:
    key = key_column(columns)
    old, new = row_as_json("old", columns), row_as_json("new", columns)
    differs = " OR ".join(f'old."{column}" IS NOT new."{column}"' for column in columns)
    return [
        _trigger(table, "INSERT", f'new."{key}"', "NULL", new),
        _trigger(table, "UPDATE", f'new."{key}"', old, new, when=f"WHEN {differs}"),
        _trigger(table, "DELETE", f'old."{key}"', old, "NULL"),
    ]


def _trigger(table: str, event: str, key: str, before: str, after: str, when: str = "") -> str:
    # OFFSET keeps SQLite from merging the inner query into the outer one: the salt must be drawn once.
    return f"""
        CREATE TEMP TRIGGER "journal_{event}_{table}" AFTER {event} ON main."{table}" {when} BEGIN
            INSERT INTO journal_change (act_id, table_name, row_key, before, after, salt, digest)
            SELECT (SELECT id FROM current_act), '{table}', k, b, a, s,
                   journal_digest('{table}', k, b, a, s)
            FROM (SELECT CAST({key} AS TEXT) AS k, {before} AS b, {after} AS a, randomblob(16) AS s
                  LIMIT 1 OFFSET 0);
        END"""
