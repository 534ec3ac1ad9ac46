"""Copying a live database through SQLite's backup interface and proving that the copy opens."""

from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.paths import atomic_write
from desktop.storage.connection import DatabaseMissing, connect
from desktop.storage.troubles import DatabaseDamaged, plain_errors


def take_snapshot(path: Path, key: bytes, target: Path) -> None:
    """Copy the database to `target`, encrypted with the same key, and verify the copy before it counts.

    Raises FileProblem when the target cannot be written, UserError when the copy fails its checks.
    """
    if not path.exists():
        raise DatabaseMissing(path)
    with atomic_write(target) as temporary:
        with (
            plain_errors(),
            closing(connect(path, key)) as source,
            closing(connect(temporary, key)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        verify_database(temporary, key)


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
    broken_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    integrity = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    return not broken_pages and integrity == "ok" and orphans is None
