"""Copying a database that is in use byte by byte: what is encrypted stays so, nothing is enciphered anew."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BLOCK = 1024 * 1024
_LOCKS, _AFTER_LOCKS = 0x40000000, 0x40000000 + 4096
"""The page whose bytes stand for SQLite's locks: it never holds data, and Windows refuses to read it."""

_WAL_HEADER = 32


def copy_raw(source: Any, path: Path, target: Path) -> None:
    """Copy what was committed in the database at `path`, open as `source`, to `target` and its “-wal”.

    Others may go on writing. While `source` reads, nothing newer than what it sees enters the file, and
    nothing it still needs leaves the log. A log begun anew meanwhile held nothing that the file lacks.
    """
    source.execute("PRAGMA busy_timeout = 0")  # a log that is in use is copied instead of emptied
    source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _copy_log(wal_of(path), wal_of(target))
        with _opened(path) as handle:
            _copy(handle, target)
    finally:
        source.execute("ROLLBACK")


def wal_of(path: Path) -> Path:
    """Return the path of the log that SQLite keeps beside a database."""
    return path.with_name(f"{path.name}-wal")


def _copy_log(log: Path, target: Path) -> None:
    if not log.exists() or not log.stat().st_size:
        return
    with log.open("rb") as reading:
        began = reading.read(_WAL_HEADER)
        with target.open("wb") as writing:
            writing.write(began)
            while block := reading.read(_BLOCK):
                writing.write(block)
        reading.seek(0)
        begun_anew = reading.read(_WAL_HEADER) != began
    if begun_anew:
        target.unlink()


def _copy(handle: int, target: Path) -> None:
    size = os.fstat(handle).st_size
    with target.open("wb") as writing:
        for start, end in ((0, min(size, _LOCKS)), (_AFTER_LOCKS, size)):
            writing.seek(start)
            for at in range(start, end, _BLOCK):
                writing.write(_read(handle, min(_BLOCK, end - at), at))
        writing.truncate(size)


if sys.platform == "win32":

    @contextmanager
    def _opened(path: Path) -> Iterator[int]:
        handle = os.open(path, os.O_RDONLY | os.O_BINARY)
        try:
            yield handle
        finally:
            os.close(handle)

    def _read(handle: int, count: int, at: int) -> bytes:
        os.lseek(handle, at, os.SEEK_SET)
        return os.read(handle, count)

else:

    @contextmanager
    def _opened(path: Path) -> Iterator[int]:
        """Give the descriptor that SQLite has open: closing one of our own would drop all its locks."""
        wanted = path.stat()
        yield next(
            one for one in (int(entry.name) for entry in Path("/dev/fd").iterdir()) if _is(one, wanted)
        )

    def _is(handle: int, wanted: os.stat_result) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), wanted)
        except OSError:  # the descriptor by which the folder itself was read
            return False

    def _read(handle: int, count: int, at: int) -> bytes:
        return os.pread(handle, count, at)
