"""Where things stand on this machine: the program's own resources and the office's data folder."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import FileProblem, sentence_for_os_error


def program_root() -> Path:
    """Return the folder that holds `resources/` and `db/`; in the frozen program the bundle itself."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def resources() -> Path:
    """Return the folder of official content (plans, code lists, templates, pictures)."""
    return program_root() / "resources"


def migrations() -> Path:
    """Return the folder of the database's migrations."""
    return program_root() / "db"


def default_data_dir() -> Path:
    """Return the user's data folder for this program (created only when an office is made)."""
    import platformdirs

    return Path(platformdirs.user_data_dir("so-tri-thuc", appauthor=False))


@contextmanager
def atomic_write(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target`; on success it becomes the target, on failure it is removed.

    Raises FileProblem with a Vietnamese sentence when the disk is full, read-only or missing.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, target.name)) from error
    finally:
        _remove(temporary)


def _remove(temporary: Path) -> None:
    if temporary.exists():
        temporary.unlink()
