"""Bringing a database to today's schema: verified snapshot, numbered steps, checks after."""

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

from desktop.errors import UserError
from desktop.paths import migrations
from desktop.storage.connection import connect
from desktop.storage.snapshot import take_snapshot
from desktop.storage.troubles import DatabaseDamaged, plain_errors


class NewerDatabase(UserError):
    """The file was written by a newer program; it may be opened to read, never to write."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu này do bản chương trình mới hơn tạo ra nên bản này chỉ mở để xem; "
            "hãy cập nhật chương trình để tiếp tục ghi."
        )


def migrate(path: Path, key: bytes, *, must_exist: bool = False) -> None:
    """Bring the database at `path` to the newest schema, creating it when it is empty.

    With `must_exist` an emptied file is DatabaseDamaged: a fresh schema would pass for an empty office.

    Foreign keys are off on the migrating connection: with them on, rebuilding a parent table would
    silently empty its children. Row counts and foreign keys are compared afterwards.
    Raises NewerDatabase when a revision is unknown to this program; UserError when a check fails.
    """
    known = revisions()
    driver = connect(path, key, foreign_keys=False)
    try:
        current = _revision(driver)
        if current == known[-1]:
            return
        if current is None and must_exist:
            raise DatabaseDamaged
        if current is not None and current not in known:
            raise NewerDatabase
        if current is not None:
            take_snapshot(path, key, path.parent / "sao-luu" / f"truoc-nang-cap-{current}.db")
        _upgrade(driver)
    finally:
        driver.close()


def revisions() -> list[str]:
    """Return the numbers of all steps in their order, by the names of their files.

    Alembic, which knows them too, takes longer to load than the whole rest of opening an office: it is
    loaded only when a step is due.
    """
    return sorted(step.name.partition("_")[0] for step in (migrations() / "versions").glob("[0-9]*_*.py"))


def has_schema(path: Path, key: bytes) -> bool:
    """Tell whether the file holds a database of this program at all; an emptied one does not."""
    with closing(connect(path, key, read_only=True)) as driver:
        return _revision(driver) is not None


def _revision(driver: Any) -> str | None:
    with plain_errors():
        if not driver.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return None
        row = driver.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def _upgrade(driver: Any) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine("sqlite://", creator=lambda: driver, module=sqlcipher, poolclass=StaticPool)
    with plain_errors(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        before = _row_counts(connection)
        _run_steps(connection)
        _check(connection, before)
        connection.commit()


def _run_steps(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'search_%' AND name <> 'alembic_version'"
    ).scalars()
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
        for name in tables.all()
    }


def _check(connection: Connection, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if name in after and after[name] < count]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost or orphans:
        raise UserError(
            "Không nâng cấp được cơ sở dữ liệu vì kiểm tra sau nâng cấp thấy thiếu dữ liệu; dữ liệu cũ vẫn "
            "nguyên vẹn, hãy gửi thông báo này cho người hỗ trợ."
        )
