"""Copying a live database and proving that the copy opens and is whole."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.paths import atomic_write
from desktop.storage.connection import DatabaseMissing, connect
from desktop.storage.foreign_keys import has_orphans
from desktop.storage.raw_copy import copy_raw, wal_of
from desktop.storage.troubles import DatabaseDamaged, plain_errors


def take_snapshot(path: Path, key: bytes, target: Path) -> None:
    """Copy the database to `target`, encrypted with the same key, and verify the copy before it counts.

    Raises FileProblem when the target cannot be written, UserError when the copy fails its checks.
    """
    if not path.exists():
        raise DatabaseMissing(path)
    with atomic_write(target) as temporary:
        try:
            with plain_errors(), closing(connect(path, key)) as source:
                copy_raw(source, path, temporary)
            with plain_errors(), closing(connect(temporary, key)) as copy:
                copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            wal_of(temporary).unlink(missing_ok=True)
        with ThreadPoolExecutor(1) as disk:
            flushed = disk.submit(_flush, temporary)
            verify_database(temporary, key)  # while the disk is still writing
            flushed.result()


def _flush(path: Path) -> None:
    """Wait until a file stands on the disk."""
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def verify_database(path: Path, key: bytes) -> None:
    """Raise UserError unless the file opens with the key and passes SQLite's own checks."""
    try:
        with plain_errors(), closing(connect(path, key, read_only=True)) as connection:
            sound = _is_sound(connection)
    except DatabaseDamaged:
        sound = False
    if not sound:
        raise UserError(
            f"Bản sao “{path.name}” không đạt kiểm tra toàn vẹn nên không được dùng; hãy sao lưu lại."
        )


def _is_sound(connection: Any) -> bool:
    """Read every page of every table and index: each must be genuine, well-formed and in its place.

    Reading a page proves by its seal that it is what was written with the key. The full-text index, which
    can be made anew from the register, is read as the tables it consists of; its words are not counted.
    What the foreign keys name is looked for first: their pages are then still at hand for the rest.
    """
    if has_orphans(connection):
        return False
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    verdicts = (
        connection.execute(f'PRAGMA quick_check("{table}")').fetchone()[0] for (table,) in tables.fetchall()
    )
    return all(verdict == "ok" for verdict in verdicts)
