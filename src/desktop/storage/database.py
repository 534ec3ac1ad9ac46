"""One open database: engine, reading sessions, the one writing session. Nobody else creates an engine."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from desktop.errors import UserError
from desktop.storage.connection import connect
from desktop.storage.snapshot import take_snapshot, verify_database
from desktop.storage.troubles import plain_errors

OnConnect = Callable[[Any], None]
"""What a room attaches to each connection of the driver that writes (for example the journal's triggers)."""

BeforeCommit = Callable[[Session], None]
"""What a room does at the end of every writing session (for example sealing the act in the journal)."""


class Database:
    """One open office database: reading sessions, one writing session at a time.

    Connections that write are kept apart: only they need what is attached, which takes longer than opening.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        on_connect: Sequence[OnConnect] = (),
        before_commit: Sequence[BeforeCommit] = (),
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._key = key
        self._before_commit = tuple(before_commit)
        self._one_writes = threading.RLock()
        self._reading = self._create_engine("BEGIN")
        self._writing = self._create_engine("BEGIN IMMEDIATE", on_connect)

    def _create_engine(self, begin: str, on_connect: Sequence[OnConnect] = ()) -> Engine:
        def opened() -> Any:
            connection = connect(self.path, self._key, read_only=self.read_only)
            for attach in on_connect:
                attach(connection)
            return connection

        def begun(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        engine = create_engine(
            "sqlite://", creator=opened, module=sqlcipher, poolclass=QueuePool, pool_size=4, max_overflow=8
        )
        event.listen(engine, "begin", begun)
        return engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for questions only; whatever it would change is rolled back."""
        with Session(self._reading) as session, plain_errors():
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def write(self, info: dict[str, Any] | None = None) -> Iterator[Session]:
        """Give the one writing session; commits at the end, rolls back on any error.

        Raises UserError when the database was opened read-only.
        """
        if self.read_only:
            raise UserError(
                "Cơ sở dữ liệu đang mở chỉ để xem vì được tạo bởi bản chương trình mới hơn; "
                "hãy cập nhật chương trình rồi làm lại."
            )
        with self._one_writes, Session(self._writing, info=dict(info or {})) as session, plain_errors():
            session.connection()
            try:
                yield session
                session.flush()
                for finish in self._before_commit:
                    finish(session)
                session.commit()
            except BaseException:
                session.rollback()
                raise

    def copy_to(self, target: Path) -> None:
        """Copy the live database to `target` under the same key; the copy is verified before it counts."""
        take_snapshot(self.path, self._key, target)

    def verify_copy(self, copy: Path) -> None:
        """Raise UserError unless a copy opens with this database's key and passes SQLite's checks."""
        verify_database(copy, self._key)

    def close(self) -> None:
        """Close every connection; the database can be opened again by a new object."""
        self._reading.dispose()
        self._writing.dispose()
