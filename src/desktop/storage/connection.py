"""Opening the encrypted file: key, pragmas, functions; the only place that asks the driver for one."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from desktop.errors import UserError
from desktop.storage.troubles import DatabaseDamaged, plain_errors
from desktop.text import fold, name_key, spelt_words

__all__ = ["KEY_BYTES", "DatabaseDamaged", "DatabaseMissing", "connect", "is_encrypted"]

KEY_BYTES = 32
_PLAIN_HEADER = b"SQLite format 3\0"
_CACHE_KIB = 64 * 1024


class DatabaseMissing(UserError):
    """There is no database file where the office should have one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Không tìm thấy cơ sở dữ liệu “{path.name}” trong thư mục dữ liệu; "
            "hãy chọn đúng thư mục hoặc khôi phục từ bản sao lưu."
        )


def connect(path: Path, key: bytes, *, foreign_keys: bool = True, read_only: bool = False) -> Any:
    """Open one driver connection with the raw key and the house's pragmas.

    Raises DatabaseDamaged when the file does not decrypt, FileProblem when folder or disk refuse,
    DatabaseMissing when it is not there and `read_only` is asked for.
    """
    if read_only and not path.exists():
        raise DatabaseMissing(path)
    mode = "ro" if read_only else "rwc"
    address = f"{path.resolve().as_uri()}?mode={mode}"
    with plain_errors():
        connection = sqlcipher.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        try:
            _prepare(connection, key, foreign_keys, read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Any, key: bytes, foreign_keys: bool, read_only: bool) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise RuntimeError("the SQLite library at hand does not encrypt")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA busy_timeout = 10000")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.create_function("fold", 1, _fold_or_empty, deterministic=True)
    connection.create_function("name_key", 1, _name_key_or_empty, deterministic=True)
    connection.create_function("spelt_words", 1, _spelt_words_or_empty, deterministic=True)


def _fold_or_empty(text: object) -> str:
    return fold(str(text)) if text is not None else ""


def _name_key_or_empty(text: object) -> bytes:
    return name_key(str(text)) if text is not None else b""


def _spelt_words_or_empty(text: object) -> str:
    return spelt_words(str(text)) if text is not None else ""


def is_encrypted(path: Path) -> bool:
    """Tell whether the file on disk does not begin as a plain SQLite file does."""
    with path.open("rb") as stream:
        return stream.read(len(_PLAIN_HEADER)) != _PLAIN_HEADER
