"""Making, checking and restoring backups; a backup only counts when it has been opened and verified."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from desktop.accounts.folder import DATABASE, KEYS
from desktop.accounts.keys import load_slots
from desktop.accounts.office import Office, actor_in
from desktop.accounts.rights import Right, require
from desktop.errors import NotAllowed, NotFound, UserError
from desktop.paths import atomic_write
from desktop.storage.folder_lock import hold_alone
from desktop.storage.snapshot import take_snapshot, verify_database

FOLDER = "sao-luu"
_STAMP = "%Y%m%d-%H%M%S-%f"


@dataclass(frozen=True)
class Backup:
    """One backup: its folder's name is its id; `made_at` is local time."""

    id: str
    folder: Path
    made_at: datetime
    size: int


@dataclass(frozen=True)
class Restored:
    """What became of the state before: its backup, or where its unreadable file was set aside."""

    before: Backup | None
    aside: Path | None


def make_backup(office: Office) -> Backup:
    """Copy database and key file into a new folder and verify the copy before it gets its final name.

    Raises NotAllowed; FileProblem when the disk is full or read-only; UserError when the copy is not sound.
    """
    require(office.actor, Right.BACK_UP)
    return _copy(office.folder, office.database.copy_to)


def _copy(folder: Path, copy_to: Callable[[Path], None]) -> Backup:
    target = folder / FOLDER / _stamp()
    copy_to(target / DATABASE)
    with atomic_write(target / KEYS) as temporary:
        shutil.copyfile(folder / KEYS, temporary)
    return _describe(target)


def _stamp() -> str:
    return datetime.now(UTC).astimezone().strftime(_STAMP)


def list_backups(folder: Path) -> list[Backup]:
    """Return the complete backups of an office folder, newest first."""
    root = folder / FOLDER
    folders = sorted(root.iterdir(), reverse=True) if root.is_dir() else []
    complete = (one for one in folders if (one / DATABASE).is_file() and (one / KEYS).is_file())
    return [_describe(one) for one in complete]


def check_backup(office: Office, backup: Backup) -> None:
    """Raise UserError unless the backup opens with the office's key and passes every check."""
    office.database.verify_copy(backup.folder / DATABASE)


def find_backup(folder: Path, backup_id: str) -> Backup:
    """Return one backup of an office folder; raises NotFound."""
    chosen = next((one for one in list_backups(folder) if one.id == backup_id), None)
    if chosen is None:
        raise NotFound(f"Không có bản sao lưu “{backup_id}”; hãy xem lại danh sách bản sao lưu.")
    return chosen


def key_folder(folder: Path, backup: Backup) -> Path:
    """Return where the key file can be read: in the office, else beside the backup."""
    return folder if _has_keys(folder) else backup.folder


def restore_backup(folder: Path, backup: Backup, key: bytes, login: str) -> Restored:
    """Put a verified backup in the place of the current database, which may be damaged or missing.

    The current state is backed up first when it can be read, otherwise its files are set aside; nothing is
    deleted. Raises NotAllowed, and UserError while the office is open anywhere or the backup is not sound.
    """
    with hold_alone(folder):
        require(actor_in(backup.folder / DATABASE, key, login), Right.BACK_UP)
        verify_database(backup.folder / DATABASE, key)
        if not _has_keys(folder):
            _replace_keys(folder, backup)
        before = _back_up_current(folder, key, login)
        aside = _replace(folder, backup, keep=before is None)
    return Restored(before, aside)


def _has_keys(folder: Path) -> bool:
    try:
        load_slots(folder / KEYS)
    except UserError:
        return False
    return True


def _replace_keys(folder: Path, backup: Backup) -> None:
    with atomic_write(folder / KEYS) as temporary:
        shutil.copyfile(backup.folder / KEYS, temporary)


def _back_up_current(folder: Path, key: bytes, login: str) -> Backup | None:
    """Back up what stands there now; None when it cannot be read, which is why somebody restores."""
    try:
        require(actor_in(folder / DATABASE, key, login), Right.BACK_UP)
        return _copy(folder, partial(take_snapshot, folder / DATABASE, key))
    except (NotAllowed, NotFound):
        raise
    except UserError:
        return None


def _replace(folder: Path, chosen: Backup, *, keep: bool) -> Path | None:
    """Exchange the database; returns the path of the unreadable old one when it is to be kept."""
    aside = folder / f"{_stamp()}-khong-doc-duoc.db" if keep and (folder / DATABASE).exists() else None
    with atomic_write(folder / DATABASE) as temporary:
        shutil.copyfile(chosen.folder / DATABASE, temporary)
        for ending in ("-wal", "-shm", "") if aside else ("-wal", "-shm"):
            current = folder / f"{DATABASE}{ending}"
            if aside and current.exists():
                current.replace(f"{aside}{ending}")
            else:
                current.unlink(missing_ok=True)
    return aside


def _describe(folder: Path) -> Backup:
    database = (folder / DATABASE).stat()
    made_at = datetime.fromtimestamp(database.st_mtime, UTC).astimezone()
    return Backup(folder.name, folder, made_at, database.st_size)
