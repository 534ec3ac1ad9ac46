"""Who has an office open: every open office holds a share of one lock, restoring needs all of it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import FileProblem, UserError, sentence_for_os_error

LOCK = "dang-mo.lock"
_SHARES = 64
"""Windows knows no shared lock here: each holder takes one of these bytes, who wants to be alone all."""


class FolderLock:
    """A held lock; it ends with `release`, or with the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Let go; doing so twice is no error."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def hold_open(folder: Path) -> FolderLock:
    """Hold a share for an open office; raises UserError while somebody is restoring it."""
    return _hold(
        folder,
        alone=False,
        refusal="Sổ đang được khôi phục ở cửa sổ khác nên chưa mở được; hãy chờ một lát rồi mở lại.",
    )


@contextmanager
def hold_alone(folder: Path) -> Iterator[None]:
    """Hold the whole lock; raises UserError while the office is open anywhere."""
    lock = _hold(
        folder,
        alone=True,
        refusal="Sổ đang mở ở cửa sổ khác nên chưa làm được; hãy đóng các cửa sổ đó rồi làm lại.",
    )
    try:
        yield
    finally:
        lock.release()


def _hold(folder: Path, *, alone: bool, refusal: str) -> FolderLock:
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, folder.name)) from error
    if not _take(handle, alone=alone):
        os.close(handle)
        raise UserError(refusal)
    return FolderLock(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, *, alone: bool) -> bool:
        if alone:
            return _take_bytes(handle, 0, _SHARES)
        return any(_take_bytes(handle, at, 1) for at in range(_SHARES))

    def _take_bytes(handle: int, at: int, count: int) -> bool:
        os.lseek(handle, at, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
