"""Making and opening an office: the one place that joins folder, key, database, journal and user."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.folder import DATABASE, KEYS, NewOffice, office_exists
from desktop.accounts.keys import (
    RECOVERY,
    Cost,
    WrongPassword,
    check_password,
    load_slots,
    new_recovery_code,
    normalize_recovery,
    save_slots,
    unwrap,
    wrap,
)
from desktop.accounts.lists import adopted_lists
from desktop.accounts.models import AdoptedList, Unit, User
from desktop.accounts.rights import Actor, Role
from desktop.accounts.units import paper_defaults
from desktop.codelists import CodeList, are_in_force, use_lists
from desktop.errors import FileProblem, NotFound, UserError, sentence_for_os_error
from desktop.journal.acts import begin_act, seal_act
from desktop.journal.triggers import attach_journal
from desktop.storage.connection import KEY_BYTES, DatabaseDamaged, DatabaseMissing
from desktop.storage.database import Database
from desktop.storage.folder_lock import FolderLock, hold_open
from desktop.storage.migrate import NewerDatabase, has_schema, migrate
from desktop.text import clean

Changed = Callable[[frozenset[str]], None]
"""Called after a commit with the names of the tables that changed."""


@dataclass
class Office:
    """An opened office: what every page, command and test receives."""

    folder: Path
    database: Database
    actor: Actor
    listeners: list[Changed] = field(default_factory=list)
    lock: FolderLock | None = None
    _lists: list[CodeList] | None = field(default=None, init=False, repr=False, compare=False)
    _badge: object = field(default_factory=object, init=False, repr=False, compare=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for questions."""
        self._bring_lists()
        with self.database.read() as session:
            session.info["actor"] = self.actor
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session for one act; after its commit the listeners hear which tables changed."""
        self._bring_lists()
        with self.database.write({"actor": self.actor}) as session:
            yield session
        changed = session.info.get("changed", frozenset())
        if AdoptedList.__tablename__ in changed:
            self.use_own_lists()
        for listener in tuple(self.listeners) if changed else ():
            listener(changed)

    def use_own_lists(self) -> None:
        """Put the code lists that this office has adopted into force, in the whole program."""
        with self.database.read() as session:
            self._lists = adopted_lists(session, date.today())  # noqa: DTZ011 - the calendar on the wall
        use_lists(self._lists, self._badge)

    def _bring_lists(self) -> None:
        """Let an office that is asked be asked by its own lists, though another was opened after it."""
        if self._lists is not None and not are_in_force(self._badge):
            use_lists(self._lists, self._badge)

    @contextmanager
    def lists_of(self, day: date) -> Iterator[None]:
        """Let the code lists be those that were in force on a day, until the block ends."""
        with self.database.read() as session:
            then = adopted_lists(session, day)
        use_lists(then, self._badge)
        try:
            yield
        finally:
            self.use_own_lists()

    def go_on_as(self, opened: "Office") -> None:
        """Work on with the same office as the same user has opened it again; pages keep this object."""
        self.database, self.actor, self.lock = opened.database, opened.actor, opened.lock

    def close(self) -> None:
        """Close the database and tell other processes that it is; its own code lists go with it."""
        if are_in_force(self._badge):
            use_lists(())
        self._lists = None
        self.database.close()
        if self.lock:
            self.lock.release()


def create_office(
    folder: Path,
    new: NewOffice,
    password: str,
    cost: Cost | None = None,
    keep: Callable[[str], None] | None = None,
) -> str:
    """Make an empty encrypted office with its first user; return the recovery code, which is kept nowhere.

    `keep` receives the code while the office can still be made again: when it fails there is no office.
    Raises UserError when the folder holds an office already, something is blank or the password too weak.
    """
    _check_new(folder, new)
    check_password(password)
    key, recovery = os.urandom(KEY_BYTES), new_recovery_code()
    with _new_database(folder / DATABASE) as unfinished:
        (folder / KEYS).unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)
        migrate(unfinished, key)
        _first_rows(_open_database(unfinished, key), new, Actor(new.login, new.full_name, Role.ADMIN))
        slots = [wrap(key, new.login, password, cost), wrap(key, RECOVERY, recovery, cost)]
        save_slots(folder / KEYS, {slot.name: slot for slot in slots})
        if keep:
            keep(recovery)
    return recovery


def _check_new(folder: Path, new: NewOffice) -> None:
    if office_exists(folder):
        raise UserError(
            "Thư mục này đã có sổ của một đơn vị nên không tạo đè; hãy chọn thư mục khác hoặc mở sổ đã có."
        )
    if (folder / KEYS).exists() and not _unfinished(folder / DATABASE).exists():
        raise UserError(
            "Thư mục này có tệp khóa của một sổ nhưng mất cơ sở dữ liệu nên không tạo đè; hãy khôi phục từ "
            "bản sao lưu hoặc chọn thư mục khác."
        )
    if not all(map(clean, (new.login, new.full_name, new.code, new.name))):
        raise UserError("Tài khoản, họ tên, mã và tên đơn vị không được để trống; hãy nhập đủ rồi lập sổ.")
    if new.login == RECOVERY:
        raise UserError(f"Tên tài khoản “{RECOVERY}” dành riêng cho mã khôi phục; hãy chọn tên khác.")


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.moi")


@contextmanager
def _new_database(path: Path) -> Iterator[Path]:
    """Give the path of a database in the making; it takes its real name only when all has been done."""
    unfinished = _unfinished(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.parent.name)) from error


def _first_rows(database: Database, new: NewOffice, actor: Actor) -> None:
    with database.write({"actor": actor}) as session:
        begin_act(session, "Lập sổ của đơn vị", who=actor.login)
        papers = paper_defaults(new.kind, new.name, new.province)
        session.add(Unit(kind=new.kind, code=new.code, name=new.name, province=new.province, **papers))
        session.add(User(login=actor.login, full_name=actor.full_name, role=actor.role.value))
    database.close()


def open_office(folder: Path, login: str, password: str) -> Office:
    """Open the office for one user with his password.

    Raises WrongPassword, KeyFileDamaged, DatabaseMissing, DatabaseDamaged, NotFound (no such user).
    """
    return open_with_key(folder, unlock(folder, login, password), login)


def unlock(folder: Path, login: str, password: str) -> bytes:
    """Return the database key from the folder's key file, without touching the database.

    Raises WrongPassword, KeyFileDamaged, NotFound (no such user).
    """
    slot = load_slots(folder / KEYS).get(login)
    if slot is None or login == RECOVERY:
        raise NotFound(f"Không có tài khoản “{login}” trong sổ này; hãy chọn tài khoản khác.")
    return unwrap(slot, password)


def open_with_recovery(folder: Path, code: str, login: str, new_password: str) -> Office:
    """Open the office with the printed recovery code and give the user a new password."""
    check_password(new_password)
    slots = load_slots(folder / KEYS)
    try:
        key = unwrap(slots[RECOVERY], normalize_recovery(code))
    except WrongPassword as error:
        raise WrongPassword("Mã khôi phục không đúng; hãy nhập lại đúng như trên phiếu khôi phục.") from error
    office = open_with_key(folder, key, login)
    save_slots(folder / KEYS, {**slots, login: wrap(key, login, new_password)})
    return office


def open_with_key(folder: Path, key: bytes, login: str) -> Office:
    """Open the office with the unwrapped database key; a newer database is opened read-only."""
    path = folder / DATABASE
    if not path.exists():
        raise DatabaseMissing(path)
    lock = hold_open(folder)
    try:
        database = _open_database(path, key, read_only=not _migrated(path, key))
        try:
            office = Office(folder, database, _actor(database, login), lock=lock)
            office.use_own_lists()
            return office
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise


def _migrated(path: Path, key: bytes) -> bool:
    """Bring the database up to date; False for one that a newer program has written."""
    try:
        migrate(path, key, must_exist=True)
    except NewerDatabase:
        return False
    return True


def actor_in(path: Path, key: bytes, login: str) -> Actor:
    """Return the user as a database file (a backup, say) knows him, without opening or changing the office.

    Raises DatabaseMissing, DatabaseDamaged, NotFound (no such user).
    """
    if not has_schema(path, key):
        raise DatabaseDamaged
    database = _open_database(path, key, read_only=True)
    try:
        return _actor(database, login)
    finally:
        database.close()


def _open_database(path: Path, key: bytes, *, read_only: bool = False) -> Database:
    return Database(
        path,
        key,
        on_connect=() if read_only else (attach_journal,),
        before_commit=(seal_act,),
        read_only=read_only,
    )


def _actor(database: Database, login: str) -> Actor:
    with database.read() as session:
        user = session.scalar(select(User).where(User.login == login, User.active == 1))
        if user is None:
            raise NotFound(f"Tài khoản “{login}” đã ngừng dùng; hãy chọn tài khoản khác.")
        return Actor(user.login, user.full_name, Role(user.role))
